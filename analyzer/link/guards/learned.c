// What the caller knows of what it passes: in `if d.get("k"): load(d["k"])` it has asked, and
// nothing is set in between. Tests around the call and those of branches before it that leave are
// read for names, attributes and items that are spelled like the argument.
#include "link/guards/guards.h"
#include "link/types/constants.h"
#include "link/types/spelled.h"

// Tests inside tests, and regions around a call that are looked at.
#define KNOWN_MAX_DEPTH   6
#define KNOWN_MAX_REGIONS 64
#define KNOWN_MAX_EARLIER 256
#define KNOWN_MAX_AHEAD   64
#define BETWEEN_MAX_EXPRS 4096

typedef struct Asked {
  const Summary *summary;
  ScopeId function;
  ExprId value; // that is passed
  ExprId site;
  Learned known;
} Asked;

// ---- What may set it ----------------------------------------------------------------------------

// The object that an attribute or item belongs to; 0 of others.
static ExprId owner_of(const Summary *summary, ExprId expr) {
  if (summary->exprs[expr].kind == EXPR_ATTRIBUTE) return summary->exprs[expr].a;
  return item_of(summary, &summary->exprs[expr]).object;
}

// Whether an expression is the argument, or one that it is read from: `d` of `d["k"]`.
static bool is_part(const Asked *asked, ExprId expr) {
  ExprId part = asked->value;
  for (int depth = 0; part != 0 && depth < SPELLING_MAX_DEPTH; depth++) {
    if (is_spelled_alike(asked->summary, part, expr)) return true;
    Item item = item_of(asked->summary, &asked->summary->exprs[part]);
    if (item.object != 0 && is_spelled_alike(asked->summary, item.key, expr)) return true;
    part = owner_of(asked->summary, part);
  }
  return false;
}

// Whether a call may change what is read from an object: it is a method of that, or is given it.
static bool may_change(const Asked *asked, const Expr *call) {
  const Summary *summary = asked->summary;
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind == EXPR_ATTRIBUTE &&
      !str_lists(DICT_READERS, summary_name(summary, callee->b)) && is_part(asked, callee->a))
    return true;
  for (uint32_t i = 0; i < call->c; i++) {
    ExprId given = summary->arguments[call->b + i].value;
    ExprKind kind = (ExprKind)summary->exprs[given].kind;
    bool is_object = kind != EXPR_LITERAL && given != asked->value;
    // The value itself, as others pass it on, stays what it is.
    if (is_object && !is_spelled_alike(summary, given, asked->value) && is_part(asked, given))
      return true;
  }
  return false;
}

static bool is_stored(const Asked *asked, ExprId from, ExprId to) {
  const Summary *summary = asked->summary;
  for (BindingId at = bindings_from(summary, from + 1); at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->at > to) return false;
    if (binding->kind == BINDING_REFINE) continue;
    ExprId part = asked->value;
    for (int depth = 0; part != 0 && depth < SPELLING_MAX_DEPTH; depth++) {
      const Expr *expr = &summary->exprs[part];
      Item item = item_of(summary, expr);
      const Expr *key = &summary->exprs[item.key];
      if (expr_is_name(expr, binding->name)) return true;
      if (expr->kind == EXPR_ATTRIBUTE && expr->b == binding->name) return true;
      if (item.object != 0 && expr_is_name(key, binding->name)) return true;
      part = owner_of(summary, part);
    }
  }
  return false;
}

static bool has_attribute(const Summary *summary, ExprId value) {
  for (int depth = 0; value != 0 && depth < SPELLING_MAX_DEPTH; depth++) {
    if (summary->exprs[value].kind == EXPR_ATTRIBUTE) return true;
    value = owner_of(summary, value);
  }
  return false;
}

