// The configuration of a run: which file, and what is said when something is wrong in it.
#define _XOPEN_SOURCE 700 // realpath
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROBLEMS_SHOWN_MAX 20

// As a person types it from the current directory.
static Str shown_path(Arena *arena, Str path) {
  char *current = getcwd(NULL, 0);
  Str below = str_print(arena, "%s/", current ? current : "");
  free(current);
  return str_has_prefix(path, below) ? str_slice(path, below.size, path.size) : path;
}

static Str last_part(Str path) {
  size_t start = path.size;
  while (start > 0 && path.at[start - 1] != '/')
    start--;
  return str_slice(path, start, path.size);
}

// Text on standard input stands for a file, or for one in the current directory.
static Str place_of(const Options *options, Str path) {
  if (!str_equal(path, STR("-"))) return path;
  return options->stdin_name.size > 0 ? options->stdin_name : STR(".");
}

static StrList places_of(Arena *arena, const Options *options, const StrList *paths) {
  StrList places = {0};
  for (size_t i = 0; i < paths->count; i++)
    array_push(arena, &places, place_of(options, paths->at[i]));
  if (places.count == 0) array_push(arena, &places, STR("."));
  return places;
}

static bool find(Arena *arena, const Options *options, const StrList *paths, Str *out) {
  if (options->is_given[OPTION_ISOLATED]) return false;
  *out = options->config; // words of the command line are terminated
  if (options->is_given[OPTION_CONFIG]) return true;
  StrList places = places_of(arena, options, paths);
  return config_find(arena, places.at, places.count, out);
}

// What neither the command line nor a configuration says, the project's metadata do.
static void find_metadata(Arena *arena, const StrList *paths, Options *options) {
  if (options->is_given[OPTION_ISOLATED]) return;
  StrList places = places_of(arena, options, paths);
  if (options->target == 0)
    options->target = config_required_python(arena, places.at, places.count);
  options->runs_async_tests = config_runs_async_tests(arena, places.at, places.count);
}

// ---- Problems -----------------------------------------------------------------------------------

typedef struct Reader {
  Arena *arena;
  const CliProgram *program;
  const Options *given;
  Config config;
  Str path; // absolute, or as it was given
  Str shown;
  LineTable lines;
  size_t problems;
} Reader;

static void tell(Reader *reader, Span span, Str text) {
  if (reader->problems++ >= PROBLEMS_SHOWN_MAX) return;
  Str source = reader->config.text;
  uint32_t line = line_table_line(reader->lines, span.start);
  ReportNote note = {.severity = SEVERITY_ERROR,
                     .path = reader->shown,
                     .line = line + 1,
                     .column = line_table_column(reader->lines, source, span.start) + 1,
                     .text = text};
  ReportExcerpt excerpt = {source, reader->lines, span};
  report_note_at(&note, &excerpt, terminal_has_color(stderr, reader->given->color), stderr);
}

static void tell_all(Reader *reader) {
  for (size_t i = 0; i < reader->config.problems.count; i++)
    tell(reader, reader->config.problems.at[i].span, reader->config.problems.at[i].text);
}

static bool is_fine(Reader *reader) {
  if (reader->problems > PROBLEMS_SHOWN_MAX)
    (void)trouble(reader->given,
                  str_print(reader->arena, "… and %zu more in %.*s",
                            reader->problems - PROBLEMS_SHOWN_MAX, STR_ARG(reader->shown)));
  return reader->problems == 0;
}

// ---- Rules --------------------------------------------------------------------------------------

// Which rules some selectors name.
static bool *rules_named(Reader *reader, ConfigTexts selectors) {
  RuleList rules = reader->program->rules;
  bool *is_named = arena_push(reader->arena, bool, rules.count);
  for (size_t i = 0; i < selectors.count; i++) {
    Error error = {0};
    Selection one = {.select = &selectors.at[i].text, .select_count = 1};
    bool *is_selected = arena_push(reader->arena, bool, rules.count);
    bool *is_explicit = arena_push(reader->arena, bool, rules.count);
    if (!engine_select(rules, &one, is_selected, is_explicit, &error))
      tell(reader, selectors.at[i].span, str_copy(reader->arena, str_from_c(error.text)));
    for (size_t rule = 0; rule < rules.count; rule++)
      is_named[rule] |= is_selected[rule];
  }
  return is_named;
}

// What the configuration lists, then what the command line does.
static void put_before(Reader *reader, ConfigTexts first, StrList *list) {
  StrList both = {0};
  for (size_t i = 0; i < first.count; i++)
    array_push(reader->arena, &both, first.at[i].text);
  for (size_t i = 0; i < list->count; i++)
    array_push(reader->arena, &both, list->at[i]);
  *list = both;
}

static void put_selectors(Reader *reader, ConfigTexts selectors, StrList *list) {
  (void)rules_named(reader, selectors);
  put_before(reader, selectors, list);
}

// ---- Patterns -----------------------------------------------------------------------------------

