// Methods that run whenever an attribute is read or set, and are told its name: `__setattr__` that
// returns at once where that begins with an underscore. What such a method does only under a test
// that is no matter of the name it does for few of the many attributes.
#include "link/effects.h"
#include "link/types/constants.h"

// ---- By which name ------------------------------------------------------------------------------

static bool is_access(Str method) {
  return str_equal(method, STR("__setattr__")) || str_equal(method, STR("__getattribute__")) ||
         str_equal(method, STR("__getattr__")) || str_equal(method, STR("__delattr__"));
}

static Str name_of(const Program *program, FunctionId function) {
  ModuleId module = program_function(program, function)->module;
  return summary_name(summary_of(program, module), function_scope(program, function)->name);
}

bool guard_is_on_name(const Program *program, const Call *call, Guard guard) {
  bool is_access_call = call->how == CALL_PROPERTY || call->how == CALL_SETTER;
  if (!is_access_call || guard.parameter != 1 || guard.field != 0) return false;
  ModuleId module = program_function(program, call->caller)->module;
  return expr_of(program, module, call->site)->kind == EXPR_ATTRIBUTE &&
         is_access(name_of(program, call->callee));
}

// The innermost class around an expression; 0 when there is none.
static ScopeId class_around(Program *program, ModuleId module, ExprId expr) {
  const Summary *summary = summary_of(program, module);
  ScopeId at = scope_at(program, module, expr);
  while (at != 0 && summary->scopes[at].kind != SCOPE_CLASS)
    at = summary->scopes[at].parent;
  return at;
}

// In a class, `self.__x` is `_Class__x`.
static Str mangled(Program *program, ModuleId module, ExprId attribute, Str name) {
  const Summary *summary = summary_of(program, module);
  bool is_private = str_has_prefix(name, STR("__")) && !str_has_suffix(name, STR("__"));
  ScopeId class = is_private ? class_around(program, module, attribute) : 0;
  if (class == 0) return name;
  Str owner = summary_name(summary, summary->scopes[class].name);
  while (owner.size > 0 && owner.at[0] == '_')
    owner = str_slice(owner, 1, owner.size);
  return str_print(program->arena, "_%.*s%.*s", STR_ARG(owner), STR_ARG(name));
}

Constant constant_attribute(Program *program, ModuleId module, ExprId attribute) {
  Str name = summary_name(summary_of(program, module), expr_of(program, module, attribute)->b);
  return (Constant){.class = CLASS_NONE,
                    .member = BINDING_NONE,
                    .name = mangled(program, module, attribute, name)};
}

// ---- One attribute of many ----------------------------------------------------------------------

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

void accessed_settle(Program *program) {
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const Function *function = program_function(program, id);
    Str name = name_of(program, id);
    bool is_of_all =
        str_equal(name, STR("__setattr__")) || str_equal(name, STR("__getattribute__"));
    if (!is_of_all || program->functions.at[id].owner == CLASS_NONE) continue;
    for (uint32_t i = 0; i < function->call_count; i++) {
      Call *call = &program->calls.at[function->first_call + i];
      if (call->confidence == CONFIDENCE_RESOLVED && is_for_few(program, call))
        call->confidence = CONFIDENCE_PROBABLE;
    }
  }
}
