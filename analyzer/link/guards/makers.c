// What all objects of a class are made with: `if option.format == "base64":` runs for none where no
// call of the project makes an Option so. Only of classes that others do not make: of a private
// name, or in a private module.
#include "link/guards/guards.h"
#include "link/types/project.h"

struct Makers {
  Map classes; // ClassId -> index into `list`
  Array(AllMakings) list;
};

typedef struct Search {
  Program *program;
  ClassId id;
  Str name; // of the class
  Array(Making) found;
} Search;

static bool is_private_part(Str part) {
  return str_has_prefix(part, STR("_")) && !str_has_prefix(part, STR("__"));
}

static bool is_private(const Program *program, ClassId id) {
  if (is_private_part(class_name(program, id))) return true;
  for (Str rest = program_path(program, program->classes.at[id].module); rest.at;)
    if (is_private_part(str_cut(&rest, '/'))) return true;
  return false;
}

// Whether code of the class itself makes objects of it without a name: `cls()`, `type(self)()`.
static bool makes_itself(const Program *program, ClassId id) {
  const Class *class = &program->classes.at[id];
  const Summary *summary = summary_of(program, class->module);
  const Scope *scope = &summary->scopes[class->scope];
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_NAME && expr->kind != EXPR_ATTRIBUTE) continue;
    if (expr->kind == EXPR_ATTRIBUTE && expr->use == USE_OBJECT) continue; // `__class__.__name__`
    Str name = summary_name(summary, expr->kind == EXPR_NAME ? expr->a : expr->b);
    if (str_lists("cls type __class__", name)) return true;
  }
  return false;
}

// `isinstance(x, Option)`
static bool only_compares(Program *program, ModuleId module, ExprId reference) {
  const Summary *summary = summary_of(program, module);
  switch ((int)summary->exprs[reference].use) {
  case USE_DROPPED:
  case USE_COMPARED:
  case USE_IDENTITY:
    return true;
  case USE_ARGUMENT: {
    ExprId call = call_around(summary, reference);
    if (call == 0) return false;
    Values callee = evaluate(program, module, summary->exprs[call].a);
    return callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY &&
           str_lists("builtins.isinstance builtins.issubclass",
                     symbol_name(program, callee.at[0].a));
  }
  }
  return false;
}

// Takes what stands under the name of the class; false where that may make an object elsewhere.
static bool take_reference(Search *search, ModuleId module, ExprId at) {
  Program *program = search->program;
  const Expr *expr = expr_of(program, module, at);
  if (expr->flags & (EXPR_FLAG_STORE | EXPR_FLAG_DEAD)) return true;
  Values meant = evaluate(program, module, at);
  if (meant.count != 1 || meant.is_open) return false;
  if (meant.at[0].kind != VALUE_CLASS) return meant.at[0].kind == VALUE_LIBRARY;
  if (meant.at[0].a != search->id) return true;
  if (expr->use != USE_CALLED)
    return expr->flags & EXPR_FLAG_ANNOTATION || only_compares(program, module, at);
  const Summary *summary = summary_of(program, module);
  for (ExprId call = at + 1; call < summary->exprs_count; call++) {
    if (summary->exprs[call].kind != EXPR_CALL || summary->exprs[call].a != at) continue;
    array_push(program->arena, &search->found, ((Making){module, call}));
    return true;
  }
  return false;
}

// Whether a module gives the class another name: `from options import Option as Choice`.
static bool is_renamed(const Search *search, const Summary *summary) {
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_IMPORT) continue;
    const Import *import = &summary->imports[binding->extra];
    if (import->member && str_equal(summary_name(summary, import->member), search->name) &&
        !str_equal(summary_name(summary, binding->name), search->name))
      return true;
  }
  return false;
}

static bool search_module(Search *search, ModuleId module) {
  const Summary *summary = summary_of(search->program, module);
  NameId known = 0, other = 0; // the last names that were and were not the one
  if (is_renamed(search, summary)) return false;
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_NAME && expr->kind != EXPR_ATTRIBUTE) continue;
    NameId name = expr->kind == EXPR_NAME ? expr->a : expr->b;
    if (name == other) continue;
    bool is_it = name == known || str_equal(summary_name(summary, name), search->name);
    *(is_it ? &known : &other) = name;
    if (is_it && !take_reference(search, module, at)) return false;
  }
  return true;
}

static AllMakings find_makings(Program *program, ClassId id) {
  Search search = {.program = program, .id = id, .name = class_name(program, id)};
  AllMakings none = {.is_open = true};
  if (!is_private(program, id) || makes_itself(program, id)) return none;
  const Subclasses *below = class_subclasses(program, id);
  if (below->count > 0 || below->is_open || project_of(program)->is_open) return none;
  for (ModuleId module = 0; module < program->input.file_count; module++)
    if (project_has(program, module) && !search_module(&search, module)) return none;
  return (AllMakings){search.found.at, (uint32_t)search.found.count, false};
}

AllMakings makings_of_class(Program *program, ClassId id) {
  if (!program->makers) program->makers = arena_push(program->arena, struct Makers, 1);
  uint32_t fresh = (uint32_t)program->makers->list.count;
  const uint32_t *known = map_find(&program->makers->classes, id);
  if (known) return program->makers->list.at[*known];
  AllMakings none = {.is_open = true}; // in a circle
  map_insert(program->arena, &program->makers->classes, id, fresh);
  array_push(program->arena, &program->makers->list, none);
  AllMakings found = find_makings(program, id);
  program->makers->list.at[fresh] = found;
  return found;
}
