// Whether the arguments of a call contradict what guards a call in the function: `load(None)` never
// comes to what stands under `if path:`. The same of `Log().write()` and `if self.path:`, by what
// the object was made with. What is not known contradicts nothing.
#include "link/guards/guards.h"
#include "link/types/containers.h"

// ---- What is passed -----------------------------------------------------------------------------

// Whether a call is of the setter of a property, and a guard on what it is given.
static bool is_on_assigned(const Program *program, const Call *call, const Guard *guard) {
  if (call->how != CALL_SETTER || guard->parameter != 1 || guard->field != 0) return false;
  return !str_lists("__set__ __setattr__", function_name(program, call->callee));
}

// `session.is_open = True`
static Passed passed_assigned(const Program *program, const Call *call) {
  ModuleId module = program->functions.at[call->caller].public.module;
  const Summary *summary = summary_of(program, module);
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    bool is_it = binding->kind == BINDING_ATTRIBUTE && binding->extra == call->site;
    if (is_it && binding->unpack == 0) return (Passed){module, binding->value, false};
  }
  return (Passed){0};
}

static Passed passed_for(Program *program, const Call *call, const Guard *guard) {
  if (is_on_assigned(program, call, guard)) return passed_assigned(program, call);
  if (guard->parameter == GUARD_HIDDEN) return passed_hidden(program, call, guard->hidden);
  if (call->how == CALL_PASSED) return passed_to_callable(program, call, guard);
  Passed handed = {0};
  if (passed_by_wrapper(program, call, guard, &handed)) return handed;
  uint32_t parameter = guard->parameter;
  const FunctionState *callee = &program->functions.at[call->callee];
  ModuleId module = program->functions.at[call->caller].public.module;
  ModuleId home = callee->public.module;
  if (expr_of(program, module, call->site)->kind != EXPR_CALL) return (Passed){0};
  ArgumentMatch match = argument_for_parameter(program, module, call->site, call->callee, parameter,
                                               function_takes_self(callee));
  if (match.value) return (Passed){module, match.value, false};
  const Summary *summary = summary_of(program, home);
  const Scope *scope = &summary->scopes[program->functions.at[call->callee].public.scope];
  if (match.is_unknown)
    return passed_spread(
        program, module, call->site,
        summary_name(summary, summary->parameters[scope->parameters + parameter].name));
  return (Passed){home, summary->parameters[scope->parameters + parameter].fallback, true};
}

// ---- Texts --------------------------------------------------------------------------------------

// Whether the text starts or ends with a part; letters of another case are a maybe.
static Answer has_part(Str text, Str part, bool is_start) {
  if (part.size > text.size) return ANSWER_NO;
  size_t from = is_start ? 0 : text.size - part.size;
  Str piece = str_slice(text, from, from + part.size);
  if (str_equal(piece, part)) return ANSWER_YES;
  return str_equal_any_case(piece, part) ? ANSWER_UNKNOWN : ANSWER_NO;
}

// ---- Tests of constants -------------------------------------------------------------------------

typedef Answer (*Check)(Program *program, const Constant *constant, Guard guard, ExprId with);

static Answer part_answer(Program *program, const Constant *constant, Guard guard, ExprId with) {
  Constant part = {0};
  Str text = {0}, wanted = {0};
  if (!constant_read(program, guard.module, with, &part)) return ANSWER_UNKNOWN;
  if (!constant_text(program, constant, &text)) return ANSWER_UNKNOWN;
  if (!constant_text(program, &part, &wanted)) return ANSWER_UNKNOWN;
  return has_part(text, wanted, guard.test.is == GUARD_STARTS);
}

// `p.lower() == "fast"`
static Answer spelled_answer(Program *program, const Constant *constant, Guard guard, ExprId with) {
  Constant other = {0};
  Str text = {0}, wanted = {0};
  if (!constant_read(program, guard.module, with, &other)) return ANSWER_UNKNOWN;
  if (!constant_text(program, constant, &text)) return ANSWER_UNKNOWN;
  if (!constant_text(program, &other, &wanted)) return ANSWER_UNKNOWN;
  return str_equal_any_case(text, wanted) ? ANSWER_YES : ANSWER_NO;
}

static Answer equal_answer(Program *program, const Constant *constant, Guard guard, ExprId with) {
  Constant other = {0};
  if (!constant_read(program, guard.module, with, &other)) return ANSWER_UNKNOWN;
  return constants_equal(program, constant, &other);
}

