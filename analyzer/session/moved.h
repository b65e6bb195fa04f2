// Findings of an earlier run, where files changed in no fact since: a comment more, a blank line,
// another text in a docstring, other spaces. Then nothing is linked and no rule asked; what was
// found lies where the code lies now.
//
// That holds under two conditions on each file that changed. Its Summary says the same of
// everything but positions. And all places in it, those of comments of ours too, come in the same
// order as before, with the same ones equal, before and behind the same ends of what comments
// silence: whoever compares positions, and that is all that is done with them, gets the same
// answers. Fixes depend on the text, and are made again.
#pragma once

#include "session/state.h"

typedef enum SeenFlag {
  SEEN_READ = 1 << 0,    // what was found depends on the file
  SEEN_MATTERS = 1 << 1, // FileState.can_matter
  SEEN_PARSED = 1 << 2,
} SeenFlag;

typedef struct SeenFile { // what a run saw of a file; {0}: nothing
  WideHash content;
  uint32_t size_bytes;
  uint32_t flags; // SeenFlag
} SeenFile;

typedef struct FileMoves { // of a file that has a Summary
  ModuleId module;
  const uint32_t *to; // by offset in the old text: the new one + 1, 0 where no place has an end
  uint32_t to_count;
  uint32_t start_before, start; // of the module
  bool is_start_shared;         // something without a name begins where the module did
} FileMoves;

typedef struct Moves {
  Map index; // module -> index into `list`
  Array(FileMoves) list;
} Moves;

// Reads the files that are not as they were seen, and says how their places moved. False where one
// of them may make a difference to what is found.
bool moves_find(Session *session, const SeenFile *seen, size_t count, Moves *out);
// Moves what was found; `libraries` is beside the findings. False when that cannot be done
// faithfully.
bool moves_apply(Session *session, const Moves *moves, const uint8_t *libraries,
                 Findings *findings);
