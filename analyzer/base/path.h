// Paths as text, '/' between parts. None of these asks the file system, and all give slices.
#pragma once

#include "base/str.h"

Str path_name(Str path);   // the last part: "a/b" -> "b", "a" -> "a", "a/" -> ""
Str path_folder(Str path); // what stands before that: "a/b" -> "a/", "a" -> ""
Str path_parent(Str path); // … without its '/': "/a/b" -> "/a", "/a" -> "", "a" -> ""