// Whether the test is true of one of the elements of a display. Anything else is an element itself.
static Answer any_answer(Program *program, const Constant *constant, Guard guard, Check check) {
  Values values = evaluate(program, guard.module, guard.test.with);
  bool is_among = guard.test.is == GUARD_AMONG || guard.test.is == GUARD_SPELLS_ONE;
  if (values.count != 1 || values.is_open || values.at[0].kind != VALUE_CONTAINER)
    return is_among ? ANSWER_UNKNOWN : check(program, constant, guard, guard.test.with);
  guard.module = values.at[0].a;
  const Summary *summary = summary_of(program, guard.module);
  const Expr *display = &summary->exprs[values.at[0].b];
  if (display->kind != EXPR_CONTAINER || display->c == CONTAINER_DICT) return ANSWER_UNKNOWN;
  Answer found = display->flags & EXPR_FLAG_CUT ? ANSWER_UNKNOWN : ANSWER_NO;
  for (uint32_t i = 0; i < display->b && found != ANSWER_YES; i++) {
    Answer one = check(program, constant, guard, summary->operands[display->a + i]);
    if (one != ANSWER_NO) found = one;
  }
  return found;
}

static Answer bits_answer(const Program *program, const Constant *constant, uint32_t bits) {
  const Expr *literal = expr_of(program, constant->module, constant->literal);
  if (!expr_is_literal(literal, LITERAL_INT)) return ANSWER_UNKNOWN;
  uint32_t number = summary_int(summary_of(program, constant->module), constant->literal);
  return (number & bits) == bits ? ANSWER_YES : ANSWER_NO;
}

static Check text_check(Guard guard) {
  bool is_part = guard.test.is == GUARD_STARTS || guard.test.is == GUARD_ENDS;
  return is_part ? part_answer : spelled_answer;
}

static Answer constant_answer(Program *program, const Constant *constant, Guard guard) {
  switch ((GuardKind)guard.test.is) {
  case GUARD_TRUE:
    return constant_truth(program, constant);
  case GUARD_IS_NONE:
    if (constant_is_none(program, constant)) return ANSWER_YES;
    return constant->literal || constant->name.size > 0 ? ANSWER_NO : ANSWER_UNKNOWN;
  case GUARD_EQUALS:
    return equal_answer(program, constant, guard, guard.test.with);
  case GUARD_STARTS:
  case GUARD_ENDS:
  case GUARD_SPELLS:
  case GUARD_SPELLS_ONE: // of None none of them can be asked
    if (constant_is_none(program, constant)) return guard.test.is_not ? ANSWER_YES : ANSWER_NO;
    return any_answer(program, constant, guard, text_check(guard));
  case GUARD_AMONG:
    return any_answer(program, constant, guard, equal_answer);
  case GUARD_HAS_BITS:
    return bits_answer(program, constant, guard.test.with);
  case GUARD_NONE_SET:
  case GUARD_INSTANCE:
  case GUARD_MET:
    break;
  }
  return ANSWER_UNKNOWN;
}

// ---- What can be None or false ------------------------------------------------------------------

// Whether an argument that is no constant can be None: a name that may be, or whatever was passed
// on.
static bool may_be_none(Program *program, Values values) {
  if (values.may_be_none) return true;
  for (uint8_t i = 0; i < values.count; i++)
    if (values.at[i].kind == VALUE_NONE) return true;
  if (values.count != 1 || values.at[0].kind != VALUE_PARAMETER) return false;
  const Function *owner = &function_state(program, values.at[0].a)->public;
  const Summary *summary = summary_of(program, owner->module);
  const Scope *scope = &summary->scopes[owner->scope];
  ExprId fallback = summary->parameters[scope->parameters + values.at[0].b].fallback;
  return fallback && expr_is_literal(&summary->exprs[fallback], LITERAL_NONE);
}

// An object of a class that does not say otherwise is true.
static bool is_always_true(Program *program, Value value) {
  if (value.kind == VALUE_FUNCTION || value.kind == VALUE_CLASS) return true;
  if (value.kind != VALUE_INSTANCE || class_order(program, value.a)->has_unknown_base) return false;
  return values_is_unknown(class_method(program, value.a, STR("__bool__"))) &&
         values_is_unknown(class_method(program, value.a, STR("__len__"))) &&
         !class_derives(program, value.a, STR("builtins.int")) &&
         !class_derives(program, value.a, STR("builtins.str")) &&
         !class_derives(program, value.a, STR("builtins.dict")) &&
         !class_derives(program, value.a, STR("builtins.list"));
}

