// Advice about asynchronous generators that is asked for: loops that leave one open, and all that
// are no context managers.
#include "rules/list.h"
#include "rules/uses.h"

static void check_module(RuleContext *context, ModuleId module);
static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_module = check_module, .on_call = check_call};

const Rule rule_async_generator_not_closed = {
    .id = "async-generator-not-closed",
    .family = "generator",
    .summary = "A loop leaves a generator early that holds something, and does not close it.",
    .severity = SEVERITY_WARNING,
    .is_optional = true,
    .checker = &checker,
};

const Rule rule_bare_async_generator = {
    .id = "bare-async-generator",
    .family = "generator",
    .summary = "An asynchronous generator that is no context manager: nothing sees to its end.",
    .aliases = "ASYNC900",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// Whether some of its code waits behind a `yield` to be run: a `with` block, or `finally`.
static bool has_cleanup(const Summary *summary, ScopeId scope) {
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->scope != scope) continue;
    bool is_with = region->kind == REGION_WITH || region->kind == REGION_ASYNC_WITH;
    if (is_with && region->flags & REGION_YIELDS) return true;
    if (region->kind == REGION_FINALLY && summary->regions[region->group].flags & REGION_YIELDS)
      return true;
  }
  return false;
}

static bool leaves_early(const Summary *summary, RegionId loop) {
  for (uint32_t i = uses_first_exit(summary, summary->regions[loop].begin);
       i < summary->exits_count && summary->exits[i].at <= summary->regions[loop].end; i++)
    if (summary->exits[i].kind != EXIT_CONTINUE && uses_leaves(summary, &summary->exits[i], loop))
      return true;
  return false;
}

static void check_call(RuleContext *context, const Call *call) {
  if (call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) return;
  const Program *program = rule_program(context);
  const Function *callee = program_function(program, call->callee);
  if (!callee->is_async || !callee->is_generator) return;
  ModuleId module = program_function(program, call->caller)->module;
  const Summary *summary = program_summary(program, module);
  if (summary->exprs[call->site].use != USE_ASYNC_ITERATED) return;
  RegionId loop = uses_block(summary, call->site);
  if (!loop || !leaves_early(summary, loop)) return;
  if (!has_cleanup(program_summary(program, callee->module), callee->scope)) return;
  Str name = program_function_name(program, call->callee, rule_arena(context));
  Finding *finding =
      finding_add(context, &rule_async_generator_not_closed, module, call->site,
                  "this loop may end before `%.*s` has, and leaves it open", STR_ARG(name));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(context, finding, "iterate inside of `async with aclosing(...)`");
}

static void check_module(RuleContext *context, ModuleId module) {
  const Summary *summary = program_summary(rule_program(context), module);
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    bool is_generator = scope->flags & SCOPE_ASYNC && scope->flags & SCOPE_YIELDS;
    if (scope->kind != SCOPE_FUNCTION || !is_generator || scope->decorator_count > 0) continue;
    if (scope->flags & (SCOPE_STUB | SCOPE_DEAD)) continue;
    Finding *finding = finding_add_span(
        context, &rule_bare_async_generator, module, summary_scope_name_span(summary, i),
        "nothing sees to it that this generator is closed where it is used");
    if (!finding) return;
    finding_help(context, finding,
                 "make it a context manager with `@asynccontextmanager` that "
                 "gives out what can be iterated over");
  }
}
