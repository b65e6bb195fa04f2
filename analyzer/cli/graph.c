// nostall graph: the neighbourhood of one function.
#include "cli/commands.h"
#include "cli/sources.h"
#include "cli/terminal.h"

#include <stdio.h>

#define SHOWN_MAX 12 // functions of one name, and suggestions

typedef struct GraphCommand {
  Arena arena;
  const CliProgram *program;
  const Options *options;
  Settings settings;
  ProjectRules rules;
  ProjectRun run;
  Session *session; // of the run
  Sources sources;
  Atlas atlas;
  size_t format;
  Str symbol;
  StrList paths;
} GraphCommand;

// ---- What is meant ------------------------------------------------------------------------------

static bool read_number(Str text, uint32_t *out) {
  *out = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (text.at[i] < '0' || text.at[i] > '9' || *out > UINT32_MAX / 100) return false;
    *out = *out * 10 + (uint32_t)(text.at[i] - '0');
  }
  return text.size > 0;
}

// Splits `app/a.py:12`, with or without a column; false for what is no place.
static bool split_place(Str symbol, Str *path, uint32_t *row) {
  for (int i = 0; i < 2; i++) {
    size_t colon = symbol.size;
    while (colon > 0 && symbol.at[colon - 1] != ':')
      colon--;
    if (colon < 2 || !read_number(str_slice(symbol, colon, symbol.size), row)) return i > 0;
    *path = symbol = str_slice(symbol, 0, colon - 1);
  }
  return true;
}

// The module that is shown by this path.
static ModuleId find_module(const GraphCommand *command, Str path) {
  ModuleId named = session_find(command->session, path);
  uint32_t count = program_module_count(command->atlas.program);
  for (ModuleId module = 0; module < count; module++) {
    Str shown =
        session_display_path(command->session, program_path(command->atlas.program, module));
    if (str_equal(shown, path)) return module;
  }
  return named;
}

static bool find_place(GraphCommand *command, Str path, uint32_t row, FunctionId *out, Error *err) {
  ModuleId module = find_module(command, path);
  if (module == MODULE_NONE)
    return error_set(err, FAIL_USAGE, "%.*s is no file of the project", STR_ARG(path));
  const Summary *summary = program_summary(command->atlas.program, module);
  if (!summary)
    return error_set(err, FAIL_USAGE, "%.*s was not read: nothing in it can run on a loop",
                     STR_ARG(path));
  LineTable lines = summary_lines(&command->arena, summary);
  if (row == 0 || row > lines.count)
    return error_set(err, FAIL_USAGE, "%.*s has no line %u, but %u lines", STR_ARG(path), row,
                     lines.count);
  // The end of the line, so that a `def` is inside its own function.
  uint32_t end = row < lines.count ? lines.starts[row] - 1 : summary->source_bytes;
  uint32_t offset = end > lines.starts[row - 1] ? end - 1 : lines.starts[row - 1];
  *out = atlas_at(&command->atlas, module, offset);
  return *out != FUNCTION_NONE ||
         error_set(err, FAIL_USAGE, "%.*s:%u: nothing is known to run this code", STR_ARG(path),
                   row);
}

static Str join(Arena *arena, const Str *names, size_t count) {
  Str list = STR("");
  for (size_t i = 0; i < count; i++)
    list = str_print(arena, "%.*s%s%.*s", STR_ARG(list), i > 0 ? ", " : "", STR_ARG(names[i]));
  return list;
}

static bool fail_unknown(GraphCommand *command, Error *err) {
  Str names[SHOWN_MAX];
  size_t count = atlas_suggest(&command->arena, &command->atlas, command->symbol, names, SHOWN_MAX);
  if (count == 0)
    return error_set(err, FAIL_USAGE,
                     "no function `%.*s` in code that can run on a loop, or is called from there",
                     STR_ARG(command->symbol));
  Str list = join(&command->arena, names, count);
  return error_set(err, FAIL_USAGE, "no function `%.*s`; did you mean: %.*s?",
                   STR_ARG(command->symbol), STR_ARG(list));
}

static bool fail_ambiguous(GraphCommand *command, const FunctionIds *found, Error *err) {
  Str names[SHOWN_MAX];
  size_t count = found->count < SHOWN_MAX ? found->count : SHOWN_MAX;
  for (size_t i = 0; i < count; i++)
    names[i] = atlas_full_name(&command->arena, &command->atlas, found->at[i]);
  Str list = join(&command->arena, names, count);
  return error_set(err, FAIL_USAGE, "`%.*s` names %zu functions: %.*s%s; or say FILE:LINE",
                   STR_ARG(command->symbol), found->count, STR_ARG(list),
                   found->count > count ? ", …" : "");
}

static bool find_function(GraphCommand *command, FunctionId *out, Error *err) {
  Str path = {0};
  uint32_t row = 0;
  FunctionIds found = atlas_find(&command->arena, &command->atlas, command->symbol);
  if (found.count == 1) {
    *out = found.at[0];
    return true;
  }
  if (found.count > 1) return fail_ambiguous(command, &found, err);
  if (split_place(command->symbol, &path, &row)) return find_place(command, path, row, out, err);
  return fail_unknown(command, err);
}

// ---- The command --------------------------------------------------------------------------------

static bool write_graph(GraphCommand *command, Error *err) {
  command->atlas = atlas_make(&command->arena, session_program(command->session));
  command->sources = (Sources){&command->arena, command->options, command->session, {0}};
  GraphInput input = {.atlas = &command->atlas,
                      .source = sources_report(&command->sources),
                      .use_color = terminal_has_color(stdout, command->options->color)};
  return find_function(command, &input.function, err) &&
         (graph_write(&input, command->format, stdout, err) || terminal_is_closed_pipe(stdout));
}

static int run(GraphCommand *command) {
  Error error = {0};
  const Options *options = command->options;
  if (!project_select(&command->arena, command->program, options, &command->rules, &error))
    return trouble(options, str_from_c(error.text));
  SessionOptions session = project_begin(&command->run, command->program, &command->settings,
                                         &command->rules, &command->paths);
  session.needs_program = true;
  bool ok = project_check(&command->run, &session, &error);
  command->session = command->run.session;
  bool has_fatal = ok && project_print_notes(options, &command->run.result);
  ok = ok && write_graph(command, &error);
  project_end(&command->run, ok);
  if (!ok) return trouble(options, str_from_c(error.text));
  return has_fatal ? EXIT_TROUBLE : EXIT_CLEAN;
}

int graph_command_run(const CliProgram *program, const Options *given) {
  GraphCommand command = {.program = program, .options = given};
  GraphFormats formats = graph_formats();
  if (!format_choose(given, formats.at, COUNT_OF(formats.at), &command.format)) return EXIT_TROUBLE;
  if (given->operands.count == 0)
    return trouble(given, STR("graph needs a function: module.name, Class.method or FILE:LINE"));
  command.symbol = given->operands.at[0];
  command.paths = given->operands;
  command.paths.at++;
  command.paths.count--;
  int code = EXIT_TROUBLE;
  if (settings_read(&command.arena, program, given, &command.paths, &command.settings)) {
    command.options = &command.settings.options;
    code = run(&command);
  }
  arena_release(&command.arena);
  return code;
}
