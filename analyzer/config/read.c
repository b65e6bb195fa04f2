// Any section is read by its table of keys.
#include "config/read.h"

#include "base/suggest.h"

#include <stdarg.h>

// ---- Problems -----------------------------------------------------------------------------------

void reading_problem(Reading *reading, Span span, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  ConfigProblem problem = {span, str_print_list(reading->arena, format, arguments)};
  va_end(arguments);
  array_push(reading->arena, &reading->problems, problem);
}

uint32_t reading_line(const Reading *reading, Span span) {
  return line_table_line(reading->lines, span.start) + 1;
}

// ", did you mean `x`?", or all there are.
static Str hint(Reading *reading, Str wanted, const KeyWords *words) {
  Str near = suggest(wanted, words->at, words->count);
  if (near.size > 0) return str_print(reading->arena, "; did you mean `%.*s`?", STR_ARG(near));
  Str all = STR("; there are:");
  for (size_t i = 0; i < words->count; i++)
    all = str_print(reading->arena, "%.*s%s %.*s", STR_ARG(all), i > 0 ? "," : "",
                    STR_ARG(words->at[i]));
  return all;
}

// ---- Words --------------------------------------------------------------------------------------

#define KIND_PREFIX STR("blocking-")

// "network" for EFFECT_NETWORK; the loop in a loop has a section of its own.
static Str kind_name(Effect effect) {
  Str id = str_from_c(effect_id(effect));
  if (effect == EFFECT_NONE || !str_has_prefix(id, KIND_PREFIX)) return (Str){0};
  return str_slice(id, KIND_PREFIX.size, id.size);
}

Effect kind_find(Str name) {
  for (int effect = EFFECT_NONE + 1; effect < EFFECT_COUNT; effect++)
    if (name.size > 0 && str_equal(kind_name((Effect)effect), name)) return (Effect)effect;
  return EFFECT_NONE;
}

KeyWords key_words(const Key *key) {
  KeyWords words = {0};
  for (int effect = EFFECT_NONE + 1; key->type == KEY_KIND && effect < EFFECT_COUNT; effect++)
    if (kind_name((Effect)effect).size > 0) words.at[words.count++] = kind_name((Effect)effect);
  for (Str rest = str_from_c(key->words); rest.size > 0 && words.count < KEY_WORDS_MAX;)
    words.at[words.count++] = str_cut(&rest, '|');
  return words;
}

static bool has_word(const KeyWords *words, Str word) {
  for (size_t i = 0; i < words->count; i++)
    if (str_equal(words->at[i], word)) return true;
  return false;
}

// ---- Values -------------------------------------------------------------------------------------

const char *key_type_words(KeyType type) {
  switch (type) {
  case KEY_TEXT:
  case KEY_WORD:
  case KEY_KIND:
    return "a string";
  case KEY_NAMES:
    return "a string or a list of strings";
  case KEY_NUMBER:
    return "a whole number";
  case KEY_FLAG:
    return "true or false";
  case KEY_SCALAR:
    return "a string, a whole number, or true or false";
  case KEY_TABLE:
    return "a table";
  case KEY_LISTS:
    return "a table of lists of strings";
  case KEY_CHOICES:
    return "a table of strings";
  case KEY_TABLES:
    return "a table or a list of tables";
  case KEY_ENTRIES:
    return "a list of tables and names";
  }
  return "";
}

static bool is_of(const TomlNode *value, TomlKind kind) {
  return value->kind == kind;
}

static bool is_list_of(const TomlNode *value, TomlKind kind, TomlKind other) {
  if (value->kind != TOML_ARRAY) return false;
  for (const TomlNode *node = value->first; node; node = node->next)
    if (node->kind != kind && node->kind != other) return false;
  return true;
}

static bool is_names(const TomlNode *value) {
  return is_of(value, TOML_STRING) || is_list_of(value, TOML_STRING, TOML_STRING);
}

static bool holds_names(const TomlNode *value) {
  if (value->kind != TOML_TABLE) return false;
  for (const TomlNode *node = value->first; node; node = node->next)
    if (!is_names(node)) return false;
  return true;
}

static bool holds_strings(const TomlNode *value) {
  if (value->kind != TOML_TABLE) return false;
  for (const TomlNode *node = value->first; node; node = node->next)
    if (node->kind != TOML_STRING) return false;
  return true;
}

static bool has_type(const TomlNode *value, KeyType type) {
  switch (type) {
  case KEY_TEXT:
  case KEY_WORD:
  case KEY_KIND:
    return is_of(value, TOML_STRING);
  case KEY_NAMES:
    return is_names(value);
  case KEY_LISTS:
    return holds_names(value);
  case KEY_CHOICES:
    return holds_strings(value);
  case KEY_NUMBER:
    return is_of(value, TOML_INTEGER);
  case KEY_FLAG:
    return is_of(value, TOML_BOOLEAN);
  case KEY_SCALAR:
    return is_of(value, TOML_STRING) || is_of(value, TOML_INTEGER) || is_of(value, TOML_BOOLEAN);
  case KEY_TABLE:
    return is_of(value, TOML_TABLE);
  case KEY_TABLES:
    return is_of(value, TOML_TABLE) || is_list_of(value, TOML_TABLE, TOML_TABLE);
  case KEY_ENTRIES:
    return is_list_of(value, TOML_TABLE, TOML_STRING);
  }
  return false;
}

