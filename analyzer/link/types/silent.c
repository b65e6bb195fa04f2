// Members that may run although no parentheses show it: setters of properties, and the methods
// behind operators, truth tests, `with`, iteration and formatting. Nearly every attribute that is
// set and nearly every value that is tested has none, so each class keeps a mask of the names of
// those that it has, its ancestors' too, and what is not in it need not be looked up.
//
// A no is exact. What runs is either a function that stands in a class of the method resolution
// order, as a method with a decorator or under the name of a special method; or the knowledge
// tables have it under that name. A no does not save a question: no such member is there to ask.
#include "link/program.h"

void silent_start(Program *program) {
#define METHOD(NAME, text) program->specials[SPECIAL_##NAME] = atom_make(STR(text));
  SPECIAL_METHODS(METHOD)
#undef METHOD
  for (SpecialMethod method = SPECIAL_NONE + 1; method < SPECIAL_COUNT; method++)
    mask_add(&program->special, program->specials[method].hash);
  program->getattr = atom_make(STR("__getattr__"));
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
  Atom name = special_name(program, SPECIAL_GETATTRIBUTE);
  return mask_has(&class->own, name.hash) &&
         scope_bindings(program, class->module, class->scope, name).count > 0;
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
