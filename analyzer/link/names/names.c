// Scopes and shadowing: which bindings of a name can reach a use of it. Inside one function the
// order of statements and the regions decide; a name of an enclosing function or of the module may
// have been bound by any of its bindings. A name that is not resolved is never guessed.
#include "link/program.h"

#include <string.h>

// ---- Looking up ---------------------------------------------------------------------------------

static void index_declarations(Program *program, Module *module) {
  const Summary *summary = module->summary;
  if (summary->declarations_count == 0) return;
  module->next_declaration = arena_push(program->arena, uint32_t, summary->declarations_count);
  for (uint32_t i = summary->declarations_count; i > 0; i--) {
    const Declaration *declaration = &summary->declarations[i - 1];
    uint32_t *first = map_insert(program->arena, &module->declarers, declaration->scope, 0);
    module->next_declaration[i - 1] = *first;
    *first = i;
  }
}

void bindings_index(Program *program, ModuleId id) {
  Module *module = module_of(program, id);
  module->stars = scope_bindings(program, id, 0, atom_make(STR("")));
  index_declarations(program, module);
}

BindingList scope_bindings(const Program *program, ModuleId id, ScopeId scope, Atom name) {
  return summary_bindings(summary_of(program, id), scope, name.text, name.hash);
}

BindingList self_bindings(const Program *program, ModuleId id, ScopeId class_scope, Atom name) {
  return summary_attributes(summary_of(program, id), class_scope, name.text, name.hash);
}

// Ranges stand in order of their beginnings: the last one that begins before a place is the
// innermost around it if it holds it at all.
#define REGIONS_NEAR 8

// The same by going on from the last place; false when it is not near.
static bool region_near(const Summary *summary, RegionId last, ExprId expr, RegionId *out) {
  const Region *regions = summary->regions;
  if (expr < regions[last].begin) return false;
  RegionId at = last, steps = 0;
  for (; at + 1 < summary->regions_count && regions[at + 1].begin <= expr; at++)
    if (++steps > REGIONS_NEAR) return false;
  for (; at != 0 && regions[at].end <= expr; at = regions[at].parent)
    if (++steps > REGIONS_NEAR) return false;
  *out = at;
  return true;
}

ScopeId scope_at(const Program *program, ModuleId id, ExprId expr) {
  Module *module = module_of(program, id);
  const Summary *summary = module->summary;
  const Scope *last = &summary->scopes[module->last_scope];
  bool is_last = module->last_scope + 1 == summary->scopes_count || last[1].begin > expr;
  if (!is_last || expr < last->begin || expr >= last->end)
    module->last_scope = summary_scope_at(summary, expr);
  return module->last_scope;
}

RegionId region_at(const Program *program, ModuleId id, ExprId expr) {
  Module *module = module_of(program, id);
  const Summary *summary = module->summary;
  if (!region_near(summary, module->last_region, expr, &module->last_region))
    module->last_region = summary_region_at(summary, expr);
  return module->last_region;
}

void atoms_start(Program *program) {
  program->atoms = arena_push(program->arena, AtomAnswer, ATOMS_LAST);
}

Atom atom_ask(const Program *program, ModuleId id, NameId name) {
  AtomAnswer *known = &program->atoms[name % ATOMS_LAST];
  *known = (AtomAnswer){id, name, atom_make(summary_name(summary_of(program, id), name))};
  return known->atom;
}

