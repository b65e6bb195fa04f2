// What tests are about: a name or a field, as a place in a function reads it, is a parameter, a
// field of the object, or was assigned from one of these before.
#include "link/guards/reader.h"

// Assignments from name to name that are followed.
#define SUBJECT_MAX_STEPS 6

static bool is_around(const Summary *summary, RegionId outer, RegionId inner, RegionId body) {
  while (inner != outer && inner != body)
    inner = summary->regions[inner].parent;
  return inner == outer;
}

static bool is_seen(const Reader *reader, BindingId id, ExprId use) {
  const Binding *binding = &reader->summary->bindings[id];
  if (binding->flags & BINDING_DEAD || binding->kind == BINDING_REFINE) return false;
  if (binding->scope != reader->function) return false;
  return binding_reaches(reader->program, reader->module, id, use);
}

static Bound bound_at(const Reader *reader, BindingList list, ExprId use) {
  static const Bound nothing = {BINDING_NONE, BINDING_NONE};
  const Summary *summary = reader->summary;
  RegionId here = region_at(reader->program, reader->module, use);
  RegionId body = summary->scopes[reader->function].body;
  Bound bound = nothing;
  if (list.count > SEARCH_MAX_BINDINGS) return nothing;
  for (uint32_t i = list.count; i > 0; i--) {
    BindingId id = list.at[i - 1];
    if (!is_seen(reader, id, use)) continue;
    if (summary->bindings[id].at > use) return nothing;
    if (is_around(summary, summary->bindings[id].region, here, body)) {
      bound.binding = id;
      return bound;
    }
    if (bound.other != BINDING_NONE) return nothing;
    bound.other = id;
  }
  return nothing;
}

static Bound name_bound(const Reader *reader, ExprId name) {
  Atom atom = atom_of(reader->program, reader->module, reader->summary->exprs[name].a);
  return bound_at(reader, scope_bindings(reader->program, reader->module, reader->function, atom),
                  name);
}

// `self.x`, as the function itself set it.
static Bound field_bound(const Reader *reader, ExprId field) {
  static const Bound nothing = {BINDING_NONE, BINDING_NONE};
  const Summary *summary = reader->summary;
  const Expr *expr = &summary->exprs[field];
  const Scope *scope = &summary->scopes[reader->function];
  if (!summary_is_self(summary, scope, expr->a)) return nothing;
  BindingList list = self_bindings(reader->program, reader->module, scope->parent,
                                   atom_of(reader->program, reader->module, expr->b));
  return bound_at(reader, list, field);
}

Bound subject_bound(const Reader *reader, ExprId subject) {
  ExprKind kind = (ExprKind)reader->summary->exprs[subject].kind;
  if (kind == EXPR_NAME) return name_bound(reader, subject);
  if (kind == EXPR_ATTRIBUTE) return field_bound(reader, subject);
  return (Bound){BINDING_NONE, BINDING_NONE};
}

uint32_t bound_parameter(const Reader *reader, Bound bound) {
  if (bound.binding == BINDING_NONE) return UINT32_MAX;
  const Binding *binding = &reader->summary->bindings[bound.binding];
  if (binding->kind != BINDING_PARAMETER) return UINT32_MAX;
  return binding->extra - reader->summary->scopes[reader->function].parameters;
}

uint32_t guards_parameter(Program *program, ModuleId module, ScopeId function, ExprId expr) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return UINT32_MAX;
  if (summary->exprs[expr].kind != EXPR_NAME) return UINT32_MAX;
  Reader reader = {program, module, summary, function, NULL};
  Bound bound = name_bound(&reader, expr);
  return bound.other == BINDING_NONE ? bound_parameter(&reader, bound) : UINT32_MAX;
}

ExprId bound_value(const Reader *reader, Bound bound) {
  if (bound.binding == BINDING_NONE || bound.other != BINDING_NONE) return 0;
  const Binding *binding = &reader->summary->bindings[bound.binding];
  bool is_assignment = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE ||
                       binding->kind == BINDING_ATTRIBUTE;
  return is_assignment && binding->unpack == 0 ? binding->value : 0;
}

// Of `if p is None: p = default()`: where the parameter is what was passed, that test was false.
// False when the other value does not depend on the parameter.
static bool read_unless(const Reader *reader, Bound bound, Guard *guard) {
  if (bound.other == BINDING_NONE) return true;
  Guards around = {0};
  Reader inner = *reader;
  inner.out = &around;
  RegionId region = reader->summary->bindings[bound.other].region;
  test_read_region(&inner, &reader->summary->regions[region]);
  for (uint32_t i = 0; i < around.count; i++) {
    bool is_plain = around.at[i].unless.is == GUARD_NONE_SET && around.at[i].field == 0;
    if (around.at[i].parameter != guard->parameter || !is_plain) continue;
    guard->unless = around.at[i].test;
    return true;
  }
  return false;
}

bool bound_is_against(const Reader *reader, Bound bound, ExprId use, bool is_true) {
  if (bound.binding == BINDING_NONE || bound.other == BINDING_NONE) return false;
  return instead_is(reader->program, reader->module, bound.other, use, !is_true);
}

bool bound_is_none(Bound bound) {
  return bound.binding == BINDING_NONE && bound.other == BINDING_NONE;
}

