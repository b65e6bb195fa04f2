// What a signal handler calls and must not: it may have interrupted the same function half done.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/ways.h"

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call, .reads = READS_C};

const Rule rule_unsafe_in_signal_handler = {
    .id = "unsafe-in-signal-handler",
    .family = "signal",
    .summary = "A signal handler calls a function that it may have interrupted half done.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

// ---- Which signals ------------------------------------------------------------------------------

// Signals by which the kernel says that the program cannot go on, in the numbers of the generic
// Linux ABI: ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS. What their handlers write is the last that is
// heard.
#define FATAL_SIGNALS (1u << 4 | 1u << 5 | 1u << 6 | 1u << 7 | 1u << 8 | 1u << 11 | 1u << 31)

// For what a registration takes a handler, the worst last: of several, the last one counts.
typedef enum Purpose {
  PURPOSE_NONE,
  PURPOSE_FATAL,   //
  PURPOSE_UNKNOWN, // the number is a variable, or the handler is given to nothing that is seen
  PURPOSE_USUAL,   // the program goes on behind it
} Purpose;

static Purpose purpose_of_call(const Summary *summary, const Expr *call) {
  if (call->c == 0) return PURPOSE_NONE;
  const Expr *number = &summary->exprs[argument_value(summary, call, 0)];
  if (!expr_is_literal(number, LITERAL_INT)) return PURPOSE_UNKNOWN;
  return number->b < 32 && FATAL_SIGNALS & 1u << number->b ? PURPOSE_FATAL : PURPOSE_USUAL;
}

static const Expr *named(const Summary *summary, ExprId id) {
  const Expr *expr = &summary->exprs[id];
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_ADDRESS) expr = &summary->exprs[expr->a];
  return expr;
}

static bool takes_handler(const KnowledgeEntry *entry, uint32_t index) {
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_SIGNAL && entry->roles[i].position == (int)index) return true;
  return false;
}

// The store of a value, NULL when there is none: `action.sa_handler = on_signal`.
static const Binding *store_of(const Summary *summary, ExprId value) {
  for (BindingId id = 0; id < summary->bindings_count; id++) {
    const Binding *binding = &summary->bindings[id];
    if (binding->kind == BINDING_ATTRIBUTE && binding->value == value) return binding;
  }
  return NULL;
}

static const Expr *object_of(const Summary *summary, const Binding *store) {
  const Expr *object = &summary->exprs[store->extra];
  while (object->kind == EXPR_ATTRIBUTE) // the field may be one of a union inside
    object = &summary->exprs[object->a];
  return object;
}

// Where another handler is stored into the object, at the latest `end`.
static ExprId next_store(const Summary *summary, const Binding *store, ExprId end) {
  for (BindingId id = 0; id < summary->bindings_count; id++) {
    const Binding *binding = &summary->bindings[id];
    if (binding->kind != BINDING_ATTRIBUTE) continue;
    if (binding->value <= store->value || binding->value >= end) continue;
    bool is_handler =
        binding->name == store->name || summary->exprs[binding->value].kind == EXPR_NAME;
    const Expr *object = object_of(summary, binding);
    bool is_same = object->kind == EXPR_NAME && object->a == object_of(summary, store)->a;
    if (is_handler && is_same) end = binding->value;
  }
  return end;
}

// Of all calls in the same function that take the object.
static Purpose purpose_of_object(const Program *program, const Origin *origin) {
  const Summary *summary = program_summary(program, origin->module);
  const Binding *store = store_of(summary, origin->site);
  const Expr *object = store ? object_of(summary, store) : NULL;
  if (!object || object->kind != EXPR_NAME) return PURPOSE_USUAL;
  const Scope *scope = &summary->scopes[summary_scope_at(summary, origin->site)];
  Purpose purpose = PURPOSE_NONE;
  ExprId end = next_store(summary, store, scope->end);
  for (ExprId at = origin->site; at < end; at++) {
    const Expr *call = &summary->exprs[at];
    if (call->kind != EXPR_CALL || call->c < 2) continue;
    const Expr *taken = named(summary, argument_value(summary, call, 1));
    bool is_object = expr_is_name(taken, object->a);
    if (!is_object || !takes_handler(program_callee_entry(program, origin->module, at), 1))
      continue;
    Purpose other = purpose_of_call(summary, call);
    // What is for a crash is for a crash, whatever else it is taken for besides.
    if (other == PURPOSE_FATAL) return PURPOSE_FATAL;
    if (other > purpose) purpose = other;
  }
  return purpose == PURPOSE_NONE ? PURPOSE_UNKNOWN : purpose;
}

