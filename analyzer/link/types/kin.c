// Which classes of the project derive from a class, and which look like a protocol.
#include "link/types/project.h"

#include <string.h>

typedef struct Named { // one entry of a list of methods of a name
  ModuleId module;
  ScopeId scope; // of the class
  uint32_t next; // number + 1
} Named;

// A class that names a base of some name. Many classes of a large project have the same name, and
// each asks all that name it: what they need to hear is kept here, where it is found at once.
typedef struct Derived {
  ModuleId module;
  ScopeId scope;
  uint32_t next;      // number + 1, while they are collected: see lay_out
  uint32_t ancestors; // once settled: a set that holds all of its ancestors, and others
  bool is_settled;
  bool may_derive; // see there: the same for all classes of the name
  bool is_last;    // of those that name it
} Derived;

typedef struct Kin {
  Map derived; // hash of the name of a base -> number of the first of those that name it
  Array(Derived) derived_list;
  Map methods; // hash of a name -> number + 1 of the last method of that name
  Array(Named) method_list;
  bool has_methods;
} Kin;

// ---- Who derives --------------------------------------------------------------------------------

// The last name of a base as it is written: `base.Plugin[T]` -> Plugin.
static NameId base_name(const Summary *summary, ExprId base) {
  const Expr *expr = &summary->exprs[base];
  if (expr->kind == EXPR_SUBSCRIPT) expr = &summary->exprs[expr->a];
  return expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
}

static void add_derived(Program *program, Kin *kin, Derived derived, Str base) {
  uint32_t *last = map_insert(program->arena, &kin->derived, summary_name_hash(base), 0);
  derived.next = *last;
  array_push_moving(program->arena, &kin->derived_list, derived);
  *last = (uint32_t)kin->derived_list.count;
}

static void index_classes(Program *program, Kin *kin, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  for (ScopeId at = summary->scopes_count; at-- > 1;) {
    const Scope *scope = &summary->scopes[at];
    if (scope->kind != SCOPE_CLASS || scope->flags & SCOPE_DEAD) continue;
    for (uint32_t i = 0; i < scope->base_count; i++) {
      const Argument *base = &summary->arguments[scope->bases + i];
      NameId name = base->keyword ? 0 : base_name(summary, base->value);
      Derived derived = {.module = module, .scope = at};
      if (name) add_derived(program, kin, derived, summary_name(summary, name));
    }
  }
}

// Brings what names one base together, from the last that was added on: it is gone through often.
static void lay_out(Program *program, Kin *kin) {
  ArenaMark mark = arena_mark(&program->scratch);
  size_t count = kin->derived_list.count;
  Derived *list = arena_take(&program->scratch, Derived, count + 1);
  memcpy(list, kin->derived_list.at, count * sizeof *list);
  uint32_t end = 0;
  for (uint32_t i = 0; i < kin->derived.count; i++) {
    uint32_t at = kin->derived.values[i];
    kin->derived.values[i] = end;
    for (; at != 0; at = list[at - 1].next) {
      kin->derived_list.at[end] = list[at - 1];
      kin->derived_list.at[end++].is_last = list[at - 1].next == 0;
    }
  }
  arena_rewind(&program->scratch, mark);
}

static Kin *kin_of(Program *program) {
  if (program->kin) return program->kin;
  Kin *kin = program->kin = arena_push(program->arena, Kin, 1);
  const Project *project = project_of(program);
  // Backwards: the lists begin with what was added last.
  for (ModuleId module = project->is_open ? 0 : program->input.file_count; module-- > 0;)
    if (project_has(program, module)) index_classes(program, kin, module);
  if (kin->derived_list.count > 0) lay_out(program, kin);
  return kin;
}

static void add_class(Subclasses *found, ClassId id) {
  for (uint32_t i = 0; i < found->count; i++)
    if (found->at[i] == id) return;
  if (found->count == SUBCLASSES_MAX)
    found->is_open = true;
  else
    found->at[found->count++] = id;
}

static bool derives(Program *program, ClassId id, ClassId base) {
  const Class *class = class_order(program, id);
  for (uint32_t i = 1; i < class->order_count; i++)
    if (class->order[i].class_id == base) return true;
  return false;
}

// Whether a class that names one of that name as a base may mean this one: its import leads
// nowhere, or to what seems to be a library.
static bool may_derive(Program *program, ClassId id, ClassId base) {
  const Class *class = class_order(program, id);
  if (class->has_unknown_base) return true;
  Str name = class_name(program, base);
  for (uint32_t i = 1; i < class->order_count; i++) {
    Ancestor ancestor = class->order[i];
    if (ancestor.class_id == CLASS_NONE &&
        str_equal(str_behind(symbol_name(program, ancestor.symbol), '.'), name))
      return true;
  }
  return false;
}

static uint32_t ancestor_bit(ClassId id) {
  return UINT32_C(1) << (id * UINT32_C(0x9e3779b1) >> 27);
}

