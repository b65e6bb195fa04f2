// Finding the file, and reading it from end to end.
#define _XOPEN_SOURCE 700 // realpath
#include "config/config.h"

#include "base/file.h"
#include "base/path.h"
#include "config/entries.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PROJECT_FILE STR("pyproject.toml")

// ---- Reading ------------------------------------------------------------------------------------

static bool read_file(Arena *arena, const char *path, Str *out, Error *err) {
  return file_read(arena, path, TOML_MAX_BYTES, out, err);
}

static Str without_mark(Str text) {
  Str mark = STR("\xef\xbb\xbf");
  return str_has_prefix(text, mark) ? str_slice(text, mark.size, text.size) : text;
}

static const TomlNode *child(const TomlNode *table, Str key) {
  const TomlNode *node = table && table->kind == TOML_TABLE ? table->first : NULL;
  while (node && !str_equal(node->key, key))
    node = node->next;
  return node;
}

// [tool.nostall] of a pyproject.toml, NULL when there is none.
static const TomlNode *find_section(const TomlNode *document) {
  return child(child(document, STR("tool")), STR("nostall"));
}

// ---- Finding ------------------------------------------------------------------------------------

// Whether there is something of that name, be it readable or not; `*path` is terminated.
static bool is_there(Arena *arena, Str directory, Str name, Str *path) {
  struct stat info;
  char *text = arena_take(arena, char, directory.size + name.size + 2);
  if (directory.size > 0) memcpy(text, directory.at, directory.size);
  text[directory.size] = '/';
  memcpy(text + directory.size + 1, name.at, name.size);
  text[directory.size + 1 + name.size] = '\0';
  *path = (Str){text, directory.size + 1 + name.size};
  return lstat(text, &info) == 0;
}

// The directory of a path, links followed; false when nothing is there.
static bool directory_of(Arena *arena, Str path, Str *out) {
  struct stat info;
  char *given = str_to_c(arena, path);
  bool is_directory = stat(given, &info) == 0 && S_ISDIR(info.st_mode);
  Str folder = path_folder(path);
  const char *directory = is_directory ? given : folder.size == 0 ? "." : str_to_c(arena, folder);
  char *real = realpath(directory, NULL);
  if (!real) return false;
  Str text = str_from_c(real);
  *out = str_copy(arena, text.size == 1 ? (Str){0} : text); // the root is ""
  free(real);
  return true;
}

// The deepest directory that both lie in.
static Str common(Str a, Str b) {
  size_t end = 0;
  for (size_t i = 0; i <= a.size && i <= b.size; i++) {
    bool ends_a = i == a.size || a.at[i] == '/';
    bool ends_b = i == b.size || b.at[i] == '/';
    if (ends_a && ends_b) end = i;
    if (i == a.size || i == b.size || a.at[i] != b.at[i]) break;
  }
  return str_slice(a, 0, end);
}

// A pyproject.toml counts when it has a section for us. One that is no TOML any more may have;
// others are read for that only when our name stands in them.
static bool has_section(Arena *arena, Str path) {
  Str text = {0};
  Error error = {0};
  TomlNode *document = NULL;
  TomlProblem problem = {0};
  if (!read_file(arena, path.at, &text, &error)) return false;
  if (str_find(text, STR("nostall")) == SIZE_MAX) return false;
  return !toml_parse(arena, without_mark(text), &document, &problem) || find_section(document);
}

// The configuration that lies in one directory.
static bool find_in(Arena *arena, Str directory, Str name, Str *path) {
  static const char *const names[] = {".nostall.toml", "nostall.toml"};
  (void)name;
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (is_there(arena, directory, str_from_c(names[i]), path)) return true;
  return is_there(arena, directory, PROJECT_FILE, path) && has_section(arena, *path);
}

// The nearest directory in which `look` finds something, from the one around all paths up.
static bool find_above(Arena *arena, const Str *paths, size_t count,
                       bool (*look)(Arena *, Str, Str, Str *), Str name, Str *path) {
  Str around = {0};
  bool is_any = false;
  for (size_t i = 0; i < count; i++) {
    Str directory = {0};
    if (!directory_of(arena, paths[i], &directory)) continue;
    around = is_any ? common(around, directory) : directory;
    is_any = true;
  }
  for (Str at = around; is_any; at = path_parent(at)) {
    Str git = {0};
    if (look(arena, at, name, path)) return true;
    if (at.size == 0 || is_there(arena, at, STR(".git"), &git)) return false;
  }
  return false;
}

bool config_find(Arena *arena, const Str *paths, size_t count, Str *path) {
  return find_above(arena, paths, count, find_in, STR(""), path);
}

bool config_find_named(Arena *arena, const Str *paths, size_t count, Str name, Str *path) {
  return find_above(arena, paths, count, is_there, name, path);
}

// ---- Versions of Python -------------------------------------------------------------------------

static unsigned read_number(Str *rest) {
  unsigned number = 0;
  size_t size = 0;
  for (; size < rest->size && size < 3 && rest->at[size] >= '0' && rest->at[size] <= '9'; size++)
    number = number * 10 + (unsigned)(rest->at[size] - '0');
  *rest = str_slice(*rest, size, rest->size);
  return number;
}

