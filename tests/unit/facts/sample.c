// The records in the order in which a walk over this source meets them.
#include "sample.h"

#include "base/array.h"
#include "facts/facts.h"

static const char source[] =
    "from ..net import get as fetch\n"
    "import asyncio\n"
    "__all__ = [\"Client\"]\n"
    "\n"
    "class Client(Base, metaclass=Meta):\n"
    "    @cached\n"
    "    async def load(self, url: str, *, limit=3) -> bytes:\n"
    "        global state\n"
    "        try:\n"
    "            async with session(url) as reply:\n"
    "                state = [x async for x in reply if x]\n"
    "        except OSError as error:  # nostall: ignore[swallowed] -- logged\n"
    "            raise\n"
    "        return await fetch(url, timeout=1.5)\n"
    "\n"
    "key = lambda: -1 if asyncio else {\"a\": 1}\n"
    "asyncio.run(Client().load(\"u\"))\n"
    "def\n";

Str sample_source(void) {
  return (Str){source, sizeof source - 1};
}

// Where the builder stands: what has been read lies before `seen`.
typedef struct Walk {
  SummaryBuilder *out;
  uint32_t seen;
} Walk;

// The next place in the text that reads so.
static Span span_next(Walk *walk, const char *text) {
  Str wanted = str_from_c(text);
  size_t skipped = str_find(str_slice(sample_source(), walk->seen, SIZE_MAX), wanted);
  assert(skipped != SIZE_MAX);
  uint32_t start = walk->seen + (uint32_t)skipped;
  walk->seen = start + (uint32_t)wanted.size;
  return (Span){start, walk->seen};
}

// The first place in the text that reads so.
static Span span_first(const char *text) {
  Walk walk = {0};
  return span_next(&walk, text);
}

// The first `text` in the first `around`.
static Span span_in(const char *around, const char *text) {
  Walk walk = {.seen = span_first(around).start};
  return span_next(&walk, text);
}

static NameId name(Walk *walk, const char *text) {
  return summary_builder_name(walk->out, str_from_c(text));
}

static ExprId now(const Walk *walk) {
  return (ExprId)walk->out->exprs.count;
}

static ExprId add_expr(Walk *walk, ExprDraft expr, Span span) {
  return summary_builder_expr(walk->out, expr, span);
}

static ExprId add_name(Walk *walk, const char *text, ExprUse use, uint16_t flags) {
  ExprDraft expr = {.kind = EXPR_NAME,
                    .use = use & EXPR_USE_MAX,
                    .flags = flags & EXPR_FLAGS_MAX,
                    .a = name(walk, text)};
  return add_expr(walk, expr, span_next(walk, text));
}

static ExprId add_attribute(Walk *walk, ExprId object, const char *text, ExprUse use) {
  Span end = span_next(walk, text);
  ExprDraft expr = {
      .kind = EXPR_ATTRIBUTE, .use = use & EXPR_USE_MAX, .a = object, .b = name(walk, text)};
  Span span = span_join(walk->out->expr_spans.at[object], end);
  return add_expr(walk, expr, span);
}

static ExprId add_literal(Walk *walk, LiteralKind kind, uint32_t value, const char *text,
                          ExprUse use) {
  ExprDraft expr = {
      .kind = EXPR_LITERAL, .use = use & EXPR_USE_MAX, .a = (uint32_t)kind, .b = value};
  return add_expr(walk, expr, span_next(walk, text));
}

static ExprId add_int(Walk *walk, uint32_t value, const char *text, ExprUse use) {
  return add_literal(walk, LITERAL_INT, value, text, use);
}

static ExprId add_string(Walk *walk, const char *text, const char *quoted, ExprUse use) {
  return add_literal(walk, LITERAL_STRING, name(walk, text), quoted, use);
}

static uint32_t add_operand(Walk *walk, ExprId operand) {
  SummaryBuilder *out = walk->out;
  array_push(&out->arena, &out->operands, operand);
  return (uint32_t)out->operands.count - 1;
}

static uint32_t add_argument(Walk *walk, const char *keyword, ExprId value) {
  SummaryBuilder *out = walk->out;
  Argument argument = {.keyword = name(walk, keyword), .value = value};
  array_push(&out->arena, &out->arguments, argument);
  return (uint32_t)out->arguments.count - 1;
}

