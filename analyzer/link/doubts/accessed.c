// Methods that run whenever an attribute is read or set, and are told its name: `__setattr__` that
// returns at once where that begins with an underscore. What such a method does only under a test
// that is no matter of the name it does for few of the many attributes.
#include "link/doubts/doubts.h"
#include "link/guards/guards.h"

// Whether a call stands under a test that says nothing of a parameter or a field.
static bool is_for_few(Program *program, const Call *call) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  RegionId at = region_at(program, caller->module, call->site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (region->kind != REGION_IF && region->kind != REGION_ELSE) continue;
    Guards guards = {0};
    guards_of_value(program, caller->module, caller->scope, region->subject,
                    region->kind == REGION_IF, &guards);
    if (guards.count == 0) return true;
  }
  return false;
}

static bool is_named(Program *program, FunctionId id, Atom name) {
  const Class *owner = &program->classes.at[program->functions.at[id].owner];
  return mask_has(&owner->own, name.hash) && str_equal(function_name(program, id), name.text);
}

void accessed_settle(Program *program) {
  Atom set = atom_make(STR("__setattr__")), get = atom_make(STR("__getattribute__"));
  for (FunctionId id = 0; id < program->functions.count; id++) {
    if (program->functions.at[id].owner == CLASS_NONE) continue;
    if (!is_named(program, id, set) && !is_named(program, id, get)) continue;
    const Function *function = program_function(program, id);
    for (uint32_t i = 0; i < function->call_count; i++) {
      Call *call = &program->calls.at[function->first_call + i];
      if (call->confidence == CONFIDENCE_RESOLVED && is_for_few(program, call))
        call->confidence = CONFIDENCE_PROBABLE;
    }
  }
}
