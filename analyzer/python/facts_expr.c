// Expressions: operands first, then the record with the use that the parent makes of it. Each kind
// has a reader, which stays a function of its own: a tree is as deep as their frames are large.
#include "python/facts_walk.h"

BASE_NOINLINE static ExprId read_attribute(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprId object = walk_expr(walker, expr->attribute.object, USE_OBJECT);
  bool is_refined =
      walker->paths.count > walker->paths_of_function && bind_is_refined(walker, expr);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_ATTRIBUTE,
                               .use = use & EXPR_USE_MAX,
                               .a = object,
                               .b = name_find(walker->out, expr->attribute.name.text),
                               .c = is_refined},
                   expr->span);
}

BASE_NOINLINE static ExprId read_subscript(Walker *walker, const AstExpr *expr, ExprUse use) {
  const AstExpr *object = expr->subscript.object;
  ExprId value = walk_expr(walker, object, USE_SUBSCRIPTED);
  ExprId index = walker->here.flags & WALK_TYPES
                     ? walk_type_index(walker, object, expr->subscript.index)
                     : walk_expr(walker, expr->subscript.index, USE_INDEX);
  return emit_expr(
      walker,
      (ExprDraft){.kind = EXPR_SUBSCRIPT, .use = use & EXPR_USE_MAX, .a = value, .b = index},
      expr->span);
}

BASE_NOINLINE static ExprId read_slice(Walker *walker, const AstExpr *expr, ExprUse use) {
  walk_optional(walker, expr->slice.lower, USE_INDEX);
  walk_optional(walker, expr->slice.upper, USE_INDEX);
  walk_optional(walker, expr->slice.step, USE_INDEX);
  return emit_expr(walker, (ExprDraft){.kind = EXPR_SLICE, .use = use & EXPR_USE_MAX}, expr->span);
}

// ---- Calls --------------------------------------------------------------------------------------

static ExprId walk_starred(Walker *walker, const AstExpr *operand, uint32_t stars, ExprUse use,
                           Span span) {
  ExprId value = walk_expr(walker, operand, use);
  ExprDraft starred = {
      .kind = EXPR_STARRED, .use = use & EXPR_USE_MAX, .a = value, .b = stars == 2};
  return emit_expr(walker, starred, span);
}

void walk_arguments(Walker *walker, const AstExprs *values, const AstKeywords *keywords,
                    ExprUse use) {
  for (uint32_t i = 0; i < values->count; i++) {
    const AstExpr *value = values->at[i];
    ExprId id = value->kind == AST_STARRED
                    ? walk_starred(walker, value->operand, 1, use, value->span)
                    : walk_expr(walker, value, use);
    emit_push_pair(walker, 0, id);
  }
  for (uint32_t i = 0; i < keywords->count; i++) {
    const AstKeyword *keyword = &keywords->at[i];
    bool is_named = keyword->name.text.size > 0;
    ExprId id = is_named ? walk_expr(walker, keyword->value, use)
                         : walk_starred(walker, keyword->value, 2, use, keyword->value->span);
    emit_push_pair(walker, is_named ? emit_name(walker, keyword->name.text) : 0, id);
  }
}

// `cast("X", value)`: the text is a type.
static bool is_cast(const AstExpr *expr) {
  const AstExprs *arguments = &expr->call.arguments;
  return arguments->count == 2 && arguments->at[0]->kind == AST_CONSTANT &&
         str_equal(type_last_name(expr->call.callee), STR("cast"));
}

BASE_NOINLINE static ExprId read_call(Walker *walker, const AstExpr *expr, ExprUse use) {
  uint16_t flags = walker->here.flags;
  ExprId callee = walk_expr(walker, expr->call.callee, USE_CALLED);
  walker->here.flags &= (uint16_t)~WALK_TYPES;
  size_t mark = walker->stack.count;
  AstExprs rest = expr->call.arguments;
  if (is_cast(expr)) {
    emit_push_pair(walker, 0, walk_annotation(walker, *rest.at++));
    rest.count--;
  }
  walk_arguments(walker, &rest, &expr->call.keywords, USE_ARGUMENT);
  walker->here.flags = flags;
  size_t count = (walker->stack.count - mark) / 2;
  if (count > CALL_MAX_ARGUMENTS) count = CALL_MAX_ARGUMENTS;
  walker->stack.count = mark + 2 * count;
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_CALL,
                               .use = use & EXPR_USE_MAX,
                               .a = callee,
                               .b = emit_arguments(walker, mark),
                               .c = count & EXPR_C_MAX},
                   expr->span);
}

