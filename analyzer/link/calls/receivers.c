// What a module does to the receivers of its calls, by their last name: switches waiting off for
// them, makes them so that they do not wait. What is left non-blocking by who takes it stands in
// left.c, what they are asked before in answered.c.
#include "link/calls/receivers.h"
#include "link/calls/calls.h"

NameId object_name(const Summary *summary, ExprId id) {
  const Expr *object = &summary->exprs[id];
  return object->kind == EXPR_NAME ? object->a : object->kind == EXPR_ATTRIBUTE ? object->b : 0;
}

NameId receiver_name(const Summary *summary, const Expr *callee) {
  return callee->kind == EXPR_ATTRIBUTE ? object_name(summary, callee->a) : 0;
}

// What is called, entered or iterated over: `self.db` of `self.db.execute()`, of `with self.db`,
// and of `self.db.execute().fetchone()`; 0 for a plain function.
static ExprId receiver_of(const Summary *summary, ExprId site) {
  while (summary->exprs[site].kind == EXPR_CALL) {
    const Expr *callee = &summary->exprs[summary->exprs[site].a];
    if (callee->kind != EXPR_ATTRIBUTE) return 0;
    site = callee->a;
  }
  return site;
}

// The receivers on which a module switches something off: `sock` of `sock.setblocking(False)`, of
// `sock.timeout = 0`, or of `sock = Socket(timeout=0)`.
static const KnowledgeEntry is_off = {
    .unless = {{.is = ARGUMENT_FALSE, .position = 0}, {.is = ARGUMENT_ZERO, .position = 0}}};

// `port.timeout = 0`
static bool sets_zero(const Summary *summary, const Binding *binding, const char *names) {
  if (binding->kind != BINDING_ATTRIBUTE || binding->value == 0) return false;
  const Expr *value = &summary->exprs[binding->value];
  bool is_zero = expr_is_literal(value, LITERAL_INT) && value->b == 0;
  return is_zero && str_lists(names, summary_name(summary, binding->name));
}

static bool keeps_value(const Binding *binding) {
  bool keeps = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE ||
               binding->kind == BINDING_ATTRIBUTE || binding->kind == BINDING_WITH;
  return keeps && binding->value != 0;
}

// `Serial(path, timeout=0)`
static bool gives_zero(const Walk *walk, ExprId call, const char *names) {
  for (Str rest = str_from_c(names); rest.at;) {
    Str name = str_cut(&rest, ' ');
    ArgumentMatch given = argument_find(walk->program, walk->module, call, -1, name);
    if (given.value == 0) continue;
    if (condition_is_met(walk->program, walk->module, &is_off.unless[1], given.value)) return true;
  }
  return false;
}

// `port = Serial(path, timeout=0)`: the object is made so.
static bool is_made_off(const Walk *walk, const Binding *binding, const char *names) {
  if (!keeps_value(binding)) return false;
  return walk->summary->exprs[binding->value].kind == EXPR_CALL &&
         gives_zero(walk, binding->value, names);
}

// `sock.setblocking(False)` in a function, of a name there.
static bool switches_off(Program *program, ModuleId module, const Scope *scope, NameId name,
                         const char *methods) {
  const Summary *summary = summary_of(program, module);
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    const Expr *callee = &summary->exprs[summary->exprs[at].a];
    if (callee->kind != EXPR_ATTRIBUTE || summary->exprs[callee->a].kind != EXPR_NAME) continue;
    if (summary->exprs[callee->a].a != name) continue;
    if (!str_lists(methods, summary_name(summary, callee->b))) continue;
    if (!conditions_hold(program, module, at, &is_off)) return true;
  }
  return false;
}

// Whether a function of the project returns nothing but what it has switched waiting off for.
static bool returns_off(Program *program, FunctionId function, const char *methods) {
  const Function *public = &function_state(program, function)->public;
  const Summary *summary = summary_of(program, public->module);
  const Scope *scope = function_scope(program, function);
  bool is_off_everywhere = false;
  for (uint32_t i = exits_from(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != public->scope || exit->kind != EXIT_RETURN || exit->value == 0) continue;
    const Expr *value = &summary->exprs[exit->value];
    is_off_everywhere =
        value->kind == EXPR_NAME && switches_off(program, public->module, scope, value->a, methods);
    if (!is_off_everywhere) return false;
  }
  return is_off_everywhere;
}

