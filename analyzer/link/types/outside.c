// Fields that a class only sets to None, for others to hang something on: `panel.driver =
// Driver()`. Looked for in the modules that name the class.
#include "link/program.h"

typedef struct Store { // `object.name = value`, where the object is not `self`
  uint32_t hash;       // of the name
  BindingId binding;
} Store;

typedef struct StoreList { // of a module
  const Store *at;
  uint32_t count;
  NameMask names;
} StoreList;

struct Outside {
  Map modules; // ModuleId -> index into `lists`
  Array(StoreList) lists;
  Map fields; // hash of class and name -> number of the set that is kept + 1, 0 while it is asked
};

static struct Outside *outside_of(Program *program) {
  if (!program->outside) program->outside = arena_push(program->arena, struct Outside, 1);
  return program->outside;
}

// Whether the object is the first parameter of the method that the statement stands in.
static bool is_own(const Summary *summary, const Binding *binding) {
  const Scope *scope = &summary->scopes[binding->scope];
  const Expr *object = &summary->exprs[summary->exprs[binding->extra].a];
  return scope->flags & SCOPE_METHOD && scope->parameter_count > 0 && object->kind == EXPR_NAME &&
         object->a == summary->parameters[scope->parameters].name;
}

static StoreList list_stores(Program *program, ModuleId module) {
  struct Outside *outside = outside_of(program);
  uint32_t fresh = (uint32_t)outside->lists.count;
  uint32_t number = *map_insert(program->arena, &outside->modules, module, fresh);
  if (number != fresh) return outside->lists.at[number];
  const Summary *summary = summary_of(program, module);
  Array(Store) found = {0};
  NameMask names = {0};
  for (BindingId at = 0; at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    bool is_store = binding->kind == BINDING_ATTRIBUTE && binding->value != 0 &&
                    !(binding->flags & BINDING_DEAD) && !is_own(summary, binding);
    if (!is_store) continue;
    uint64_t hash = atom_of(program, module, binding->name).hash;
    Store store = {(uint32_t)hash, at};
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
