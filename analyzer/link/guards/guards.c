// Guards: `if is_async: return self.afetch()` and what follows runs only for callers that pass
// False. A call that stands behind tests of parameters passes its effects on only to callers whose
// arguments do not contradict them; of `self.path`, to those whose object was made so. Here the
// tests are read; see contradict.c for the callers, fields.c for objects.
#include "link/guards/guards.h"

// Tests inside tests, and values of names that are tested, are looked into so far.
#define TEST_MAX_DEPTH 6

// A function whose tests are read.
typedef struct Reader {
  Program *program;
  ModuleId module;
  const Summary *summary;
  ScopeId function;
  struct RegionTests *tests; // see there; NULL where only names are looked up
  Guards *out;
} Reader;

static bool test_equal(Test a, Test b) {
  return a.is == b.is && a.is_not == b.is_not && a.with == b.with;
}

bool guard_equal(Guard a, Guard b) {
  return a.parameter == b.parameter && a.hidden == b.hidden && a.field == b.field &&
         a.module == b.module && test_equal(a.test, b.test) && test_equal(a.unless, b.unless);
}

// Whether a guard says all that the new one would: `p == "a"` of `p != "b"`.
static bool is_implied(Guard known, Guard new) {
  bool is_exact = known.test.is == GUARD_EQUALS && !known.test.is_not;
  bool is_loose = new.test.is == GUARD_EQUALS &&new.test.is_not;
  bool is_same =
      known.parameter == new.parameter &&known.hidden == new.hidden &&known.field == new.field;
  return guard_equal(known, new) || (is_same && is_exact && is_loose);
}

// Where a further guard goes: fields give way to parameters. NULL: there is no room.
static Guard *guards_place(Guards *guards, bool is_field) {
  if (guards->count < GUARDS_MAX) return &guards->at[guards->count++];
  for (uint32_t i = 0; !is_field && i < GUARDS_MAX; i++)
    if (guards->at[i].field != 0) return &guards->at[i];
  return NULL;
}

static bool is_full(const Guards *guards) {
  for (uint32_t i = 0; i < guards->count; i++)
    if (guards->at[i].field != 0) return false;
  return guards->count == GUARDS_MAX;
}

void guards_add(Guards *guards, Guard guard) {
  if (guard.test.is == GUARD_NONE_SET) return;
  for (uint32_t i = 0; i < guards->count; i++)
    if (is_implied(guards->at[i], guard)) return;
  Guard *place = guards_place(guards, guard.field != 0);
  if (place) *place = guard;
}

// ---- What a name stands for ---------------------------------------------------------------------

// What a name or field stands for at some place in a function.
typedef struct Bound {
  BindingId binding; // BINDING_NONE: nothing, or one of several things
  BindingId other;   // another one that was made since in some branch, or BINDING_NONE
} Bound;

static bool is_around(const Summary *summary, RegionId outer, RegionId inner, RegionId body) {
  while (inner != outer && inner != body)
    inner = summary->regions[inner].parent;
  return inner == outer;
}

static bool is_seen(const Reader *reader, BindingId id, ExprId use) {
  const Binding *binding = &reader->summary->bindings[id];
  if (binding->flags & BINDING_DEAD || binding->kind == BINDING_REFINE) return false;
  if (binding->scope != reader->function) return false;
  return binding_reaches(reader->program, reader->module, id, use);
}

static Bound bound_at(const Reader *reader, BindingList list, ExprId use) {
  static const Bound nothing = {BINDING_NONE, BINDING_NONE};
  const Summary *summary = reader->summary;
  RegionId here = region_at(reader->program, reader->module, use);
  RegionId body = summary->scopes[reader->function].body;
  Bound bound = nothing;
  if (list.count > SEARCH_MAX_BINDINGS) return nothing;
  for (uint32_t i = list.count; i > 0; i--) {
    BindingId id = list.at[i - 1];
    if (!is_seen(reader, id, use)) continue;
    if (summary->bindings[id].at > use) return nothing;
    if (is_around(summary, summary->bindings[id].region, here, body)) {
      bound.binding = id;
      return bound;
    }
    if (bound.other != BINDING_NONE) return nothing;
    bound.other = id;
  }
  return nothing;
}

