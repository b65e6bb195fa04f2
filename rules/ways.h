// How a C function comes to run where it does, in words.
#pragma once

#include "engine/engine.h"

// Whether the function itself was registered for the context, or marked.
bool way_begins_at(const Program *program, FunctionId function, Context context);
// Adds what brought the function into the context: who took it, and the calls from there.
void way_add(RuleContext *context, Finding *finding, const Way *way);
// Adds the calls of a chain behind the first, which the finding is at.
void way_add_chain(RuleContext *context, Finding *finding, const Chain *chain);
