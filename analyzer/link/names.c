// Scopes and shadowing: which bindings of a name can reach a use of it. Inside one function the
// order of statements and the regions decide; a name of an enclosing function or of the module may
// have been bound by any of its bindings. A name that is not resolved is never guessed.
#include "link/program.h"

static uint64_t name_key(ScopeId scope, NameId name) {
  return (uint64_t)scope << 32 | name;
}

// ---- The index ----------------------------------------------------------------------------------

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

static uint32_t *list_number(Program *program, Module *module, const Binding *binding) {
  Atom name = module->atoms[binding->name];
  if (binding->kind != BINDING_ATTRIBUTE)
    return map_insert(program->arena, &module->names, name_key(binding->scope, name), 0);
  ScopeId owner = class_of_self(module->summary, binding);
  if (owner == SCOPE_NONE) return NULL;
  return map_insert(program->arena, &module->attributes, name_key(owner, name), 0);
}

// First counts in the maps, then turns counts into lists over one array.
static void fill_lists(Program *program, Module *module) {
  const Summary *summary = module->summary;
  uint32_t total = module->names.count + module->attributes.count;
  BindingId *storage = arena_push(program->arena, BindingId, summary->bindings_count + 1);
  ArenaMark mark = arena_mark(&program->scratch);
  BindingId **ends = arena_push(&program->scratch, BindingId *, total + 1);
  module->lists = arena_push(program->arena, BindingList, total + 1);
  uint32_t *any = arena_push(program->arena, uint32_t, total + 1);
  for (uint32_t i = 0; i < total; i++) {
    bool is_name = i < module->names.count;
    uint32_t *value =
        is_name ? &module->names.values[i] : &module->attributes.values[i - module->names.count];
    module->lists[i] = (BindingList){storage, *value, &any[i]};
    ends[i] = storage;
    storage += *value;
    *value = i;
  }
  for (BindingId id = 0; id < summary->bindings_count; id++) {
    uint32_t *number = list_number(program, module, &summary->bindings[id]);
    if (number) *ends[*number]++ = id;
  }
  arena_rewind(&program->scratch, mark);
}

static void index_stars(Program *program, Module *module) {
  const Summary *summary = module->summary;
  module->star_imports = arena_push(program->arena, BindingId, summary->imports_count + 1);
  for (BindingId id = 0; id < summary->bindings_count; id++) {
    const Binding *binding = &summary->bindings[id];
    if (binding->kind == BINDING_IMPORT && binding->scope == 0 &&
        summary->imports[binding->extra].flags & IMPORT_STAR)
      module->star_imports[module->star_count++] = id;
  }
}

static void index_declarations(Program *program, Module *module) {
  const Summary *summary = module->summary;
  module->next_declaration = arena_push(program->arena, uint32_t, summary->declarations_count + 1);
  for (uint32_t i = summary->declarations_count; i > 0; i--) {
    const Declaration *declaration = &summary->declarations[i - 1];
    *map_insert(program->arena, &module->declared, name_key(declaration->scope, declaration->name),
                0) = declaration->owner;
    uint32_t *first = map_insert(program->arena, &module->declarers, declaration->scope, 0);
    module->next_declaration[i - 1] = *first;
    *first = i;
  }
}

bool declared_owner(const Program *program, ModuleId id, ScopeId scope, NameId name,
                    ScopeId *owner) {
  const uint32_t *found = map_find(&module_of(program, id)->declared, name_key(scope, name));
  if (found) *owner = *found;
  return found != NULL;
}

static AsyncLibrary library_of(const Summary *summary) {
  bool has_anyio = false, has_trio = false;
  for (uint32_t i = 0; i < summary->imports_count; i++) {
    Str rest = summary_name(summary, summary->imports[i].module);
    Str top = str_cut(&rest, '.');
    if (str_equal(top, STR("asyncio"))) return LIBRARY_ASYNCIO;
    has_anyio |= str_equal(top, STR("anyio"));
    has_trio |= str_equal(top, STR("trio"));
  }
  return has_anyio ? LIBRARY_ANYIO : has_trio ? LIBRARY_TRIO : LIBRARY_ASYNCIO;
}

