// `object.name`: modules, classes, instances, library things.
#include "link/types/containers.h"

static Member no_member(void) {
  return (Member){.values = values_unknown(), .getter = FUNCTION_NONE, .read = SYMBOL_NONE};
}

static Member plain_member(Values values) {
  return (Member){.values = values, .getter = FUNCTION_NONE, .read = SYMBOL_NONE, .is_found = true};
}

// ---- Project classes ----------------------------------------------------------------------------

static Member bound_function(Program *program, FunctionId function, bool on_instance) {
  Decoration decoration = function_decoration(program, function);
  FunctionState *state = function_state(program, function);
  Member member = plain_member(
      values_less_sure(values_kept(program, state->value), state->decoration_confidence));
  if (decoration == DECORATION_PROPERTY || decoration == DECORATION_CACHED_PROPERTY) {
    if (!on_instance) return no_member();
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
  Member member = plain_member(called_values(program, values_one(VALUE_FUNCTION, getter, 1)));
  member.getter = getter;
  return member;
}

// The only function among values, FUNCTION_NONE when it is something else.
static FunctionId only_function(Values values) {
  bool is_function = values.count == 1 && values.at[0].kind == VALUE_FUNCTION;
  return is_function ? values.at[0].a : FUNCTION_NONE;
}

// The function that is given to a decorator by call; FUNCTION_NONE when it is none of
// `decorations`, a set of 1u << Decoration.
static FunctionId wrapped_function(Program *program, ModuleId module, BindingList in_class,
                                   int position, Str keyword, uint32_t decorations) {
  const Summary *summary = summary_of(program, module);
  const Binding *binding = &summary->bindings[in_class.at[in_class.count - 1]];
  if (binding->value == 0 || summary->exprs[binding->value].kind != EXPR_CALL) return FUNCTION_NONE;
  Values made = binding_values(program, module, in_class.at[in_class.count - 1]);
  if (made.count != 1 || made.at[0].kind != VALUE_LIBRARY_INSTANCE) return FUNCTION_NONE;
  const KnowledgeEntry *entry = symbol_entry(program, made.at[0].a);
  if (!entry || !(decorations >> entry->decoration & 1u)) return FUNCTION_NONE;
  ArgumentMatch match = argument_find(program, module, binding->value, position, keyword);
  return match.value ? only_function(evaluate(program, module, match.value)) : FUNCTION_NONE;
}

// `name = property(get, set)` in a class.
static FunctionId property_function(Program *program, ModuleId module, BindingList in_class,
                                    int position, Str keyword) {
  return wrapped_function(program, module, in_class, position, keyword,
                          1u << DECORATION_PROPERTY | 1u << DECORATION_CACHED_PROPERTY);
}

// The method of a descriptor that stands in a class: __get__ or __set__.
static FunctionId descriptor_method(Program *program, ModuleId module, BindingList in_class,
                                    Str name) {
  Values values = binding_values(program, module, in_class.at[in_class.count - 1]);
  if (values.count != 1 || values.at[0].kind != VALUE_INSTANCE) return FUNCTION_NONE;
  return only_function(class_method(program, values.at[0].a, name));
}

static bool is_assigned(const Summary *summary, BindingList in_class) {
  return in_class.count > 0 &&
         summary->bindings[in_class.at[in_class.count - 1]].kind == BINDING_ASSIGN;
}

// The getter of an attribute that is assigned in a class, as an object that computes it.
static FunctionId assigned_getter(Program *program, ModuleId module, BindingList in_class) {
  if (!is_assigned(summary_of(program, module), in_class)) return FUNCTION_NONE;
  FunctionId getter = property_function(program, module, in_class, 0, STR("fget"));
  if (getter != FUNCTION_NONE) return getter;
  return descriptor_method(program, module, in_class, STR("__get__"));
}

static bool is_enum_member(Program *program, ClassId id, BindingList list, Atom name) {
  ModuleId module = program->classes.at[id].module;
  const Binding *binding = &summary_of(program, module)->bindings[list.at[0]];
  bool is_private = str_has_prefix(name.text, STR("_"));
  return binding->kind == BINDING_ASSIGN && binding->unpack == 0 && !is_private &&
         class_is_enum(program, id);
}

// `name = staticmethod(function)` in a class: the function.
static Values plain_function(Program *program, ModuleId module, BindingList in_class) {
  if (!is_assigned(summary_of(program, module), in_class)) return values_unknown();
  FunctionId function =
      wrapped_function(program, module, in_class, 0, STR(""), 1u << DECORATION_STATIC);
  return function == FUNCTION_NONE ? values_unknown() : values_one(VALUE_FUNCTION, function, 0);
}

// What one project class itself has under a name; false when nothing.
static bool own_member(Program *program, ClassId id, Atom name, bool on_instance, Member *out) {
  if (!mask_has(&program->classes.at[id].own, name.hash)) return false;
  ModuleId module = program->classes.at[id].module;
  ScopeId scope = program->classes.at[id].scope;
  BindingList in_class = scope_bindings(program, module, scope, name);
  BindingList on_self = self_bindings(program, module, scope, name);
  if (in_class.count == 0 && (on_self.count == 0 || !on_instance)) return false;
  FunctionId def = FUNCTION_NONE;
  if (ends_in_def(summary_of(program, module), in_class))
    def = readable_def(program, module, in_class);
  FunctionId getter = FUNCTION_NONE;
  if (def == FUNCTION_NONE && on_instance) getter = assigned_getter(program, module, in_class);
  if (def != FUNCTION_NONE)
    *out = bound_function(program, def, on_instance);
  else if (getter != FUNCTION_NONE)
    *out = computed_member(program, getter);
  else if (in_class.count == 1 && is_enum_member(program, id, in_class, name))
    *out = plain_member(values_one(VALUE_INSTANCE, id, INSTANCE_EXACT));
  else {
    Values function = plain_function(program, module, in_class);
    bool is_known = !values_is_unknown(function);
    Values data = is_known ? function : data_values(program, module, in_class, on_self);
    bool is_none = data.count == 1 && data.at[0].kind == VALUE_NONE;
    if (is_none && on_instance) values_add(&data, outside_values(program, id, name));
    *out = plain_member(data);
  }
  out->is_found = true;
  return true;
}

// The same of a class of a package, of which a stub may tell the types.
static bool told_member(Program *program, ClassId id, Atom name, bool on_instance, Member *out) {
  bool is_there = own_member(program, id, name, on_instance, out);
  bool is_package = module_is_package(program, program->classes.at[id].module);
  if (!is_package || (is_there && !values_is_unknown(out->values))) return is_there;
  ClassId twin = package_twin_class(program, id);
  Member told = no_member();
  if (twin == CLASS_NONE || !own_member(program, twin, name, on_instance, &told)) return is_there;
  *out = told;
  return true;
}

static Member library_member(Program *program, SymbolId owner, Atom name, bool on_instance);

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
  if (member->getter != FUNCTION_NONE || !is_set_later(program, owner, name)) return;
  for (uint32_t i = from; i < class_order(program, id)->order_count; i++) {
    ClassId above = class_order(program, id)->order[i].class_id;
    Member other = no_member();
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
    Member member = no_member();
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
  return no_member();
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

static FunctionId own_setter(Program *program, ClassId id, Atom name, bool is_delete) {
  ModuleId module = program->classes.at[id].module;
  BindingList list = scope_bindings(program, module, program->classes.at[id].scope, name);
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = list.count; i > 0; i--) {
    const Binding *binding = &summary->bindings[list.at[i - 1]];
    if (binding->kind != BINDING_DEF) continue;
    FunctionId function = function_get(program, module, binding->extra);
    Accessor accessor = function_accessor(program, function);
    if (accessor == (is_delete ? ACCESSOR_DELETER : ACCESSOR_SETTER)) return function;
  }
  if (!is_assigned(summary, list)) return FUNCTION_NONE;
  FunctionId setter = is_delete ? property_function(program, module, list, 2, STR("fdel"))
                                : property_function(program, module, list, 1, STR("fset"));
  if (setter != FUNCTION_NONE) return setter;
  return descriptor_method(program, module, list, is_delete ? STR("__delete__") : STR("__set__"));
}

FunctionId value_setter(Program *program, Value object, Atom name, bool is_delete) {
  if (object.kind != VALUE_INSTANCE) return FUNCTION_NONE;
  for (uint32_t i = 0; i < class_order(program, object.a)->order_count; i++) {
    Ancestor ancestor = class_order(program, object.a)->order[i];
    if (ancestor.class_id == CLASS_NONE) continue;
    FunctionId setter = own_setter(program, ancestor.class_id, name, is_delete);
    if (setter != FUNCTION_NONE) return setter;
  }
  return FUNCTION_NONE;
}

// ---- Attributes that are missing ----------------------------------------------------------------

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
  if (str_has_prefix(name.text, STR("__")) || !is_all_own(program, id)) return no_member();
  FunctionId getter = only_function(class_method(program, id, STR("__getattr__")));
  return getter == FUNCTION_NONE ? no_member() : computed_member(program, getter);
}

