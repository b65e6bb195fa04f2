// operator.methodcaller, attrgetter and itemgetter: callables that are made of a name. Each is kept
// as a partial without a callee; what it calls depends on the objects that it is called with.
#include "link/types/containers.h"

static Values make(Program *program, ModuleId module, ExprId call, Getter getter) {
  Partial partial = {.callee = {.kind = VALUE_NONE}, .module = module, .call = call};
  partial.getter = (uint8_t)getter;
  array_push(program->arena, &program->partials, partial);
  return values_one(VALUE_PARTIAL, (uint32_t)program->partials.count - 1, 0);
}

Values getter_of_method(Program *program, ModuleId module, ExprId call) {
  return make(program, module, call, GETTER_METHOD);
}

Values getter_of_attribute(Program *program, ModuleId module, ExprId call) {
  return make(program, module, call, GETTER_ATTRIBUTE);
}

Values getter_of_item(Program *program, ModuleId module, ExprId call) {
  return make(program, module, call, GETTER_ITEM);
}

bool getter_text(Program *program, const Partial *partial, uint32_t index, Str *out) {
  ArgumentMatch match = argument_find(program, partial->module, partial->call, (int)index, STR(""));
  ModuleId in = partial->module;
  ExprId constant = match.value ? constant_of(program, in, match.value, &in) : 0;
  if (constant == 0 || expr_of(program, in, constant)->a != LITERAL_STRING) return false;
  *out = summary_name(summary_of(program, in), expr_of(program, in, constant)->b);
  return true;
}

uint32_t getter_argument_count(const Program *program, const Partial *partial) {
  return expr_of(program, partial->module, partial->call)->c;
}

Values getter_members(Program *program, Values objects, Str name) {
  Values found = values_like(objects);
  for (uint8_t i = 0; i < objects.count; i++)
    values_add(&found, value_member(program, objects.at[i], atom_make(name)).values);
  return found;
}

// ---- What it gives ------------------------------------------------------------------------------

static Values attribute_got(Program *program, const Partial *partial, Values objects) {
  Str path = {0};
  bool is_one = getter_argument_count(program, partial) == 1;
  if (!is_one || !getter_text(program, partial, 0, &path)) return values_unknown();
  for (int i = 0; i < GETTER_MAX_PARTS && path.at; i++)
    objects = getter_members(program, objects, str_cut(&path, '.'));
  return path.at ? values_unknown() : objects;
}

static Values item_got(Program *program, const Partial *partial, Value object) {
  ExprId index = argument_find(program, partial->module, partial->call, 0, STR("")).value;
  Values one = {.at = {object}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  if (object.kind == VALUE_CONTAINER && object.detail == DISPLAY_ITSELF)
    return display_item(program, object, partial->module, index);
  if (object.kind == VALUE_HOLDER &&
      (object.detail == HOLDER_ELEMENTS || object.detail == HOLDER_VALUES))
    return held_values(program, object);
  if (object.kind != VALUE_INSTANCE) return values_unknown();
  Values part = record_item(program, object, partial->module, index);
  return part.count > 0 ? part
                        : method_results(program, one, special_name(program, SPECIAL_GETITEM));
}

Values getter_called(Program *program, Partial partial, Values objects) {
  Values found = values_like(objects);
  Str name = {0};
  switch ((Getter)partial.getter) {
  case GETTER_METHOD:
    if (!getter_text(program, &partial, 0, &name)) return values_unknown();
    return called_values(program, getter_members(program, objects, name));
  case GETTER_ATTRIBUTE:
    return attribute_got(program, &partial, objects);
  case GETTER_ITEM:
    if (getter_argument_count(program, &partial) != 1) return values_unknown();
    for (uint8_t i = 0; i < objects.count; i++)
      values_add(&found, item_got(program, &partial, objects.at[i]));
    return found;
  case GETTER_NONE:
    break;
  }
  return values_unknown();
}
