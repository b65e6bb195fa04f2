// Pieces of string literals, `rb"..."`, and what they stand for. For both producers of trees.
#pragma once

#include "base/str.h"

typedef struct LiteralPiece {
  Str body; // between the quotes
  bool is_raw;
  bool is_bytes;
  bool is_format;
  bool is_template;
  bool is_backquoted; // `x` of Python 2
} LiteralPiece;

LiteralPiece literal_split(Str text);
bool literal_is_plain(const LiteralPiece *piece); // whether its body is its value
// Writes the value of a piece, which is never longer than its body. Returns its size.
size_t literal_value(const LiteralPiece *piece, char *out);
