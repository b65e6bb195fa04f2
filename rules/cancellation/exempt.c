// Good reasons to stop a cancellation. The first of them, waiting for a task that one has cancelled
// oneself, is most of all handlers that people write.
#include "rules/cancellation/cancellation.h"

static bool names_any(Str name, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_equal_c(name, names[i])) return true;
  return false;
}

// ---- Places -------------------------------------------------------------------------------------

// Where the tasks in a place come from: a loop variable from what is looped over, an alias from
// what it stands for, `list(tasks)` and `tasks.values()` from `tasks`. 0 when there is no such
// place.
static ExprId origin(Uses *uses, ExprId place) {
  const Summary *summary = uses->summary;
  const Expr *expr = &summary->exprs[place];
  if (expr->kind == EXPR_NAME) {
    BindingId variable = uses_variable(uses, place);
    return variable == BINDING_NONE ? 0 : summary->bindings[variable].value;
  }
  if (expr->kind == EXPR_STARRED) return expr->a;
  if (expr->kind != EXPR_CALL) return 0;
  if (summary->exprs[expr->a].kind == EXPR_ATTRIBUTE) return summary->exprs[expr->a].a;
  return expr->c == 1 ? summary->arguments[expr->b].value : 0;
}

#define ORIGINS_MAX 4

static bool is_related(Uses *uses, ExprId awaited, ExprId cancelled) {
  ExprId from = cancelled;
  for (int i = 0; i < ORIGINS_MAX && from; i++, from = origin(uses, from)) {
    ExprId place = awaited;
    for (int j = 0; j < ORIGINS_MAX && place; j++, place = origin(uses, place))
      if (uses_is_same_place(uses->summary, place, from)) return true;
  }
  return false;
}

// ---- Tasks that the function itself has cancelled -----------------------------------------------

// The object of a call of its method `cancel`, or of one that ends a future, else 0.
static ExprId cancelled_place(const Summary *summary, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  if (expr->kind != EXPR_CALL || summary->exprs[expr->a].kind != EXPR_ATTRIBUTE) return 0;
  const Expr *method = &summary->exprs[expr->a];
  static const char *const names[] = {"cancel", "set_exception", "set_result"};
  return names_any(summary_name(summary, method->b), names, COUNT_OF(names)) ? method->a : 0;
}

// How many requests are looked at, those before the end of the block.
#define CANCELS_MAX 64

static void find_cancels(CancelCheck *check) {
  check->has_cancels = true;
  for (ExprId i = 1; i < check->uses.summary->exprs_count; i++)
    if (cancelled_place(check->uses.summary, i)) array_push(check->uses.arena, &check->cancels, i);
}

// Those of the requests that a block of a function can know of.
typedef struct Cancels {
  const ExprId *at;
  size_t count;
} Cancels;

static Cancels cancels_before(CancelCheck *check, ExprId first, ExprId end) {
  if (!check->has_cancels) find_cancels(check);
  if (check->cancels.count == 0) return (Cancels){0};
  size_t low = uses_lower_bound(check->cancels.at, check->cancels.count, first);
  size_t high = uses_lower_bound(check->cancels.at, check->cancels.count, end);
  if (high - low > CANCELS_MAX) low = high - CANCELS_MAX;
  return (Cancels){check->cancels.at + low, high - low};
}

// What a call puts into a collection, `task` of `tasks.append(task)`, else 0.
static ExprId put_into(const Summary *summary, ExprId call, ExprId collection) {
  static const char *const names[] = {"append", "add"};
  const Expr *expr = &summary->exprs[call];
  if (expr->kind != EXPR_CALL || expr->c != 1) return 0;
  const Expr *method = &summary->exprs[expr->a];
  if (method->kind != EXPR_ATTRIBUTE || !uses_is_same_place(summary, method->a, collection))
    return 0;
  if (!names_any(summary_name(summary, method->b), names, COUNT_OF(names))) return 0;
  return summary->arguments[expr->b].value;
}

