// Flags where no database and no compile_flags.txt says any. Private to c/.
#pragma once

#include "c/c.h"

// The command for `file` (absolute). Asks the file system for config.h beside and around it.
CCommand c_guess_command(Arena *arena, const CGuess *guess, Str file);
