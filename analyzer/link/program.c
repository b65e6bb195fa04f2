// Linking from end to end, and the table of library symbols.
#include "link/calls/calls.h"
#include "link/contexts/contexts.h"
#include "link/doubts/doubts.h"
#include "link/effects.h"
#include "link/native/native.h"

// ---- Symbols ------------------------------------------------------------------------------------

// Makes the symbol that an alias stands for when knowledge has another name for it.
static SymbolId make_canonical(Program *program, SymbolId symbol, Str dotted) {
  Str canonical = knowledge_canonical(program->knowledge, program->arena, dotted);
  if (str_equal(canonical, dotted)) return symbol;
  SymbolId target = interner_find(&program->symbols, canonical);
  if (target != INTERNER_NONE) return target;
  target = interner_add_copy(program->arena, &program->symbols, canonical);
  Symbol plain = {.canonical = target};
  array_push_moving(program->arena, &program->symbol_table, plain);
  return target;
}

// `is_foreign`: knowledge has nothing of its library, so there is no alias and no entry to look
// for.
static SymbolId symbol_intern(Program *program, Str dotted, bool is_foreign) {
  uint32_t known = program->symbols.count;
  SymbolId symbol = interner_add_copy(program->arena, &program->symbols, dotted);
  if (symbol < known) return program->symbol_table.at[symbol].canonical;
  Symbol fresh = {.canonical = symbol, .is_looked_up = is_foreign, .is_foreign = is_foreign};
  array_push_moving(program->arena, &program->symbol_table, fresh);
  if (is_foreign) return symbol;
  SymbolId canonical = make_canonical(program, symbol, dotted);
  program->symbol_table.at[symbol].canonical = canonical;
  return canonical;
}

SymbolId symbol_make(Program *program, Str dotted) {
  return symbol_intern(program, dotted, !knowledge_has_module(program->knowledge, dotted));
}

// `owner.name`, put together.
static SymbolId make_member(Program *program, SymbolId owner, Str name) {
  Str base = symbol_name(program, owner);
  bool is_foreign = program->symbol_table.at[owner].is_foreign;
  char short_name[256];
  size_t size = base.size + 1 + name.size;
  if (size > sizeof short_name) {
    Str dotted = str_print(program->arena, "%.*s.%.*s", STR_ARG(base), STR_ARG(name));
    return symbol_intern(program, dotted, is_foreign);
  }
  for (size_t i = 0; i < base.size; i++)
    short_name[i] = base.at[i];
  short_name[base.size] = '.';
  for (size_t i = 0; i < name.size; i++)
    short_name[base.size + 1 + i] = name.at[i];
  return symbol_intern(program, (Str){short_name, size}, is_foreign);
}

SymbolId symbol_member(Program *program, SymbolId owner, Str name) {
  uint64_t key = number_hash(owner) ^ summary_name_hash(name);
  const uint32_t *known = map_find(&program->symbol_members, key);
  if (known) return *known;
  SymbolId symbol = make_member(program, owner, name);
  map_insert(program->arena, &program->symbol_members, key, symbol);
  return symbol;
}

Str symbol_name(const Program *program, SymbolId symbol) {
  return program->symbols.strings[symbol];
}

const KnowledgeEntry *symbol_entry(Program *program, SymbolId symbol) {
  Symbol *known = &program->symbol_table.at[symbol];
  if (known->is_looked_up) return known->entry;
  known->is_looked_up = true;
  Str dotted = symbol_name(program, symbol);
  known->entry = knowledge_find(program->knowledge, dotted);
  size_t dot = dotted.size;
  while (dot > 0 && dotted.at[dot - 1] != '.')
    dot--;
  if (!known->entry && dot > 0)
    known->entry = knowledge_find_member(program->knowledge, str_slice(dotted, 0, dot - 1),
                                         str_slice(dotted, dot, dotted.size));
  return known->entry;
}

static void symbols_start(Program *program) {
  static const char *const types[] = {
      [BUILTIN_BOOL] = "builtins.bool",   [BUILTIN_INT] = "builtins.int",
      [BUILTIN_FLOAT] = "builtins.float", [BUILTIN_STR] = "builtins.str",
      [BUILTIN_BYTES] = "builtins.bytes",
  };
  for (size_t i = 0; i < BUILTIN_TYPE_COUNT; i++)
    program->builtin_types[i] = symbol_make(program, str_from_c(types[i]));
}

// ---- Linking ------------------------------------------------------------------------------------

static bool is_root(const Program *program, ModuleId module) {
  const ProgramFile *file = &program->input.files[module];
  return file->is_root && !file->is_native && program->modules[module].summary;
}

// Expressions for which room is made for one call; where it is not used, it costs nothing.
#define EXPRS_PER_CALL 16

#define SCOPES_PER_CLASS 4 // the same

// Makes room for the functions of all roots and their calls at once.
static void load_roots(Program *program) {
  size_t scopes = 0, exprs = 0;
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    const ProgramFile *file = &program->input.files[module];
    if (!file->is_root || file->is_native) continue;
    if (!module_load(program, module)) continue;
    scopes += summary_of(program, module)->scopes_count;
    exprs += summary_of(program, module)->exprs_count;
  }
  array_reserve(program->arena, &program->functions, scopes);
  array_reserve(program->arena, &program->classes, scopes / SCOPES_PER_CLASS);
  array_reserve_moving(program->arena, &program->queue, scopes);
  array_reserve_moving(program->arena, &program->calls, exprs / EXPRS_PER_CALL);
  array_reserve_moving(program->arena, &program->call_effects, exprs / EXPRS_PER_CALL);
}

const Program *program_link(Arena *arena, const ProgramInput *input) {
  Program *program = arena_push(arena, Program, 1);
  program->self = program;
  program->arena = arena;
  program->input = *input;
  program->knowledge = input->knowledge;
  values_start(program);
  atoms_start(program);
  members_start(program);
  symbols_start(program);
  silent_start(program);
  modules_index(program);
  packages_start(program);
  load_roots(program);
  for (ModuleId module = 0; module < input->file_count; module++)
    if (is_root(program, module)) roots_of_module(program, module);
  // Walking appends to the queue; functions are never walked twice.
  for (size_t next = 0; next < program->queue.count; next++)
    function_walk(program, program->queue.at[next]);
  packages_walk(program);
  native_link(program);
  leading_find(program);
  settings_settle(program);
  asked_settle(program);
  accessed_settle(program);
  polled_settle(program);
  retested_settle(program);
  threads_settle(program);
  starts_settle(program);
  dialogues_settle(program);
  startup_settle(program);
  terminal_settle(program);
  vendored_settle(program);
  driven_settle(program);
  effects_spread(program);
  arena_release(&program->scratch);
  return program;
}
