// What a method call can come to besides the method that its receiver's class has. A receiver that
// is only known by an annotation, or as `self`, may be of any class below: where the class leaves
// the method open, those below it say what happens; where a protocol names it, the classes that
// have all its methods do.
#include "link/calls/calls.h"

typedef enum Base { // what the receiver's own class has under the name
  BASE_METHOD,      // a method with a body
  BASE_HOOK,        // one that does nothing
  BASE_ABSTRACT,    // one that has to be overridden
  BASE_MISSING,     // nothing: a mixin calls it
} Base;

static bool raises(const Program *program, FunctionId function) {
  const Function *public = &function_state(program, function)->public;
  const Summary *summary = summary_of(program, public->module);
  return (summary->regions[summary->scopes[public->scope].body].flow & FLOW_RAISES) != 0;
}

static bool is_protocol(Program *program, ClassId id) {
  if (program->classes.at[id].protocol == 0) {
    bool is_one = class_derives(program, id, STR("typing.Protocol"));
    program->classes.at[id].protocol = is_one ? 2 : 1;
  }
  return program->classes.at[id].protocol == 2;
}

static Base base_of(Program *program, ClassId receiver, Values method) {
  if (method.count == 0) return BASE_MISSING;
  if (method.count > 1 || method.at[0].kind != VALUE_FUNCTION) return BASE_METHOD;
  FunctionId function = method.at[0].a;
  bool is_stub = (function_scope(program, function)->flags & SCOPE_STUB) != 0;
  if (function_decoration(program, function) == DECORATION_ABSTRACT) return BASE_ABSTRACT;
  if (!is_stub) return BASE_METHOD;
  bool is_required = raises(program, function) || is_protocol(program, receiver);
  return is_required ? BASE_ABSTRACT : BASE_HOOK;
}

typedef struct Overrides {
  Value at[VALUES_MAX];
  uint32_t count;
  bool is_open; // there may be others
} Overrides;

static void add_override(Overrides *found, Value method) {
  for (uint32_t i = 0; i < found->count; i++)
    if (value_equal(found->at[i], method)) return;
  if (found->count == VALUES_MAX)
    found->is_open = true;
  else
    found->at[found->count++] = method;
}

static Value instance_of(ClassId id) {
  return (Value){.kind = VALUE_INSTANCE, .a = id, .b = INSTANCE_EXACT};
}

// The method of a class below, when it has a body.
static void take_class(Program *program, ClassId id, Atom name, Overrides *found) {
  Values method = value_member(program, instance_of(id), name).values;
  bool is_known = method.count == 1 && method.at[0].kind == VALUE_FUNCTION &&
                  values_confidence(method) == CONFIDENCE_RESOLVED;
  if (!is_known) {
    found->is_open = true;
    return;
  }
  method.at[0].given = 0; // whoever gives it, it is the same method
  FunctionId function = method.at[0].a;
  bool is_open = (function_scope(program, function)->flags & SCOPE_STUB) != 0 &&
                 function_decoration(program, function) == DECORATION_ABSTRACT;
  if (!is_open) add_override(found, method.at[0]);
}

static Overrides nominal_overrides(Program *program, ClassId receiver, Atom name) {
  Overrides found = {0};
  const Subclasses *below = class_subclasses(program, receiver);
  found.is_open = below->is_open;
  for (uint32_t i = 0; i < below->count; i++)
    if (mask_has(&program->classes.at[below->at[i]].own, name.hash))
      take_class(program, below->at[i], name, &found);
  return found;
}

static Overrides structural_overrides(Program *program, ClassId protocol, Atom name) {
  Overrides found = {0};
  Subclasses having = classes_having(program, protocol, name);
  found.is_open = having.is_open;
  for (uint32_t i = 0; i < having.count; i++)
    take_class(program, having.at[i], name, &found);
  return found;
}

static Confidence override_confidence(Base base, const Overrides *found) {
  bool is_alone = found->count == 1 && !found->is_open;
  if (!is_alone || base == BASE_METHOD) return CONFIDENCE_POSSIBLE;
  return base == BASE_ABSTRACT ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
}

static void call_overrides(Walk *walk, ExprId site, Values own, Base base, Overrides found,
                           Confidence most) {
  Confidence confidence = confidence_least(most, override_confidence(base, &found));
  bool is_choice = base == BASE_ABSTRACT && !found.is_open && most == CONFIDENCE_RESOLVED;
  for (uint32_t i = 0; i < found.count; i++) {
    bool is_own =
        own.count == 1 && own.at[0].kind == VALUE_FUNCTION && own.at[0].a == found.at[i].a;
    size_t before = walk->calls.count;
    if (!is_own) walk_callee(walk, site, found.at[i], confidence, CALL_PLAIN);
    for (; is_choice && before < walk->calls.count; before++)
      walk->calls.at[before].is_choice = true;
  }
}

// Whether a class below may have something under the name; exact where it says no.
static bool has_below(Program *program, ClassId id, Atom name) {
  return mask_has(&class_subclasses(program, id)->names, name.hash);
}

// The object that a set is of, if it is one and no other; else VALUE_NONE.
static Value only_object(const Program *program, uint32_t kept, Confidence *confidence) {
  Value alone = {.kind = VALUE_NONE};
  if (kept_alone(kept, &alone) || kept == KEPT_UNKNOWN) return alone;
  Values objects = values_kept(program, kept);
  *confidence = (Confidence)objects.confidence;
  return objects.count == 1 && !objects.is_open ? objects.at[0] : alone;
}

BASE_NOINLINE static void override_method(Walk *walk, ExprId site, Value object, Confidence most) {
  Program *program = walk->program;
  const Expr *callee = &walk->summary->exprs[walk->summary->exprs[site].a];
  Atom name = atom_of(program, walk->module, callee->b);
  if (!has_below(program, object.a, name) && !is_protocol(program, object.a)) return;
  Values own = value_member(program, object, name).values;
  Base base = base_of(program, object.a, own);
  if (base == BASE_MISSING && class_order(program, object.a)->has_unknown_base) return;
  Overrides found = nominal_overrides(program, object.a, name);
  if (found.count == 0 && base == BASE_ABSTRACT && !found.is_open &&
      is_protocol(program, object.a)) {
    found = structural_overrides(program, object.a, name);
    most = CONFIDENCE_PROBABLE; // it looks like one
  }
  call_overrides(walk, site, own, base, found, most);
}

void walk_overrides(Walk *walk, ExprId site) {
  const Expr *callee = &walk->summary->exprs[walk->summary->exprs[site].a];
  if (callee->kind != EXPR_ATTRIBUTE) return;
  Confidence most = CONFIDENCE_RESOLVED;
  uint32_t kept = evaluate_kept(walk->program, walk->module, callee->a);
  Value object = only_object(walk->program, kept, &most);
  if (object.kind == VALUE_INSTANCE && object.b != INSTANCE_EXACT)
    override_method(walk, site, object, most);
}
