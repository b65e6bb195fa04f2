// Indices over a Summary, each one pass over a table.
#include "rules/uses.h"

typedef struct UsesNotes {
  Arena *arena;     // of all of these
  ExprId *parents;  // of every expression
  uint32_t *starts; // by name, into `loads`
  ExprId *loads;    // EXPR_NAMEs that read, by name, in order
  Map bindings;     // value -> first binding that has it
  bool has_bindings;
  FunctionId *functions; // that were linked, in order of their scopes
  uint32_t function_count;
  uint32_t known;        // functions of the program when these were listed
  unsigned region_kinds; // a set of 1u << RegionKind; 0 not asked
} UsesNotes;

Uses uses_of(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  Arena *arena = NULL;
  UsesNotes *notes = rule_notes(context, module, sizeof *notes, &arena);
  notes->arena = arena;
  return (Uses){.program = program,
                .module = module,
                .summary = program_summary(program, module),
                .arena = rule_scratch(context),
                .notes = notes};
}

uint32_t uses_first_exit(const Summary *summary, ExprId from) {
  uint32_t low = 0;
  uint32_t high = summary->exits_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->exits[middle].at < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool uses_leaves(const Summary *summary, const Exit *exit, RegionId out_of) {
  if (exit->kind == EXIT_RAISE || exit->flags & EXIT_DEAD) return false;
  bool is_in_loop = false;
  for (RegionId i = exit->region; i != out_of; i = summary->regions[i].parent) {
    if (i == 0 || summary->regions[i].kind == REGION_BODY) return false;
    is_in_loop |= region_is_loop(&summary->regions[i]);
  }
  return exit->kind == EXIT_RETURN || !is_in_loop;
}

// Regions stand in the order in which they begin.
RegionId uses_block(const Summary *summary, ExprId subject) {
  RegionId low = 0;
  RegionId high = summary->regions_count;
  while (low < high) {
    RegionId middle = low + (high - low) / 2;
    if (summary->regions[middle].begin <= subject)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < summary->regions_count && summary->regions[low].begin == subject + 1; low++)
    if (summary->regions[low].subject == subject) return low;
  return 0;
}

// ---- Functions and regions ----------------------------------------------------------------------

static void index_functions(const Uses *uses) {
  UsesNotes *notes = uses->notes;
  uint32_t known = program_function_count(uses->program), count = uses->summary->scopes_count;
  if (notes->functions && notes->known == known) return; // else rules have asked for more
  notes->known = known;
  notes->functions = arena_take(notes->arena, FunctionId, count + 1);
  notes->function_count = 0;
  for (ScopeId scope = 0; scope < count; scope++) {
    FunctionId id = program_function_of(uses->program, uses->module, scope);
    // Else the scope is a class or comprehension in it.
    if (id != FUNCTION_NONE && program_function(uses->program, id)->scope == scope)
      notes->functions[notes->function_count++] = id;
  }
}

bool uses_next_function(const Uses *uses, uint32_t *next, const Function **out) {
  if (*next == 0) index_functions(uses);
  if (*next == uses->notes->function_count) return false;
  *out = program_function(uses->program, uses->notes->functions[(*next)++]);
  return true;
}

bool uses_has_regions(const Uses *uses, unsigned kinds) {
  UsesNotes *notes = uses->notes;
  if (notes->region_kinds == 0) // the module itself is one
    for (RegionId i = 0; i < uses->summary->regions_count; i++)
      notes->region_kinds |= 1u << uses->summary->regions[i].kind;
  return (notes->region_kinds & kinds) != 0;
}

// ---- Parents ------------------------------------------------------------------------------------

static void adopt_list(ExprId *parents, const ExprId *children, uint32_t count, ExprId parent) {
  for (uint32_t i = 0; i < count; i++)
    parents[children[i]] = parent;
}

static void adopt_arguments(const Summary *summary, ExprId *parents, const Expr *call,
                            ExprId parent) {
  for (uint32_t i = 0; i < call->c; i++)
    parents[summary->arguments[call->b + i].value] = parent;
}

static void adopt(const Summary *summary, ExprId *parents, const Expr *expr, ExprId parent) {
  switch ((ExprKind)expr->kind) {
  case EXPR_NONE:
  case EXPR_OTHER:
  case EXPR_NAME:
  case EXPR_LITERAL:
  case EXPR_SLICE:
    return;
  case EXPR_SUBSCRIPT:
  case EXPR_BINARY:
    parents[expr->b] = parent; // and the first, below
  // fallthrough
  case EXPR_ATTRIBUTE:
  case EXPR_AWAIT:
  case EXPR_NAMED:
  case EXPR_STARRED:
  case EXPR_UNARY:
  case EXPR_YIELD:
  case EXPR_YIELD_FROM:
    parents[expr->a] = parent;
    return;
  case EXPR_CALL:
    parents[expr->a] = parent;
    adopt_arguments(summary, parents, expr, parent);
    return;
  case EXPR_LAMBDA:
  case EXPR_COMPREHENSION:
    parents[summary->scopes[expr->a].element] = parent;
    return;
  case EXPR_CHOICE:
  case EXPR_CONTAINER:
  case EXPR_COMPARE:
  case EXPR_FORMAT:
    adopt_list(parents, summary->operands + expr->a, expr->b, parent);
    return;
  }
}

static void index_parents(Uses *uses) {
  const Summary *summary = uses->summary;
  UsesNotes *notes = uses->notes;
  if (notes->parents) return;
  notes->parents = arena_push(notes->arena, ExprId, summary->exprs_count);
  for (ExprId i = 1; i < summary->exprs_count; i++)
    adopt(summary, notes->parents, &summary->exprs[i], i);
  notes->parents[0] = 0;
}

// What is a part of a statement only.
static bool is_outermost(const Expr *expr) {
  return expr->use == USE_DROPPED || expr->use == USE_ENTERED || expr->use == USE_ASYNC_ENTERED;
}

// Calls are looked for this far behind their arguments before all parents are found.
#define NEAR_EXPRS 64

static ExprId near_call(const Summary *summary, ExprId argument) {
  uint32_t left = summary->exprs_count - argument;
  ExprId end = argument + (left < NEAR_EXPRS ? left : NEAR_EXPRS);
  for (ExprId at = argument + 1; at < end; at++)
    if (summary->exprs[at].kind == EXPR_CALL &&
        summary_has_argument(summary, &summary->exprs[at], argument))
      return at;
  return 0;
}

// What is asked most is who calls with a value, and of what nothing is around: few modules need all
// parents.
ExprId uses_parent(Uses *uses, ExprId expr) {
  const Summary *summary = uses->summary;
  const Expr *at = &summary->exprs[expr];
  if (!uses->notes->parents && is_outermost(at)) return 0;
  if (!uses->notes->parents && at->use == USE_ARGUMENT) {
    ExprId call = near_call(summary, expr);
    if (call) return call;
  }
  index_parents(uses);
  return uses->notes->parents[expr];
}

// `(x := value)` stands directly behind its value.
static bool is_named(const Summary *summary, ExprId value) {
  const Expr *exprs = summary->exprs;
  return exprs[value].use == USE_BOUND && value + 1 < summary->exprs_count &&
         exprs[value + 1].kind == EXPR_NAMED && exprs[value + 1].a == value;
}

// Most values end where they stand, which their use tells without their parents.
ExprId uses_carrier(Uses *uses, ExprId expr, bool *is_contained) {
  const Expr *exprs = uses->summary->exprs;
  *is_contained = false;
  for (ExprId value = expr;;) {
    bool is_element = exprs[value].use == USE_ELEMENT;
    bool is_same = exprs[value].use == USE_CHOSEN || is_named(uses->summary, value);
    if (!is_element && !is_same) return value;
    if (is_element && uses_binding(uses, value) != BINDING_NONE) return value; // a, b = f(), g()
    ExprId parent = uses_parent(uses, value);
    if (!parent) return value;
    *is_contained |= is_element;
    value = parent;
  }
}

// ---- Names --------------------------------------------------------------------------------------

static bool is_load(const Expr *expr) {
  return expr->kind == EXPR_NAME && !(expr->flags & EXPR_FLAG_STORE);
}

static void index_loads(Uses *uses) {
  const Summary *summary = uses->summary;
  UsesNotes *notes = uses->notes;
  if (notes->starts) return;
  uint32_t *starts = arena_push(notes->arena, uint32_t, summary->names_count + 2);
  for (ExprId i = 1; i < summary->exprs_count; i++)
    if (is_load(&summary->exprs[i])) starts[summary->exprs[i].a + 2]++;
  for (uint32_t i = 2; i < summary->names_count + 2; i++)
    starts[i] += starts[i - 1];
  notes->loads = arena_push(notes->arena, ExprId, starts[summary->names_count + 1]);
  for (ExprId i = 1; i < summary->exprs_count; i++)
    if (is_load(&summary->exprs[i])) notes->loads[starts[summary->exprs[i].a + 1]++] = i;
  notes->starts = starts;
}

// The first binding that has this value; BINDING_NONE.
static BindingId bound_to(Uses *uses, ExprId value) {
  const Summary *summary = uses->summary;
  UsesNotes *notes = uses->notes;
  for (BindingId i = 0; !notes->has_bindings && i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_REFINE && binding->value)
      map_insert(notes->arena, &notes->bindings, binding->value, i);
  }
  notes->has_bindings = true;
  const uint32_t *found = map_find(&notes->bindings, value);
  return found ? *found : BINDING_NONE;
}