Guard field_guard(const Reader *reader, ExprId subject, GuardKind is) {
  const Summary *summary = reader->summary;
  const Expr *expr = &summary->exprs[subject];
  const Scope *scope = &summary->scopes[reader->function];
  if (expr->kind != EXPR_ATTRIBUTE || !summary_is_self(summary, scope, expr->a)) return (Guard){0};
  uint32_t field = field_find(reader->program, reader->module, reader->function, expr->b);
  if (field == 0 || guards_parameter(reader->program, reader->module, reader->function, expr->a))
    return (Guard){0};
  return (Guard){.field = field, .module = reader->module, .test = {.is = (uint8_t)is}};
}

Guard parameter_guard(const Reader *reader, uint32_t parameter, GuardKind is) {
  Guard guard = {.parameter = (uint16_t)parameter, .module = reader->module};
  guard.test.is = (uint8_t)is;
  return guard;
}

Guard subject_guard(const Reader *reader, ExprId subject, GuardKind is) {
  for (int depth = 0; subject && depth < SUBJECT_MAX_STEPS; depth++) {
    Bound bound = subject_bound(reader, subject);
    uint32_t parameter = bound_parameter(reader, bound);
    Guard guard = parameter_guard(reader, parameter, is);
    if (parameter <= UINT16_MAX) return read_unless(reader, bound, &guard) ? guard : (Guard){0};
    if (guard_take(reader->program, reader->module, reader->function, subject, &guard))
      return guard;
    if (bound_is_none(bound)) return field_guard(reader, subject, is);
    subject = bound_value(reader, bound);
  }
  return (Guard){0};
}

ExprId guards_value(Program *program, ModuleId module, ScopeId function, ExprId name) {
  Reader reader = {program, module, summary_of(program, module), function, NULL};
  Bound bound = name_bound(&reader, name);
  if (bound.binding == BINDING_NONE || bound.other != BINDING_NONE) return 0;
  const Binding *binding = &reader.summary->bindings[bound.binding];
  bool is_made = binding->kind == BINDING_WITH || binding->kind == BINDING_ASSIGN;
  return is_made && binding->unpack == 0 ? binding->value : 0;
}

bool literal_is_false(const Summary *summary, ExprId expr) {
  return expr_is_literal(&summary->exprs[expr], LITERAL_NONE) ||
         expr_is_literal(&summary->exprs[expr], LITERAL_FALSE);
}

static bool is_empty(const Summary *summary, ExprId expr) {
  const Expr *display = &summary->exprs[expr];
  bool is_display = display->kind == EXPR_CONTAINER && display->c != CONTAINER_GENERATOR;
  return (is_display && display->b == 0) || literal_is_false(summary, expr);
}

ExprId choice_defaulted(const Summary *summary, const Expr *choice) {
  if (choice->kind != EXPR_CHOICE || choice->c != CHOICE_OR) return 0;
  const ExprId *operands = &summary->operands[choice->a];
  for (uint32_t i = 1; i < choice->b; i++)
    if (!is_empty(summary, operands[i])) return 0;
  return operands[0];
}

// `p` behind `p = p or []`, which is true where that was.
static ExprId without_default(const Reader *reader, Bound bound) {
  ExprId value = bound_value(reader, bound);
  ExprId before = value ? choice_defaulted(reader->summary, &reader->summary->exprs[value]) : 0;
  return before && reader->summary->exprs[before].kind == EXPR_NAME ? before : 0;
}

bool guards_passed_on(Program *program, ModuleId module, ScopeId function, ExprId expr,
                      Guard *guard) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return false;
  if (summary->exprs[expr].kind != EXPR_NAME) return false;
  Reader reader = {program, module, summary, function, NULL};
  Bound bound = name_bound(&reader, expr);
  bool is_true = guard->test.is == GUARD_TRUE && !guard->test.is_not;
  ExprId before = is_true ? without_default(&reader, bound) : 0;
  if (before) bound = name_bound(&reader, before);
  uint32_t own = bound_parameter(&reader, bound);
  if (own > UINT16_MAX) return false;
  guard->parameter = (uint16_t)own;
  guard->hidden = 0;
  if (bound.other == BINDING_NONE) return true;
  if (guard->test.is == GUARD_TRUE && bound_is_against(&reader, bound, expr, !guard->test.is_not))
    return true;
  // A value that it was given here must be ruled out, too.
  if (guard->unless.is != GUARD_NONE_SET || !read_unless(&reader, bound, guard)) return false;
  return guard->unless.with == 0 || guard->module == module;
}

bool guards_field_passed_on(Program *program, ModuleId module, ScopeId function, ExprId expr,
                            Guard *guard) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return false;
  if (summary->exprs[expr].kind != EXPR_ATTRIBUTE || guard->unless.is != GUARD_NONE_SET)
    return false;
  Reader reader = {program, module, summary, function, NULL};
  if (!bound_is_none(field_bound(&reader, expr))) return false;
  Guard field = field_guard(&reader, expr, (GuardKind)guard->test.is);
  if (field.field == 0) return false;
  guard->field = field.field;
  guard->parameter = 0;
  guard->hidden = 0;
  return guard->test.is == GUARD_INSTANCE || field_is_telling(program, *guard);
}
