// A shield around a coroutine. The task that it makes is known to nobody but the shield: when the
// await of that is cancelled, the work goes on with no one who would wait for it, see how it ends,
// or keep it from being collected.
#include "rules/calls.h"
#include "rules/list.h"

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call};

const Rule rule_unguarded_shield = {
    .id = "unguarded-shield",
    .family = "cancellation",
    .summary = "A shield is put around a coroutine, whose task nobody keeps.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

// `wait_for(task, 1)`: the wait is made here, and what it waits for has a variable. Whoever cancels
// that ends the wait as well.
static bool waits_for_kept(const Program *program, ModuleId module, ExprId value) {
  const Summary *summary = program_summary(program, module);
  const Expr *expr = &summary->exprs[value];
  const Call *made = program_call_at(program, module, value);
  for (uint32_t i = 0; made && made->entry && i < expr->c; i++) {
    ExprId awaited = argument_value(summary, expr, i);
    if (!argument_has_role(summary, expr, i, made->entry->roles[0])) continue;
    if (made->entry->roles[0].role != ROLE_COROUTINE) continue;
    if (summary->exprs[awaited].kind != EXPR_CALL && program_may_be_task(program, module, awaited))
      return true;
  }
  return false;
}

// Whether the argument makes what is shielded: a coroutine, or a task that no variable has. What a
// function of the project gives back may be kept there.
static bool is_made_here(const Program *program, ModuleId module, ExprId value,
                         Confidence *confidence) {
  const Expr *expr = &program_summary(program, module)->exprs[value];
  if (expr->kind != EXPR_CALL || waits_for_kept(program, module, value)) return false;
  const Call *made = program_call_at(program, module, value);
  if (!made) return false;
  *confidence = made->result_confidence;
  if (made->result == RESULT_COROUTINE) return true;
  return made->result == RESULT_TASK && made->callee == FUNCTION_NONE;
}

// In a handler or in clean-up the task was cancelled already: a second time is rare.
static bool is_on_the_way_out(const Summary *summary, ExprId site) {
  RegionId region = summary_region_at(summary, site);
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent) {
    uint8_t kind = summary->regions[region].kind;
    if (kind == REGION_EXCEPT || kind == REGION_EXCEPT_STAR || kind == REGION_FINALLY) return true;
  }
  return false;
}

// What the shield gives holds the task: an object that keeps the one keeps the other.
static bool is_kept(const Expr *shield) {
  return shield->use == USE_STORED;
}

static void check_call(RuleContext *context, const Call *call) {
  if (!call->entry || !call->entry->is_shield) return;
  const Program *program = rule_program(context);
  ModuleId module = program_function(program, call->caller)->module;
  const Summary *summary = program_summary(program, module);
  const Expr *expr = &summary->exprs[call->site];
  Confidence confidence = CONFIDENCE_RESOLVED;
  if (is_kept(expr)) return;
  for (uint32_t i = 0; expr->kind == EXPR_CALL && i < expr->c; i++) {
    if (!argument_has_role(summary, expr, i, call->entry->roles[0])) continue;
    if (!is_made_here(program, module, argument_value(summary, expr, i), &confidence)) continue;
    Finding *finding = finding_add(context, &rule_unguarded_shield, module, call->site,
                                   "nobody keeps the task that `%.*s` protects: when this await is "
                                   "cancelled, it is on its own",
                                   STR_ARG(call->name));
    if (!finding) return;
    finding->confidence = confidence;
    if (is_on_the_way_out(summary, call->site) && confidence > CONFIDENCE_PROBABLE)
      finding->confidence = CONFIDENCE_PROBABLE;
    finding_help(context, finding,
                 "make the task first, keep it, and wait for it when the await of the shield is "
                 "cancelled");
  }
}
