// From the tree of tree-sitter-toml to tables and values.
#include "config/toml.h"

#include "base/array.h"
#include "base/map.h"

#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_toml(void);

typedef struct Reader {
  Arena *arena;
  Str text;
  TomlProblem *problem;
  Map members; // hash of a table and a key -> index into `nodes`
  Array(TomlNode *) nodes;
  uint32_t id;
} Reader;

const char *toml_kind_name(TomlKind kind) {
  switch (kind) {
  case TOML_STRING:
    return "a string";
  case TOML_INTEGER:
    return "a whole number";
  case TOML_FLOAT:
    return "a number with a fraction";
  case TOML_BOOLEAN:
    return "true or false";
  case TOML_DATE:
    return "a date or time";
  case TOML_ARRAY:
    return "a list";
  case TOML_TABLE:
    return "a table";
  }
  return "";
}

static bool fail(Reader *reader, Span span, const char *format, ...) BASE_PRINTF(3, 4);

static bool fail(Reader *reader, Span span, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  *reader->problem = (TomlProblem){span, str_print_list(reader->arena, format, arguments)};
  va_end(arguments);
  return false;
}

static Span span_of(TSNode node) {
  return (Span){ts_node_start_byte(node), ts_node_end_byte(node)};
}

static Str text_of(const Reader *reader, TSNode node) {
  return str_slice(reader->text, ts_node_start_byte(node), ts_node_end_byte(node));
}

static bool is_type(TSNode node, const char *type) {
  return strcmp(ts_node_type(node), type) == 0;
}

static uint32_t line_of(const Reader *reader, Span span) {
  uint32_t line = 1;
  for (uint32_t at = 0; at < span.start; at++)
    line += reader->text.at[at] == '\n';
  return line;
}

// ---- Nodes --------------------------------------------------------------------------------------

typedef struct Key { // one part of a dotted key
  Str name;
  Span span;
} Key;

typedef struct Path {
  Key parts[TOML_MAX_DEPTH];
  uint32_t count;
} Path;

static TomlNode *make(Reader *reader, TomlKind kind, TomlOrigin origin, Span span) {
  TomlNode *node = arena_push(reader->arena, TomlNode, 1);
  *node = (TomlNode){.kind = kind, .origin = origin, .span = span, .id = ++reader->id};
  return node;
}

static void append(TomlNode *parent, TomlNode *child) {
  if (parent->last)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
  parent->count++;
}

static uint64_t member_hash(const TomlNode *table, Str key) {
  return str_hash(key) ^ (table->id * UINT64_C(0x9e3779b97f4a7c15)); // 2^64 / golden ratio
}

static TomlNode *find(const Reader *reader, const TomlNode *table, Str key) {
  const uint32_t *known = map_find(&reader->members, member_hash(table, key));
  return known ? reader->nodes.at[*known] : NULL;
}

static void add_member(Reader *reader, TomlNode *table, Key key, TomlNode *value) {
  uint32_t number = (uint32_t)reader->nodes.count;
  value->key = key.name;
  value->key_span = key.span;
  array_push(reader->arena, &reader->nodes, value);
  map_insert(reader->arena, &reader->members, member_hash(table, key.name), number);
  append(table, value);
}

static bool fail_twice(Reader *reader, Key key, const TomlNode *known) {
  return fail(reader, key.span, "`%.*s` stands in line %u already", STR_ARG(key.name),
              line_of(reader, known->key_span));
}

// ---- Keys ---------------------------------------------------------------------------------------

static bool read_key(Reader *reader, TSNode node, Key *out) {
  *out = (Key){text_of(reader, node), span_of(node)};
  return !is_type(node, "quoted_key") ||
         toml_string_value(reader->arena, out->name, out->span.start, &out->name, reader->problem);
}

