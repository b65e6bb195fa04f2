// Asking a text by its tokens.
#include "fix/writer.h"

static Str token_text(const FixWriter *writer, size_t token) {
  return writer_text(writer, writer->source->tokens.at[token].span);
}

static bool has_text(const PythonToken *token) {
  switch (token->kind) {
  case PYTHON_TOKEN_WORD:
  case PYTHON_TOKEN_LITERAL:
  case PYTHON_TOKEN_SIGN:
    return true;
  case PYTHON_TOKEN_NEWLINE:
  case PYTHON_TOKEN_INDENT:
  case PYTHON_TOKEN_DEDENT:
  case PYTHON_TOKEN_END:
    break;
  }
  return false;
}

// The first that begins at or behind an offset.
static size_t lower_bound(const FixWriter *writer, uint32_t offset) {
  const PythonTokens *tokens = &writer->source->tokens;
  size_t low = 0, high = tokens->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (tokens->at[middle].span.start < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t token_at(const FixWriter *writer, uint32_t offset) {
  const PythonTokens *tokens = &writer->source->tokens;
  size_t token = lower_bound(writer, offset);
  while (token + 1 < tokens->count && !has_text(&tokens->at[token]))
    token++;
  return token < tokens->count ? token : tokens->count - 1;
}

size_t token_before(const FixWriter *writer, uint32_t offset) {
  const PythonTokens *tokens = &writer->source->tokens;
  for (size_t token = lower_bound(writer, offset); token-- > 0;)
    if (has_text(&tokens->at[token]) && tokens->at[token].span.end <= offset) return token;
  return SIZE_MAX;
}

bool token_is(const FixWriter *writer, size_t token, const char *text) {
  if (token >= writer->source->tokens.count) return false;
  return has_text(&writer->source->tokens.at[token]) &&
         str_equal_c(token_text(writer, token), text);
}

bool token_stands_before(const FixWriter *writer, Span span, const char *text) {
  return token_is(writer, token_before(writer, span.start), text);
}

bool token_stands_behind(const FixWriter *writer, Span span, const char *text) {
  return token_is(writer, token_at(writer, span.end), text);
}

static int bracket_step(const FixWriter *writer, size_t token) {
  if (writer->source->tokens.at[token].kind != PYTHON_TOKEN_SIGN) return 0;
  Str text = token_text(writer, token);
  char sign = text.size == 1 ? text.at[0] : ' ';
  if (sign == '(' || sign == '[' || sign == '{') return 1;
  return sign == ')' || sign == ']' || sign == '}' ? -1 : 0;
}

size_t token_closing(const FixWriter *writer, size_t open) {
  int depth = 0;
  for (size_t i = open; i < writer->source->tokens.count; i++) {
    depth += bracket_step(writer, i);
    if (depth == 0) return i;
  }
  return SIZE_MAX;
}

// ---- Lines --------------------------------------------------------------------------------------

bool writer_has_comment(const FixWriter *writer, Span span) {
  const PythonTokens *tokens = &writer->source->tokens;
  size_t low = 0, high = tokens->comment_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (tokens->comments[middle].end <= span.start)
      low = middle + 1;
    else
      high = middle;
  }
  return low < tokens->comment_count && tokens->comments[low].start < span.end;
}

static bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

bool writer_has_line_end(const FixWriter *writer, Span span) {
  Str text = writer_text(writer, span);
  for (size_t i = 0; i < text.size; i++)
    if (is_line_end(text.at[i])) return true;
  return false;
}

static uint32_t skip_line_end(Str text, uint32_t at) {
  if (at < text.size && text.at[at] == '\r') at++;
  if (at < text.size && text.at[at] == '\n') at++;
  return at;
}

Span writer_line(const FixWriter *writer, uint32_t offset) {
  Str text = writer->source->text;
  uint32_t start = offset;
  while (start > 0 && !is_line_end(text.at[start - 1]))
    start--;
  uint32_t end = offset;
  while (end < text.size && !is_line_end(text.at[end]))
    end++;
  return (Span){start, skip_line_end(text, end)};
}

Str writer_indent(const FixWriter *writer, uint32_t offset) {
  Str line = writer_text(writer, writer_line(writer, offset));
  size_t size = 0;
  while (size < line.size && (line.at[size] == ' ' || line.at[size] == '\t'))
    size++;
  return str_slice(line, 0, size);
}

Str writer_line_end(const FixWriter *writer) {
  Str text = writer->source->text;
  for (uint32_t i = 0; i < text.size; i++)
    if (is_line_end(text.at[i])) return str_slice(text, i, skip_line_end(text, i));
  return STR("\n");
}

uint32_t writer_statement_end(const FixWriter *writer, uint32_t offset) {
  const PythonTokens *tokens = &writer->source->tokens;
  size_t token = lower_bound(writer, offset);
  while (token < tokens->count && tokens->at[token].kind != PYTHON_TOKEN_NEWLINE)
    token++;
  if (token == tokens->count) return (uint32_t)writer->source->text.size;
  return writer_line(writer, tokens->at[token].span.start).end;
}
