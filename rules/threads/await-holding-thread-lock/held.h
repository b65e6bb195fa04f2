// The rule in C, where locks are taken and given back by calls.
#pragma once

#include "engine/engine.h"

void held_check_function(RuleContext *context, FunctionId function);
