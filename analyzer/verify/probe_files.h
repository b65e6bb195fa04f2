// The files of probe/, as they were when this program was built. Private to this layer.
#pragma once

#include <stddef.h>

typedef struct ProbeFile {
  const char *name; // below probe/; NULL at the end
  const unsigned char *bytes;
  size_t size;
} ProbeFile;

extern const ProbeFile probe_files[];
