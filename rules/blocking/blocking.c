// Blocking calls: where code that runs on the loop makes a call that, itself or somewhere below,
// holds the thread. One checker for all effects: what blocks, and how long, is knowledge's to say
// and the linker's to carry.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/uses.h"
#include "rules/ways.h"

#include <string.h>

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call, .reads = READS_ALL};

#define BLOCKING_RULE(name, rule_id, usual_severity, optional, codes, text)                        \
  const Rule rule_##name = {.id = rule_id,                                                         \
                            .family = "blocking",                                                  \
                            .summary = text,                                                       \
                            .aliases = codes,                                                      \
                            .severity = usual_severity,                                            \
                            .is_optional = optional,                                               \
                            .checker = &checker};

BLOCKING_RULE(blocking_sleep, "blocking-sleep", SEVERITY_ERROR, false, "ASYNC251 S7488",
              "A call on the event loop sleeps and puts every task to sleep with it.")
BLOCKING_RULE(blocking_http, "blocking-http", SEVERITY_ERROR, false,
              "ASYNC210 ASYNC211 ASYNC212 S7499",
              "A synchronous HTTP request makes the whole event loop wait for the other side.")
BLOCKING_RULE(blocking_subprocess, "blocking-subprocess", SEVERITY_ERROR, false,
              "ASYNC220 ASYNC221 S7487", "A subprocess is run synchronously on the event loop.")
BLOCKING_RULE(blocking_process_wait, "blocking-process-wait", SEVERITY_ERROR, false,
              "ASYNC222 S7489", "The event loop stands still until a process has ended.")
BLOCKING_RULE(blocking_network, "blocking-network", SEVERITY_ERROR, false, NULL,
              "A synchronous socket or protocol client makes the event loop wait.")
BLOCKING_RULE(blocking_dns, "blocking-dns", SEVERITY_ERROR, false, NULL,
              "A synchronous name lookup makes the event loop wait for a name server.")
BLOCKING_RULE(blocking_poll, "blocking-poll", SEVERITY_ERROR, false, NULL,
              "Code on the event loop waits for events itself, beside the loop that does.")
BLOCKING_RULE(blocking_ipc, "blocking-ipc", SEVERITY_ERROR, false, NULL,
              "The event loop waits for the answer of another process: a bus, a display server.")
BLOCKING_RULE(blocking_database, "blocking-database", SEVERITY_ERROR, false, NULL,
              "A synchronous database driver, ORM or cache client makes the event loop wait.")
BLOCKING_RULE(blocking_cloud_sdk, "blocking-cloud-sdk", SEVERITY_ERROR, false, NULL,
              "A synchronous client of a remote service makes the event loop wait.")
BLOCKING_RULE(
    blocking_lock, "blocking-lock", SEVERITY_ERROR, false, NULL,
    "The event loop waits for another thread or process: a lock, a queue, a future, a join.")
BLOCKING_RULE(blocking_input, "blocking-input", SEVERITY_ERROR, false, "ASYNC250 S7501",
              "The event loop waits for a person to type.")
BLOCKING_RULE(blocking_file_io, "blocking-file-io", SEVERITY_WARNING, false,
              "ASYNC230 ASYNC232 ASYNC240 S7493",
              "File contents are read or written synchronously on the event loop.")
BLOCKING_RULE(blocking_tls_setup, "blocking-tls-setup", SEVERITY_WARNING, false, NULL,
              "Certificates are read, or a TLS context is made, on the event loop.")
BLOCKING_RULE(blocking_fsync, "blocking-fsync", SEVERITY_WARNING, false, NULL,
              "The event loop waits until data is on the disk.")
BLOCKING_RULE(blocking_tree_io, "blocking-tree-io", SEVERITY_WARNING, false, "ASYNC240",
              "A directory tree is listed, copied or deleted synchronously on the event loop.")
BLOCKING_RULE(blocking_open, "blocking-open", SEVERITY_WARNING, false, "ASYNC230 ASYNC231 S7493",
              "A file is opened synchronously on the event loop.")
