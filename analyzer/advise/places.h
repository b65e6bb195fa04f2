// Functions and offsets as people say them. Private to this layer.
#pragma once

#include "advise/advise.h"
#include "atlas/atlas.h"

#include "base/map.h"

typedef struct Places {
  Arena *arena;
  const Program *program;
  Atlas atlas;
  LineTable *lines; // by module, made when they are asked for
} Places;

Places places_make(Arena *arena, const Program *program);
// An offset, with the name of the function whose code stands there.
AdvicePlace places_tell(Places *places, ModuleId module, uint32_t offset);
// Where a function is defined.
AdvicePlace places_definition(Places *places, FunctionId function);
// Whether a function counts: of a reported file that holds no tests, with a name of its own.
bool places_counts(const Program *program, FunctionId function);
