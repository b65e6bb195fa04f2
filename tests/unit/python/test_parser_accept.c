// What the fast producer must read, with the tree that tree-sitter's has; and where that one is
// wrong, with CPython's.
#include "ast_rows.h"

static Str print(Arena *arena, AstProducer producer, Str source) {
  AstParser *parser = ast_parser_new();
  ast_parser_use(parser, producer);
  AstModule module = ast_parse(parser, arena, source);
  Str text = ast_print(arena, &module);
  ast_parser_free(parser);
  return text;
}

typedef struct Row {
  const char *name;
  Str source;
} Row;

#define ROW(source)                                                                                \
  { source, TEXT(source) }

static void agrees(const Row *row) {
  Arena arena = {0};
  Str fast = print(&arena, AST_PRODUCER_FAST, row->source);
  assert_int_equal(str_find(fast, STR("problem:")), SIZE_MAX);
  assert_str_equal(fast, print(&arena, AST_PRODUCER_TREE_SITTER, row->source));
  arena_release(&arena);
}

static const Row layout_rows[] = {
    ROW(""),
    ROW("\n\n"),
    ROW("# only a comment"),
    ROW("\xEF\xBB\xBFx = 1"),
    ROW("x"),
    ROW("x;"),
    ROW("x; y;\nz"),
    ROW("if a:\n    b\n  # a comment at no column\n    c\n# and another\nd"),
    ROW("if a:\n\tb\n\tc\n"),
    ROW("if a:\r\n    b\r\nelse:\r\n    c\r\n"),
    ROW("if a:\r    b\rc"),
    ROW("if a:\n    b\n\f\nc"),
    ROW("x = 1\f + 2"),
    ROW("x = 1 + \\\n    2"),
    ROW("x = (1 +\n# inside\n  2)"),
    ROW("if a: b; c\nelse: d"),
    ROW("class A: pass\nclass B: x = 1; y = 2"),
    ROW("if a:\n  if b:\n    if c:\n      d\ne"),
    ROW("if a:\n    b\n    "),
    ROW("if a:\n    b\n    # the last line"),
};

static const Row word_rows[] = {
    ROW("match = case = type = _ = 1"),
    ROW("match(x)\nmatch[x]\nmatch.x\nmatch * x, y"),
    ROW("match (x):\n    case y: z"),
    ROW("match x:\n    case match: case"),
    ROW("match -x:\n    case 1: pass"),
    ROW("match *a, b:\n    case _: pass"),
    ROW("match x,:\n    case _: pass"),
    ROW("match lambda: 0:\n    case _: pass"),
    ROW("match: int = 1"),
    ROW("match[a:b] = 1"),
    ROW("type(x).y = z"),
    ROW("type X = int"),
    ROW("type type = type"),
    ROW("type X[T: int, *Ts, **P] = T"),
    ROW("type: int"),
    ROW("type in x, type if x else y"),
    ROW("case(x)"),
    ROW("print(x)\nprint >> x, y\nexec(x)"),
    ROW("caf\xC3\xA9 = \xE5\x90\x8D"),
};

static const Row number_rows[] = {
    ROW("0, 00, 0_0, 1_000, 0xFF_f, 0X_1, 0o17, 0b1_0"),
    ROW("1., .5, 1.5, 1e5, 1E+5, 1.e-5, 1_0.0_1e1_0"),
    ROW("1j, 1.5J, 0777j, 1e5j, 0777.5, 0777e1"),
    ROW("1if x else y"),
    ROW("[1for x in y]"),
    ROW("1 .real, 1..real, 1.0.real"),
    ROW("0xfor x"),
    ROW("x[1:2, ::3]"),
};

