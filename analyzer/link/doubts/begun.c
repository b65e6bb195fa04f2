// Who runs a loop for a coroutine: `asyncio.run(main())`. Of a program's own coroutines it is known
// that nobody else awaits them; of one that a library shows to others it is not.
#include "link/doubts/doubts.h"

// A part of the path that begins with one underscore.
static bool is_in_private_module(const Program *program, const Function *function) {
  for (Str rest = program_path(program, function->module); rest.at;) {
    Str part = str_cut(&rest, '/');
    if (str_has_prefix(part, STR("_")) && !str_has_prefix(part, STR("__"))) return true;
  }
  return false;
}

static bool is_named_main(Str name) {
  return str_equal(name, STR("main")) || str_has_prefix(name, STR("main_")) ||
         str_has_suffix(name, STR("_main")) || str_equal(name, STR("amain"));
}

// What others cannot be counted on to call: a private function, one inside another, a program's
// main function.
static bool is_private(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  Str name = function_name(program, id);
  const Scope *scope = function_scope(program, id);
  return is_named_main(name) || str_has_prefix(name, STR("_")) ||
         is_in_private_module(program, function) ||
         summary->scopes[scope->parent].kind == SCOPE_FUNCTION;
}

// ---- Twins --------------------------------------------------------------------------------------

// "fetch" of "afetch", "async_fetch" and "fetch_async".
static Str plain_name(Str name) {
  while (name.size > 0 && name.at[0] == '_')
    name = str_slice(name, 1, name.size);
  if (str_has_prefix(name, STR("async_"))) name = str_slice(name, STR("async_").size, name.size);
  if (str_has_suffix(name, STR("_async")))
    name = str_slice(name, 0, name.size - STR("_async").size);
  return name;
}

static bool is_ending(Str name, Str part) {
  return part.size > 0 && (str_has_prefix(name, part) || str_has_suffix(name, part));
}

static bool has_word(Str name, Str word) {
  for (Str rest = name; rest.at;)
    if (str_equal(str_cut(&rest, '_'), word)) return true;
  return false;
}

#define WORD_MIN_SIZE 3 // shorter ones are in many names: "to", "by"

static bool shares_word(Str a, Str b) {
  for (Str rest = a; rest.at;) {
    Str word = str_cut(&rest, '_');
    if (word.size >= WORD_MIN_SIZE && has_word(b, word)) return true;
  }
  return false;
}

// Whether a function has the name of a coroutine function, or a part of it: `fetch` and `afetch`,
// `copy_now` and `copy_file`. It shows others both, and those that have a loop await the other.
static bool is_twin(Str sync, Str async) {
  Str a = plain_name(sync), b = plain_name(async);
  return is_ending(a, b) || is_ending(b, a) || shares_word(a, b);
}

// Whether a coroutine function is one for those who have a loop: a method, one that its module
// exports, or the twin of the function that runs a loop for it.
static bool is_for_others(const Program *program, FunctionId beginner, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = function_scope(program, id);
  return summary->scopes[scope->parent].kind != SCOPE_MODULE ||
         summary_is_exported(summary, scope->name) ||
         is_twin(function_name(program, beginner), function_name(program, id));
}

// ---- Beginners ----------------------------------------------------------------------------------

// Functions in functions that are looked at for the command around them.
#define NESTED_MAX_DEPTH 4

// The command of a command line, or a function inside of it.
static bool is_in_command(const Program *program, FunctionId id) {
  for (int depth = 0; id != FUNCTION_NONE && depth < NESTED_MAX_DEPTH; depth++) {
    if ((Solo)function_state(program, id)->solo == SOLO_COMMAND) return true;
    const Function *function = program_function(program, id);
    const Summary *summary = summary_of(program, function->module);
    if (summary->scopes[function->scope].kind == SCOPE_MODULE) return false;
    ScopeId around = summary_runner(summary, summary->scopes[function->scope].parent);
    id = program_function_of(program, function->module, around);
  }
  return false;
}

static Beginner beginner_of(const Program *program, const Call *call) {
  if (is_in_command(program, call->caller)) return BEGUN_BY_COMMAND;
  bool is_program = function_scope(program, call->caller)->kind == SCOPE_MODULE;
  if (is_program || is_named_main(function_name(program, call->caller))) return BEGUN_BY_PROGRAM;
  return is_for_others(program, call->caller, call->callee) ? BEGUN_BY_OTHERS : BEGUN_BY_HELPER;
}

void begun_note(Program *program, const Call *call) {
  function_state(program, call->callee)->begun |= (uint8_t)beginner_of(program, call);
}

bool begun_is_own(const Program *program, FunctionId id) {
  uint8_t begun = function_state(program, id)->begun;
  if (begun & BEGUN_BY_DECORATOR) return true;
  return (begun != 0 && !(begun & BEGUN_BY_OTHERS)) || is_private(program, id);
}
