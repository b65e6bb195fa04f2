// What is gathered: how many at once, and what becomes of the rest when one fails.
#include "rules/advice/advice.h"
#include "rules/list.h"

const Rule rule_unbounded_gather = {
    .id = "unbounded-gather",
    .family = "advice",
    .summary = "As many tasks are started at once as a collection has elements.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

const Rule rule_gather_without_failure_handling = {
    .id = "gather-without-failure-handling",
    .family = "advice",
    .summary = "One of several tasks fails, the handler goes on, and the others run on behind it.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

#define SMALL_MAX    16 // elements of a collection that is no crowd
#define LARGE_MIN    100
#define REACH_MAX    64 // functions that are looked into
#define SOURCE_DEPTH 4  // calls around an iterable

// ---- How many -----------------------------------------------------------------------------------

// The comprehension whose elements are passed: written at the call, or bound to a variable just
// once.
static ExprId comprehension_of(AdviceCheck *check, ExprId value) {
  const Summary *summary = check->uses.summary;
  if (summary->exprs[value].kind == EXPR_STARRED) value = summary->exprs[value].a;
  if (summary->exprs[value].kind == EXPR_COMPREHENSION) return value;
  if (summary->exprs[value].kind != EXPR_NAME) return 0;
  BindingId bound = uses_variable(&check->uses, value);
  if (bound == BINDING_NONE || !uses_is_local(&check->uses, bound)) return 0;
  const Binding *binding = &summary->bindings[bound];
  for (BindingId i = bound + 1; i < summary->bindings_count; i++)
    if (summary->bindings[i].name == binding->name && summary->bindings[i].scope == binding->scope)
      return 0;
  bool is_one = binding->value && binding->unpack == 0 && binding->kind == BINDING_ASSIGN;
  return is_one && summary->exprs[binding->value].kind == EXPR_COMPREHENSION ? binding->value : 0;
}

// What a comprehension goes through, first of all.
static ExprId iterable_of(const Summary *summary, ExprId comprehension) {
  ScopeId scope = summary->exprs[comprehension].a;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    bool is_for = binding->kind == BINDING_FOR || binding->kind == BINDING_ASYNC_FOR;
    if (binding->scope == scope && is_for) return binding->value;
  }
  return 0;
}

// A variable of the module or class that is a display: its elements stand in the source.
static bool is_constant(AdviceCheck *check, ExprId name) {
  const Summary *summary = check->uses.summary;
  BindingId bound = uses_variable(&check->uses, name);
  if (bound == BINDING_NONE) return true; // brought in by an import of everything, or built in
  const Binding *binding = &summary->bindings[bound];
  if (binding->kind == BINDING_IMPORT || binding->kind == BINDING_CLASS) return true;
  if (!binding->value || binding->unpack > 0) return false;
  const Expr *value = &summary->exprs[binding->value];
  return value->kind == EXPR_CONTAINER && (value->b > 0 || binding->scope == 0);
}

// `range(3)`, `zip(…)`: as many as what they are given.
static ExprId source_of(const Summary *summary, const Expr *call) {
  static const char *const names[] = {"zip", "enumerate", "list", "sorted",
                                      "set", "reversed",  "range"};
  Str name = advice_last_name(summary, (ExprId)(call - summary->exprs));
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(name, names[i]) && call->c > 0)
      return argument_value(summary, call, str_equal_c(name, "range") && call->c > 1 ? 1 : 0);
  return 0;
}

// Whether a collection is small, or cut to size.
static bool is_small(AdviceCheck *check, ExprId at) {
  const Summary *summary = check->uses.summary;
  for (int i = 0; i < SOURCE_DEPTH && at; i++) {
    const Expr *expr = &summary->exprs[at];
    if (advice_is_limit_name(advice_last_name(summary, at))) return true;
    if (expr->kind == EXPR_CONTAINER) return true;
    if (expr->kind == EXPR_LITERAL) return expr->a == LITERAL_INT && expr->b <= SMALL_MAX;
    if (expr->kind == EXPR_SUBSCRIPT) return summary->exprs[expr->b].kind == EXPR_SLICE;
    if (expr->kind == EXPR_NAME) return is_constant(check, at);
    if (expr->kind != EXPR_CALL) return false;
    at = source_of(summary, expr);
  }
  return at == 0 ? false : true;
}

