// The walk, and small questions that several rules ask.
#include "rules/advice/advice.h"

#include "rules/list.h"

static void check_module(RuleContext *context, ModuleId module);

const Checker advice_checker = {.on_module = check_module};

// ---- Questions ----------------------------------------------------------------------------------

const Practice *advice_habit(const AdviceCheck *check, Habit habit, ModuleId module, ExprId call) {
  const Summary *summary = program_summary(check->uses.program, module);
  const Expr *expr = &summary->exprs[call];
  Str name = STR("");
  if (expr->kind != EXPR_CALL) return NULL;
  if (!program_symbol(check->uses.program, module, expr->a, &name)) return NULL;
  return practice_find(habit, name);
}

RegionId advice_loop_around(const Summary *summary, ExprId at) {
  RegionId region = summary_region_at(summary, at);
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent)
    if (region_is_loop(&summary->regions[region])) return region;
  return 0;
}

// Whether one of some words, separated by spaces, stands in a name; case does not matter.
static bool has_word(Str name, const char *words) {
  char small[64] = {0};
  size_t size = name.size < sizeof small ? name.size : sizeof small;
  for (size_t i = 0; i < size; i++) {
    bool is_capital = name.at[i] >= 'A' && name.at[i] <= 'Z';
    small[i] = is_capital ? (char)(name.at[i] - 'A' + 'a') : name.at[i];
  }
  for (Str rest = str_from_c(words); rest.at;)
    if (str_find((Str){small, size}, str_cut(&rest, ' ')) != SIZE_MAX) return true;
  return false;
}

bool advice_is_limit_name(Str name) {
  return has_word(name, "sem limit lock slot thrott chunk batch bound capacity pool concurren");
}

bool advice_is_pause_name(Str name) {
  return has_word(name, "sleep wait backoff delay retry pause throttle jitter interval tenacity");
}

Str advice_last_name(const Summary *summary, ExprId id) {
  const Expr *expr = &summary->exprs[id];
  if (expr->kind == EXPR_CALL) expr = &summary->exprs[expr->a];
  if (expr->kind == EXPR_NAME) return summary_name(summary, expr->a);
  return expr->kind == EXPR_ATTRIBUTE ? summary_name(summary, expr->b) : STR("");
}

ExprId advice_keyword(const Summary *summary, const Expr *call, const char *keyword) {
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &summary->arguments[call->b + i];
    if (argument->keyword && str_equal_c(summary_name(summary, argument->keyword), keyword))
      return argument->value;
  }
  return 0;
}

bool advice_is_in_coroutine(const Summary *summary, ExprId at) {
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, at));
  return summary->scopes[runner].kind == SCOPE_FUNCTION &&
         summary->scopes[runner].flags & SCOPE_ASYNC;
}

const Function *advice_callee(const AdviceCheck *check, ModuleId module, ExprId id) {
  const Summary *summary = program_summary(check->uses.program, module);
  if (summary->exprs[id].kind != EXPR_CALL) return NULL;
  const Call *call = program_call_at(check->uses.program, module, id);
  if (!call || call->callee == FUNCTION_NONE || call->confidence != CONFIDENCE_RESOLVED)
    return NULL;
  return program_function(check->uses.program, call->callee);
}

// ---- The walk -----------------------------------------------------------------------------------

static void check_call(AdviceCheck *check, ExprId id) {
  const Expr *call = &check->uses.summary->exprs[id];
  const Practice *practice = NULL;
  Str name = STR("");
  if (!program_symbol(check->uses.program, check->uses.module, call->a, &name)) return;
  if (practice_find(HABIT_GATHERS, name)) advice_check_gather(check, id);
  if ((practice = practice_find(HABIT_SESSION, name))) advice_check_session(check, id, practice);
  if ((practice = practice_find(HABIT_UNLIMITED, name))) advice_check_wait(check, id, practice);
}

static void check_module(RuleContext *context, ModuleId module) {
  AdviceCheck check = {.context = context, .uses = uses_of(context, module)};
  const Summary *summary = check.uses.summary;
  const Function *function = NULL;
  for (ExprId i = 1; i < summary->exprs_count; i++)
    if (summary->exprs[i].kind == EXPR_CALL && !(summary->exprs[i].flags & EXPR_FLAG_DEAD) &&
        advice_is_in_coroutine(summary, i))
      check_call(&check, i);
  for (RegionId i = 0; i < summary->regions_count; i++)
    if (region_is_loop(&summary->regions[i]) && summary->regions[i].flags & REGION_AWAITS)
      advice_check_retry(&check, i);
  for (uint32_t next = 0; uses_next_function(&check.uses, &next, &function);)
    if (function->is_async) advice_check_row(&check, function);
  advice_check_queues(&check);
  advice_check_tasks(&check);
}
