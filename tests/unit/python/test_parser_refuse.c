// What is no Python: the fast producer must refuse it, so that tree-sitter's finds the problem.
#include "ast_rows.h"

typedef struct Row {
  const char *name;
  Str source;
} Row;

#define ROW(source)                                                                                \
  { source, TEXT(source) }

static void is_refused(const Row *row) {
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  ast_parser_use(parser, AST_PRODUCER_FAST);
  AstModule module = ast_parse(parser, &arena, row->source);
  assert_int_equal(module.problem_count, 1);
  assert_int_equal(module.body.count, 0);
  ast_parser_free(parser);
  arena_release(&arena);
}

static const Row layout_rows[] = {
    ROW(" x"),
    ROW("if a:\nb"),
    ROW("if a:\n"),
    ROW("if a:"),
    ROW("if a:\n    b\n  c"),
    ROW("if a:\n    b\n      c"),
    ROW("if a:\n        b\n\tc"), // TabError
    ROW("x = 1 \\"),
    ROW("x = 1 \\\n"),
    ROW("x = 1 \\ \n2"),
    ROW("("),
    ROW("(]"),
    ROW(")"),
    ROW("x y"),
    ROW(";"),
    ROW("x;;y"),
    ROW("if a: if b: c"),
    ROW("if a: b; if c: d"),
    ROW("x = $"),
    ROW("x = ?"),
    ROW("x = `y`"),
    ROW("x = !y"),
    {"a NUL", TEXT("x = 1\0")},
};

static const Row word_rows[] = {
    ROW("print x"),
    ROW("print 'x'"),
    ROW("exec 'x'"),
    ROW("raise A, 'b'"),
    ROW("x <> y"),
    ROW("None = 1"),
    ROW("x.None"),
    ROW("f(None=1)"),
    ROW("def None(): pass"),
    ROW("class if: pass"),
    ROW("async = 1"),
    ROW("await = 1"),
    ROW("async x"),
    ROW("async while a: b"),
    ROW("import a.if"),
    ROW("lambda None: 1"),
    ROW("type X"),
    ROW("type X[] = int"),
    ROW("type X.y = 1"),
    ROW("match x:\n    pass"),
    ROW("match x:\n    case 1: a\n    b"),
    ROW("match *a:\n    case 1: b"),
};

static const Row number_rows[] = {
    ROW("1__0"), ROW("1_"),  ROW("0777"), ROW("09"),  ROW("0_7"), ROW("0x"),    ROW("0xg"),
    ROW("0b2"),  ROW("0o8"), ROW("0b12"), ROW("1e"),  ROW("1e+"), ROW("1a"),    ROW("1_a"),
    ROW("1L"),   ROW("1.a"), ROW("1._5"), ROW("1jx"), ROW("0x_"), ROW("1.5.6"), ROW("1\xC3\xA9"),
};

static const Row string_rows[] = {
    ROW("'a"),
    ROW("'a\n'"),
    ROW("'''a''"),
    ROW("'a\\"),
    ROW("ur'a'"),
    ROW("bu'a'"),
    ROW("fb'a'"),
    ROW("tf'a'"),
    ROW("'a' b'b'"),
    ROW("f'a' b'b'"),
    ROW("b'\xC3\xA9'"),
    ROW("t'a' 'b'"),
    ROW("f'{a}' t'b'"),
    ROW("f'{}'"),
    ROW("f'{ }'"),
    ROW("f'{'"),
    ROW("f'}'"),
    ROW("f'{a'"),
    ROW("f'{a}}'"),
    ROW("f'{!r}'"),
    ROW("f'{a!}'"),
    ROW("f'{a!x}'"),
    ROW("f'{a! r}'"),
    ROW("f'{a!rr}'"),
    ROW("f'{a b}'"),
    ROW("f'{a:{b}'"),
    ROW("f'{lambda x: 1}'"),
    ROW("f'{a:{b:{c:{d}}}}'"),
    ROW("f'{a:\n}'"),
    ROW("f'{(}'"),
    ROW("f'{a)}'"),
    ROW("f'{a'}'"),
    ROW("f'{a = b}'"),
    ROW("f'{a #}'"),
};

