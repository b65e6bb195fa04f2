// Frames around a place in a text, as a whole.
#define _POSIX_C_SOURCE 200809L
#include "report/frame.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

typedef struct Row {
  const char *name;
  const char *text;
  const char *marked; // its first occurrence is the span
  uint32_t context;
  const char *label;
  const char *want;
} Row;

#define TEN         "0123456789"
#define FORTY       TEN TEN TEN TEN
#define TWO_HUNDRED FORTY FORTY FORTY FORTY FORTY
#define THOUSAND    TWO_HUNDRED TWO_HUNDRED TWO_HUNDRED TWO_HUNDRED TWO_HUNDRED
#define MARKS       "^^^^^^^^^^^^^^^^^^^^"

static const Row rows[] = {
    {"a line alone", "a\nb(c)\nd\n", "b(c)", 0, "here",
     "  |\n"
     "2 | b(c)\n"
     "  | ^^^^ here\n"},
    {"lines around it", "a\nb(c)\nd\n", "b(c)", 1, "",
     "  |\n"
     "1 | a\n"
     "2 | b(c)\n"
     "  | ^^^^\n"
     "3 | d\n"},
    {"blank lines around it are left out", "a\n\nb(c)\n  \nd\n", "b(c)", 1, "",
     "  |\n"
     "3 | b(c)\n"
     "  | ^^^^\n"},
    {"blank lines inside stay", "a\n\nb(c)\n", "b(c)", 2, "",
     "  |\n"
     "1 | a\n"
     "2 |\n"
     "3 | b(c)\n"
     "  | ^^^^\n"},
    {"tabs", "\tb(\tc)", "b(\tc)", 0, "",
     "  |\n"
     "1 |     b(  c)\n"
     "  |     ^^^^^^\n"},
    {"wide characters", "x = \"\xe6\x97\xa5\xe6\x9c\xac\" + b(\"\xe8\xaa\x9e\")",
     "b(\"\xe8\xaa\x9e\")", 0, "",
     "  |\n"
     "1 | x = \"\xe6\x97\xa5\xe6\x9c\xac\" + b(\"\xe8\xaa\x9e\")\n"
     "  |              ^^^^^^^\n"},
    {"combining characters", "cafe\xcc\x81 + b()", "b()", 0, "",
     "  |\n"
     "1 | cafe\xcc\x81 + b()\n"
     "  |        ^^^\n"},
    {"windows line ends", "a\r\nb()\r\nc\r\n", "b()", 1, "",
     "  |\n"
     "1 | a\n"
     "2 | b()\n"
     "  | ^^^\n"
     "3 | c\n"},
    {"several lines are marked on the first", "b(\n  c,\n)\n", "b(\n  c,\n)", 1, "here",
     "  |\n"
     "1 | b(\n"
     "  | ^^ here\n"
     "2 |   c,\n"},
    {"the end of a file without a line end", "b()", "()", 0, "",
     "  |\n"
     "1 | b()\n"
     "  |  ^^\n"},
    {"an empty span", "b()", "", 0, "",
     "  |\n"
     "1 | b()\n"
     "  | ^\n"},
    {"an empty text", "", "", 1, "",
     "  |\n"
     "1 |\n"
     "  | ^\n"},
    {"a long line is cut around the mark", FORTY FORTY FORTY FORTY "b()" FORTY FORTY FORTY, "b()",
     0, "",
     "  |\n"
     "1 | \xe2\x80\xa6" FORTY "b()" FORTY FORTY "01234567890123456\xe2\x80\xa6\n"
     "  |                                          ^^^\n"},
    {"a line too long to be measured as a whole", THOUSAND THOUSAND "b()" THOUSAND, "b()", 0, "",
     "  |\n"
     "1 | \xe2\x80\xa6" FORTY "b()" FORTY FORTY "01234567890123456\xe2\x80\xa6\n"
     "  |                                          ^^^\n"},
    {"a mark longer than what is shown", FORTY FORTY FORTY FORTY, FORTY FORTY FORTY FORTY, 0, "",
     "  |\n"
     "1 | " FORTY FORTY FORTY TEN TEN "\xe2\x80\xa6\n"
     "  | " MARKS MARKS MARKS MARKS MARKS MARKS MARKS "\n"},
};

static void prints(const Row *row) {
  Arena arena = {0};
  Str text = str_from_c(row->text);
  uint32_t start = (uint32_t)str_find(text, str_from_c(row->marked));
  char *printed = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&printed, &size);
  Painter painter = {.out = out};
  Frame frame = {.text = text,
                 .lines = line_table_make(&arena, text),
                 .span = {start, start + (uint32_t)strlen(row->marked)},
                 .number_columns = 1,
                 .context = row->context,
                 .mark = '^',
                 .label = str_from_c(row->label)};
  frame_print(&painter, &frame);
  fclose(out);
  assert_str_equal(((Str){printed, size}), str_from_c(row->want));
  free(printed);
  arena_release(&arena);
}
TEST_TABLE("frame_print", rows, prints)

TEST_MAIN(&prints_table)
