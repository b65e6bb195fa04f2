// Findings from the moment a rule adds one to the sorted list without doubles.
#include "engine/findings.h"

#include "engine/fingerprint.h"
#include "engine/suppress.h"

#include <stdlib.h>

const Program *rule_program(const RuleContext *context) {
  return context->program;
}

Arena *rule_arena(const RuleContext *context) {
  return context->arena;
}

Arena *rule_scratch(RuleContext *context) {
  return &context->scratch;
}

void *rule_notes(RuleContext *context, ModuleId module, size_t size_bytes, Arena **arena) {
  bool is_shown = module == context->shown;
  *arena = is_shown ? &context->notes_arena : &context->scratch;
  if (is_shown && context->notes) return context->notes;
  void *notes = arena_alloc(*arena, size_bytes, alignof(max_align_t), 1);
  if (is_shown) context->notes = notes;
  return notes;
}

// ---- Adding -------------------------------------------------------------------------------------

static Draft *draft_of(Finding *finding) {
  return (Draft *)(void *)finding; // its first member
}

static uint64_t rule_key(const Rule *rule) {
  return (uint64_t)(uintptr_t)rule;
}

void findings_start(RuleContext *context) {
  const EngineOptions *options = context->options;
  for (size_t i = 0; i < options->rules.count; i++)
    if (options->is_selected[i])
      map_insert(context->arena, &context->selected, rule_key(options->rules.at[i]), (uint32_t)i);
}

bool rule_is_on(const RuleContext *context, const Rule *rule) {
  return map_find(&context->selected, rule_key(rule)) != NULL;
}

size_t finding_rule_index(const RuleContext *context, const Rule *rule, ModuleId module) {
  const EngineOptions *options = context->options;
  const uint32_t *index = map_find(&context->selected, rule_key(rule));
  bool is_off =
      !index || (options->is_off_in && options->is_off_in(options->off_context, module, *index));
  return is_off ? options->rules.count : *index;
}

AsyncTests rule_async_tests(const RuleContext *context) {
  return context->options->async_tests;
}

unsigned rule_target(const RuleContext *context) {
  return context->options->target > 0 ? context->options->target : TARGET_DEFAULT;
}

ScopeId finding_runner(RuleContext *context, ModuleId module, Span span) {
  const Summary *summary = program_summary(context->program, module);
  if (!context->scope_spans[module]) {
    Span *spans = arena_take(context->arena, Span, summary->scopes_count);
    summary_scope_spans(summary, spans);
    context->scope_spans[module] = spans;
  }
  const Span *spans = context->scope_spans[module];
  return summary_runner(summary, summary_scope_around(summary, spans, span));
}

static void hash_place(RuleContext *context, Draft *draft, ModuleId module, Span span) {
  const Summary *summary = program_summary(context->program, module);
  ScopeId runner = finding_runner(context, module, span);
  Str name = summary_qualified_name(summary, runner, &context->scratch);
  draft->hash = fingerprint_add(draft->hash, name);
}

static Finding *add(RuleContext *context, const Rule *rule, ModuleId module, Span span,
                    const char *format, va_list arguments) BASE_PRINTF(5, 0);

static Finding *add(RuleContext *context, const Rule *rule, ModuleId module, Span span,
                    const char *format, va_list arguments) {
  size_t index = finding_rule_index(context, rule, module);
  if (index == context->options->rules.count) return NULL;
  Draft *draft = arena_push(context->arena, Draft, 1);
  draft->rule_index = (uint32_t)index;
  draft->number = (uint32_t)context->drafts.count;
  draft->finding = (Finding){
      .rule = rule,
      .severity = rule->severity,
      .confidence = CONFIDENCE_RESOLVED,
      .tier = TIER_NONE,
      .module = module,
      .path = program_path(context->program, module),
      .span = span,
      .message = str_print_list(context->arena, format, arguments),
      .help = STR(""),
  };
  draft->hash = fingerprint_start(rule, draft->finding.path);
  draft->hash = fingerprint_add_message(draft->hash, draft->finding.message);
  hash_place(context, draft, module, span);
  array_push(context->arena, &context->drafts, draft);
  return &draft->finding;
}

Finding *finding_add(RuleContext *context, const Rule *rule, ModuleId module, ExprId expr,
                     const char *format, ...) {
  const Summary *summary = program_summary(context->program, module);
  va_list arguments;
  va_start(arguments, format);
  Finding *finding =
      add(context, rule, module, summary_expr_span(summary, expr), format, arguments);
  va_end(arguments);
  return finding;
}

