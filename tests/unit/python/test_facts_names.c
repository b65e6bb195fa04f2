// What names mean: the lists of bindings that summary_builder_finish makes, and which of them each
// use of a name refers to.
#include "facts/facts.h"
#include "query.h"
#include "support/test.h"

#include "base/array.h"

typedef struct MeaningRow {
  const char *name;
  const char *source;
  const char *want; // for each `x` that is read: the bindings that it means, `here` when the code
                    // that reads it makes them, too; `-` when the file has none
} MeaningRow;

static const MeaningRow meaning_rows[] = {
    {"bound in the module", "x = 1\nx\n", "b0 here\n"},
    {"bound nowhere", "x\n", "-\n"},
    {"bound twice", "x = 1\nx = 2\nx\n", "b0 b1 here\n"},
    {"bound by the module, read in a function", "def f():\n  x\nx = 1\n", "b1\n"},
    {"parameter", "x = 1\ndef f(x):\n  x\n", "b1 here\n"},
    {"default and annotation stand outside", "x = 1\ndef f(x: x = x): pass\n",
     "b0 here\nb0 here\n"},
    {"function around", "def f():\n  x = 1\n  def g():\n    x\n", "b0\n"},
    {"in the body of a class", "x = 1\nclass A:\n  x = 2\n  x\n", "b1 here\n"},
    {"methods do not see the class", "x = 1\nclass A:\n  x = 2\n  def f(self):\n    x\n", "b0\n"},
    {"classes do not see the class around", "x = 1\nclass A:\n  x = 2\n  class B:\n    x\n  x\n",
     "b0 here\nb1 here\n"},
    {"behind an inner class", "class A:\n  x = 1\n  class B:\n    x = 2\n  x\n", "b0 here\n"},
    {"comprehensions run where they stand", "x = 1\n[x for y in x]\n", "b0 here\nb0 here\n"},
    {"generators run later", "x = 1\n(x for y in z)\n", "b0\n"},
    {"element of a comprehension", "x = 1\n[x for x in y]\n", "b1 here\n"},
    {"comprehensions do not see the class", "x = 1\nclass A:\n  x = 2\n  [x for y in z]\n",
     "b0 here\n"},
    {"lambda", "x = 1\nlambda: x\nlambda x: x\n", "b0\nb1 here\n"},
    {"global", "def f():\n  global x\n  x = 1\n  x\n", "b0\n"},
    {"global in a function around", "def f():\n  global x\n  x = 1\n  def g():\n    x\n", "b0\n"},
    {"global past a local of the same name",
     "x = 1\ndef f():\n  x = 2\n  def g():\n    global x\n    x\n  x\n", "b0\nb1 here\n"},
    {"global that nobody binds", "def f():\n  global x\n  x\n", "-\n"},
    {"nonlocal", "def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2\n    x\n", "b0 b1\n"},
    {"global in a class", "x = 1\nclass A:\n  global x\n  x\n", "b0\n"},
    {"deleted", "x = 1\ndel x\nx\n", "b0 b1 here\nb0 b1 here\n"},
    {"function without expressions before", "def f(): pass\nx = 1\nx\n", "b1 here\n"},
};

static void put(Arena *arena, Str *text, Str part) {
  *text = str_print(arena, "%.*s%.*s", STR_ARG(*text), STR_ARG(part));
}

static void put_meaning(Arena *arena, const Summary *summary, const Expr *name, Str *text) {
  BindingList list = {0};
  if (name->b > 0) list = summary_list(summary, name->b - 1);
  for (uint32_t i = 0; i < list.count; i++)
    put(arena, text, str_print(arena, "%sb%u", i ? " " : "", list.at[i]));
  put(arena, text, list.count == 0 ? STR("-") : name->c ? STR(" here") : STR(""));
  put(arena, text, STR("\n"));
}

static void means(const MeaningRow *row) {
  Arena arena = {0};
  Summary summary = {0};
  Error err = {0};
  Str block = query_block(&arena, STR("x.py"), str_from_c(row->source));
  assert_true(summary_open(block, &summary, &err));
  Str text = {0};
  for (ExprId id = 1; id < summary.exprs_count; id++) {
    const Expr *expr = &summary.exprs[id];
    if (expr->kind == EXPR_NAME && str_equal(summary_name(&summary, expr->a), STR("x")))
      put_meaning(&arena, &summary, expr, &text);
  }
  assert_str_equal(text, str_from_c(row->want));
  arena_release(&arena);
}
TEST_TABLE("what a name means", meaning_rows, means)

static const char class_source[] = "class A:\n"
                                   "  x = 1\n"
                                   "  def f(self):\n"
                                   "    self.x = 2\n"
                                   "    self.y = self.x\n"
                                   "    other.x = 3\n"
                                   "  def g(me):\n"
                                   "    def inner():\n"
                                   "      me.x = 4\n"
                                   "  @staticmethod\n"
                                   "  def h():\n"
                                   "    self.x = 5\n";

static uint32_t count_bindings(const Summary *summary, const char *name) {
  Str text = str_from_c(name);
  return summary_bindings(summary, 1, text, summary_name_hash(text)).count;
}

static uint32_t count_attributes(const Summary *summary, const char *name) {
  Str text = str_from_c(name);
  return summary_attributes(summary, 1, text, summary_name_hash(text)).count;
}

static void looks_up(void) {
  Arena arena = {0};
  Summary summary = {0};
  Error err = {0};
  assert_true(
      summary_open(query_block(&arena, STR("x.py"), str_from_c(class_source)), &summary, &err));
  assert_int_equal(count_bindings(&summary, "x"), 1);
  assert_int_equal(count_bindings(&summary, "f"), 1);
  assert_int_equal(count_bindings(&summary, "y"), 0);
  assert_int_equal(count_bindings(&summary, "never seen"), 0);
  assert_int_equal(count_attributes(&summary, "x"), 2);
  assert_int_equal(count_attributes(&summary, "y"), 1);
  assert_int_equal(count_attributes(&summary, "f"), 0);
  arena_release(&arena);
}
TEST_CASE("names and attributes of a class, by text", looks_up)

// More names than are sorted by insertion.
static void finds_all(void) {
  enum { NAMES = 300 };
  Arena arena = {0};
  Str source = {0};
  for (uint32_t i = 0; i < 2 * NAMES; i++)
    put(&arena, &source, str_print(&arena, "name_%u = %u\n", i % NAMES, i));
  Summary summary = {0};
  Error err = {0};
  assert_true(summary_open(query_block(&arena, STR("x.py"), source), &summary, &err));
  for (uint32_t i = 0; i < NAMES; i++) {
    Str name = str_print(&arena, "name_%u", i);
    BindingList list = summary_bindings(&summary, 0, name, summary_name_hash(name));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.at[0], i);
    assert_int_equal(list.at[1], i + NAMES);
  }
  arena_release(&arena);
}
TEST_CASE("every name of many is found", finds_all)

TEST_MAIN(&means_table, &looks_up_table, &finds_all_table)
