// Shows the program to the checkers of the selected rules, each checker once.
#include "engine/engine.h"

#include "engine/findings.h"

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

static bool reads_module(const Checker *checker, const Summary *summary) {
  switch (checker->reads) {
  case READS_PYTHON:
    return !(summary->flags & SUMMARY_C);
  case READS_C:
    return (summary->flags & SUMMARY_C) != 0;
  case READS_ALL:
    break;
  }
  return true;
}

// Modules that were found to be of no use were never loaded; there is nothing in them to report.
static bool is_shown(const Program *program, ModuleId module, const Checker *checker) {
  const Summary *summary = program_summary(program, module);
  if (!summary || !program_is_reported(program, module)) return false;
  if (summary->flags & SUMMARY_STUB_FILE) return false; // nothing in it is ever run
  return reads_module(checker, summary);
}

static void show_function(RuleContext *context, const Checker *checker, FunctionId id) {
  const Function *function = program_function(context->program, id);
  if (!is_shown(context->program, function->module, checker)) return;
  if (checker->on_function) checker->on_function(context, id);
  for (uint32_t i = 0; checker->on_call && i < function->call_count; i++)
    checker->on_call(context, program_call(context->program, function->first_call + i));
  arena_reset(&context->scratch);
}

static void show_functions(RuleContext *context, const Checker *checker) {
  uint32_t count = program_function_count(context->program);
  for (FunctionId i = 0; i < count; i++)
    show_function(context, checker, i);
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

static Checkers selected_checkers(Arena *arena, const EngineOptions *options) {
  Checkers checkers = {0};
  for (size_t i = 0; i < options->rules.count; i++)
    if (options->is_selected[i] && !is_repeated(options, i))
      array_push(arena, &checkers, options->rules.at[i]->checker);
  return checkers;
}

// Module by module, so that the checkers find in the cache what the first of them has read.
static void show_modules(RuleContext *context, const Checkers *checkers) {
  uint32_t count = program_module_count(context->program);
  for (ModuleId module = 0; module < count; module++) {
    for (size_t i = 0; i < checkers->count; i++) {
      if (!checkers->at[i]->on_module) continue;
      if (!is_shown(context->program, module, checkers->at[i])) continue;
      checkers->at[i]->on_module(context, module);
      arena_reset(&context->scratch);
    }
  }
}

Findings engine_run(Arena *arena, const Program *program, const EngineOptions *options) {
  RuleContext context = {.arena = arena, .program = program, .options = options};
  uint32_t module_end = program_module_end(program);
  context.suppressions = arena_push(arena, SuppressIndex, module_end + 1);
  context.scope_spans = arena_push(arena, const Span *, module_end + 1);
  Checkers checkers = selected_checkers(arena, options);
  show_modules(&context, &checkers);
  for (size_t i = 0; i < checkers.count; i++)
    if (checkers.at[i]->on_function || checkers.at[i]->on_call)
      show_functions(&context, checkers.at[i]);
  arena_release(&context.scratch);
  return findings_finish(&context);
}