Finding *finding_add_span(RuleContext *context, const Rule *rule, ModuleId module, Span span,
                          const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Finding *finding = add(context, rule, module, span, format, arguments);
  va_end(arguments);
  return finding;
}

// Many are found that nobody asked for. They count among their equals, but no text is made for them
// that is only to be read.
bool finding_hides(const RuleContext *context, size_t rule_index, ModuleId module,
                   Confidence confidence, Tier tier) {
  const EngineOptions *options = context->options;
  if (confidence < options->min_confidence) return true;
  if (options->tests == TESTS_SKIP && program_is_test(context->program, module)) return true;
  if (tier == TIER_NONE || options->is_explicit[rule_index]) return false;
  if (tier > options->max_tier) return true;
  return options->tests == TESTS_RELAXED && tier > TIER_UNBOUNDED &&
         program_is_test(context->program, module);
}

bool draft_is_hidden(const RuleContext *context, const Draft *draft) {
  const Finding *finding = &draft->finding;
  return finding_hides(context, draft->rule_index, finding->module, finding->confidence,
                       finding->tier);
}

void finding_help(RuleContext *context, Finding *finding, const char *format, ...) {
  if (draft_is_hidden(context, draft_of(finding))) return;
  va_list arguments;
  va_start(arguments, format);
  finding->help = str_print_list(context->arena, format, arguments);
  va_end(arguments);
}

void finding_fix(RuleContext *context, Finding *finding, Applicability applicability,
                 FixStep step) {
  Draft *draft = draft_of(finding);
  if (draft_is_hidden(context, draft)) return;
  bool is_first = draft->steps.count == 0;
  if (is_first) array_reserve_exactly(context->arena, &draft->steps, 1); // mostly the only one
  array_push(context->arena, &draft->steps, step);
  FixPlan *plan = &finding->plan;
  plan->steps = draft->steps.at;
  plan->count = (uint32_t)draft->steps.count;
  if (is_first || applicability < plan->applicability) plan->applicability = applicability;
}

// ---- The chain ----------------------------------------------------------------------------------

static void push_hop(RuleContext *context, Finding *finding, ModuleId module, Span span, Str text) {
  Draft *draft = draft_of(finding);
  FindingHop hop = {
      .path = program_path(context->program, module), .span = span, .text = text, .module = module};
  array_push(context->arena, &draft->hops, hop);
  finding->chain = draft->hops.at;
  finding->chain_count = (uint32_t)draft->hops.count;
}

void finding_hop(RuleContext *context, Finding *finding, ModuleId module, Span span,
                 const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Str text = str_print_list(context->arena, format, arguments);
  va_end(arguments);
  push_hop(context, finding, module, span, text);
}

// The class, where the site shows no more than that: `Config` of `Config.__init__`.
static Str without_method(Str name) {
  size_t method = str_find(name, STR(".__"));
  return method == SIZE_MAX ? name : str_slice(name, 0, method);
}

// What people call it: without the functions around it, and builtins by their bare name.
static Str spoken_name(Str name) {
  static const char *const silent[] = {"<locals>.", "builtins."};
  for (size_t i = 0; i < COUNT_OF(silent); i++) {
    Str part = str_from_c(silent[i]);
    for (size_t at = 0; (at = str_find(name, part)) != SIZE_MAX;)
      name = str_slice(name, at + part.size, name.size);
  }
  return name;
}

// The generator of a context manager runs up to its `yield` when it is entered, and on from there
// when it is left.
static bool is_behind_yield(const Summary *summary, const Hop *hop) {
  if (str_has_suffix(hop->name, STR(".__exit__")))
    for (RegionId id = 0; id < summary->regions_count; id++)
      if (summary->regions[id].kind == REGION_WITH && summary->regions[id].subject == hop->site)
        return summary->regions[id].flags & REGION_YIELDS;
  ScopeId function = summary_runner(summary, summary_scope_at(summary, hop->site));
  const Scope *scope = &summary->scopes[function];
  bool is_behind = false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (summary->exprs[at].kind != EXPR_YIELD) continue;
    if (summary_runner(summary, summary_scope_at(summary, at)) != function) continue;
    if (at > hop->site) return false;
    is_behind = true;
  }
  return is_behind;
}

bool chain_leaves(const Program *program, const Chain *chain, uint32_t index) {
  const Hop *hop = &chain->hops[index];
  if (hop->how != CALL_ENTER) return false;
  if (str_has_suffix(hop->name, STR(".__exit__"))) return true;
  if (index + 1 >= chain->count) return false;
  return is_behind_yield(program_summary(program, hop[1].module), &hop[1]);
}

