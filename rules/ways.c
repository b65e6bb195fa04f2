// Origins and calls as hops of a finding.
#include "rules/ways.h"

#include "rules/calls.h"

bool way_begins_at(const Program *program, FunctionId function, Context context) {
  uint32_t count = program_origin_count(program);
  for (uint32_t i = 0; i < count; i++) {
    const Origin *origin = program_origin(program, i);
    if (origin->function == function && origin->context == context) return true;
  }
  return false;
}

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

static void add_origin(RuleContext *context, Finding *finding, const Origin *origin) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, origin->function);
  const char *where = where_words(origin->context);
  if (!where) return;
  Str name = program_function_name(program, origin->function, rule_arena(context));
  if (origin->site == 0) {
    const Summary *summary = program_summary(program, function->module);
    finding_hop(context, finding, function->module,
                summary_scope_name_span(summary, function->scope), "`%.*s` %s: it is marked so",
                STR_ARG(name), where);
    return;
  }
  const Summary *summary = program_summary(program, origin->module);
  Span span = summary_expr_span(summary, origin->site);
  bool is_call = summary->exprs[origin->site].kind == EXPR_CALL;
  Str taker = is_call ? call_spelling(summary, origin->site, rule_arena(context)) : STR("");
  if (taker.size > 0)
    finding_hop(context, finding, origin->module, span, "`%.*s` %s: given to `%.*s`", STR_ARG(name),
                where, STR_ARG(taker));
  else
    finding_hop(context, finding, origin->module, span, "`%.*s` %s: kept in a field for that",
                STR_ARG(name), where);
}

void way_add(RuleContext *context, Finding *finding, const Way *way) {
  const Program *program = rule_program(context);
  add_origin(context, finding, way->origin);
  for (uint32_t i = 0; i < way->count; i++) {
    const Call *call = way->calls[i];
    ModuleId module = program_function(program, call->caller)->module;
    Str name = program_function_name(program, call->callee, rule_arena(context));
    finding_hop(context, finding, module,
                summary_expr_span(program_summary(program, module), call->site), "calls `%.*s`",
                STR_ARG(name));
  }
}

void way_add_chain(RuleContext *context, Finding *finding, const Chain *chain) {
  for (uint32_t i = 1; i < chain->count; i++) {
    const Hop *hop = &chain->hops[i];
    const Summary *summary = program_summary(rule_program(context), hop->module);
    finding_hop(context, finding, hop->module, summary_expr_span(summary, hop->site),
                "calls `%.*s`", STR_ARG(hop->name));
  }
}
