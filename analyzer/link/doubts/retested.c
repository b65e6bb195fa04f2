// Tests that were asked before, of what they were asked about then: behind `if isinstance(file,
// str): file = read(file)` it is a text no more.
#include "link/doubts/doubts.h"
#include "link/types/constants.h"
#include "link/types/spelled.h"

// `name` of `isinstance(name, type)`; 0 for other tests.
static ExprId tested_name(const Summary *summary, ExprId test, ExprId *type) {
  const Expr *call = &summary->exprs[test];
  if (test == 0 || call->kind != EXPR_CALL || call->c != 2) return 0;
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind != EXPR_NAME) return 0;
  if (!str_equal(summary_name(summary, callee->a), STR("isinstance"))) return 0;
  ExprId name = summary->arguments[call->b].value;
  *type = summary->arguments[call->b + 1].value;
  return summary->exprs[name].kind == EXPR_NAME ? name : 0;
}

// Whether a binding is made whenever a branch runs.
static bool is_made_in(const Summary *summary, const Binding *binding, RegionId branch) {
  RegionId at = binding->region;
  while (at != branch && summary->regions[at].kind == REGION_WITH)
    at = summary->regions[at].parent;
  return at == branch;
}

// The last that a name was bound to before a place; NULL when there is nothing.
static const Binding *last_before(Program *program, ModuleId module, ScopeId scope, NameId name,
                                  ExprId site) {
  const Summary *summary = summary_of(program, module);
  BindingList list = scope_bindings(program, module, scope, atom_of(program, module, name));
  for (uint32_t i = list.count; i > 0; i--) {
    const Binding *binding = &summary->bindings[list.at[i - 1]];
    if (binding->kind != BINDING_REFINE && binding->at <= site) return binding;
  }
  return NULL;
}

// Whether a branch does not run, since one before it with the same test has made another thing of
// what it asks about.
static bool is_over(Program *program, ModuleId module, RegionId branch) {
  const Summary *summary = summary_of(program, module);
  const Region *region = &summary->regions[branch];
  ExprId type = 0, asked = tested_name(summary, region->subject, &type);
  if (asked == 0 || region->kind != REGION_IF) return false;
  const Binding *made =
      last_before(program, module, region->scope, summary->exprs[asked].a, region->begin);
  bool is_value = made && made->kind == BINDING_ASSIGN && made->unpack == 0 && made->value != 0;
  if (!is_value) return false;
  Values values = evaluate(program, module, made->value);
  if (instance_answer(program, values, module, type) != ANSWER_NO) return false;
  for (RegionId at = made->region; summary->regions[at].kind != REGION_BODY;
       at = summary->regions[at].parent) {
    const Region *before = &summary->regions[at];
    ExprId same_type = 0, same = tested_name(summary, before->subject, &same_type);
    bool is_same = before->kind == REGION_IF && same != 0 &&
                   is_spelled_alike(summary, same, asked) &&
                   is_spelled_alike(summary, same_type, type);
    if (is_same && is_made_in(summary, made, at))
      return before->end <= region->begin &&
             summary_region_contains(summary, before->parent, branch);
  }
  return false;
}

// What is known of a region: whether it, or one around it, is over.
enum { OVER_UNKNOWN, OVER_NO, OVER_YES };

// Each region is asked once, however many calls stand below it.
static bool stands_over(Program *program, ModuleId module, uint8_t *over, RegionId innermost) {
  const Summary *summary = summary_of(program, module);
  RegionId at = innermost;
  uint8_t answer = OVER_UNKNOWN;
  while (answer == OVER_UNKNOWN) {
    if (over[at] != OVER_UNKNOWN)
      answer = over[at];
    else if (summary->regions[at].kind == REGION_BODY)
      answer = OVER_NO;
    else if (is_over(program, module, at))
      answer = OVER_YES;
    else
      at = summary->regions[at].parent;
  }
  for (; innermost != at; innermost = summary->regions[innermost].parent)
    over[innermost] = answer;
  over[at] = answer;
  return answer == OVER_YES;
}

// Whether some branch of a module asks for a type: others are not over.
static bool asks_for_types(const Summary *summary) {
  ExprId type = 0;
  for (RegionId at = 0; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_IF && tested_name(summary, region->subject, &type) != 0) return true;
  }
  return false;
}

void retested_settle(Program *program) {
  uint8_t **over = arena_push(&program->scratch, uint8_t *, program_module_end(program));
  bool *is_silent = arena_push(&program->scratch, bool, program_module_end(program));
  for (size_t i = 0; i < program->leading.count; i++) {
    Call *call = &program->calls.at[program->leading.at[i]];
    if (call->confidence != CONFIDENCE_RESOLVED) continue;
    ModuleId module = program_function(program, call->caller)->module;
    const Summary *summary = summary_of(program, module);
    if (is_silent[module] || summary->flags & SUMMARY_C) continue;
    if (!over[module] && !asks_for_types(summary)) {
      is_silent[module] = true;
      continue;
    }
    if (!over[module])
      over[module] = arena_push(&program->scratch, uint8_t, summary->regions_count);
    RegionId at = region_at(program, module, call->site);
    if (stands_over(program, module, over[module], at)) call->confidence = CONFIDENCE_PROBABLE;
  }
}
