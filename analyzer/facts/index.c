// Two steps. The lists: bindings are grouped by scope, and sorted in each by the hash of the name,
// so that a name can be looked up from any file by its text, without a map. The uses: one walk over
// scopes and expressions in order, with the list that each name means at the moment in a table by
// NameId; entering a scope hides what its names meant before, leaving it brings that back.
#include "facts/index.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

// ---- Lists --------------------------------------------------------------------------------------

// Bindings of names and of attributes of one scope are two groups, one behind the other.
#define GROUPS_PER_SCOPE 2

// The class whose instance `self.name = …` writes to, SCOPE_NONE when it is something else.
#define SCOPE_NONE UINT32_MAX

static ScopeId class_of_self(const Summary *summary, const Binding *binding) {
  const Expr *target = &summary->exprs[binding->extra];
  const Expr *object = &summary->exprs[target->a];
  if (object->kind != EXPR_NAME) return SCOPE_NONE;
  for (ScopeId at = binding->scope; at != 0; at = summary->scopes[at].parent) {
    const Scope *scope = &summary->scopes[at];
    if (!(scope->flags & SCOPE_METHOD) || scope->parameter_count == 0) continue;
    if (summary->parameters[scope->parameters].name == object->a) return scope->parent;
  }
  return SCOPE_NONE;
}

// A binding that stands in no list belongs to the last group.
static uint32_t group_of(const Summary *summary, const Binding *binding) {
  if (binding->kind != BINDING_ATTRIBUTE) return (uint32_t)binding->scope * GROUPS_PER_SCOPE;
  ScopeId owner = class_of_self(summary, binding);
  return owner == SCOPE_NONE ? summary->scopes_count * GROUPS_PER_SCOPE
                             : owner * GROUPS_PER_SCOPE + 1;
}

// A binding in its group, as a number: hash in a mark, NameId, BindingId, so that entries are in
// the order of their lists.
typedef uint64_t Entry;
#define ENTRY_NAME_SHIFT ID_BITS
#define ENTRY_HASH_SHIFT (2 * ID_BITS)

static Entry entry_make(uint32_t hash, NameId name, BindingId binding) {
  uint64_t mark = hash & LIST_HASH_MAX;
  return mark << ENTRY_HASH_SHIFT | (uint64_t)name << ENTRY_NAME_SHIFT | binding;
}

static int compare_entries(const void *a, const void *b) {
  const Entry *left = a, *right = b;
  return (*left > *right) - (*left < *right);
}

#define INSERTION_MAX 24 // entries that are sorted in place, where they lie

static void sort_few(Entry *entries, uint32_t count) {
  if (count > INSERTION_MAX) {
    qsort(entries, count, sizeof *entries, compare_entries);
    return;
  }
  for (uint32_t i = 1; i < count; i++) {
    Entry entry = entries[i];
    uint32_t at = i;
    for (; at > 0 && entry < entries[at - 1]; at--)
      entries[at] = entries[at - 1];
    entries[at] = entry;
  }
}

// Hashes are spread evenly: of as many equal parts of their range as there are entries, each gets
// about one.
static uint32_t part_of(Entry entry, uint32_t count) {
  return (uint32_t)((entry >> ENTRY_HASH_SHIFT) * count >> LIST_HASH_BITS);
}

static void sort_many(Arena *arena, Entry *entries, uint32_t count) {
  // While they are filled, `begins` of a part is one place further on than its name says.
  uint32_t *begins = arena_push(arena, uint32_t, (size_t)count + 2);
  for (uint32_t i = 0; i < count; i++)
    begins[part_of(entries[i], count) + 2]++;
  for (uint32_t i = 2; i < count + 2; i++)
    begins[i] += begins[i - 1];
  Entry *apart = arena_take(arena, Entry, count);
  for (uint32_t i = 0; i < count; i++)
    apart[begins[part_of(entries[i], count) + 1]++] = entries[i];
  memcpy(entries, apart, count * sizeof *entries);
  for (uint32_t part = 0; part < count; part++)
    sort_few(entries + begins[part], begins[part + 1] - begins[part]);
}