static const Row string_rows[] = {
    ROW("'a' \"b\" '''c''' \"\"\"d\"\"\""),
    ROW("r'\\\\' 'x' R\"\\n\" u'u' U'u'"),
    ROW("b'a' rb'\\x' Rb'' bR'' B\"\""),
    ROW("'a\\\nb' 'c\\'d' \"e\\\"f\" '\\x41\\u0041\\101\\N{BULLET}'"),
    ROW("'''a'b''c\\''''"),
    ROW("'''a\r\nb'''"),
    ROW("x = ('a'\n     'b')"),
    ROW("not'a' and\"b\"or'c'if'd'else'e'"),
    ROW("f'' f'a' 'b'"),
    ROW("f'{a}{b!r}{c:d}{e!s:>{f}}{g=}{h = !a:x}{i:}'"),
    ROW("f'{{a}} {b} }}'"),
    ROW("f'{a[\"b\"]}' f'{a['b']}'"),
    ROW("f'{x:{y:{z}}}'"),
    ROW("f'{(lambda x: 1)(2)}' f'{x != y}' f'{x!=y}' f'{(x:=5)}' f'{x:=5}'"),
    ROW("f'{yield x}' f'{*a, b}' f'{a, b}' f'{a if b else c}'"),
    ROW("f'''{\na\n}'''"),
    ROW("f'''{a # comment\n}'''"),
    ROW("f'{a:%H:%M}' f'{a:\\n}' f'\\{a}' rf'\\{a}' f'\\N{BULLET}{a}'"),
    ROW("f'{f'{f'{1}'}'}'"),
    ROW("f'{ {1: 2}[1] }' f'{a:{b}{c}}'"),
    ROW("t'{a}' t'b' T\"{c!r}\" rt'\\{d}'"),
};

static const Row expression_rows[] = {
    ROW("a or b and not c in d is not e not in f | g ^ h & i << j + k * -l ** -m"),
    ROW("a < b <= c == d != e > f >= g is h"),
    ROW("-1 ** 2, (-1) ** 2, ~a, +a, not not a, 2 ** 3 ** 4"),
    ROW("a if b else c if d else e"),
    ROW("lambda: 0, lambda x, /, y=1, *z, k, w=2, **v: x"),
    ROW("lambda *, k: k\nlambda *a: a\nlambda **k: k"),
    ROW("(a := 1)\n[a := 1, b]\n{a := 1}\nf(a := 1)\nx[a := 1]\nx[(a := 1):2]"),
    ROW("(yield)\n(yield a, b)\n(yield from a)"),
    ROW("await a.b(c)[d]\nawait a ** b\n-await a"),
    ROW("[], (), {}, [a], (a,), {a}, {a: b}, {**a, b: c}, {*a}, [*a, b], (*a, b)"),
    ROW("[a for b in c if d if e for f, in g async for h in i]"),
    ROW("{a for b in c}, {a: b for c, d in e}, (a for b in c)"),
    ROW("f(a for b in c)"),
    ROW("f((a for b in c), d)"),
    ROW("f(a, *b, c=d, *e, **g, h=i)"),
    ROW("f(a, b,)(c)[d].e"),
    ROW("x[a, b:c, *d], x[*a], x[:, ::], x[a:b:c], x[a,]"),
    ROW("(a)(b), (a).b, (a)[b], ((a)) + (b), (a, b)[0]"),
    ROW("..., None, True, False, __debug__"),
    ROW("(a\n.b)"),
    ROW("*a, b = *c, d"),
    ROW("x = yield\nx += yield a\nx: int = yield"),
};

static const Row statement_rows[] = {
    ROW("a = b = c, = d"),
    ROW("(a), [b, *c], d.e, f[g] = h"),
    ROW("() = x\n[] = y"),
    ROW("a: int\na.b: int = 1\n(a): int = 2\na[b]: c = d, e"),
    ROW("a += 1; (a) -= b; a.b *= c; a[b] @= c; a //= b; a **= b; a >>= b; a |= b"),
    ROW("del a, b.c, d[e]\ndel (a, b), [c]\ndel a,\ndel (a)"),
    ROW("return\nreturn a, *b\nraise\nraise a\nraise a from b"),
    ROW("assert a\nassert a, b\npass\nbreak\ncontinue\nglobal a, b\nnonlocal c"),
    ROW("import a, b.c as d\nfrom a.b import c as d, e\nfrom . import a\nfrom ...a import (b, c as "
        "d,)"),
    ROW("from .... import a\nfrom .a import *\nfrom __future__ import annotations\nimport a . b"),
    ROW("for a, *b in c, d: pass\nelse: pass\nfor a.b in c: pass\nfor [a, b] in c: pass"),
    ROW("while a := b: pass\nelse: pass"),
    ROW("if a: pass\nelif b: pass\nelif c := d: pass\nelse: pass"),
    ROW("try: pass\nexcept: pass"),
    ROW("try: pass\nexcept a: pass\nexcept (b, c) as d: pass\nelse: pass\nfinally: pass"),
    ROW("try: pass\nexcept* a: pass\nexcept* b as c: pass"),
    ROW("try: pass\nexcept a, b: pass"),
    ROW("try: pass\nfinally: pass"),
    ROW("with a: pass\nwith a as b, c as (d, e): pass\nwith (a): pass\nwith (a, b): pass"),
    ROW("with (a as b): pass\nwith (a as b, c): pass\nwith (a as b, c,): pass"),
    ROW("with (a, b) as c: pass\nwith (a, b)[0]: pass\nwith (a), (b): pass\nwith (yield a): pass"),
    ROW("with (a := b, c): pass\nwith (*a, b): pass\nwith (): pass\nwith (a for b in c): pass"),
    ROW("async def f():\n    async with a as b: pass\n    async for c in d: pass"),
    ROW("@a\n@b.c(d)\n@e := f\n@g[0]\nasync def h(): pass"),
    ROW("def f(a, b: int = 1, /, c=2, *args: *Ts, d, e: str = '', **kwargs: int) -> None: pass"),
    ROW("def f(*, a): pass\ndef g(a,): pass\ndef h(**k,): pass\ndef i(*a, b=1, c): pass"),
    ROW("def f[T: (int, str) = int, *Ts = *tuple[int], **P = [int]](a: T) -> T: pass"),
    ROW("class A[T](B, *c, metaclass=D, **e): pass\nclass F(): pass"),
};

