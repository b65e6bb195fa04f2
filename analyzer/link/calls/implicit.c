// Calls that no parentheses show: properties, context managers, iteration, awaiting; operators.c
// has the operators and what is like them.
#include "link/calls/calls.h"
#include "link/guards/guards.h"

bool value_has_methods(Value value) {
  return value.kind == VALUE_INSTANCE || value.kind == VALUE_LIBRARY_INSTANCE;
}

// Runs a method of an object if it has one that is the project's or has an effect.
bool walk_method(Walk *walk, ExprId site, Value object, SpecialMethod method, Confidence confidence,
                 CallHow how) {
  if (!value_has_methods(object)) return false;
  Atom name = special_name(walk->program, method);
  if (!silent_may_run(walk->program, object, name)) return false;
  Values found = value_member(walk->program, object, name).values;
  Confidence both = confidence_least(confidence, values_confidence(found));
  for (uint8_t i = 0; i < found.count; i++)
    walk_callee(walk, site, found.at[i], both, how);
  return found.count > 0;
}

// ---- Iteration ----------------------------------------------------------------------------------

static void run_generator(Walk *walk, ExprId site, FunctionId function, Confidence confidence) {
  if (function_state(walk->program, function)->public.is_async) return;
  function_enqueue(walk->program, function);
  Call call = {.site = site, .how = CALL_ITERATE, .confidence = confidence, .callee = function};
  walk_record(walk, call, EFFECT_NONE);
}

// `first` makes the iterator: __iter__, and __await__, which is used up like one.
static void iterate_instance(Walk *walk, ExprId site, Value object, SpecialMethod first,
                             Confidence confidence) {
  Atom name = special_name(walk->program, first);
  if (!silent_may_run(walk->program, object, name)) return;
  Values method = value_member(walk->program, object, name).values;
  Values iterators = called_values(walk->program, method);
  walk_method(walk, site, object, first, confidence, CALL_ITERATE);
  for (uint8_t i = 0; i < iterators.count; i++) {
    Value iterator = iterators.at[i];
    if (iterator.kind == VALUE_GENERATOR)
      run_generator(walk, site, iterator.a, confidence);
    else
      walk_method(walk, site, iterator, SPECIAL_NEXT, confidence, CALL_ITERATE);
  }
}

// The work that a lazy library call has put off: its own effect, and what it does with its
// arguments.
static void iterate_lazy(Walk *walk, ExprId site, Value lazy, Confidence confidence) {
  Program *program = walk->program;
  Made made = program->made.at[lazy.a];
  const KnowledgeEntry *entry = symbol_entry(program, made.symbol);
  if (!entry || !question_begin(program)) return;
  if (conditions_hold(program, made.module, made.call, entry)) {
    Value call = {.kind = VALUE_LIBRARY, .a = made.symbol};
    walk_callee(walk, site, call, confidence, CALL_ITERATE);
  }
  LibraryCall library = {entry, made.module, made.call, true};
  if (made.call != 0) walk_roles(walk, site, library);
  question_end(program);
}

void walk_iterate(Walk *walk, ExprId site, Values iterable) {
  Confidence confidence = values_confidence(iterable);
  for (uint8_t i = 0; i < iterable.count; i++) {
    Value value = iterable.at[i];
    if (value.kind == VALUE_GENERATOR) run_generator(walk, site, value.a, confidence);
    if (value.kind == VALUE_INSTANCE) iterate_instance(walk, site, value, SPECIAL_ITER, confidence);
    if (value.kind == VALUE_LIBRARY_INSTANCE)
      walk_method(walk, site, value, SPECIAL_ITER, confidence, CALL_ITERATE);
    if (value.kind == VALUE_LAZY) iterate_lazy(walk, site, value, confidence);
    if (value.kind == VALUE_PARAMETER) walk_use(walk, site, value, ROLE_CONSUMED);
  }
}

