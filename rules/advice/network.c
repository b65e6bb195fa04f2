// Talking to others: a client for each request, a wait without an end, a retry without a pause.
#include "rules/advice/advice.h"
#include "rules/list.h"

const Rule rule_client_session_per_request = {
    .id = "client-session-per-request",
    .family = "advice",
    .summary = "A client with connections of its own is made for each request, and thrown away.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

const Rule rule_await_without_timeout = {
    .id = "await-without-timeout",
    .family = "advice",
    .summary = "Somebody far away is waited for, and nothing ends the wait.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

const Rule rule_retry_without_backoff = {
    .id = "retry-without-backoff",
    .family = "advice",
    .summary = "What has failed is tried again at once.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

#define CALLERS_MAX_DEPTH 3

// ---- Sessions -----------------------------------------------------------------------------------

// A loop over data: one that counts tries, or goes on for ever, makes a new client when the old one
// has failed.
static RegionId data_loop(const Summary *summary, ExprId at) {
  RegionId loop = advice_loop_around(summary, at);
  const Region *region = &summary->regions[loop];
  if (loop == 0 || region->kind == REGION_WHILE) return 0;
  bool is_count = summary->exprs[region->subject].kind == EXPR_CALL &&
                  str_equal_c(advice_last_name(summary, region->subject), "range");
  return is_count ? 0 : loop;
}

// Whether what makes the client depends on the function that makes it.
static bool is_made_to_measure(AdviceCheck *check, ExprId call) {
  const Summary *summary = check->uses.summary;
  const Expr *expr = &summary->exprs[call];
  if (expr->c == 0) return false;
  for (ExprId i = expr->a + 1; i < call; i++) {
    if (summary->exprs[i].kind == EXPR_STARRED) return true;
    if (summary->exprs[i].kind != EXPR_NAME) continue;
    BindingId bound = uses_variable(&check->uses, i);
    if (bound != BINDING_NONE && uses_is_local(&check->uses, bound)) return true;
  }
  return false;
}

static bool is_handler(const AdviceCheck *check, const Scope *scope) {
  const Summary *summary = check->uses.summary;
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    ExprId decorator = summary->operands[scope->decorators + i];
    if (advice_habit(check, HABIT_ROUTES, check->uses.module, decorator)) return true;
  }
  return false;
}

// A call of the function that stands in a loop over data, or in a comprehension.
static const Call *repeated_call(const AdviceCheck *check, FunctionId id) {
  const Program *program = check->uses.program;
  for (uint32_t i = 0; i < program_call_count(program); i++) {
    const Call *call = program_call(program, i);
    if (call->callee != id || call->confidence != CONFIDENCE_RESOLVED) continue;
    const Function *caller = program_function(program, call->caller);
    const Summary *summary = program_summary(program, caller->module);
    if (program_is_test(program, caller->module)) continue;
    const Scope *scope = &summary->scopes[summary_scope_at(summary, call->site)];
    bool is_each = scope->kind == SCOPE_COMPREHENSION || scope->kind == SCOPE_GENERATOR;
    if (is_each || data_loop(summary, call->site)) return call;
  }
  return NULL;
}

static Finding *add_session(AdviceCheck *check, ExprId call, const char *where) {
  Str name = STR("");
  const Summary *summary = check->uses.summary;
  (void)program_symbol(check->uses.program, check->uses.module, summary->exprs[call].a, &name);
  return finding_add(check->context, &rule_client_session_per_request, check->uses.module, call,
                     "a new `%.*s`, with connections of its own, is made %s", STR_ARG(name), where);
}

void advice_check_session(AdviceCheck *check, ExprId call, const Practice *session) {
  const Summary *summary = check->uses.summary;
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, call));
  const Scope *scope = &summary->scopes[runner];
  if (program_is_test(check->uses.program, check->uses.module) || scope->flags & SCOPE_YIELDS)
    return;
  Finding *finding = NULL;
  const Call *repeated = NULL;
  FunctionId id = program_function_of(check->uses.program, check->uses.module, runner);
  if (data_loop(summary, call))
    finding = add_session(check, call, "in each turn of this loop");
  else if (is_handler(check, scope))
    finding = add_session(check, call, "for each request");
  else if (id != FUNCTION_NONE && (repeated = repeated_call(check, id)))
    finding = add_session(check, call, "whenever this is called, which a loop does");
  if (!finding) return;
  if (is_made_to_measure(check, call)) finding->confidence = CONFIDENCE_PROBABLE;
  if (repeated) {
    const Function *caller = program_function(check->uses.program, repeated->caller);
    const Summary *other = program_summary(check->uses.program, caller->module);
    finding_hop(check->context, finding, caller->module, summary_expr_span(other, repeated->site),
                "calls it in a loop");
  }
  finding_help(check->context, finding, "make %s, and pass it to those who need it",
               session->instead);
}