// What a member gives that depends on the object: `Box[Path]`, Self.
static Member given_member(Program *program, Value object, ClassId owner, Atom name,
                           Member member) {
  FunctionId function =
      member.getter != FUNCTION_NONE ? member.getter : only_function(member.values);
  if (function == FUNCTION_NONE) {
    Values field = given_to_field(program, object, owner, name);
    if (field.count > 0) member.values = field;
    return member;
  }
  uint16_t given = given_to_method(program, object, owner, function);
  if (given != 0 && member.getter != FUNCTION_NONE)
    member.values = returns_given(program, function, given);
  else
    member.values.at[0].given = given;
  return member;
}

static Member instance_member(Program *program, Value object, Atom name) {
  ClassId owner = CLASS_NONE;
  Member member = class_member(program, object.a, name, true, false, &owner);
  if (!member.is_found) return missing_member(program, object.a, name);
  return owner == CLASS_NONE ? member : given_member(program, object, owner, name, member);
}

// A class method of a class below the one that has it.
static Member inherited_member(Program *program, Value class, Atom name) {
  ClassId owner = CLASS_NONE;
  Member member = class_member(program, class.a, name, false, false, &owner);
  FunctionId function = only_function(member.values);
  if (owner == CLASS_NONE || owner == class.a || function == FUNCTION_NONE) return member;
  Value object = {.kind = VALUE_INSTANCE, .a = class.a, .b = class.b ? 0 : INSTANCE_EXACT};
  if (function_decoration(program, function) == DECORATION_CLASS)
    member.values.at[0].given = given_to_method(program, object, owner, function);
  return member;
}

