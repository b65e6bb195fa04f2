// Bindings: what a target stands for, which scope a name belongs to, what a test tells of a name.
#include "python/facts_walk.h"

static uint64_t scoped_name(ScopeId scope, NameId name) {
  return (uint64_t)scope << 32 | name;
}

// Appends a binding, of which the caller fills in the rest. It is filled where it stays: whoever
// copies a whole record right behind its fields waits until they are written.
static BindingDraft *emit_binding(Walker *walker, uint32_t flags, Span span) {
  SummaryBuilder *out = walker->out;
  if (walker->here.flags & WALK_UNREACHED) flags |= BINDING_DEAD;
  if (walker->here.flags & WALK_CHECKING) flags |= BINDING_TYPE_CHECKING;
  array_push(&out->arena, &out->binding_spans, span);
  array_reserve(&out->arena, &out->bindings, 1);
  BindingDraft *made = &out->bindings.at[out->bindings.count++];
  made->flags = flags;
  made->region = walker->here.region;
  made->at = emit_clock(walker);
  return made;
}

static BindingId bind_in(Walker *walker, ScopeId scope, NameId name, Source source, uint32_t extra,
                         Span span) {
  const uint32_t *declared = map_find(&walker->declared, scoped_name(scope, name));
  uint32_t flags = source.flags | (declared ? BINDING_GLOBAL : 0u);
  BindingDraft *made = emit_binding(walker, flags, span);
  made->kind = source.kind;
  made->unpack = source.unpack;
  made->name = name;
  made->scope = declared ? walker->out->declarations.at[*declared].owner : scope;
  made->value = source.value;
  made->annotation = source.annotation;
  made->extra = extra;
  return emit_bindings(walker) - 1;
}

BindingId bind_name(Walker *walker, NameId name, Source source, uint32_t extra, Span span) {
  return bind_in(walker, walker->here.scope, name, source, extra, span);
}

BindingId bind_walrus(Walker *walker, AstName name, ExprId value) {
  const ScopeDraft *scopes = walker->out->scopes.at;
  ScopeId scope = walker->here.scope;
  while (scopes[scope].kind == SCOPE_COMPREHENSION || scopes[scope].kind == SCOPE_GENERATOR)
    scope = scopes[scope].parent;
  Source source = {.kind = BINDING_ASSIGN, .value = value};
  return bind_in(walker, scope, emit_name(walker, name.text), source, 0, name.span);
}

// ---- Targets ------------------------------------------------------------------------------------

static void bind_attribute(Walker *walker, const AstExpr *target, Source source) {
  ExprId object = walk_expr(walker, target->attribute.object, USE_OBJECT);
  NameId name = emit_name(walker, target->attribute.name.text);
  ExprDraft made = {.kind = EXPR_ATTRIBUTE, .flags = EXPR_FLAG_STORE, .a = object, .b = name};
  ExprId id = emit_expr(walker, made, target->span);
  // An attribute binding cannot say "an element of value" in any other way.
  bool is_element = source.kind == BINDING_FOR || source.kind == BINDING_ASYNC_FOR;
  BindingDraft *binding = emit_binding(walker, source.flags, target->span);
  binding->kind = BINDING_ATTRIBUTE;
  binding->unpack = is_element ? UNPACK_INSIDE : source.unpack;
  binding->name = name;
  binding->scope = walker->here.scope;
  binding->value = source.value;
  binding->annotation = source.annotation;
  binding->extra = id;
}

static void bind_subscript(Walker *walker, const AstExpr *target) {
  ExprId object = walk_expr(walker, target->subscript.object, USE_SUBSCRIPTED);
  ExprId index = walk_expr(walker, target->subscript.index, USE_INDEX);
  ExprDraft made = {.kind = EXPR_SUBSCRIPT, .flags = EXPR_FLAG_STORE, .a = object, .b = index};
  emit_expr(walker, made, target->span);
}

// Behind a starred target the place of an element is not known.
static uint16_t unpacked(Source source, uint32_t index, bool is_behind_star) {
  bool is_known = source.unpack == 0 && !is_behind_star && index + 1 < UNPACK_INSIDE;
  return is_known ? (uint16_t)(index + 1) : UNPACK_INSIDE;
}

