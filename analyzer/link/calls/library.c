// Calls of library functions: what knowledge says of one, and whether it holds for this call. A
// wait that is over at once by its arguments, by what its receiver was made with or by what was
// asked before is none.
#include "link/calls/calls.h"
#include "link/guards/guards.h"

static bool is_in_loop(const Walk *walk, ExprId site) {
  const Region *regions = walk->summary->regions;
  RegionId at = region_at(walk->program, walk->module, site);
  for (; regions[at].kind != REGION_BODY; at = regions[at].parent)
    if (regions[at].kind == REGION_WHILE || regions[at].kind == REGION_FOR ||
        regions[at].kind == REGION_ASYNC_FOR)
      return true;
  return false;
}

// `file.read(64)` is one system call, unless the whole file is read so, and so are a few bytes.
static bool is_cheap_there(const Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  if (walk->summary->exprs[site].kind != EXPR_CALL) return false;
  bool is_part = entry->cheap_if.is != ARGUMENT_NONE_SET &&
                 condition_is_true(walk->program, walk->module, site, &entry->cheap_if);
  return (is_part || call_is_small(walk, site, entry)) &&
         function_scope(walk->program, walk->function)->kind == SCOPE_FUNCTION &&
         !is_in_loop(walk, site);
}

// The same for a function that is given to another one, by what that hands on to it.
static bool is_true_passed(const Walk *walk, const Call *call, const Condition *condition) {
  Passed passed = passed_condition(walk->program, call, condition);
  if (passed.value == 0) return condition_wants_none(condition);
  return condition_is_met(walk->program, passed.module, condition, passed.value);
}

static bool passed_conditions_hold(const Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  Call call = {.caller = walk->function,
               .site = site,
               .how = CALL_PASSED,
               .callee = FUNCTION_NONE,
               .entry = entry};
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++) {
    if (entry->unless[i].is == ARGUMENT_NONE_SET) break;
    if (is_true_passed(walk, &call, &entry->unless[i])) return false;
  }
  return entry->only_if.is == ARGUMENT_NONE_SET || is_true_passed(walk, &call, &entry->only_if);
}

static bool has_conditions(const KnowledgeEntry *entry) {
  return entry->only_if.is != ARGUMENT_NONE_SET || entry->unless[0].is != ARGUMENT_NONE_SET;
}

// The name of an expression that awaits one, else 0.
static NameId awaited_name(const Summary *summary, ExprId at) {
  if (summary->exprs[at].kind != EXPR_AWAIT) return 0;
  const Expr *of = &summary->exprs[summary->exprs[at].a];
  return of->kind == EXPR_NAME ? of->a : 0;
}

// Whether a module may await that name anywhere.
static bool may_await(Program *program, ModuleId id, NameId name) {
  Module *module = module_of(program, id);
  if (!module->awaited) {
    NameMask *mask = arena_push(program->arena, NameMask, 1);
    for (ExprId at = 1; at < module->summary->exprs_count; at++) {
      NameId found = awaited_name(module->summary, at);
      if (found != 0) mask_add(mask, atom_of(program, id, found).hash);
    }
    module->awaited = mask;
  }
  return mask_has(module->awaited, atom_of(program, id, name).hash);
}

// `call = stub.Ask(request)`, then `answer = await call`.
static bool is_awaited_later(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  BindingId id = bindings_from(summary, site);
  const Binding *binding = id < summary->bindings_count ? &summary->bindings[id] : NULL;
  bool is_kept =
      binding && binding->value == site && binding->kind == BINDING_ASSIGN && binding->unpack == 0;
  if (!is_kept || !may_await(walk->program, walk->module, binding->name)) return false;
  ExprId end = summary->scopes[binding->scope].end;
  while (++id < summary->bindings_count && summary->bindings[id].at < end)
    if (summary->bindings[id].name == binding->name) end = summary->bindings[id].at;
  for (ExprId at = site + 1; at < end; at++)
    if (awaited_name(summary, at) == binding->name) return true;
  return false;
}