static Member library_object(Program *program, Value object, Atom name) {
  Member member = library_member(program, object.a, name, true);
  for (uint8_t i = 0; i < member.values.count && object.given != 0; i++)
    if (member.values.at[i].kind == VALUE_LIBRARY) member.values.at[i].given = object.given;
  return member;
}

// ---- Library things -----------------------------------------------------------------------------

static Member library_member(Program *program, SymbolId owner, Atom name, bool on_instance) {
  SymbolId symbol = symbol_member(program, owner, name.text);
  const KnowledgeEntry *entry = symbol_entry(program, symbol);
  if (!entry) {
    // Below a module anything may lie; what an instance of a known class has, knowledge tells.
    if (on_instance) return no_member();
    Values found = package_member(program, symbol_name(program, owner), name);
    if (!values_is_unknown(found)) return plain_member(found);
    return plain_member(values_one(VALUE_LIBRARY, symbol, 0));
  }
  if (entry->kind == KNOWN_ATTRIBUTE) {
    Member member = plain_member(values_unknown());
    Value named = {.kind = VALUE_LIBRARY, .a = symbol, .b = owner + 1};
    Value receiver = {.kind = VALUE_LIBRARY_INSTANCE, .a = owner};
    if (entry->returns)
      member.values = receiver_type(program, symbol, receiver, MADE_RETURNS);
    else if (entry->elements)
      member.values = values_one(VALUE_MADE, made_add(program, named, 0, 0), 0);
    if (entry->effect != EFFECT_NONE) member.read = symbol;
    return member;
  }
  const KnowledgeEntry *of = symbol_entry(program, owner);
  bool has_receiver = on_instance || (of && of->kind == KNOWN_CLASS);
  return plain_member(values_one(VALUE_LIBRARY, symbol, has_receiver ? owner + 1 : 0));
}

// ---- Any object ---------------------------------------------------------------------------------

static Member directory_member(Program *program, Value object, Str name) {
  ModuleId module = MODULE_NONE;
  uint32_t directory = 0;
  switch (modules_in_directory(program, object.a, name, &module, &directory)) {
  case LOCATED_MODULE:
    if (!module_load(program, module)) return no_member();
    return plain_member(values_one(VALUE_MODULE, module, 0));
  case LOCATED_DIRECTORY:
    return plain_member(values_one(VALUE_DIRECTORY, directory, 0));
  case LOCATED_ELSEWHERE:
  case LOCATED_MISSING:
    return no_member();
  }
  return no_member();
}

