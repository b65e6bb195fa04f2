// C as rules see it: what a pointer leads to, what becomes of a parameter, which way control goes.
#pragma once

#include "rules/calls.h"
#include "rules/uses.h"

// Wrappers are followed no further than this.
#define NATIVE_MAX_DEPTH 4

static inline bool module_is_c(const Summary *summary) {
  return (summary->flags & SUMMARY_C) != 0;
}

// What `argument` points to. `&c->timer` is a part of what `c` points to, `&timer` of the variable.
typedef struct Pointee {
  ExprId pointer;  // that leads to the object of which it is a part, 0 when it is a variable's …
  ExprId variable; // … EXPR_NAME; 0, too, when nobody knows
} Pointee;
Pointee native_pointee(const Summary *summary, ExprId argument);
// Whether two pointers are spelled the same: `c->tls` and `c->tls`.
bool native_is_same(const Summary *summary, ExprId a, ExprId b);

// What an expression is called where it is written, without what it is a part of: `fd` of
// `&server->clients[i].fd`, `read` of a call of it; "" when nothing names it.
Str native_last_name(const Summary *summary, ExprId expr);

// The variable of a function that dies with it; BINDING_NONE for what lives on, or is a pointer to
// it.
BindingId native_automatic(const Summary *summary, ScopeId scope, ExprId name);
// Whether the name is bound anew between two places of a function.
bool native_is_rebound(const Summary *summary, ScopeId scope, ExprId name, ExprId from, ExprId to);

// Whether the value of a parameter is read, by the function or by one of the project that it is
// given to. `(void)status` is not reading.
bool native_reads_parameter(const Program *program, FunctionId function, uint32_t index, int depth);

// The argument that is written at a place of a call, 0 when there are fewer.
ExprId native_argument(const Summary *summary, const Call *call, uint32_t index);
bool native_is_null(const Summary *summary, ExprId value);

// The first expression that is evaluated for this one.
ExprId native_first(const Summary *summary, ExprId expr);
// Whether control may come from the end of one expression to another behind it, by syntax alone.
bool native_may_follow(const Summary *summary, ExprId from, ExprId to);
// Whether a call stays inside until a loop has run, or something was waited for.
bool native_waits(RuleContext *context, const Call *call);
