// Coroutines in variables. A variable is read in some order that we do not follow: as soon as one
// read may lead to an await (or lets the value out of the function), nothing is said.
#include "rules/await/await.h"

#include "rules/calls.h"

// What a read of the variable does for the coroutine in it, and the verdict over all reads.
typedef enum Reading {
  READ_NOT,     // nothing: it is looked at, or used as if it were a result
  READ_AWAITED, // it is awaited, or goes where that may happen
} Reading;

static Reading read_attribute(AwaitCheck *check, ExprId load, bool is_contained) {
  Uses *uses = &check->uses;
  const Expr *parent = &uses->summary->exprs[uses_parent(uses, load)];
  if (is_contained || parent->kind != EXPR_ATTRIBUTE) return READ_AWAITED;
  bool is_own = await_is_coroutine_attribute(summary_name(uses->summary, parent->b));
  return is_own ? READ_AWAITED : READ_NOT;
}

static Reading read_once(AwaitCheck *check, ExprId load, bool is_contained);

// `data or []` is the coroutine, which is true.
static Reading read_choice(AwaitCheck *check, ExprId load, bool is_contained) {
  Uses *uses = &check->uses;
  ExprId choice = uses_parent(uses, load);
  const Expr *expr = &uses->summary->exprs[choice];
  bool is_kept = expr->kind == EXPR_CHOICE && expr->c == CHOICE_OR;
  return is_kept ? read_once(check, choice, is_contained) : READ_NOT;
}

static Reading read_once(AwaitCheck *check, ExprId load, bool is_contained) {
  Uses *uses = &check->uses;
  switch ((ExprUse)uses->summary->exprs[load].use) {
  case USE_TESTED:
    return read_choice(check, load, is_contained);
  case USE_DROPPED:
  case USE_COMPARED:
  case USE_IDENTITY:
  case USE_FORMATTED:
    return READ_NOT;
  case USE_SUBSCRIPTED:
  case USE_OPERAND:
  case USE_MATCHED:
    return is_contained ? READ_AWAITED : READ_NOT;
  case USE_ITERATED:
    if (uses->summary->exprs[uses_parent(uses, load)].kind == EXPR_YIELD_FROM) return READ_AWAITED;
    return is_contained ? READ_AWAITED : READ_NOT;
  case USE_OBJECT:
    return read_attribute(check, load, is_contained);
  case USE_ARGUMENT:
    if (is_contained) return READ_AWAITED;
    return await_is_value_function(check, uses_parent(uses, load)) ? READ_NOT : READ_AWAITED;
  case USE_OTHER:
  case USE_AWAITED:
  case USE_BOUND:
  case USE_STORED:
  case USE_RETURNED:
  case USE_YIELDED:
  case USE_CALLED:
  case USE_INDEX:
  case USE_ELEMENT:
  case USE_ASYNC_ITERATED:
  case USE_ENTERED:
  case USE_ASYNC_ENTERED:
  case USE_CHOSEN:
  case USE_RAISED:
  case USE_DELETED:
  case USE_DECORATOR:
  case USE_BASE:
  case USE_ANNOTATION:
    break;
  }
  return READ_AWAITED;
}

static bool is_augmented(const Summary *summary, const Binding *binding) {
  return binding->kind == BINDING_AUGMENT ||
         (binding->value && summary->exprs[binding->value].flags & EXPR_FLAG_AUGMENTED);
}

static Reading read_variable(AwaitCheck *check, BindingId id, bool is_contained) {
  Uses *uses = &check->uses;
  const Binding *binding = &uses->summary->bindings[id];
  if (binding->kind == BINDING_ATTRIBUTE || !uses_is_local(uses, id)) return READ_AWAITED;
  if (is_augmented(uses->summary, binding)) return READ_AWAITED;
  uint64_t key = (uint64_t)binding->scope << 32 | binding->name;
  const uint32_t *known = map_find(&check->verdicts, key << 1 | is_contained);
  if (known) return (Reading)*known;
  Reading verdict = READ_NOT;
  ExprId read = uses_next_read(uses, id, 0);
  for (; read && verdict == READ_NOT; read = uses_next_read(uses, id, read + 1))
    verdict = read_once(check, read, is_contained);
  map_insert(uses->arena, &check->verdicts, key << 1 | is_contained, verdict);
  return verdict;
}

// The first read that comes after the binding shows what the value was taken for.
static void add_read(AwaitCheck *check, Finding *finding, BindingId id) {
  Uses *uses = &check->uses;
  const Binding *binding = &uses->summary->bindings[id];
  ExprId read = uses_next_read(uses, id, binding->at);
  if (!read) return;
  finding_hop(check->context, finding, uses->module, summary_expr_span(uses->summary, read),
              "`%.*s` is still a coroutine here",
              STR_ARG(summary_name(uses->summary, binding->name)));
}

static void report(AwaitCheck *check, const Call *call, BindingId id, bool is_contained) {
  Uses *uses = &check->uses;
  Str variable = summary_name(uses->summary, uses->summary->bindings[id].name);
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_coroutine_never_awaited, uses->module, call->site,
                  is_contained ? "`%.*s` never runs: the coroutines in `%.*s` are not awaited"
                               : "`%.*s` never runs: the coroutine in `%.*s` is not awaited",
                  STR_ARG(name), STR_ARG(variable));
  if (!finding) return;
  finding->confidence = await_confidence(check, call);
  if (!is_contained) add_read(check, finding, id);
  await_help(check, finding, call->site, call);
  if (!is_contained) await_fix(check, finding, call);
}

void await_check_bound(AwaitCheck *check, const Call *call, ExprId value, bool is_contained) {
  if (call->result != RESULT_COROUTINE) return;
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  BindingId first = uses_binding(uses, value);
  if (first == BINDING_NONE) return;
  bool is_whole = summary->bindings[first].unpack == 0;
  for (BindingId i = first; i < summary->bindings_count; i++) {
    if (summary->bindings[i].value != summary->bindings[first].value) break;
    if (!is_whole && i != first) break;
    if (read_variable(check, i, is_contained) == READ_AWAITED) return;
  }
  report(check, call, first, is_contained);
}
