// Whether a header that was read by itself can stand before units that take it in by other ways.
// Private to c/.
#pragma once

#include "c/walk.h"

typedef Array(CName) CNames;

// The names of the group's ways that what was read speaks of where it must not: those that are
// defined on the way.
void mentions_find(const Unit *unit, const CGroup *group, CNames *out);
// The bytes of all files that were taken in.
size_t mentions_size(const Unit *unit);
// Whether the one file that was taken in is not taken in again.
bool mentions_guarded(const Unit *unit);
