// Values in places that want another kind of value: what is awaited, entered or iterated over and
// cannot be.
#include "rules/await/await.h"

#include "rules/calls.h"

#include <string.h>

const Rule rule_await_non_awaitable = {
    .id = "await-non-awaitable",
    .family = "await",
    .summary = "`await` stands before something that cannot be awaited.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_sync_with_async_context_manager = {
    .id = "sync-with-async-context-manager",
    .family = "await",
    .summary = "`with` enters what is made for `async with`, or the other way round.",
    .aliases = "S7515 E1145 E1701",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_sync_iteration_of_async = {
    .id = "sync-iteration-of-async",
    .family = "await",
    .summary = "`for` iterates over what is made for `async for`, or the other way round.",
    .aliases = "E1133",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

static Able can(const AwaitCheck *check, ExprId value, Ability ability) {
  return program_can(check->uses.program, check->uses.module, value, ability);
}

// ---- Code that asks first -----------------------------------------------------------------------

static Str last_name(const Summary *summary, ExprId callee) {
  const Expr *expr = &summary->exprs[callee];
  if (expr->kind == EXPR_NAME) return summary_name(summary, expr->a);
  return expr->kind == EXPR_ATTRIBUTE ? summary_name(summary, expr->b) : STR("");
}

// `is_async_callable(f)`: by its name it asks the same, wherever it comes from.
static bool asks_by_name(const Summary *summary, ExprId call) {
  static const char *const kinds[] = {"async", "coro", "awaitable"};
  if (summary->exprs[call].kind != EXPR_CALL || summary->exprs[call].c == 0) return false;
  Str name = last_name(summary, summary->exprs[call].a);
  if (!str_has_prefix(name, STR("is"))) return false;
  for (size_t i = 0; i < COUNT_OF(kinds); i++)
    if (str_find(name, str_from_c(kinds[i])) != SIZE_MAX) return true;
  return false;
}

// isawaitable(x), iscoroutinefunction(f), isinstance(x, …), hasattr(x, …)
static bool is_question(const Uses *uses, ExprId call) {
  return program_kind_question(uses->program, uses->module, call) != ASKS_NO_KIND ||
         asks_by_name(uses->summary, call);
}

#define TEST_MAX_PARTS 24

// The parts of a test stand before it.
static bool asks(const Uses *uses, ExprId test) {
  ExprId begin = uses->summary->scopes[summary_scope_at(uses->summary, test)].begin;
  for (ExprId i = test; i >= begin && i > 0 && test - i < TEST_MAX_PARTS; i--)
    if (is_question(uses, i)) return true;
  return false;
}

// `with pytest.raises(TypeError):`
static bool expects_error(const Summary *summary, ExprId manager) {
  if (summary->exprs[manager].kind != EXPR_CALL) return false;
  Str name = last_name(summary, summary->exprs[manager].a);
  return str_equal_c(name, "raises") || str_has_prefix(name, STR("assertRaises")) ||
         str_equal_c(name, "suppress");
}

static bool reckons_with_error(const Summary *summary, RegionId id, ExprId at) {
  const Region *region = &summary->regions[id];
  bool is_with = region->kind == REGION_WITH || region->kind == REGION_ASYNC_WITH;
  return is_with && at != region->subject && expects_error(summary, region->subject);
}

bool await_expects_error(const AwaitCheck *check, ExprId at) {
  const Summary *summary = check->uses.summary;
  RegionId id = summary_region_at(summary, at);
  for (; summary->regions[id].kind != REGION_BODY; id = summary->regions[id].parent)
    if (reckons_with_error(summary, id, at)) return true;
  return false;
}

static bool has_handler(const Summary *summary, RegionId try) {
  for (RegionId i = try + 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->scope == summary->regions[try].scope && region->group == try)
      return region->kind == REGION_EXCEPT &&
             (!region->subject || str_equal_c(last_name(summary, region->subject), "TypeError") ||
              str_equal_c(last_name(summary, region->subject), "AttributeError"));
  }
  return false;
}

// Whether the code around asks what it has, or reckons with the error.
static bool is_asked(const AwaitCheck *check, ExprId at) {
  const Summary *summary = check->uses.summary;
  for (RegionId id = summary_region_at(summary, at);; id = summary->regions[id].parent) {
    const Region *region = &summary->regions[id];
    if (region->kind == REGION_BODY) return false;
    bool is_test =
        region->kind == REGION_IF || region->kind == REGION_ELSE || region->kind == REGION_WHILE;
    if (is_test && region->subject && asks(&check->uses, region->subject)) return true;
    if (reckons_with_error(summary, id, at)) return true;
    if (region->kind == REGION_TRY && has_handler(summary, id)) return true;
  }
}

// `await x if isawaitable(x) else x`, and questions about a name further up.
static bool is_name_asked(AwaitCheck *check, ExprId value) {
  Uses *uses = &check->uses;
  if (uses->summary->exprs[value].kind != EXPR_NAME) return false;
  BindingId variable = uses_variable(uses, value);
  if (variable == BINDING_NONE || !uses_is_local(uses, variable)) return false;
  ExprId read = uses_next_read(uses, variable, 0);
  for (; read; read = uses_next_read(uses, variable, read + 1))
    if (is_question(uses, uses_parent(uses, read))) return true;
  return false;
}

// ---- await --------------------------------------------------------------------------------------

bool await_gives_nothing(const Program *program, ModuleId module, ScopeId id) {
  const Summary *summary = program_summary(program, module);
  const Scope *scope = &summary->scopes[id];
  if (scope->flags & SCOPE_YIELDS) return true;
  bool has_end = (summary->regions[scope->body].flow & FLOW_FALLS) != 0;
  for (uint32_t i = uses_first_exit(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != id || exit->kind != EXIT_RETURN || exit->flags & EXIT_DEAD) continue;
    has_end = true;
    const Expr *value = &summary->exprs[exit->value];
    bool is_none = !exit->value || expr_is_literal(value, LITERAL_NONE);
    if (!is_none && program_can(program, module, exit->value, ABILITY_AWAIT) != ABLE_NO)
      return false;
  }
  return has_end;
}

// Whether a value is what a decorated coroutine function gives, which may be a task:
// `@runs_anywhere` that makes one on the thread of the loop, and waits for the result on another.
static bool may_be_task(const Program *program, ModuleId module, ExprId value) {
  const Call *call = program_call_at(program, module, value);
  return call && call->callee != FUNCTION_NONE && program_function(program, call->callee)->is_async;
}

// Whether some `return` of the function that is called gives what can be awaited, whatever its
// annotation says: `if is_async: return self.load_async()`.
static bool returns_awaitable(const AwaitCheck *check, ExprId value) {
  const Program *program = check->uses.program;
  const Call *call = program_call_at(program, check->uses.module, value);
  if (!call || call->callee == FUNCTION_NONE) return false;
  const Function *callee = program_function(program, call->callee);
  const Summary *summary = program_summary(program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  for (uint32_t i = uses_first_exit(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    bool is_return = exit->scope == callee->scope && exit->kind == EXIT_RETURN && exit->value;
    if (is_return &&
        (program_can(program, callee->module, exit->value, ABILITY_AWAIT) == ABLE_YES ||
         may_be_task(program, callee->module, exit->value)))
      return true;
  }
  return false;
}

static bool is_plainly_decorated(const Program *program, ModuleId module, const Scope *scope) {
  const Summary *summary = program_summary(program, module);
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    Decoration decoration =
        program_decorator(program, module, summary->operands[scope->decorators + i]);
    if (decoration != DECORATION_KEEPS && decoration != DECORATION_STATIC &&
        decoration != DECORATION_CLASS)
      return false;
  }
  return true;
}

// Whether what is called is a plain function of the project.
static bool is_plain_call(const AwaitCheck *check, ExprId value, const Call *call) {
  const Uses *uses = &check->uses;
  if (!call || call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) return false;
  // Only a function that is known for sure can itself not be awaited for sure.
  if (call->result != RESULT_VALUE) return false;
  if (can(check, uses->summary->exprs[value].a, ABILITY_AWAIT) != ABLE_NO) return false;
  const Function *callee = program_function(uses->program, call->callee);
  const Summary *summary = program_summary(uses->program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  if (callee->is_async || scope->kind != SCOPE_FUNCTION || scope->flags & SCOPE_STUB) return false;
  if (summary->flags & SUMMARY_STUB_FILE) return false;
  return is_plainly_decorated(uses->program, callee->module, scope);
}

static bool gives_nothing(const AwaitCheck *check, const Call *call) {
  const Program *program = check->uses.program;
  const Function *callee = program_function(program, call->callee);
  return await_gives_nothing(program, callee->module, callee->scope);
}

// Whether a class is named as the asynchronous kind of another one: `AsyncClient` of `Client`,
// `ClientAsync`, `AsyncClient` of `SyncClient`. A field that is for both is annotated with one.
static bool is_async_twin(Str name, Str plain) {
  static const char word[] = "Async";
  Str sync = STR("Sync");
  if (str_has_prefix(plain, sync)) plain = str_slice(plain, sync.size, plain.size);
  if (name.size != plain.size + strlen(word)) return false;
  return (str_has_prefix(name, STR("Async")) && str_has_suffix(name, plain)) ||
         (str_has_suffix(name, STR("Async")) && str_has_prefix(name, plain));
}

// Whether an async method of that name is anywhere: it may stand in for the plain one in a class
// below, or in the asynchronous kind of its class.
static bool may_be_overridden(const Program *program, FunctionId id) {
  const Function *plain = program_function(program, id);
  const Summary *summary = program_summary(program, plain->module);
  const Scope *scope = &summary->scopes[plain->scope];
  if (!(scope->flags & SCOPE_METHOD)) return false;
  Str name = summary_name(summary, scope->name);
  Str class = summary_name(summary, summary->scopes[scope->parent].name);
  for (FunctionId i = 0; i < program_function_count(program); i++) {
    const Function *other = program_function(program, i);
    if (!other->is_async) continue;
    const Summary *in = program_summary(program, other->module);
    const Scope *at = &in->scopes[other->scope];
    if (!(at->flags & SCOPE_METHOD) || !str_equal(summary_name(in, at->name), name)) continue;
    const Scope *owner = &in->scopes[at->parent];
    if (owner->base_count > 0 || is_async_twin(summary_name(in, owner->name), class)) return true;
  }
  return false;
}

static void help_await(AwaitCheck *check, Finding *finding, ExprId value) {
  const Uses *uses = &check->uses;
  if (program_is_coroutine_function(uses->program, uses->module, value))
    finding_help(check->context, finding, "this is the function: call it, `await …()`");
  else if (can(check, value, ABILITY_ASYNC_ITERATE) == ABLE_YES)
    finding_help(check->context, finding, "iterate over it with `async for`");
  else if (can(check, value, ABILITY_ASYNC_ENTER) == ABLE_YES)
    finding_help(check->context, finding, "enter it with `async with`");
  else
    finding_help(check->context, finding, "drop the `await`");
}

// What is iterated over, entered or called is something else than a result.
static void fix_await(AwaitCheck *check, Finding *finding, ExprId await, ExprId value) {
  const Uses *uses = &check->uses;
  bool is_other = program_is_coroutine_function(uses->program, uses->module, value) ||
                  can(check, value, ABILITY_ASYNC_ITERATE) == ABLE_YES ||
                  can(check, value, ABILITY_ASYNC_ENTER) == ABLE_YES;
  if (!is_other)
    finding_fix(check->context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_DROP_AWAIT, .expr = await});
}

// Whether some module gives an object that stands in a field another method of the name that is
// called: `self.executor.submit = …`. Where the object is from is not known that well.
static bool may_be_replaced(const AwaitCheck *check, ExprId value) {
  const Uses *uses = &check->uses;
  const Expr *callee = &uses->summary->exprs[uses->summary->exprs[value].a];
  if (uses->summary->exprs[value].kind != EXPR_CALL || callee->kind != EXPR_ATTRIBUTE) return false;
  Str name = summary_name(uses->summary, callee->b);
  for (ModuleId id = 0; id < program_module_count(uses->program); id++) {
    const Summary *summary = program_summary(uses->program, id);
    for (ExprId at = 1; summary && at < summary->exprs_count; at++) {
      const Expr *expr = &summary->exprs[at];
      if (expr->kind == EXPR_ATTRIBUTE && expr->flags & EXPR_FLAG_STORE &&
          summary->exprs[expr->a].kind == EXPR_ATTRIBUTE &&
          str_equal(summary_name(summary, expr->b), name))
        return true;
    }
  }
  return false;
}

static void report_await(AwaitCheck *check, ExprId await, ExprId value, const Call *call) {
  Finding *finding = NULL;
  if (call) {
    Str name = call_name(check->context, call);
    finding =
        finding_add(check->context, &rule_await_non_awaitable, check->uses.module, await,
                    "`%.*s` is not async, and what it gives cannot be awaited", STR_ARG(name));
  } else {
    finding = finding_add(check->context, &rule_await_non_awaitable, check->uses.module, await,
                          "this value cannot be awaited");
  }
  if (!finding) return;
  bool is_replaced = may_be_replaced(check, value);
  if (is_replaced || (call && may_be_overridden(check->uses.program, call->callee)))
    finding->confidence = CONFIDENCE_PROBABLE;
  help_await(check, finding, value);
  if (!is_replaced) fix_await(check, finding, await, value);
}

// `await time.sleep(1)`: taken for its counterpart in the async library.
static void report_standard(AwaitCheck *check, ExprId await, const KnowledgeEntry *entry,
                            Str name) {
  const Uses *uses = &check->uses;
  Finding *finding = finding_add(check->context, &rule_await_non_awaitable, uses->module, await,
                                 "`%.*s` is not async, and what it gives cannot be awaited",
                                 STR_ARG(library_name(name)));
  if (!finding) return;
  AsyncLibrary library = program_library(uses->program, uses->module);
  if (entry->only_if.is == ARGUMENT_NONE_SET)
    finding_help(check->context, finding, "use %s", knowledge_advice(entry, library));
  else
    finding_help(check->context, finding, "drop the `await`");
}

// Of `anext(steps)` it is the step that is known as its value.
static bool gives_awaitable(const Call *call) {
  return call && call->result != RESULT_VALUE && call->result != RESULT_ASYNC_GENERATOR &&
         call->result != RESULT_ASYNC_CONTEXT;
}

static void check_await(AwaitCheck *check, ExprId await) {
  ExprId value = check->uses.summary->exprs[await].a;
  const Call *call = check->uses.summary->exprs[value].kind == EXPR_CALL
                         ? program_call_at(check->uses.program, check->uses.module, value)
                         : NULL;
  if (gives_awaitable(call)) return;
  Str name = {0};
  const KnowledgeEntry *standard =
      program_plain_standard(check->uses.program, check->uses.module, value, &name);
  if (standard) {
    if (!is_asked(check, await)) report_standard(check, await, standard, name);
    return;
  }
  if (!is_plain_call(check, value, call)) call = NULL;
  bool is_unable = can(check, value, ABILITY_AWAIT) == ABLE_NO;
  if (!is_unable && !(call && gives_nothing(check, call))) return;
  if (is_asked(check, await) || is_name_asked(check, value)) return;
  if (returns_awaitable(check, value)) return;
  if (program_belies_annotations(check->uses.program, check->uses.module, value)) return;
  report_await(check, await, value, call);
}

// ---- with ---------------------------------------------------------------------------------------

static Str value_name(AwaitCheck *check, ExprId value) {
  const Uses *uses = &check->uses;
  const Call *call = uses->summary->exprs[value].kind == EXPR_CALL
                         ? program_call_at(uses->program, uses->module, value)
                         : NULL;
  Str name = call ? call_name(check->context, call)
                  : call_spelling(uses->summary, value, rule_arena(check->context));
  return name.size > 0 ? str_print(rule_arena(check->context), "`%.*s`", STR_ARG(name))
                       : STR("this");
}

static bool is_in_coroutine(const AwaitCheck *check, ExprId at) {
  const Summary *summary = check->uses.summary;
  return (summary->scopes[summary_runner(summary, summary_scope_at(summary, at))].flags &
          SCOPE_ASYNC) != 0;
}

static bool is_generator_call(const AwaitCheck *check, ExprId value) {
  const Uses *uses = &check->uses;
  if (uses->summary->exprs[value].kind != EXPR_CALL) return false;
  const Call *call = program_call_at(uses->program, uses->module, value);
  return call && call->callee != FUNCTION_NONE &&
         program_function(uses->program, call->callee)->is_generator;
}

typedef struct Swap { // what is written, and what would fit
  Ability written, other;
  const char *word;
  const char *decorator;
} Swap;

static Finding *report_with(AwaitCheck *check, ExprId value, Swap swap, const char *what,
                            const char *help) {
  Str name = value_name(check, value);
  Finding *finding =
      finding_add(check->context, &rule_sync_with_async_context_manager, check->uses.module, value,
                  "%.*s is %s, and `%s` cannot enter it", STR_ARG(name), what, swap.word);
  if (finding) finding_help(check->context, finding, "%s", help);
  return finding;
}

static void check_with(AwaitCheck *check, RegionId region, Swap swap) {
  ExprId value = check->uses.summary->regions[region].subject;
  if (can(check, value, swap.written) != ABLE_NO || is_asked(check, value)) return;
  bool is_async = swap.written == ABILITY_ASYNC_ENTER;
  if (can(check, value, swap.other) == ABLE_YES) {
    const char *what =
        is_async ? "a context manager for `with`" : "a context manager for `async with`";
    const char *help = is_async                        ? "write `with`"
                       : is_in_coroutine(check, value) ? "write `async with`"
                                                       : "write `async with`, in an async function";
    Finding *finding = report_with(check, value, swap, what, help);
    if (finding)
      finding_fix(check->context, finding, APPLICABILITY_SAFE,
                  (FixStep){.kind = is_async ? FIX_SYNC_WITH : FIX_ASYNC_WITH, .index = region});
  } else if (is_generator_call(check, value)) {
    report_with(check, value, swap, "a generator", swap.decorator);
  } else if (can(check, value, ABILITY_AWAIT) == ABLE_YES) {
    Finding *finding =
        report_with(check, value, swap, "a coroutine", "await the call first: `(await …)`");
    if (finding)
      finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
                  (FixStep){.kind = FIX_AWAIT, .expr = value});
  }
}

static void check_regions(AwaitCheck *check) {
  static const Swap with = {ABILITY_ENTER, ABILITY_ASYNC_ENTER, "with",
                            "decorate the generator function with `contextmanager`"};
  static const Swap async_with = {ABILITY_ASYNC_ENTER, ABILITY_ENTER, "async with",
                                  "decorate the generator function with `asynccontextmanager`"};
  const Summary *summary = check->uses.summary;
  if (!uses_has_regions(&check->uses, USES_BLOCKS)) return;
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->flags & (REGION_DEAD | REGION_TYPE_CHECKING)) continue;
    if (region->kind == REGION_WITH) check_with(check, i, with);
    if (region->kind == REGION_ASYNC_WITH) check_with(check, i, async_with);
  }
}

