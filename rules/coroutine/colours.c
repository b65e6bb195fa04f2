// Two rules over one lattice: code that only coroutines may call, code that they must not, and code
// that both may. A function is what its author says it is; where nobody says anything, what the
// contexts say that it runs in.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/ways.h"

static void check_function(RuleContext *context, FunctionId function);

static const Checker checker = {.on_function = check_function, .reads = READS_C};

const Rule rule_coroutine_call_outside_coroutine = {
    .id = "coroutine-call-outside-coroutine",
    .family = "coroutine",
    .summary = "A function that suspends is called where there is no coroutine to suspend.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

const Rule rule_no_coroutine_call_in_coroutine = {
    .id = "no-coroutine-call-in-coroutine",
    .family = "coroutine",
    .summary = "A coroutine calls a function that is not made for coroutines.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

// ---- Callees ------------------------------------------------------------------------------------

typedef enum Colour { COLOUR_ANY, COLOUR_COROUTINE, COLOUR_NO_COROUTINE } Colour;

typedef struct Callee {
  Colour colour;
  bool is_marked; // by its author, not by knowledge
  Confidence confidence;
  Str name;
} Callee;

static Callee callee_of(RuleContext *context, ModuleId module, ExprId site) {
  const Program *program = rule_program(context);
  const Call *call = program_call_at(program, module, site);
  Callee callee = {.confidence = call ? call->confidence : CONFIDENCE_RESOLVED};
  if (call && call->is_deferred) return callee;
  uint32_t marks = program_callee_marks(program, module, site);
  Trait traits = call && call->entry ? call->entry->traits : 0;
  bool is_coroutine = (marks & MARK_COROUTINE) || traits & TRAIT_COROUTINE_ONLY;
  bool is_no_coroutine = (marks & MARK_NO_COROUTINE) || traits & TRAIT_NO_COROUTINE;
  if (is_coroutine == is_no_coroutine || marks & MARK_MIXED) return callee;
  callee.colour = is_coroutine ? COLOUR_COROUTINE : COLOUR_NO_COROUTINE;
  callee.is_marked = marks != 0;
  callee.name = call ? call_name(context, call)
                     : call_spelling(program_summary(program, module), site, rule_arena(context));
  return callee;
}

// ---- Callers ------------------------------------------------------------------------------------

#define OUTSIDE                                                                                    \
  (1u << CONTEXT_LOOP | 1u << CONTEXT_THREAD | 1u << CONTEXT_POOL | 1u << CONTEXT_SIGNAL |         \
   1u << CONTEXT_MAIN)

typedef struct Caller {
  FunctionId id;
  uint32_t marks;
  uint32_t contexts;
  bool asks; // where it runs, and so decides what it calls
} Caller;

static bool asks_where(const Program *program, const Function *function) {
  for (uint32_t i = 0; i < function->call_count; i++) {
    const KnowledgeEntry *entry = program_call(program, function->first_call + i)->entry;
    if (entry && entry->asks_for_loop != ASKS_NOTHING) return true;
  }
  return false;
}

static Context first_of(uint32_t contexts) {
  Context context = CONTEXT_LOOP;
  while (!(contexts & 1u << context))
    context++;
  return context;
}

typedef struct Wrong { // what is wrong with a call
  const Rule *rule;
  bool has_way;
  Context context;
  Confidence confidence;
} Wrong;

static Wrong outside_of(const Caller *caller, const Callee *callee) {
  Wrong wrong = {.rule = &rule_coroutine_call_outside_coroutine};
  uint32_t outside = caller->contexts & OUTSIDE;
  wrong.confidence = CONFIDENCE_RESOLVED;
  if (caller->marks & MARK_NO_COROUTINE) return wrong;
  wrong.has_way = outside != 0;
  if (outside) wrong.context = first_of(outside);
  if (caller->contexts & 1u << CONTEXT_COROUTINE) wrong.confidence = CONFIDENCE_PROBABLE;
  if (outside) return wrong;
  // Nobody is known to call it; where marks are used, it should have one.
  bool is_unmarked = callee->is_marked && caller->contexts == 1u << CONTEXT_UNKNOWN;
  wrong.confidence = CONFIDENCE_PROBABLE;
  if (!is_unmarked) wrong.rule = NULL;
  return wrong;
}

static Wrong inside_of(const Caller *caller) {
  Wrong wrong = {.rule = &rule_no_coroutine_call_in_coroutine, .context = CONTEXT_COROUTINE};
  wrong.confidence = CONFIDENCE_RESOLVED;
  if (caller->marks & MARK_COROUTINE) return wrong;
  wrong.has_way = true;
  if (caller->contexts & OUTSIDE) wrong.confidence = CONFIDENCE_PROBABLE;
  bool is_inside = (caller->contexts & 1u << CONTEXT_COROUTINE) != 0;
  if (!is_inside || caller->marks & MARK_NO_COROUTINE) wrong.rule = NULL;
  return wrong;
}

static Wrong judge(const Caller *caller, const Callee *callee) {
  if (caller->marks & MARK_MIXED || caller->asks) return (Wrong){0};
  if (callee->colour == COLOUR_NO_COROUTINE) return inside_of(caller);
  return caller->marks & MARK_COROUTINE ? (Wrong){0} : outside_of(caller, callee);
}

// ---- Reporting ----------------------------------------------------------------------------------

static Finding *add_finding(RuleContext *context, const Caller *caller, const Callee *callee,
                            const Rule *rule, ExprId site) {
  const Program *program = rule_program(context);
  ModuleId module = program_function(program, caller->id)->module;
  Str name = program_function_name(program, caller->id, rule_arena(context));
  if (rule == &rule_no_coroutine_call_in_coroutine)
    return finding_add(context, rule, module, site,
                       "`%.*s` must not be called in a coroutine, where `%.*s` runs",
                       STR_ARG(callee->name), STR_ARG(name));
  return finding_add(context, rule, module, site,
                     "`%.*s` suspends the coroutine that calls it, and `%.*s` is none",
                     STR_ARG(callee->name), STR_ARG(name));
}

static void report(RuleContext *context, const Caller *caller, const Callee *callee, Wrong wrong,
                   ExprId site) {
  Finding *finding = add_finding(context, caller, callee, wrong.rule, site);
  if (!finding) return;
  Confidence sure = wrong.confidence < callee->confidence ? wrong.confidence : callee->confidence;
  if (wrong.has_way) {
    Way way = program_way(rule_program(context), caller->id, wrong.context, rule_arena(context));
    way_add(context, finding, &way);
    if (way.confidence < sure) sure = way.confidence;
  }
  finding->confidence = sure;
  bool is_inside = wrong.rule == &rule_no_coroutine_call_in_coroutine;
  finding_help(context, finding, "%s",
               is_inside ? "call the function that suspends instead of the one that waits"
                         : "start a coroutine that makes this call, or mark this function as one");
}

static void check_function(RuleContext *context, FunctionId id) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  Caller caller = {.id = id};
  bool is_asked = false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_CALL || expr->flags & EXPR_FLAG_DEAD) continue;
    Callee callee = callee_of(context, function->module, at);
    if (callee.colour == COLOUR_ANY) continue;
    if (!is_asked)
      caller = (Caller){id, program_marks(program, id), program_contexts(program, id),
                        asks_where(program, function)};
    is_asked = true;
    Wrong wrong = judge(&caller, &callee);
    if (wrong.rule) report(context, &caller, &callee, wrong, at);
  }
}
