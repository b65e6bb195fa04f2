// Three quotes too many or too few. Whoever types them turns all code behind into text and all text
// into code, up to the end of the file: hundreds of errors, of which none is one. Where a few
// characters that are shown as blanks bring every string behind to its end, that is what was meant.
#include "python/parse.h"

#include <string.h>

#define NOWHERE UINT32_MAX

static char at(Str text, uint32_t offset) {
  return offset < text.size ? text.at[offset] : '\0';
}

static bool is_triple(Str text, uint32_t offset) {
  char quote = at(text, offset);
  return (quote == '"' || quote == '\'') && at(text, offset + 1) == quote &&
         at(text, offset + 2) == quote;
}

// Behind the string that begins with a quote, NOWHERE when it does not end.
static uint32_t string_end(Str text, uint32_t start) {
  bool is_long = is_triple(text, start);
  char quote = text.at[start];
  for (uint32_t i = start + (is_long ? 3 : 1); i < text.size; i++) {
    char c = text.at[i];
    if (c == '\\')
      i++;
    else if (c == quote && (!is_long || is_triple(text, i)))
      return i + (is_long ? 3 : 1);
    else if (!is_long && (c == '\n' || c == '\r'))
      return NOWHERE;
  }
  return NOWHERE;
}

static uint32_t line_end(Str text, uint32_t offset) {
  const char *end = memchr(text.at + offset, '\n', text.size - offset);
  return end ? (uint32_t)(end - text.at) : (uint32_t)text.size;
}

// The first string of code behind a place that does not end; NOWHERE when all do. Fields of
// f-strings are text here: quotes in them come in pairs. In `closed` the last string in three
// quotes that ends before `error`.
static uint32_t first_open(Str text, uint32_t from, uint32_t error, Span *closed) {
  for (uint32_t i = from; i < text.size;) {
    char c = text.at[i];
    if (c == '#') {
      i = line_end(text, i);
    } else if (c == '"' || c == '\'') {
      uint32_t end = string_end(text, i);
      if (end == NOWHERE) return i;
      if (end <= error && is_triple(text, i)) *closed = (Span){i, end};
      i = end;
    } else {
      i++;
    }
  }
  return NOWHERE;
}

static bool all_end(Str text, uint32_t from) {
  Span closed = {0};
  return first_open(text, from, 0, &closed) == NOWHERE;
}

// Behind two quotes at the end of a line inside of a string in three, where it should end; NOWHERE
// when there are none.
static uint32_t damaged_end(Str text, Span string) {
  char quote = text.at[string.start];
  for (uint32_t i = string.start + 3; i + 3 < string.end; i++) {
    if (text.at[i] != quote || at(text, i + 1) != quote) continue;
    char behind = at(text, i + 2);
    if (text.at[i - 1] != quote && (behind == '\n' || behind == '\r')) return i + 2;
  }
  return NOWHERE;
}

static bool begins_with(Str line, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_has_prefix(line, str_from_c(words[i]))) return true;
  return false;
}

// `def f(`, `class A:`; a sentence may begin with such a word, too.
static bool is_definition(Str line) {
  static const char *const words[] = {"def ", "class ", "async def "};
  return begins_with(line, words, COUNT_OF(words)) &&
         (str_find_byte(line, '(') != SIZE_MAX || line.at[line.size - 1] == ':');
}

// Whether a line of a text may be code: what few sentences begin or end with.
static bool is_like_code(Str line) {
  static const char *const words[] = {"@",     "return ", "raise ", "import ",
                                      "from ", "self.",   "super()"};
  if (line.size == 0) return false;
  char last = line.at[line.size - 1];
  return is_definition(line) || begins_with(line, words, COUNT_OF(words)) || last == ')' ||
         last == '(' || last == '{' || last == '[' || str_find(line, STR(" = ")) != SIZE_MAX ||
         (last == ':' && str_find(line, STR(" ")) != SIZE_MAX);
}

// Whether a part of a text has one behind its first line.
static bool has_definition(Str text, Span part) {
  for (uint32_t i = line_end(text, part.start) + 1; i < part.end; i = line_end(text, i) + 1)
    if (is_definition(str_trim(str_slice(text, i, line_end(text, i))))) return true;
  return false;
}

static void add_end(ParseQuotes *quotes, uint32_t end) {
  if (quotes->end_count < QUOTE_ENDS_MAX) quotes->ends[quotes->end_count++] = end;
}

// Where a text may be meant to end: where two quotes are left, with its line, before what looks
// like code.
static void find_ends(ParseQuotes *quotes) {
  Str text = quotes->given;
  Span string = quotes->string;
  uint32_t damaged = damaged_end(text, string);
  if (damaged != NOWHERE) add_end(quotes, damaged);
  uint32_t line = line_end(text, string.start);
  if (line >= string.end) return; // one line, and it ends
  add_end(quotes, line);
  for (uint32_t i = line + 1; i < string.end; i = line_end(text, i) + 1)
    if (is_like_code(str_trim(str_slice(text, i, line_end(text, i))))) add_end(quotes, i);
}

