// Lines that are broken beyond doubt, mended for tree-sitter, whose own recovery would lose much of
// what follows. The problem is noted here and the line remembered, so that its readers do not take
// what is shown for the truth.
//
// A bracket that is open where a statement begins was never closed. The statement then ends before
// the first line that is not indented further than it. Shown is
//
//   x = f(a, b         x = f;a, b       its expressions, side by side
//   def f(a, b         def f():         when a body follows, so that the function is not lost
//   if f(a             if 1:            when a body follows
//   x = f(a).          x = f(a)         also where a line ends with what cannot end it
#include "python/parse_view.h"

#include <string.h>

// Keywords that want something behind them, by their first letter.
static const char *const operator_words[] = {
    ['a' - 'a'] = " and as assert async await ",
    ['c' - 'a'] = " class ",
    ['d' - 'a'] = " def del ",
    ['e' - 'a'] = " elif ",
    ['f' - 'a'] = " for from ",
    ['g' - 'a'] = " global ",
    ['i' - 'a'] = " if import in is ",
    ['l' - 'a'] = " lambda ",
    ['n' - 'a'] = " nonlocal not ",
    ['o' - 'a'] = " or ",
    ['w' - 'a'] = " while with ",
};

// Keywords that only begin statements.
static const char statement_words[] = " assert break class continue def del elif except finally "
                                      "global import nonlocal pass raise return "
                                      "try while with ";

// Keywords that begin a statement when its line ends with a colon.
static const char block_words[] = " async case else for if match ";

static const char compound_words[] =
    " async case class def elif else except finally for if match try while with ";

// What is in the lists is a keyword, if only in some places; most words are not.
static bool may_be_listed(Str word) {
  if (!word.size) return false;
  return view_is_keyword(word) || str_equal_c(word, "case") || str_equal_c(word, "match");
}

static bool is_listed(const char *list, Str word) {
  if (!may_be_listed(word)) return false;
  for (const char *at = list; list && (at = strchr(at, ' ')) && at[1]; at++)
    if (!strncmp(at + 1, word.at, word.size) && at[1 + word.size] == ' ') return true;
  return false;
}

static bool is_operator_word(Str word) {
  if (!word.size || word.at[0] < 'a' || word.at[0] - 'a' >= (int)COUNT_OF(operator_words))
    return false;
  return is_listed(operator_words[word.at[0] - 'a'], word);
}

// The end of the line of text at `at`, without its comment when that stands alone.
static bool ends_with_colon(const View *view, uint32_t at) {
  char last = 0;
  for (; at < view->end && !view_is_line_end(view->text[at]) && view->text[at] != '#'; at++)
    if (view->text[at] != ' ') last = view->text[at];
  return last == ':';
}

static bool is_from_import(const View *view, uint32_t at) {
  uint32_t end = at;
  while (end < view->end && !view_is_line_end(view->text[end]))
    end++;
  return str_find((Str){view->text + at, end - at}, STR(" import ")) != SIZE_MAX;
}

// Whether the text at `at`, first on its line, can only be the start of a statement.
static bool begins_statement(const View *view, uint32_t at, uint32_t column) {
  bool is_outer = column <= view->line.column;
  if (view_peek(view, at) == '@') return is_outer && view_is_word(view_peek(view, at + 1));
  Str word = view_word_at(view, at);
  if (!word.size) return false;
  if (is_listed(statement_words, word)) return true;
  if (str_equal_c(word, "from")) return is_from_import(view, at);
  return is_outer && is_listed(block_words, word) && ends_with_colon(view, at);
}

bool view_is_compound(const View *view, const ParseLine *line) {
  Str word = view_word_at(view, line->span.start - view->base);
  return is_listed(compound_words, word) || view_peek(view, line->span.start - view->base) == '@';
}

