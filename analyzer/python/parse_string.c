// Strings: pieces like r"..." and f"...", one after the other. Plain ones are read from their text,
// without a look at tree-sitter's children; of f-strings and t-strings only the expressions are
// kept.
#include "python/parse.h"

typedef struct Piece {
  Str body; // between the quotes
  bool is_raw;
  bool is_bytes;
  bool is_format;
  bool is_template;
  bool is_backquoted; // `x` of Python 2, which the grammar takes for a string
} Piece;

static Piece piece_split(Str text) {
  Piece piece = {0};
  size_t at = 0;
  for (; at < text.size && text.at[at] != '"' && text.at[at] != '\'' && text.at[at] != '`'; at++) {
    char letter = (char)(text.at[at] | 0x20);
    piece.is_raw |= letter == 'r';
    piece.is_bytes |= letter == 'b';
    piece.is_format |= letter == 'f' || letter == 't';
    piece.is_template |= letter == 't';
  }
  if (at == text.size) return piece;
  char quote = text.at[at];
  piece.is_backquoted = quote == '`';
  bool is_triple = at + 2 < text.size && text.at[at + 1] == quote && text.at[at + 2] == quote;
  size_t width = is_triple ? 3 : 1;
  size_t end = text.size;
  for (size_t i = 0; i < width && end > at + width && text.at[end - 1] == quote; i++)
    end--;
  piece.body = str_slice(text, at + width, end);
  return piece;
}

static bool is_plain(const Piece *piece) {
  bool has_escape = !piece->is_raw && str_find_byte(piece->body, '\\') != SIZE_MAX;
  return !has_escape && str_find_byte(piece->body, '\r') == SIZE_MAX;
}

static size_t utf8_put(char *out, uint32_t code) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Reads up to `most` digits; returns how many there are.
static size_t number(Str text, size_t at, size_t most, int base, uint32_t *out) {
  size_t count = 0;
  *out = 0;
  while (count < most && at + count < text.size && digit(text.at[at + count]) < base) {
    *out = *out * (uint32_t)base + (uint32_t)digit(text.at[at + count]);
    count++;
  }
  return count;
}

// The letters of one-character escapes, and what they stand for.
static const char simple_letters[] = "\\'\"abfnrtv";
static const char simple_values[] = "\\'\"\a\b\f\n\r\t\v";

// An escape of digits. Returns its length from the letter on, 0 when it is none.
static size_t escape_number(const Piece *piece, size_t at, uint32_t *code) {
  Str text = piece->body;
  char letter = text.at[at];
  if (letter >= '0' && letter <= '7') {
    size_t count = number(text, at, 3, 8, code);
    if (piece->is_bytes) *code &= 0xFF;
    return count;
  }
  size_t width = letter == 'x' ? 2 : 0;
  if (!piece->is_bytes && letter == 'u') width = 4;
  if (!piece->is_bytes && letter == 'U') width = 8;
  if (!width || number(text, at + 1, width, 16, code) != width || *code > 0x10FFFF) return 0;
  return width + 1;
}

// Resolves the escape whose backslash is at `*at` and moves behind it. What is no escape stays as
// it is spelled, and so does \N{...}, for which one would need the names of all characters.
static size_t escape(const Piece *piece, size_t *at, char *out) {
  Str text = piece->body;
  size_t next = *at + 1;
  if (next == text.size) {
    out[0] = text.at[(*at)++];
    return 1;
  }
  char letter = text.at[next];
  if (letter == '\n' || letter == '\r') {
    bool is_pair = letter == '\r' && next + 1 < text.size && text.at[next + 1] == '\n';
    *at = next + (is_pair ? 2 : 1);
    return 0;
  }
  for (size_t i = 0; i < sizeof simple_letters - 1; i++) {
    if (simple_letters[i] != letter) continue;
    out[0] = simple_values[i];
    *at = next + 1;
    return 1;
  }
  uint32_t code = 0;
  size_t size = escape_number(piece, next, &code);
  if (!size) {
    out[0] = text.at[(*at)++];
    return 1;
  }
  *at = next + size;
  if (!piece->is_bytes) return utf8_put(out, code);
  out[0] = (char)code;
  return 1;
}

// Writes the value of a piece, which is never longer than its text.
static size_t piece_value(const Piece *piece, char *out) {
  Str text = piece->body;
  size_t size = 0;
  for (size_t at = 0; at < text.size;) {
    if (text.at[at] == '\\' && !piece->is_raw) {
      size += escape(piece, &at, out + size);
    } else if (text.at[at] == '\r') { // Python reads every line end as \n
      at += at + 1 < text.size && text.at[at + 1] == '\n' ? 2 : 1;
      out[size++] = '\n';
    } else {
      out[size++] = text.at[at++];
    }
  }
  return size;
}