// A dotted key is a tree that leans to the left.
static bool read_path(Reader *reader, TSNode node, Path *out) {
  Key backwards[TOML_MAX_DEPTH];
  uint32_t count = 0;
  *out = (Path){0};
  for (;; count++) {
    if (count == TOML_MAX_DEPTH)
      return fail(reader, span_of(node), "a key of more than %d parts", TOML_MAX_DEPTH);
    bool is_dotted = is_type(node, "dotted_key");
    uint32_t children = is_dotted ? ts_node_named_child_count(node) : 0;
    TSNode last = is_dotted ? ts_node_named_child(node, children - 1) : node;
    if (!read_key(reader, last, &backwards[count])) return false;
    if (!is_dotted) break;
    node = ts_node_named_child(node, 0);
  }
  for (uint32_t i = 0; i <= count; i++)
    out->parts[out->count++] = backwards[count - i];
  return true;
}

// ---- Values -------------------------------------------------------------------------------------

static bool read_pair(Reader *reader, TSNode node, TomlNode *table, int depth);
static bool read_value(Reader *reader, TSNode node, int depth, TomlNode **out);

static bool read_array(Reader *reader, TSNode node, int depth, TomlNode *out) {
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  bool ok = true;
  bool is_there = ts_tree_cursor_goto_first_child(&cursor);
  for (; ok && is_there; is_there = ts_tree_cursor_goto_next_sibling(&cursor)) {
    TSNode child = ts_tree_cursor_current_node(&cursor);
    if (!ts_node_is_named(child) || is_type(child, "comment")) continue;
    TomlNode *element = NULL;
    ok = read_value(reader, child, depth + 1, &element);
    if (ok) append(out, element);
  }
  ts_tree_cursor_delete(&cursor);
  return ok;
}

static bool read_pairs(Reader *reader, TSNode node, int depth, TomlNode *table) {
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  bool ok = true;
  bool is_there = ts_tree_cursor_goto_first_child(&cursor);
  for (; ok && is_there; is_there = ts_tree_cursor_goto_next_sibling(&cursor)) {
    TSNode child = ts_tree_cursor_current_node(&cursor);
    if (is_type(child, "pair")) ok = read_pair(reader, child, table, depth);
  }
  ts_tree_cursor_delete(&cursor);
  return ok;
}

static TomlKind kind_of(TSNode node) {
  const char *type = ts_node_type(node);
  if (strcmp(type, "string") == 0) return TOML_STRING;
  if (strcmp(type, "integer") == 0) return TOML_INTEGER;
  if (strcmp(type, "float") == 0) return TOML_FLOAT;
  if (strcmp(type, "boolean") == 0) return TOML_BOOLEAN;
  if (strcmp(type, "array") == 0) return TOML_ARRAY;
  return strcmp(type, "inline_table") == 0 ? TOML_TABLE : TOML_DATE;
}

// Containers are read at most TOML_MAX_DEPTH deep.
static bool read_value(Reader *reader, TSNode node, int depth, TomlNode **out) {
  Span span = span_of(node);
  if (depth > TOML_MAX_DEPTH)
    return fail(reader, span, "values in one another more than %d deep", TOML_MAX_DEPTH);
  TomlNode *value = make(reader, kind_of(node), ORIGIN_VALUE, span);
  value->text = text_of(reader, node);
  *out = value;
  switch (value->kind) {
  case TOML_STRING:
    return toml_string_value(reader->arena, value->text, span.start, &value->text, reader->problem);
  case TOML_INTEGER:
    return toml_integer_value(value->text, &value->integer) ||
           fail(reader, span, "this number does not fit into 64 bits");
  case TOML_BOOLEAN:
    value->boolean = str_equal(value->text, STR("true"));
    return true;
  case TOML_ARRAY:
    return read_array(reader, node, depth, value);
  case TOML_TABLE:
    return read_pairs(reader, node, depth + 1, value);
  case TOML_FLOAT:
  case TOML_DATE:
    return true;
  }
  return true;
}

// ---- Where values go ----------------------------------------------------------------------------