// ---- Operators ----------------------------------------------------------------------------------

BASE_NOINLINE static ExprId read_binary(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprId left = walk_expr(walker, expr->binary.left, USE_OPERAND);
  ExprId right = walk_expr(walker, expr->binary.right, USE_OPERAND);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_BINARY,
                               .use = use & EXPR_USE_MAX,
                               .a = left,
                               .b = right,
                               .c = (uint32_t)expr->binary.op & EXPR_C_MAX},
                   expr->span);
}

BASE_NOINLINE static ExprId read_unary(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprUse inner = expr->unary.op == AST_NOT ? USE_TESTED : USE_OPERAND;
  ExprId operand = walk_expr(walker, expr->unary.operand, inner);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_UNARY,
                               .use = use & EXPR_USE_MAX,
                               .a = operand,
                               .c = (uint32_t)expr->unary.op & EXPR_C_MAX},
                   expr->span);
}

static ExprUse compared(AstOperator op) {
  return op == AST_IS || op == AST_IS_NOT ? USE_IDENTITY : USE_COMPARED;
}

BASE_NOINLINE static ExprId read_compare(Walker *walker, const AstExpr *expr, ExprUse use) {
  uint32_t count = expr->compare.count;
  if (count == 0)
    return emit_expr(walker, (ExprDraft){.kind = EXPR_OTHER, .use = use & EXPR_USE_MAX},
                     expr->span);
  uint16_t flags = walker->here.flags;
  walker->here.flags &= (uint16_t)~WALK_TYPES;
  size_t mark = walker->stack.count;
  emit_push(walker, walk_expr(walker, expr->compare.first, compared(expr->compare.ops[0])));
  for (uint32_t i = 0; i < count; i++)
    emit_push(walker, walk_expr(walker, expr->compare.operands[i], compared(expr->compare.ops[i])));
  walker->here.flags = flags;
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_COMPARE,
                               .use = use & EXPR_USE_MAX,
                               .a = emit_operands(walker, mark),
                               .b = count + 1,
                               .c = (uint32_t)expr->compare.ops[0] & EXPR_C_MAX},
                   expr->span);
}

BASE_NOINLINE static ExprId read_bool_op(Walker *walker, const AstExpr *expr, ExprUse use) {
  const AstExprs *values = &expr->bool_op.values;
  bool is_or = expr->bool_op.is_or;
  uint16_t flags = walker->here.flags;
  size_t mark = walker->stack.count;
  BindingId refined = emit_bindings(walker);
  for (uint32_t i = 0; i < values->count; i++) {
    bool is_last = i + 1 == values->count;
    ExprId operand = walk_expr(walker, values->at[i], is_last ? USE_CHOSEN : USE_TESTED);
    emit_push(walker, operand);
    flow_assume(walker, values->at[i], !is_or);
    if (!is_last) bind_refine(walker, values->at[i], operand, !is_or, emit_bindings(walker));
  }
  bind_refine_end(walker, refined);
  walker->here.flags = flags;
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_CHOICE,
                               .use = use & EXPR_USE_MAX,
                               .a = emit_operands(walker, mark),
                               .b = values->count,
                               .c = is_or ? CHOICE_OR : CHOICE_AND},
                   expr->span);
}

static ExprId walk_chosen(Walker *walker, const AstExpr *test, ExprId tested, bool outcome,
                          const AstExpr *expr) {
  uint16_t flags = walker->here.flags;
  flow_assume(walker, test, outcome);
  BindingId refined = emit_bindings(walker);
  bind_refine(walker, test, tested, outcome, refined);
  ExprId id = walk_expr(walker, expr, USE_CHOSEN);
  bind_refine_end(walker, refined);
  walker->here.flags = flags;
  return id;
}