static const Row expression_rows[] = {
    ROW("a +"),
    ROW("a if b"),
    ROW("a if b else"),
    ROW("if b else c"),
    ROW("a not b"),
    ROW("not"),
    ROW("a is in b"),
    ROW("await"),
    ROW("await -a"),
    ROW("await await a"),
    ROW("a := 1"),
    ROW("x = a := 1"),
    ROW("(a.b := 1)"),
    ROW("(a, b := 1) := 2"),
    ROW("f(a=b := 1)"),
    ROW("x[a:=1:2]"),
    ROW("{a := 1: 2}"),
    ROW("{a: b := 1}"),
    ROW("{**a for b in c}"),
    ROW("[*a for b in c]"),
    ROW("(*a)"),
    ROW("(**a)"),
    ROW("[**a]"),
    ROW("{a, b: c}"),
    ROW("{a: b, c}"),
    ROW("{a: *b}"),
    ROW("{*a: b}"),
    ROW("{a:}"),
    ROW("[a for b]"),
    ROW("[a for b in]"),
    ROW("[a for b in c, d]"),
    ROW("[for a in b]"),
    ROW("[a, b for c in d]"),
    ROW("(a, b for c in d)"),
    ROW("[a for f() in b]"),
    ROW("[a async b in c]"),
    ROW("f(a for b in c, d)"),
    ROW("f(a, b for c in d)"),
    ROW("f(a for b in c,)"),
    ROW("f(a=1, b)"),
    ROW("f(**a, b)"),
    ROW("f(**a, *b)"),
    ROW("f(a.b=1)"),
    ROW("f((a)=1)"),
    ROW("f(a b)"),
    ROW("f(,)"),
    ROW("f(a,,b)"),
    ROW("f(*)"),
    ROW("f(**)"),
    ROW("x[]"),
    ROW("x[a b]"),
    ROW("x[,]"),
    ROW("x[a:b:c:d]"),
    ROW("x."),
    ROW("x.1"),
    ROW("[a"),
    ROW("[a b]"),
    ROW("[,]"),
    ROW("(,)"),
    ROW("(a,,b)"),
    ROW("[yield a]"),
    ROW("(a, yield)"),
    ROW("lambda (x): x"),
    ROW("lambda x"),
    ROW("lambda x: int: x"),
    ROW("lambda *: x"),
    ROW("*a or b"),
    ROW("**a"),
    ROW("a ** ** b"),
    ROW("* *a, b = c"),
};

static const Row statement_rows[] = {
    ROW("1 = x"),
    ROW("f() = x"),
    ROW("a + b = x"),
    ROW("'a' = x"),
    ROW("(a for b in c) = x"),
    ROW("a if b else c = x"),
    ROW("(a, 1) = x"),
    ROW("[a, f()] = x"),
    ROW("*(a + b), c = x"),
    ROW("x = 1 = y"),
    ROW("x = yield = y"),
    ROW("a = "),
    ROW("a, b += 1"),
    ROW("[a] += 1"),
    ROW("f() += 1"),
    ROW("*a += 1"),
    ROW("a += b += c"),
    ROW("a += b = c"),
    ROW("a, b: int"),
    ROW("[a]: int"),
    ROW("f(): int"),
    ROW("*a: int"),
    ROW("a: int, b"),
    ROW("a: *b"),
    ROW("a: b = c = d"),
    ROW("a: yield"),
    ROW("(yield): int"),
    ROW("del"),
    ROW("del f()"),
    ROW("del *a"),
    ROW("del (*a, b)"),
    ROW("del a + b"),
    ROW("del 1"),
    ROW("del (a, 1)"),
    ROW("assert"),
    ROW("assert a, b, c"),
    ROW("raise a, b"),
    ROW("raise from a"),
    ROW("raise a from"),
    ROW("pass a"),
    ROW("return return"),
    ROW("global"),
    ROW("global a,"),
    ROW("global a.b"),
    ROW("import"),
    ROW("import a,"),
    ROW("import a as"),
    ROW("import a as b.c"),
    ROW("import (a)"),
    ROW("import .a"),
    ROW("import *"),
    ROW("from a import"),
    ROW("from a import b,"),
    ROW("from a import (b"),
    ROW("from a import ()"),
    ROW("from a import (*)"),
    ROW("from a import b.c"),
    ROW("from import a"),
    ROW("from . import"),
    ROW("from a import b c"),
};

