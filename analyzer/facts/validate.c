// Everything that a reader relies on, checked once, in time linear in the size of the block. After
// this no reader has to look at an id twice, and walks over parents and operands come to an end:
// parents stand before children and operands before operators.
//
// What a list owns (arguments of a call, operands, parameters, codes) is a slice of a table. Two
// lists may not share entries: the sum of their lengths is bounded by the table, so that reading
// all lists of a hostile block is linear as well.
#include "facts/index.h"
#include "facts/layout.h"
#include "facts/nest.h"
#include "facts/places.h"
#include "facts/spelling.h"

#include <string.h>

typedef struct Check {
  const Summary *summary;
  Error *err;
  uint32_t operands_left; // entries that no list has claimed yet
  uint32_t arguments_left;
  uint32_t parameters_left;
  uint32_t codes_left;
} Check;

typedef bool (*CheckRecord)(Check *check, uint32_t id);

static bool fail(Check *check, const char *table, uint32_t id, const char *expected) {
  return error_set(check->err, FAIL_FORMAT, "damaged summary: %s %u: expected %s", table, id,
                   expected);
}

// Leaves the function with an error when the condition does not hold; the condition is the text.
#define REQUIRE(condition, table, id)                                                              \
  do {                                                                                             \
    if (!(condition)) return fail(check, table, id, #condition);                                   \
  } while (0)

// ---- Ids ----------------------------------------------------------------------------------------

static bool is_name(const Check *check, NameId id) {
  return id < check->summary->names_count;
}

static bool is_expr(const Check *check, ExprId id) {
  return id < check->summary->exprs_count;
}

// A point in time: before an expression, or behind the last one.
static bool is_time(const Check *check, ExprId at) {
  return at <= check->summary->exprs_count;
}

static bool is_scope(const Check *check, ScopeId id) {
  return id < check->summary->scopes_count;
}

static bool is_scope_of(const Check *check, ScopeId id, ScopeKind kind) {
  return is_scope(check, id) && check->summary->scopes[id].kind == kind;
}

static bool is_region(const Check *check, RegionId id) {
  return id < check->summary->regions_count;
}

static bool is_binding(const Check *check, BindingId id) {
  return id < check->summary->bindings_count;
}

static bool is_binding_or_none(const Check *check, BindingId id) {
  return id == BINDING_NONE || is_binding(check, id);
}

// Claims `size` entries from `first` on for one list.
static bool is_list(uint32_t first, uint32_t size, uint32_t table_count, uint32_t *left) {
  if (first > table_count || size > table_count - first || size > *left) return false;
  *left -= size;
  return true;
}

static bool has_only_flags(uint32_t flags, uint32_t mask) {
  return (flags & ~mask) == 0;
}

// ---- Names --------------------------------------------------------------------------------------

static bool is_continuation(char byte) {
  return ((unsigned char)byte & 0xc0) == 0x80;
}

static bool check_names(Check *check) {
  const Summary *summary = check->summary;
  REQUIRE(summary->names_count > 0, "names", 0);
  REQUIRE(summary->names[0] == 0, "names", 0);
  REQUIRE(str_is_utf8(summary->text), "names", 0);
  uint32_t begin = 0;
  uint32_t carries = 0;
  for (uint32_t i = 0; i < summary->names_count; i++) {
    for (; carries < summary->name_carries_count && summary->name_carries[carries] == i; carries++)
      REQUIRE(carries < UINT16_MAX, "name_carries", carries);
    uint32_t end = summary->names[i] | carries << 16;
    REQUIRE(begin <= end && end <= summary->text.size, "names", i);
    // Where no name begins inside a character, none ends inside one.
    REQUIRE(begin == end || !is_continuation(summary->text.at[begin]), "names", i);
    begin = end;
  }
  REQUIRE(begin == summary->text.size, "names", summary->names_count);
  REQUIRE(carries == summary->name_carries_count, "name_carries", carries);
  return true;
}

// Paths lead nowhere but into the project.
static bool check_path(Check *check) {
  Str path = check->summary->path;
  bool is_relative = !str_has_prefix(path, STR("/"));
  REQUIRE(is_relative, "path", 0);
  REQUIRE(str_find_byte(path, '\0') == SIZE_MAX, "path", 0);
  while (path.at) {
    Str part = str_cut(&path, '/');
    REQUIRE(!str_equal(part, STR("..")), "path", 0);
  }
  return true;
}

// ---- Ranges -------------------------------------------------------------------------------------

// The parent of `id` must be the entry before it or around that one, and whatever is left open in
// between must have ended. Each entry is left once, so all calls together are linear.
static bool is_nested(Nesting nesting, uint32_t id) {
  Nest nest = nesting_get(&nesting, id);
  Nest before = nesting_get(&nesting, id - 1);
  if (nest.parent >= id || nest.begin > nest.end || nest.begin < before.begin) return false;
  uint32_t open = id - 1;
  while (open > nest.parent) {
    Nest left = nesting_get(&nesting, open);
    if (left.end > nest.begin) return false;
    open = left.parent;
  }
  Nest parent = nesting_get(&nesting, nest.parent);
  return open == nest.parent && nest.end <= parent.end;
}

// The way up is short, or there are climbs for it.
static bool check_depths(Check *check, Nesting nesting, const char *table, uint32_t *depths) {
  uint32_t deepest = depths[0] = 0;
  for (uint32_t i = 1; i < nesting.count; i++) {
    REQUIRE(is_nested(nesting, i), table, i);
    depths[i] = depths[nesting_get(&nesting, i).parent] + 1;
    if (depths[i] > deepest) deepest = depths[i];
    if (!nesting.climbs) continue;
    Climb climb = nesting_climb(nesting, i);
    REQUIRE(nesting.climbs[i].jump == climb.jump, table, i);
    REQUIRE(nesting.climbs[i].depth == climb.depth, table, i);
  }
  REQUIRE((deepest > CLIMB_STEPS_MAX) == (nesting.climbs != NULL), table, nesting.count);
  return true;
}

static bool check_nesting(Check *check, Nesting nesting, const char *table) {
  REQUIRE(nesting.count > 0, table, 0);
  Nest outermost = nesting_get(&nesting, 0);
  REQUIRE(outermost.parent == 0, table, 0);
  REQUIRE(outermost.begin <= 1, table, 0);
  REQUIRE(outermost.end == check->summary->exprs_count, table, 0);
  const Climb *first = nesting.climbs;
  REQUIRE(!first || (first->jump == 0 && first->depth == 0), table, 0);
  Arena scratch = {0};
  bool is_good = check_depths(check, nesting, table, arena_take(&scratch, uint32_t, nesting.count));
  arena_release(&scratch);
  return is_good;
}

// ---- Scopes -------------------------------------------------------------------------------------

static bool is_body_of(const Check *check, RegionId id, ScopeId scope) {
  const Region *region = &check->summary->regions[id];
  return region->kind == REGION_BODY && region->scope == scope;
}

static bool is_definition_of(const Check *check, BindingId id, BindingKind kind, ScopeId scope) {
  if (id == BINDING_NONE) return true;
  if (!is_binding(check, id)) return false;
  const Binding *binding = &check->summary->bindings[id];
  return binding->kind == kind && binding->extra == scope;
}

static bool check_scope_kind(Check *check, uint32_t id) {
  const Scope *scope = &check->summary->scopes[id];
  bool has_body = false;
  bool is_bound = scope->binding == BINDING_NONE;
  switch ((ScopeKind)scope->kind) {
  case SCOPE_MODULE:
    REQUIRE(id == 0, "scopes", id);
    has_body = true;
    break;
  case SCOPE_CLASS:
    has_body = true;
    is_bound = is_definition_of(check, scope->binding, BINDING_CLASS, id);
    break;
  case SCOPE_FUNCTION:
    has_body = true;
    is_bound = is_definition_of(check, scope->binding, BINDING_DEF, id);
    break;
  case SCOPE_LAMBDA:
  case SCOPE_COMPREHENSION:
  case SCOPE_GENERATOR:
    break;
  }
  REQUIRE(is_bound, "scopes", id);
  REQUIRE(!has_body || is_body_of(check, scope->body, id), "scopes", id);
  return true;
}

static bool check_scope_lists(Check *check, uint32_t id) {
  const Summary *summary = check->summary;
  const Scope *scope = &summary->scopes[id];
  REQUIRE(is_list(scope->parameters, scope->parameter_count, summary->parameters_count,
                  &check->parameters_left),
          "scopes", id);
  REQUIRE(is_list(scope->decorators, scope->decorator_count, summary->operands_count,
                  &check->operands_left),
          "scopes", id);
  REQUIRE(
      is_list(scope->bases, scope->base_count, summary->arguments_count, &check->arguments_left),
      "scopes", id);
  return true;
}

static bool check_scope(Check *check, uint32_t id) {
  const Scope *scope = &check->summary->scopes[id];
  REQUIRE(scope->kind < scope_kind_count, "scopes", id);
  REQUIRE(has_only_flags(scope->flags, scope_flag_mask), "scopes", id);
  REQUIRE(is_name(check, scope->name), "scopes", id);
  REQUIRE(is_region(check, scope->body), "scopes", id);
  REQUIRE(is_expr(check, scope->returns), "scopes", id);
  bool is_element_inside = scope->begin <= scope->element && scope->element < scope->end;
  REQUIRE(scope->element == 0 || is_element_inside, "scopes", id);
  REQUIRE((id == 0) == (scope->kind == SCOPE_MODULE), "scopes", id);
  return check_scope_kind(check, id) && check_scope_lists(check, id);
}

static bool check_parameter(Check *check, uint32_t id) {
  const Parameter *parameter = &check->summary->parameters[id];
  REQUIRE(parameter->kind < parameter_kind_count, "parameters", id);
  REQUIRE(is_name(check, parameter->name), "parameters", id);
  REQUIRE(is_expr(check, parameter->annotation), "parameters", id);
  REQUIRE(is_expr(check, parameter->fallback), "parameters", id);
  return true;
}

// ---- Expressions --------------------------------------------------------------------------------

static bool check_operands(Check *check, uint32_t id, uint32_t first, uint32_t size) {
  const Summary *summary = check->summary;
  REQUIRE(is_list(first, size, summary->operands_count, &check->operands_left), "exprs", id);
  for (uint32_t i = first; i < first + size; i++)
    REQUIRE(summary->operands[i] < id, "exprs", id);
  return true;
}

static bool check_arguments(Check *check, uint32_t id, uint32_t first, uint32_t size) {
  const Summary *summary = check->summary;
  REQUIRE(is_list(first, size, summary->arguments_count, &check->arguments_left), "exprs", id);
  for (uint32_t i = first; i < first + size; i++) {
    REQUIRE(summary->arguments[i].value < id, "exprs", id);
  }
  return true;
}

static bool is_literal_value(const Check *check, uint32_t kind, uint32_t value) {
  bool is_text = kind == LITERAL_FLOAT || kind == LITERAL_STRING;
  return is_text ? is_name(check, value) : kind == LITERAL_INT || value == 0;
}

static bool is_comprehension(const Check *check, ScopeId id) {
  return is_scope_of(check, id, SCOPE_COMPREHENSION) || is_scope_of(check, id, SCOPE_GENERATOR);
}

static bool has_ended(const Check *check, ScopeId scope, ExprId expr) {
  return check->summary->scopes[scope].end <= expr;
}

// Behind the operands of a conditional stands its test.
static bool is_conditional(const Check *check, uint32_t id) {
  const Expr *expr = &check->summary->exprs[id];
  return expr->kind == EXPR_CHOICE && expr->c == CHOICE_CONDITIONAL;
}

// `fields` points at the field, behind which the others follow.
static bool check_field(Check *check, uint32_t id, FieldRole role, const uint32_t *fields) {
  uint32_t value = fields[0];
  switch (role) {
  case FIELD_UNUSED:
  case FIELD_LITERAL_VALUE:
  case FIELD_COUNT:
    return true;
  case FIELD_EXPR:
    REQUIRE(value < id, "exprs", id);
    return true;
  case FIELD_NAME:
    REQUIRE(is_name(check, value), "exprs", id);
    return true;
  case FIELD_LAMBDA:
    REQUIRE(is_scope_of(check, value, SCOPE_LAMBDA) && has_ended(check, value, id), "exprs", id);
    return true;
  case FIELD_COMPREHENSION:
    REQUIRE(is_comprehension(check, value) && has_ended(check, value, id), "exprs", id);
    return true;
  case FIELD_OPERANDS:
    return check_operands(check, id, value, fields[1] + is_conditional(check, id));
  case FIELD_ARGUMENTS:
    return check_arguments(check, id, value, fields[1]);
  case FIELD_LITERAL:
    REQUIRE(value < literal_kind_count, "exprs", id);
    REQUIRE(is_literal_value(check, value, fields[1]), "exprs", id);
    return true;
  case FIELD_CHOICE:
    REQUIRE(value < choice_kind_count, "exprs", id);
    return true;
  case FIELD_CONTAINER:
    REQUIRE(value < container_kind_count, "exprs", id);
    return true;
  case FIELD_OPERATOR:
    REQUIRE(value < operator_count, "exprs", id);
    return true;
  case FIELD_STARS:
  case FIELD_POINTER:
    REQUIRE(value <= 1, "exprs", id);
    return true;
  }
  return false;
}

static bool check_expr(Check *check, uint32_t id) {
  const Expr *expr = &check->summary->exprs[id];
  const uint32_t fields[] = {expr->a, expr->b, expr->c};
  REQUIRE(expr->kind < expr_kind_count, "exprs", id);
  REQUIRE((id == 0) == (expr->kind == EXPR_NONE), "exprs", id);
  REQUIRE(expr->use < expr_use_count, "exprs", id);
  REQUIRE(has_only_flags(expr->flags, expr_flag_mask), "exprs", id);
  bool is_dict = expr->kind == EXPR_CONTAINER && expr->c == CONTAINER_DICT;
  REQUIRE(!is_dict || expr->b % 2 == 0, "exprs", id);
  REQUIRE(!is_conditional(check, id) || expr->b == 2, "exprs", id);
  const uint8_t *roles = expr_shapes[expr->kind].roles;
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    if (!check_field(check, id, (FieldRole)roles[i], fields + i)) return false;
  }
  return true;
}