static ExprId add_call(Walk *walk, ExprId callee, uint32_t first, uint32_t count, const char *text,
                       ExprUse use) {
  ExprDraft expr = {.kind = EXPR_CALL,
                    .use = use & EXPR_USE_MAX,
                    .a = callee,
                    .b = first,
                    .c = count & EXPR_C_MAX};
  return add_expr(walk, expr, span_first(text));
}

static BindingId add_binding(Walk *walk, const char *text, BindingDraft binding, Span span) {
  SummaryBuilder *out = walk->out;
  binding.name = name(walk, text);
  binding.at = now(walk);
  array_push(&out->arena, &out->bindings, binding);
  array_push(&out->arena, &out->binding_spans, span);
  return (BindingId)out->bindings.count - 1;
}

static ScopeId open_scope(Walk *walk, ScopeDraft scope, Span span) {
  SummaryBuilder *out = walk->out;
  scope.begin = now(walk);
  scope.binding = BINDING_NONE;
  array_push(&out->arena, &out->scopes, scope);
  array_push(&out->arena, &out->scope_spans, span);
  return (ScopeId)out->scopes.count - 1;
}

static RegionId open_region(Walk *walk, RegionDraft region, Span span) {
  SummaryBuilder *out = walk->out;
  region.begin = now(walk);
  region.binding = BINDING_NONE;
  array_push(&out->arena, &out->regions, region);
  array_push(&out->arena, &out->region_spans, span);
  return (RegionId)out->regions.count - 1;
}

static void close_scope(Walk *walk, ScopeId scope) {
  walk->out->scopes.at[scope].end = now(walk);
}

static void close_region(Walk *walk, RegionId region) {
  walk->out->regions.at[region].end = now(walk);
}

static void add_import(Walk *walk, const char *module, const char *member, uint16_t level,
                       uint16_t flags) {
  SummaryBuilder *out = walk->out;
  ImportDraft import = {.module = name(walk, module), .level = level, .flags = flags};
  import.member = name(walk, member);
  array_push(&out->arena, &out->imports, import);
}

static void add_exit(Walk *walk, ExitDraft exit, Span span) {
  SummaryBuilder *out = walk->out;
  exit.at = now(walk);
  array_push(&out->arena, &out->exits, exit);
  array_push(&out->arena, &out->exit_spans, span);
}

static void add_parameter(Walk *walk, ParameterKind kind, const char *text, ExprId annotation,
                          ExprId fallback) {
  SummaryBuilder *out = walk->out;
  ParameterDraft parameter = {.kind = (uint8_t)kind,
                              .name = name(walk, text),
                              .annotation = annotation,
                              .fallback = fallback};
  array_push(&out->arena, &out->parameters, parameter);
}

// ---- The source, line by line -------------------------------------------------------------------

static void walk_imports(Walk *walk) {
  SummaryBuilder *out = walk->out;
  add_import(walk, "net", "get", 2, IMPORT_ALIASED);
  BindingDraft binding = {.kind = BINDING_IMPORT, .extra = 0};
  add_binding(walk, "fetch", binding, span_next(walk, "fetch"));
  add_import(walk, "asyncio", "", 0, 0);
  binding.extra = 1;
  add_binding(walk, "asyncio", binding, span_next(walk, "asyncio"));

  Span all = span_next(walk, "__all__");
  ExprId item = add_string(walk, "Client", "\"Client\"", USE_ELEMENT);
  ExprDraft list = {.kind = EXPR_CONTAINER,
                    .use = USE_BOUND,
                    .a = add_operand(walk, item),
                    .b = 1,
                    .c = CONTAINER_LIST};
  ExprId value = add_expr(walk, list, span_first("[\"Client\"]"));
  add_binding(walk, "__all__", (BindingDraft){.kind = BINDING_ASSIGN, .value = value}, all);
  array_push(&out->arena, &out->exported, name(walk, "Client"));
  out->flags |= SUMMARY_HAS_ALL;
}

