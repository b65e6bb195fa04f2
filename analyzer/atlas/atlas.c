// Functions beside those of the program, and indices over them.
#include "atlas/atlas.h"

#include <stdlib.h>

typedef struct ModuleScopes {
  bool is_made;
  const Span *spans; // of all scopes
} ModuleScopes;

struct AtlasIndex {
  Arena *arena;
  ModuleScopes *modules; // by ModuleId
};

static const char *const side_names[] = {"async", "loop", "offloaded", "elsewhere"};

const char *side_name(Side side) {
  return side_names[side];
}

// ---- Functions ----------------------------------------------------------------------------------

static Side side_of(const Program *program, FunctionId id) {
  if (program_function(program, id)->is_async) return SIDE_ASYNC;
  uint32_t contexts = program_contexts(program, id);
  if (contexts & (1u << CONTEXT_LOOP | 1u << CONTEXT_COROUTINE)) return SIDE_LOOP;
  return contexts & (1u << CONTEXT_THREAD | 1u << CONTEXT_POOL) ? SIDE_OFFLOADED : SIDE_ELSEWHERE;
}

// Without the functions around it.
static Str short_name(Str name) {
  const Str inside = STR("<locals>.");
  for (size_t at = 0; (at = str_find(name, inside)) != SIZE_MAX;)
    name = str_slice(name, at + inside.size, name.size);
  return name;
}

static AtlasFunction describe(Arena *arena, const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  AtlasFunction out = {.module = function->module, .side = side_of(program, id)};
  out.name = short_name(program_function_name(program, id, arena));
  if (!summary) return out;
  out.is_module = summary->scopes[function->scope].kind == SCOPE_MODULE;
  if (!out.is_module) out.span = summary_scope_name_span(summary, function->scope);
  return out;
}

// ---- Callers ------------------------------------------------------------------------------------

// The calls of each function side by side: counted first, then put there.
static void index_callers(Arena *arena, Atlas *atlas) {
  uint32_t calls = program_call_count(atlas->program);
  uint32_t *starts = arena_push(arena, uint32_t, atlas->count + 2);
  uint32_t *callers = arena_push(arena, uint32_t, calls + 1);
  for (uint32_t i = 0; i < calls; i++) {
    FunctionId callee = program_call(atlas->program, i)->callee;
    if (callee != FUNCTION_NONE) starts[callee + 2]++;
  }
  for (uint32_t i = 2; i < atlas->count + 2; i++)
    starts[i] += starts[i - 1];
  for (uint32_t i = 0; i < calls; i++) {
    FunctionId callee = program_call(atlas->program, i)->callee;
    if (callee != FUNCTION_NONE) callers[starts[callee + 1]++] = i;
  }
  atlas->callers = callers;
  atlas->caller_starts = starts;
}

Atlas atlas_make(Arena *arena, const Program *program) {
  Atlas atlas = {.program = program, .count = program_function_count(program)};
  AtlasFunction *functions = arena_push(arena, AtlasFunction, atlas.count + 1);
  for (FunctionId id = 0; id < atlas.count; id++)
    functions[id] = describe(arena, program, id);
  atlas.functions = functions;
  atlas.index = arena_push(arena, struct AtlasIndex, 1);
  atlas.index->arena = arena;
  atlas.index->modules = arena_push(arena, ModuleScopes, program_module_end(program) + 1);
  index_callers(arena, &atlas);
  return atlas;
}

// ---- By place -----------------------------------------------------------------------------------

static const Span *scope_spans(const Atlas *atlas, ModuleId module, const Summary *summary) {
  ModuleScopes *scopes = &atlas->index->modules[module];
  if (scopes->is_made) return scopes->spans;
  Span *spans = arena_push(atlas->index->arena, Span, summary->scopes_count + 1);
  summary_scope_spans(summary, spans);
  *scopes = (ModuleScopes){true, spans};
  return spans;
}

// Scopes stand in the order in which they begin, so the last that holds the place is the innermost.
FunctionId atlas_at(const Atlas *atlas, ModuleId module, uint32_t offset) {
  const Summary *summary = program_summary(atlas->program, module);
  if (!summary || summary->scopes_count == 0) return FUNCTION_NONE;
  const Span *spans = scope_spans(atlas, module, summary);
  ScopeId found = 0;
  for (ScopeId scope = 1; scope < summary->scopes_count; scope++)
    if (spans[scope].start <= offset && offset < spans[scope].end) found = scope;
  ScopeId runner = summary_runner(summary, found);
  return program_function_of(atlas->program, module, runner);
}
