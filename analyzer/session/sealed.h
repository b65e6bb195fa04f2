// Small files of the cache, written as a whole or not at all.
#pragma once

#include "base/error.h"
#include "base/str.h"

#define SEALED_NEW_NAME "kept.new" // of one that is being written

// Writes the file of that name, of which there are at most `max` that begin like `start`: the
// oldest goes. The caller has the lock of the folder. Fails: FAIL_IO.
bool sealed_write(int folder, const char *start, const char *name, size_t max, Str bytes,
                  Error *err);
// Maps one; `*bytes` lies at a multiple of 8 and is given back by sealed_unmap, which takes "" as
// well. Fails: without an error where there is none; FAIL_IO; FAIL_FORMAT for what is empty, no
// file or larger than `max_bytes`.
bool sealed_map(int folder, const char *name, size_t max_bytes, Str *bytes, uint64_t *inode,
                Error *err);
void sealed_unmap(Str bytes);