static Bound name_bound(const Reader *reader, ExprId name) {
  Atom atom = atom_of(reader->program, reader->module, reader->summary->exprs[name].a);
  return bound_at(reader, scope_bindings(reader->program, reader->module, reader->function, atom),
                  name);
}

// `self.x`, as the function itself set it.
static Bound field_bound(const Reader *reader, ExprId field) {
  static const Bound nothing = {BINDING_NONE, BINDING_NONE};
  const Summary *summary = reader->summary;
  const Expr *expr = &summary->exprs[field], *object = &summary->exprs[expr->a];
  const Scope *scope = &summary->scopes[reader->function];
  if (!(scope->flags & SCOPE_METHOD) || scope->parameter_count == 0) return nothing;
  if (object->kind != EXPR_NAME || object->a != summary->parameters[scope->parameters].name)
    return nothing;
  BindingList list = self_bindings(reader->program, reader->module, scope->parent,
                                   atom_of(reader->program, reader->module, expr->b));
  return bound_at(reader, list, field);
}

static Bound subject_bound(const Reader *reader, ExprId subject) {
  ExprKind kind = (ExprKind)reader->summary->exprs[subject].kind;
  if (kind == EXPR_NAME) return name_bound(reader, subject);
  if (kind == EXPR_ATTRIBUTE) return field_bound(reader, subject);
  return (Bound){BINDING_NONE, BINDING_NONE};
}

static uint32_t bound_parameter(const Reader *reader, Bound bound) {
  if (bound.binding == BINDING_NONE) return UINT32_MAX;
  const Binding *binding = &reader->summary->bindings[bound.binding];
  if (binding->kind != BINDING_PARAMETER) return UINT32_MAX;
  return binding->extra - reader->summary->scopes[reader->function].parameters;
}

uint32_t guards_parameter(Program *program, ModuleId module, ScopeId function, ExprId expr) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return UINT32_MAX;
  if (summary->exprs[expr].kind != EXPR_NAME) return UINT32_MAX;
  Reader reader = {program, module, summary, function, NULL, NULL};
  Bound bound = name_bound(&reader, expr);
  return bound.other == BINDING_NONE ? bound_parameter(&reader, bound) : UINT32_MAX;
}

// The value of a variable or field of this function that was assigned before; 0 when not known.
static ExprId assigned_value(const Reader *reader, Bound bound) {
  if (bound.binding == BINDING_NONE || bound.other != BINDING_NONE) return 0;
  const Binding *binding = &reader->summary->bindings[bound.binding];
  bool is_assignment = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE ||
                       binding->kind == BINDING_ATTRIBUTE;
  return is_assignment && binding->unpack == 0 ? binding->value : 0;
}

static void read_region(const Reader *reader, const Region *region);

// Of `if p is None: p = default()`: where the parameter is what was passed, that test was false.
// False when the other value does not depend on the parameter.
static bool read_unless(const Reader *reader, Bound bound, Guard *guard) {
  if (bound.other == BINDING_NONE) return true;
  Guards around = {0};
  Reader inner = *reader;
  inner.out = &around;
  RegionId region = reader->summary->bindings[bound.other].region;
  read_region(&inner, &reader->summary->regions[region]);
  for (uint32_t i = 0; i < around.count; i++) {
    bool is_plain = around.at[i].unless.is == GUARD_NONE_SET && around.at[i].field == 0;
    if (around.at[i].parameter != guard->parameter || !is_plain) continue;
    guard->unless = around.at[i].test;
    return true;
  }
  return false;
}

// Of `if quick: skip = True`, then `if not skip`: what was assigned since does not meet the test,
// so there it is what was passed.
static bool is_assigned_against(const Reader *reader, Bound bound, ExprId use, bool is_true) {
  if (bound.binding == BINDING_NONE || bound.other == BINDING_NONE) return false;
  return instead_is(reader->program, reader->module, bound.other, use, !is_true);
}