// Whether what is passed may be set by what stands in a range of expressions. While the function
// waits, others have their turn.
static bool is_set_in(const Asked *asked, ExprId from, ExprId to) {
  const Summary *summary = asked->summary;
  if (to - from > BETWEEN_MAX_EXPRS || is_stored(asked, from, to)) return true;
  bool is_name = summary->exprs[asked->value].kind == EXPR_NAME;
  bool is_shared = has_attribute(summary, asked->value);
  for (ExprId at = from + 1; at < to && !is_name; at++) {
    const Expr *expr = &summary->exprs[at];
    if (is_shared && expr->kind == EXPR_AWAIT) return true;
    bool is_target = expr->flags & EXPR_FLAG_STORE || expr->use == USE_DELETED;
    if (is_target && expr->kind == EXPR_SUBSCRIPT && is_part(asked, expr->a)) return true;
    if (expr->kind == EXPR_CALL && may_change(asked, expr)) return true;
  }
  return false;
}

// ---- Tests --------------------------------------------------------------------------------------

// `(text := find())`
static bool is_named_so(const Asked *asked, const Expr *named) {
  const Expr *value = &asked->summary->exprs[asked->value];
  if (value->kind != EXPR_NAME) return false;
  for (BindingId at = bindings_from(asked->summary, named->a);
       at < asked->summary->bindings_count && asked->summary->bindings[at].at <= named->a + 2; at++)
    if (asked->summary->bindings[at].value == named->a &&
        asked->summary->bindings[at].name == value->a)
      return true;
  return false;
}

static void read_compare(Asked *asked, const Expr *compare, bool is_true) {
  const Summary *summary = asked->summary;
  if (compare->b != 2) return;
  ExprId left = summary->operands[compare->a], right = summary->operands[compare->a + 1];
  const Expr *with = &summary->exprs[right];
  if (!expr_is_literal(with, LITERAL_NONE)) return;
  const Expr *named = &summary->exprs[left];
  bool is_it = is_spelled_alike(summary, left, asked->value) ||
               (named->kind == EXPR_NAMED && is_named_so(asked, named));
  bool is_none = compare->c == OPERATOR_IS || compare->c == OPERATOR_EQ;
  if (!is_it || (!is_none && compare->c != OPERATOR_IS_NOT && compare->c != OPERATOR_NE)) return;
  asked->known.is_none = is_none == is_true ? ANSWER_YES : ANSWER_NO;
  if (is_none == is_true) asked->known.is_true = ANSWER_NO;
}

static void read_asked(Asked *asked, ExprId test, bool is_true, int depth) {
  const Expr *expr = &asked->summary->exprs[test];
  if (test == 0 || depth == KNOWN_MAX_DEPTH) return;
  bool is_it = is_spelled_alike(asked->summary, test, asked->value) ||
               (expr->kind == EXPR_NAMED && is_named_so(asked, expr));
  if (is_it) {
    asked->known.is_true = is_true ? ANSWER_YES : ANSWER_NO;
    if (is_true) asked->known.is_none = ANSWER_NO;
  } else if (expr->kind == EXPR_COMPARE) {
    read_compare(asked, expr, is_true);
  } else if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT) {
    read_asked(asked, expr->a, !is_true, depth + 1);
  } else if (expr->kind == EXPR_CHOICE && expr->c == (is_true ? CHOICE_AND : CHOICE_OR)) {
    for (uint32_t i = 0; i < expr->b; i++)
      read_asked(asked, asked->summary->operands[expr->a + i], is_true, depth + 1);
  }
}

static bool knows(const Asked *asked) {
  return asked->known.is_true != ANSWER_UNKNOWN || asked->known.is_none != ANSWER_UNKNOWN;
}

// What a test says, unless something is set behind it; `loop` is the outermost loop around the call
// that the test is not in, or 0.
static void take_test(Asked *asked, ExprId test, bool is_true, RegionId loop) {
  Asked fresh = *asked;
  read_asked(&fresh, test, is_true, 0);
  if (!knows(&fresh) || is_set_in(asked, test, asked->site)) return;
  const Region *around = &asked->summary->regions[loop];
  if (loop != 0 && is_set_in(asked, around->begin, around->end)) return;
  asked->known = fresh.known;
}

