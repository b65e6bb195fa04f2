// Awaits in a row that do not need each other. To be sure takes more than that the second does not
// read what the first has given: neither may change anything that the other, or a third, could see.
// So we follow both into the project, and are sure only of what asks and computes, and does nothing
// else.
#include "rules/advice/advice.h"
#include "rules/list.h"

const Rule rule_sequential_awaits = {
    .id = "sequential-awaits",
    .family = "advice",
    .summary = "Awaits that do not need each other wait one after the other.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

#define QUESTION_MAX_DEPTH 4
#define OPERAND_MAX        64 // expressions

typedef enum Question {
  QUESTION_NO,    // it does something
  QUESTION_MAYBE, // we do not know all of what it does
  QUESTION_SURE,  // it asks, computes, and gives an answer
} Question;

static Question least(Question a, Question b) {
  return a < b ? a : b;
}

static Question ask_function(AdviceCheck *check, const Function *function, int depth);

// ---- One call -----------------------------------------------------------------------------------

static bool is_plain_method(Str name) {
  static const char *const names[] = {
      "json",  "raise_for_status", "get",    "items",  "keys",   "strip", "split",     "lower",
      "upper", "encode",           "decode", "format", "values", "join",  "startswith"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(name, names[i])) return true;
  return false;
}

// A call that is not awaited: built-in types and functions compute.
static Question ask_sync(AdviceCheck *check, ModuleId module, ExprId call, int depth) {
  const Summary *summary = program_summary(check->uses.program, module);
  const Function *function = advice_callee(check, module, call);
  Str name = STR("");
  if (function) return ask_function(check, function, depth + 1);
  if (program_symbol(check->uses.program, module, summary->exprs[call].a, &name) &&
      (str_has_prefix(name, STR("builtins.")) || practice_find(HABIT_ASKS, name) ||
       practice_find(HABIT_SESSION, name)))
    return QUESTION_SURE;
  bool is_method = summary->exprs[summary->exprs[call].a].kind == EXPR_ATTRIBUTE;
  return is_method && is_plain_method(advice_last_name(summary, call)) ? QUESTION_SURE
                                                                       : QUESTION_MAYBE;
}

// Names of what changes something, or waits for something else, by how they begin.
static bool is_doing_name(Str name) {
  static const char words[] =
      "set put post delete remove add update write send save create start stop close open connect "
      "login auth commit flush drain wait acquire release sleep run exec begin init insert push "
      "pop "
      "clear reset refresh ensure prepare setup enter async_set async_add async_update "
      "async_forward async_turn register process handle do_ on_ next recv receive read anext __ "
      "subscribe publish dispatch apply patch install validate check upload download move copy "
      "click fill test assert edit ack lock log notify invoke call generate emit queue submit sync "
      "trigger finish complete mark store step";
  while (str_has_prefix(name, STR("_")) && !str_has_prefix(name, STR("__")))
    name = str_slice(name, 1, name.size);
  // What hands out a connection, or refuses to go on, comes first for a reason.
  static const char parts[] = "client connection session or_raise check require auth exists";
  for (Str rest = str_from_c(words); rest.at;)
    if (str_has_prefix(name, str_cut(&rest, ' '))) return true;
  for (Str rest = str_from_c(parts); rest.at;)
    if (str_find(name, str_cut(&rest, ' ')) != SIZE_MAX) return true;
  return false;
}

static Question ask_await(AdviceCheck *check, ModuleId module, ExprId call, int depth) {
  const Summary *summary = program_summary(check->uses.program, module);
  if (summary->exprs[call].kind != EXPR_CALL) return QUESTION_NO;
  if (advice_habit(check, HABIT_ASKS, module, call)) return QUESTION_SURE;
  const Function *function = advice_callee(check, module, call);
  if (function) return ask_function(check, function, depth + 1);
  return is_doing_name(advice_last_name(summary, call)) ? QUESTION_NO : QUESTION_MAYBE;
}

// ---- A function ---------------------------------------------------------------------------------

static Question ask_expr(AdviceCheck *check, ModuleId module, ExprId id, int depth) {
  const Summary *summary = program_summary(check->uses.program, module);
  const Expr *expr = &summary->exprs[id];
  if (expr->flags & EXPR_FLAG_STORE) return QUESTION_NO; // of an attribute or an element
  if (expr->kind == EXPR_YIELD || expr->kind == EXPR_YIELD_FROM) return QUESTION_NO;
  if (expr->use == USE_ASYNC_ITERATED) return QUESTION_MAYBE;
  if (expr->kind == EXPR_AWAIT) return QUESTION_SURE; // of its operand the answer is asked for
  if (expr->kind != EXPR_CALL)
    return expr->use == USE_ASYNC_ENTERED || expr->use == USE_ENTERED ? QUESTION_MAYBE
                                                                      : QUESTION_SURE;
  bool is_awaited = expr->use == USE_AWAITED;
  return is_awaited ? ask_await(check, module, id, depth) : ask_sync(check, module, id, depth);
}

static Question ask_function(AdviceCheck *check, const Function *function, int depth) {
  if (depth > QUESTION_MAX_DEPTH || check->looks++ >= ADVICE_MAX_LOOKS) return QUESTION_MAYBE;
  const Summary *summary = program_summary(check->uses.program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  Question answer = QUESTION_SURE;
  if (scope->flags & SCOPE_STUB || scope->decorator_count > 0) answer = QUESTION_MAYBE;
  for (ExprId i = scope->begin; i < scope->end && answer != QUESTION_NO; i++)
    answer = least(answer, ask_expr(check, function->module, i, depth));
  for (BindingId i = 0; i < summary->bindings_count && answer != QUESTION_NO; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->at < scope->begin || binding->at > scope->end) continue;
    if (binding->flags & BINDING_GLOBAL || binding->kind == BINDING_DELETE) return QUESTION_NO;
  }
  return answer;
}

// ---- Two in a row -------------------------------------------------------------------------------

// An await of a call whose result goes into a local variable, as a statement of its own.
static BindingId bound_by(AdviceCheck *check, ExprId await) {
  const Summary *summary = check->uses.summary;
  const Expr *expr = &summary->exprs[await];
  if (expr->kind != EXPR_AWAIT || expr->use != USE_BOUND || expr->flags & EXPR_FLAG_DEAD)
    return BINDING_NONE;
  if (summary->exprs[expr->a].kind != EXPR_CALL) return BINDING_NONE;
  BindingId bound = uses_binding(&check->uses, await);
  if (bound == BINDING_NONE || !uses_is_local(&check->uses, bound)) return BINDING_NONE;
  bool is_name = summary->bindings[bound].kind == BINDING_ASSIGN ||
                 summary->bindings[bound].kind == BINDING_ANNOTATE;
  return is_name ? bound : BINDING_NONE;
}

// Whether everything between two awaits is part of the second.
static bool is_next(AdviceCheck *check, ExprId first, ExprId second) {
  const Summary *summary = check->uses.summary;
  for (ExprId i = first + 1; i < second; i++) {
    ExprId at = i;
    if (summary->exprs[i].flags & EXPR_FLAG_ANNOTATION) continue;
    while (at && at != second)
      at = uses_parent(&check->uses, at);
    if (at != second) return false;
  }
  return summary_region_at(summary, first) == summary_region_at(summary, second);
}

// Whether a name is read from an expression up to the await that it is a part of.
static bool reads(const Summary *summary, NameId name, ExprId from, ExprId to) {
  for (ExprId i = from; i < to; i++)
    if (expr_is_name(&summary->exprs[i], name)) return true;
  return false;
}

// Where to begin looking for what the operand of an await speaks of. Not all of it hangs together:
// the test of a conditional stands by itself. A few statements before it do no harm.
static ExprId begin_of(const Summary *summary, ExprId await) {
  ExprId begin = summary->regions[summary_region_at(summary, await)].begin;
  return await - begin > OPERAND_MAX ? await - OPERAND_MAX : begin;
}

// Whether both speak of an object that could come between them: a connection, a session.
static bool shares_object(AdviceCheck *check, ExprId first, ExprId second) {
  const Summary *summary = check->uses.summary;
  for (ExprId i = begin_of(summary, first); i < first; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr->kind != EXPR_NAME) continue;
    BindingId bound = uses_variable(&check->uses, i);
    bool is_local = bound != BINDING_NONE && uses_is_local(&check->uses, bound);
    if (is_local && reads(summary, expr->a, first + 1, second)) return true;
  }
  return false;
}

