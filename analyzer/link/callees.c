// How much is known of what async code calls: for measuring what installed packages bring.
#include "link/program.h"

bool symbol_is_standard(const Program *program, SymbolId symbol) {
  Str rest = symbol_name(program, symbol);
  Str top = str_cut(&rest, '.');
  return knowledge_is_standard(top) || str_equal(top, STR("builtins"));
}

// Of a library's function or class, or of an instance that is called.
static void count_symbol(Program *program, SymbolId symbol, CalleeCounts *counts) {
  if (symbol_is_standard(program, symbol))
    counts->standard++;
  else if (symbol_entry(program, symbol))
    counts->described++;
  else
    counts->named++;
}

static void count_module(const Program *program, ModuleId module, CalleeCounts *counts) {
  if (module_is_package(program, module))
    counts->found++;
  else
    counts->own++;
}

static void count_value(Program *program, Value value, CalleeCounts *counts) {
  switch ((ValueKind)value.kind) {
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
    count_module(program, function_state(program, value.a)->public.module, counts);
    return;
  case VALUE_CLOSURE: {
    FunctionId function = program->closures.at[value.a].function;
    count_module(program, function_state(program, function)->public.module, counts);
    return;
  }
  case VALUE_CLASS:
  case VALUE_INSTANCE:
    count_module(program, program->classes.at[value.a].module, counts);
    return;
  case VALUE_LIBRARY:
  case VALUE_LIBRARY_INSTANCE:
    count_symbol(program, value.a, counts);
    return;
  case VALUE_ENTRY: // of a table in this module
    count_module(program, value.a, counts);
    return;
  case VALUE_PARTIAL:
    count_value(program, program->partials.at[value.a].callee, counts);
    return;
  case VALUE_PARAMETER:
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_SUPER:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_CONTAINER:
  case VALUE_HOLDER:
  case VALUE_TYPE:
  case VALUE_REST:
  case VALUE_VARIABLE:
  case VALUE_MADE:
  case VALUE_AWAITABLE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    counts->unknown++;
    return;
  }
}

static void count_in(Program *program, ModuleId module, CalleeCounts *counts) {
  const Summary *summary = summary_of(program, module);
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_CALL || expr->flags & (EXPR_FLAG_DEAD | EXPR_FLAG_ANNOTATION)) continue;
    ScopeId runner = summary_runner(summary, scope_at(program, module, at));
    if (!(summary->scopes[runner].flags & SCOPE_ASYNC)) continue;
    Values callees;
    if (evaluate_known(program, module, expr->a, &callees))
      count_value(program, callees.at[0], counts);
    else
      counts->unknown++;
  }
}

CalleeCounts program_callees(const Program *program) {
  CalleeCounts counts = {0};
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    const ProgramFile *file = &program->input.files[module];
    bool is_asked = file->is_reported && file->is_root && !file->is_native;
    if (is_asked && summary_of(program, module)) count_in(program->self, module, &counts);
  }
  return counts;
}