// The table in front of a dot in a key.
static TomlNode *enter_dotted(Reader *reader, TomlNode *table, Key key) {
  TomlNode *known = find(reader, table, key.name);
  if (!known) {
    TomlNode *made = make(reader, TOML_TABLE, ORIGIN_DOTTED, key.span);
    add_member(reader, table, key, made);
    return made;
  }
  if (known->kind == TOML_TABLE && known->origin == ORIGIN_DOTTED) return known;
  (void)fail_twice(reader, key, known);
  return NULL;
}

static bool read_pair(Reader *reader, TSNode node, TomlNode *table, int depth) {
  Path path;
  TomlNode *value = NULL;
  if (!read_path(reader, ts_node_named_child(node, 0), &path)) return false;
  for (uint32_t i = 0; i + 1 < path.count; i++) {
    table = enter_dotted(reader, table, path.parts[i]);
    if (!table) return false;
  }
  Key key = path.parts[path.count - 1];
  const TomlNode *known = find(reader, table, key.name);
  if (known) return fail_twice(reader, key, known);
  TSNode written = ts_node_named_child(node, 1);
  for (uint32_t i = 2; is_type(written, "comment"); i++)
    written = ts_node_named_child(node, i);
  if (!read_value(reader, written, depth, &value)) return false;
  add_member(reader, table, key, value);
  return true;
}

// The table in front of a dot in a header: of [[several]] the last one.
static TomlNode *enter_header(Reader *reader, TomlNode *table, Key key) {
  TomlNode *known = find(reader, table, key.name);
  if (!known) {
    TomlNode *made = make(reader, TOML_TABLE, ORIGIN_IMPLICIT, key.span);
    add_member(reader, table, key, made);
    return made;
  }
  if (known->kind == TOML_TABLE && known->origin != ORIGIN_VALUE) return known;
  if (known->kind == TOML_ARRAY && known->origin == ORIGIN_HEADER) return known->last;
  (void)fail_twice(reader, key, known);
  return NULL;
}

static TomlNode *open_table(Reader *reader, TomlNode *parent, Key key, Span header) {
  TomlNode *known = find(reader, parent, key.name);
  if (!known) {
    TomlNode *made = make(reader, TOML_TABLE, ORIGIN_HEADER, header);
    add_member(reader, parent, key, made);
    return made;
  }
  if (known->kind != TOML_TABLE || known->origin != ORIGIN_IMPLICIT) {
    (void)fail_twice(reader, key, known);
    return NULL;
  }
  known->origin = ORIGIN_HEADER;
  known->span = header;
  return known;
}

static TomlNode *open_element(Reader *reader, TomlNode *parent, Key key, Span header) {
  TomlNode *array = find(reader, parent, key.name);
  if (!array) {
    array = make(reader, TOML_ARRAY, ORIGIN_HEADER, header);
    add_member(reader, parent, key, array);
  }
  if (array->kind != TOML_ARRAY || array->origin != ORIGIN_HEADER) {
    (void)fail_twice(reader, key, array);
    return NULL;
  }
  TomlNode *element = make(reader, TOML_TABLE, ORIGIN_HEADER, header);
  append(array, element);
  return element;
}

static TSNode header_key(TSNode node) {
  TSNode key = ts_node_named_child(node, 0);
  for (uint32_t i = 1; is_type(key, "comment"); i++)
    key = ts_node_named_child(node, i);
  return key;
}

static bool read_table(Reader *reader, TSNode node, TomlNode *root) {
  bool is_element = is_type(node, "table_array_element");
  TSNode key = header_key(node);
  Span header = {ts_node_start_byte(node), ts_node_end_byte(key) + (is_element ? 2 : 1)};
  Path path;
  TomlNode *table = root;
  if (!read_path(reader, key, &path)) return false;
  for (uint32_t i = 0; table && i + 1 < path.count; i++)
    table = enter_header(reader, table, path.parts[i]);
  if (!table) return false;
  Key last = path.parts[path.count - 1];
  table = is_element ? open_element(reader, table, last, header)
                     : open_table(reader, table, last, header);
  return table && read_pairs(reader, node, 1, table);
}

