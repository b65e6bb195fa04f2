// Calls, subscripts, collections and comprehensions.
#include "ast_rows.h"

static const AstRow calls_rows[] = {
    {"no arguments", TEXT("f()"),
     "body: Expr 0..3\n"
     "  value: Call 0..3 @1..3\n"
     "    func: Name 0..1 f\n"},
    {"all kinds", TEXT("f(a, *b, c=d, **e)"),
     "body: Expr 0..18\n"
     "  value: Call 0..18 @1..18\n"
     "    func: Name 0..1 f\n"
     "    arg: Name 2..3 a\n"
     "    arg: Starred 5..7\n"
     "      value: Name 6..7 b\n"
     "    keyword: keyword\n"
     "      arg: name c @9..10\n"
     "      value: Name 11..12 d\n"
     "    keyword: keyword\n"
     "      value: Name 16..17 e\n"},
    {"keyword before star", TEXT("f(a=b, *c)"),
     "body: Expr 0..10\n"
     "  value: Call 0..10 @1..10\n"
     "    func: Name 0..1 f\n"
     "    arg: Starred 7..9\n"
     "      value: Name 8..9 c\n"
     "    keyword: keyword\n"
     "      arg: name a @2..3\n"
     "      value: Name 4..5 b\n"},
    {"generator", TEXT("f(x for x in y)"),
     "body: Expr 0..15\n"
     "  value: Call 0..15 @1..15\n"
     "    func: Name 0..1 f\n"
     "    arg: GeneratorExp 1..15\n"
     "      elt: Name 2..3 x\n"
     "      generator: sync\n"
     "        target: Name 8..9 x\n"
     "        iter: Name 13..14 y\n"},
    {"generator in parentheses", TEXT("f((x for x in y), z)"),
     "body: Expr 0..20\n"
     "  value: Call 0..20 @1..20\n"
     "    func: Name 0..1 f\n"
     "    arg: GeneratorExp 2..16\n"
     "      elt: Name 3..4 x\n"
     "      generator: sync\n"
     "        target: Name 9..10 x\n"
     "        iter: Name 14..15 y\n"
     "    arg: Name 18..19 z\n"},
    {"trailing comma", TEXT("f(a,)"),
     "body: Expr 0..5\n"
     "  value: Call 0..5 @1..5\n"
     "    func: Name 0..1 f\n"
     "    arg: Name 2..3 a\n"},
    {"soft keyword", TEXT("f(match=print)"),
     "body: Expr 0..14\n"
     "  value: Call 0..14 @1..14\n"
     "    func: Name 0..1 f\n"
     "    keyword: keyword\n"
     "      arg: name match @2..7\n"
     "      value: Name 8..13 print\n"},
    {"chain", TEXT("a.b(c)(d)"),
     "body: Expr 0..9\n"
     "  value: Call 0..9 @6..9\n"
     "    func: Call 0..6 @3..6\n"
     "      func: Attribute 0..3 b @2..3\n"
     "        value: Name 0..1 a\n"
     "      arg: Name 4..5 c\n"
     "    arg: Name 7..8 d\n"},
    {"over lines",
     TEXT("f(\n"
          "  a, # one\n"
          "\n"
          "  b)"),
     "body: Expr 0..19\n"
     "  value: Call 0..19 @1..19\n"
     "    func: Name 0..1 f\n"
     "    arg: Name 5..6 a\n"
     "    arg: Name 17..18 b\n"
     "comment: comment 8..13\n"},
};