static bool is_large_int(const Check *check, ExprId id) {
  const Expr *expr = &check->summary->exprs[id];
  return expr->kind == EXPR_LITERAL && expr->a == LITERAL_INT && expr->b == INT_LARGE;
}

// Each large number once, in order.
static bool check_large_ints(Check *check) {
  const Summary *summary = check->summary;
  uint32_t found = 0;
  for (ExprId id = 0; id < summary->exprs_count; id++) {
    if (!is_large_int(check, id)) continue;
    REQUIRE(found < summary->large_ints_count, "large_ints", found);
    REQUIRE(summary->large_ints[found].expr == id, "large_ints", found);
    REQUIRE(summary->large_ints[found].value >= INT_LARGE, "large_ints", found);
    found++;
  }
  REQUIRE(found == summary->large_ints_count, "large_ints", found);
  return true;
}

static bool check_operand(Check *check, uint32_t id) {
  REQUIRE(is_expr(check, check->summary->operands[id]), "operands", id);
  return true;
}

static bool check_argument(Check *check, uint32_t id) {
  Argument argument = check->summary->arguments[id];
  REQUIRE(is_name(check, argument.keyword), "arguments", id);
  REQUIRE(is_expr(check, argument.value), "arguments", id);
  return true;
}

// ---- Bindings and imports -----------------------------------------------------------------------

