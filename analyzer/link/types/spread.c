// `**arguments` of a call, where that is a dictionary that the function has made itself:
// `arguments = dict(text=text)`, `arguments = {"text": text}`.
#include "link/program.h"

// Whether an expression is the dictionary spread over the arguments of a call.
static bool is_spread(const Summary *summary, ExprId name) {
  const Expr *around = &summary->exprs[name + 1];
  return name + 1 < summary->exprs_count && around->kind == EXPR_STARRED && around->a == name &&
         around->b == 1;
}

// Whether nothing is done with a variable of a function but to spread it: nobody adds to it.
static bool is_only_spread(const Summary *summary, ScopeId scope, NameId name) {
  for (ExprId i = summary->scopes[scope].begin; i < summary->scopes[scope].end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr_is_name(expr, name) && !(expr->flags & EXPR_FLAG_STORE) && !is_spread(summary, i))
      return false;
  }
  return true;
}

static bool makes_dict(const Summary *summary, const Expr *made) {
  if (made->kind == EXPR_CONTAINER) return made->c == CONTAINER_DICT;
  return made->kind == EXPR_CALL && summary->exprs[made->a].kind == EXPR_NAME &&
         str_equal_c(summary_name(summary, summary->exprs[made->a].a), "dict");
}

// The dictionary that is spread, 0 where it is not known what lies in it.
static ExprId spread_dict(const Program *program, ModuleId module, ExprId spread) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[spread];
  if (expr->kind != EXPR_STARRED || expr->b != 1) return 0;
  ExprId value = expr->a;
  const Expr *name = &summary->exprs[value];
  if (name->kind == EXPR_NAME) {
    ScopeId scope = summary_scope_at(summary, spread);
    BindingList list = scope_bindings(program, module, scope, atom_of(program, module, name->a));
    if (scope == 0 || list.count != 1) return 0;
    const Binding *binding = &summary->bindings[list.at[0]];
    bool is_made = binding->kind == BINDING_ASSIGN && binding->unpack == 0 &&
                   binding->scope == scope && is_only_spread(summary, scope, name->a);
    value = is_made ? binding->value : 0;
  }
  return value != 0 && makes_dict(summary, &summary->exprs[value]) ? value : 0;
}

static bool find_keyword(const Summary *summary, const Expr *call, Str keyword,
                         ArgumentMatch *match) {
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &summary->arguments[call->b + i];
    if (argument->keyword == 0) return false;
    if (str_equal(summary_name(summary, argument->keyword), keyword))
      match->value = argument->value;
  }
  return true;
}

static bool find_key(const Summary *summary, const Expr *display, Str keyword,
                     ArgumentMatch *match) {
  for (uint32_t i = 0; i + 1 < display->b; i += 2) {
    const Expr *key = &summary->exprs[summary->operands[display->a + i]];
    if (key->kind != EXPR_LITERAL || key->a != LITERAL_STRING || key->b == 0) return false;
    if (str_equal(summary_name(summary, key->b), keyword))
      match->value = summary->operands[display->a + i + 1];
  }
  return display->b % 2 == 0;
}

bool spread_find(const Program *program, ModuleId module, ExprId spread, Str keyword,
                 ArgumentMatch *match) {
  const Summary *summary = summary_of(program, module);
  ExprId made = spread_dict(program, module, spread);
  if (made == 0) return false;
  const Expr *expr = &summary->exprs[made];
  return expr->kind == EXPR_CALL ? find_keyword(summary, expr, keyword, match)
                                 : find_key(summary, expr, keyword, match);
}
