// Entries about functions and classes of the project, under the names by which others import them:
// what the project says of them, which goes before what their code shows, and what the tables say
// where the project is the library.
#include "link/program.h"

static const KnowledgeEntry *entry_of(Program *program, ModuleId module, ScopeId scope) {
  Arena *scratch = &program->scratch;
  ArenaMark mark = arena_mark(scratch);
  Str path = module_name(program, module, scratch);
  Str name = summary_qualified_name(summary_of(program, module), scope, scratch);
  Str dotted = str_print(scratch, "%.*s.%.*s", STR_ARG(path), STR_ARG(name));
  const KnowledgeEntry *entry = symbol_entry(program, symbol_make(program, dotted));
  arena_rewind(scratch, mark);
  return entry;
}

static const KnowledgeEntry *find_own(Program *program, FunctionId function) {
  const Function *public = &function_state(program, function)->public;
  const Summary *summary = summary_of(program, public->module);
  if (summary->scopes[public->scope].kind != SCOPE_FUNCTION) return NULL;
  const KnowledgeEntry *entry = entry_of(program, public->module, public->scope);
  return entry && entry->own ? entry : NULL;
}

// Whether knowledge has anything of what the module defines.
static bool is_known(Program *program, ModuleId id) {
  Module *module = module_of(program, id);
  if (module->whose == 0) {
    ArenaMark mark = arena_mark(&program->scratch);
    Str name = module_name(program, id, &program->scratch);
    bool has_any = knowledge_has_library(program->knowledge, name) &&
                   knowledge_has_below(program->knowledge, name);
    module->whose = has_any ? 2 : 1;
    arena_rewind(&program->scratch, mark);
  }
  return module->whose == 2;
}

const KnowledgeEntry *library_entry(Program *program, ModuleId module, ScopeId scope) {
  if (!is_known(program, module)) return NULL;
  uint64_t key = (uint64_t)module << 32 | scope;
  uint32_t fresh = (uint32_t)program->library_entries.count;
  uint32_t number = *map_insert(program->arena, &program->library_index, key, fresh);
  if (number != fresh) return program->library_entries.at[number];
  const KnowledgeEntry *entry = entry_of(program, module, scope);
  array_push(program->arena, &program->library_entries, entry);
  return entry;
}

const KnowledgeEntry *function_own(Program *program, FunctionId function) {
  if (!knowledge_has_own(program->knowledge)) return NULL;
  uint32_t fresh = (uint32_t)program->own_entries.count;
  uint32_t number = *map_insert(program->arena, &program->own_index, function, fresh);
  if (number != fresh) return program->own_entries.at[number];
  const KnowledgeEntry *entry = find_own(program, function);
  array_push(program->arena, &program->own_entries, entry);
  return entry;
}
