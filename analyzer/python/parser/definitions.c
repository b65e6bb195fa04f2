// Definitions: functions and classes, their decorators and parameters.
#include "python/parser/parser.h"

// ---- Parameters ---------------------------------------------------------------------------------

typedef struct ParameterReader {
  size_t mark;
  TokenKind close;
  bool has_annotations;
  bool has_slash;
  bool has_star;
  bool has_fallback; // from here on, all positional ones must have one
  bool is_over;      // behind **kwargs
} ParameterReader;

static uint32_t parameter_count(const Parser *p, const ParameterReader *reader) {
  return (uint32_t)((p->items.size_bytes - reader->mark) / sizeof(AstParameter));
}

// NAME [':' expression] ['=' expression]. The annotation of *args may have an asterisk of its own.
static void parameter(Parser *p, ParameterReader *reader, AstParameterKind kind) {
  AstParameter parameter = {.kind = kind, .name = parser_name(p)};
  if (reader->has_annotations && parser_accept(p, TOKEN_COLON)) {
    bool has_star = kind == AST_STAR && parser_kind(p) == TOKEN_STAR;
    parameter.annotation = has_star ? parser_star_expression(p) : parser_expression(p);
  }
  bool may_have_fallback = kind == AST_PLAIN || kind == AST_KEYWORD_ONLY;
  if (may_have_fallback && parser_accept(p, TOKEN_EQUAL)) parameter.fallback = parser_expression(p);
  if (kind == AST_PLAIN && reader->has_fallback && !parameter.fallback) parser_fail(p);
  if (kind == AST_PLAIN && parameter.fallback) reader->has_fallback = true;
  parser_list_push(&p->items, AstParameter, parameter);
}

// '/': what stands before it is positional only
static void slash(Parser *p, ParameterReader *reader) {
  parser_next(p);
  uint32_t count = parameter_count(p, reader);
  if (reader->has_slash || reader->has_star || !count) parser_fail(p);
  reader->has_slash = true;
  for (uint32_t i = 0; i < count; i++) {
    char *at = p->items.at + reader->mark + i * sizeof(AstParameter) + offsetof(AstParameter, kind);
    memcpy(at, &(AstParameterKind){AST_POSITIONAL_ONLY}, sizeof(AstParameterKind));
  }
}

// '*' [NAME ...]: alone it must be followed by a name
static void star(Parser *p, ParameterReader *reader) {
  parser_next(p);
  if (reader->has_star) parser_fail(p);
  reader->has_star = true;
  if (parser_kind(p) == TOKEN_COMMA) {
    if (!parser_is_name((TokenKind)p->at[1].kind)) parser_fail(p);
  } else {
    parameter(p, reader, AST_STAR);
  }
}

static void one_parameter(Parser *p, ParameterReader *reader) {
  switch ((int)parser_kind(p)) {
  case TOKEN_SLASH:
    slash(p, reader);
    return;
  case TOKEN_STAR:
    star(p, reader);
    return;
  case TOKEN_DOUBLE_STAR:
    parser_next(p);
    parameter(p, reader, AST_DOUBLE_STAR);
    reader->is_over = true;
    return;
  default:
    parameter(p, reader, reader->has_star ? AST_KEYWORD_ONLY : AST_PLAIN);
  }
}

// parameters: positional-only ones, '/', plain ones, '*' [NAME], keyword-only ones, '**' NAME
AstParameters parser_parameters(Parser *p, TokenKind close, bool has_annotations) {
  ParameterReader reader = {
      .mark = p->items.size_bytes, .close = close, .has_annotations = has_annotations};
  while (parser_kind(p) != close && !reader.is_over) {
    one_parameter(p, &reader);
    if (!parser_accept(p, TOKEN_COMMA)) break;
  }
  AstParameters parameters = {0};
  parameters.at = parser_list_take(p, &p->items, reader.mark, AstParameter, &parameters.count);
  return parameters;
}

// ---- Type parameters ----------------------------------------------------------------------------

