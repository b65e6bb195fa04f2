// What objects are made with. `self.path = path` in a constructor, and `if self.path:` in a method:
// of an object that was made without a path, what stands there never runs. So such a test guards
// the method like one of a parameter (guards.c), and where the object is known by the calls that
// make it, these are asked (contradict.c). A field counts where its constructor fills it once, from
// a parameter, and nobody else does: neither another method, nor code elsewhere. So does a constant
// in the body of the class, `is_async = True`, which classes below may have another one for.
#include "link/guards/guards.h"
#include "link/types/constants.h"

typedef struct Field {
  Atom name;
  ClassId class_id;   // of the constructor
  ModuleId module;    // the same
  BindingId binding;  // `self.name = parameter`, or in the body of the class `name = literal`
  FunctionId maker;   // the constructor; FUNCTION_NONE of a constant of the class
  uint32_t parameter; // of it
  uint8_t is_set;     // by others: 0 not asked, 1 no, 2 yes
} Field;

struct Fields {
  Map answers; // hash of class and name -> number + 1 of a field, 0: none
  Map numbers; // module and binding -> index into `list`
  Array(Field) list;
};

static struct Fields *fields_of(Program *program) {
  if (!program->fields) program->fields = arena_push(program->arena, struct Fields, 1);
  return program->fields;
}

// ---- What the constructor says ------------------------------------------------------------------

// Library classes that give their instances no fields.
static bool is_bare(Str library) {
  return str_has_prefix(library, STR("abc.")) || str_has_prefix(library, STR("typing."));
}

// Whether making an object of the class is running its constructor, and setting a field of it is
// no more than that.
static bool is_plain(Program *program, ClassId id) {
  for (uint32_t i = 0; i < class_order(program, id)->order_count; i++) {
    Ancestor ancestor = class_order(program, id)->order[i];
    bool is_own = ancestor.class_id != CLASS_NONE;
    if (!is_own && !is_bare(symbol_name(program, ancestor.symbol))) return false;
  }
  return !class_has_metaclass(program, id) &&
         values_is_unknown(class_constructor(program, id, CONSTRUCTOR_NEW)) &&
         values_is_unknown(class_method(program, id, STR("__setattr__"))) &&
         values_is_unknown(class_method(program, id, STR("__getattribute__")));
}

// Whether the body of a class says something of a name besides its type.
static bool is_said_in_body(const Program *program, const Class *class, Atom name) {
  BindingList list = scope_bindings(program, class->module, class->scope, name);
  const Summary *summary = summary_of(program, class->module);
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (binding->kind != BINDING_ANNOTATE || binding->value != 0) return true;
  }
  return false;
}

// The only place in its class and those above that sets a field.
static bool find_store(Program *program, ClassId id, Atom name, Field *out) {
  const Class *class = class_order(program, id);
  uint32_t count = 0;
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId at = class->order[i].class_id;
    if (at == CLASS_NONE) continue;
    const Class *owner = &program->classes.at[at];
    if (!mask_has(&owner->own, name.hash)) continue;
    BindingList list = self_bindings(program, owner->module, owner->scope, name);
    count += list.count;
    if (count > 1 || is_said_in_body(program, owner, name)) return false;
    if (list.count == 0) continue;
    *out = (Field){.class_id = at, .module = owner->module, .binding = list.at[0]};
  }
  return count == 1 && !class->has_unknown_base;
}

// Reads `self.name = parameter`, in the body of `__init__`.
static bool read_store(Program *program, Field *field) {
  const Summary *summary = summary_of(program, field->module);
  const Binding *binding = &summary->bindings[field->binding];
  const Scope *scope = &summary->scopes[binding->scope];
  bool is_init = scope->flags & SCOPE_METHOD &&
                 scope->parent == program->classes.at[field->class_id].scope &&
                 str_equal(summary_name(summary, scope->name), STR("__init__"));
  if (!is_init || binding->region != scope->body || binding->unpack != 0) return false;
  if (binding->flags & BINDING_DEAD || binding->value == 0) return false;
  uint32_t index = guards_parameter(program, field->module, binding->scope, binding->value);
  if (index == UINT32_MAX || index == 0) return false;
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  bool is_one = parameter->kind != PARAMETER_STAR && parameter->kind != PARAMETER_DOUBLE_STAR;
  if (!is_one || module_is_package(program, field->module)) return false;
  field->name = atom_of(program, field->module, binding->name);
  field->parameter = index;
  field->maker = function_get(program, field->module, binding->scope);
  return true;
}

