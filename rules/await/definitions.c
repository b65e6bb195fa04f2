// Functions that are async where Python, or their decorator, needs a plain one, and the other way
// round. What is wrong shows at the definition, whoever calls it.
#include "rules/await/await.h"

#include "rules/calls.h"

const Rule rule_async_special_method = {
    .id = "async-special-method",
    .family = "await",
    .summary = "A special method is async where Python needs a plain one, or the other way round.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_mismatched_context_manager_decorator = {
    .id = "mismatched-context-manager-decorator",
    .family = "await",
    .summary = "`contextmanager` stands on an async function, or `asynccontextmanager` on another.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_cached_coroutine = {
    .id = "cached-coroutine",
    .family = "await",
    .summary = "A cache keeps the coroutine instead of its result: the second caller cannot await "
               "it.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_cached_async_method = {
    .id = "cached-async-method",
    .family = "await",
    .summary = "A cache on an async method keeps every instance that the method was called on.",
    .aliases = "B019",
    .severity = SEVERITY_WARNING,
    .checker = &await_checker,
};

typedef struct Definition { // a function while it is looked at
  AwaitCheck *check;
  ScopeId id;
  const Scope *scope;
  Str name;
} Definition;

// ---- Special methods ----------------------------------------------------------------------------

typedef struct SpecialMethod {
  const char *name;
  const char *harm; // of a coroutine in the place of its result
} SpecialMethod;

#define RAISES  "Python refuses the coroutine that it gives"
#define DROPPED "Python drops the coroutine that it gives, so its body never runs"
#define IS_TRUE "the coroutine that it gives counts as true, and its body never runs"

static const SpecialMethod sync_methods[] = {
    {"__init__", RAISES},
    {"__len__", RAISES},
    {"__length_hint__", RAISES},
    {"__bool__", RAISES},
    {"__int__", RAISES},
    {"__float__", RAISES},
    {"__complex__", RAISES},
    {"__index__", RAISES},
    {"__str__", RAISES},
    {"__repr__", RAISES},
    {"__bytes__", RAISES},
    {"__format__", RAISES},
    {"__hash__", RAISES},
    {"__dir__", RAISES},
    {"__fspath__", RAISES},
    {"__iter__", RAISES},
    {"__aiter__", RAISES},
    {"__await__", RAISES},
    {"__del__", DROPPED},
    {"__init_subclass__", DROPPED},
    {"__set_name__", DROPPED},
    {"__post_init__", DROPPED},
    {"__setattr__", DROPPED},
    {"__delattr__", DROPPED},
    {"__setitem__", DROPPED},
    {"__delitem__", DROPPED},
    {"__set__", DROPPED},
    {"__delete__", DROPPED},
    {"__contains__", IS_TRUE},
    {"__instancecheck__", IS_TRUE},
    {"__subclasscheck__", IS_TRUE},
    {"__exit__", "the coroutine that it gives counts as true, which suppresses every error"},
    {"__enter__", "`with` binds the coroutine that it gives, whose body never runs"},
    {"__next__", "the loop gets one coroutine after the other and never ends"},
};

static const char *const async_methods[] = {"__aenter__", "__aexit__", "__anext__"};

static const SpecialMethod *find_sync_method(Str name) {
  for (size_t i = 0; i < COUNT_OF(sync_methods); i++)
    if (str_equal_c(name, sync_methods[i].name)) return &sync_methods[i];
  return NULL;
}

static bool is_async_method(Str name) {
  for (size_t i = 0; i < COUNT_OF(async_methods); i++)
    if (str_equal_c(name, async_methods[i])) return true;
  return false;
}

static const Scope *class_of(const Definition *at) {
  return &at->check->uses.summary->scopes[at->scope->parent];
}

static bool has_decorator(const AwaitCheck *check, const Scope *scope, Decoration decoration) {
  const Uses *uses = &check->uses;
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    ExprId decorator = uses->summary->operands[scope->decorators + i];
    if (program_decorator(uses->program, uses->module, decorator) == decoration) return true;
  }
  return false;
}

// Whoever makes instances may await it: a metaclass, a `__new__`, or a base that is not known.
static bool is_made_otherwise(const Definition *at) {
  const Uses *uses = &at->check->uses;
  const Scope *class = class_of(at);
  if (class->decorator_count > 0) return true;
  for (uint32_t i = 0; i < class->base_count; i++)
    if (uses->summary->arguments[class->bases + i].keyword) return true;
  return program_class_has(uses->program, uses->module, at->scope->parent, STR("__new__")) !=
         ABLE_NO;
}

static bool is_called_by_python(const Definition *at) {
  if (str_equal_c(at->name, "__init__")) return !is_made_otherwise(at);
  if (str_equal_c(at->name, "__post_init__"))
    return has_decorator(at->check, class_of(at), DECORATION_DATACLASS);
  return true;
}

