// Files are unpacked when they are first asked about, and scopes searched from the innermost: they
// stand in order of their beginnings.
#include "advise/places.h"

typedef struct ModulePlaces {
  LineTable lines;
  Span *scopes;
} ModulePlaces;

Places places_make(Arena *arena, const Program *program) {
  size_t count = program_module_end(program);
  return (Places){arena, program, arena_push(arena, ModulePlaces, count + 1)};
}

static ModulePlaces *module_places(Places *places, ModuleId module) {
  ModulePlaces *found = &places->modules[module];
  const Summary *summary = program_summary(places->program, module);
  if (found->scopes || !summary) return found;
  found->lines = summary_lines(places->arena, summary);
  found->scopes = arena_push(places->arena, Span, summary->scopes_count + 1);
  summary_scope_spans(summary, found->scopes);
  return found;
}

FunctionId places_function(Places *places, ModuleId module, uint32_t offset) {
  const Summary *summary = program_summary(places->program, module);
  const ModulePlaces *found = module_places(places, module);
  if (!summary || !found->scopes) return FUNCTION_NONE;
  ScopeId inner = 0;
  for (ScopeId scope = 0; scope < summary->scopes_count; scope++) {
    Span span = found->scopes[scope];
    bool is_around = span.start <= offset && offset < span.end;
    if (is_around && span.start >= found->scopes[inner].start) inner = scope;
  }
  return program_function_of(places->program, module, summary_runner(summary, inner));
}

static AdvicePlace tell(Places *places, ModuleId module, uint32_t offset, FunctionId function) {
  const ModulePlaces *found = module_places(places, module);
  AdvicePlace place = {.path = program_path(places->program, module)};
  if (found->scopes) place.line = line_table_line(found->lines, offset) + 1;
  if (function != FUNCTION_NONE)
    place.name = program_function_name(places->program, function, places->arena);
  return place;
}

AdvicePlace places_tell(Places *places, ModuleId module, uint32_t offset) {
  return tell(places, module, offset, places_function(places, module, offset));
}

AdvicePlace places_definition(Places *places, FunctionId id) {
  const Function *function = program_function(places->program, id);
  const Summary *summary = program_summary(places->program, function->module);
  Span name = summary_scope_name_span(summary, function->scope);
  return tell(places, function->module, name.start, id);
}

bool places_counts(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  return summary && program_is_reported(program, function->module) &&
         !program_is_test(program, function->module) &&
         summary->scopes[function->scope].kind == SCOPE_FUNCTION;
}
