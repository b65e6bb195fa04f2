// Sleeping where something else is meant: to let others run, to wait for ever, or until somebody
// has changed a variable.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/practice/practice.h"

#include <math.h>
#include <stdlib.h>

const Rule rule_async_zero_sleep = {
    .id = "async-zero-sleep",
    .family = "practice",
    .summary = "Sleeping for no time is a checkpoint, which has a name of its own.",
    .aliases = "ASYNC115 S7491",
    .severity = SEVERITY_INFO,
    .checker = &practice_checker,
};

const Rule rule_long_sleep_not_forever = {
    .id = "long-sleep-not-forever",
    .family = "practice",
    .summary = "A sleep of more than a day stands for one without an end.",
    .aliases = "ASYNC116 S7486",
    .severity = SEVERITY_INFO,
    .checker = &practice_checker,
};

const Rule rule_async_busy_wait = {
    .id = "async-busy-wait",
    .family = "practice",
    .summary = "A loop sleeps until somebody else has changed a variable, or a task is done.",
    .aliases = "ASYNC110 S7484",
    .severity = SEVERITY_INFO,
    .checker = &practice_checker,
};

#define DAY_S            86400.0
#define FOLD_MAX_DEPTH   8
#define NUMBER_MAX_BYTES 40
#define CONDITION_MAX    64 // expressions in the test of a loop

// ---- How long -----------------------------------------------------------------------------------

static bool literal_number(const Summary *summary, const Expr *expr, double *out) {
  char text[NUMBER_MAX_BYTES] = {0};
  if (expr->a == LITERAL_INT) {
    *out = summary_int(summary, (ExprId)(expr - summary->exprs));
    return true;
  }
  if (expr->a != LITERAL_FLOAT) return false;
  size_t size = 0;
  Str spelled = summary_name(summary, expr->b);
  for (size_t i = 0; i < spelled.size && size + 1 < sizeof text; i++)
    if (spelled.at[i] != '_') text[size++] = spelled.at[i];
  char *end = text;
  *out = strtod(text, &end);
  return size > 0 && end == text + size;
}

// `float("inf")`, `math.inf`.
static bool is_endless(const PracticeCheck *check, ExprId value) {
  const Summary *summary = check->uses.summary;
  const Expr *expr = &summary->exprs[value];
  Str name = STR("");
  if (expr->kind == EXPR_ATTRIBUTE || expr->kind == EXPR_NAME) {
    return program_symbol(check->uses.program, check->uses.module, value, &name) &&
           str_equal_c(name, "math.inf");
  }
  if (expr->kind != EXPR_CALL || expr->c != 1) return false;
  const Expr *text = &summary->exprs[argument_value(summary, expr, 0)];
  return expr_is_literal(text, LITERAL_STRING) &&
         str_equal_c(summary_name(summary, text->b), "inf") &&
         program_symbol(check->uses.program, check->uses.module, expr->a, &name) &&
         str_equal_c(name, "builtins.float");
}

static bool fold(const PracticeCheck *check, ExprId value, int depth, double *out) {
  const Expr *expr = &check->uses.summary->exprs[value];
  double left = 0;
  double right = 0;
  if (depth > FOLD_MAX_DEPTH) return false;
  if (expr->kind == EXPR_LITERAL) return literal_number(check->uses.summary, expr, out);
  if (expr->kind == EXPR_BINARY) {
    if (expr->c != OPERATOR_MUL && expr->c != OPERATOR_ADD) return false;
    if (!fold(check, expr->a, depth + 1, &left) || !fold(check, expr->b, depth + 1, &right))
      return false;
    *out = expr->c == OPERATOR_MUL ? left * right : left + right;
    return true;
  }
  *out = HUGE_VAL;
  return is_endless(check, value);
}

// The argument that says how long; 0 when there is none that could be read.
static ExprId duration_of(const PracticeCheck *check, const Practice *sleeper, const Expr *call) {
  Role role = {.position = 0, .keyword = sleeper->keyword};
  for (uint32_t i = 0; i < call->c; i++)
    if (argument_has_role(check->uses.summary, call, i, role))
      return argument_value(check->uses.summary, call, i);
  return 0;
}

