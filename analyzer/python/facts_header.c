// Headers: what stands between the first word of a compound statement and its colon. The tree knows
// where the parts of a header end, the text where parentheses and commas behind them do.
#include "python/facts_walk.h"

#include <string.h>

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\n' || byte == '\r';
}

// Behind the line that `at` stands in.
static uint32_t skip_comment(Str text, uint32_t at, uint32_t limit) {
  while (at < limit && text.at[at] != '\n' && text.at[at] != '\r')
    at++;
  return at;
}

// From `start` over `last`, the end of the last part, to before the colon. The block is the limit
// in broken code.
static Span header_to(Str text, uint32_t start, uint32_t last, AstStmts block) {
  uint32_t limit = block.count > 0 ? block.at[0]->span.start : last;
  uint32_t end = last;
  for (uint32_t at = last; at < limit && text.at[at] != ':'; at++) {
    if (text.at[at] == '#') at = skip_comment(text, at, limit);
    if (at < limit && !is_space(text.at[at])) end = at + 1;
  }
  return (Span){start, end};
}

static uint32_t later(uint32_t end, const AstExpr *expr) {
  return expr && expr->span.end > end ? expr->span.end : end;
}

static uint32_t later_types(uint32_t end, const AstTypeParameters *parameters) {
  if (parameters->count == 0) return end;
  const AstTypeParameter *last = &parameters->at[parameters->count - 1];
  end = last->name.span.end > end ? last->name.span.end : end;
  return later(later(end, last->bound), last->fallback);
}

static uint32_t function_end(const AstStmt *statement) {
  const AstParameters *parameters = &statement->function.parameters;
  uint32_t end =
      later_types(statement->function.name.span.end, &statement->function.type_parameters);
  if (parameters->count > 0) {
    const AstParameter *last = &parameters->at[parameters->count - 1];
    end = last->name.span.end > end ? last->name.span.end : end;
    end = later(later(end, last->annotation), last->fallback);
  }
  return later(end, statement->function.returns);
}

static uint32_t class_end(const AstStmt *statement) {
  uint32_t end = later_types(statement->class_.name.span.end, &statement->class_.type_parameters);
  const AstExprs *bases = &statement->class_.bases;
  const AstKeywords *keywords = &statement->class_.keywords;
  if (bases->count > 0) end = later(end, bases->at[bases->count - 1]);
  if (keywords->count > 0) end = later(end, keywords->at[keywords->count - 1].value);
  return end;
}

static uint32_t item_end(const AstWithItem *item) {
  return (item->target ? item->target : item->manager)->span.end;
}

static Span with_header(Str text, const AstStmt *statement) {
  uint32_t count = statement->with.count;
  uint32_t end = count > 0 ? item_end(&statement->with.items[count - 1]) : statement->span.start;
  return header_to(text, statement->span.start, end, statement->with.body);
}

static Span match_header(const AstStmt *statement) {
  return (Span){statement->span.start, statement->match.subject->span.end};
}

Span header_of(Str text, const AstStmt *statement) {
  uint32_t start = statement->span.start;
  switch ((int)statement->kind) {
  case AST_FUNCTION_DEF:
    return header_to(text, start, function_end(statement), statement->function.body);
  case AST_CLASS_DEF:
    return header_to(text, start, class_end(statement), statement->class_.body);
  case AST_IF:
    return header_to(text, start, statement->branch.test->span.end, statement->branch.body);
  case AST_WHILE:
    return header_to(text, start, statement->loop.test->span.end, statement->loop.body);
  case AST_FOR:
    return header_to(text, start, statement->loop.iterable->span.end, statement->loop.body);
  case AST_WITH:
    return with_header(text, statement);
  case AST_MATCH:
    return match_header(statement);
  case AST_TRY:
    return (Span){start, start + (uint32_t)strlen("try")};
  }
  return statement->span;
}

Span header_of_case(Str text, const AstCase *one) {
  uint32_t end = one->guard ? one->guard->span.end : one->pattern->span.end;
  return header_to(text, one->span.start, end, one->body);
}

Span header_of_item(const AstStmt *statement, uint32_t item) {
  const AstWithItem *at = &statement->with.items[item];
  return (Span){item == 0 ? statement->span.start : at->manager->span.start, item_end(at)};
}

Span header_of_else(Str text, AstStmts before, AstStmts block) {
  Str word = STR("else");
  uint32_t limit = block.at[0]->span.start;
  uint32_t at = before.count > 0 ? before.at[before.count - 1]->span.end : limit;
  while (at < limit && (is_space(text.at[at]) || text.at[at] == ';' || text.at[at] == '#'))
    at = text.at[at] == '#' ? skip_comment(text, at, limit) : at + 1;
  uint32_t end = at + (uint32_t)word.size;
  bool is_found = end <= limit && memcmp(text.at + at, word.at, word.size) == 0;
  return is_found ? (Span){at, end} : (Span){limit, limit};
}
