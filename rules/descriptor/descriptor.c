// Descriptors that a loop watches and that wait all the same: made so, or made so again.
#include "rules/list.h"
#include "rules/native.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module, .reads = READS_C};

const Rule rule_blocking_socket_in_loop = {
    .id = "blocking-socket-in-loop",
    .family = "descriptor",
    .summary = "A loop watches a socket that is in blocking mode.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_nonblock_cleared = {
    .id = "nonblock-cleared",
    .family = "descriptor",
    .summary = "A descriptor that a loop watches is made blocking again.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

// The descriptor in quotes, as it is written.
static Str value_name(RuleContext *context, const Summary *summary, ExprId value) {
  Str name = value != 0 ? native_last_name(summary, value) : STR("");
  return name.size > 0 ? str_print(rule_arena(context), "`%.*s`", STR_ARG(name))
                       : STR("a descriptor");
}

static Str call_at(RuleContext *context, ModuleId module, ExprId site) {
  const Summary *summary = program_summary(rule_program(context), module);
  Str name = native_last_name(summary, site);
  return name.size > 0 ? name : STR("a call");
}

static void hop_at(RuleContext *context, Finding *finding, ModuleId module, ExprId site,
                   const char *before, const char *after) {
  if (site == 0) return;
  const Summary *summary = program_summary(rule_program(context), module);
  Str name = call_at(context, module, site);
  finding_hop(context, finding, module, summary_expr_span(summary, site), "%s`%.*s`%s", before,
              STR_ARG(name), after);
}

static void report_blocking(RuleContext *context, const Fault *fault) {
  const Summary *summary = program_summary(rule_program(context), fault->module);
  Str name = value_name(context, summary, fault->value);
  Finding *finding = finding_add(context, &rule_blocking_socket_in_loop, fault->module, fault->site,
                                 "the loop watches %.*s, which is in blocking mode", STR_ARG(name));
  if (!finding) return;
  finding->confidence = fault->confidence;
  hop_at(context, finding, fault->other_module, fault->other, "",
         " makes it here, and nothing makes it non-blocking");
  hop_at(context, finding, fault->use_module, fault->use, "",
         " waits here, with the loop, when there is nothing to read or no room to write");
  finding_help(context, finding,
               "make it non-blocking before the loop watches it, best as it is made");
}

static void report_cleared(RuleContext *context, const Fault *fault) {
  const Summary *summary = program_summary(rule_program(context), fault->module);
  Str name = value_name(context, summary, fault->value);
  Str call = call_at(context, fault->module, fault->site);
  Finding *finding =
      finding_add(context, &rule_nonblock_cleared, fault->module, fault->site,
                  "`%.*s` makes %.*s blocking, which the loop uses", STR_ARG(call), STR_ARG(name));
  if (!finding) return;
  finding->confidence = fault->confidence;
  hop_at(context, finding, fault->other_module, fault->other, "the loop is told to watch it: ", "");
  finding_help(context, finding,
               "leave it non-blocking, and do the rest when the loop says that it is ready");
}

static void check_module(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  for (uint32_t i = 0; i < program_fault_count(program); i++) {
    const Fault *fault = program_fault(program, i);
    if (fault->module != module) continue;
    switch (fault->kind) {
    case FAULT_BLOCKING:
      report_blocking(context, fault);
      break;
    case FAULT_CLEARED:
      report_cleared(context, fault);
      break;
    }
  }
}