static bool is_attribute(const Check *check, ExprId id) {
  return is_expr(check, id) && check->summary->exprs[id].kind == EXPR_ATTRIBUTE;
}

static bool check_binding_extra(Check *check, uint32_t id) {
  const Summary *summary = check->summary;
  uint32_t extra = summary->bindings[id].extra;
  switch ((BindingKind)summary->bindings[id].kind) {
  case BINDING_PARAMETER:
    REQUIRE(extra < summary->parameters_count, "bindings", id);
    return true;
  case BINDING_IMPORT:
    REQUIRE(extra < summary->imports_count, "bindings", id);
    return true;
  case BINDING_DEF:
    REQUIRE(is_scope_of(check, extra, SCOPE_FUNCTION), "bindings", id);
    return true;
  case BINDING_CLASS:
    REQUIRE(is_scope_of(check, extra, SCOPE_CLASS), "bindings", id);
    return true;
  case BINDING_ATTRIBUTE:
    REQUIRE(is_attribute(check, extra), "bindings", id);
    return true;
  case BINDING_ASSIGN:
  case BINDING_ANNOTATE:
  case BINDING_AUGMENT:
  case BINDING_FOR:
  case BINDING_ASYNC_FOR:
  case BINDING_WITH:
  case BINDING_ASYNC_WITH:
  case BINDING_EXCEPT:
  case BINDING_DELETE:
  case BINDING_MATCH:
  case BINDING_TYPE_ALIAS:
  case BINDING_TYPE_PARAMETER:
    return true;
  case BINDING_REFINE:
    REQUIRE(extra == 0 || is_time(check, extra), "bindings", id);
    return true;
  }
  return false;
}

