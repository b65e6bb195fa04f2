// Which bindings a name has in a scope, and which of them a use of the name means. Private to
// facts/: readers find the answer in the tables `listed`, `list_marks` and `scope_lists` and in the
// fields of EXPR_NAME.
#pragma once

#include "facts/facts.h"

// The tables, to be filled.
typedef struct NameIndex {
  BindingId *listed;       // as many as bindings
  ListMark *marks;         // as many
  ScopeLists *scope_lists; // one more than scopes
  NameId *names;           // of each place in `listed`, in scratch memory: made by name_index
} NameIndex;

// Makes the lists of all scopes of `summary`, of which only scopes, parameters, exprs and bindings
// are read. `hashes` are those of its names.
void name_index(Arena *scratch, const Summary *summary, const uint32_t *hashes, NameIndex *out);

// The ids of every EXPR_NAME, in order.
typedef struct NameUses {
  const ExprId *at;
  size_t count;
} NameUses;

// Writes into every name of `exprs`, which are those of `summary`, what it means.
void name_index_resolve(Arena *scratch, const Summary *summary, const uint32_t *hashes,
                        const NameIndex *index, NameUses uses, Expr *exprs);
