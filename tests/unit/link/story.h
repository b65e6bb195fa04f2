// Small programs as text, and what the linker makes of them as text.
//
// A source holds one or more files, each opened by a line `# file: pkg/mod.py`; without one it is
// `main.py`. Behind a path, ` (asked for)` says that only those who import the file have it linked.
// The answer has a line for every call in code on the loop (coroutines and callbacks)
// that has an effect, in order of files and places:
//
//   main.py: poll: blocking-sleep: helper > time.sleep
//   main.py: poll: blocking-sleep: maybe > time.sleep (possible)
#pragma once

#include "link/link.h"

typedef struct Story {
  Arena arena;
  const Program *program;
  Summary *summaries; // by ModuleId
} Story;

// Every file is reported. Release with story_release.
Story *story_link(const char *source);
void story_release(Story *story);

Str story_effects(Story *story);
// A line for every call whose result is no plain value: "main.py: start: fetch() -> coroutine".
Str story_results(Story *story);
// The last expression of main.py's body, an expression statement: for queries about values.
ExprId story_last(const Story *story);
// The ModuleId of a path; MODULE_NONE when there is no such file.
ModuleId story_module(const Story *story, const char *path);
