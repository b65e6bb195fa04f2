// Shows the program to the checkers of the selected rules, each checker once.
#include "engine/engine.h"

#include "engine/findings.h"

static const char *const severity_names[] = {"info", "warning", "error"};
static const char *const confidence_names[] = {"possible", "probable", "resolved"};

const char *severity_name(Severity severity) {
  return severity_names[severity];
}

const char *confidence_name(Confidence confidence) {
  return confidence_names[confidence];
}

bool confidence_parse(Str name, Confidence *out) {
  for (size_t i = 0; i < COUNT_OF(confidence_names); i++) {
    if (!str_equal_c(name, confidence_names[i])) continue;
    *out = (Confidence)i;
    return true;
  }
  return false;
}

// Modules that were found to be of no use were never loaded; there is nothing in them to report.
static bool is_shown(const Program *program, ModuleId module) {
  return program_is_reported(program, module) && program_summary(program, module) != NULL;
}

static void show_modules(RuleContext *context, const Checker *checker) {
  uint32_t count = program_module_count(context->program);
  for (ModuleId i = 0; i < count; i++) {
    if (!is_shown(context->program, i)) continue;
    checker->on_module(context, i);
    arena_reset(&context->scratch);
  }
}

static void show_functions(RuleContext *context, const Checker *checker) {
  uint32_t count = program_function_count(context->program);
  for (FunctionId i = 0; i < count; i++) {
    const Function *function = program_function(context->program, i);
    if (!is_shown(context->program, function->module)) continue;
    if (checker->on_function) checker->on_function(context, i);
    for (uint32_t j = 0; checker->on_call && j < function->call_count; j++)
      checker->on_call(context, program_call(context->program, function->first_call + j));
    arena_reset(&context->scratch);
  }
}

static void run_checker(RuleContext *context, const Checker *checker) {
  if (checker->on_module) show_modules(context, checker);
  if (checker->on_function || checker->on_call) show_functions(context, checker);
}

// Whether an earlier selected rule has the same checker.
static bool has_run(const EngineOptions *options, size_t index) {
  for (size_t i = 0; i < index; i++)
    if (options->is_selected[i] &&
        options->rules.at[i]->checker == options->rules.at[index]->checker)
      return true;
  return false;
}

Findings engine_run(Arena *arena, const Program *program, const EngineOptions *options) {
  RuleContext context = {.arena = arena, .program = program, .options = options};
  context.suppressions = arena_push(arena, SuppressIndex, program_module_count(program) + 1);
  for (size_t i = 0; i < options->rules.count; i++)
    if (options->is_selected[i] && !has_run(options, i))
      run_checker(&context, options->rules.at[i]->checker);
  arena_release(&context.scratch);
  return findings_finish(&context);
}
