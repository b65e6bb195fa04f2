// Decorators of libraries that are called, as those write who register methods of an object:
// `app.command("run")(self.run)`, `app.listener(self.start)`. They do with a function what they do
// where they stand before its `def`.
#include "link/calls/calls.h"

static void register_function(Walk *walk, ExprId site, const KnowledgeEntry *entry,
                              Decoration decoration, Value value, Confidence confidence) {
  Program *program = walk->program;
  Values one = {.at = {value}, .count = 1, .confidence = (uint8_t)confidence};
  bool is_function = value.kind == VALUE_FUNCTION;
  bool is_async = is_function && function_state(program, value.a)->public.is_async;
  if (decoration == DECORATION_ON_LOOP) walk_given(walk, site, entry, ROLE_ON_LOOP, one);
  if (decoration == DECORATION_OFF_LOOP && !is_async)
    walk_given(walk, site, entry, ROLE_OFF_LOOP, one);
  if (decoration == DECORATION_OFF_LOOP && is_async)
    function_state(program, value.a)->public.pooled_by = entry;
  if (is_async) function_state(program, value.a)->is_handed = true;
  if (decoration == DECORATION_COMMAND) walk_given(walk, site, entry, ROLE_COMMAND, one);
  if (entry->is_beside_serving) walk_given(walk, site, entry, ROLE_BESIDE_SERVING, one);
}

static bool registers(Decoration decoration) {
  return decoration == DECORATION_ON_LOOP || decoration == DECORATION_OFF_LOOP ||
         decoration == DECORATION_COMMAND;
}

// The functions that stand alone in the parentheses of a call.
static void register_argument(Walk *walk, ExprId site, const KnowledgeEntry *entry,
                              Decoration decoration) {
  const Expr *call = &walk->summary->exprs[site];
  if (!registers(decoration) || call->kind != EXPR_CALL || call->c != 1) return;
  const Argument *argument = &walk->summary->arguments[call->b];
  if (argument->keyword != 0) return;
  Values given = evaluate(walk->program, walk->module, argument->value);
  for (uint8_t i = 0; i < given.count; i++)
    register_function(walk, site, entry, decoration, given.at[i], values_confidence(given));
}

void walk_registration(Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  register_argument(walk, site, entry, decoration_by(walk->program, walk->module, 0, entry));
}

void walk_registration_by_call(Walk *walk, ExprId site) {
  ExprId decorator = walk->summary->exprs[site].a;
  Values named = evaluate(walk->program, walk->module, walk->summary->exprs[decorator].a);
  if (named.count != 1 || named.at[0].kind != VALUE_LIBRARY) return;
  const KnowledgeEntry *entry = symbol_entry(walk->program, named.at[0].a);
  if (!entry) return;
  register_argument(walk, site, entry,
                    decoration_by(walk->program, walk->module, decorator, entry));
}
