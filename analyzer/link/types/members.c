// What classes of the project have under a name: in their bodies, by what their methods set, from
// the classes above; and what an object makes of that.
#include "link/types/attributes.h"
#include "link/types/containers.h"

// ---- One class ----------------------------------------------------------------------------------

static Member bound_function(Program *program, FunctionId function, bool on_instance) {
  Decoration decoration = function_decoration(program, function);
  FunctionState *state = function_state(program, function);
  Member member = member_plain(
      values_less_sure(values_kept(program, state->value), state->decoration_confidence));
  if (decoration == DECORATION_PROPERTY || decoration == DECORATION_CACHED_PROPERTY) {
    if (!on_instance) return member_none();
    member.getter = function;
    member.values = called_values(program, values_one(VALUE_FUNCTION, function, 1));
    return member;
  }
  if (decoration == DECORATION_STATIC) return member;
  bool is_bound = on_instance || decoration == DECORATION_CLASS;
  for (uint8_t i = 0; i < member.values.count; i++)
    if (member.values.at[i].kind == VALUE_FUNCTION) member.values.at[i].b = is_bound;
  return member;
}

// The def that counts for a read: `@x.setter def x` stands last but the getter is what is read.
static FunctionId readable_def(Program *program, ModuleId module, BindingList list) {
  const Summary *summary = summary_of(program, module);
  uint32_t end = list.count > SEARCH_MAX_BINDINGS ? list.count - SEARCH_MAX_BINDINGS : 0;
  for (uint32_t i = list.count; i > end; i--) {
    const Binding *binding = &summary->bindings[list.at[i - 1]];
    if (binding->kind != BINDING_DEF || binding->flags & BINDING_DEAD) continue;
    FunctionId function = function_get(program, module, binding->extra);
    if (function_accessor(program, function) == ACCESSOR_NONE) return function;
  }
  return FUNCTION_NONE;
}

static bool ends_in_def(const Summary *summary, BindingList list) {
  return list.count > 0 && summary->bindings[list.at[list.count - 1]].kind == BINDING_DEF;
}

// What an annotation says, where it says anything of what is to be found; `*vague` when it does
// not.
static bool is_declared(Program *program, ModuleId module, const Binding *binding, Values *declared,
                        Values *vague) {
  if (!binding->annotation) return false;
  *declared = annotation_values(program, module, binding->annotation);
  if (values_is_unknown(*declared)) return false;
  if (!display_is_hidden(program, *declared)) return true;
  *vague = *declared;
  return false;
}

static bool are_displays(Values values) {
  for (uint8_t i = 0; i < values.count; i++)
    if (values.at[i].kind != VALUE_CONTAINER) return false;
  return values.count > 0 && !values.is_open;
}

static Values data_values(Program *program, ModuleId module, BindingList in_class,
                          BindingList on_self) {
  const Summary *summary = summary_of(program, module);
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  Values declared = {0}, vague = {0};
  found.is_open = in_class.count > SEARCH_MAX_BINDINGS || on_self.count > SEARCH_MAX_BINDINGS;
  for (uint32_t i = 0; i < in_class.count && i < SEARCH_MAX_BINDINGS; i++) {
    const Binding *binding = &summary->bindings[in_class.at[i]];
    // A declared attribute is what it is declared to be.
    if (is_declared(program, module, binding, &declared, &vague)) return declared;
    if (binding->value || binding->kind == BINDING_CLASS)
      values_add(&found, binding_values(program, module, in_class.at[i]));
  }
  for (uint32_t i = 0; i < on_self.count && i < SEARCH_MAX_BINDINGS; i++) {
    const Binding *binding = &summary->bindings[on_self.at[i]];
    if (binding->flags & BINDING_DEAD) continue;
    if (is_declared(program, module, binding, &declared, &vague)) return declared;
    values_add(&found, binding_values(program, module, on_self.at[i]));
  }
  return vague.count == 0 || are_displays(found) ? found : vague;
}

// What reading an attribute gives that a function computes.
static Member computed_member(Program *program, FunctionId getter) {
  Member member = member_plain(called_values(program, values_one(VALUE_FUNCTION, getter, 1)));
  member.getter = getter;
  return member;
}

static bool is_enum_member(Program *program, ClassId id, BindingList list, Atom name) {
  ModuleId module = program->classes.at[id].module;
  const Binding *binding = &summary_of(program, module)->bindings[list.at[0]];
  bool is_private = str_has_prefix(name.text, STR("_"));
  return binding->kind == BINDING_ASSIGN && binding->unpack == 0 && !is_private &&
         class_is_enum(program, id);
}

