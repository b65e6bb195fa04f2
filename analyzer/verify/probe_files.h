// Files that are written into sandboxes, as they were when this program was built: probe/,
// probe_c/, and the runtime. Private to this layer.
#pragma once

#include <stddef.h>

typedef struct ProbeFile {
  const char *name; // below its folder; NULL at the end
  const unsigned char *bytes;
  size_t size;
} ProbeFile;

extern const ProbeFile probe_python[];
extern const ProbeFile probe_c[];       // "verify/probe_c/main.c"
extern const ProbeFile probe_runtime[]; // "runtime/loop.c"