static Purpose purpose_of(const Program *program, const Origin *origin) {
  if (origin->site == 0) return PURPOSE_USUAL;
  const Summary *summary = program_summary(program, origin->module);
  const Expr *site = &summary->exprs[origin->site];
  return site->kind == EXPR_CALL ? purpose_of_call(summary, site)
                                 : purpose_of_object(program, origin);
}

// The registration of a function for a signal after which the program goes on, as far as is known;
// NULL when there is none.
static const Origin *find_origin(const Program *program, FunctionId function, Purpose *purpose) {
  const Origin *found = NULL;
  *purpose = PURPOSE_FATAL;
  const Origin *origin = program_first_origin(program, function, CONTEXT_SIGNAL);
  for (; origin; origin = program_next_origin(program, origin)) {
    Purpose other = purpose_of(program, origin);
    if (other <= *purpose) continue;
    *purpose = other;
    found = origin;
  }
  return found;
}

// ---- Programs without a loop --------------------------------------------------------------------

#define RUNS_LOOP (1u << EFFECT_NESTED_LOOP | 1u << EFFECT_POLL | 1u << EFFECT_SLEEP)

// Whether a file holds a `main` that comes to no loop and waits for no events: a tool that asks for
// a password, and has nothing half done that would matter.
static bool has_no_loop(const Program *program, ModuleId module) {
  const Summary *summary = program_summary(program, module);
  Str name = STR("main");
  BindingList list = summary_bindings(summary, 0, name, summary_name_hash(name));
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (binding->kind != BINDING_DEF) continue;
    FunctionId id = program_function_of(program, module, binding->extra);
    if (id == FUNCTION_NONE) continue;
    const Function *function = program_function(program, id);
    for (uint32_t c = 0; c < function->call_count; c++)
      if (program_call_effects(program, program_call(program, function->first_call + c)) &
          RUNS_LOOP)
        return false;
    return true;
  }
  return false;
}

// ---- Checking -----------------------------------------------------------------------------------

static Finding *add_finding(RuleContext *context, const Call *call, const Chain *chain) {
  ModuleId module = program_function(rule_program(context), call->caller)->module;
  Str unsafe = chain->hops[chain->count - 1].name;
  if (call->callee == FUNCTION_NONE)
    return finding_add(context, &rule_unsafe_in_signal_handler, module, call->site,
                       "`%.*s` is not safe in a signal handler", STR_ARG(unsafe));
  Str name = call_name(context, call);
  return finding_add(context, &rule_unsafe_in_signal_handler, module, call->site,
                     "`%.*s` comes to `%.*s`, which is not safe in a signal handler", STR_ARG(name),
                     STR_ARG(unsafe));
}

static void check_call(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  if (!program_begins_in(program, call->caller, CONTEXT_SIGNAL)) return;
  if (!program_call_reaches(program, call, TRAIT_SIGNAL_UNSAFE)) return;
  Purpose purpose;
  const Origin *origin = find_origin(program, call->caller, &purpose);
  if (!origin) return;
  Chain chain = program_call_way(program, call, TRAIT_SIGNAL_UNSAFE, rule_arena(context));
  Finding *finding = add_finding(context, call, &chain);
  if (!finding) return;
  finding->confidence =
      chain.confidence < origin->confidence ? chain.confidence : origin->confidence;
  ModuleId module = program_function(program, call->caller)->module;
  bool is_sure = purpose == PURPOSE_USUAL && !call->is_alone && !has_no_loop(program, module);
  if (!is_sure && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  Way way = {.origin = origin};
  way_add(context, finding, &way);
  way_add_chain(context, finding, &chain);
  finding_help(
      context, finding,
      "set a flag of the type `volatile sig_atomic_t`, or write a byte to a pipe, and do the "
      "work where the loop sees it");
}
