// What pointers to functions can lead to. Stores, arguments and returned values are edges between
// slots; calls through a slot add edges as its targets become known, so a handler that is passed
// through a setter that is itself a field of a table is still found.
#include "link/native/native.h"

// ---- Slots --------------------------------------------------------------------------------------

// Makes the keys of fields and of variables with the same name differ.
#define SALT_FIELD   0x9ae16a3b2f90404full
#define SALT_RETURN  0xc3a5c85c97cb3127ull
#define SALT_UNKNOWN 0xb492b66fbe98f273ull

static SlotId slot_at(Native *native, uint64_t key) {
  uint32_t fresh = (uint32_t)native->slots.count;
  SlotId slot = *map_insert(&native->arena, &native->slot_index, key, fresh);
  if (slot == fresh) array_push(&native->arena, &native->slots, (Slot){0});
  return slot;
}

SlotId native_field(Native *native, Str name) {
  return slot_at(native, summary_name_hash(name) ^ SALT_FIELD);
}

// `module` MODULE_NONE: a variable with external linkage.
SlotId native_variable(Native *native, ModuleId module, ScopeId scope, Str name) {
  uint64_t owner =
      module == MODULE_NONE ? SALT_UNKNOWN : number_hash(module) ^ number_hash(scope) * SALT_RETURN;
  return slot_at(native, summary_name_hash(name) ^ owner);
}

static SlotId slot_of_result(Native *native, FunctionId function) {
  return slot_at(native, number_hash(function) ^ SALT_RETURN);
}

static SlotId slot_of_parameter(Native *native, FunctionId function, uint32_t index) {
  const Scope *scope = function_scope(native->program, function);
  const Function *public = &native->program->functions.at[function].public;
  if (index >= scope->parameter_count) return SLOT_NONE;
  const Summary *summary = native->program->modules[public->module].summary;
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  if (parameter->kind == PARAMETER_STAR || parameter->name == 0) return SLOT_NONE;
  return native_variable(native, public->module, public->scope,
                         summary_name(summary, parameter->name));
}

static void queue_slot(Native *native, SlotId slot) {
  if (native->slots.at[slot].is_queued) return;
  native->slots.at[slot].is_queued = true;
  array_push(&native->arena, &native->queue, slot);
}

// Another number for each pair, and none near that of its neighbours, which would crowd a map.
static uint64_t pair_key(uint32_t a, uint32_t b) {
  uint64_t pair = ((uint64_t)a << 32 | b) * SALT_RETURN;
  return pair ^ pair >> 32;
}

static bool is_new(Native *native, Map *pairs, uint32_t a, uint32_t b) {
  uint32_t count = pairs->count;
  map_insert(&native->arena, pairs, pair_key(a, b), 1);
  return pairs->count != count;
}

static bool holds(const Slot *slot, TargetId target) {
  for (size_t i = 0; i < slot->targets.count; i++)
    if (slot->targets.at[i] == target) return true;
  return false;
}

static void slot_hold(Native *native, SlotId id, TargetId target) {
  Slot *slot = &native->slots.at[id];
  if (slot->is_full || holds(slot, target)) return;
  if (slot->targets.count == SLOT_MAX_TARGETS) {
    slot->is_full = true;
    return;
  }
  array_push(&native->arena, &slot->targets, target);
  queue_slot(native, id);
}

static void slot_flow(Native *native, SlotId from, SlotId to) {
  if (from == to || !is_new(native, &native->edges, from, to)) return;
  array_push(&native->arena, &native->slots.at[from].successors, to);
  for (size_t i = 0; i < native->slots.at[from].targets.count; i++)
    slot_hold(native, to, native->slots.at[from].targets.at[i]);
}

// ---- Targets ------------------------------------------------------------------------------------

static TargetId target_at(Native *native, uint64_t key, Target target) {
  uint32_t fresh = (uint32_t)native->targets.count;
  TargetId id = *map_insert(&native->arena, &native->target_index, key, fresh);
  if (id == fresh) array_push(&native->arena, &native->targets, target);
  return id;
}

static TargetId target_of_function(Native *native, FunctionId function) {
  return target_at(native, number_hash(function), (Target){.function = function});
}

