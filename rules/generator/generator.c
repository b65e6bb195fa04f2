// Asynchronous generators. At a `yield` the code of who iterates runs, as long as it likes, in
// whatever task it likes, and maybe for the last time: who stops early leaves the generator where
// it is. What a `with` block around the `yield` holds stays held until the generator is collected
// and closed by the loop, in another task.
#include "rules/list.h"
#include "rules/uses.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_yield_in_cancel_scope = {
    .id = "yield-in-cancel-scope",
    .family = "generator",
    .summary = "A generator yields inside a timeout or task group, which then ends the wrong code.",
    .aliases = "ASYNC101",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

const Rule rule_yield_in_async_resource = {
    .id = "yield-in-async-resource",
    .family = "generator",
    .summary = "A generator yields while it holds a resource, which nobody gives back when who "
               "iterates stops early.",
    .aliases = "ASYNC119",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

typedef struct GeneratorCheck { // one module while its `with` blocks are looked at
  RuleContext *context;
  const Program *program;
  ModuleId module;
  const Summary *summary;
} GeneratorCheck;

// ---- Which functions ----------------------------------------------------------------------------

// Decorated generators are mostly something else: a context manager, a fixture, a dependency.
static bool is_bare_generator(const Summary *summary, ScopeId id) {
  const Scope *scope = &summary->scopes[id];
  return scope->kind == SCOPE_FUNCTION && scope->flags & SCOPE_ASYNC &&
         scope->flags & SCOPE_YIELDS && scope->decorator_count == 0;
}

// Whether the module hands the function on instead of calling it: a dependency, a life span, an
// argument of what makes a context manager of it.
static bool is_handed_on(const Summary *summary, ScopeId id) {
  NameId name = summary->scopes[id].name;
  bool is_method = (summary->scopes[id].flags & SCOPE_METHOD) != 0;
  for (ExprId i = 1; i < summary->exprs_count; i++) {
    const Expr *expr = &summary->exprs[i];
    bool is_name =
        is_method ? expr->kind == EXPR_ATTRIBUTE && expr->b == name : expr_is_name(expr, name);
    if (is_name && !(expr->flags & EXPR_FLAG_STORE) && expr->use != USE_CALLED) return true;
  }
  return false;
}

// ---- What is held -------------------------------------------------------------------------------

static bool is_manager(const Region *region) {
  return region->kind == REGION_WITH || region->kind == REGION_ASYNC_WITH;
}

// A group that has no name, made where it is entered, has no tasks.
static Cancelling cancels(const GeneratorCheck *check, const Region *region) {
  const Call *call = program_call_at(check->program, check->module, region->subject);
  if (!call || !call->entry) return CANCELS_NOTHING;
  bool is_made_here = check->summary->exprs[region->subject].kind == EXPR_CALL;
  bool is_empty =
      call->entry->cancels == CANCELS_TASKS && is_made_here && region->binding == BINDING_NONE;
  return is_empty ? CANCELS_NOTHING : call->entry->cancels;
}

// The managers of the language that hold nothing.
static bool holds_nothing(const GeneratorCheck *check, const Region *region) {
  static const char *const names[] = {"contextlib.suppress", "contextlib.nullcontext"};
  const Expr *call = &check->summary->exprs[region->subject];
  Str symbol = STR("");
  if (call->kind != EXPR_CALL || !program_symbol(check->program, check->module, call->a, &symbol))
    return false;
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(symbol, names[i])) return true;
  return false;
}

// The innermost block of a manager, of those that cancel or of the others, in which a place stands;
// 0 when there is none.
static RegionId manager_around(const GeneratorCheck *check, ExprId at, bool that_cancels) {
  const Region *regions = check->summary->regions;
  RegionId id = summary_region_at(check->summary, at);
  for (; regions[id].kind != REGION_BODY; id = regions[id].parent)
    if (is_manager(&regions[id]) &&
        (cancels(check, &regions[id]) != CANCELS_NOTHING) == that_cancels)
      return id;
  return 0;
}

// ---- Telling ------------------------------------------------------------------------------------

static bool is_yield(const GeneratorCheck *check, ExprId at, ScopeId scope) {
  const Expr *expr = &check->summary->exprs[at];
  return expr->kind == EXPR_YIELD && !(expr->flags & EXPR_FLAG_DEAD) &&
         summary_scope_at(check->summary, at) == scope;
}

static void add_manager_hop(const GeneratorCheck *check, Finding *finding, const Region *region) {
  finding_hop(check->context, finding, check->module,
              summary_expr_span(check->summary, region->subject), "it is entered here");
}

