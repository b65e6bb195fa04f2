// Guards: `if is_async: return self.afetch()` and what follows runs only for callers that pass
// False. A call that stands behind tests of parameters passes its effects on only to callers whose
// arguments do not contradict them; of `self.path`, to those whose object was made so. Here it is
// read which tests a call stands behind; see tests.c for what they say, contradict.c for the
// callers, fields.c for objects.
#include "link/guards/reader.h"

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
      test_read(reader, operands[2], is_first);
    return;
  }
  for (uint32_t i = 1; i < choice->b; i++)
    if (lies_in(site, operands[i - 1], operands[i]))
      for (uint32_t before = 0; before < i; before++)
        test_read(reader, operands[before], choice->c == CHOICE_AND);
}

// `load(p) if p else None`, `p and load(p)`, `given or load()`
static void read_expressions(const Reader *reader, ExprId site) {
  ExprId end = reader->summary->scopes[reader->function].end;
  if (end - site > CHOICE_MAX_AHEAD) end = site + CHOICE_MAX_AHEAD;
  for (ExprId at = site; at < end; at++)
    if (reader->summary->exprs[at].kind == EXPR_CHOICE)
      read_operand(reader, &reader->summary->exprs[at], site);
}

// ---- Tests of regions ---------------------------------------------------------------------------

// What guards the calls in a region, so that a test is read once however many calls stand behind
// it, and regions without tests are not looked at for each. Beside the regions of a module.
struct RegionTests {
  const Guards *says[2]; // of a REGION_IF or REGION_CASE: its test where that is false, and true;
                         // NULL: not read
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

static bool is_case(const Summary *summary, RegionId at) {
  return summary->regions[at].kind == REGION_CASE && !(summary->flags & SUMMARY_C);
}

// The REGION_IF or REGION_CASE whose test decides whether a region runs; 0 when none does.
static RegionId branch_of(const Summary *summary, RegionId at) {
  const Region *region = &summary->regions[at];
  if (region->kind == REGION_ELSE) return region->group;
  return region->kind == REGION_IF || is_case(summary, at) ? at : 0;
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
    bool has_test = tests[parent].first != 0 || branch_of(summary, parent) != 0 ||
                    number_counted(summary, &regions[parent]) != 0;
    tests[at].around = has_test ? parent : tests[parent].around;
  }
  return tests;
}

static struct RegionTests *tests_at(const Reader *reader, RegionId region) {
  return &module_of(reader->program, reader->module)->tests[region];
}

static const Guards *test_says(const Reader *reader, RegionId branch, bool is_true) {
  static const Guards nothing = {0};
  const Guards **says = &tests_at(reader, branch)->says[is_true];
  if (*says) return *says;
  Guards guards = {0};
  Reader inner = *reader;
  inner.out = &guards;
  test_read_branch(&inner, &reader->summary->regions[branch], is_true);
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
    test_read_branch(reader, &reader->summary->regions[branch], is_true);
}

// What is left to a case that matches whatever comes: none of those before it has matched.
static void read_cases_before(const Reader *reader, RegionId last) {
  const Region *regions = reader->summary->regions;
  RegionId parent = regions[last].parent;
  for (RegionId at = last - 1; at > parent && last - at < EARLIER_MAX_REGIONS; at--)
    if (regions[at].kind == REGION_CASE && regions[at].subject == regions[last].subject)
      add_said(reader, at, false);
}

static void read_around(const Reader *reader, RegionId around) {
  RegionId branch = branch_of(reader->summary, around);
  if (branch != 0) add_said(reader, branch, branch == around);
  if (is_case(reader->summary, around) && region_pattern(&reader->summary->regions[around]) == 0)
    read_cases_before(reader, around);
  test_read_number(reader, number_counted(reader->summary, &reader->summary->regions[around]));
}

// Branches of this function that leave it before `site` and stand directly in a region around it.
// Those whose tests say nothing are not looked at again.
static void read_earlier(const Reader *reader, RegionId around, ExprId site) {
  RegionId *link = &tests_at(reader, around)->first;
  while (*link != 0 && !is_full(reader->out)) {
    const Region *branch = &reader->summary->regions[*link];
    RegionId *next = &tests_at(reader, *link)->next;
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
  RegionId branch = branch_of(reader->summary, region);
  if (tests_at(reader, region)->first != 0 || is_case(reader->summary, region)) return false;
  if (number_counted(reader->summary, &reader->summary->regions[region]) != 0) return false;
  return branch == 0 || test_says(reader, branch, branch == region)->count == 0;
}

// The next region around that says something; those between are not looked at again.
static RegionId next_around(const Reader *reader, RegionId region) {
  RegionId around = tests_at(reader, region)->around;
  while (around != 0 && is_silent(reader, around))
    around = tests_at(reader, around)->around;
  return tests_at(reader, region)->around = around;
}

void guards_find_all(Program *program, ModuleId module, ScopeId function, ExprId site,
                     Guards *out) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return;
  Reader reader = {program, module, summary, function, out};
  if (!module_of(program, module)->tests)
    module_of(program, module)->tests = index_tests(program, summary);
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
