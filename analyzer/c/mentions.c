// See mentions.h.
#include "c/mentions.h"

#include <string.h>

static bool is_word_start(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static bool is_word(char byte) {
  return is_word_start(byte) || (byte >= '0' && byte <= '9');
}

// Most words are ruled out by their first byte and their size.
static uint64_t bit_of(Str word) {
  return (uint64_t)1 << (((unsigned char)word.at[0] * 7u + word.size) & 63);
}

typedef struct Search {
  const Unit *unit;
  Interner names;
  uint64_t bits;
  bool *is_found;
} Search;

static void search_text(Search *search, Str text) {
  for (size_t at = 0; at < text.size;) {
    if (!is_word(text.at[at])) {
      at++;
      continue;
    }
    size_t end = at + 1;
    while (end < text.size && is_word(text.at[end]))
      end++;
    Str word = str_slice(text, at, end);
    at = end;
    if ((search->bits & bit_of(word)) == 0) continue;
    uint32_t number = interner_find(&search->names, word);
    if (number != INTERNER_NONE) search->is_found[number] = true;
  }
}

static void search_file(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data) {
  Search *search = data;
  (void)stack;
  if (depth == 0) return;
  size_t size = 0;
  const char *text = search->unit->clang->getFileContents(search->unit->handle, file, &size);
  if (text) search_text(search, (Str){text, size});
}

void mentions_find(const Unit *unit, const CGroup *group, CNames *out) {
  Search search = {.unit = unit};
  for (uint32_t i = 0; i < group->name_count; i++) {
    if (!group->names[i].is_defined) continue;
    interner_add(unit->arena, &search.names, group->names[i].text);
    search.bits |= bit_of(group->names[i].text);
  }
  if (search.names.count == 0) return;
  search.is_found = arena_push(unit->arena, bool, search.names.count);
  unit->clang->getInclusions(unit->handle, search_file, &search);
  for (uint32_t i = 0; i < search.names.count; i++)
    if (search.is_found[i]) array_push(unit->arena, out, ((CName){search.names.strings[i], true}));
}

typedef struct Sum {
  const Unit *unit;
  size_t bytes;
} Sum;

static void add_size(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data) {
  Sum *sum = data;
  (void)stack;
  size_t size = 0;
  bool is_text = sum->unit->clang->getFileContents(sum->unit->handle, file, &size) != NULL;
  if (depth > 0 && is_text) sum->bytes += size;
}

size_t mentions_size(const Unit *unit) {
  Sum sum = {.unit = unit};
  unit->clang->getInclusions(unit->handle, add_size, &sum);
  return sum.bytes;
}

typedef struct Guard {
  const Unit *unit;
  bool is_there;
} Guard;

static void look_at_guard(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data) {
  Guard *guard = data;
  (void)stack;
  const Libclang *clang = guard->unit->clang;
  if (depth == 1) guard->is_there = clang->isFileMultipleIncludeGuarded(guard->unit->handle, file);
}

bool mentions_guarded(const Unit *unit) {
  Guard guard = {.unit = unit};
  unit->clang->getInclusions(unit->handle, look_at_guard, &guard);
  return guard.is_there;
}
