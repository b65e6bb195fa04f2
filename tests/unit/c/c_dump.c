// Prints the Summaries of C files, for tests and for looking at them.
//
//   c_dump [--quiet] [-p DATABASE] ROOT [FILE...]
//
// Without FILE all of the database. --quiet reads everything and prints the sums.
#define _XOPEN_SOURCE 700
#include "c/c.h"

#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Dump {
  CReader *reader;
  Str root;
  bool is_quiet;
  uint64_t units, failures, blocks, bytes, exprs, calls, problems;
} Dump;

static void count(Dump *dump, const Summary *summary) {
  dump->blocks++;
  dump->bytes += summary->block.size;
  dump->exprs += summary->exprs_count;
  dump->problems += summary->problems_count;
  for (uint32_t i = 0; i < summary->exprs_count; i++)
    dump->calls += summary->exprs[i].kind == EXPR_CALL;
}

static void show(Dump *dump, Arena *arena, Str block) {
  Summary summary = {0};
  Error err = {0};
  if (dump->is_quiet)
    summary = summary_view(block);
  else if (!summary_open(summary_sealed(arena, block), &summary, &err))
    base_fatal("%s", err.text);
  count(dump, &summary);
  if (dump->is_quiet) return;
  Str text = summary_print(arena, &summary);
  fwrite(text.at, 1, text.size, stdout);
}

static void read_one(Dump *dump, const CCommand *command) {
  Arena arena = {0};
  Error err = {0};
  CUnit unit = {0};
  dump->units++;
  if (!c_read_unit(dump->reader, &arena, command, NULL, dump->root, &unit, &err)) {
    dump->failures++;
    fprintf(stderr, "%s\n", err.text);
  }
  for (uint32_t i = 0; i < unit.count; i++)
    show(dump, &arena, unit.blocks[i]);
  arena_release(&arena);
}

static Str real_path(Arena *arena, const char *path) {
  char *real = realpath(path, NULL);
  if (!real) base_fatal("cannot find %s", path);
  Str copy = str_copy(arena, str_from_c(real));
  free(real);
  return copy;
}

static void read_all(Dump *dump, Arena *arena, const CCommands *commands, char **files,
                     int count_) {
  for (int i = 0; i < count_; i++) {
    CCommand command = c_commands_get(arena, commands, real_path(arena, files[i]));
    read_one(dump, &command);
  }
  for (uint32_t i = 0; i < commands->count && count_ == 0; i++)
    read_one(dump, &commands->at[i]);
}

int main(int argc, char **argv) {
  Dump dump = {0};
  Arena arena = {0};
  Error err = {0};
  const char *database = NULL;
  int at = 1;
  for (; at < argc && argv[at][0] == '-'; at++) {
    if (strcmp(argv[at], "--quiet") == 0) dump.is_quiet = true;
    if (strcmp(argv[at], "-p") == 0 && at + 1 < argc) database = argv[++at];
  }
  if (at >= argc) base_fatal("usage: c_dump [--quiet] [-p DATABASE] ROOT [FILE...]");
  dump.root = real_path(&arena, argv[at++]);
  CLibrary *library = NULL;
  CCommands commands = {0};
  bool ok =
      c_library_open(NULL, &library, &err) &&
      (!database || c_commands_read(&arena, str_from_c(database), dump.root, &commands, &err));
  if (!ok) {
    fprintf(stderr, "%s\n", err.text);
    return 2;
  }
  dump.reader = c_reader_new(library);
  read_all(&dump, &arena, &commands, argv + at, argc - at);
  fprintf(stderr,
          "units %llu, failures %llu, summaries %llu, bytes %llu, expressions %llu, calls %llu, "
          "problems %llu\n",
          (unsigned long long)dump.units, (unsigned long long)dump.failures,
          (unsigned long long)dump.blocks, (unsigned long long)dump.bytes,
          (unsigned long long)dump.exprs, (unsigned long long)dump.calls,
          (unsigned long long)dump.problems);
  c_reader_free(dump.reader);
  c_library_free(library);
  arena_release(&arena);
  return 0;
}
