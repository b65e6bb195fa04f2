// Prints the tokens of files, for token_compare.py: of each name on stdin the number of its tokens
// on a line, -1 when it cannot be read, then for each its kind in the words of CPython's `tokenize`
// and its place.
#include "python/parser/lexer.h"

#include <stdio.h>
#include <string.h>

#define NAME_MAX_BYTES 4096

static const char *kind_name(TokenKind kind) {
  switch ((int)kind) {
  case TOKEN_INT:
  case TOKEN_FLOAT:
  case TOKEN_IMAGINARY:
    return "NUMBER";
  case TOKEN_STRING:
    return "STRING";
  case TOKEN_FORMAT_START:
    return "FSTRING_START";
  case TOKEN_FORMAT_END:
    return "FSTRING_END";
  case TOKEN_NEWLINE:
    return "NEWLINE";
  case TOKEN_INDENT:
    return "INDENT";
  case TOKEN_DEDENT:
    return "DEDENT";
  case TOKEN_END:
    return "ENDMARKER";
  default:
    break;
  }
  bool is_word = kind <= TOKEN_TYPE || (kind >= TOKEN_AND && kind <= TOKEN_YIELD);
  return is_word ? "NAME" : "OP";
}

static Str file_read(Arena *arena, FILE *file) {
  bool ok = fseek(file, 0, SEEK_END) == 0;
  long size = ok ? ftell(file) : 0;
  rewind(file);
  char *text = arena_push(arena, char, (size_t)size);
  return (Str){text, fread(text, 1, (size_t)size, file)};
}

static void dump(Lexer *lexer, Str text) {
  if (!lexer_run(lexer, text, (Span){0, (uint32_t)text.size})) {
    printf("-1\n");
    return;
  }
  printf("%zu\n", (size_t)(lexer->next - lexer->tokens) - 1);
  for (const Token *token = lexer->tokens + 1; token < lexer->next; token++)
    printf("%s %u %u\n", kind_name((TokenKind)token->kind), token->start, token->end);
}

int main(void) {
  Lexer lexer = {0};
  Arena arena = {0};
  char name[NAME_MAX_BYTES];
  while (fgets(name, sizeof name, stdin)) {
    name[strcspn(name, "\n")] = 0;
    FILE *file = fopen(name, "rb");
    if (file) {
      dump(&lexer, file_read(&arena, file));
      fclose(file);
    } else {
      printf("-1\n");
    }
    fflush(stdout);
    arena_reset(&arena);
  }
  lexer_release(&lexer);
  arena_release(&arena);
  return 0;
}
