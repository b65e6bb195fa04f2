// Passages: what calls make of the guards of what they call. A function of many effects has few
// lists of guards, and each of its callers is asked about them for every effect, at every level of
// confidence, and again for every chain. So lists have numbers, and of each call and list the
// answers are kept.
#include "link/guards/guards.h"
#include "link/types/containers.h"

#include <string.h>

// What is kept of a call and a list: two flags, and above them the number + 1 of the list that its
// caller is guarded by, 0 while that is not known.
#define PASSAGE_IS_ASKED 1u
#define PASSAGE_IS_OPEN  2u
#define PASSAGE_SHIFT    2

// ---- Lists --------------------------------------------------------------------------------------

#define GUARD_WORDS 7

static void pack_test(Test test, uint32_t *words) {
  words[0] = test.is | (uint32_t)test.is_not << 8;
  words[1] = test.with;
}

static void pack_guard(Guard guard, uint32_t *words) {
  words[0] = guard.parameter | (uint32_t)guard.hidden << 16;
  words[1] = guard.module;
  pack_test(guard.test, &words[2]);
  pack_test(guard.unless, &words[4]);
  words[6] = guard.field;
}

static uint32_t number_of(Program *program, const Guards *guards) {
  if (guards->count == 0) return 0;
  GuardTable *table = program->guards;
  uint32_t words[GUARDS_MAX * GUARD_WORDS];
  for (uint32_t i = 0; i < guards->count; i++)
    pack_guard(guards->at[i], &words[i * GUARD_WORDS]);
  Str key = {(const char *)words, guards->count * GUARD_WORDS * sizeof *words};
  uint32_t number = interner_add_copy(program->arena, &table->keys, key);
  if (number < table->lists.count) return number + 1;
  Guard *kept = arena_push(program->arena, Guard, guards->count);
  memcpy(kept, guards->at, guards->count * sizeof *kept);
  array_push(program->arena, &table->lists, ((GuardList){kept, guards->count}));
  return number + 1;
}

static GuardList list_of(const Program *program, uint32_t number) {
  return number > 0 ? program->guards->lists.at[number - 1] : (GuardList){0};
}

static bool has_guard(GuardList guards, Guard guard) {
  for (uint32_t i = 0; i < guards.count; i++)
    if (guard_equal(guards.at[i], guard)) return true;
  return false;
}

bool passage_is_part(const Program *program, uint32_t some, uint32_t all) {
  if (some == 0 || some == all) return true;
  if (all == 0) return false;
  GuardList part = list_of(program, some);
  for (uint32_t i = 0; i < part.count; i++)
    if (!has_guard(list_of(program, all), part.at[i])) return false;
  return true;
}

// ---- Asking -------------------------------------------------------------------------------------

static uint32_t *passage_of(const Program *program, uint32_t call, uint32_t guards) {
  uint64_t key = (uint64_t)call << 32 | guards;
  return map_insert(program->arena, &program->guards->passages, key, 0);
}

bool passage_is_open(const Program *program, uint32_t call, uint32_t guards) {
  uint32_t *kept = passage_of(program, call, guards);
  if (*kept & PASSAGE_IS_ASKED) return (*kept & PASSAGE_IS_OPEN) != 0;
  bool is_open = guards_allow(program, &program->calls.at[call], list_of(program, guards));
  *kept |= PASSAGE_IS_ASKED | (is_open ? PASSAGE_IS_OPEN : 0);
  return is_open;
}

// The key under which a table has a function, and no other; 0 when there is none.
static ExprId key_of(Program *program, Value table, FunctionId function) {
  const Summary *summary = summary_of(program, table.a);
  const Expr *display = &summary->exprs[table.b];
  if (display->kind != EXPR_CONTAINER || display->c != CONTAINER_DICT) return 0;
  if (table.detail >> 1 != 0) return 0; // a part of what stands there
  ExprId key = 0;
  uint32_t count = table_count(program, table);
  for (uint32_t i = 0; i < count; i++) {
    Values entry = table_entry(program, table, i);
    if (entry.count != 1 || entry.at[0].kind != VALUE_FUNCTION || entry.at[0].a != function)
      continue;
    if (key != 0 || 2 * i >= display->b) return 0; // it has two, or was put there later
    key = summary->operands[display->a + 2 * i];
    if (key == 0) return 0;
  }
  return key;
}

// `PARSERS[version](text)`: of all entries only that one is called whose key is passed.
static void add_key(Program *program, const Call *call, const Function *caller, Guards *out) {
  const Summary *summary = summary_of(program, caller->module);
  const Expr *site = &summary->exprs[call->site];
  if (call->how != CALL_PLAIN || site->kind != EXPR_CALL || call->callee == FUNCTION_NONE) return;
  const Expr *taken = &summary->exprs[site->a];
  if (taken->kind != EXPR_SUBSCRIPT || summary->flags & SUMMARY_C) return;
  uint32_t parameter = guards_parameter(program, caller->module, caller->scope, taken->b);
  if (parameter > UINT16_MAX) return;
  Values tables = evaluate(program, caller->module, site->a);
  if (tables.count != 1 || tables.at[0].kind != VALUE_ENTRY) return;
  Guard guard = {.parameter = (uint16_t)parameter, .module = tables.at[0].a};
  guard.test = (Test){GUARD_EQUALS, false, key_of(program, tables.at[0], call->callee)};
  if (guard.test.with != 0) guards_add(out, guard);
}

// By the place of the call, by what its entry says, and by what the callee asks for.
static uint32_t find_guards(Program *program, uint32_t number, uint32_t behind) {
  const Call *call = &program->calls.at[number];
  const Function *caller = &program->functions.at[call->caller].public;
  Guards found = {0};
  guards_find_all(program, caller->module, caller->scope, call->site, &found);
  add_key(program, call, caller, &found);
  const uint32_t *own = map_find(&program->guarded_calls, number);
  for (uint32_t i = 0; own && i < program->guarded.at[*own].count; i++)
    guards_add(&found, program->guarded.at[*own].at[i]);
  assert(!call->entry || call->callee == FUNCTION_NONE);
  if (call->entry)
    guards_of_entry(program, call, &found);
  else
    guards_forward(program, call, list_of(program, behind), &found);
  return number_of(program, &found);
}

uint32_t passage_guards(const Program *program, uint32_t call, uint32_t guards) {
  uint32_t *kept = passage_of(program, call, guards);
  if (*kept >> PASSAGE_SHIFT == 0)
    *kept |= (find_guards(program->self, call, guards) + 1) << PASSAGE_SHIFT;
  return (*kept >> PASSAGE_SHIFT) - 1;
}

bool passage_is_begun(const Program *program, uint32_t call, uint32_t guards) {
  FunctionId root = program->calls.at[call].caller;
  const FunctionState *state = &program->functions.at[root];
  const Function *begun = &state->public;
  if (begun->root != ROOT_CALLBACK || begun->root_site == 0 || state->is_put_often) return true;
  if (module_is_package(program, begun->root_module)) return true;
  const Summary *summary = summary_of(program, begun->root_module);
  if (summary->flags & SUMMARY_C || summary->exprs[begun->root_site].kind != EXPR_CALL) return true;
  GuardList asked = list_of(program, passage_guards(program, call, guards));
  if (asked.count == 0) return true;
  ScopeId scope = scope_at(program, begun->root_module, begun->root_site);
  Call start = {.caller = program_function_of(program, begun->root_module, scope),
                .site = begun->root_site,
                .callee = root,
                .how = CALL_PASSED};
  return start.caller == FUNCTION_NONE || guards_allow(program, &start, asked);
}
