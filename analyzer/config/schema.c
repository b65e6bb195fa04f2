// The tables of keys as a JSON Schema, for editors and for those who write configurations by
// program.
#include "config/read.h"

#include <jansson.h>
#include <stdio.h>

#define SECTIONS_MAX_DEPTH 8

static json_t *section_schema(const Section *section, int depth);

static json_t *string_schema(void) {
  return json_pack("{s:s, s:i}", "type", "string", "minLength", 1);
}

static json_t *list_of(json_t *items) {
  return json_pack("{s:s, s:o}", "type", "array", "items", items);
}

static json_t *either(json_t *one, json_t *other) {
  return json_pack("{s:[o, o]}", "anyOf", one, other);
}

static json_t *names_schema(void) {
  return either(string_schema(), list_of(string_schema()));
}

static json_t *words_schema(const Key *key) {
  KeyWords words = key_words(key);
  json_t *list = json_array();
  for (size_t i = 0; i < words.count; i++)
    json_array_append_new(list, json_stringn(words.at[i].at, words.at[i].size));
  return json_pack("{s:o}", "enum", list);
}

// A name alone is an entry when nothing else is required.
static json_t *entries_schema(const Section *section, int depth) {
  json_t *entry = section_schema(section, depth);
  bool needs_more = false;
  for (size_t i = 1; i < section->count; i++)
    needs_more |= section->keys[i].is_required;
  return list_of(needs_more ? entry : either(string_schema(), entry));
}

static json_t *key_schema(const Key *key, int depth) {
  switch (key->type) {
  case KEY_TEXT:
    return string_schema();
  case KEY_NAMES:
    return names_schema();
  case KEY_WORD:
  case KEY_KIND:
    return words_schema(key);
  case KEY_NUMBER:
    return json_pack("{s:s, s:I, s:I}", "type", "integer", "minimum", (json_int_t)key->least,
                     "maximum", (json_int_t)key->most);
  case KEY_FLAG:
    return json_pack("{s:s}", "type", "boolean");
  case KEY_SCALAR:
    return json_pack("{s:[s, s, s]}", "type", "string", "integer", "boolean");
  case KEY_TABLE:
    return section_schema(key->section, depth + 1);
  case KEY_TABLES:
    return either(section_schema(key->section, depth + 1),
                  list_of(section_schema(key->section, depth + 1)));
  case KEY_LISTS:
    return json_pack("{s:s, s:o}", "type", "object", "additionalProperties", names_schema());
  case KEY_CHOICES:
    return json_pack("{s:s, s:o}", "type", "object", "additionalProperties", words_schema(key));
  case KEY_ENTRIES:
    return entries_schema(key->section, depth + 1);
  }
  return json_object();
}

// Sections lie in one another as deep as the tables of keys do.
static json_t *section_schema(const Section *section, int depth) {
  assert(depth < SECTIONS_MAX_DEPTH);
  json_t *properties = json_object();
  json_t *required = json_array();
  for (size_t i = 0; i < section->count; i++) {
    const Key *key = &section->keys[i];
    json_t *schema = key_schema(key, depth);
    json_object_set_new(schema, "description", json_string(key->help));
    json_object_set_new(properties, key->name, schema);
    if (key->is_required) json_array_append_new(required, json_string(key->name));
  }
  json_t *schema = json_pack("{s:s, s:b, s:o}", "type", "object", "additionalProperties", 0,
                             "properties", properties);
  if (json_array_size(required) > 0) json_object_set(schema, "required", required);
  json_decref(required);
  return schema;
}

bool config_write_schema(FILE *out, Error *err) {
  json_t *schema =
      json_pack("{s:s, s:s}", "$schema", "https://json-schema.org/draft/2020-12/schema", "title",
                "nostall.toml, and [tool.nostall] of pyproject.toml");
  json_t *root = section_schema(&config_root, 0);
  json_object_update(schema, root);
  json_decref(root);
  bool ok = json_dumpf(schema, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF;
  json_decref(schema);
  return ok || error_set(err, FAIL_IO, "cannot write the schema");
}
