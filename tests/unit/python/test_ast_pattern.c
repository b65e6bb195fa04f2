// match and its patterns.
#include "ast_rows.h"

static const AstRow patterns_rows[] = {
    {"values",
     TEXT("match a:\n"
          "  case 1: b\n"
          "  case -1: b\n"
          "  case -1.5+2j: b\n"
          "  case \"a\" \"b\": b\n"
          "  case None: b\n"
          "  case c.d.e: b"),
     "body: Match 0..100\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..20\n"
     "    pattern: MatchValue 16..17\n"
     "      value: Constant 16..17 int \"1\" @16..17\n"
     "    body: Expr 19..20\n"
     "      value: Name 19..20 b\n"
     "  case: match_case @23..33\n"
     "    pattern: MatchValue 28..30\n"
     "      value: UnaryOp 28..30 USub\n"
     "        operand: Constant 29..30 int \"1\" @29..30\n"
     "    body: Expr 32..33\n"
     "      value: Name 32..33 b\n"
     "  case: match_case @36..51\n"
     "    pattern: MatchValue 41..48\n"
     "      value: BinOp 41..48 Add\n"
     "        left: UnaryOp 41..45 USub\n"
     "          operand: Constant 42..45 float \"1.5\" @42..45\n"
     "        right: Constant 46..48 complex \"2j\" @46..48\n"
     "    body: Expr 50..51\n"
     "      value: Name 50..51 b\n"
     "  case: match_case @54..69\n"
     "    pattern: MatchValue 59..66\n"
     "      value: Constant 59..66 str \"ab\"\n"
     "    body: Expr 68..69\n"
     "      value: Name 68..69 b\n"
     "  case: match_case @72..84\n"
     "    pattern: MatchValue 77..81\n"
     "      value: Constant 77..81 None\n"
     "    body: Expr 83..84\n"
     "      value: Name 83..84 b\n"
     "  case: match_case @87..100\n"
     "    pattern: MatchValue 92..97\n"
     "      value: Attribute 92..97 e @96..97\n"
     "        value: Attribute 92..95 d @94..95\n"
     "          value: Name 92..93 c\n"
     "    body: Expr 99..100\n"
     "      value: Name 99..100 b\n"},
    {"captures",
     TEXT("match a:\n"
          "  case b: c\n"
          "  case _: d"),
     "body: Match 0..32\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..20\n"
     "    pattern: MatchAs 16..17\n"
     "      name: name b @16..17\n"
     "    body: Expr 19..20\n"
     "      value: Name 19..20 c\n"
     "  case: match_case @23..32\n"
     "    pattern: MatchAs 28..29\n"
     "    body: Expr 31..32\n"
     "      value: Name 31..32 d\n"},
    {"sequences",
     TEXT("match a:\n"
          "  case [b, *_]: c\n"
          "  case (b,): c\n"
          "  case b, *c: d\n"
          "  case []: e"),
     "body: Match 0..70\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..26\n"
     "    pattern: MatchSequence 16..23\n"
     "      pattern: MatchAs 17..18\n"
     "        name: name b @17..18\n"
     "      pattern: MatchStar 20..22\n"
     "    body: Expr 25..26\n"
     "      value: Name 25..26 c\n"
     "  case: match_case @29..41\n"
     "    pattern: MatchSequence 34..38\n"
     "      pattern: MatchAs 35..36\n"
     "        name: name b @35..36\n"
     "    body: Expr 40..41\n"
     "      value: Name 40..41 c\n"
     "  case: match_case @44..57\n"
     "    pattern: MatchSequence 49..54\n"
     "      pattern: MatchAs 49..50\n"
     "        name: name b @49..50\n"
     "      pattern: MatchStar 52..54\n"
     "        name: name c @53..54\n"
     "    body: Expr 56..57\n"
     "      value: Name 56..57 d\n"
     "  case: match_case @60..70\n"
     "    pattern: MatchSequence 65..67\n"
     "    body: Expr 69..70\n"
     "      value: Name 69..70 e\n"},
    {"group",
     TEXT("match a:\n"
          "  case ((b)): c"),
     "body: Match 0..24\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..24\n"
     "    pattern: MatchAs 18..19\n"
     "      name: name b @18..19\n"
     "    body: Expr 23..24\n"
     "      value: Name 23..24 c\n"},
    {"mappings",
     TEXT("match a:\n"
          "  case {\"b\": c, -1: d, **e}: f\n"
          "  case {}: g"),
     "body: Match 0..52\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..39\n"
     "    pattern: MatchMapping 16..36\n"
     "      key: Constant 17..20 str \"b\" @18..19\n"
     "      pattern: MatchAs 22..23\n"
     "        name: name c @22..23\n"
     "      key: UnaryOp 25..27 USub\n"
     "        operand: Constant 26..27 int \"1\" @26..27\n"
     "      pattern: MatchAs 29..30\n"
     "        name: name d @29..30\n"
     "      rest: name e @34..35\n"
     "    body: Expr 38..39\n"
     "      value: Name 38..39 f\n"
     "  case: match_case @42..52\n"
     "    pattern: MatchMapping 47..49\n"
     "    body: Expr 51..52\n"
     "      value: Name 51..52 g\n"},
    {"classes",
     TEXT("match a:\n"
          "  case A(): b\n"
          "  case a.B(c, d=e, f=1 | 2): g"),
     "body: Match 0..53\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..22\n"
     "    pattern: MatchClass 16..19\n"
     "      cls: Name 16..17 A\n"
     "    body: Expr 21..22\n"
     "      value: Name 21..22 b\n"
     "  case: match_case @25..53\n"
     "    pattern: MatchClass 30..50\n"
     "      cls: Attribute 30..33 B @32..33\n"
     "        value: Name 30..31 a\n"
     "      pattern: MatchAs 34..35\n"
     "        name: name c @34..35\n"
     "      kwd: name d @37..38\n"
     "      kwd_pattern: MatchAs 39..40\n"
     "        name: name e @39..40\n"
     "      kwd: name f @42..43\n"
     "      kwd_pattern: MatchOr 44..49\n"
     "        pattern: MatchValue 44..45\n"
     "          value: Constant 44..45 int \"1\" @44..45\n"
     "        pattern: MatchValue 48..49\n"
     "          value: Constant 48..49 int \"2\" @48..49\n"
     "    body: Expr 52..53\n"
     "      value: Name 52..53 g\n"},
    {"keyword with a name",
     TEXT("match a:\n"
          "  case A(b=1 as c): d"),
     "body: Match 0..30\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..30\n"
     "    pattern: MatchClass 16..27\n"
     "      cls: Name 16..17 A\n"
     "      kwd: name b @18..19\n"
     "      kwd_pattern: MatchAs 20..26\n"
     "        pattern: MatchValue 20..21\n"
     "          value: Constant 20..21 int \"1\" @20..21\n"
     "        name: name c @25..26\n"
     "    body: Expr 29..30\n"
     "      value: Name 29..30 d\n"},
    {"alternatives",
     TEXT("match a:\n"
          "  case 1 | \"b\" | (c | d): e"),
     "body: Match 0..36\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..36\n"
     "    pattern: MatchOr 16..33\n"
     "      pattern: MatchValue 16..17\n"
     "        value: Constant 16..17 int \"1\" @16..17\n"
     "      pattern: MatchValue 20..23\n"
     "        value: Constant 20..23 str \"b\" @21..22\n"
     "      pattern: MatchOr 27..32\n"
     "        pattern: MatchAs 27..28\n"
     "          name: name c @27..28\n"
     "        pattern: MatchAs 31..32\n"
     "          name: name d @31..32\n"
     "    body: Expr 35..36\n"
     "      value: Name 35..36 e\n"},
    {"names",
     TEXT("match a:\n"
          "  case (1 | 2) as b: c\n"
          "  case [d as e, f] as g: h"),
     "body: Match 0..58\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..31\n"
     "    pattern: MatchAs 16..28\n"
     "      pattern: MatchOr 17..22\n"
     "        pattern: MatchValue 17..18\n"
     "          value: Constant 17..18 int \"1\" @17..18\n"
     "        pattern: MatchValue 21..22\n"
     "          value: Constant 21..22 int \"2\" @21..22\n"
     "      name: name b @27..28\n"
     "    body: Expr 30..31\n"
     "      value: Name 30..31 c\n"
     "  case: match_case @34..58\n"
     "    pattern: MatchAs 39..55\n"
     "      pattern: MatchSequence 39..50\n"
     "        pattern: MatchAs 40..46\n"
     "          pattern: MatchAs 40..41\n"
     "            name: name d @40..41\n"
     "          name: name e @45..46\n"
     "        pattern: MatchAs 48..49\n"
     "          name: name f @48..49\n"
     "      name: name g @54..55\n"
     "    body: Expr 57..58\n"
     "      value: Name 57..58 h\n"},
    {"guard",
     TEXT("match a:\n"
          "  case b if b > c: d"),
     "body: Match 0..29\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..29\n"
     "    pattern: MatchAs 16..17\n"
     "      name: name b @16..17\n"
     "    guard: Compare 21..26 Gt\n"
     "      left: Name 21..22 b\n"
     "      comparator: Name 25..26 c\n"
     "    body: Expr 28..29\n"
     "      value: Name 28..29 d\n"},
};

