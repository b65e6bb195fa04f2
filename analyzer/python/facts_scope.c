// What opens a scope: functions, classes, lambdas, comprehensions. All of them evaluate something
// outside first, then the range inside, and are complete behind it.
#include "python/facts_walk.h"

// What a body keeps of the flags of the place where its definition stands.
#define FLAGS_OF_FUNCTION ((uint16_t)EXPR_FLAG_DEAD | (WALK_CHECKING | WALK_UNREACHED))
#define FLAGS_OF_LAMBDA   (FLAGS_OF_FUNCTION | EXPR_FLAG_ANNOTATION | EXPR_FLAG_QUOTED)

static void push_decorators(Walker *walker, const AstExprs *decorators, ScopeDraft *scope) {
  size_t mark = walker->stack.count;
  for (uint32_t i = 0; i < decorators->count; i++)
    emit_push(walker, walk_expr(walker, decorators->at[i], USE_DECORATOR));
  scope->decorator_count = decorators->count;
  scope->decorators = emit_operands(walker, mark);
}

// ---- Parameters ---------------------------------------------------------------------------------

static void push_fallbacks(Walker *walker, const AstParameters *parameters) {
  for (uint32_t i = 0; i < parameters->count; i++)
    emit_push(walker, walk_optional(walker, parameters->at[i].fallback, USE_OTHER));
}

static void push_annotations(Walker *walker, const AstParameters *parameters) {
  for (uint32_t i = 0; i < parameters->count; i++)
    emit_push(walker, walk_annotation(walker, parameters->at[i].annotation));
}

static void push_bounds(Walker *walker, const AstTypeParameters *parameters) {
  for (uint32_t i = 0; i < parameters->count; i++) {
    emit_push(walker, walk_annotation(walker, parameters->at[i].bound));
    emit_push(walker, walk_annotation(walker, parameters->at[i].fallback));
  }
}

static void bind_type_parameters(Walker *walker, const AstTypeParameters *parameters,
                                 size_t bounds) {
  for (uint32_t i = 0; i < parameters->count; i++) {
    AstName name = parameters->at[i].name;
    Source source = {.kind = BINDING_TYPE_PARAMETER,
                     .annotation = walker->stack.at[bounds + 2 * i],
                     .value = walker->stack.at[bounds + 2 * i + 1]};
    bind_name(walker, emit_name(walker, name.text), source, 0, name.span);
  }
}

// `fallbacks` and `annotations` are places on the stack; 0 stands for no annotations at all.
static void bind_parameters(Walker *walker, const AstParameters *parameters, size_t fallbacks,
                            size_t annotations) {
  SummaryBuilder *out = walker->out;
  ScopeDraft *scope = &out->scopes.at[walker->here.scope];
  uint32_t first = (uint32_t)out->parameters.count;
  scope->parameters = parameters->count > 0 ? first : 0;
  scope->parameter_count = parameters->count;
  for (uint32_t i = 0; i < parameters->count; i++) {
    const AstParameter *parameter = &parameters->at[i];
    ParameterDraft made = {.kind = (uint8_t)parameter->kind,
                           .name = emit_name(walker, parameter->name.text),
                           .fallback = walker->stack.at[fallbacks + i],
                           .annotation = annotations ? walker->stack.at[annotations + i] : 0};
    array_push(&out->arena, &out->parameters, made);
    Source source = {.kind = BINDING_PARAMETER, .annotation = made.annotation};
    bind_name(walker, made.name, source, first + i, parameter->name.span);
  }
}

// ---- Functions and classes ----------------------------------------------------------------------

static void bind_definition(Walker *walker, BindingKind kind, AstName name, ScopeId scope) {
  NameId id = walker->out->scopes.at[scope].name;
  BindingId binding = bind_name(walker, id, (Source){.kind = kind}, scope, name.span);
  walker->out->scopes.at[scope].binding = binding;
}

static uint16_t function_flags(const Walker *walker, const AstStmt *statement) {
  uint32_t flags = statement->function.is_async ? SCOPE_ASYNC : 0;
  if (flow_is_stub(statement->function.body)) flags |= SCOPE_STUB;
  bool is_method = walker->out->scopes.at[walker->here.scope].kind == SCOPE_CLASS;
  return (uint16_t)(is_method ? flags | SCOPE_METHOD : flags);
}

uint32_t walk_function(Walker *walker, const AstStmt *statement) {
  Place outside = walker->here;
  size_t handlers = walker->handlers_of_function;
  size_t paths = walker->paths_of_function;
  const AstParameters *parameters = &statement->function.parameters;
  const AstTypeParameters *types = &statement->function.type_parameters;
  AstName name = statement->function.name;
  ScopeDraft scope = {.name = emit_name(walker, name.text),
                      .flags = function_flags(walker, statement)};
  walker->here.flags |= EXPR_FLAG_DEFINITION;
  push_decorators(walker, &statement->function.decorators, &scope);
  size_t fallbacks = walker->stack.count;
  push_fallbacks(walker, parameters);
  size_t bounds = walker->stack.count;
  walker->here.flags = outside.flags;
  push_bounds(walker, types);
  size_t annotations = walker->stack.count;
  push_annotations(walker, parameters);
  scope.returns = walk_annotation(walker, statement->function.returns);

  walker->here.flags &= FLAGS_OF_FUNCTION;
  ScopeId id = emit_scope(walker, SCOPE_FUNCTION, scope, statement->span,
                          header_of(walker->text, statement));
  bind_type_parameters(walker, types, bounds);
  bind_parameters(walker, parameters, fallbacks, annotations);
  walker->stack.count = fallbacks;
  walker->handlers_of_function = walker->handlers.count;
  walker->paths_of_function = walker->paths.count;
  uint32_t flow = walk_block(walker, statement->function.body);
  walker->handlers_of_function = handlers;
  walker->paths.count = walker->paths_of_function;
  walker->paths_of_function = paths;
  emit_scope_end(walker, flow, outside);
  bind_definition(walker, BINDING_DEF, name, id);
  return FLOW_FALLS;
}

