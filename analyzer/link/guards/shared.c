// Whether anybody has a hand on an object but the code that calls its methods: what a variable or a
// field holds, and is given to nobody who keeps it or sets a field of it. Functions that it is
// passed to are looked into.
#include "link/guards/guards.h"
#include "link/types/project.h"

// Functions that hand an object on to each other.
#define SHARED_MAX_DEPTH 3

typedef struct Sharing {
  Program *program;
  Str field; // that nobody else may set
} Sharing;

static bool is_shared_by(const Sharing *sharing, ModuleId module, ExprId use, int depth);

// Built-in functions that look at an object and do nothing to it.
static bool only_looks(const Program *program, Value callee) {
  static const char names[] = "builtins.isinstance builtins.getattr builtins.hasattr builtins.id "
                              "builtins.print builtins.repr builtins.str builtins.type";
  return callee.kind == VALUE_LIBRARY && str_lists(names, symbol_name(program, callee.a));
}

// Whether a function keeps what it is given for a parameter, or gives it on to one that does.
static bool parameter_is_shared(const Sharing *sharing, FunctionId id, uint32_t index, int depth) {
  const Function *function = &function_state(sharing->program, id)->public;
  const Summary *summary = summary_of(sharing->program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  if (parameter->kind == PARAMETER_STAR || parameter->kind == PARAMETER_DOUBLE_STAR) return true;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_use = expr_is_name(expr, parameter->name);
    if (is_use && (expr->use == USE_RETURNED || is_shared_by(sharing, function->module, at, depth)))
      return true;
  }
  return false;
}

static bool argument_is_shared(const Sharing *sharing, ModuleId module, ExprId argument,
                               int depth) {
  Program *program = sharing->program;
  ExprId call = call_around(summary_of(program, module), argument);
  if (call == 0 || depth == SHARED_MAX_DEPTH) return true;
  Values callees = evaluate(program, module, expr_of(program, module, call)->a);
  if (callees.count != 1 || callees.is_open) return true;
  if (only_looks(program, callees.at[0])) return false;
  if (callees.at[0].kind != VALUE_FUNCTION) return true;
  uint32_t index = argument_parameter(program, module, call, callees.at[0], argument);
  return index == UINT32_MAX || parameter_is_shared(sharing, callees.at[0].a, index, depth + 1);
}

// Whether the attribute of an object that is used so is the field, and set.
static bool sets_field(const Sharing *sharing, const Summary *summary, ExprId object) {
  if (object + 1 >= summary->exprs_count) return true;
  const Expr *attribute = &summary->exprs[object + 1];
  if (attribute->kind != EXPR_ATTRIBUTE || attribute->a != object) return true;
  return attribute->flags & EXPR_FLAG_STORE &&
         str_equal(summary_name(summary, attribute->b), sharing->field);
}

// Whether somebody else has a hand on the object where it is used.
static bool is_shared_by(const Sharing *sharing, ModuleId module, ExprId use, int depth) {
  const Summary *summary = summary_of(sharing->program, module);
  const Expr *expr = &summary->exprs[use];
  if (expr->flags & EXPR_FLAG_STORE) return false;
  switch ((int)expr->use) {
  case USE_OBJECT:
    return sets_field(sharing, summary, use);
  case USE_ARGUMENT:
    return argument_is_shared(sharing, module, use, depth);
  case USE_DROPPED:
  case USE_TESTED:
  case USE_COMPARED:
  case USE_IDENTITY:
  case USE_FORMATTED:
    return false;
  }
  return true;
}

bool variable_is_shared(Program *program, ModuleId module, ScopeId function, NameId variable,
                        Str field) {
  Sharing sharing = {program, field};
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[function];
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (!expr_is_name(expr, variable) || expr->use == USE_RETURNED) continue;
    if (is_shared_by(&sharing, module, at, 0)) return true;
  }
  return false;
}

static bool is_shared_in(const Sharing *sharing, ModuleId module, Str holder) {
  const Summary *summary = summary_of(sharing->program, module);
  NameId known = 0, other = 0; // the last names that were and were not the one
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_ATTRIBUTE || expr->b == other) continue;
    bool is_it = expr->b == known || str_equal(summary_name(summary, expr->b), holder);
    *(is_it ? &known : &other) = expr->b;
    if (is_it && is_shared_by(sharing, module, at, 0)) return true;
  }
  return false;
}

bool held_is_shared(Program *program, Str holder, Str field) {
  Sharing sharing = {program, field};
  if (project_of(program)->is_open) return true;
  for (ModuleId module = 0; module < program->input.file_count; module++)
    if (project_has(program, module) && is_shared_in(&sharing, module, holder)) return true;
  return false;
}
