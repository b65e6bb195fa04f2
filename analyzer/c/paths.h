// Absolute paths as text; nothing here asks the file system. Private to c/.
#pragma once

#include "base/str.h"

// `path` seen from `folder` (absolute), without `.`, `..` and double slashes. Absolute.
Str path_resolve(Arena *arena, Str folder, Str path);
Str c_path_folder(Str path); // of an absolute path; "/" for the root
// The part of `path` behind `root` and its slash; false when it does not lie below.
bool c_path_below(Str root, Str path, Str *rest);