static bool has_walrus(const Summary *summary, ExprId from, ExprId to) {
  for (ExprId i = from; i < to; i++)
    if (summary->exprs[i].kind == EXPR_NAMED || summary->exprs[i].kind == EXPR_AWAIT) return true;
  return false;
}

// How sure the two may change places; false when they may not.
static bool are_free(AdviceCheck *check, ExprId first, ExprId second, Confidence *out) {
  const Summary *summary = check->uses.summary;
  BindingId bound = bound_by(check, first);
  if (reads(summary, summary->bindings[bound].name, first + 1, second)) return false;
  if (has_walrus(summary, first + 1, second)) return false;
  Question answer = least(ask_await(check, check->uses.module, summary->exprs[first].a, 0),
                          ask_await(check, check->uses.module, summary->exprs[second].a, 0));
  if (answer == QUESTION_NO) return false;
  bool is_doing = is_doing_name(advice_last_name(summary, summary->exprs[first].a)) ||
                  is_doing_name(advice_last_name(summary, summary->exprs[second].a));
  if (answer == QUESTION_MAYBE && is_doing) return false;
  if (answer == QUESTION_MAYBE && shares_object(check, first, second)) return false;
  *out = answer == QUESTION_SURE ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
  return true;
}

static void report(AdviceCheck *check, ExprId first, ExprId second, Confidence confidence) {
  Finding *finding =
      finding_add(check->context, &rule_sequential_awaits, check->uses.module, second,
                  "this waits for the await before it, and does not need it");
  if (!finding) return;
  finding->confidence = confidence;
  finding_hop(check->context, finding, check->uses.module,
              summary_expr_span(check->uses.summary, first), "is over before the next one begins");
  finding_help(check->context, finding, "await both at once, %s",
               rule_target(check->context) >= 311
                   ? "with `asyncio.gather(...)` or in an `asyncio.TaskGroup`"
                   : "with `asyncio.gather(...)`");
}

// Of a longer row each await is held against the one before it, and told once, at the first pair.
void advice_check_row(AdviceCheck *check, const Function *function) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[function->scope];
  ExprId last = 0;
  bool is_told = false;
  if (!rule_is_on(check->context, &rule_sequential_awaits)) return;
  if (program_is_test(check->uses.program, check->uses.module)) return;
  for (ExprId i = scope->begin; i < scope->end; i++) {
    Confidence confidence = CONFIDENCE_RESOLVED;
    if (summary->exprs[i].kind != EXPR_AWAIT) continue;
    bool is_bound = bound_by(check, i) != BINDING_NONE;
    bool is_pair = is_bound && last && is_next(check, last, i) &&
                   summary_scope_at(summary, i) == function->scope &&
                   are_free(check, last, i, &confidence);
    if (is_pair && !is_told) report(check, last, i, confidence);
    is_told = is_pair;
    last = is_bound ? i : 0;
  }
}
