// Cancellation that does not arrive. A task is cancelled by an exception that is thrown into its
// await; whoever asked waits until the task has ended by it. A handler, a suppressed exception or
// an exit in `finally` around an await can stop it on its way.
#include "rules/cancellation/cancellation.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_swallowed_cancellation = {
    .id = "swallowed-cancellation",
    .family = "cancellation",
    .summary = "A handler around an await catches cancellation and carries on.",
    .aliases = "ASYNC103 S7497",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

const Rule rule_cancellation_replaced = {
    .id = "cancellation-replaced",
    .family = "cancellation",
    .summary = "A handler around an await answers cancellation with something else.",
    .aliases = "ASYNC104 S7497",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

const Rule rule_suppressed_cancellation = {
    .id = "suppressed-cancellation",
    .family = "cancellation",
    .summary = "An await stands where cancellation is suppressed.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_finally_discards_cancellation = {
    .id = "finally-discards-cancellation",
    .family = "cancellation",
    .summary = "`return`, `break` or `continue` in `finally` throws a cancellation away.",
    .aliases = "B012",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

// ---- Handlers -----------------------------------------------------------------------------------

// Whether cancellation can arrive inside: at an await, or at the `yield` of a context manager, in
// which the body of its `async with` runs.
bool region_is_cancelled(const Uses *uses, RegionId id) {
  const Region *region = &uses->summary->regions[id];
  const Scope *scope = &uses->summary->scopes[region->scope];
  if (region->flags & REGION_AWAITS) return true;
  if (!(region->flags & REGION_YIELDS)) return false;
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    Str symbol = STR("");
    ExprId decorator = uses->summary->operands[scope->decorators + i];
    if (program_symbol(uses->program, uses->module, decorator, &symbol) &&
        str_equal_c(symbol, "contextlib.asynccontextmanager"))
      return true;
  }
  return false;
}

// Ways to leave a handler other than by raising again what it caught.
#define FLOW_ENDS (FLOW_RETURNS | FLOW_BREAKS | FLOW_CONTINUES | FLOW_RAISES)

static const char *end_words(uint8_t flow) {
  if (flow & FLOW_RETURNS) return "returns";
  if (flow & FLOW_RAISES) return "raises something else";
  return flow & FLOW_BREAKS ? "leaves the loop" : "goes on with the loop";
}

static const char *catch_words(Catches catches) {
  return catches == CATCHES_BASE ? "everything, cancellation too," : "cancellation";
}

static Finding *add_handler(CancelCheck *check, RegionId handler, Catches catches) {
  const Summary *summary = check->uses.summary;
  Span span = summary_region_span(summary, handler);
  uint8_t flow = handler_flow(check, handler);
  if (flow & FLOW_FALLS)
    return finding_add_span(check->context, &rule_swallowed_cancellation, check->uses.module, span,
                            "this handler catches %s and carries on", catch_words(catches));
  return finding_add_span(check->context, &rule_cancellation_replaced, check->uses.module, span,
                          "this handler catches %s and %s instead of raising it again",
                          catch_words(catches), end_words(flow));
}

static bool is_exempt(CancelCheck *check, RegionId handler) {
  return exempt_asks(check, handler) || exempt_leaves(check, handler) ||
         exempt_is_shielded(check, handler) || exempt_is_main(check, handler) ||
         exempt_awaits_shielded(check, check->uses.summary->regions[handler].group) ||
         exempt_awaits_stoppers(check, check->uses.summary->regions[handler].group) ||
         exempt_is_cancelled_again(check, handler) ||
         exempt_reraises_around(check, handler, CATCHES_CANCELLATION);
}

// Whether `finally` of the same statement throws away what is raised.
static bool is_discarded(const Summary *summary, RegionId handler) {
  for (RegionId i = handler + 1; i < summary->regions_count; i++)
    if (summary->regions[i].group == summary->regions[handler].group &&
        summary->regions[i].kind == REGION_FINALLY)
      return summary->regions[i].flow & (FLOW_RETURNS | FLOW_BREAKS | FLOW_CONTINUES);
  return false;
}

// Where the function goes on behind the handler, it does so no more.
static void fix_handler(CancelCheck *check, Finding *finding, RegionId handler, Catches catches) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  if (is_discarded(summary, handler)) return;
  if (catches == CATCHES_BASE) {
    finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
                (FixStep){.kind = FIX_CATCH_LESS, .index = handler});
    return;
  }
  bool is_alone = program_catches_stops(check->uses.program, check->uses.module, region->subject);
  if (is_alone && handler_flow(check, handler) == FLOW_FALLS)
    finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
                (FixStep){.kind = FIX_RAISE, .index = handler});
}

