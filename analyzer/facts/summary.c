// A block as a Summary, and the questions that are answered from more than one record.
#include "facts/layout.h"
#include "facts/nest.h"

#include <string.h>

Summary summary_view(Str block) {
  const SummaryHeader *header = (const void *)block.at;
  SummaryLayout layout = summary_layout(header);
  Summary summary = {
      .block = block,
      .path = {block.at + layout.path, header->path_bytes},
      .text = {block.at + layout.text, header->text_bytes},
      .source_hash = header->source_hash,
      .source_bytes = header->source_bytes,
      .flags = header->flags,
  };
#define TABLE(Type, name)                                                                          \
  summary.name = (const Type *)(const void *)(block.at + layout.facts[FACT_##name]);               \
  summary.name##_count = header->fact_counts[FACT_##name];
  SUMMARY_FACT_TABLES(TABLE, TABLE)
#undef TABLE
#define TABLE(Type, name)                                                                          \
  summary.name = (const Type *)(const void *)(block.at + layout.positions[POSITION_##name]);       \
  summary.name##_count = header->position_counts[POSITION_##name];
  SUMMARY_POSITION_TABLES(TABLE)
#undef TABLE
  return summary;
}

uint32_t summary_carries_up_to(const Summary *summary, NameId name) {
  uint32_t low = 0;
  for (uint32_t high = summary->name_carries_count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->name_carries[middle] <= name)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t summary_int(const Summary *summary, ExprId literal) {
  uint32_t value = summary->exprs[literal].b;
  if (value != INT_LARGE) return value;
  uint32_t low = 0;
  for (uint32_t high = summary->large_ints_count - 1; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->large_ints[middle].expr < literal)
      low = middle + 1;
    else
      high = middle;
  }
  return summary->large_ints[low].value;
}

ScopeId summary_scope_at(const Summary *summary, ExprId expr) {
  return nesting_innermost(nesting_of_scopes(summary), expr);
}

RegionId summary_region_at(const Summary *summary, ExprId expr) {
  return nesting_innermost(nesting_of_regions(summary), expr);
}

uint32_t summary_region_depth(const Summary *summary, RegionId region) {
  Nesting nesting = nesting_of_regions(summary);
  return nesting_depth(&nesting, region);
}

RegionId summary_region_at_depth(const Summary *summary, RegionId region, uint32_t depth) {
  return nesting_at_depth(nesting_of_regions(summary), region, depth);
}

bool summary_region_contains(const Summary *summary, RegionId outer, RegionId inner) {
  if (summary->region_climbs_count > 0)
    return summary_region_at_depth(summary, inner, summary->region_climbs[outer].depth) == outer;
  while (inner > outer)
    inner = summary->regions[inner].parent;
  return inner == outer;
}

// ---- Lists of bindings --------------------------------------------------------------------------

// A list that is no longer than this is walked to its end.
#define LIST_SHORT 16

// Where the lists end that are sorted together with the one of a number: those of names, or of
// attributes, of one scope.
static uint32_t sorted_end(const Summary *summary, uint32_t number) {
  const ScopeLists *lists = summary->scope_lists;
  ScopeId low = 0, high = summary->scopes_count;
  while (high - low > 1) {
    ScopeId middle = low + (high - low) / 2;
    if (lists[middle].names <= number)
      low = middle;
    else
      high = middle;
  }
  return number < lists[low].attributes ? lists[low].attributes : lists[low + 1].names;
}

// Where a long list ends: among what is sorted with it, its name stands nowhere else.
static uint32_t long_list_end(const Summary *summary, uint32_t number) {
  NameId name = summary->bindings[summary->listed[number]].name;
  uint32_t low = number + LIST_SHORT, high = sorted_end(summary, number);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->bindings[summary->listed[middle]].name == name)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

BindingList summary_long_list(const Summary *summary, uint32_t number) {
  uint32_t end = number + 2;
  while (end - number < LIST_SHORT && end < summary->listed_count &&
         !summary->list_marks[end].is_first)
    end++;
  if (end - number == LIST_SHORT) end = long_list_end(summary, number);
  return (BindingList){summary->listed + number, end - number, number};
}

// The first of the marks `low` to `end` whose hash is not below `hash`. Hashes are spread evenly,
// so that the place of one can be guessed; from there the search goes on in steps that double, and
// ends by halving the last of them.
static uint32_t lower_list(const ListMark *lists, uint32_t low, uint32_t end, uint32_t hash) {
  if (low == end) return low;
  uint32_t guess = low + (uint32_t)((uint64_t)hash * (end - low) >> LIST_HASH_BITS);
  uint32_t high = guess;
  if (lists[guess].hash < hash) {
    low = guess + 1;
    for (uint32_t step = 1; (high = low + step) < end && lists[high].hash < hash; step *= 2)
      low = high + 1;
    if (high > end) high = end;
  } else {
    for (uint32_t step = 1; high - low > step; step *= 2) {
      if (lists[high - step].hash < hash) {
        low = high - step + 1;
        break;
      }
      high -= step;
    }
  }
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (lists[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static BindingList find_list(const Summary *summary, uint32_t low, uint32_t end, Str name,
                             uint32_t hash) {
  const ListMark *marks = summary->list_marks;
  for (uint32_t i = lower_list(marks, low, end, hash); i < end && marks[i].hash == hash; i++) {
    if (!marks[i].is_first) continue;
    NameId id = summary->bindings[summary->listed[i]].name;
    Str own = summary_name(summary, id);
    bool is_itself = own.at == name.at && own.size == name.size; // asked by a name of this file
    if (is_itself || str_equal(own, name)) return summary_list(summary, i);
  }
  return (BindingList){0};
}

BindingList summary_bindings(const Summary *summary, ScopeId scope, Str name, uint64_t hash) {
  const ScopeLists *lists = &summary->scope_lists[scope];
  return find_list(summary, lists->names, lists->attributes, name, (uint32_t)hash & LIST_HASH_MAX);
}

BindingList summary_attributes(const Summary *summary, ScopeId class_scope, Str name,
                               uint64_t hash) {
  const ScopeLists *lists = &summary->scope_lists[class_scope];
  return find_list(summary, lists[0].attributes, lists[1].names, name,
                   (uint32_t)hash & LIST_HASH_MAX);
}

// ---- Scopes and their names ---------------------------------------------------------------------

static ScopeKind kind_of(const Summary *summary, ScopeId scope) {
  return (ScopeKind)summary->scopes[scope].kind;
}

ScopeId summary_runner(const Summary *summary, ScopeId scope) {
  for (;;) {
    ScopeKind kind = kind_of(summary, scope);
    if (kind != SCOPE_CLASS && kind != SCOPE_COMPREHENSION) return scope;
    scope = summary->scopes[scope].parent;
  }
}

// The parent that shows in qualified names: comprehensions have run in their parent since 3.12.
static ScopeId naming_parent(const Summary *summary, ScopeId scope) {
  ScopeId parent = summary->scopes[scope].parent;
  while (kind_of(summary, parent) == SCOPE_COMPREHENSION)
    parent = summary->scopes[parent].parent;
  return parent;
}

// `global f` before `def f` makes the function a member of the module, by name too.
static bool is_made_global(const Summary *summary, ScopeId scope) {
  BindingId id = summary->scopes[scope].binding;
  if (id == BINDING_NONE) return false;
  const Binding *binding = &summary->bindings[id];
  return (binding->flags & BINDING_GLOBAL) && binding->scope == 0;
}

static Str own_name(const Summary *summary, ScopeId scope) {
  switch (kind_of(summary, scope)) {
  case SCOPE_MODULE:
  case SCOPE_COMPREHENSION:
    return (Str){0};
  case SCOPE_CLASS:
  case SCOPE_FUNCTION:
    return summary_name(summary, summary->scopes[scope].name);
  case SCOPE_LAMBDA:
    return STR("<lambda>");
  case SCOPE_GENERATOR:
    return STR("<genexpr>");
  }
  return (Str){0};
}

static Str separator_behind(const Summary *summary, ScopeId parent) {
  return kind_of(summary, parent) == SCOPE_CLASS ? STR(".") : STR(".<locals>.");
}

// A text that grows to the left; with `start` NULL it is only measured.
typedef struct Leftward {
  char *start;
  size_t size;
} Leftward;

static void prepend(Leftward *text, Str part) {
  text->size += part.size;
  if (!text->start || part.size == 0) return;
  text->start -= part.size;
  memcpy(text->start, part.at, part.size);
}

static void prepend_names(const Summary *summary, ScopeId scope, Leftward *text) {
  if (kind_of(summary, scope) == SCOPE_COMPREHENSION) scope = naming_parent(summary, scope);
  while (scope != 0) {
    prepend(text, own_name(summary, scope));
    if (is_made_global(summary, scope)) return;
    scope = naming_parent(summary, scope);
    if (scope != 0) prepend(text, separator_behind(summary, scope));
  }
}

Str summary_qualified_name(const Summary *summary, ScopeId scope, Arena *arena) {
  Leftward measure = {0};
  prepend_names(summary, scope, &measure);
  char *bytes = arena_push(arena, char, measure.size);
  Leftward text = {.start = bytes + measure.size};
  prepend_names(summary, scope, &text);
  return (Str){bytes, measure.size};
}

bool summary_has_argument(const Summary *summary, const Expr *call, ExprId value) {
  for (uint32_t i = 0; i < call->c; i++)
    if (summary->arguments[call->b + i].value == value) return true;
  return false;
}

ExprId summary_object(const Summary *summary, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  if (expr->kind != EXPR_CALL || summary->exprs[expr->a].kind != EXPR_ATTRIBUTE) return 0;
  return summary->exprs[expr->a].a;
}

bool summary_is_parameter(const Summary *summary, const Scope *scope, ExprId expr) {
  for (uint32_t i = 0; i < scope->parameter_count; i++)
    if (expr_is_name(&summary->exprs[expr], summary->parameters[scope->parameters + i].name))
      return true;
  return false;
}

bool summary_takes_keyword(const Summary *summary, const Scope *scope, Str name) {
  for (uint32_t i = 0; i < scope->parameter_count; i++) {
    const Parameter *parameter = &summary->parameters[scope->parameters + i];
    bool is_named = parameter->kind == PARAMETER_PLAIN || parameter->kind == PARAMETER_KEYWORD_ONLY;
    if (is_named && str_equal(summary_name(summary, parameter->name), name)) return true;
  }
  return false;
}

bool summary_is_exported(const Summary *summary, NameId name) {
  for (uint32_t i = 0; i < summary->exported_count; i++)
    if (summary->exported[i] == name) return true;
  return false;
}
