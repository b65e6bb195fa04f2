// A scanner for the beginning of a file. It need not be right about C that nobody writes: where it
// stops too early, less is shared.
#include "c/prefix.h"

#include <string.h>

typedef struct Scanner {
  Str text;
  uint32_t at;
} Scanner;

static bool has(const Scanner *scanner, uint32_t at, const char *word) {
  return str_has_prefix(str_slice(scanner->text, at, scanner->text.size), str_from_c(word));
}

static char byte_at(const Scanner *scanner, uint32_t at) {
  return at < scanner->text.size ? scanner->text.at[at] : '\0';
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\f' || byte == '\v';
}

// Behind the comment that begins at `at`; the end of the text when it does not end.
static uint32_t skip_comment(const Scanner *scanner, uint32_t at) {
  bool is_line = byte_at(scanner, at + 1) == '/';
  Str rest = str_slice(scanner->text, at + 2, scanner->text.size);
  size_t end = str_find(rest, is_line ? STR("\n") : STR("*/"));
  if (end == SIZE_MAX) return (uint32_t)scanner->text.size;
  return at + 2 + (uint32_t)end + (is_line ? 0 : 2);
}

static bool is_comment(const Scanner *scanner, uint32_t at) {
  return has(scanner, at, "//") || has(scanner, at, "/*");
}

// To the next thing that is neither white space nor a comment.
static void skip_blank(Scanner *scanner) {
  for (;;) {
    char byte = byte_at(scanner, scanner->at);
    if (is_comment(scanner, scanner->at))
      scanner->at = skip_comment(scanner, scanner->at);
    else if (scanner->at < scanner->text.size && (is_space(byte) || byte == '\n'))
      scanner->at++;
    else
      return;
  }
}

// The end of a directive: its line end, behind continued lines and comments that go over lines. A
// comment for one line belongs to it only where it does not go on.
static uint32_t directive_end(const Scanner *scanner, uint32_t at) {
  while (at < scanner->text.size && scanner->text.at[at] != '\n') {
    char byte = scanner->text.at[at];
    if (has(scanner, at, "/*")) {
      at = skip_comment(scanner, at);
    } else if (byte == '"') {
      for (at++; at < scanner->text.size && !strchr("\"\n", scanner->text.at[at]);)
        at += byte_at(scanner, at) == '\\' && at + 1 < scanner->text.size ? 2 : 1;
      if (byte_at(scanner, at) == '"') at++;
    } else if (byte == '\\' && (has(scanner, at, "\\\n") || has(scanner, at, "\\\r\n"))) {
      at += has(scanner, at, "\\\n") ? 2 : 3;
    } else {
      at++;
    }
  }
  return at;
}

typedef enum Word { WORD_INCLUDE, WORD_DEFINE, WORD_IF, WORD_ELSE, WORD_ENDIF, WORD_OTHER } Word;

static Word word_of(Str directive) {
  static const struct {
    const char *name;
    Word word;
  } words[] = {{"include", WORD_INCLUDE}, {"define", WORD_DEFINE}, {"undef", WORD_DEFINE},
               {"if", WORD_IF},           {"ifdef", WORD_IF},      {"ifndef", WORD_IF},
               {"else", WORD_ELSE},       {"elif", WORD_ELSE},     {"endif", WORD_ENDIF}};
  size_t start = 1;
  while (start < directive.size && is_space(directive.at[start]))
    start++;
  size_t end = start;
  while (end < directive.size && directive.at[end] >= 'a' && directive.at[end] <= 'z')
    end++;
  Str name = str_slice(directive, start, end);
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (str_equal_c(name, words[i].name)) return words[i].word;
  return WORD_OTHER;
}

// `#if` and `#elif`; what else there is asks about no file.
static bool is_question(Str directive) {
  Str word = str_slice(directive, 1, directive.size);
  while (word.size > 0 && is_space(word.at[0]))
    word = str_slice(word, 1, word.size);
  bool is_if = str_has_prefix(word, STR("if")) && !str_has_prefix(word, STR("ifdef")) &&
               !str_has_prefix(word, STR("ifndef"));
  return is_if || str_has_prefix(word, STR("elif"));
}

// Behind the word that begins the directive.
static Str argument_of(Str directive) {
  size_t at = 1;
  while (at < directive.size && is_space(directive.at[at]))
    at++;
  while (at < directive.size && directive.at[at] >= 'a' && directive.at[at] <= 'z')
    at++;
  while (at < directive.size && is_space(directive.at[at]))
    at++;
  return str_slice(directive, at, directive.size);
}

