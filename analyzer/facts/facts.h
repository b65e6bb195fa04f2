// What one file contributes to the program: its Summary. Plain records and ids in one flat,
// position-independent block of bytes. A front end builds it, the linker reads it where it lies,
// the cache maps it from disk. Built from the text of one file and nothing else; the same text
// gives the same bytes on every machine. No pointer, no path outside the project, no time stamp.
//
// Layout (layout.h): header, one table per line of SUMMARY_FACT_TABLES, each 8-aligned, the text of
// the names, the path, then one table per line of SUMMARY_POSITION_TABLES. Positions stand behind
// all facts and outside of summary_facts_hash: an edit that only moves code changes no fact. They
// are asked for only where something is reported, so most of them are packed (places.h).
//
// Time inside a file is counted in expressions: expressions are stored in the order in which they
// are evaluated (operands before operators, a value before the name that it is bound to), so an
// ExprId says "how far the program has come". Scopes and regions cover half-open ranges of ExprIds,
// properly nested, and are stored in the order in which they begin, outer before inner: an id is
// given out when the range is entered, and `parent` is the range around it. Bindings and exits
// carry the ExprId of the next expression (`at`) and are stored in that order.
#pragma once

#include "base/array.h"
#include "base/error.h"
#include "base/span.h"
#include "facts/records.h"

// ---- The block ----------------------------------------------------------------------------------

// How summary_scope_at and summary_region_at go up from a range to the one around an expression in
// a logarithmic number of steps, however deep the nesting. Made by summary_builder_finish, for all
// scopes or regions of a file where one has more than CLIMB_STEPS_MAX around it, else for none:
// there every step up is short enough without.
#define CLIMB_STEPS_MAX 24
typedef struct Climb {
  uint32_t jump;  // a scope or region further up; 0 for the outermost
  uint32_t depth; // number of ranges around this one
} Climb;

// Every so many packed places one is found without unpacking those before it.
typedef struct PlaceMark {
  uint32_t at;    // in `places`
  uint32_t start; // of the place before
} PlaceMark;

// What a name is bound to in a scope: `listed` from the number of the list on, in order of `at`, up
// to where the next list begins; behind the lists of all scopes stand the bindings of no list. Read
// by summary_list, found by summary_bindings. Made by summary_builder_finish, as are the fields b
// and c of EXPR_NAME.
typedef struct ListMark { // beside `listed`
  uint16_t is_first : 1;  // a list begins here
  uint16_t hash : 15;     // of summary_name_hash, the lowest bits
} ListMark;
#define LIST_HASH_BITS 15
#define LIST_HASH_MAX  ((UINT32_C(1) << LIST_HASH_BITS) - 1)

// The lists of one scope, beside scopes, sorted by hash; one more ends the last.
typedef struct ScopeLists {
  uint32_t names;      // up to `attributes`
  uint32_t attributes; // of a class: of its instances, by `self.name = …`; up to the next `names`
} ScopeLists;

// Every table once: element type, name. Facts first, then positions. Each *_spans table runs beside
// the table that it is named after and has the same count. Of a DRAFT the builder has an unpacked
// record: Scope, ScopeDraft.
#define SUMMARY_FACT_TABLES(TABLE, DRAFT)                                                          \
  TABLE(uint16_t, names)      /* where each ends in the text, the lower half of that */            \
  TABLE(NameId, name_carries) /* the upper half is one more from this name on */                   \
  DRAFT(Scope, scopes)                                                                             \
  DRAFT(Parameter, parameters)                                                                     \
  TABLE(Expr, exprs)                                                                               \
  TABLE(LargeInt, large_ints)                                                                      \
  TABLE(ExprId, operands)                                                                          \
  TABLE(Argument, arguments)                                                                       \
  DRAFT(Binding, bindings)                                                                         \
  TABLE(Declaration, declarations)                                                                 \
  DRAFT(Import, imports)                                                                           \
  DRAFT(Region, regions)                                                                           \
  DRAFT(Exit, exits)                                                                               \
  TABLE(NameId, exported) /* the names in __all__ */                                               \
  TABLE(Suppression, suppressions)                                                                 \
  TABLE(NameId, codes)                                                                             \
  TABLE(Problem, problems)                                                                         \
  TABLE(Climb, scope_climbs)                                                                       \
  TABLE(Climb, region_climbs)                                                                      \
  TABLE(BindingId, listed)                                                                         \
  TABLE(ListMark, list_marks)                                                                      \
  TABLE(ScopeLists, scope_lists)

