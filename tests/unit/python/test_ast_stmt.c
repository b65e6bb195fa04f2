// Simple statements.
#include "ast_rows.h"

static const AstRow assignments_rows[] = {
    {"one", TEXT("a = b"),
     "body: Assign 0..5\n"
     "  target: Name 0..1 a\n"
     "  value: Name 4..5 b\n"},
    {"chain", TEXT("a = b.c = d[e] = f"),
     "body: Assign 0..18\n"
     "  target: Name 0..1 a\n"
     "  target: Attribute 4..7 c @6..7\n"
     "    value: Name 4..5 b\n"
     "  target: Subscript 10..14\n"
     "    value: Name 10..11 d\n"
     "    slice: Name 12..13 e\n"
     "  value: Name 17..18 f\n"},
    {"tuples", TEXT("a, b = c, d"),
     "body: Assign 0..11\n"
     "  target: Tuple 0..4\n"
     "    elt: Name 0..1 a\n"
     "    elt: Name 3..4 b\n"
     "  value: Tuple 7..11\n"
     "    elt: Name 7..8 c\n"
     "    elt: Name 10..11 d\n"},
    {"star", TEXT("a, *b = c"),
     "body: Assign 0..9\n"
     "  target: Tuple 0..5\n"
     "    elt: Name 0..1 a\n"
     "    elt: Starred 3..5\n"
     "      value: Name 4..5 b\n"
     "  value: Name 8..9 c\n"},
    {"nested targets", TEXT("(a, [b, c]), d = e"),
     "body: Assign 0..18\n"
     "  target: Tuple 0..14\n"
     "    elt: Tuple 0..11\n"
     "      elt: Name 1..2 a\n"
     "      elt: List 4..10\n"
     "        elt: Name 5..6 b\n"
     "        elt: Name 8..9 c\n"
     "    elt: Name 13..14 d\n"
     "  value: Name 17..18 e\n"},
    {"in parentheses", TEXT("(a) = b"),
     "body: Assign 0..7\n"
     "  target: Name 1..2 a\n"
     "  value: Name 6..7 b\n"},
    {"yield", TEXT("a = yield b"),
     "body: Assign 0..11\n"
     "  target: Name 0..1 a\n"
     "  value: Yield 4..11\n"
     "    value: Name 10..11 b\n"},
    {"augmented", TEXT("a += b, c"),
     "body: AugAssign 0..9 Add\n"
     "  target: Name 0..1 a\n"
     "  value: Tuple 5..9\n"
     "    elt: Name 5..6 b\n"
     "    elt: Name 8..9 c\n"},
    {"all augmented",
     TEXT(
         "a -= b; a *= b; a /= b; a //= b; a %= b; a @= b; a **= b; a <<= b; a >>= b; a &= b; a |= "
         "b; a ^= b"),
     "body: AugAssign 0..6 Sub\n"
     "  target: Name 0..1 a\n"
     "  value: Name 5..6 b\n"
     "body: AugAssign 8..14 Mult\n"
     "  target: Name 8..9 a\n"
     "  value: Name 13..14 b\n"
     "body: AugAssign 16..22 Div\n"
     "  target: Name 16..17 a\n"
     "  value: Name 21..22 b\n"
     "body: AugAssign 24..31 FloorDiv\n"
     "  target: Name 24..25 a\n"
     "  value: Name 30..31 b\n"
     "body: AugAssign 33..39 Mod\n"
     "  target: Name 33..34 a\n"
     "  value: Name 38..39 b\n"
     "body: AugAssign 41..47 MatMult\n"
     "  target: Name 41..42 a\n"
     "  value: Name 46..47 b\n"
     "body: AugAssign 49..56 Pow\n"
     "  target: Name 49..50 a\n"
     "  value: Name 55..56 b\n"
     "body: AugAssign 58..65 LShift\n"
     "  target: Name 58..59 a\n"
     "  value: Name 64..65 b\n"
     "body: AugAssign 67..74 RShift\n"
     "  target: Name 67..68 a\n"
     "  value: Name 73..74 b\n"
     "body: AugAssign 76..82 BitAnd\n"
     "  target: Name 76..77 a\n"
     "  value: Name 81..82 b\n"
     "body: AugAssign 84..90 BitOr\n"
     "  target: Name 84..85 a\n"
     "  value: Name 89..90 b\n"
     "body: AugAssign 92..98 BitXor\n"
     "  target: Name 92..93 a\n"
     "  value: Name 97..98 b\n"},
};