// How one function comes to run another.
static Str step_text(RuleContext *context, const Chain *chain, uint32_t index) {
  Arena *arena = context->arena;
  const Hop *hop = &chain->hops[index];
  Str name = spoken_name(hop->name);
  Str owner = without_method(name);
  switch (hop->how) {
  case CALL_PLAIN:
    return str_print(arena, "calls `%.*s`", STR_ARG(name));
  case CALL_CONSTRUCT:
    return str_print(arena, "creates `%.*s`", STR_ARG(owner));
  case CALL_PROPERTY:
    return str_print(arena, "reads `%.*s`", STR_ARG(name));
  case CALL_SETTER:
    return str_print(arena, "sets `%.*s`", STR_ARG(name));
  case CALL_ENTER:
    return str_print(arena, "%s `%.*s`",
                     chain_leaves(context->program, chain, index) ? "leaves" : "enters",
                     STR_ARG(owner));
  case CALL_ITERATE:
    if (str_has_suffix(name, STR(".__await__")))
      return str_print(arena, "awaits `%.*s`", STR_ARG(owner));
    return str_print(arena, "iterates over `%.*s`", STR_ARG(owner));
  case CALL_OPERATOR:
    return str_print(arena, "runs `%.*s` without naming it", STR_ARG(name));
  case CALL_PASSED:
    return str_print(arena, "passes on `%.*s`, which is called there", STR_ARG(name));
  case CALL_DECORATOR:
    return str_print(arena, "calls `%.*s` by its decorator", STR_ARG(name));
  }
  return name;
}

static Str hop_text(RuleContext *context, const Chain *chain, uint32_t index) {
  Arena *arena = context->arena;
  const Hop *hop = &chain->hops[index];
  if (index + 1 < chain->count) return step_text(context, chain, index);
  Str name = spoken_name(hop->name);
  const char *said_by = knowledge_said_by(chain->primitive, OWN_EFFECT);
  if (said_by)
    return str_print(arena, "%s says that `%.*s` %s", said_by, STR_ARG(name),
                     knowledge_because(chain->primitive));
  return str_print(arena, "`%.*s` %s", STR_ARG(name), knowledge_because(chain->primitive));
}

// Whether a place is reached by what a test says, or after an error.
static bool is_by_test(const Summary *summary, ExprId site) {
  RegionId at = summary_region_at(summary, site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    RegionKind kind = (RegionKind)summary->regions[at].kind;
    bool is_branch = kind == REGION_IF || kind == REGION_ELSE || kind == REGION_CASE;
    if (is_branch || kind == REGION_EXCEPT) return true;
  }
  return false;
}

void finding_trace(RuleContext *context, Finding *finding, const Chain *chain) {
  Draft *draft = draft_of(finding);
  const Hop *last = &chain->hops[chain->count - 1];
  draft->is_second_try = chain->primitive->effect == EFFECT_SLEEP &&
                         is_by_test(program_summary(context->program, last->module), last->site);
  draft->is_for_lock = chain->primitive->is_mutex;
  finding->tier = chain->tier;
  finding->confidence = chain->confidence;
  bool is_read = !draft_is_hidden(context, draft);
  array_reserve_exactly(context->arena, &draft->hops, chain->count);
  for (uint32_t i = 0; i < chain->count; i++) {
    const Hop *hop = &chain->hops[i];
    Span span = summary_expr_span(program_summary(context->program, hop->module), hop->site);
    Str text = is_read ? hop_text(context, chain, i) : STR("");
    push_hop(context, finding, hop->module, span, text);
    hash_place(context, draft, hop->module, span);
    draft->hash = fingerprint_add(draft->hash, hop->name);
  }
}

void finding_allow_at(RuleContext *context, Finding *finding, ModuleId module, ExprId expr,
                      const Rule *other) {
  Draft *draft = draft_of(finding);
  draft->allowed = other;
  draft->allowed_in = module;
  draft->allowed_at = summary_expr_span(program_summary(context->program, module), expr);
}

void finding_once_for_cause(Finding *finding) {
  draft_of(finding)->is_once_for_cause = true;
}

// ---- Finishing ----------------------------------------------------------------------------------