// One that raises again or ends in some cases tells them apart, maybe well. One that means
// cancellation and ends the task does what who cancels wants, though not how, and so may one that
// waits for a task which others may cancel, or for one of its own among others. One that keeps what
// it caught has it raised elsewhere, maybe, and one inside a handler that raises again was on its
// way out. A test is cancelled by who runs it, if at all. Those we only suspect.
static void check_handler(CancelCheck *check, RegionId handler) {
  const Region *region = &check->uses.summary->regions[handler];
  if (!region_is_cancelled(&check->uses, region->group)) return;
  if (check->is_caught[region->group]) return;
  Catches catches = program_catches(check->uses.program, check->uses.module, region->subject);
  if (catches == CATCHES_NOTHING) return;
  check->is_caught[region->group] = true;
  uint8_t flow = handler_flow(check, handler);
  if (!(flow & (FLOW_FALLS | FLOW_ENDS)) || is_exempt(check, handler)) return;
  OwnAwaits own = exempt_awaits_own(check, region->group);
  if (own == OWN_AWAITS_ALL) return;
  Finding *finding = add_handler(check, handler, catches);
  if (!finding) return;
  bool is_meant = exempt_ends_task(check, handler, catches);
  is_meant |= catches == CATCHES_CANCELLATION &&
              (exempt_ends_quietly(check, handler) || exempt_ends_wrapper(check, handler) ||
               exempt_awaits_field(check, region->group) || exempt_decides(check, handler) ||
               exempt_awaits_tasks(check, region->group) ||
               exempt_awaits_shield(check, region->group) || exempt_waits_out(check, handler));
  is_meant |= (region->flags & REGION_EXPLAINED) != 0 || exempt_is_of_test(check, handler);
  if (flow & FLOW_RERAISES || is_meant || own == OWN_AWAITS_SOME || exempt_keeps(check, handler) ||
      exempt_tells(check, handler) || exempt_notes(check, handler) || exempt_puts(check, handler) ||
      exempt_renames(check, handler) || exempt_awaits_again(check, handler) ||
      exempt_reraises_around(check, handler, CATCHES_BASE) ||
      exempt_reraises_around(check, handler, CATCHES_NOTHING) ||
      exempt_is_said_to_raise(check, handler))
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               catches == CATCHES_BASE
                   ? "catch `Exception`, which leaves cancellation alone, or end with `raise`"
                   : "clean up and end with `raise`");
  fix_handler(check, finding, handler, catches);
}

// ---- Suppressed ---------------------------------------------------------------------------------

static bool suppresses_cancellation(const Uses *uses, ExprId manager) {
  const Expr *call = &uses->summary->exprs[manager];
  Str symbol = STR("");
  if (call->kind != EXPR_CALL) return false;
  if (!program_symbol(uses->program, uses->module, call->a, &symbol)) return false;
  if (!str_equal_c(symbol, "contextlib.suppress")) return false;
  for (uint32_t i = 0; i < call->c; i++) {
    ExprId types = uses->summary->arguments[call->b + i].value;
    if (uses->summary->exprs[types].kind != EXPR_STARRED &&
        program_catches(uses->program, uses->module, types) != CATCHES_NOTHING)
      return true;
  }
  return false;
}

static void check_with(CancelCheck *check, RegionId id) {
  const Region *region = &check->uses.summary->regions[id];
  if (!region_is_cancelled(&check->uses, id)) return;
  if (!suppresses_cancellation(&check->uses, region->subject)) return;
  OwnAwaits own = exempt_awaits_own(check, id);
  if (own == OWN_AWAITS_ALL || exempt_is_main(check, id)) return;
  if (exempt_is_shielded(check, id)) return;
  if (exempt_reraises_around(check, id, CATCHES_CANCELLATION)) return;
  Finding *finding = finding_add(check->context, &rule_suppressed_cancellation, check->uses.module,
                                 region->subject,
                                 "cancellation is suppressed here, and the awaits inside are where "
                                 "it arrives");
  if (!finding) return;
  if (own == OWN_AWAITS_SOME || exempt_awaits_tasks(check, id) || exempt_awaits_end(check, id) ||
      exempt_waits_out(check, id) || exempt_ends_task_behind(check, id) ||
      exempt_is_of_test(check, id) || exempt_reraises_around(check, id, CATCHES_BASE))
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               "suppress it only around the await of a task that you have cancelled yourself");
}

// ---- All regions of a module --------------------------------------------------------------------

static bool is_in_coroutine(const Summary *summary, const Region *region) {
  const Scope *scope = &summary->scopes[region->scope];
  return scope->kind == SCOPE_FUNCTION && scope->flags & SCOPE_ASYNC;
}

static void check_region(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  if (region->flags & REGION_DEAD || !is_in_coroutine(summary, region)) return;
  switch ((RegionKind)region->kind) {
  case REGION_EXCEPT:
  case REGION_EXCEPT_STAR:
    check_handler(check, id);
    return;
  case REGION_WITH:
    check_with(check, id);
    return;
  case REGION_FINALLY:
    check_finally(check, id);
    return;
  case REGION_BODY:
  case REGION_IF:
  case REGION_ELSE:
  case REGION_WHILE:
  case REGION_FOR:
  case REGION_ASYNC_FOR:
  case REGION_LOOP_ELSE:
  case REGION_ASYNC_WITH:
  case REGION_TRY:
  case REGION_TRY_ELSE:
  case REGION_CASE:
    return;
  }
}

static void check_module(RuleContext *context, ModuleId module) {
  // Its CancelledError is an Exception: what catches everything catches no more of it.
  if (program_library(rule_program(context), module) == LIBRARY_TWISTED) return;
  CancelCheck check = {.context = context, .uses = uses_of(context, module)};
  if (!uses_has_regions(&check.uses, USES_HANDLERS | 1u << REGION_WITH | 1u << REGION_FINALLY))
    return;
  check.is_caught = arena_push(check.uses.arena, bool, check.uses.summary->regions_count);
  for (RegionId i = 0; i < check.uses.summary->regions_count; i++)
    check_region(&check, i);
}
