// operator.methodcaller, attrgetter and itemgetter: callables that are made of a name. Each is kept
// as a partial without a callee; what it calls depends on the objects that it is called with.
#include "link/types/containers.h"

// Parts of `attrgetter("a.b.c")` that are followed.
#define PARTS_MAX 8

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

// The text that is one of the arguments it was made of; false when that is not known.
static bool read_text(Program *program, const Partial *partial, uint32_t index, Str *out) {
  ArgumentMatch match = argument_find(program, partial->module, partial->call, (int)index, STR(""));
  ModuleId in = partial->module;
  ExprId constant = match.value ? constant_of(program, in, match.value, &in) : 0;
  if (constant == 0 || expr_of(program, in, constant)->a != LITERAL_STRING) return false;
  *out = summary_name(summary_of(program, in), expr_of(program, in, constant)->b);
  return true;
}

static uint32_t argument_count(const Program *program, const Partial *partial) {
  return expr_of(program, partial->module, partial->call)->c;
}

static Values member_of_all(Program *program, Values objects, Str name) {
  Values found = values_like(objects);
  for (uint8_t i = 0; i < objects.count; i++)
    values_add(&found, value_member(program, objects.at[i], atom_make(name)).values);
  return found;
}

// ---- What it gives ------------------------------------------------------------------------------

static Values attribute_got(Program *program, const Partial *partial, Values objects) {
  Str path = {0};
  bool is_one = argument_count(program, partial) == 1;
  if (!is_one || !read_text(program, partial, 0, &path)) return values_unknown();
  for (int i = 0; i < PARTS_MAX && path.at; i++)
    objects = member_of_all(program, objects, str_cut(&path, '.'));
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
  return part.count > 0 ? part : method_results(program, one, STR("__getitem__"));
}

Values getter_called(Program *program, Partial partial, Values objects) {
  Values found = values_like(objects);
  Str name = {0};
  switch ((Getter)partial.getter) {
  case GETTER_METHOD:
    if (!read_text(program, &partial, 0, &name)) return values_unknown();
    return called_values(program, member_of_all(program, objects, name));
  case GETTER_ATTRIBUTE:
    return attribute_got(program, &partial, objects);
  case GETTER_ITEM:
    if (argument_count(program, &partial) != 1) return values_unknown();
    for (uint8_t i = 0; i < objects.count; i++)
      values_add(&found, item_got(program, &partial, objects.at[i]));
    return found;
  case GETTER_NONE:
    break;
  }
  return values_unknown();
}

// ---- What it runs -------------------------------------------------------------------------------

static void call_method(Walk *walk, ExprId site, const Partial *partial, Values objects,
                        Confidence confidence) {
  Str name = {0};
  if (!read_text(walk->program, partial, 0, &name)) return;
  Values methods = member_of_all(walk->program, objects, name);
  confidence = confidence_least(confidence, values_confidence(methods));
  for (uint8_t i = 0; i < methods.count; i++)
    walk_callee(walk, site, methods.at[i], confidence, CALL_PASSED);
}

static void read_attributes(Walk *walk, ExprId site, const Partial *partial, Values objects) {
  for (uint32_t k = 0; k < argument_count(walk->program, partial); k++) {
    Str path = {0};
    Values at = objects;
    if (!read_text(walk->program, partial, k, &path)) continue;
    for (int i = 0; i < PARTS_MAX && path.at; i++) {
      Str name = str_cut(&path, '.');
      walk_member_read(walk, site, at, atom_make(name));
      at = member_of_all(walk->program, at, name);
    }
  }
}

void walk_getter(Walk *walk, ExprId site, Partial partial, Values objects, Confidence confidence) {
  objects = values_less_sure(objects, confidence);
  switch ((Getter)partial.getter) {
  case GETTER_METHOD:
    call_method(walk, site, &partial, objects, confidence);
    return;
  case GETTER_ATTRIBUTE:
    read_attributes(walk, site, &partial, objects);
    return;
  case GETTER_ITEM:
    walk_items_read(walk, site, objects);
    return;
  case GETTER_NONE:
    return;
  }
}
