// What is done once: a client that is made when first asked for, a cache that is filled. Calls
// there are less sure to matter.
#include "link/doubts/doubts.h"
#include "link/types/spelled.h"

// ---- Once in the life of the program ------------------------------------------------------------

// How deep a test is looked into.
#define TEST_MAX_DEPTH 4

// What `len(x)` and `bool(x)` ask for; 0 of anything else.
static ExprId measured(const Summary *summary, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  if (expr->kind != EXPR_CALL || expr->c != 1) return 0;
  const Expr *callee = &summary->exprs[expr->a];
  if (callee->kind != EXPR_NAME) return 0;
  Str name = summary_name(summary, callee->a);
  bool is_measure = str_equal(name, STR("len")) || str_equal(name, STR("bool"));
  return is_measure ? summary->arguments[expr->b].value : 0;
}

// Whether a test asks for an expression, or for any use of a name: `x`, `not x`, `x is None`,
// `len(x) == 0`, `a and x in b`. 0 is none.
static bool test_holds(const Summary *summary, ExprId test, ExprId part, NameId name, int depth) {
  const Expr *expr = &summary->exprs[test];
  if (test == 0) return false;
  if (test == part) return true;
  if (depth == TEST_MAX_DEPTH) return false;
  if (expr->kind == EXPR_NAME) return name != 0 && expr->a == name;
  if (expr->kind == EXPR_UNARY) return test_holds(summary, expr->a, part, name, depth + 1);
  if (expr->kind == EXPR_CALL)
    return test_holds(summary, measured(summary, test), part, name, depth + 1);
  if (expr->kind != EXPR_COMPARE && expr->kind != EXPR_CHOICE) return false;
  for (uint32_t i = 0; i < expr->b; i++)
    if (test_holds(summary, summary->operands[expr->a + i], part, name, depth + 1)) return true;
  return false;
}

// Whether a name stands in the test of some branch of a function.
static bool tests_name(const Summary *summary, ScopeId scope, NameId name) {
  for (RegionId at = summary->scopes[scope].body; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > summary->scopes[scope].end) return false;
    if (region->scope != scope || region->kind != REGION_IF || region->subject == 0) continue;
    if (test_holds(summary, region->subject, 0, name, 0)) return true;
  }
  return false;
}

// Stores that are looked at in one function.
#define ONCE_MAX_STORES 32

// A function that declares more globals than this is no lazy initialiser.
#define ONCE_MAX_GLOBALS 8

// `global client; if client is None: client = make()`: what it does, it does once in the life of
// the program.
static bool initialises_once(const Walk *walk) {
  const Module *module = module_of(walk->program, walk->module);
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  const uint32_t *first = map_find(&module->declarers, scope);
  uint32_t next = first ? *first : 0;
  for (int seen = 0; next != 0 && seen < ONCE_MAX_GLOBALS; seen++) {
    const Declaration *declaration = &walk->summary->declarations[next - 1];
    if (declaration->owner == 0 && tests_name(walk->summary, scope, declaration->name)) return true;
    next = module->next_declaration[next - 1];
  }
  return false;
}

static bool is_attribute_of(const Summary *summary, ExprId expr, NameId object, NameId name) {
  const Expr *at = &summary->exprs[expr];
  return at->kind == EXPR_ATTRIBUTE && (name == 0 || at->b == name) &&
         expr_is_name(&summary->exprs[at->a], object);
}

static bool is_in_test(const Summary *summary, ExprId value) {
  uint8_t use = (uint8_t)summary->exprs[value].use;
  return use == USE_TESTED || use == USE_COMPARED || use == USE_IDENTITY;
}

// Where a function tests an attribute before some place; 0 when it does not.
static ExprId attribute_test(const Summary *summary, const Scope *scope, ExprId before,
                             NameId object, NameId name) {
  for (ExprId at = scope->begin; at < before; at++) {
    if (!is_attribute_of(summary, at, object, name)) continue;
    // The call of a measure stands right behind what it is given.
    bool is_measured = measured(summary, at + 1) == at && is_in_test(summary, at + 1);
    if (is_measured || is_in_test(summary, at)) return at;
  }
  return 0;
}

