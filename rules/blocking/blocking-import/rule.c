// Imports on the loop: the first one of a large package reads hundreds of files and runs them.
#include "rules/calls.h"
#include "rules/list.h"

static void check_module(RuleContext *context, ModuleId module);
static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_module = check_module, .on_call = check_call};

const Rule rule_blocking_import = {
    .id = "blocking-import",
    .family = "blocking",
    .summary = "A module is imported while the event loop waits.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// Whether a function of the module runs on the loop: one that the loop calls itself.
static bool runs_on_loop(const Program *program, ModuleId module, ScopeId scope) {
  FunctionId id = program_function_of(program, module, scope);
  return id != FUNCTION_NONE && program_function(program, id)->root != ROOT_NONE;
}

static bool imports_at_top(const Summary *summary, NameId module) {
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind == BINDING_IMPORT && binding->scope == 0 &&
        summary->imports[binding->extra].module == module)
      return true;
  }
  return false;
}

static void check_binding(RuleContext *context, ModuleId module, BindingId id) {
  const Program *program = rule_program(context);
  const Summary *summary = program_summary(program, module);
  const Binding *binding = &summary->bindings[id];
  if (binding->kind != BINDING_IMPORT || binding->flags & (BINDING_DEAD | BINDING_TYPE_CHECKING))
    return;
  const Import *import = &summary->imports[binding->extra];
  if (import->level > 0 || !runs_on_loop(program, module, binding->scope)) return;
  Str name = summary_name(summary, import->module);
  if (!program_imports_long(program, name) || imports_at_top(summary, import->module)) return;
  Finding *finding =
      finding_add_span(context, &rule_blocking_import, module, summary_binding_span(summary, id),
                       "the first import of `%.*s` reads and runs hundreds of files "
                       "on the event loop",
                       STR_ARG(name));
  if (finding)
    finding_help(context, finding,
                 "import it at the top of a module that is loaded before the "
                 "loop runs, or in a thread");
}

static void check_module(RuleContext *context, ModuleId module) {
  const Summary *summary = program_summary(rule_program(context), module);
  for (BindingId i = 0; i < summary->bindings_count; i++)
    check_binding(context, module, i);
}

// importlib.import_module(name)
static void check_call(RuleContext *context, const Call *call) {
  if (!call->entry || !(call->entry->traits & TRAIT_IMPORTS_LONG)) return;
  const Function *caller = program_function(rule_program(context), call->caller);
  if (caller->root == ROOT_NONE) return;
  Finding *finding =
      finding_add(context, &rule_blocking_import, caller->module, call->site,
                  "`%.*s` reads and runs a module on the event loop", STR_ARG(call->name));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(context, finding, "import it before the loop runs, or in a thread");
}