// The groups as ranges of `entries`: group g ends where g + 1 begins.
typedef struct Grouping {
  Entry *entries;
  uint32_t *begins; // one more than groups
} Grouping;

static Grouping group_bindings(Arena *arena, const Summary *summary, const uint32_t *hashes) {
  uint32_t count = summary->bindings_count;
  uint32_t groups = summary->scopes_count * GROUPS_PER_SCOPE + 1;
  // While they are filled, `begins` of a group is one place further on than its name says.
  uint32_t *begins = arena_push(arena, uint32_t, (size_t)groups + 2);
  uint32_t *group = arena_take(arena, uint32_t, count);
  Entry *made = arena_take(arena, Entry, count);
  for (BindingId id = 0; id < count; id++) {
    const Binding *binding = &summary->bindings[id];
    made[id] = entry_make(hashes[binding->name], binding->name, id);
    group[id] = group_of(summary, binding);
    begins[group[id] + 2]++;
  }
  for (uint32_t i = 2; i < groups + 2; i++)
    begins[i] += begins[i - 1];
  Entry *entries = arena_take(arena, Entry, count);
  for (BindingId id = 0; id < count; id++)
    entries[begins[group[id] + 1]++] = made[id];
  return (Grouping){entries, begins};
}

static void fill_group(Arena *scratch, const NameIndex *index, Entry *entries, uint32_t begin,
                       uint32_t end) {
  if (end - begin > INSERTION_MAX)
    sort_many(scratch, entries + begin, end - begin);
  else
    sort_few(entries + begin, end - begin);
  uint64_t before = UINT64_MAX;
  for (uint32_t i = begin; i < end; i++) {
    uint64_t list = entries[i] >> ENTRY_NAME_SHIFT;
    index->listed[i] = entries[i] & RECORDS_MAX;
    index->names[i] = list & RECORDS_MAX;
    index->marks[i] =
        (ListMark){.is_first = list != before,
                   .hash = (list >> (ENTRY_HASH_SHIFT - ENTRY_NAME_SHIFT)) & LIST_HASH_MAX};
    before = list;
  }
}

void name_index(Arena *scratch, const Summary *summary, const uint32_t *hashes, NameIndex *out) {
  Grouping grouping = group_bindings(scratch, summary, hashes);
  out->names = arena_take(scratch, NameId, summary->bindings_count);
  const uint32_t *begin = grouping.begins;
  for (ScopeId scope = 0; scope < summary->scopes_count; scope++, begin += GROUPS_PER_SCOPE) {
    out->scope_lists[scope] = (ScopeLists){.names = begin[0], .attributes = begin[1]};
    if (begin[0] < begin[1]) fill_group(scratch, out, grouping.entries, begin[0], begin[1]);
    if (begin[1] < begin[2]) fill_group(scratch, out, grouping.entries, begin[1], begin[2]);
  }
  out->scope_lists[summary->scopes_count] = (ScopeLists){*begin, *begin};
  for (uint32_t i = *begin; i < summary->bindings_count; i++) {
    out->listed[i] = grouping.entries[i] & RECORDS_MAX;
    out->marks[i] = (ListMark){.is_first = 1};
  }
}

// ---- What a name means --------------------------------------------------------------------------

// What a name means while a scope is entered.
typedef struct Meaning {
  NameId name;
  uint32_t list;   // number + 1; 0: nothing that the file binds
  ScopeId runner;  // that runs the code which binds it; SCOPE_NONE when that is some other code, or
                   // nothing binds it
  uint32_t hidden; // meaning that it hides: place + 1
} Meaning;