// `await gather(*tasks)` where the function has put what it cancelled into `tasks`.
static bool was_put_into(Uses *uses, ExprId awaited, ExprId cancelled, ExprId before) {
  const Summary *summary = uses->summary;
  if (summary->exprs[awaited].kind == EXPR_STARRED) awaited = summary->exprs[awaited].a;
  if (summary->exprs[awaited].kind != EXPR_NAME) return false;
  ScopeId function = summary_runner(summary, summary_scope_at(summary, before));
  for (ExprId i = summary->scopes[function].begin; i < before; i++) {
    ExprId put = put_into(summary, i, awaited);
    if (put != 0 && uses_is_same_place(summary, put, cancelled)) return true;
  }
  return false;
}

static bool was_cancelled(Uses *uses, Cancels cancels, ExprId awaited, ExprId before) {
  for (size_t i = 0; i < cancels.count && cancels.at[i] < before; i++) {
    ExprId cancelled = cancelled_place(uses->summary, cancels.at[i]);
    if (is_related(uses, awaited, cancelled) || was_put_into(uses, awaited, cancelled, before))
      return true;
  }
  return false;
}

// Whether a call gives back an awaitable that ends with what is given to it.
static bool waits_for_arguments(const Uses *uses, const Expr *call) {
  static const char *const names[] = {"asyncio.wait_for", "asyncio.shield", "asyncio.wait",
                                      "asyncio.gather"};
  Str symbol = STR("");
  return program_symbol(uses->program, uses->module, call->a, &symbol) &&
         names_any(symbol, names, COUNT_OF(names));
}

// How deep displays and calls are nested in what is awaited: wait_for(shield(task), 1).
#define AWAITED_MAX_DEPTH 4

static bool holds_cancelled(Uses *uses, Cancels cancels, ExprId value, ExprId before, int depth) {
  const Summary *summary = uses->summary;
  const Expr *expr = &summary->exprs[value];
  if (was_cancelled(uses, cancels, value, before)) return true;
  if (depth == AWAITED_MAX_DEPTH) return false;
  if (expr->kind == EXPR_CONTAINER) {
    for (uint32_t i = 0; i < expr->b; i++)
      if (holds_cancelled(uses, cancels, summary->operands[expr->a + i], before, depth + 1))
        return true;
  }
  if (expr->kind != EXPR_CALL || !waits_for_arguments(uses, expr)) return false;
  for (uint32_t i = 0; i < expr->c; i++)
    if (holds_cancelled(uses, cancels, summary->arguments[expr->b + i].value, before, depth + 1))
      return true;
  return false;
}

// An await waits for a task itself or for what is made of several: gather(*tasks), wait({a, b}).
// The outermost call may be any: a project has helpers of its own that wait for a task.
static bool awaits_cancelled(Uses *uses, Cancels cancels, ExprId await) {
  const Summary *summary = uses->summary;
  ExprId operand = summary->exprs[await].a;
  if (was_cancelled(uses, cancels, operand, await)) return true;
  const Expr *call = &summary->exprs[operand];
  if (call->kind != EXPR_CALL) return false;
  for (uint32_t i = 0; i < call->c; i++)
    if (holds_cancelled(uses, cancels, summary->arguments[call->b + i].value, await, 0))
      return true;
  return false;
}

// Whether cancellation from outside can arrive at an await, and at this block with it.
static bool awaits_here(const Summary *summary, ExprId await, RegionId region) {
  const Expr *expr = &summary->exprs[await];
  return expr->kind == EXPR_AWAIT && !(expr->flags & EXPR_FLAG_DEAD) &&
         region_stands_in(summary, summary_region_at(summary, await), region);
}

OwnAwaits exempt_awaits_own(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  Cancels cancels = cancels_before(check, summary->scopes[region->scope].begin, region->end);
  bool has_own = false, has_others = false;
  for (ExprId i = region->begin; i < region->end && cancels.count > 0; i++) {
    if (summary->exprs[i].kind != EXPR_AWAIT) continue;
    if (awaits_cancelled(&check->uses, cancels, i))
      has_own = true;
    else
      has_others |= awaits_here(summary, i, id);
  }
  if (!has_own) return OWN_AWAITS_NONE;
  return has_others ? OWN_AWAITS_SOME : OWN_AWAITS_ALL;
}

