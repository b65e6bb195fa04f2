// Runs rules over a Program: selection, suppressions, order, fingerprints. Does not know the rules:
// the caller hands it the list.
#pragma once

#include "link/link.h"

// ---- Rules --------------------------------------------------------------------------------------

typedef enum Severity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

const char *severity_name(Severity severity); // "error"
bool severity_parse(Str name, Severity *out);
const char *confidence_name(Confidence confidence); // "resolved"
bool confidence_parse(Str name, Confidence *out);

typedef struct RuleContext RuleContext;

// The languages in which what a checker looks at is there; it is shown no module of another.
typedef enum CheckerReads { READS_PYTHON, READS_C, READS_ALL } CheckerReads;

// What looks at the program. A family may share one: it runs once, whichever of its rules are on.
typedef struct Checker {
  void (*on_module)(RuleContext *context, ModuleId module);
  void (*on_function)(RuleContext *context, FunctionId function); // modules' bodies too
  void (*on_call)(RuleContext *context, const Call *call);
  // Comments of ours that silence nothing, by their numbers in the Summary, when everything else
  // was looked at; `code` is the one among those that a comment names, "" where it names none.
  void (*on_unused)(RuleContext *context, ModuleId module, uint32_t suppression, Str code);
  CheckerReads reads;
} Checker;

typedef struct Rule {
  const char *id;      // "blocking-sleep": kebab-case, never changes its meaning
  const char *family;  // "blocking"
  const char *summary; // the first line of rule.md
  const char *aliases; // codes of other linters, separated by spaces: "ASYNC251 S7488"; may be NULL
  Severity severity;
  bool is_optional;       // off unless selected
  bool is_about_comments; // a comment silences it only by its id
  const Checker *checker;
} Rule;

typedef struct RuleList {
  const Rule *const *at;
  size_t count;
} RuleList;

#define TARGET_DEFAULT 310 // the oldest Python with which nostall is tried

// ---- Findings -----------------------------------------------------------------------------------

typedef struct FindingHop {
  Str path;
  Span span;
  Str text; // "calls `helpers.load`", "`time.sleep` suspends the calling thread"
  ModuleId module;
} FindingHop;

// Who decides that a fix is applied.
typedef enum Applicability {
  APPLICABILITY_DISPLAY, // a person, by hand: it shows what is meant, and needs more than that
  APPLICABILITY_UNSAFE,  // a person who asks for such fixes and looks at what they changed
  APPLICABILITY_SAFE,    // anybody: nothing changes but that the mistake is gone
} Applicability;

const char *applicability_name(Applicability applicability); // "safe", as ruff spells it

// What a rule asks to be done about a finding, in terms of the Summary of its file. Rules see no
// text; the layer `fix` writes it down, or drops the whole where that cannot be done faithfully.
typedef enum FixKind {
  FIX_AWAIT,          // `await` before `expr`
  FIX_DROP_AWAIT,     // `expr` is an EXPR_AWAIT: what it awaits takes its place
  FIX_AWAIT_ARGUMENT, // `expr` is a call: `await` of its argument `index` takes its place
  FIX_REPLACE,        // the library's `name` takes the place of `expr`
  FIX_CALL_TWIN,      // `expr` is a call: of the coroutine function `name` instead, awaited
  FIX_MEMBER,         // `expr` is an EXPR_ATTRIBUTE: of `name` instead
  FIX_WRAP,           // `expr` becomes the argument of the library's `name`
  FIX_CALL,           // `expr` is a function: `()` behind it
  FIX_PASS_FUNCTION, // `expr` is a call and the last positional argument of another: what it calls,
                     // and the arguments of that, take its place
  FIX_DROP_ARGUMENT, // `expr` is a call: without its argument `index`
  FIX_ASYNC_WITH,    // `index` is the region of a `with`: `async with`
  FIX_SYNC_WITH,     // … of an `async with`: `with`
  FIX_ASYNC_FOR,     // `index` is the binding of a loop's target: `async for`
  FIX_SYNC_FOR,      // … of one by `async for`: `for`
  FIX_RAISE,         // `index` is the region of a handler: `raise` at its end
  FIX_CATCH_LESS,    // … of one that catches everything: `except Exception`
  FIX_OFFLOAD,       // `expr` is a call: made in a thread, as the library of the file does it
  FIX_KEEP_TASK,     // `expr` is a call that starts a task: the module keeps that
  FIX_DECORATE,      // `index` is a scope: decorated with the library's `name`
  FIX_DROP_DECORATOR, // `expr` is a decorator of the scope `index`
  FIX_DROP_COMMENT,   // `index` is a suppression: without the rule `name`, or none at all
} FixKind;