static bool is_unbound(Bound bound) {
  return bound.binding == BINDING_NONE && bound.other == BINDING_NONE;
}

// `self.field` that the constructor has filled and nobody else: a guard on that of the object.
static Guard field_guard(const Reader *reader, ExprId subject, GuardKind is) {
  const Summary *summary = reader->summary;
  const Expr *expr = &summary->exprs[subject];
  const Scope *scope = &summary->scopes[reader->function];
  if (expr->kind != EXPR_ATTRIBUTE || !(scope->flags & SCOPE_METHOD)) return (Guard){0};
  const Expr *object = &summary->exprs[expr->a];
  if (object->kind != EXPR_NAME || object->a != summary->parameters[scope->parameters].name)
    return (Guard){0};
  uint32_t field = field_find(reader->program, reader->module, reader->function, expr->b);
  if (field == 0 || guards_parameter(reader->program, reader->module, reader->function, expr->a))
    return (Guard){0};
  return (Guard){.field = field, .module = reader->module, .test = {.is = (uint8_t)is}};
}

static Guard own_guard(const Reader *reader, uint32_t parameter, GuardKind is) {
  Guard guard = {.parameter = (uint16_t)parameter, .module = reader->module};
  guard.test.is = (uint8_t)is;
  return guard;
}

// A guard on the parameter that `subject` is, or was assigned from.
static Guard subject_guard(const Reader *reader, ExprId subject, GuardKind is) {
  for (int depth = 0; subject && depth < TEST_MAX_DEPTH; depth++) {
    Bound bound = subject_bound(reader, subject);
    uint32_t parameter = bound_parameter(reader, bound);
    Guard guard = own_guard(reader, parameter, is);
    if (parameter <= UINT16_MAX) return read_unless(reader, bound, &guard) ? guard : (Guard){0};
    if (guard_take(reader->program, reader->module, reader->function, subject, &guard))
      return guard;
    if (is_unbound(bound)) return field_guard(reader, subject, is);
    subject = assigned_value(reader, bound);
  }
  return (Guard){0};
}

ExprId guards_value(Program *program, ModuleId module, ScopeId function, ExprId name) {
  Reader reader = {program, module, summary_of(program, module), function, NULL, NULL};
  Bound bound = name_bound(&reader, name);
  if (bound.binding == BINDING_NONE || bound.other != BINDING_NONE) return 0;
  const Binding *binding = &reader.summary->bindings[bound.binding];
  bool is_made = binding->kind == BINDING_WITH || binding->kind == BINDING_ASSIGN;
  return is_made && binding->unpack == 0 ? binding->value : 0;
}

bool guards_passed_on(Program *program, ModuleId module, ScopeId function, ExprId expr,
                      Guard *guard) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return false;
  if (summary->exprs[expr].kind != EXPR_NAME) return false;
  Reader reader = {program, module, summary, function, NULL, NULL};
  Bound bound = name_bound(&reader, expr);
  uint32_t own = bound_parameter(&reader, bound);
  if (own > UINT16_MAX) return false;
  guard->parameter = (uint16_t)own;
  guard->hidden = 0;
  if (bound.other == BINDING_NONE) return true;
  if (guard->test.is == GUARD_TRUE &&
      is_assigned_against(&reader, bound, expr, !guard->test.is_not))
    return true;
  // A value that it was given here must be ruled out, too.
  if (guard->unless.is != GUARD_NONE_SET || !read_unless(&reader, bound, guard)) return false;
  return guard->unless.with == 0 || guard->module == module;
}

bool guards_field_passed_on(Program *program, ModuleId module, ScopeId function, ExprId expr,
                            Guard *guard) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return false;
  if (summary->exprs[expr].kind != EXPR_ATTRIBUTE || guard->unless.is != GUARD_NONE_SET)
    return false;
  Reader reader = {program, module, summary, function, NULL, NULL};
  if (!is_unbound(field_bound(&reader, expr))) return false;
  Guard field = field_guard(&reader, expr, (GuardKind)guard->test.is);
  if (field.field == 0) return false;
  guard->field = field.field;
  guard->parameter = 0;
  guard->hidden = 0;
  return guard->test.is == GUARD_INSTANCE || field_is_telling(program, *guard);
}