static void walk_with(Walk *walk, ScopeId load, RegionId body) {
  RegionId attempt = open_region(walk,
                                 (RegionDraft){.kind = REGION_TRY,
                                               .flow = FLOW_FALLS,
                                               .flags = REGION_AWAITS,
                                               .parent = body,
                                               .scope = load},
                                 span_next(walk, "try"));
  ExprId callee = add_name(walk, "session", USE_CALLED, 0);
  uint32_t url = add_argument(walk, "", add_name(walk, "url", USE_ARGUMENT, 0));
  ExprId entered = add_call(walk, callee, url, 1, "session(url)", USE_ASYNC_ENTERED);
  RegionId with = open_region(walk,
                              (RegionDraft){.kind = REGION_ASYNC_WITH,
                                            .flow = FLOW_FALLS,
                                            .flags = REGION_AWAITS,
                                            .parent = attempt,
                                            .scope = load,
                                            .subject = entered},
                              span_first("session(url) as reply"));
  BindingDraft reply = {
      .kind = BINDING_ASYNC_WITH, .scope = load, .region = with, .value = entered};
  walk->out->regions.at[with].binding = add_binding(walk, "reply", reply, span_next(walk, "reply"));

  ExprId iterable = add_name(walk, "reply", USE_ASYNC_ITERATED, 0);
  Span whole = span_first("[x async for x in reply if x]");
  ScopeId comprehension = open_scope(
      walk,
      (ScopeDraft){.kind = SCOPE_COMPREHENSION, .flags = SCOPE_ASYNC, .parent = load, .body = with},
      whole);
  BindingDraft item = {
      .kind = BINDING_ASYNC_FOR, .scope = comprehension, .region = with, .value = iterable};
  add_binding(walk, "x", item, span_in("x in reply", "x"));
  add_name(walk, "x", USE_TESTED, 0);
  ExprDraft element = {.kind = EXPR_NAME, .use = USE_ELEMENT, .a = name(walk, "x")};
  walk->out->scopes.at[comprehension].element =
      add_expr(walk, element, span_in("x async for", "x"));
  close_scope(walk, comprehension);
  ExprDraft list = {
      .kind = EXPR_COMPREHENSION, .use = USE_BOUND, .a = comprehension, .b = CONTAINER_LIST};
  ExprId value = add_expr(walk, list, whole);
  BindingDraft state = {
      .kind = BINDING_ASSIGN, .flags = BINDING_GLOBAL, .region = with, .value = value};
  add_binding(walk, "state", state, span_in("state = ", "state"));
  close_region(walk, with);
  close_region(walk, attempt);
}

static void walk_except(Walk *walk, ScopeId load, RegionId body) {
  ExprId types = add_name(walk, "OSError", USE_OTHER, 0);
  RegionId attempt = body + 1;
  RegionId handler = open_region(walk,
                                 (RegionDraft){.kind = REGION_EXCEPT,
                                               .flow = FLOW_RERAISES,
                                               .parent = body,
                                               .scope = load,
                                               .subject = types,
                                               .group = attempt},
                                 span_first("except OSError as error"));
  BindingDraft error = {.kind = BINDING_EXCEPT, .scope = load, .region = handler, .value = types};
  walk->out->regions.at[handler].binding =
      add_binding(walk, "error", error, span_next(walk, "error"));
  ExitDraft raise = {.kind = EXIT_RAISE, .flags = EXIT_RERAISE, .scope = load, .region = handler};
  add_exit(walk, raise, span_next(walk, "raise"));
  close_region(walk, handler);
}

static void walk_return(Walk *walk, ScopeId load, RegionId body) {
  Span whole = span_first("return await fetch(url, timeout=1.5)");
  ExprId callee = add_name(walk, "fetch", USE_CALLED, 0);
  uint32_t first = add_argument(walk, "", add_name(walk, "url", USE_ARGUMENT, 0));
  ExprId number = add_literal(walk, LITERAL_FLOAT, name(walk, "1.5"), "1.5", USE_ARGUMENT);
  add_argument(walk, "timeout", number);
  ExprId call = add_call(walk, callee, first, 2, "fetch(url, timeout=1.5)", USE_AWAITED);
  ExprDraft await = {.kind = EXPR_AWAIT, .use = USE_RETURNED, .a = call};
  ExprId value = add_expr(walk, await, span_first("await fetch(url, timeout=1.5)"));
  ExitDraft exit = {.kind = EXIT_RETURN, .scope = load, .region = body, .value = value};
  add_exit(walk, exit, whole);
}

