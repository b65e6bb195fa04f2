// Where the flags of a file come from: compile_commands.json (the JSON Compilation Database of
// Clang's documentation), compile_flags.txt (one flag a line), or a guess.
#define _XOPEN_SOURCE 700
#include "base/array.h"
#include "base/map.h"
#include "c/guess.h"
#include "c/paths.h"
#include "c/text.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// ---- Entries ------------------------------------------------------------------------------------

typedef struct Reading {
  Arena *arena;
  Str path;   // of the database
  Str folder; // … of which relative directories are seen
  Str root;
  Interner files; // number -> index into `found`
  Array(CCommand) found;
} Reading;

static Str json_text(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return json_is_string(value) ? (Str){json_string_value(value), json_string_length(value)}
                               : (Str){0};
}

static const Str *read_words(Arena *arena, const json_t *entry, size_t *count) {
  const json_t *arguments = json_object_get(entry, "arguments");
  Str command = json_text(entry, "command");
  if (!json_is_array(arguments)) return c_command_split(arena, command, count);
  *count = json_array_size(arguments);
  Str *words = arena_push(arena, Str, *count);
  for (size_t i = 0; i < *count; i++) {
    const json_t *word = json_array_get(arguments, i);
    if (json_is_string(word))
      words[i] = str_copy(arena, (Str){json_string_value(word), json_string_length(word)});
  }
  return words;
}

static bool is_c_file(Str file) {
  return str_has_suffix(file, STR(".c"));
}

static void add_entry(Reading *reading, const json_t *entry) {
  Arena *arena = reading->arena;
  Str file = json_text(entry, "file");
  if (file.size == 0 || str_find_byte(file, '\0') != SIZE_MAX || !is_c_file(file)) return;
  Str directory = path_resolve(arena, reading->folder, json_text(entry, "directory"));
  file = path_resolve(arena, directory, file);
  uint32_t number = interner_add(arena, &reading->files, file);
  if (number < reading->found.count) {
    reading->found.at[number].other_count++;
    return;
  }
  CCommand command = {.file = file, .directory = directory};
  size_t count = 0;
  const Str *words = read_words(arena, entry, &count);
  size_t name = count > 0; // the compiler's
  const Str *flags = name ? words + name : NULL;
  bool is_c = c_command_filter(arena, flags, count - name, reading->root, &command);
  if (!is_c) command.file = (Str){0};
  array_push(arena, &reading->found, command);
}

static int compare_commands(const void *left, const void *right) {
  const CCommand *a = left;
  const CCommand *b = right;
  return str_compare(a->file, b->file);
}

static void finish(Reading *reading, CCommands *out) {
  uint32_t count = 0;
  CCommand *at = reading->found.at;
  for (size_t i = 0; i < reading->found.count; i++)
    if (at[i].file.size > 0) at[count++] = at[i];
  if (count > 0) qsort(at, count, sizeof *at, compare_commands);
  *out = (CCommands){.at = at, .count = count};
}

static bool parse_database(Reading *reading, Str text, CCommands *out, Error *err) {
  json_error_t error = {0};
  json_t *root = json_loadb(text.at, text.size, 0, &error);
  if (!root)
    return error_set(err, FAIL_FORMAT, "%.*s:%d: %s: no compile commands can be read from it",
                     STR_ARG(reading->path), error.line, error.text);
  bool is_list = json_is_array(root);
  for (size_t i = 0; i < json_array_size(root); i++)
    add_entry(reading, json_array_get(root, i));
  json_decref(root);
  if (!is_list)
    return error_set(err, FAIL_FORMAT, "%.*s:1: this is no list of compile commands",
                     STR_ARG(reading->path));
  finish(reading, out);
  return true;
}

static void parse_flags(const Reading *reading, Str text, CCommands *out) {
  Array(Str) words = {0};
  while (text.at) {
    Str line = str_trim(str_cut(&text, '\n'));
    if (line.size > 0) array_push(reading->arena, &words, line);
  }
  out->shared.directory = reading->folder;
  out->has_shared =
      c_command_filter(reading->arena, words.at, words.count, reading->root, &out->shared);
}

bool c_commands_parse(Arena *arena, Str path, Str text, Str root, CCommands *out, Error *err) {
  *out = (CCommands){0};
  Reading reading = {.arena = arena, .path = path, .folder = c_path_folder(path), .root = root};
  if (!str_has_suffix(path, STR("compile_flags.txt")))
    return parse_database(&reading, text, out, err);
  parse_flags(&reading, text, out);
  return true;
}

bool c_commands_read(Arena *arena, Str path, Str root, CCommands *out, Error *err) {
  Str text = {0};
  if (!text_read(arena, path, C_DATABASE_MAX_BYTES, &text, err)) return false;
  char *real = realpath(str_to_c(arena, path), NULL);
  if (!real) return error_errno(err, "%.*s", STR_ARG(path));
  path = str_copy(arena, str_from_c(real));
  free(real);
  return c_commands_parse(arena, path, text, root, out, err);
}

// ---- Finding ------------------------------------------------------------------------------------

static bool is_file(Arena *arena, Str path) {
  struct stat status = {0};
  return stat(str_to_c(arena, path), &status) == 0 && S_ISREG(status.st_mode);
}

bool c_commands_find(Arena *arena, Str folder, Str *path) {
  static const char *const names[] = {"compile_commands.json", "build/compile_commands.json",
                                      "compile_flags.txt"};
  for (;; folder = c_path_folder(folder)) {
    for (size_t i = 0; i < COUNT_OF(names); i++) {
      *path = path_resolve(arena, folder, str_from_c(names[i]));
      if (is_file(arena, *path)) return true;
    }
    if (folder.size <= 1) return false;
  }
}

// Beside the file and in include/ next to it or one level up is where most headers are.
CCommand c_commands_get(Arena *arena, const CCommands *commands, Str file) {
  CCommand wanted = {.file = file};
  const CCommand *listed = commands->count == 0 ? NULL
                                                : bsearch(&wanted, commands->at, commands->count,
                                                          sizeof wanted, compare_commands);
  if (listed) return *listed;
  if (!commands->has_shared) return c_guess_command(arena, &commands->guess, file);
  CCommand shared = commands->shared;
  shared.file = file;
  return shared;
}