// ---- Waiting ------------------------------------------------------------------------------------

// Whether a block with a deadline is around an expression.
static bool has_deadline(const AdviceCheck *check, ModuleId module, ExprId at) {
  const Summary *summary = program_summary(check->uses.program, module);
  RegionId region = summary_region_at(summary, at);
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent) {
    const Region *around = &summary->regions[region];
    if (around->kind != REGION_WITH && around->kind != REGION_ASYNC_WITH) continue;
    Str name = advice_last_name(summary, around->subject);
    if (advice_habit(check, HABIT_SCOPE, module, around->subject)) return true;
    if (str_find(name, STR("timeout")) != SIZE_MAX || str_find(name, STR("deadline")) != SIZE_MAX)
      return true;
  }
  return false;
}

typedef enum Ways { WAYS_UNKNOWN, WAYS_OPEN, WAYS_SOME_CLOSED } Ways;

// Whether those who call a function set a deadline around it: nobody does, or some do. A function
// that nobody calls may be called by others.
static Ways ways_to(AdviceCheck *check, FunctionId id, int depth) {
  const Program *program = check->uses.program;
  Ways ways = WAYS_UNKNOWN;
  if (depth == CALLERS_MAX_DEPTH || check->looks++ >= ADVICE_MAX_LOOKS) return WAYS_UNKNOWN;
  for (uint32_t i = 0; i < program_call_count(program); i++) {
    const Call *call = program_call(program, i);
    if (call->callee != id) continue;
    const Function *caller = program_function(program, call->caller);
    const Summary *summary = program_summary(program, caller->module);
    ExprUse use = (ExprUse)summary->exprs[call->site].use;
    if (!caller->is_async) { // it is handed to a loop, or to somebody
      if (use == USE_ARGUMENT) ways = WAYS_OPEN;
      continue;
    }
    if (use != USE_AWAITED || has_deadline(check, caller->module, call->site))
      return WAYS_SOME_CLOSED;
    FunctionId next = program_function_of(program, caller->module, caller->scope);
    Ways above = ways_to(check, next, depth + 1);
    if (above == WAYS_SOME_CLOSED) return above;
    if (above == WAYS_OPEN) ways = WAYS_OPEN;
  }
  return ways;
}

void advice_check_wait(AdviceCheck *check, ExprId call, const Practice *wait) {
  const Summary *summary = check->uses.summary;
  const Expr *expr = &summary->exprs[call];
  if (expr->use != USE_AWAITED || program_is_test(check->uses.program, check->uses.module)) return;
  if (has_deadline(check, check->uses.module, call)) return;
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, call));
  FunctionId id = program_function_of(check->uses.program, check->uses.module, runner);
  if (id == FUNCTION_NONE) return;
  check->looks = 0;
  Ways ways = ways_to(check, id, 0);
  if (ways == WAYS_SOME_CLOSED) return;
  Finding *finding = finding_add(check->context, &rule_await_without_timeout, check->uses.module,
                                 call, "`%.*s` waits as long as the other side likes",
                                 STR_ARG(call_spelling(summary, call, rule_arena(check->context))));
  if (!finding) return;
  if (ways == WAYS_UNKNOWN) finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding, "put a deadline around it, with %s",
               rule_target(check->context) >= 311 ? wait->instead : "asyncio.wait_for(...)");
}

// ---- Trying again -------------------------------------------------------------------------------

// Whether something in a range of expressions takes time on purpose, or ends by itself.
static bool has_pause(const AdviceCheck *check, const Region *region, ExprId but) {
  const Summary *summary = check->uses.summary;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr->kind == EXPR_CALL && i != but &&
        (advice_is_pause_name(advice_last_name(summary, i)) ||
         advice_habit(check, HABIT_SLEEPS, check->uses.module, i)))
      return true;
    if (expr->kind == EXPR_NAME && advice_is_pause_name(summary_name(summary, expr->a)))
      return true;
  }
  return false;
}

