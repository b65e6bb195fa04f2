// Rows of the tests of trees: a source, and its tree as ast_print has it.
#pragma once

#include "python/ast.h"
#include "support/test.h"

// A Str in a table.
#define TEXT(literal)                                                                              \
  { literal, sizeof(literal) - 1 }

typedef struct AstRow {
  const char *name;
  Str source;
  const char *want;
} AstRow;

// Parses the source and holds its print against `want`.
void ast_row_check(const AstRow *row);