static bool find_field(Program *program, ClassId id, Atom name, Field *out) {
  if (!find_store(program, id, name, out) || !read_store(program, out)) return false;
  Values maker = class_constructor(program, id, CONSTRUCTOR_INIT);
  bool is_maker = maker.count == 1 && !maker.is_open && maker.at[0].kind == VALUE_FUNCTION &&
                  maker.at[0].a == out->maker;
  return is_maker && is_plain(program, id);
}

// ---- What the body of the class says ------------------------------------------------------------

static bool is_constant(const Summary *summary, const Binding *binding, RegionId body) {
  bool is_assignment = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE;
  return is_assignment && !(binding->flags & BINDING_DEAD) && binding->unpack == 0 &&
         binding->value != 0 && binding->region == body &&
         summary->exprs[binding->value].kind == EXPR_LITERAL;
}

// Whether decorators or classes of libraries may make parameters of what is annotated in the body.
static bool has_made_fields(Program *program, ClassId id) {
  if (!is_plain(program, id)) return true;
  const Class *class = class_order(program, id);
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id == CLASS_NONE) continue;
    const Class *owner = &program->classes.at[class->order[i].class_id];
    if (summary_of(program, owner->module)->scopes[owner->scope].decorator_count > 0) return true;
  }
  return false;
}

// Reads the constant that a class has under a name, where it says nothing else of it.
static bool read_constant(Program *program, ClassId id, Atom name, Field *out) {
  const Class *class = &program->classes.at[id];
  const Summary *summary = summary_of(program, class->module);
  BindingList list = scope_bindings(program, class->module, class->scope, name);
  if (list.count != 1) return false;
  const Binding *binding = &summary->bindings[list.at[0]];
  if (!is_constant(summary, binding, summary->scopes[class->scope].body)) return false;
  *out = (Field){.name = name,
                 .class_id = id,
                 .module = class->module,
                 .binding = list.at[0],
                 .maker = FUNCTION_NONE};
  return true;
}

// The constant that the instances of a class have under a name, which none of its methods sets.
static bool find_constant(Program *program, ClassId id, Atom name, Field *out) {
  const Class *class = class_order(program, id);
  bool is_found = false;
  if (class->has_unknown_base || module_is_package(program, class->module)) return false;
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId at = class->order[i].class_id;
    if (at == CLASS_NONE) continue;
    const Class *owner = &program->classes.at[at];
    if (!mask_has(&owner->own, name.hash)) continue;
    if (self_bindings(program, owner->module, owner->scope, name).count > 0) return false;
    bool is_said = scope_bindings(program, owner->module, owner->scope, name).count > 0;
    if (is_said && !is_found && !read_constant(program, at, name, out)) return false;
    is_found |= is_said;
  }
  if (!is_found || !values_is_unknown(class_method(program, id, STR("__getattribute__"))))
    return false;
  const Binding *binding = &summary_of(program, out->module)->bindings[out->binding];
  return binding->kind == BINDING_ASSIGN || !has_made_fields(program, id);
}

