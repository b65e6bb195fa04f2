// How the probe comes into the program: by its environment. Private to this layer.
#pragma once

#include "confirm/folder.h"

// Our own environment with what leads to the folder; in `arena`.
char **environment_make(Arena *arena, const ConfirmOptions *options, const Folder *folder);
// Why the command keeps the probe out, "" when no reason is known: an interpreter that is told to
// ignore its environment, a program that is none.
Str environment_refusal(Arena *arena, char *const *command);
