// What is async and gets nothing for it: functions that await nothing, endpoints that only wait,
// and whole programs that do one thing at a time.
#include "advise/parts.h"

#include <string.h>

static void add(Advice *advice, Places *places, AdvicePlace place, Str why) {
  AdviceNeedless needless = {place, why};
  array_push(places->arena, &advice->needless, needless);
}

void add_needless(Advice *advice, Places *places, Findings findings) {
  for (size_t i = 0; i < findings.count; i++) {
    const Finding *finding = &findings.at[i];
    if (program_is_test(places->program, finding->module)) continue;
    if (strcmp(finding->rule->id, "unneeded-async") == 0)
      add(advice, places, places_tell(places, finding->module, finding->span.start),
          STR("awaits nothing, and nobody needs it to be async"));
    if (strcmp(finding->rule->id, "async-endpoint-should-be-sync") == 0)
      add(advice, places, places_tell(places, finding->module, finding->span.start),
          STR("only waits: as `def` the framework runs it in a thread"));
  }
}

// ---- Whole programs -----------------------------------------------------------------------------

typedef struct Reach { // what the coroutines of one start come to
  const Program *program;
  Arena *arena;
  Map seen;
  Array(FunctionId) queue;
  uint32_t coroutines;
  bool is_open; // something is awaited of which nothing is known
  bool is_concurrent;
} Reach;

static void visit(Reach *reach, FunctionId id) {
  if (id == FUNCTION_NONE) return;
  uint32_t *is_there = map_insert(reach->arena, &reach->seen, id, 0);
  if (*is_there == 0) array_push(reach->arena, &reach->queue, id);
  *is_there = 1;
}

// Whether a library call has several things going on at a time, or gives work to somebody else. A
// role for many stands for all arguments from one on.
static bool is_concurrent(const KnowledgeEntry *entry) {
  if (entry->result == RESULT_TASK || entry->spawns != SPAWNS_NOTHING) return true;
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    if (role->role == ROLE_ON_LOOP || role->role == ROLE_OFF_LOOP ||
        role->role == ROLE_ASYNC_CALLED || role->role == ROLE_STORED)
      return true;
    if (role->role == ROLE_COROUTINE && role->rest) return true;
  }
  return false;
}

// Library functions with such names may come back with calls of the project's code, or wait for
// what somebody else does.
static bool may_serve(Str name) {
  static const char *const words[] = {"serve", "run",  "start", "listen", "consume",
                                      "loop",  "main", "wait",  "join"};
  for (size_t i = name.size; i-- > 0;)
    if (name.at[i] == '.') {
      name = str_slice(name, i + 1, name.size);
      break;
    }
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (str_has_prefix(name, str_from_c(words[i]))) return true;
  return false;
}

static bool waits_for_unknown(const Reach *reach, const Function *function,
                              const Summary *summary) {
  const Scope *scope = &summary->scopes[function->scope];
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_AWAIT || expr->flags & EXPR_FLAG_DEAD) continue;
    bool is_call = summary->exprs[expr->a].kind == EXPR_CALL;
    const Call *call = is_call ? program_call_at(reach->program, function->module, expr->a) : NULL;
    bool is_library = call && call->callee == FUNCTION_NONE;
    if (!call || (is_library && (!call->entry || may_serve(call->name)))) return true;
  }
  return false;
}

static void follow(Reach *reach, FunctionId id) {
  const Function *function = program_function(reach->program, id);
  const Summary *summary = program_summary(reach->program, function->module);
  if (!summary) return;
  reach->coroutines += function->is_async;
  reach->is_open |= function->is_async && waits_for_unknown(reach, function, summary);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(reach->program, function->first_call + i);
    reach->is_concurrent |= call->entry && is_concurrent(call->entry);
    visit(reach, call->callee);
  }
}

// The project's coroutine function for which a loop is made and run: that of asyncio.run(main()). A
// method of a loop may be called again for the same one, and is no program.
static FunctionId find_main(const Program *program, ModuleId module, ExprId site) {
  const Summary *summary = program_summary(program, module);
  const Expr *expr = &summary->exprs[site];
  if (expr->kind != EXPR_CALL || expr->c == 0) return FUNCTION_NONE;
  const Expr *callee = &summary->exprs[expr->a];
  Str receiver = {0};
  if (callee->kind == EXPR_ATTRIBUTE && program_instance_of(program, module, callee->a, &receiver))
    return FUNCTION_NONE;
  ExprId value = summary->arguments[expr->b].value;
  if (summary->exprs[value].kind != EXPR_CALL) return FUNCTION_NONE;
  const Call *call = program_call_at(program, module, value);
  return call && call->result == RESULT_COROUTINE ? call->callee : FUNCTION_NONE;
}

static void check_start(Advice *advice, Places *places, FunctionId main) {
  Reach reach = {.program = places->program, .arena = places->arena};
  visit(&reach, main);
  for (size_t next = 0; next < reach.queue.count && !reach.is_open && !reach.is_concurrent; next++)
    follow(&reach, reach.queue.at[next]);
  if (reach.is_open || reach.is_concurrent) return;
  Str why = STR("is all that this program awaits: it does one thing at a time, as sync code does");
  if (reach.coroutines == 2)
    why = STR("and the coroutine behind it do one thing at a time, as sync code does");
  else if (reach.coroutines > 2)
    why = str_print(places->arena,
                    "and the %u coroutines behind it do one thing at a time, as sync code does",
                    reach.coroutines - 1);
  add(advice, places, places_definition(places, main), why);
}

void add_sequential(Advice *advice, Places *places) {
  const Program *program = places->program;
  Map seen = {0};
  for (uint32_t i = 0; i < program_call_count(program); i++) {
    const Call *call = program_call(program, i);
    if (!call->entry || !call->entry->runs_loop || call->how != CALL_PLAIN) continue;
    ModuleId module = program_function(program, call->caller)->module;
    if (!program_is_reported(program, module) || program_is_test(program, module)) continue;
    FunctionId main = find_main(program, module, call->site);
    if (main == FUNCTION_NONE || map_find(&seen, main)) continue;
    (void)map_insert(places->arena, &seen, main, 0);
    check_start(advice, places, main);
  }
}
