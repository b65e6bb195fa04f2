// Arguments are counted by keyword, or by position as long as no `*args` hides how many there are.
#include "rules/calls.h"

#define SPELLING_MAX_PARTS 8

Str call_spelling(const Summary *summary, ExprId site, Arena *arena) {
  const Expr *expr = &summary->exprs[site];
  if (expr->kind == EXPR_CALL) expr = &summary->exprs[expr->a];
  Str text = STR("");
  for (int i = 0; i < SPELLING_MAX_PARTS && expr->kind == EXPR_ATTRIBUTE; i++) {
    text = str_print(arena, ".%.*s%.*s", STR_ARG(summary_name(summary, expr->b)), STR_ARG(text));
    expr = &summary->exprs[expr->a];
  }
  if (expr->kind != EXPR_NAME) return str_slice(text, 1, text.size);
  return str_print(arena, "%.*s%.*s", STR_ARG(summary_name(summary, expr->a)), STR_ARG(text));
}

// What lies inside a function has no name outside: `slowed.<locals>.wrapper` is called by the name
// that it was given.
static Str local_name(RuleContext *context, const Call *call, Str qualified) {
  const Program *program = rule_program(context);
  const Summary *summary =
      program_summary(program, program_function(program, call->caller)->module);
  Str spelled = summary->exprs[call->site].kind == EXPR_CALL
                    ? call_spelling(summary, call->site, rule_arena(context))
                    : STR("");
  if (spelled.size > 0) return spelled;
  Str last = qualified;
  Str locals = STR("<locals>.");
  for (size_t at = 0; (at = str_find(last, locals)) != SIZE_MAX;)
    last = str_slice(last, at + locals.size, last.size);
  return last;
}

Str library_name(Str dotted) {
  Str builtins = STR("builtins.");
  return str_has_prefix(dotted, builtins) ? str_slice(dotted, builtins.size, dotted.size) : dotted;
}

Str call_name(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  if (call->callee != FUNCTION_NONE) {
    Str name = program_function_name(program, call->callee, rule_arena(context));
    bool is_local = str_find(name, STR("<locals>")) != SIZE_MAX;
    return is_local ? local_name(context, call, name) : name;
  }
  return library_name(call->name);
}

static bool has_stars_before(const Summary *summary, const Expr *call, uint32_t index) {
  for (uint32_t i = 0; i < index; i++)
    if (summary->exprs[argument_value(summary, call, i)].kind == EXPR_STARRED) return true;
  return false;
}

bool argument_has_role(const Summary *summary, const Expr *call, uint32_t index, Role role) {
  const Argument *argument = &summary->arguments[call->b + index];
  if (argument->keyword)
    return role.keyword && str_equal_c(summary_name(summary, argument->keyword), role.keyword);
  if (summary->exprs[argument->value].kind == EXPR_STARRED) return false;
  if (role.position == KEYWORD_ONLY || index > INT8_MAX) return false;
  if ((int)index != role.position && !(role.rest && (int)index > role.position)) return false;
  return !has_stars_before(summary, call, index);
}

static bool is_same_parameter(Role a, Role b) {
  if (a.position != KEYWORD_ONLY || b.position != KEYWORD_ONLY) return a.position == b.position;
  return str_equal(str_from_c(a.keyword), str_from_c(b.keyword));
}

bool role_is_also(const KnowledgeEntry *entry, Role role, ArgumentRole other) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == other && is_same_parameter(entry->roles[i], role)) return true;
  return false;
}

bool role_takes_async(const KnowledgeEntry *entry, Role role) {
  return role_is_also(entry, role, ROLE_ASYNC_CALLED);
}

bool function_catches_all(const Program *program, const Function *function) {
  const Summary *summary = program_summary(program, function->module);
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->scope != function->scope || region->kind != REGION_EXCEPT) continue;
    Str type = STR("");
    if (!region->subject) return true;
    if (program_symbol(program, function->module, region->subject, &type) &&
        (str_equal_c(type, "builtins.Exception") || str_equal_c(type, "builtins.BaseException")))
      return true;
  }
  return false;
}
