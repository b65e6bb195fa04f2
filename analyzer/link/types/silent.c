// Members that may run although no parentheses show it: setters of properties, and the methods
// behind operators, truth tests, `with`, iteration and formatting. Nearly every attribute that is
// set and nearly every value that is tested has none, so each class keeps a mask of the names of
// those that it has, its ancestors' too, and what is not in it need not be looked up.
//
// A no is exact. What runs is either a function that stands in a class of the method resolution
// order, as a method with a decorator or under the name of a special method; or the knowledge
// tables have it under that name. A no does not save a question: no such member is there to ask.
#include "link/program.h"

static const char *const special_methods[] = {
    "__add__",
    "__sub__",
    "__mul__",
    "__matmul__",
    "__truediv__",
    "__floordiv__",
    "__mod__",
    "__pow__",
    "__lshift__",
    "__rshift__",
    "__and__",
    "__xor__",
    "__or__",
    "__neg__",
    "__pos__",
    "__invert__",
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__contains__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__iter__",
    "__next__",
    "__enter__",
    "__exit__",
    "__bool__",
    "__len__",
    "__str__",
    "__repr__",
    "__format__",
    "__hash__",
    "__int__",
    "__float__",
    "__abs__",
    "__bytes__",
    "__reversed__",
    "__radd__",
    "__rsub__",
    "__rmul__",
    "__rmatmul__",
    "__rtruediv__",
    "__rfloordiv__",
    "__rmod__",
    "__rpow__",
    "__rlshift__",
    "__rrshift__",
    "__rand__",
    "__rxor__",
    "__ror__",
    "__iadd__",
    "__isub__",
    "__imul__",
    "__imatmul__",
    "__itruediv__",
    "__ifloordiv__",
    "__imod__",
    "__ipow__",
    "__ilshift__",
    "__irshift__",
    "__iand__",
    "__ixor__",
    "__ior__",
    "__await__",
    "__aiter__",
    "__missing__",
    "__init_subclass__",
    "__setattr__",
    "__getattribute__",
    "__set_name__",
    "__class_getitem__",
    "__del__",
};

void silent_start(Program *program) {
  for (size_t i = 0; i < COUNT_OF(special_methods); i++)
    mask_add(&program->special, summary_name_hash(str_from_c(special_methods[i])));
  program->setattr = atom_make(STR("__setattr__"));
  program->getattr = atom_make(STR("__getattr__"));
  program->getattribute = atom_make(STR("__getattribute__"));
  KnowledgeWords words = knowledge_silent_names(program->knowledge);
  for (size_t i = 0; i < words.count; i++)
    mask_add(&program->silent, summary_name_hash(words.at[i]));
}

static NameMask member_names(const Summary *summary, ScopeId class) {
  NameMask names = {0};
  uint32_t end = summary->scope_lists[class + 1].names;
  for (uint32_t at = summary->scope_lists[class].names; at < end; at++)
    if (summary->list_marks[at].is_first) mask_add(&names, summary->list_marks[at].hash);
  return names;
}

static void add_decorated(NameMask *names, const Summary *summary, ScopeId class) {
  ExprId end = summary->scopes[class].end;
  for (ScopeId at = class + 1; at < summary->scopes_count; at++) {
    const Scope *scope = &summary->scopes[at];
    // A statement of a scope around it stands behind it; what has no expression begins nowhere.
    bool is_statement = scope->kind == SCOPE_CLASS || scope->kind == SCOPE_FUNCTION;
    if (scope->begin > end || (is_statement && scope->parent < class)) return;
    if (scope->parent == class && scope->decorator_count > 0)
      mask_add(names, summary_name_hash(summary_name(summary, scope->name)));
  }
}

static bool has_keyword(const Summary *summary, const Expr *call, Str keyword) {
  for (uint32_t i = 0; i < call->c; i++) {
    NameId name = summary->arguments[call->b + i].keyword;
    if (name != 0 && str_equal(summary_name(summary, name), keyword)) return true;
  }
  return false;
}

// `name = property(get, set)`, and objects that compute the attribute; beside it whether a field
// has a default that a function makes.
static void add_made(Class *class, const Summary *summary) {
  uint32_t end = summary->scope_lists[class->scope + 1].names;
  for (uint32_t at = summary->scope_lists[class->scope].names; at < end; at++) {
    if (!summary->list_marks[at].is_first) continue;
    BindingList list = summary_list(summary, at);
    const Binding *binding = &summary->bindings[list.at[list.count - 1]];
    if (binding->value == 0 || binding->kind > BINDING_ANNOTATE) continue;
    const Expr *value = &summary->exprs[binding->value];
    if (value->kind != EXPR_CALL) continue;
    if (binding->kind == BINDING_ASSIGN) mask_add(&class->silent, summary->list_marks[at].hash);
    class->has_factories |= has_keyword(summary, value, STR("default_factory"));
  }
}

// Nearly no class has one, and then each attribute that is read would be looked at.
static bool has_getattribute(const Program *program, const Class *class) {
  return mask_has(&class->own, program->getattribute.hash) &&
         scope_bindings(program, class->module, class->scope, program->getattribute).count > 0;
}

void silent_of_class(Program *program, Class *class) {
  const Summary *summary = summary_of(program, class->module);
  class->own = member_names(summary, class->scope);
  class->silent = class->own;
  program->has_getattribute |= has_getattribute(program, class);
  mask_meet(&class->silent, &program->special);
  add_decorated(&class->silent, summary, class->scope);
  add_made(class, summary);
}

void silent_inherit(const Program *program, Class *class) {
  static const NameMask all = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
  for (uint32_t i = 1; i < class->order_count; i++) {
    ClassId id = class->order[i].class_id;
    const Class *from = id != CLASS_NONE ? &program->classes.at[id] : NULL;
    bool is_asked = from && from->state != 2; // in a circle
    mask_join(&class->silent, !from ? &program->silent : is_asked ? &all : &from->silent);
  }
}

bool silent_may_run(Program *program, Value object, Atom name) {
  if (object.kind == VALUE_LIBRARY_INSTANCE) return mask_has(&program->silent, name.hash);
  if (object.kind != VALUE_INSTANCE && object.kind != VALUE_SUPER) return false;
  const Class *class = class_order(program, object.a);
  return class->state != 2 || mask_has(&class->silent, name.hash);
}