// Whether there is reason to think that a collection is large: a count that is, or lines of a text.
static bool is_large(const Summary *summary, ExprId iterable) {
  const Expr *call = &summary->exprs[iterable];
  Str name = advice_last_name(summary, iterable);
  if (call->kind != EXPR_CALL) return false;
  if (str_equal_c(name, "splitlines") || str_equal_c(name, "readlines")) return true;
  if (!str_equal_c(name, "range") || call->c == 0) return false;
  const Expr *end = &summary->exprs[argument_value(summary, call, call->c > 1 ? 1 : 0)];
  return expr_is_literal(end, LITERAL_INT) && end->b >= LARGE_MIN;
}

typedef struct Reach { // what a coroutine comes to
  FunctionId seen[REACH_MAX];
  uint32_t count;
  bool is_limited; // something lets in only so many
  bool is_far;     // somebody far away is asked
} Reach;

static void look_at_regions(AdviceCheck *check, Reach *reach, const Function *function) {
  const Summary *summary = program_summary(check->uses.program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  for (ExprId i = scope->begin; i < scope->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr->use == USE_ASYNC_ENTERED || expr->use == USE_ENTERED) {
      Str class = STR("");
      reach->is_limited |= program_instance_of(check->uses.program, function->module, i, &class) &&
                           practice_find(HABIT_LIMITS, class);
      reach->is_limited |= advice_is_limit_name(advice_last_name(summary, i)) ||
                           advice_habit(check, HABIT_LIMITS, function->module, i);
      if (expr->kind == EXPR_CALL)
        reach->is_far |= advice_habit(check, HABIT_FAR, function->module, i) != NULL;
    }
    if (expr->kind != EXPR_CALL) continue;
    const Expr *callee = &summary->exprs[expr->a];
    bool is_acquire =
        callee->kind == EXPR_ATTRIBUTE && str_equal_c(summary_name(summary, callee->b), "acquire");
    reach->is_limited |= is_acquire;
    reach->is_far |=
        expr->use == USE_AWAITED && advice_habit(check, HABIT_FAR, function->module, i);
  }
}

static bool add_once(Reach *reach, FunctionId id) {
  for (uint32_t i = 0; i < reach->count; i++)
    if (reach->seen[i] == id) return false;
  if (reach->count == REACH_MAX) return false;
  reach->seen[reach->count++] = id;
  return true;
}

// Breadth first through the functions of the project that it calls.
static void look_into(AdviceCheck *check, Reach *reach, FunctionId first) {
  const Program *program = check->uses.program;
  add_once(reach, first);
  for (uint32_t at = 0; at < reach->count && !reach->is_limited; at++) {
    const Function *function = program_function(program, reach->seen[at]);
    look_at_regions(check, reach, function);
    for (uint32_t i = 0; i < function->call_count; i++) {
      const Call *call = program_call(program, function->first_call + i);
      if (call->callee != FUNCTION_NONE) add_once(reach, call->callee);
    }
  }
}

// What an argument of the element says: a semaphore that is passed along.
static bool passes_limit(const Summary *summary, const Expr *call) {
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &summary->arguments[call->b + i];
    if (advice_is_limit_name(summary_name(summary, argument->keyword)) ||
        advice_is_limit_name(advice_last_name(summary, argument->value)))
      return true;
  }
  return advice_is_limit_name(advice_last_name(summary, call->a));
}

static void check_crowd(AdviceCheck *check, ExprId gather, ExprId comprehension) {
  const Summary *summary = check->uses.summary;
  ExprId element = summary->scopes[summary->exprs[comprehension].a].element;
  ExprId iterable = iterable_of(summary, comprehension);
  if (!iterable || is_small(check, iterable)) return;
  if (summary->exprs[element].kind != EXPR_CALL) return;
  if (passes_limit(summary, &summary->exprs[element])) return;
  const Function *callee = advice_callee(check, check->uses.module, element);
  Reach reach = {0};
  if (callee)
    look_into(check, &reach,
              program_function_of(check->uses.program, callee->module, callee->scope));
  reach.is_far |= advice_habit(check, HABIT_FAR, check->uses.module, element) != NULL;
  if (reach.is_limited) return;
  Finding *finding = finding_add(check->context, &rule_unbounded_gather, check->uses.module, gather,
                                 "all of `%.*s` start at once, however many there are",
                                 STR_ARG(advice_last_name(summary, element)));
  if (!finding) return;
  if (!reach.is_far || !is_large(summary, iterable)) finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               "let in so many at a time, by an `asyncio.Semaphore` around the work, or by a few "
               "workers that take from a queue");
}

// ---- When one fails -----------------------------------------------------------------------------

