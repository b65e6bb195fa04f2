// What a call leaves non-blocking that takes it: a socket that the loop was given, a descriptor
// that os.set_blocking was called with; and the fields that hold it.
#include "link/calls/calls.h"
#include "link/calls/receivers.h"
#include "link/guards/guards.h"

// `self.sock` of `loop.create_datagram_endpoint(Echo, sock=self.sock)`, `fd` of
// `os.set_blocking(fd, False)`: what a call leaves non-blocking; 0 of other calls.
static ExprId left_nonblocking(Program *program, ModuleId module, ExprId call) {
  Values callee = evaluate(program, module, expr_of(program, module, call)->a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_LIBRARY) return 0;
  const KnowledgeEntry *entry = symbol_entry(program, callee.at[0].a);
  if (entry && entry->nonblocking_if.is != ARGUMENT_NONE_SET &&
      !condition_is_true(program, module, call, &entry->nonblocking_if))
    return 0;
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    if (role->role == ROLE_NONBLOCKING)
      return argument_find(program, module, call, role->position, str_from_c(role->keyword)).value;
  }
  return 0;
}

// `file` of `file.fileno()`
static ExprId described(const Summary *summary, ExprId object) {
  const Expr *call = &summary->exprs[object];
  if (call->kind != EXPR_CALL || call->c != 0) return object;
  const Expr *method = &summary->exprs[call->a];
  bool is_fileno =
      method->kind == EXPR_ATTRIBUTE && str_equal(summary_name(summary, method->b), STR("fileno"));
  return is_fileno ? method->a : object;
}

// The fields that a function keeps a variable in: `self.file = file`.
static void add_fields(Program *program, const Summary *summary, ExprId object, ExprId by,
                       Map *out) {
  const Expr *name = &summary->exprs[object];
  if (name->kind != EXPR_NAME) return;
  ScopeId scope = summary_scope_at(summary, object);
  for (BindingId at = bindings_from(summary, summary->scopes[scope].begin);
       at < summary->bindings_count && summary->bindings[at].at <= summary->scopes[scope].end;
       at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->kind != BINDING_ATTRIBUTE || binding->value == 0) continue;
    const Expr *value = &summary->exprs[binding->value];
    bool is_it = expr_is_name(value, name->a) && binding->scope == scope;
    if (is_it) (void)map_insert(program->arena, out, KEY(KEY_OF_FIELD, binding->name), by);
  }
}

static uint64_t object_key(const Summary *summary, ExprId object, ExprId site) {
  NameId name = object_name(summary, object);
  if (name == 0) return 0;
  if (summary->exprs[object].kind == EXPR_ATTRIBUTE) return KEY(KEY_OF_FIELD, name);
  return KEY(summary_runner(summary, summary_scope_at(summary, site)) + 1, name);
}

// What calls of a module leave non-blocking, and the first one that does.
static const Map *all_left_nonblocking(Program *program, ModuleId id) {
  static const char by[] = "a call";
  const Map *found = nonblocking_found(module_of(program, id), by);
  if (found) return found;
  const Summary *summary = summary_of(program, id);
  Nonblocking fresh = {.by = by};
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    ExprId object = left_nonblocking(program, id, at);
    object = object ? described(summary, object) : 0;
    uint64_t key = object ? object_key(summary, object, at) : 0;
    if (key == 0) continue;
    (void)map_insert(program->arena, &fresh.names, key, at);
    add_fields(program, summary, object, at, &fresh.names);
  }
  return nonblocking_keep(program, id, fresh);
}

// The parameter of the constructor that a field of the object itself is; UINT32_MAX when it may be
// something else.
static uint32_t field_parameter(const Walk *walk, ClassId owner, NameId field, ScopeId *function) {
  const Summary *summary = walk->summary;
  uint32_t parameter = UINT32_MAX;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_ATTRIBUTE || binding->name != field || !binding->value) continue;
    ScopeId setter = summary_runner(summary, summary_scope_at(summary, binding->value));
    if (summary->scopes[setter].parent != walk->program->classes.at[owner].scope) continue;
    Str method = summary_name(summary, summary->scopes[setter].name);
    if (parameter != UINT32_MAX || !str_equal_c(method, "__init__")) return UINT32_MAX;
    parameter = guards_parameter(walk->program, walk->module, setter, binding->value);
    if (parameter == UINT32_MAX) return UINT32_MAX;
    *function = setter;
  }
  return parameter;
}

// `self._sock` of an object that this module makes and gives what one of its calls leaves
// non-blocking: `create_connection(lambda: Echo(self.sock), sock=self.sock)`.
static bool is_given_nonblocking(const Walk *walk, const Map *left, ExprId object) {
  Program *program = walk->program;
  const Summary *summary = walk->summary;
  const Expr *field = &summary->exprs[object];
  ClassId owner = function_state(program, walk->function)->owner;
  if (left->count == 0 || owner == CLASS_NONE || field->kind != EXPR_ATTRIBUTE) return false;
  if (program->classes.at[owner].module != walk->module) return false;
  ScopeId made_by = 0;
  uint32_t parameter = field_parameter(walk, owner, field->b, &made_by);
  if (parameter == UINT32_MAX) return false;
  FunctionId constructor = function_get(program, walk->module, made_by);
  NameId class = summary->scopes[program->classes.at[owner].scope].name;
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    const Expr *call = &summary->exprs[at];
    if (call->kind != EXPR_CALL || summary->exprs[call->a].kind != EXPR_NAME) continue;
    if (summary->exprs[call->a].a != class) continue;
    ExprId given =
        argument_for_parameter(program, walk->module, at, constructor, parameter, true).value;
    uint64_t key = given != 0 ? object_key(summary, given, at) : 0;
    if (key != 0 && map_find(left, key)) return true;
  }
  return false;
}

bool object_is_left_nonblocking(Walk *walk, ExprId object, ExprId site) {
  const Summary *summary = walk->summary;
  uint64_t key = object != 0 ? object_key(summary, object, site) : 0;
  if (key == 0) return false;
  const Map *left = all_left_nonblocking(walk->program, walk->module);
  const uint32_t *by = map_find(left, key);
  if (!by) return is_given_nonblocking(walk, left, object);
  ScopeId here = function_state(walk->program, walk->function)->public.scope;
  return *by < site || summary_runner(summary, summary_scope_at(summary, *by)) != here;
}

bool descriptor_is_nonblocking(Walk *walk, ExprId site) {
  return object_is_left_nonblocking(
      walk, argument_find(walk->program, walk->module, site, 0, STR("fd")).value, site);
}