static void walk_method(Walk *walk, ScopeId class, RegionId class_body) {
  SummaryBuilder *out = walk->out;
  Span name_span = span_first("load");
  uint32_t decorator =
      add_operand(walk, add_name(walk, "cached", USE_DECORATOR, EXPR_FLAG_DEFINITION));
  Span self = span_next(walk, "self");
  Span url = span_next(walk, "url");
  ExprId annotation = add_name(walk, "str", USE_ANNOTATION, EXPR_FLAG_ANNOTATION);
  Span limit = span_next(walk, "limit");
  ExprId fallback = add_int(walk, 3, "3", USE_OTHER);
  ExprId returns = add_name(walk, "bytes", USE_ANNOTATION, EXPR_FLAG_ANNOTATION);
  add_parameter(walk, PARAMETER_PLAIN, "self", 0, 0);
  add_parameter(walk, PARAMETER_PLAIN, "url", annotation, 0);
  add_parameter(walk, PARAMETER_KEYWORD_ONLY, "limit", 0, fallback);

  ScopeDraft scope = {.kind = SCOPE_FUNCTION,
                      .flags = SCOPE_ASYNC | SCOPE_AWAITS | SCOPE_METHOD,
                      .name = name(walk, "load"),
                      .parent = class,
                      .body = class_body + 1,
                      .parameter_count = 3,
                      .decorators = decorator,
                      .decorator_count = 1,
                      .returns = returns};
  Span whole = span_join(span_first("async def"), span_first("timeout=1.5)"));
  ScopeId load = open_scope(walk, scope, whole);
  RegionId body = open_region(walk,
                              (RegionDraft){.kind = REGION_BODY,
                                            .flow = FLOW_RETURNS | FLOW_RERAISES,
                                            .flags = REGION_AWAITS,
                                            .parent = class_body,
                                            .scope = load},
                              span_first("async def load"));
  BindingDraft parameter = {.kind = BINDING_PARAMETER, .scope = load, .region = body};
  add_binding(walk, "self", parameter, self);
  parameter.extra = 1;
  add_binding(walk, "url", parameter, url);
  parameter.extra = 2;
  add_binding(walk, "limit", parameter, limit);
  Declaration global = {.scope = load, .name = name(walk, "state"), .owner = 0};
  array_push(&out->arena, &out->declarations, global);
  walk_with(walk, load, body);
  walk_except(walk, load, body);
  walk_return(walk, load, body);
  close_region(walk, body);
  close_scope(walk, load);
  BindingDraft binding = {.kind = BINDING_DEF, .scope = class, .region = class_body, .extra = load};
  BindingId id = add_binding(walk, "load", binding, name_span);
  out->scopes.at[load].binding = id;
}

static void walk_class(Walk *walk) {
  Span name_span = span_in("Client(Base", "Client");
  uint32_t bases = add_argument(walk, "", add_name(walk, "Base", USE_BASE, EXPR_FLAG_DEFINITION));
  add_argument(walk, "metaclass", add_name(walk, "Meta", USE_BASE, EXPR_FLAG_DEFINITION));
  ScopeDraft scope = {.kind = SCOPE_CLASS,
                      .name = name(walk, "Client"),
                      .body = 1,
                      .bases = bases,
                      .base_count = 2};
  Span whole = span_join(span_first("class"), span_first("timeout=1.5)"));
  ScopeId class = open_scope(walk, scope, whole);
  RegionId body =
      open_region(walk, (RegionDraft){.kind = REGION_BODY, .flow = FLOW_FALLS, .scope = class},
                  span_first("class Client(Base, metaclass=Meta)"));
  walk_method(walk, class, body);
  close_region(walk, body);
  close_scope(walk, class);
  BindingDraft binding = {.kind = BINDING_CLASS, .extra = class};
  BindingId id = add_binding(walk, "Client", binding, name_span);
  walk->out->scopes.at[class].binding = id;
}

