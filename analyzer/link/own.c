// What a project says of its own functions: entries under the names by which others import them.
// That goes before what their code shows.
#include "link/program.h"

static const KnowledgeEntry *find_own(Program *program, FunctionId function) {
  const Function *public = &function_state(program, function)->public;
  const Summary *summary = summary_of(program, public->module);
  if (summary->scopes[public->scope].kind != SCOPE_FUNCTION) return NULL;
  Arena *scratch = &program->scratch;
  ArenaMark mark = arena_mark(scratch);
  Str module = module_name(program, public->module, scratch);
  Str name = summary_qualified_name(summary, public->scope, scratch);
  Str dotted = str_print(scratch, "%.*s.%.*s", STR_ARG(module), STR_ARG(name));
  const KnowledgeEntry *entry = symbol_entry(program, symbol_make(program, dotted));
  arena_rewind(scratch, mark);
  return entry && entry->own ? entry : NULL;
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
