// Code that asks whether a function is async before it calls it: `if iscoroutinefunction(f): await
// f()`, else `f()`. What it is known to be elsewhere says nothing of the branch for plain ones.
#include "rules/await/await.h"
#include "rules/calls.h"

// The function that a test asks about, `f` of `iscoroutinefunction(f)`; 0 for other tests.
static ExprId asked_function(const Uses *uses, ExprId test, KindQuestion question) {
  const Expr *call = &uses->summary->exprs[test];
  if (test == 0 || call->kind != EXPR_CALL || call->c != 1) return 0;
  if (program_kind_question(uses->program, uses->module, test) != question) return 0;
  return uses->summary->arguments[call->b].value;
}

// Whether a test is true where a call, as what it calls is spelled, gives no coroutine, as that of
// a generator does not; or where it does. Many calls are asked about, few stand under such a test:
// only there they are spelled.
static bool tells(AwaitCheck *check, ExprId test, ExprId site, bool is_plain) {
  const Summary *summary = check->uses.summary;
  const Expr *expr = &summary->exprs[test];
  if (test != 0 && expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    return tells(check, expr->a, site, !is_plain);
  ExprId asked = asked_function(&check->uses, test, is_plain ? ASKS_GENERATOR : ASKS_ASYNC);
  if (asked == 0) return false;
  Str function = call_spelling(summary, site, rule_arena(check->context));
  return function.size > 0 &&
         str_equal(call_spelling(summary, asked, rule_arena(check->context)), function);
}

// Whether a branch of a block that ends before a place leaves where a function is async.
static bool leaves_before(AwaitCheck *check, RegionId block, ExprId site) {
  const Summary *summary = check->uses.summary;
  for (RegionId i = block + 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->begin > site) return false;
    bool leaves = region->kind == REGION_IF && region->parent == block && region->subject != 0 &&
                  region->end <= site && !(region->flow & FLOW_FALLS);
    if (leaves && tells(check, region->subject, site, false)) return true;
  }
  return false;
}

bool await_is_told_apart(AwaitCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  const Expr *site = &summary->exprs[call->site];
  if (site->kind != EXPR_CALL) return false;
  for (RegionId at = summary_region_at(summary, call->site);; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    bool is_else = region->kind == REGION_ELSE && region->subject != 0;
    bool is_if = region->kind == REGION_IF && region->subject != 0;
    if (is_else && tells(check, region->subject, call->site, false)) return true;
    if (is_if && tells(check, region->subject, call->site, true)) return true;
    if (leaves_before(check, at, call->site)) return true;
    if (region->kind == REGION_BODY) return false;
  }
}

// ---- Older versions -----------------------------------------------------------------------------

// `telegram` of `telegram.Bot.send_message`
static Str library_of(const KnowledgeEntry *entry) {
  Str rest = str_from_c(entry->name);
  return str_cut(&rest, '.');
}

static bool is_awaited_there(const Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  const Expr *site = &program_summary(program, module)->exprs[call->site];
  return site->kind == EXPR_CALL && (site->use == USE_AWAITED || site->use == USE_ARGUMENT);
}

// Whether the project awaits something of a library that its older versions had done at once: it
// is not written for these.
static bool is_awaited_anywhere(const Program *program, Str library) {
  for (FunctionId id = 0; id < program_function_count(program); id++) {
    const Function *function = program_function(program, id);
    for (uint32_t i = 0; i < function->call_count; i++) {
      const Call *call = program_call(program, function->first_call + i);
      if (call->entry && call->entry->was_plain && is_awaited_there(program, call) &&
          str_equal(library_of(call->entry), library))
        return true;
    }
  }
  return false;
}

// Parts of a test that stand before it.
#define VERSION_MAX_PARTS 8

// `__version_info__ >= (20, 0)`, `telegram.VERSION`
static bool is_of_version(const Summary *summary, ExprId test) {
  for (ExprId i = test; i > 0 && test - i < VERSION_MAX_PARTS; i--) {
    const Expr *expr = &summary->exprs[i];
    if (expr->kind != EXPR_NAME && expr->kind != EXPR_ATTRIBUTE) continue;
    Str name = summary_name(summary, expr->kind == EXPR_NAME ? expr->a : expr->b);
    if (str_find(name, STR("version")) != SIZE_MAX || str_find(name, STR("VERSION")) != SIZE_MAX)
      return true;
  }
  return false;
}

// Whether a test of a version stands around a call, or around its function: both ways are written.
static bool is_for_version(const Program *program, const Call *call) {
  const Summary *summary =
      program_summary(program, program_function(program, call->caller)->module);
  RegionId region = summary_region_at(summary, call->site);
  for (; region != 0; region = summary->regions[region].parent) {
    const Region *around = &summary->regions[region];
    bool is_branch = around->kind == REGION_IF || around->kind == REGION_ELSE;
    if (is_branch && is_of_version(summary, around->subject)) return true;
  }
  return false;
}

Confidence await_confidence(AwaitCheck *check, const Call *call) {
  const Program *program = check->uses.program;
  bool may_be_plain =
      call->entry && call->entry->was_plain &&
      (is_for_version(program, call) || !is_awaited_anywhere(program, library_of(call->entry)));
  return may_be_plain && call->result_confidence > CONFIDENCE_PROBABLE ? CONFIDENCE_PROBABLE
                                                                       : call->result_confidence;
}