// Texts end up on terminals and in the names of functions.
static bool is_plain(Str text) {
  for (size_t i = 0; i < text.size; i++)
    if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f) return false;
  return text.size > 0;
}

static bool check_texts(Reading *reading, const TomlNode *value) {
  for (const TomlNode *node = names_first(value); node; node = names_next(value, node)) {
    if (node->kind != TOML_STRING || is_plain(node->text)) continue;
    reading_problem(reading, node->span, "%s",
                    node->text.size == 0 ? "this is empty"
                                         : "line breaks and control characters have no place here");
    return false;
  }
  return true;
}

static bool check_word(Reading *reading, const Key *key, const TomlNode *value) {
  KeyWords words = key_words(key);
  if (words.count == 0 || has_word(&words, value->text)) return true;
  Str more = hint(reading, value->text, &words);
  reading_problem(reading, value->span, "`%.*s` is no %s%.*s", STR_ARG(value->text), key->name,
                  STR_ARG(more));
  return false;
}

static bool check_choices(Reading *reading, const Key *key, const TomlNode *table) {
  bool ok = true;
  for (const TomlNode *node = table->first; node; node = node->next)
    ok &= check_word(reading, key, node);
  return ok;
}

static bool check_range(Reading *reading, const Key *key, const TomlNode *value) {
  if (value->integer >= key->least && value->integer <= key->most) return true;
  reading_problem(reading, value->span, "`%s` is a number from %lld to %lld", key->name,
                  (long long)key->least, (long long)key->most);
  return false;
}

// The element that makes a list a wrong one, or the value itself.
static const TomlNode *wrong_part(const TomlNode *value, KeyType type) {
  for (const TomlNode *node = value->first; node && type == KEY_LISTS; node = node->next)
    if (!is_names(node)) return wrong_part(node, KEY_NAMES);
  for (const TomlNode *node = value->first; node && type == KEY_CHOICES; node = node->next)
    if (node->kind != TOML_STRING) return node;
  bool is_list = type == KEY_NAMES || type == KEY_TABLES || type == KEY_ENTRIES;
  if (!is_list || value->kind != TOML_ARRAY) return value;
  const TomlNode *node = value->first;
  while (node && (node->kind == (type == KEY_TABLES ? TOML_TABLE : TOML_STRING) ||
                  (node->kind == TOML_TABLE && type == KEY_ENTRIES)))
    node = node->next;
  return node ? node : value;
}

static bool check_value(Reading *reading, const Key *key, const TomlNode *value) {
  if (!has_type(value, key->type)) {
    const TomlNode *wrong = wrong_part(value, key->type);
    reading_problem(reading, wrong->span, "`%s` takes %s, not %s", key->name,
                    key_type_words(key->type), toml_kind_name(wrong->kind));
    return false;
  }
  if (!check_texts(reading, value)) return false;
  if (key->type == KEY_NUMBER) return check_range(reading, key, value);
  if (key->type == KEY_CHOICES) return check_choices(reading, key, value);
  return (key->type != KEY_WORD && key->type != KEY_KIND) || check_word(reading, key, value);
}

// ---- Tables -------------------------------------------------------------------------------------

static bool find_key(const Section *section, Str name, size_t *out) {
  for (*out = 0; *out < section->count; ++*out)
    if (str_equal_c(name, section->keys[*out].name)) return true;
  return false;
}

#define KEYS_LISTED_MAX 12

static void fail_unknown(Reading *reading, const Section *section, const TomlNode *value) {
  KeyWords names = {0};
  for (size_t i = 0; i < section->count; i++)
    names.at[names.count++] = str_from_c(section->keys[i].name);
  Str near = suggest(value->key, names.at, names.count);
  bool is_long = near.size == 0 && names.count > KEYS_LISTED_MAX;
  Str more = is_long ? STR("; `nostall config` lists all") : hint(reading, value->key, &names);
  reading_problem(reading, value->key_span, "`%.*s` is no key of %s%.*s", STR_ARG(value->key),
                  section->title, STR_ARG(more));
}

static bool check_required(Reading *reading, const Section *section, const Record *record) {
  for (size_t i = 0; i < section->count; i++) {
    if (!section->keys[i].is_required || record->values[i]) continue;
    reading_problem(reading, record->table->span, "%s needs the key `%s`", section->title,
                    section->keys[i].name);
    return false;
  }
  return true;
}

bool record_read(Reading *reading, const Section *section, const TomlNode *table, Record *out) {
  static_assert(KEYS_MAX <= KEY_WORDS_MAX, "suggestions hold the keys of any section");
  assert(section->count <= KEYS_MAX);
  *out = (Record){.table = table};
  bool ok = true;
  for (const TomlNode *value = table->first; value; value = value->next) {
    size_t key = 0;
    if (!find_key(section, value->key, &key)) {
      fail_unknown(reading, section, value);
      ok = false;
    } else if (check_value(reading, &section->keys[key], value)) {
      out->values[key] = value;
    } else {
      ok = false;
    }
  }
  return ok && check_required(reading, section, out);
}

bool entry_read(Reading *reading, const Section *section, const TomlNode *element, Record *out) {
  if (element->kind == TOML_TABLE) return record_read(reading, section, element, out);
  *out = (Record){.table = element, .values = {element}};
  return check_required(reading, section, out);
}
