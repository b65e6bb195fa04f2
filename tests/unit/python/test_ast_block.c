// Compound statements.
#include "ast_rows.h"

static const AstRow branches_and_loops_rows[] = {
    {"if", TEXT("if a: b"),
     "body: If 0..7\n"
     "  test: Name 3..4 a\n"
     "  body: Expr 6..7\n"
     "    value: Name 6..7 b\n"},
    {"else",
     TEXT("if a:\n"
          "  b\n"
          "else:\n"
          "  c"),
     "body: If 0..19\n"
     "  test: Name 3..4 a\n"
     "  body: Expr 8..9\n"
     "    value: Name 8..9 b\n"
     "  orelse: Expr 18..19\n"
     "    value: Name 18..19 c\n"},
    {"elif",
     TEXT("if a:\n"
          "  b\n"
          "elif c:\n"
          "  d\n"
          "else:\n"
          "  e"),
     "body: If 0..31\n"
     "  test: Name 3..4 a\n"
     "  body: Expr 8..9\n"
     "    value: Name 8..9 b\n"
     "  orelse: If 10..31\n"
     "    test: Name 15..16 c\n"
     "    body: Expr 20..21\n"
     "      value: Name 20..21 d\n"
     "    orelse: Expr 30..31\n"
     "      value: Name 30..31 e\n"},
    {"while",
     TEXT("while a:\n"
          "  b\n"
          "else:\n"
          "  c"),
     "body: While 0..22\n"
     "  test: Name 6..7 a\n"
     "  body: Expr 11..12\n"
     "    value: Name 11..12 b\n"
     "  orelse: Expr 21..22\n"
     "    value: Name 21..22 c\n"},
    {"for",
     TEXT("for a, *b in c, d:\n"
          "  e\n"
          "else:\n"
          "  f"),
     "body: For 0..32\n"
     "  target: Tuple 4..9\n"
     "    elt: Name 4..5 a\n"
     "    elt: Starred 7..9\n"
     "      value: Name 8..9 b\n"
     "  iter: Tuple 13..17\n"
     "    elt: Name 13..14 c\n"
     "    elt: Name 16..17 d\n"
     "  body: Expr 21..22\n"
     "    value: Name 21..22 e\n"
     "  orelse: Expr 31..32\n"
     "    value: Name 31..32 f\n"},
    {"async for",
     TEXT("async for a in b:\n"
          "  c"),
     "body: AsyncFor 0..21\n"
     "  target: Name 10..11 a\n"
     "  iter: Name 15..16 b\n"
     "  body: Expr 20..21\n"
     "    value: Name 20..21 c\n"},
    {"comments between",
     TEXT("if a:  # one\n"
          "# two\n"
          "  b\n"
          "  # three\n"
          "# four\n"
          "else: # five\n"
          "  c"),
     "body: If 0..56\n"
     "  test: Name 3..4 a\n"
     "  body: Expr 21..22\n"
     "    value: Name 21..22 b\n"
     "  orelse: Expr 55..56\n"
     "    value: Name 55..56 c\n"
     "comment: comment 7..12\n"
     "comment: comment 13..18\n"
     "comment: comment 25..32\n"
     "comment: comment 33..39\n"
     "comment: comment 46..52\n"},
    {"tabs",
     TEXT("if a:\n"
          "\tif b:\n"
          "\t\tc\n"
          "\td"),
     "body: If 0..19\n"
     "  test: Name 3..4 a\n"
     "  body: If 7..16\n"
     "    test: Name 10..11 b\n"
     "    body: Expr 15..16\n"
     "      value: Name 15..16 c\n"
     "  body: Expr 18..19\n"
     "    value: Name 18..19 d\n"},
    {"empty parentheses", TEXT("with (): a"),
     "body: With 0..10\n"
     "  item: withitem\n"
     "    context_expr: Tuple 5..7\n"
     "  body: Expr 9..10\n"
     "    value: Name 9..10 a\n"},
};