static bool has_several(const Summary *summary, const Expr *gather) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < gather->c; i++) {
    const Argument *argument = &summary->arguments[gather->b + i];
    if (argument->keyword) continue;
    count += summary->exprs[argument->value].kind == EXPR_STARRED ? 2 : 1;
  }
  return count > 1;
}

// Whether a handler takes an error of one of them, and not only the end of the time or of the task.
static bool takes_errors(const AdviceCheck *check, const Region *handler) {
  const Summary *summary = check->uses.summary;
  if (handler->subject == 0) return true;
  if (program_catches(check->uses.program, check->uses.module, handler->subject) ==
      CATCHES_CANCELLATION)
    return false;
  Str name = advice_last_name(summary, handler->subject);
  return !str_equal_c(name, "TimeoutError") && !str_equal_c(name, "CancelledError");
}

// Whether the handlers of a `try` see to the other tasks: they cancel or await them.
static bool sees_to_others(const Summary *summary, const Region *handler) {
  for (ExprId i = handler->begin; i < handler->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr->kind == EXPR_AWAIT) return true;
    if (expr->kind == EXPR_ATTRIBUTE && str_equal_c(summary_name(summary, expr->b), "cancel"))
      return true;
  }
  return false;
}

#define FLOW_GOES_ON (FLOW_FALLS | FLOW_CONTINUES | FLOW_BREAKS | FLOW_RETURNS)

// The handler that goes on when one has failed; 0 when there is none.
static RegionId forgiving_handler(const AdviceCheck *check, RegionId try) {
  const Summary *summary = check->uses.summary;
  RegionId found = 0;
  for (RegionId i = try + 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->begin > summary->scopes[summary->regions[try].scope].end) break;
    if (region->group != try || (region->kind != REGION_EXCEPT && region->kind != REGION_FINALLY))
      continue;
    if (sees_to_others(summary, region)) return 0;
    if (region->kind != REGION_EXCEPT || !takes_errors(check, region)) continue;
    if (!found && region->flow & FLOW_GOES_ON && !(region->flow & (FLOW_RAISES | FLOW_RERAISES)))
      found = i;
  }
  return found;
}

// Whether what goes on behind the handler meets those that run on: what they use is closed by then,
// as it is entered inside the `try`, or the next round of a loop begins beside them.
static bool meets_others(const Summary *summary, ExprId gather, RegionId try) {
  RegionId region = summary_region_at(summary, gather);
  for (; region != try; region = summary->regions[region].parent)
    if (summary->regions[region].kind == REGION_ASYNC_WITH) return true;
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent)
    if (summary->regions[region].kind == REGION_WHILE) return true;
  return false;
}

static void check_failure(AdviceCheck *check, ExprId gather) {
  const Summary *summary = check->uses.summary;
  const Expr *call = &summary->exprs[gather];
  if (call->use != USE_AWAITED || !has_several(summary, call)) return;
  if (advice_keyword(summary, call, "return_exceptions")) return;
  RegionId region = summary_region_at(summary, gather);
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent) {
    if (summary->regions[region].kind != REGION_TRY) continue;
    RegionId handler = forgiving_handler(check, region);
    if (!handler) continue;
    Finding *finding =
        finding_add(check->context, &rule_gather_without_failure_handling, check->uses.module,
                    gather, "when one of these fails the others run on, unseen");
    if (!finding) return;
    if (!meets_others(summary, gather, region)) finding->confidence = CONFIDENCE_PROBABLE;
    finding_hop(check->context, finding, check->uses.module, summary_region_span(summary, handler),
                "goes on as if all were over");
    finding_help(check->context, finding, "%s",
                 rule_target(check->context) >= 311
                     ? "use `asyncio.TaskGroup`, which ends the others, or "
                       "`return_exceptions=True` and look at each result"
                     : "use `return_exceptions=True` and look at each result, or cancel and await "
                       "the others in the handler");
    return;
  }
}

void advice_check_gather(AdviceCheck *check, ExprId gather) {
  const Summary *summary = check->uses.summary;
  const Expr *call = &summary->exprs[gather];
  check_failure(check, gather);
  if (program_is_test(check->uses.program, check->uses.module)) return;
  for (uint32_t i = 0; i < call->c; i++) {
    ExprId value = argument_value(summary, call, i);
    if (summary->exprs[value].kind != EXPR_STARRED) continue;
    ExprId comprehension = comprehension_of(check, value);
    if (comprehension) check_crowd(check, gather, comprehension);
  }
}
