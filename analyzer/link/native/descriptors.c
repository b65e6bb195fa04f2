// Descriptors in C: what they are of, whether they wait, who watches them. A descriptor is told by
// the call that made it, and by the variables, fields and parameters that hold it.
#include "link/contexts/contexts.h"
#include "link/native/native.h"

// ---- Asking -------------------------------------------------------------------------------------

static Target *target_in(const Native *native, Targets targets, uint32_t index) {
  return &native->targets.at[targets.at[index]];
}

static bool gives(const Target *target, Trait traits) {
  return target->origin != 0 && (target->entry->traits & traits) != 0;
}

static Targets targets_of(const Asking *asking, ExprId value) {
  return native_targets(asking->native, asking->module, asking->scope, value);
}

// Streams that are made of descriptors, which come from streams, and so on.
#define ORIGIN_MAX_DEPTH 4

// Whether a disk stands behind it. What is made by opening /proc/uptime, or memory, does not wait:
// the conditions of that call say so.
static bool opens_file(Native *native, const Target *target) {
  if (!gives(target, TRAIT_GIVES_FILE)) return false;
  // A FIFO or a terminal: files are always ready.
  if (target->watch != 0 && target->is_nonblocking) return false;
  if (native->origin_depth == ORIGIN_MAX_DEPTH) return false;
  native->origin_depth++;
  Outcome outcome =
      native_outcome(native, target->module, target->scope, target->origin, target->entry);
  native->origin_depth--;
  return outcome.happens && outcome.entry->effect != EFFECT_OPEN_PEER;
}

bool descriptor_is_file(const Asking *asking, ExprId value) {
  Targets targets = targets_of(asking, value);
  for (uint32_t i = 0; i < targets.count; i++)
    if (!opens_file(asking->native, target_in(asking->native, targets, i))) return false;
  return targets.count > 0;
}

bool descriptor_is_no_file(const Asking *asking, ExprId value) {
  Targets targets = targets_of(asking, value);
  for (uint32_t i = 0; i < targets.count; i++) {
    const Target *target = target_in(asking->native, targets, i);
    if (target->origin == 0 || opens_file(asking->native, target)) return false;
  }
  return targets.count > 0 && !targets.is_open;
}

static bool is_blocking(const Target *target) {
  return gives(target, TRAIT_GIVES_STREAM) && !target->is_nonblocking;
}

static bool waits_for(const Target *target, WaitFor what, bool even_watched) {
  if (!is_blocking(target)) return false;
  if (what == WAIT_FOR_ROOM && target->is_datagram) return false;
  // The kernel answers, and takes more than most programs send.
  if (target->is_local && (what == WAIT_FOR_PEER || what == WAIT_FOR_ROOM)) return false;
  return even_watched || what >= WAIT_FOR_PEER || target->watch == 0;
}

bool descriptor_can_wait(const Asking *asking, ExprId value, WaitFor what) {
  Targets targets = targets_of(asking, value);
  bool is_any = asking->native->asks_any;
  if (targets.is_partial && !is_any) return false;
  for (uint32_t i = 0; i < targets.count; i++) {
    bool waits = waits_for(target_in(asking->native, targets, i), what, is_any);
    if (waits == is_any) return is_any;
  }
  return targets.count > 0 && !is_any;
}

// The first slot of a value that is in a set, SLOT_NONE when none is.
static SlotId slot_in(const Asking *asking, const Map *slots, ExprId value) {
  if (slots->count == 0) return SLOT_NONE;
  Pointees pointees;
  native_pointees(asking->native, asking->module, asking->scope, value, &pointees);
  for (size_t i = 0; i < pointees.slots.count; i++)
    if (map_find(slots, pointees.slots.at[i])) return pointees.slots.at[i];
  return SLOT_NONE;
}

bool descriptor_is_fifo(const Asking *asking, ExprId path) {
  return slot_in(asking, &asking->native->fifos, path) != SLOT_NONE;
}

bool descriptor_is_fifo_named(const Asking *asking, Str path) {
  return map_find(&asking->native->fifo_names, summary_name_hash(path)) != NULL;
}

// ---- What calls do with descriptors -------------------------------------------------------------

typedef enum Mode { MODE_UNTOUCHED, MODE_UNKNOWN, MODE_BLOCKING, MODE_NONBLOCKING } Mode;

