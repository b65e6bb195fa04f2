// What must be paid whatever an analyzer does, as a process of its own: reading, or reading and
// parsing by tree-sitter alone.
//
//   floor read [DIRECTORY...]   walks, opens, reads and closes every Python file
//   floor parse < LIST          reads the files of a list, a path on each line, and parses them as
//                               they are: one parser for all, each tree deleted before the next
//   floor stat < LIST           asks the file system about each file and directory of a list
//
// Prints how many files and bytes it saw.
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tree_sitter/api.h>
#include <unistd.h>

#define OPEN_DIRECTORIES_MAX 64

const TSLanguage *tree_sitter_python(void);

typedef struct Buffer {
  char *at;
  size_t capacity;
} Buffer;

typedef struct Totals {
  Buffer buffer;
  size_t files;
  size_t bytes;
} Totals;

// nftw hands no context to its callback.
static Totals totals;

static void fail(const char *path) {
  perror(path);
  exit(2);
}

static void reserve(Buffer *buffer, size_t size) {
  if (size <= buffer->capacity) return;
  buffer->at = realloc(buffer->at, size * 2);
  buffer->capacity = size * 2;
  if (!buffer->at) fail("memory");
}

static size_t read_whole(const char *path, Buffer *buffer) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path);
  size_t used = 0;
  for (;;) {
    reserve(buffer, used + 65536);
    ssize_t got = read(file, buffer->at + used, buffer->capacity - used);
    if (got < 0) fail(path);
    used += (size_t)got;
    if ((size_t)got < buffer->capacity - (used - (size_t)got)) break;
  }
  close(file);
  totals.files++;
  totals.bytes += used;
  return used;
}

static bool is_python(const char *path) {
  const char *dot = strrchr(path, '.');
  return dot && (!strcmp(dot, ".py") || !strcmp(dot, ".pyi") || !strcmp(dot, ".pyw"));
}

static int visit(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info;
  (void)place;
  if (kind == FTW_F && is_python(path)) (void)read_whole(path, &totals.buffer);
  return 0;
}

static void read_directories(char **directories, int count) {
  for (int i = 0; i < count; i++) {
    if (nftw(directories[i], visit, OPEN_DIRECTORIES_MAX, FTW_PHYS) != 0) fail(directories[i]);
  }
}

static void parse_list(FILE *list) {
  TSParser *parser = ts_parser_new();
  if (!ts_parser_set_language(parser, tree_sitter_python())) fail("grammar");
  char *line = NULL;
  size_t capacity = 0;
  for (ssize_t size = 0; (size = getline(&line, &capacity, list)) > 0;) {
    if (line[size - 1] == '\n') line[size - 1] = '\0';
    size_t bytes = read_whole(line, &totals.buffer);
    ts_tree_delete(ts_parser_parse_string(parser, NULL, totals.buffer.at, (uint32_t)bytes));
  }
  free(line);
  ts_parser_delete(parser);
}

static void stat_list(FILE *list) {
  char *line = NULL;
  size_t capacity = 0;
  for (ssize_t size = 0; (size = getline(&line, &capacity, list)) > 0;) {
    struct stat info = {0};
    if (line[size - 1] == '\n') line[size - 1] = '\0';
    if (stat(line, &info) != 0) fail(line);
    totals.files++;
    totals.bytes += (size_t)info.st_size;
  }
  free(line);
}

int main(int count, char **words) {
  bool is_read = count > 1 && !strcmp(words[1], "read");
  bool is_parse = count == 2 && !strcmp(words[1], "parse");
  bool is_stat = count == 2 && !strcmp(words[1], "stat");
  if (!is_read && !is_parse && !is_stat) {
    fputs("usage: floor read DIRECTORY... | floor parse < LIST | floor stat < LIST\n", stderr);
    return 2;
  }
  if (is_read) read_directories(words + 2, count - 2);
  if (is_parse) parse_list(stdin);
  if (is_stat) stat_list(stdin);
  printf("files=%zu bytes=%zu\n", totals.files, totals.bytes);
  free(totals.buffer.at);
  return 0;
}
