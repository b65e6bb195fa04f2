// Lines are unpacked for the modules that something is told of.
#include "advise/places.h"

Places places_make(Arena *arena, const Program *program) {
  return (Places){.arena = arena,
                  .program = program,
                  .atlas = atlas_make(arena, program),
                  .lines = arena_push(arena, LineTable, program_module_end(program) + 1)};
}

static uint32_t line_of(Places *places, ModuleId module, uint32_t offset) {
  LineTable *lines = &places->lines[module];
  const Summary *summary = program_summary(places->program, module);
  if (!summary) return 1;
  if (lines->count == 0) *lines = summary_lines(places->arena, summary);
  return line_table_line(*lines, offset) + 1;
}

static AdvicePlace tell(Places *places, ModuleId module, uint32_t offset, FunctionId function) {
  return (AdvicePlace){
      .path = program_path(places->program, module),
      .line = line_of(places, module, offset),
      .name = function == FUNCTION_NONE ? STR("") : places->atlas.functions[function].name,
  };
}

AdvicePlace places_tell(Places *places, ModuleId module, uint32_t offset) {
  return tell(places, module, offset, atlas_at(&places->atlas, module, offset));
}

AdvicePlace places_definition(Places *places, FunctionId id) {
  const AtlasFunction *function = &places->atlas.functions[id];
  return tell(places, function->module, function->span.start, id);
}

bool places_counts(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  return summary && program_is_reported(program, function->module) &&
         !program_is_test(program, function->module) &&
         summary->scopes[function->scope].kind == SCOPE_FUNCTION;
}