// `if cls.instance is None: cls.instance = make()` in a class method.
static bool makes_singleton(const Walk *walk) {
  if (function_decoration(walk->program, walk->function) != DECORATION_CLASS) return false;
  const Scope *scope = function_scope(walk->program, walk->function);
  if (scope->parameter_count == 0) return false;
  NameId class = walk->summary->parameters[scope->parameters].name;
  int stores = 0;
  for (ExprId at = scope->begin; at < scope->end && stores < ONCE_MAX_STORES; at++) {
    const Expr *expr = &walk->summary->exprs[at];
    if (!(expr->flags & EXPR_FLAG_STORE) || !is_attribute_of(walk->summary, at, class, 0)) continue;
    if (attribute_test(walk->summary, scope, at, class, expr->b) != 0) return true;
    stores++;
  }
  return false;
}

// A cache without a key: functools.cache on a function that takes nothing, or just its class.
static bool is_cached_once(const Walk *walk) {
  if (!function_is_memo(walk->program, walk->function)) return false;
  bool is_of_class = function_decoration(walk->program, walk->function) == DECORATION_CLASS;
  return function_scope(walk->program, walk->function)->parameter_count == (is_of_class ? 1 : 0);
}

bool once_is_all(const Walk *walk) {
  return initialises_once(walk) || makes_singleton(walk) || is_cached_once(walk);
}

// Whether a place is reached by what a test says: it is in the branch, or behind one that leaves.
static bool is_by_test(const Walk *walk, ExprId test, ExprId site) {
  const Summary *summary = walk->summary;
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  for (RegionId at = summary->scopes[scope].body; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > site) return false;
    if (region->scope != scope || region->kind != REGION_IF) continue;
    if (!test_holds(summary, region->subject, test, 0, 0)) continue;
    return site < region->end || !(region->flow & FLOW_FALLS);
  }
  return false;
}

// ---- Caches with keys ---------------------------------------------------------------------------

// `cache` of `cache[key] = value` and `cache["a"][key] = value`, `self.cache` of `self.cache[key] =
// value`; 0 when it is something else.
static ExprId stored_in(const Summary *summary, ExprId store) {
  const Expr *expr = &summary->exprs[store];
  if (expr->kind != EXPR_SUBSCRIPT || !(expr->flags & EXPR_FLAG_STORE)) return 0;
  ExprId object = expr->a;
  while (summary->exprs[object].kind == EXPR_SUBSCRIPT)
    object = summary->exprs[object].a;
  ExprKind kind = (ExprKind)summary->exprs[object].kind;
  return kind == EXPR_NAME || kind == EXPR_ATTRIBUTE ? object : 0;
}

// A variable of the module, or of the function for a part of one: `known = cache[domain]`.
static bool is_global(const Walk *walk, ExprId name) {
  const Program *program = walk->program;
  Atom atom = atom_of(program, walk->module, walk->summary->exprs[name].a);
  ScopeId scope = function_state(program, walk->function)->public.scope;
  BindingList list = scope_bindings(program, walk->module, scope, atom);
  if (list.count == 0) return scope_bindings(program, walk->module, 0, atom).count > 0;
  const Binding *binding = &walk->summary->bindings[list.at[0]];
  if (list.count > 1 || binding->kind != BINDING_ASSIGN || binding->value == 0) return false;
  const Expr *part = &walk->summary->exprs[binding->value];
  if (part->kind != EXPR_SUBSCRIPT || walk->summary->exprs[part->a].kind != EXPR_NAME) return false;
  atom = atom_of(program, walk->module, walk->summary->exprs[part->a].a);
  return scope_bindings(program, walk->module, scope, atom).count == 0 &&
         scope_bindings(program, walk->module, 0, atom).count > 0;
}

static bool is_looked_into(const Summary *summary, ExprId use) {
  uint8_t how = summary->exprs[use].use;
  return how == USE_COMPARED || how == USE_OBJECT || how == USE_SUBSCRIPTED || how == USE_TESTED;
}

// A field of the object itself.
static bool is_own_field(const Walk *walk, ExprId field) {
  const Scope *scope = function_scope(walk->program, walk->function);
  NameId self = summary_self(walk->summary, scope);
  return self != 0 && is_attribute_of(walk->summary, field, self, 0);
}

static bool is_same_container(const Summary *summary, ExprId left, ExprId right) {
  const Expr *a = &summary->exprs[left], *b = &summary->exprs[right];
  if (a->kind != b->kind) return false;
  if (a->kind == EXPR_NAME) return a->a == b->a;
  return a->kind == EXPR_ATTRIBUTE && is_attribute_of(summary, left, summary->exprs[b->a].a, b->b);
}