static const Row compound_rows[] = {
    ROW("for a b: pass"),
    ROW("for 1 in a: pass"),
    ROW("for f() in a: pass"),
    ROW("for a in: pass"),
    ROW("for in a: pass"),
    ROW("for a, b + c in d: pass"),
    ROW("while: pass"),
    ROW("if: pass"),
    ROW("else: pass"),
    ROW("elif a: pass"),
    ROW("if a: pass\nelse: pass\nelse: pass"),
    ROW("if a: pass\nelse: pass\nelif b: pass"),
    ROW("try: pass"),
    ROW("try: pass\nelse: pass"),
    ROW("try: pass\nelse: pass\nfinally: pass"),
    ROW("try: pass\nexcept* : pass"),
    ROW("try: pass\nexcept a: pass\nexcept* b: pass"),
    ROW("try: pass\nexcept a as b.c: pass"),
    ROW("try: pass\nexcept a, b as c: pass"),
    ROW("try: pass\nfinally: pass\nexcept: pass"),
    ROW("except: pass"),
    ROW("finally: pass"),
    ROW("with: pass"),
    ROW("with a as: pass"),
    ROW("with a as f(): pass"),
    ROW("with a as b c: pass"),
    ROW("with a,: pass"),
    ROW("with (a as b) as c: pass"),
    ROW("with (a as b).c: pass"),
    ROW("with a as (b + c): pass"),
    ROW("with a as b, : pass"),
    ROW("@a"),
    ROW("@a\nx = 1"),
    ROW("@a def f(): pass"),
    ROW("@\ndef f(): pass"),
    ROW("@a\nasync for b in c: pass"),
    ROW("class: pass"),
    ROW("class A(b for c in d): pass"),
    ROW("class A(: pass"),
    ROW("class A[]: pass"),
    ROW("class A.b: pass"),
    ROW("def f: pass"),
    ROW("def f()"),
    ROW("def f(): "),
    ROW("def (): pass"),
    ROW("def f[](): pass"),
    ROW("def f[*T: int](): pass"),
    ROW("def f[T=](): pass"),
    ROW("def f(a, *): pass"),
    ROW("def f(*): pass"),
    ROW("def f(*,): pass"),
    ROW("def f(*, **k): pass"),
    ROW("def f(*a, *b): pass"),
    ROW("def f(*a, *, b): pass"),
    ROW("def f(**k, a): pass"),
    ROW("def f(**k, *a): pass"),
    ROW("def f(**k=1): pass"),
    ROW("def f(*a=1): pass"),
    ROW("def f(/): pass"),
    ROW("def f(a, /, b, /): pass"),
    ROW("def f(*a, /): pass"),
    ROW("def f(a=1, b): pass"),
    ROW("def f(a=1, /, b): pass"),
    ROW("def f((a, b)): pass"),
    ROW("def f(a.b): pass"),
    ROW("def f(a b): pass"),
    ROW("def f(a,,b): pass"),
    ROW("def f(,): pass"),
    ROW("def f(a: *b): pass"),
    ROW("def f(**a: *b): pass"),
    ROW("def f() -> *a: pass"),
    ROW("def f() ->: pass"),
    ROW("def f(a=): pass"),
};

#define CASE(pattern)                                                                              \
  { pattern, TEXT("match a:\n    case " pattern ": pass") }