static Answer truth_answer(Program *program, Values values) {
  bool is_known = values.count > 0 && !values.is_open && !may_be_none(program, values);
  for (uint8_t i = 0; i < values.count && is_known; i++)
    is_known = is_always_true(program, values.at[i]);
  return is_known ? ANSWER_YES : ANSWER_UNKNOWN;
}

// ---- The question -------------------------------------------------------------------------------

static Answer value_answer(Program *program, Passed passed, Guard guard) {
  Values values = evaluate(program, passed.module, passed.value);
  if (guard.test.is == GUARD_INSTANCE)
    return instance_answer(program, values, guard.module, guard.test.with);
  if (guard.test.is == GUARD_TRUE) return truth_answer(program, values);
  // What is passed on purpose is something.
  bool is_something = guard.test.is == GUARD_IS_NONE && !passed.is_default;
  return is_something && !may_be_none(program, values) ? ANSWER_NO : ANSWER_UNKNOWN;
}

// What the caller has asked before it passed the value.
static Answer asked_answer(Program *program, const Call *call, Passed passed, Guard guard) {
  const Function *caller = &function_state(program, call->caller)->public;
  if (guard.test.is != GUARD_TRUE && guard.test.is != GUARD_IS_NONE) return ANSWER_UNKNOWN;
  if (passed.is_default || !passed_is_from(program, caller, passed)) return ANSWER_UNKNOWN;
  Learned known = learned_of(program, passed.module, call->site, passed.value);
  return guard.test.is == GUARD_TRUE ? known.is_true : known.is_none;
}

// Whether the test that the guard comes from is true for a value; that of an argument, if `call` is
// one.
static Answer test_answer(Program *program, const Call *call, Passed passed, Guard guard) {
  if (passed.value == 0) return ANSWER_UNKNOWN;
  if (guard.test.is == GUARD_MET) {
    const Condition *condition = program->conditions.at[guard.test.with];
    return condition_is_met(program, passed.module, condition, passed.value) ? ANSWER_YES
                                                                             : ANSWER_UNKNOWN;
  }
  Constant constant = {0};
  bool is_constant = constant_read(program, passed.module, passed.value, &constant);
  if (is_constant && guard.test.is != GUARD_INSTANCE)
    return constant_answer(program, &constant, guard);
  if (is_constant && constant_is_none(program, &constant))
    return instance_answer_of_none(program, guard.module, guard.test.with);
  // Of a value in C that is no constant nothing is known.
  if (summary_of(program, passed.module)->flags & SUMMARY_C) return ANSWER_UNKNOWN;
  Answer asked = call ? asked_answer(program, call, passed, guard) : ANSWER_UNKNOWN;
  return asked != ANSWER_UNKNOWN ? asked : value_answer(program, passed, guard);
}

// Whether the arguments at the site are those of the callee: of `with open_all(paths):` as well.
static bool is_called(Program *program, const Call *call) {
  if (call->how == CALL_PLAIN || call->how == CALL_CONSTRUCT || call->how == CALL_PASSED ||
      call->how == CALL_PROPERTY || call->how == CALL_SETTER)
    return true;
  if (call->how != CALL_ENTER && call->how != CALL_ITERATE) return false;
  ModuleId module = program->functions.at[call->caller].public.module;
  const Expr *site = expr_of(program, module, call->site);
  if (site->kind != EXPR_CALL) return false;
  Values values = evaluate(program, module, site->a);
  for (uint8_t i = 0; i < values.count; i++)
    if (values.at[i].kind == VALUE_FUNCTION && values.at[i].a == call->callee) return true;
  return false;
}

// What a test must say to rule out the code behind a guard.
static Answer contradiction(Guard guard) {
  return guard.test.is_not ? ANSWER_YES : ANSWER_NO;
}

static bool test_contradicts(Program *program, const Call *call, Passed passed, Guard guard) {
  return test_answer(program, call, passed, guard) == contradiction(guard);
}

// ---- Fields of objects --------------------------------------------------------------------------

bool field_is_telling(Program *program, Guard guard) {
  Answer answer = test_answer(program, NULL, field_default(program, guard.field), guard);
  return answer == contradiction(guard) ||
         (guard.test.is == GUARD_TRUE && answer != ANSWER_UNKNOWN);
}

