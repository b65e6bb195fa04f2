// What is found out of a function while others are read: that the loop calls it, that it has the
// loop for itself. Whoever finds it out, by a decorator or by what is passed to whom, notes it
// here.
#include "link/program.h"

void function_enqueue(Program *program, FunctionId function) {
  FunctionState *state = function_state(program, function);
  if (module_is_package(program, state->public.module)) return; // see packages.c
  if (state->is_queued) return;
  state->is_queued = true;
  array_push_moving(program->arena, &program->queue, function);
}

void root_mark(Program *program, Origin origin) {
  FunctionState *state = function_state(program, origin.function);
  Function *public = &state->public;
  Confidence confidence = origin.confidence;
  if (origin.entry && origin.entry->is_perhaps)
    confidence = confidence_least(confidence, CONFIDENCE_PROBABLE);
  bool is_new = public->root_module != origin.module || public->root_site != origin.site;
  if (public->root != ROOT_NONE && is_new) state->is_put_often = true;
  bool is_surer = public->root == ROOT_NONE || public->root_confidence < confidence;
  if (is_surer && !public->is_async) {
    public->root = origin.kind;
    public->root_module = origin.module;
    public->root_site = origin.site;
    public->root_entry = origin.entry;
    public->root_confidence = confidence;
    if (origin.entry && origin.entry->traits & TRAIT_MAKES_TASKS)
      array_push(program->arena, &program->task_makers, origin.function);
  }
  function_enqueue(program, origin.function);
}

void solo_mark(Program *program, FunctionId function, Solo solo) {
  FunctionState *state = function_state(program, function);
  if (state->solo == SOLO_NO) state->solo = (uint8_t)solo;
}