// type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression]
//           | '**' NAME ['=' expression]
static void type_parameter(Parser *p) {
  AstTypeParameter parameter = {.kind = AST_TYPE_VAR};
  if (parser_accept(p, TOKEN_STAR)) {
    parameter.kind = AST_TYPE_VAR_TUPLE;
  } else if (parser_accept(p, TOKEN_DOUBLE_STAR)) {
    parameter.kind = AST_PARAM_SPEC;
  }
  parameter.name = parser_name(p);
  bool is_plain = parameter.kind == AST_TYPE_VAR;
  bool is_tuple = parameter.kind == AST_TYPE_VAR_TUPLE;
  if (is_plain && parser_accept(p, TOKEN_COLON)) parameter.bound = parser_expression(p);
  if (parser_accept(p, TOKEN_EQUAL))
    parameter.fallback = is_tuple ? parser_star_expression(p) : parser_expression(p);
  parser_list_push(&p->items, AstTypeParameter, parameter);
}

// type_params: '[' type_param (',' type_param)* [','] ']'; none when there is no bracket
AstTypeParameters parser_type_parameters(Parser *p) {
  AstTypeParameters parameters = {0};
  if (!parser_accept(p, TOKEN_OPEN_BRACKET)) return parameters;
  size_t mark = p->items.size_bytes;
  do {
    type_parameter(p);
  } while (parser_accept(p, TOKEN_COMMA) && parser_kind(p) != TOKEN_CLOSE_BRACKET);
  parser_expect(p, TOKEN_CLOSE_BRACKET);
  parameters.at = parser_list_take(p, &p->items, mark, AstTypeParameter, &parameters.count);
  return parameters;
}

// ---- Functions and classes ----------------------------------------------------------------------

// function_def_raw:
//     ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block
AstStmt *parser_function(Parser *p, uint32_t start, AstExprs decorators, bool is_async) {
  parser_next(p);
  AstName name = parser_name(p);
  AstTypeParameters type_parameters = parser_type_parameters(p);
  parser_expect(p, TOKEN_OPEN_PAREN);
  AstParameters parameters = parser_parameters(p, TOKEN_CLOSE_PAREN, true);
  parser_expect(p, TOKEN_CLOSE_PAREN);
  AstExpr *returns = parser_accept(p, TOKEN_ARROW) ? parser_expression(p) : NULL;
  AstStmts body = parser_block(p);
  AstStmt *stmt = parser_stmt_new(p, AST_FUNCTION_DEF, start);
  stmt->span.end = p->line_end;
  stmt->function.name = name;
  stmt->function.type_parameters = type_parameters;
  stmt->function.parameters = parameters;
  stmt->function.returns = returns;
  stmt->function.decorators = decorators;
  stmt->function.body = body;
  stmt->function.is_async = is_async;
  return stmt;
}

// class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block
AstStmt *parser_class(Parser *p, AstExprs decorators) {
  uint32_t start = parser_next(p)->start;
  AstName name = parser_name(p);
  AstTypeParameters type_parameters = parser_type_parameters(p);
  AstExprs bases = {0};
  AstKeywords keywords = {0};
  uint32_t open = p->at->start;
  if (parser_accept(p, TOKEN_OPEN_PAREN)) parser_arguments(p, open, false, &bases, &keywords);
  AstStmts body = parser_block(p);
  AstStmt *stmt = parser_stmt_new(p, AST_CLASS_DEF, start);
  stmt->span.end = p->line_end;
  stmt->class_.name = name;
  stmt->class_.type_parameters = type_parameters;
  stmt->class_.bases = bases;
  stmt->class_.keywords = keywords;
  stmt->class_.decorators = decorators;
  stmt->class_.body = body;
  return stmt;
}

// decorators: ('@' named_expression NEWLINE)+, and the definition behind them
AstStmt *parser_decorated(Parser *p) {
  size_t mark = p->items.size_bytes;
  while (parser_accept(p, TOKEN_AT)) {
    parser_push_expr(p, parser_named(p));
    parser_expect(p, TOKEN_NEWLINE);
  }
  AstExprs decorators = parser_take_exprs(p, mark);
  uint32_t start = p->at->start;
  if (parser_kind(p) == TOKEN_CLASS) return parser_class(p, decorators);
  bool is_async = parser_accept(p, TOKEN_ASYNC);
  if (parser_kind(p) == TOKEN_DEF) return parser_function(p, start, decorators, is_async);
  parser_fail(p);
  return parser_stmt_new(p, AST_STMT_ERROR, start);
}
