// Picks one table out of the printed Summary and takes the places off its lines.
#include "query.h"

#include "python/python.h"
#include "support/test.h"

#include "base/array.h"

#include <string.h>

typedef Array(char) Text;

static void put(Arena *arena, Text *text, Str part) {
  for (size_t i = 0; i < part.size; i++)
    array_push(arena, text, part.at[i]);
}

Str query_block(Arena *arena, Str path, Str source) {
  PythonReader *reader = python_reader_new();
  Str block = summary_sealed(arena, python_summarize(reader, arena, path, source));
  python_reader_free(reader);
  return block;
}

static Str without_places(Str line) {
  size_t name = str_find(line, STR(" name@"));
  size_t place = str_find(line, STR(" @"));
  return str_slice(line, 0, place < name ? place : name);
}

static void put_table(Arena *arena, Text *text, Str printed, Str table) {
  bool has_places = str_equal(table, STR("suppressions"));
  bool is_inside = false;
  while (printed.at) {
    Str line = str_cut(&printed, '\n');
    bool is_record = str_has_prefix(line, STR("  "));
    if (!is_record) is_inside = str_equal(line, table);
    if (!is_record || !is_inside) continue;
    line = str_trim(line);
    put(arena, text, has_places ? line : without_places(line));
    put(arena, text, STR("\n"));
  }
}

// Behind `summary x.py`.
static void put_flags(Arena *arena, Text *text, Str printed) {
  Str line = str_cut(&printed, '\n');
  str_cut(&line, ' ');
  str_cut(&line, ' ');
  put(arena, text, line);
}

static void put_headers(Arena *arena, Text *text, const Summary *summary, const char *source) {
  for (uint32_t i = 0; i < summary->regions_count; i++) {
    Span span = summary_region_span(summary, i);
    for (uint32_t at = span.start; at < span.end; at++)
      array_push(arena, text, source[at] == '\n' ? '~' : source[at]);
    put(arena, text, STR("\n"));
  }
}

void assert_facts(const FactsRow *row) {
  Arena arena = {0};
  Str block = query_block(&arena, STR("x.py"), str_from_c(row->source));
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(block, &summary, &err), &err);
  Str printed = summary_print(&arena, &summary);
  Str table = str_from_c(row->table);
  Text text = {0};
  if (str_equal(table, STR("headers"))) {
    put_headers(&arena, &text, &summary, row->source);
  } else if (str_equal(table, STR("flags"))) {
    put_flags(&arena, &text, printed);
  } else {
    put_table(&arena, &text, printed, table);
  }
  assert_str_equal(((Str){text.at, text.count}), str_from_c(row->want));
  arena_release(&arena);
}