// The number of a field of the instances of a class.
static uint32_t class_field(Program *program, ClassId id, Atom name) {
  struct Fields *fields = fields_of(program);
  uint64_t key = name.hash ^ number_hash(id);
  const uint32_t *known = map_find(&fields->answers, key);
  if (known) return *known;
  Field found = {0};
  uint32_t number = 0;
  uint64_t cuts = program->cuts;
  if (find_field(program, id, name, &found) || find_constant(program, id, name, &found)) {
    uint32_t fresh = (uint32_t)fields->list.count;
    uint64_t place = (uint64_t)found.module << 32 | found.binding;
    number = *map_insert(program->arena, &fields->numbers, place, fresh);
    if (number == fresh) array_push(program->arena, &fields->list, found);
    number++;
  }
  if (program->cuts == cuts) map_insert(program->arena, &fields->answers, key, number);
  return number;
}

// Whether the first parameter of a method is an object that was made before.
static bool has_object(Program *program, ModuleId module, ScopeId method) {
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[method];
  if (str_equal(summary_name(summary, scope->name), STR("__new__"))) return false;
  if (scope->decorator_count == 0) return true;
  Decoration decoration = function_decoration(program, function_get(program, module, method));
  return decoration != DECORATION_STATIC && decoration != DECORATION_CLASS;
}

uint32_t field_find(Program *program, ModuleId module, ScopeId method, NameId name) {
  if (!has_object(program, module, method)) return 0;
  ClassId id = class_get(program, module, summary_of(program, module)->scopes[method].parent);
  return class_field(program, id, atom_of(program, module, name));
}

static Passed constant_of_class(const Program *program, const Field *field) {
  const Summary *summary = summary_of(program, field->module);
  return (Passed){field->module, summary->bindings[field->binding].value, false};
}

Passed field_default(const Program *program, uint32_t number) {
  const Field *field = &program->fields->list.at[number - 1];
  if (field->maker == FUNCTION_NONE) return constant_of_class(program, field);
  const Scope *scope = function_scope(program, field->maker);
  const Summary *summary = summary_of(program, field->module);
  const Parameter *parameter = &summary->parameters[scope->parameters + field->parameter];
  return (Passed){field->module, parameter->fallback, parameter->fallback != 0};
}

Passed making_gives(Program *program, Making making, uint32_t number) {
  Values made = evaluate(program, making.module, expr_of(program, making.module, making.call)->a);
  bool is_class = made.count == 1 && !made.is_open && made.at[0].kind == VALUE_CLASS &&
                  made.at[0].b == 0 && made.confidence == CONFIDENCE_RESOLVED;
  if (!is_class) return (Passed){0};
  Field field = fields_of(program)->list.at[number - 1];
  uint32_t own = class_field(program, made.at[0].a, field.name);
  if (own != 0 && program->fields->list.at[own - 1].maker == FUNCTION_NONE)
    return constant_of_class(program, &program->fields->list.at[own - 1]);
  if (own != number) return (Passed){0};
  ArgumentMatch match = argument_for_parameter(program, making.module, making.call, field.maker,
                                               field.parameter, true);
  if (match.value) return (Passed){making.module, match.value, false};
  if (!match.is_unknown) return field_default(program, number);
  const Summary *summary = summary_of(program, field.module);
  uint32_t index = function_scope(program, field.maker)->parameters + field.parameter;
  return passed_spread(program, making.module, making.call,
                       summary_name(summary, summary->parameters[index].name));
}

// Whether nobody but its own class can set the field of an object that is held so.
static bool is_private(Program *program, const Field *field, Holding held) {
  switch (held.by) {
  case HELD_BY_NOBODY:
    return true;
  case HELD_BY_VARIABLE:
    return !variable_is_shared(program, held.module, held.scope, held.name, field->name.text);
  case HELD_BY_FIELD:
    return !held_is_shared(program, atom_of(program, held.module, held.name).text,
                           field->name.text);
  case HELD_BY_MODULE:
    break;
  }
  return false;
}

bool field_is_kept(Program *program, uint32_t number, Holding held) {
  Field field = fields_of(program)->list.at[number - 1];
  if (field.is_set == 0) {
    ValueKind kind = field.maker == FUNCTION_NONE ? VALUE_CLASS : VALUE_INSTANCE;
    Value object = {.kind = (uint8_t)kind, .a = field.class_id};
    field.is_set = outside_sets(program, object, field.name) ? 2 : 1;
    program->fields->list.at[number - 1].is_set = field.is_set;
  }
  if (field.is_set == 1 || field.maker == FUNCTION_NONE) return field.is_set == 1;
  return is_private(program, &field, held);
}