// Where the text goes on behind `at`, blank lines and comments skipped; its column in `*column`.
static uint32_t next_text(const View *view, uint32_t at, uint32_t *column) {
  for (;;) {
    *column = view_column(view, &at);
    if (view_peek(view, at) == '#')
      while (at < view->end && !view_is_line_end(view->text[at]))
        at++;
    if (at >= view->end || !view_is_line_end(view->text[at])) return at;
    at = view_skip_line_end(view, at);
  }
}

static bool has_body(const View *view) {
  uint32_t column = 0;
  return next_text(view, view->at, &column) < view->end && column > view->line.column;
}

// Whether a comment of this line ends at `at`; its start in `*start`.
static bool is_comment_before(const View *view, uint32_t at, uint32_t *start) {
  size_t low = 0;
  size_t high = view->p->comments.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (view->p->comments.at[middle].end < view->base + at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == view->p->comments.count || view->p->comments.at[low].end != view->base + at)
    return false;
  *start = view->p->comments.at[low].start - view->base;
  return true;
}

// The end of the last token of the line before `at`, or the line's start.
static uint32_t token_end(const View *view, uint32_t at) {
  while (at > view->line.start) {
    char c = view->text[at - 1];
    if (is_comment_before(view, at, &at)) continue;
    bool joins = c == '\\' && view_is_line_end(view_peek(view, at));
    if (!joins && !strchr(" \t\f\r\n", c)) return at;
    at--;
  }
  return at;
}

static uint32_t word_start(const View *view, uint32_t end) {
  while (end > view->line.start && view_is_word(view->text[end - 1]))
    end--;
  return end;
}

static Str word_before(const View *view, uint32_t end) {
  uint32_t start = word_start(view, end);
  return (Str){view->text + start, end - start};
}

// Whether an operand ends before `at`, so that what comes cannot be another one.
static bool is_operand_before(const View *view, uint32_t at) {
  uint32_t end = token_end(view, at);
  if (end == view->line.start) return false;
  char c = view->text[end - 1];
  if (!view_is_word(c)) return c && strchr(")]}\"'", c);
  Str word = word_before(view, end);
  return !is_operator_word(word) && !is_listed(" return yield raise ", word);
}

static void remember(View *view, ParseBroken broken) {
  array_push(view->p->scratch, &view->p->broken, broken);
}

// A header that is not what it seems: it lies between `start` and `end`; up to `room` nothing else
// is shown.
typedef struct Header {
  uint32_t start, end, room;
} Header;

// Shows the header of a block from `at` on. False when there is no room.
static bool show_header(View *view, Header header, uint32_t at, const char *shown) {
  uint32_t size = (uint32_t)strlen(shown);
  if (at + size > header.room) return false;
  memcpy(view->out + at, shown, size);
  if (at + size <= header.end) {
    view_show(view, at + size, header.end, ' ');
  } else {
    view_show(view, at + size, header.room, '\n');
  }
  return true;
}

// def f(a, b   or   class A(B
static bool mend_definition(View *view, Header header, uint32_t word, ParseBroken *broken) {
  bool is_class = view->text[word] == 'c';
  uint32_t name = view_skip_blanks(view, word + (is_class ? 5 : 3));
  uint32_t name_end = view_skip_word(view, name);
  if (name == name_end || name_end > header.end) return false;
  broken->name = view_span(view, name, name_end);
  if (show_header(view, header, name_end, is_class ? ":" : "():")) return true;
  return !is_class && show_header(view, header, name, "f():");
}

static bool mend_header(View *view, Header header, ParseBroken *broken) {
  Str word = view_word_at(view, header.start);
  bool is_async = str_equal_c(word, "async");
  uint32_t inner = is_async ? view_skip_blanks(view, header.start + 5) : header.start;
  Str inner_word = view_word_at(view, inner);
  if (str_equal_c(inner_word, "def") || str_equal_c(inner_word, "class"))
    return mend_definition(view, header, inner, broken);
  if (str_equal_c(word, "elif")) return show_header(view, header, header.start, "elif 1:");
  if (str_equal_c(word, "except")) return show_header(view, header, header.start, "except:");
  if (str_equal_c(word, "case")) return show_header(view, header, header.start, "case _:");
  if (is_async || is_listed(" for if match while with ", word))
    return show_header(view, header, header.start, "if 1:");
  return false;
}

