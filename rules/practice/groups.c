// Exceptions that hold others. A group is not what it holds: it has other attributes, what is taken
// out of it stays part of it, and its parts are made by `derive`.
#include "rules/list.h"
#include "rules/practice/practice.h"

#include <string.h>

const Rule rule_except_star_attribute = {
    .id = "except-star-attribute",
    .family = "practice",
    .summary = "The variable of `except*` is a group and has no attributes of what it holds.",
    .aliases = "ASYNC400",
    .severity = SEVERITY_WARNING,
    .checker = &practice_checker,
};

const Rule rule_exception_group_child_raised = {
    .id = "exception-group-child-raised",
    .family = "practice",
    .summary = "An exception is taken out of its group and raised alone.",
    .aliases = "ASYNC123",
    .severity = SEVERITY_WARNING,
    .checker = &practice_checker,
};

const Rule rule_exception_group_subclass_derive = {
    .id = "exception-group-subclass-derive",
    .family = "practice",
    .summary = "Parts of a group of this class are of another: it does not say how to make them.",
    .aliases = "ASYNC126",
    .severity = SEVERITY_WARNING,
    .checker = &practice_checker,
};

#define GROUP_MAX_DEPTH 4 // variables and calls between a group and what is taken out of it

static bool is_group_class(const PracticeCheck *check, ExprId expr) {
  const Summary *summary = check->uses.summary;
  const Expr *type = &summary->exprs[expr];
  Str name = type->kind == EXPR_NAME        ? summary_name(summary, type->a)
             : type->kind == EXPR_ATTRIBUTE ? summary_name(summary, type->b)
                                            : STR("");
  Str symbol = STR("");
  return str_has_suffix(name, STR("ExceptionGroup")) &&
         program_symbol(check->uses.program, check->uses.module, expr, &symbol) &&
         practice_find(HABIT_GROUPS, symbol);
}

// ---- Attributes ---------------------------------------------------------------------------------

static bool is_of_groups(Str name) {
  static const char *const names[] = {"message", "exceptions", "subgroup",       "split",
                                      "derive",  "args",       "with_traceback", "add_note"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(name, names[i])) return true;
  return str_has_prefix(name, STR("__"));
}

// Whether the variable of the handler is bound anew, or told to be of a class, inside it.
static bool is_changed(const Summary *summary, const Region *handler, BindingId bound) {
  for (BindingId i = bound + 1; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->at > handler->end) return false;
    if (binding->name == summary->bindings[bound].name) return true;
  }
  return false;
}

// `hasattr(error, "errno")` asks before.
static bool is_asked_for(PracticeCheck *check, const Region *handler, NameId attribute) {
  const Summary *summary = check->uses.summary;
  for (ExprId i = handler->begin; i < handler->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr_is_literal(expr, LITERAL_STRING) && expr->b == attribute && expr->use == USE_ARGUMENT)
      return true;
  }
  return false;
}

// Whether some class of the file gives its instances that attribute: the group may be one of them.
static bool is_of_some_class(const Summary *summary, NameId attribute) {
  for (BindingId i = 0; i < summary->bindings_count; i++)
    if (summary->bindings[i].kind == BINDING_ATTRIBUTE && summary->bindings[i].name == attribute)
      return true;
  return false;
}

static void check_star_read(PracticeCheck *check, const Region *handler, ExprId read) {
  const Summary *summary = check->uses.summary;
  ExprId attribute = uses_parent(&check->uses, read);
  const Expr *expr = &summary->exprs[attribute];
  if (expr->kind != EXPR_ATTRIBUTE || expr->a != read || expr->flags & EXPR_FLAG_STORE) return;
  Str name = summary_name(summary, expr->b);
  if (is_of_groups(name) || is_asked_for(check, handler, expr->b)) return;
  if (is_of_some_class(summary, expr->b)) return;
  Str variable = summary_name(summary, summary->exprs[read].a);
  Finding *finding = finding_add(
      check->context, &rule_except_star_attribute, check->uses.module, attribute,
      "`%.*s` is a group of exceptions here and has no `%.*s`", STR_ARG(variable), STR_ARG(name));
  if (!finding) return;
  finding_help(check->context, finding, "go through `%.*s.exceptions`, or use `except`",
               STR_ARG(variable));
}

void practice_check_star(PracticeCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *handler = &summary->regions[id];
  if (handler->binding == BINDING_NONE || !uses_is_local(&check->uses, handler->binding)) return;
  if (is_changed(summary, handler, handler->binding)) return;
  ExprId read = uses_next_read(&check->uses, handler->binding, handler->begin);
  while (read && read < handler->end && check->reads++ < PRACTICE_MAX_LOOKS) {
    check_star_read(check, handler, read);
    read = uses_next_read(&check->uses, handler->binding, read + 1);
  }
}

// ---- Children -----------------------------------------------------------------------------------