// The three quotes that come next.
static uint32_t next_triple(Str text, uint32_t from) {
  while (from < text.size && !is_triple(text, from))
    from++;
  return from < text.size ? from : NOWHERE;
}

// Lines between a string and the place where a parser gave up, as a few words of a text may be
// read as code.
#define LINES_BETWEEN 2

static bool is_near(Str text, uint32_t from, uint32_t to) {
  uint32_t lines = 0;
  for (uint32_t i = from; i < to && lines <= LINES_BETWEEN; i++)
    lines += text.at[i] == '\n';
  return lines <= LINES_BETWEEN;
}

bool parse_quotes_begin(ParseQuotes *quotes, Arena *arena, Str text, uint32_t error) {
  Span closed = {0};
  if (all_end(text, error)) return false; // most errors have nothing to do with quotes
  uint32_t open = first_open(text, 0, error, &closed);
  if (open == NOWHERE) return false;
  char *copy = arena_push(arena, char, text.size + AST_PADDING_BYTES);
  memcpy(copy, text.at, text.size);
  *quotes = (ParseQuotes){.given = text, .text = {copy, text.size}, .copy = copy, .error = error};
  quotes->is_alone = error <= open && str_trim(str_slice(text, error, open)).size == 0;
  if (quotes->is_alone && is_triple(text, open))
    quotes->string = (Span){open, (uint32_t)text.size};
  else if (closed.end > 0 && is_near(text, closed.end, error))
    quotes->string = closed;
  if (quotes->string.end > 0) find_ends(quotes);
  return true;
}

// Shows blanks in the place of some characters, but for ends of lines. Whether all strings behind
// end then.
static bool blank(ParseQuotes *quotes, Span span, uint32_t from) {
  for (uint32_t i = span.start; i < span.end; i++)
    if (quotes->copy[i] != '\n' && quotes->copy[i] != '\r') quotes->copy[i] = ' ';
  return all_end(quotes->text, from);
}

static bool says(ParseQuotes *quotes, uint32_t quote, Str text) {
  quotes->span = (Span){quote, quote + 3};
  quotes->says = text;
  return true;
}

#define NOT_CLOSED STR("this string is not closed")
#define NOT_OPENED STR("these quotes close no string")

// `"""What it does.`, up to a place where it should end: an empty text stands there instead.
static bool end_early(ParseQuotes *quotes, uint32_t end) {
  Span string = quotes->string;
  if (!blank(quotes, (Span){string.start, end}, end)) return false;
  memcpy(quotes->copy + string.start, quotes->given.at + string.start, 2);
  return says(quotes, string.start, NOT_CLOSED);
}

// Three quotes in the middle of a text, which goes on.
static bool go_on(ParseQuotes *quotes) {
  Span string = quotes->string, end = {string.end - 3, string.end};
  if (end.start <= string.start || !is_triple(quotes->given, end.start)) return false;
  if (has_definition(quotes->given, string)) return false;
  return blank(quotes, end, string.start) && says(quotes, end.start, NOT_OPENED);
}

// A text that does not begin, from the first error to the quotes at its end.
static bool drop_text(ParseQuotes *quotes) {
  Str text = quotes->given;
  uint32_t close = next_triple(text, quotes->error);
  if (close == NOWHERE) return false;
  bool has_code =
      has_definition(text, quotes->string) || has_definition(text, (Span){quotes->error, close});
  if (quotes->string.end > 0 && has_code) return false;
  if (!blank(quotes, (Span){quotes->error, close + 3}, close + 3)) return false;
  bool is_here = close <= line_end(text, quotes->error);
  return says(quotes, close, is_here ? NOT_CLOSED : NOT_OPENED);
}

// `x = """` at the end of a line: an empty text stands there. In the middle of one there is none.
static bool start_nothing(ParseQuotes *quotes) {
  Span start = {quotes->string.start, quotes->string.start + 3};
  uint32_t end = line_end(quotes->given, start.end);
  if (!blank(quotes, start, start.end)) return false;
  if (str_trim(str_slice(quotes->given, start.end, end)).size == 0)
    memcpy(quotes->copy + start.start, quotes->given.at + start.start, 2);
  return says(quotes, start.start, NOT_CLOSED);
}

bool parse_quotes_try(ParseQuotes *quotes, uint32_t fix) {
  uint32_t ends = quotes->end_count;
  memcpy(quotes->copy, quotes->given.at, quotes->given.size);
  if (fix > 0 && fix <= ends) return end_early(quotes, quotes->ends[fix - 1]);
  if (quotes->is_alone) return false;
  if (fix == ends + 2) return drop_text(quotes);
  if (quotes->string.end == 0) return false;
  return fix == 0 ? start_nothing(quotes) : go_on(quotes);
}

uint32_t parse_quotes_count(const ParseQuotes *quotes) {
  return quotes->end_count + 3;
}
