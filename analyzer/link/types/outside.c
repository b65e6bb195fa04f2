// Fields that a class only sets to None, for others to hang something on: `panel.driver =
// Driver()`. Looked for in the modules that name the class. And whether others set a field at all:
// looked for everywhere.
#include "link/types/project.h"

typedef struct Store { // `object.name = value`, where the object is no `self`
  uint32_t hash;       // of the name
  BindingId binding;
} Store;

typedef struct StoreList { // of a module
  const Store *at;
  uint32_t count;
  NameMask names;
} StoreList;

typedef struct AnyStore { // one of the whole project
  ModuleId module;
  BindingId binding;
  uint32_t next; // of that name: number + 1, 0 behind the last
  uint32_t last; // of the first of a name
} AnyStore;

typedef struct Setter { // a call that sets an attribute by its name, or many
  ModuleId module;
  ExprId call;
} Setter;

struct Outside {
  Map modules; // ModuleId -> index into `lists`
  Array(StoreList) lists;
  Map fields; // hash of class and name -> number of the set that is kept + 1, 0 while it is asked
  bool is_collected; // what follows, in the order of the modules
  Map named;         // hash of a name -> number + 1 of the first of `stores`
  Array(AnyStore) stores;
  Array(Setter) setters, updates;
};

static struct Outside *outside_of(Program *program) {
  if (!program->outside) program->outside = arena_push(program->arena, struct Outside, 1);
  return program->outside;
}

static StoreList list_stores(Program *program, ModuleId module) {
  struct Outside *outside = outside_of(program);
  uint32_t fresh = (uint32_t)outside->lists.count;
  uint32_t number = *map_insert(program->arena, &outside->modules, module, fresh);
  if (number != fresh) return outside->lists.at[number];
  const Summary *summary = summary_of(program, module);
  Array(Store) found = {0};
  NameMask names = {0};
  BindingList all = summary_unlisted(summary);
  for (uint32_t i = 0; i < all.count; i++) {
    const Binding *binding = &summary->bindings[all.at[i]];
    if (binding->value == 0 || binding->flags & BINDING_DEAD) continue;
    uint64_t hash = atom_of(program, module, binding->name).hash;
    Store store = {(uint32_t)hash, all.at[i]};
    mask_add(&names, hash);
    array_push(program->arena, &found, store);
  }
  StoreList list = {found.at, (uint32_t)found.count, names};
  array_push(program->arena, &outside->lists, list);
  return list;
}

static bool is_of_class(Program *program, Value object, ClassId id) {
  if (object.kind != VALUE_INSTANCE) return false;
  const Class *class = class_order(program, object.a);
  for (uint32_t i = 0; i < class->order_count; i++)
    if (class->order[i].class_id == id) return true;
  return false;
}

static void take_store(Program *program, ModuleId module, BindingId id, ClassId class_id,
                       Values *found) {
  const Summary *summary = summary_of(program, module);
  ExprId object = summary->exprs[summary->bindings[id].extra].a;
  Values objects;
  if (!evaluate_known(program, module, object, &objects)) return;
  for (uint8_t i = 0; i < objects.count; i++) {
    if (!is_of_class(program, objects.at[i], class_id)) continue;
    values_add(found, binding_values(program, module, id));
    return;
  }
}

static Values find_stores(Program *program, ClassId id, Atom name) {
  Modules modules = modules_of_class(program, id);
  Values found = {.confidence = CONFIDENCE_RESOLVED, .is_open = modules.is_open};
  for (uint32_t i = 0; i < modules.count; i++) {
    StoreList list = list_stores(program, modules.at[i]);
    if (!mask_has(&list.names, name.hash)) continue;
    for (uint32_t k = 0; k < list.count; k++)
      if (list.at[k].hash == (uint32_t)name.hash)
        take_store(program, modules.at[i], list.at[k].binding, id, &found);
  }
  return found;
}

Values outside_values(Program *program, ClassId id, Atom name) {
  if (module_is_package(program, program->classes.at[id].module)) return values_unknown();
  uint64_t key = name.hash ^ number_hash(id);
  Map *fields = &outside_of(program)->fields;
  const uint32_t *known = map_find(fields, key);
  if (known && *known != 0) return values_kept(program, *known - 1);
  if (known) question_cut(program);
  if (known || !question_begin(program)) return values_unknown();
  map_insert(program->arena, fields, key, 0);
  Values found = find_stores(program, id, name);
  question_end(program);
  *map_insert(program->arena, fields, key, 0) = values_keep(program, found) + 1;
  return found;
}

// ---- Who else sets an attribute -----------------------------------------------------------------

static bool is_kin(Program *program, ClassId a, ClassId b) {
  return is_of_class(program, (Value){.kind = VALUE_INSTANCE, .a = a}, b) ||
         is_of_class(program, (Value){.kind = VALUE_INSTANCE, .a = b}, a);
}

