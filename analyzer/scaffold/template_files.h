// The files of templates/, as they were when this program was built. Private to this layer.
#pragma once

#include <stddef.h>

typedef struct TemplateFile {
  const char *name; // below the folder of the service: "src/skeleton/app.py"; NULL at the end
  const unsigned char *bytes;
  size_t size;
} TemplateFile;

extern const TemplateFile scaffold_common[]; // a part of each of the others
extern const TemplateFile scaffold_asyncio[];
extern const TemplateFile scaffold_fastapi[];