static bool read_tables(Reader *reader, TSNode document, TomlNode *root) {
  TSTreeCursor cursor = ts_tree_cursor_new(document);
  bool ok = true;
  bool is_there = ts_tree_cursor_goto_first_child(&cursor);
  for (; ok && is_there; is_there = ts_tree_cursor_goto_next_sibling(&cursor)) {
    TSNode child = ts_tree_cursor_current_node(&cursor);
    if (is_type(child, "pair"))
      ok = read_pair(reader, child, root, 1);
    else if (is_type(child, "table") || is_type(child, "table_array_element"))
      ok = read_table(reader, child, root);
  }
  ts_tree_cursor_delete(&cursor);
  return ok;
}

// ---- What is no TOML ----------------------------------------------------------------------------

// The first node that is wrong: the way there leads through children that have an error in them.
static TSNode first_error(TSNode root) {
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  TSNode found = root;
  bool is_there = ts_tree_cursor_goto_first_child(&cursor);
  while (is_there) {
    TSNode node = ts_tree_cursor_current_node(&cursor);
    if (!ts_node_has_error(node)) {
      is_there = ts_tree_cursor_goto_next_sibling(&cursor);
      continue;
    }
    found = node;
    if (ts_node_is_error(node) || ts_node_is_missing(node)) break;
    is_there = ts_tree_cursor_goto_first_child(&cursor);
  }
  ts_tree_cursor_delete(&cursor);
  return found;
}

static Str line_around(const Reader *reader, uint32_t at, uint32_t *start) {
  uint32_t end = at;
  while (at > 0 && reader->text.at[at - 1] != '\n')
    at--;
  while (end < reader->text.size && reader->text.at[end] != '\n')
    end++;
  *start = at;
  return str_slice(reader->text, at, end);
}

typedef struct Guess { // what is most likely wrong in a line
  const char *text;    // NULL: nothing that is known
  size_t start, end;   // in the line
} Guess;

