// Calls that keep nobody waiting who did not ask for it: what is done because a person sent a
// signal, lines of a log, commands for who looks for a mistake, tools with one user, and waiting
// for what was killed before.
#include "link/native/native.h"

// ---- Names --------------------------------------------------------------------------------------

static bool is_letter_of(char c, char first) {
  return c >= first && c <= first + ('z' - 'a');
}

static bool is_letter(char c) {
  return is_letter_of(c, 'a') || is_letter_of(c, 'A');
}

// Whether a word may begin at a place: `log` of `log_line`, `dns_log` and `serverLogRaw`.
static bool begins_word(Str name, size_t at) {
  if (at == 0 || !is_letter(name.at[at - 1])) return true;
  return is_letter_of(name.at[at], 'A') && is_letter_of(name.at[at - 1], 'a');
}

static bool ends_word(Str name, size_t at) {
  if (at == name.size || !is_letter(name.at[at])) return true;
  return is_letter_of(name.at[at], 'A') && is_letter_of(name.at[at - 1], 'a');
}

static bool has_word(Str name, Str word) {
  for (size_t at = 0; at + word.size <= name.size; at++) {
    size_t same = 0;
    while (same < word.size && str_small(name.at[at + same]) == word.at[same])
      same++;
    if (same == word.size && begins_word(name, at) && ends_word(name, at + same)) return true;
  }
  return false;
}

// What a tree calls the programs that one person starts and waits for.
static bool is_tool_path(Str path) {
  static const char *const words[] = {"tool",    "tools", "util",      "utils", "client",
                                      "clients", "cli",   "benchmark", "bench"};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (has_word(path, str_from_c(words[i]))) return true;
  return false;
}

static bool defines_main(const Summary *summary) {
  Str name = STR("main");
  BindingList list = summary_bindings(summary, 0, name, summary_name_hash(name));
  for (uint32_t i = 0; i < list.count; i++)
    if (summary->bindings[list.at[i]].kind == BINDING_DEF) return true;
  return false;
}

static bool is_tool(const Native *native, ModuleId module) {
  const Program *program = native->program;
  return is_tool_path(program->input.files[module].path) &&
         defines_main(program->modules[module].summary);
}

// ---- Signals ------------------------------------------------------------------------------------

// By which people, and who supervises a program for them, ask for something, in the numbers of the
// generic Linux ABI: HUP, INT, QUIT, USR1, USR2, TERM.
#define ASKING_SIGNALS (1u << 1 | 1u << 2 | 1u << 3 | 1u << 10 | 1u << 12 | 1u << 15)

static bool is_request(Native *native, const Origin *origin) {
  const KnowledgeEntry *entry = origin->entry;
  if (!entry || entry->signal_place == 0 || origin->kind != ROOT_CALLBACK) return false;
  const Summary *summary = native->program->modules[origin->module].summary;
  const Expr *call = &summary->exprs[origin->site];
  if (call->kind != EXPR_CALL || call->c < entry->signal_place) return false;
  Asking asking = {native, origin->module, summary_scope_at(summary, origin->site), summary};
  if (entry->signal_if.is != ARGUMENT_NONE_SET &&
      native_ask(&asking, &entry->signal_if, origin->site).answer != ANSWER_YES)
    return false;
  const Expr *number =
      &summary->exprs[summary->arguments[call->b + entry->signal_place - 1u].value];
  return expr_is_literal(number, LITERAL_INT) && number->b < 32 && ASKING_SIGNALS & 1u << number->b;
}

// What a binding gives a value when it is a variable of a file, or of all of them; SLOT_NONE when
// it is none, or stands outside of functions.
static SlotId variable_set(Native *native, ModuleId module, const Binding *binding) {
  const Summary *summary = native->program->modules[module].summary;
  ScopeId scope = summary->regions[binding->region].scope;
  if (binding->kind != BINDING_ASSIGN || binding->scope == scope) return SLOT_NONE;
  Named named = native_name(native, module, scope, binding->name);
  return named.meaning == MEANS_SLOT ? named.slot : SLOT_NONE;
}

static FunctionId setter_of(Native *native, ModuleId module, const Binding *binding) {
  const Summary *summary = native->program->modules[module].summary;
  return function_get(native->program, module, summary->regions[binding->region].scope);
}

// What signal handlers set: `got_hangup = 1`.
static void find_flags(Native *native, const Map *handlers) {
  for (ModuleId module = 0; module < native->program->input.file_count; module++) {
    if (!module_is_native(native->program, module)) continue;
    const Summary *summary = native->program->modules[module].summary;
    for (BindingId id = 0; id < summary->bindings_count; id++) {
      const Binding *binding = &summary->bindings[id];
      SlotId slot = variable_set(native, module, binding);
      if (slot != SLOT_NONE && map_find(handlers, setter_of(native, module, binding)))
        map_insert(&native->arena, &native->flags, slot, 1);
    }
  }
}