static void add_library(Native *native, Str name, Pointees *out) {
  const KnowledgeEntry *entry = native_entry(native, name);
  if (!entry) return;
  Target target = {.function = FUNCTION_NONE, .entry = entry, .name = name};
  TargetId id = target_at(native, summary_name_hash(name) ^ SALT_FIELD, target);
  array_push(&native->arena, &out->targets, id);
}

// ---- What an expression can be ------------------------------------------------------------------

// Casts, choices and tables in one another are looked into so far.
#define POINTEES_MAX_DEPTH 12

static void find(Native *native, ModuleId module, ScopeId scope, ExprId expr, int depth,
                 Pointees *out);

static void find_name(Native *native, ModuleId module, ScopeId scope, NameId name, Pointees *out) {
  Named named = native_name(native, module, scope, name);
  FunctionId functions[NATIVE_MAX_NAMESAKES];
  uint32_t count = native_functions(native, named, module, functions, NATIVE_MAX_NAMESAKES);
  for (uint32_t i = 0; i < count; i++)
    array_push(&native->arena, &out->targets, target_of_function(native, functions[i]));
  if (named.meaning == MEANS_SLOT) array_push(&native->arena, &out->slots, named.slot);
  if (named.meaning == MEANS_LIBRARY) add_library(native, named.name, out);
}

// A descriptor that a library call makes is known by the place of that call.
static void add_descriptor(Native *native, ModuleId module, ScopeId scope, ExprId call, Str name,
                           Pointees *out) {
  const KnowledgeEntry *entry = native_entry(native, name);
  if (!entry || !(entry->traits & (TRAIT_GIVES_FILE | TRAIT_GIVES_STREAM))) return;
  Target target = {.function = FUNCTION_NONE,
                   .entry = entry,
                   .name = name,
                   .origin = call,
                   .module = module,
                   .scope = scope};
  TargetId id = target_at(native, number_hash(module) ^ number_hash(call) * SALT_FIELD, target);
  array_push(&native->arena, &out->targets, id);
}

// What a call gives: what its callee returns, where that is known by name.
static void find_result(Native *native, ModuleId module, ScopeId scope, ExprId id, Pointees *out) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *callee = &summary->exprs[summary->exprs[id].a];
  if (callee->kind != EXPR_NAME) return;
  Named named = native_name(native, module, scope, callee->a);
  if (named.meaning == MEANS_LIBRARY) add_descriptor(native, module, scope, id, named.name, out);
  FunctionId functions[NATIVE_MAX_NAMESAKES];
  uint32_t count = native_functions(native, named, module, functions, NATIVE_MAX_NAMESAKES);
  for (uint32_t i = 0; i < count; i++)
    array_push(&native->arena, &out->slots, slot_of_result(native, functions[i]));
}

static void find_operands(Native *native, ModuleId module, ScopeId scope, const Expr *expr,
                          int depth, Pointees *out) {
  const Summary *summary = native->program->modules[module].summary;
  bool is_conditional = expr->kind == EXPR_CHOICE && expr->c == CHOICE_CONDITIONAL;
  uint32_t count = is_conditional ? 2 : expr->b; // without its test
  for (uint32_t i = 0; i < count; i++)
    find(native, module, scope, summary->operands[expr->a + i], depth + 1, out);
}

static void find(Native *native, ModuleId module, ScopeId scope, ExprId id, int depth,
                 Pointees *out) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *expr = &summary->exprs[id];
  if (depth > POINTEES_MAX_DEPTH) return;
  switch ((int)expr->kind) {
  case EXPR_NAME:
    find_name(native, module, scope, expr->a, out);
    return;
  case EXPR_ATTRIBUTE:
    array_push(&native->arena, &out->slots, native_field(native, summary_name(summary, expr->b)));
    return;
  case EXPR_SUBSCRIPT: // all elements of a table together
  case EXPR_NAMED:
    find(native, module, scope, expr->a, depth + 1, out);
    return;
  case EXPR_UNARY:
    if (expr->c == OPERATOR_ADDRESS) find(native, module, scope, expr->a, depth + 1, out);
    return;
  case EXPR_CALL:
    find_result(native, module, scope, id, out);
    return;
  case EXPR_CHOICE:
  case EXPR_CONTAINER:
    find_operands(native, module, scope, expr, depth, out);
    return;
  }
}

