// Nesting beyond any measure: the tree stays flat, and what follows is read.
#include "ast_rows.h"

#include "base/array.h"

#include <string.h>

typedef struct Row {
  const char *name;
  const char *before, *open, *middle, *close, *after;
  uint32_t count;   // of `open` and of `close`
  bool is_too_deep; // whether something had to be cut off
} Row;

typedef Array(char) Text;

static void append(Arena *arena, Text *text, const char *part, uint32_t count) {
  size_t size = strlen(part);
  array_reserve(arena, text, size * count);
  for (uint32_t i = 0; i < count; i++, text->count += size)
    if (size) memcpy(text->at + text->count, part, size);
}

static Str source_make(Arena *arena, const Row *row) {
  Text text = {0};
  append(arena, &text, row->before, 1);
  append(arena, &text, row->open, row->count);
  append(arena, &text, row->middle, 1);
  append(arena, &text, row->close, row->count);
  append(arena, &text, row->after, 1);
  append(arena, &text, "\ndef after():\n  pass\n", 1);
  return (Str){text.at, text.count};
}

// How deep the print is indented. A level of the tree adds two at most: a parameter, its default.
static size_t print_depth(Str print) {
  size_t deepest = 0;
  while (print.at) {
    Str line = str_cut(&print, '\n');
    size_t blanks = 0;
    while (blanks < line.size && line.at[blanks] == ' ')
      blanks++;
    if (blanks / 2 > deepest) deepest = blanks / 2;
  }
  return deepest;
}

static bool has_problem(const AstModule *module, AstProblemKind kind) {
  for (uint32_t i = 0; i < module->problem_count; i++)
    if (module->problems[i].kind == kind) return true;
  return false;
}

static void stays_flat(const Row *row) {
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  Str source = source_make(&arena, row);
  AstModule module = ast_parse(parser, &arena, source);
  assert_true(module.body.count > 0);
  const AstStmt *last = module.body.at[module.body.count - 1];
  assert_int_equal(last->kind, AST_FUNCTION_DEF);
  assert_str_equal(last->function.name.text, STR("after"));
  assert_int_equal(has_problem(&module, AST_PROBLEM_TOO_DEEP), row->is_too_deep);
  assert_true(print_depth(ast_print(&arena, &module)) <= 2 * AST_MAX_DEPTH);
  ast_parser_free(parser);
  arena_release(&arena);
}

#define DEEP 10000

static const Row rows[] = {
    {"parentheses only group", "", "(", "a", ")", "", 190, false},
    {"more parentheses than CPython reads", "", "(", "a", ")", "", DEEP, true},
    {"parentheses that only group, between others", "", "(not (", "a", "))", "", 95, false},
    {"deep in an f-string", "f'{", "(", "a", ")", "}'", DEEP, true},
    {"brackets with strings and comments", "", "(", "'(' \"]\" '''\n)''' # )\n", ")", "", DEEP,
     true},
    {"brackets that do not match", "", "([", "a", ")", "", DEEP, false},
    {"lambdas with parameters", "", "lambda a, b=1: ", "a", "", ", c", DEEP, true},
    {"conditionals in a call", "f(", "a if b else ", "c", "", ", d)", DEEP, true},
    {"powers in front of a colon", "if a", "**a", "", "", ": b", DEEP, true},
    {"a deep default", "def f(a=", "[", "b", "]", ", *, c=1): pass", DEEP, true},
    {"deep in a comprehension", "[a for b in ", "[", "c", "]", " if d]", DEEP, true},
    {"deep in a dict", "{a: ", "[", "b", "]", ", c: d}", DEEP, true},
    {"deleted", "del ", "[", "a", "]", "", DEEP, true},
    {"lists", "", "[", "", "]", "", DEEP, true},
    {"dicts", "", "{a:", "a", "}", "", DEEP, true},
    {"calls in arguments", "", "f(", "", ")", "", DEEP, true},
    {"calls of calls", "f", "()", "", "", "", DEEP, true},
    {"attributes", "a", ".b", "", "", "", DEEP, true},
    {"subscripts", "a", "[b]", "", "", "", DEEP, true},
    {"negation", "", "not ", "a", "", "", DEEP, true},
    {"minus", "", "-", "a", "", "", DEEP, true},
    {"lambda", "", "lambda:", "a", "", "", DEEP, true},
    {"conditional", "a", " if b else c", "", "", "", DEEP, true},
    {"power", "a", "**a", "", "", "", DEEP, true},
    {"formats", "", "f'{", "a", "}'", "", 250, true},
    {"more formats than may be open", "", "f'{", "a", "}'", "", DEEP, false},
    {"format specifications", "f'", "{a:", "", "}", "'", DEEP, true},
    {"assignment expressions", "", "(a:=", "a", ")", "", DEEP, true},
    {"annotations", "a: ", "b[", "c", "]", "", DEEP, true},
    {"targets", "", "[", "a", "]", " = b", DEEP, true},
    {"patterns", "match a:\n case ", "[", "b", "]", ": c", DEEP, true},
    {"groups in patterns", "match a:\n case ", "(", "b", ")", ": c", DEEP, true},
    {"class patterns", "match a:\n case ", "A(", "b", ")", ": c", DEEP, true},
    {"open brackets", "", "(", "", "", "", DEEP, false},
    {"brackets that close nothing", "", ")", "", "", "", DEEP, false},
    {"a sum", "a", "+a", "", "", "", DEEP, false},
    {"a union in an annotation", "a: b[c]", "|d", "", "", "", DEEP, false},
    {"and", "a", " and a", "", "", "", DEEP, false},
    {"comparisons", "a", "<a", "", "", "", DEEP, false},
    {"assignments", "", "a=", "a", "", "", DEEP, false},
    {"strings", "x = ", "'a' ", "", "", "", DEEP, false},
    {"elif", "if a: b\n", "elif a: b\n", "", "", "", DEEP, false},
    {"elif with blocks", "if a:\n  b\n", "elif a:\n  if b: c\n  elif d:\n    e\n", "", "",
     "else: f", DEEP, false},
    {"a wide list", "[", "a,", "", "", "]", DEEP, false},
    {"statements", "", "a\n", "", "", "", DEEP, false},
    {"comments", "", "# a\n", "", "", "", DEEP, false},
};
TEST_TABLE("depth", rows, stays_flat)

