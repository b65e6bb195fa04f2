// The configuration of a run: which file, and what is said when something is wrong in it.
#define _POSIX_C_SOURCE 200809L
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <stdlib.h>
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

static bool find(Arena *arena, const Options *options, const StrList *paths, Str *out) {
  if (options->is_given[OPTION_ISOLATED]) return false;
  *out = options->config; // words of the command line are terminated
  if (options->is_given[OPTION_CONFIG]) return true;
  StrList places = {0};
  for (size_t i = 0; i < paths->count; i++)
    array_push(arena, &places, place_of(options, paths->at[i]));
  if (places.count == 0) array_push(arena, &places, STR("."));
  return config_find(arena, places.at, places.count, out);
}

static void print_problem(const Config *config, LineTable lines, Str path,
                          const ConfigProblem *problem, bool use_color) {
  uint32_t line = line_table_line(lines, problem->span.start);
  ReportNote note = {.severity = SEVERITY_ERROR,
                     .path = path,
                     .line = line + 1,
                     .column = line_table_column(lines, config->text, problem->span.start) + 1,
                     .text = problem->text};
  ReportExcerpt excerpt = {config->text, lines, problem->span};
  report_note_at(&note, &excerpt, use_color, stderr);
}

static void print_problems(Arena *arena, const Options *options, const Config *config, Str path) {
  bool use_color = terminal_has_color(stderr, options->color);
  LineTable lines = line_table_make(arena, config->text);
  size_t count = config->problems.count;
  for (size_t i = 0; i < count && i < PROBLEMS_SHOWN_MAX; i++)
    print_problem(config, lines, path, &config->problems.at[i], use_color);
  if (count > PROBLEMS_SHOWN_MAX)
    (void)trouble(options, str_print(arena, "… and %zu more in %.*s", count - PROBLEMS_SHOWN_MAX,
                                     STR_ARG(path)));
}

bool settings_read(Arena *arena, const Options *options, const StrList *paths, Config *out) {
  Str path = {0};
  Error error = {0};
  *out = (Config){0};
  if (!find(arena, options, paths, &path)) return true;
  Str shown = shown_path(arena, path);
  if (!config_read(arena, path.at, last_part(path), out, &error)) {
    (void)trouble(options, str_print(arena, "%.*s %s", STR_ARG(shown), error.text));
    return false;
  }
  print_problems(arena, options, out, shown);
  return out->problems.count == 0;
}