// A string that is closed in its line, or an escape in it that there is not.
static Guess guess_string(Str line, size_t start) {
  char quote = line.at[start];
  for (size_t at = start + 1; at < line.size; at++) {
    if (line.at[at] == quote) return (Guess){0};
    bool is_escape = line.at[at] == '\\' && quote == '"' && at + 1 < line.size;
    if (!is_escape) continue;
    if (!strchr("btnfr\"\\uU", line.at[at + 1]))
      return (Guess){"there is no such escape; in '…' a backslash means itself", at, at + 2};
    at++;
  }
  return (Guess){"this string does not end in its line", start, line.size};
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static Guess guess_word(Str line, size_t start) {
  static const char *const known[] = {"true", "false", "inf", "nan"};
  size_t end = start;
  while (end < line.size && !strchr(" \t,#]}", line.at[end]))
    end++;
  for (size_t i = 0; i < COUNT_OF(known); i++)
    if (str_equal_c(str_slice(line, start, end), known[i])) return (Guess){0};
  return (Guess){"this is no value of TOML; strings stand in quotes", start, end};
}

static Guess guess(Str line) {
  size_t equals = str_find_byte(line, '=');
  if (equals == SIZE_MAX) return (Guess){0};
  size_t start = equals + 1;
  while (start < line.size && strchr(" \t\r", line.at[start]))
    start++;
  if (start == line.size || line.at[start] == '#')
    return (Guess){"a value is missing here", equals, equals + 1};
  bool is_long = str_has_prefix(str_slice(line, start, line.size), STR("\"\"\"")) ||
                 str_has_prefix(str_slice(line, start, line.size), STR("'''"));
  if (is_long) return (Guess){0};
  if (line.at[start] == '"' || line.at[start] == '\'') return guess_string(line, start);
  return is_letter(line.at[start]) ? guess_word(line, start) : (Guess){0};
}

static bool fail_syntax(Reader *reader, TSNode root) {
  TSNode node = first_error(root);
  Span span = span_of(node);
  uint32_t start = 0;
  Str line = line_around(reader, span.start, &start);
  Guess likely = guess(line);
  if (likely.text)
    return fail(reader, (Span){start + (uint32_t)likely.start, start + (uint32_t)likely.end}, "%s",
                likely.text);
  if (ts_node_is_missing(node))
    return fail(reader, (Span){span.start, span.start}, "`%s` is missing here", ts_node_type(node));
  uint32_t line_end = start + (uint32_t)line.size;
  if (span.end > line_end) span.end = line_end > span.start ? line_end : span.start;
  return fail(reader, span, "this is no TOML");
}

// ---- Reading ------------------------------------------------------------------------------------

// Once the text is known to be wrong, finding out how all of it may have been meant is worth little
// time. The parser asks after each hundred steps.
#define ASKED_MAX_AFTER_ERROR 100

typedef struct Source {
  Str text;
  uint32_t asked;    // since it went wrong
  uint32_t error_at; // shortly behind the place where it did
} Source;

static bool is_hopeless(TSParseState *state) {
  Source *source = state->payload;
  if (!state->has_error) return false;
  if (source->asked == 0) source->error_at = state->current_byte_offset;
  return ++source->asked > ASKED_MAX_AFTER_ERROR;
}

static const char *give_text(void *payload, uint32_t at, TSPoint point, uint32_t *size) {
  const Source *source = payload;
  (void)point;
  *size = at < source->text.size ? (uint32_t)source->text.size - at : 0;
  return *size > 0 ? source->text.at + at : "";
}

// NULL when it was given up.
static TSTree *parse(Source *source) {
  TSParser *parser = ts_parser_new();
  if (!ts_parser_set_language(parser, tree_sitter_toml()))
    base_fatal("config: tree-sitter-toml was built for another tree-sitter");
  TSInput input = {.payload = source, .read = give_text, .encoding = TSInputEncodingUTF8};
  TSParseOptions options = {.payload = source, .progress_callback = is_hopeless};
  TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);
  ts_parser_delete(parser);
  return tree;
}

// Of a text that was given up, the part that ends shortly behind the error: there is little in it
// to be understood, so the error itself is found.
static TSTree *parse_beginning(const Reader *reader, Source *source) {
  uint32_t start = 0;
  Str line = line_around(reader, source->error_at, &start);
  *source = (Source){.text = str_slice(reader->text, 0, start + line.size)};
  return parse(source);
}

static bool read_document(Reader *reader, TSTree *tree, TomlNode **out) {
  TSNode document = ts_tree_root_node(tree);
  *out = make(reader, TOML_TABLE, ORIGIN_HEADER, (Span){0});
  return ts_node_has_error(document) ? fail_syntax(reader, document)
                                     : read_tables(reader, document, *out);
}

bool toml_parse(Arena *arena, Str text, TomlNode **out, TomlProblem *problem) {
  Reader reader = {.arena = arena, .text = text, .problem = problem};
  Source source = {.text = text};
  if (text.size > TOML_MAX_BYTES)
    return fail(&reader, (Span){0}, "larger than %zu KB", TOML_MAX_BYTES >> 10);
  if (!toml_text_check(arena, text, problem)) return false;
  TSTree *tree = parse(&source);
  bool is_whole = tree != NULL;
  if (!tree) tree = parse_beginning(&reader, &source);
  bool ok = tree && read_document(&reader, tree, out);
  if (tree) ts_tree_delete(tree);
  if (is_whole || (tree && !ok)) return ok;
  return fail(&reader, (Span){source.error_at, source.error_at},
              "this, or something shortly before it, is no TOML");
}
