// Lines of texts that are kept: what was asked for is there, with the lines around it, and reads as
// in the whole text.
#include "session/parts.h"
#include "support/test.h"

#define TEXT   "one\ntwo\r\nthree\nfour\nfive\nsix\nseven\neight\nnine\n"
#define MODULE 7

typedef struct Row {
  const char *name;
  const char *text;
  const char *noted[3]; // where these words stand
  const char *asked;
  const char *want; // the part that is found, NULL for none
} Row;
static const Row rows[] = {
    {"a line and its neighbours", TEXT, {"four"}, "four", "three\nfour\nfive\n"},
    {"the first line", TEXT, {"one"}, "one", "one\ntwo\r\n"},
    {"the last line", TEXT, {"nine"}, "nine", "eight\nnine\n"},
    {"a neighbour has too little around it", TEXT, {"four"}, "three", NULL},
    {"the neighbour behind as well", TEXT, {"four"}, "five", NULL},
    {"somewhere else", TEXT, {"four"}, "eight", NULL},
    {"what overlaps is one part",
     TEXT,
     {"five", "three"},
     "four",
     "two\r\nthree\nfour\nfive\nsix\n"},
    {"what touches is one part",
     TEXT,
     {"two", "five"},
     "three",
     "one\ntwo\r\nthree\nfour\nfive\nsix\n"},
    {"one inside of another",
     TEXT,
     {"three\nfour\nfive", "four"},
     "four",
     "two\r\nthree\nfour\nfive\nsix\n"},
    {"two apart", TEXT, {"eight", "two"}, "two", "one\ntwo\r\nthree\n"},
    {"a word of several lines", TEXT, {"three\nfour"}, "three\nfour", "two\r\nthree\nfour\nfive\n"},
    {"no text", "", {""}, "", ""},
};

static Span span_of(Str text, const char *word) {
  Str needle = str_from_c(word);
  size_t at = str_find(text, needle);
  return (Span){(uint32_t)at, (uint32_t)(at + needle.size)};
}

// Between those of two other modules.
static KeptParts keep(Arena *arena, const Row *row, ByteWriter *writer) {
  KeptParts noted = {0}, kept = {0};
  Str text = str_from_c(row->text);
  TextPart whole = {.text = text, .lines = line_table_make(arena, text)};
  parts_note(arena, &noted, MODULE + 1, &whole, (Span){0});
  for (size_t i = 0; i < COUNT_OF(row->noted) && row->noted[i]; i++)
    parts_note(arena, &noted, MODULE, &whole, span_of(text, row->noted[i]));
  parts_note(arena, &noted, MODULE - 1, &whole, (Span){0});
  *writer = (ByteWriter){.arena = arena};
  parts_put(writer, &noted);
  ByteReader reader = {.rest = bytes_written(writer)};
  parts_read(arena, &reader, &kept);
  assert_false(reader.is_broken);
  assert_int_equal(reader.rest.size, 0);
  return kept;
}

static void finds(const Row *row) {
  Arena arena = {0};
  ByteWriter writer = {0};
  KeptParts kept = keep(&arena, row, &writer);
  Str text = str_from_c(row->text);
  Span span = span_of(text, row->asked);
  const TextPart *part = parts_find(&kept, MODULE, span);
  assert_int_equal(part != NULL, row->want != NULL);
  if (part) {
    LineTable lines = line_table_make(&arena, text);
    assert_str_equal(part->text, str_from_c(row->want));
    assert_int_equal(part->line, line_table_line(lines, part->start));
    for (uint32_t i = 0; i < part->lines.count; i++)
      assert_str_equal(line_table_text(part->lines, part->text, i),
                       line_table_text(lines, text, part->line + i));
  }
  assert_null(parts_find(&kept, MODULE + 2, span));
  arena_release(&arena);
}
TEST_TABLE("parts_find", rows, finds)

// Whatever is cut off or changed, it is read in bounds, and nothing or something in order is there.
static void survives_damage(void) {
  Arena arena = {0};
  ByteWriter writer = {0};
  (void)keep(&arena, &rows[9], &writer);
  Str bytes = bytes_written(&writer);
  for (size_t i = 0; i < bytes.size * 2; i++) {
    char *own = str_to_c(&arena, bytes);
    size_t size = i < bytes.size ? i : bytes.size;
    if (i >= bytes.size) own[i - bytes.size] = (char)0xff;
    ByteReader reader = {.rest = str_copy(&arena, (Str){own, size})};
    KeptParts kept = {0};
    parts_read(&arena, &reader, &kept);
    if (i < bytes.size) assert_int_equal(kept.count, 0);
    for (size_t k = 0; k < kept.count; k++)
      (void)line_table_text(kept.at[k].part.lines, kept.at[k].part.text,
                            kept.at[k].part.lines.count - 1);
    for (uint32_t offset = 0; offset < sizeof TEXT; offset++)
      (void)parts_find(&kept, MODULE, (Span){offset, offset + 1});
  }
  arena_release(&arena);
}
TEST_CASE("what is damaged is read in bounds", survives_damage)

static void leaves_long_lines(void) {
  Arena arena = {0};
  KeptParts noted = {0};
  enum { SIZE = 10000 };
  char *at = arena_push(&arena, char, SIZE);
  for (size_t i = 0; i < SIZE; i++)
    at[i] = 'x';
  Str text = {at, SIZE};
  TextPart whole = {.text = text, .lines = line_table_make(&arena, text)};
  parts_note(&arena, &noted, MODULE, &whole, (Span){5, 6});
  assert_int_equal(noted.count, 0);
  arena_release(&arena);
}
TEST_CASE("lines that nobody reads are not kept", leaves_long_lines)

TEST_MAIN(&finds_table, &survives_damage_table, &leaves_long_lines_table)