// `sock = make_socket()`: a function of the project makes it so.
static bool is_given_off(const Walk *walk, const Binding *binding, const char *methods) {
  if (!keeps_value(binding)) return false;
  const Expr *value = &walk->summary->exprs[binding->value];
  if (value->kind == EXPR_AWAIT) value = &walk->summary->exprs[value->a];
  if (value->kind != EXPR_CALL) return false;
  Values callee = evaluate(walk->program, walk->module, value->a);
  return callee.count == 1 && callee.at[0].kind == VALUE_FUNCTION &&
         returns_off(walk->program, callee.at[0].a, methods);
}

// What a map of receivers says of one: a question is answered the same for all that it can be.
#define RECEIVER_SO        1
#define RECEIVER_OTHERWISE 2

static uint64_t made_key(const Binding *binding) {
  uint32_t of = binding->kind == BINDING_ATTRIBUTE ? KEY_OF_FIELD : (uint32_t)binding->scope + 1;
  return KEY(of, binding->name);
}

static bool is_found(const Map *receivers, uint64_t key) {
  const uint32_t *found = map_find(receivers, key);
  return found && *found == RECEIVER_SO;
}

// Whether the receiver was made so, in the scope of the call or one around it.
static bool is_made_here(const Walk *walk, const Map *receivers, ExprId object, NameId name) {
  const Summary *summary = walk->summary;
  if (summary->exprs[object].kind == EXPR_ATTRIBUTE)
    return is_found(receivers, KEY(KEY_OF_FIELD, name));
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  for (; scope != 0; scope = summary->scopes[scope].parent)
    if (is_found(receivers, KEY(scope + 1, name))) return true;
  return is_found(receivers, KEY(1, name));
}

// `stream = sock.makefile()`: what a method of such an object gives waits no more than itself. What
// comes in several parts, as of `accept()`, is something else.
static void find_given(const Walk *walk, Map *receivers) {
  const Summary *summary = walk->summary;
  for (BindingId at = 0; receivers->count > 0 && at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (!keeps_value(binding) || binding->unpack != 0) continue;
    const Expr *call = &summary->exprs[binding->value];
    if (call->kind != EXPR_CALL || summary->exprs[call->a].kind != EXPR_ATTRIBUTE) continue;
    ExprId object = summary->exprs[call->a].a;
    NameId name = object_name(summary, object);
    bool is_so =
        name != 0 && (is_found(receivers, name) || is_found(receivers, KEY(KEY_OF_FIELD, name)) ||
                      is_found(receivers, KEY(binding->scope + 1, name)));
    if (is_so) (void)map_insert(walk->program->arena, receivers, made_key(binding), RECEIVER_SO);
  }
}

// `super().__init__(port, timeout=0)`: what the methods of the class call themselves is made so.
static void find_selves(const Walk *walk, Map *receivers, ExprId call, const char *names) {
  const Summary *summary = walk->summary;
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  if (callee->kind != EXPR_ATTRIBUTE) return;
  if (!str_equal_c(summary_name(summary, callee->b), "__init__")) return;
  if (!gives_zero(walk, call, names)) return;
  const Scope *function = &summary->scopes[summary_scope_at(summary, call)];
  for (ScopeId i = function->parent; i < summary->scopes_count; i++) {
    const Scope *method = &summary->scopes[i];
    if (method->parent != function->parent || !(method->flags & SCOPE_METHOD)) continue;
    if (method->parameter_count == 0) continue;
    uint64_t self = KEY(i + 1, summary->parameters[method->parameters].name);
    (void)map_insert(walk->program->arena, receivers, self, RECEIVER_SO);
  }
}

// Whether a file has one of some words as a name: most have none, and need no closer look.
static bool has_name(const Summary *summary, const char *words) {
  for (Str rest = str_from_c(words); rest.at;) {
    Str word = str_cut(&rest, ' ');
    for (NameId id = 1; id < summary->names_count; id++) {
      Str name = summary_name(summary, id);
      if (name.size == word.size && name.at[0] == word.at[0] && str_equal(name, word)) return true;
    }
  }
  return false;
}

static bool is_named(Program *program, ModuleId id, const char *words) {
  Module *module = module_of(program, id);
  for (size_t i = 0; i < module->named.count; i++)
    if (module->named.at[i].words == words) return module->named.at[i].is_so;
  bool is_so = has_name(summary_of(program, id), words);
  array_push(program->arena, &module->named, ((HasWords){.words = words, .is_so = is_so}));
  return is_so;
}

