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

Str call_name(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  Str builtins = STR("builtins.");
  if (call->callee != FUNCTION_NONE) {
    Str name = program_function_name(program, call->callee, rule_arena(context));
    bool is_local = str_find(name, STR("<locals>")) != SIZE_MAX;
    return is_local ? local_name(context, call, name) : name;
  }
  return str_has_prefix(call->name, builtins)
             ? str_slice(call->name, builtins.size, call->name.size)
             : call->name;
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

bool role_takes_async(const KnowledgeEntry *entry, Role role) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_ASYNC_CALLED && is_same_parameter(entry->roles[i], role))
      return true;
  return false;
}

// ---- Names in C ---------------------------------------------------------------------------------

Str last_name(const Summary *summary, ExprId id) {
  const Expr *expr = &summary->exprs[id];
  for (int i = 0; i < SPELLING_MAX_PARTS; i++) {
    bool is_around = expr->kind == EXPR_CALL || expr->kind == EXPR_SUBSCRIPT ||
                     (expr->kind == EXPR_UNARY && expr->c == OPERATOR_ADDRESS);
    if (!is_around) break;
    expr = &summary->exprs[expr->a];
  }
  if (expr->kind == EXPR_NAME) return summary_name(summary, expr->a);
  if (expr->kind != EXPR_ATTRIBUTE) return STR("");
  Str name = summary_name(summary, expr->b);
  size_t tag = str_find(name, STR("::"));
  return tag == SIZE_MAX ? name : str_slice(name, tag + 2, name.size);
}

// ---- How the loop comes to a function -----------------------------------------------------------

// In quotes; names with alternatives in them are for tables, not for people.
static Str entry_name(RuleContext *context, const KnowledgeEntry *entry) {
  Str name = str_from_c(entry ? entry->name : NULL);
  // The first of several: "{epoll_wait,epoll_pwait}".
  if (name.size > 0 && name.at[0] == '{') {
    Str rest = str_slice(name, 1, name.size);
    name = str_cut(&rest, ',');
  }
  bool is_plain = name.size > 0 && str_find_byte(name, '{') == SIZE_MAX;
  return is_plain ? str_print(rule_arena(context), "`%.*s`", STR_ARG(name)) : STR("a framework");
}

// Who takes a callback: as it is written at the site.
static Str taker_name(RuleContext *context, const Function *function) {
  const Summary *site = program_summary(rule_program(context), function->root_module);
  Str taker = call_spelling(site, function->root_site, rule_arena(context));
  return taker.size > 0 ? str_print(rule_arena(context), "`%.*s`", STR_ARG(taker))
                        : entry_name(context, function->root_entry);
}

// Where a project's configuration says so, as the end of a sentence; "" when it does not.
static Str said_by(RuleContext *context, const KnowledgeEntry *entry) {
  const char *place = knowledge_said_by(entry, OWN_ROLES);
  if (!place) place = knowledge_said_by(entry, OWN_RUN);
  return place ? str_print(rule_arena(context), " (%s)", place) : STR("");
}

void finding_root(RuleContext *context, Finding *finding, FunctionId id) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  Str name = program_function_name(program, id, rule_arena(context));
  Str framework = entry_name(context, function->root_entry);
  Str place = said_by(context, function->root_entry);
  switch (function->root) {
  case ROOT_NONE:
  case ROOT_COROUTINE:
    return;
  case ROOT_METHOD:
    finding_hop(context, finding, function->module,
                summary_scope_name_span(summary, function->scope),
                "`%.*s` runs on the loop: %.*s calls it there", STR_ARG(name), STR_ARG(framework));
    return;
  case ROOT_MARKED:
    finding_hop(context, finding, function->module,
                summary_scope_name_span(summary, function->scope),
                "`%.*s` runs on the loop: it is marked so%.*s", STR_ARG(name), STR_ARG(place));
    return;
  case ROOT_CALLBACK:
  case ROOT_DECORATED:
  case ROOT_STORED:
  case ROOT_POLLED:
    break;
  }
  if (!function->root_site) return;
  const Summary *root = program_summary(program, function->root_module);
  Span span = summary_expr_span(root, function->root_site);
  if (function->root == ROOT_STORED) {
    finding_hop(context, finding, function->root_module, span,
                "`%.*s` runs on the loop: kept in a field that is called there%.*s", STR_ARG(name),
                STR_ARG(place));
    return;
  }
  if (function->root == ROOT_POLLED) {
    finding_hop(context, finding, function->root_module, span,
                "`%.*s` runs on the loop: called beside %.*s, which waits for events",
                STR_ARG(name), STR_ARG(framework));
    return;
  }
  Str taker = taker_name(context, function);
  finding_hop(context, finding, function->root_module, span,
              "`%.*s` runs on the loop: given to %.*s%.*s", STR_ARG(name), STR_ARG(taker),
              STR_ARG(place));
}

// Longer ways are cut off at the loop's end.
#define WAY_MAX_HOPS 8

void finding_way_from_loop(RuleContext *context, Finding *finding, FunctionId id) {
  const Program *program = rule_program(context);
  const Call *way[WAY_MAX_HOPS], *by = NULL;
  uint32_t count = 0;
  while (count < WAY_MAX_HOPS && program_runs_on_loop(program, id, &by) && by) {
    way[count++] = by;
    finding->confidence =
        by->confidence < finding->confidence ? by->confidence : finding->confidence;
    id = by->caller;
  }
  finding_root(context, finding, id);
  for (; count > 0; count--) {
    const Call *call = way[count - 1];
    ModuleId module = program_function(program, call->caller)->module;
    Span span = summary_expr_span(program_summary(program, module), call->site);
    Str callee = call_name(context, call);
    finding_hop(context, finding, module, span, "calls `%.*s`", STR_ARG(callee));
  }
}