static bool check_binding(Check *check, uint32_t id) {
  const Binding *binding = &check->summary->bindings[id];
  REQUIRE(binding->kind < binding_kind_count, "bindings", id);
  REQUIRE(has_only_flags(binding->flags, binding_flag_mask), "bindings", id);
  REQUIRE(is_name(check, binding->name), "bindings", id);
  REQUIRE(is_scope(check, binding->scope), "bindings", id);
  REQUIRE(is_region(check, binding->region), "bindings", id);
  REQUIRE(is_time(check, binding->at), "bindings", id);
  REQUIRE(id == 0 || binding[-1].at <= binding->at, "bindings", id);
  REQUIRE(is_expr(check, binding->value), "bindings", id);
  REQUIRE(is_expr(check, binding->annotation), "bindings", id);
  return check_binding_extra(check, id);
}

static bool check_declaration(Check *check, uint32_t id) {
  const Declaration *declaration = &check->summary->declarations[id];
  REQUIRE(is_scope(check, declaration->scope), "declarations", id);
  REQUIRE(is_name(check, declaration->name), "declarations", id);
  REQUIRE(is_scope(check, declaration->owner), "declarations", id);
  return true;
}

static bool check_import(Check *check, uint32_t id) {
  const Import *import = &check->summary->imports[id];
  REQUIRE(is_name(check, import->module), "imports", id);
  REQUIRE(is_name(check, import->member), "imports", id);
  REQUIRE(has_only_flags(import->flags, import_flag_mask), "imports", id);
  return true;
}