// ---- for ----------------------------------------------------------------------------------------

static Finding *report_iteration(AwaitCheck *check, ExprId value, Str word, const char *what,
                                 const char *help) {
  Str name = value_name(check, value);
  Finding *finding =
      finding_add(check->context, &rule_sync_iteration_of_async, check->uses.module, value,
                  "%.*s %s, and `%.*s` cannot iterate over it", STR_ARG(name), what, STR_ARG(word));
  if (finding) finding_help(check->context, finding, "%s", help);
  return finding;
}

static void check_for(AwaitCheck *check, BindingId target) {
  ExprId value = check->uses.summary->bindings[target].value;
  if (can(check, value, ABILITY_ITERATE) != ABLE_NO) return;
  if (can(check, value, ABILITY_ASYNC_ITERATE) != ABLE_YES || is_asked(check, value)) return;
  Finding *finding =
      report_iteration(check, value, STR("for"), "is an async iterable",
                       is_in_coroutine(check, value) ? "write `async for`"
                                                     : "write `async for`, in an async function");
  if (finding)
    finding_fix(check->context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_ASYNC_FOR, .index = target});
}

static void check_async_for(AwaitCheck *check, BindingId target) {
  ExprId value = check->uses.summary->bindings[target].value;
  Finding *finding = NULL;
  if (can(check, value, ABILITY_ASYNC_ITERATE) != ABLE_NO || is_asked(check, value)) return;
  if (can(check, value, ABILITY_AWAIT) == ABLE_YES)
    finding = report_iteration(check, value, STR("async for"), "is a coroutine",
                               "await the call, and iterate over its result with `for`");
  else if (can(check, value, ABILITY_ITERATE) == ABLE_YES)
    finding =
        report_iteration(check, value, STR("async for"), "is a plain iterable", "write `for`");
  if (!finding) return;
  bool is_coroutine = can(check, value, ABILITY_AWAIT) == ABLE_YES;
  finding_fix(check->context, finding, is_coroutine ? APPLICABILITY_UNSAFE : APPLICABILITY_SAFE,
              (FixStep){.kind = FIX_SYNC_FOR, .index = target});
  if (is_coroutine)
    finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
                (FixStep){.kind = FIX_AWAIT, .expr = value});
}