// `state.cache`: a variable of another module.
static bool is_of_module(const Walk *walk, ExprId container) {
  const Expr *expr = &walk->summary->exprs[container];
  if (expr->kind != EXPR_ATTRIBUTE || walk->summary->exprs[expr->a].kind != EXPR_NAME) return false;
  Values object = evaluate(walk->program, walk->module, expr->a);
  return object.count == 1 && object.at[0].kind == VALUE_MODULE;
}

// Where the function looks into a container before it stores something in it; 0 when it does not.
static ExprId first_look(const Summary *summary, ExprId begin, ExprId container) {
  for (ExprId at = begin; at < container; at++)
    if (is_same_container(summary, at, container) && is_looked_into(summary, at)) return at;
  return 0;
}

// `if key in files: return files[key]`, behind which a place is: what is stored may be filled after
// the store as well.
static bool is_behind_hit(const Walk *walk, ExprId look, ExprId container, ExprId site) {
  const Summary *summary = walk->summary;
  if (!is_by_test(walk, look, site)) return false;
  for (ExprId at = look + 1; at < site; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind == EXPR_SUBSCRIPT && expr->use == USE_RETURNED &&
        is_same_container(summary, expr->a, container))
      return true;
  }
  return false;
}

// `if key not in cache: cache[key] = make(key)`: what stands between the look and the store is done
// once for each key.
static void mark_cached(Walk *walk) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  int stores = 0;
  for (ExprId at = scope->begin; at < scope->end && stores < ONCE_MAX_STORES; at++) {
    ExprId container = stored_in(summary, at);
    if (container == 0) continue;
    bool is_field =
        summary->exprs[container].kind == EXPR_ATTRIBUTE && !is_of_module(walk, container);
    bool is_name = summary->exprs[container].kind == EXPR_NAME;
    if (is_field ? !is_own_field(walk, container) : is_name && !is_global(walk, container))
      continue;
    ExprId look = first_look(summary, scope->begin, container);
    stores++;
    if (look != 0 && !is_field) function_state(walk->program, walk->function)->is_cache = true;
    for (size_t i = 0; i < walk->calls.count && look != 0; i++) {
      ExprId site = walk->calls.at[i].site;
      bool is_between = look < site && site < at;
      walk->calls.at[i].is_seldom |= (is_between && (!is_field || is_by_test(walk, look, site))) ||
                                     (site > at && is_behind_hit(walk, look, container, site));
    }
  }
}

// The first read of a cached property in a function does the work, those behind it find it done.
static bool is_read_before(const Walk *walk, size_t index) {
  const Summary *summary = walk->summary;
  const Call *call = &walk->calls.at[index];
  if (call->how != CALL_PROPERTY || call->callee == FUNCTION_NONE) return false;
  if (function_decoration(walk->program, call->callee) != DECORATION_CACHED_PROPERTY) return false;
  RegionId region = region_at(walk->program, walk->module, call->site);
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *other = &walk->calls.at[i];
    if (other->callee != call->callee || other->how != CALL_PROPERTY || other->site >= call->site)
      continue;
    RegionId before = region_at(walk->program, walk->module, other->site);
    if (summary_region_contains(summary, before, region) &&
        is_spelled_alike(summary, summary->exprs[other->site].a, summary->exprs[call->site].a))
      return true;
  }
  return false;
}

// ---- What is made when first asked for ----------------------------------------------------------

// Whether a place stands in a handler of a `try` that reads the attribute: `return self.data`,
// which is not there at first.
static bool is_in_handler(const Summary *summary, ExprId site, NameId self, NameId name) {
  RegionId at = summary_region_at(summary, site);
  while (summary->regions[at].kind != REGION_EXCEPT && summary->regions[at].kind != REGION_BODY)
    at = summary->regions[at].parent;
  const Region *handler = &summary->regions[at];
  if (handler->kind != REGION_EXCEPT || handler->subject == 0) return false;
  const Expr *type = &summary->exprs[handler->subject];
  if (type->kind != EXPR_NAME || !str_equal(summary_name(summary, type->a), STR("AttributeError")))
    return false;
  const Region *body = &summary->regions[handler->group];
  for (ExprId i = body->begin; i < body->end; i++)
    if (!(summary->exprs[i].flags & EXPR_FLAG_STORE) && is_attribute_of(summary, i, self, name))
      return true;
  return false;
}

