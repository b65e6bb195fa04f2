// Classes and the order in which their ancestors are asked (C3, as Python does it; where the bases
// contradict each other, depth first).
#include "link/program.h"

#include <string.h>

ClassId class_make(Program *program, ModuleId module, ScopeId scope) {
  uint32_t *known = &module_of(program, module)->classes[scope];
  Class class = {.module = module, .scope = scope};
  silent_of_class(program, &class);
  array_push(program->arena, &program->classes, class);
  *known = (uint32_t)program->classes.count;
  return *known - 1;
}

typedef struct AncestorList {
  const Ancestor *at;
  uint32_t count;
} AncestorList;

static bool ancestor_equal(Ancestor a, Ancestor b) {
  return a.class_id == b.class_id && a.symbol == b.symbol;
}

static bool in_tail(const AncestorList *list, Ancestor candidate) {
  for (uint32_t i = 1; i < list->count; i++)
    if (ancestor_equal(list->at[i], candidate)) return true;
  return false;
}

static void drop_head(AncestorList *lists, uint32_t count, Ancestor head) {
  for (uint32_t i = 0; i < count; i++)
    if (lists[i].count > 0 && ancestor_equal(lists[i].at[0], head)) {
      lists[i].at++;
      lists[i].count--;
    }
}

// The first head that stands in no other list's tail; any head when there is none.
static bool next_ancestor(const AncestorList *lists, uint32_t count, Ancestor *out) {
  bool has_any = false;
  for (uint32_t i = 0; i < count; i++) {
    if (lists[i].count == 0) continue;
    Ancestor head = lists[i].at[0];
    if (!has_any) *out = head;
    has_any = true;
    bool is_blocked = false;
    for (uint32_t other = 0; other < count && !is_blocked; other++)
      is_blocked = in_tail(&lists[other], head);
    if (is_blocked) continue;
    *out = head;
    return true;
  }
  return has_any;
}

#define CLASS_MAX_ANCESTORS 64

static void merge_orders(Program *program, Class *class, ClassId self, AncestorList *lists,
                         uint32_t count) {
  Ancestor order[CLASS_MAX_ANCESTORS];
  uint32_t size = 0;
  order[size++] = (Ancestor){self, SYMBOL_NONE};
  Ancestor next;
  while (size < CLASS_MAX_ANCESTORS && next_ancestor(lists, count, &next)) {
    order[size++] = next;
    drop_head(lists, count, next);
  }
  Ancestor *kept = arena_push(program->arena, Ancestor, size);
  memcpy(kept, order, size * sizeof *kept);
  class->order = kept;
  class->order_count = size;
}

// What one base class expression contributes; an empty list when it is not known.
static AncestorList base_order(Program *program, ModuleId module, ExprId base) {
  Values values = evaluate(program, module, base);
  if (values.count != 1) return (AncestorList){0};
  Value value = values.at[0];
  if (value.kind == VALUE_TYPE) { // Generic[T], Protocol[T]
    const Expr *expr = expr_of(program, value.a, value.b);
    if (expr->kind == EXPR_SUBSCRIPT) return base_order(program, value.a, expr->a);
  }
  if (value.kind == VALUE_LIBRARY) {
    Ancestor *alone = arena_push(&program->scratch, Ancestor, 1);
    *alone = (Ancestor){CLASS_NONE, value.a};
    return (AncestorList){alone, 1};
  }
  if (value.kind != VALUE_CLASS) return (AncestorList){0};
  const Class *class = class_order(program, value.a);
  return (AncestorList){class->order, class->order_count};
}

static bool base_inherits_unknown(Program *program, ModuleId module, ExprId base) {
  Values values = evaluate(program, module, base);
  if (values.count != 1 || values.at[0].kind == VALUE_PARAMETER) return true;
  return values.at[0].kind == VALUE_CLASS && class_order(program, values.at[0].a)->has_unknown_base;
}

#define CLASS_MAX_BASES 32

