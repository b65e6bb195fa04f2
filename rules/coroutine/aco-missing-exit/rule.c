// A coroutine of a library whose coroutines must not return, but say that they are over. Where the
// function can run off its end, the library aborts, or goes on on a stack that is no longer there.
#include "rules/list.h"
#include "rules/ways.h"

static void check_function(RuleContext *context, FunctionId function);

static const Checker checker = {.on_function = check_function, .reads = READS_C};

const Rule rule_aco_missing_exit = {
    .id = "aco-missing-exit",
    .family = "coroutine",
    .summary = "A coroutine returns where its library wants it to say that it is over.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

// Functions that end the coroutine for their callers are looked for so deep.
#define HELPERS_MAX_DEPTH 4

typedef struct Ending {
  RuleContext *context;
  const Program *program;
  ModuleId module;
  const Summary *summary;
  int depth;
  bool returns;
  uint32_t exit; // where: UINT32_MAX behind the last statement
} Ending;

static bool can_return(RuleContext *context, FunctionId function, int depth, uint32_t *exit);

#define ENDS (TRAIT_ENDS_FLOW | TRAIT_NEVER_RETURNS)

static bool call_ends(const Ending *ending, ExprId site) {
  const KnowledgeEntry *entry = program_callee_entry(ending->program, ending->module, site);
  if (entry) return (entry->traits & ENDS) != 0;
  const Call *call = program_call_at(ending->program, ending->module, site);
  if (!call || call->callee == FUNCTION_NONE || call->confidence < CONFIDENCE_RESOLVED)
    return false;
  const Function *callee = program_function(ending->program, call->callee);
  const Summary *summary = program_summary(ending->program, callee->module);
  if (summary->scopes[callee->scope].flags & SCOPE_NORETURN) return true;
  uint32_t exit = 0;
  return ending->depth < HELPERS_MAX_DEPTH &&
         !can_return(ending->context, call->callee, ending->depth + 1, &exit);
}

static void on_expr(void *context, ExprId expr, FlowState *state) {
  const Ending *ending = context;
  if (ending->summary->exprs[expr].kind == EXPR_CALL && call_ends(ending, expr))
    *state = (FlowState){0};
}

static void on_binding(void *context, BindingId id, FlowState *state) {
  const Ending *ending = context;
  const Binding *binding = &ending->summary->bindings[id];
  if (binding->kind != BINDING_ATTRIBUTE) return;
  const KnowledgeEntry *entry =
      program_field_entry(ending->program, summary_name(ending->summary, binding->name));
  if (entry && entry->traits & ENDS) *state = (FlowState){0};
}

static void on_return(void *context, uint32_t exit, const FlowState *state) {
  Ending *ending = context;
  if (!state->is_reached || ending->returns) return;
  ending->returns = true;
  ending->exit = exit;
}

static const FlowVisitor visitor = {
    .on_expr = on_expr, .on_binding = on_binding, .on_return = on_return};

static bool can_return(RuleContext *context, FunctionId id, int depth, uint32_t *exit) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  Ending ending = {.context = context,
                   .program = program,
                   .module = function->module,
                   .summary = program_summary(program, function->module),
                   .depth = depth};
  flow_walk(rule_scratch(context), ending.summary, function->scope, 0, &visitor, &ending);
  *exit = ending.exit;
  return ending.returns;
}

static void check_function(RuleContext *context, FunctionId id) {
  const Program *program = rule_program(context);
  if (!program_runs_in(program, id, CONTEXT_COROUTINE)) return;
  Way way = program_way(program, id, CONTEXT_COROUTINE, rule_arena(context));
  const KnowledgeEntry *entry = way.origin->entry;
  uint32_t exit = 0;
  if (way.count > 0 || !entry || !(entry->traits & TRAIT_WANTS_END)) return;
  if (!can_return(context, id, 0, &exit)) return;
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  Str name = program_function_name(program, id, rule_arena(context));
  Span span = exit == UINT32_MAX ? summary_scope_name_span(summary, function->scope)
                                 : summary_exit_span(summary, exit);
  Finding *finding =
      finding_add_span(context, &rule_aco_missing_exit, function->module, span,
                       exit == UINT32_MAX ? "`%.*s` runs off its end without saying that it is over"
                                          : "`%.*s` returns without saying that it is over",
                       STR_ARG(name));
  if (!finding) return;
  finding->confidence = way.confidence;
  way_add(context, finding, &way);
  if (entry->instead) finding_help(context, finding, "end it with `%s`", entry->instead);
}