static bool mend_line_header(View *view, uint32_t end, ParseBroken *broken) {
  return has_body(view) && mend_header(view, (Header){view->line.start, end, end}, broken);
}

// Whether the token that ends at `end` cannot end a line; `*start` is then where it begins.
static bool is_dangling(const View *view, uint32_t end, uint32_t *start) {
  char c = view->text[end - 1];
  *start = end - 1;
  if (view_is_word(c)) {
    *start = word_start(view, end);
    return is_operator_word(word_before(view, end));
  }
  if (c == '.') { // but not ... and 1.
    Str before = word_before(view, end - 1);
    bool is_number = before.size && before.at[0] >= '0' && before.at[0] <= '9';
    return !is_number && view_peek(view, end - 2) != '.';
  }
  if (c == '*') return !str_equal_c(word_before(view, token_end(view, end - 1)), "import");
  return c && strchr("+-/%@&|^~<>=!", c);
}

// Hides what cannot end a line that ends at `end`, an opening bracket that is hidden already
// included.
static void hide_dangling(View *view, uint32_t end) {
  while (end > view->line.start) {
    uint32_t start = end - 1;
    bool is_hidden = view->out[start] == ' ';
    if (!is_hidden && !is_dangling(view, end, &start)) return;
    view_show(view, start, end, ' ');
    end = token_end(view, start);
  }
}

// Takes what is open out of the line, so that its expressions stand side by side.
static void mend_line(View *view, uint32_t end) {
  Str word = view_word_at(view, view->line.start);
  bool is_decorator = view_peek(view, view->line.start) == '@';
  if (is_listed(" async class def ", word)) {
    view_show(view, view->line.start, end, ' ');
    return;
  }
  for (size_t i = 0; i < view->frames.count; i++) {
    uint32_t start = view->frames.at[i].start;
    bool is_bracket = view->frames.at[i].kind == FRAME_BRACKET;
    if (!is_bracket || is_decorator) {
      view_show(view, start, end, is_bracket ? ' ' : '0');
      return;
    }
    view->out[start] = is_operand_before(view, start) ? ';' : ' ';
  }
  hide_dangling(view, end);
}

// Gives up on the line, which ends at `end`; `at` is where the next one begins.
static void mend(View *view, uint32_t end) {
  ParseBroken broken = {.span = view_span(view, view->line.start, end)};
  broken.is_header = mend_line_header(view, end, &broken);
  if (!broken.is_header) mend_line(view, end);
  remember(view, broken);
  view->frames.count = 0;
  view->stop = view->end;
  view->line.is_lost = false; // it is shown otherwise now
}

static void problem_open(View *view) {
  const Frame *frame = &view->frames.at[view->frames.count - 1];
  while (frame->kind == FRAME_FIELD && frame > view->frames.at)
    frame--;
  if (frame->kind == FRAME_FORMAT) {
    view_problem(view, frame->start, view->at, "this string is not closed");
  } else {
    Span span = view_span(view, frame->start, frame->start + 1);
    parse_problem(view->p, AST_PROBLEM_SYNTAX, span, "`%c` is not closed", frame->open);
  }
}

// Sets out to read the line again, to end where a new one seemed to begin.
static bool read_again(View *view) {
  uint32_t start = view->line.start;
  uint32_t cut = view->line.cut;
  if (!cut || cut >= view->at || view->stop < view->end) return false;
  if (!view_may_reread(view, view->at - start)) return false;
  Parse *p = view->p;
  uint32_t first = view->base + start;
  memcpy(view->out + start, view->text + start, view->at - start);
  while (p->comments.count && p->comments.at[p->comments.count - 1].start >= first)
    p->comments.count--;
  while (p->problems.count && p->problems.at[p->problems.count - 1].span.start >= first)
    p->problems.count--;
  view->frames.count = 0;
  view->line.is_lost = false;
  view->stop = cut;
  view->at = start;
  view->is_first_word = true;
  return true;
}