static void report_special(const Definition *at, const char *harm, const char *help) {
  RuleContext *context = at->check->context;
  Finding *finding = finding_add_span(context, &rule_async_special_method, at->check->uses.module,
                                      summary_scope_name_span(at->check->uses.summary, at->id),
                                      "`%.*s` is %s: %s", STR_ARG(at->name),
                                      at->scope->flags & SCOPE_ASYNC ? "async" : "not async", harm);
  if (finding) finding_help(context, finding, "%s", help);
}

static const char *sync_help(Str name) {
  if (str_equal_c(name, "__init__"))
    return "keep `__init__` plain, and do the work in an async class method that makes the object";
  if (str_equal_c(name, "__enter__") || str_equal_c(name, "__exit__"))
    return "write `__aenter__` and `__aexit__`, for `async with`";
  if (str_equal_c(name, "__iter__") || str_equal_c(name, "__next__"))
    return "write `__aiter__` and `__anext__`, for `async for`";
  return "write it without `async`, and do the work in a method that is awaited";
}

static void check_async_method(const Definition *at) {
  bool is_generator = (at->scope->flags & SCOPE_YIELDS) != 0;
  if (is_generator && is_async_method(at->name)) {
    report_special(at, "it yields, so what it gives cannot be awaited", "return the value");
    return;
  }
  const SpecialMethod *method = find_sync_method(at->name);
  if (!method || !is_called_by_python(at)) return;
  if (is_generator && str_equal_c(at->name, "__aiter__")) return;
  report_special(at, is_generator ? "Python gets an async generator" : method->harm,
                 sync_help(at->name));
}

// `pass` as the whole body of a method that stands for itself; `...` may be anybody's.
static bool is_placeholder(const Definition *at) {
  if (!(at->scope->flags & SCOPE_STUB)) return false;
  return at->scope->begin != at->scope->end || class_of(at)->base_count > 0;
}

static void check_special_method(const Definition *at) {
  if (!(at->scope->flags & SCOPE_METHOD) || at->scope->decorator_count > 0) return;
  if (at->name.size < 5 || !str_has_prefix(at->name, STR("__"))) return;
  if (at->scope->flags & SCOPE_ASYNC)
    check_async_method(at);
  else if (is_async_method(at->name) && !is_placeholder(at) &&
           await_gives_nothing(at->check->uses.program, at->check->uses.module, at->id))
    report_special(at, "Python awaits what it gives, and that cannot be awaited",
                   "write `async def`");
}

// ---- Context managers ---------------------------------------------------------------------------

static void report_manager(const Definition *at, ExprId decorator, const char *what,
                           const char *help) {
  AwaitCheck *check = at->check;
  Arena *arena = rule_arena(check->context);
  Str written = call_spelling(check->uses.summary, decorator, arena);
  Finding *finding =
      finding_add(check->context, &rule_mismatched_context_manager_decorator, check->uses.module,
                  decorator, "`%.*s` needs %s, and `%.*s` is %s", STR_ARG(written), what,
                  STR_ARG(at->name), at->scope->flags & SCOPE_ASYNC ? "async" : "not async");
  if (!finding) return;
  finding_help(check->context, finding, "%s", help);
  Str name = STR("");
  bool is_known = program_symbol(check->uses.program, check->uses.module, decorator, &name);
  const Practice *twin = is_known ? practice_find(HABIT_TWIN, name) : NULL;
  if (twin && at->scope->flags & SCOPE_YIELDS)
    finding_fix(check->context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_REPLACE, .expr = decorator, .name = twin->instead});
}

// What is under the decorator may be another one that makes the function what it needs.
static void check_manager(const Definition *at, ExprId decorator, Decoration decoration) {
  bool is_async = (at->scope->flags & SCOPE_ASYNC) != 0;
  bool yields = (at->scope->flags & SCOPE_YIELDS) != 0;
  if (at->scope->flags & SCOPE_STUB) return;
  if (decoration == DECORATION_CONTEXT && is_async)
    report_manager(at, decorator, "a plain generator",
                   "use `asynccontextmanager`, and enter it with `async with`");
  else if (decoration == DECORATION_ASYNC_CONTEXT && yields && !is_async)
    report_manager(at, decorator, "an async generator",
                   "write `async def`, or use `contextmanager` and enter it with `with`");
}

// ---- Caches -------------------------------------------------------------------------------------