// ---- Regions and exits --------------------------------------------------------------------------

// What `group` of a region must be, or anything.
static bool is_group(const Check *check, RegionKind kind, RegionId group) {
  RegionKind target = (RegionKind)check->summary->regions[group].kind;
  switch (kind) {
  case REGION_ELSE:
    return target == REGION_IF;
  case REGION_LOOP_ELSE:
    return target == REGION_WHILE || target == REGION_FOR || target == REGION_ASYNC_FOR;
  case REGION_EXCEPT:
  case REGION_EXCEPT_STAR:
  case REGION_TRY_ELSE:
  case REGION_FINALLY:
    return target == REGION_TRY;
  case REGION_BODY:
  case REGION_IF:
  case REGION_WHILE:
  case REGION_FOR:
  case REGION_ASYNC_FOR:
  case REGION_WITH:
  case REGION_ASYNC_WITH:
  case REGION_TRY:
  case REGION_CASE:
    return true;
  }
  return false;
}

// Only a body changes the scope, and it is the body that its scope names.
static bool has_right_scope(const Check *check, uint32_t id) {
  const Region *region = &check->summary->regions[id];
  if (region->kind == REGION_BODY) return check->summary->scopes[region->scope].body == id;
  return region->scope == check->summary->regions[region->parent].scope;
}