// ---- What a test says ---------------------------------------------------------------------------

static bool is_literal(const Summary *summary, ExprId expr, LiteralKind kind) {
  return summary->exprs[expr].kind == EXPR_LITERAL && summary->exprs[expr].a == (uint32_t)kind;
}

static Guard equality(const Reader *reader, ExprId subject, ExprId with) {
  if (is_literal(reader->summary, with, LITERAL_NONE))
    return subject_guard(reader, subject, GUARD_IS_NONE);
  Guard guard = subject_guard(reader, subject, GUARD_EQUALS);
  guard.test.with = with;
  return guard;
}

// `p is None`, `p == Mode.FAST`, `p in ("a", "b")` and so on.
static Guard compare_guard(const Reader *reader, const Expr *expr) {
  if (expr->b != 2) return (Guard){0};
  ExprId left = reader->summary->operands[expr->a], right = reader->summary->operands[expr->a + 1];
  uint32_t by = expr->c;
  bool is_unequal = by == OPERATOR_IS_NOT || by == OPERATOR_NE;
  Guard guard = {0};
  if (is_unequal || by == OPERATOR_IS || by == OPERATOR_EQ) {
    guard = equality(reader, left, right);
    if (guard.test.is == GUARD_NONE_SET) guard = equality(reader, right, left);
  } else if (by == OPERATOR_IN || by == OPERATOR_NOT_IN) {
    guard = subject_guard(reader, left, GUARD_AMONG);
    guard.test.with = right;
  }
  guard.test.is_not ^= is_unequal || by == OPERATOR_NOT_IN;
  return guard;
}

// `p` of `p.lower()`: as far as texts are told apart here, the same.
static ExprId without_case(const Summary *summary, ExprId text) {
  const Expr *call = &summary->exprs[text];
  if (call->kind != EXPR_CALL || call->c != 0) return text;
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind != EXPR_ATTRIBUTE) return text;
  Str method = summary_name(summary, callee->b);
  bool is_case = str_equal(method, STR("lower")) || str_equal(method, STR("casefold"));
  return is_case ? callee->a : text;
}

// `p.startswith("x")`, `p.endswith((".a", ".b"))`, `isinstance(p, T)`, `bool(p)`
static Guard call_guard(const Reader *reader, const Expr *call) {
  const Summary *summary = reader->summary;
  const Expr *callee = &summary->exprs[call->a];
  if (call->c == 0 || call->c > 2) return (Guard){0};
  ExprId first = summary->arguments[call->b].value;
  Guard guard = {0};
  if (callee->kind == EXPR_ATTRIBUTE && call->c == 1) {
    Str method = summary_name(summary, callee->b);
    GuardKind is = str_equal(method, STR("startswith")) ? GUARD_STARTS
                   : str_equal(method, STR("endswith")) ? GUARD_ENDS
                                                        : GUARD_NONE_SET;
    if (is != GUARD_NONE_SET) guard = subject_guard(reader, without_case(summary, callee->a), is);
    guard.test.with = first;
  }
  if (callee->kind != EXPR_NAME) return guard;
  Str name = summary_name(summary, callee->a);
  if (str_equal(name, STR("bool")) && call->c == 1) return subject_guard(reader, first, GUARD_TRUE);
  if (!str_equal(name, STR("isinstance")) || call->c != 2) return guard;
  guard = subject_guard(reader, first, GUARD_INSTANCE);
  guard.test.with = summary->arguments[call->b + 1].value;
  return guard;
}