static void patterns(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("patterns", patterns_rows, patterns)

static const AstRow match_rows[] = {
    {"tuple",
     TEXT("match a, *b:\n"
          "  case _: c"),
     "body: Match 0..24\n"
     "  subject: Tuple 6..11\n"
     "    elt: Name 6..7 a\n"
     "    elt: Starred 9..11\n"
     "      value: Name 10..11 b\n"
     "  case: match_case @15..24\n"
     "    pattern: MatchAs 20..21\n"
     "    body: Expr 23..24\n"
     "      value: Name 23..24 c\n"},
    {"tuple of one",
     TEXT("match a,:\n"
          "  case _: b"),
     "body: Match 0..21\n"
     "  subject: Tuple 6..8\n"
     "    elt: Name 6..7 a\n"
     "  case: match_case @12..21\n"
     "    pattern: MatchAs 17..18\n"
     "    body: Expr 20..21\n"
     "      value: Name 20..21 b\n"},
    {"parentheses",
     TEXT("match (a):\n"
          "  case _: b"),
     "body: Match 0..22\n"
     "  subject: Name 7..8 a\n"
     "  case: match_case @13..22\n"
     "    pattern: MatchAs 18..19\n"
     "    body: Expr 21..22\n"
     "      value: Name 21..22 b\n"},
    {"ellipsis",
     TEXT("match ...:\n"
          "  case _: a"),
     "body: Match 0..22\n"
     "  subject: Constant 6..9 Ellipsis\n"
     "  case: match_case @13..22\n"
     "    pattern: MatchAs 18..19\n"
     "    body: Expr 21..22\n"
     "      value: Name 21..22 a\n"},
    {"comments",
     TEXT("match a: # one\n"
          "  # two\n"
          "  case b: # three\n"
          "    c\n"
          "  # four\n"
          "  case d:\n"
          "    e"),
     "body: Match 0..71\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @25..46\n"
     "    pattern: MatchAs 30..31\n"
     "      name: name b @30..31\n"
     "    body: Expr 45..46\n"
     "      value: Name 45..46 c\n"
     "  case: match_case @58..71\n"
     "    pattern: MatchAs 63..64\n"
     "      name: name d @63..64\n"
     "    body: Expr 70..71\n"
     "      value: Name 70..71 e\n"
     "comment: comment 9..14\n"
     "comment: comment 17..22\n"
     "comment: comment 33..40\n"
     "comment: comment 49..55\n"},
    {"call", TEXT("match(a)"),
     "body: Expr 0..8\n"
     "  value: Call 0..8 @5..8\n"
     "    func: Name 0..5 match\n"
     "    arg: Name 6..7 a\n"},
    {"call with a comparison", TEXT("match(a) == b"),
     "body: Expr 0..13\n"
     "  value: Compare 0..13 Eq\n"
     "    left: Call 0..8 @5..8\n"
     "      func: Name 0..5 match\n"
     "      arg: Name 6..7 a\n"
     "    comparator: Name 12..13 b\n"},
    {"subscript", TEXT("match[a]: b"),
     "body: AnnAssign 0..11\n"
     "  target: Subscript 0..8\n"
     "    value: Name 0..5 match\n"
     "    slice: Name 6..7 a\n"
     "  annotation: Name 10..11 b\n"},
    {"case is a name", TEXT("case(a)"),
     "body: Expr 0..7\n"
     "  value: Call 0..7 @4..7\n"
     "    func: Name 0..4 case\n"
     "    arg: Name 5..6 a\n"},
    {"star",
     TEXT("match *a, b:\n"
          "  case _: c"),
     "body: Match 0..24\n"
     "  subject: Tuple 6..11\n"
     "    elt: Starred 6..8\n"
     "      value: Name 7..8 a\n"
     "    elt: Name 10..11 b\n"
     "  case: match_case @15..24\n"
     "    pattern: MatchAs 20..21\n"
     "    body: Expr 23..24\n"
     "      value: Name 23..24 c\n"},
    {"minus",
     TEXT("match -a:\n"
          "  case _: b"),
     "body: Match 0..21\n"
     "  subject: UnaryOp 6..8 USub\n"
     "    operand: Name 7..8 a\n"
     "  case: match_case @12..21\n"
     "    pattern: MatchAs 17..18\n"
     "    body: Expr 20..21\n"
     "      value: Name 20..21 b\n"},
};

static void match(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("match", match_rows, match)

TEST_MAIN(&patterns_table, &match_table)
