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
    "__add__",     "__sub__",     "__mul__",    "__matmul__", "__truediv__",  "__floordiv__",
    "__mod__",     "__pow__",     "__lshift__", "__rshift__", "__and__",      "__xor__",
    "__or__",      "__neg__",     "__pos__",    "__invert__", "__eq__",       "__ne__",
    "__lt__",      "__le__",      "__gt__",     "__ge__",     "__contains__", "__getitem__",
    "__setitem__", "__delitem__", "__iter__",   "__next__",   "__enter__",    "__exit__",
    "__bool__",    "__len__",     "__str__",    "__repr__",   "__format__",   "__hash__",
    "__int__",     "__float__",   "__abs__",    "__bytes__",  "__reversed__",
};

void silent_start(Program *program) {
  for (size_t i = 0; i < COUNT_OF(special_methods); i++)
    mask_add(&program->special, summary_name_hash(str_from_c(special_methods[i])));
  KnowledgeWords words = knowledge_silent_names(program->knowledge);
  for (size_t i = 0; i < words.count; i++)
    mask_add(&program->silent, summary_name_hash(words.at[i]));
}

static NameMask member_names(const Summary *summary, ScopeId class) {
  NameMask names = {0};
  uint32_t end = summary->scope_lists[class + 1].names;
  for (uint32_t at = summary->scope_lists[class].names; at < end; at++)
    mask_add(&names, summary->lists[at].hash);
  return names;
}

static void add_decorated(NameMask *names, const Summary *summary, ScopeId class) {
  ExprId end = summary->scopes[class].end;
  for (ScopeId at = class + 1; at < summary->scopes_count; at++) {
    const Scope *scope = &summary->scopes[at];
    if (scope->begin > end) return;
    if (scope->parent == class && scope->decorator_count > 0)
      mask_add(names, summary_name_hash(summary_name(summary, scope->name)));
  }
}

void silent_of_class(const Program *program, Class *class) {
  const Summary *summary = summary_of(program, class->module);
  class->own = member_names(summary, class->scope);
  class->silent = class->own;
  mask_meet(&class->silent, &program->special);
  add_decorated(&class->silent, summary, class->scope);
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
