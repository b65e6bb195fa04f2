// How a function comes to run where it does, in words.
#pragma once

#include "engine/engine.h"

// Adds why the loop itself runs a function that is no coroutine of Python.
void way_add_root(RuleContext *context, Finding *finding, FunctionId function);
// Adds what brought the function into the context: who took it, and the calls from there.
void way_add(RuleContext *context, Finding *finding, const Way *way);
// The same for how the loop comes to a function of C; takes the least confidence of these hops.
void way_add_from_loop(RuleContext *context, Finding *finding, FunctionId function);
// Adds the calls of a chain behind the first, which the finding is at.
void way_add_chain(RuleContext *context, Finding *finding, const Chain *chain);
