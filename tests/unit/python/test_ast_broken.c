// Broken code: what is around it is read.
#include "ast_rows.h"

static const AstRow brackets_rows[] = {
    {"not closed",
     TEXT("x = f(a,\n"
          "y = b\n"),
     "body: Error 0..8\n"
     "  target: Name 0..1 x\n"
     "  target: Name 4..5 f\n"
     "  target: Name 6..7 a\n"
     "body: Assign 9..14\n"
     "  target: Name 9..10 y\n"
     "  value: Name 13..14 b\n"
     "problem: syntax 5..6 `(` is not closed\n"},
    {"not closed before a keyword",
     TEXT("x = [a, b\n"
          "return c\n"),
     "body: Error 0..9\n"
     "  target: Name 0..1 x\n"
     "  target: Tuple 5..9\n"
     "    elt: Name 5..6 a\n"
     "    elt: Name 8..9 b\n"
     "body: Return 10..18\n"
     "  value: Name 17..18 c\n"
     "problem: syntax 4..5 `[` is not closed\n"},
    {"not closed in a function",
     TEXT("def f():\n"
          "  a(\n"
          "def g():\n"
          "  b()\n"),
     "body: FunctionDef 0..13\n"
     "  name: name f @4..5\n"
     "  body: Error 11..13\n"
     "    target: Name 11..12 a\n"
     "body: FunctionDef 14..28\n"
     "  name: name g @18..19\n"
     "  body: Expr 25..28\n"
     "    value: Call 25..28 @26..28\n"
     "      func: Name 25..26 b\n"
     "problem: syntax 12..13 `(` is not closed\n"},
    {"header not closed",
     TEXT("def f(a, b\n"
          "  c()\n"
          "def g(): pass\n"),
     "body: FunctionDef 0..16\n"
     "  name: name f @4..5\n"
     "  body: Expr 13..16\n"
     "    value: Call 13..16 @14..16\n"
     "      func: Name 13..14 c\n"
     "body: FunctionDef 17..30\n"
     "  name: name g @21..22\n"
     "  body: Pass 26..30\n"
     "problem: syntax 5..6 `(` is not closed\n"},
    {"class header not closed",
     TEXT("class C(A\n"
          "  def f(self): pass\n"),
     "body: ClassDef 0..29\n"
     "  name: name C @6..7\n"
     "  body: FunctionDef 12..29\n"
     "    name: name f @16..17\n"
     "    parameter: plain\n"
     "      arg: name self @18..22\n"
     "    body: Pass 25..29\n"
     "problem: syntax 7..8 `(` is not closed\n"},
    {"if not closed",
     TEXT("if f(a:\n"
          "  b()\n"
          "c()\n"),
     "body: If 0..13\n"
     "  test: Error 3..4\n"
     "  body: Expr 10..13\n"
     "    value: Call 10..13 @11..13\n"
     "      func: Name 10..11 b\n"
     "body: Expr 14..17\n"
     "  value: Call 14..17 @15..17\n"
     "    func: Name 14..15 c\n"
     "problem: syntax 4..5 `(` is not closed\n"},
    {"closes nothing",
     TEXT("f(a))\n"
          "b\n"),
     "body: Expr 0..4\n"
     "  value: Call 0..4 @1..4\n"
     "    func: Name 0..1 f\n"
     "    arg: Name 2..3 a\n"
     "body: Expr 6..7\n"
     "  value: Name 6..7 b\n"
     "problem: syntax 4..5 `)` closes nothing\n"},
    {"wrong one",
     TEXT("f([a)\n"
          "b\n"),
     "body: Expr 0..5\n"
     "  value: Call 0..5 @1..5\n"
     "    func: Name 0..1 f\n"
     "    arg: Name 3..4 a\n"
     "body: Expr 6..7\n"
     "  value: Name 6..7 b\n"
     "problem: syntax 4..5 `)` closes `[`\n"},
    {"import not closed",
     TEXT("from a import (b, c\n"
          "d\n"),
     "body: ImportFrom 0..19\n"
     "  module: name a @5..6\n"
     "  alias: alias 15..16\n"
     "    name: name b @15..16\n"
     "  alias: alias 18..19\n"
     "    name: name c @18..19\n"
     "body: Expr 20..21\n"
     "  value: Name 20..21 d\n"
     "problem: syntax 14..15 `(` is not closed\n"},
    {"decorator not closed",
     TEXT("@a(b\n"
          "def f(): pass\n"),
     "body: FunctionDef 5..18\n"
     "  decorator: Name 1..2 a\n"
     "  name: name f @9..10\n"
     "  body: Pass 14..18\n"
     "problem: syntax 2..3 `(` is not closed\n"},
};