static int compare_numbers(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

// Findings about primitives at one place are about one call; others stand alone, by rule.
static uint64_t subject_of(const Draft *draft) {
  return draft->finding.tier == TIER_NONE ? draft->rule_index + 1u : 0;
}

// Files are sorted by path, so the module stands for it. Of several findings about one call the
// best comes first: the surest, then what it does itself before waiting for others who hold a lock,
// then the costliest, then the shortest chain, and the pause before what failed is tried again
// behind that.
static int compare_drafts(const void *left, const void *right) {
  const Draft *a = *(Draft *const *)left;
  const Draft *b = *(Draft *const *)right;
  const uint64_t keys[][2] = {
      {a->finding.module, b->finding.module},
      {a->finding.span.start, b->finding.span.start},
      {a->finding.span.end, b->finding.span.end},
      {subject_of(a), subject_of(b)},
      {b->finding.confidence, a->finding.confidence},
      {a->is_for_lock, b->is_for_lock},
      {a->finding.tier, b->finding.tier},
      {a->finding.chain_count, b->finding.chain_count},
      {a->is_second_try, b->is_second_try},
      {a->rule_index, b->rule_index},
      {a->number, b->number},
  };
  for (size_t i = 0; i < COUNT_OF(keys); i++) {
    int order = compare_numbers(keys[i][0], keys[i][1]);
    if (order != 0) return order;
  }
  return 0;
}

static bool is_same_subject(const Draft *a, const Draft *b) {
  return subject_of(a) == subject_of(b) && a->finding.module == b->finding.module &&
         a->finding.span.start == b->finding.span.start &&
         a->finding.span.end == b->finding.span.end;
}

// A comment counts where the finding stands and at every hop: one at the primitive silences all
// chains that end there.
static bool is_silenced_at(RuleContext *context, const Rule *rule, ModuleId module, Span span) {
  const Summary *summary = program_summary(context->program, module);
  SuppressIndex *index = &context->suppressions[module];
  if (!index->is_made) *index = suppress_index(context->arena, summary);
  return suppress_silences(summary, index, rule, span);
}

static bool is_silenced(RuleContext *context, const Draft *draft) {
  const Finding *finding = &draft->finding;
  const Rule *const rules[] = {finding->rule, draft->allowed};
  for (size_t i = 0; draft->allowed && i < COUNT_OF(rules); i++)
    if (is_silenced_at(context, rules[i], draft->allowed_in, draft->allowed_at)) return true;
  if (is_silenced_at(context, finding->rule, finding->module, finding->span)) return true;
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    if (is_silenced_at(context, finding->rule, hop->module, hop->span)) return true;
  }
  return false;
}

// Equals are counted in order of place, before anything is hidden: options change no fingerprint.
static void number_equals(RuleContext *context) {
  Arena scratch = {0};
  Map seen = {0};
  for (size_t i = 0; i < context->drafts.count; i++) {
    Draft *draft = context->drafts.at[i];
    uint32_t *count = map_insert(&scratch, &seen, draft->hash, 0);
    draft->finding.fingerprint = fingerprint_number(draft->hash, (*count)++);
    draft->finding.kin = fingerprint_number(draft->hash, 0);
  }
  arena_release(&scratch);
}

// ---- One finding for one call -------------------------------------------------------------------

// Several candidates for a callee may do the same.
static bool is_repeated(const RuleContext *context, size_t first, size_t index) {
  Draft *const *drafts = context->drafts.at;
  for (size_t i = first; i < index; i++)
    if (drafts[i]->rule_index == drafts[index]->rule_index && !draft_is_hidden(context, drafts[i]))
      return true;
  return false;
}

static Str list_rules(Arena *arena, const Finding *finding) {
  Str list = STR("");
  for (uint32_t i = 0; i < finding->also_count; i++)
    list = str_print(arena, "%.*s%s%s", STR_ARG(list), i > 0 ? ", " : "", finding->also[i]->id);
  return list;
}

// Names in a finding what else its call does.
static void name_others(RuleContext *context, Draft *draft) {
  Finding *finding = &draft->finding;
  finding->also = draft->also.at;
  finding->also_count = (uint32_t)draft->also.count;
  if (finding->also_count == 0) return;
  Str others = list_rules(context->arena, finding);
  finding->message =
      str_print(context->arena, "%.*s (also: %.*s)", STR_ARG(finding->message), STR_ARG(others));
}

