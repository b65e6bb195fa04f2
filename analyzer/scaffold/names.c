// What a service can be called: it becomes the name of a package, and of variables of the
// environment.
#define _XOPEN_SOURCE 700
#include "scaffold/scaffold.h"

#include "base/base.h"
#include "base/path.h"

#include <limits.h>
#include <stdlib.h>

#define NAME_MAX_BYTES 64

// Words of the language, and folders and modules of which a service has one itself.
static const char *const taken[] = {
    "and",   "as",   "assert", "async",    "asyncio", "await",   "break",   "class",    "def",
    "del",   "elif", "else",   "except",   "fastapi", "finally", "for",     "from",     "global",
    "httpx", "if",   "import", "in",       "is",      "lambda",  "logging", "nonlocal", "not",
    "or",    "pass", "pytest", "queue",    "raise",   "return",  "signal",  "src",      "test",
    "tests", "try",  "typing", "unittest", "uvicorn", "while",   "with",    "yield",
};

static bool is_small(char letter) {
  return letter >= 'a' && letter <= 'z';
}
static bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

static bool is_identifier(Str name) {
  if (name.size == 0 || !is_small(name.at[0])) return false;
  for (size_t i = 1; i < name.size; i++)
    if (!is_small(name.at[i]) && !is_digit(name.at[i]) && name.at[i] != '_') return false;
  return true;
}

bool scaffold_check_name(Str name, Error *err) {
  if (name.size > NAME_MAX_BYTES)
    return error_set(err, FAIL_USAGE, "the name of a service has at most %d letters; give --name",
                     NAME_MAX_BYTES);
  if (!is_identifier(name))
    return error_set(err, FAIL_USAGE,
                     "`%.*s` cannot be the name of a package: it takes small letters, digits and "
                     "_, a letter first; give --name",
                     STR_ARG(name));
  for (size_t i = 0; i < COUNT_OF(taken); i++)
    if (str_equal_c(name, taken[i]))
      return error_set(err, FAIL_USAGE, "`%.*s` means something else in Python; give --name",
                       STR_ARG(name));
  return true;
}

static char small(char letter) {
  return letter == '-' || letter == ' ' || letter == '.' ? '_' : str_small(letter);
}

// The last part of a path, whatever slashes stand behind it.
static Str last_part(Str path) {
  size_t end = path.size;
  while (end > 0 && path.at[end - 1] == '/')
    end--;
  return path_name(str_slice(path, 0, end));
}

bool scaffold_name(Arena *arena, Str folder, Str *name, Error *err) {
  Str part = last_part(folder);
  char real[PATH_MAX];
  bool is_named = !str_equal(part, STR(".")) && !str_equal(part, STR(".."));
  if (!is_named && realpath(str_to_c(arena, folder), real)) part = last_part(str_from_c(real));
  char *text = arena_push(arena, char, part.size + 1);
  for (size_t i = 0; i < part.size; i++)
    text[i] = small(part.at[i]);
  *name = (Str){text, part.size};
  return scaffold_check_name(*name, err);
}