static void bind_elements(Walker *walker, const AstExprs *elements, Source source) {
  bool is_behind_star = false;
  for (uint32_t i = 0; i < elements->count; i++) {
    const AstExpr *element = elements->at[i];
    Source part = source;
    part.unpack = unpacked(source, i, is_behind_star);
    if (element->kind == AST_STARRED) {
      part.flags |= BINDING_STARRED;
      is_behind_star = true;
      element = element->operand;
    }
    bind_target(walker, element, part);
  }
}

BindingId bind_target(Walker *walker, const AstExpr *target, Source source) {
  switch ((int)target->kind) {
  case AST_NAME_EXPR:
    return bind_name(walker, emit_name(walker, target->name), source, 0, target->span);
  case AST_ATTRIBUTE:
    bind_attribute(walker, target, source);
    return BINDING_NONE;
  case AST_SUBSCRIPT:
    bind_subscript(walker, target);
    return BINDING_NONE;
  case AST_TUPLE:
  case AST_LIST:
    bind_elements(walker, &target->elements, source);
    return BINDING_NONE;
  case AST_STARRED:
    bind_target(walker, target->operand, source);
    return BINDING_NONE;
  }
  walk_expr(walker, target, USE_OTHER); // broken code: nothing that can be assigned to
  return BINDING_NONE;
}

ExprUse bind_use(const AstExpr *target) {
  switch ((int)target->kind) {
  case AST_NAME_EXPR:
    return USE_BOUND;
  case AST_TUPLE:
  case AST_LIST:
    return USE_ITERATED;
  }
  return USE_STORED;
}

// ---- Assignments --------------------------------------------------------------------------------

static bool is_display(const AstExpr *expr) {
  return expr->kind == AST_TUPLE || expr->kind == AST_LIST;
}

static bool has_starred(const AstExprs *elements) {
  for (uint32_t i = 0; i < elements->count; i++)
    if (elements->at[i]->kind == AST_STARRED) return true;
  return false;
}

// `a, b = x, y`: every target has its own value.
static bool is_paired(const AstStmt *statement) {
  const AstExpr *target = statement->assign.targets.at[0];
  const AstExpr *value = statement->assign.value;
  return statement->assign.targets.count == 1 && is_display(target) && is_display(value) &&
         target->elements.count == value->elements.count && !has_starred(&target->elements) &&
         !has_starred(&value->elements);
}

static void bind_pairs(Walker *walker, const AstExprs *targets, const AstExpr *value) {
  size_t mark = walker->stack.count;
  for (uint32_t i = 0; i < targets->count; i++)
    emit_push(walker, walk_expr(walker, value->elements.at[i], bind_use(targets->at[i])));
  uint32_t first = emit_operands(walker, mark);
  ExprDraft made = {.kind = EXPR_CONTAINER,
                    .use = USE_ITERATED,
                    .a = first,
                    .b = targets->count,
                    .c = value->kind == AST_LIST ? CONTAINER_LIST : CONTAINER_TUPLE};
  emit_expr(walker, made, value->span);
  for (uint32_t i = 0; i < targets->count; i++) {
    ExprId element = walker->out->operands.at[first + i];
    bind_target(walker, targets->at[i], (Source){.kind = BINDING_ASSIGN, .value = element});
  }
}

// A value with several targets is kept under a name as soon as one of them is a name.
static ExprUse assigned_use(const AstExprs *targets) {
  ExprUse use = USE_STORED;
  for (uint32_t i = 0; i < targets->count; i++) {
    ExprUse one = bind_use(targets->at[i]);
    if (one == USE_BOUND) return USE_BOUND;
    if (one == USE_ITERATED) use = USE_ITERATED;
  }
  return use;
}

void bind_assign(Walker *walker, const AstStmt *statement) {
  const AstExprs *targets = &statement->assign.targets;
  if (targets->count > 0 && is_paired(statement)) {
    bind_pairs(walker, &targets->at[0]->elements, statement->assign.value);
    return;
  }
  ExprId value = walk_expr(walker, statement->assign.value, assigned_use(targets));
  for (uint32_t i = 0; i < targets->count; i++) {
    if (module_is_all(walker, targets->at[i]))
      module_export(walker, statement->assign.value, false);
    bind_target(walker, targets->at[i], (Source){.kind = BINDING_ASSIGN, .value = value});
  }
}

