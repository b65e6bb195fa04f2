// Definitions.
#include "ast_rows.h"

static const AstRow functions_rows[] = {
    {"plain", TEXT("def f(): pass"),
     "body: FunctionDef 0..13\n"
     "  name: name f @4..5\n"
     "  body: Pass 9..13\n"},
    {"parameters", TEXT("def f(a, /, b, c=1, *, d, e=2): pass"),
     "body: FunctionDef 0..36\n"
     "  name: name f @4..5\n"
     "  parameter: posonly\n"
     "    arg: name a @6..7\n"
     "  parameter: plain\n"
     "    arg: name b @12..13\n"
     "  parameter: plain\n"
     "    arg: name c @15..16\n"
     "    default: Constant 17..18 int \"1\" @17..18\n"
     "  parameter: kwonly\n"
     "    arg: name d @23..24\n"
     "  parameter: kwonly\n"
     "    arg: name e @26..27\n"
     "    default: Constant 28..29 int \"2\" @28..29\n"
     "  body: Pass 32..36\n"},
    {"stars", TEXT("def f(*a, b, **c): pass"),
     "body: FunctionDef 0..23\n"
     "  name: name f @4..5\n"
     "  parameter: vararg\n"
     "    arg: name a @7..8\n"
     "  parameter: kwonly\n"
     "    arg: name b @10..11\n"
     "  parameter: kwarg\n"
     "    arg: name c @15..16\n"
     "  body: Pass 19..23\n"},
    {"annotations", TEXT("def f(a: A, b: B = c, *d: D, **e: E) -> F: pass"),
     "body: FunctionDef 0..47\n"
     "  name: name f @4..5\n"
     "  parameter: plain\n"
     "    arg: name a @6..7\n"
     "    annotation: Name 9..10 A\n"
     "  parameter: plain\n"
     "    arg: name b @12..13\n"
     "    annotation: Name 15..16 B\n"
     "    default: Name 19..20 c\n"
     "  parameter: vararg\n"
     "    arg: name d @23..24\n"
     "    annotation: Name 26..27 D\n"
     "  parameter: kwarg\n"
     "    arg: name e @31..32\n"
     "    annotation: Name 34..35 E\n"
     "  returns: Name 40..41 F\n"
     "  body: Pass 43..47\n"},
    {"async", TEXT("async def f(): pass"),
     "body: AsyncFunctionDef 0..19\n"
     "  name: name f @10..11\n"
     "  body: Pass 15..19\n"},
    {"decorators",
     TEXT("@a\n"
          "@b.c(d)\n"
          "# comment\n"
          "async def f(): pass"),
     "body: AsyncFunctionDef 21..40\n"
     "  decorator: Name 1..2 a\n"
     "  decorator: Call 4..10 @7..10\n"
     "    func: Attribute 4..7 c @6..7\n"
     "      value: Name 4..5 b\n"
     "    arg: Name 8..9 d\n"
     "  name: name f @31..32\n"
     "  body: Pass 36..40\n"
     "comment: comment 11..20\n"},
    {"decorators of any kind",
     TEXT("@a or b\n"
          "@(lambda x: x)\n"
          "@c[d]\n"
          "class C: pass"),
     "body: ClassDef 29..42\n"
     "  decorator: BoolOp 1..7 Or\n"
     "    value: Name 1..2 a\n"
     "    value: Name 6..7 b\n"
     "  decorator: Lambda 10..21\n"
     "    parameter: plain\n"
     "      arg: name x @17..18\n"
     "    body: Name 20..21 x\n"
     "  decorator: Subscript 24..28\n"
     "    value: Name 24..25 c\n"
     "    slice: Name 26..27 d\n"
     "  name: name C @35..36\n"
     "  body: Pass 38..42\n"},
    {"soft keywords", TEXT("def match(type, print): pass"),
     "body: FunctionDef 0..28\n"
     "  name: name match @4..9\n"
     "  parameter: plain\n"
     "    arg: name type @10..14\n"
     "  parameter: plain\n"
     "    arg: name print @16..21\n"
     "  body: Pass 24..28\n"},
    {"nested",
     TEXT("def f():\n"
          "  def g():\n"
          "    pass\n"
          "  return g"),
     "body: FunctionDef 0..39\n"
     "  name: name f @4..5\n"
     "  body: FunctionDef 11..28\n"
     "    name: name g @15..16\n"
     "    body: Pass 24..28\n"
     "  body: Return 31..39\n"
     "    value: Name 38..39 g\n"},
    {"comment at a lower column",
     TEXT("@a\n"
          "# comment\n"
          "def f():\n"
          "  b"),
     "body: FunctionDef 13..25\n"
     "  decorator: Name 1..2 a\n"
     "  name: name f @17..18\n"
     "  body: Expr 24..25\n"
     "    value: Name 24..25 b\n"
     "comment: comment 3..12\n"},
};

static void functions(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("functions", functions_rows, functions)

static const AstRow classes_rows[] = {
    {"plain", TEXT("class C: pass"),
     "body: ClassDef 0..13\n"
     "  name: name C @6..7\n"
     "  body: Pass 9..13\n"},
    {"bases", TEXT("class C(A, *B, metaclass=D, **E): pass"),
     "body: ClassDef 0..38\n"
     "  name: name C @6..7\n"
     "  base: Name 8..9 A\n"
     "  base: Starred 11..13\n"
     "    value: Name 12..13 B\n"
     "  keyword: keyword\n"
     "    arg: name metaclass @15..24\n"
     "    value: Name 25..26 D\n"
     "  keyword: keyword\n"
     "    value: Name 30..31 E\n"
     "  body: Pass 34..38\n"},
    {"empty parentheses", TEXT("class C(): pass"),
     "body: ClassDef 0..15\n"
     "  name: name C @6..7\n"
     "  body: Pass 11..15\n"},
    {"body",
     TEXT("class C:\n"
          "  \"\"\"Text.\"\"\"\n"
          "  a: int = 1\n"
          "  def f(self): ..."),
     "body: ClassDef 0..54\n"
     "  name: name C @6..7\n"
     "  body: Expr 11..22\n"
     "    value: Constant 11..22 str \"Text.\" @14..19\n"
     "  body: AnnAssign 25..35 simple\n"
     "    target: Name 25..26 a\n"
     "    annotation: Name 28..31 int\n"
     "    value: Constant 34..35 int \"1\" @34..35\n"
     "  body: FunctionDef 38..54\n"
     "    name: name f @42..43\n"
     "    parameter: plain\n"
     "      arg: name self @44..48\n"
     "    body: Expr 51..54\n"
     "      value: Constant 51..54 Ellipsis\n"},
};

static void classes(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("classes", classes_rows, classes)

TEST_MAIN(&functions_table, &classes_table)