// Patterns of paths start from the directory of the file; bytes of its own path stand for
// themselves.
static Str anchored(Reader *reader, Str pattern) {
  bool is_path = str_find_byte(str_slice(pattern, 0, pattern.size - 1), '/') != SIZE_MAX;
  if (!is_path || pattern.at[0] == '/') return pattern;
  while (str_has_prefix(pattern, STR("./")))
    pattern = str_slice(pattern, 2, pattern.size);
  Array(char) text = {0};
  for (size_t i = 0; i < reader->path.size - last_part(reader->path).size; i++) {
    char byte = reader->path.at[i];
    if (strchr("*?[\\", byte)) array_push(reader->arena, &text, '\\');
    array_push(reader->arena, &text, byte);
  }
  return str_print(reader->arena, "%.*s%.*s", (int)text.count, text.at, STR_ARG(pattern));
}

static void put_patterns(Reader *reader, ConfigTexts patterns, StrList *list) {
  ConfigText *texts = arena_push(reader->arena, ConfigText, patterns.count);
  for (size_t i = 0; i < patterns.count; i++)
    texts[i].text = anchored(reader, patterns.at[i].text);
  put_before(reader, (ConfigTexts){texts, patterns.count}, list);
}

// The path of an environment starts from the directory of the file, too.
static void put_environment(Reader *reader, Options *options) {
  bool is_said = options->is_given[OPTION_ENVIRONMENT] || options->is_given[OPTION_NO_ENVIRONMENT];
  if (is_said || reader->config.environment.text.size == 0) return;
  Str path = reader->config.environment.text;
  bool is_none = str_equal(path, STR("none"));
  Str folder = str_slice(reader->path, 0, reader->path.size - last_part(reader->path).size);
  bool is_whole = is_none || path.at[0] == '/';
  options->is_given[OPTION_ENVIRONMENT] = true;
  options->environment =
      is_whole ? path : str_print(reader->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(path));
}

static void put_file_ignores(Reader *reader, Settings *out) {
  size_t count = reader->config.file_ignore_count;
  FileIgnores *ignores = arena_push(reader->arena, FileIgnores, count);
  for (size_t i = 0; i < count; i++) {
    const ConfigFileIgnores *from = &reader->config.file_ignores[i];
    ignores[i] = (FileIgnores){anchored(reader, from->pattern), rules_named(reader, from->rules)};
  }
  out->file_ignores = ignores;
  out->file_ignore_count = count;
}

// ---- All ----------------------------------------------------------------------------------------

static void apply(Reader *reader, Settings *out) {
  const Config *config = &reader->config;
  Options *options = &out->options;
  bool has_select = options->is_given[OPTION_SELECT];
  if (!has_select) put_selectors(reader, config->select, &options->select);
  options->is_given[OPTION_SELECT] = has_select || config->select.count > 0;
  put_selectors(reader, config->extend_select, &options->extend);
  put_selectors(reader, config->ignore, &options->ignore);
  put_patterns(reader, config->exclude, &options->excludes);
  put_file_ignores(reader, out);
  put_environment(reader, options);
  if (!options->is_given[OPTION_PRESET] && config->preset.text.size > 0)
    options_set_preset(options, config->preset.text);
  if (!options->is_given[OPTION_TARGET_VERSION] && config->target.text.size > 0)
    options->target = config_version(config->target.text);
  if (!options->is_given[OPTION_MIN_CONFIDENCE] && config->min_confidence.text.size > 0)
    (void)confidence_parse(config->min_confidence.text, &options->min_confidence);
}

// A file that is named on the command line, from the root on.
static Str real_path(Arena *arena, Str path) {
  char *real = realpath(path.at, NULL);
  Str copy = real ? str_copy(arena, str_from_c(real)) : path;
  free(real);
  return copy;
}

static bool read_all(Arena *arena, const CliProgram *program, const Options *given,
                     const StrList *paths, Settings *out) {
  Reader reader = {.arena = arena, .program = program, .given = given};
  Error error = {0};
  *out = (Settings){.options = *given};
  if (!find(arena, given, paths, &reader.path)) return true;
  reader.shown = shown_path(arena, reader.path);
  if (!config_read(arena, reader.path.at, last_part(reader.path), &reader.config, &error)) {
    (void)trouble(given, str_print(arena, "%.*s %s", STR_ARG(reader.shown), error.text));
    return false;
  }
  if (!reader.config.has_section && reader.config.problems.count == 0) {
    (void)trouble(given,
                  str_print(arena, "%.*s has no section [tool.nostall]", STR_ARG(reader.shown)));
    return false;
  }
  reader.path = real_path(arena, reader.path);
  reader.lines = line_table_make(arena, reader.config.text);
  tell_all(&reader);
  if (reader.problems == 0) apply(&reader, out);
  out->config = reader.config;
  Log log = project_log(given);
  log_debug(&log, "cli: configured path=%.*s python=%zu c=%zu", STR_ARG(reader.path),
            reader.config.python.count, reader.config.c.count);
  return is_fine(&reader);
}

bool settings_read(Arena *arena, const CliProgram *program, const Options *given,
                   const StrList *paths, Settings *out) {
  if (!read_all(arena, program, given, paths, out)) return false;
  find_metadata(arena, paths, &out->options);
  return true;
}
