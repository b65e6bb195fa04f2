// TOML as values: what is read from a text, and where it is wrong.
#include "config/toml.h"
#include "support/test.h"

#include <string.h>

// ---- Values -------------------------------------------------------------------------------------

static Str print_node(Arena *arena, const TomlNode *node);

static Str print_children(Arena *arena, const TomlNode *node) {
  Str text = STR("");
  for (const TomlNode *child = node->first; child; child = child->next) {
    Str value = print_node(arena, child);
    const char *comma = child->next ? "," : "";
    if (node->kind == TOML_TABLE)
      text = str_print(arena, "%.*s%.*s=%.*s%s", STR_ARG(text), STR_ARG(child->key), STR_ARG(value),
                       comma);
    else
      text = str_print(arena, "%.*s%.*s%s", STR_ARG(text), STR_ARG(value), comma);
  }
  return text;
}

static Str print_node(Arena *arena, const TomlNode *node) {
  Str children = print_children(arena, node);
  switch (node->kind) {
  case TOML_STRING:
    return str_print(arena, "'%.*s'", STR_ARG(node->text));
  case TOML_INTEGER:
    return str_print(arena, "%lld", (long long)node->integer);
  case TOML_BOOLEAN:
    return node->boolean ? STR("yes") : STR("no");
  case TOML_FLOAT:
  case TOML_DATE:
    return str_print(arena, "<%.*s>", STR_ARG(node->text));
  case TOML_ARRAY:
    return str_print(arena, "[%.*s]", STR_ARG(children));
  case TOML_TABLE:
    return str_print(arena, "{%.*s}", STR_ARG(children));
  }
  return STR("");
}

typedef struct Row {
  const char *name;
  const char *text;
  const char *want; // the values; "start-end: message" when it is wrong
} Row;