const Rule rule_fifo_or_tty_open_blocking = {
    .id = "fifo-or-tty-open-blocking",
    .family = "descriptor",
    .summary = "A FIFO or serial line is opened on the loop in a way that waits for its other end.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};
BLOCKING_RULE(blocking_path_metadata, "blocking-path-metadata", SEVERITY_INFO, true, "ASYNC240",
              "The file system is asked about a path synchronously on the event loop.")
BLOCKING_RULE(blocking_cpu, "blocking-cpu", SEVERITY_WARNING, false, NULL,
              "A long computation runs on the event loop.")
BLOCKING_RULE(blocking_log, "blocking-log", SEVERITY_INFO, true, NULL,
              "A message is written to a log or a terminal synchronously on the event loop.")
BLOCKING_RULE(nested_event_loop, "nested-event-loop", SEVERITY_ERROR, false, NULL,
              "An event loop is started, or waited for, on a thread that already runs one.")

static const Rule *effect_rule(Effect effect) {
  switch (effect) {
  case EFFECT_SLEEP:
    return &rule_blocking_sleep;
  case EFFECT_HTTP:
    return &rule_blocking_http;
  case EFFECT_SUBPROCESS:
    return &rule_blocking_subprocess;
  case EFFECT_PROCESS_WAIT:
    return &rule_blocking_process_wait;
  case EFFECT_NETWORK:
    return &rule_blocking_network;
  case EFFECT_DNS:
    return &rule_blocking_dns;
  case EFFECT_POLL:
    return &rule_blocking_poll;
  case EFFECT_IPC:
    return &rule_blocking_ipc;
  case EFFECT_DATABASE:
    return &rule_blocking_database;
  case EFFECT_LOCK:
    return &rule_blocking_lock;
  case EFFECT_INPUT:
    return &rule_blocking_input;
  case EFFECT_FILE_IO:
    return &rule_blocking_file_io;
  case EFFECT_TLS:
    return &rule_blocking_tls_setup;
  case EFFECT_SYNC:
    return &rule_blocking_fsync;
  case EFFECT_TREE_IO:
    return &rule_blocking_tree_io;
  case EFFECT_OPEN:
    return &rule_blocking_open;
  case EFFECT_OPEN_PEER:
    return &rule_fifo_or_tty_open_blocking;
  case EFFECT_PATH_METADATA:
    return &rule_blocking_path_metadata;
  case EFFECT_CPU:
    return &rule_blocking_cpu;
  case EFFECT_CLOUD_SDK:
    return &rule_blocking_cloud_sdk;
  case EFFECT_LOG:
    return &rule_blocking_log;
  case EFFECT_NESTED_LOOP:
    return &rule_nested_event_loop;
  case EFFECT_NONE:
  case EFFECT_COUNT:
    break;
  }
  return NULL;
}

// ---- Words --------------------------------------------------------------------------------------

// Whether it makes an object: `Class(…)`, or by who is given the class.
static bool is_creating(const Call *call, Str name) {
  if (call->how != CALL_PASSED) return call->how == CALL_CONSTRUCT;
  return str_has_suffix(name, STR(".__init__")) || str_has_suffix(name, STR(".__new__")) ||
         str_has_suffix(name, STR(".__post_init__"));
}

// What is run there, without the name of the method when the site does not show one.
static Str callee_name(RuleContext *context, const Call *call) {
  Str name = call_name(context, call);
  if (call->how != CALL_ENTER && call->how != CALL_ITERATE && !is_creating(call, name)) return name;
  size_t method = str_find(name, STR(".__"));
  return method == SIZE_MAX ? name : str_slice(name, 0, method);
}

// What a person sees at the site, before that name.
static const char *how_words(const Program *program, const Call *call, const Chain *chain) {
  switch (call->how) {
  case CALL_CONSTRUCT:
  case CALL_PASSED:
    return is_creating(call, chain->hops[0].name) ? "creating " : "";
  case CALL_PROPERTY:
    return "reading ";
  case CALL_SETTER:
    return "setting ";
  case CALL_ENTER:
    return chain_leaves(program, chain, 0) ? "leaving " : "entering ";
  case CALL_ITERATE:
    return str_has_suffix(chain->hops[0].name, STR(".__await__")) ? "awaiting " : "iterating over ";
  case CALL_PLAIN:
  case CALL_OPERATOR:
  case CALL_DECORATOR:
    return "";
  }
  return "";
}

static Severity tier_severity(Tier tier) {
  switch (tier) {
  case TIER_UNBOUNDED:
    return SEVERITY_ERROR;
  case TIER_BULK:
    return SEVERITY_WARNING;
  case TIER_CHEAP:
    return SEVERITY_INFO;
  case TIER_NONE:
    break;
  }
  return SEVERITY_WARNING;
}

static Finding *add_finding(RuleContext *context, const Call *call, Effect effect,
                            const Chain *chain) {
  ModuleId module = program_function(rule_program(context), call->caller)->module;
  const char *how = how_words(rule_program(context), call, chain);
  Str name = callee_name(context, call);
  bool is_nested = effect == EFFECT_NESTED_LOOP;
  return finding_add(context, effect_rule(effect), module, call->site, "%s`%.*s` %s%s%s", how,
                     STR_ARG(name), is_nested ? "" : "blocks the event loop: it ",
                     effect_phrase(effect), is_nested ? ", on a thread that already runs one" : "");
}

// In C nothing becomes async by a word; what takes the call's place is told in the loop's terms.
static void add_help_c(RuleContext *context, Finding *finding, const Call *call,
                       const Chain *chain) {
  const Function *caller = program_function(rule_program(context), call->caller);
  AsyncLibrary library = caller->root_entry ? knowledge_library_c(caller->root_entry) : LIBRARY_C;
  finding_help(context, finding, "use %s", knowledge_advice(chain->primitive, library));
}

// A helper can be repaired at either end: where it is called, or inside.
static void add_help(RuleContext *context, Finding *finding, const Call *call, const Chain *chain) {
  static const KnowledgeEntry any_work = {.effect = EFFECT_CPU}; // only a thread can take it over
  const Program *program = rule_program(context);
  ModuleId module = program_function(program, call->caller)->module;
  AsyncLibrary library = program_library(program, module);
  const char *advice = knowledge_advice(chain->primitive, library);
  const char *offload = knowledge_advice(&any_work, library);
  Str name = callee_name(context, call);
  bool is_moveable = call->how == CALL_PLAIN || call->how == CALL_CONSTRUCT;
  if (call->callee == FUNCTION_NONE)
    finding_help(context, finding, "use %s", advice);
  else if (call->how == CALL_SETTER)
    finding_help(context, finding, "set `%.*s` by an async method, with %s inside", STR_ARG(name),
                 advice);
  else if (call->how == CALL_DECORATOR)
    finding_help(context, finding,
                 "make `%.*s`, which its decorator puts in its place, async and use %s inside",
                 STR_ARG(chain->hops[0].name), advice);
  else if (chain->primitive->effect == EFFECT_NESTED_LOOP || !is_moveable)
    finding_help(context, finding, "make `%.*s` async and use %s inside", STR_ARG(name), advice);
  else if (strcmp(advice, offload) == 0)
    finding_help(context, finding, "use %s for `%.*s`", offload, STR_ARG(name));
  else
    finding_help(context, finding, "use %s for `%.*s`, or make it async and use %s inside", offload,
                 STR_ARG(name), advice);
}

// ---- Fixes --------------------------------------------------------------------------------------

#define LOOKS_MAX_DEPTH 3
#define LOOKS_MAX_CALLS 200

// Whether a function of the project does something on its way that belongs to the thread of the
// loop: makes a coroutine or a task, or asks the loop for something. What is too large to be looked
// through may well do.
static bool touches_loop(const Program *program, FunctionId id, int depth, int *looks) {
  const Function *function = program_function(program, id);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (++*looks > LOOKS_MAX_CALLS || call->result != RESULT_VALUE) return true;
    if (call->entry && call->entry->traits & (TRAIT_LOOP_ONLY | TRAIT_NEEDS_LOOP)) return true;
    if (call->callee != FUNCTION_NONE && depth < LOOKS_MAX_DEPTH &&
        touches_loop(program, call->callee, depth + 1, looks))
      return true;
  }
  return false;
}

