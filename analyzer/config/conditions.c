// Conditions on the arguments of a call.
#include "config/entries.h"

static bool fail(Reading *reading, Span span, const char *text) {
  reading_problem(reading, span, "%s", text);
  return false;
}

bool argument_read(Reading *reading, const TomlNode *table, const TomlNode *place,
                   const TomlNode *keyword, int8_t *position, const char **name) {
  if (!place && !keyword)
    return fail(reading, table->span, "which argument? The key `argument` says so");
  *position = place ? (int8_t)(place->integer - 1) : KEYWORD_ONLY;
  *name = keyword ? str_to_c(reading->arena, keyword->text) : NULL;
  return true;
}

// ---- One condition ------------------------------------------------------------------------------

typedef struct Reader {
  Reading *reading;
  Condition *out;
  bool is_c;
} Reader;

static bool set(Reader *reader, Predicate is) {
  reader->out->is = is;
  return true;
}

static bool set_text(Reader *reader, Predicate is, const TomlNode *value) {
  reader->out->text = str_to_c(reader->reading->arena, value->text);
  return set(reader, is);
}

static bool set_bits(Reader *reader, Predicate is, const TomlNode *value) {
  reader->out->bits = (uint32_t)value->integer;
  return set(reader, is);
}

static bool set_flag(Reader *reader, Predicate is, Predicate is_not, const TomlNode *value) {
  if (value->boolean) return set(reader, is);
  if (is_not != ARGUMENT_NONE_SET) return set(reader, is_not);
  return fail(reader->reading, value->span, "this condition can only be true");
}

static bool set_number(Reader *reader, const TomlNode *value) {
  bool is_boolean = value->kind == TOML_BOOLEAN;
  int64_t number = is_boolean ? value->boolean : value->integer;
  reader->out->bits = (uint32_t)number;
  if (number == 0) return set(reader, is_boolean ? ARGUMENT_FALSE : ARGUMENT_ZERO);
  if (!reader->is_c)
    return fail(reader->reading, value->span, "only 0, false and strings can be asked for");
  if (number < 0 || number > UINT32_MAX)
    return fail(reader->reading, value->span, "only numbers from 0 to 4294967295 can be asked for");
  return set(reader, ARGUMENT_EQUALS);
}

static bool read_python(Reader *reader, size_t key, const TomlNode *value) {
  switch (key) {
  case CONDITION_IS_NONE:
    return set_flag(reader, ARGUMENT_NONE, ARGUMENT_NONE_SET, value);
  case CONDITION_IS_GIVEN:
    return set_flag(reader, ARGUMENT_GIVEN, ARGUMENT_ABSENT, value);
  case CONDITION_MENTIONS:
    return set_text(reader, ARGUMENT_HAS_FLAG, value);
  case CONDITION_INSTANCE_OF:
    return set_text(reader, ARGUMENT_INSTANCE, value);
  }
  return false;
}

static bool read_c(Reader *reader, size_t key, const TomlNode *value) {
  switch (key) {
  case CONDITION_IS_NULL:
    return set_flag(reader, ARGUMENT_NONE, ARGUMENT_NONE_SET, value);
  case CONDITION_AT_MOST:
    return set_bits(reader, ARGUMENT_AT_MOST, value);
  case CONDITION_HAS_BITS:
    return set_bits(reader, ARGUMENT_HAS_BITS, value);
  case CONDITION_LACKS_BITS:
    return set_bits(reader, ARGUMENT_LACKS_BITS, value);
  case CONDITION_POINTS_TO_ZERO:
    return set_flag(reader, ARGUMENT_POINTS_TO_ZERO, ARGUMENT_NONE_SET, value);
  }
  return false;
}

static bool read_one(Reader *reader, size_t key, const TomlNode *value) {
  switch (key) {
  case CONDITION_IS:
    return value->kind == TOML_STRING ? set_text(reader, ARGUMENT_IS, value)
                                      : set_number(reader, value);
  case CONDITION_STARTS_WITH:
    return set_text(reader, ARGUMENT_STARTS, value);
  }
  return (reader->is_c ? read_c : read_python)(reader, key, value);
}

// Keys that say which argument is meant, or more of another key.
static bool is_about(size_t key, bool is_c) {
  return key == CONDITION_ARGUMENT || key == (is_c ? CONDITION_FIELD : CONDITION_KEYWORD);
}

static bool read_field(Reader *reader, const TomlNode *field) {
  Str name = {0};
  if (!name_c(reader->reading, field, &name)) return false;
  if (reader->out->is != ARGUMENT_HAS_BITS)
    return fail(reader->reading, field->span, "`field` stands together with `has-bits`");
  reader->out->text = str_to_c(reader->reading->arena, name);
  return set(reader, ARGUMENT_FIELD_HAS_BITS);
}

bool condition_read(Reading *reading, const Record *record, bool is_c, Condition *out) {
  const TomlNode *const *values = record->values;
  Reader reader = {reading, out, is_c};
  const TomlNode *said = NULL;
  *out = (Condition){0};
  if (!argument_read(reading, record->table, values[CONDITION_ARGUMENT],
                     is_c ? NULL : values[CONDITION_KEYWORD], &out->position, &out->keyword))
    return false;
  for (size_t key = 0; key < KEYS_MAX; key++) {
    if (!values[key] || is_about(key, is_c)) continue;
    if (said) return fail(reading, values[key]->key_span, "one condition says one thing");
    said = values[key];
    if (!read_one(&reader, key, said)) return false;
  }
  if (!said) return fail(reading, record->table->span, "what of this argument? `is = 0`, say");
  return !is_c || !values[CONDITION_FIELD] || read_field(&reader, values[CONDITION_FIELD]);
}