// `if self.data is None: self.data = read()`: once in the life of the object. Objects come and go,
// so this is no more than a cache.
static void mark_lazy_fields(Walk *walk) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  NameId self = summary_self(summary, scope);
  if (self == 0) return;
  int stores = 0;
  for (ExprId at = scope->begin; at < scope->end && stores < ONCE_MAX_STORES; at++) {
    const Expr *expr = &summary->exprs[at];
    if (!(expr->flags & EXPR_FLAG_STORE) || !is_attribute_of(summary, at, self, 0)) continue;
    ExprId test = attribute_test(summary, scope, at, self, expr->b);
    bool is_caught = is_in_handler(summary, at, self, expr->b);
    RegionId branch = absent_branch(summary, at);
    stores++;
    bool is_lazy = test != 0 || is_caught || branch != 0;
    for (size_t i = 0; i < walk->calls.count && is_lazy; i++) {
      Call *call = &walk->calls.at[i];
      bool is_between = test != 0 && test < call->site && call->site < at;
      bool is_first =
          (is_between && is_by_test(walk, test, call->site)) ||
          (branch != 0 &&
           summary_region_contains(summary, branch, summary_region_at(summary, call->site))) ||
          (is_caught && call->site < at && is_in_handler(summary, call->site, self, expr->b));
      call->is_seldom |= is_first;
      call->is_kept |= is_first;
    }
  }
}

// ---- Objects that their class keeps -------------------------------------------------------------

// Whether `__new__` of a class keeps what it makes: `cls.instances[key] = instance`.
static bool keeps_instances(const Walk *walk, ClassId class_id) {
  Values values = class_constructor(walk->program, class_id, CONSTRUCTOR_NEW);
  if (values.count != 1 || values.at[0].kind != VALUE_FUNCTION) return false;
  const Function *maker = program_function(walk->program, values.at[0].a);
  const Summary *summary = summary_of(walk->program, maker->module);
  const Scope *scope = &summary->scopes[maker->scope];
  if (scope->parameter_count == 0) return false;
  NameId class = summary->parameters[scope->parameters].name;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    ExprId container = stored_in(summary, at);
    bool is_field = summary->exprs[at].flags & EXPR_FLAG_STORE && container == 0;
    if (is_attribute_of(summary, is_field ? at : container, class, 0)) return true;
  }
  return false;
}

// `if not self.running: self.running = True …` of an object of which there is one: once in the life
// of the program.
static void mark_kept_objects(Walk *walk) {
  const Summary *summary = walk->summary;
  const FunctionState *state = function_state(walk->program, walk->function);
  const Scope *scope = &summary->scopes[state->public.scope];
  NameId self = summary_self(summary, scope);
  if (state->owner == CLASS_NONE || self == 0 || !keeps_instances(walk, state->owner)) return;
  int stores = 0;
  for (ExprId at = scope->begin; at < scope->end && stores < ONCE_MAX_STORES; at++) {
    const Expr *expr = &summary->exprs[at];
    if (!(expr->flags & EXPR_FLAG_STORE) || !is_attribute_of(summary, at, self, 0)) continue;
    ExprId test = attribute_test(summary, scope, at, self, expr->b);
    stores++;
    for (size_t i = 0; i < walk->calls.count && test != 0; i++) {
      Call *call = &walk->calls.at[i];
      if (call->site > test && is_by_test(walk, test, call->site))
        call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
    }
  }
}

static bool is_class_name(const Walk *walk, ExprId object) {
  if (walk->summary->exprs[object].kind != EXPR_NAME) return false;
  Values named = evaluate(walk->program, walk->module, object);
  return named.count == 1 && !named.is_open && named.at[0].kind == VALUE_CLASS;
}

// Whether all parts of a test ask for the same: `not hasattr(Store, "client") or Store.client is
// None`.
static bool parts_ask(const Summary *summary, ExprId subject, ExprId test) {
  const Expr *choice = &summary->exprs[subject];
  for (uint32_t i = 0; i < choice->b; i++) {
    ExprId part = summary->operands[choice->a + i];
    if (!test_holds(summary, part, test, 0, 0) &&
        !absent_asks_name(summary, part, &summary->exprs[test]))
      return false;
  }
  return true;
}