typedef struct FixStep {
  FixKind kind;
  ExprId expr;
  uint32_t index;
  const char *name; // dotted; lives as long as the findings
} FixStep;

typedef struct FixPlan {
  Applicability applicability;
  const FixStep *steps;
  uint32_t count; // 0: nothing is to be done
} FixPlan;

typedef struct FixEdit {
  Span span; // of the file's text, which goes; empty: before which is inserted
  Str text;  // what comes in its place
} FixEdit;

typedef struct Fix {
  Applicability applicability;
  Str message;          // what is done: "Add `await`"
  const FixEdit *edits; // in order, none overlapping another; all of the finding's file
  uint32_t edit_count;  // never 0
} Fix;

typedef struct Finding {
  const Rule *rule;
  Severity severity;
  Confidence confidence;
  Tier tier;          // TIER_NONE unless it is about a primitive
  bool is_suppressed; // by a comment; only with EngineOptions.keeps_suppressed
  bool is_known;      // … or because a baseline holds it; never set by the engine
  ModuleId module;
  Str path;
  Span span;
  Str message; // what is wrong, one sentence without a final full stop
  Str help;    // what to do, or ""
  const FindingHop *chain;
  uint32_t chain_count;
  const Rule *const *also; // what else the same call does: rules in order, worst first
  uint32_t also_count;
  FixPlan plan;
  const Fix *fix; // NULL where there is none, and until the layer `fix` has made it
  uint64_t
      fingerprint; // of rule, qualified names along the chain and text of the call; no positions
  uint64_t kin;    // the fingerprint of the first of those that differ in nothing but their place
} Finding;

typedef enum AsyncTests {
  ASYNC_TESTS_MARKED, // those that have its mark
  ASYNC_TESTS_ALL,
  ASYNC_TESTS_UNTOLD, // the files that would say so are not at hand, as in an installed package
} AsyncTests;

// What a rule looks at. Everything a rule needs comes through these.
const Program *rule_program(const RuleContext *context);
// The oldest Python that the code is for, 311 for 3.11; TARGET_DEFAULT when nobody says.
unsigned rule_target(const RuleContext *context);
// Which asynchronous tests a plugin awaits, as the files of the project say.
AsyncTests rule_async_tests(const RuleContext *context);
// Whether a rule is on: for work that only its findings need.
bool rule_is_on(const RuleContext *context, const Rule *rule);
Arena *rule_arena(const RuleContext *context); // lives as long as the findings
// Emptied when a function of the checker returns, or behind the last call of a function.
Arena *rule_scratch(RuleContext *context);
// Where rules note what they find out about a module, zeroed at first and of a size that is always
// the same. Of the module that is shown all checkers share one, which lives as long as it is shown,
// as does what is pushed to `*arena`; of another it is a new one, in the scratch.
void *rule_notes(RuleContext *context, ModuleId module, size_t size_bytes, Arena **arena);

// Adds a finding of `rule` at `expr` of `module`; returns it for the rule to complete (help, tier,
// confidence, chain: all optional; confidence starts as resolved), or NULL when the rule is not
// selected, so `if (!finding) return;` saves work. Confidence is set before the help, and not
// raised behind it: where the options hide a finding, its texts are not made. Messages are plain
// text, names in backquotes.
Finding *finding_add(RuleContext *context, const Rule *rule, ModuleId module, ExprId expr,
                     const char *format, ...) BASE_PRINTF(5, 6);
// The same at a span that is not an expression: a region's header, an exit.
Finding *finding_add_span(RuleContext *context, const Rule *rule, ModuleId module, Span span,
                          const char *format, ...) BASE_PRINTF(5, 6);
void finding_help(RuleContext *context, Finding *finding, const char *format, ...)
    BASE_PRINTF(3, 4);