// A parameter that is annotated as an iterable is whatever the caller makes of it all the same.
static void iterate_parameter(Walk *walk, ExprId site, Values iterable) {
  bool is_annotated = iterable.count == 1 && iterable.at[0].kind == VALUE_HOLDER;
  if (!is_annotated || walk->summary->exprs[site].kind != EXPR_NAME) return;
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  uint32_t index = guards_parameter(walk->program, walk->module, scope, site);
  if (index == UINT32_MAX) return;
  Value parameter = {.kind = VALUE_PARAMETER, .a = walk->function, .b = index};
  walk_use(walk, site, parameter, ROLE_CONSUMED);
}

// `return self.result().__await__()`: what is called there returns an awaitable in the mode in
// which it is used here, and what else it does is for the other mode.
static bool is_forwarded(Program *program, Values method) {
  return method.count != 1 || method.at[0].kind != VALUE_FUNCTION ||
         !function_state(program, method.at[0].a)->public.is_generator;
}

static void await_values(Walk *walk, ExprId site, Values awaited) {
  Confidence confidence = values_confidence(awaited);
  Atom name = special_name(walk->program, SPECIAL_AWAIT);
  for (uint8_t i = 0; i < awaited.count; i++) {
    if (awaited.at[i].kind != VALUE_INSTANCE) continue;
    if (!silent_may_run(walk->program, awaited.at[i], name)) continue;
    Values method = value_member(walk->program, awaited.at[i], name).values;
    bool is_unsure = is_forwarded(walk->program, method);
    iterate_instance(walk, site, awaited.at[i], SPECIAL_AWAIT,
                     is_unsure ? CONFIDENCE_POSSIBLE : confidence);
  }
}

static void run_on_all(Walk *walk, ExprId site, Values objects, SpecialMethod method, CallHow how) {
  for (uint8_t i = 0; i < objects.count; i++)
    walk_method(walk, site, objects.at[i], method, values_confidence(objects), how);
}

// ---- with ---------------------------------------------------------------------------------------

// The instance, where a call of a library class was kept for what entering it gives.
static Value manager_of(Program *program, Value value) {
  if (value.kind != VALUE_MADE) return value;
  const KnowledgeEntry *entry = symbol_entry(program, program->made.at[value.a].symbol);
  return entry && entry->kind == KNOWN_CLASS ? made_object(program, value) : value;
}

// `closing(x)` calls x.close() when it is left.
static void walk_leave(Walk *walk, ExprId site, Value value, Confidence confidence) {
  if (value.kind != VALUE_MADE) return;
  const KnowledgeEntry *entry = symbol_entry(walk->program, walk->program->made.at[value.a].symbol);
  if (!entry || !entry->leaves) return;
  Values bound = made_values(walk->program, value.a, MADE_ENTERS);
  for (uint8_t i = 0; i < bound.count; i++) {
    Atom name = atom_make(str_from_c(entry->leaves));
    Values method = value_member(walk->program, bound.at[i], name).values;
    Confidence both = confidence_least(values_confidence(bound), values_confidence(method));
    if (method.count == 1)
      walk_callee(walk, site, method.at[0], confidence_least(confidence, both), CALL_ENTER);
  }
}

// Whether a manager is left where it is entered, too.
typedef enum Leaving { LEFT_HERE, LEFT_ELSEWHERE } Leaving;

static void walk_manager(Walk *walk, ExprId site, Values manager, Leaving leaving) {
  Confidence confidence = values_confidence(manager);
  for (uint8_t i = 0; i < manager.count; i++) {
    Value value = manager_of(walk->program, manager.at[i]);
    if (value.kind == VALUE_CONTEXT && !value.detail) {
      function_enqueue(walk->program, value.a);
      Call call = {.site = site, .how = CALL_ENTER, .confidence = confidence, .callee = value.a};
      walk_record(walk, call, EFFECT_NONE);
    }
    walk_method(walk, site, value, SPECIAL_ENTER, confidence, CALL_ENTER);
    if (value.kind == VALUE_PARAMETER) walk_use(walk, site, value, ROLE_ENTERED);
    if (leaving == LEFT_ELSEWHERE) continue;
    walk_method(walk, site, value, SPECIAL_EXIT, confidence, CALL_ENTER);
    walk_leave(walk, site, manager.at[i], confidence);
  }
}

