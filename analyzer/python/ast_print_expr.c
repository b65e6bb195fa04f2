// Expressions as text, and the parts all lines are made of.
#include "python/ast_print.h"

#include <stdio.h>
#include <string.h>

void print_str(Printer *printer, Str text) {
  if (!text.size) return;
  array_reserve(printer->arena, &printer->out, text.size);
  memcpy(printer->out.at + printer->out.count, text.at, text.size);
  printer->out.count += text.size;
}

void print_text(Printer *printer, const char *text) {
  print_str(printer, str_from_c(text));
}

static void put_range(Printer *printer, const char *mark, Span span) {
  char text[32];
  snprintf(text, sizeof text, " %s%u..%u", mark, span.start, span.end);
  print_text(printer, text);
}

void print_span(Printer *printer, Span span) {
  put_range(printer, "", span);
}

void print_place(Printer *printer, Span span) {
  put_range(printer, "@", span);
}

// In double quotes, with everything but printable ASCII as \xNN.
static void put_quoted(Printer *printer, Str text) {
  print_text(printer, " \"");
  for (size_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (byte < 0x20 || byte > 0x7E || byte == '"' || byte == '\\') {
      char escape[5];
      snprintf(escape, sizeof escape, "\\x%02x", byte);
      print_text(printer, escape);
    } else {
      print_str(printer, (Str){&text.at[i], 1});
    }
  }
  print_text(printer, "\"");
}

void print_begin(Printer *printer, const char *label, const char *kind) {
  for (uint32_t i = 0; i < printer->depth; i++)
    print_text(printer, "  ");
  print_text(printer, label);
  print_text(printer, ": ");
  print_text(printer, kind);
}

void print_end(Printer *printer) {
  print_text(printer, "\n");
}

void print_name(Printer *printer, const char *label, AstName name) {
  if (!name.text.size) return;
  print_begin(printer, label, "name ");
  print_str(printer, name.text);
  print_place(printer, name.span);
  print_end(printer);
}

void print_exprs(Printer *printer, const char *label, AstExprs exprs) {
  for (uint32_t i = 0; i < exprs.count; i++)
    print_expr(printer, label, exprs.at[i]);
}

void print_keywords(Printer *printer, AstKeywords keywords) {
  for (uint32_t i = 0; i < keywords.count; i++) {
    print_begin(printer, "keyword", "keyword");
    print_end(printer);
    printer->depth++;
    print_name(printer, "arg", keywords.at[i].name);
    print_expr(printer, "value", keywords.at[i].value);
    printer->depth--;
  }
}

static const char *parameter_kind_name(AstParameterKind kind) {
  switch (kind) {
  case AST_POSITIONAL_ONLY:
    return "posonly";
  case AST_PLAIN:
    return "plain";
  case AST_STAR:
    return "vararg";
  case AST_KEYWORD_ONLY:
    return "kwonly";
  case AST_DOUBLE_STAR:
    return "kwarg";
  }
  return "";
}

void print_parameters(Printer *printer, AstParameters parameters) {
  for (uint32_t i = 0; i < parameters.count; i++) {
    const AstParameter *parameter = &parameters.at[i];
    print_begin(printer, "parameter", parameter_kind_name(parameter->kind));
    print_end(printer);
    printer->depth++;
    print_name(printer, "arg", parameter->name);
    print_expr(printer, "annotation", parameter->annotation);
    print_expr(printer, "default", parameter->fallback);
    printer->depth--;
  }
}

static void print_comprehension(Printer *printer, const AstExpr *expr) {
  bool is_dict = expr->kind == AST_DICT_COMP;
  print_expr(printer, is_dict ? "key" : "elt", expr->comprehension.element);
  print_expr(printer, "value", expr->comprehension.value);
  for (uint32_t i = 0; i < expr->comprehension.parts.count; i++) {
    const AstComprehension *part = &expr->comprehension.parts.at[i];
    print_begin(printer, "generator", part->is_async ? "async" : "sync");
    print_end(printer);
    printer->depth++;
    print_expr(printer, "target", part->target);
    print_expr(printer, "iter", part->iterable);
    print_exprs(printer, "if", part->conditions);
    printer->depth--;
  }
}

