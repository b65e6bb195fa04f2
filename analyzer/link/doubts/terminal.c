// Command lines, by where they lie. In a folder `cli` stand commands and what they do, for the one
// person who waits at the terminal. Where anything in it is called by a framework or a server, it
// is a program that others come to as well, and says nothing. To what a thread of its own hands
// back to the loop, nobody else comes.
#include "link/doubts/doubts.h"

// `dstack/_internal/cli/` of `dstack/_internal/cli/commands/apply.py`; empty when it lies in none.
static Str terminal_of(Str path) {
  for (Str rest = path; rest.at;) {
    Str part = str_cut(&rest, '/');
    bool is_terminal = str_equal(part, STR("cli")) || str_equal(part, STR("_cli"));
    if (is_terminal && rest.at) return (Str){path.at, (size_t)(rest.at - path.at)};
  }
  return STR("");
}

static bool is_on_loop(const FunctionState *state) {
  return state->public.is_async || state->public.root != ROOT_NONE;
}

// Whether the loop calls a function because a thread of its own folder told it to:
// `loop.call_soon_threadsafe(settle, error)`. Signals and sockets that are ready may be for those
// who come to a server.
static bool is_handed_back(const Program *program, const Function *function, Str folder) {
  if (function->root != ROOT_CALLBACK || !(function->root_entry->traits & TRAIT_ANY_THREAD))
    return false;
  return str_equal(terminal_of(program_path(program, function->root_module)), folder);
}

// Whether somebody else comes to a function: a framework, a server, a client of a library.
static bool is_served(const Program *program, const FunctionState *state, Str folder) {
  if (state->is_handed || state->solo == SOLO_LIFESPAN) return true;
  return state->public.root_entry != NULL && !is_handed_back(program, &state->public, folder);
}

typedef Array(Str) Folders;

static bool is_among(const Folders *folders, Str folder) {
  for (size_t i = 0; i < folders->count; i++)
    if (str_equal(folders->at[i], folder)) return true;
  return false;
}

static Folders find_served(Program *program) {
  Folders found = {0};
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const FunctionState *state = function_state(program, id);
    Str folder = terminal_of(program_path(program, state->public.module));
    if (folder.size == 0 || !is_served(program, state, folder)) continue;
    if (!is_among(&found, folder)) array_push(program->arena, &found, folder);
  }
  return found;
}

static bool has_terminal(const Program *program) {
  for (ModuleId module = 0; module < program->input.file_count; module++)
    if (terminal_of(program_path(program, module)).size > 0) return true;
  return false;
}

void terminal_settle(Program *program) {
  if (!has_terminal(program)) return;
  Folders served = find_served(program);
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const FunctionState *state = function_state(program, id);
    const Function *function = &state->public;
    if (!is_on_loop(state) || program->input.files[function->module].is_native) continue;
    Str folder = terminal_of(program_path(program, function->module));
    if (folder.size == 0 || is_among(&served, folder)) continue;
    for (uint32_t i = 0; i < function->call_count; i++)
      program->calls.at[function->first_call + i].is_alone = true;
  }
}