// Whether the object of a store may be the one that is asked for: an instance, a module, or a class
// and what is made of it.
static bool may_be_one(Program *program, Value one, Value asked) {
  if (asked.kind == VALUE_MODULE) return one.kind == VALUE_MODULE && one.a == asked.a;
  bool is_class = one.kind == VALUE_CLASS && asked.kind == VALUE_CLASS;
  if (one.kind == VALUE_INSTANCE || is_class) return is_kin(program, one.a, asked.a);
  return one.kind == VALUE_VARIABLE || one.kind == VALUE_LAZY || one.kind == VALUE_REST;
}

static bool may_be_passed(Program *program, Value parameter, Value asked) {
  PassedValues passed = parameter_passed_all(program, parameter);
  for (uint32_t i = 0; i < passed.count; i++)
    if (may_be_one(program, passed.at[i], asked)) return true;
  // What nobody calls is for others, who seldom mean a class of this project.
  if (asked.kind == VALUE_CLASS && !passed.is_called) return false;
  return asked.kind != VALUE_MODULE && (passed.is_open || passed.count == 0);
}

// A class by its name: what is set there is no field.
static bool is_called_class(Program *program, ModuleId module, ExprId object) {
  const Expr *expr = expr_of(program, module, object);
  return expr->kind == EXPR_NAME &&
         str_equal(summary_name(summary_of(program, module), expr->a), STR("cls"));
}

// The parameter that a name stands for, where a type variable is all that is said of it.
static bool is_parameter(Program *program, ModuleId module, ExprId object, Value *out) {
  const Summary *summary = summary_of(program, module);
  if (summary->exprs[object].kind != EXPR_NAME) return false;
  ScopeId scope = scope_at(program, module, object);
  BindingList list =
      scope_bindings(program, module, scope, atom_of(program, module, summary->exprs[object].a));
  if (list.count != 1 || summary->bindings[list.at[0]].kind != BINDING_PARAMETER) return false;
  *out = (Value){.kind = VALUE_PARAMETER,
                 .a = function_get(program, module, scope),
                 .b = summary->bindings[list.at[0]].extra - summary->scopes[scope].parameters};
  return true;
}

static bool may_be(Program *program, ModuleId module, ExprId object, Value asked) {
  if (asked.kind != VALUE_CLASS && is_called_class(program, module, object)) return false;
  Values objects = evaluate(program, module, object);
  for (uint8_t i = 0; i < objects.count; i++) {
    Value one = objects.at[i], parameter = one;
    bool is_passed =
        one.kind == VALUE_PARAMETER ||
        (one.kind == VALUE_VARIABLE && is_parameter(program, module, object, &parameter));
    if (is_passed ? may_be_passed(program, parameter, asked) : may_be_one(program, one, asked))
      return true;
  }
  return asked.kind != VALUE_MODULE && (objects.is_open || objects.count == 0);
}

// Adds the stores of a name; false when there are too many.
static bool add_stores(Program *program, Value asked, Atom name, OutsideStores *out) {
  const struct Outside *outside = outside_of(program);
  const uint32_t *first = map_find(&outside->named, name.hash);
  for (uint32_t number = first ? *first : 0; number != 0;) {
    AnyStore store = outside->stores.at[number - 1];
    number = store.next;
    const Summary *summary = summary_of(program, store.module);
    const Binding *binding = &summary->bindings[store.binding];
    bool is_named = str_equal(summary_name(summary, binding->name), name.text);
    if (!is_named || !may_be(program, store.module, summary->exprs[binding->extra].a, asked))
      continue;
    if (out->count == OUTSIDE_STORES_MAX) return false;
    out->at[out->count++] = (OutsideStore){store.module, store.binding};
  }
  return true;
}

// `setattr(object, name, value)`, `object.__setattr__(object, name, value)`
static bool sets_any(Program *program, Value asked, Atom name) {
  const struct Outside *outside = outside_of(program);
  for (size_t i = 0; i < outside->setters.count; i++) {
    Setter setter = outside->setters.at[i];
    const Summary *summary = summary_of(program, setter.module);
    const Expr *call = &summary->exprs[setter.call];
    ExprId object = summary->arguments[call->b].value;
    const Expr *key = &summary->exprs[summary->arguments[call->b + 1].value];
    bool is_text = expr_is_literal(key, LITERAL_STRING) && key->b != 0;
    if (is_text && !str_equal(summary_name(summary, key->b), name.text)) continue;
    if (may_be(program, setter.module, object, asked)) return true;
  }
  return false;
}

// The object whose fields an expression is: `object.__dict__`, `vars(object)`; 0 for others.
static ExprId fields_object(const Summary *summary, ExprId fields) {
  const Expr *expr = &summary->exprs[fields];
  if (expr->kind == EXPR_ATTRIBUTE && str_equal(summary_name(summary, expr->b), STR("__dict__")))
    return expr->a;
  bool is_vars = expr->kind == EXPR_CALL && expr->c == 1 &&
                 summary->exprs[expr->a].kind == EXPR_NAME &&
                 str_equal(summary_name(summary, summary->exprs[expr->a].a), STR("vars"));
  return is_vars ? summary->arguments[expr->b].value : 0;
}