// Who is iterated over by a method has its arguments elsewhere; without them nothing is said.
static Effect entry_effect(Walk *walk, ExprId site, const KnowledgeEntry *entry, CallHow how) {
  if (entry->effect == EFFECT_NONE) return EFFECT_NONE;
  const Expr *expr = &walk->summary->exprs[site];
  if (entry->when == WHEN_DECORATED)
    return how == CALL_DECORATOR && expr->use != USE_AWAITED ? entry->effect : EFFECT_NONE;
  // What waits until it is iterated was asked for its own call: iterate_lazy.
  bool is_put_off = how == CALL_ITERATE && entry->when == WHEN_ITERATED;
  if (how == CALL_ITERATE && !is_put_off && has_conditions(entry))
    return expr->kind == EXPR_CALL && conditions_hold(walk->program, walk->module, site, entry)
               ? entry->effect
               : EFFECT_NONE;
  if (entry->ends_begun && receiver_has_begun_nothing(walk, site)) return EFFECT_NONE;
  if (entry->made_unless.is != ARGUMENT_NONE_SET &&
      receiver_is_made_so(walk, site, how, &entry->made_unless))
    return EFFECT_NONE;
  if (expr->kind == EXPR_CALL && how != CALL_ITERATE) {
    if (entry->when == WHEN_ITERATED) return EFFECT_NONE;
    // What is awaited is not the blocking function of that name, whatever the types say.
    if (how == CALL_PLAIN && (expr->use == USE_AWAITED || is_awaited_later(walk, site)))
      return EFFECT_NONE;
    if (!(how == CALL_PASSED ? passed_conditions_hold(walk, site, entry)
                             : conditions_hold(walk->program, walk->module, site, entry)))
      return EFFECT_NONE;
    if (entry->nonblocking_after && receiver_is_nonblocking(walk, site, entry)) return EFFECT_NONE;
    if (entry->answered_by && str_lists(entry->answered_by, STR("done")) &&
        (result_is_awaited(walk, site) || result_is_told(walk, site)))
      return EFFECT_NONE;
    if (entry->refused_with && refusal_is_caught(walk, site, how, entry->refused_with))
      return EFFECT_NONE;
    if (entry->answered_by && receiver_is_answered(walk, site, entry->answered_by))
      return EFFECT_NONE;
    if ((entry->ended_if || entry->ended_unless) && end_is_asked(walk, site, entry))
      return EFFECT_NONE;
    if (entry->waits_for_ready &&
        (descriptor_is_asked(walk, site) || descriptor_is_nonblocking(walk, site)))
      return EFFECT_NONE;
  }
  return entry->effect;
}

void walk_entry(Walk *walk, ExprId site, const KnowledgeEntry *entry, Str name,
                Confidence confidence, CallHow how) {
  Effect effect = entry_effect(walk, site, entry, how);
  if (effect != EFFECT_NONE && object_is_another(walk, site))
    confidence = confidence_least(confidence, CONFIDENCE_POSSIBLE);
  uint8_t cost = effect != EFFECT_NONE && is_cheap_there(walk, site, entry) ? CALL_IS_CHEAP : 0;
  bool is_interesting = effect != EFFECT_NONE || entry->result != RESULT_VALUE ||
                        entry->roles[0].role != ROLE_NONE || entry->asks_for_loop != ASKS_NOTHING ||
                        entry->fails_off_loop || entry->ends_process || entry->is_pause ||
                        entry->decoration == DECORATION_CACHES ||
                        entry->cancels != CANCELS_NOTHING || entry->traits != 0;
  if (is_interesting) {
    Call call = {.site = site,
                 .how = how,
                 .confidence = confidence,
                 .callee = FUNCTION_NONE,
                 .entry = entry,
                 .name = name,
                 .result = entry->result,
                 .result_confidence = confidence};
    walk_record(walk, call, (uint8_t)effect | cost);
  }
  if (!call_has_arguments(how) || walk->summary->exprs[site].kind != EXPR_CALL) return;
  walk_roles(walk, site, (LibraryCall){entry, walk->module, site, false});
  if (entry->decoration != DECORATION_UNKNOWN) walk_registration(walk, site, entry);
}

// Calls what the object keeps whose method this is, under the name that the call says.
static void walk_kept(Walk *walk, ExprId site, const KnowledgeEntry *entry, Value method,
                      Confidence confidence) {
  KeptThings kept = keeper_called(walk->program, walk->module, site, entry, method);
  for (uint32_t i = 0; i < kept.count; i++)
    walk_callee(walk, site, kept.at[i].value, confidence_least(confidence, kept.at[i].confidence),
                CALL_PASSED);
}

void walk_library(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how) {
  const KnowledgeEntry *entry = symbol_entry(walk->program, callee.a);
  Str name = symbol_name(walk->program, callee.a);
  if (entry && entry->works_in && how == CALL_PLAIN && walk_works_in(walk, site, entry)) return;
  if (entry) walk_entry(walk, site, entry, name, confidence, how);
  if (entry && entry->calls_kept && how == CALL_PLAIN)
    walk_kept(walk, site, entry, callee, confidence);
}
