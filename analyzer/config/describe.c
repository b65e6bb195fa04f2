// The tables of keys for people: which keys there are, and what one of them takes.
#include "config/read.h"

#include "base/suggest.h"

#include <stdio.h>

static void print_type(const Key *key, FILE *out) {
  KeyWords words = key_words(key);
  if (key->type == KEY_NUMBER) {
    fprintf(out, "a whole number from %lld to %lld", (long long)key->least, (long long)key->most);
    return;
  }
  for (size_t i = 0; i < words.count; i++)
    fprintf(out, "%s\"%.*s\"", i > 0 ? ", " : "", STR_ARG(words.at[i]));
  if (words.count == 0) fputs(key_type_words(key->type), out);
}

static void print_section(const Section *section, FILE *out) {
  for (size_t i = 0; i < section->count; i++) {
    const Key *key = &section->keys[i];
    fprintf(out, "  %-17s %s\n  %-17s ", key->name, key->help, "");
    print_type(key, out);
    fprintf(out, "%s\n", key->is_required ? "; required" : "");
  }
}

static const Key *find_key(const Section *section, Str name, Error *err) {
  Str names[KEYS_MAX];
  for (size_t i = 0; i < section->count; i++) {
    names[i] = str_from_c(section->keys[i].name);
    if (str_equal(name, names[i])) return &section->keys[i];
  }
  (void)suggest_fail(err, "key", name, names, section->count);
  return NULL;
}

bool config_describe(Str path, FILE *out, Error *err) {
  const Section *section = &config_root;
  const Key *key = NULL;
  for (Str rest = path; rest.size > 0;) {
    if (!section) return error_set(err, FAIL_USAGE, "`%s` holds no keys", key ? key->name : "");
    key = find_key(section, str_cut(&rest, '.'), err);
    if (!key) return false;
    section = key->section;
  }
  if (key) {
    fprintf(out, "%.*s: %s\n", STR_ARG(path), key->help);
    print_type(key, out);
    fprintf(out, "%s\n", key->is_required ? "; required" : "");
  }
  if (key && section) fputc('\n', out);
  if (section) print_section(section, out);
  return true;
}