// What does not bear another thread: locks and connections belong to the one that they were taken
// or made on. What does its work later would do it on the loop all the same.
static bool can_be_moved(const Program *program, const Call *call, Effect effect,
                         const Chain *chain) {
  switch (effect) {
  case EFFECT_LOCK:
  case EFFECT_DATABASE:
  case EFFECT_NESTED_LOOP:
  case EFFECT_NONE:
  case EFFECT_COUNT:
    return false;
  case EFFECT_SLEEP:
  case EFFECT_HTTP:
  case EFFECT_SUBPROCESS:
  case EFFECT_PROCESS_WAIT:
  case EFFECT_NETWORK:
  case EFFECT_DNS:
  case EFFECT_POLL:
  case EFFECT_IPC:
  case EFFECT_INPUT:
  case EFFECT_FILE_IO:
  case EFFECT_TLS:
  case EFFECT_SYNC:
  case EFFECT_TREE_IO:
  case EFFECT_OPEN:
  case EFFECT_OPEN_PEER:
  case EFFECT_PATH_METADATA:
  case EFFECT_CPU:
  case EFFECT_CLOUD_SDK:
  case EFFECT_LOG:
    break;
  }
  // Objects of the project are made where they belong; their work is what goes elsewhere.
  bool is_own = call->callee != FUNCTION_NONE;
  int looks = 0;
  if (is_own && touches_loop(program, call->callee, 0, &looks)) return false;
  return call->result == RESULT_VALUE && !chain->primitive->is_local &&
         !(is_own && call->how == CALL_CONSTRUCT) &&
         (is_own || chain->primitive->when == WHEN_CALLED);
}