static const Row rows[] = {
    {"nothing", "", "{}"},
    {"a comment", "# nothing here\n", "{}"},
    {"no end of line", "a = 1", "{a=1}"},
    {"lines of Windows", "a = 1\r\n[b]\r\nc = 2\r\n", "{a=1,b={c=2}}"},
    {"comment behind a value", "a = 1 # one\n", "{a=1}"},

    // Strings.
    {"basic", "a = \"x y\"", "{a='x y'}"},
    {"empty strings", "a = \"\"\nb = ''", "{a='',b=''}"},
    {"escapes", "a = \"\\t\\\\\\\"\\u00e9\\U0001F600\"", "{a='\t\\\"\xc3\xa9\xf0\x9f\x98\x80'}"},
    {"literal", "a = 'C:\\new'", "{a='C:\\new'}"},
    {"long", "a = \"\"\"\none\ntwo\\\n   three\"\"\"", "{a='one\ntwothree'}"},
    {"long with quotes inside", "a = \"\"\"a \"quoted\" b\"\"\"", "{a='a \"quoted\" b'}"},
    {"long literal", "a = '''\none\\two'''", "{a='one\\two'}"},
    {"the letters beyond ASCII", "a = \"\xc3\xa9\"", "{a='\xc3\xa9'}"},
    {"half a pair", "a = \"\\ud800\"", "5-7: this is no character of Unicode"},
    {"past the last character", "a = \"\\U00110000\"", "5-7: this is no character of Unicode"},
    {"not closed", "a = \"x\nb = 1", "4-6: this string does not end in its line"},

    {"a backslash at the end", "a = \"x\\", "4-7: this string does not end in its line"},

    // Numbers and the rest.
    {"whole numbers", "a = +1_000\nb = -7\nc = 0xFf\nd = 0o17\ne = 0b101",
     "{a=1000,b=-7,c=255,d=15,e=5}"},
    {"the largest", "a = 9223372036854775807\nb = -9223372036854775808",
     "{a=9223372036854775807,b=-9223372036854775808}"},
    {"too large", "a = 9223372036854775808", "4-23: this number does not fit into 64 bits"},
    {"too small", "a = -9223372036854775809", "4-24: this number does not fit into 64 bits"},
    {"fractions", "a = 1.5\nb = inf\nc = 1e9", "{a=<1.5>,b=<inf>,c=<1e9>}"},
    {"dates", "a = 1979-05-27\nb = 07:32:00\nc = 1979-05-27T07:32:00Z",
     "{a=<1979-05-27>,b=<07:32:00>,c=<1979-05-27T07:32:00Z>}"},
    {"booleans", "a = true\nb = false", "{a=yes,b=no}"},
    {"lists", "a = [1, [2], 'x',\n  # more\n  {b = 3},\n]", "{a=[1,[2],'x',{b=3}]}"},
    {"empty list and table", "a = []\nb = {}", "{a=[],b={}}"},

    // Tables and keys.
    {"tables", "[a]\nb = 1\n[c.d]\ne = 2", "{a={b=1},c={d={e=2}}}"},
    {"table around one that is there", "[a.b]\nc = 1\n[a]\nd = 2", "{a={b={c=1},d=2}}"},
    {"lists of tables", "[[a]]\nb = 1\n[[a]]\nb = 2", "{a=[{b=1},{b=2}]}"},
    {"table in the last of a list", "[[a]]\n[a.b]\nc = 1\n[[a]]\nd = 2", "{a=[{b={c=1}},{d=2}]}"},
    {"dotted keys", "a.b = 1\na.c.d = 2", "{a={b=1,c={d=2}}}"},
    {"dotted keys in a table", "x = {a.b = 1, a.c = 2}", "{x={a={b=1,c=2}}}"},
    {"quoted keys", "\"a b\" = 1\n'c.d' = 2\n\"\\u0065\" = 3", "{a b=1,c.d=2,e=3}"},
    {"table below a dotted one", "[f]\na.b = 1\n[f.a.c]\nd = 2", "{f={a={b=1,c={d=2}}}}"},
    {"spaces around dots", "a . b = 1\n[c . d]", "{a={b=1},c={d={}}}"},

    // What comes twice.
    {"a key twice", "a = 1\na = 2", "6-7: `a` stands in line 1 already"},
    {"spelt otherwise", "a = 1\n\"a\" = 2", "6-9: `a` stands in line 1 already"},
    {"a table twice", "[a]\n[a]", "5-6: `a` stands in line 1 already"},
    {"a value as a table", "a = 1\n[a]", "7-8: `a` stands in line 1 already"},
    {"a value in front of a dot", "a = 1\na.b = 2", "6-7: `a` stands in line 1 already"},
    {"adding to a table that is closed", "a = {b = 1}\na.c = 2",
     "12-13: `a` stands in line 1 already"},
    {"a header for a table that is closed", "a = {b = 1}\n[a.c]",
     "13-14: `a` stands in line 1 already"},
    {"a list that is closed", "a = []\n[[a]]", "9-10: `a` stands in line 1 already"},
    {"a table where a list is", "[[a]]\n[a]", "7-8: `a` stands in line 1 already"},
    {"a list where a table is", "[a]\n[[a]]", "6-7: `a` stands in line 1 already"},
    {"a header for dotted keys", "a.b = 1\n[a]", "9-10: `a` stands in line 1 already"},
    {"dotted keys for a header", "[a.b]\n[a]\nb.c = 1", "10-11: `b` stands in line 1 already"},

    // What is no TOML.
    {"no value", "a =\nb = 1", "2-3: a value is missing here"},
    {"a word as a value", "a = loop\n", "4-8: this is no value of TOML; strings stand in quotes"},
    {"no equals sign", "[a]\nb 1\n", "4-7: this is no TOML"},
    {"a NUL byte", "a = 1\n\x01", "6-7: byte 0x01 is no part of a text"},
    {"a carriage return alone", "a = 1\rb = 2", "5-6: byte 0x0d is no part of a text"},
    {"no UTF-8", "a = 1\nb = \"\xff\"", "6-6: this line is not UTF-8"},
    {"an unknown escape", "a = \"\\d\"",
     "5-7: there is no such escape; in '…' a backslash means itself"},
};