uint32_t field_of_object(Program *program, ModuleId module, ExprId attribute, ClassId *of) {
  const Expr *expr = expr_of(program, module, attribute);
  if (expr->kind != EXPR_ATTRIBUTE) return 0;
  Values objects = evaluate(program, module, expr->a);
  bool is_one = objects.count == 1 && !objects.is_open && objects.at[0].kind == VALUE_INSTANCE;
  if (!is_one || objects.confidence != CONFIDENCE_RESOLVED) return 0;
  *of = objects.at[0].a;
  uint32_t number = class_field(program, *of, atom_of(program, module, expr->b));
  Holding held = {.by = HELD_BY_MODULE};
  bool is_made = number != 0 && program->fields->list.at[number - 1].maker != FUNCTION_NONE;
  if (!is_made) return 0;
  field_is_kept(program, number, held);
  return program->fields->list.at[number - 1].is_set == 1 ? number : 0;
}

ExprId field_constant(Program *program, ModuleId module, ScopeId method, NameId name,
                      ModuleId *in) {
  uint32_t number = field_find(program, module, method, name);
  if (number == 0 || program->fields->list.at[number - 1].maker != FUNCTION_NONE) return 0;
  ClassId id = class_get(program, module, summary_of(program, module)->scopes[method].parent);
  const Subclasses *below = class_subclasses(program, id);
  Atom atom = atom_of(program, module, name);
  for (uint32_t i = 0; i < below->count; i++)
    if (class_field(program, below->at[i], atom) != number) return 0;
  Holding held = {.by = HELD_BY_MODULE};
  if (below->is_open || !field_is_kept(program, number, held)) return 0;
  Passed constant = field_default(program, number);
  *in = constant.module;
  return constant.value;
}

// ---- Which calls make an object -----------------------------------------------------------------

static bool add_making(Program *program, ModuleId module, ExprId value, Makings *out) {
  const Expr *expr = expr_of(program, module, value);
  ScopeId scope = expr->kind == EXPR_NAME ? scope_at(program, module, value) : 0;
  if (summary_of(program, module)->scopes[scope].kind == SCOPE_FUNCTION) { // two names, one object
    value = guards_value(program, module, scope, value);
    expr = expr_of(program, module, value);
    out->held.by = HELD_BY_MODULE;
  }
  if (expr_is_literal(expr, LITERAL_NONE)) return true; // it has no methods
  if (expr->kind != EXPR_CALL || out->count == MAKINGS_MAX) return false;
  out->at[out->count++] = (Making){module, value};
  return true;
}

static bool add_binding(Program *program, ModuleId module, BindingId id, Makings *out) {
  const Binding *binding = &summary_of(program, module)->bindings[id];
  if (binding->flags & BINDING_DEAD || binding->kind == BINDING_REFINE) return true;
  if (binding->kind == BINDING_ANNOTATE && binding->value == 0) return true;
  bool is_assignment = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE ||
                       binding->kind == BINDING_ATTRIBUTE;
  return is_assignment && binding->unpack == 0 && binding->value != 0 &&
         add_making(program, module, binding->value, out);
}

static bool add_bindings(Program *program, ModuleId module, BindingList list, Makings *out) {
  for (uint32_t i = 0; i < list.count; i++)
    if (!add_binding(program, module, list.at[i], out)) return false;
  return list.count > 0;
}

static bool add_global(Program *program, ModuleId module, Atom name, Makings *out) {
  BindingList list = scope_bindings(program, module, 0, name);
  if (list.count == 1) {
    const Summary *summary = summary_of(program, module);
    const Binding *binding = &summary->bindings[list.at[0]];
    if (binding->kind == BINDING_IMPORT) {
      BindingId id = import_binding(program, &module, &summary->imports[binding->extra]);
      if (id == BINDING_NONE) return false;
      name = atom_of(program, module, summary_of(program, module)->bindings[id].name);
      list = scope_bindings(program, module, 0, name);
    }
  }
  Value home = {.kind = VALUE_MODULE, .a = module};
  return add_bindings(program, module, list, out) && !module_is_package(program, module) &&
         !outside_sets(program, home, name);
}