// Two operands side by side, one at the end of a line and one at the start of the next.
static bool is_adjacent(const View *view, uint32_t at) {
  if (view->last != TOKEN_OPERAND && view->last != TOKEN_STRING) return false;
  char c = view_peek(view, at);
  bool is_quote = c == '"' || c == '\'';
  Str word = view_word_at(view, at);
  if (!is_quote && (!word.size || view_is_keyword(word))) return false;
  char next = view_peek(view, at + (uint32_t)word.size);
  bool is_string = is_quote || ((next == '"' || next == '\'') && view_is_prefix(word));
  return !is_string || view->last != TOKEN_STRING;
}

// A colon at the end of a line that began with `if` or the like is likely to be its own.
static bool is_header_over(const View *view) {
  const Frame *top = &view->frames.at[view->frames.count - 1];
  bool may_have_colon = top->kind == FRAME_FIELD || top->open == '{';
  return !may_have_colon && is_listed(compound_words, view_word_at(view, view->line.start)) &&
         view->text[token_end(view, view->at) - 1] == ':';
}

// Whether the line goes on at `next` although something is open. Remembers where it might have
// ended.
static bool goes_on(View *view, uint32_t next) {
  uint32_t text = next;
  uint32_t column = view_column(view, &text);
  char c = view_peek(view, text);
  bool is_outer = column <= view->line.column && (view_is_word(c) || c == '@');
  if (!view->line.cut && (is_outer || is_header_over(view))) view->line.cut = next;
  return !is_adjacent(view, text) && !begins_statement(view, text, column);
}

Step view_give_up(View *view) {
  bool is_over = view->at >= view->stop;
  uint32_t next = is_over ? view->at : view_skip_line_end(view, view->at);
  if (!is_over && goes_on(view, next)) return STEP_TOKEN;
  if (read_again(view)) return STEP_AGAIN;
  problem_open(view);
  uint32_t end = token_end(view, view->at);
  view->at = next;
  mend(view, end);
  view_add_line(view, end);
  next = view_next_line(view, next);
  view_show(view, end, next, '\n');
  view->at = next;
  return STEP_LOST;
}

void view_check_end(View *view, uint32_t last) {
  char c = view->text[last];
  if (view_is_word(c) ? view->last != TOKEN_KEYWORD : !c || !strchr(".*+-/%@&|^~<>=!", c)) return;
  uint32_t end = token_end(view, view->at);
  uint32_t start = 0;
  if (end == view->line.start || !is_dangling(view, end, &start)) return;
  view_problem(view, start, end, "something is missing behind this");
  ParseBroken broken = {.span = view_span(view, view->line.start, end)};
  broken.is_header = mend_line_header(view, end, &broken);
  if (!broken.is_header) hide_dangling(view, end);
  remember(view, broken);
}

void parse_view_hide(Parse *p, Span span) {
  parse_run_write(p->view, span.start, span.end, '\n');
}

void parse_view_outdent(Parse *p, Span span) {
  parse_run_write(p->view, span.start, span.end, '\f');
}

// Keeps broken lines in order; the new one is seldom far from the last.
static void remember_sorted(Parse *p, ParseBroken broken) {
  array_push(p->scratch, &p->broken, broken);
  size_t at = p->broken.count - 1;
  for (; at > 0 && p->broken.at[at - 1].span.start > broken.span.start; at--)
    p->broken.at[at] = p->broken.at[at - 1];
  p->broken.at[at] = broken;
}

void parse_view_mend(Parse *p, const ParseLine *line, uint32_t room) {
  View view = {.p = p, .text = p->text.at, .out = p->view, .end = (uint32_t)p->text.size};
  Header header = {line->span.start, line->span.end, room};
  ParseBroken broken = {.span = line->span, .is_header = true};
  if (!mend_header(&view, header, &broken)) return;
  parse_unexpected(p, line->span);
  remember_sorted(p, broken);
}