static void report_sleep(PracticeCheck *check, const Call *call, const Rule *rule,
                         const Practice *better, const char *what, Habit twin) {
  Finding *finding = finding_add(check->context, rule, check->uses.module, call->site, "`%.*s` %s",
                                 STR_ARG(call->name), what);
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(check->context, finding, "use %s", better->instead);
  const Expr *site = &check->uses.summary->exprs[call->site];
  const Practice *exact = practice_find(twin, call->name);
  if (!exact || site->c != 1) return;
  // Nobody waits for more than a day in earnest, but some may count on waking up.
  Applicability applicability = twin == HABIT_TWIN ? APPLICABILITY_SAFE : APPLICABILITY_UNSAFE;
  finding_fix(check->context, finding, applicability,
              (FixStep){.kind = FIX_REPLACE, .expr = site->a, .name = exact->instead});
  finding_fix(check->context, finding, applicability,
              (FixStep){.kind = FIX_DROP_ARGUMENT, .expr = call->site, .index = 0});
}

void practice_check_sleep(PracticeCheck *check, const Call *call) {
  const Expr *site = &check->uses.summary->exprs[call->site];
  const Practice *better = practice_find(HABIT_CHECKPOINT, call->name);
  double seconds = 0;
  if (!better || site->kind != EXPR_CALL) return;
  ExprId duration = duration_of(check, better, site);
  if (!duration || !fold(check, duration, 0, &seconds)) return;
  if (seconds == 0)
    report_sleep(check, call, &rule_async_zero_sleep, better,
                 "for no time at all only lets others run", HABIT_TWIN);
  better = practice_find(HABIT_SLEEPS_EVER, call->name);
  if (better && seconds > DAY_S)
    report_sleep(check, call, &rule_long_sleep_not_forever, better,
                 "for more than a day is meant to have no end", HABIT_EVER_TWIN);
}

// ---- Waiting for a variable ---------------------------------------------------------------------

typedef struct Wait {
  RegionId loop;
  ScopeId scope; // the coroutine
  ExprId sleep;
  NameId watched; // what the condition reads and others set
  bool is_lock;   // the others are calls of the same coroutine, for which it is a lock
} Wait;

// The only await from a place in the loop on, when it is of a sleep; 0 else. Another call may do or
// change anything.
static ExprId only_sleep(const PracticeCheck *check, const Region *loop, ExprId from) {
  const Summary *summary = check->uses.summary;
  ExprId found = 0;
  for (ExprId i = from; i < loop->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr->use == USE_ASYNC_ITERATED || expr->use == USE_ASYNC_ENTERED) return 0;
    if (expr->kind == EXPR_YIELD || expr->kind == EXPR_LAMBDA) return 0;
    if (expr->kind == EXPR_AWAIT && summary->exprs[expr->a].kind != EXPR_CALL) return 0;
    if (expr->kind != EXPR_CALL) continue;
    if (found || expr->use != USE_AWAITED) return 0;
    found = i;
  }
  if (!found) return 0;
  const Call *call = program_call_at(check->uses.program, check->uses.module, found);
  return call && practice_find(HABIT_SLEEPS, call->name) ? found : 0;
}

// Whether a function other than the coroutine itself and the constructor sets the attribute.
static bool is_set_elsewhere(const PracticeCheck *check, const Wait *wait, NameId attribute) {
  const Summary *summary = check->uses.summary;
  bool is_elsewhere = false;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_ATTRIBUTE || binding->name != attribute) continue;
    if (binding->flags & BINDING_DEAD) continue;
    Str function = summary_name(summary, summary->scopes[binding->scope].name);
    is_elsewhere |= binding->scope != wait->scope && !str_equal_c(function, "__init__");
  }
  return is_elsewhere;
}

static bool has_await(const Summary *summary, ExprId from, ExprId to) {
  for (ExprId i = from; i < to; i++)
    if (summary->exprs[i].kind == EXPR_AWAIT) return true;
  return false;
}

static const Expr *set_to(const Summary *summary, const Wait *wait, const Binding *binding,
                          NameId attribute) {
  if (binding->kind != BINDING_ATTRIBUTE || binding->name != attribute) return NULL;
  if (binding->scope != wait->scope || binding->value == 0) return NULL;
  const Expr *value = &summary->exprs[binding->value];
  return value->kind == EXPR_LITERAL ? value : NULL;
}

// `while self.busy: await sleep(1)`, then `self.busy = True`, an await and `self.busy = False`: a
// lock made by hand. What the loop waits for is another call of the same coroutine.
static bool is_lock(const PracticeCheck *check, const Wait *wait, ExprId test) {
  const Summary *summary = check->uses.summary;
  NameId attribute = summary->exprs[test].b;
  ExprId taken = 0;
  if (summary->regions[wait->loop].subject != test) return false;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    const Expr *value = set_to(summary, wait, binding, attribute);
    if (!value) continue;
    if (value->a == LITERAL_TRUE && taken == 0) taken = binding->at;
    bool is_free = value->a == LITERAL_FALSE || value->a == LITERAL_NONE;
    if (is_free && taken != 0 && has_await(summary, taken, binding->at)) return true;
  }
  return false;
}