void native_pointees(Native *native, ModuleId module, ScopeId scope, ExprId expr, Pointees *out) {
  *out = (Pointees){0};
  if (expr != 0) find(native, module, scope, expr, 0, out);
}

// ---- Edges --------------------------------------------------------------------------------------

static bool is_constant(const Summary *summary, ExprId value) {
  const Expr *expr = &summary->exprs[value];
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NEGATIVE) expr = &summary->exprs[expr->a];
  return expr->kind == EXPR_LITERAL;
}

static void flow(Native *native, ModuleId module, ScopeId scope, ExprId value, SlotId to) {
  Pointees from;
  native_pointees(native, module, scope, value, &from);
  if (is_constant(native->program->modules[module].summary, value))
    native->slots.at[to].is_settled = true;
  else if (from.targets.count + from.slots.count == 0)
    native->slots.at[to].is_open = true;
  for (size_t i = 0; i < from.targets.count; i++)
    slot_hold(native, to, from.targets.at[i]);
  for (size_t i = 0; i < from.slots.count; i++)
    slot_flow(native, from.slots.at[i], to);
}

static void flow_arguments(Native *native, ModuleId module, ScopeId scope, ExprId call,
                           FunctionId callee) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *expr = &summary->exprs[call];
  for (uint32_t i = 0; i < expr->c; i++) {
    SlotId parameter = slot_of_parameter(native, callee, i);
    if (parameter == SLOT_NONE) return;
    flow(native, module, scope, summary->arguments[expr->b + i].value, parameter);
  }
}

// What gets the address of a variable may store anything there.
static void lend(Native *native, ModuleId module, ScopeId scope, const Expr *call) {
  const Summary *summary = native->program->modules[module].summary;
  for (uint32_t i = 0; i < call->c; i++) {
    ExprId value = summary->arguments[call->b + i].value;
    const Expr *expr = &summary->exprs[value];
    if (expr->kind != EXPR_UNARY || expr->c != OPERATOR_ADDRESS) continue;
    Pointees lent;
    native_pointees(native, module, scope, value, &lent);
    for (size_t s = 0; s < lent.slots.count; s++)
      native->slots.at[lent.slots.at[s]].is_open = true;
  }
}

static void edges_of_call(Native *native, ModuleId module, ScopeId scope, ExprId call) {
  Pointees callees;
  const Expr *expr = &native->program->modules[module].summary->exprs[call];
  native_pointees(native, module, scope, expr->a, &callees);
  lend(native, module, scope, expr);
  for (size_t i = 0; i < callees.targets.count; i++) {
    FunctionId function = native->targets.at[callees.targets.at[i]].function;
    if (function != FUNCTION_NONE) flow_arguments(native, module, scope, call, function);
  }
  if (callees.slots.count == 0) return;
  SlotUse use = {module, scope, call};
  uint32_t number = (uint32_t)native->uses.count;
  array_push(&native->arena, &native->uses, use);
  for (size_t i = 0; i < callees.slots.count; i++)
    array_push(&native->arena, &native->slots.at[callees.slots.at[i]].uses, number);
}

static void edges_of_binding(Native *native, ModuleId module, const Binding *binding) {
  const Summary *summary = native->program->modules[module].summary;
  if (binding->value == 0 || binding->flags & BINDING_DEAD) return;
  if (binding->kind == BINDING_ATTRIBUTE)
    flow(native, module, binding->scope, binding->value,
         native_field(native, summary_name(summary, binding->name)));
  if (binding->kind != BINDING_ASSIGN) return;
  Named named = native_name(native, module, binding->scope, binding->name);
  if (named.meaning == MEANS_SLOT) flow(native, module, binding->scope, binding->value, named.slot);
}

static void edges_of_exit(Native *native, ModuleId module, const Exit *exit) {
  if (exit->kind != EXIT_RETURN || exit->value == 0 || exit->flags & EXIT_DEAD) return;
  FunctionId function = function_get(native->program, module, exit->scope);
  flow(native, module, exit->scope, exit->value, slot_of_result(native, function));
}