// What one project class itself has under a name; false when nothing.
static bool own_member(Program *program, ClassId id, Atom name, bool on_instance, Member *out) {
  if (!mask_has(&program->classes.at[id].own, name.hash)) return false;
  ModuleId module = program->classes.at[id].module;
  ScopeId scope = program->classes.at[id].scope;
  BindingList in_class = scope_bindings(program, module, scope, name);
  if (in_class.count == 0 && !on_instance) return false;
  FunctionId def = FUNCTION_NONE;
  if (ends_in_def(summary_of(program, module), in_class))
    def = readable_def(program, module, in_class);
  BindingList on_self = {0};
  if (def == FUNCTION_NONE) on_self = self_bindings(program, module, scope, name);
  if (in_class.count == 0 && on_self.count == 0) return false;
  FunctionId getter = FUNCTION_NONE;
  if (def == FUNCTION_NONE && on_instance) getter = property_getter(program, module, in_class);
  if (def != FUNCTION_NONE)
    *out = bound_function(program, def, on_instance);
  else if (getter != FUNCTION_NONE)
    *out = computed_member(program, getter);
  else if (in_class.count == 1 && is_enum_member(program, id, in_class, name))
    *out = member_plain(values_one(VALUE_INSTANCE, id, INSTANCE_EXACT));
  else {
    Values function = property_static(program, module, in_class);
    bool is_known = !values_is_unknown(function);
    Values data = is_known ? function : data_values(program, module, in_class, on_self);
    bool is_none = data.count == 1 && data.at[0].kind == VALUE_NONE;
    if (is_none && on_instance) values_add(&data, outside_values(program, id, name));
    *out = member_plain(data);
  }
  out->is_found = true;
  out->is_set = in_class.count == 0;
  return true;
}

// The same of a class of a package, of which a stub may tell the types.
static bool told_member(Program *program, ClassId id, Atom name, bool on_instance, Member *out) {
  bool is_there = own_member(program, id, name, on_instance, out);
  bool is_package = module_is_package(program, program->classes.at[id].module);
  if (!is_package || (is_there && !values_is_unknown(out->values))) return is_there;
  ClassId twin = package_twin_class(program, id);
  Member told = member_none();
  if (twin == CLASS_NONE || !own_member(program, twin, name, on_instance, &told)) return is_there;
  *out = told;
  out->is_set = true; // perhaps, in the package itself
  return true;
}

// Whether it may have something; exact where it says no.
static bool may_have(const Program *program, ClassId id, Atom name) {
  const Class *class = &program->classes.at[id];
  return mask_has(&class->own, name.hash) || module_is_package(program, class->module);
}

// ---- A class and those above it -----------------------------------------------------------------

// What an attribute of a library class holds may have the class that it is read of as its
// parameter, `Item.objects` is a manager of items; what a method gives may be of that class itself.
static Member made_of_class(Program *program, Member member, Ancestor ancestor, Atom name,
                            ClassId id) {
  const KnowledgeEntry *entry =
      symbol_entry(program, symbol_member(program, ancestor.symbol, name.text));
  if (!entry || member.values.count != 1) return member;
  Value *value = &member.values.at[0];
  Values self = values_one(VALUE_INSTANCE, id, 0);
  if (value->kind == VALUE_LIBRARY_INSTANCE && entry->parameter)
    value->given = given_one(program, self);
  bool is_of_class = (entry->returns && str_equal_c(STR("self"), entry->returns)) ||
                     (entry->parameter && str_equal_c(STR("self"), entry->parameter));
  if (value->kind == VALUE_LIBRARY && is_of_class) value->given = given_as_self(program, self);
  return member;
}

static const char *const constructor_names[] = {
    [CONSTRUCTOR_INIT] = "__init__",
    [CONSTRUCTOR_NEW] = "__new__",
    [CONSTRUCTOR_POST_INIT] = "__post_init__",
};

// Whether a class gives its objects this field by methods that need not have run: neither it nor
// what makes an object of it sets it.
static bool is_set_later(Program *program, ClassId id, Atom name) {
  const Class *class = &program->classes.at[id];
  const Summary *summary = summary_of(program, class->module);
  if (scope_bindings(program, class->module, class->scope, name).count > 0) return false;
  BindingList list = self_bindings(program, class->module, class->scope, name);
  for (uint32_t i = 0; i < list.count && i < SEARCH_MAX_BINDINGS; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (binding->annotation) return false;
    Str method = summary_name(summary, summary->scopes[binding->scope].name);
    if (str_equal_c(method, constructor_names[CONSTRUCTOR_INIT])) return false;
  }
  return list.count > 0 && list.count <= SEARCH_MAX_BINDINGS;
}

// What the constructor of a class above, the next one that has the field, has put there.
static void add_from_above(Program *program, ClassId id, uint32_t from, Atom name, ClassId owner,
                           Member *member) {
  if (!member->is_set || member->getter != FUNCTION_NONE) return;
  if (!is_set_later(program, owner, name)) return;
  for (uint32_t i = from; i < class_order(program, id)->order_count; i++) {
    ClassId above = class_order(program, id)->order[i].class_id;
    Member other = member_none();
    if (above == CLASS_NONE || !told_member(program, above, name, true, &other)) continue;
    bool is_none = other.values.count == 1 && other.values.at[0].kind == VALUE_NONE;
    if (other.getter == FUNCTION_NONE && !is_none) values_add(&member->values, other.values);
    return;
  }
}

