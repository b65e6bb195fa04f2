// Strings.
#include "ast_rows.h"

static const AstRow values_rows[] = {
    {"plain", TEXT("'a'"),
     "body: Expr 0..3\n"
     "  value: Constant 0..3 str \"a\" @1..2\n"},
    {"empty", TEXT("\"\""),
     "body: Expr 0..2\n"
     "  value: Constant 0..2 str \"\" @1..1\n"},
    {"triple",
     TEXT("'''a\"b\n"
          "'''"),
     "body: Expr 0..10\n"
     "  value: Constant 0..10 str \"a\\x22b\\x0a\" @3..7\n"},
    {"raw", TEXT("r\"a\\n\""),
     "body: Expr 0..6\n"
     "  value: Constant 0..6 str \"a\\x5cn\" @2..5\n"},
    {"bytes", TEXT("b\"a\\xff\\101\""),
     "body: Expr 0..12\n"
     "  value: Constant 0..12 bytes \"a\\xffA\"\n"},
    {"escapes", TEXT("\"\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"\""),
     "body: Expr 0..22\n"
     "  value: Constant 0..22 str \"\\x07\\x08\\x0c\\x0a\\x0d\\x09\\x0b\\x5c'\\x22\"\n"},
    {"numbers", TEXT("\"\\0\\101\\x41\\u00e9\\U0001F600\""),
     "body: Expr 0..28\n"
     "  value: Constant 0..28 str \"\\x00AA\\xc3\\xa9\\xf0\\x9f\\x98\\x80\"\n"},
    {"surrogates", TEXT("\"\\ud800\""),
     "body: Expr 0..8\n"
     "  value: Constant 0..8 str \"\\xed\\xa0\\x80\"\n"},
    {"unknown escape", TEXT("\"\\d\""),
     "body: Expr 0..4\n"
     "  value: Constant 0..4 str \"\\x5cd\"\n"},
    {"character name", TEXT("\"\\N{EM DASH}x\""),
     "body: Expr 0..14\n"
     "  value: Constant 0..14 str \"\\x5cN{EM DASH}x\"\n"},
    {"joined lines",
     TEXT("\"a\\\n"
          "b\""),
     "body: Expr 0..6\n"
     "  value: Constant 0..6 str \"ab\"\n"},
    {"carriage returns",
     TEXT("\"\"\"a\r\n"
          "b\rc\"\"\""),
     "body: Expr 0..12\n"
     "  value: Constant 0..12 str \"a\\x0ab\\x0ac\"\n"},
    {"concatenated",
     TEXT("(\"a\" r\"\\b\"\n"
          " \"c\")"),
     "body: Expr 0..16\n"
     "  value: Constant 1..15 str \"a\\x5cbc\"\n"},
    {"bytes concatenated", TEXT("b\"a\" rb\"\\b\""),
     "body: Expr 0..11\n"
     "  value: Constant 0..11 bytes \"a\\x5cb\"\n"},
    {"prefixes", TEXT("u\"a\", R\"b\", bR\"c\", Rb\"d\""),
     "body: Expr 0..24\n"
     "  value: Tuple 0..24\n"
     "    elt: Constant 0..4 str \"a\" @2..3\n"
     "    elt: Constant 6..10 str \"b\" @8..9\n"
     "    elt: Constant 12..17 bytes \"c\" @15..16\n"
     "    elt: Constant 19..24 bytes \"d\" @22..23\n"},
    {"beyond ASCII", TEXT("\"\303\251\""),
     "body: Expr 0..4\n"
     "  value: Constant 0..4 str \"\\xc3\\xa9\" @1..3\n"},
};