static void assignments(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("assignments", assignments_rows, assignments)

static const AstRow imports_rows[] = {
    {"import", TEXT("import a, b.c as d"),
     "body: Import 0..18\n"
     "  alias: alias 7..8\n"
     "    name: name a @7..8\n"
     "  alias: alias 10..18\n"
     "    name: name b.c @10..13\n"
     "    asname: name d @17..18\n"},
    {"from", TEXT("from a.b import c, d as e"),
     "body: ImportFrom 0..25\n"
     "  module: name a.b @5..8\n"
     "  alias: alias 16..17\n"
     "    name: name c @16..17\n"
     "  alias: alias 19..25\n"
     "    name: name d @19..20\n"
     "    asname: name e @24..25\n"},
    {"star", TEXT("from a import *"),
     "body: ImportFrom 0..15\n"
     "  module: name a @5..6\n"
     "  alias: alias 14..15\n"
     "    name: name * @14..15\n"},
    {"relative", TEXT("from . import a"),
     "body: ImportFrom 0..15 .\n"
     "  alias: alias 14..15\n"
     "    name: name a @14..15\n"},
    {"relative with name",
     TEXT("from ...a.b import (c,\n"
          "  d,)"),
     "body: ImportFrom 0..28 ...\n"
     "  module: name a.b @8..11\n"
     "  alias: alias 20..21\n"
     "    name: name c @20..21\n"
     "  alias: alias 25..26\n"
     "    name: name d @25..26\n"},
    {"future", TEXT("from __future__ import annotations"),
     "body: ImportFrom 0..34\n"
     "  module: name __future__ @5..15\n"
     "  alias: alias 23..34\n"
     "    name: name annotations @23..34\n"},
    {"spread out", TEXT("import a . b"),
     "body: Import 0..12\n"
     "  alias: alias 7..12\n"
     "    name: name a.b @7..12\n"},
    {"dots spread out", TEXT("from . . . a import b"),
     "body: ImportFrom 0..21 ...\n"
     "  module: name a @11..12\n"
     "  alias: alias 20..21\n"
     "    name: name b @20..21\n"},
    {"soft keywords", TEXT("from type import match as case"),
     "body: ImportFrom 0..30\n"
     "  module: name type @5..9\n"
     "  alias: alias 17..30\n"
     "    name: name match @17..22\n"
     "    asname: name case @26..30\n"},
};

static void imports(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("imports", imports_rows, imports)

static const AstRow others_rows[] = {
    {"return", TEXT("return"), "body: Return 0..6\n"},
    {"return a tuple", TEXT("return a, *b"),
     "body: Return 0..12\n"
     "  value: Tuple 7..12\n"
     "    elt: Name 7..8 a\n"
     "    elt: Starred 10..12\n"
     "      value: Name 11..12 b\n"},
    {"delete", TEXT("del a, b.c, (d, e)"),
     "body: Delete 0..18\n"
     "  target: Name 4..5 a\n"
     "  target: Attribute 7..10 c @9..10\n"
     "    value: Name 7..8 b\n"
     "  target: Tuple 12..18\n"
     "    elt: Name 13..14 d\n"
     "    elt: Name 16..17 e\n"},
    {"delete parentheses", TEXT("del (a)"),
     "body: Delete 0..7\n"
     "  target: Name 5..6 a\n"},
    {"raise", TEXT("raise"), "body: Raise 0..5\n"},
    {"raise from", TEXT("raise A() from b"),
     "body: Raise 0..16\n"
     "  exc: Call 6..9 @7..9\n"
     "    func: Name 6..7 A\n"
     "  cause: Name 15..16 b\n"},
    {"assert", TEXT("assert a, b"),
     "body: Assert 0..11\n"
     "  test: Name 7..8 a\n"
     "  msg: Name 10..11 b\n"},
    {"global", TEXT("global a, b"),
     "body: Global 0..11\n"
     "  name: name a @7..8\n"
     "  name: name b @10..11\n"},
    {"nonlocal", TEXT("nonlocal a"),
     "body: Nonlocal 0..10\n"
     "  name: name a @9..10\n"},
    {"words", TEXT("pass; break; continue;"),
     "body: Pass 0..4\n"
     "body: Break 6..11\n"
     "body: Continue 13..21\n"},
    {"print is a call", TEXT("print(a, file=b)"),
     "body: Expr 0..16\n"
     "  value: Call 0..16 @5..16\n"
     "    func: Name 0..5 print\n"
     "    arg: Name 6..7 a\n"
     "    keyword: keyword\n"
     "      arg: name file @9..13\n"
     "      value: Name 14..15 b\n"},
    {"print shifted", TEXT("print >>a, b"),
     "body: Expr 0..12\n"
     "  value: Tuple 0..12\n"
     "    elt: BinOp 0..9 RShift\n"
     "      left: Name 0..5 print\n"
     "      right: Name 8..9 a\n"
     "    elt: Name 11..12 b\n"},
    {"print is a name", TEXT("print = a"),
     "body: Assign 0..9\n"
     "  target: Name 0..5 print\n"
     "  value: Name 8..9 a\n"},
    {"exec is a call", TEXT("exec(a)"),
     "body: Expr 0..7\n"
     "  value: Call 0..7 @4..7\n"
     "    func: Name 0..4 exec\n"
     "    arg: Name 5..6 a\n"},
    {"match is a name", TEXT("match(a)[b] = match.c"),
     "body: Assign 0..21\n"
     "  target: Subscript 0..11\n"
     "    value: Call 0..8 @5..8\n"
     "      func: Name 0..5 match\n"
     "      arg: Name 6..7 a\n"
     "    slice: Name 9..10 b\n"
     "  value: Attribute 14..21 c @20..21\n"
     "    value: Name 14..19 match\n"},
    {"async words", TEXT("async def f(): await a"),
     "body: AsyncFunctionDef 0..22\n"
     "  name: name f @10..11\n"
     "  body: Expr 15..22\n"
     "    value: Await 15..22\n"
     "      value: Name 21..22 a\n"},
    {"line continuation",
     TEXT("a = \\\n"
          "  b"),
     "body: Assign 0..9\n"
     "  target: Name 0..1 a\n"
     "  value: Name 8..9 b\n"},
    {"form feed", TEXT("\014a = b"),
     "body: Assign 1..6\n"
     "  target: Name 1..2 a\n"
     "  value: Name 5..6 b\n"},
    {"semicolon at the end", TEXT("def f(): a; b;"),
     "body: FunctionDef 0..14\n"
     "  name: name f @4..5\n"
     "  body: Expr 9..10\n"
     "    value: Name 9..10 a\n"
     "  body: Expr 12..13\n"
     "    value: Name 12..13 b\n"},
    {"carriage returns",
     TEXT("a\rb\r\n"
          "c"),
     "body: Expr 0..1\n"
     "  value: Name 0..1 a\n"
     "body: Expr 2..3\n"
     "  value: Name 2..3 b\n"
     "body: Expr 5..6\n"
     "  value: Name 5..6 c\n"},
};

static void others(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("others", others_rows, others)

TEST_MAIN(&assignments_table, &imports_table, &others_table)