#define SUMMARY_POSITION_TABLES(TABLE)                                                             \
  TABLE(Span, suppression_spans)  /* the comment */                                                \
  TABLE(Span, suppression_covers) /* the lines whose findings it silences */                       \
  TABLE(Span, problem_spans)                                                                       \
  TABLE(PlaceMark, place_marks)                                                                    \
  TABLE(uint8_t, places) /* SUMMARY_PLACES one behind the other, packed: places.h */               \
  TABLE(uint8_t, lines)  /* the lengths of all lines but the last, packed: places.h */

// Where the records of a fact table are in the source: what is asked for one by one, the table.
#define SUMMARY_PLACES(PLACE)                                                                      \
  PLACE(expr, exprs)                                                                               \
  PLACE(binding, bindings) /* the target */                                                        \
  PLACE(region, regions)   /* the header: `except X as e`, `with a as b` */                        \
  PLACE(exit, exits)                                                                               \
  PLACE(scope, scopes) /* the whole definition, from `async`, `def`, `class` or the lambda */

#define SUMMARY_TABLES(TABLE, DRAFT)                                                               \
  SUMMARY_FACT_TABLES(TABLE, DRAFT) SUMMARY_POSITION_TABLES(TABLE)

typedef enum SummaryFlag {
  SUMMARY_HAS_ALL = 1 << 0,     // __all__ is assigned
  SUMMARY_DYNAMIC_ALL = 1 << 1, // … and in a way that `exported` does not tell completely
  SUMMARY_FUTURE_ANNOTATIONS = 1 << 2,
  SUMMARY_STUB_FILE = 1 << 3, // a .pyi
  SUMMARY_C = 1 << 4,         // C; what is different there: below
  SUMMARY_GUESSED = 1 << 5,   // C: the flags of the compiler are not known, but guessed
} SummaryFlag;

// A Summary as it is read: typed pointers into a block that someone else owns. Const once made;
// may be read by any number of threads.
typedef struct Summary {
  Str block;
  Str path;             // as the front end was given it: from the project root, '/' between parts
  Str text;             // what the names point into
  uint64_t source_hash; // xxh3 of the decoded text
  uint32_t source_bytes;
  uint32_t flags; // SummaryFlag
#define TABLE(Type, name) const Type *name;
  SUMMARY_TABLES(TABLE, TABLE)
#undef TABLE
#define TABLE(Type, name) uint32_t name##_count;
  SUMMARY_TABLES(TABLE, TABLE)
#undef TABLE
} Summary;

// Reads a block in place; nothing is copied, so `block` must live as long and be 8-aligned. Checks
// everything that a reader relies on (sizes, every id, nesting of ranges, order of `at`), so a
// damaged or hostile block fails with FAIL_FORMAT instead of misleading anyone later.
bool summary_open(Str block, Summary *out, Error *err);

// The same for a block that nobody but us can have written: only that it is whole and unchanged is
// checked, by its hashes.
bool summary_open_own(Str block, Summary *out, Error *err);

// The same without any check, for a block that this process has just built.
Summary summary_view(Str block);

// A copy of a block with the hashes in its header that summary_open asks for: to be made before it
// leaves the process, which most blocks never do.
Str summary_sealed(Arena *arena, Str block);
// xxh3 of everything before the positions.
uint64_t summary_facts_hash(const Summary *summary);
// Whether a block from outside, not checked further, says the same of everything but positions.
bool summary_has_same_facts(const Summary *summary, Str block);

