// What rules ask about task groups, and about tasks that tell when they have started.
#include "link/program.h"

// ---- Groups -------------------------------------------------------------------------------------

static bool is_group_class(const Program *program, Str name) {
  const KnowledgeEntry *entry = knowledge_find(program->knowledge, name);
  return entry && entry->kind == KNOWN_CLASS && entry->spawns != SPAWNS_NOTHING;
}

static bool is_group(Program *program, Value value) {
  if (value.kind == VALUE_LIBRARY_INSTANCE)
    return is_group_class(program, symbol_name(program, value.a));
  if (value.kind != VALUE_INSTANCE) return false;
  const Class *class = class_order(program, value.a);
  for (uint32_t i = 0; i < class->order_count; i++)
    if (class->order[i].class_id == CLASS_NONE &&
        is_group_class(program, symbol_name(program, class->order[i].symbol)))
      return true;
  return false;
}

bool program_enters_group(const Program *program, ModuleId module, ExprId manager) {
  Values values = evaluate(program->self, module, manager);
  if (values_confidence(values) != CONFIDENCE_RESOLVED) return false;
  if (is_group(program->self, values.at[0])) return true;
  Values entered = entered_values(program->self, values, true);
  return entered.count == 1 && is_group(program->self, entered.at[0]);
}

// ---- Tasks that tell when they have started -----------------------------------------------------

static bool is_signal(const Program *program, Values values) {
  if (values.count == 0 || values.at[0].kind != VALUE_LIBRARY_INSTANCE) return false;
  const KnowledgeEntry *entry =
      knowledge_find(program->knowledge, symbol_name(program, values.at[0].a));
  return entry && entry->kind == KNOWN_CLASS && entry->reports_start;
}

bool program_is_start_signal(const Program *program, ModuleId module, uint32_t parameter) {
  const Parameter *at = &summary_of(program, module)->parameters[parameter];
  if (at->annotation &&
      is_signal(program, annotation_values(program->self, module, at->annotation)))
    return true;
  return at->fallback && is_signal(program, evaluate(program->self, module, at->fallback));
}

static bool takes_signal(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (!function->is_async) return false;
  for (uint32_t i = 0; i < scope->parameter_count; i++) {
    const Parameter *parameter = &summary->parameters[scope->parameters + i];
    bool is_named = parameter->kind == PARAMETER_PLAIN || parameter->kind == PARAMETER_KEYWORD_ONLY;
    if (is_named && str_equal_c(summary_name(summary, parameter->name), "task_status") &&
        program_is_start_signal(program, function->module, scope->parameters + i))
      return true;
  }
  return false;
}

bool program_can_report_start(const Program *program, ModuleId module, ExprId callee) {
  Values values = evaluate(program->self, module, callee);
  if (values_confidence(values) != CONFIDENCE_RESOLVED) return false;
  Value value = values.at[0];
  if (value.kind == VALUE_PARTIAL) value = program->partials.at[value.a].callee;
  if (value.kind == VALUE_FUNCTION) return takes_signal(program, value.a);
  if (value.kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(program->self, value.a);
  return entry && entry->kind == KNOWN_FUNCTION && entry->reports_start;
}
