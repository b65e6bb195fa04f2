// Files of a few bytes: what is read becomes one number, all that is written is one. One system
// call, as cheap as opening the file.
#include "link/effects.h"

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

// `1`, `count + 1`, `os.getpid()`
static bool is_number(const Walk *walk, ExprId value) {
  const Expr *expr = &walk->summary->exprs[value];
  if (expr->kind == EXPR_BINARY) {
    const Expr *right = &walk->summary->exprs[expr->b];
    return right->kind == EXPR_LITERAL && right->a == LITERAL_INT;
  }
  if (expr->kind != EXPR_CALL) return false;
  Values values = evaluate(walk->program, walk->module, value);
  if (values.count != 1 || values.is_open || values.at[0].kind != VALUE_LIBRARY_INSTANCE)
    return false;
  return str_lists("builtins.int builtins.float", symbol_name(walk->program, values.at[0].a));
}

// `str(os.getpid())`
static bool is_spelled_number(const Walk *walk, ExprId value) {
  const Summary *summary = walk->summary;
  const Expr *expr = &summary->exprs[value];
  if (expr->kind != EXPR_CALL || expr->c != 1 || !is_builtin(walk, expr->a, "str")) return false;
  return is_number(walk, summary->arguments[expr->b].value);
}

bool call_is_small(const Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  const Expr *call = &walk->summary->exprs[site];
  if (entry->effect != EFFECT_FILE_IO || call->kind != EXPR_CALL) return false;
  if (entry->traits & TRAIT_WRITES_WHOLE)
    return call->c > 0 && is_spelled_number(walk, walk->summary->arguments[call->b].value);
  return becomes_number(walk, site);
}