// dict.get, dict.pop and the like of a mapping whose values are annotated.
static Member holder_member(Program *program, Value object, Str name) {
  bool gives_value = object.detail == HOLDER_VALUES &&
                     (str_equal(name, STR("get")) || str_equal(name, STR("pop")) ||
                      str_equal(name, STR("setdefault")));
  bool gives_element = object.detail == HOLDER_ELEMENTS &&
                       (str_equal(name, STR("pop")) || str_equal(name, STR("popleft")));
  bool gives_values = object.detail == HOLDER_VALUES && str_equal(name, STR("values"));
  bool gives_pairs = object.detail == HOLDER_VALUES && str_equal(name, STR("items"));
  Member member = no_member();
  if (object.detail == HOLDER_ELEMENTS && str_equal(name, STR("sort"))) // only lists have it
    return library_member(program, symbol_make(program, STR("builtins.list")), atom_make(name),
                          true);
  if (!gives_value && !gives_element && !gives_values && !gives_pairs) return member;
  object.detail = gives_pairs ? HOLDER_PAIRS : gives_values ? HOLDER_ELEMENTS : HOLDER_ITEM;
  member.values = (Values){.at = {object}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  return member;
}

// The instance that a library call made, whatever its elements are.
Value made_object(Program *program, Value value) {
  const Made *made = &program->made.at[value.a];
  const KnowledgeEntry *entry = symbol_entry(program, made->symbol);
  bool is_class = entry && entry->kind == KNOWN_CLASS && !entry->returns;
  if (is_class) return (Value){.kind = VALUE_LIBRARY_INSTANCE, .a = made->symbol};
  Values returned = made_values(program, value.a, MADE_RETURNS);
  return returned.count == 1 && returned.at[0].kind == VALUE_LIBRARY_INSTANCE
             ? returned.at[0]
             : (Value){.kind = VALUE_NONE};
}

static Member compute_member(Program *program, Value object, Atom name);

// Of what the calls pass for a parameter. Only a single object is known well enough to say that
// reading its attribute runs something.
static Member passed_member(Program *program, Value parameter, Atom name) {
  Values passed = parameter_passed(program, parameter);
  Member member = no_member();
  if (passed.count == 0) return member;
  member.values = values_like(passed);
  for (uint8_t i = 0; i < passed.count; i++) {
    Member one = compute_member(program, passed.at[i], name);
    values_add(&member.values, one.values);
    if (passed.count > 1 || passed.is_open) continue;
    member.getter = one.getter;
    member.read = one.read;
  }
  return member;
}

// What a function has besides being called: `work.delay` of a task.
static Member job_member(Program *program, FunctionId function, Atom name) {
  function_decoration(program, function);
  uint32_t job = function_state(program, function)->job;
  return job ? library_member(program, job - 1, name, true) : no_member();
}

static Member compute_member(Program *program, Value object, Atom name) {
  switch ((ValueKind)object.kind) {
  case VALUE_MODULE:
    return plain_member(module_member(program, object.a, name));
  case VALUE_DIRECTORY:
    return directory_member(program, object, name.text);
  case VALUE_CLASS:
    return inherited_member(program, object, name);
  case VALUE_INSTANCE:
    return instance_member(program, object, name);
  case VALUE_SUPER: {
    ClassId owner = CLASS_NONE;
    return class_member(program, object.a, name, true, true, &owner);
  }
  case VALUE_LIBRARY:
    return library_member(program, object.a, name, false);
  case VALUE_LIBRARY_INSTANCE:
    return library_object(program, object, name);
  case VALUE_HOLDER:
    return holder_member(program, object, name.text);
  case VALUE_CONTAINER:
    return plain_member(table_member(program, object, name.text));
  case VALUE_MADE:
    return compute_member(program, made_object(program, object), name);
  case VALUE_PARAMETER:
    return passed_member(program, object, name);
  case VALUE_REST:
    return plain_member(rest_member(program, object, name.text));
  case VALUE_AWAITABLE:
    if (object.detail == RESULT_AWAITABLE)
      return library_member(program, symbol_make(program, STR("asyncio.Future")), name, true);
    if (object.detail != RESULT_TASK) return no_member();
    return compute_member(program, made_object(program, object), name);
  case VALUE_FUNCTION:
    return job_member(program, object.a, name);
  case VALUE_NONE:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_ENTRY:
  case VALUE_PARTIAL:
  case VALUE_TYPE:
  case VALUE_VARIABLE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    return no_member();
  }
  return no_member();
}

// The members asked for last, each in the place that its hash gives it. What a walk asks, it asks
// again soon: for the attribute, for the call of it, for the next `self.name`.
#define MEMBER_ANSWERS 4096

typedef struct MemberAnswer {
  uint64_t name; // hash
  Value object;
  uint32_t kept; // number + 1 of the values of the member; 0: a free place
  FunctionId getter;
  SymbolId read;
} MemberAnswer;

static MemberAnswer *answer_place(Program *program, Value object, Atom name) {
  if (!program->members)
    program->members = arena_push(program->arena, MemberAnswer, MEMBER_ANSWERS);
  uint64_t hash = name.hash ^ number_hash(object.a) ^ object.kind ^ (uint64_t)object.given << 8;
  return &program->members[(hash ^ hash >> 32) % MEMBER_ANSWERS];
}

static Member ask_member(Program *program, Value object, Atom name) {
  if (!question_begin(program)) return no_member();
  Member member = compute_member(program, object, name);
  question_end(program);
  return member;
}

// `own` holds it where it cannot be kept.
static const MemberAnswer *member_answer(Program *program, Value object, Atom name,
                                         MemberAnswer *own) {
  MemberAnswer *known = answer_place(program, object, name);
  if (known->kept != 0 && known->name == name.hash && value_equal(known->object, object))
    return known;
  uint64_t cuts = program->cuts;
  Member member = ask_member(program, object, name);
  *own = (MemberAnswer){.name = name.hash,
                        .object = object,
                        .kept = values_keep(program, member.values) + 1,
                        .getter = member.getter,
                        .read = member.read};
  if (program->cuts == cuts) *known = *own;
  return own;
}

Member value_member(Program *program, Value object, Atom name) {
  MemberAnswer own = {0};
  const MemberAnswer *answer = member_answer(program, object, name, &own);
  return (Member){.values = values_kept(program, answer->kept - 1),
                  .getter = answer->getter,
                  .read = answer->read};
}

Reading value_reading(Program *program, Value object, Atom name) {
  MemberAnswer own = {0};
  const MemberAnswer *answer = member_answer(program, object, name, &own);
  return (Reading){answer->getter, answer->read};
}

// The number of the values of a member.
static uint32_t member_kept(Program *program, Value object, Atom name) {
  MemberAnswer own = {0};
  return member_answer(program, object, name, &own)->kept - 1;
}

// ---- The value of an expression -----------------------------------------------------------------

// The number of the values of a member of one object; unknown of a method in whose place something
// else was put.
static uint32_t method_kept(Program *program, ModuleId module, ExprId id, Value object) {
  uint32_t kept =
      member_kept(program, object, atom_of(program, module, expr_of(program, module, id)->b));
  Value member;
  bool is_method =
      object.kind == VALUE_INSTANCE && kept_alone(kept, &member) && member.kind == VALUE_FUNCTION;
  return is_method && method_is_replaced(program, module, id) ? KEPT_UNKNOWN : kept;
}

uint32_t attribute_kept(Program *program, ModuleId module, ExprId id) {
  const Expr *expr = expr_of(program, module, id);
  uint32_t refined = expr->c ? attribute_refined(program, module, id) : KEPT_UNKNOWN;
  if (!kept_is_unknown(program, refined)) return refined;
  if (attribute_is_mocked(program, module, id)) return KEPT_UNKNOWN;
  uint32_t kept = evaluate_kept(program, module, expr->a);
  Value object;
  bool is_alone = kept_alone(kept, &object);
  if (is_alone && object.kind == VALUE_LIBRARY_INSTANCE &&
      attribute_is_replaced(program, module, expr->b))
    return KEPT_UNKNOWN;
  if (is_alone) return method_kept(program, module, id, object);
  Values objects = values_kept(program, kept);
  Values found = values_like(objects);
  if (objects.count == 0) return values_keep(program, found);
  Atom name = atom_of(program, module, expr->b);
  bool is_sure = objects.confidence == CONFIDENCE_RESOLVED && !objects.is_open;
  if (is_sure && objects.count == 1) return member_kept(program, objects.at[0], name);
  for (uint8_t i = 0; i < objects.count; i++)
    values_add(&found, values_kept(program, member_kept(program, objects.at[i], name)));
  return values_keep(program, found);
}