// `await self.task` where another method of the class says `self.task.cancel()`.
static bool is_cancelled_field(CancelCheck *check, RegionId region, ExprId field) {
  const Summary *summary = check->uses.summary;
  const Expr *expr = &summary->exprs[field];
  const Scope *function = &summary->scopes[summary->regions[region].scope];
  if (!(function->flags & SCOPE_METHOD) || expr->kind != EXPR_ATTRIBUTE) return false;
  if (summary->exprs[expr->a].kind != EXPR_NAME) return false;
  const Scope *class = &summary->scopes[function->parent];
  Cancels cancels = cancels_before(check, class->begin, class->end);
  return was_cancelled(&check->uses, cancels, field, class->end);
}

bool exempt_awaits_field(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  bool has_awaits = false;
  for (ExprId i = region->begin; i < region->end; i++) {
    if (summary->exprs[i].kind != EXPR_AWAIT) continue;
    if (!is_cancelled_field(check, id, summary->exprs[i].a)) return false;
    has_awaits = true;
  }
  return has_awaits;
}

// What an await waits for in the end: `task` of `wait_for(shield(task), 1)`. As above, the
// outermost call may be any.
static ExprId awaited_place(const Uses *uses, ExprId await) {
  const Summary *summary = uses->summary;
  ExprId value = summary->exprs[await].a;
  for (int depth = 0; depth < AWAITED_MAX_DEPTH; depth++) {
    const Expr *call = &summary->exprs[value];
    if (call->kind != EXPR_CALL || call->c == 0) break;
    if (depth > 0 && !waits_for_arguments(uses, call)) break;
    value = summary->arguments[call->b].value;
  }
  return value;
}

bool exempt_awaits_shield(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  for (ExprId i = region->begin; i < region->end; i++) {
    if (!awaits_here(summary, i, id)) continue;
    const Expr *call = &summary->exprs[summary->exprs[i].a];
    Str symbol = STR("");
    if (call->kind == EXPR_CALL &&
        program_symbol(check->uses.program, check->uses.module, call->a, &symbol) &&
        str_equal_c(symbol, "asyncio.shield"))
      return true;
  }
  return false;
}

// The variable or field that an await waits for, `task` of `await shield(task)`; 0 for calls of
// other functions, which are new each time.
static ExprId awaited_again(const Uses *uses, ExprId await) {
  const Expr *call = &uses->summary->exprs[uses->summary->exprs[await].a];
  if (call->kind == EXPR_CALL && !waits_for_arguments(uses, call)) return 0;
  return awaited_place(uses, await);
}

static bool awaits_place(CancelCheck *check, RegionId block, ExprId place) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[block];
  for (ExprId i = region->begin; i < region->end && place != 0; i++)
    if (awaits_here(summary, i, block) &&
        uses_is_same_place(summary, awaited_again(&check->uses, i), place))
      return true;
  return false;
}

bool exempt_awaits_again(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  for (ExprId i = region->begin; i < region->end; i++)
    if (awaits_here(summary, i, handler) &&
        awaits_place(check, region->group, awaited_again(&check->uses, i)))
      return true;
  return false;
}

bool exempt_awaits_tasks(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  bool has_awaits = false;
  for (ExprId i = region->begin; i < region->end; i++) {
    if (!awaits_here(summary, i, id)) continue;
    ExprId place = awaited_place(&check->uses, i);
    bool is_task = summary->exprs[place].kind != EXPR_CALL &&
                   program_may_be_task(check->uses.program, check->uses.module, place);
    if (!is_task) return false;
    has_awaits = true;
  }
  return has_awaits;
}

