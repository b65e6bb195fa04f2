// Flags for a file of which nobody says how it is compiled: the folders around it, up to the
// project's, and those in which systems keep the headers of libraries that need a flag of their
// own.
#define _POSIX_C_SOURCE 200809L
#include "c/guess.h"

#include "base/array.h"
#include "c/paths.h"

#include <glob.h>
#include <string.h>
#include <unistd.h>

// What pkg-config would say for most of them. Of several versions of one library, which a pattern
// finds in order of their names, the last comes first in the search.
static const char *const library_folders[] = {
    "/usr/include/*-[0-9].[0-9]*", // glib-2.0, dbus-1.0, gtk-3.0, …
    "/usr/lib/*/glib-2.0/include", "/usr/lib/*/dbus-1.0/include", "/usr/include/gio-unix-2.0",
    "/usr/include/python3.*",      "/usr/include/cairo",          "/usr/include/freetype2",
    "/usr/include/harfbuzz",       "/usr/include/libnl3",         "/usr/include/libxml2",
    "/usr/include/mariadb",        "/usr/include/postgresql",
};

// How many folders around a file are searched.
#define GUESS_MAX_FOLDERS 16

typedef Array(Str) Words;

static void add_matches(Arena *arena, const char *pattern, Words *out) {
  glob_t found = {0};
  if (glob(pattern, 0, NULL, &found) == 0) {
    for (size_t i = found.gl_pathc; i-- > 0;) {
      array_push(arena, out, STR("-idirafter"));
      array_push(arena, out, str_copy(arena, str_from_c(found.gl_pathv[i])));
    }
  }
  globfree(&found);
}

CGuess c_guess_make(Arena *arena, Str root) {
  Words words = {0};
  for (size_t i = 0; i < COUNT_OF(library_folders); i++)
    add_matches(arena, library_folders[i], &words);
  return (CGuess){
      .root = root, .library_flags = words.at, .library_flag_count = (uint32_t)words.count};
}

static void add_folder(Arena *arena, Str folder, Words *out) {
  array_push(arena, out, str_print(arena, "-iquote%.*s", STR_ARG(folder)));
  array_push(arena, out, str_print(arena, "-I%.*s/include", STR_ARG(folder)));
}

static bool has_config(Arena *arena, Str folder) {
  return access(str_to_c(arena, str_print(arena, "%.*s/config.h", STR_ARG(folder))), R_OK) == 0;
}

CCommand c_guess_command(Arena *arena, const CGuess *guess, Str file) {
  Words words = {0};
  Str own = c_path_folder(file);
  bool is_configured = false;
  array_push(arena, &words, STR("-I."));
  Str folder = own, rest = {0};
  for (uint32_t i = 0; i < GUESS_MAX_FOLDERS; i++, folder = c_path_folder(folder)) {
    add_folder(arena, folder, &words);
    is_configured |= has_config(arena, folder);
    bool is_inside = guess->root.size > 0 && c_path_below(guess->root, folder, &rest);
    if (!is_inside) break; // the project's own folder was the last
  }
  array_push(arena, &words, STR("-D_GNU_SOURCE"));
  if (is_configured) array_push(arena, &words, STR("-DHAVE_CONFIG_H"));
  for (uint32_t i = 0; i < guess->library_flag_count; i++)
    array_push(arena, &words, guess->library_flags[i]);
  return (CCommand){.file = file,
                    .directory = own,
                    .flags = words.at,
                    .flag_count = (uint32_t)words.count,
                    .is_guessed = true};
}
