// Holds, for each file that is named on stdin, the Summary that the fast producer of trees leads
// to, with tree-sitter behind it, against that of tree-sitter alone, and prints the names of those
// that differ. The linker leads the making of parsers through this file (--wrap), so that readers
// can be told which one to use.
#include "facts/facts.h"
#include "python/ast.h"
#include "python/python.h"

#include <stdio.h>
#include <string.h>

#define NAME_MAX_BYTES 4096

AstParser *__real_ast_parser_new(void);
AstParser *__wrap_ast_parser_new(void);

static AstProducer producer;

AstParser *__wrap_ast_parser_new(void) {
  AstParser *parser = __real_ast_parser_new();
  ast_parser_use(parser, producer);
  return parser;
}

static PythonReader *reader_new(AstProducer wanted) {
  producer = wanted;
  return python_reader_new();
}

static bool file_read(Arena *arena, const char *path, Str *out) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  bool ok = fseek(file, 0, SEEK_END) == 0;
  long size = ok ? ftell(file) : 0;
  rewind(file);
  char *text = arena_push(arena, char, (size_t)size);
  *out = (Str){text, fread(text, 1, (size_t)size, file)};
  fclose(file);
  return true;
}

int main(void) {
  PythonReader *fast = reader_new(AST_PRODUCER_BOTH);
  PythonReader *slow = reader_new(AST_PRODUCER_TREE_SITTER);
  Arena arena = {0};
  char name[NAME_MAX_BYTES];
  unsigned long equal = 0;
  unsigned long different = 0;
  while (fgets(name, sizeof name, stdin)) {
    name[strcspn(name, "\n")] = 0;
    Str bytes = {0};
    if (!file_read(&arena, name, &bytes)) continue;
    Str path = str_from_c(name);
    bool is_equal = str_equal(python_summarize(fast, &arena, path, bytes),
                              python_summarize(slow, &arena, path, bytes));
    *(is_equal ? &equal : &different) += 1;
    if (!is_equal) printf("%s\n", name);
    arena_reset(&arena);
  }
  printf("%lu equal, %lu different\n", equal, different);
  python_reader_free(fast);
  python_reader_free(slow);
  arena_release(&arena);
  return different ? 1 : 0;
}
