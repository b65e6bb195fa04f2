// Words in the view. Keywords are shown as they are and all names as the same letter. Words that
// are keywords in some places only are shown as names in all others, where the grammar may err:
//
//   type(x).attr = y    would be a type alias
//   print >>out, x      would be a statement of Python 2
#include "python/parse_view.h"

#include <string.h>

// Stands for every name; no keyword and no prefix of a string begins with it.
#define NAME 'x'

// Stands for every whole number.
#define NUMBER '1'

#define KEYWORDS_OF_A_LETTER 5
#define KEYWORD_MAX_BYTES    8

typedef struct Keyword {
  uint8_t size;
  char text[KEYWORD_MAX_BYTES + 1];
} Keyword;

// By their first letter, in lower case.
static const Keyword keywords[26][KEYWORDS_OF_A_LETTER] = {
    ['a' - 'a'] = {{2, "as"}, {3, "and"}, {5, "async"}, {5, "await"}, {6, "assert"}},
    ['b' - 'a'] = {{5, "break"}},
    ['c' - 'a'] = {{5, "class"}, {8, "continue"}},
    ['d' - 'a'] = {{3, "def"}, {3, "del"}},
    ['e' - 'a'] = {{4, "else"}, {4, "elif"}, {6, "except"}},
    ['f' - 'a'] = {{3, "for"}, {4, "from"}, {7, "finally"}, {5, "False"}},
    ['g' - 'a'] = {{6, "global"}},
    ['i' - 'a'] = {{2, "if"}, {2, "in"}, {2, "is"}, {6, "import"}},
    ['l' - 'a'] = {{6, "lambda"}},
    ['n' - 'a'] = {{3, "not"}, {4, "None"}, {8, "nonlocal"}},
    ['o' - 'a'] = {{2, "or"}},
    ['p' - 'a'] = {{4, "pass"}},
    ['r' - 'a'] = {{6, "return"}, {5, "raise"}},
    ['t' - 'a'] = {{3, "try"}, {4, "True"}},
    ['w' - 'a'] = {{4, "with"}, {5, "while"}},
    ['y' - 'a'] = {{5, "yield"}},
};

bool view_is_keyword(Str word) {
  unsigned letter = (unsigned)(word.at[0] | 0x20) - 'a';
  if (letter >= COUNT_OF(keywords)) return false;
  for (const Keyword *at = keywords[letter]; at < keywords[letter] + KEYWORDS_OF_A_LETTER; at++)
    if (at->size == word.size && !memcmp(at->text, word.at, word.size)) return true;
  return false;
}

bool view_is_prefix(Str word) {
  if (word.size > 2) return false;
  for (size_t i = 0; i < word.size; i++)
    if (!strchr("rRbBfFuUtT", word.at[i])) return false;
  return true;
}

Str view_word_at(const View *view, uint32_t at) {
  return (Str){view->text + at, view_skip_word(view, at) - at};
}

// Remembers the bracket behind the name at `at` as one of type parameters.
static bool find_type_list(View *view, uint32_t at) {
  uint32_t bracket = view_skip_blanks(view, view_skip_word(view, at));
  if (bracket == at || view_peek(view, bracket) != '[') return false;
  view->type_list = bracket;
  return true;
}

// type NAME =  or  type NAME[
static bool is_type_alias(View *view) {
  uint32_t name = view_skip_blanks(view, view->at);
  Str word = view_word_at(view, name);
  if (!word.size || view_is_keyword(word)) return false;
  uint32_t next = view_skip_blanks(view, name + (uint32_t)word.size);
  if (view_peek(view, next) == '=') return view_peek(view, next + 1) != '=';
  return find_type_list(view, name);
}

// print "x"  or  exec code
static bool is_python2(const View *view) {
  uint32_t next = view_skip_blanks(view, view->at);
  char c = view_peek(view, next);
  if (c == '"' || c == '\'') return true;
  return view_is_word(c) && !view_is_keyword(view_word_at(view, next));
}

// match or case, with what may begin a subject or a pattern behind it
static bool is_match(const View *view) {
  uint32_t next = view_skip_blanks(view, view->at);
  char c = view_peek(view, next);
  if (c == '.') return view_peek(view, next + 1) == '.'; // match ...:
  return view_is_word(c) || (c && strchr("\"'([{-+~*\\", c));
}

// Whether the first word of a statement is a keyword there.
static bool is_soft_keyword(View *view, Str word) {
  switch (word.size) {
  case 4:
    if (!memcmp(word.at, "type", 4)) return is_type_alias(view);
    if (!memcmp(word.at, "exec", 4)) return is_python2(view);
    return !memcmp(word.at, "case", 4) && is_match(view);
  case 5:
    if (!memcmp(word.at, "print", 5)) return is_python2(view);
    return !memcmp(word.at, "match", 5) && is_match(view);
  default:
    return false;
  }
}

static bool is_ascii(Str word) {
  for (size_t i = 0; i < word.size; i++)
    if ((unsigned char)word.at[i] >= 0x80) return false;
  return true;
}

// The part of a number behind its point: digits, an exponent, or the letter of imaginary ones.
static bool is_fraction(Str word) {
  char c = (char)(word.size ? word.at[0] | 0x20 : 0);
  if ((c >= '0' && c <= '9') || (c == 'j' && word.size == 1)) return true;
  return c == 'e' && (word.size == 1 || (word.at[1] >= '0' && word.at[1] <= '9'));
}

// A word that begins with a digit: 12, 0xFF, the 1 of 1.e5, the 1e of 1e-5, or even the 1if of
// `1if x else y`. All but the first kind stay as they are.
static void number(View *view, uint32_t start, Str word) {
  bool is_whole = true;
  for (size_t i = 0; i < word.size; i++)
    is_whole &= (word.at[i] >= '0' && word.at[i] <= '9') || word.at[i] == '_';
  if (is_whole && view_peek(view, view->at) == '.') {
    Str tail = view_word_at(view, view->at + 1);
    if (is_fraction(tail)) view->at += 1 + (uint32_t)tail.size;
    word.size = view->at - start;
    is_whole = false;
  }
  if (is_whole) view_show(view, start, view->at, NUMBER);
  if (!is_ascii(word)) view_show(view, start, view->at, NAME);
}

void view_word(View *view, uint32_t start) {
  Str word = {view->text + start, view->at - start};
  bool is_first = view->is_first_word;
  view->is_first_word = false;
  view->last = view_is_keyword(word) ? TOKEN_KEYWORD : TOKEN_OPERAND;
  if (view->last == TOKEN_KEYWORD) {
    if (!is_first) return;
    if (str_equal_c(word, "async")) view->is_first_word = true;
    if (str_equal_c(word, "def") || str_equal_c(word, "class"))
      find_type_list(view, view_skip_blanks(view, view->at));
  } else if (word.at[0] >= '0' && word.at[0] <= '9') {
    number(view, start, word);
  } else if (!is_first || !is_soft_keyword(view, word)) {
    if (word.size > 1 || !is_ascii(word)) view_show(view, start, view->at, NAME);
  }
}