// Takes hops, tier and confidence from a chain.
void finding_trace(RuleContext *context, Finding *finding, const Chain *chain);
// Whether a hop runs something as a `with` block is left, not as it is entered.
bool chain_leaves(const Program *program, const Chain *chain, uint32_t index);
// A place at which comments count as well: those for the finding's rule, and those for `other`.
void finding_allow_at(RuleContext *context, Finding *finding, ModuleId module, ExprId expr,
                      const Rule *other);
// Asks for a step of a fix; several make one fix, of the least applicability among them. What is
// not resolved is never better than unsafe.
void finding_fix(RuleContext *context, Finding *finding, Applicability applicability, FixStep step);
// Of all findings of a rule whose chains end in the same call only the one with the shortest is
// kept, and says how many ways lead there. For C, where a helper that waits is called from
// everywhere.
void finding_once_for_cause(Finding *finding);
// Of the effects that calls have most are never shown. Whether what a rule found about one can
// wait, being of such confidence and tier; nothing more is to be done about it then. `tell` adds it
// later in case that what is shown depends on it, and may make nothing more of it than is said
// here.
typedef void (*FindingTeller)(RuleContext *context, const Call *call, Effect effect);
bool finding_waits(RuleContext *context, const Rule *rule, const Call *call, Effect effect,
                   Confidence confidence, Tier tier, FindingTeller tell);
// Adds one hop.
void finding_hop(RuleContext *context, Finding *finding, ModuleId module, Span span,
                 const char *format, ...) BASE_PRINTF(5, 6);

// ---- Selection ----------------------------------------------------------------------------------

// Which rules are on, from lists of selectors: a rule, a family, an alias code or its prefix
// (ASYNC2), or ALL. `select` replaces the default set, `extend` adds to it, `ignore` takes away;
// the more specific selector wins, and at the same width the later.
typedef struct Selection {
  const Str *select;
  size_t select_count;
  const Str *extend;
  size_t extend_count;
  const Str *ignore;
  size_t ignore_count;
} Selection;

// What is said of a rule's findings, whatever the rule says.
typedef struct RuleSeverity {
  bool is_given;
  Severity severity;
} RuleSeverity;

typedef enum TestRules {
  TESTS_RELAXED, // not what they read, compute and wait for on their own
  TESTS_SAME,    // as elsewhere
  TESTS_SKIP,    // nothing
} TestRules;

bool test_rules_parse(Str name, TestRules *out); // "relaxed"

typedef struct EngineOptions {
  RuleList rules;
  const bool *is_selected;        // beside rules
  const RuleSeverity *severities; // beside rules; may be NULL
  Confidence min_confidence;
  TestRules tests;
  Tier max_tier;           // 2 by default; explicitly selected rules pass whatever their tier
  unsigned target;         // the oldest Python that the code is for: 311 for 3.11; 0: not known
  AsyncTests async_tests;  // see rule_async_tests
  const bool *is_explicit; // beside rules: named by rule id or exact code in a selection
  bool is_whole;           // all files of the project are reported on
  bool keeps_suppressed;   // findings that a comment silences are wanted, too
  // Whether a rule, by its place in `rules`, is off in one file; may be NULL.
  bool (*is_off_in)(void *context, ModuleId module, size_t rule);
  void *off_context;
} EngineOptions;

// Fills `is_selected` and `is_explicit`, arrays of rules.count. Fails: FAIL_USAGE for an unknown
// selector, with a suggestion.
bool engine_select(RuleList rules, const Selection *selection, bool *is_selected, bool *is_explicit,
                   Error *err);
// The rule with this id or exactly this code; NULL, with `*suggestion` set to the nearest id or "".
const Rule *engine_find_rule(RuleList rules, Str name, Str *suggestion);

typedef struct Findings {
  Finding *at; // in order of path, position, rule
  size_t count;
  size_t suppressed_count;
} Findings;

// Whether a comment in a file silences a rule at a place.
bool engine_is_silenced(const Summary *summary, const Rule *rule, Span span);

// Runs the selected rules over the reported modules. Everything lives in `arena`.
Findings engine_run(Arena *arena, const Program *program, const EngineOptions *options);