// To which mode a call switches the descriptor in its first argument. `*by` is the answer where a
// parameter decides: blocking when its guard is true.
static Mode mode_of(const Asking *asking, ExprId call, const KnowledgeEntry *entry, Verdict *by) {
  *by = (Verdict){.answer = ANSWER_UNKNOWN};
  bool is_switch = (entry->traits & TRAIT_SETS_BLOCKING) != 0;
  if (!is_switch && !(entry->traits & TRAIT_SETS_NONBLOCKING)) return MODE_UNTOUCHED;
  bool is_asked = condition_is_set(&entry->nonblocking_if);
  Verdict verdict = {.answer = ANSWER_YES};
  if (is_asked) verdict = native_ask(asking, &entry->nonblocking_if, call);
  if (is_switch) {
    *by = verdict;
    by->guard.test.is_not = !by->guard.test.is_not;
    if (verdict.answer == ANSWER_UNKNOWN) return MODE_UNKNOWN;
    return verdict.answer == ANSWER_YES ? MODE_NONBLOCKING : MODE_BLOCKING;
  }
  if (verdict.answer != ANSWER_YES) return MODE_UNTOUCHED;
  if (!condition_is_set(&entry->blocking_if)) return MODE_NONBLOCKING;
  *by = native_ask(asking, &entry->blocking_if, call);
  if (by->answer == ANSWER_UNKNOWN) return MODE_UNKNOWN;
  return by->answer == ANSWER_YES ? MODE_BLOCKING : MODE_NONBLOCKING;
}

static void make_nonblocking(const Asking *asking, ExprId value) {
  Targets targets = targets_of(asking, value);
  for (uint32_t i = 0; i < targets.count; i++)
    target_in(asking->native, targets, i)->is_nonblocking = true;
}

static void watch(const Asking *asking, ExprId site, ExprId value, bool is_driven) {
  Native *native = asking->native;
  Watch made = {asking->module, asking->scope, site, value, is_driven};
  array_push(&native->arena, &native->watches, made);
  uint32_t number = (uint32_t)native->watches.count;
  Pointees pointees;
  native_pointees(native, asking->module, asking->scope, value, &pointees);
  for (size_t i = 0; i < pointees.slots.count; i++)
    map_insert(&native->arena, &native->watched, pointees.slots.at[i], number - 1);
  Targets targets = targets_of(asking, value);
  for (uint32_t i = 0; i < targets.count; i++)
    if (target_in(native, targets, i)->watch == 0) target_in(native, targets, i)->watch = number;
}

static void note_fifo(const Asking *asking, ExprId path) {
  Native *native = asking->native;
  const Expr *expr = &asking->summary->exprs[path];
  if (expr_is_literal(expr, LITERAL_STRING) && expr->b != 0) {
    Str text = summary_name(asking->summary, expr->b);
    map_insert(&native->arena, &native->fifo_names, summary_name_hash(text), 1);
    return;
  }
  Pointees pointees;
  native_pointees(native, asking->module, asking->scope, path, &pointees);
  for (size_t i = 0; i < pointees.slots.count; i++)
    map_insert(&native->arena, &native->fifos, pointees.slots.at[i], 1);
}

static void note_argument(const Asking *asking, ExprId site, ArgumentRole role, ExprId value) {
  if (role == ROLE_NONBLOCKING) make_nonblocking(asking, value);
  if (role == ROLE_WATCHED || role == ROLE_DRIVEN) watch(asking, site, value, role == ROLE_DRIVEN);
  if (role == ROLE_FIFO) note_fifo(asking, value);
}

static void note_call(const Asking *asking, ExprId site) {
  const Expr *call = &asking->summary->exprs[site];
  const KnowledgeEntry *entry = native_callee_entry(asking->native, asking->module, call);
  if (!entry || call->c == 0 || call->flags & EXPR_FLAG_DEAD) return;
  Verdict by;
  Mode mode = mode_of(asking, site, entry, &by);
  // A mode that is not known is taken to be meant so, as in most calls.
  if (mode == MODE_NONBLOCKING || mode == MODE_UNKNOWN)
    make_nonblocking(asking, asking->summary->arguments[call->b].value);
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    uint32_t place = (uint8_t)entry->roles[i].position;
    if (entry->roles[i].role != ROLE_NONE && place < call->c)
      note_argument(asking, site, entry->roles[i].role,
                    asking->summary->arguments[call->b + place].value);
  }
}