// Whether the loop around a call to a generator is left before the generator has ended.
static bool stops_early(const GeneratorCheck *check, const Call *call) {
  ModuleId module = program_function(check->program, call->caller)->module;
  const Summary *summary = program_summary(check->program, module);
  if (summary->exprs[call->site].use != USE_ASYNC_ITERATED) return false;
  RegionId loop = uses_block(summary, call->site);
  if (!loop || summary->regions[loop].kind != REGION_ASYNC_FOR) return false;
  for (uint32_t i = uses_first_exit(summary, summary->regions[loop].begin);
       i < summary->exits_count && summary->exits[i].at <= summary->regions[loop].end; i++)
    if (summary->exits[i].kind != EXIT_CONTINUE && uses_leaves(summary, &summary->exits[i], loop))
      return true;
  return false;
}

static bool is_left_early(const GeneratorCheck *check, ScopeId scope) {
  FunctionId id = program_function_of(check->program, check->module, scope);
  if (id == FUNCTION_NONE || !program_function(check->program, id)->is_awaited) return false;
  for (uint32_t i = 0; i < program_call_count(check->program); i++) {
    const Call *call = program_call(check->program, i);
    if (call->callee == id && call->confidence == CONFIDENCE_RESOLVED && stops_early(check, call))
      return true;
  }
  return false;
}

// Who iterates is known to be there where the project does; else it may be a framework, which
// closes what it takes.
static Confidence iterated_confidence(const GeneratorCheck *check, ScopeId scope) {
  FunctionId id = program_function_of(check->program, check->module, scope);
  bool is_iterated = id != FUNCTION_NONE && program_function(check->program, id)->is_awaited;
  return is_iterated ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
}

static void report_scope(const GeneratorCheck *check, ExprId yield, const Region *region) {
  bool is_group = cancels(check, region) == CANCELS_TASKS;
  Finding *finding = finding_add(
      check->context, &rule_yield_in_cancel_scope, check->module, yield,
      is_group ? "this `yield` leaves a task group open: when one of its tasks fails, it cancels "
                 "the code of who iterates"
               : "this `yield` leaves a timeout running: when time is up, it cancels the code of "
                 "who iterates");
  if (!finding) return;
  finding->confidence = iterated_confidence(check, region->scope);
  add_manager_hop(check, finding, region);
  finding_help(check->context, finding,
               "yield outside of the block, or make it a context manager with "
               "`@asynccontextmanager`");
}

static void report_resource(const GeneratorCheck *check, ExprId yield, const Region *region) {
  Finding *finding =
      finding_add(check->context, &rule_yield_in_async_resource, check->module, yield,
                  "who stops iterating early leaves what this generator holds open");
  if (!finding) return;
  bool is_async = region->kind == REGION_ASYNC_WITH;
  bool is_sure = is_async && is_left_early(check, region->scope);
  finding->confidence = is_sure ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
  add_manager_hop(check, finding, region);
  finding_help(check->context, finding,
               "iterate with `async with aclosing(...)`, or give out the resource by a context "
               "manager and iterate outside of it");
}

// ---- All blocks of a module ---------------------------------------------------------------------

// Each `yield` in a timeout or group, and the first one in the block of each other manager.
static void check_block(const GeneratorCheck *check, RegionId id) {
  const Region *region = &check->summary->regions[id];
  bool that_cancels = cancels(check, region) != CANCELS_NOTHING;
  if (!that_cancels && holds_nothing(check, region)) return;
  if (is_handed_on(check->summary, region->scope)) return;
  for (ExprId at = region->begin; at < region->end; at++) {
    if (!is_yield(check, at, region->scope)) continue;
    if (manager_around(check, at, that_cancels) != id) continue;
    if (that_cancels) {
      report_scope(check, at, region);
    } else if (manager_around(check, at, true) == 0) {
      report_resource(check, at, region);
      return;
    }
  }
}

static void check_module(RuleContext *context, ModuleId module) {
  GeneratorCheck check = {.context = context, .program = rule_program(context), .module = module};
  check.summary = program_summary(check.program, module);
  Uses uses = uses_of(context, module);
  if (!uses_has_regions(&uses, USES_BLOCKS)) return;
  for (RegionId i = 0; i < check.summary->regions_count; i++) {
    const Region *region = &check.summary->regions[i];
    if (!is_manager(region) || !(region->flags & REGION_YIELDS) || region->flags & REGION_DEAD)
      continue;
    if (is_bare_generator(check.summary, region->scope)) check_block(&check, i);
  }
}
