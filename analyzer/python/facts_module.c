// What a module takes in and what it gives out: imports and `__all__`.
#include "python/facts_walk.h"

// ---- Imports ------------------------------------------------------------------------------------

// `import a.b` binds `a`, `import a.b as c` binds c.
static AstName bound_name(const AstAlias *alias, bool is_from) {
  if (alias->alias.text.size > 0) return alias->alias;
  AstName name = alias->name;
  if (is_from) return name;
  size_t dot = str_find_byte(name.text, '.');
  if (dot == SIZE_MAX) return name;
  name.text = str_slice(name.text, 0, dot);
  name.span.end = name.span.start + (uint32_t)dot;
  return name;
}

// `from` is the module that a from-import takes its names from.
static ImportDraft make_import(Walker *walker, const AstStmt *statement, NameId from,
                               const AstAlias *alias) {
  bool is_from = statement->kind == AST_IMPORT_FROM;
  bool is_star = is_from && str_equal(alias->name.text, STR("*"));
  uint32_t level = statement->import.level;
  ImportDraft made = {.level = level < IMPORT_LEVEL_MAX ? level : IMPORT_LEVEL_MAX};
  made.module = is_from ? from : emit_name(walker, alias->name.text);
  if (is_from && !is_star) made.member = emit_name(walker, alias->name.text);
  if (is_star) made.flags |= IMPORT_STAR;
  if (alias->alias.text.size > 0) made.flags |= IMPORT_ALIASED;
  return made;
}

static void note_future(Walker *walker, const AstStmt *statement, const AstAlias *alias) {
  if (statement->import.level == 0 && str_equal(statement->import.module.text, STR("__future__")) &&
      str_equal(alias->name.text, STR("annotations")))
    walker->out->flags |= SUMMARY_FUTURE_ANNOTATIONS;
}

void module_import(Walker *walker, const AstStmt *statement) {
  SummaryBuilder *out = walker->out;
  bool is_from = statement->kind == AST_IMPORT_FROM;
  NameId from = is_from ? emit_name(walker, statement->import.module.text) : 0;
  for (uint32_t i = 0; i < statement->import.count; i++) {
    const AstAlias *alias = &statement->import.names[i];
    if (is_from) note_future(walker, statement, alias);
    ImportDraft made = make_import(walker, statement, from, alias);
    uint32_t index = (uint32_t)out->imports.count;
    array_push(&out->arena, &out->imports, made);
    AstName name = bound_name(alias, is_from);
    bool is_member = is_from && !(made.flags & IMPORT_ALIASED);
    NameId id = is_member ? made.member : emit_name(walker, name.text);
    bind_name(walker, id, (Source){.kind = BINDING_IMPORT}, index, name.span);
  }
}

// ---- __all__ ------------------------------------------------------------------------------------

static bool is_all(const AstExpr *expr) {
  return expr->kind == AST_NAME_EXPR && str_equal(expr->name, STR("__all__"));
}

bool module_is_all(const Walker *walker, const AstExpr *target) {
  return walker->here.scope == 0 && is_all(target);
}

static void export_name(Walker *walker, const AstExpr *name) {
  SummaryBuilder *out = walker->out;
  bool is_string = name->kind == AST_CONSTANT && name->constant.kind == AST_STRING;
  NameId id = is_string ? literal_text(walker, name) : 0;
  if (id) {
    array_push(&out->arena, &out->exported, id);
  } else {
    out->flags |= SUMMARY_DYNAMIC_ALL;
  }
}

// Lists, tuples and sums of them; sums lean to the left or are balanced, so they are not deep.
static void export_names(Walker *walker, const AstExpr *value) {
  if (value->kind == AST_LIST || value->kind == AST_TUPLE) {
    for (uint32_t i = 0; i < value->elements.count; i++)
      export_name(walker, value->elements.at[i]);
  } else if (value->kind == AST_BINARY && value->binary.op == AST_ADD) {
    export_names(walker, value->binary.left);
    export_names(walker, value->binary.right);
  } else if (!is_all(value)) { // __all__ = __all__ + [...]
    walker->out->flags |= SUMMARY_DYNAMIC_ALL;
  }
}

static bool mentions_all(const AstExpr *value) {
  if (value->kind == AST_BINARY)
    return mentions_all(value->binary.left) || mentions_all(value->binary.right);
  return is_all(value);
}

void module_export(Walker *walker, const AstExpr *value, bool is_added) {
  SummaryBuilder *out = walker->out;
  if (walker->here.flags & EXPR_FLAG_DEAD) return;
  // In a branch the list is one of several: all of them together are closest to the truth.
  bool is_whole = walker->here.region == 0 && !is_added && !mentions_all(value);
  if (is_whole) {
    out->exported.count = 0;
    out->flags &= ~(uint32_t)SUMMARY_DYNAMIC_ALL;
  }
  out->flags |= SUMMARY_HAS_ALL;
  export_names(walker, value);
}

void module_export_call(Walker *walker, const AstExpr *call) {
  const AstExpr *callee = call->call.callee;
  if (callee->kind != AST_ATTRIBUTE || !module_is_all(walker, callee->attribute.object)) return;
  if (walker->here.flags & EXPR_FLAG_DEAD) return;
  Str method = callee->attribute.name.text;
  const AstExprs *arguments = &call->call.arguments;
  bool is_single = arguments->count == 1 && call->call.keywords.count == 0;
  if (is_single && str_equal(method, STR("extend"))) {
    module_export(walker, arguments->at[0], true);
  } else if (is_single && str_equal(method, STR("append"))) {
    export_name(walker, arguments->at[0]);
  } else if (!str_equal(method, STR("sort"))) {
    walker->out->flags |= SUMMARY_DYNAMIC_ALL;
  }
}
