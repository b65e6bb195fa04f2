// Which files a unit was made of. Private to c/.
#pragma once

#include "c/walk.h"

// Of a unit that was parsed; into `arena`. `skips_main`: its main file is none on the disk.
void inclusions_find(const Unit *unit, Arena *arena, bool skips_main, CInclusions *out);