// Of all that was found about one subject, the first that may be shown, with the others named in
// it; NULL when there is none. A comment silences kinds one by one.
static Draft *choose(RuleContext *context, size_t first, size_t end, bool *is_suppressed) {
  Draft *const *drafts = context->drafts.at;
  Draft *chosen = NULL;
  for (size_t i = first; i < end; i++) {
    if (draft_is_hidden(context, drafts[i]) || is_repeated(context, first, i)) continue;
    bool silenced = is_silenced(context, drafts[i]);
    drafts[i]->finding.is_suppressed = silenced;
    *is_suppressed |= silenced;
    if (silenced && !context->options->keeps_suppressed) continue;
    if (!chosen || (chosen->finding.is_suppressed && !silenced))
      chosen = drafts[i];
    else if (!silenced)
      array_push(context->arena, &chosen->also, drafts[i]->finding.rule);
  }
  if (chosen) name_others(context, chosen);
  return chosen;
}

// ---- One finding for one cause ------------------------------------------------------------------

typedef struct Cause {
  const Draft *nearest;
  uint32_t ways;
} Cause;

typedef struct Causes {
  Arena scratch;
  Map index; // hash of rule and place of the last hop -> Cause
  Array(Cause) list;
} Causes;

static uint64_t cause_key(const Draft *draft) {
  const FindingHop *last = &draft->finding.chain[draft->finding.chain_count - 1];
  uint64_t place = (uint64_t)last->module << 32 | last->span.start;
  return place * HASH_SPREAD ^ draft->rule_index;
}

static Cause *cause_of(Causes *causes, const Draft *draft) {
  const Finding *finding = &draft->finding;
  if (!draft->is_once_for_cause || finding->is_suppressed || finding->chain_count == 0) return NULL;
  uint32_t fresh = (uint32_t)causes->list.count;
  uint32_t number = *map_insert(&causes->scratch, &causes->index, cause_key(draft), fresh);
  if (number == fresh) array_push(&causes->scratch, &causes->list, (Cause){0});
  return &causes->list.at[number];
}

static void count_way(Causes *causes, const Draft *draft) {
  Cause *cause = cause_of(causes, draft);
  if (!cause) return;
  cause->ways++;
  bool is_nearer =
      !cause->nearest || draft->finding.chain_count < cause->nearest->finding.chain_count;
  if (is_nearer) cause->nearest = draft;
}

static Str with_ways(Arena *arena, Str message, uint32_t ways) {
  if (ways <= 1) return message;
  const char *word = ways == 2 ? "call leads" : "calls lead";
  return str_print(arena, "%.*s (%u more %s there)", STR_ARG(message), ways - 1, word);
}

static bool is_wanted(const RuleContext *context, const Draft *draft) {
  return program_is_reported(context->program, draft->finding.module);
}

// Keeps what is chosen, in order, without what has its cause in common with something nearer, and
// without what nobody asked for.
static void keep_chosen(RuleContext *context, Draft *const *chosen, size_t count, Findings *out) {
  Finding *kept = arena_push(context->arena, Finding, count + 1);
  Causes causes = {0};
  for (size_t i = 0; i < count; i++)
    count_way(&causes, chosen[i]);
  for (size_t i = 0; i < count; i++) {
    const Cause *cause = cause_of(&causes, chosen[i]);
    if ((cause && cause->nearest != chosen[i]) || !is_wanted(context, chosen[i])) continue;
    Finding *finding = &kept[out->count++];
    *finding = chosen[i]->finding;
    const RuleSeverity *severities = context->options->severities;
    RuleSeverity own = severities ? severities[chosen[i]->rule_index] : (RuleSeverity){0};
    if (own.is_given) finding->severity = own.severity;
    if (cause) finding->message = with_ways(context->arena, finding->message, cause->ways);
  }
  arena_release(&causes.scratch);
  out->at = kept;
}

Findings findings_finish(RuleContext *context) {
  size_t count = context->drafts.count;
  if (count == 0) return (Findings){0};
  Draft *const *drafts = context->drafts.at;
  qsort(context->drafts.at, count, sizeof *context->drafts.at, compare_drafts);
  number_equals(context);
  Draft **kept = arena_push(context->arena, Draft *, count);
  size_t kept_count = 0;
  Findings findings = {0};
  for (size_t first = 0, end = 0; first < count; first = end) {
    while (end < count && is_same_subject(drafts[first], drafts[end]))
      end++;
    bool is_suppressed = false;
    Draft *chosen = choose(context, first, end, &is_suppressed);
    if (chosen) kept[kept_count++] = chosen;
    findings.suppressed_count += !chosen && is_suppressed && is_wanted(context, drafts[first]);
  }
  keep_chosen(context, kept, kept_count, &findings);
  return findings;
}