// The index of the coroutine that a call runs a loop for; UINT32_MAX when it is given something
// else.
static uint32_t run_argument(const Program *program, ModuleId module, const Call *call) {
  const Summary *summary = program_summary(program, module);
  const Expr *site = &summary->exprs[call->site];
  bool runs = call->entry && call->entry->runs_loop && call->entry->roles[0].role == ROLE_COROUTINE;
  if (!runs || site->c != 1) return UINT32_MAX;
  bool is_it =
      argument_has_role(summary, site, 0, call->entry->roles[0]) &&
      program_result(program, module, argument_value(summary, site, 0)) == RESULT_COROUTINE;
  return is_it ? 0 : UINT32_MAX;
}

static void add_fix(RuleContext *context, Finding *finding, const Call *call, Effect effect,
                    const Chain *chain) {
  const Program *program = rule_program(context);
  const Expr *site = &program_summary(program, finding->module)->exprs[call->site];
  bool is_call =
      site->kind == EXPR_CALL && (call->how == CALL_PLAIN || call->how == CALL_CONSTRUCT);
  if (!is_call || !program_function(program, call->caller)->is_async) return;
  const char *twin =
      call->callee == FUNCTION_NONE
          ? knowledge_twin(chain->primitive, program_library(program, finding->module))
          : NULL;
  uint32_t run = run_argument(program, finding->module, call);
  if (twin)
    finding_fix(context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_CALL_TWIN, .expr = call->site, .name = twin});
  else if (run != UINT32_MAX)
    finding_fix(context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_AWAIT_ARGUMENT, .expr = call->site, .index = run});
  else if (can_be_moved(program, call, effect, chain) && site->use != USE_ENTERED &&
           site->use != USE_ASYNC_ENTERED)
    finding_fix(context, finding, APPLICABILITY_UNSAFE,
                (FixStep){.kind = FIX_OFFLOAD, .expr = call->site});
}

// ---- Checking -----------------------------------------------------------------------------------

// `await x.get(…)` tells that this `get` is no blocking one, whatever its name was taken for. A
// function of the project is run up to its first await all the same.
static bool is_awaited_guess(const Summary *summary, const Call *call) {
  return summary->exprs[call->site].use == USE_AWAITED && call->callee == FUNCTION_NONE &&
         call->confidence < CONFIDENCE_RESOLVED;
}

// How sure it is that the loop waits: no surer than that it runs the caller at all.
static Confidence finding_confidence(const Function *caller, const Chain *chain) {
  bool is_less = !caller->is_async && caller->root_confidence < chain->confidence;
  return is_less ? caller->root_confidence : chain->confidence;
}

static void allow_where_opened(RuleContext *context, Finding *finding, const Chain *chain) {
  const Hop *last = &chain->hops[chain->count - 1];
  ExprId opened = opened_at(program_summary(rule_program(context), last->module), last->site);
  if (opened) finding_allow_at(context, finding, last->module, opened, &rule_blocking_open);
}

static void report(RuleContext *context, const Call *call, Effect effect) {
  Chain chain = program_chain(rule_program(context), call, effect, rule_arena(context));
  Finding *finding = add_finding(context, call, effect, &chain);
  if (!finding) return;
  way_add_root(context, finding, call->caller);
  finding_trace(context, finding, &chain);
  if (effect == EFFECT_FILE_IO) allow_where_opened(context, finding, &chain);
  const Function *caller = program_function(rule_program(context), call->caller);
  finding->confidence = finding_confidence(caller, &chain);
  finding->severity = tier_severity(chain.tier);
  bool is_c = (program_summary(rule_program(context), caller->module)->flags & SUMMARY_C) != 0;
  if (is_c) finding_once_for_cause(finding);
  (is_c ? add_help_c : add_help)(context, finding, call, &chain);
  if (!is_c) add_fix(context, finding, call, effect, &chain);
}

static void check_effect(RuleContext *context, const Call *call, Effect effect) {
  const Function *caller = program_function(rule_program(context), call->caller);
  Chain end = program_chain_end(rule_program(context), call, effect);
  Confidence confidence = finding_confidence(caller, &end);
  const Rule *rule = effect_rule(effect);
  if (rule && !finding_waits(context, rule, call, effect, confidence, end.tier, report))
    report(context, call, effect);
}

static void check_call(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  const Function *caller = program_function(program, call->caller);
  if (caller->root == ROOT_NONE) return;
  uint32_t effects = program_call_effects(program, call);
  if (!effects || is_awaited_guess(program_summary(program, caller->module), call)) return;
  for (Effect effect = EFFECT_SLEEP; effect < EFFECT_COUNT; effect++)
    if (effects & 1u << effect) check_effect(context, call, effect);
}