// The number of names up to `name` from which on the upper half of an end is one more; private.
uint32_t summary_carries_up_to(const Summary *summary, NameId name);
static inline Str summary_name(const Summary *summary, NameId name) {
  assert(name < summary->names_count);
  uint32_t begin = name > 0 ? summary->names[name - 1] : 0;
  uint32_t end = summary->names[name];
  if (summary->name_carries_count > 0) {
    begin += name > 0 ? summary_carries_up_to(summary, name - 1) << 16 : 0;
    end += summary_carries_up_to(summary, name) << 16;
  }
  return (Str){summary->text.at + begin, end - begin};
}
static inline bool expr_is_literal(const Expr *expr, LiteralKind kind) {
  return expr->kind == EXPR_LITERAL && expr->a == (uint32_t)kind;
}
static inline bool expr_is_name(const Expr *expr, NameId name) {
  return expr->kind == EXPR_NAME && expr->a == name;
}
static inline bool region_is_loop(const Region *region) {
  return region->kind == REGION_WHILE || region->kind == REGION_FOR ||
         region->kind == REGION_ASYNC_FOR;
}
// The first parameter of a method, `self`; 0 for anything else.
static inline NameId summary_self(const Summary *summary, const Scope *scope) {
  bool has_self = scope->flags & SCOPE_METHOD && scope->parameter_count > 0;
  return has_self ? summary->parameters[scope->parameters].name : 0;
}
// Whether an expression of the function is that.
static inline bool summary_is_self(const Summary *summary, const Scope *scope, ExprId expr) {
  NameId self = summary_self(summary, scope);
  return self != 0 && expr_is_name(&summary->exprs[expr], self);
}
// Whether `__all__` lists a name.
bool summary_is_exported(const Summary *summary, NameId name);
// What a call of a method is of: `job` of `job.cancel()`; 0 where it is no such call.
ExprId summary_object(const Summary *summary, ExprId call);
// Whether an expression is the name of a parameter of the scope.
bool summary_is_parameter(const Summary *summary, const Scope *scope, ExprId expr);
// Whether a call can give the scope an argument under that name.
bool summary_takes_keyword(const Summary *summary, const Scope *scope, Str name);
// Whether a call has the value as one of its arguments.
bool summary_has_argument(const Summary *summary, const Expr *call, ExprId value);
// summary_expr_span and so on: the Span of a record, one of SUMMARY_PLACES. Unpacks a few, so it is
// for what is reported.
#define PLACE(what, table) Span summary_##what##_span(const Summary *summary, uint32_t id);
SUMMARY_PLACES(PLACE)
#undef PLACE
// The places of all scopes, `scopes_count` of them: for who asks for many.
void summary_scope_spans(const Summary *summary, Span *out);
// How many records have a place, and the places of all of them, table by table.
uint32_t summary_place_count(const Summary *summary);
void summary_places(const Summary *summary, Span *out);
// The name in a definition; the empty span at the start of a scope without one.
Span summary_scope_name_span(const Summary *summary, ScopeId scope);
// The innermost scope around a place of the text; `spans` are those of all scopes.
ScopeId summary_scope_around(const Summary *summary, const Span *spans, Span place);
// Where lines start, unpacked into `arena`.
LineTable summary_lines(Arena *arena, const Summary *summary);
// The innermost scope whose range holds `expr`; the module when none does.
ScopeId summary_scope_at(const Summary *summary, ExprId expr);
// The innermost region whose range holds `expr`; the body of the module when none does.
RegionId summary_region_at(const Summary *summary, ExprId expr);
// The innermost function, lambda, generator expression or module that runs the code of `scope`:
// skips classes and comprehensions, which run where they stand.
ScopeId summary_runner(const Summary *summary, ScopeId scope);

// The value of a LITERAL_INT; UINT32_MAX when it is that or more.
uint32_t summary_int(const Summary *summary, ExprId literal);

// The bindings of one name in one scope, in order of `at`.
typedef struct BindingList {
  const BindingId *at;
  uint32_t count;
  uint32_t number; // index into `listed`
} BindingList;

// Private: a list of which the first does not end it.
BindingList summary_long_list(const Summary *summary, uint32_t number);
static inline BindingList summary_list(const Summary *summary, uint32_t number) {
  uint32_t next = number + 1; // most are of one binding
  if (next < summary->listed_count && !summary->list_marks[next].is_first)
    return summary_long_list(summary, number);
  return (BindingList){summary->listed + number, 1, number};
}
// All bindings of attributes of instances of a class.
static inline BindingList summary_fields(const Summary *summary, ScopeId class_scope) {
  uint32_t first = summary->scope_lists[class_scope].attributes;
  uint32_t end = summary->scope_lists[class_scope + 1].names;
  return (BindingList){summary->listed + first, end - first, first};
}
// The bindings of no list: attributes of anything but instances of a class around them.
static inline BindingList summary_unlisted(const Summary *summary) {
  uint32_t first = summary->scope_lists[summary->scopes_count].names;
  return (BindingList){summary->listed + first, summary->listed_count - first, first};
}
// Looking up by text, so that it need not come from the same file; `count` is 0 when there is none.
uint64_t summary_name_hash(Str name);
BindingList summary_bindings(const Summary *summary, ScopeId scope, Str name, uint64_t hash);
// The same for attributes of instances of a class.
BindingList summary_attributes(const Summary *summary, ScopeId class_scope, Str name,
                               uint64_t hash);
// The number of regions around one. Logarithmic.
uint32_t summary_region_depth(const Summary *summary, RegionId region);
// The region around `region`, or itself, with no more than `depth` regions around it. Logarithmic.
RegionId summary_region_at_depth(const Summary *summary, RegionId region, uint32_t depth);
// Whether `inner` is `outer` or lies in it. Logarithmic.
bool summary_region_contains(const Summary *summary, RegionId outer, RegionId inner);

// "Class.method.<locals>.helper", as Python's __qualname__; "" for the module.
Str summary_qualified_name(const Summary *summary, ScopeId scope, Arena *arena);

// Prints a Summary for people and golden tests: one line a record, names spelled out.
Str summary_print(Arena *arena, const Summary *summary);

#include "facts/build.h"
#include "facts/flow.h"
#include "facts/name_find.h"