static bool check_region(Check *check, uint32_t id) {
  const Region *region = &check->summary->regions[id];
  REQUIRE(region->kind < region_kind_count, "regions", id);
  REQUIRE(has_only_flags(region->flow, flow_flag_mask), "regions", id);
  REQUIRE(has_only_flags(region->flags, region_flag_mask), "regions", id);
  REQUIRE(is_scope(check, region->scope), "regions", id);
  REQUIRE(has_right_scope(check, id), "regions", id);
  REQUIRE(id != 0 || is_body_of(check, id, 0), "regions", id);
  REQUIRE(is_expr(check, region->subject), "regions", id);
  REQUIRE(is_region(check, region->group), "regions", id);
  REQUIRE(is_group(check, (RegionKind)region->kind, region->group), "regions", id);
  REQUIRE(is_binding_or_none(check, region->binding), "regions", id);
  return true;
}

static bool check_exit(Check *check, uint32_t id) {
  const Exit *exit = &check->summary->exits[id];
  REQUIRE(exit->kind < exit_kind_count, "exits", id);
  REQUIRE(has_only_flags(exit->flags, exit_flag_mask), "exits", id);
  REQUIRE(is_scope(check, exit->scope), "exits", id);
  REQUIRE(is_region(check, exit->region), "exits", id);
  REQUIRE(is_time(check, exit->at), "exits", id);
  REQUIRE(id == 0 || exit[-1].at <= exit->at, "exits", id);
  REQUIRE(is_expr(check, exit->value), "exits", id);
  REQUIRE(is_expr(check, exit->cause), "exits", id);
  return true;
}

// ---- The rest -----------------------------------------------------------------------------------

static bool check_exported(Check *check, uint32_t id) {
  REQUIRE(is_name(check, check->summary->exported[id]), "exported", id);
  return true;
}

static bool check_code(Check *check, uint32_t id) {
  REQUIRE(is_name(check, check->summary->codes[id]), "codes", id);
  return true;
}

static bool check_suppression(Check *check, uint32_t id) {
  const Suppression *suppression = &check->summary->suppressions[id];
  REQUIRE(suppression->kind < suppression_kind_count, "suppressions", id);
  REQUIRE(suppression->own_line <= 1, "suppressions", id);
  REQUIRE(suppression->unused == 0, "suppressions", id);
  REQUIRE(is_list(suppression->codes, suppression->code_count, check->summary->codes_count,
                  &check->codes_left),
          "suppressions", id);
  REQUIRE(is_name(check, suppression->reason), "suppressions", id);
  return true;
}

static bool check_problem(Check *check, uint32_t id) {
  const Problem *problem = &check->summary->problems[id];
  const uint8_t *unused = problem->unused;
  REQUIRE(problem->kind < problem_kind_count, "problems", id);
  REQUIRE((unused[0] | unused[1] | unused[2]) == 0, "problems", id);
  REQUIRE(is_name(check, problem->text), "problems", id);
  return true;
}