typedef struct Resolver {
  const Summary *summary;
  const uint32_t *hashes;
  const NameIndex *index;
  Expr *exprs;
  const ExprId *use; // every EXPR_NAME from here on
  const ExprId *uses_end;
  Arena *arena;
  Array(Meaning) meanings; // of all scopes that are entered, the innermost last
  uint32_t *seen;          // NameId -> what code inside functions sees: place + 1
  uint32_t *in_class;      // NameId -> what only code directly in a class sees: place + 1
  const NameId *names;     // of each place in `listed`
  ScopeId *runners;        // ScopeId -> summary_runner
  uint32_t *first;         // ScopeId -> first of its declarations + 1; NULL when there are none
  uint32_t *next;          // beside declarations: the next one of the same scope + 1
} Resolver;

static bool is_class(const Resolver *resolver, ScopeId scope) {
  return resolver->summary->scopes[scope].kind == SCOPE_CLASS;
}

static uint32_t *place_of(const Resolver *resolver, ScopeId scope, NameId name) {
  return is_class(resolver, scope) ? &resolver->in_class[name] : &resolver->seen[name];
}

// There is room for one meaning of each list and of each declaration.
static void mean(Resolver *resolver, ScopeId scope, Meaning meaning) {
  uint32_t *place = place_of(resolver, scope, meaning.name);
  meaning.hidden = *place;
  resolver->meanings.at[resolver->meanings.count++] = meaning;
  *place = (uint32_t)resolver->meanings.count;
}

