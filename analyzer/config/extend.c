// A configuration that extends another one, which may extend a third.
#define _XOPEN_SOURCE 700 // realpath
#include "config/config.h"

#include "base/array.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#define EXTENDED_MAX 16 // files behind one another

typedef Array(Config) Chain; // the nearest first

static void add_problem(Arena *arena, Config *config, Span span, Str text) {
  size_t count = config->problems.count;
  ConfigProblem *problems = arena_push(arena, ConfigProblem, count + 1);
  for (size_t i = 0; i < count; i++)
    problems[i] = config->problems.at[i];
  problems[count] = (ConfigProblem){span, text};
  config->problems = (ConfigProblems){problems, count + 1};
}

static bool fail(Arena *arena, Config *from, Str text) {
  add_problem(arena, from, from->extend.span, text);
  return false;
}

// The file that is meant, links followed; the path as it is written where nothing is there.
static Str target_path(Arena *arena, const Config *from) {
  Str given = from->extend.text;
  Str folder = path_folder(from->path);
  Str path =
      given.at[0] == '/' ? given : str_print(arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(given));
  char *real = realpath(str_to_c(arena, path), NULL);
  Str found = str_from_c(real ? str_to_c(arena, str_from_c(real)) : str_to_c(arena, path));
  free(real);
  return found;
}

static bool is_in(const Chain *chain, Str path) {
  for (size_t i = 0; i < chain->count; i++)
    if (str_equal(chain->at[i].path, path)) return true;
  return false;
}

static Str tell_circle(Arena *arena, const Chain *chain, Str path) {
  Str text = STR("it extends itself:");
  bool is_inside = false;
  for (size_t i = 0; i < chain->count; i++) {
    is_inside |= str_equal(chain->at[i].path, path);
    if (!is_inside) continue;
    text = str_print(arena, "%.*s %.*s ->", STR_ARG(text), STR_ARG(path_name(chain->at[i].path)));
  }
  return str_print(arena, "%.*s %.*s", STR_ARG(text), STR_ARG(path_name(path)));
}

// Reads what the last of the chain extends.
static bool extend_last(Arena *arena, Chain *chain) {
  Config *from = &chain->at[chain->count - 1];
  Config next = {0};
  Error error = {0};
  Str path = target_path(arena, from);
  if (is_in(chain, path)) return fail(arena, from, tell_circle(arena, chain, path));
  if (chain->count > EXTENDED_MAX)
    return fail(arena, from,
                str_print(arena, "more than %d files extend one another", EXTENDED_MAX));
  if (!config_read(arena, path.at, path_name(path), &next, &error))
    return fail(arena, from, str_print(arena, "`%.*s` %s", STR_ARG(from->extend.text), error.text));
  if (!next.has_section && next.problems.count == 0)
    return fail(
        arena, from,
        str_print(arena, "`%.*s` has no section [tool.nostall]", STR_ARG(from->extend.text)));
  next.path = path;
  array_push(arena, chain, next);
  return true;
}

ConfigList config_with_extended(Arena *arena, const Config *config) {
  Chain chain = {0};
  array_push(arena, &chain, *config);
  while (chain.at[chain.count - 1].extend.text.size > 0 && extend_last(arena, &chain))
    continue;
  Config *ordered = arena_push(arena, Config, chain.count);
  for (size_t i = 0; i < chain.count; i++)
    ordered[i] = chain.at[chain.count - 1 - i];
  return (ConfigList){ordered, chain.count};
}
