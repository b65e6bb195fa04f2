// Reading a file's bytes into a buffer that serves file after file.
#pragma once

#include "base/error.h"
#include "base/str.h"
#include "session/stamp.h"

typedef struct ReadBuffer {
  char *at; // owned
  size_t capacity;
} ReadBuffer; // {0} is empty

void read_buffer_release(ReadBuffer *buffer);

#define READ_PADDING_BYTES 16

typedef struct FileBytes { // what was read of a file
  Str bytes;               // in the buffer until its next use
  Stamp stamp;             // what the file had before, settled
  bool is_missing;         // nothing is there
  bool is_padded;          // READ_PADDING_BYTES of 0 stand behind the bytes
} FileBytes;

// Reads `path` relative to the directory open as `directory`. Fails: FAIL_LIMIT above `max_bytes`;
// FAIL_IO with `is_missing` set when nothing is there, and for what is no regular file: a pipe or a
// device could keep us forever.
bool read_file(ReadBuffer *buffer, int directory, const char *path, size_t max_bytes,
               FileBytes *out, Error *err);