static void compute_order(Program *program, ClassId id) {
  Class class = program->classes.at[id];
  const Summary *summary = summary_of(program, class.module);
  const Scope *scope = &summary->scopes[class.scope];
  AncestorList lists[CLASS_MAX_BASES + 1] = {0};
  Ancestor direct[CLASS_MAX_BASES];
  uint32_t direct_count = 0;
  ArenaMark mark = arena_mark(&program->scratch);
  uint32_t count = 0;
  for (uint32_t i = 0; i < scope->base_count && count < CLASS_MAX_BASES; i++) {
    const Argument *argument = &summary->arguments[scope->bases + i];
    if (argument->keyword != 0) continue;
    class.has_unknown_base |= base_inherits_unknown(program, class.module, argument->value);
    lists[count] = base_order(program, class.module, argument->value);
    if (lists[count].count > 0) direct[direct_count++] = lists[count++].at[0];
  }
  lists[count] = (AncestorList){direct, direct_count};
  merge_orders(program, &class, id, lists, count + 1);
  arena_rewind(&program->scratch, mark);
  silent_inherit(program, &class);
  class.state = 2;
  program->classes.at[id] = class;
}

const Class *class_ask(Program *program, ClassId id) {
  static const Class unknown = {.has_unknown_base = true};
  if (program->classes.at[id].state == 1) {
    question_cut(program);
    return &unknown;
  }
  if (program->classes.at[id].state == 0) {
    if (!question_begin(program)) return &unknown;
    program->classes.at[id].state = 1;
    compute_order(program, id);
    question_end(program);
  }
  return &program->classes.at[id];
}

bool class_is_below(Program *program, ClassId id, ClassId ancestor) {
  const Class *class = class_order(program, id);
  for (uint32_t i = 0; i < class->order_count; i++)
    if (class->order[i].class_id == ancestor) return true;
  return false;
}

bool class_derives(Program *program, ClassId id, Str library_class) {
  if (id == CLASS_NONE) return false;
  const Class *class = class_order(program, id);
  for (uint32_t i = 0; i < class->order_count; i++) {
    Ancestor ancestor = class->order[i];
    if (ancestor.class_id == CLASS_NONE &&
        knowledge_is_subclass(program->knowledge, symbol_name(program, ancestor.symbol),
                              library_class))
      return true;
  }
  return false;
}

Values class_place(Program *program, ClassId id, uint32_t place) {
  if (!class_derives(program, id, STR("typing.NamedTuple"))) return values_unknown();
  const Class *class = class_order(program, id);
  for (uint32_t i = class->order_count; i-- > 0;) { // the fields are those of the class below it
    if (class->order[i].class_id == CLASS_NONE) continue;
    const Class *owner = &program->classes.at[class->order[i].class_id];
    const Summary *summary = summary_of(program, owner->module);
    const Scope *scope = &summary->scopes[owner->scope];
    for (BindingId at = bindings_from(summary, scope->begin); at < summary->bindings_count; at++) {
      const Binding *binding = &summary->bindings[at];
      if (binding->at > scope->end) break;
      bool is_field = binding->kind == BINDING_ANNOTATE && binding->scope == owner->scope;
      if (is_field && place-- == 0)
        return annotation_values(program, owner->module, binding->annotation);
    }
    return values_unknown();
  }
  return values_unknown();
}

static bool names_metaclass(Program *program, ClassId id) {
  const Class *class = &program->classes.at[id];
  ModuleId module = class->module;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[class->scope];
  for (uint32_t i = 0; i < scope->base_count; i++) {
    const Argument *base = &summary->arguments[scope->bases + i];
    if (base->keyword == 0 || !str_equal(summary_name(summary, base->keyword), STR("metaclass")))
      continue;
    Values made = evaluate(program, module, base->value);
    if (made.count != 1 || made.at[0].kind != VALUE_LIBRARY) return true;
  }
  return false;
}

bool class_has_metaclass(Program *program, ClassId id) {
  for (uint32_t i = 0; i < class_order(program, id)->order_count; i++) {
    Ancestor ancestor = class_order(program, id)->order[i];
    if (ancestor.class_id != CLASS_NONE && names_metaclass(program, ancestor.class_id)) return true;
  }
  return false;
}

bool class_is_enum(Program *program, ClassId id) {
  return class_derives(program, id, STR("enum.Enum"));
}