// Whether the object of a call may be one of the class that its method is from, and not one that
// has a method of another object under that name.
static bool is_receiver(Program *program, Value object, ClassId owner) {
  if (object.kind == VALUE_PARAMETER) return true;
  if (object.kind != VALUE_INSTANCE && object.kind != VALUE_SUPER) return false;
  return class_is_below(program, object.a, owner);
}

// `agent` of `agent.step()`, and of the property `agent.state`; 0 where it is not known that this
// is the `self` of the callee.
static ExprId receiver_of(Program *program, const Call *call) {
  const FunctionState *callee = &program->functions.at[call->callee];
  ModuleId module = program->functions.at[call->caller].public.module;
  const Summary *home = summary_of(program, callee->public.module);
  const Expr *site = expr_of(program, module, call->site);
  bool is_call = site->kind == EXPR_CALL && call->how != CALL_PROPERTY;
  const Expr *method = is_call ? expr_of(program, module, site->a) : site;
  if (method->kind != EXPR_ATTRIBUTE) return 0;
  Str name = summary_name(home, home->scopes[callee->public.scope].name);
  if (!str_equal(summary_name(summary_of(program, module), method->b), name)) return 0;
  Values objects = evaluate(program, module, method->a);
  bool is_one = objects.count == 1 && !objects.is_open;
  return is_one && is_receiver(program, objects.at[0], callee->owner) ? method->a : 0;
}

// The object that is meant by a guard on a field, in a call.
static Passed object_for(Program *program, const Call *call, const Guard *guard) {
  const FunctionState *callee = &program->functions.at[call->callee];
  bool is_self = guard->parameter == 0 && function_takes_self(callee);
  if (!is_self) return passed_for(program, call, guard);
  ModuleId module = program->functions.at[call->caller].public.module;
  if (call->how == CALL_PASSED) return (Passed){0};
  ExprId object = call->how == CALL_CONSTRUCT ? call->site : receiver_of(program, call);
  return (Passed){module, object, false};
}

// Whether no object that the call can mean was made with what the guard asks for.
static bool field_contradicts(Program *program, const Call *call, Guard guard) {
  Passed object = object_for(program, call, &guard);
  Makings makings = {0};
  if (object.value == 0 || object.is_default) return false;
  if (!makings_find(program, object.module, object.value, &makings)) return false;
  for (uint32_t i = 0; i < makings.count; i++)
    if (!test_contradicts(program, NULL, making_gives(program, makings.at[i], guard.field), guard))
      return false;
  return makings.count > 0 && field_is_kept(program, guard.field, makings.held);
}

// Whether a field that is passed is never what the guard asks for, whichever object it is of:
// `convert(data, option.format)`.
static bool all_contradict(Program *program, Passed passed, Guard guard) {
  ClassId id = CLASS_NONE;
  if (passed.value == 0 || passed.is_default) return false;
  uint32_t field = field_of_object(program, passed.module, passed.value, &id);
  if (field == 0) return false;
  AllMakings makings = makings_of_class(program, id);
  for (uint32_t i = 0; i < makings.count; i++)
    if (!test_contradicts(program, NULL, making_gives(program, makings.at[i], field), guard))
      return false;
  return makings.count > 0 && !makings.is_open;
}

// The caller's own parameter that the object is, or UINT32_MAX.
static uint32_t own_object(Program *program, const Function *caller, Passed object) {
  Values values = evaluate(program, object.module, object.value);
  const Scope *scope = &summary_of(program, caller->module)->scopes[caller->scope];
  bool is_super = values.count == 1 && values.at[0].kind == VALUE_SUPER;
  if (is_super) return scope->flags & SCOPE_METHOD ? 0 : UINT32_MAX;
  return guards_parameter(program, caller->module, caller->scope, object.value);
}

// What a guard on a field of an object means for the caller, where it was given that object.
static void forward_field(Program *program, const Call *call, Guard guard, Guards *out) {
  const Function *caller = &program->functions.at[call->caller].public;
  Passed object = object_for(program, call, &guard);
  if (object.value == 0 || object.is_default || !passed_is_from(program, caller, object)) return;
  uint32_t own = own_object(program, caller, object);
  if (own > UINT16_MAX) return;
  guard.parameter = (uint16_t)own;
  guards_add(out, guard);
}

// ---- The guards of a call -----------------------------------------------------------------------