static void reads(const Row *row) {
  Arena arena = {0};
  TomlNode *root = NULL;
  TomlProblem problem = {0};
  bool ok = toml_parse(&arena, str_from_c(row->text), &root, &problem);
  Str got = ok ? print_node(&arena, root)
               : str_print(&arena, "%u-%u: %.*s", problem.span.start, problem.span.end,
                           STR_ARG(problem.text));
  assert_str_equal(got, str_from_c(row->want));
  arena_release(&arena);
}
TEST_TABLE("toml_parse", rows, reads)

// ---- Places -------------------------------------------------------------------------------------

static void knows_places(void) {
  Arena arena = {0};
  TomlNode *root = NULL;
  TomlProblem problem = {0};
  Str text = STR("[[c.blocking]]\nname = \"x\"\n");
  assert_true(toml_parse(&arena, text, &root, &problem));
  const TomlNode *list = root->first->first;
  assert_span_equal(root->first->key_span, (Span){2, 3});
  assert_span_equal(list->key_span, (Span){4, 12});
  assert_span_equal(list->first->span, (Span){0, 14});
  assert_span_equal(list->first->first->key_span, (Span){15, 19});
  assert_span_equal(list->first->first->span, (Span){22, 25});
  arena_release(&arena);
}
TEST_CASE("keys and values have places", knows_places)

// ---- Hostile texts ------------------------------------------------------------------------------

static Str repeated(Arena *arena, const char *piece, size_t size_bytes) {
  size_t size = strlen(piece);
  char *bytes = arena_push(arena, char, size_bytes);
  for (size_t i = 0; i < size_bytes; i++)
    bytes[i] = piece[i % size];
  return (Str){bytes, size_bytes};
}

typedef struct HostileRow {
  const char *name;
  const char *start;
  const char *piece;
  size_t size_bytes;
} HostileRow;

static const HostileRow hostile_rows[] = {
    {"open brackets", "a = ", "[", 100000},
    {"open braces", "a = ", "{a=", 100000},
    {"a key of many parts", "a", ".a", 100000},
    {"nested tables", "", "[a]\n[a.a]\n", 100000},
    {"quotes", "a = ", "'\"", 100000},
    {"equals signs", "", "=", 100000},
    {"garbage", "", "]=[,\"'{#\n", 100000},
    {"more than a configuration", "", "# a comment\n", TOML_MAX_BYTES + 1},
};

static void refuses(const HostileRow *row) {
  Arena arena = {0};
  TomlNode *root = NULL;
  TomlProblem problem = {0};
  Str body = repeated(&arena, row->piece, row->size_bytes);
  Str text = str_print(&arena, "%s%.*s", row->start, STR_ARG(body));
  assert_false(toml_parse(&arena, text, &root, &problem));
  assert_true(problem.text.size > 0);
  assert_true(problem.span.end <= text.size);
  arena_release(&arena);
}
TEST_TABLE("hostile texts", hostile_rows, refuses)

static void bears_many_keys(void) {
  Arena arena = {0};
  TomlNode *root = NULL;
  TomlProblem problem = {0};
  Str text = STR("");
  char *bytes = arena_push(&arena, char, 400000);
  size_t size = 0;
  for (int i = 0; i < 20000; i++) {
    Str line = str_print(&arena, "k%d = %d\n", i, i);
    memcpy(bytes + size, line.at, line.size);
    size += line.size;
  }
  text = (Str){bytes, size};
  assert_true(toml_parse(&arena, text, &root, &problem));
  assert_int_equal(root->count, 20000);
  arena_release(&arena);
}
TEST_CASE("many keys take no longer than few, each", bears_many_keys)

TEST_MAIN(&reads_table, &knows_places_table, &refuses_table, &bears_many_keys_table)
