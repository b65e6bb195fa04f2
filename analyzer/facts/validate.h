// What validate.c and its parts share: the block that is checked, how a check fails, and which ids
// are those of a record. Private to the layer.
#pragma once

#include "facts/facts.h"

typedef struct Check {
  const Summary *summary;
  Error *err;
  uint32_t operands_left; // entries that no list has claimed yet
  uint32_t arguments_left;
  uint32_t parameters_left;
  uint32_t codes_left;
} Check;

static inline bool fail(Check *check, const char *table, uint32_t id, const char *expected) {
  return error_set(check->err, FAIL_FORMAT, "damaged summary: %s %u: expected %s", table, id,
                   expected);
}

// Leaves the function with an error when the condition does not hold; the condition is the text.
#define REQUIRE(condition, table, id)                                                              \
  do {                                                                                             \
    if (!(condition)) return fail(check, table, id, #condition);                                   \
  } while (0)

// ---- Ids ----------------------------------------------------------------------------------------

static inline bool is_name(const Check *check, NameId id) {
  return id < check->summary->names_count;
}

static inline bool is_expr(const Check *check, ExprId id) {
  return id < check->summary->exprs_count;
}

// A point in time: before an expression, or behind the last one.
static inline bool is_time(const Check *check, ExprId at) {
  return at <= check->summary->exprs_count;
}

static inline bool is_scope(const Check *check, ScopeId id) {
  return id < check->summary->scopes_count;
}

static inline bool is_scope_of(const Check *check, ScopeId id, ScopeKind kind) {
  return is_scope(check, id) && check->summary->scopes[id].kind == kind;
}

static inline bool is_region(const Check *check, RegionId id) {
  return id < check->summary->regions_count;
}

static inline bool is_binding(const Check *check, BindingId id) {
  return id < check->summary->bindings_count;
}

static inline bool is_binding_or_none(const Check *check, BindingId id) {
  return id == BINDING_NONE || is_binding(check, id);
}

// Claims `size` entries from `first` on for one list.
static inline bool is_list(uint32_t first, uint32_t size, uint32_t table_count, uint32_t *left) {
  if (first > table_count || size > table_count - first || size > *left) return false;
  *left -= size;
  return true;
}

static inline bool has_only_flags(uint32_t flags, uint32_t mask) {
  return (flags & ~mask) == 0;
}

typedef bool (*CheckRecord)(Check *check, uint32_t id);

static inline bool check_all(Check *check, uint32_t count, CheckRecord one) {
  for (uint32_t i = 0; i < count; i++) {
    if (!one(check, i)) return false;
  }
  return true;
}

// validate_exprs.c: expressions with their operands and arguments.
bool validate_exprs(Check *check);
// validate_derived.c: the lists of bindings and the positions, whose records have been checked.
bool validate_lists(Check *check);
bool validate_positions(Check *check);
