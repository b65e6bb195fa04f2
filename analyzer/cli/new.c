// nostall new: the start of a service.
#include "cli/commands.h"
#include "scaffold/scaffold.h"

#include <stdio.h>

#define FRAMEWORKS_MAX 8

static bool choose_framework(const Options *options, const Framework **out, Error *err) {
  size_t count = 0;
  const Framework *frameworks = scaffold_frameworks(&count);
  *out = &frameworks[0];
  if (!options->is_given[OPTION_FRAMEWORK]) return true;
  Str names[FRAMEWORKS_MAX];
  for (size_t i = 0; i < count && i < FRAMEWORKS_MAX; i++) {
    names[i] = frameworks[i].name;
    if (!str_equal(names[i], options->framework)) continue;
    *out = &frameworks[i];
    return true;
  }
  return suggest_fail(err, "framework", options->framework, names, count);
}

static bool choose_name(Arena *arena, const Options *options, Str *name, Error *err) {
  if (!options->is_given[OPTION_NAME])
    return scaffold_name(arena, options->operands.at[0], name, err);
  *name = options->name;
  return scaffold_check_name(*name, err);
}

static bool make(Arena *arena, const Options *options, Error *err) {
  if (options->operands.count != 1)
    return error_set(err, FAIL_USAGE, "new takes one folder that is new or empty");
  Str folder = options->operands.at[0];
  const Framework *framework = NULL;
  Str name = {0};
  size_t count = 0;
  if (!choose_framework(options, &framework, err) || !choose_name(arena, options, &name, err) ||
      !scaffold_write(arena, folder, name, framework, &count, err))
    return false;
  printf("Made %.*s: a service on %.*s (%.*s), %zu files.\n\n", STR_ARG(folder),
         STR_ARG(framework->name), STR_ARG(framework->summary), count);
  printf("  cd %.*s\n  %.*s\n  nostall check\n\nREADME.md there says what is where.\n",
         STR_ARG(folder), STR_ARG(framework->test));
  return true;
}

int new_command_run(const Options *options) {
  Arena arena = {0};
  Error error = {0};
  int code = make(&arena, options, &error) ? EXIT_CLEAN : trouble(options, str_from_c(error.text));
  arena_release(&arena);
  return code;
}
