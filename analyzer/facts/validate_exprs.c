// Expressions: that each field holds what its kind says, operands before operators.
#include "facts/layout.h"
#include "facts/spelling.h"
#include "facts/validate.h"

static bool check_operands(Check *check, uint32_t id, uint32_t first, uint32_t size) {
  const Summary *summary = check->summary;
  REQUIRE(is_list(first, size, summary->operands_count, &check->operands_left), "exprs", id);
  for (uint32_t i = first; i < first + size; i++)
    REQUIRE(summary->operands[i] < id, "exprs", id);
  return true;
}

static bool check_arguments(Check *check, uint32_t id, uint32_t first, uint32_t size) {
  const Summary *summary = check->summary;
  REQUIRE(is_list(first, size, summary->arguments_count, &check->arguments_left), "exprs", id);
  for (uint32_t i = first; i < first + size; i++) {
    REQUIRE(summary->arguments[i].value < id, "exprs", id);
  }
  return true;
}

static bool is_literal_value(const Check *check, uint32_t kind, uint32_t value) {
  bool is_text = kind == LITERAL_FLOAT || kind == LITERAL_STRING;
  return is_text ? is_name(check, value) : kind == LITERAL_INT || value == 0;
}

static bool is_comprehension(const Check *check, ScopeId id) {
  return is_scope_of(check, id, SCOPE_COMPREHENSION) || is_scope_of(check, id, SCOPE_GENERATOR);
}

static bool has_ended(const Check *check, ScopeId scope, ExprId expr) {
  return check->summary->scopes[scope].end <= expr;
}

// Behind the operands of a conditional stands its test.
static bool is_conditional(const Check *check, uint32_t id) {
  const Expr *expr = &check->summary->exprs[id];
  return expr->kind == EXPR_CHOICE && expr->c == CHOICE_CONDITIONAL;
}

// `fields` points at the field, behind which the others follow.
static bool check_field(Check *check, uint32_t id, FieldRole role, const uint32_t *fields) {
  uint32_t value = fields[0];
  switch (role) {
  case FIELD_UNUSED:
  case FIELD_LITERAL_VALUE:
  case FIELD_COUNT:
    return true;
  case FIELD_EXPR:
    REQUIRE(value < id, "exprs", id);
    return true;
  case FIELD_NAME:
    REQUIRE(is_name(check, value), "exprs", id);
    return true;
  case FIELD_LAMBDA:
    REQUIRE(is_scope_of(check, value, SCOPE_LAMBDA) && has_ended(check, value, id), "exprs", id);
    return true;
  case FIELD_COMPREHENSION:
    REQUIRE(is_comprehension(check, value) && has_ended(check, value, id), "exprs", id);
    return true;
  case FIELD_OPERANDS:
    return check_operands(check, id, value, fields[1] + is_conditional(check, id));
  case FIELD_ARGUMENTS:
    return check_arguments(check, id, value, fields[1]);
  case FIELD_LITERAL:
    REQUIRE(value < literal_kind_count, "exprs", id);
    REQUIRE(is_literal_value(check, value, fields[1]), "exprs", id);
    return true;
  case FIELD_CHOICE:
    REQUIRE(value < choice_kind_count, "exprs", id);
    return true;
  case FIELD_CONTAINER:
    REQUIRE(value < container_kind_count, "exprs", id);
    return true;
  case FIELD_OPERATOR:
    REQUIRE(value < operator_count, "exprs", id);
    return true;
  case FIELD_STARS:
  case FIELD_POINTER:
    REQUIRE(value <= 1, "exprs", id);
    return true;
  }
  return false;
}

static bool check_expr(Check *check, uint32_t id) {
  const Expr *expr = &check->summary->exprs[id];
  const uint32_t fields[] = {expr->a, expr->b, expr->c};
  REQUIRE(expr->kind < expr_kind_count, "exprs", id);
  REQUIRE((id == 0) == (expr->kind == EXPR_NONE), "exprs", id);
  REQUIRE(expr->use < expr_use_count, "exprs", id);
  REQUIRE(has_only_flags(expr->flags, expr_flag_mask), "exprs", id);
  bool is_dict = expr->kind == EXPR_CONTAINER && expr->c == CONTAINER_DICT;
  REQUIRE(!is_dict || expr->b % 2 == 0, "exprs", id);
  REQUIRE(!is_conditional(check, id) || expr->b == 2, "exprs", id);
  const uint8_t *roles = expr_shapes[expr->kind].roles;
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    if (!check_field(check, id, (FieldRole)roles[i], fields + i)) return false;
  }
  return true;
}

static bool is_large_int(const Check *check, ExprId id) {
  const Expr *expr = &check->summary->exprs[id];
  return expr->kind == EXPR_LITERAL && expr->a == LITERAL_INT && expr->b == INT_LARGE;
}

// Each large number once, in order.
static bool check_large_ints(Check *check) {
  const Summary *summary = check->summary;
  uint32_t found = 0;
  for (ExprId id = 0; id < summary->exprs_count; id++) {
    if (!is_large_int(check, id)) continue;
    REQUIRE(found < summary->large_ints_count, "large_ints", found);
    REQUIRE(summary->large_ints[found].expr == id, "large_ints", found);
    REQUIRE(summary->large_ints[found].value >= INT_LARGE, "large_ints", found);
    found++;
  }
  REQUIRE(found == summary->large_ints_count, "large_ints", found);
  return true;
}

static bool check_operand(Check *check, uint32_t id) {
  REQUIRE(is_expr(check, check->summary->operands[id]), "operands", id);
  return true;
}

static bool check_argument(Check *check, uint32_t id) {
  Argument argument = check->summary->arguments[id];
  REQUIRE(is_name(check, argument.keyword), "arguments", id);
  REQUIRE(is_expr(check, argument.value), "arguments", id);
  return true;
}

bool validate_exprs(Check *check) {
  const Summary *summary = check->summary;
  return check_all(check, summary->exprs_count, check_expr) && check_large_ints(check) &&
         check_all(check, summary->operands_count, check_operand) &&
         check_all(check, summary->arguments_count, check_argument);
}
