// Calls that keep nobody waiting who did not ask for it: what is done because a person sent a
// signal, lines of a log, commands for who looks for a mistake, tools with one user, and waiting
// for what was killed before.
#include "link/native/native.h"

// ---- Names --------------------------------------------------------------------------------------

static bool is_letter_of(char c, char first) {
  return c >= first && c <= first + ('z' - 'a');
}

static char lower(char c) {
  return is_letter_of(c, 'A') ? (char)(c - 'A' + 'a') : c;
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
    while (same < word.size && lower(name.at[at + same]) == word.at[same])
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
  return number->kind == EXPR_LITERAL && number->a == LITERAL_INT && number->b < 32 &&
         ASKING_SIGNALS & 1u << number->b;
}

// What a signal handler sets: `got_hangup = 1`.
static void find_flags(Native *native, FunctionId handler) {
  const Function *function = &native->program->functions.at[handler].public;
  const Summary *summary = native->program->modules[function->module].summary;
  const Scope *scope = &summary->scopes[function->scope];
  for (BindingId id = 0; id < summary->bindings_count; id++) {
    const Binding *binding = &summary->bindings[id];
    if (binding->kind != BINDING_ASSIGN || binding->scope == function->scope) continue;
    if (binding->at < scope->begin || binding->at > scope->end) continue;
    if (summary->regions[binding->region].scope != function->scope) continue;
    Named named = native_name(native, function->module, function->scope, binding->name);
    if (named.meaning == MEANS_SLOT) map_insert(&native->arena, &native->flags, named.slot, 1);
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
  for (size_t i = 0; i < program->origins.count; i++)
    if (program->origins.at[i].context == CONTEXT_SIGNAL)
      find_flags(native, program->origins.at[i].function);
  for (size_t i = 0; i < program->origins.count; i++)
    if (program->origins.at[i].context == CONTEXT_LOOP)
      note_request(native, &program->origins.at[i]);
}

// ---- Functions and calls ------------------------------------------------------------------------

// Whether arguments without names follow those with names: `log_error(const char *format, ...)`.
static bool is_variadic(const Summary *summary, const Scope *scope) {
  uint32_t count = scope->parameter_count;
  return count > 0 && summary->parameters[scope->parameters + count - 1].kind == PARAMETER_STAR;
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
                 .is_alone = has_word(name, STR("debug")) || is_tool(native, function->module)};
}

// Whether the function kills a process before it makes a call.
static bool kills_before(const Program *program, const Call *call) {
  const Function *function = &program->functions.at[call->caller].public;
  for (size_t i = function->first_call; i < program->calls.count; i++) {
    const KnowledgeEntry *entry = program->calls.at[i].entry;
    if (entry && entry->traits & TRAIT_KILLS) return true;
  }
  return false;
}

void native_calm(Native *native, const Quiet *quiet, ModuleId module, Call *call) {
  // Most of what such a function writes goes into a buffer of the system.
  bool is_line = call->entry && call->entry->traits & TRAIT_FORMATS && quiet->is_logger;
  call->is_alone = quiet->is_alone || (call->entry && call->entry->effect == EFFECT_PROCESS_WAIT &&
                                       kills_before(native->program, call));
  call->is_seldom = call->is_alone || quiet->is_printer || quiet->is_asked || is_line ||
                    is_under_flag(native, module, call->site);
}