BASE_NOINLINE static ExprId read_conditional(Walker *walker, const AstExpr *expr, ExprUse use) {
  const AstExpr *test = expr->conditional.test;
  ExprId tested = walk_expr(walker, test, USE_TESTED);
  size_t mark = walker->stack.count;
  emit_push(walker, walk_chosen(walker, test, tested, true, expr->conditional.body));
  emit_push(walker, walk_chosen(walker, test, tested, false, expr->conditional.otherwise));
  emit_push(walker, tested);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_CHOICE,
                               .use = use & EXPR_USE_MAX,
                               .a = emit_operands(walker, mark),
                               .b = 2,
                               .c = CHOICE_CONDITIONAL},
                   expr->span);
}

BASE_NOINLINE static ExprId read_named(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprId value = walk_expr(walker, expr->named.value, USE_BOUND);
  bind_walrus(walker, expr->named.target, value);
  return emit_expr(walker, (ExprDraft){.kind = EXPR_NAMED, .use = use & EXPR_USE_MAX, .a = value},
                   expr->span);
}

// ---- Await and yield ----------------------------------------------------------------------------

BASE_NOINLINE static ExprId read_await(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprId operand = walk_expr(walker, expr->operand, USE_AWAITED);
  emit_await(walker);
  return emit_expr(walker, (ExprDraft){.kind = EXPR_AWAIT, .use = use & EXPR_USE_MAX, .a = operand},
                   expr->span);
}

BASE_NOINLINE static ExprId read_yield(Walker *walker, const AstExpr *expr, ExprUse use,
                                       ExprKind kind) {
  ExprId value = walk_optional(walker, expr->operand, USE_YIELDED);
  emit_yield(walker);
  return emit_expr(walker,
                   (ExprDraft){.kind = kind & EXPR_KIND_MAX, .use = use & EXPR_USE_MAX, .a = value},
                   expr->span);
}

// ---- Displays -----------------------------------------------------------------------------------

// How deep displays of nothing but literals are looked into.
#define PLAIN_MAX_DEPTH 2

static bool is_plain(const AstExpr *expr, uint32_t depth);

static bool are_plain(AstExpr *const *at, uint32_t count, uint32_t depth) {
  for (uint32_t i = 0; i < count; i++)
    if (at[i] && !is_plain(at[i], depth)) return false;
  return true;
}

// Whether an expression is a literal or a display of literals: nothing in it has a name.
static bool is_plain(const AstExpr *expr, uint32_t depth) {
  switch ((int)expr->kind) {
  case AST_CONSTANT:
    return true;
  case AST_UNARY:
    return expr->unary.operand->kind == AST_CONSTANT;
  case AST_LIST:
  case AST_TUPLE:
  case AST_SET:
    return depth > 0 && are_plain(expr->elements.at, expr->elements.count, depth - 1);
  case AST_DICT:
    return depth > 0 && are_plain(expr->dict.keys, expr->dict.count, depth - 1) &&
           are_plain(expr->dict.values, expr->dict.count, depth - 1);
  }
  return false;
}

BASE_NOINLINE static ExprId read_display(Walker *walker, const AstExpr *expr, ExprUse use,
                                         ContainerKind kind) {
  const AstExprs *elements = &expr->elements;
  size_t mark = walker->stack.count;
  uint32_t literals = 0;
  for (uint32_t i = 0; i < elements->count; i++) {
    const AstExpr *element = elements->at[i];
    if (is_plain(element, PLAIN_MAX_DEPTH) && ++literals > CONTAINER_MAX_LITERALS) continue;
    emit_push(walker, walk_expr(walker, element, USE_ELEMENT));
  }
  uint32_t count = (uint32_t)(walker->stack.count - mark);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_CONTAINER,
                               .use = use & EXPR_USE_MAX,
                               .flags = literals > CONTAINER_MAX_LITERALS ? EXPR_FLAG_CUT : 0,
                               .a = emit_operands(walker, mark),
                               .b = count,
                               .c = (uint32_t)kind & EXPR_C_MAX},
                   expr->span);
}

BASE_NOINLINE static ExprId read_dict(Walker *walker, const AstExpr *expr, ExprUse use) {
  size_t mark = walker->stack.count;
  uint32_t literals = 0;
  for (uint32_t i = 0; i < expr->dict.count; i++) {
    const AstExpr *key = expr->dict.keys[i];
    const AstExpr *value = expr->dict.values[i];
    bool is_literal = key && is_plain(key, PLAIN_MAX_DEPTH) && is_plain(value, PLAIN_MAX_DEPTH);
    if (is_literal && ++literals > CONTAINER_MAX_LITERALS) continue;
    emit_push(walker, walk_optional(walker, key, USE_ELEMENT));
    emit_push(walker, walk_expr(walker, value, key ? USE_ELEMENT : USE_ITERATED));
  }
  uint32_t count = (uint32_t)(walker->stack.count - mark);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_CONTAINER,
                               .use = use & EXPR_USE_MAX,
                               .flags = literals > CONTAINER_MAX_LITERALS ? EXPR_FLAG_CUT : 0,
                               .a = emit_operands(walker, mark),
                               .b = count,
                               .c = CONTAINER_DICT},
                   expr->span);
}