// C's `flags & FLAG`. Only one bit: with several, any of them makes the test true.
static Guard bits_guard(const Reader *reader, const Expr *expr) {
  if (!(reader->summary->flags & SUMMARY_C) || expr->c != OPERATOR_AND) return (Guard){0};
  bool is_left = reader->summary->exprs[expr->a].kind == EXPR_LITERAL;
  ExprId mask = is_left ? expr->a : expr->b;
  if (!is_literal(reader->summary, mask, LITERAL_INT)) return (Guard){0};
  uint32_t bits = summary_int(reader->summary, mask);
  bool is_bit = bits != UINT32_MAX && bits != 0 && (bits & (bits - 1)) == 0;
  if (!is_bit) return (Guard){0};
  Guard guard = subject_guard(reader, is_left ? expr->b : expr->a, GUARD_HAS_BITS);
  guard.test.with = bits;
  return guard;
}

static void add(const Reader *reader, Guard guard, bool is_true) {
  guard.test.is_not ^= !is_true;
  if (guard.field == 0 || field_is_telling(reader->program, guard)) guards_add(reader->out, guard);
}

static void read_test(const Reader *reader, ExprId test, bool is_true, int depth);

static bool is_false_literal(const Summary *summary, ExprId expr) {
  return is_literal(summary, expr, LITERAL_NONE) || is_literal(summary, expr, LITERAL_FALSE);
}

// Of a true `Path(p) if p else None`: p was true.
static void read_choice(const Reader *reader, const Expr *choice, bool is_true, int depth) {
  const ExprId *operands = &reader->summary->operands[choice->a];
  if (choice->c == (is_true ? CHOICE_AND : CHOICE_OR))
    for (uint32_t i = 0; i < choice->b; i++)
      read_test(reader, operands[i], is_true, depth + 1);
  if (choice->c != CHOICE_CONDITIONAL || !is_true) return;
  if (is_false_literal(reader->summary, operands[1])) {
    read_test(reader, operands[2], true, depth + 1);
    read_test(reader, operands[0], true, depth + 1);
  } else if (is_false_literal(reader->summary, operands[0])) {
    read_test(reader, operands[2], false, depth + 1);
    read_test(reader, operands[1], true, depth + 1);
  }
}

// A variable that is tested: the parameter itself, or made from one before.
static void read_subject(const Reader *reader, ExprId subject, bool is_true, int depth) {
  Bound bound = subject_bound(reader, subject);
  if (is_assigned_against(reader, bound, subject, is_true)) bound.other = BINDING_NONE;
  uint32_t own = bound.other == BINDING_NONE ? bound_parameter(reader, bound) : UINT32_MAX;
  if (is_unbound(bound))
    add(reader, field_guard(reader, subject, GUARD_TRUE), is_true);
  else if (own <= UINT16_MAX)
    add(reader, own_guard(reader, own, GUARD_TRUE), is_true);
  else if (bound_parameter(reader, bound) <= UINT16_MAX)
    add(reader, subject_guard(reader, subject, GUARD_TRUE), is_true);
  else
    read_test(reader, assigned_value(reader, bound), is_true, depth + 1);
}

// A call that tests something of a parameter, or `kwargs.get("mode")`.
static Guard tested_call(const Reader *reader, ExprId test) {
  Guard guard = call_guard(reader, &reader->summary->exprs[test]);
  return guard.test.is != GUARD_NONE_SET ? guard : subject_guard(reader, test, GUARD_TRUE);
}

// A number that is not 0.
static void read_number(const Reader *reader, ExprId number) {
  ExprKind kind = (ExprKind)reader->summary->exprs[number].kind;
  if (kind == EXPR_NAME || kind == EXPR_ATTRIBUTE) read_subject(reader, number, true, 0);
}

static void read_test(const Reader *reader, ExprId test, bool is_true, int depth) {
  if (test == 0 || depth > TEST_MAX_DEPTH) return;
  const Expr *expr = &reader->summary->exprs[test];
  switch ((int)expr->kind) {
  case EXPR_NAME:
  case EXPR_ATTRIBUTE:
    read_subject(reader, test, is_true, depth);
    return;
  case EXPR_COMPARE:
    add(reader, compare_guard(reader, expr), is_true);
    read_number(reader,
                number_implied(reader->program, reader->module, reader->function, expr, is_true));
    return;
  case EXPR_BINARY:
    add(reader, bits_guard(reader, expr), is_true);
    return;
  case EXPR_CALL:
    add(reader, tested_call(reader, test), is_true);
    return;
  case EXPR_NAMED:
    read_test(reader, expr->a, is_true, depth + 1);
    return;
  case EXPR_CHOICE:
    read_choice(reader, expr, is_true, depth);
    return;
  case EXPR_UNARY:
    if (expr->c == OPERATOR_NOT) read_test(reader, expr->a, !is_true, depth + 1);
    return;
  }
}