unsigned config_version(Str text) {
  bool is_short = str_has_prefix(text, STR("py"));
  Str rest = is_short ? str_slice(text, 3, text.size) : text;
  unsigned major = is_short ? (text.size > 2 && text.at[2] == '3' ? 3 : 0) : read_number(&rest);
  if (!is_short && !str_has_prefix(rest, STR("."))) return 0;
  if (!is_short) rest = str_slice(rest, 1, rest.size);
  size_t before = rest.size;
  unsigned minor = read_number(&rest);
  bool is_whole = rest.size == 0 || (!is_short && rest.at[0] == '.');
  return major == 3 && rest.size < before && minor < 100 && is_whole ? 300 + minor : 0;
}

// The oldest version that a list of conditions lets in: ">=3.10,<4", "~=3.11.2", "^3.10".
static unsigned oldest_of(Str conditions) {
  unsigned oldest = 0;
  for (Str rest = conditions; rest.at;) {
    Str one = str_trim(str_cut(&rest, ','));
    bool is_lower = one.size > 0 && strchr(">~=^", one.at[0]) != NULL;
    size_t start = 0;
    while (start < one.size && strchr(">~=^ ", one.at[start]))
      start++;
    unsigned version = config_version(str_slice(one, start, one.size));
    if (is_lower && version > oldest) oldest = version;
  }
  return oldest;
}

unsigned config_required_python(Arena *arena, const Str *paths, size_t count) {
  Str path = {0}, text = {0};
  Error error = {0};
  TomlNode *document = NULL;
  TomlProblem problem = {0};
  if (!config_find_named(arena, paths, count, PROJECT_FILE, &path)) return 0;
  if (!read_file(arena, path.at, &text, &error)) return 0;
  if (!toml_parse(arena, without_mark(text), &document, &problem)) return 0;
  const TomlNode *said = child(child(document, STR("project")), STR("requires-python"));
  if (!said) {
    const TomlNode *poetry = child(child(document, STR("tool")), STR("poetry"));
    said = child(child(poetry, STR("dependencies")), STR("python"));
  }
  return said && said->kind == TOML_STRING ? oldest_of(said->text) : 0;
}

// ---- How tests are run --------------------------------------------------------------------------

// A line like `asyncio_mode = "auto"`, or an option of the command line in one.
static bool says_auto(Str text) {
  for (Str rest = text; rest.at;) {
    Str line = str_trim(str_cut(&rest, '\n'));
    if (line.size == 0 || line.at[0] == '#' || line.at[0] == ';') continue;
    bool is_mode = str_find(line, STR("asyncio_mode")) != SIZE_MAX ||
                   str_find(line, STR("anyio_mode")) != SIZE_MAX ||
                   str_find(line, STR("trio_mode")) != SIZE_MAX ||
                   str_find(line, STR("asyncio-mode")) != SIZE_MAX;
    bool is_auto =
        str_find(line, STR("auto")) != SIZE_MAX || str_find(line, STR("true")) != SIZE_MAX;
    if (is_mode && is_auto) return true;
  }
  return false;
}

// Where pytest looks for what it is told.
static const char *const test_files[] = {"pyproject.toml", "pytest.ini", ".pytest.ini", "tox.ini",
                                         "setup.cfg"};

static bool find_mode(Arena *arena, Str directory, Str name, Str *path) {
  (void)name;
  for (size_t i = 0; i < COUNT_OF(test_files); i++) {
    Str text = {0};
    Error error = {0};
    if (!is_there(arena, directory, str_from_c(test_files[i]), path)) continue;
    if (read_file(arena, path->at, &text, &error) && says_auto(text)) return true;
  }
  return false;
}

static bool find_test_file(Arena *arena, Str directory, Str name, Str *path) {
  (void)name;
  for (size_t i = 0; i < COUNT_OF(test_files); i++)
    if (is_there(arena, directory, str_from_c(test_files[i]), path)) return true;
  return false;
}

bool config_runs_async_tests(Arena *arena, const Str *paths, size_t count) {
  Str path = {0};
  return find_above(arena, paths, count, find_mode, STR(""), &path);
}

bool config_has_test_files(Arena *arena, const Str *paths, size_t count) {
  Str path = {0};
  return find_above(arena, paths, count, find_test_file, STR(""), &path);
}

// ---- Values -------------------------------------------------------------------------------------

static int compare_problems(const void *a, const void *b) {
  const ConfigProblem *left = a;
  const ConfigProblem *right = b;
  int order = (left->span.start > right->span.start) - (left->span.start < right->span.start);
  return order ? order : str_compare(left->text, right->text);
}

static void read_section(Reading *reading, const Record *root, size_t key, Record *out) {
  *out = (Record){0};
  if (root->values[key])
    (void)record_read(reading, config_root.keys[key].section, root->values[key], out);
}

