// The parts of the page's data. Private to this layer.
#pragma once

#include "report/grade.h"
#include "report/values.h"

typedef struct PageFile { // of the page's own: style, script
  const char *name;
  const unsigned char *bytes;
  size_t size;
} PageFile;

// Excerpts of sources, each once.
typedef struct PagePlaces {
  Arena *arena;
  const ReportInput *input;
  struct PagePlaceIndex *index;
  json_t *list;
} PagePlaces;

PagePlaces page_places(Arena *arena, const ReportInput *input);
// The number of the excerpt around a span.
uint32_t page_place(PagePlaces *places, Str path, Span span);

// Functions by module, which calls connect them, and where async code comes to what blocks.
json_t *page_map(Arena *arena, const PageInput *input);
// What earlier runs found, what is new since the last of them and what is gone.
json_t *page_history(const PageInput *input);
