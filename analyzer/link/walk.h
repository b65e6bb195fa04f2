// A function while it is walked: calls/ fills it, and what has doubts about the calls marks them in
// it. Private to this layer.
#pragma once

#include "link/program.h"

typedef struct Walk {
  Program *program;
  FunctionId function;
  ModuleId module;
  const Summary *summary;
  Array(Call) calls;
  Array(uint8_t) effects; // beside `calls`
  Array(ParameterUse) uses;
  const struct Guards *passed_under; // what is passed on now is used where these hold, or NULL
  FunctionId passed_of;              // of the parameters of this function
  bool is_passed_done; // what is passed on now goes where it is called with a future that is done
  uint32_t closed;     // closures that are walked, one because another calls it
  bool is_chosen;      // what is called now was chosen among what is registered with a function
  // What may stand in it, or in a function in it:
  bool stores_item;  // `x[key] = value`
  bool stores_field; // `x.name = value`
  uint32_t blocks;   // see walk_find_blocks, before what is found is marked
} Walk;
