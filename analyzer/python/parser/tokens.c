// The tokens of a text for those outside of the front end, who know nothing of trees.
#include "python/parser/lexer.h"
#include "python/python.h"

static PythonTokenKind kind_of(TokenKind kind) {
  if (kind <= TOKEN_TYPE || (kind >= TOKEN_AND && kind <= TOKEN_YIELD)) return PYTHON_TOKEN_WORD;
  switch ((int)kind) {
  case TOKEN_INT:
  case TOKEN_FLOAT:
  case TOKEN_IMAGINARY:
  case TOKEN_STRING:
  case TOKEN_FORMAT_START:
  case TOKEN_FORMAT_END:
    return PYTHON_TOKEN_LITERAL;
  case TOKEN_NEWLINE:
    return PYTHON_TOKEN_NEWLINE;
  case TOKEN_INDENT:
    return PYTHON_TOKEN_INDENT;
  case TOKEN_DEDENT:
    return PYTHON_TOKEN_DEDENT;
  case TOKEN_END:
    return PYTHON_TOKEN_END;
  default:
    return PYTHON_TOKEN_SIGN;
  }
}

// The first token of the lexer is none.
static void take(const Lexer *lexer, Arena *arena, PythonTokens *out) {
  size_t count = (size_t)(lexer->next - lexer->tokens) - 1;
  PythonToken *tokens = arena_take(arena, PythonToken, count);
  uint32_t formats = 0;
  for (size_t i = 0; i < count; i++) {
    const Token *token = &lexer->tokens[i + 1];
    if (token->kind == TOKEN_FORMAT_END) formats--;
    tokens[i] = (PythonToken){.span = {token->start, token->end},
                              .kind = kind_of((TokenKind)token->kind),
                              .is_formatted = formats > 0};
    if (token->kind == TOKEN_FORMAT_START) formats++;
  }
  Span *comments = arena_take(arena, Span, lexer->comment_count + 1);
  for (uint32_t i = 0; i < lexer->comment_count; i++)
    comments[i] = lexer->comments[i];
  *out = (PythonTokens){tokens, count, comments, lexer->comment_count};
}

bool python_tokens(Arena *arena, Str text, PythonTokens *out) {
  Lexer lexer = {0};
  bool ok = lexer_run(&lexer, text, (Span){0, (uint32_t)text.size});
  ok = ok && !lexer.has_deep;
  if (ok) take(&lexer, arena, out);
  lexer_release(&lexer);
  return ok;
}
