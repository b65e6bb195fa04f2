// See reading.h.
#include "reading.h"

#include "base/array.h"

#include <string.h>

const CLibrary *reading_library(void) {
  static CLibrary *library; // of the test program, which has one thread when it is made
  Error err = {0};
  if (!library && !c_library_open(NULL, &library, &err)) base_fatal("%s", err.text);
  return library;
}

typedef Array(char) Text;

static void put(Arena *arena, Text *text, Str part) {
  array_reserve(arena, text, part.size);
  if (part.size > 0) memcpy(text->at + text->count, part.at, part.size);
  text->count += part.size;
}

bool reading_print(Arena *arena, const CCommand *command, Str root, Str *out, Error *err) {
  CReader *reader = c_reader_new(reading_library());
  CUnit unit = {0};
  bool ok = c_read_unit(reader, arena, command, NULL, root, &unit, err);
  Text text = {0};
  for (uint32_t i = 0; ok && i < unit.count; i++) {
    Summary summary = {0};
    ok = summary_open(summary_sealed(arena, unit.blocks[i]), &summary, err);
    if (ok) put(arena, &text, summary_print(arena, &summary));
  }
  c_reader_free(reader);
  *out = (Str){text.at, text.count};
  return ok;
}

CCommand reading_command(Arena *arena, Str root, Str path, const char *flags) {
  size_t count = 0;
  const Str *words = c_command_split(arena, str_from_c(flags), &count);
  CCommand command = {.file = path, .directory = root};
  c_command_filter(arena, words, count, root, &command);
  return command;
}