static void calls(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("calls", calls_rows, calls)

static const AstRow subscripts_rows[] = {
    {"index", TEXT("a[b]"),
     "body: Expr 0..4\n"
     "  value: Subscript 0..4\n"
     "    value: Name 0..1 a\n"
     "    slice: Name 2..3 b\n"},
    {"tuple", TEXT("a[b, c]"),
     "body: Expr 0..7\n"
     "  value: Subscript 0..7\n"
     "    value: Name 0..1 a\n"
     "    slice: Tuple 2..6\n"
     "      elt: Name 2..3 b\n"
     "      elt: Name 5..6 c\n"},
    {"tuple of one", TEXT("a[b,]"),
     "body: Expr 0..5\n"
     "  value: Subscript 0..5\n"
     "    value: Name 0..1 a\n"
     "    slice: Tuple 2..4\n"
     "      elt: Name 2..3 b\n"},
    {"star", TEXT("a[*b]"),
     "body: Expr 0..5\n"
     "  value: Subscript 0..5\n"
     "    value: Name 0..1 a\n"
     "    slice: Tuple 2..4\n"
     "      elt: Starred 2..4\n"
     "        value: Name 3..4 b\n"},
    {"slices", TEXT("a[b:c, ::d, :, e:]"),
     "body: Expr 0..18\n"
     "  value: Subscript 0..18\n"
     "    value: Name 0..1 a\n"
     "    slice: Tuple 2..17\n"
     "      elt: Slice 2..5\n"
     "        lower: Name 2..3 b\n"
     "        upper: Name 4..5 c\n"
     "      elt: Slice 7..10\n"
     "        step: Name 9..10 d\n"
     "      elt: Slice 12..13\n"
     "      elt: Slice 15..17\n"
     "        lower: Name 15..16 e\n"},
    {"assignment expression", TEXT("a[b := c]"),
     "body: Expr 0..9\n"
     "  value: Subscript 0..9\n"
     "    value: Name 0..1 a\n"
     "    slice: NamedExpr 2..8\n"
     "      target: name b @2..3\n"
     "      value: Name 7..8 c\n"},
};

static void subscripts(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("subscripts", subscripts_rows, subscripts)

static const AstRow collections_rows[] = {
    {"list", TEXT("[a, *b, c]"),
     "body: Expr 0..10\n"
     "  value: List 0..10\n"
     "    elt: Name 1..2 a\n"
     "    elt: Starred 4..6\n"
     "      value: Name 5..6 b\n"
     "    elt: Name 8..9 c\n"},
    {"tuple", TEXT("(a, b)"),
     "body: Expr 0..6\n"
     "  value: Tuple 0..6\n"
     "    elt: Name 1..2 a\n"
     "    elt: Name 4..5 b\n"},
    {"tuple of one", TEXT("(a,)"),
     "body: Expr 0..4\n"
     "  value: Tuple 0..4\n"
     "    elt: Name 1..2 a\n"},
    {"empty ones", TEXT("(), [], {}"),
     "body: Expr 0..10\n"
     "  value: Tuple 0..10\n"
     "    elt: Tuple 0..2\n"
     "    elt: List 4..6\n"
     "    elt: Dict 8..10\n"},
    {"tuple without parentheses", TEXT("a, b,"),
     "body: Expr 0..5\n"
     "  value: Tuple 0..5\n"
     "    elt: Name 0..1 a\n"
     "    elt: Name 3..4 b\n"},
    {"set", TEXT("{a, *b}"),
     "body: Expr 0..7\n"
     "  value: Set 0..7\n"
     "    elt: Name 1..2 a\n"
     "    elt: Starred 4..6\n"
     "      value: Name 5..6 b\n"},
    {"dict", TEXT("{a: b, **c, \"d\": e}"),
     "body: Expr 0..19\n"
     "  value: Dict 0..19\n"
     "    key: Name 1..2 a\n"
     "    value: Name 4..5 b\n"
     "    splat: Name 9..10 c\n"
     "    key: Constant 12..15 str \"d\" @13..14\n"
     "    value: Name 17..18 e\n"},
    {"group", TEXT("((a))"),
     "body: Expr 0..5\n"
     "  value: Name 2..3 a\n"},
};

static void collections(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("collections", collections_rows, collections)

static const AstRow comprehensions_rows[] = {
    {"list", TEXT("[a for a in b]"),
     "body: Expr 0..14\n"
     "  value: ListComp 0..14\n"
     "    elt: Name 1..2 a\n"
     "    generator: sync\n"
     "      target: Name 7..8 a\n"
     "      iter: Name 12..13 b\n"},
    {"set", TEXT("{a for a in b if c if d}"),
     "body: Expr 0..24\n"
     "  value: SetComp 0..24\n"
     "    elt: Name 1..2 a\n"
     "    generator: sync\n"
     "      target: Name 7..8 a\n"
     "      iter: Name 12..13 b\n"
     "      if: Name 17..18 c\n"
     "      if: Name 22..23 d\n"},
    {"dict", TEXT("{a: b for a, b in c}"),
     "body: Expr 0..20\n"
     "  value: DictComp 0..20\n"
     "    key: Name 1..2 a\n"
     "    value: Name 4..5 b\n"
     "    generator: sync\n"
     "      target: Tuple 10..14\n"
     "        elt: Name 10..11 a\n"
     "        elt: Name 13..14 b\n"
     "      iter: Name 18..19 c\n"},
    {"generator", TEXT("(a for a, (b, *c) in d)"),
     "body: Expr 0..23\n"
     "  value: GeneratorExp 0..23\n"
     "    elt: Name 1..2 a\n"
     "    generator: sync\n"
     "      target: Tuple 7..17\n"
     "        elt: Name 7..8 a\n"
     "        elt: Tuple 10..17\n"
     "          elt: Name 11..12 b\n"
     "          elt: Starred 14..16\n"
     "            value: Name 15..16 c\n"
     "      iter: Name 21..22 d\n"},
    {"two loops", TEXT("[a for a in b if c for d in e]"),
     "body: Expr 0..30\n"
     "  value: ListComp 0..30\n"
     "    elt: Name 1..2 a\n"
     "    generator: sync\n"
     "      target: Name 7..8 a\n"
     "      iter: Name 12..13 b\n"
     "      if: Name 17..18 c\n"
     "    generator: sync\n"
     "      target: Name 23..24 d\n"
     "      iter: Name 28..29 e\n"},
    {"async", TEXT("[a async for a in b if await c]"),
     "body: Expr 0..31\n"
     "  value: ListComp 0..31\n"
     "    elt: Name 1..2 a\n"
     "    generator: async\n"
     "      target: Name 13..14 a\n"
     "      iter: Name 18..19 b\n"
     "      if: Await 23..30\n"
     "        value: Name 29..30 c\n"},
    {"lambda within", TEXT("[lambda: a for a in b]"),
     "body: Expr 0..22\n"
     "  value: ListComp 0..22\n"
     "    elt: Lambda 1..10\n"
     "      body: Name 9..10 a\n"
     "    generator: sync\n"
     "      target: Name 15..16 a\n"
     "      iter: Name 20..21 b\n"},
    {"conditional iterable", TEXT("[a for a in (b if c else d)]"),
     "body: Expr 0..28\n"
     "  value: ListComp 0..28\n"
     "    elt: Name 1..2 a\n"
     "    generator: sync\n"
     "      target: Name 7..8 a\n"
     "      iter: IfExp 13..26\n"
     "        test: Name 18..19 c\n"
     "        body: Name 13..14 b\n"
     "        orelse: Name 25..26 d\n"},
};

static void comprehensions(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("comprehensions", comprehensions_rows, comprehensions)

TEST_MAIN(&calls_table, &subscripts_table, &collections_table, &comprehensions_table)