// `if (got_hangup)`, `if (got_hangup != 0)`.
static bool asks_for_flag(Native *native, ModuleId module, const Region *region) {
  const Summary *summary = native->program->modules[module].summary;
  if (region->kind != REGION_IF || region->subject == 0) return false;
  const Expr *test = &summary->exprs[region->subject];
  if (test->kind == EXPR_COMPARE && test->b == 2 && test->c == OPERATOR_NE)
    test = &summary->exprs[summary->operands[test->a]];
  if (test->kind != EXPR_NAME) return false;
  Named named = native_name(native, module, region->scope, test->a);
  return named.meaning == MEANS_SLOT && map_find(&native->flags, named.slot);
}

// Branches around a place that are looked at.
#define FLAGS_MAX_REGIONS 16

static bool is_under_flag(Native *native, ModuleId module, ExprId site) {
  const Summary *summary = native->program->modules[module].summary;
  if (native->flags.count == 0) return false;
  RegionId at = region_at(native->program, module, site);
  for (int i = 0; i < FLAGS_MAX_REGIONS && summary->regions[at].kind != REGION_BODY; i++) {
    if (asks_for_flag(native, module, &summary->regions[at])) return true;
    at = summary->regions[at].parent;
  }
  return false;
}

// Called by the loop for a signal only; the value in the map is whether for nothing else.
static void note_request(Native *native, const Origin *origin) {
  bool is_asked = is_request(native, origin) ||
                  (origin->site != 0 && is_under_flag(native, origin->module, origin->site));
  uint32_t *only = map_insert(&native->arena, &native->requested, origin->function, is_asked);
  *only = *only && is_asked;
}

void native_requests(Native *native) {
  const Program *program = native->program;
  Map handlers = {0};
  for (size_t i = 0; i < program->origins.count; i++)
    if (program->origins.at[i].context == CONTEXT_SIGNAL)
      map_insert(&native->arena, &handlers, program->origins.at[i].function, 1);
  if (handlers.count > 0) find_flags(native, &handlers);
  for (size_t i = 0; i < program->origins.count; i++)
    if (program->origins.at[i].context == CONTEXT_LOOP)
      note_request(native, &program->origins.at[i]);
}

// ---- Once in the life of the program ------------------------------------------------------------

static bool is_zero(const Expr *expr) {
  return expr->kind == EXPR_LITERAL && expr->a != LITERAL_STRING && expr->b == 0;
}

// The variable that must be zero for a branch: `if (!is_ready)`, `if (context == NULL)`; 0 when the
// branch is for something else.
static NameId zero_for(const Summary *summary, const Region *region) {
  if (region->kind != REGION_IF || region->subject == 0) return 0;
  const Expr *test = &summary->exprs[region->subject];
  ExprId name = 0;
  if (test->kind == EXPR_UNARY && test->c == OPERATOR_NOT) name = test->a;
  if (test->kind == EXPR_COMPARE && test->b == 2 && test->c == OPERATOR_EQ) {
    if (is_zero(&summary->exprs[summary->operands[test->a + 1]])) name = summary->operands[test->a];
  }
  return name != 0 && summary->exprs[name].kind == EXPR_NAME ? summary->exprs[name].a : 0;
}

// Branches of a function that are looked at.
#define ONCE_MAX_REGIONS 16

static uint64_t setter_key(FunctionId function, SlotId slot) {
  return number_hash(function) ^ slot;
}

// Who gives variables of a file, or of all of them, a value; and which are given zero again.
static void note_setter(Native *native, ModuleId module, const Binding *binding) {
  const Summary *summary = native->program->modules[module].summary;
  SlotId slot = variable_set(native, module, binding);
  if (slot == SLOT_NONE || binding->value == 0) return;
  if (is_zero(&summary->exprs[binding->value]))
    map_insert(&native->arena, &native->reset, slot, 1);
  else
    map_insert(&native->arena, &native->setters,
               setter_key(setter_of(native, module, binding), slot), 1);
}

// Made when a branch first asks.
static void find_setters(Native *native) {
  if (native->has_setters) return;
  native->has_setters = true;
  for (ModuleId module = 0; module < native->program->input.file_count; module++) {
    if (!module_is_native(native->program, module)) continue;
    const Summary *summary = native->program->modules[module].summary;
    for (BindingId id = 0; id < summary->bindings_count; id++)
      note_setter(native, module, &summary->bindings[id]);
  }
}

// The slot of a name that is no local variable, SLOT_NONE when it is one.
static SlotId variable_named(Native *native, ModuleId module, ScopeId scope, NameId name) {
  const Summary *summary = native->program->modules[module].summary;
  Str text = summary_name(summary, name);
  if (summary_bindings(summary, scope, text, summary_name_hash(text)).count > 0) return SLOT_NONE;
  Named named = native_name(native, module, scope, name);
  return named.meaning == MEANS_SLOT ? named.slot : SLOT_NONE;
}