// A macro may stand for a name, and in a condition for a question about one.
static void look_beside(Directive *directive, Word word) {
  Str argument = argument_of(directive->text);
  bool is_quoted = str_has_prefix(argument, STR("\""));
  Str name = str_slice(argument, 1, argument.size);
  size_t end = is_quoted ? str_find_byte(name, '"') : SIZE_MAX;
  if (word == WORD_INCLUDE && end != SIZE_MAX)
    directive->beside = str_slice(name, 0, end);
  else if (word == WORD_INCLUDE)
    directive->is_local = !str_has_prefix(argument, STR("<"));
  else
    directive->is_local = is_question(directive->text);
}

static bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_';
}

static Str take_name(Str *rest) {
  size_t end = 0;
  while (end < rest->size && is_name_byte(rest->at[end]))
    end++;
  Str name = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end, rest->size);
  return name;
}

static bool is_nothing(Str rest) {
  rest = str_trim(rest);
  return rest.size == 0 || str_has_prefix(rest, STR("/*")) || str_has_prefix(rest, STR("//"));
}

static bool skip_text(Str *rest, Str text) {
  *rest = str_trim(*rest);
  if (!str_has_prefix(*rest, text)) return false;
  *rest = str_slice(*rest, text.size, rest->size);
  return true;
}

// `NAME` of `#ifndef NAME`, `#if !defined(NAME)`, `#if !defined NAME`; "" for what asks for more.
static Str asked_name(Str directive) {
  Str rest = argument_of(directive);
  Str word = str_trim(str_slice(directive, 1, directive.size - rest.size));
  bool is_open = false;
  if (str_equal_c(word, "ifdef")) return STR("");
  if (str_equal_c(word, "if")) {
    if (!skip_text(&rest, STR("!")) || !skip_text(&rest, STR("defined"))) return STR("");
    if (rest.size > 0 && is_name_byte(rest.at[0])) return STR("");
    is_open = skip_text(&rest, STR("("));
    rest = str_trim(rest);
  }
  Str name = take_name(&rest);
  bool is_closed = !is_open || skip_text(&rest, STR(")"));
  return is_closed && is_nothing(rest) ? name : STR("");
}

static void find_name(Directive *directive, Word word) {
  directive->is_definition = word == WORD_DEFINE;
  if (word == WORD_IF) directive->name = asked_name(directive->text);
  if (word != WORD_DEFINE) return;
  Str rest = argument_of(directive->text);
  directive->name = take_name(&rest);
}

Prefix prefix_read(Arena *arena, Str text) {
  Prefix prefix = {0};
  Scanner scanner = {.text = text};
  uint32_t depth = 0;
  bool has_include = false;
  if (text.size >= UINT32_MAX || str_has_prefix(text, STR("\xef\xbb\xbf"))) return prefix;
  while (prefix.directives.count < PREFIX_MAX_DIRECTIVES) {
    skip_blank(&scanner);
    if (byte_at(&scanner, scanner.at) != '#') break;
    uint32_t end = directive_end(&scanner, scanner.at);
    Str line = str_slice(text, scanner.at, end);
    Word word = word_of(line);
    if (word == WORD_OTHER || (word == WORD_ENDIF && depth == 0)) break;
    if (word == WORD_IF) depth++;
    if (word == WORD_ENDIF) depth--;
    has_include |= word == WORD_INCLUDE;
    Directive directive = {.text = str_copy(arena, line),
                           .start = scanner.at,
                           .end = end,
                           .hash = str_hash(line),
                           .is_cut = depth == 0 && has_include && word != WORD_DEFINE,
                           .is_include = word == WORD_INCLUDE};
    look_beside(&directive, word);
    find_name(&directive, word);
    array_push(arena, &prefix.directives, directive);
    scanner.at = end;
  }
  return prefix;
}

Str prefix_blank(Arena *arena, Str text, const Prefix *prefix, uint32_t count) {
  char *bytes = arena_push(arena, char, text.size + 1);
  if (text.size > 0) memcpy(bytes, text.at, text.size);
  Scanner scanner = {.text = text};
  for (uint32_t i = 0; i < count; i++) {
    const Directive *directive = &prefix->directives.at[i];
    for (uint32_t at = directive->start; at < directive->end;) {
      bool is_kept = is_comment(&scanner, at);
      uint32_t end = is_kept ? skip_comment(&scanner, at) : at + 1;
      for (; at < end; at++)
        if (!is_kept && bytes[at] != '\n') bytes[at] = ' ';
    }
  }
  return (Str){bytes, text.size};
}