static void walk_lambda(Walk *walk) {
  Span key = span_next(walk, "key");
  const char *text = "lambda: -1 if asyncio else {\"a\": 1}";
  RegionId body = (RegionId)walk->out->regions.count;
  ScopeId lambda =
      open_scope(walk, (ScopeDraft){.kind = SCOPE_LAMBDA, .body = body}, span_first(text));
  open_region(walk, (RegionDraft){.kind = REGION_BODY, .flow = FLOW_RETURNS, .scope = lambda},
              span_first("lambda"));
  ExprDraft asked = {.kind = EXPR_NAME, .use = USE_TESTED, .a = name(walk, "asyncio")};
  ExprId test = add_expr(walk, asked, span_in("asyncio else", "asyncio"));
  ExprId one = add_int(walk, 1, "1", USE_OPERAND);
  ExprDraft minus = {.kind = EXPR_UNARY, .use = USE_CHOSEN, .a = one, .c = OPERATOR_NEGATIVE};
  ExprId negative = add_expr(walk, minus, span_first("-1"));
  uint32_t pair = add_operand(walk, add_string(walk, "a", "\"a\"", USE_ELEMENT));
  add_operand(walk, add_int(walk, 1, "1", USE_ELEMENT));
  ExprDraft dict = {
      .kind = EXPR_CONTAINER, .use = USE_CHOSEN, .a = pair, .b = 2, .c = CONTAINER_DICT};
  ExprId otherwise = add_expr(walk, dict, span_first("{\"a\": 1}"));
  uint32_t first = add_operand(walk, negative);
  add_operand(walk, otherwise);
  add_operand(walk, test);
  ExprDraft choice = {
      .kind = EXPR_CHOICE, .use = USE_RETURNED, .a = first, .b = 2, .c = CHOICE_CONDITIONAL};
  walk->out->scopes.at[lambda].element =
      add_expr(walk, choice, span_first("-1 if asyncio else {\"a\": 1}"));
  close_region(walk, body);
  close_scope(walk, lambda);
  ExprDraft expr = {.kind = EXPR_LAMBDA, .use = USE_BOUND, .a = lambda};
  ExprId value = add_expr(walk, expr, span_first(text));
  add_binding(walk, "key", (BindingDraft){.kind = BINDING_ASSIGN, .value = value}, key);
}

static void walk_run(Walk *walk) {
  ExprId module = add_name(walk, "asyncio", USE_OBJECT, 0);
  ExprId run = add_attribute(walk, module, "run", USE_CALLED);
  ExprId class = add_name(walk, "Client", USE_CALLED, 0);
  ExprId client = add_call(walk, class, 0, 0, "Client()", USE_OBJECT);
  ExprId load = add_attribute(walk, client, "load", USE_CALLED);
  uint32_t text = add_argument(walk, "", add_string(walk, "u", "\"u\"", USE_ARGUMENT));
  ExprId coroutine = add_call(walk, load, text, 1, "Client().load(\"u\")", USE_ARGUMENT);
  uint32_t first = add_argument(walk, "", coroutine);
  add_call(walk, run, first, 1, "asyncio.run(Client().load(\"u\"))", USE_DROPPED);
}

static void add_notes(Walk *walk) {
  SummaryBuilder *out = walk->out;
  NameId code = name(walk, "swallowed");
  array_push(&out->arena, &out->codes, code);
  Suppression suppression = {.kind = SUPPRESSION_IGNORE, .code_count = 1};
  suppression.reason = name(walk, "logged");
  array_push(&out->arena, &out->suppressions, suppression);
  array_push(&out->arena, &out->suppression_spans,
             span_first("# nostall: ignore[swallowed] -- logged"));
  array_push(&out->arena, &out->suppression_covers, span_first("        except OSError as error:"));
  Problem problem = {.kind = PROBLEM_SYNTAX, .text = name(walk, "a name must follow \"def\"")};
  array_push(&out->arena, &out->problems, problem);
  array_push(&out->arena, &out->problem_spans, span_first("def\n"));
}

void sample_fill(SummaryBuilder *builder) {
  summary_builder_reset(builder);
  Walk walk = {.out = builder};
  Span whole = {0, (uint32_t)sample_source().size};
  open_scope(&walk, (ScopeDraft){.kind = SCOPE_MODULE}, whole);
  open_region(&walk, (RegionDraft){.kind = REGION_BODY, .flow = FLOW_FALLS}, (Span){0});
  walk_imports(&walk);
  walk_class(&walk);
  walk_lambda(&walk);
  walk_run(&walk);
  close_region(&walk, 0);
  close_scope(&walk, 0);
  add_notes(&walk);
}

Str sample_block(Arena *arena) {
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  Str block = summary_sealed(
      arena, summary_builder_finish(arena, &builder, STR("app/client.py"), sample_source()));
  summary_builder_release(&builder);
  return block;
}