// `if (!is_ready) set_up();`, where that function, or the one that it calls, sets the variable, and
// none takes it back.
static bool is_once_in(Native *native, ModuleId module, const Region *region, const Call *call) {
  const Summary *summary = native->program->modules[module].summary;
  NameId name = zero_for(summary, region);
  if (name == 0) return false;
  SlotId slot = variable_named(native, module, region->scope, name);
  if (slot == SLOT_NONE) return false;
  find_setters(native);
  if (map_find(&native->reset, slot)) return false;
  return map_find(&native->setters, setter_key(call->caller, slot)) ||
         (call->callee != FUNCTION_NONE &&
          map_find(&native->setters, setter_key(call->callee, slot)));
}

static bool is_once(Native *native, ModuleId module, const Call *call) {
  const Summary *summary = native->program->modules[module].summary;
  RegionId at = region_at(native->program, module, call->site);
  for (int i = 0; i < FLAGS_MAX_REGIONS && summary->regions[at].kind != REGION_BODY; i++) {
    if (is_once_in(native, module, &summary->regions[at], call)) return true;
    at = summary->regions[at].parent;
  }
  return false;
}

// ---- Functions and calls ------------------------------------------------------------------------

// Whether arguments without names follow those with names: `log_error(const char *format, ...)`.
static bool is_variadic(const Summary *summary, const Scope *scope) {
  uint32_t count = scope->parameter_count;
  return count > 0 && summary->parameters[scope->parameters + count - 1].kind == PARAMETER_STAR;
}

// Behind `if (is_ready) return;` in a function that sets the variable, EXPR of the end of the
// branch; UINT32_MAX when there is no such branch.
static ExprId once_from(Native *native, FunctionId id) {
  const Function *function = &native->program->functions.at[id].public;
  const Summary *summary = native->program->modules[function->module].summary;
  RegionId body = summary->scopes[function->scope].body;
  RegionId end = body + ONCE_MAX_REGIONS;
  for (RegionId at = body + 1; at < summary->regions_count && at < end; at++) {
    const Region *region = &summary->regions[at];
    if (region->scope != function->scope) return UINT32_MAX;
    bool leaves = region->kind == REGION_IF && region->parent == body &&
                  !(region->flow & FLOW_FALLS) && region->subject != 0;
    if (!leaves || summary->exprs[region->subject].kind != EXPR_NAME) continue;
    SlotId slot = variable_named(native, function->module, function->scope,
                                 summary->exprs[region->subject].a);
    if (slot == SLOT_NONE) continue;
    find_setters(native);
    if (!map_find(&native->reset, slot) && map_find(&native->setters, setter_key(id, slot)))
      return region->end;
  }
  return UINT32_MAX;
}

Quiet native_quiet(Native *native, FunctionId id) {
  const Function *function = &native->program->functions.at[id].public;
  const Summary *summary = native->program->modules[function->module].summary;
  const Scope *scope = &summary->scopes[function->scope];
  Str name = summary_name(summary, scope->name);
  const uint32_t *only = map_find(&native->requested, id);
  return (Quiet){.is_printer = is_variadic(summary, scope),
                 .is_logger = has_word(name, STR("log")),
                 .is_asked = only && *only,
                 .is_last = has_word(name, STR("shutdown")),
                 .once_from = once_from(native, id),
                 .is_alone = has_word(name, STR("debug")) || is_tool(native, function->module)};
}

// Calls before a wait for a process that are looked at.
#define KILLS_MAX_CALLS 64

// Whether the function kills a process shortly before it makes a call.
static bool kills_before(const Program *program, const Call *call) {
  const Function *function = &program->functions.at[call->caller].public;
  size_t count = program->calls.count;
  for (size_t i = 0; i < KILLS_MAX_CALLS && i < count - function->first_call; i++) {
    const KnowledgeEntry *entry = program->calls.at[count - 1 - i].entry;
    if (entry && entry->traits & TRAIT_KILLS) return true;
  }
  return false;
}

// `write(log_fd, …)`, `fputs(line, server.log)`: what is written to is called so.
static bool writes_log(const Native *native, ModuleId module, const Call *call) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *expr = &summary->exprs[call->site];
  if (!call->entry || call->entry->effect != EFFECT_FILE_IO || expr->kind != EXPR_CALL)
    return false;
  for (uint32_t i = 0; i < expr->c; i++) {
    const Expr *value = &summary->exprs[summary->arguments[expr->b + i].value];
    NameId name = value->kind == EXPR_NAME        ? value->a
                  : value->kind == EXPR_ATTRIBUTE ? value->b
                                                  : 0;
    if (name != 0 && has_word(summary_name(summary, name), STR("log"))) return true;
  }
  return false;
}

void native_calm(Native *native, const Quiet *quiet, ModuleId module, Call *call) {
  // Most of what such a function writes goes into a buffer of the system.
  bool formats = call->entry && call->entry->traits & TRAIT_FORMATS;
  bool is_line = (formats && quiet->is_logger) || writes_log(native, module, call);
  call->is_alone = quiet->is_alone || (call->entry && call->entry->effect == EFFECT_PROCESS_WAIT &&
                                       kills_before(native->program, call));
  call->is_seldom = call->is_alone || quiet->is_printer || quiet->is_asked || is_line ||
                    quiet->is_last || call->site >= quiet->once_from ||
                    is_under_flag(native, module, call->site) || is_once(native, module, call);
}