// Whether another function sets a variable of the module, or one of this coroutine.
static bool is_rebound_elsewhere(PracticeCheck *check, const Wait *wait, ExprId name) {
  const Summary *summary = check->uses.summary;
  BindingId first = uses_variable(&check->uses, name);
  if (first == BINDING_NONE) return false;
  ScopeId owner = summary->bindings[first].scope;
  bool is_elsewhere = false;
  for (BindingId i = first; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->name != summary->bindings[first].name || binding->scope != owner) continue;
    RegionId body = binding->region;
    while (summary->regions[body].kind != REGION_BODY)
      body = summary->regions[body].parent;
    ScopeId where = summary->regions[body].scope;
    is_elsewhere |= (binding->flags & BINDING_GLOBAL) && where != wait->scope;
  }
  return is_elsewhere;
}

// Names and attributes, compared and negated: anything else in the test may ask somebody far away.
static bool is_plain_test(const Summary *summary, ExprId at) {
  switch ((ExprKind)summary->exprs[at].kind) {
  case EXPR_NAME:
  case EXPR_ATTRIBUTE:
  case EXPR_LITERAL:
  case EXPR_CHOICE:
  case EXPR_UNARY:
  case EXPR_COMPARE:
    return true;
  case EXPR_NONE:
  case EXPR_OTHER:
  case EXPR_CALL:
  case EXPR_SUBSCRIPT:
  case EXPR_AWAIT:
  case EXPR_LAMBDA:
  case EXPR_CONTAINER:
  case EXPR_COMPREHENSION:
  case EXPR_NAMED:
  case EXPR_STARRED:
  case EXPR_BINARY:
  case EXPR_FORMAT:
  case EXPR_YIELD:
  case EXPR_YIELD_FROM:
  case EXPR_SLICE:
    break;
  }
  return false;
}

// Whether the object of an attribute is a plain name: `self.ready`, `state.ready`.
static bool is_of_name(const Summary *summary, ExprId attribute) {
  return summary->exprs[summary->exprs[attribute].a].kind == EXPR_NAME;
}

// A variable that the loop sets itself: `while self.passed < self.limit: self.passed += 1` counts,
// and does so to its end whoever sets the other one.
static bool is_set_in_loop(const Summary *summary, const Region *loop, const Expr *variable) {
  bool is_attribute = variable->kind == EXPR_ATTRIBUTE;
  NameId name = is_attribute ? variable->b : variable->a;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    bool is_there = loop->subject < binding->at && binding->at <= loop->end;
    if (is_there && binding->name == name && !(binding->flags & BINDING_DEAD) &&
        (binding->kind == BINDING_ATTRIBUTE) == is_attribute)
      return true;
  }
  return false;
}

// The whole test is of variables, and others alone set them.
static bool watches(PracticeCheck *check, Wait *wait) {
  const Summary *summary = check->uses.summary;
  const Region *loop = &summary->regions[wait->loop];
  bool is_watching = false;
  if (loop->subject < loop->begin || loop->subject - loop->begin > CONDITION_MAX) return false;
  for (ExprId i = loop->begin; i <= loop->subject; i++) {
    const Expr *expr = &summary->exprs[i];
    if (!is_plain_test(summary, i)) return false;
    bool is_variable = expr->kind == EXPR_ATTRIBUTE || expr->kind == EXPR_NAME;
    if (is_variable && expr->use != USE_OBJECT && is_set_in_loop(summary, loop, expr)) return false;
    bool is_set = expr->kind == EXPR_ATTRIBUTE
                      ? expr->use != USE_OBJECT && is_of_name(summary, i) &&
                            is_set_elsewhere(check, wait, expr->b)
                      : expr->kind == EXPR_NAME && expr->use != USE_OBJECT &&
                            is_rebound_elsewhere(check, wait, i);
    if (!is_set && expr->kind == EXPR_ATTRIBUTE && is_of_name(summary, i))
      is_set = wait->is_lock = is_lock(check, wait, i);
    if (is_set && !is_watching) wait->watched = expr->kind == EXPR_ATTRIBUTE ? expr->b : expr->a;
    is_watching |= is_set;
  }
  return is_watching;
}

static bool makes_thread(const Call *call) {
  if (!call->entry || call->entry->kind != KNOWN_CLASS) return false;
  for (size_t i = 0; i < COUNT_OF(call->entry->roles); i++)
    if (call->entry->roles[i].role == ROLE_OFF_LOOP) return true;
  return false;
}

