// The configuration of a run: which files, and what is said when something is wrong in them.
#define _XOPEN_SOURCE 700 // realpath
#include "cli/settings.h"
#include "base/path.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <stdlib.h>
#include <unistd.h>

#define PROBLEMS_SHOWN_MAX 20

// As a person types it from the current directory.
Str shown_path(Arena *arena, Str path) {
  char *current = getcwd(NULL, 0);
  Str below = str_print(arena, "%s/", current ? current : "");
  free(current);
  return str_has_prefix(path, below) ? str_slice(path, below.size, path.size) : path;
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

// What neither the command line nor a configuration says, the project's metadata do.
static void find_metadata(Arena *arena, const StrList *paths, Settings *settings) {
  Options *options = &settings->options;
  if (options->is_given[OPTION_ISOLATED]) return;
  StrList places = places_of(arena, options, paths);
  if (options->target == 0) {
    options->target = config_required_python(arena, places.at, places.count);
    if (options->target > 0) settings->origins[OPTION_TARGET_VERSION] = STR("requires-python");
  }
  if (config_runs_async_tests(arena, places.at, places.count))
    options->async_tests = ASYNC_TESTS_ALL;
  else if (!config_has_test_files(arena, places.at, places.count))
    options->async_tests = ASYNC_TESTS_UNTOLD;
}

// ---- Problems -----------------------------------------------------------------------------------

void layer_tell(Layer *layer, Span span, Str text) {
  Layers *layers = layer->layers;
  layers->last_told = layer->shown;
  if (layers->problems++ >= PROBLEMS_SHOWN_MAX) return;
  Str source = layer->config->text;
  uint32_t line = line_table_line(layer->lines, span.start);
  ReportNote note = {.severity = SEVERITY_ERROR,
                     .path = layer->shown,
                     .line = line + 1,
                     .column = line_table_column(layer->lines, source, span.start) + 1,
                     .text = text};
  ReportExcerpt excerpt = {source, layer->lines, span};
  report_note_at(&note, &excerpt, terminal_has_color(stderr, layers->given->color), stderr);
}

static bool is_fine(Layers *layers) {
  if (layers->problems > PROBLEMS_SHOWN_MAX)
    (void)trouble(layers->given,
                  str_print(layers->arena, "… and %zu more in %.*s",
                            layers->problems - PROBLEMS_SHOWN_MAX, STR_ARG(layers->last_told)));
  return layers->problems == 0;
}

static bool fail(const Layers *layers, Str text) {
  (void)trouble(layers->given, text);
  return false;
}

// ---- Files --------------------------------------------------------------------------------------

static void add_layers(Layers *layers, const Config *config, Str shown) {
  ConfigList list = config_with_extended(layers->arena, config);
  for (size_t i = 0; i < list.count; i++) {
    const Config *one = &list.at[i];
    bool is_own = i + 1 == list.count;
    Layer *layer = arena_push(layers->arena, Layer, 1);
    *layer = (Layer){.layers = layers,
                     .config = one,
                     .shown = is_own ? shown : shown_path(layers->arena, one->path),
                     .lines = line_table_make(layers->arena, one->text)};
    array_push(layers->arena, &layers->list, layer);
    for (size_t k = 0; k < one->problems.count; k++)
      layer_tell(layer, one->problems.at[k].span, one->problems.at[k].text);
  }
}

// A file that is named on the command line, from the root on.
static Str real_path(Arena *arena, Str path) {
  char *real = realpath(path.at, NULL);
  Str copy = real ? str_copy(arena, str_from_c(real)) : path;
  free(real);
  return copy;
}

static bool add_file(Layers *layers, Str path) {
  Arena *arena = layers->arena;
  Str shown = shown_path(arena, path);
  Error error = {0};
  Config config = {0};
  if (!config_read(arena, path.at, path_name(path), &config, &error))
    return fail(layers, str_print(arena, "%.*s %s", STR_ARG(shown), error.text));
  if (!config.has_section && config.problems.count == 0)
    return fail(layers, str_print(arena, "%.*s has no section [tool.nostall]", STR_ARG(shown)));
  config.path = real_path(arena, path);
  add_layers(layers, &config, shown);
  return true;
}

// `--config 'preset = "strict"'`: a configuration of one line, in the current directory.
static void add_line(Layers *layers, Str text) {
  Arena *arena = layers->arena;
  char *current = getcwd(NULL, 0);
  Config config = {0};
  config_parse(arena, STR("--config"), text, &config);
  config.path = str_print(arena, "%s/--config", current ? current : "");
  free(current);
  add_layers(layers, &config, STR("--config"));
}

// A file may have any name; what is none and has a `=` in it is a line.
static bool is_line(Str value) {
  return str_find_byte(value, '=') != SIZE_MAX && access(value.at, F_OK) != 0;
}

// Which file the run has: what --config names, else what lies around the paths.
static bool find_file(const Layers *layers, const StrList *paths, Str *out) {
  const Options *given = layers->given;
  *out = (Str){0};
  for (size_t i = 0; i < given->configs.count; i++) {
    Str value = given->configs.at[i];
    if (is_line(value)) continue;
    if (out->at)
      return fail(layers, str_print(layers->arena,
                                    "--config names two files, %.*s and %.*s: let "
                                    "one `extend` the other",
                                    STR_ARG(*out), STR_ARG(value)));
    *out = value; // words of the command line are terminated
  }
  if (given->is_given[OPTION_ISOLATED]) *out = (Str){0};
  if (out->at || given->is_given[OPTION_ISOLATED]) return true;
  StrList places = places_of(layers->arena, given, paths);
  if (!config_find(layers->arena, places.at, places.count, out)) *out = (Str){0};
  return true;
}

static bool read_layers(Layers *layers, const StrList *paths) {
  Str path = {0};
  if (!find_file(layers, paths, &path)) return false;
  if (path.at && !add_file(layers, path)) return false;
  for (size_t i = 0; i < layers->given->configs.count; i++)
    if (is_line(layers->given->configs.at[i])) add_line(layers, layers->given->configs.at[i]);
  return true;
}

// ---- All ----------------------------------------------------------------------------------------

static void log_layers(const Layers *layers) {
  Log log = project_log(layers->given);
  for (size_t i = 0; i < layers->list.count; i++) {
    const Config *config = layers->list.at[i]->config;
    log_debug(&log, "cli: configured path=%.*s python=%zu c=%zu", STR_ARG(config->path),
              config->python.count, config->c.count);
  }
}

bool settings_read(Arena *arena, const CliProgram *program, const Options *given,
                   const StrList *paths, Settings *out) {
  Layers layers = {.arena = arena, .program = program, .given = given};
  if (!read_layers(&layers, paths)) return false;
  if (layers.problems == 0) settings_apply(&layers, out);
  log_layers(&layers);
  if (!is_fine(&layers)) return false;
  find_metadata(arena, paths, out);
  return true;
}