// ---- Lists of bindings --------------------------------------------------------------------------

static bool is_same(const void *a, const void *b, size_t size_bytes) {
  return size_bytes == 0 || memcmp(a, b, size_bytes) == 0;
}

// They follow from what has been checked, so they are made again and compared.
static bool check_lists_with(Check *check, Arena *scratch) {
  const Summary *summary = check->summary;
  uint32_t *hashes = arena_push(scratch, uint32_t, summary->names_count);
  for (NameId name = 0; name < summary->names_count; name++)
    hashes[name] = (uint32_t)summary_name_hash(summary_name(summary, name));
  REQUIRE(summary->listed_count == summary->bindings_count, "listed", 0);
  REQUIRE(summary->list_marks_count == summary->bindings_count, "list_marks", 0);
  REQUIRE(summary->scope_lists_count == summary->scopes_count + 1, "scope_lists", 0);
  NameIndex index = {.listed = arena_take(scratch, BindingId, summary->listed_count),
                     .marks = arena_take(scratch, ListMark, summary->listed_count),
                     .scope_lists = arena_take(scratch, ScopeLists, summary->scope_lists_count)};
  name_index(scratch, summary, hashes, &index);
  for (uint32_t i = 0; i < summary->listed_count; i++) {
    REQUIRE(summary->listed[i] == index.listed[i], "listed", i);
    REQUIRE(is_same(&summary->list_marks[i], &index.marks[i], sizeof *index.marks), "list_marks",
            i);
  }
  for (uint32_t i = 0; i <= summary->scopes_count; i++)
    REQUIRE(is_same(&summary->scope_lists[i], &index.scope_lists[i], sizeof *index.scope_lists),
            "scope_lists", i);
  Expr *exprs = arena_push(scratch, Expr, summary->exprs_count);
  memcpy(exprs, summary->exprs, summary->exprs_count * sizeof *exprs);
  ExprId *names = arena_take(scratch, ExprId, summary->exprs_count);
  NameUses uses = {.at = names};
  for (ExprId id = 0; id < summary->exprs_count; id++) {
    if (exprs[id].kind != EXPR_NAME) continue;
    exprs[id].b = exprs[id].c = 0;
    names[uses.count++] = id;
  }
  name_index_resolve(scratch, summary, hashes, &index, uses, exprs);
  for (ExprId id = 0; id < summary->exprs_count; id++)
    REQUIRE(is_same(&summary->exprs[id], &exprs[id], sizeof *exprs), "exprs", id);
  return true;
}

static bool check_lists(Check *check) {
  Arena scratch = {0};
  bool is_good = check_lists_with(check, &scratch);
  arena_release(&scratch);
  return is_good;
}

// ---- Positions ----------------------------------------------------------------------------------

static bool check_spans(Check *check, const char *table, const Span *spans, uint32_t count,
                        uint32_t expected_count) {
  REQUIRE(count == expected_count, table, count);
  for (uint32_t i = 0; i < count; i++) {
    REQUIRE(spans[i].start <= spans[i].end, table, i);
    REQUIRE(spans[i].end <= check->summary->source_bytes, table, i);
  }
  return true;
}

// What places_read has to rely on: that all can be read, and that the marks say what comes next.
static bool check_places(Check *check) {
  const Summary *summary = check->summary;
  uint64_t count = places_count(summary);
  REQUIRE(summary->place_marks_count == (count + PLACES_PER_MARK - 1) / PLACES_PER_MARK,
          "place_marks", 0);
  PackReader reader = {.at = summary->places, .end = summary->places + summary->places_count};
  for (uint32_t i = 0; i < count; i++) {
    PlaceMark mark = summary->place_marks[i / PLACES_PER_MARK];
    bool is_marked = summary->places + mark.at == reader.at && mark.start == reader.start;
    REQUIRE(i % PLACES_PER_MARK != 0 || is_marked, "place_marks", i / PLACES_PER_MARK);
    Span place = {0};
    REQUIRE(pack_read_place(&reader, &place), "places", i);
    REQUIRE(place.end <= summary->source_bytes, "places", i);
  }
  REQUIRE(reader.at == reader.end, "places", summary->places_count);
  return true;
}

