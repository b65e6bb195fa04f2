// Finding the file, and reading it from end to end.
#define _XOPEN_SOURCE 700 // realpath
#include "config/config.h"

#include "config/entries.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME STR("nostall.toml")

// ---- Finding ------------------------------------------------------------------------------------

// Whether there is something of that name, be it readable or not; `*path` is terminated.
static bool is_there(Arena *arena, Str directory, Str name, Str *path) {
  struct stat info;
  *path = str_print(arena, "%.*s/%.*s", STR_ARG(directory), STR_ARG(name));
  return lstat(path->at, &info) == 0;
}

static Str parent_of(Str directory) {
  size_t size = directory.size;
  while (size > 0 && directory.at[size - 1] != '/')
    size--;
  return str_slice(directory, 0, size > 0 ? size - 1 : 0);
}

// The directory of a path, links followed; false when nothing is there.
static bool directory_of(Arena *arena, Str path, Str *out) {
  struct stat info;
  char *given = str_to_c(arena, path);
  bool is_directory = stat(given, &info) == 0 && S_ISDIR(info.st_mode);
  size_t size = path.size;
  while (!is_directory && size > 0 && given[size - 1] != '/')
    size--;
  const char *directory = is_directory ? given
                          : size == 0  ? "."
                                       : str_to_c(arena, (Str){given, size});
  char *real = realpath(directory, NULL);
  if (!real) return false;
  Str text = str_from_c(real);
  *out = str_copy(arena, text.size == 1 ? (Str){0} : text); // the root is ""
  free(real);
  return true;
}

// The deepest directory that both lie in.
static Str common(Str a, Str b) {
  size_t end = 0;
  for (size_t i = 0; i <= a.size && i <= b.size; i++) {
    bool ends_a = i == a.size || a.at[i] == '/';
    bool ends_b = i == b.size || b.at[i] == '/';
    if (ends_a && ends_b) end = i;
    if (i == a.size || i == b.size || a.at[i] != b.at[i]) break;
  }
  return str_slice(a, 0, end);
}

bool config_find(Arena *arena, const Str *paths, size_t count, Str *path) {
  Str around = {0};
  bool is_any = false;
  for (size_t i = 0; i < count; i++) {
    Str directory = {0};
    if (!directory_of(arena, paths[i], &directory)) continue;
    around = is_any ? common(around, directory) : directory;
    is_any = true;
  }
  for (Str at = around; is_any; at = parent_of(at)) {
    Str git = {0};
    if (is_there(arena, at, FILE_NAME, path)) return true;
    if (at.size == 0 || is_there(arena, at, STR(".git"), &git)) return false;
  }
  return false;
}

// ---- Reading ------------------------------------------------------------------------------------

static bool read_whole(Arena *arena, int file, size_t size, Str *out, Error *err) {
  char *bytes = arena_take(arena, char, size);
  size_t count = 0;
  while (count < size) {
    ssize_t got = read(file, bytes + count, size - count);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_errno(err, "cannot be read");
    if (got == 0) break;
    count += (size_t)got;
  }
  *out = (Str){bytes, count};
  return true;
}

static bool read_open(Arena *arena, int file, Str *out, Error *err) {
  struct stat info;
  if (fstat(file, &info) != 0) return error_errno(err, "cannot be read");
  if (!S_ISREG(info.st_mode)) return error_set(err, FAIL_IO, "is no file");
  if ((uint64_t)info.st_size > TOML_MAX_BYTES)
    return error_set(err, FAIL_LIMIT, "is larger than %zu KB, too large for a configuration",
                     TOML_MAX_BYTES >> 10);
  return read_whole(arena, file, (size_t)info.st_size, out, err);
}

bool config_read(Arena *arena, const char *path, Str name, Config *out, Error *err) {
  Str text = {0};
  // O_NONBLOCK: opening a pipe must not wait for a writer.
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) return error_errno(err, "cannot be read");
  bool ok = read_open(arena, file, &text, err);
  close(file);
  if (ok) config_parse(arena, name, text, out);
  return ok;
}

// ---- Values -------------------------------------------------------------------------------------

static int compare_problems(const void *a, const void *b) {
  const ConfigProblem *left = a;
  const ConfigProblem *right = b;
  int order = (left->span.start > right->span.start) - (left->span.start < right->span.start);
  return order ? order : str_compare(left->text, right->text);
}

static void read_section(Reading *reading, const Record *root, size_t key, Record *out) {
  *out = (Record){0};
  if (root->values[key])
    (void)record_read(reading, config_root.keys[key].section, root->values[key], out);
}

static void read_document(Reading *reading, Config *out) {
  TomlNode *document = NULL;
  TomlProblem problem = {0};
  Record root, section;
  if (!toml_parse(reading->arena, out->text, &document, &problem)) {
    reading_problem(reading, problem.span, "%.*s", STR_ARG(problem.text));
    return;
  }
  (void)record_read(reading, &config_root, document, &root);
  read_section(reading, &root, ROOT_PYTHON, &section);
  out->python = entries_python(reading, &section);
  read_section(reading, &root, ROOT_C, &section);
  out->c = entries_c(reading, &section);
}

void config_parse(Arena *arena, Str name, Str text, Config *out) {
  Str mark = STR("\xef\xbb\xbf");
  if (str_has_prefix(text, mark)) text = str_slice(text, mark.size, text.size);
  *out = (Config){.name = name, .text = text};
  Reading reading = {
      .arena = arena, .text = text, .name = name, .lines = line_table_make(arena, text)};
  read_document(&reading, out);
  if (reading.problems.count > 0) {
    qsort(reading.problems.at, reading.problems.count, sizeof *reading.problems.at,
          compare_problems);
    *out = (Config){.name = name, .text = text};
  }
  out->problems = (ConfigProblems){reading.problems.at, reading.problems.count};
}