void bind_annotated(Walker *walker, const AstStmt *statement) {
  const AstExpr *target = statement->ann_assign.target;
  const AstExpr *value = statement->ann_assign.value;
  Source source = {.kind = BINDING_ANNOTATE};
  bool is_alias =
      value && str_equal(type_last_name(statement->ann_assign.annotation), STR("TypeAlias"));
  source.value =
      is_alias ? walk_alias_value(walker, value) : walk_optional(walker, value, bind_use(target));
  source.annotation = walk_annotation(walker, statement->ann_assign.annotation);
  if (value && module_is_all(walker, target)) module_export(walker, value, false);
  bind_target(walker, target, source);
}

// The object as it was before: evaluated once, read and written.
static ExprId walk_augmented_target(Walker *walker, const AstExpr *target) {
  ExprDraft made = {.kind = EXPR_OTHER};
  if (target->kind == AST_NAME_EXPR) {
    made = (ExprDraft){.kind = EXPR_NAME, .a = emit_name(walker, target->name)};
  } else if (target->kind == AST_ATTRIBUTE) {
    made.kind = EXPR_ATTRIBUTE;
    made.a = walk_expr(walker, target->attribute.object, USE_OBJECT);
    made.b = emit_name(walker, target->attribute.name.text);
  } else if (target->kind == AST_SUBSCRIPT) {
    made.kind = EXPR_SUBSCRIPT;
    made.a = walk_expr(walker, target->subscript.object, USE_SUBSCRIPTED);
    made.b = walk_expr(walker, target->subscript.index, USE_INDEX);
  } else {
    return walk_expr(walker, target, USE_OPERAND);
  }
  made.use = USE_OPERAND;
  made.flags = EXPR_FLAG_STORE;
  return emit_expr(walker, made, target->span);
}

void bind_augmented(Walker *walker, const AstStmt *statement) {
  const AstExpr *target = statement->aug_assign.target;
  ExprId old = walk_augmented_target(walker, target);
  ExprId value = walk_expr(walker, statement->aug_assign.value, USE_OPERAND);
  ExprDraft made = {.kind = EXPR_BINARY,
                    .use = bind_use(target) & EXPR_USE_MAX,
                    .flags = EXPR_FLAG_AUGMENTED,
                    .a = old,
                    .b = value,
                    .c = (uint32_t)statement->aug_assign.op & EXPR_C_MAX};
  ExprId result = emit_expr(walker, made, statement->span);
  if (target->kind == AST_NAME_EXPR) {
    if (module_is_all(walker, target)) module_export(walker, statement->aug_assign.value, true);
    bind_target(walker, target, (Source){.kind = BINDING_AUGMENT, .value = result});
  } else if (target->kind == AST_ATTRIBUTE) {
    BindingDraft *binding = emit_binding(walker, 0, target->span);
    binding->kind = BINDING_ATTRIBUTE;
    binding->unpack = 0;
    binding->name = walker->out->exprs.at[old].b;
    binding->scope = walker->here.scope;
    binding->value = result;
    binding->annotation = 0;
    binding->extra = old;
  }
}

void bind_delete(Walker *walker, const AstExpr *target) {
  if (is_display(target)) {
    for (uint32_t i = 0; i < target->elements.count; i++)
      bind_delete(walker, target->elements.at[i]);
    return;
  }
  ExprId id = walk_expr(walker, target, USE_DELETED);
  walker->out->exprs.at[id].flags |= EXPR_FLAG_STORE;
  if (target->kind == AST_NAME_EXPR) bind_target(walker, target, (Source){.kind = BINDING_DELETE});
}

// ---- global and nonlocal ------------------------------------------------------------------------