static void note_module(Native *native, ModuleId module) {
  const Summary *summary = native->program->modules[module].summary;
  for (BindingId id = 0; id < summary->bindings_count; id++) {
    const Binding *binding = &summary->bindings[id];
    if (binding->kind != BINDING_ATTRIBUTE || binding->value == 0) continue;
    const KnowledgeEntry *entry = native_entry(native, summary_name(summary, binding->name));
    if (entry && entry->kind == KNOWN_SLOT)
      note_argument(&(Asking){native, module, binding->scope, summary}, binding->value,
                    entry->roles[0].role, binding->value);
  }
  for (ScopeId scope = 1; scope < summary->scopes_count; scope++)
    for (ExprId at = summary->scopes[scope].begin; at < summary->scopes[scope].end; at++)
      if (summary->exprs[at].kind == EXPR_CALL)
        note_call(&(Asking){native, module, scope, summary}, at);
}

static bool is_so(const Asking *asking, const Condition *condition, ExprId call) {
  return condition_is_set(condition) && native_ask(asking, condition, call).answer == ANSWER_YES;
}

void native_descriptors(Native *native) {
  for (uint32_t i = 0; i < native->targets.count; i++) {
    Target *target = &native->targets.at[i];
    if (target->origin == 0) continue;
    Asking asking = {native, target->module, target->scope,
                     native->program->modules[target->module].summary};
    target->is_nonblocking = is_so(&asking, &target->entry->nonblocking_if, target->origin);
    target->is_datagram = is_so(&asking, &target->entry->datagram_if, target->origin);
    target->is_local = is_so(&asking, &target->entry->local_if, target->origin);
  }
  for (ModuleId module = 0; module < native->program->input.file_count; module++)
    if (module_is_native(native->program, module)) note_module(native, module);
}

// ---- Watched, and waiting all the same ----------------------------------------------------------

static Asking asking_of(Native *native, const Call *call) {
  const Function *caller = program_function(native->program, call->caller);
  return (Asking){native, caller->module, caller->scope,
                  native->program->modules[caller->module].summary};
}

static bool is_native_call(const Native *native, const Call *call) {
  return module_is_native(native->program, program_function(native->program, call->caller)->module);
}

static const Condition *waits_if(const KnowledgeEntry *entry) {
  bool waits = entry->only_if.is == ARGUMENT_CAN_WAIT && entry->only_if.bits != WAIT_FOR_PEER;
  return waits ? &entry->only_if : NULL;
}

// A call that would wait if the loop did not watch its descriptor: it does when it is made again
// before the loop has said so, or finds no room.
static void note_use(Native *native, uint32_t number) {
  const Call *call = &native->program->calls.at[number];
  Asking asking = asking_of(native, call);
  const Expr *expr = &asking.summary->exprs[call->site];
  const KnowledgeEntry *entry = native_callee_entry(native, asking.module, expr);
  if (!entry) return;
  Outcome outcome = native_outcome(native, asking.module, asking.scope, call->site, entry);
  const Condition *condition = outcome.happens ? waits_if(outcome.entry) : NULL;
  if (!condition || (uint8_t)condition->position >= expr->c) return;
  uint32_t place = expr->b + (uint8_t)condition->position;
  Targets targets = targets_of(&asking, asking.summary->arguments[place].value);
  for (uint32_t i = 0; i < targets.count; i++)
    if (target_in(native, targets, i)->use == 0) target_in(native, targets, i)->use = number + 1;
}

static void find_uses(Native *native) {
  Program *program = native->program;
  uint32_t *reached = reach_from_loop(program, &native->arena);
  native->asks_any = true;
  for (uint32_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE && call->entry && reached[call->caller] != 0 &&
        is_native_call(native, call))
      note_use(native, i);
  }
  native->asks_any = false;
}

static void check_watch(Native *native, const Watch *at) {
  Program *program = native->program;
  Asking asking = {native, at->module, at->scope, program->modules[at->module].summary};
  if (!descriptor_can_wait(&asking, at->value, WAIT_AT_ALL)) return;
  Targets targets = targets_of(&asking, at->value);
  const Target *target = target_in(native, targets, 0);
  for (uint32_t i = 0; i < targets.count && target->use == 0; i++)
    target = target_in(native, targets, i);
  if (target->use == 0 && !at->is_driven) return;
  Fault fault = {.kind = FAULT_BLOCKING,
                 .module = at->module,
                 .site = at->site,
                 .value = at->value,
                 .other_module = target->module,
                 .other = target->origin};
  // Of datagrams one is there when the loop says so, and nearly all programs read just that one.
  bool is_sure = targets.count == 1 && !target->is_datagram;
  fault.confidence = is_sure ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
  if (target->use != 0) {
    const Call *use = &program->calls.at[target->use - 1];
    fault.use_module = program_function(program, use->caller)->module;
    fault.use = use->site;
  }
  array_push(program->arena, &program->faults, fault);
}

// ---- Watched, and made blocking again -----------------------------------------------------------