static void edges_of_module(Native *native, ModuleId module) {
  const Summary *summary = native->program->modules[module].summary;
  for (BindingId id = 0; id < summary->bindings_count; id++)
    edges_of_binding(native, module, &summary->bindings[id]);
  for (uint32_t i = 0; i < summary->exits_count; i++)
    edges_of_exit(native, module, &summary->exits[i]);
  for (ScopeId scope = 1; scope < summary->scopes_count; scope++)
    for (ExprId at = summary->scopes[scope].begin; at < summary->scopes[scope].end; at++)
      if (summary->exprs[at].kind == EXPR_CALL && !(summary->exprs[at].flags & EXPR_FLAG_DEAD))
        edges_of_call(native, module, scope, at);
}

// ---- The fixpoint -------------------------------------------------------------------------------

static void pass_on(Native *native, SlotId id, TargetId target) {
  // Both lists may grow, and the slots move, while this goes on; what is added gets it then.
  for (size_t i = 0; i < native->slots.at[id].successors.count; i++)
    slot_hold(native, native->slots.at[id].successors.at[i], target);
  FunctionId function = native->targets.at[target].function;
  for (size_t i = 0; function != FUNCTION_NONE && i < native->slots.at[id].uses.count; i++) {
    uint32_t number = native->slots.at[id].uses.at[i];
    SlotUse use = native->uses.at[number];
    if (native->bound.count == SLOTS_MAX_PASSED) {
      native->slots.at[id].is_full = true;
      return;
    }
    if (is_new(native, &native->bound, number, function))
      flow_arguments(native, use.module, use.scope, use.call, function);
  }
}

// What is not known flows on, too.
static void open_slots(Native *native) {
  Array(SlotId) open = {0};
  for (SlotId id = 0; id < native->slots.count; id++) {
    Slot *slot = &native->slots.at[id];
    slot->is_open = slot->is_open || (slot->targets.count == 0 && !slot->is_settled);
    if (slot->is_open) array_push(&native->arena, &open, id);
  }
  for (size_t next = 0; next < open.count; next++) {
    const Slot *from = &native->slots.at[open.at[next]];
    for (size_t i = 0; i < from->successors.count; i++) {
      Slot *to = &native->slots.at[from->successors.at[i]];
      if (!to->is_open) array_push(&native->arena, &open, from->successors.at[i]);
      to->is_open = true;
    }
  }
}

void native_slots(Native *native) {
  Program *program = native->program;
  for (ModuleId module = 0; module < program->input.file_count; module++)
    if (module_is_native(program, module)) edges_of_module(native, module);
  for (size_t next = 0; next < native->queue.count; next++) {
    SlotId id = native->queue.at[next];
    native->slots.at[id].is_queued = false;
    while (native->slots.at[id].done < native->slots.at[id].targets.count) {
      TargetId target = native->slots.at[id].targets.at[native->slots.at[id].done++];
      pass_on(native, id, target);
    }
  }
  open_slots(native);
}

static Targets targets_of_slot(const Slot *slot) {
  return (Targets){.at = slot->targets.at,
                   .count = (uint32_t)slot->targets.count,
                   .is_open = slot->is_full || slot->targets.count == 0,
                   .is_partial = slot->is_open,
                   .is_full = slot->is_full};
}

Targets native_targets(Native *native, ModuleId module, ScopeId scope, ExprId expr) {
  Pointees from;
  Slot all = {0};
  bool is_open = false, is_partial = false, is_full = false;
  native_pointees(native, module, scope, expr, &from);
  if (from.targets.count == 0 && from.slots.count == 1)
    return targets_of_slot(&native->slots.at[from.slots.at[0]]);
  for (size_t i = 0; i < from.targets.count; i++)
    if (!holds(&all, from.targets.at[i]))
      array_push(&native->arena, &all.targets, from.targets.at[i]);
  for (size_t s = 0; s < from.slots.count; s++) {
    const Slot *slot = &native->slots.at[from.slots.at[s]];
    is_full = is_full || slot->is_full;
    is_open = is_open || slot->targets.count == 0;
    is_partial = is_partial || slot->is_open;
    for (size_t i = 0; i < slot->targets.count; i++)
      if (!holds(&all, slot->targets.at[i]))
        array_push(&native->arena, &all.targets, slot->targets.at[i]);
  }
  return (Targets){all.targets.at, (uint32_t)all.targets.count, is_open || is_full, is_partial,
                   is_full};
}
