// Everything that a reader relies on, checked once, in time linear in the size of the block. After
// this no reader has to look at an id twice, and walks over parents and operands come to an end:
// parents stand before children and operands before operators.
//
// What a list owns (arguments of a call, operands, parameters, codes) is a slice of a table. Two
// lists may not share entries: the sum of their lengths is bounded by the table, so that reading
// all lists of a hostile block is linear as well.
#include "facts/validate.h"
#include "facts/layout.h"
#include "facts/nest.h"
#include "facts/spelling.h"

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
static bool is_group(const Check *check, const Region *region) {
  ExprId pattern = region_pattern(region);
  if (region->kind == REGION_CASE) return pattern <= region->end && is_expr(check, pattern);
  if (!is_region(check, region->group)) return false;
  RegionKind target = (RegionKind)check->summary->regions[region->group].kind;
  switch ((RegionKind)region->kind) {
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
  REQUIRE(is_group(check, region), "regions", id);
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

// ---- The block ----------------------------------------------------------------------------------

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
         check_all(check, summary->parameters_count, check_parameter) && validate_exprs(check) &&
         check_all(check, summary->bindings_count, check_binding) &&
         check_all(check, summary->declarations_count, check_declaration) &&
         check_all(check, summary->imports_count, check_import) &&
         check_all(check, summary->regions_count, check_region) &&
         check_all(check, summary->exits_count, check_exit) &&
         check_all(check, summary->exported_count, check_exported) &&
         check_all(check, summary->suppressions_count, check_suppression) &&
         check_all(check, summary->codes_count, check_code) &&
         check_all(check, summary->problems_count, check_problem) && validate_lists(check);
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
  if (!check_facts(&check) || !validate_positions(&check)) return false;
  *out = summary;
  return true;
}