void walk_enter(Walk *walk, ExprId site, Values manager) {
  walk_manager(walk, site, manager, LEFT_HERE);
}

// A stack that stands in a field is closed elsewhere: `self.stack.enter_context(manager)`.
void walk_enter_by(Walk *walk, ExprId site, Values manager) {
  const Expr *exprs = walk->summary->exprs;
  const Expr *method = &exprs[exprs[site].a];
  bool is_field = exprs[site].kind == EXPR_CALL && method->kind == EXPR_ATTRIBUTE &&
                  exprs[method->a].kind == EXPR_ATTRIBUTE;
  walk_manager(walk, site, manager, is_field ? LEFT_ELSEWHERE : LEFT_HERE);
}

// ---- Attributes ---------------------------------------------------------------------------------

static void record_getter(Walk *walk, ExprId site, FunctionId getter, Confidence confidence) {
  Value bound = {.kind = VALUE_FUNCTION, .a = getter, .b = 1};
  walk_callee(walk, site, bound, confidence, CALL_PROPERTY);
}

static bool is_object(Value value) {
  return value.kind == VALUE_INSTANCE || value.kind == VALUE_LIBRARY_INSTANCE ||
         value.kind == VALUE_SUPER;
}

static uint8_t access_bit(SpecialMethod method) {
  return method == SPECIAL_SETATTR ? 1 : 2;
}

// The method of an object for any of its attributes; of a class that has none this is asked once.
static Values accessor_of(Program *program, Value object, SpecialMethod method) {
  uint64_t cuts = program->cuts;
  Values found = value_member(program, object, special_name(program, method)).values;
  if (found.count == 1 && found.at[0].kind == VALUE_FUNCTION) return found;
  if (program->cuts == cuts && object.given == 0)
    program->classes.at[object.a].unaccessed |= access_bit(method);
  return values_unknown();
}

BASE_NOINLINE static void run_accessor(Walk *walk, ExprId site, Value object, SpecialMethod method,
                                       Confidence confidence, CallHow how) {
  Program *program = walk->program;
  if (!silent_may_run(program, object, special_name(program, method))) {
    program->classes.at[object.a].unaccessed |= access_bit(method);
    return;
  }
  Values found = accessor_of(program, object, method);
  if (values_is_unknown(found)) return;
  Value bound = {.kind = VALUE_FUNCTION, .a = found.at[0].a, .b = 1};
  walk_callee(walk, site, bound, confidence_least(confidence, values_confidence(found)), how);
}

// Setting any attribute of an object calls its own __setattr__, reading any its __getattribute__.
static void run_on_access(Walk *walk, ExprId site, Value object, SpecialMethod method,
                          Confidence confidence, CallHow how) {
  bool may_run = object.kind == VALUE_INSTANCE &&
                 !(walk->program->classes.at[object.a].unaccessed & access_bit(method));
  if (may_run) run_accessor(walk, site, object, method, confidence, how);
}

static void read_member(Walk *walk, ExprId site, Value object, Atom name, Confidence confidence) {
  Reading member = value_reading(walk->program, object, name);
  if (member.getter != FUNCTION_NONE) record_getter(walk, site, member.getter, confidence);
  if (member.read != SYMBOL_NONE) {
    Value read = {.kind = VALUE_LIBRARY, .a = member.read};
    walk_callee(walk, site, read, confidence, CALL_PROPERTY);
  }
}

void walk_member_read(Walk *walk, ExprId site, Values objects, Atom name) {
  for (uint8_t i = 0; i < objects.count; i++)
    if (is_object(objects.at[i]))
      read_member(walk, site, objects.at[i], name, values_confidence(objects));
}