static bool has_cancel(const Program *program, const Function *function) {
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  for (ExprId i = scope->begin; i < scope->end; i++)
    if (summary->exprs[i].kind == EXPR_ATTRIBUTE &&
        str_equal_c(summary_name(summary, summary->exprs[i].b), "cancel"))
      return true;
  return false;
}

// Whether a call is of a method of the project that cancels something itself, `stop()`, or has
// another one do so, as far as it is known which one that is.
static bool is_of_canceller(const Uses *uses, ExprId site) {
  const Program *program = uses->program;
  if (uses->summary->exprs[site].kind != EXPR_CALL) return false;
  const Call *call = program_call_at(program, uses->module, site);
  if (!call || call->callee == FUNCTION_NONE) return false;
  const Function *callee = program_function(program, call->callee);
  if (has_cancel(program, callee)) return true;
  for (uint32_t i = 0; i < callee->call_count; i++) {
    const Call *inner = program_call(program, callee->first_call + i);
    if (inner->callee == FUNCTION_NONE || inner->how != CALL_PLAIN) continue;
    if (has_cancel(program, program_function(program, inner->callee))) return true;
  }
  return false;
}

// The same of an await, or `await gather(*tasks)` for what such a method gave: `tasks =
// stop_all()`.
static bool is_for_canceller(Uses *uses, ExprId await) {
  if (is_of_canceller(uses, uses->summary->exprs[await].a)) return true;
  ExprId place = awaited_place(uses, await);
  for (int i = 0; i < ORIGINS_MAX && place != 0; i++, place = origin(uses, place))
    if (is_of_canceller(uses, place)) return true;
  return false;
}

bool exempt_awaits_end(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  bool has_awaits = false;
  for (ExprId i = region->begin; i < region->end; i++) {
    if (!awaits_here(summary, i, id)) continue;
    if (!is_for_canceller(&check->uses, i)) return false;
    has_awaits = true;
  }
  return has_awaits;
}

// ---- The function that the loop was started with ------------------------------------------------

// The function whose coroutine, or which itself, is given to a call that starts a loop.
static FunctionId started_function(const Uses *uses, const Call *call) {
  const Summary *summary = uses->summary;
  if (call->how == CALL_PASSED) {
    const Call *site = program_call_at(uses->program, uses->module, call->site);
    bool starts = site && site->entry && site->entry->effect == EFFECT_NESTED_LOOP;
    return starts ? call->callee : FUNCTION_NONE;
  }
  if (!call->entry || call->entry->effect != EFFECT_NESTED_LOOP) return FUNCTION_NONE;
  const Expr *site = &summary->exprs[call->site];
  if (site->kind != EXPR_CALL || site->c == 0) return FUNCTION_NONE;
  ExprId main = summary->arguments[site->b].value;
  if (summary->exprs[main].kind != EXPR_CALL) return FUNCTION_NONE;
  const Call *made = program_call_at(uses->program, uses->module, main);
  return made ? made->callee : FUNCTION_NONE;
}

static void find_mains(CancelCheck *check) {
  Uses *uses = &check->uses;
  const Function *function = NULL;
  for (uint32_t next = 0; uses_next_function(uses, &next, &function);) {
    for (uint32_t i = 0; i < function->call_count; i++) {
      const Call *call = program_call(uses->program, function->first_call + i);
      FunctionId started = started_function(uses, call);
      if (started != FUNCTION_NONE) map_insert(uses->arena, &check->mains, started, 1);
    }
  }
  check->has_mains = true;
}

bool exempt_is_main(CancelCheck *check, RegionId id) {
  if (!check->has_mains) find_mains(check);
  const Uses *uses = &check->uses;
  FunctionId function =
      program_function_of(uses->program, uses->module, uses->summary->regions[id].scope);
  return function != FUNCTION_NONE && map_find(&check->mains, function) != NULL;
}

// ---- What the handler does ----------------------------------------------------------------------

