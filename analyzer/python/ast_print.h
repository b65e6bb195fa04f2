// The printer of trees, inside: ast_print.c has statements and patterns, ast_print_expr.c the rest.
#pragma once

#include "base/array.h"
#include "python/ast.h"

typedef struct Printer {
  Arena *arena;
  Str text; // the source
  Array(char) out;
  uint32_t depth; // that of the tree, which has a limit
} Printer;

void print_text(Printer *printer, const char *text);
void print_str(Printer *printer, Str text);
void print_span(Printer *printer, Span span);  // one that CPython has, too
void print_place(Printer *printer, Span span); // one of our own
// Begins a line; print_end ends it. Between them come details.
void print_begin(Printer *printer, const char *label, const char *kind);
void print_end(Printer *printer);
// Each prints nothing for what is absent.
void print_name(Printer *printer, const char *label, AstName name);
void print_expr(Printer *printer, const char *label, const AstExpr *expr);
void print_exprs(Printer *printer, const char *label, AstExprs exprs);
void print_keywords(Printer *printer, AstKeywords keywords);
void print_parameters(Printer *printer, AstParameters parameters);
const char *print_operator(AstOperator op);
