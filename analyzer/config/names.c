// Names of functions, fields and types as a configuration gives them.
#include "config/entries.h"

#include <string.h>

#define NAME_MAX_BYTES 256

static bool is_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}

static bool is_start(char byte) {
  return is_upper(byte) || (byte >= 'a' && byte <= 'z') || byte == '_' ||
         (unsigned char)byte >= 0x80;
}

static bool is_identifier(Str word) {
  for (size_t i = 0; i < word.size; i++)
    if (!is_start(word.at[i]) && !(i > 0 && word.at[i] >= '0' && word.at[i] <= '9')) return false;
  return word.size > 0;
}

static bool fail(Reading *reading, const TomlNode *node, const char *what) {
  reading_problem(reading, node->span, "`%.*s` is %s", STR_ARG(node->text), what);
  return false;
}

static bool is_short_enough(Reading *reading, const TomlNode *node) {
  if (node->text.size <= NAME_MAX_BYTES) return true;
  reading_problem(reading, node->span, "a name of more than %d bytes", NAME_MAX_BYTES);
  return false;
}

// ---- Python -------------------------------------------------------------------------------------

// `module.function`, `package.module.Class.method`, and `.*` at the end for all members.
bool name_python(Reading *reading, const TomlNode *node, Str *out) {
  if (!is_short_enough(reading, node)) return false;
  *out = node->text;
  Str rest = node->text;
  for (size_t parts = 0; rest.at; parts++) {
    Str part = str_cut(&rest, '.');
    bool is_all = parts > 0 && !rest.at && str_equal(part, STR("*"));
    if (!is_all && !is_identifier(part))
      return fail(reading, node, "no dotted name such as `package.module.function`");
    if (parts == 0 && !rest.at)
      return fail(reading, node, "not enough: its module stands in front, `module.function`");
  }
  return true;
}

bool name_is_class(Str name) {
  Str last = str_behind(name, '.');
  return last.size > 0 && is_upper(last.at[0]);
}

bool name_class(Str name, Str *out) {
  *out = str_before(name, '.');
  return name_is_class(*out);
}

// ---- C ------------------------------------------------------------------------------------------

static Str without_word(Str text, Str word) {
  bool is_there = str_has_prefix(text, word) && text.size > word.size && text.at[word.size] == ' ';
  return is_there ? str_trim(str_slice(text, word.size, text.size)) : text;
}

// A final `*` stands for whatever follows a `_` or `::`.
static Str without_star(Str name) {
  bool is_pattern = str_has_suffix(name, STR("_*")) || str_has_suffix(name, STR("::*"));
  return is_pattern ? str_slice(name, 0, name.size - 1) : name;
}

bool name_c(Reading *reading, const TomlNode *node, Str *out) {
  if (!is_short_enough(reading, node)) return false;
  *out = without_word(without_word(node->text, STR("struct")), STR("union"));
  Str plain = without_star(*out);
  size_t colons = str_find(plain, STR("::"));
  Str tag = str_slice(plain, 0, colons == SIZE_MAX ? plain.size : colons);
  Str field = colons == SIZE_MAX ? STR("f") : str_slice(plain, colons + 2, plain.size);
  bool is_all = plain.size < out->size && field.size == 0;
  if (is_identifier(tag) && (is_all || is_identifier(field))) return true;
  return fail(reading, node, "no name of C such as `function` or `struct tag::field`");
}
