// Origins and calls as hops of a finding.
#include "rules/ways.h"

#include "rules/calls.h"

static const char *where_words(Context context) {
  switch (context) {
  case CONTEXT_LOOP:
    return "runs on the loop";
  case CONTEXT_COROUTINE:
    return "is a coroutine";
  case CONTEXT_THREAD:
    return "runs on another thread";
  case CONTEXT_POOL:
    return "runs on a thread of a pool";
  case CONTEXT_SIGNAL:
    return "is a signal handler";
  case CONTEXT_MAIN:
  case CONTEXT_UNKNOWN:
  case CONTEXT_COUNT:
    break;
  }
  return NULL;
}

// In quotes; names with alternatives in them are for tables, not for people.
static Str entry_name(RuleContext *context, const KnowledgeEntry *entry) {
  Str name = str_from_c(entry ? entry->name : NULL);
  // The first of several: "{epoll_wait,epoll_pwait}".
  if (name.size > 0 && name.at[0] == '{') {
    Str rest = str_slice(name, 1, name.size);
    name = str_cut(&rest, ',');
  }
  bool is_plain = name.size > 0 && str_find_byte(name, '{') == SIZE_MAX;
  return is_plain ? str_print(rule_arena(context), "`%.*s`", STR_ARG(name)) : STR("a framework");
}

// Who takes a callback: as it is written at the site.
static Str taker_name(RuleContext *context, const Origin *origin) {
  const Summary *site = program_summary(rule_program(context), origin->module);
  Str taker = call_spelling(site, origin->site, rule_arena(context));
  return taker.size > 0 ? str_print(rule_arena(context), "`%.*s`", STR_ARG(taker))
                        : entry_name(context, origin->entry);
}

// Where a project's configuration says so, as the end of a sentence; "" when it does not.
static Str said_by(RuleContext *context, const KnowledgeEntry *entry) {
  const char *place = knowledge_said_by(entry, OWN_ROLES);
  if (!place) place = knowledge_said_by(entry, OWN_RUN);
  return place ? str_print(rule_arena(context), " (%s)", place) : STR("");
}

// What brought the function there; "" when nobody needs to be told.
static Str origin_words(RuleContext *context, const Origin *origin) {
  Arena *arena = rule_arena(context);
  Str framework = entry_name(context, origin->entry);
  switch (origin->kind) {
  case ROOT_METHOD:
    return str_print(arena, "%.*s calls it there", STR_ARG(framework));
  case ROOT_MARKED:
    return STR("it is marked so");
  case ROOT_STORED:
    return STR("kept in a field that is called there");
  case ROOT_POLLED:
    return str_print(arena, "called beside %.*s, which waits for events", STR_ARG(framework));
  case ROOT_CALLBACK:
  case ROOT_DECORATED:
    if (!origin->site) break;
    return str_print(arena, "given to %.*s", STR_ARG(taker_name(context, origin)));
  case ROOT_NONE:
  case ROOT_COROUTINE:
    break;
  }
  return STR("");
}

// At the place that registers it, else at its name.
static void add_origin(RuleContext *context, Finding *finding, const Origin *origin) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, origin->function);
  const char *where = where_words(origin->context);
  Str words = origin_words(context, origin);
  if (!where || words.size == 0) return;
  Str name = program_function_name(program, origin->function, rule_arena(context));
  Str place = said_by(context, origin->entry);
  bool has_site = origin->site != 0;
  ModuleId module = has_site ? origin->module : function->module;
  const Summary *summary = program_summary(program, module);
  Span span = has_site ? summary_expr_span(summary, origin->site)
                       : summary_scope_name_span(summary, function->scope);
  finding_hop(context, finding, module, span, "`%.*s` %s: %.*s%.*s", STR_ARG(name), where,
              STR_ARG(words), STR_ARG(place));
}

void way_add_root(RuleContext *context, Finding *finding, FunctionId id) {
  const Function *function = program_function(rule_program(context), id);
  Origin origin = {.function = id,
                   .context = CONTEXT_LOOP,
                   .module = function->root_module,
                   .site = function->root_site,
                   .entry = function->root_entry,
                   .kind = function->root};
  add_origin(context, finding, &origin);
}

void way_add(RuleContext *context, Finding *finding, const Way *way) {
  const Program *program = rule_program(context);
  add_origin(context, finding, way->origin);
  for (uint32_t i = 0; i < way->count; i++) {
    const Call *call = way->calls[i];
    ModuleId module = program_function(program, call->caller)->module;
    Str name = call_name(context, call);
    finding_hop(context, finding, module,
                summary_expr_span(program_summary(program, module), call->site), "calls `%.*s`",
                STR_ARG(name));
  }
}

void way_add_from_loop(RuleContext *context, Finding *finding, FunctionId function) {
  const Program *program = rule_program(context);
  bool is_called = program_runs_in(program, function, CONTEXT_LOOP);
  Context where = is_called ? CONTEXT_LOOP : CONTEXT_COROUTINE;
  Way way = program_way(program, function, where, rule_arena(context));
  way_add(context, finding, &way);
  if (way.confidence < finding->confidence) finding->confidence = way.confidence;
}

void way_add_chain(RuleContext *context, Finding *finding, const Chain *chain) {
  for (uint32_t i = 1; i < chain->count; i++) {
    const Hop *hop = &chain->hops[i];
    const Summary *summary = program_summary(rule_program(context), hop->module);
    finding_hop(context, finding, hop->module, summary_expr_span(summary, hop->site),
                "calls `%.*s`", STR_ARG(hop->name));
  }
}