static void index_atoms(Program *program, Module *module) {
  const Summary *summary = module->summary;
  Atom *atoms = arena_push(program->arena, Atom, summary->names_count);
  for (NameId name = 0; name < summary->names_count; name++)
    atoms[name] = interner_add(program->arena, &program->atoms, summary_name(summary, name));
  module->atoms = atoms;
}

// How many names a file binds is known only when they are counted; most bindings bind a new one.
static void reserve_names(Program *program, Module *module) {
  uint32_t attributes = 0;
  for (BindingId at = 0; at < module->summary->bindings_count; at++)
    attributes += module->summary->bindings[at].kind == BINDING_ATTRIBUTE;
  map_reserve(program->arena, &module->names,
              (module->summary->bindings_count - attributes) * 3 / 4);
  map_reserve(program->arena, &module->attributes, attributes / 2);
}

void bindings_index(Program *program, ModuleId id) {
  Module *module = module_of(program, id);
  index_atoms(program, module);
  reserve_names(program, module);
  for (BindingId at = 0; at < module->summary->bindings_count; at++) {
    uint32_t *count = list_number(program, module, &module->summary->bindings[at]);
    if (count) ++*count;
  }
  fill_lists(program, module);
  index_stars(program, module);
  index_declarations(program, module);
  module->library = library_of(module->summary);
}

BindingList scope_bindings(const Program *program, ModuleId id, ScopeId scope, Atom name) {
  const Module *module = module_of(program, id);
  const uint32_t *number = map_find(&module->names, name_key(scope, name));
  return number ? module->lists[*number] : (BindingList){0};
}

BindingList self_bindings(const Program *program, ModuleId id, ScopeId class_scope, Atom name) {
  const Module *module = module_of(program, id);
  const uint32_t *number = map_find(&module->attributes, name_key(class_scope, name));
  return number ? module->lists[*number] : (BindingList){0};
}

// Ranges stand in order of their beginnings: the last one that begins before a place is the
// innermost around it if it holds it at all.
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
  const Region *last = &summary->regions[module->last_region];
  bool is_last = module->last_region + 1 == summary->regions_count || last[1].begin > expr;
  if (!is_last || expr < last->begin || expr >= last->end)
    module->last_region = summary_region_at(summary, expr);
  return module->last_region;
}

Atom atom_of(const Program *program, ModuleId id, NameId name) {
  return module_of(program, id)->atoms[name];
}

Atom atom_find(const Program *program, Str text) {
  uint32_t found = interner_find(&program->atoms, text);
  return found == INTERNER_NONE ? 0 : found;
}

// ---- Which bindings reach -----------------------------------------------------------------------

static bool region_contains(const Summary *summary, RegionId outer, RegionId inner) {
  for (;; inner = summary->regions[inner].parent) {
    if (inner == outer) return true;
    if (inner == 0) return false;
  }
}

static bool region_leaves(const Summary *summary, RegionId region) {
  return summary->regions[region].kind != REGION_BODY &&
         !(summary->regions[region].flow & (FLOW_FALLS | FLOW_BREAKS | FLOW_CONTINUES));
}

