// Constants: literals as they stand, and what clang folds of them.
#include "c/walk.h"

#include <stdio.h>
#include <string.h>

static ExprId emit_float(Walker *walker, double value, ExprUse use, Span span) {
  Str text = str_print(walker->arena, "%.9g", value);
  ExprDraft literal = {.kind = EXPR_LITERAL, .a = LITERAL_FLOAT, .b = emit_name(walker, text)};
  return emit_expr(walker, literal, use, span);
}

static ExprId emit_result(Walker *walker, CXEvalResult result, ExprUse use, Span span) {
  const Libclang *clang = walker->clang;
  CXEvalResultKind kind = clang->EvalResult_getKind(result);
  if (kind == CXEval_Float) {
    double value = clang->EvalResult_getAsDouble(result);
    return emit_float(walker, value, use, span);
  }
  if (kind != CXEval_Int) return 0;
  if (clang->EvalResult_isUnsignedInt(result))
    return emit_int(walker, clang->EvalResult_getAsUnsigned(result), false, use, span);
  long long value = clang->EvalResult_getAsLongLong(result);
  bool is_negative = value < 0;
  uint64_t size = is_negative ? 0 - (uint64_t)value : (uint64_t)value;
  return emit_int(walker, size, is_negative, use, span);
}

ExprId walk_constant(Walker *walker, CXCursor cursor, ExprUse use) {
  CXEvalResult result = walker->clang->Cursor_Evaluate(cursor);
  if (!result) return 0;
  ExprId id = emit_result(walker, result, use, cursor_span(walker, cursor));
  walker->clang->EvalResult_dispose(result);
  return id;
}

bool is_int_literal(const Walker *walker, ExprId expr) {
  const Expr *exprs = walker->out->exprs.at;
  if (exprs[expr].kind == EXPR_UNARY && exprs[expr].c == OPERATOR_NEGATIVE) expr = exprs[expr].a;
  return expr_is_literal(&exprs[expr], LITERAL_INT);
}

ExprId walk_folded(Walker *walker, CXCursor cursor, ExprUse use, Since since, ExprId fallback) {
  if (!emit_can_undo(walker, since)) return fallback;
  CXEvalResult result = walker->clang->Cursor_Evaluate(cursor);
  if (!result) return fallback;
  if (walker->clang->EvalResult_getKind(result) == CXEval_Int) {
    emit_undo(walker, since);
    fallback = emit_result(walker, result, use, cursor_span(walker, cursor));
  }
  walker->clang->EvalResult_dispose(result);
  return fallback;
}

// ---- Strings ------------------------------------------------------------------------------------

static char escaped(char byte) {
  static const char pairs[] = "n\nt\tr\ra\ab\bf\fv\v";
  for (size_t i = 0; pairs[i]; i += 2)
    if (pairs[i] == byte) return pairs[i + 1];
  return byte;
}

static bool is_octal(char byte) {
  return byte >= '0' && byte <= '7';
}

// libclang spells a string as C would, with quotes and escapes. What is not text in UTF-8 is no
// name.
static Str unquote(Walker *walker, Str spelling) {
  size_t start = str_find_byte(spelling, '"');
  bool is_quoted = start != SIZE_MAX && spelling.size >= start + 2;
  if (!is_quoted || spelling.size > 4 * LITERAL_MAX_BYTES) return STR("");
  char *text = arena_push(walker->arena, char, spelling.size);
  size_t size = 0;
  for (size_t at = start + 1; at + 1 < spelling.size; at++) {
    char byte = spelling.at[at];
    if (byte == '\\') {
      byte = spelling.at[++at];
      if (is_octal(byte)) {
        int value = 0;
        for (int i = 0; i < 3 && at < spelling.size && is_octal(spelling.at[at]); i++)
          value = value * 8 + (spelling.at[at++] - '0');
        at--;
        byte = (char)(unsigned char)value;
      } else {
        byte = escaped(byte);
      }
    }
    text[size++] = byte;
  }
  bool is_name = size <= LITERAL_MAX_BYTES && str_is_utf8((Str){text, size});
  return is_name ? (Str){text, size} : STR("");
}

ExprId walk_string(Walker *walker, CXCursor cursor, ExprUse use) {
  Str spelling = unit_string(walker->unit, walker->clang->getCursorSpelling(cursor));
  NameId name = emit_name(walker, unquote(walker, spelling));
  ExprDraft literal = {.kind = EXPR_LITERAL, .a = LITERAL_STRING, .b = name};
  return emit_expr(walker, literal, use, cursor_span(walker, cursor));
}
