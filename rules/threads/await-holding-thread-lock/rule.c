// A lock of threads held across an await. While the coroutine waits, the loop runs others on the
// same thread; the first that wants the lock stops the thread that would have to give it back.
#include "rules/list.h"
#include "rules/threads/await-holding-thread-lock/held.h"
#include "rules/uses.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {
    .on_module = check_module, .on_function = held_check_function, .reads = READS_ALL};

const Rule rule_await_holding_thread_lock = {
    .id = "await-holding-thread-lock",
    .family = "threads",
    .summary = "A coroutine awaits while it holds a lock that is made for threads.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

// The `with` blocks of coroutines with an await in them, by their context manager.
static Map awaiting_blocks(Arena *arena, const Summary *summary) {
  Map blocks = {0};
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->kind != REGION_WITH || !(region->flags & REGION_AWAITS)) continue;
    if (region->flags & REGION_DEAD || !(summary->scopes[region->scope].flags & SCOPE_ASYNC))
      continue;
    map_insert(arena, &blocks, region->subject, i);
  }
  return blocks;
}

static ExprId first_await(const Summary *summary, const Region *region) {
  for (ExprId i = region->begin; i < region->end; i++)
    if (summary->exprs[i].kind == EXPR_AWAIT) return i;
  return 0;
}

// Entering the lock is what waits. (Leaving a pool of threads waits too, but holds nothing.)
static bool is_lock(const Call *call) {
  return call->how == CALL_ENTER && call->entry && call->entry->effect == EFFECT_LOCK &&
         str_has_suffix(call->name, STR(".__enter__"));
}

static void check_call(RuleContext *context, const Uses *uses, const Map *blocks,
                       const Call *call) {
  if (!is_lock(call)) return;
  const uint32_t *block = map_find(blocks, call->site);
  if (!block) return;
  Str lock = str_slice(call->name, 0, call->name.size - STR(".__enter__").size);
  Finding *finding = finding_add(context, &rule_await_holding_thread_lock, uses->module, call->site,
                                 "`%.*s` is held across an await", STR_ARG(lock));
  if (!finding) return;
  finding->confidence = call->confidence;
  ExprId await = first_await(uses->summary, &uses->summary->regions[*block]);
  if (await)
    finding_hop(context, finding, uses->module, summary_expr_span(uses->summary, await),
                "other tasks run on this thread here, and wait for the lock with it");
  finding_help(context, finding,
               "use the lock of your async library with `async with`, or let go "
               "of the lock before the await");
}

static void check_module(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  if (program_summary(program, module)->flags & SUMMARY_C) return; // held.c
  Uses uses = uses_of(context, module);
  Map blocks = awaiting_blocks(uses.arena, uses.summary);
  const Function *function = NULL;
  for (ScopeId scope = 0; blocks.count > 0 && uses_next_function(&uses, &scope, &function);)
    for (uint32_t i = 0; i < function->call_count; i++)
      check_call(context, &uses, &blocks, program_call(program, function->first_call + i));
}
