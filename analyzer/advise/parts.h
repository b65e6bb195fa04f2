// The parts of an advice: each adds its own lists. Private to this layer.
#pragma once

#include "advise/places.h"

void add_census(Advice *advice, Places *places);                      // census, shared
void add_causes(Advice *advice, Places *places, Findings findings);   // waits, computing
void add_crossings(Advice *advice, Places *places);                   // crossings
void add_needless(Advice *advice, Places *places, Findings findings); // needless, single functions
void add_sequential(Advice *advice, Places *places);                  // needless, whole programs