void bind_declare(Walker *walker, const AstNames *names, bool is_global) {
  SummaryBuilder *out = walker->out;
  ScopeId scope = walker->here.scope;
  if (scope == 0) return; // says what is so anyway
  for (uint32_t i = 0; i < names->count; i++) {
    NameId name = emit_name(walker, names->at[i].text);
    uint32_t index = (uint32_t)out->declarations.count;
    if (*map_insert(walker->arena, &walker->declared, scoped_name(scope, name), index) != index)
      continue;
    // The owner of a nonlocal name may bind it further down: until the end it is the scope itself.
    Declaration declaration = {.scope = scope, .name = name, .owner = is_global ? 0 : scope};
    array_push(&out->arena, &out->declarations, declaration);
    if (!is_global) array_push(walker->arena, &walker->nonlocals, index);
  }
}

// All names that functions bind themselves, of those that are nonlocal somewhere.
static Map collect_owners(const Walker *walker) {
  const SummaryBuilder *out = walker->out;
  Map wanted = {0};
  for (size_t i = 0; i < walker->nonlocals.count; i++)
    map_insert(walker->arena, &wanted, out->declarations.at[walker->nonlocals.at[i]].name, 1);
  Map owners = {0};
  for (size_t i = 0; i < out->bindings.count; i++) {
    const BindingDraft *binding = &out->bindings.at[i];
    bool is_own = !(binding->flags & BINDING_GLOBAL) && binding->kind != BINDING_ATTRIBUTE &&
                  binding->kind != BINDING_REFINE;
    if (is_own && map_find(&wanted, binding->name))
      map_insert(walker->arena, &owners, scoped_name(binding->scope, binding->name), 1);
  }
  return owners;
}

static ScopeId find_owner(const Walker *walker, const Map *owners, const Declaration *declaration) {
  const ScopeDraft *scopes = walker->out->scopes.at;
  ScopeId scope = scopes[declaration->scope].parent;
  for (; scope != 0; scope = scopes[scope].parent) {
    bool is_function = scopes[scope].kind == SCOPE_FUNCTION || scopes[scope].kind == SCOPE_LAMBDA;
    if (is_function && map_find(owners, scoped_name(scope, declaration->name))) break;
  }
  return scope;
}

void bind_nonlocals(Walker *walker) {
  SummaryBuilder *out = walker->out;
  if (walker->nonlocals.count == 0) return;
  Map owners = collect_owners(walker);
  for (size_t i = 0; i < walker->nonlocals.count; i++) {
    Declaration *declaration = &out->declarations.at[walker->nonlocals.at[i]];
    declaration->owner = find_owner(walker, &owners, declaration);
  }
  for (size_t i = 0; i < out->bindings.count; i++) {
    BindingDraft *binding = &out->bindings.at[i];
    if (!(binding->flags & BINDING_GLOBAL) || binding->scope == 0) continue;
    uint64_t key = scoped_name(binding->scope, binding->name);
    binding->scope = out->declarations.at[*map_find(&walker->declared, key)].owner;
  }
}

// ---- Refinement ---------------------------------------------------------------------------------

// Behind more bindings than these a test tells nothing any more.
#define REFINE_MAX_BINDINGS 1000

static bool is_rebound(const Walker *walker, NameId name, BindingId since) {
  if (emit_bindings(walker) - since > REFINE_MAX_BINDINGS) return true;
  for (BindingId id = since; id < emit_bindings(walker); id++) {
    const BindingDraft *binding = &walker->out->bindings.at[id];
    if (binding->name == name && binding->kind != BINDING_REFINE) return true;
  }
  return false;
}

// The name at the root of `a.b.c`; NULL when it is anything else.
static const AstExpr *path_root(const AstExpr *path) {
  while (path->kind == AST_ATTRIBUTE)
    path = path->attribute.object;
  return path->kind == AST_NAME_EXPR ? path : NULL;
}

// Whether a name of the path, or an attribute under one of its names, was bound since.
static bool is_path_rebound(Walker *walker, const AstExpr *path, BindingId since) {
  for (; path->kind == AST_ATTRIBUTE; path = path->attribute.object)
    if (is_rebound(walker, emit_name(walker, path->attribute.name.text), since)) return true;
  return is_rebound(walker, emit_name(walker, path->name), since);
}

