// A linked program as people look at it: functions by name and place, where each runs, and who
// calls whom. For pictures and questions; rules ask the Program.
#pragma once

#include "link/link.h"

#include "base/array.h"

typedef enum Side {
  SIDE_ASYNC,     // a coroutine function
  SIDE_LOOP,      // sync, and the loop waits for it
  SIDE_OFFLOADED, // sync, on a thread and never on the loop
  SIDE_ELSEWHERE, // sync, and nothing is known to bring it to either
} Side;

const char *side_name(Side side); // "async"

typedef struct AtlasFunction {
  Str name; // "Service.fetch", "lambda"
  ModuleId module;
  Span span; // of its name, or where it begins
  Side side;
  bool is_module; // the body of one
} AtlasFunction;

typedef struct Atlas {
  const Program *program;
  const AtlasFunction *functions; // by FunctionId
  uint32_t count;
  const uint32_t *callers;       // calls of the program, ordered by callee
  const uint32_t *caller_starts; // of each function; one more behind the last
  struct AtlasIndex *index;      // private
} Atlas;

// All of it lives in `arena`.
Atlas atlas_make(Arena *arena, const Program *program);

// The innermost function around a place in a module; FUNCTION_NONE when none was reached.
FunctionId atlas_at(const Atlas *atlas, ModuleId module, uint32_t offset);
// With its module, as imports spell it: "shop.orders.Service.fetch".
Str atlas_full_name(Arena *arena, const Atlas *atlas, FunctionId function);
Str atlas_module_name(Arena *arena, const Atlas *atlas, ModuleId module); // "shop.orders"

typedef Array(FunctionId) FunctionIds;

// The functions whose full name is `name`, or ends in it behind a dot; in order of their modules
// and places.
FunctionIds atlas_find(Arena *arena, const Atlas *atlas, Str name);
// Full names that look like it, nearest first; at most `most`.
size_t atlas_suggest(Arena *arena, const Atlas *atlas, Str name, Str *out, size_t most);