// `copy.__dict__.update(self.__dict__)`: what another object of its class has.
static bool is_from_twin(Program *program, ModuleId module, const Expr *call) {
  const Summary *summary = summary_of(program, module);
  ExprId twin = call->c == 1 ? fields_object(summary, summary->arguments[call->b].value) : 0;
  if (twin == 0) return false;
  Values values = evaluate(program, module, twin);
  return values.count == 1 && !values.is_open && values.at[0].kind == VALUE_INSTANCE;
}

// `object.__dict__.update(…)`, `vars(object).update(…)`
static bool updates_any(Program *program, Value asked) {
  const struct Outside *outside = outside_of(program);
  for (size_t i = 0; i < outside->updates.count; i++) {
    Setter update = outside->updates.at[i];
    const Summary *summary = summary_of(program, update.module);
    const Expr *call = &summary->exprs[update.call];
    if (is_from_twin(program, update.module, call)) continue;
    ExprId object = fields_object(summary, summary->exprs[call->a].a);
    if (may_be(program, update.module, object, asked)) return true;
  }
  return false;
}

// ---- All of the project -------------------------------------------------------------------------

static void collect_stores(Program *program, ModuleId module) {
  struct Outside *outside = outside_of(program);
  StoreList list = list_stores(program, module);
  for (uint32_t i = 0; i < list.count; i++) {
    NameId name = summary_of(program, module)->bindings[list.at[i].binding].name;
    AnyStore store = {.module = module, .binding = list.at[i].binding};
    array_push(program->arena, &outside->stores, store);
    uint32_t number = (uint32_t)outside->stores.count;
    uint64_t hash = atom_of(program, module, name).hash;
    uint32_t first = *map_insert(program->arena, &outside->named, hash, number);
    AnyStore *head = &outside->stores.at[first - 1];
    if (first != number) outside->stores.at[head->last - 1].next = number;
    head->last = number;
  }
}

static void collect_setters(Program *program, ModuleId module, Str by) {
  const Summary *summary = summary_of(program, module);
  uint32_t cursor = 0;
  for (ExprId at; (at = module_next_call(program, module, by, &cursor)) != 0;) {
    const Expr *call = &summary->exprs[at];
    Setter setter = {module, at};
    if (call->kind == EXPR_CALL && call->c >= 3 && !(call->flags & EXPR_FLAG_DEAD))
      array_push(program->arena, &outside_of(program)->setters, setter);
  }
}

static void collect_updates(Program *program, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  uint32_t cursor = 0;
  for (ExprId at; (at = module_next_call(program, module, STR("update"), &cursor)) != 0;) {
    const Expr *call = &summary->exprs[at];
    if (call->kind != EXPR_CALL || summary->exprs[call->a].kind != EXPR_ATTRIBUTE) continue;
    Setter update = {module, at};
    if (fields_object(summary, summary->exprs[call->a].a) != 0)
      array_push(program->arena, &outside_of(program)->updates, update);
  }
}

// What names a module must have to do one or the other; few do.
typedef enum Telling {
  TELLS_SETTER = 1 << 0, // setattr, __setattr__
  TELLS_UPDATE = 1 << 1, // __dict__, vars
} Telling;

static unsigned telling_of(Str name) {
  switch (name.size) {
  case sizeof "vars" - 1:
    return str_equal(name, STR("vars")) ? TELLS_UPDATE : 0;
  case sizeof "setattr" - 1:
    return str_equal(name, STR("setattr")) ? TELLS_SETTER : 0;
  case sizeof "__dict__" - 1:
    return str_equal(name, STR("__dict__")) ? TELLS_UPDATE : 0;
  case sizeof "__setattr__" - 1:
    return str_equal(name, STR("__setattr__")) ? TELLS_SETTER : 0;
  }
  return 0;
}

static unsigned telling_names(const Summary *summary) {
  unsigned tells = 0;
  for (NameId id = 1; id < summary->names_count; id++)
    tells |= telling_of(summary_name(summary, id));
  return tells;
}

static void collect(Program *program) {
  if (outside_of(program)->is_collected) return;
  outside_of(program)->is_collected = true;
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    if (!project_has(program, module)) continue;
    collect_stores(program, module);
    unsigned tells = telling_names(summary_of(program, module));
    if (tells & TELLS_SETTER) collect_setters(program, module, STR("setattr"));
    if (tells & TELLS_SETTER) collect_setters(program, module, STR("__setattr__"));
    if (tells & TELLS_UPDATE) collect_updates(program, module);
  }
}

bool outside_stores(Program *program, Value object, Atom name, OutsideStores *out) {
  if (project_of(program)->is_open) return false;
  collect(program);
  return add_stores(program, object, name, out) && !sets_any(program, object, name) &&
         !updates_any(program, object);
}

bool outside_sets(Program *program, Value object, Atom name) {
  OutsideStores stores = {0};
  return !outside_stores(program, object, name, &stores) || stores.count > 0;
}
