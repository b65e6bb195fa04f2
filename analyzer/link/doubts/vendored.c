// Code of others that lies in a folder of the program: `thirdparty/mineru/`. It is there for the
// part of it that the program calls. A server that comes along and that nothing outside calls,
// serves nobody.
#include "link/doubts/doubts.h"

static bool is_vendor_folder(Str part) {
  static const char *const names[] = {"thirdparty", "third_party", "vendor",   "_vendor",
                                      "vendored",   "_vendored",   "_vendors", "vendors"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(part, names[i])) return true;
  return false;
}

// `app/thirdparty/mineru/cli/server.py`
static bool is_vendored(Str path) {
  for (Str rest = path; rest.at;) {
    Str part = str_cut(&rest, '/');
    if (rest.at && is_vendor_folder(part)) return true;
  }
  return false;
}

typedef struct Vendored {
  Program *program;
  bool *is_used; // by module: it is the program's own, or called by one that is used
} Vendored;

static bool find_vendored(Vendored *vendored) {
  bool has_any = false;
  for (ModuleId module = 0; module < vendored->program->input.file_count; module++) {
    vendored->is_used[module] = !is_vendored(program_path(vendored->program, module));
    has_any |= !vendored->is_used[module];
  }
  return has_any;
}

// Takes in what the modules that are used call, until that is all.
static void find_used(Vendored *vendored) {
  const Program *program = vendored->program;
  for (bool is_new = true; is_new;) {
    is_new = false;
    for (size_t i = 0; i < program->calls.count; i++) {
      const Call *call = &program->calls.at[i];
      if (call->callee == FUNCTION_NONE) continue;
      ModuleId to = program_function(program, call->callee)->module;
      if (vendored->is_used[to]) continue;
      ModuleId from = program_function(program, call->caller)->module;
      if (!vendored->is_used[from]) continue;
      vendored->is_used[to] = is_new = true;
    }
  }
}

static void mark_unused(const Vendored *vendored) {
  Program *program = vendored->program;
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const Function *function = &function_state(program, id)->public;
    bool is_on_loop = function->is_async || function->root != ROOT_NONE;
    if (!is_on_loop || vendored->is_used[function->module]) continue;
    if (program->input.files[function->module].is_native) continue;
    for (uint32_t i = 0; i < function->call_count; i++)
      program->calls.at[function->first_call + i].is_alone = true;
  }
}

void vendored_settle(Program *program) {
  size_t count = program->input.file_count;
  Vendored vendored = {program, arena_push(program->arena, bool, count + 1)};
  if (!find_vendored(&vendored)) return;
  find_used(&vendored);
  mark_unused(&vendored);
}