static void find_receivers(Walk *walk, Map *receivers, const char *methods) {
  const Summary *summary = walk->summary;
  for (BindingId at = 0; at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    uint64_t receiver = 0;
    if (sets_zero(summary, binding, methods))
      receiver = receiver_name(summary, &summary->exprs[binding->extra]);
    else if (is_made_off(walk, binding, methods) || is_given_off(walk, binding, methods))
      receiver = made_key(binding);
    if (receiver != 0) map_insert(walk->program->arena, receivers, receiver, RECEIVER_SO);
  }
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    const Expr *callee = &summary->exprs[summary->exprs[at].a];
    NameId receiver = receiver_name(summary, callee);
    find_selves(walk, receivers, at, methods);
    if (receiver == 0 || !str_lists(methods, summary_name(summary, callee->b))) continue;
    if (!conditions_hold(walk->program, walk->module, at, &is_off))
      map_insert(walk->program->arena, receivers, receiver, RECEIVER_SO);
  }
  find_given(walk, receivers);
}

static bool gives_object(const Summary *summary, const Binding *binding) {
  if (!keeps_value(binding)) return false;
  const Expr *value = &summary->exprs[binding->value];
  return !expr_is_literal(value, LITERAL_NONE);
}

// What another name is given for, or for what it gives: `with self.db as db`, `row = db.execute()`.
static bool is_made_of(const Summary *summary, const Map *receivers, const Binding *binding) {
  const Expr *value = &summary->exprs[receiver_of(summary, binding->value)];
  if (value->kind == EXPR_ATTRIBUTE) return is_found(receivers, KEY(KEY_OF_FIELD, value->b));
  return value->kind == EXPR_NAME && is_found(receivers, KEY(binding->scope + 1, value->a));
}

// Whether a call makes such an object, or what is made by one of its calls: `connect(":memory:")`,
// `connect(":memory:").execute(…)`.
static bool is_made_in(const Walk *walk, ExprId call, const Condition *condition) {
  const Summary *summary = walk->summary;
  while (summary->exprs[call].kind == EXPR_CALL) {
    if (condition_is_true(walk->program, walk->module, call, condition)) return true;
    const Expr *callee = &summary->exprs[summary->exprs[call].a];
    call = callee->kind == EXPR_ATTRIBUTE ? callee->a : 0;
  }
  return false;
}

static bool is_made_by(const Walk *walk, const Binding *binding, const Condition *condition) {
  return is_made_in(walk, binding->value, condition);
}

// The receivers that are made by a call of which a condition is true, wherever they are made; then
// other names for them, and what they give.
static void find_made(const Walk *walk, Map *receivers, const Condition *condition) {
  Arena *arena = walk->program->arena;
  const Summary *summary = walk->summary;
  const Binding *end = summary->bindings + summary->bindings_count;
  for (const Binding *at = summary->bindings; at < end; at++)
    if (gives_object(summary, at) && is_made_by(walk, at, condition))
      (void)map_insert(arena, receivers, made_key(at), RECEIVER_SO);
  if (receivers->count == 0) return;
  for (const Binding *at = summary->bindings; at < end; at++)
    if (gives_object(summary, at) && is_made_of(summary, receivers, at))
      (void)map_insert(arena, receivers, made_key(at), RECEIVER_SO);
  for (const Binding *at = summary->bindings; at < end; at++) {
    if (!gives_object(summary, at) || is_made_by(walk, at, condition)) continue;
    if (!is_made_of(summary, receivers, at))
      *map_insert(arena, receivers, made_key(at), RECEIVER_OTHERWISE) = RECEIVER_OTHERWISE;
  }
}

static bool is_receiver(const Walk *walk, const Map *receivers, ExprId site) {
  ExprId object = receiver_of(walk->summary, site);
  NameId receiver = object_name(walk->summary, object);
  if (receiver == 0) return false;
  return is_found(receivers, receiver) || is_made_here(walk, receivers, object, receiver);
}

const Map *nonblocking_found(const Module *module, const char *by) {
  for (size_t i = 0; i < module->nonblocking.count; i++)
    if (module->nonblocking.at[i].by == by) return &module->nonblocking.at[i].names;
  return NULL;
}

const Map *nonblocking_keep(Program *program, ModuleId id, Nonblocking found) {
  Module *module = module_of(program, id);
  array_push(program->arena, &module->nonblocking, found);
  return &module->nonblocking.at[module->nonblocking.count - 1].names;
}