// `load(p) if p else None`, `p and load(p)`
static void take_choices(Asked *asked) {
  const Summary *summary = asked->summary;
  ExprId end = summary->scopes[asked->function].end;
  if (end - asked->site > KNOWN_MAX_AHEAD) end = asked->site + KNOWN_MAX_AHEAD;
  for (ExprId at = asked->site; at < end && !knows(asked); at++) {
    const Expr *choice = &summary->exprs[at];
    if (choice->kind != EXPR_CHOICE) continue;
    const ExprId *operands = &summary->operands[choice->a];
    if (choice->c == CHOICE_CONDITIONAL) {
      bool is_first = operands[2] < asked->site && asked->site <= operands[0];
      bool is_second = operands[0] < asked->site && asked->site <= operands[1];
      if (is_first || is_second) take_test(asked, operands[2], is_first, 0);
      continue;
    }
    for (uint32_t i = 0; i + 1 < choice->b; i++)
      if (operands[i] < asked->site && asked->site <= operands[choice->b - 1])
        take_test(asked, operands[i], choice->c == CHOICE_AND, 0);
  }
}

// Branches that leave before the call and stand directly in a region around it.
static void take_earlier(Asked *asked, RegionId around, RegionId loop) {
  const Region *regions = asked->summary->regions;
  for (RegionId at = around + 1; at < asked->summary->regions_count && !knows(asked); at++) {
    if (at - around > KNOWN_MAX_EARLIER || regions[at].begin >= asked->site) return;
    bool leaves = regions[at].kind == REGION_IF && !(regions[at].flow & FLOW_FALLS);
    if (leaves && regions[at].parent == around && regions[at].end <= asked->site)
      take_test(asked, regions[at].subject, false, loop);
  }
}

static void take_around(Asked *asked, const Region *region, RegionId loop) {
  bool is_test = region->kind == REGION_IF || region->kind == REGION_WHILE;
  if (is_test || region->kind == REGION_ELSE) take_test(asked, region->subject, is_test, loop);
}

// A variable of the function that no other one sets.
static bool is_local(Program *program, ModuleId module, ScopeId function, const Expr *name) {
  BindingList list = scope_bindings(program, module, function, atom_of(program, module, name->a));
  for (uint32_t i = 0; i < list.count; i++)
    if (summary_of(program, module)->bindings[list.at[i]].flags & BINDING_GLOBAL) return false;
  return list.count > 0;
}

Learned learned_of(Program *program, ModuleId module, ExprId site, ExprId value) {
  const Summary *summary = summary_of(program, module);
  Asked asked = {.summary = summary, .value = value, .site = site};
  ExprKind kind = (ExprKind)summary->exprs[value].kind;
  bool is_place = kind == EXPR_NAME || owner_of(summary, value) != 0;
  asked.function = summary_scope_at(summary, site);
  if (!is_place || summary->flags & SUMMARY_C) return asked.known;
  if (summary->scopes[asked.function].kind != SCOPE_FUNCTION) return asked.known;
  if (kind == EXPR_NAME && !is_local(program, module, asked.function, &summary->exprs[value]))
    return asked.known;
  take_choices(&asked);
  RegionId at = region_at(program, module, site), loop = 0;
  for (int i = 0; i < KNOWN_MAX_REGIONS && !knows(&asked); i++) {
    const Region *region = &summary->regions[at];
    if (region->scope != asked.function) break;
    take_earlier(&asked, at, loop);
    if (region->kind == REGION_BODY) break;
    if (!knows(&asked)) take_around(&asked, region, loop);
    bool is_loop = region->kind == REGION_WHILE || region->kind == REGION_FOR ||
                   region->kind == REGION_ASYNC_FOR;
    if (is_loop) loop = at;
    at = region->parent;
  }
  return asked.known;
}