// Whether `region` or something around it, up to what it shares with `use`, is the other branch of
// an if that `use` stands in, or never runs off its end.
static bool is_cut_off(const Summary *summary, RegionId region, RegionId use) {
  for (RegionId at = region; at != 0 && !region_contains(summary, at, use);
       at = summary->regions[at].parent) {
    if (summary->regions[at].kind == REGION_BODY) return false;
    if (region_leaves(summary, at)) {
      // A guarded body that leaves may still have reached its handlers.
      if (summary->regions[at].kind != REGION_TRY) return true;
    }
    for (RegionId other = use; other != 0; other = summary->regions[other].parent)
      if (summary->regions[other].kind == REGION_ELSE && summary->regions[other].group == at)
        return true;
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
  Values found;
  bool is_decided;
  RegionId decided_in;
} Search;

static void search_take(Search *search, BindingId id) {
  values_add(&search->found, binding_values(search->program, search->module, id));
}

// Looks at one earlier binding; true when nothing before it can reach.
static bool search_back(Search *search, BindingId id) {
  const Binding *binding = &search->summary->bindings[id];
  if (binding->flags & BINDING_DEAD || binding->kind == BINDING_AUGMENT) return false;
  if (binding->flags & BINDING_GLOBAL) {
    search_take(search, id);
    return false;
  }
  bool is_around = region_contains(search->summary, binding->region, search->region);
  if (binding->kind == BINDING_REFINE && !is_around) return false;
  if (binding->kind == BINDING_DELETE) return is_around;
  if (!is_around && is_cut_off(search->summary, binding->region, search->region)) return false;
  search_take(search, id);
  search->decided_in = binding->region;
  return is_around;
}

static bool is_loop(const Region *region) {
  return region->kind == REGION_WHILE || region->kind == REGION_FOR ||
         region->kind == REGION_ASYNC_FOR;
}

static bool is_value(const Binding *binding) {
  return !(binding->flags & BINDING_DEAD) && binding->kind != BINDING_REFINE &&
         binding->kind != BINDING_AUGMENT && binding->kind != BINDING_DELETE;
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
  for (RegionId at = search->region;; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    bool is_settled = search->is_decided && region_contains(summary, at, search->decided_in);
    if (is_loop(region) && !is_settled) {
      uint32_t to = count_before(summary, list, region->end);
      search_range(search, list, behind, to);
      if (to > behind) behind = to;
    }
    if (region->kind == REGION_BODY) return;
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

static Values reaching_values(Program *program, ModuleId module, BindingList list, ExprId use) {
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
  if (values_is_unknown(search.found)) return declared_values(program, module, list);
  return search.found;
}

// All bindings of a name that code elsewhere can see.
static Values any_values(Program *program, ModuleId module, BindingList list) {
  if (*list.any) return program->kept.at[*list.any - 1];
  const Summary *summary = summary_of(program, module);
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < list.count; i++)
    if (is_value(&summary->bindings[list.at[i]]))
      values_add(&found, binding_values(program, module, list.at[i]));
  *list.any = values_keep(program, found) + 1;
  return found;
}

static uint32_t builtin_number(Program *program, Str name) {
  SymbolId symbol = symbol_member(program, symbol_make(program, STR("builtins")), name);
  return symbol_entry(program, symbol) ? symbol + 1 : 0;
}

static Values builtin_values(Program *program, ModuleId module, Atom name) {
  Str text = program->atoms.strings[name];
  Values star = star_member(program, module, text);
  if (!values_is_unknown(star)) return star;
  const uint32_t *known = map_find(&program->builtins, name);
  uint32_t number = known ? *known : builtin_number(program, text);
  if (!known) *map_insert(program->arena, &program->builtins, name, 0) = number;
  return number ? values_one(VALUE_LIBRARY, number - 1, 0) : values_unknown();
}

Values name_values(Program *program, ModuleId module, ExprId use) {
  const Summary *summary = summary_of(program, module);
  NameId name = summary->exprs[use].a;
  Atom atom = atom_of(program, module, name);
  ScopeId start = scope_at(program, module, use), runner = summary_runner(summary, start);
  bool is_annotation = (summary->exprs[use].flags & EXPR_FLAG_ANNOTATION) != 0;
  for (ScopeId scope = start;; scope = summary->scopes[scope].parent) {
    ScopeId owner = scope;
    bool is_elsewhere = declared_owner(program, module, scope, name, &owner);
    bool is_hidden = summary->scopes[scope].kind == SCOPE_CLASS && scope != start;
    BindingList list = {0};
    if (!is_hidden) list = scope_bindings(program, module, owner, atom);
    if (list.count > 0) {
      bool is_here = summary_runner(summary, owner) == runner && !is_elsewhere && !is_annotation;
      return is_here ? reaching_values(program, module, list, use)
                     : any_values(program, module, list);
    }
    if (scope == 0) break;
  }
  return builtin_values(program, module, atom);
}

// ---- What a binding gives -----------------------------------------------------------------------

// Element `unpack - 1` of a tuple or list display.
static Values unpacked_values(Program *program, Values whole, uint16_t unpack) {
  if (unpack == 0) return whole;
  if (whole.count == 1 && whole.at[0].kind == VALUE_TUPLE && unpack != UINT16_MAX)
    return tuple_part(program, whole.at[0], unpack - 1u);
  if (unpack == UINT16_MAX || whole.count != 1 || whole.at[0].kind != VALUE_CONTAINER)
    return values_unknown();
  ModuleId module = whole.at[0].a;
  const Expr *display = expr_of(program, module, whole.at[0].b);
  bool is_ordered = display->kind == EXPR_CONTAINER &&
                    (display->c == CONTAINER_TUPLE || display->c == CONTAINER_LIST);
  if (!is_ordered || unpack > display->b) return values_unknown();
  return evaluate(program, module, summary_of(program, module)->operands[display->a + unpack - 1u]);
}

static Values instances_of(Values classes) {
  Values found = values_like(classes);
  for (uint8_t i = 0; i < classes.count; i++) {
    Value value = classes.at[i];
    if (value.kind == VALUE_CLASS)
      values_add_one(&found, (Value){.kind = VALUE_INSTANCE, .a = value.a});
    else if (value.kind == VALUE_LIBRARY)
      values_add_one(&found, (Value){.kind = VALUE_LIBRARY_INSTANCE, .a = value.a});
    else
      found.is_open = true;
  }
  return found;
}

// isinstance(x, C) and isinstance(x, (A, B)).
static Values refined_values(Program *program, ModuleId module, ExprId types) {
  const Expr *expr = expr_of(program, module, types);
  if (expr->kind != EXPR_CONTAINER) return instances_of(evaluate(program, module, types));
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < expr->b; i++) {
    ExprId part = summary_of(program, module)->operands[expr->a + i];
    values_add(&found, instances_of(evaluate(program, module, part)));
  }
  return found;
}

static Values annotated_values(Program *program, ModuleId module, const Binding *binding) {
  Values values = {0};
  if (binding->annotation) values = annotation_values(program, module, binding->annotation);
  // `type[Base]` is a bound, not the class that was assigned.
  bool is_class =
      values.count > 0 && (values.at[0].kind == VALUE_CLASS || values.at[0].kind == VALUE_LIBRARY);
  if (binding->value == 0 || (!values_is_unknown(values) && !is_class)) return values;
  return unpacked_values(program, evaluate(program, module, binding->value), binding->unpack);
}

static Values definition_values(Program *program, ModuleId module, const Binding *binding) {
  if (binding->kind == BINDING_DEF)
    return function_value(program, function_get(program, module, binding->extra));
  return values_one(VALUE_CLASS, class_get(program, module, binding->extra), 0);
}

static Values compute_binding(Program *program, ModuleId module, const Binding *binding) {
  switch ((BindingKind)binding->kind) {
  case BINDING_ASSIGN:
  case BINDING_ANNOTATE:
  case BINDING_ATTRIBUTE:
    return annotated_values(program, module, binding);
  case BINDING_PARAMETER:
    return parameter_values(program, module, binding->scope,
                            binding->extra -
                                summary_of(program, module)->scopes[binding->scope].parameters);
  case BINDING_IMPORT:
    return import_values(program, module, &summary_of(program, module)->imports[binding->extra]);
  case BINDING_DEF:
  case BINDING_CLASS:
    return definition_values(program, module, binding);
  case BINDING_FOR:
  case BINDING_ASYNC_FOR:
    if (binding->value == 0) return values_unknown();
    return unpacked_values(program,
                           element_values(program, evaluate(program, module, binding->value),
                                          binding->kind == BINDING_ASYNC_FOR),
                           binding->unpack);
  case BINDING_WITH:
  case BINDING_ASYNC_WITH:
    if (binding->value == 0) return values_unknown();
    return unpacked_values(program,
                           entered_values(program, evaluate(program, module, binding->value),
                                          binding->kind == BINDING_ASYNC_WITH),
                           binding->unpack);
  case BINDING_MATCH:
  case BINDING_REFINE:
    return binding->value ? refined_values(program, module, binding->value) : values_unknown();
  case BINDING_TYPE_ALIAS:
    return binding->value ? evaluate(program, module, binding->value) : values_unknown();
  case BINDING_AUGMENT:
  case BINDING_EXCEPT:
  case BINDING_DELETE:
  case BINDING_TYPE_PARAMETER:
    return values_unknown();
  }
  return values_unknown();
}

Values binding_values(Program *program, ModuleId module, BindingId id) {
  uint32_t *memo = &module_of(program, module)->binding_memo[id];
  if (*memo > 1) return program->kept.at[*memo - 2];
  if (*memo == 1 || !question_begin(program)) return values_unknown();
  *memo = 1;
  Values values = compute_binding(program, module, &summary_of(program, module)->bindings[id]);
  question_end(program);
  *memo = values_keep(program, values) + 2;
  return values;
}
