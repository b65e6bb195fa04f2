// Where the file object was made that a call reads or writes: who has looked at that place and said
// that it is fine has said it of what is done with the file there, too.
#include "rules/list.h"
#include "rules/uses.h"

// The file of `file.read()`, or of `for line in file`; 0 when it is no plain name.
static ExprId find_file(const Summary *summary, ExprId site) {
  const Expr *expr = &summary->exprs[site];
  if (expr->kind == EXPR_NAME) return site;
  if (expr->kind != EXPR_CALL || summary->exprs[expr->a].kind != EXPR_ATTRIBUTE) return 0;
  ExprId object = summary->exprs[expr->a].a;
  return summary->exprs[object].kind == EXPR_NAME ? object : 0;
}

// Whether what a binding binds is certainly what its name means at a place behind it.
static bool is_certain(const Summary *summary, const Binding *binding, ExprId site, bool is_last) {
  RegionId at = summary_region_at(summary, site);
  if (binding->value == 0 || binding->unpack != 0) return false;
  if (binding->kind == BINDING_ASSIGN)
    return is_last && summary_region_contains(summary, binding->region, at);
  if (binding->kind != BINDING_WITH) return false;
  RegionId block = uses_block(summary, binding->value);
  return block != 0 && summary_region_contains(summary, block, at);
}

ExprId opened_at(const Summary *summary, ExprId site) {
  ExprId file = (summary->flags & SUMMARY_C) ? 0 : find_file(summary, site);
  if (file == 0 || summary->exprs[file].b == 0) return 0;
  BindingList list = summary_list(summary, summary->exprs[file].b - 1);
  uint32_t before = 0;
  while (before < list.count && summary->bindings[list.at[before]].at <= site)
    before++;
  if (before == 0) return 0;
  const Binding *binding = &summary->bindings[list.at[before - 1]];
  ScopeId here = summary_runner(summary, summary_scope_at(summary, site));
  if (binding->scope != here || !is_certain(summary, binding, site, before == list.count)) return 0;
  return summary->exprs[binding->value].kind == EXPR_CALL ? binding->value : 0;
}
