// Files of a few bytes: what is read becomes one number, all that is written is one. One system
// call, as cheap as opening the file. And files that only get another name.
#include "base/path.h"
#include "link/calls/calls.h"
#include "link/types/constants.h"
#include "link/types/spelled.h"

// Expressions behind a read that are looked at for what becomes of it: `int(f.read().strip())`.
#define NUMBER_MAX_AHEAD 8

static bool is_builtin(const Walk *walk, ExprId callee, const char *names) {
  const Expr *expr = &walk->summary->exprs[callee];
  if (expr->kind != EXPR_NAME || !str_lists(names, summary_name(walk->summary, expr->a)))
    return false;
  Values values = evaluate(walk->program, walk->module, callee);
  return values.count == 1 && !values.is_open && values.at[0].kind == VALUE_LIBRARY;
}

// `int(…)` or `float(…)` around it, perhaps of what a method without arguments makes of it.
static bool becomes_number(const Walk *walk, ExprId read) {
  const Summary *summary = walk->summary;
  ExprId value = read;
  for (ExprId at = read + 1; at <= read + NUMBER_MAX_AHEAD && at < summary->exprs_count; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind == EXPR_ATTRIBUTE && expr->a == value) {
      value = at;
    } else if (expr->kind == EXPR_CALL && expr->a == value && expr->c == 0) {
      value = at;
    } else if (expr->kind == EXPR_CALL && expr->c == 1 &&
               summary->arguments[expr->b].value == value) {
      return is_builtin(walk, expr->a, "int float");
    }
  }
  return false;
}

// How deep the operands of operators are looked into.
#define NUMBER_MAX_DEPTH 4

typedef enum IsNumber { NUMBER_NO, NUMBER_PERHAPS, NUMBER_YES } IsNumber;

static IsNumber number_of(const Walk *walk, ExprId value, int depth);

// `count + 1` is a number whatever is known of `count`, as no text can be added to one. `line * 2`
// and `line % 2` are what `line` is.
static IsNumber computed(const Walk *walk, const Expr *binary, int depth) {
  IsNumber left = number_of(walk, binary->a, depth), right = number_of(walk, binary->b, depth);
  if (left == NUMBER_NO || right == NUMBER_NO) return NUMBER_NO;
  if (left == NUMBER_YES && right == NUMBER_YES) return NUMBER_YES;
  bool may_repeat = binary->c == OPERATOR_MUL || binary->c == OPERATOR_MOD;
  bool is_either = left == NUMBER_YES || right == NUMBER_YES;
  return is_either && !may_repeat ? NUMBER_YES : NUMBER_PERHAPS;
}

static IsNumber number_of(const Walk *walk, ExprId value, int depth) {
  const Expr *expr = &walk->summary->exprs[value];
  if (depth == NUMBER_MAX_DEPTH) return NUMBER_PERHAPS;
  if (expr->kind == EXPR_LITERAL)
    return expr->a == LITERAL_INT || expr->a == LITERAL_FLOAT ? NUMBER_YES : NUMBER_NO;
  if (expr->kind == EXPR_FORMAT || expr->kind == EXPR_CONTAINER) return NUMBER_NO;
  if (expr->kind == EXPR_BINARY) return computed(walk, expr, depth + 1);
  Values values = evaluate(walk->program, walk->module, value);
  if (values.count != 1 || values.is_open) return NUMBER_PERHAPS;
  if (values.at[0].kind != VALUE_LIBRARY_INSTANCE) return NUMBER_PERHAPS;
  return str_lists("builtins.int builtins.float", symbol_name(walk->program, values.at[0].a))
             ? NUMBER_YES
             : NUMBER_NO;
}

// `str(os.getpid())`, `str(count + 1)`. A name by itself is whatever its caller has.
static bool is_spelled_number(const Walk *walk, ExprId value) {
  const Summary *summary = walk->summary;
  const Expr *expr = &summary->exprs[value];
  if (expr->kind != EXPR_CALL || expr->c != 1 || !is_builtin(walk, expr->a, "str")) return false;
  ExprId spelled = summary->arguments[expr->b].value;
  ExprKind kind = (ExprKind)summary->exprs[spelled].kind;
  if (kind != EXPR_CALL && kind != EXPR_BINARY) return false;
  return number_of(walk, spelled, 0) == NUMBER_YES;
}

// `path + ".tmp"` of `path`, by itself or under a name.
static bool is_extended(const Walk *walk, ExprId longer, ExprId path) {
  ModuleId module = walk->module;
  const Summary *summary = walk->summary;
  ExprId made = constant_made(walk->program, &module, longer);
  const Expr *sum = &summary->exprs[made];
  if (module != walk->module || sum->kind != EXPR_BINARY || sum->c != OPERATOR_ADD) return false;
  const Expr *end = &summary->exprs[sum->b];
  if (!expr_is_literal(end, LITERAL_STRING) || end->b == 0) return false;
  Str text = summary_name(summary, end->b);
  return path_name(text).size == text.size && is_spelled_alike(summary, sum->a, path);
}

static bool stays_in_folder(const Walk *walk, ExprId site) {
  ExprId from = argument_find(walk->program, walk->module, site, 0, STR("src")).value;
  ExprId to = argument_find(walk->program, walk->module, site, 1, STR("dst")).value;
  return from && to && (is_extended(walk, from, to) || is_extended(walk, to, from));
}

bool call_is_small(const Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  const Expr *call = &walk->summary->exprs[site];
  if (entry->traits & TRAIT_MOVES) return call->kind == EXPR_CALL && stays_in_folder(walk, site);
  if (entry->effect != EFFECT_FILE_IO || call->kind != EXPR_CALL) return false;
  if (entry->traits & TRAIT_WRITES_WHOLE)
    return call->c > 0 && is_spelled_number(walk, walk->summary->arguments[call->b].value);
  return becomes_number(walk, site);
}