// Bindings stand in the order in which they are made.
BindingId bindings_from(const Summary *summary, ExprId at) {
  uint32_t low = 0, high = summary->bindings_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->bindings[middle].at < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

ScopeId scope_behind(const Summary *summary, ExprId expr) {
  ScopeId low = 1, high = summary->scopes_count;
  while (low < high) {
    ScopeId middle = low + (high - low) / 2;
    if (summary->scopes[middle].begin <= expr)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// ---- Which bindings reach -----------------------------------------------------------------------

static bool region_leaves(const Summary *summary, RegionId region) {
  return summary->regions[region].kind != REGION_BODY &&
         !(summary->regions[region].flow & (FLOW_FALLS | FLOW_BREAKS | FLOW_CONTINUES));
}

// Regions that are looked at from the inside out; code is nested deeper only where nobody wrote it.
#define REGIONS_MAX_AROUND 1000

// Whether `region` or something around it, up to what it shares with `use`, is the other branch of
// an if that `use` stands in, or never runs off its end.
static bool is_cut_off(const Summary *summary, RegionId region, RegionId use) {
  RegionId at = region;
  uint32_t depth = summary_region_depth(summary, at);
  for (int around = 0; at != 0 && around < REGIONS_MAX_AROUND; around++, depth--) {
    const Region *branch = &summary->regions[at];
    RegionId beside = summary_region_at_depth(summary, use, depth);
    if (beside == at || branch->kind == REGION_BODY) return false;
    // A guarded body that leaves may still have reached its handlers.
    if (region_leaves(summary, at) && branch->kind != REGION_TRY) return true;
    const Region *other = &summary->regions[beside];
    if (other->kind == REGION_ELSE && other->group == at) return true;
    at = branch->parent;
  }
  return false;
}

// The number of bindings in a list that are made before `at`.
static uint32_t count_before(const Summary *summary, BindingList list, ExprId at) {
  uint32_t low = 0, high = list.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->bindings[list.at[middle]].at <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct Search {
  Program *program;
  ModuleId module;
  const Summary *summary;
  ExprId use;
  RegionId region;
  uint32_t taken; // bindings that reach
  uint32_t first; // what the first of them gives, as it is kept
  Values found;   // what all of them give, once there are two
  bool is_decided;
  RegionId decided_in;
} Search;

static void search_take(Search *search, BindingId id) {
  Program *program = search->program;
  uint32_t number = binding_kept(program, search->module, id);
  if (search->taken++ == 0) {
    search->first = number;
    return;
  }
  if (search->taken == 2) values_add(&search->found, values_kept(program, search->first));
  values_add(&search->found, values_kept(program, number));
}

static uint32_t search_result(Search *search) {
  bool is_alone = search->taken == 1;
  if (is_alone && !search->found.is_open) return search->first;
  if (is_alone) values_add(&search->found, values_kept(search->program, search->first));
  return values_keep(search->program, search->found);
}

static bool is_value(const Binding *binding) {
  return !(binding->flags & BINDING_DEAD) && binding->kind != BINDING_REFINE &&
         binding->kind != BINDING_AUGMENT && binding->kind != BINDING_DELETE;
}

// Whether a name is bound once, before its use, and by every way there: like a parameter.
static bool is_plain(const Summary *summary, BindingList list, ExprId use) {
  const Binding *binding = &summary->bindings[list.at[0]];
  if (list.count != 1 || binding->flags & (BINDING_DEAD | BINDING_GLOBAL)) return false;
  if (binding->kind == BINDING_PARAMETER) return true; // before all that is in its scope
  return binding->at <= use && is_value(binding) &&
         binding->region == summary->scopes[binding->scope].body;
}

// Looks at one earlier binding; true when nothing before it can reach.
static bool search_back(Search *search, BindingId id) {
  const Binding *binding = &search->summary->bindings[id];
  if (binding->flags & BINDING_DEAD || binding->kind == BINDING_AUGMENT) return false;
  if (binding->flags & BINDING_GLOBAL) {
    search_take(search, id);
    return false;
  }
  bool is_around = summary_region_contains(search->summary, binding->region, search->region);
  bool is_over = binding->kind == BINDING_REFINE && binding->extra && search->use >= binding->extra;
  if (is_over || (binding->kind == BINDING_REFINE && !is_around)) return false;
  if (binding->kind == BINDING_DELETE) return is_around;
  if (!is_around && is_cut_off(search->summary, binding->region, search->region)) return false;
  search_take(search, id);
  search->decided_in = binding->region;
  return is_around;
}

static bool is_same_loop(const Summary *summary, RegionId at, ExprId binding) {
  for (;; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (region_is_loop(region) && region->begin <= binding && binding <= region->end) return true;
    if (region->kind == REGION_BODY) return false;
  }
}

bool binding_reaches(const Program *program, ModuleId module, BindingId id, ExprId use) {
  const Summary *summary = summary_of(program, module);
  const Binding *binding = &summary->bindings[id];
  RegionId here = region_at(program, module, use);
  if (binding->at > use) return is_same_loop(summary, here, binding->at);
  return summary_region_contains(summary, binding->region, here) ||
         !is_cut_off(summary, binding->region, here);
}

// Takes the values of a part of a list.
static void search_range(Search *search, BindingList list, uint32_t from, uint32_t to) {
  if (to > from + SEARCH_MAX_BINDINGS) {
    to = from + SEARCH_MAX_BINDINGS;
    search->found.is_open = true;
  }
  for (; from < to; from++)
    if (is_value(&search->summary->bindings[list.at[from]])) search_take(search, list.at[from]);
}

// Later bindings in a loop around the use reach it the next time round.
static void search_loops(Search *search, BindingList list, uint32_t behind) {
  const Summary *summary = search->summary;
  RegionId at = search->region;
  for (int around = 0; behind < list.count; around++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_BODY) return;
    if (around == REGIONS_MAX_AROUND) {
      search->found.is_open = true;
      return;
    }
    bool is_settled = search->is_decided && region_is_loop(region) &&
                      summary_region_contains(summary, at, search->decided_in);
    if (region_is_loop(region) && !is_settled) {
      uint32_t to = count_before(summary, list, region->end);
      search_range(search, list, behind, to);
      if (to > behind) behind = to;
    }
    at = region->parent;
  }
}

// Functions bind a module's names with `global` whenever they are called.
static void search_globals(Search *search, BindingList list, uint32_t behind) {
  uint32_t end =
      list.count < behind + SEARCH_MAX_BINDINGS ? list.count : behind + SEARCH_MAX_BINDINGS;
  for (uint32_t i = behind; i < end; i++)
    if (search->summary->bindings[list.at[i]].flags & BINDING_GLOBAL)
      search_take(search, list.at[i]);
}

// `name: Type` somewhere in the scope holds for values that say nothing of their own.
static Values declared_values(Program *program, ModuleId module, BindingList list) {
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < list.count && i < SEARCH_MAX_BINDINGS; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (binding->kind == BINDING_ANNOTATE && binding->annotation)
      return annotation_values(program, module, binding->annotation);
  }
  return values_unknown();
}

// What the bindings of a name give that reach a use of it.
BASE_NOINLINE static uint32_t search_kept(Program *program, ModuleId module, BindingList list,
                                          ExprId use) {
  const Summary *summary = summary_of(program, module);
  Search search = {.program = program,
                   .module = module,
                   .summary = summary,
                   .use = use,
                   .region = region_at(program, module, use),
                   .found = {.confidence = CONFIDENCE_RESOLVED}};
  uint32_t behind = count_before(summary, list, use);
  uint32_t first = behind > SEARCH_MAX_BINDINGS ? behind - SEARCH_MAX_BINDINGS : 0;
  for (uint32_t i = behind; i > first && !search.is_decided; i--)
    search.is_decided = search_back(&search, list.at[i - 1]);
  if (first > 0 && !search.is_decided) search.found.is_open = true;
  search_globals(&search, list, behind);
  search_loops(&search, list, behind);
  return search_result(&search);
}

BASE_NOINLINE static uint32_t declared_kept(Program *program, ModuleId module, BindingList list) {
  return values_keep(program, declared_values(program, module, list));
}

static uint32_t reaching_kept(Program *program, ModuleId module, BindingList list, ExprId use) {
  uint32_t found = is_plain(summary_of(program, module), list, use)
                       ? binding_kept(program, module, list.at[0])
                       : search_kept(program, module, list, use);
  return kept_is_unknown(program, found) ? declared_kept(program, module, list) : found;
}

BASE_NOINLINE static uint32_t any_compute(Program *program, ModuleId module, BindingList list) {
  const Summary *summary = summary_of(program, module);
  if (list.count == 1 && is_value(&summary->bindings[list.at[0]]))
    return binding_kept(program, module, list.at[0]);
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < list.count; i++)
    if (is_value(&summary->bindings[list.at[i]]))
      values_add(&found, binding_values(program, module, list.at[i]));
  return values_keep(program, found);
}

BASE_NOINLINE static uint32_t any_ask(Program *program, ModuleId id, BindingList list) {
  Module *module = module_of(program, id);
  if (!module->any)
    module->any = arena_push(program->arena, uint32_t, module->summary->listed_count);
  uint32_t number = any_compute(program, id, list);
  module->any[list.number] = number + 1;
  return number;
}

// All bindings of a name that code elsewhere can see.
static uint32_t any_kept(Program *program, ModuleId id, BindingList list) {
  const uint32_t *any = module_of(program, id)->any;
  uint32_t known = any ? any[list.number] : 0;
  return known ? known - 1 : any_ask(program, id, list);
}

static uint32_t builtin_number(Program *program, Str name) {
  SymbolId symbol = symbol_member(program, symbol_make(program, STR("builtins")), name);
  return symbol_entry(program, symbol) ? symbol + 1 : 0;
}

static uint32_t builtin_kept(Program *program, ModuleId module, Atom name) {
  if (module_of(program, module)->stars.count > 0) {
    Values star = star_member(program, module, name);
    if (!values_is_unknown(star)) return values_keep(program, star);
  }
  const uint32_t *known = map_find(&program->builtins, name.hash);
  uint32_t number = known ? *known : builtin_number(program, name.text);
  if (!known) *map_insert(program->arena, &program->builtins, name.hash, 0) = number;
  return number ? kept_one(program, VALUE_LIBRARY, number - 1, 0) : KEPT_UNKNOWN;
}

// `a.b.c` as it is written; "" for anything else.
#define PATH_MAX_PARTS 8

static Str path_of(const Program *program, ModuleId module, ExprId id, Arena *arena) {
  const Summary *summary = summary_of(program, module);
  Str parts[PATH_MAX_PARTS];
  uint32_t count = 0;
  size_t size = 0;
  const Expr *expr = &summary->exprs[id];
  for (; expr->kind == EXPR_ATTRIBUTE && count + 1 < PATH_MAX_PARTS;
       expr = &summary->exprs[expr->a]) {
    parts[count] = summary_name(summary, expr->b);
    size += parts[count++].size + 1;
  }
  if (expr->kind != EXPR_NAME) return (Str){0};
  parts[count] = summary_name(summary, expr->a);
  size += parts[count++].size;
  char *text = arena_push(arena, char, size);
  size_t at = 0;
  for (uint32_t i = count; i-- > 0;) {
    memcpy(text + at, parts[i].at, parts[i].size);
    at += parts[i].size;
    if (i > 0) text[at++] = '.';
  }
  return (Str){text, size};
}

// What the last test before the use says of the attribute that is written so.
static uint32_t refined_kept(Program *program, ModuleId module, ExprId use, Str path) {
  const Summary *summary = summary_of(program, module);
  RegionId region = region_at(program, module, use);
  ScopeId scope = scope_at(program, module, use);
  BindingList list = scope_bindings(program, module, scope, atom_make(path));
  while (list.count == 0 && summary->scopes[scope].kind == SCOPE_COMPREHENSION) {
    scope = summary->scopes[scope].parent;
    list = scope_bindings(program, module, scope, atom_make(path));
  }
  for (uint32_t i = count_before(summary, list, use); i > 0; i--) {
    const Binding *binding = &summary->bindings[list.at[i - 1]];
    bool is_over = binding->extra != 0 && use >= binding->extra;
    if (!is_over && summary_region_contains(summary, binding->region, region))
      return binding_kept(program, module, list.at[i - 1]);
  }
  return KEPT_UNKNOWN;
}

uint32_t attribute_refined(Program *program, ModuleId module, ExprId use) {
  ArenaMark mark = arena_mark(&program->scratch);
  Str path = path_of(program, module, use, &program->scratch);
  uint32_t kept = path.size > 0 ? refined_kept(program, module, use, path) : KEPT_UNKNOWN;
  arena_rewind(&program->scratch, mark);
  return kept;
}

// `def first[T](items: list[T]) -> T`: the annotations stand before the scope that binds T, which
// is the next one to begin.
static uint32_t type_parameter_kept(Program *program, ModuleId module, ExprId use, Atom name) {
  const Summary *summary = summary_of(program, module);
  ScopeId scope = scope_behind(summary, use);
  if (scope == summary->scopes_count) return KEPT_UNKNOWN;
  BindingList list = scope_bindings(program, module, scope, name);
  bool is_parameter =
      list.count > 0 && summary->bindings[list.at[0]].kind == BINDING_TYPE_PARAMETER;
  return is_parameter ? binding_kept(program, module, list.at[0]) : KEPT_UNKNOWN;
}

// A name that the file does not bind.
BASE_NOINLINE static uint32_t outer_kept(Program *program, ModuleId module, ExprId use) {
  const Expr *expr = expr_of(program, module, use);
  Atom name = atom_of(program, module, expr->a);
  uint32_t built_in = builtin_kept(program, module, name);
  bool is_type = (expr->flags & EXPR_FLAG_ANNOTATION) != 0;
  if (!is_type || !kept_is_unknown(program, built_in)) return built_in;
  return type_parameter_kept(program, module, use, name);
}

uint32_t name_kept(Program *program, ModuleId module, ExprId use) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[use];
  if (expr->b == 0) return outer_kept(program, module, use);
  BindingList list = summary_list(summary, expr->b - 1);
  bool is_here = expr->c != 0 && !(expr->flags & EXPR_FLAG_ANNOTATION);
  return is_here ? reaching_kept(program, module, list, use) : any_kept(program, module, list);
}