static bool check_lines(Check *check) {
  const Summary *summary = check->summary;
  PackReader reader = {.at = summary->lines, .end = summary->lines + summary->lines_count};
  uint32_t left = summary->source_bytes;
  for (uint32_t i = 0; reader.at < reader.end; i++) {
    uint32_t size = 0;
    REQUIRE(pack_read(&reader, &size), "lines", i);
    REQUIRE(size > 0 && size <= left, "lines", i);
    left -= size;
  }
  return true;
}

static bool check_positions(Check *check) {
  const Summary *summary = check->summary;
#define SPANS(name, partner)                                                                       \
  check_spans(check, #name, summary->name, summary->name##_count, summary->partner##_count)
  return SPANS(suppression_spans, suppressions) && SPANS(suppression_covers, suppressions) &&
         SPANS(problem_spans, problems) && check_places(check) && check_lines(check);
#undef SPANS
}

// ---- The block ----------------------------------------------------------------------------------

static bool check_all(Check *check, uint32_t count, CheckRecord one) {
  for (uint32_t i = 0; i < count; i++) {
    if (!one(check, i)) return false;
  }
  return true;
}

// The climbs are read only beside their ranges, so their number comes first.
static bool check_climbs(Check *check) {
  const Summary *summary = check->summary;
  uint32_t scopes = summary->scope_climbs_count, regions = summary->region_climbs_count;
  REQUIRE(scopes == 0 || scopes == summary->scopes_count, "scope_climbs", 0);
  REQUIRE(regions == 0 || regions == summary->regions_count, "region_climbs", 0);
  return check_nesting(check, nesting_of_scopes(summary), "scopes") &&
         check_nesting(check, nesting_of_regions(summary), "regions");
}

static bool check_facts(Check *check) {
  const Summary *summary = check->summary;
  REQUIRE(has_only_flags(summary->flags, summary_flag_mask), "header", 0);
  REQUIRE(summary->exprs_count > 0, "exprs", 0);
  return check_names(check) && check_path(check) && check_climbs(check) &&
         check_all(check, summary->scopes_count, check_scope) &&
         check_all(check, summary->parameters_count, check_parameter) &&
         check_all(check, summary->exprs_count, check_expr) && check_large_ints(check) &&
         check_all(check, summary->operands_count, check_operand) &&
         check_all(check, summary->arguments_count, check_argument) &&
         check_all(check, summary->bindings_count, check_binding) &&
         check_all(check, summary->declarations_count, check_declaration) &&
         check_all(check, summary->imports_count, check_import) &&
         check_all(check, summary->regions_count, check_region) &&
         check_all(check, summary->exits_count, check_exit) &&
         check_all(check, summary->exported_count, check_exported) &&
         check_all(check, summary->suppressions_count, check_suppression) &&
         check_all(check, summary->codes_count, check_code) &&
         check_all(check, summary->problems_count, check_problem) && check_lists(check);
}

bool summary_open_own(Str block, Summary *out, Error *err) {
  if (!summary_check_header(block, err)) return false;
  *out = summary_view(block);
  return true;
}

bool summary_open(Str block, Summary *out, Error *err) {
  if (!summary_check_header(block, err)) return false;
  Summary summary = summary_view(block);
  Check check = {
      .summary = &summary,
      .err = err,
      .operands_left = summary.operands_count,
      .arguments_left = summary.arguments_count,
      .parameters_left = summary.parameters_count,
      .codes_left = summary.codes_count,
  };
  if (!check_facts(&check) || !check_positions(&check)) return false;
  *out = summary;
  return true;
}