// Those that a module switches off.
static const Map *switched_off(Program *program, ModuleId id, const char *methods) {
  const Map *found = nonblocking_found(module_of(program, id), methods);
  if (found) return found;
  Walk all = {.program = program, .module = id, .summary = summary_of(program, id)};
  Nonblocking fresh = {.by = methods};
  find_receivers(&all, &fresh.names, methods);
  return nonblocking_keep(program, id, fresh);
}

// A field of that name among them, whatever has it.
static bool has_field(const Summary *summary, const Map *receivers, Str name) {
  for (uint32_t i = 0; i < receivers->count; i++) {
    uint64_t of = receivers->keys[i] >> 32;
    bool is_field = of == 0 || of == KEY_OF_FIELD;
    if (is_field && str_equal(summary_name(summary, (NameId)receivers->keys[i]), name)) return true;
  }
  return false;
}

// Whether the class of an object, or one above it, makes this field of its own so, in its file.
static bool class_switches_off(const Walk *walk, ExprId object, Str field, const char *methods) {
  Program *program = walk->program;
  Values owner = values_kept(program, evaluate_kept(program, walk->module, object));
  if (owner.count == 1 && owner.at[0].kind == VALUE_PARAMETER)
    owner = parameter_passed(program, owner.at[0]);
  if (owner.count != 1 || owner.at[0].kind != VALUE_INSTANCE) return false;
  const Class *class = class_order(program, owner.at[0].a);
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id == CLASS_NONE) continue;
    ModuleId module = program->classes.at[class->order[i].class_id].module;
    if (module == walk->module) continue;
    if (has_field(summary_of(program, module), switched_off(program, module, methods), field))
      return true;
  }
  return false;
}

static bool is_alias(const Summary *summary, const Binding *binding) {
  return binding->kind == BINDING_ATTRIBUTE && binding->value != 0 &&
         summary->exprs[binding->value].kind == EXPR_ATTRIBUTE;
}

// Names of fields that a module gives those of other objects.
static const NameMask *aliased_names(Program *program, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  NameMask *mask = arena_push(program->arena, NameMask, 1);
  for (BindingId i = 0; i < summary->bindings_count; i++)
    if (is_alias(summary, &summary->bindings[i]))
      mask_add(mask, atom_of(program, module, summary->bindings[i].name).hash);
  return mask;
}

// `self.sock = bus.sock`: the field of another object, under a name of its own.
static bool is_alias_off(const Walk *walk, NameId field, const char *methods) {
  const Summary *summary = walk->summary;
  Module *module = module_of(walk->program, walk->module);
  if (!module->aliased) module->aliased = aliased_names(walk->program, walk->module);
  if (!mask_has(module->aliased, atom_of(walk->program, walk->module, field).hash)) return false;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->name != field || !is_alias(summary, binding)) continue;
    const Expr *value = &summary->exprs[binding->value];
    if (class_switches_off(walk, value->a, summary_name(summary, value->b), methods)) return true;
  }
  return false;
}

// `self.connection.socket.send(…)`
static bool owner_switches_off(const Walk *walk, ExprId site, const char *methods) {
  const Summary *summary = walk->summary;
  const Expr *callee = &summary->exprs[summary->exprs[site].a];
  if (callee->kind != EXPR_ATTRIBUTE) return false;
  const Expr *field = &summary->exprs[callee->a];
  return field->kind == EXPR_ATTRIBUTE &&
         (class_switches_off(walk, field->a, summary_name(summary, field->b), methods) ||
          is_alias_off(walk, field->b, methods));
}

bool receiver_is_nonblocking(Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  const char *methods = entry->nonblocking_after;
  // A socket may be given to the loop, which makes it so; a file only by one of these names.
  if (entry->effect == EFFECT_FILE_IO && !is_named(walk->program, walk->module, methods))
    return false;
  return is_receiver(walk, switched_off(walk->program, walk->module, methods), site) ||
         owner_switches_off(walk, site, methods) ||
         object_is_left_nonblocking(walk, receiver_of(walk->summary, site), site);
}

// Those that are made so in a module.
static const Map *made_so(const Walk *walk, const Condition *condition) {
  Module *module = module_of(walk->program, walk->module);
  const char *by = condition->text ? condition->text : condition->keyword;
  const Map *found = nonblocking_found(module, by);
  if (found) return found;
  Nonblocking fresh = {.by = by};
  find_made(walk, &fresh.names, condition);
  return nonblocking_keep(walk->program, walk->module, fresh);
}