static bool add_name(Program *program, ModuleId module, ExprId name, Makings *out) {
  const Summary *summary = summary_of(program, module);
  Atom atom = atom_of(program, module, summary->exprs[name].a);
  for (ScopeId at = scope_at(program, module, name); at != 0; at = summary->scopes[at].parent) {
    const Scope *scope = &summary->scopes[at];
    if (scope->kind == SCOPE_CLASS) continue;
    BindingList list = scope_bindings(program, module, at, atom);
    if (list.count == 0) continue;
    if (scope->kind == SCOPE_FUNCTION)
      out->held = (Holding){HELD_BY_VARIABLE, module, at, summary->exprs[name].a};
    return add_bindings(program, module, list, out);
  }
  return add_global(program, module, atom, out);
}

// Whether the classes below one say something of a name themselves.
static bool is_said_below(Program *program, ClassId id, Atom name) {
  const Subclasses *below = class_subclasses(program, id);
  for (uint32_t i = 0; i < below->count; i++)
    if (mask_has(&program->classes.at[below->at[i]].own, name.hash)) return true;
  return below->is_open;
}

// `copy.name = Log()`, as others set it.
static bool add_others(Program *program, Value object, Atom name, Makings *out) {
  OutsideStores stores = {0};
  if (!outside_stores(program, object, name, &stores)) return false;
  for (uint32_t i = 0; i < stores.count; i++)
    if (!add_binding(program, stores.at[i].module, stores.at[i].binding, out)) return false;
  return true;
}

// `self.name`, as the methods of the class set it.
static bool add_own(Program *program, ClassId id, Atom name, Makings *out) {
  const Class *class = class_order(program, id);
  if (class->has_unknown_base || module_is_package(program, class->module)) return false;
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId at = class->order[i].class_id;
    if (at == CLASS_NONE) continue;
    const Class *owner = &program->classes.at[at];
    if (!mask_has(&owner->own, name.hash)) continue;
    if (is_said_in_body(program, owner, name)) return false;
    BindingList list = self_bindings(program, owner->module, owner->scope, name);
    if (list.count > 0 && !add_bindings(program, owner->module, list, out)) return false;
  }
  Value object = {.kind = VALUE_INSTANCE, .a = id};
  return out->count > 0 && !is_said_below(program, id, name) &&
         add_others(program, object, name, out);
}

static bool add_attribute(Program *program, ModuleId module, ExprId attribute, Makings *out) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[attribute];
  Atom name = atom_of(program, module, expr->b);
  Values objects = evaluate(program, module, expr->a);
  if (objects.count != 1 || objects.is_open) return false;
  if (objects.at[0].kind == VALUE_MODULE && module_load(program, objects.at[0].a))
    return add_global(program, objects.at[0].a, name, out);
  const Scope *scope = &summary->scopes[scope_at(program, module, attribute)];
  bool is_own = summary_is_self(summary, scope, expr->a);
  out->held = (Holding){.by = HELD_BY_FIELD, .module = module, .name = expr->b};
  return is_own && objects.at[0].kind == VALUE_INSTANCE &&
         add_own(program, objects.at[0].a, name, out);
}

bool makings_find(Program *program, ModuleId module, ExprId expr, Makings *out) {
  ExprKind kind = (ExprKind)expr_of(program, module, expr)->kind;
  if (kind == EXPR_NAME) return add_name(program, module, expr, out);
  if (kind == EXPR_ATTRIBUTE) return add_attribute(program, module, expr, out);
  out->held.by = HELD_BY_NOBODY;
  return kind == EXPR_CALL && add_making(program, module, expr, out);
}