typedef struct Clear { // a function that makes a descriptor blocking when it is called so
  FunctionId function;
  uint32_t parameter; // that holds the descriptor; UINT32_MAX: it is watched, whoever calls
  Guards guards;
  Watch seen;    // where it is watched, when that is known already
  uint32_t next; // number + 1 of another one of the function, 0 at the end
} Clear;

typedef struct Clears {
  Native *native;
  Array(Clear) list;
  Map first; // function -> number + 1
} Clears;

// Where a loop watches what may be the same descriptor, NULL when none does.
static const Watch *watch_of(const Asking *asking, ExprId value) {
  Native *native = asking->native;
  SlotId slot = slot_in(asking, &native->watched, value);
  if (slot != SLOT_NONE) return &native->watches.at[*map_find(&native->watched, slot)];
  Targets targets = targets_of(asking, value);
  for (uint32_t i = 0; i < targets.count; i++) {
    uint32_t number = target_in(native, targets, i)->watch;
    if (number != 0) return &native->watches.at[number - 1];
  }
  return NULL;
}

static void add_clear(Clears *clears, Clear clear) {
  uint32_t *first = map_insert(&clears->native->arena, &clears->first, clear.function, 0);
  clear.next = *first;
  array_push(&clears->native->arena, &clears->list, clear);
  *first = (uint32_t)clears->list.count;
}

// A field is that of all objects of its type, and a parameter of all callers: the loop may watch
// another one's descriptor.
static Confidence watch_confidence(const Native *native, const Watch *watch) {
  const Summary *summary = native->program->modules[watch->module].summary;
  bool is_parameter =
      guards_parameter(native->program, watch->module, watch->scope, watch->value) != UINT32_MAX;
  bool is_sure = summary->exprs[watch->value].kind != EXPR_ATTRIBUTE && !is_parameter;
  return is_sure ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
}

// A call makes blocking what `value` holds, or what was seen already, where the guards are true.
static void clear_at(Clears *clears, const Call *call, ExprId value, const Guards *guards,
                     const Watch *seen, Confidence confidence) {
  Native *native = clears->native;
  Asking asking = asking_of(native, call);
  Program *program = native->program;
  uint32_t parameter =
      value ? guards_parameter(program, asking.module, asking.scope, value) : UINT32_MAX;
  if (value != 0 && parameter == UINT32_MAX) seen = watch_of(&asking, value);
  if (!seen && parameter == UINT32_MAX) return;
  if (guards->count > 0 || parameter != UINT32_MAX) {
    Clear clear = {.function = call->caller, .parameter = parameter, .guards = *guards};
    if (seen) clear.seen = *seen;
    add_clear(clears, clear);
    return;
  }
  Fault fault = {.kind = FAULT_CLEARED,
                 .module = asking.module,
                 .site = call->site,
                 .value = value,
                 .other_module = seen->module,
                 .other =
                     seen->site == call->site && seen->module == asking.module ? 0 : seen->site,
                 .confidence = confidence_least(confidence, watch_confidence(native, seen))};
  array_push(program->arena, &program->faults, fault);
}

// `if (on) flags &= ~O_NONBLOCK; else flags |= O_NONBLOCK; fcntl(fd, F_SETFL, flags)`: each value
// that the variable was given before, back to one that it was given for sure.
static void clear_by_variable(Clears *clears, const Call *call, const KnowledgeEntry *entry,
                              const Guards *around) {
  Asking asking = asking_of(clears->native, call);
  const Summary *summary = asking.summary;
  const Expr *expr = &summary->exprs[call->site];
  ExprId mode = summary->arguments[expr->b + (uint8_t)entry->blocking_if.position].value;
  if (summary->exprs[mode].kind != EXPR_NAME) return;
  Str name = summary_name(summary, summary->exprs[mode].a);
  BindingList list = summary_bindings(summary, asking.scope, name, summary_name_hash(name));
  RegionId here = region_at(clears->native->program, asking.module, call->site);
  if (list.count > SEARCH_MAX_BINDINGS) return;
  for (uint32_t i = list.count; i > 0; i--) {
    const Binding *binding = &summary->bindings[list.at[i - 1]];
    if (binding->at > call->site || binding->value == 0) continue;
    bool is_sure = summary_region_contains(summary, binding->region, here);
    if (native_ask_value(&asking, &entry->blocking_if, binding->value).answer == ANSWER_YES) {
      Guards guards = *around;
      uint32_t known = guards.count;
      guards_find(clears->native->program, asking.module, asking.scope, binding->value, &guards);
      bool is_told = is_sure || guards.count > known;
      clear_at(clears, call, summary->arguments[expr->b].value, &guards, NULL,
               is_told ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE);
    }
    if (is_sure) return;
  }
}