// How a path is written, which is the name that its refinements have; "" where it is not written
// in one piece.
static Str path_text(const Walker *walker, const AstExpr *path) {
  size_t size = 0;
  for (const AstExpr *at = path; at->kind == AST_ATTRIBUTE; at = at->attribute.object)
    size += at->attribute.name.text.size + 1;
  size += path_root(path)->name.size;
  Str text = str_slice(walker->text, path->span.start, path->span.end);
  return text.size == size ? text : (Str){0};
}

bool bind_is_refined(Walker *walker, const AstExpr *path) {
  if (!path_root(path)) return false;
  Str text = path_text(walker, path);
  for (size_t i = walker->paths.count; i > walker->paths_of_function; i--) {
    const BindingDraft *binding = &walker->out->bindings.at[walker->paths.at[i - 1]];
    bool is_same = text.size > 0 && binding->name == emit_name(walker, text);
    if (is_same) return !is_path_rebound(walker, path, walker->paths.at[i - 1]);
  }
  return false;
}

static bool is_bound_in(const Walker *walker, ScopeId scope, NameId name) {
  const SummaryBuilder *out = walker->out;
  for (size_t i = out->bindings.count; i > 0; i--) {
    const BindingDraft *binding = &out->bindings.at[i - 1];
    if (binding->at < out->scopes.at[scope].begin) return false;
    if (binding->scope == scope && binding->name == name) return true;
  }
  return false;
}

// What a test in a comprehension tells of a name that it does not bind, it tells around it.
static bool refined_scope(const Walker *walker, NameId root, ScopeId *out) {
  const ScopeDraft *scopes = walker->out->scopes.at;
  ScopeId scope = walker->here.scope;
  while (scopes[scope].kind == SCOPE_COMPREHENSION && !is_bound_in(walker, scope, root))
    scope = scopes[scope].parent;
  *out = scope;
  return scopes[scope].kind != SCOPE_GENERATOR || is_bound_in(walker, scope, root);
}

void bind_instance(Walker *walker, const AstExpr *path, ExprId types) {
  const AstExpr *root = path_root(path);
  ScopeId scope = 0;
  if (!root || !refined_scope(walker, emit_name(walker, root->name), &scope)) return;
  Str text = path_text(walker, path);
  if (text.size == 0) return;
  Source source = {.kind = BINDING_REFINE, .value = types};
  BindingId id = bind_in(walker, scope, emit_name(walker, text), source, 0, path->span);
  if (path != root) array_push(walker->arena, &walker->paths, id);
}

void bind_refine_end(Walker *walker, BindingId since) {
  for (BindingId id = since; id < emit_bindings(walker); id++) {
    BindingDraft *binding = &walker->out->bindings.at[id];
    if (binding->kind == BINDING_REFINE && binding->extra == 0) binding->extra = emit_clock(walker);
  }
}

static void refine_call(Walker *walker, const AstExpr *test, ExprId id, BindingId since) {
  const AstExpr *callee = test->call.callee;
  const AstExprs *arguments = &test->call.arguments;
  bool is_check = callee->kind == AST_NAME_EXPR && str_equal(callee->name, STR("isinstance")) &&
                  arguments->count == 2 && test->call.keywords.count == 0 &&
                  path_root(arguments->at[0]) && arguments->at[1]->kind != AST_STARRED;
  if (!is_check) return;
  const SummaryBuilder *out = walker->out;
  ExprId types = out->arguments.at[out->exprs.at[id].b + 1].value;
  if (!is_path_rebound(walker, arguments->at[0], since))
    bind_instance(walker, arguments->at[0], types);
}

void bind_refine(Walker *walker, const AstExpr *test, ExprId id, bool outcome, BindingId since) {
  Expr record = walker->out->exprs.at[id];
  if (test->kind == AST_CALL && outcome) refine_call(walker, test, id, since);
  if (test->kind == AST_UNARY && test->unary.op == AST_NOT)
    bind_refine(walker, test->unary.operand, record.a, !outcome, since);
  // A true `and` tells of all its operands, and so does a false `or`.
  if (test->kind != AST_BOOL_OP || test->bool_op.is_or == outcome) return;
  for (uint32_t i = 0; i < test->bool_op.values.count; i++) {
    ExprId operand = walker->out->operands.at[record.a + i];
    bind_refine(walker, test->bool_op.values.at[i], operand, outcome, since);
  }
}
