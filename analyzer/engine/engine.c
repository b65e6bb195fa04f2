// Shows the program to the checkers of the selected rules, each checker once.
#include "engine/engine.h"

#include "engine/findings.h"
#include "engine/unused.h"

static const char *const severity_names[] = {"info", "warning", "error"};
static const char *const confidence_names[] = {"possible", "probable", "resolved"};

static const char *const applicability_names[] = {"displayonly", "unsafe", "safe"};

const char *applicability_name(Applicability applicability) {
  return applicability_names[applicability];
}

const char *severity_name(Severity severity) {
  return severity_names[severity];
}

static bool find_name(Str name, const char *const *names, size_t count, size_t *out) {
  for (*out = 0; *out < count; ++*out)
    if (str_equal_c(name, names[*out])) return true;
  return false;
}

bool severity_parse(Str name, Severity *out) {
  size_t found = 0;
  if (!find_name(name, severity_names, COUNT_OF(severity_names), &found)) return false;
  *out = (Severity)found;
  return true;
}

bool test_rules_parse(Str name, TestRules *out) {
  static const char *const names[] = {"relaxed", "same", "skip"};
  size_t found = 0;
  if (!find_name(name, names, COUNT_OF(names), &found)) return false;
  *out = (TestRules)found;
  return true;
}

const char *confidence_name(Confidence confidence) {
  return confidence_names[confidence];
}

bool confidence_parse(Str name, Confidence *out) {
  size_t found = 0;
  if (!find_name(name, confidence_names, COUNT_OF(confidence_names), &found)) return false;
  *out = (Confidence)found;
  return true;
}

static bool reads_language(const Checker *checker, bool is_c) {
  switch (checker->reads) {
  case READS_PYTHON:
    return !is_c;
  case READS_C:
    return is_c;
  case READS_ALL:
    break;
  }
  return true;
}

// Whether an earlier selected rule has the same checker.
static bool is_repeated(const EngineOptions *options, size_t index) {
  for (size_t i = 0; i < index; i++)
    if (options->is_selected[i] &&
        options->rules.at[i]->checker == options->rules.at[index]->checker)
      return true;
  return false;
}

typedef Array(const Checker *) Checkers;

// Who wants to be shown what, of the modules of one language.
typedef struct Audience {
  Checkers modules, functions, calls;
} Audience;

static Audience audience_of(Arena *arena, const EngineOptions *options, bool is_c) {
  Audience audience = {0};
  for (size_t i = 0; i < options->rules.count; i++) {
    const Checker *checker = options->rules.at[i]->checker;
    if (!options->is_selected[i] || is_repeated(options, i)) continue;
    if (!reads_language(checker, is_c)) continue;
    if (checker->on_module) array_push(arena, &audience.modules, checker);
    if (checker->on_function) array_push(arena, &audience.functions, checker);
    if (checker->on_call) array_push(arena, &audience.calls, checker);
  }
  return audience;
}

static void end_turn(RuleContext *context) {
  if (context->scratch.used_bytes > 0) arena_reset(&context->scratch);
}

static void show_function(RuleContext *context, const Audience *audience, FunctionId id) {
  const Function *function = program_function(context->program, id);
  for (size_t i = 0; i < audience->functions.count; i++) {
    audience->functions.at[i]->on_function(context, id);
    end_turn(context);
  }
  for (uint32_t k = 0; k < function->call_count; k++) {
    const Call *call = program_call(context->program, function->first_call + k);
    for (size_t i = 0; i < audience->calls.count; i++)
      audience->calls.at[i]->on_call(context, call);
  }
  end_turn(context);
}

static void show_functions(RuleContext *context, const Audience *audience, ModuleId module) {
  const Summary *summary = program_summary(context->program, module);
  for (ScopeId scope = 0; scope < summary->scopes_count; scope++) {
    FunctionId id = program_function_of(context->program, module, scope);
    if (id == FUNCTION_NONE) continue;
    // Classes and comprehensions are part of the function that runs them.
    if (program_function(context->program, id)->scope == scope)
      show_function(context, audience, id);
  }
}

// Modules that were found to be of no use were never loaded; there is nothing in them to report. Of
// C all are shown: which of several findings stands for their cause does not depend on what is
// reported.
static bool is_shown(const Program *program, ModuleId module) {
  const Summary *summary = program_summary(program, module);
  if (!summary) return false;
  if (!program_is_reported(program, module) && !(summary->flags & SUMMARY_C)) return false;
  return !(summary->flags & SUMMARY_STUB_FILE); // nothing in it is ever run
}

// Module by module: everybody finds in the cache what the first has read, and in the notes what
// others have found out.
static void show_module(RuleContext *context, const Audience *audience, ModuleId module) {
  context->shown = module;
  for (size_t i = 0; i < audience->modules.count; i++) {
    audience->modules.at[i]->on_module(context, module);
    end_turn(context);
  }
  if (audience->functions.count + audience->calls.count > 0)
    show_functions(context, audience, module);
  context->notes = NULL;
  arena_reset(&context->notes_arena);
}

Findings engine_run(Arena *arena, const Program *program, const EngineOptions *options) {
  RuleContext context = {.arena = arena, .program = program, .options = options};
  findings_start(&context);
  uint32_t module_end = program_module_end(program);
  context.suppressions = arena_push(arena, SuppressIndex, module_end + 1);
  context.scope_spans = arena_push(arena, const Span *, module_end + 1);
  const Audience audiences[] = {audience_of(arena, options, false),
                                audience_of(arena, options, true)};
  for (ModuleId module = 0; module < program_module_count(program); module++) {
    if (!is_shown(program, module)) continue;
    bool is_c = (program_summary(program, module)->flags & SUMMARY_C) != 0;
    show_module(&context, &audiences[is_c], module);
  }
  arena_release(&context.notes_arena);
  waiting_tell_equals(&context);
  for (size_t i = 0; i < options->rules.count; i++) {
    const Checker *checker = options->rules.at[i]->checker;
    bool is_asked = options->is_selected[i] && !is_repeated(options, i);
    if (is_asked && checker->on_unused) unused_show(&context, checker);
  }
  arena_release(&context.scratch);
  return findings_finish(&context);
}