// `connect(":memory:").execute(…)`
static bool is_chained(const Walk *walk, ExprId site, const Condition *condition) {
  const Expr *call = &walk->summary->exprs[site];
  if (call->kind != EXPR_CALL) return false;
  const Expr *method = &walk->summary->exprs[call->a];
  return method->kind == EXPR_ATTRIBUTE && is_made_in(walk, method->a, condition);
}

// `list(map(str, rows))`, `[*rows]`: how deep what is iterated over is looked for.
#define CONSUMED_MAX_DEPTH 4

static bool is_iterable(const Walk *walk, ExprId given) {
  if (walk->summary->exprs[given].kind == EXPR_STARRED) return true;
  Values values = evaluate(walk->program, walk->module, given);
  return values.count == 1 &&
         (values.at[0].kind == VALUE_LIBRARY_INSTANCE || values.at[0].kind == VALUE_LAZY);
}

// The only object of a library that a library function, or a display, is given to iterate over; 0
// when there are several.
static ExprId only_given(const Walk *walk, const Expr *expr) {
  bool is_call = expr->kind == EXPR_CALL;
  uint32_t count = is_call ? expr->c : expr->b;
  ExprId found = 0;
  for (uint32_t i = 0; i < count; i++) {
    ExprId given = is_call ? walk->summary->arguments[expr->b + i].value
                           : walk->summary->operands[expr->a + i];
    if (!is_iterable(walk, given)) continue;
    if (found != 0) return 0;
    found = given;
  }
  return found;
}

static bool is_library_function(const Walk *walk, const Expr *expr) {
  if (expr->kind != EXPR_CALL || walk->summary->exprs[expr->a].kind != EXPR_NAME) return false;
  Values callee = evaluate(walk->program, walk->module, expr->a);
  return callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY;
}

// What is iterated over in the end: `rows` of `list(map(str, rows))`.
static ExprId consumed_by(const Walk *walk, ExprId site) {
  for (int depth = 0; site != 0 && depth < CONSUMED_MAX_DEPTH; depth++) {
    const Expr *expr = &walk->summary->exprs[site];
    bool is_display = expr->kind == EXPR_CONTAINER && expr->c != CONTAINER_DICT;
    if (expr->kind == EXPR_STARRED)
      site = expr->a;
    else if (is_display || is_library_function(walk, expr))
      site = only_given(walk, expr);
    else
      break;
  }
  return site;
}

#define MADE_MAX_DEPTH 4

static bool is_bound_so(const Walk *walk, ExprId use, const Condition *condition, int depth);

// What a binding gives is made so, or is given by what is.
static bool gives_so(const Walk *walk, const Binding *binding, const Condition *condition,
                     int depth) {
  if (!gives_object(walk->summary, binding)) return false;
  return is_made_by(walk, binding, condition) ||
         is_bound_so(walk, receiver_of(walk->summary, binding->value), condition, depth + 1);
}

// Whether all that a variable can be at its use is made so: one name may stand for an archive on
// disk first and for one in memory in another branch.
static bool is_bound_so(const Walk *walk, ExprId use, const Condition *condition, int depth) {
  const Summary *summary = walk->summary;
  const Expr *name = &summary->exprs[use];
  if (use == 0 || name->kind != EXPR_NAME || depth > MADE_MAX_DEPTH) return false;
  ScopeId scope = scope_at(walk->program, walk->module, use);
  RegionId here = region_at(walk->program, walk->module, use);
  bool is_so = false;
  for (BindingId id = summary->bindings_count; id-- > 0;) {
    const Binding *binding = &summary->bindings[id];
    if (binding->scope != scope || binding->name != name->a) continue;
    if (!binding_reaches(walk->program, walk->module, id, use)) continue;
    if (!gives_so(walk, binding, condition, depth)) return false;
    is_so = true;
    if (binding->at <= use && summary_region_contains(summary, binding->region, here)) break;
  }
  return is_so;
}

bool receiver_is_made_so(Walk *walk, ExprId site, CallHow how, const Condition *condition) {
  if (how == CALL_ITERATE) site = consumed_by(walk, site);
  return is_receiver(walk, made_so(walk, condition), site) || is_chained(walk, site, condition) ||
         is_bound_so(walk, receiver_of(walk->summary, site), condition, 0);
}