// A tuple that is unpacked, `a, b = f(), g()`, has one binding for each element.
static BindingId unpacked_binding(Uses *uses, ExprId value) {
  const Summary *summary = uses->summary;
  ExprId parent = uses_parent(uses, value);
  const Expr *tuple = &summary->exprs[parent];
  if (tuple->kind != EXPR_CONTAINER) return BINDING_NONE;
  for (BindingId i = bound_to(uses, parent); i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->value != parent) return BINDING_NONE;
    if (binding->unpack == 0 || binding->unpack > tuple->b) continue;
    if (summary->operands[tuple->a + binding->unpack - 1] == value) return i;
  }
  return BINDING_NONE;
}

BindingId uses_binding(Uses *uses, ExprId value) {
  BindingId binding = bound_to(uses, value);
  if (binding == BINDING_NONE) return unpacked_binding(uses, value);
  return uses->summary->bindings[binding].unpack == 0 ? binding : BINDING_NONE;
}

// The first of the bindings that a scope has of a name, but for what only says more of its type.
static BindingId first_binding(const Summary *summary, ScopeId scope, Str name, uint64_t hash) {
  BindingList list = summary_bindings(summary, scope, name, hash);
  for (uint32_t i = 0; i < list.count; i++)
    if (summary->bindings[list.at[i]].kind != BINDING_REFINE) return list.at[i];
  return BINDING_NONE;
}