static bool catches_groups(const PracticeCheck *check, const Binding *bound) {
  const Summary *summary = check->uses.summary;
  if (summary->regions[bound->region].kind == REGION_EXCEPT_STAR) return true;
  if (!bound->value) return false;
  const Expr *types = &summary->exprs[bound->value];
  if (types->kind != EXPR_CONTAINER) return is_group_class(check, bound->value);
  for (uint32_t i = 0; i < types->b; i++)
    if (!is_group_class(check, summary->operands[types->a + i])) return false;
  return types->b > 0;
}

// Whether an expression is a group that a handler caught, or a part of one.
static bool is_group(PracticeCheck *check, ExprId at, int depth) {
  const Summary *summary = check->uses.summary;
  for (; depth < GROUP_MAX_DEPTH; depth++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind == EXPR_CALL) {
      const Expr *method = &summary->exprs[expr->a];
      if (method->kind != EXPR_ATTRIBUTE) return false;
      Str name = summary_name(summary, method->b);
      if (!str_equal_c(name, "subgroup") && !str_equal_c(name, "split")) return false;
      at = method->a;
      continue;
    }
    if (expr->kind != EXPR_NAME) return false;
    const Binding *bound = practice_binding_before(check, at);
    if (!bound) return false;
    if (bound->kind == BINDING_EXCEPT) return catches_groups(check, bound);
    if (bound->kind != BINDING_ASSIGN || !bound->value) return false;
    at = bound->value;
  }
  return false;
}

static bool is_list_of_children(PracticeCheck *check, ExprId at) {
  const Summary *summary = check->uses.summary;
  const Expr *list = &summary->exprs[at];
  return list->kind == EXPR_ATTRIBUTE &&
         str_equal_c(summary_name(summary, list->b), "exceptions") && is_group(check, list->a, 0);
}

static bool is_child(PracticeCheck *check, ExprId at) {
  const Expr *expr = &check->uses.summary->exprs[at];
  if (expr->kind == EXPR_SUBSCRIPT) return is_list_of_children(check, expr->a);
  if (expr->kind != EXPR_NAME) return false;
  const Binding *bound = practice_binding_before(check, at);
  if (!bound || !bound->value) return false;
  if (bound->kind == BINDING_FOR) return is_list_of_children(check, bound->value);
  const Expr *value = &check->uses.summary->exprs[bound->value];
  bool is_first = bound->unpack > 0 || value->kind == EXPR_SUBSCRIPT;
  if (bound->kind != BINDING_ASSIGN || !is_first) return false;
  return is_list_of_children(check, bound->unpack > 0 ? bound->value : value->a);
}

// Whether a part of an expression is what an exception came from: `error.__cause__ or context`.
static bool has_cause(const Summary *summary, ExprId first, ExprId last) {
  for (ExprId at = first; at <= last; at++) {
    if (summary->exprs[at].kind != EXPR_ATTRIBUTE) continue;
    Str name = summary_name(summary, summary->exprs[at].b);
    if (str_equal_c(name, "__cause__") || str_equal_c(name, "__context__")) return true;
  }
  return false;
}

void practice_check_raise(PracticeCheck *check, uint32_t id) {
  const Exit *exit = &check->uses.summary->exits[id];
  if (!is_child(check, exit->value)) return;
  Finding *finding = finding_add(
      check->context, &rule_exception_group_child_raised, check->uses.module, exit->value,
      "an exception that is part of a group is raised alone, which changes "
      "it inside the group, too");
  if (!finding) return;
  // Who gives it what it came from has thought of what a `raise` writes there.
  if (exit->cause != 0 && has_cause(check->uses.summary, exit->value, exit->cause))
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(
      check->context, finding,
      "raise the group, or a copy of the exception (`copy.copy`) with the group as its cause");
}

// ---- Classes ------------------------------------------------------------------------------------

void practice_check_class(PracticeCheck *check, ScopeId id) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[id];
  if (scope->base_count != 1 || summary->arguments[scope->bases].keyword) return;
  ExprId base = summary->arguments[scope->bases].value;
  // ExceptionGroup[E] is the class, too.
  if (summary->exprs[base].kind == EXPR_SUBSCRIPT) base = summary->exprs[base].a;
  Str derive = STR("derive");
  if (!is_group_class(check, base)) return;
  if (summary_bindings(summary, id, derive, summary_name_hash(derive)).count > 0) return;
  Finding *finding = finding_add_span(
      check->context, &rule_exception_group_subclass_derive, check->uses.module,
      summary_scope_name_span(summary, id),
      "`%.*s` has no `derive`: `split`, `subgroup` and `except*` give plain groups instead",
      STR_ARG(summary_name(summary, scope->name)));
  if (!finding) return;
  finding_help(check->context, finding, "define `derive(self, excs)` so that it returns a `%.*s`",
               STR_ARG(summary_name(summary, scope->name)));
}
