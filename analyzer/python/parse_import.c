// import and from.
#include "python/parse.h"

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r' || c == '\\';
}

// a . b may be spread out; the name is put together then, else it is a slice of the text.
static AstName dotted(Parse *p, Node node) {
  AstName name = parse_name(p, node);
  bool is_spread = false;
  for (size_t i = 0; i < name.text.size; i++)
    is_spread |= is_blank(name.text.at[i]);
  if (!is_spread) return name;
  char *text = arena_push(p->arena, char, name.text.size);
  size_t size = 0;
  Nodes children = parse_open(p, node);
  for (uint32_t i = 0; i < children.count; i++) {
    Str part = parse_text(p, children.at[i].span);
    for (size_t at = 0; at < part.size; at++)
      text[size++] = part.at[at];
  }
  parse_close(p, children);
  name.text = (Str){text, size};
  return name;
}

static AstAlias alias(Parse *p, Node node) {
  AstAlias result = {.span = node.span, .alias = {STR(""), {node.span.end, node.span.end}}};
  if (node.kind == NODE_ALIASED_IMPORT) {
    Nodes children = parse_open(p, node);
    result.name = dotted(p, parse_child(children, 0));
    result.alias = parse_name(p, parse_child(children, 2));
    parse_close(p, children);
  } else if (node.kind == NODE_WILDCARD_IMPORT) {
    result.name = parse_name(p, node);
  } else {
    result.name = dotted(p, node);
  }
  return result;
}

static bool is_alias(NodeKind kind) {
  return kind == NODE_DOTTED_NAME || kind == NODE_ALIASED_IMPORT || kind == NODE_WILDCARD_IMPORT;
}

static void aliases(Parse *p, Nodes children, uint32_t from, AstStmt *stmt) {
  uint32_t count = 0;
  for (uint32_t i = from; i < children.count; i++)
    count += is_alias(children.at[i].kind);
  stmt->import.names = arena_push(p->arena, AstAlias, count);
  for (uint32_t i = from; i < children.count; i++)
    if (is_alias(children.at[i].kind))
      stmt->import.names[stmt->import.count++] = alias(p, children.at[i]);
}

AstStmt *parse_import(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_IMPORT, node.span);
  aliases(p, children, 1, stmt);
  parse_close(p, children);
  return stmt;
}

static uint32_t count_dots(Str text) {
  uint32_t count = 0;
  for (size_t i = 0; i < text.size; i++)
    count += text.at[i] == '.';
  return count;
}

static void relative(Parse *p, Node node, AstStmt *stmt) {
  Nodes children = parse_open(p, node);
  Node prefix = parse_find_node(children, NODE_IMPORT_PREFIX);
  stmt->import.level = count_dots(parse_text(p, prefix.span));
  stmt->import.module.span = (Span){node.span.end, node.span.end};
  Node name = parse_find_node(children, NODE_DOTTED_NAME);
  if (name.at.id) stmt->import.module = dotted(p, name);
  parse_close(p, children);
}

AstStmt *parse_import_from(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_IMPORT_FROM, node.span);
  Node module = parse_child(children, 1);
  if (module.kind == NODE_RELATIVE_IMPORT) {
    relative(p, module, stmt);
  } else if (module.kind == NODE_DOTTED_NAME) {
    stmt->import.module = dotted(p, module);
  } else { // `__future__` is a token
    stmt->import.module = parse_name(p, module);
  }
  aliases(p, children, 2, stmt);
  parse_close(p, children);
  return stmt;
}
