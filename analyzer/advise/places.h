// Which function a place in a file belongs to. Private to this layer.
#pragma once

#include "advise/advise.h"

#include "base/map.h"

typedef struct Places {
  Arena *arena;
  const Program *program;
  struct ModulePlaces *modules; // by module
} Places;

Places places_make(Arena *arena, const Program *program);
// The function whose code stands at an offset; FUNCTION_NONE when it is not known.
FunctionId places_function(Places *places, ModuleId module, uint32_t offset);
// An offset as people say it, with the name of the function there.
AdvicePlace places_tell(Places *places, ModuleId module, uint32_t offset);
// Where a function is defined.
AdvicePlace places_definition(Places *places, FunctionId function);
// Whether a function counts: of a reported file that holds no tests, with a name of its own.
bool places_counts(const Program *program, FunctionId function);