BindingId uses_variable(Uses *uses, ExprId name) {
  const Summary *summary = uses->summary;
  Str text = summary_name(summary, summary->exprs[name].a);
  uint64_t hash = summary_name_hash(text);
  ScopeId start = summary_scope_at(summary, name);
  for (ScopeId scope = start;; scope = summary->scopes[scope].parent) {
    bool is_seen = scope == start || summary->scopes[scope].kind != SCOPE_CLASS;
    BindingId found = is_seen ? first_binding(summary, scope, text, hash) : BINDING_NONE;
    if (found != BINDING_NONE) return found;
    if (scope == 0) return BINDING_NONE;
  }
}

bool uses_is_local(const Uses *uses, BindingId id) {
  const Binding *binding = &uses->summary->bindings[id];
  const Scope *scope = &uses->summary->scopes[binding->scope];
  return (scope->kind == SCOPE_FUNCTION || scope->kind == SCOPE_LAMBDA) &&
         !(binding->flags & BINDING_GLOBAL);
}

// Whether a scope between the read and the variable's own has the name for itself. Class bodies are
// seen only by what stands directly in them.
static bool is_shadowed(const Uses *uses, ExprId load, const Binding *binding) {
  const Summary *summary = uses->summary;
  ScopeId start = summary_scope_at(summary, load);
  if (start == binding->scope) return false;
  Str text = summary_name(summary, binding->name);
  uint64_t hash = summary_name_hash(text);
  for (ScopeId scope = start; scope != binding->scope; scope = summary->scopes[scope].parent) {
    bool is_seen = scope == start || summary->scopes[scope].kind != SCOPE_CLASS;
    if (is_seen && first_binding(summary, scope, text, hash) != BINDING_NONE) return true;
    if (scope == 0) return true;
  }
  return false;
}

size_t uses_lower_bound(const ExprId *at, size_t count, ExprId from) {
  size_t low = 0;
  while (count > 0) {
    size_t half = count / 2;
    if (at[low + half] < from) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return low;
}

ExprId uses_next_read(Uses *uses, BindingId id, ExprId from) {
  index_loads(uses);
  const UsesNotes *notes = uses->notes;
  const Binding *binding = &uses->summary->bindings[id];
  const Scope *scope = &uses->summary->scopes[binding->scope];
  const ExprId *loads = notes->loads + notes->starts[binding->name];
  size_t count = notes->starts[binding->name + 1] - notes->starts[binding->name];
  if (from < scope->begin) from = scope->begin;
  for (size_t i = uses_lower_bound(loads, count, from); i < count && loads[i] < scope->end; i++)
    if (!is_shadowed(uses, loads[i], binding)) return loads[i];
  return 0;
}

// ---- Places -------------------------------------------------------------------------------------

// Parts of a place that are looked at.
#define PLACE_MAX_DEPTH 16

// The keys of two subscripts: `0`, `name`, `self.key`.
static bool is_same_key(const Summary *summary, ExprId left, ExprId right) {
  const Expr *a = &summary->exprs[left];
  const Expr *b = &summary->exprs[right];
  for (int depth = 0; depth < PLACE_MAX_DEPTH && a->kind == EXPR_ATTRIBUTE; depth++) {
    if (b->kind != EXPR_ATTRIBUTE || a->b != b->b) return false;
    a = &summary->exprs[a->a];
    b = &summary->exprs[b->a];
  }
  return a->kind == b->kind && a->a == b->a && a->b == b->b &&
         (a->kind == EXPR_LITERAL || a->kind == EXPR_NAME);
}

bool uses_is_same_place(const Summary *summary, ExprId left, ExprId right) {
  for (int depth = 0; depth < PLACE_MAX_DEPTH; depth++) {
    const Expr *a = &summary->exprs[left];
    const Expr *b = &summary->exprs[right];
    if (a->kind != b->kind) return false;
    if (a->kind == EXPR_NAME) return a->a == b->a;
    if (a->kind == EXPR_ATTRIBUTE && a->b != b->b) return false;
    if (a->kind == EXPR_SUBSCRIPT && !is_same_key(summary, a->b, b->b)) return false;
    if (a->kind != EXPR_ATTRIBUTE && a->kind != EXPR_SUBSCRIPT) return false;
    left = a->a;
    right = b->a;
  }
  return false;
}
