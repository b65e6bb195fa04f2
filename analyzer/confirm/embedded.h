// The probe's files and the witness, as they were when this program was built. Private to this
// layer.
#pragma once

#include <stddef.h>

typedef struct EmbeddedFile {
  const char *name; // in the folder of a run; NULL at the end
  const unsigned char *bytes;
  size_t size;
} EmbeddedFile;

extern const EmbeddedFile confirm_files[];