// `*owner` is the class of the project that has it, or CLASS_NONE.
static Member class_member(Program *program, ClassId id, Atom name, bool on_instance,
                           bool skips_self, ClassId *owner) {
  *owner = CLASS_NONE;
  const Class *class = class_order(program, id);
  for (uint32_t i = skips_self ? 1 : 0; i < class->order_count; i++) {
    Ancestor ancestor = class->order[i];
    if (ancestor.class_id != CLASS_NONE && !may_have(program, ancestor.class_id, name)) continue;
    Member member = member_none();
    if (ancestor.class_id != CLASS_NONE) {
      *owner = ancestor.class_id;
      if (told_member(program, ancestor.class_id, name, on_instance, &member)) {
        if (on_instance) add_from_above(program, id, i + 1, name, ancestor.class_id, &member);
        return member;
      }
      *owner = CLASS_NONE;
      class = class_order(program, id); // the table may have moved
      continue;
    }
    member = library_member(program, ancestor.symbol, name, on_instance);
    if (!values_is_unknown(member.values))
      return made_of_class(program, member, ancestor, name, id);
  }
  return member_none();
}

Values class_method(Program *program, ClassId id, Str name) {
  ClassId owner = CLASS_NONE;
  return class_member(program, id, atom_make(name), true, false, &owner).values;
}

Values class_constructor(Program *program, ClassId id, Constructor which) {
  uint32_t known = program->classes.at[id].constructors[which];
  if (known) return values_kept(program, known - 1);
  uint64_t cuts = program->cuts;
  Values method = class_method(program, id, str_from_c(constructor_names[which]));
  if (program->cuts == cuts)
    program->classes.at[id].constructors[which] = values_keep(program, method) + 1;
  return method;
}

// ---- Objects ------------------------------------------------------------------------------------

// Whether all that a class inherits is the project's, so that a name that is not there is missing.
static bool is_all_own(Program *program, ClassId id) {
  const Class *class = class_order(program, id);
  if (class->has_unknown_base) return false;
  for (uint32_t i = 0; i < class->order_count; i++)
    if (class->order[i].class_id == CLASS_NONE) return false;
  return true;
}

// What __getattr__ makes of a name that an object does not have.
static Member missing_member(Program *program, ClassId id, Atom name) {
  if (str_has_prefix(name.text, STR("__")) || !is_all_own(program, id)) return member_none();
  FunctionId getter = values_function(class_method(program, id, STR("__getattr__")));
  return getter == FUNCTION_NONE ? member_none() : computed_member(program, getter);
}

// Whether reading a property makes a coroutine or a generator of its function, which is run later.
static bool is_run_later(const Member *member) {
  return member->values.count == 1 && member->values.at[0].a == member->getter &&
         (member->values.at[0].kind == VALUE_COROUTINE ||
          member->values.at[0].kind == VALUE_GENERATOR);
}

// What a member gives that depends on the object: `Box[Path]`, Self.
static Member given_member(Program *program, Value object, ClassId owner, Atom name,
                           Member member) {
  FunctionId function =
      member.getter != FUNCTION_NONE ? member.getter : values_function(member.values);
  if (function == FUNCTION_NONE) {
    Values field = given_to_field(program, object, owner, name);
    if (field.count > 0) member.values = field;
    return member;
  }
  uint16_t given = given_to_method(program, object, owner, function);
  if (given != 0 && member.getter != FUNCTION_NONE && !is_run_later(&member))
    member.values = returns_given(program, function, given);
  else
    member.values.at[0].given = given;
  return member;
}

Member member_of_instance(Program *program, Value object, Atom name) {
  ClassId owner = CLASS_NONE;
  Member member = class_member(program, object.a, name, true, false, &owner);
  if (!member.is_found) return missing_member(program, object.a, name);
  return owner == CLASS_NONE ? member : given_member(program, object, owner, name, member);
}

Member member_of_class(Program *program, Value class, Atom name) {
  ClassId owner = CLASS_NONE;
  Member member = class_member(program, class.a, name, false, false, &owner);
  FunctionId function = values_function(member.values);
  if (owner == CLASS_NONE || owner == class.a || function == FUNCTION_NONE) return member;
  Value object = {.kind = VALUE_INSTANCE, .a = class.a, .b = class.b ? 0 : INSTANCE_EXACT};
  if (function_decoration(program, function) == DECORATION_CLASS)
    member.values.at[0].given = given_to_method(program, object, owner, function);
  return member;
}

Member member_above(Program *program, Value object, Atom name) {
  ClassId owner = CLASS_NONE;
  return class_member(program, object.a, name, true, true, &owner);
}
