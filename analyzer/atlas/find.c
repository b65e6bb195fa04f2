// Functions by the names that people type.
#include "atlas/atlas.h"

#include <stdlib.h>

Str atlas_module_name(Arena *arena, const Atlas *atlas, ModuleId module) {
  Str path = program_path(atlas->program, module);
  static const char *const endings[] = {"/__init__.py", "/__init__.pyi", ".pyi", ".py"};
  for (size_t i = 0; i < COUNT_OF(endings); i++) {
    Str ending = str_from_c(endings[i]);
    if (!str_has_suffix(path, ending)) continue;
    path = str_slice(path, 0, path.size - ending.size);
    break;
  }
  char *name = str_to_c(arena, path);
  for (size_t i = 0; i < path.size; i++)
    if (name[i] == '/') name[i] = '.';
  return (Str){name, path.size};
}

Str atlas_full_name(Arena *arena, const Atlas *atlas, FunctionId function) {
  const AtlasFunction *at = &atlas->functions[function];
  Str module = atlas_module_name(arena, atlas, at->module);
  if (at->is_module) return module;
  return str_print(arena, "%.*s.%.*s", STR_ARG(module), STR_ARG(at->name));
}

// ---- Finding ------------------------------------------------------------------------------------

static bool is_named(Str full, Str name) {
  if (!str_has_suffix(full, name)) return false;
  return full.size == name.size || full.at[full.size - name.size - 1] == '.';
}

FunctionIds atlas_find(Arena *arena, const Atlas *atlas, Str name) {
  FunctionIds found = {0};
  if (name.size == 0) return found;
  for (FunctionId id = 0; id < atlas->count; id++) {
    ArenaMark mark = arena_mark(arena);
    bool is_found = is_named(atlas_full_name(arena, atlas, id), name);
    arena_rewind(arena, mark);
    if (is_found) array_push(arena, &found, id);
  }
  return found;
}

// ---- Suggesting ---------------------------------------------------------------------------------

typedef struct Guess {
  FunctionId function;
  size_t distance;
} Guess;

static int compare_guesses(const void *left, const void *right) {
  const Guess *a = left;
  const Guess *b = right;
  if (a->distance != b->distance) return a->distance < b->distance ? -1 : 1;
  return (a->function > b->function) - (a->function < b->function);
}

#define DISTANCE_MAX 3

size_t atlas_suggest(Arena *arena, const Atlas *atlas, Str name, Str *out, size_t most) {
  Array(Guess) guesses = {0};
  Str wanted = str_behind(name, '.');
  size_t limit = wanted.size / 2 < DISTANCE_MAX ? wanted.size / 2 : DISTANCE_MAX;
  for (FunctionId id = 0; id < atlas->count; id++) {
    const AtlasFunction *function = &atlas->functions[id];
    if (function->is_module || !program_is_reported(atlas->program, function->module)) continue;
    size_t distance = str_distance(wanted, str_behind(function->name, '.'), limit);
    if (distance <= limit) array_push(arena, &guesses, ((Guess){id, distance}));
  }
  if (guesses.count == 0) return 0;
  qsort(guesses.at, guesses.count, sizeof *guesses.at, compare_guesses);
  size_t count = guesses.count < most ? guesses.count : most;
  for (size_t i = 0; i < count; i++)
    out[i] = atlas_full_name(arena, atlas, guesses.at[i].function);
  return count;
}