BASE_NOINLINE static void set_attribute(Walk *walk, ExprId site, Value object,
                                        Confidence confidence) {
  const Expr *expr = &walk->summary->exprs[site];
  bool is_deleted = expr->use == USE_DELETED;
  if (!is_deleted) run_on_access(walk, site, object, SPECIAL_SETATTR, confidence, CALL_SETTER);
  Atom name = atom_of(walk->program, walk->module, expr->b);
  if (!silent_may_run(walk->program, object, name)) return;
  FunctionId setter = value_setter(walk->program, object, name, is_deleted);
  if (setter == FUNCTION_NONE) return;
  Value bound = {.kind = VALUE_FUNCTION, .a = setter, .b = 1};
  walk_callee(walk, site, bound, confidence, CALL_SETTER);
}

// Reading an attribute of the project's always asks for the member, whatever its name: of questions
// that go in a circle this decides which is asked first, and so what the others get.
BASE_NOINLINE static void get_attribute(Walk *walk, ExprId site, Value object,
                                        Confidence confidence) {
  Program *program = walk->program;
  if (program->has_getattribute)
    run_on_access(walk, site, object, SPECIAL_GETATTRIBUTE, confidence, CALL_PROPERTY);
  Atom name = atom_of(program, walk->module, walk->summary->exprs[site].b);
  if (object.kind == VALUE_LIBRARY_INSTANCE && !silent_may_run(program, object, name)) return;
  read_member(walk, site, object, name, confidence);
}

static void read_attribute(Walk *walk, ExprId site, Value object, Confidence confidence) {
  if (!is_object(object)) return;
  if (walk->summary->exprs[site].flags & EXPR_FLAG_STORE)
    set_attribute(walk, site, object, confidence);
  else
    get_attribute(walk, site, object, confidence);
}

// ---- All of an expression -----------------------------------------------------------------------

static void walk_attribute(Walk *walk, ExprId site, ExprId object) {
  uint32_t kept = evaluate_kept(walk->program, walk->module, object);
  Value alone;
  if (kept_alone(kept, &alone)) {
    read_attribute(walk, site, alone, CONFIDENCE_RESOLVED);
    return;
  }
  if (kept == KEPT_UNKNOWN) return;
  Values objects = values_kept(walk->program, kept);
  for (uint8_t i = 0; i < objects.count; i++)
    read_attribute(walk, site, objects.at[i], values_confidence(objects));
}

void walk_implicit(Walk *walk, ExprId site, const Expr *expr) {
  switch ((int)expr->kind) {
  case EXPR_ATTRIBUTE:
    walk_attribute(walk, site, expr->a);
    return;
  case EXPR_YIELD_FROM:
    walk_iterate(walk, site, evaluate(walk->program, walk->module, expr->a));
    return;
  case EXPR_STARRED: // `f(*x)`; elsewhere the operand is a USE_ITERATED of its own
    if (expr->use == USE_ARGUMENT && !expr->b)
      walk_iterate(walk, site, evaluate(walk->program, walk->module, expr->a));
    return;
  case EXPR_AWAIT:
    await_values(walk, site, evaluate(walk->program, walk->module, expr->a));
    return;
  }
  walk_operation(walk, site, expr);
}

void walk_implicit_use(Walk *walk, ExprId site, ExprUse use) {
  switch ((int)use) {
  case USE_ITERATED: {
    Values iterable = evaluate(walk->program, walk->module, site);
    walk_iterate(walk, site, iterable);
    iterate_parameter(walk, site, iterable);
    return;
  }
  case USE_ASYNC_ITERATED:
    run_on_all(walk, site, evaluate(walk->program, walk->module, site), SPECIAL_AITER,
               CALL_ITERATE);
    return;
  case USE_ENTERED:
    walk_enter(walk, site, evaluate(walk->program, walk->module, site));
    return;
  case USE_DELETED:
    walk_deleted(walk, site);
    return;
  }
  walk_operation_use(walk, site, use);
}
