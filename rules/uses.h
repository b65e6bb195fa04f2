// Where values go inside one module: what stands around an expression, which names it is bound to,
// and where these are read. Built on first need, for all checkers that look at the module.
#pragma once

#include "base/map.h"
#include "engine/engine.h"

typedef struct Uses {
  const Program *program;
  ModuleId module;
  const Summary *summary;
  Arena *arena;            // of the checker's turn
  struct UsesNotes *notes; // private: what all checkers of the module's turn share
} Uses;

// Ready for use until the checker returns.
Uses uses_of(RuleContext *context, ModuleId module);

// The expression of which this is a part, also across the edge of a lambda or comprehension whose
// value it is; 0 when it is a statement's own.
ExprId uses_parent(Uses *uses, ExprId expr);

// The outermost expression that has the value of `expr`, may have it or holds it in a display:
// `fetch()`, `x or fetch()`, `[fetch() for …]`. Stops at what is bound.
ExprId uses_carrier(Uses *uses, ExprId expr, bool *is_contained);

// The binding of which `value` is the whole value (or the element that it unpacks), BINDING_NONE
// when there is none; of several, `a = b = value`, the first.
BindingId uses_binding(Uses *uses, ExprId value);

// The variable that a name means where it is read, by its first binding in the nearest scope that
// has one; BINDING_NONE for what no function or module binds.
BindingId uses_variable(Uses *uses, ExprId name);

// The first read of the variable that a binding makes at or behind an expression, 0 when there is
// none. Nested functions are looked into, names that shadow it left out. Only for variables of
// functions: others can be read from anywhere.
ExprId uses_next_read(Uses *uses, BindingId binding, ExprId from);

// Visits the functions of the module that were linked: starts at 0, false after the last.
bool uses_next_function(const Uses *uses, uint32_t *next, const Function **out);

// Whether the module has any region of these kinds, a set of 1u << RegionKind: for who looks at
// regions, of which most modules have none of most kinds.
bool uses_has_regions(const Uses *uses, unsigned kinds);

#define USES_HANDLERS (1u << REGION_EXCEPT | 1u << REGION_EXCEPT_STAR)
#define USES_BLOCKS   (1u << REGION_WITH | 1u << REGION_ASYNC_WITH)

// The index of the first of `count` sorted expressions that is not below `from`.
size_t uses_lower_bound(const ExprId *at, size_t count, ExprId from);

// The first exit at or behind an expression; exits stand in order.
uint32_t uses_first_exit(const Summary *summary, ExprId from);

// The call that has made the file which is read or written at `site`, in the same function; 0 where
// that is not certain. See blocking/opened.c.
ExprId opened_at(const Summary *summary, ExprId site);

// Whether a `return`, `break` or `continue` stands in a region and leads out of it.
bool uses_leaves(const Summary *summary, const Exit *exit, RegionId out_of);

// The region of a statement that has an expression as subject and begins right behind it, as `with`
// items and `for` loops do; 0 when there is none.
RegionId uses_block(const Summary *summary, ExprId subject);

// Whether nobody outside the function can see the variable: a local that no nested function
// rebinds.
bool uses_is_local(const Uses *uses, BindingId binding);

// Whether two expressions of one function are spelled as the same place, `task`, `self._task`,
// `tasks[0]`, and so are taken for it.
bool uses_is_same_place(const Summary *summary, ExprId left, ExprId right);