static void settle(Program *program, Derived *derived, ClassId id, ClassId base) {
  const Class *class = &program->classes.at[id];
  if (derived->is_settled || class->state != 2) return; // 2: not asked in a circle
  for (uint32_t i = 0; i < class->order_count; i++)
    if (class->order[i].class_id != CLASS_NONE)
      derived->ancestors |= ancestor_bit(class->order[i].class_id);
  derived->may_derive = may_derive(program, id, base);
  derived->is_settled = true;
}

// The classes that name one of that name as a base, and mean this one; true when others may, too.
static bool find_derived(Program *program, ClassId base, Subclasses *found) {
  Kin *kin = kin_of(program);
  const uint32_t *first = map_find(&kin->derived, summary_name_hash(class_name(program, base)));
  bool is_open = false;
  for (Derived *derived = first ? &kin->derived_list.at[*first] : NULL; derived;
       derived = derived->is_last ? NULL : derived + 1) {
    if (found->is_open) return true;
    if (derived->is_settled && !(derived->ancestors & ancestor_bit(base))) {
      is_open |= derived->may_derive;
      continue;
    }
    ClassId id = class_get(program, derived->module, derived->scope);
    if (id != base && derives(program, id, base))
      add_class(found, id);
    else
      is_open |= id != base && may_derive(program, id, base);
    settle(program, derived, id, base);
  }
  return is_open;
}

static Subclasses find_subclasses(Program *program, ClassId id) {
  Subclasses found = {.is_open = project_of(program)->is_open};
  bool is_open = find_derived(program, id, &found);
  for (uint32_t next = 0; next < found.count && !found.is_open; next++)
    is_open |= find_derived(program, found.at[next], &found);
  found.is_open |= is_open;
  return found;
}

const Subclasses *class_subclasses(Program *program, ClassId id) {
  static const Subclasses none = {0}, unknown = {.is_open = true};
  if (program->classes.at[id].subclasses) return program->classes.at[id].subclasses;
  if (!question_begin(program)) return &unknown;
  uint64_t cuts = program->cuts;
  Subclasses found = find_subclasses(program, id);
  question_end(program);
  if (program->cuts != cuts) return &unknown;
  if (found.count == 0) // most
    return program->classes.at[id].subclasses = found.is_open ? &unknown : &none;
  for (uint32_t i = 0; i < found.count; i++)
    mask_join(&found.names, &program->classes.at[found.at[i]].own);
  Subclasses *kept = arena_push(program->arena, Subclasses, 1);
  *kept = found;
  program->classes.at[id].subclasses = kept;
  return kept;
}

// ---- Who looks like it --------------------------------------------------------------------------

static void index_methods(Program *program, Kin *kin, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  for (ScopeId at = summary->scopes_count; at-- > 1;) {
    const Scope *scope = &summary->scopes[at];
    if (!(scope->flags & SCOPE_METHOD) || scope->flags & SCOPE_DEAD) continue;
    uint64_t hash = summary_name_hash(summary_name(summary, scope->name));
    uint32_t *last = map_insert(program->arena, &kin->methods, hash, 0);
    Named method = {module, scope->parent, *last};
    array_push_moving(program->arena, &kin->method_list, method);
    *last = (uint32_t)kin->method_list.count;
  }
}

static const Kin *kin_with_methods(Program *program) {
  Kin *kin = kin_of(program);
  if (kin->has_methods) return kin;
  kin->has_methods = true;
  const Project *project = project_of(program);
  for (ModuleId module = project->is_open ? 0 : program->input.file_count; module-- > 0;)
    if (project_has(program, module)) index_methods(program, kin, module);
  return kin;
}

// Whether an object of a class can do all that the protocol asks for in methods of its own.
static bool has_all(Program *program, ClassId id, ClassId protocol) {
  const Class *asked = &program->classes.at[protocol];
  const Summary *summary = summary_of(program, asked->module);
  ScopeId scope = asked->scope;
  for (ScopeId at = scope + 1; at < summary->scopes_count; at++) {
    if (summary->scopes[at].begin > summary->scopes[scope].end) break;
    if (summary->scopes[at].parent != scope) continue;
    Values has = class_method(program, id, summary_name(summary, summary->scopes[at].name));
    if (values_is_unknown(has)) return false;
  }
  return true;
}

Subclasses classes_having(Program *program, ClassId protocol, Atom name) {
  const Kin *kin = kin_with_methods(program);
  Subclasses found = {.is_open = project_of(program)->is_open};
  const uint32_t *last = map_find(&kin->methods, name.hash);
  uint32_t looked = 0;
  for (uint32_t at = last ? *last : 0; at != 0 && !found.is_open;
       at = kin->method_list.at[at - 1].next) {
    Named method = kin->method_list.at[at - 1];
    ClassId id = class_get(program, method.module, method.scope);
    found.is_open = ++looked > SUBCLASSES_MAX;
    bool is_protocol = id == protocol || class_derives(program, id, STR("typing.Protocol"));
    if (!is_protocol && has_all(program, id, protocol)) add_class(&found, id);
  }
  return found;
}
