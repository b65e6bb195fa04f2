// Calls as rules see them: what the callee is called, and what it does with its arguments.
#pragma once

#include "engine/engine.h"

// The callee as people write it: "Store.save", "asyncio.sleep", "sorted".
Str library_name(Str dotted); // as people write it: without `builtins.`
Str call_name(RuleContext *context, const Call *call);

// The dotted name that a call, or an expression, is written with: "loop.call_soon"; "" when it is
// no plain name.
Str call_spelling(const Summary *summary, ExprId site, Arena *arena);

// Whether the argument with this index (of all that the call writes) is the one of which the role
// speaks. False behind `*args`, where nobody can count.
bool argument_has_role(const Summary *summary, const Expr *call, uint32_t index, Role role);

// Whether the entry gives the parameter of this role another one as well.
bool role_is_also(const KnowledgeEntry *entry, Role role, ArgumentRole other);
// … that of an async function.
bool role_takes_async(const KnowledgeEntry *entry, Role role);

// Whether a function catches everything somewhere, and so maybe all that could be lost of it.
bool function_catches_all(const Program *program, const Function *function);

static inline ExprId argument_value(const Summary *summary, const Expr *call, uint32_t index) {
  return summary->arguments[call->b + index].value;
}
