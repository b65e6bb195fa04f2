// The ways through a function, in C. Part of facts.h.
//
// Following the statements of a function in the order in which they run: branches, loops, switches
// with labels deeper inside, jumps. What is known at a place is a set of up to 64 things, which the
// visitor gives and takes.
#pragma once

#include "facts/facts.h"

typedef struct FlowState {
  uint64_t may;  // things that hold on some way to here
  uint64_t must; // … on all of them
  bool is_reached;
} FlowState;
// What holds where two ways meet.
FlowState flow_join(FlowState a, FlowState b);

// All are called again for the same place when it is reached on another way; what they are told is
// more each time in `may`, less in `must`. `state` is not reached where no way leads.
typedef struct FlowVisitor {
  void (*on_expr)(void *context, ExprId expr, FlowState *state); // it was evaluated
  void (*on_binding)(void *context, BindingId binding, FlowState *state);
  // A label of a switch that stands deeper in it; what holds where the switch begins is part of
  // `state` already.
  void (*on_label)(void *context, ExprId label, const FlowState *begun, FlowState *state);
  // The function returns; UINT32_MAX: behind its last statement.
  void (*on_return)(void *context, uint32_t exit, const FlowState *state);
} FlowVisitor;

// Each may be NULL. `begun`: the things that hold where the function begins. Memory of the walk is
// taken from `arena`.
void flow_walk(Arena *arena, const Summary *summary, ScopeId function, uint64_t begun,
               const FlowVisitor *visitor, void *context);