static void report_cached(AwaitCheck *check, ExprId at, KnowledgeResult kept, Str name) {
  Arena *arena = rule_arena(check->context);
  Str cache = call_spelling(check->uses.summary, at, arena);
  bool is_generator = kept == RESULT_ASYNC_GENERATOR;
  Finding *finding = finding_add(
      check->context, &rule_cached_coroutine, check->uses.module, at,
      is_generator ? "`%.*s` keeps the async generator of `%.*s`, which can be run through once"
                   : "`%.*s` keeps the coroutine of `%.*s`, which can be awaited once",
      STR_ARG(cache), STR_ARG(name));
  if (!finding) return;
  finding_help(check->context, finding,
               is_generator ? "keep the list of what it yields"
                            : "keep what awaiting gives, or a task, with a cache made for async "
                              "functions");
}

static void check_cache(const Definition *at, ExprId decorator) {
  const Uses *uses = &at->check->uses;
  FunctionId function = program_function_of(uses->program, uses->module, at->id);
  if (function == FUNCTION_NONE || at->scope->flags & SCOPE_STUB) return;
  KnowledgeResult kept = program_undecorated(uses->program, function);
  if (kept == RESULT_COROUTINE || kept == RESULT_ASYNC_GENERATOR)
    report_cached(at->check, decorator, kept, at->name);
}

// Members of an enumeration, and whatever else there is one of, live as long as the program.
static bool is_instance_method(const Definition *at) {
  const Uses *uses = &at->check->uses;
  if (!(at->scope->flags & SCOPE_METHOD) || at->scope->parameter_count == 0) return false;
  if (has_decorator(at->check, at->scope, DECORATION_STATIC)) return false;
  if (has_decorator(at->check, at->scope, DECORATION_CLASS)) return false;
  const Scope *class = class_of(at);
  for (uint32_t i = 0; i < class->base_count; i++) {
    Str base = STR("");
    const Argument *argument = &uses->summary->arguments[class->bases + i];
    if (argument->keyword) return false;
    if (program_symbol(uses->program, uses->module, argument->value, &base) &&
        str_has_prefix(base, STR("enum.")))
      return false;
  }
  return true;
}

static void check_method_cache(const Definition *at, ExprId decorator) {
  AwaitCheck *check = at->check;
  if (!is_instance_method(at)) return;
  Str cache = call_spelling(check->uses.summary, decorator, rule_arena(check->context));
  Finding *finding = finding_add(check->context, &rule_cached_async_method, check->uses.module,
                                 decorator, "`%.*s` keeps every instance that `%.*s` was called on",
                                 STR_ARG(cache), STR_ARG(at->name));
  if (finding)
    finding_help(check->context, finding,
                 "make the cache in `__init__`, one for each instance, or cache a function that "
                 "gets only what it needs");
}

// `fetch = lru_cache(fetch_slowly)`, `lru_cache(maxsize=8)(fetch_slowly)`
void await_check_cache_call(AwaitCheck *check, const Call *call) {
  const Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Expr *site = &summary->exprs[call->site];
  if (site->use == USE_DECORATOR) return;
  ExprId applied = site->use == USE_CALLED ? uses_parent(&check->uses, call->site) : call->site;
  const Expr *at = &summary->exprs[applied];
  if (at->kind != EXPR_CALL || at->c != 1 || summary->arguments[at->b].keyword) return;
  ExprId cached = argument_value(summary, at, 0);
  if (!program_is_coroutine_function(uses->program, uses->module, cached)) return;
  report_cached(check, call->site, RESULT_COROUTINE,
                call_spelling(summary, cached, rule_arena(check->context)));
}

// ---- All functions of a module ------------------------------------------------------------------

// From the inside out: behind a decorator that is not known nobody can tell what the next one gets.
static void check_decorators(const Definition *at) {
  const Uses *uses = &at->check->uses;
  for (uint32_t i = at->scope->decorator_count; i > 0; i--) {
    ExprId decorator = uses->summary->operands[at->scope->decorators + i - 1];
    Decoration decoration = program_decorator(uses->program, uses->module, decorator);
    if (decoration == DECORATION_CONTEXT || decoration == DECORATION_ASYNC_CONTEXT)
      check_manager(at, decorator, decoration);
    if (decoration == DECORATION_CACHES || decoration == DECORATION_CACHED_PROPERTY)
      check_cache(at, decorator);
    if (decoration == DECORATION_CACHES_ASYNC) check_method_cache(at, decorator);
    bool is_same = decoration == DECORATION_KEEPS || decoration == DECORATION_ABSTRACT ||
                   decoration == DECORATION_STATIC || decoration == DECORATION_CLASS;
    if (!is_same) return;
  }
}

void await_check_definitions(AwaitCheck *check) {
  const Summary *summary = check->uses.summary;
  for (ScopeId i = 1; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (scope->kind != SCOPE_FUNCTION || scope->flags & SCOPE_DEAD) continue;
    bool is_special = (scope->flags & SCOPE_METHOD) != 0;
    if (!is_special && scope->decorator_count == 0) continue;
    Definition at = {check, i, scope, summary_name(summary, scope->name)};
    check_special_method(&at);
    check_decorators(&at);
  }
}
