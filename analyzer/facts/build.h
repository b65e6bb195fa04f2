// Making a Summary: what front ends append to, and how it becomes a block. Part of facts.h.
#pragma once

#include "facts/facts.h"

#include <string.h>

// The names of one file, each once; private, see names.c.
typedef struct NameEntry {
  uint64_t head, tail; // its first and last bytes
  const char *at;      // all of them, the caller's
  uint32_t size;
  uint32_t hash;
} NameEntry;
typedef struct NameTable {
  NameEntry *entries; // by NameId
  uint32_t *slots;    // NameId + 1; 0 is empty
  uint32_t count;
  uint32_t slot_count; // a power of two, or 0
  size_t text_bytes;   // of all names
} NameTable;

// Records as a front end fills them, see records.h.
#define DRAFTS(DRAFT)                                                                              \
  DRAFT(Scope, SCOPE_FIELDS)                                                                       \
  DRAFT(Parameter, PARAMETER_FIELDS)                                                               \
  DRAFT(Binding, BINDING_FIELDS)                                                                   \
  DRAFT(Import, IMPORT_FIELDS)                                                                     \
  DRAFT(Region, REGION_FIELDS)                                                                     \
  DRAFT(Exit, EXIT_FIELDS)
#define DRAFT(Type, FIELDS)                                                                        \
  typedef struct Type##Draft {                                                                     \
    FIELDS(DRAFT_FIELD)                                                                            \
  } Type##Draft;
DRAFTS(DRAFT)
#undef DRAFT
typedef struct ExprDraft {
  uint32_t kind;  // ExprKind
  uint32_t flags; // ExprFlag
  uint32_t use;   // ExprUse
  uint32_t c;     // at most EXPR_C_MAX
  uint32_t a, b;  // b of a LITERAL_INT: its value
} ExprDraft;

// What fits. Compilers write bit-fields one after the other; where they begin at the lowest bit, a
// whole expression is a number.
static inline Expr expr_pack(ExprDraft draft) {
  Expr packed = {0};
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint32_t words[] = {draft.kind | draft.flags << 5 | draft.a << 12,
                      draft.use | (draft.c & EXPR_C_MAX) << 5 | draft.b << 12};
  static_assert(sizeof words == sizeof packed, "an expression is two words");
  memcpy(&packed, words, sizeof words);
#else
  packed = (Expr){.kind = draft.kind & EXPR_KIND_MAX,
                  .flags = draft.flags & EXPR_FLAGS_MAX,
                  .a = draft.a & RECORDS_MAX,
                  .use = draft.use & EXPR_USE_MAX,
                  .c = draft.c & EXPR_C_MAX,
                  .b = draft.b & RECORDS_MAX};
#endif
  return packed;
}

// Writes into an EXPR_NAME, whose b and c are 0, what it means.
static inline void expr_resolve(Expr *name, uint32_t list, bool is_own) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint32_t words[2];
  memcpy(words, name, sizeof words);
  words[1] |= (uint32_t)is_own << 5 | list << 12;
  memcpy(name, words, sizeof words);
#else
  name->b = list & RECORDS_MAX;
  name->c = is_own;
#endif
}

// The tables while they grow. One per worker, reused for file after file. A front end appends to
// the tables through the arrays; ids are array indices. Places are appended unpacked, to
// `expr_spans` and so on, which are as long as the tables that they are for; that of expressions
// does not count its own. summary_builder_finish makes the names, the climbs, the lists, and what
// holds the places and lines packed.
typedef struct SummaryBuilder {
  Arena arena;          // private: storage of the tables
  Arena scratch;        // private: of summary_builder_finish
  NameTable interned;   // private: see summary_builder_name
  uint32_t flags;       // SummaryFlag
  LineTable line_table; // of the source, when the front end made one, else {0}
  Array(ExprId) uses;   // private: every EXPR_NAME
#define TABLE(Type, name) Array(Type) name;
#define DRAFT(Type, name) Array(Type##Draft) name;
  SUMMARY_TABLES(TABLE, DRAFT)
#undef DRAFT
#undef TABLE
#define PLACE(what, table) Array(Span) what##_spans;
  SUMMARY_PLACES(PLACE)
#undef PLACE
} SummaryBuilder;

// Empties the tables, keeps their storage, and makes the entries that every Summary has: the empty
// name, expression 0.
void summary_builder_reset(SummaryBuilder *builder);
void summary_builder_release(SummaryBuilder *builder);
// Makes room for what a source of that size may hold, so that no table grows step by step, each
// time into memory that was not in use before. Memory that is never written to costs nothing.
void summary_builder_expect(SummaryBuilder *builder, size_t source_bytes);
// Makes room for the next expression and its span; remembers a number that does not fit into one.
void summary_builder_room(SummaryBuilder *builder);
void summary_builder_large(SummaryBuilder *builder, ExprId id, uint32_t value);
// Appends an expression.
static inline ExprId summary_builder_expr(SummaryBuilder *builder, ExprDraft expr, Span span) {
  ExprId id = (ExprId)builder->exprs.count;
  if (id >= builder->exprs.capacity) summary_builder_room(builder);
  if (expr.b >= INT_LARGE) {
    summary_builder_large(builder, id, expr.b);
    expr.b = INT_LARGE;
  }
  builder->exprs.at[id] = expr_pack(expr);
  builder->expr_spans.at[id] = span;
  if (expr.kind == EXPR_NAME) builder->uses.at[builder->uses.count++] = id;
  builder->exprs.count = (size_t)id + 1;
  return id;
}
// The id of a name; `name`'s bytes must live until summary_builder_finish.
NameId summary_builder_name(SummaryBuilder *builder, Str name);
// Lays out the block in `arena`. `path` and the decoded source text `source` become part of it
// (the text as size and hash only). It is not sealed. A file with more records than fit (records.h)
// gets a Summary that says so (PROBLEM_TOO_LARGE) and nothing else.
Str summary_builder_finish(Arena *arena, SummaryBuilder *builder, Str path, Str source);

// `nostall: ignore[rule, …] -- reason`, which comments of every language hold behind their mark.
typedef enum IgnoreWord {
  IGNORE_HERE,    // ignore
  IGNORE_FILE,    // ignore-file
  IGNORE_DISABLE, // from here on
  IGNORE_ENABLE,  // to here
} IgnoreWord;

typedef struct Ignore {
  IgnoreWord word;
  Str codes;  // separated by commas or blanks; "" for every rule
  Str reason; // cut off where it is long
} Ignore;
// Whether `text` begins with one; what says nothing silences nothing.
bool ignore_parse(Str text, Ignore *out);
// Appends a suppression: `made` says its kind and whether it has its own line.
void summary_builder_suppress(SummaryBuilder *builder, Suppression made, Str codes, Str reason,
                              Span span, Span covers);
// Begins a suppression of each code, or of all, that goes on to `end`, and ends those of the same
// codes, or all of them, at a comment. A comment that begins or ends some has a line of its own.
void summary_builder_disable(SummaryBuilder *builder, const Ignore *ignore, Span comment,
                             uint32_t end);
void summary_builder_enable(SummaryBuilder *builder, const Ignore *ignore, Span comment);