static const Row pattern_rows[] = {
    ROW("match a:\n    case 1 | -1 | 1.5 | -1 + 2j | 'a' 'b' | None | True: pass"),
    ROW("match a:\n    case b: pass\n    case _: pass\n    case (c): pass\n    case (d | e) as f: "
        "pass"),
    ROW("match a:\n    case []: pass\n    case (): pass\n    case [b]: pass\n    case (c,): pass\n "
        "   case [*d]: pass"),
    ROW("match a:\n    case b, *_: pass\n    case *c, d: pass\n    case e,: pass\n    case (f, "
        "*g): pass"),
    ROW("match a:\n    case {}: pass\n"),
    ROW("match a:\n    case {}: pass\n    case {'a': 1, b.c: d, -1: e, **f}: pass\n    case "
        "{**g,}: pass"),
    ROW("match a:\n    case A(): pass\n    case A.B(c, d=e, f=1,): pass\n    case A(_, b=_): pass"),
    ROW("match a:\n    case A.B: pass\n    case b if c := d: pass\n    case case: pass"),
};

typedef struct CpythonRow {
  const char *name;
  Str source;
  const char *want;
} CpythonRow;

static const CpythonRow cpython_rows[] = {
    {"a named key of a dictionary comprehension", TEXT("{(a := b): c for d in e}"),
     "body: Expr 0..24\n"
     "  value: DictComp 0..24\n"
     "    key: NamedExpr 2..8\n"
     "      target: name a @2..3\n"
     "      value: Name 7..8 b\n"
     "    value: Name 11..12 c\n"
     "    generator: sync\n"
     "      target: Name 17..18 d\n"
     "      iter: Name 22..23 e\n"},
    {"a conditional before `as`", TEXT("with a if b else c as d: e"),
     "body: With 0..26\n"
     "  item: withitem\n"
     "    context_expr: IfExp 5..18\n"
     "      test: Name 10..11 b\n"
     "      body: Name 5..6 a\n"
     "      orelse: Name 17..18 c\n"
     "    optional_vars: Name 22..23 d\n"
     "  body: Expr 25..26\n"
     "    value: Name 25..26 e\n"},
};

static void agrees_with_cpython(const CpythonRow *row) {
  Arena arena = {0};
  assert_str_equal(print(&arena, AST_PRODUCER_FAST, row->source), str_from_c(row->want));
  arena_release(&arena);
}

#define AGREES(name, rows)                                                                         \
  static void name(const Row *row) {                                                               \
    agrees(row);                                                                                   \
  }                                                                                                \
  TEST_TABLE(#name, rows, name)

AGREES(layout, layout_rows)
AGREES(words, word_rows)
AGREES(numbers, number_rows)
AGREES(strings, string_rows)
AGREES(expressions, expression_rows)
AGREES(statements, statement_rows)
AGREES(patterns, pattern_rows)
TEST_TABLE("where tree-sitter is wrong", cpython_rows, agrees_with_cpython)

TEST_MAIN(&layout_table, &words_table, &numbers_table, &strings_table, &expressions_table,
          &statements_table, &patterns_table, &agrees_with_cpython_table)
