// Prints the trees of files, for ast_compare.py: of each name on stdin (or of each argument) the
// size of the print in bytes on a line, then the print. A file that cannot be read has size -1.
// The first argument may be --fast or --tree-sitter, for the trees of one producer alone.
#include "python/ast.h"

#include <stdio.h>
#include <string.h>

#define NAME_MAX_BYTES 4096

static bool file_read(Arena *arena, const char *path, Str *out) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  bool ok = fseek(file, 0, SEEK_END) == 0;
  long size = ok ? ftell(file) : -1;
  rewind(file);
  if (size >= 0) {
    char *text = arena_push(arena, char, (size_t)size);
    *out = (Str){text, fread(text, 1, (size_t)size, file)};
  }
  fclose(file);
  return size >= 0;
}

static void dump(AstParser *parser, const char *path) {
  Arena arena = {0};
  Str text = {0};
  if (file_read(&arena, path, &text)) {
    AstModule module = ast_parse(parser, &arena, text);
    Str print = ast_print(&arena, &module);
    printf("%zu\n", print.size);
    if (print.size > 0) fwrite(print.at, 1, print.size, stdout);
  } else {
    printf("-1\n");
  }
  fflush(stdout);
  arena_release(&arena);
}

static void dump_listed(AstParser *parser) {
  char name[NAME_MAX_BYTES];
  while (fgets(name, sizeof name, stdin)) {
    name[strcspn(name, "\n")] = 0;
    dump(parser, name);
  }
}

static AstProducer producer_of(const char *word) {
  if (!strcmp(word, "--fast")) return AST_PRODUCER_FAST;
  return strcmp(word, "--tree-sitter") ? AST_PRODUCER_BOTH : AST_PRODUCER_TREE_SITTER;
}

int main(int argc, char **argv) {
  AstParser *parser = ast_parser_new();
  AstProducer producer = argc > 1 ? producer_of(argv[1]) : AST_PRODUCER_BOTH;
  int first = producer == AST_PRODUCER_BOTH ? 1 : 2;
  ast_parser_use(parser, producer);
  for (int i = first; i < argc; i++)
    dump(parser, argv[i]);
  if (argc == first) dump_listed(parser);
  ast_parser_free(parser);
  return 0;
}