static void values(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("values", values_rows, values)

static const AstRow formats_rows[] = {
    {"nothing in it", TEXT("f\"a\""),
     "body: Expr 0..4\n"
     "  value: JoinedStr 0..4\n"},
    {"fields", TEXT("f\"a{b}c{d!r}{e!s:>10}{f:{g}.{h!a}}\""),
     "body: Expr 0..35\n"
     "  value: JoinedStr 0..35\n"
     "    part: -\n"
     "      value: Name 4..5 b\n"
     "    part: !r\n"
     "      value: Name 8..9 d\n"
     "    part: !s\n"
     "      value: Name 13..14 e\n"
     "    part: -\n"
     "      value: Name 22..23 f\n"
     "      spec: Name 25..26 g\n"
     "      spec: Name 29..30 h\n"},
    {"debug", TEXT("f\"{a=}{b=!s}{c=:x}{d = }\""),
     "body: Expr 0..25\n"
     "  value: JoinedStr 0..25\n"
     "    part: !r\n"
     "      value: Name 3..4 a\n"
     "    part: !s\n"
     "      value: Name 7..8 b\n"
     "    part: -\n"
     "      value: Name 13..14 c\n"
     "    part: !r\n"
     "      value: Name 19..20 d\n"},
    {"braces", TEXT("f\"{{a}}{b}}}\""),
     "body: Expr 0..13\n"
     "  value: JoinedStr 0..13\n"
     "    part: -\n"
     "      value: Name 8..9 b\n"},
    {"nested quotes", TEXT("f\"{a[\"b\"]}{f\"{c}\"}\""),
     "body: Expr 0..19\n"
     "  value: JoinedStr 0..19\n"
     "    part: -\n"
     "      value: Subscript 3..9\n"
     "        value: Name 3..4 a\n"
     "        slice: Constant 5..8 str \"b\" @6..7\n"
     "    part: -\n"
     "      value: JoinedStr 11..17\n"
     "        part: -\n"
     "          value: Name 14..15 c\n"},
    {"nested specification", TEXT("f\"{a:{b:{c}}}\""),
     "body: Expr 0..14\n"
     "  value: JoinedStr 0..14\n"
     "    part: -\n"
     "      value: Name 3..4 a\n"
     "      spec: Name 6..7 b\n"
     "      spec: Name 9..10 c\n"},
    {"walrus is a specification", TEXT("f\"{a:=10}{(b:=1)}\""),
     "body: Expr 0..18\n"
     "  value: JoinedStr 0..18\n"
     "    part: -\n"
     "      value: Name 3..4 a\n"
     "    part: -\n"
     "      value: NamedExpr 11..15\n"
     "        target: name b @11..12\n"
     "        value: Constant 14..15 int \"1\" @14..15\n"},
    {"colons in brackets", TEXT("f\"{a[b:c]}{(lambda: d)}{ {e: f} }\""),
     "body: Expr 0..34\n"
     "  value: JoinedStr 0..34\n"
     "    part: -\n"
     "      value: Subscript 3..9\n"
     "        value: Name 3..4 a\n"
     "        slice: Slice 5..8\n"
     "          lower: Name 5..6 b\n"
     "          upper: Name 7..8 c\n"
     "    part: -\n"
     "      value: Lambda 12..21\n"
     "        body: Name 20..21 d\n"
     "    part: -\n"
     "      value: Dict 25..31\n"
     "        key: Name 26..27 e\n"
     "        value: Name 29..30 f\n"},
    {"comparison", TEXT("f\"{a!=b}{c==d}{e>=f}\""),
     "body: Expr 0..21\n"
     "  value: JoinedStr 0..21\n"
     "    part: -\n"
     "      value: Compare 3..7 NotEq\n"
     "        left: Name 3..4 a\n"
     "        comparator: Name 6..7 b\n"
     "    part: -\n"
     "      value: Compare 9..13 Eq\n"
     "        left: Name 9..10 c\n"
     "        comparator: Name 12..13 d\n"
     "    part: -\n"
     "      value: Compare 15..19 GtE\n"
     "        left: Name 15..16 e\n"
     "        comparator: Name 18..19 f\n"},
    {"tuples and stars", TEXT("f\"{a, b}{*c, d}\""),
     "body: Expr 0..16\n"
     "  value: JoinedStr 0..16\n"
     "    part: -\n"
     "      value: Tuple 3..7\n"
     "        elt: Name 3..4 a\n"
     "        elt: Name 6..7 b\n"
     "    part: -\n"
     "      value: Tuple 9..14\n"
     "        elt: Starred 9..11\n"
     "          value: Name 10..11 c\n"
     "        elt: Name 13..14 d\n"},
    {"escapes", TEXT("f\"\\n\\N{EM DASH}\\{a}{b}\""),
     "body: Expr 0..23\n"
     "  value: JoinedStr 0..23\n"
     "    part: -\n"
     "      value: Name 17..18 a\n"
     "    part: -\n"
     "      value: Name 20..21 b\n"},
    {"raw", TEXT("rf\"\\{a}\\n{b}\""),
     "body: Expr 0..13\n"
     "  value: JoinedStr 0..13\n"
     "    part: -\n"
     "      value: Name 5..6 a\n"
     "    part: -\n"
     "      value: Name 10..11 b\n"},
    {"triple",
     TEXT("f\"\"\"{\n"
          "a\n"
          ":{b}\n"
          "}\"\"\""),
     "body: Expr 0..17\n"
     "  value: JoinedStr 0..17\n"
     "    part: -\n"
     "      value: Name 6..7 a\n"
     "      spec: Name 10..11 b\n"},
    {"over lines",
     TEXT("f\"{\n"
          "a}\""),
     "body: Expr 0..7\n"
     "  value: JoinedStr 0..7\n"
     "    part: -\n"
     "      value: Name 4..5 a\n"},
    {"concatenated", TEXT("\"a\" f\"{b}\" \"c\" f\"{d}\""),
     "body: Expr 0..21\n"
     "  value: JoinedStr 0..21\n"
     "    part: -\n"
     "      value: Name 7..8 b\n"
     "    part: -\n"
     "      value: Name 18..19 d\n"},
    {"template", TEXT("t\"{a!r:{b}}c\""),
     "body: Expr 0..13\n"
     "  value: TemplateStr 0..13\n"
     "    part: !r\n"
     "      value: Name 3..4 a\n"
     "      spec: Name 8..9 b\n"},
    {"template concatenated", TEXT("t\"{a}\" t\"{b}\""),
     "body: Expr 0..13\n"
     "  value: TemplateStr 0..13\n"
     "    part: -\n"
     "      value: Name 3..4 a\n"
     "    part: -\n"
     "      value: Name 10..11 b\n"},
    {"date", TEXT("f\"{a:%H:%M}\""),
     "body: Expr 0..12\n"
     "  value: JoinedStr 0..12\n"
     "    part: -\n"
     "      value: Name 3..4 a\n"},
    {"quotes in it", TEXT("f'{a[\"b\"]:\"c\"}'"),
     "body: Expr 0..15\n"
     "  value: JoinedStr 0..15\n"
     "    part: -\n"
     "      value: Subscript 3..9\n"
     "        value: Name 3..4 a\n"
     "        slice: Constant 5..8 str \"b\" @6..7\n"},
    {"call", TEXT("f\"{a(b=c, *d)}\""),
     "body: Expr 0..15\n"
     "  value: JoinedStr 0..15\n"
     "    part: -\n"
     "      value: Call 3..13 @4..13\n"
     "        func: Name 3..4 a\n"
     "        arg: Starred 10..12\n"
     "          value: Name 11..12 d\n"
     "        keyword: keyword\n"
     "          arg: name b @5..6\n"
     "          value: Name 7..8 c\n"},
};

static void formats(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("formats", formats_rows, formats)

TEST_MAIN(&values_table, &formats_table)