bool exempt_asks(CancelCheck *check, RegionId handler) {
  static const char *const always[] = {"uncancel", "cancelling"};
  static const char *const with_raise[] = {"cancelled", "done", "cancel_called"};
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  bool reraises = handler_flow(check, handler) & FLOW_RERAISES;
  for (ExprId i = region->begin; i < region->end; i++) {
    if (summary->exprs[i].kind != EXPR_ATTRIBUTE) continue;
    Str name = summary_name(summary, summary->exprs[i].b);
    if (names_any(name, always, COUNT_OF(always))) return true;
    if (reraises && names_any(name, with_raise, COUNT_OF(with_raise))) return true;
  }
  return false;
}

// Whether a call as a statement of the handler itself ends the program.
static bool ends_program(CancelCheck *check, RegionId handler) {
  static const char *const names[] = {"sys.exit", "os._exit", "os.abort", "builtins.exit",
                                      "builtins.quit"};
  const Uses *uses = &check->uses;
  const Region *region = &uses->summary->regions[handler];
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *expr = &uses->summary->exprs[i];
    Str symbol = STR("");
    if (expr->kind != EXPR_CALL || expr->use != USE_DROPPED) continue;
    if (summary_region_at(uses->summary, i) != handler) continue;
    if (program_symbol(uses->program, uses->module, expr->a, &symbol) &&
        names_any(symbol, names, COUNT_OF(names)))
      return true;
    const Call *call = program_call_at(uses->program, uses->module, i);
    if (call && call->entry && call->entry->ends_process && !*call->entry->ends_process)
      return true;
  }
  return false;
}

// `*sys.exc_info()`, `sys.exc_info()[1]` and `sys.exception()` are what was caught, without a name.
static bool asks_for_caught(const Uses *uses, ExprId value) {
  static const char *const names[] = {"sys.exc_info", "sys.exception"};
  const Expr *expr = &uses->summary->exprs[value];
  Str symbol = STR("");
  if (expr->kind == EXPR_STARRED || expr->kind == EXPR_SUBSCRIPT)
    expr = &uses->summary->exprs[expr->a];
  return expr->kind == EXPR_CALL && program_symbol(uses->program, uses->module, expr->a, &symbol) &&
         names_any(symbol, names, COUNT_OF(names));
}

static bool is_handing_method(const Summary *summary, ExprId callee) {
  static const char *const methods[] = {"throw", "athrow", "set_exception"};
  return summary->exprs[callee].kind == EXPR_ATTRIBUTE &&
         names_any(summary_name(summary, summary->exprs[callee].b), methods, COUNT_OF(methods));
}

// `future.set_exception(error)`, `call_soon(future.set_exception, error)`.
static bool is_handing_call(const Summary *summary, const Expr *call) {
  if (is_handing_method(summary, call->a)) return true;
  for (uint32_t i = 0; i < call->c; i++)
    if (is_handing_method(summary, summary->arguments[call->b + i].value)) return true;
  return false;
}

// Whoever waits there gets what was caught here.
static bool hands_on(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  bool has_name = region->binding != BINDING_NONE;
  NameId caught = has_name ? summary->bindings[region->binding].name : 0;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *call = &summary->exprs[i];
    if (call->kind != EXPR_CALL || !is_handing_call(summary, call)) continue;
    for (uint32_t j = 0; j < call->c; j++) {
      ExprId value = summary->arguments[call->b + j].value;
      if (has_name && expr_is_name(&summary->exprs[value], caught)) return true;
      if (asks_for_caught(&check->uses, value)) return true;
    }
  }
  return false;
}

// Whether a variable is read behind a handler.
static bool is_read_behind(const Summary *summary, const Region *handler, NameId name) {
  for (ExprId i = handler->end; i < summary->scopes[handler->scope].end; i++)
    if (expr_is_name(&summary->exprs[i], name) && !(summary->exprs[i].flags & EXPR_FLAG_STORE))
      return true;
  return false;
}

// `raise translated(error)`: what that gives, or raises itself, is the helper's to say.
static bool asks_helper(CancelCheck *check, ExprId caught) {
  ExprId parent = uses_parent(&check->uses, caught);
  if (check->uses.summary->exprs[parent].use != USE_RAISED) return false;
  const Call *call = program_call_at(check->uses.program, check->uses.module, parent);
  return call && call->callee != FUNCTION_NONE && call->how == CALL_PLAIN;
}