static ConfigTexts read_texts(Reading *reading, const TomlNode *value) {
  Array(ConfigText) texts = {0};
  for (const TomlNode *node = value ? names_first(value) : NULL; node;
       node = names_next(value, node)) {
    ConfigText text = {node->text, node->span};
    array_push(reading->arena, &texts, text);
  }
  return (ConfigTexts){texts.at, texts.count};
}

static ConfigText read_text(const TomlNode *value) {
  return value ? (ConfigText){value->text, value->span} : (ConfigText){0};
}

static ConfigNumber read_count(const TomlNode *value) {
  return value ? (ConfigNumber){value->integer, value->span} : (ConfigNumber){0};
}

static ConfigNumber read_flag(const TomlNode *value) {
  return value ? (ConfigNumber){value->boolean, value->span} : (ConfigNumber){0};
}

static void read_severities(Reading *reading, const TomlNode *table, Config *out) {
  size_t count = table ? table->count : 0;
  ConfigSeverity *severities = arena_push(reading->arena, ConfigSeverity, count);
  out->severities = severities;
  out->severity_count = count;
  for (const TomlNode *node = table ? table->first : NULL; node; node = node->next)
    *severities++ = (ConfigSeverity){{node->key, node->key_span}, node->text};
}

static void read_file_ignores(Reading *reading, const TomlNode *table, Config *out) {
  size_t count = table ? table->count : 0;
  ConfigFileIgnores *ignores = arena_push(reading->arena, ConfigFileIgnores, count);
  out->file_ignores = ignores;
  out->file_ignore_count = count;
  for (const TomlNode *node = table ? table->first : NULL; node; node = node->next)
    *ignores++ = (ConfigFileIgnores){node->key, read_texts(reading, node)};
}

static void read_options(Reading *reading, const Record *root, Config *out) {
  out->extend = read_text(root->values[ROOT_EXTEND]);
  out->select = read_texts(reading, root->values[ROOT_SELECT]);
  out->extend_select = read_texts(reading, root->values[ROOT_EXTEND_SELECT]);
  out->ignore = read_texts(reading, root->values[ROOT_IGNORE]);
  out->exclude = read_texts(reading, root->values[ROOT_EXCLUDE]);
  out->extend_exclude = read_texts(reading, root->values[ROOT_EXTEND_EXCLUDE]);
  out->force_exclude = read_flag(root->values[ROOT_FORCE_EXCLUDE]);
  out->preset = read_text(root->values[ROOT_PRESET]);
  out->target = read_text(root->values[ROOT_TARGET_VERSION]);
  out->min_confidence = read_text(root->values[ROOT_MIN_CONFIDENCE]);
  out->fail_on = read_text(root->values[ROOT_FAIL_ON]);
  out->max_warnings = read_count(root->values[ROOT_MAX_WARNINGS]);
  out->tests = read_text(root->values[ROOT_TESTS]);
  out->test_files = read_texts(reading, root->values[ROOT_TEST_FILES]);
  out->src = read_texts(reading, root->values[ROOT_SRC]);
  out->environment = read_text(root->values[ROOT_ENVIRONMENT]);
  out->baseline = read_text(root->values[ROOT_BASELINE]);
  read_file_ignores(reading, root->values[ROOT_PER_FILE_IGNORES], out);
  read_severities(reading, root->values[ROOT_SEVERITY], out);
}

static void read_document(Reading *reading, Config *out) {
  TomlNode *document = NULL;
  TomlProblem problem = {0};
  Record root, section;
  if (!toml_parse(reading->arena, out->text, &document, &problem)) {
    reading_problem(reading, problem.span, "%.*s", STR_ARG(problem.text));
    return;
  }
  const TomlNode *own = str_equal(out->name, PROJECT_FILE) ? find_section(document) : document;
  out->has_section = own != NULL;
  if (!own) return;
  if (own->kind != TOML_TABLE) {
    reading_problem(reading, own->span, "`nostall` takes a table, not %s",
                    toml_kind_name(own->kind));
    return;
  }
  (void)record_read(reading, &config_root, own, &root);
  read_options(reading, &root, out);
  read_section(reading, &root, ROOT_PYTHON, &section);
  out->python = entries_python(reading, &section);
  read_section(reading, &root, ROOT_C, &section);
  out->c = entries_c(reading, &section);
}

void config_parse(Arena *arena, Str name, Str text, Config *out) {
  text = without_mark(text);
  *out = (Config){.name = name, .text = text};
  Reading reading = {
      .arena = arena, .text = text, .name = name, .lines = line_table_make(arena, text)};
  read_document(&reading, out);
  if (reading.problems.count > 0) {
    qsort(reading.problems.at, reading.problems.count, sizeof *reading.problems.at,
          compare_problems);
    *out = (Config){.name = name, .text = text, .has_section = out->has_section};
  }
  out->problems = (ConfigProblems){reading.problems.at, reading.problems.count};
}

bool config_read(Arena *arena, const char *path, Str name, Config *out, Error *err) {
  Str text = {0};
  if (!read_file(arena, path, &text, err)) return false;
  config_parse(arena, name, text, out);
  return true;
}