static void clear_by_entry(Clears *clears, const Call *call) {
  Asking asking = asking_of(clears->native, call);
  const Expr *expr = &asking.summary->exprs[call->site];
  const KnowledgeEntry *entry = native_callee_entry(clears->native, asking.module, expr);
  if (!entry || expr->c == 0) return;
  Verdict by;
  Mode mode = mode_of(&asking, call->site, entry, &by);
  if (mode != MODE_BLOCKING && mode != MODE_UNKNOWN) return;
  Guards guards = {0};
  guards_find(clears->native->program, asking.module, asking.scope, call->site, &guards);
  bool is_by_parameter = by.guard.test.is != GUARD_NONE_SET;
  if (mode == MODE_UNKNOWN && !is_by_parameter) {
    if (condition_is_set(&entry->blocking_if)) clear_by_variable(clears, call, entry, &guards);
    return;
  }
  if (mode == MODE_UNKNOWN) guards_add(&guards, by.guard);
  if (entry->roles[0].role == ROLE_DRIVEN) { // the library uses it, whoever it belongs to
    Watch self = {.module = asking.module, .site = call->site};
    clear_at(clears, call, 0, &guards, &self, CONFIDENCE_RESOLVED);
    return;
  }
  ExprId value = asking.summary->arguments[expr->b].value;
  clear_at(clears, call, value, &guards, NULL, CONFIDENCE_RESOLVED);
}

// Whether the arguments decide all guards, or pass them on to the caller's caller.
static bool is_told(const Asking *asking, const Expr *call, const Guards *guards) {
  for (uint32_t i = 0; i < guards->count; i++) {
    uint32_t place = guards->at[i].parameter;
    if (place >= call->c) return false;
    ExprId value = asking->summary->arguments[call->b + place].value;
    bool is_literal = asking->summary->exprs[value].kind == EXPR_LITERAL;
    Program *program = asking->native->program;
    if (!is_literal &&
        guards_parameter(program, asking->module, asking->scope, value) == UINT32_MAX)
      return false;
  }
  return true;
}

static void clear_by_callee(Clears *clears, const Call *call, const Clear *clear) {
  Program *program = clears->native->program;
  Asking asking = asking_of(clears->native, call);
  const Expr *expr = &asking.summary->exprs[call->site];
  GuardList list = {clear->guards.at, clear->guards.count};
  if (!is_told(&asking, expr, &clear->guards) || !guards_allow(program, call, list)) return;
  Guards guards = {0};
  guards_find(program, asking.module, asking.scope, call->site, &guards);
  guards_forward(program, call, list, &guards);
  if (clear->parameter == UINT32_MAX)
    clear_at(clears, call, 0, &guards, &clear->seen, call->confidence);
  else if (clear->parameter < expr->c)
    clear_at(clears, call, asking.summary->arguments[expr->b + clear->parameter].value, &guards,
             NULL, call->confidence);
}

// Helpers around helpers.
#define CLEARS_MAX_ROUNDS 4

static void find_cleared(Native *native) {
  Program *program = native->program;
  Clears clears = {.native = native};
  for (uint32_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE && call->entry && is_native_call(native, call))
      clear_by_entry(&clears, call);
  }
  uint32_t begin = 0;
  for (int round = 0; round < CLEARS_MAX_ROUNDS && begin < clears.list.count; round++) {
    uint32_t end = (uint32_t)clears.list.count;
    for (uint32_t i = 0; i < program->calls.count; i++) {
      const Call *call = &program->calls.at[i];
      const uint32_t *first =
          call->callee == FUNCTION_NONE ? NULL : map_find(&clears.first, call->callee);
      for (uint32_t at = first ? *first : 0; at != 0;) {
        Clear clear = clears.list.at[at - 1];
        if (at > begin && at <= end) clear_by_callee(&clears, call, &clear);
        at = clear.next;
      }
    }
    begin = end;
  }
}

// ---- Both ---------------------------------------------------------------------------------------

void native_faults(Native *native) {
  if (native->watches.count == 0) return;
  find_uses(native);
  for (size_t i = 0; i < native->watches.count; i++)
    check_watch(native, &native->watches.at[i]);
  find_cleared(native);
}

uint32_t program_fault_count(const Program *program) {
  return (uint32_t)program->faults.count;
}

const Fault *program_fault(const Program *program, uint32_t index) {
  return &program->faults.at[index];
}
