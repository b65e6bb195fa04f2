// A task is made where no loop runs: as a module is imported, or in sync code that only such code
// calls. There it raises.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/ways.h"

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call};

const Rule rule_create_task_without_loop = {
    .id = "create-task-without-loop",
    .family = "threads",
    .summary = "A task is made in code that runs while no event loop does.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

// Code that asks by trying: the exception is its answer.
static bool is_tried(const Summary *summary, ExprId site) {
  RegionId region = summary_region_at(summary, site);
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent)
    if (summary->regions[region].kind == REGION_TRY) return true;
  return false;
}

static void check_call(RuleContext *context, const Call *call) {
  if (!call->entry || !(call->entry->traits & TRAIT_NEEDS_LOOP)) return;
  const Program *program = rule_program(context);
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = program_summary(program, caller->module);
  if (caller->root != ROOT_NONE || is_tried(summary, call->site)) return;
  if (summary->scopes[0].flags & SCOPE_TOP_AWAIT) return; // a shell that runs a loop reads it
  if (!program_runs_in(program, call->caller, CONTEXT_MAIN)) return;
  if (program_contexts(program, call->caller) != 1u << CONTEXT_MAIN) return;
  Way way = program_way(program, call->caller, CONTEXT_MAIN, rule_arena(context));
  Finding *finding =
      finding_add(context, &rule_create_task_without_loop, caller->module, call->site,
                  "`%.*s` raises here: no event loop is running yet", STR_ARG(call->name));
  if (!finding) return;
  finding->confidence = call->confidence < way.confidence ? call->confidence : way.confidence;
  way_add(context, finding, &way);
  finding_help(context, finding,
               "make the task in a coroutine, below the function that runs the "
               "loop");
}