void guards_of_value(Program *program, ModuleId module, ScopeId function, ExprId value,
                     bool is_true, Guards *out) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return;
  Reader reader = {program, module, summary, function, NULL, out};
  read_test(&reader, value, is_true, 0);
}

// ---- What guards a call -------------------------------------------------------------------------

// Expressions behind a call that are looked at for the choice that it is a part of.
#define CHOICE_MAX_AHEAD 64

static bool lies_in(ExprId site, ExprId behind, ExprId last) {
  return behind != 0 && behind < site && site <= last;
}

// Operands stand in order of evaluation, each ending with its own expression.
static void read_operand(const Reader *reader, const Expr *choice, ExprId site) {
  const ExprId *operands = &reader->summary->operands[choice->a];
  if (choice->c == CHOICE_CONDITIONAL) {
    bool is_first = lies_in(site, operands[2], operands[0]);
    if (is_first || lies_in(site, operands[0], operands[1]))
      read_test(reader, operands[2], is_first, 0);
    return;
  }
  for (uint32_t i = 1; i < choice->b; i++)
    if (lies_in(site, operands[i - 1], operands[i]))
      for (uint32_t before = 0; before < i; before++)
        read_test(reader, operands[before], choice->c == CHOICE_AND, 0);
}

// `load(p) if p else None`, `p and load(p)`, `given or load()`
static void read_expressions(const Reader *reader, ExprId site) {
  ExprId end = reader->summary->scopes[reader->function].end;
  if (end - site > CHOICE_MAX_AHEAD) end = site + CHOICE_MAX_AHEAD;
  for (ExprId at = site; at < end; at++)
    if (reader->summary->exprs[at].kind == EXPR_CHOICE)
      read_operand(reader, &reader->summary->exprs[at], site);
}

static void read_region(const Reader *reader, const Region *region) {
  if (region->kind == REGION_IF || region->kind == REGION_ELSE)
    read_test(reader, region->subject, region->kind == REGION_IF, 0);
}

// ---- Tests of regions ---------------------------------------------------------------------------

// What guards the calls in a region, so that a test is read once however many calls stand behind
// it, and regions without tests are not looked at for each. Beside the regions of a module.
struct RegionTests {
  const Guards *says[2]; // of a REGION_IF: its test where that is false, and true; NULL: not read
  RegionId around;       // the next region around in this function that has a test, or 0
  RegionId first;        // the first branch that stands directly in it and leaves the function
  RegionId next;         // of such a branch: the next one in the same region
};

// Regions that are looked at for those that leave; people put them at the beginning.
#define EARLIER_MAX_REGIONS 256

// Regions around a call whose tests are read; code is nested deeper only where nobody wrote it.
#define AROUND_MAX_REGIONS 256

static bool is_early_exit(const Region *regions, RegionId at) {
  bool leaves = (regions[at].flow & FLOW_FALLS) == 0;
  return leaves && regions[at].kind == REGION_IF && at - regions[at].parent < EARLIER_MAX_REGIONS;
}

// The REGION_IF whose test decides whether a region runs; 0 when none does.
static RegionId branch_of(const Region *regions, RegionId at) {
  if (regions[at].kind == REGION_ELSE) return regions[at].group;
  return regions[at].kind == REGION_IF ? at : 0;
}

