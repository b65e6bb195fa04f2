// All names of the tables, written out.
#include "knowledge/names.h"

#include <string.h>

typedef struct Listing {
  Arena *arena;
  Array(KnowledgeName) names;
  KnowledgeName next; // what the names that are being added share
} Listing;

static size_t append(char *buffer, size_t size, const char *text, size_t text_size) {
  if (size + text_size > NAME_MAX_BYTES) base_fatal("knowledge: a name is too long: %s", text);
  memcpy(buffer + size, text, text_size);
  return size + text_size;
}

// The same walk as that of names.c, with the names written out in `buffer`.
static void list_names(Listing *listing, char *buffer, size_t size, const char *pattern) {
  size_t text = strcspn(pattern, "{");
  size = append(buffer, size, pattern, text);
  pattern += text;
  if (!*pattern) {
    listing->next.name = str_copy(listing->arena, (Str){buffer, size});
    array_push(listing->arena, &listing->names, listing->next);
    return;
  }
  const char *end = strchr(pattern, '}');
  while (pattern < end) {
    size_t choice = strcspn(++pattern, ",}");
    list_names(listing, buffer, append(buffer, size, pattern, choice), end + 1);
    pattern += choice;
  }
}

KnowledgeNames names_list(Arena *arena, const Names *names) {
  Listing listing = {.arena = arena};
  char buffer[NAME_MAX_BYTES];
  const Packed *packed = names->packed;
  for (uint32_t i = 0, number = 0; packed && i < packed->table_count; i++) {
    listing.next.table = packed_text(packed, packed->tables[i].name);
    for (; number < packed->tables[i].end; number++) {
      listing.next.entry = unpacked_entry(names->unpacked, number);
      list_names(&listing, buffer, 0, listing.next.entry->name);
    }
  }
  return (KnowledgeNames){listing.names.at, listing.names.count};
}