// Whether nothing else is asked than whether there is an attribute: `if Store.end < now():` and
// `if Store.last is not None and is_old():` say nothing of how often.
static bool is_asked_alone(const Walk *walk, ExprId test) {
  const Summary *summary = walk->summary;
  if (summary->exprs[test].use == USE_COMPARED) return false;
  const Scope *scope = function_scope(walk->program, walk->function);
  for (RegionId at = scope->body; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > scope->end) return false;
    if (region->kind == REGION_IF && test_holds(summary, region->subject, test, 0, 0))
      return summary->exprs[region->subject].kind != EXPR_CHOICE ||
             parts_ask(summary, region->subject, test);
  }
  return false;
}

// `if not Store.is_open: Store.client = make(); Store.is_open = True`, a class by its name: once in
// the life of the program.
static void mark_class_fields(Walk *walk) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  int stores = 0;
  for (ExprId at = scope->begin; at < scope->end && stores < ONCE_MAX_STORES; at++) {
    const Expr *expr = &summary->exprs[at];
    if (!(expr->flags & EXPR_FLAG_STORE) || expr->kind != EXPR_ATTRIBUTE) continue;
    if (!is_class_name(walk, expr->a)) continue;
    ExprId test = attribute_test(summary, scope, at, summary->exprs[expr->a].a, expr->b);
    stores++;
    if (test == 0 || !is_asked_alone(walk, test)) continue;
    for (size_t i = 0; i < walk->calls.count; i++) {
      Call *call = &walk->calls.at[i];
      if (call->site > test && is_by_test(walk, test, call->site))
        call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
    }
  }
}

// Whether a place is in a branch whose test names a variable.
static bool is_where_tested(const Walk *walk, ExprId site, NameId name) {
  const Summary *summary = walk->summary;
  RegionId at = region_at(walk->program, walk->module, site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_IF && test_holds(summary, region->subject, 0, name, 0)) return true;
  }
  return false;
}

// Makes calls where globals are tested that a function declares less sure: all, or one.
static void mark_where_declared(Walk *walk, ScopeId scope, Call *only) {
  const Module *module = module_of(walk->program, walk->module);
  const uint32_t *first = map_find(&module->declarers, scope);
  uint32_t next = first ? *first : 0;
  for (int seen = 0; next != 0 && seen < ONCE_MAX_GLOBALS; seen++) {
    const Declaration *declaration = &walk->summary->declarations[next - 1];
    for (size_t i = 0; i < walk->calls.count && declaration->owner == 0; i++) {
      Call *call = &walk->calls.at[i];
      if ((!only || only == call) && is_where_tested(walk, call->site, declaration->name))
        call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
    }
    next = module->next_declaration[next - 1];
  }
}

// A coroutine that makes a global when it is first asked for does other things, too. And the global
// may be made by a helper: `if not settings: load_settings()`.
static void mark_lazy_globals(Walk *walk) {
  const Function *function = &function_state(walk->program, walk->function)->public;
  if (function->is_async) mark_where_declared(walk, function->scope, NULL);
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (call->callee == FUNCTION_NONE) continue;
    const Function *callee = &function_state(walk->program, call->callee)->public;
    if (callee->module == walk->module) mark_where_declared(walk, callee->scope, call);
  }
}

// ---- All of a function --------------------------------------------------------------------------

void once_mark(Walk *walk) {
  if (function_scope(walk->program, walk->function)->kind != SCOPE_FUNCTION) return;
  if (walk->calls.count == 0) return;
  if (walk->blocks != 0) { // else nothing is done by a test
    failures_mark(walk);
    hits_mark(walk);
    if (walk->stores_field) {
      mark_lazy_fields(walk);
      mark_kept_objects(walk);
      mark_class_fields(walk);
    }
    mark_lazy_globals(walk);
  }
  for (size_t i = 0; i < walk->calls.count; i++)
    walk->calls.at[i].is_seldom |= is_read_before(walk, i);
  Decoration decoration = function_decoration(walk->program, walk->function);
  bool is_cache = function_is_memo(walk->program, walk->function);
  for (size_t i = 0; i < walk->calls.count; i++) {
    walk->calls.at[i].is_seldom |= is_cache;
    walk->calls.at[i].is_kept |= decoration == DECORATION_CACHED_PROPERTY;
  }
  if (!is_cache && walk->stores_item) mark_cached(walk);
}