static struct RegionTests *index_tests(Program *program, const Summary *summary) {
  const Region *regions = summary->regions;
  struct RegionTests *tests =
      arena_push(program->arena, struct RegionTests, summary->regions_count);
  for (RegionId at = summary->regions_count - 1; at > 0; at--) {
    if (!is_early_exit(regions, at)) continue;
    tests[at].next = tests[regions[at].parent].first;
    tests[regions[at].parent].first = at;
  }
  for (RegionId at = 1; at < summary->regions_count; at++) {
    if (regions[at].kind == REGION_BODY) continue;
    RegionId parent = regions[at].parent;
    bool has_test = tests[parent].first != 0 || branch_of(regions, parent) != 0 ||
                    number_counted(summary, &regions[parent]) != 0;
    tests[at].around = has_test ? parent : tests[parent].around;
  }
  return tests;
}

static struct RegionTests *tests_of(Program *program, ModuleId id) {
  Module *module = module_of(program, id);
  if (!module->tests) module->tests = index_tests(program, module->summary);
  return module->tests;
}

static const Guards *test_says(const Reader *reader, RegionId branch, bool is_true) {
  static const Guards nothing = {0};
  const Guards **says = &reader->tests[branch].says[is_true];
  if (*says) return *says;
  Guards guards = {0};
  Reader inner = *reader;
  inner.out = &guards;
  read_test(&inner, reader->summary->regions[branch].subject, is_true, 0);
  *says = &nothing;
  if (guards.count == 0) return *says;
  Guards *kept = arena_push(reader->program->arena, Guards, 1);
  *kept = guards;
  return *says = kept;
}

static void add_said(const Reader *reader, RegionId branch, bool is_true) {
  const Guards *said = test_says(reader, branch, is_true);
  for (uint32_t i = 0; i < said->count; i++)
    guards_add(reader->out, said->at[i]);
  // Others may have been forgotten for guards that say nothing new here.
  if (said->count == GUARDS_MAX)
    read_test(reader, reader->summary->regions[branch].subject, is_true, 0);
}

static void read_around(const Reader *reader, RegionId around) {
  RegionId branch = branch_of(reader->summary->regions, around);
  if (branch != 0) add_said(reader, branch, branch == around);
  read_number(reader, number_counted(reader->summary, &reader->summary->regions[around]));
}

// Branches of this function that leave it before `site` and stand directly in a region around it.
// Those whose tests say nothing are not looked at again.
static void read_earlier(const Reader *reader, RegionId around, ExprId site) {
  RegionId *link = &reader->tests[around].first;
  while (*link != 0 && !is_full(reader->out)) {
    const Region *branch = &reader->summary->regions[*link];
    RegionId *next = &reader->tests[*link].next;
    if (branch->begin >= site || branch->end > site) return;
    if (test_says(reader, *link, false)->count == 0) {
      *link = *next;
      continue;
    }
    add_said(reader, *link, false);
    link = next;
  }
}

static bool is_silent(const Reader *reader, RegionId region) {
  RegionId branch = branch_of(reader->summary->regions, region);
  if (reader->tests[region].first != 0) return false;
  if (number_counted(reader->summary, &reader->summary->regions[region]) != 0) return false;
  return branch == 0 || test_says(reader, branch, branch == region)->count == 0;
}

// The next region around that says something; those between are not looked at again.
static RegionId next_around(const Reader *reader, RegionId region) {
  RegionId around = reader->tests[region].around;
  while (around != 0 && is_silent(reader, around))
    around = reader->tests[around].around;
  return reader->tests[region].around = around;
}

void guards_find_all(Program *program, ModuleId module, ScopeId function, ExprId site,
                     Guards *out) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return;
  Reader reader = {program, module, summary, function, tests_of(program, module), out};
  read_expressions(&reader, site);
  RegionId at = region_at(program, module, site);
  if (summary->regions[at].scope != function) return;
  for (int i = 0; i < AROUND_MAX_REGIONS && at != 0 && !is_full(out); i++) {
    read_around(&reader, at);
    read_earlier(&reader, at, site);
    at = next_around(&reader, at);
  }
}

void guards_find(Program *program, ModuleId module, ScopeId function, ExprId site, Guards *out) {
  Guards all = {0};
  guards_find_all(program, module, function, site, &all);
  for (uint32_t i = 0; i < all.count; i++)
    if (all.at[i].field == 0) guards_add(out, all.at[i]);
}
