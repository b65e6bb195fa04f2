// A scratch folder that a test fills with files; made the current directory while it lives.
#pragma once

#include "base/str.h"

typedef struct Folder {
  Arena arena;
  Str path;     // absolute, links followed
  Str previous; // the directory to go back to
} Folder;

void folder_enter(Folder *folder);
void folder_leave(Folder *folder); // removes it and all that is in it
// Writes a file, and the directories around it.
void folder_write(Folder *folder, const char *path, const char *text);