static const Row pattern_rows[] = {
    CASE(""),
    CASE("*a"),
    CASE("(*a)"),
    CASE("+1"),
    CASE("1 + 2"),
    CASE("1j + 2j"),
    CASE("- -1"),
    CASE("-a"),
    CASE("a + 1"),
    CASE("a as _"),
    CASE("a as b.c"),
    CASE("a as 1"),
    CASE("a as b as c"),
    CASE("_.a"),
    CASE("_()"),
    CASE("{a: 1}"),
    CASE("{_.a: 1}"),
    CASE("{**a, 'b': 1}"),
    CASE("{**_}"),
    CASE("{**a.b}"),
    CASE("{1}"),
    CASE("{-a: 1}"),
    CASE("{1 | 2: 3}"),
    CASE("A(b=1, c)"),
    CASE("A(b.c=1)"),
    CASE("A(*b)"),
    CASE("A(**b)"),
    CASE("A()()"),
    CASE("None()"),
    CASE("a.b = 1"),
    CASE("a |"),
    CASE("| a"),
    CASE("[a b]"),
    CASE("[,]"),
    CASE("(,)"),
    CASE("a, , b"),
    CASE("f(x)[0]"),
    CASE("a.1"),
    CASE("lambda: 1"),
    CASE("not a"),
    CASE("* *a, b"),
    CASE("*a.b, c"),
    CASE("a if"),
    CASE("(a if b)"),
    CASE("[a as b"),
};

#define REFUSED(name, rows)                                                                        \
  static void name(const Row *row) {                                                               \
    is_refused(row);                                                                               \
  }                                                                                                \
  TEST_TABLE(#name, rows, name)

REFUSED(layout, layout_rows)
REFUSED(words, word_rows)
REFUSED(numbers, number_rows)
REFUSED(strings, string_rows)
REFUSED(expressions, expression_rows)
REFUSED(statements, statement_rows)
REFUSED(compounds, compound_rows)
REFUSED(patterns, pattern_rows)

// What is nested deeper than the limit is tree-sitter's to cut.
typedef struct DeepRow {
  const char *name;
  const char *before, *unit, *after;
} DeepRow;

static const DeepRow deep_rows[] = {
    {"brackets", "a = ", "[", ""},
    {"parentheses", "a = ", "(", ""},
};

static Str deep_source(Arena *arena, const DeepRow *row, int count) {
  Str source = str_from_c(row->before);
  for (int i = 0; i < count; i++)
    source = str_print(arena, "%.*s%s", STR_ARG(source), row->unit);
  return str_print(arena, "%.*s%s", STR_ARG(source), row->after);
}

static void is_too_deep(const DeepRow *row) {
  Arena arena = {0};
  is_refused(&(Row){row->name, deep_source(&arena, row, 300)});
  arena_release(&arena);
}
TEST_TABLE("is_too_deep", deep_rows, is_too_deep)

// What is deeper than that is cut off, and said once for a statement.
static const DeepRow cut_rows[] = {
    {"signs", "a = ", "-", "a"},
    {"not", "a = ", "not ", "a"},
    {"lambdas", "a = ", "lambda: ", "a"},
    {"attributes", "a", ".b", ""},
    {"calls", "a", "(b)", ""},
    {"powers", "a", " ** a", ""},
    {"conditionals", "a", " if a else a", ""},
    {"a default", "def f(a=b", ".b", ", *, c=[1]): pass"},
    {"a case", "match a:\n  case b", ".c", ": pass"},
};

static void is_cut(const DeepRow *row) {
  static const int counts[] = {300, 1000};
  for (size_t i = 0; i < COUNT_OF(counts); i++) {
    Arena arena = {0};
    AstParser *parser = ast_parser_new();
    ast_parser_use(parser, AST_PRODUCER_FAST);
    AstModule module = ast_parse(parser, &arena, deep_source(&arena, row, counts[i]));
    assert_int_equal(module.body.count, 1);
    assert_int_equal(module.problem_count, 1);
    assert_int_equal(module.problems[0].kind, AST_PROBLEM_TOO_DEEP);
    ast_parser_free(parser);
    arena_release(&arena);
  }
}
TEST_TABLE("is_cut", cut_rows, is_cut)

TEST_MAIN(&layout_table, &words_table, &numbers_table, &strings_table, &expressions_table,
          &statements_table, &compounds_table, &patterns_table, &is_too_deep_table, &is_cut_table)
