// Reading whole files. Private to c/.
#pragma once

#include "base/error.h"
#include "base/str.h"

// Fails: FAIL_IO when it is no regular file or cannot be read; FAIL_LIMIT above `max_bytes`.
bool text_read(Arena *arena, Str path, size_t max_bytes, Str *out, Error *err);