// The list of a name among those of a scope: number + 1, or 0.
static uint32_t find_list(const Resolver *resolver, ScopeId scope, NameId name) {
  const NameIndex *index = resolver->index;
  uint32_t hash = resolver->hashes[name] & LIST_HASH_MAX;
  uint32_t low = index->scope_lists[scope].names, end = index->scope_lists[scope].attributes;
  for (uint32_t high = end; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (index->marks[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < end && index->marks[low].hash == hash; low++)
    if (resolver->names[low] == name) return low + 1;
  return 0;
}

// `global name`, `nonlocal name`: the owner's bindings are meant, or what is meant around the
// scope when it has none; never the scope's own.
static void declare(Resolver *resolver, const Declaration *declaration) {
  ScopeId scope = declaration->scope;
  uint32_t list = find_list(resolver, declaration->owner, declaration->name);
  Meaning meaning = {.name = declaration->name, .list = list, .runner = SCOPE_NONE};
  if (list != 0) {
    mean(resolver, scope, meaning);
    return;
  }
  if (find_list(resolver, scope, declaration->name) == 0) return;
  uint32_t own = *place_of(resolver, scope, declaration->name);
  uint32_t around = is_class(resolver, scope) ? resolver->seen[declaration->name]
                                              : resolver->meanings.at[own - 1].hidden;
  if (around != 0) meaning = resolver->meanings.at[around - 1];
  mean(resolver, scope, meaning);
}

static void mean_lists(Resolver *resolver, ScopeId scope) {
  ScopeLists lists = resolver->index->scope_lists[scope];
  const ListMark *marks = resolver->index->marks;
  uint32_t *places = is_class(resolver, scope) ? resolver->in_class : resolver->seen;
  ScopeId runner = resolver->runners[scope];
  Meaning *meaning = resolver->meanings.at + resolver->meanings.count;
  for (uint32_t list = lists.names; list < lists.attributes; list++) {
    if (!marks[list].is_first) continue;
    NameId name = resolver->names[list];
    *meaning++ = (Meaning){name, list + 1, runner, places[name]};
    places[name] = (uint32_t)(meaning - resolver->meanings.at);
  }
  resolver->meanings.count = (size_t)(meaning - resolver->meanings.at);
}

static void enter(Resolver *resolver, ScopeId scope) {
  mean_lists(resolver, scope);
  if (!resolver->first) return;
  for (uint32_t i = resolver->first[scope]; i != 0; i = resolver->next[i - 1])
    declare(resolver, &resolver->summary->declarations[i - 1]);
}

static void leave(Resolver *resolver, ScopeId scope, size_t mark) {
  uint32_t *places = is_class(resolver, scope) ? resolver->in_class : resolver->seen;
  while (resolver->meanings.count > mark) {
    const Meaning *meaning = &resolver->meanings.at[--resolver->meanings.count];
    places[meaning->name] = meaning->hidden;
  }
}

// The names up to a place before which no scope begins or ends.
static void resolve(Resolver *resolver, ScopeId scope, size_t mark, ExprId stop) {
  const Meaning *meanings = resolver->meanings.at;
  ScopeId runner = resolver->runners[scope];
  bool sees_class = is_class(resolver, scope);
  const ExprId *use = resolver->use;
  for (; use < resolver->uses_end && *use < stop; use++) {
    Expr *expr = &resolver->exprs[*use];
    uint32_t place = resolver->seen[expr->a];
    // What a class around the innermost one binds is hidden as well: such a place is below the
    // mark.
    if (sees_class && resolver->in_class[expr->a] > mark) place = resolver->in_class[expr->a];
    if (place == 0) continue;
    const Meaning *meaning = &meanings[place - 1];
    expr_resolve(expr, meaning->list, meaning->runner == runner);
  }
  resolver->use = use;
}

static void find_runners(Resolver *resolver) {
  const Summary *summary = resolver->summary;
  resolver->runners = arena_take(resolver->arena, ScopeId, summary->scopes_count);
  resolver->runners[0] = 0;
  for (ScopeId id = 1; id < summary->scopes_count; id++) {
    const Scope *scope = &summary->scopes[id];
    bool is_own = scope->kind != SCOPE_CLASS && scope->kind != SCOPE_COMPREHENSION;
    resolver->runners[id] = is_own ? id : resolver->runners[scope->parent];
  }
}

static void chain_declarations(Resolver *resolver) {
  const Summary *summary = resolver->summary;
  if (summary->declarations_count == 0) return;
  resolver->first = arena_push(resolver->arena, uint32_t, summary->scopes_count);
  resolver->next = arena_push(resolver->arena, uint32_t, summary->declarations_count);
  for (uint32_t i = summary->declarations_count; i > 0; i--) {
    uint32_t *first = &resolver->first[summary->declarations[i - 1].scope];
    resolver->next[i - 1] = *first;
    *first = i;
  }
}

static void resolve_all(Resolver *resolver) {
  const Summary *summary = resolver->summary;
  const Scope *scopes = summary->scopes;
  ExprId end = summary->exprs_count;
  size_t *marks = arena_take(resolver->arena, size_t, summary->scopes_count);
  marks[0] = 0;
  ScopeId scope = 0, next = 1;
  enter(resolver, 0);
  for (ExprId at = 1; at < end;) {
    for (; scope != 0 && scopes[scope].end <= at; scope = scopes[scope].parent)
      leave(resolver, scope, marks[scope]);
    for (; next < summary->scopes_count && scopes[next].begin <= at; next++) {
      if (scopes[next].end <= at) continue; // without an expression: nobody asks inside
      scope = next;
      marks[scope] = resolver->meanings.count;
      enter(resolver, scope);
    }
    ExprId stop = scope != 0 ? scopes[scope].end : end;
    if (next < summary->scopes_count && scopes[next].begin < stop) stop = scopes[next].begin;
    resolve(resolver, scope, marks[scope], stop);
    at = stop;
  }
}

void name_index_resolve(Arena *scratch, const Summary *summary, const uint32_t *hashes,
                        const NameIndex *index, NameUses uses, Expr *exprs) {
  Resolver resolver = {.summary = summary,
                       .hashes = hashes,
                       .index = index,
                       .exprs = exprs,
                       .arena = scratch,
                       .seen = arena_push(scratch, uint32_t, summary->names_count),
                       .in_class = arena_push(scratch, uint32_t, summary->names_count),
                       .use = uses.at,
                       .uses_end = uses.at + uses.count,
                       .names = index->names};
  size_t most = (size_t)summary->bindings_count + summary->declarations_count;
  array_reserve(scratch, &resolver.meanings, most);
  find_runners(&resolver);
  chain_declarations(&resolver);
  resolve_all(&resolver);
}