uint32_t walk_class(Walker *walker, const AstStmt *statement) {
  Place outside = walker->here;
  const AstTypeParameters *types = &statement->class_.type_parameters;
  AstName name = statement->class_.name;
  ScopeDraft scope = {.name = emit_name(walker, name.text)};
  walker->here.flags |= EXPR_FLAG_DEFINITION;
  push_decorators(walker, &statement->class_.decorators, &scope);
  size_t bounds = walker->stack.count;
  push_bounds(walker, types);
  size_t bases = walker->stack.count;
  walk_arguments(walker, &statement->class_.bases, &statement->class_.keywords, USE_BASE);
  scope.base_count = (uint32_t)(walker->stack.count - bases) / 2;
  scope.bases = emit_arguments(walker, bases);

  walker->here.flags &= FLAGS_OF_FUNCTION | EXPR_FLAG_DEFINITION;
  ScopeId id =
      emit_scope(walker, SCOPE_CLASS, scope, statement->span, header_of(walker->text, statement));
  bind_type_parameters(walker, types, bounds);
  walker->stack.count = bounds;
  uint32_t flow = walk_block(walker, statement->class_.body);
  emit_scope_end(walker, flow, outside);
  bind_definition(walker, BINDING_CLASS, name, id);
  // Only an exception gets out of a class's body before its end.
  uint32_t raises = flow & (FLOW_RAISES | FLOW_RERAISES);
  return flow == raises ? raises : raises | FLOW_FALLS;
}

// ---- Lambdas and comprehensions -----------------------------------------------------------------

BASE_NOINLINE ExprId walk_lambda(Walker *walker, const AstExpr *expr, ExprUse use) {
  Place outside = walker->here;
  size_t fallbacks = walker->stack.count;
  push_fallbacks(walker, &expr->lambda.parameters);
  walker->here.flags &= FLAGS_OF_LAMBDA;
  ScopeId id = emit_scope(walker, SCOPE_LAMBDA, (ScopeDraft){0}, expr->span, expr->span);
  bind_parameters(walker, &expr->lambda.parameters, fallbacks, 0);
  walker->stack.count = fallbacks;
  ExprId body = walk_expr(walker, expr->lambda.body, USE_RETURNED);
  walker->out->scopes.at[id].element = body;
  emit_scope_end(walker, FLOW_FALLS, outside);
  return emit_expr(walker, (ExprDraft){.kind = EXPR_LAMBDA, .use = use & EXPR_USE_MAX, .a = id},
                   expr->span);
}

static ContainerKind comprehension_kind(const AstExpr *expr) {
  switch ((int)expr->kind) {
  case AST_LIST_COMP:
    return CONTAINER_LIST;
  case AST_SET_COMP:
    return CONTAINER_SET;
  case AST_DICT_COMP:
    return CONTAINER_DICT;
  }
  return CONTAINER_GENERATOR;
}

static ExprId walk_iterable(Walker *walker, const AstComprehension *part) {
  return walk_expr(walker, part->iterable, part->is_async ? USE_ASYNC_ITERATED : USE_ITERATED);
}

static void walk_part(Walker *walker, const AstComprehension *part, ExprId iterable) {
  if (part->is_async) emit_await(walker);
  Source source = {.kind = part->is_async ? BINDING_ASYNC_FOR : BINDING_FOR, .value = iterable};
  bind_target(walker, part->target, source);
  for (uint32_t i = 0; i < part->conditions.count; i++) {
    ExprId test = walk_expr(walker, part->conditions.at[i], USE_TESTED);
    bind_refine(walker, part->conditions.at[i], test, true, emit_bindings(walker));
  }
}

BASE_NOINLINE ExprId walk_comprehension(Walker *walker, const AstExpr *expr, ExprUse use) {
  const AstComprehensions *parts = &expr->comprehension.parts;
  if (parts->count == 0)
    return emit_expr(walker, (ExprDraft){.kind = EXPR_OTHER, .use = use & EXPR_USE_MAX},
                     expr->span);
  Place outside = walker->here;
  ContainerKind container = comprehension_kind(expr);
  ScopeKind kind = container == CONTAINER_GENERATOR ? SCOPE_GENERATOR : SCOPE_COMPREHENSION;
  ExprId iterable = walk_iterable(walker, &parts->at[0]);
  ScopeId id = emit_scope(walker, kind, (ScopeDraft){0}, expr->span, expr->span);
  BindingId refined = emit_bindings(walker);
  for (uint32_t i = 0; i < parts->count; i++) {
    if (i > 0) iterable = walk_iterable(walker, &parts->at[i]);
    walk_part(walker, &parts->at[i], iterable);
  }
  ExprId element = walk_expr(walker, expr->comprehension.element, USE_ELEMENT);
  if (expr->comprehension.value)
    element = walk_expr(walker, expr->comprehension.value, USE_ELEMENT);
  walker->out->scopes.at[id].element = element;
  bind_refine_end(walker, refined);
  emit_scope_end(walker, FLOW_FALLS, outside);
  return emit_expr(
      walker,
      (ExprDraft){
          .kind = EXPR_COMPREHENSION, .use = use & EXPR_USE_MAX, .a = id, .b = (uint32_t)container},
      expr->span);
}