const char *print_operator(AstOperator op) {
  static const char *const names[] = {
      "Add",    "Sub",    "Mult",   "MatMult", "Div", "FloorDiv", "Mod",   "Pow",    "LShift",
      "RShift", "BitAnd", "BitXor", "BitOr",   "Not", "USub",     "UAdd",  "Invert", "Eq",
      "NotEq",  "Lt",     "LtE",    "Gt",      "GtE", "Is",       "IsNot", "In",     "NotIn"};
  return names[op];
}

static const char *constant_name(AstConstantKind kind) {
  switch (kind) {
  case AST_NONE:
    return "None";
  case AST_TRUE:
    return "True";
  case AST_FALSE:
    return "False";
  case AST_ELLIPSIS:
    return "Ellipsis";
  case AST_INT:
    return "int";
  case AST_FLOAT:
    return "float";
  case AST_COMPLEX:
    return "complex";
  case AST_STRING:
    return "str";
  case AST_BYTES:
    return "bytes";
  }
  return "";
}

static const char *expr_name(const AstExpr *expr) {
  switch (expr->kind) {
  case AST_EXPR_ERROR:
    return "Error";
  case AST_BOOL_OP:
    return "BoolOp";
  case AST_NAMED:
    return "NamedExpr";
  case AST_BINARY:
    return "BinOp";
  case AST_UNARY:
    return "UnaryOp";
  case AST_LAMBDA:
    return "Lambda";
  case AST_CONDITIONAL:
    return "IfExp";
  case AST_DICT:
    return "Dict";
  case AST_SET:
    return "Set";
  case AST_LIST:
    return "List";
  case AST_TUPLE:
    return "Tuple";
  case AST_LIST_COMP:
    return "ListComp";
  case AST_SET_COMP:
    return "SetComp";
  case AST_DICT_COMP:
    return "DictComp";
  case AST_GENERATOR:
    return "GeneratorExp";
  case AST_AWAIT:
    return "Await";
  case AST_YIELD:
    return "Yield";
  case AST_YIELD_FROM:
    return "YieldFrom";
  case AST_STARRED:
    return "Starred";
  case AST_COMPARE:
    return "Compare";
  case AST_CALL:
    return "Call";
  case AST_FORMAT:
    return expr->format.is_template ? "TemplateStr" : "JoinedStr";
  case AST_CONSTANT:
    return "Constant";
  case AST_ATTRIBUTE:
    return "Attribute";
  case AST_SUBSCRIPT:
    return "Subscript";
  case AST_NAME_EXPR:
    return "Name";
  case AST_SLICE:
    return "Slice";
  }
  return "";
}

// A string that is a slice of the source shows where.
static void put_constant(Printer *printer, const AstExpr *expr) {
  print_text(printer, " ");
  print_text(printer, constant_name(expr->constant.kind));
  if (expr->constant.kind < AST_INT) return;
  Str value = expr->constant.value;
  put_quoted(printer, value);
  if (!expr->constant.is_exact) return;
  uint32_t start = (uint32_t)(value.at - printer->text.at);
  print_place(printer, (Span){start, start + (uint32_t)value.size});
}

// What stands on the node's own line.
static void put_details(Printer *printer, const AstExpr *expr) {
  switch ((int)expr->kind) {
  case AST_BOOL_OP:
    print_text(printer, expr->bool_op.is_or ? " Or" : " And");
    return;
  case AST_BINARY:
    print_text(printer, " ");
    print_text(printer, print_operator(expr->binary.op));
    return;
  case AST_UNARY:
    print_text(printer, " ");
    print_text(printer, print_operator(expr->unary.op));
    return;
  case AST_COMPARE:
    for (uint32_t i = 0; i < expr->compare.count; i++) {
      print_text(printer, " ");
      print_text(printer, print_operator(expr->compare.ops[i]));
    }
    return;
  case AST_CALL:
    print_place(printer, expr->call.parentheses);
    return;
  case AST_CONSTANT:
    put_constant(printer, expr);
    return;
  case AST_ATTRIBUTE:
    print_text(printer, " ");
    print_str(printer, expr->attribute.name.text);
    print_place(printer, expr->attribute.name.span);
    return;
  case AST_NAME_EXPR:
    print_text(printer, " ");
    print_str(printer, expr->name);
    return;
  default:
    return;
  }
}