// Whether it is a method that runs whenever an attribute is read or set, and is told its name.
static bool is_access(Str method) {
  return str_equal(method, STR("__setattr__")) || str_equal(method, STR("__getattribute__")) ||
         str_equal(method, STR("__getattr__")) || str_equal(method, STR("__delattr__"));
}

// Whether a guard is on the name that such a method is told by a call.
static bool guard_is_on_name(const Program *program, const Call *call, Guard guard) {
  bool is_access_call = call->how == CALL_PROPERTY || call->how == CALL_SETTER;
  if (!is_access_call || guard.parameter != 1 || guard.field != 0) return false;
  ModuleId module = program_function(program, call->caller)->module;
  return expr_of(program, module, call->site)->kind == EXPR_ATTRIBUTE &&
         is_access(function_name(program, call->callee));
}

// A test that picks out names, by what is not known, is of a few; one that leaves names out is of
// nearly all.
static bool name_contradicts(Program *program, const Call *call, Guard guard) {
  ModuleId module = program->functions.at[call->caller].public.module;
  Constant name = constant_attribute(program, module, call->site);
  Answer answer = constant_answer(program, &name, guard);
  if (answer == ANSWER_UNKNOWN) return !guard.test.is_not;
  return guard.unless.is == GUARD_NONE_SET && answer == contradiction(guard);
}

static bool guard_contradicts(Program *program, const Call *call, Guard guard) {
  if (guard.field != 0) return field_contradicts(program, call, guard);
  if (guard_is_on_name(program, call, guard)) return name_contradicts(program, call, guard);
  Passed passed = passed_for(program, call, &guard);
  if (!test_contradicts(program, call, passed, guard) && !all_contradict(program, passed, guard))
    return false;
  if (guard.unless.is == GUARD_NONE_SET) return true;
  guard.test = guard.unless;
  return test_contradicts(program, call, passed, guard);
}

// Whether a guard is about what is known at a call: a property takes its object, and its setter
// what is assigned; what runs at every attribute is told its name.
static bool is_of_call(const Program *program, const Call *call, Guard guard) {
  if (call->how != CALL_PROPERTY && call->how != CALL_SETTER) return true;
  return is_on_assigned(program, call, &guard) || guard_is_on_name(program, call, guard) ||
         (guard.field != 0 && guard.parameter == 0);
}

bool guards_allow(const Program *program, const Call *call, GuardList guards) {
  if (guards.count == 0 || !is_called(program->self, call)) return true;
  for (uint32_t i = 0; i < guards.count; i++)
    if (is_of_call(program, call, guards.at[i]) &&
        guard_contradicts(program->self, call, guards.at[i]))
      return false;
  return true;
}

// `save(skip=skip or is_dry)` where the guard asks that it is false: so was what the caller got.
static void forward_made(Program *program, const Function *caller, ExprId value, Guard guard,
                         Guards *out) {
  ExprKind kind = (ExprKind)expr_of(program, caller->module, value)->kind;
  bool is_test = kind == EXPR_CHOICE || kind == EXPR_UNARY || kind == EXPR_COMPARE;
  if (!is_test || guard.test.is != GUARD_TRUE || guard.unless.is != GUARD_NONE_SET) return;
  guards_of_value(program, caller->module, caller->scope, value, !guard.test.is_not, out);
}

void guards_forward(const Program *program, const Call *call, GuardList guards, Guards *out) {
  if (guards.count == 0 || !is_called(program->self, call)) return;
  const Function *caller = &program->functions.at[call->caller].public;
  for (uint32_t i = 0; i < guards.count; i++) {
    Guard guard = guards.at[i];
    if (!is_of_call(program, call, guard) || guard_is_on_name(program, call, guard)) continue;
    if (guard.field != 0) {
      forward_field(program->self, call, guard, out);
      continue;
    }
    Passed passed = passed_for(program->self, call, &guard);
    if (passed.value == 0 && !passed.is_default && guard_hide(program->self, call, &guard))
      guards_add(out, guard);
    if (passed.value == 0 || passed.is_default || !passed_is_from(program, caller, passed))
      continue;
    if (guards_passed_on(program->self, caller->module, caller->scope, passed.value, &guard))
      guards_add(out, guard);
    else if (guards_field_passed_on(program->self, caller->module, caller->scope, passed.value,
                                    &guard))
      guards_add(out, guard);
    else
      forward_made(program->self, caller, passed.value, guard, out);
  }
}