// One `if` in another, each deeper by a blank.
static void blocks_are_cut(void) {
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  Text text = {0};
  for (uint32_t i = 0; i < 1000; i++) {
    append(&arena, &text, " ", i);
    append(&arena, &text, "if a:\n", 1);
  }
  append(&arena, &text, " ", 1000);
  append(&arena, &text, "b\ndef after(): pass\n", 1);
  AstModule module = ast_parse(parser, &arena, (Str){text.at, text.count});
  assert_int_equal(module.body.at[module.body.count - 1]->kind, AST_FUNCTION_DEF);
  assert_true(has_problem(&module, AST_PROBLEM_TOO_DEEP));
  ast_parser_free(parser);
  arena_release(&arena);
}
TEST_CASE("blocks are cut", blocks_are_cut)

// A chain that is too long to be nested keeps its operands in their order.
static void chains_keep_operands(void) {
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  Text text = {0};
  for (int i = 0; i < 1000; i++) {
    Str term = str_print(&arena, "%sa%d", i ? " + " : "", i);
    append(&arena, &text, str_to_c(&arena, term), 1);
  }
  Str source = {text.at, text.count};
  AstModule module = ast_parse(parser, &arena, source);
  Str print = ast_print(&arena, &module);
  int next = 0;
  while (print.at) {
    Str line = str_cut(&print, '\n');
    Str name = str_print(&arena, " a%d", next);
    if (str_has_suffix(line, name)) next++;
  }
  assert_int_equal(next, 1000);
  assert_int_equal(module.problem_count, 0);
  ast_parser_free(parser);
  arena_release(&arena);
}
TEST_CASE("chains keep their operands", chains_keep_operands)

// Lines that are read when a quote is added to them, and the last statement of the file.
static AstStmtKind last_behind(uint32_t broken) {
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  Text text = {0};
  append(&arena, &text, "a = 'b\n", broken);
  append(&arena, &text, "def after(): pass\n", 1);
  AstModule module = ast_parse(parser, &arena, (Str){text.at, text.count});
  AstStmtKind kind = module.body.at[module.body.count - 1]->kind;
  ast_parser_free(parser);
  arena_release(&arena);
  return kind;
}

static void mended_lines_have_an_end(void) {
  assert_int_equal(last_behind(3900), AST_FUNCTION_DEF);
  assert_int_equal(last_behind(4100), AST_STMT_ERROR);
}
TEST_CASE("mended lines have an end", mended_lines_have_an_end)

TEST_MAIN(&stays_flat_table, &blocks_are_cut_table, &chains_keep_operands_table,
          &mended_lines_have_an_end_table)