static void brackets(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("brackets", brackets_rows, brackets)

static const AstRow strings_rows[] = {
    {"not closed",
     TEXT("x = \"a\n"
          "y\n"),
     "body: Assign 0..6\n"
     "  target: Name 0..1 x\n"
     "  value: Constant 4..6 str \"a\" @5..6\n"
     "body: Expr 7..8\n"
     "  value: Name 7..8 y\n"
     "problem: syntax 4..6 this string is not closed\n"},
    {"just a quote",
     TEXT("f(\"\n"
          "y\n"),
     "body: Error 0..3\n"
     "  target: Name 0..1 f\n"
     "  target: Error 2..3\n"
     "body: Expr 4..5\n"
     "  value: Name 4..5 y\n"
     "problem: syntax 1..2 `(` is not closed\n"
     "problem: syntax 2..3 this string is not closed\n"},
    {"format not closed",
     TEXT("f(f\"{a\n"
          "b\n"),
     "body: Error 0..6\n"
     "  target: Name 0..1 f\n"
     "  target: Error 2..6\n"
     "body: Expr 7..8\n"
     "  value: Name 7..8 b\n"
     "problem: syntax 2..6 this string is not closed\n"},
    {"triple not closed",
     TEXT("a\n"
          "b = \"\"\"c\n"
          "d\n"),
     "body: Expr 0..1\n"
     "  value: Name 0..1 a\n"
     "body: Assign 2..8\n"
     "  target: Name 2..3 b\n"
     "  value: Constant 6..8 str \"\" @7..7\n"
     "body: Expr 11..12\n"
     "  value: Name 11..12 d\n"
     "problem: syntax 6..9 this string is not closed\n"},
    {"brace in a format",
     TEXT("f\"a}\"\n"
          "b\n"),
     "body: Expr 0..5\n"
     "  value: JoinedStr 0..5\n"
     "body: Expr 6..7\n"
     "  value: Name 6..7 b\n"
     "problem: syntax 3..4 `}` closes nothing\n"},
};

static void strings(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("strings", strings_rows, strings)

// Three quotes that make text of code and code of text. All but the last two are mended.
static const AstRow quotes_rows[] = {
    {"more than the code needs",
     TEXT("f(\"\"\"\n"
          "def g():\n"
          "    \"\"\"What it does, isn't it.\"\"\"\n"
          "    h()\n"),
     "body: Error 0..4\n"
     "  target: Name 0..1 f\n"
     "  target: Constant 2..4 str \"\" @3..3\n"
     "body: FunctionDef 6..56\n"
     "  name: name g @10..11\n"
     "  body: Expr 19..48\n"
     "    value: Constant 19..48 str \"What it does, isn't it.\" @22..45\n"
     "  body: Expr 53..56\n"
     "    value: Call 53..56 @54..56\n"
     "      func: Name 53..54 h\n"
     "problem: syntax 1..2 `(` is not closed\n"
     "problem: syntax 2..5 this string is not closed\n"},
    {"a text that begins",
     TEXT("x = \"\"\"\n"
          "def g():\n"
          "    \"\"\"What it does, isn't it.\"\"\"\n"),
     "body: Assign 0..6\n"
     "  target: Name 0..1 x\n"
     "  value: Constant 4..6 str \"\" @5..5\n"
     "body: FunctionDef 8..50\n"
     "  name: name g @12..13\n"
     "  body: Expr 21..50\n"
     "    value: Constant 21..50 str \"What it does, isn't it.\" @24..47\n"
     "problem: syntax 4..7 this string is not closed\n"},
    {"no end",
     TEXT("def f():\n"
          "    \"\"\"What it does.\n"
          "    g()\n"
          "def h():\n"
          "    \"\"\"And this.\"\"\"\n"),
     "body: FunctionDef 0..37\n"
     "  name: name f @4..5\n"
     "  body: Expr 13..15\n"
     "    value: Constant 13..15 str \"\" @14..14\n"
     "  body: Expr 34..37\n"
     "    value: Call 34..37 @35..37\n"
     "      func: Name 34..35 g\n"
     "body: FunctionDef 38..66\n"
     "  name: name h @42..43\n"
     "  body: Expr 51..66\n"
     "    value: Constant 51..66 str \"And this.\" @54..63\n"
     "problem: syntax 13..16 this string is not closed\n"},
    {"no end of several lines",
     TEXT("def f():\n"
          "    \"\"\"What it does\n"
          "\n"
          "    and why.\n"
          "    return g()\n"
          "def h():\n"
          "    \"\"\"And this.\"\"\"\n"),
     "body: FunctionDef 0..57\n"
     "  name: name f @4..5\n"
     "  body: Expr 13..15\n"
     "    value: Constant 13..15 str \"\" @14..14\n"
     "  body: Return 47..57\n"
     "    value: Call 54..57 @55..57\n"
     "      func: Name 54..55 g\n"
     "body: FunctionDef 58..86\n"
     "  name: name h @62..63\n"
     "  body: Expr 71..86\n"
     "    value: Constant 71..86 str \"And this.\" @74..83\n"
     "problem: syntax 13..16 this string is not closed\n"},
    {"no start beside a class",
     TEXT("def f():\n"
          "    A class of its own, isn't it?\"\"\"\n"
          "    g()\n"
          "def h():\n"
          "    \"\"\"And this.\"\"\"\n"),
     "body: FunctionDef 0..53\n"
     "  name: name f @4..5\n"
     "  body: Expr 13..14\n"
     "    value: Name 13..14 A\n"
     "  body: Expr 50..53\n"
     "    value: Call 50..53 @51..53\n"
     "      func: Name 50..51 g\n"
     "body: FunctionDef 54..82\n"
     "  name: name h @58..59\n"
     "  body: Expr 67..82\n"
     "    value: Constant 67..82 str \"And this.\" @70..79\n"
     "problem: syntax 42..45 this string is not closed\n"},
    {"in the middle of a text",
     TEXT("def f():\n"
          "    \"\"\"What\n"
          "\"\"\"\n"
          "    it does, isn't it.\n"
          "    \"\"\"\n"
          "    g()\n"),
     "body: FunctionDef 0..63\n"
     "  name: name f @4..5\n"
     "  body: Expr 13..55\n"
     "    value: Constant 13..55 str \"What\\x0a   \\x0a    it does, isn't it.\\x0a    \" @16..52\n"
     "  body: Expr 60..63\n"
     "    value: Call 60..63 @61..63\n"
     "      func: Name 60..61 g\n"
     "problem: syntax 21..24 these quotes close no string\n"},
    {"an end less",
     TEXT("def f():\n"
          "    \"\"\"What it does.\n"
          "    \"\"\n"
          "    g()\n"
          "def h():\n"
          "    \"\"\"And this.\"\"\"\n"),
     "body: FunctionDef 0..44\n"
     "  name: name f @4..5\n"
     "  body: Expr 13..15\n"
     "    value: Constant 13..15 str \"\" @14..14\n"
     "  body: Expr 41..44\n"
     "    value: Call 41..44 @42..44\n"
     "      func: Name 41..42 g\n"
     "body: FunctionDef 45..73\n"
     "  name: name h @49..50\n"
     "  body: Expr 58..73\n"
     "    value: Constant 58..73 str \"And this.\" @61..70\n"
     "problem: syntax 13..16 this string is not closed\n"},
    {"a start less",
     TEXT("def f():\n"
          "    \"\"\n"
          "    What it does.\n"
          "    \"\"\"\n"
          "    g()\n"
          "def h():\n"
          "    \"\"\"And this.\"\"\"\n"),
     "body: FunctionDef 0..49\n"
     "  name: name f @4..5\n"
     "  body: Expr 13..15\n"
     "    value: Constant 13..15 str \"\" @14..14\n"
     "  body: Expr 20..24\n"
     "    value: Name 20..24 What\n"
     "  body: Expr 46..49\n"
     "    value: Call 46..49 @47..49\n"
     "      func: Name 46..47 g\n"
     "body: FunctionDef 50..78\n"
     "  name: name h @54..55\n"
     "  body: Expr 63..78\n"
     "    value: Constant 63..78 str \"And this.\" @66..75\n"
     "problem: syntax 38..41 these quotes close no string\n"},
    {"more in a line",
     TEXT("a = 1\n"
          "b = (c, \"\"\")\n"
          "def f():\n"
          "    \"\"\"d\"\"\"\n"),
     "body: Assign 0..5\n"
     "  target: Name 0..1 a\n"
     "  value: Constant 4..5 int \"1\" @4..5\n"
     "body: Assign 6..18\n"
     "  target: Name 6..7 b\n"
     "  value: Tuple 10..18\n"
     "    elt: Name 11..12 c\n"
     "body: FunctionDef 19..39\n"
     "  name: name f @23..24\n"
     "  body: Expr 32..39\n"
     "    value: Constant 32..39 str \"d\" @35..36\n"
     "problem: syntax 14..17 this string is not closed\n"},
    {"an error that is another",
     TEXT("\"\"\"What it does.\"\"\"\n"
          "a b\n"
          "\"\"\"Isn't it?\"\"\"\n"),
     "body: Expr 0..19\n"
     "  value: Constant 0..19 str \"What it does.\" @3..16\n"
     "body: Error 20..21\n"
     "  target: Name 20..21 a\n"
     "body: Expr 22..23\n"
     "  value: Name 22..23 b\n"
     "body: Expr 24..39\n"
     "  value: Constant 24..39 str \"Isn't it?\" @27..36\n"
     "problem: syntax 20..21 cannot read `a`\n"},
    {"a text that is none",
     TEXT("a = \"\"\"\n"
          "def f():\n"
          "    b c\n"
          "\"\"\"\n"
          "d e\n"),
     "body: Assign 0..28\n"
     "  target: Name 0..1 a\n"
     "  value: Constant 4..28 str \"\\x0adef f():\\x0a    b c\\x0a\" @7..25\n"
     "body: Error 29..30\n"
     "  target: Name 29..30 d\n"
     "body: Expr 31..32\n"
     "  value: Name 31..32 e\n"
     "problem: syntax 29..30 cannot read `d`\n"},
};

static void quotes(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("quotes", quotes_rows, quotes)

static const AstRow lines_rows[] = {
    {"ends with an operator",
     TEXT("x = a +\n"
          "y\n"),
     "body: Error 0..7\n"
     "  target: Name 0..1 x\n"
     "  target: Name 4..5 a\n"
     "body: Expr 8..9\n"
     "  value: Name 8..9 y\n"
     "problem: syntax 6..7 something is missing behind this\n"},
    {"ends with a point",
     TEXT("def f():\n"
          "  self.\n"
          "  a = b\n"),
     "body: FunctionDef 0..24\n"
     "  name: name f @4..5\n"
     "  body: Error 11..16\n"
     "    target: Name 11..15 self\n"
     "  body: Assign 19..24\n"
     "    target: Name 19..20 a\n"
     "    value: Name 23..24 b\n"
     "problem: syntax 15..16 something is missing behind this\n"},
    {"ends with a word",
     TEXT("x = await\n"
          "y()\n"),
     "body: Error 0..9\n"
     "  target: Name 0..1 x\n"
     "body: Expr 10..13\n"
     "  value: Call 10..13 @11..13\n"
     "    func: Name 10..11 y\n"
     "problem: syntax 4..9 something is missing behind this\n"},
    {"header ends early",
     TEXT("if a and\n"
          "  b\n"
          "c\n"),
     "body: If 0..12\n"
     "  test: Error 3..4\n"
     "  body: Expr 11..12\n"
     "    value: Name 11..12 b\n"
     "body: Expr 13..14\n"
     "  value: Name 13..14 c\n"
     "problem: syntax 5..8 something is missing behind this\n"},
    {"two operands",
     TEXT("x = a b(c)\n"
          "y\n"),
     "body: Assign 0..10\n"
     "  target: Name 0..1 x\n"
     "  value: Call 6..10 @7..10\n"
     "    func: Name 6..7 b\n"
     "    arg: Name 8..9 c\n"
     "body: Error 0..10\n"
     "  target: Name 4..5 a\n"
     "body: Expr 11..12\n"
     "  value: Name 11..12 y\n"
     "problem: syntax 4..5 cannot read `a`\n"},
    {"two equal signs",
     TEXT("x = = a\n"
          "y\n"),
     "body: Assign 0..7\n"
     "  target: Name 0..1 x\n"
     "  value: Name 6..7 a\n"
     "body: Expr 8..9\n"
     "  value: Name 8..9 y\n"
     "problem: syntax 4..5 cannot read `=`\n"},
    {"header without a colon",
     TEXT("if a\n"
          "  b\n"
          "c\n"),
     "body: If 0..8\n"
     "  test: Error 3..4\n"
     "  body: Expr 7..8\n"
     "    value: Name 7..8 b\n"
     "body: Expr 9..10\n"
     "  value: Name 9..10 c\n"
     "problem: syntax 0..4 cannot read `if a`\n"},
    {"bad parameters",
     TEXT("def f(a b):\n"
          "  c\n"
          "d\n"),
     "body: FunctionDef 0..15\n"
     "  name: name f @4..5\n"
     "  body: Expr 14..15\n"
     "    value: Name 14..15 c\n"
     "body: Expr 16..17\n"
     "  value: Name 16..17 d\n"
     "problem: syntax 0..11 cannot read `def f(a b):`\n"},
    {"else without if",
     TEXT("else:\n"
          "  a\n"
          "b\n"),
     "body: Error 0..5\n"
     "body: Expr 8..9\n"
     "  value: Name 8..9 a\n"
     "body: Expr 10..11\n"
     "  value: Name 10..11 b\n"
     "problem: syntax 0..5 cannot read `else:`\n"},
    {"no body",
     TEXT("def f():\n"
          "g()\n"),
     "body: FunctionDef 0..8\n"
     "  name: name f @4..5\n"
     "body: Expr 9..12\n"
     "  value: Call 9..12 @10..12\n"
     "    func: Name 9..10 g\n"
     "problem: syntax 0..8 an indented block is missing behind this\n"},
    {"half a word of everything",
     TEXT("def\n"
          "class\n"
          "import\n"
          "@\n"
          "lambda\n"
          "a\n"),
     "body: Expr 26..27\n"
     "  value: Name 26..27 a\n"
     "problem: syntax 0..3 something is missing behind this\n"
     "problem: syntax 4..9 something is missing behind this\n"
     "problem: syntax 10..16 something is missing behind this\n"
     "problem: syntax 17..18 something is missing behind this\n"
     "problem: syntax 19..25 something is missing behind this\n"},
    {"python 2",
     TEXT("print \"a\", b\n"
          "exec c\n"
          "`d`\n"
          "a <> b\n"),
     "body: Error 0..12\n"
     "  target: Constant 6..9 str \"a\" @7..8\n"
     "  target: Name 11..12 b\n"
     "body: Error 13..19\n"
     "  target: Name 18..19 c\n"
     "body: Expr 20..23\n"
     "  value: Error 20..23\n"
     "body: Expr 24..30\n"
     "  value: Compare 24..30 NotEq\n"
     "    left: Name 24..25 a\n"
     "    comparator: Name 29..30 b\n"
     "problem: syntax 0..12 `print` is a statement of Python 2\n"
     "problem: syntax 13..19 `exec` is a statement of Python 2\n"
     "problem: syntax 20..23 backquotes are Python 2\n"
     "problem: syntax 26..28 `<>` is Python 2\n"},
    {"null",
     TEXT("a\n"
          "\000b\n"
          "c\n"),
     "body: Expr 0..1\n"
     "  value: Name 0..1 a\n"
     "body: Error 2..3\n"
     "body: Expr 3..4\n"
     "  value: Name 3..4 b\n"
     "body: Expr 5..6\n"
     "  value: Name 5..6 c\n"
     "problem: syntax 2..3 cannot read ``\n"},
    {"dollar",
     TEXT("a\n"
          "$b?\n"
          "c\n"),
     "body: Expr 0..1\n"
     "  value: Name 0..1 a\n"
     "body: Error 2..5\n"
     "  target: Name 3..4 b\n"
     "body: Expr 6..7\n"
     "  value: Name 6..7 c\n"
     "problem: syntax 2..5 cannot read `$b?`\n"},
    {"missing operand in a call",
     TEXT("f(a, , b)\n"
          "c\n"),
     "body: Expr 0..9\n"
     "  value: Call 0..9 @1..9\n"
     "    func: Name 0..1 f\n"
     "    arg: Name 2..3 a\n"
     "    arg: Name 7..8 b\n"
     "body: Expr 10..11\n"
     "  value: Name 10..11 c\n"
     "problem: syntax 3..4 cannot read `,`\n"},
    {"keyword for a name",
     TEXT("x.class = 1\n"
          "b\n"),
     "body: Error 0..9\n"
     "  target: Name 0..1 x\n"
     "body: Expr 10..11\n"
     "  value: Constant 10..11 int \"1\" @10..11\n"
     "body: Expr 12..13\n"
     "  value: Name 12..13 b\n"
     "problem: syntax 0..9 cannot read `x.class =`\n"},
    {"try without except",
     TEXT("try:\n"
          "  a\n"
          "b\n"),
     "body: Try 0..8\n"
     "  body: Expr 7..8\n"
     "    value: Name 7..8 a\n"
     "body: Expr 9..10\n"
     "  value: Name 9..10 b\n"
     "problem: syntax 0..8 `except` or `finally` is missing behind this\n"},
    {"error in a nested block",
     TEXT("class C:\n"
          "  def f(self):\n"
          "    if a:\n"
          "      b c\n"
          "    d\n"
          "  def g(self): e\n"),
     "body: ClassDef 0..66\n"
     "  name: name C @6..7\n"
     "  body: FunctionDef 11..49\n"
     "    name: name f @15..16\n"
     "    parameter: plain\n"
     "      arg: name self @17..21\n"
     "    body: If 28..43\n"
     "      test: Name 31..32 a\n"
     "      body: Error 40..41\n"
     "        target: Name 40..41 b\n"
     "      body: Expr 42..43\n"
     "        value: Name 42..43 c\n"
     "    body: Expr 48..49\n"
     "      value: Name 48..49 d\n"
     "  body: FunctionDef 52..66\n"
     "    name: name g @56..57\n"
     "    parameter: plain\n"
     "      arg: name self @58..62\n"
     "    body: Expr 65..66\n"
     "      value: Name 65..66 e\n"
     "problem: syntax 40..41 cannot read `b`\n"},
    {"error in a case",
     TEXT("match a:\n"
          "  case b c:\n"
          "    d\n"
          "  case _:\n"
          "    e f\n"
          "g\n"),
     "body: Match 0..44\n"
     "  subject: Name 6..7 a\n"
     "  case: match_case @11..26\n"
     "    pattern: MatchAs 16..17\n"
     "    body: Expr 25..26\n"
     "      value: Name 25..26 d\n"
     "  case: match_case @29..44\n"
     "    pattern: MatchAs 34..35\n"
     "    body: Error 41..42\n"
     "      target: Name 41..42 e\n"
     "    body: Expr 43..44\n"
     "      value: Name 43..44 f\n"
     "body: Expr 45..46\n"
     "  value: Name 45..46 g\n"
     "problem: syntax 11..20 cannot read `case b c:`\n"
     "problem: syntax 41..42 cannot read `e`\n"},
    {"error in front of a nested elif",
     TEXT("def f():\n"
          "  if a:\n"
          "    b c\n"
          "  elif d:\n"
          "    e\n"),
     "body: FunctionDef 0..40\n"
     "  name: name f @4..5\n"
     "  body: If 11..40\n"
     "    test: Name 14..15 a\n"
     "    body: Error 21..22\n"
     "      target: Name 21..22 b\n"
     "    body: Expr 23..24\n"
     "      value: Name 23..24 c\n"
     "    orelse: If 27..40\n"
     "      test: Name 32..33 d\n"
     "      body: Expr 39..40\n"
     "        value: Name 39..40 e\n"
     "problem: syntax 21..22 cannot read `b`\n"},
    {"error in front of a nested except",
     TEXT("def f():\n"
          "  try:\n"
          "    a b\n"
          "  except C:\n"
          "    d\n"),
     "body: FunctionDef 0..41\n"
     "  name: name f @4..5\n"
     "  body: Try 11..41\n"
     "    body: Error 20..21\n"
     "      target: Name 20..21 a\n"
     "    body: Expr 22..23\n"
     "      value: Name 22..23 b\n"
     "    handler: ExceptHandler 26..41 @26..34\n"
     "      type: Name 33..34 C\n"
     "      body: Expr 40..41\n"
     "        value: Name 40..41 d\n"
     "problem: syntax 20..21 cannot read `a`\n"},
    {"error in elif",
     TEXT("if a:\n"
          "  b\n"
          "elif c d:\n"
          "  e\n"
          "else:\n"
          "  f\n"),
     "body: If 0..33\n"
     "  test: Name 3..4 a\n"
     "  body: Expr 8..9\n"
     "    value: Name 8..9 b\n"
     "  orelse: If 10..33\n"
     "    test: Error 15..16\n"
     "    body: Expr 22..23\n"
     "      value: Name 22..23 e\n"
     "    orelse: Expr 32..33\n"
     "      value: Name 32..33 f\n"
     "problem: syntax 10..19 cannot read `elif c d:`\n"},
};

static void lines(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("lines", lines_rows, lines)

static const AstRow indentation_rows[] = {
    {"deeper for no reason",
     TEXT("a\n"
          "  b\n"
          "c\n"),
     "body: Expr 0..1\n"
     "  value: Name 0..1 a\n"
     "body: Expr 4..5\n"
     "  value: Name 4..5 b\n"
     "body: Expr 6..7\n"
     "  value: Name 6..7 c\n"
     "problem: syntax 4..4 unexpected indentation\n"},
    {"out of place",
     TEXT("def f():\n"
          "  a\n"
          "b\n"
          "  c\n"
          "d\n"),
     "body: FunctionDef 0..18\n"
     "  name: name f @4..5\n"
     "  body: Expr 11..12\n"
     "    value: Name 11..12 a\n"
     "  body: Expr 13..14\n"
     "    value: Name 13..14 b\n"
     "  body: Expr 17..18\n"
     "    value: Name 17..18 c\n"
     "body: Expr 19..20\n"
     "  value: Name 19..20 d\n"
     "problem: syntax 13..14 this is not indented like its neighbours\n"},
    {"out of place behind a header",
     TEXT("class C:\n"
          "  def f(self):\n"
          "a\n"
          "  def g(self): b\n"),
     "body: ClassDef 0..42\n"
     "  name: name C @6..7\n"
     "  body: FunctionDef 11..25\n"
     "    name: name f @15..16\n"
     "    parameter: plain\n"
     "      arg: name self @17..21\n"
     "    body: Expr 24..25\n"
     "      value: Name 24..25 a\n"
     "  body: FunctionDef 28..42\n"
     "    name: name g @32..33\n"
     "    parameter: plain\n"
     "      arg: name self @34..38\n"
     "    body: Expr 41..42\n"
     "      value: Name 41..42 b\n"
     "problem: syntax 11..23 an indented block is missing behind this\n"
     "problem: syntax 24..25 this is not indented like its neighbours\n"},
    {"out of place and broken",
     TEXT("def f():\n"
          "  a\n"
          "b =\n"
          "  c\n"
          "d\n"),
     "body: FunctionDef 0..20\n"
     "  name: name f @4..5\n"
     "  body: Expr 11..12\n"
     "    value: Name 11..12 a\n"
     "  body: Error 13..16\n"
     "    target: Name 13..14 b\n"
     "  body: Expr 19..20\n"
     "    value: Name 19..20 c\n"
     "body: Expr 21..22\n"
     "  value: Name 21..22 d\n"
     "problem: syntax 13..16 this is not indented like its neighbours\n"
     "problem: syntax 15..16 something is missing behind this\n"},
    {"out of place between two columns",
     TEXT("class C:\n"
          "    def f(self):\n"
          "        a\n"
          "  = 1\n"
          "        b\n"
          "    def g(self): c\n"),
     "body: ClassDef 0..70\n"
     "  name: name C @6..7\n"
     "  body: FunctionDef 13..51\n"
     "    name: name f @17..18\n"
     "    parameter: plain\n"
     "      arg: name self @19..23\n"
     "    body: Expr 34..35\n"
     "      value: Name 34..35 a\n"
     "    body: Error 38..39\n"
     "    body: Expr 40..41\n"
     "      value: Constant 40..41 int \"1\" @40..41\n"
     "    body: Expr 50..51\n"
     "      value: Name 50..51 b\n"
     "  body: FunctionDef 56..70\n"
     "    name: name g @60..61\n"
     "    parameter: plain\n"
     "      arg: name self @62..66\n"
     "    body: Expr 69..70\n"
     "      value: Name 69..70 c\n"
     "problem: syntax 38..38 this is indented like none of the lines before\n"
     "problem: syntax 38..39 cannot read `=`\n"
     "problem: syntax 38..41 this is not indented like its neighbours\n"},
    {"none of those before",
     TEXT("if a:\n"
          "    b\n"
          "  c\n"
          "d\n"),
     "body: If 0..11\n"
     "  test: Name 3..4 a\n"
     "  body: Expr 10..11\n"
     "    value: Name 10..11 b\n"
     "body: Expr 14..15\n"
     "  value: Name 14..15 c\n"
     "body: Expr 16..17\n"
     "  value: Name 16..17 d\n"
     "problem: syntax 14..14 this is indented like none of the lines before\n"},
};

static void indentation(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("indentation", indentation_rows, indentation)

// A parser that meets many errors spreads its tables, see parse_table.c, and reads on as before.
static void reads_as_before(void) {
  AstParser *parser = ast_parser_new();
  for (size_t i = 0; i < 3 * COUNT_OF(lines_rows); i++) {
    const AstRow *row = &lines_rows[i % COUNT_OF(lines_rows)];
    Arena arena = {0};
    AstModule module = ast_parse(parser, &arena, row->source);
    assert_str_equal(ast_print(&arena, &module), str_from_c(row->want));
    arena_release(&arena);
  }
  ast_parser_free(parser);
}
TEST_CASE("one parser for many errors", reads_as_before)

TEST_MAIN(&brackets_table, &strings_table, &quotes_table, &lines_table, &indentation_table,
          &reads_as_before_table)