static void replacement(Parse *p, Node node);

// The expressions in a format specification, however deep they nest.
static void specification(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  for (uint32_t i = 0; i < children.count; i++) {
    Node child = children.at[i];
    if (child.kind != NODE_FORMAT_EXPRESSION && child.kind != NODE_INTERPOLATION) continue;
    if (!parse_enter(p, child.span)) continue;
    uint32_t mark = (uint32_t)p->replacements.count;
    replacement(p, child);
    AstReplacement inner = p->replacements.at[mark];
    p->replacements.count = mark;
    parse_list_add(p, inner.value);
    for (uint32_t j = 0; j < inner.spec.count; j++)
      parse_list_add(p, inner.spec.at[j]);
    parse_leave(p);
  }
  parse_close(p, children);
}

// {value=!r:spec}
static void replacement(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstReplacement result = {.value = parse_expr(p, parse_child(children, 1))};
  Node conversion = parse_find_node(children, NODE_TYPE_CONVERSION);
  Node spec = parse_find_node(children, NODE_FORMAT_SPECIFIER);
  bool is_debug = parse_find(children, NODE_EQUAL) != UINT32_MAX;
  if (is_debug && !spec.at.id) result.conversion = 'r';
  if (conversion.at.id) result.conversion = parse_text(p, conversion.span).at[1];
  if (spec.at.id) {
    uint32_t mark = parse_list(p);
    specification(p, spec);
    result.spec = parse_list_exprs(p, mark);
  }
  parse_close(p, children);
  array_push(p->scratch, &p->replacements, result);
}

static void replacements(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  for (uint32_t i = 0; i < children.count; i++)
    if (children.at[i].kind == NODE_INTERPOLATION) replacement(p, children.at[i]);
  parse_close(p, children);
}

static AstExpr *format(Parse *p, Node node, const Node *pieces, uint32_t count) {
  AstExpr *expr = parse_expr_new(p, AST_FORMAT, node.span);
  uint32_t mark = (uint32_t)p->replacements.count;
  for (uint32_t i = 0; i < count; i++) {
    Piece piece = piece_split(parse_text(p, pieces[i].span));
    expr->format.is_template |= piece.is_template;
    if (piece.is_format) replacements(p, pieces[i]);
  }
  expr->format.count = (uint32_t)p->replacements.count - mark;
  expr->format.parts = arena_push(p->arena, AstReplacement, expr->format.count);
  for (uint32_t i = 0; i < expr->format.count; i++)
    expr->format.parts[i] = p->replacements.at[mark + i];
  p->replacements.count = mark;
  return expr;
}

// The value of pieces that hold no expression.
static AstExpr *plain(Parse *p, Node node, const Node *pieces, uint32_t count) {
  AstExpr *expr = parse_expr_new(p, AST_CONSTANT, node.span);
  Piece first = piece_split(parse_text(p, pieces[0].span));
  expr->constant.kind = first.is_bytes ? AST_BYTES : AST_STRING;
  expr->constant.is_exact = count == 1 && is_plain(&first);
  expr->constant.value = first.body;
  if (expr->constant.is_exact) return expr;
  char *value = arena_push(p->arena, char, node.span.end - node.span.start);
  size_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    Piece piece = piece_split(parse_text(p, pieces[i].span));
    size += piece_value(&piece, value + size);
  }
  expr->constant.value = (Str){value, size};
  return expr;
}

static AstExpr *pieces_read(Parse *p, Node node, const Node *pieces, uint32_t count) {
  bool is_format = false;
  for (uint32_t i = 0; i < count; i++) {
    Piece piece = piece_split(parse_text(p, pieces[i].span));
    is_format |= piece.is_format;
    if (!piece.is_backquoted) continue;
    parse_problem(p, AST_PROBLEM_SYNTAX, pieces[i].span, "backquotes are Python 2");
    return parse_expr_error(p, node.span);
  }
  if (is_format) return format(p, node, pieces, count);
  for (uint32_t i = 0; i < count && p->has_errors; i++)
    parse_close(p, parse_open(p, pieces[i])); // notes what is wrong inside
  return plain(p, node, pieces, count);
}

AstExpr *parse_string(Parse *p, Node node) {
  if (node.kind == NODE_STRING) return pieces_read(p, node, &node, 1);
  Nodes children = parse_open(p, node);
  AstExpr *expr = children.count ? pieces_read(p, node, children.at, children.count)
                                 : parse_expr_error(p, node.span);
  parse_close(p, children);
  return expr;
}