BASE_NOINLINE static ExprId read_starred(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprId operand = walk_expr(walker, expr->operand, USE_ITERATED);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_STARRED, .use = use & EXPR_USE_MAX, .a = operand},
                   expr->span);
}

// ---- Literals -----------------------------------------------------------------------------------

static uint32_t digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return (uint32_t)(digit - '0');
  uint32_t letter = (uint32_t)(digit | 0x20);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : UINT32_MAX;
}

static uint32_t literal_base(Str spelling) {
  if (spelling.size < 3 || spelling.at[0] != '0') return 10;
  switch (spelling.at[1] | 0x20) {
  case 'x':
    return 16;
  case 'o':
    return 8;
  case 'b':
    return 2;
  }
  return 10;
}

uint32_t literal_int(Str spelling) {
  uint32_t base = literal_base(spelling);
  uint64_t value = 0;
  for (size_t i = base == 10 ? 0 : 2; i < spelling.size; i++) {
    uint32_t digit = digit_value(spelling.at[i]);
    if (digit < base) value = value * base + digit;
    if (value >= UINT32_MAX) return UINT32_MAX;
  }
  return (uint32_t)value;
}

NameId literal_text(Walker *walker, const AstExpr *string) {
  Str text = string->constant.value;
  if (text.size > LITERAL_MAX_BYTES) return 0;
  // Escapes can write what no text holds: half of a surrogate pair.
  if (!string->constant.is_exact && !str_is_utf8(text)) return 0;
  return emit_name(walker, text);
}

BASE_NOINLINE static ExprId read_constant(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprId quoted = walker->here.flags & WALK_TYPES ? walk_quoted(walker, expr, use) : 0;
  if (quoted) return quoted;
  Str value = expr->constant.value;
  LiteralKind kind = LITERAL_NONE;
  uint32_t b = 0;
  switch (expr->constant.kind) {
  case AST_NONE:
    break;
  case AST_TRUE:
    kind = LITERAL_TRUE;
    break;
  case AST_FALSE:
    kind = LITERAL_FALSE;
    break;
  case AST_ELLIPSIS:
    kind = LITERAL_ELLIPSIS;
    break;
  case AST_INT:
    kind = LITERAL_INT;
    b = literal_int(value);
    break;
  case AST_FLOAT:
  case AST_COMPLEX:
    kind = LITERAL_FLOAT;
    b = emit_name(walker, value);
    break;
  case AST_STRING:
    kind = LITERAL_STRING;
    b = literal_text(walker, expr);
    break;
  case AST_BYTES:
    kind = LITERAL_BYTES;
    break;
  }
  return emit_expr(
      walker,
      (ExprDraft){.kind = EXPR_LITERAL, .use = use & EXPR_USE_MAX, .a = (uint32_t)kind, .b = b},
      expr->span);
}

// The text before the first field of an f-string that spells an absolute path: where the path
// begins says what kind of file it is.
static void push_path_start(Walker *walker, const AstExpr *expr) {
  Str text = str_slice(walker->text, expr->span.start, expr->span.end);
  size_t start = str_find(text, STR("\"/"));
  if (start == SIZE_MAX) start = str_find(text, STR("'/"));
  if (start == SIZE_MAX || start > 2 || expr->format.is_template) return;
  size_t end = ++start;
  while (end < text.size && text.at[end] != '{' && text.at[end] != '\\' && text.at[end] != '"' &&
         text.at[end] != '\'')
    end++;
  ExprDraft made = {.kind = EXPR_LITERAL, .use = USE_FORMATTED, .a = LITERAL_STRING};
  made.b = emit_name(walker, str_slice(text, start, end));
  uint32_t at = expr->span.start;
  emit_push(walker, emit_expr(walker, made, (Span){at + (uint32_t)start, at + (uint32_t)end}));
}

