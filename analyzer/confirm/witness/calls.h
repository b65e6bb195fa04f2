// Calls that block, inside a turn.
#pragma once

#include "confirm/witness/witness.h"

// Notes that the thread is in this function. NULL when that is of no interest: the thread runs no
// loop, it is not in a turn, or it is already in another such function.
WitnessThread *witness_enter_call(const char *name);
void witness_leave_call(WitnessThread *thread);
