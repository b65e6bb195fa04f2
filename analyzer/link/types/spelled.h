// How expressions are written: whether two are written alike, and where a name is called. Private
// to this layer.
#pragma once

#include "link/program.h"

// How many parts of a spelling are looked at, as `a`, `a.b` and `a.b.c` of `a.b.c`.
#define SPELLING_MAX_DEPTH 6

// An item: `d[k]`, or `d.get(k)`.
typedef struct Item {
  ExprId object; // 0: it is none
  ExprId key;
} Item;

Item item_of(const Summary *summary, const Expr *expr);

// Whether two names, attributes, items or literals are written in the same way.
bool is_spelled_alike(const Summary *summary, ExprId left, ExprId right);

// The only call of a name in a scope and those inside it; 0 when there is none, or another.
ExprId only_call_of(const Summary *summary, const Scope *scope, NameId name);