// The exceptions of a connection, or everything: those that go away by themselves.
static bool takes_trouble(const AdviceCheck *check, const Region *handler) {
  static const char *const names[] = {
      "Exception",        "OSError",        "ConnectionError",     "ClientError",
      "HTTPError",        "RequestError",   "TransportError",      "ConnectError",
      "TimeoutException", "ConnectTimeout", "ConnectionResetError"};
  const Summary *summary = check->uses.summary;
  if (handler->subject == 0) return true;
  const Expr *types = &summary->exprs[handler->subject];
  uint32_t count = types->kind == EXPR_CONTAINER ? types->b : 1;
  for (uint32_t k = 0; k < count; k++) {
    ExprId type =
        types->kind == EXPR_CONTAINER ? summary->operands[types->a + k] : handler->subject;
    Str name = advice_last_name(summary, type);
    for (size_t i = 0; i < COUNT_OF(names); i++)
      if (str_equal_c(name, names[i])) return true;
  }
  return false;
}

// Whether the loop tries the same thing each time: `while True`, or a loop that only counts.
static bool is_same_each_time(AdviceCheck *check, const Region *loop, const Region *try) {
  const Summary *summary = check->uses.summary;
  if (loop->kind == REGION_ASYNC_FOR) return false;
  if (loop->kind == REGION_WHILE) return (loop->flags & REGION_ENDLESS) != 0;
  if (!str_equal_c(advice_last_name(summary, loop->subject), "range")) return false;
  if (summary->exprs[loop->subject].kind != EXPR_CALL) return false;
  BindingId counter = BINDING_NONE;
  for (BindingId i = 0; i < summary->bindings_count && counter == BINDING_NONE; i++)
    if (summary->bindings[i].kind == BINDING_FOR && summary->bindings[i].value == loop->subject)
      counter = i;
  if (counter == BINDING_NONE) return false;
  ExprId read = uses_next_read(&check->uses, counter, try->begin);
  return !read || read >= try->end;
}

// The await of somebody far away in what is tried; 0 when there is none that is known. What else is
// awaited may take its time.
static ExprId far_await(const AdviceCheck *check, const Region *try) {
  const Summary *summary = check->uses.summary;
  for (ExprId i = try->begin; i < try->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr->kind != EXPR_CALL) continue;
    if (expr->use != USE_AWAITED && expr->use != USE_ASYNC_ENTERED) continue;
    if (advice_habit(check, HABIT_FAR, check->uses.module, i)) return i;
  }
  return 0;
}

// Whether the try is left for good when it works: by a return or break in it, or behind it.
static bool ends_when_it_works(const Summary *summary, RegionId loop, RegionId try) {
  uint8_t flow = summary->regions[try].flow;
  for (RegionId i = try + 1; i < summary->regions_count; i++)
    if (summary->regions[i].group == try && summary->regions[i].kind == REGION_TRY_ELSE)
      flow |= summary->regions[i].flow;
  return (flow | (summary->regions[loop].flow & FLOW_RETURNS)) & (FLOW_RETURNS | FLOW_BREAKS);
}

static bool goes_round(const AdviceCheck *check, const Region *handler) {
  return handler->kind == REGION_EXCEPT && takes_trouble(check, handler) &&
         handler->flow & (FLOW_FALLS | FLOW_CONTINUES) &&
         !(handler->flow & (FLOW_RETURNS | FLOW_BREAKS));
}

static void check_try(AdviceCheck *check, RegionId loop, RegionId try) {
  const Summary *summary = check->uses.summary;
  ExprId far = far_await(check, &summary->regions[try]);
  if (!far || !is_same_each_time(check, &summary->regions[loop], &summary->regions[try])) return;
  if (!ends_when_it_works(summary, loop, try)) return;
  if (has_pause(check, &summary->regions[loop], far)) return;
  for (RegionId i = try + 1; i < summary->regions_count; i++) {
    const Region *handler = &summary->regions[i];
    if (handler->begin > summary->regions[loop].end) return;
    if (handler->group != try || !goes_round(check, handler)) continue;
    Finding *finding = finding_add(check->context, &rule_retry_without_backoff, check->uses.module,
                                   far, "this is tried again at once when it fails");
    if (!finding) return;
    finding_hop(check->context, finding, check->uses.module, summary_region_span(summary, i),
                "goes round without a pause");
    finding_help(check->context, finding,
                 "sleep before the next try, longer each time, with a random part");
    return;
  }
}

void advice_check_retry(AdviceCheck *check, RegionId loop) {
  const Summary *summary = check->uses.summary;
  if (!rule_is_on(check->context, &rule_retry_without_backoff)) return;
  for (RegionId i = loop + 1; i < summary->regions_count; i++) {
    if (summary->regions[i].begin >= summary->regions[loop].end) return;
    if (summary->regions[i].kind != REGION_TRY) continue;
    if (summary->regions[i].parent == loop) check_try(check, loop, i);
  }
}