void await_check_consumed(AwaitCheck *check, const Call *call, ExprId value) {
  if (can(check, value, ABILITY_ITERATE) != ABLE_NO) return;
  if (can(check, value, ABILITY_ASYNC_ITERATE) != ABLE_YES || is_asked(check, value)) return;
  report_iteration(check, value, call_name(check->context, call), "is an async iterable",
                   "collect it with an `async for` comprehension");
}

static bool has_loops(const AwaitCheck *check) {
  const Summary *summary = check->uses.summary;
  if (uses_has_regions(&check->uses, 1u << REGION_FOR | 1u << REGION_ASYNC_FOR)) return true;
  for (ScopeId i = 0; i < summary->scopes_count; i++)
    if (summary->scopes[i].kind == SCOPE_COMPREHENSION ||
        summary->scopes[i].kind == SCOPE_GENERATOR)
      return true;
  return false;
}

static void check_loops(AwaitCheck *check) {
  const Summary *summary = check->uses.summary;
  if (!has_loops(check)) return;
  ExprId last = 0; // an unpacking binds several names
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    bool is_loop = binding->kind == BINDING_FOR || binding->kind == BINDING_ASYNC_FOR;
    if (!is_loop || binding->value == last || binding->value == 0) continue;
    if (binding->flags & BINDING_DEAD) continue;
    last = binding->value;
    if (binding->kind == BINDING_FOR)
      check_for(check, i);
    else
      check_async_for(check, i);
  }
}

// ---- All values of a module ---------------------------------------------------------------------

void await_check_abilities(AwaitCheck *check) {
  const Summary *summary = check->uses.summary;
  ExprId seen = 0; // functions in functions were seen with these
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (!(scope->flags & (SCOPE_AWAITS | SCOPE_TOP_AWAIT)) || scope->begin < seen) continue;
    for (ExprId at = scope->begin; at < scope->end; at++)
      if (summary->exprs[at].kind == EXPR_AWAIT && !(summary->exprs[at].flags & EXPR_FLAG_DEAD))
        check_await(check, at);
    seen = scope->end;
  }
  check_regions(check);
  check_loops(check);
}
