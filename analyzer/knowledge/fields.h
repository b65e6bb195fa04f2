// Where the texts of an entry stand: for what has to treat them unlike numbers.
#pragma once

#include "knowledge/knowledge.h"

typedef struct TextPlaces {
  const uint16_t *at; // offsets of `const char *` in a KnowledgeEntry
  size_t count;
} TextPlaces;

TextPlaces knowledge_text_places(void);
