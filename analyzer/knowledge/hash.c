// What entries say, as one number. Texts are hashed as texts and their places in memory taken out.
#include "knowledge/fields.h"

#include <string.h>

#define MULTIPLY UINT64_C(0x9e3779b97f4a7c15) // 2^64 / golden ratio

static void add(uint64_t *hash, Str bytes) {
  *hash = (*hash ^ str_hash(bytes)) * MULTIPLY;
}

// Adds the texts and forgets where they are; none at all is another text than "".
static void take_texts(uint64_t *hash, KnowledgeEntry *entry) {
  TextPlaces places = knowledge_text_places();
  for (size_t i = 0; i < places.count; i++) {
    char *place = (char *)entry + places.at[i];
    const char *text = NULL;
    memcpy(&text, place, sizeof text);
    *hash += text != NULL;
    add(hash, str_from_c(text));
    memset(place, 0, sizeof text);
  }
}

uint64_t knowledge_entries_hash(KnowledgeEntries entries) {
  uint64_t hash = entries.count;
  for (size_t i = 0; i < entries.count; i++) {
    KnowledgeEntry entry = entries.at[i];
    take_texts(&hash, &entry);
    if (entry.otherwise) add(&hash, str_from_c(entry.otherwise->name));
    entry.otherwise = NULL;
    add(&hash, (Str){(const char *)&entry, sizeof entry});
  }
  return hash;
}