// Whether the file makes threads. Then one of them may be who sets the variable, and an event of
// the loop is not for other threads to set.
static bool makes_threads(PracticeCheck *check) {
  const Program *program = check->uses.program;
  if (check->makes_threads != 0) return check->makes_threads == 2;
  check->makes_threads = 1;
  const Function *function = NULL;
  for (uint32_t next = 0; uses_next_function(&check->uses, &next, &function);)
    for (uint32_t i = 0; i < function->call_count; i++)
      if (makes_thread(program_call(program, function->first_call + i))) check->makes_threads = 2;
  return check->makes_threads == 2;
}

static const char *event_of(AsyncLibrary library) {
  return library == LIBRARY_TRIO ? "trio" : library == LIBRARY_ANYIO ? "anyio" : "asyncio";
}

// ---- Waiting for a task -------------------------------------------------------------------------

// `task` of the test `not task.done()`, where that is the name of a task or future of the loop; 0
// else.
static ExprId polled_task(const PracticeCheck *check, const Region *loop) {
  const Summary *summary = check->uses.summary;
  const Expr *test = &summary->exprs[loop->subject];
  if (loop->subject == 0 || test->kind != EXPR_UNARY || test->c != OPERATOR_NOT) return 0;
  const Expr *call = &summary->exprs[test->a];
  if (call->kind != EXPR_CALL || call->c != 0) return 0;
  const Expr *method = &summary->exprs[call->a];
  if (method->kind != EXPR_ATTRIBUTE || !str_equal_c(summary_name(summary, method->b), "done"))
    return 0;
  ExprKind kind = (ExprKind)summary->exprs[method->a].kind;
  bool has_name = kind == EXPR_NAME || kind == EXPR_ATTRIBUTE;
  return has_name && program_may_be_task(check->uses.program, check->uses.module, method->a)
             ? method->a
             : 0;
}

static void check_polled(PracticeCheck *check, const Region *loop, ExprId task) {
  ExprId sleep = only_sleep(check, loop, loop->subject + 1);
  if (!sleep) return;
  const Expr *expr = &check->uses.summary->exprs[task];
  Str name = summary_name(check->uses.summary, expr->kind == EXPR_NAME ? expr->a : expr->b);
  Finding *finding =
      finding_add(check->context, &rule_async_busy_wait, check->uses.module, sleep,
                  "this loop sleeps again and again until `%.*s` is done", STR_ARG(name));
  if (finding)
    finding_help(check->context, finding,
                 "await it, or `asyncio.wait([%.*s])`, which does not raise what it has raised",
                 STR_ARG(name));
}

void practice_check_wait(PracticeCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *loop = &summary->regions[id];
  Wait wait = {.loop = id, .scope = loop->scope};
  // One that leaves in other ways, too, waits for more than one thing.
  if (loop->flow & (FLOW_RETURNS | FLOW_BREAKS | FLOW_RAISES)) return;
  if (loop->flags & (REGION_ENDLESS | REGION_YIELDS) ||
      !rule_is_on(check->context, &rule_async_busy_wait))
    return;
  if (check->waits++ >= PRACTICE_MAX_LOOKS) return;
  ExprId task = polled_task(check, loop);
  if (task) {
    check_polled(check, loop, task);
    return;
  }
  wait.sleep = only_sleep(check, loop, loop->begin);
  if (!wait.sleep || !watches(check, &wait)) return;
  Finding *finding =
      finding_add(check->context, &rule_async_busy_wait, check->uses.module, wait.sleep,
                  "this loop sleeps again and again until somebody %s `%.*s`",
                  wait.is_lock ? "resets" : "sets", STR_ARG(summary_name(summary, wait.watched)));
  if (!finding) return;
  if (wait.is_lock) {
    finding_help(check->context, finding, "hold an `%s.Lock` with `async with` instead",
                 event_of(program_library(check->uses.program, check->uses.module)));
    return;
  }
  if (makes_threads(check)) {
    finding->confidence = CONFIDENCE_PROBABLE;
    finding_help(check->context, finding,
                 "wait for an `%s.Event` that is set where `%.*s` is, which another thread has to "
                 "ask the loop for",
                 event_of(program_library(check->uses.program, check->uses.module)),
                 STR_ARG(summary_name(summary, wait.watched)));
    return;
  }
  finding_help(check->context, finding, "wait for an `%s.Event` that is set where `%.*s` is",
               event_of(program_library(check->uses.program, check->uses.module)),
               STR_ARG(summary_name(summary, wait.watched)));
}