static void branches_and_loops(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("branches and loops", branches_and_loops_rows, branches_and_loops)

static const AstRow with_rows[] = {
    {"one", TEXT("with a: b"),
     "body: With 0..9\n"
     "  item: withitem\n"
     "    context_expr: Name 5..6 a\n"
     "  body: Expr 8..9\n"
     "    value: Name 8..9 b\n"},
    {"target", TEXT("with a as b, c() as (d, e): f"),
     "body: With 0..29\n"
     "  item: withitem\n"
     "    context_expr: Name 5..6 a\n"
     "    optional_vars: Name 10..11 b\n"
     "  item: withitem\n"
     "    context_expr: Call 13..16 @14..16\n"
     "      func: Name 13..14 c\n"
     "    optional_vars: Tuple 20..26\n"
     "      elt: Name 21..22 d\n"
     "      elt: Name 24..25 e\n"
     "  body: Expr 28..29\n"
     "    value: Name 28..29 f\n"},
    {"in parentheses", TEXT("with (a as b, c): d"),
     "body: With 0..19\n"
     "  item: withitem\n"
     "    context_expr: Name 6..7 a\n"
     "    optional_vars: Name 11..12 b\n"
     "  item: withitem\n"
     "    context_expr: Name 14..15 c\n"
     "  body: Expr 18..19\n"
     "    value: Name 18..19 d\n"},
    {"in parentheses without targets", TEXT("with (a, b): c"),
     "body: With 0..14\n"
     "  item: withitem\n"
     "    context_expr: Name 6..7 a\n"
     "  item: withitem\n"
     "    context_expr: Name 9..10 b\n"
     "  body: Expr 13..14\n"
     "    value: Name 13..14 c\n"},
    {"one in parentheses", TEXT("with (a as b): c"),
     "body: With 0..16\n"
     "  item: withitem\n"
     "    context_expr: Name 6..7 a\n"
     "    optional_vars: Name 11..12 b\n"
     "  body: Expr 15..16\n"
     "    value: Name 15..16 c\n"},
    {"tuple", TEXT("with (a, b) as c: d"),
     "body: With 0..19\n"
     "  item: withitem\n"
     "    context_expr: Tuple 5..11\n"
     "      elt: Name 6..7 a\n"
     "      elt: Name 9..10 b\n"
     "    optional_vars: Name 15..16 c\n"
     "  body: Expr 18..19\n"
     "    value: Name 18..19 d\n"},
    {"tuple that is no list", TEXT("with (a, *b): c"),
     "body: With 0..15\n"
     "  item: withitem\n"
     "    context_expr: Tuple 5..12\n"
     "      elt: Name 6..7 a\n"
     "      elt: Starred 9..11\n"
     "        value: Name 10..11 b\n"
     "  body: Expr 14..15\n"
     "    value: Name 14..15 c\n"},
    {"assignment expression", TEXT("with (a := b, c): d"),
     "body: With 0..19\n"
     "  item: withitem\n"
     "    context_expr: Tuple 5..16\n"
     "      elt: NamedExpr 6..12\n"
     "        target: name a @6..7\n"
     "        value: Name 11..12 b\n"
     "      elt: Name 14..15 c\n"
     "  body: Expr 18..19\n"
     "    value: Name 18..19 d\n"},
    {"trailing comma", TEXT("with (a as b,): c"),
     "body: With 0..17\n"
     "  item: withitem\n"
     "    context_expr: Name 6..7 a\n"
     "    optional_vars: Name 11..12 b\n"
     "  body: Expr 16..17\n"
     "    value: Name 16..17 c\n"},
    {"async", TEXT("async with a as b.c: d"),
     "body: AsyncWith 0..22\n"
     "  item: withitem\n"
     "    context_expr: Name 11..12 a\n"
     "    optional_vars: Attribute 16..19 c @18..19\n"
     "      value: Name 16..17 b\n"
     "  body: Expr 21..22\n"
     "    value: Name 21..22 d\n"},
    {"yield", TEXT("with (yield a): b"),
     "body: With 0..17\n"
     "  item: withitem\n"
     "    context_expr: Yield 6..13\n"
     "      value: Name 12..13 a\n"
     "  body: Expr 16..17\n"
     "    value: Name 16..17 b\n"},
};

static void with(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("with", with_rows, with)

static const AstRow try_rows[] = {
    {"except",
     TEXT("try:\n"
          "  a\n"
          "except:\n"
          "  b"),
     "body: Try 0..20\n"
     "  body: Expr 7..8\n"
     "    value: Name 7..8 a\n"
     "  handler: ExceptHandler 9..20 @9..15\n"
     "    body: Expr 19..20\n"
     "      value: Name 19..20 b\n"},
    {"types and names",
     TEXT("try:\n"
          "  a\n"
          "except A as e:\n"
          "  b\n"
          "except (B, C):\n"
          "  c\n"
          "else:\n"
          "  d\n"
          "finally:\n"
          "  e"),
     "body: Try 0..69 @57..64\n"
     "  body: Expr 7..8\n"
     "    value: Name 7..8 a\n"
     "  handler: ExceptHandler 9..27 @9..22\n"
     "    type: Name 16..17 A\n"
     "    name: name e @21..22\n"
     "    body: Expr 26..27\n"
     "      value: Name 26..27 b\n"
     "  handler: ExceptHandler 28..46 @28..41\n"
     "    type: Tuple 35..41\n"
     "      elt: Name 36..37 B\n"
     "      elt: Name 39..40 C\n"
     "    body: Expr 45..46\n"
     "      value: Name 45..46 c\n"
     "  orelse: Expr 55..56\n"
     "    value: Name 55..56 d\n"
     "  finalbody: Expr 68..69\n"
     "    value: Name 68..69 e\n"},
    {"types without parentheses",
     TEXT("try: a\n"
          "except A, B: c"),
     "body: Try 0..21\n"
     "  body: Expr 5..6\n"
     "    value: Name 5..6 a\n"
     "  handler: ExceptHandler 7..21 @7..18\n"
     "    type: Tuple 14..18\n"
     "      elt: Name 14..15 A\n"
     "      elt: Name 17..18 B\n"
     "    body: Expr 20..21\n"
     "      value: Name 20..21 c\n"},
    {"groups",
     TEXT("try: a\n"
          "except* A as e: b"),
     "body: TryStar 0..24\n"
     "  body: Expr 5..6\n"
     "    value: Name 5..6 a\n"
     "  handler: ExceptHandler 7..24 @7..21\n"
     "    type: Name 15..16 A\n"
     "    name: name e @20..21\n"
     "    body: Expr 23..24\n"
     "      value: Name 23..24 b\n"},
    {"finally",
     TEXT("try: a\n"
          "finally: b"),
     "body: Try 0..17 @7..14\n"
     "  body: Expr 5..6\n"
     "    value: Name 5..6 a\n"
     "  finalbody: Expr 16..17\n"
     "    value: Name 16..17 b\n"},
};

static void try(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("try", try_rows, try)

TEST_MAIN(&branches_and_loops_table, &with_table, &try_table)
