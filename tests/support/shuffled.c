// What makes nostall_shuffled of nostall: modules and functions are looked at in an order that the
// number in the environment's SHUFFLE says. The linker leads the finding of roots through this file
// (--wrap).
#include "link/program.h"

#include "link/contexts/contexts.h"

#include <stdlib.h>

void __real_roots_of_module(Program *program, ModuleId module);
void __wrap_roots_of_module(Program *program, ModuleId module);

// Numerical Recipes' generator; the low bits are the poor ones.
static uint32_t draw(uint32_t *state, size_t below) {
  *state = *state * 1664525 + 1013904223;
  return (uint32_t)((uint64_t)*state * below >> 32);
}

static void shuffle(uint32_t *at, size_t count, uint32_t *state) {
  for (size_t left = count; left > 1; left--) {
    uint32_t other = draw(state, left), one = at[left - 1];
    at[left - 1] = at[other];
    at[other] = one;
  }
}

static bool is_root(const Program *program, ModuleId module) {
  const ProgramFile *file = &program->input.files[module];
  return file->is_root && !file->is_native && program->modules[module].summary;
}

// Asked for the first root it does all of them, then none.
void __wrap_roots_of_module(Program *program, ModuleId module) {
  for (ModuleId before = 0; before < module; before++)
    if (is_root(program, before)) return;
  const char *seed = getenv("SHUFFLE");
  uint32_t state = seed ? (uint32_t)strtoul(seed, NULL, 10) : 0;
  size_t count = program->input.file_count;
  ModuleId *modules = arena_push(program->arena, ModuleId, count);
  for (size_t i = 0; i < count; i++)
    modules[i] = (ModuleId)i;
  shuffle(modules, count, &state);
  for (size_t i = 0; i < count; i++)
    if (is_root(program, modules[i])) __real_roots_of_module(program, modules[i]);
  shuffle(program->queue.at, program->queue.count, &state);
}
