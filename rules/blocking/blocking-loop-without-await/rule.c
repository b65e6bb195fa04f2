// Loops on the loop that let nobody else run: one that never ends, or one that waits for something
// to change without an await, so that nothing can change it.
#include "rules/list.h"
#include "rules/uses.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_blocking_loop_without_await = {
    .id = "blocking-loop-without-await",
    .family = "blocking",
    .summary = "A loop on the event loop never awaits, and nothing in it ends it.",
    .aliases = "ASYNC913",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

typedef struct LoopCheck { // one module while its loops are looked at
  RuleContext *context;
  const Program *program;
  ModuleId module;
  const Summary *summary;
} LoopCheck;

static bool runs_on_loop(const LoopCheck *check, ScopeId scope) {
  FunctionId id = program_function_of(check->program, check->module, scope);
  return id != FUNCTION_NONE && program_function(check->program, id)->root != ROOT_NONE;
}

// A handler or a `with` around the loop may be what an exception leaves it by.
static bool is_guarded(const Summary *summary, RegionId loop) {
  for (RegionId i = summary->regions[loop].parent; summary->regions[i].kind != REGION_BODY;
       i = summary->regions[i].parent) {
    uint8_t kind = summary->regions[i].kind;
    if (kind == REGION_TRY || kind == REGION_WITH || kind == REGION_ASYNC_WITH) return true;
  }
  return false;
}

static bool ends_process(const LoopCheck *check, const Region *loop) {
  FunctionId id = program_function_of(check->program, check->module, loop->scope);
  const Function *function = program_function(check->program, id);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(check->program, function->first_call + i);
    if (call->site >= loop->begin && call->site < loop->end && call->entry &&
        call->entry->ends_process)
      return true;
  }
  return false;
}

static bool has_exit(const Summary *summary, RegionId loop) {
  const Region *region = &summary->regions[loop];
  for (uint32_t i = uses_first_exit(summary, region->begin);
       i < summary->exits_count && summary->exits[i].at <= region->end; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->flags & EXIT_DEAD || exit->kind == EXIT_CONTINUE) continue;
    if (exit->kind == EXIT_RAISE || uses_leaves(summary, exit, loop)) return true;
  }
  return false;
}

// ---- What can change anything -------------------------------------------------------------------

// A pause, or a word to people.
static bool changes_nothing(const LoopCheck *check, ExprId site) {
  const Call *call = program_call_at(check->program, check->module, site);
  if (call && call->callee == FUNCTION_NONE && call->entry)
    return call->confidence == CONFIDENCE_RESOLVED && call->entry->effect == EFFECT_SLEEP;
  Str symbol = STR("");
  return !call &&
         program_symbol(check->program, check->module, check->summary->exprs[site].a, &symbol) &&
         str_equal_c(symbol, "builtins.print");
}

// Methods without arguments that say how far something else is.
static bool is_question(const LoopCheck *check, const Expr *call) {
  static const char *const names[] = {"is_set", "done", "empty", "is_alive", "locked", "full"};
  const Expr *callee = &check->summary->exprs[call->a];
  if (call->c != 0 || callee->kind != EXPR_ATTRIBUTE) return false;
  Str name = summary_name(check->summary, callee->b);
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(name, names[i])) return true;
  return false;
}

// What a test may be made of whose answer the loop itself does not change: state of objects, names,
// comparisons, and the questions above.
static bool is_plain(ExprKind kind) {
  return kind == EXPR_NAME || kind == EXPR_LITERAL || kind == EXPR_UNARY || kind == EXPR_COMPARE ||
         kind == EXPR_CHOICE || kind == EXPR_ATTRIBUTE;
}

static bool is_fixed_test(const LoopCheck *check, const Region *loop, ExprId test) {
  bool has_state = false;
  for (ExprId at = loop->begin; at <= test; at++) {
    const Expr *expr = &check->summary->exprs[at];
    bool is_call = expr->kind == EXPR_CALL;
    if (is_call ? !is_question(check, expr) : !is_plain((ExprKind)expr->kind)) return false;
    has_state |= is_call || expr->kind == EXPR_ATTRIBUTE;
  }
  return has_state;
}

// Properties and operators of the project run code, too.
static bool runs_project_code(const LoopCheck *check, const Region *loop) {
  FunctionId id = program_function_of(check->program, check->module, loop->scope);
  const Function *function = program_function(check->program, id);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(check->program, function->first_call + i);
    if (call->site >= loop->begin && call->site < loop->end && call->callee != FUNCTION_NONE)
      return true;
  }
  return false;
}

static bool binds_anything(const Summary *summary, RegionId loop) {
  const Region *region = &summary->regions[loop];
  for (BindingId i = 0; i < summary->bindings_count; i++)
    if (summary->bindings[i].at > region->begin && summary->bindings[i].at <= region->end &&
        summary_region_contains(summary, loop, summary->bindings[i].region))
      return true;
  return false;
}

// `while not self.ready: time.sleep(0.1)`: what it waits for can only come from other tasks.
static bool waits_in_vain(const LoopCheck *check, RegionId id) {
  const Summary *summary = check->summary;
  const Region *loop = &summary->regions[id];
  if (!loop->subject || !is_fixed_test(check, loop, loop->subject)) return false;
  if (runs_project_code(check, loop) || binds_anything(summary, id)) return false;
  for (ExprId at = loop->subject + 1; at < loop->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->flags & EXPR_FLAG_STORE || expr->use == USE_DELETED) return false;
    if (expr->kind == EXPR_CALL && !changes_nothing(check, at)) return false;
  }
  return true;
}

// ---- All loops of a module ----------------------------------------------------------------------

static void report(const LoopCheck *check, RegionId id, const char *what) {
  Finding *finding =
      finding_add_span(check->context, &rule_blocking_loop_without_await, check->module,
                       summary_region_span(check->summary, id), "%s", what);
  if (!finding) return;
  finding_help(check->context, finding,
               "wait for an event of your async library, or await something in it");
}

static void check_loop(const LoopCheck *check, RegionId id) {
  const Region *loop = &check->summary->regions[id];
  if (has_exit(check->summary, id) || !runs_on_loop(check, loop->scope)) return;
  if (loop->flags & REGION_ENDLESS) {
    if (!is_guarded(check->summary, id) && !ends_process(check, loop))
      report(check, id, "this loop never ends and never awaits: nothing else runs any more");
  } else if (waits_in_vain(check, id)) {
    report(check, id,
           "this loop waits without an await: nothing else on the event loop can run meanwhile");
  }
}

static void check_module(RuleContext *context, ModuleId module) {
  LoopCheck check = {.context = context, .program = rule_program(context), .module = module};
  check.summary = program_summary(check.program, module);
  Uses uses = uses_of(context, module);
  if (!uses_has_regions(&uses, 1u << REGION_WHILE)) return;
  for (RegionId i = 0; i < check.summary->regions_count; i++) {
    const Region *region = &check.summary->regions[i];
    if (region->kind != REGION_WHILE) continue;
    if (!(region->flags & (REGION_AWAITS | REGION_YIELDS | REGION_DEAD))) check_loop(&check, i);
  }
}
