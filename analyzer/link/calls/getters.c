// What operator.methodcaller, attrgetter and itemgetter run when they are called with an object.
#include "link/calls/calls.h"

static void call_method(Walk *walk, ExprId site, const Partial *partial, Values objects,
                        Confidence confidence) {
  Str name = {0};
  if (!getter_text(walk->program, partial, 0, &name)) return;
  Values methods = getter_members(walk->program, objects, name);
  confidence = confidence_least(confidence, values_confidence(methods));
  for (uint8_t i = 0; i < methods.count; i++)
    walk_callee(walk, site, methods.at[i], confidence, CALL_PASSED);
}

static void read_attributes(Walk *walk, ExprId site, const Partial *partial, Values objects) {
  for (uint32_t k = 0; k < getter_argument_count(walk->program, partial); k++) {
    Str path = {0};
    Values at = objects;
    if (!getter_text(walk->program, partial, k, &path)) continue;
    for (int i = 0; i < GETTER_MAX_PARTS && path.at; i++) {
      Str name = str_cut(&path, '.');
      walk_member_read(walk, site, at, atom_make(name));
      at = getter_members(walk->program, at, name);
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
