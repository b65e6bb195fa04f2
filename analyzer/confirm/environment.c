// PYTHONPATH leads an interpreter to our sitecustomize, LD_PRELOAD the loader to the witness. Both
// go before what stands there already.
#define _POSIX_C_SOURCE 200809L
#include "confirm/environment.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_LINE_BYTES 512

extern char **environ;

static void add(Arena *arena, char ***next, const char *name, Str value) {
  *(*next)++ = str_to_c(arena, str_print(arena, "%s=%.*s", name, STR_ARG(value)));
}

static Str put_before(Arena *arena, Str first, const char *name) {
  const char *rest = getenv(name);
  if (!rest || !*rest) return first;
  return str_print(arena, "%.*s:%s", STR_ARG(first), rest);
}

static bool is_replaced(const char *entry, bool has_witness) {
  Str rest = str_from_c(entry);
  Str name = str_cut(&rest, '=');
  return str_equal_c(name, "PYTHONPATH") || str_has_prefix(name, STR("NOSTALL_CONFIRM")) ||
         (has_witness && str_equal_c(name, "LD_PRELOAD"));
}

char **environment_make(Arena *arena, const ConfirmOptions *options, const Folder *folder) {
  size_t count = 0;
  while (environ[count])
    count++;
  char **all = arena_push(arena, char *, count + 6);
  char **next = all;
  for (size_t i = 0; i < count; i++) {
    if (!is_replaced(environ[i], options->has_witness)) *next++ = environ[i];
  }
  add(arena, &next, "NOSTALL_CONFIRM", folder->path);
  add(arena, &next, "NOSTALL_CONFIRM_STALL_MS", str_print(arena, "%u", options->stall_ms));
  add(arena, &next, "PYTHONPATH", put_before(arena, folder->path, "PYTHONPATH"));
  if (!options->has_witness) return all;
  Str witness = str_print(arena, "%.*s/" WITNESS_NAME, STR_ARG(folder->path));
  add(arena, &next, "NOSTALL_CONFIRM_WITNESS", STR("1"));
  add(arena, &next, "LD_PRELOAD", put_before(arena, witness, "LD_PRELOAD"));
  return all;
}

// ---- Why not ------------------------------------------------------------------------------------

static bool is_python(Str word) {
  Str name = path_name(word);
  return str_has_prefix(name, STR("python")) || str_has_prefix(name, STR("pypy"));
}

// Letters that take a value end the options, or the word.
static Str refusal_of_letters(Arena *arena, Str word) {
  for (size_t i = 1; i < word.size; i++) {
    char letter = word.at[i];
    if (letter == 'c' || letter == 'm' || letter == 'W' || letter == 'X') break;
    if (letter == 'I' || letter == 'E')
      return str_print(arena, "`-%c` makes Python ignore PYTHONPATH, by which the probe comes in",
                       letter);
    if (letter == 'S')
      return STR("`-S` keeps Python from importing `site`, by which the probe comes in");
  }
  return (Str){0};
}

static Str refusal_of_words(Arena *arena, const Str *words, size_t count) {
  for (size_t i = 0; i < count && str_has_prefix(words[i], STR("-")); i++) {
    Str reason = refusal_of_letters(arena, words[i]);
    if (reason.size > 0) return reason;
    if (words[i].size < 2) break;
    char last = words[i].at[words[i].size - 1];
    if (last == 'c' || last == 'm') break;
    if (words[i].size == 2 && (last == 'W' || last == 'X')) i++;
  }
  return (Str){0};
}

static char *find_file(Arena *arena, const char *name) {
  if (strchr(name, '/')) return str_to_c(arena, str_from_c(name));
  const char *path = getenv("PATH");
  for (Str rest = str_from_c(path ? path : "/usr/bin:/bin"); rest.at;) {
    Str folder = str_cut(&rest, ':');
    char *file = str_to_c(arena, str_print(arena, "%.*s/%s", STR_ARG(folder), name));
    FILE *found = fopen(file, "rb");
    if (!found) continue;
    fclose(found);
    return file;
  }
  return NULL;
}

// The words of "#!/usr/bin/python3 -I"; none when the file does not begin so.
static size_t read_words(Arena *arena, const char *path, Str *words, size_t most) {
  FILE *file = path ? fopen(path, "rb") : NULL;
  if (!file) return 0;
  char line[FIRST_LINE_BYTES] = "";
  bool has_line = fgets(line, sizeof line, file) != NULL;
  fclose(file);
  if (!has_line || line[0] != '#' || line[1] != '!') return 0;
  Str rest = str_trim(str_copy(arena, str_from_c(line + 2)));
  size_t count = 0;
  while (rest.at && count < most) {
    Str word = str_cut(&rest, ' ');
    if (word.size > 0) words[count++] = word;
  }
  return count;
}

Str environment_refusal(Arena *arena, char *const *command) {
  Array(Str) words = {0};
  for (size_t i = 0; command[i]; i++)
    array_push(arena, &words, str_from_c(command[i]));
  if (is_python(words.at[0])) return refusal_of_words(arena, words.at + 1, words.count - 1);
  Str first[8] = {{0}};
  size_t count = read_words(arena, find_file(arena, command[0]), first, COUNT_OF(first));
  size_t skipped = count > 1 && str_equal_c(path_name(first[0]), "env") ? 1 : 0;
  if (count <= skipped || !is_python(first[skipped])) return (Str){0};
  return refusal_of_words(arena, first + skipped + 1, count - skipped - 1);
}