static bool has_raise(const Summary *summary, const Region *branch) {
  for (uint32_t i = uses_first_exit(summary, branch->begin);
       i < summary->exits_count && summary->exits[i].at <= branch->end; i++)
    if (summary->exits[i].kind == EXIT_RAISE) return true;
  return false;
}

// `if name: raise …` behind a handler.
static bool is_raised_by_test(const Summary *summary, const Region *handler, NameId name) {
  for (RegionId i = 1; i < summary->regions_count; i++) {
    const Region *branch = &summary->regions[i];
    if (branch->kind != REGION_IF || branch->scope != handler->scope) continue;
    if (branch->begin < handler->end || !has_raise(summary, branch)) continue;
    if (expr_is_name(&summary->exprs[branch->subject], name)) return true;
  }
  return false;
}

bool exempt_notes(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_ASSIGN || binding->region != handler || binding->value == 0)
      continue;
    if (summary->exprs[binding->value].kind != EXPR_LITERAL) continue;
    if (is_raised_by_test(summary, region, binding->name)) return true;
  }
  return false;
}

// Calls around what was caught that are looked at: `Answer(error=describe(e))`.
#define GIVEN_MAX_DEPTH 3

// `return Failure(e)`, `yield Answer(error=encode(e))`, `result = Result(error=e)` that is read
// behind: something of the project is made of what was caught, and others get it. What a library
// makes of it is mostly a text.
static bool is_given_on(CancelCheck *check, const Region *handler, ExprId caught) {
  Uses *uses = &check->uses;
  const Expr *exprs = uses->summary->exprs;
  ExprId made = uses_parent(uses, caught);
  Str symbol = STR("");
  if (exprs[made].kind != EXPR_CALL) return false;
  if (program_symbol(uses->program, uses->module, exprs[made].a, &symbol)) return false;
  for (int depth = 1; depth < GIVEN_MAX_DEPTH && exprs[made].use == USE_ARGUMENT; depth++) {
    ExprId around = uses_parent(uses, made);
    if (exprs[around].kind != EXPR_CALL) break;
    made = around;
  }
  if (exprs[made].use == USE_RETURNED || exprs[made].use == USE_YIELDED) return true;
  BindingId kept = exprs[made].use == USE_BOUND ? uses_binding(uses, made) : BINDING_NONE;
  return kept != BINDING_NONE &&
         is_read_behind(uses->summary, handler, uses->summary->bindings[kept].name);
}

bool exempt_keeps(CancelCheck *check, RegionId handler) {
  Uses *uses = &check->uses;
  const Expr *exprs = uses->summary->exprs;
  const Region *region = &uses->summary->regions[handler];
  NameId caught = handler_name(uses->summary, handler);
  if (caught == 0) return false;
  for (ExprId i = region->begin; i < region->end; i++) {
    if (!expr_is_name(&uses->summary->exprs[i], caught)) continue;
    ExprId value = exprs[i].use == USE_ARGUMENT ? uses_parent(uses, i) : i;
    if (exprs[value].use == USE_STORED || exprs[i].use == USE_RETURNED) return true;
    if (exprs[i].use == USE_ARGUMENT && (asks_helper(check, i) || is_given_on(check, region, i)))
      return true;
    ExprId bound = exprs[i].use == USE_ELEMENT ? uses_parent(uses, i) : i;
    BindingId kept = exprs[bound].use == USE_BOUND ? uses_binding(uses, bound) : BINDING_NONE;
    if (kept == BINDING_NONE) continue;
    if (is_read_behind(uses->summary, region, uses->summary->bindings[kept].name)) return true;
  }
  return false;
}

bool exempt_leaves(CancelCheck *check, RegionId handler) {
  return exempt_is_raised_by_helper(check, handler) || ends_program(check, handler) ||
         exempt_raises_later(check, handler) || hands_on(check, handler);
}