BASE_NOINLINE static ExprId read_format(Walker *walker, const AstExpr *expr, ExprUse use) {
  uint16_t flags = walker->here.flags;
  walker->here.flags &= (uint16_t)~WALK_TYPES;
  size_t mark = walker->stack.count;
  if (expr->format.count > 0) push_path_start(walker, expr);
  for (uint32_t i = 0; i < expr->format.count; i++) {
    const AstReplacement *part = &expr->format.parts[i];
    emit_push(walker, walk_expr(walker, part->value, USE_FORMATTED));
    for (uint32_t k = 0; k < part->spec.count; k++)
      emit_push(walker, walk_expr(walker, part->spec.at[k], USE_FORMATTED));
  }
  walker->here.flags = flags;
  uint32_t count = (uint32_t)(walker->stack.count - mark);
  return emit_expr(walker,
                   (ExprDraft){.kind = EXPR_FORMAT,
                               .use = use & EXPR_USE_MAX,
                               .a = emit_operands(walker, mark),
                               .b = count},
                   expr->span);
}

// ---- All of them --------------------------------------------------------------------------------

BASE_NOINLINE ExprId walk_name(Walker *walker, const AstExpr *expr, ExprUse use) {
  NameId name = name_find(walker->out, expr->name);
  ExprDraft made = {.kind = EXPR_NAME, .use = use & EXPR_USE_MAX, .a = name};
  return emit_expr(walker, made, expr->span);
}

BASE_NOINLINE static ExprId read_other(Walker *walker, const AstExpr *expr, ExprUse use) {
  ExprDraft made = {.kind = EXPR_OTHER, .use = use & EXPR_USE_MAX};
  return emit_expr(walker, made, expr->span);
}

ExprId walk_long_expr(Walker *walker, const AstExpr *expr, ExprUse use) {
  switch (expr->kind) {
  case AST_EXPR_ERROR:
    return read_other(walker, expr, use);
  case AST_BOOL_OP:
    return read_bool_op(walker, expr, use);
  case AST_NAMED:
    return read_named(walker, expr, use);
  case AST_BINARY:
    return read_binary(walker, expr, use);
  case AST_UNARY:
    return read_unary(walker, expr, use);
  case AST_LAMBDA:
    return walk_lambda(walker, expr, use);
  case AST_CONDITIONAL:
    return read_conditional(walker, expr, use);
  case AST_DICT:
    return read_dict(walker, expr, use);
  case AST_SET:
    return read_display(walker, expr, use, CONTAINER_SET);
  case AST_LIST:
    return read_display(walker, expr, use, CONTAINER_LIST);
  case AST_TUPLE:
    return read_display(walker, expr, use, CONTAINER_TUPLE);
  case AST_LIST_COMP:
  case AST_SET_COMP:
  case AST_DICT_COMP:
  case AST_GENERATOR:
    return walk_comprehension(walker, expr, use);
  case AST_AWAIT:
    return read_await(walker, expr, use);
  case AST_YIELD:
    return read_yield(walker, expr, use, EXPR_YIELD);
  case AST_YIELD_FROM:
    return read_yield(walker, expr, use, EXPR_YIELD_FROM);
  case AST_STARRED:
    return read_starred(walker, expr, use);
  case AST_COMPARE:
    return read_compare(walker, expr, use);
  case AST_CALL:
    return read_call(walker, expr, use);
  case AST_FORMAT:
    return read_format(walker, expr, use);
  case AST_CONSTANT:
    return read_constant(walker, expr, use);
  case AST_ATTRIBUTE:
    return read_attribute(walker, expr, use);
  case AST_SUBSCRIPT:
    return read_subscript(walker, expr, use);
  case AST_NAME_EXPR:
    return walk_name(walker, expr, use);
  case AST_SLICE:
    return read_slice(walker, expr, use);
  }
  return read_other(walker, expr, use);
}

ExprId walk_optional(Walker *walker, const AstExpr *expr, ExprUse use) {
  return expr ? walk_expr(walker, expr, use) : 0;
}

ExprId walk_docstring(Walker *walker, const AstExpr *expr) {
  ExprDraft made = {.kind = EXPR_LITERAL, .use = USE_DROPPED, .a = LITERAL_STRING};
  return emit_expr(walker, made, expr->span);
}