static void print_format(Printer *printer, const AstExpr *expr) {
  for (uint32_t i = 0; i < expr->format.count; i++) {
    const AstReplacement *part = &expr->format.parts[i];
    char conversion[] = {'!', part->conversion, 0};
    print_begin(printer, "part", part->conversion ? conversion : "-");
    print_end(printer);
    printer->depth++;
    print_expr(printer, "value", part->value);
    print_exprs(printer, "spec", part->spec);
    printer->depth--;
  }
}

static void print_children(Printer *printer, const AstExpr *expr) {
  switch (expr->kind) {
  case AST_BOOL_OP:
    print_exprs(printer, "value", expr->bool_op.values);
    return;
  case AST_NAMED:
    print_name(printer, "target", expr->named.target);
    print_expr(printer, "value", expr->named.value);
    return;
  case AST_BINARY:
    print_expr(printer, "left", expr->binary.left);
    print_expr(printer, "right", expr->binary.right);
    return;
  case AST_UNARY:
    print_expr(printer, "operand", expr->unary.operand);
    return;
  case AST_LAMBDA:
    print_parameters(printer, expr->lambda.parameters);
    print_expr(printer, "body", expr->lambda.body);
    return;
  case AST_CONDITIONAL:
    print_expr(printer, "test", expr->conditional.test);
    print_expr(printer, "body", expr->conditional.body);
    print_expr(printer, "orelse", expr->conditional.otherwise);
    return;
  case AST_DICT:
    for (uint32_t i = 0; i < expr->dict.count; i++) {
      print_expr(printer, "key", expr->dict.keys[i]);
      print_expr(printer, expr->dict.keys[i] ? "value" : "splat", expr->dict.values[i]);
    }
    return;
  case AST_EXPR_ERROR:
  case AST_SET:
  case AST_LIST:
  case AST_TUPLE:
    print_exprs(printer, "elt", expr->elements);
    return;
  case AST_LIST_COMP:
  case AST_SET_COMP:
  case AST_DICT_COMP:
  case AST_GENERATOR:
    print_comprehension(printer, expr);
    return;
  case AST_AWAIT:
  case AST_YIELD:
  case AST_YIELD_FROM:
  case AST_STARRED:
    print_expr(printer, "value", expr->operand);
    return;
  case AST_COMPARE:
    print_expr(printer, "left", expr->compare.first);
    for (uint32_t i = 0; i < expr->compare.count; i++)
      print_expr(printer, "comparator", expr->compare.operands[i]);
    return;
  case AST_CALL:
    print_expr(printer, "func", expr->call.callee);
    print_exprs(printer, "arg", expr->call.arguments);
    print_keywords(printer, expr->call.keywords);
    return;
  case AST_FORMAT:
    print_format(printer, expr);
    return;
  case AST_ATTRIBUTE:
    print_expr(printer, "value", expr->attribute.object);
    return;
  case AST_SUBSCRIPT:
    print_expr(printer, "value", expr->subscript.object);
    print_expr(printer, "slice", expr->subscript.index);
    return;
  case AST_SLICE:
    print_expr(printer, "lower", expr->slice.lower);
    print_expr(printer, "upper", expr->slice.upper);
    print_expr(printer, "step", expr->slice.step);
    return;
  case AST_CONSTANT:
  case AST_NAME_EXPR:
    return;
  }
}

void print_expr(Printer *printer, const char *label, const AstExpr *expr) {
  if (!expr) return;
  print_begin(printer, label, expr_name(expr));
  print_span(printer, expr->span);
  put_details(printer, expr);
  print_end(printer);
  printer->depth++;
  print_children(printer, expr);
  printer->depth--;
}
