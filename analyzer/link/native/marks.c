// What the author of a function says of it: marks at its definition, or at a prototype of it
// elsewhere, and the project's configuration by its name. That goes before what its code shows.
#include "link/native/native.h"

// ---- Finding it ---------------------------------------------------------------------------------

static uint32_t colour_of(Str word) {
  static const struct {
    const char *word;
    Mark mark;
  } colours[] = {{"coroutine", MARK_COROUTINE},
                 {"no_coroutine", MARK_NO_COROUTINE},
                 {"mixed_coroutine", MARK_MIXED}};
  for (size_t i = 0; i < COUNT_OF(colours); i++)
    if (str_equal_c(word, colours[i].word)) return colours[i].mark;
  return 0;
}

static Str mark_of(const Summary *summary, ExprId decorator) {
  const Expr *expr = &summary->exprs[decorator];
  bool is_text = expr_is_literal(expr, LITERAL_STRING);
  return is_text ? summary_name(summary, expr->b) : STR("");
}

// Of several that speak of what a function does, the first is meant.
static void say(Native *native, FunctionId function, const KnowledgeEntry *entry) {
  uint32_t number = (uint32_t)native->said.count;
  array_push(&native->arena, &native->said, ((Said){function, entry}));
  if (entry->own & OWN_EFFECT) map_insert(&native->arena, &native->said_of, function, number);
}

static void say_of_library(Native *native, Str name, const KnowledgeEntry *mark) {
  const KnowledgeEntry *known = native_entry(native, name);
  if (!(mark->own & OWN_EFFECT) || (known && known->own)) return;
  uint32_t number = (uint32_t)native->said.count;
  Said said = {FUNCTION_NONE, knowledge_over(native->program->arena, mark, known)};
  array_push(&native->arena, &native->said, said);
  map_insert(&native->arena, &native->said_of_names, summary_name_hash(name), number);
}

static void read_mark(Native *native, ModuleId module, NameId id, Str word) {
  Program *program = native->program;
  Str name = summary_name(program->modules[module].summary, id);
  uint32_t colour = colour_of(word);
  const KnowledgeEntry *mark = knowledge_mark_c(word);
  FunctionId functions[NATIVE_MAX_NAMESAKES];
  Named named = native_name(native, module, 0, id);
  uint32_t count = native_functions(native, named, module, functions, NATIVE_MAX_NAMESAKES);
  for (uint32_t i = 0; i < count; i++) {
    if (colour) *map_insert(program->arena, &program->marks, functions[i], 0) |= colour;
    if (mark) say(native, functions[i], mark);
  }
  if (count > 0) return;
  uint64_t hash = summary_name_hash(name);
  if (colour) *map_insert(program->arena, &program->prototype_marks, hash, 0) |= colour;
  if (mark) say_of_library(native, name, mark);
}

static void read_scope(Native *native, ModuleId module, ScopeId id) {
  const Summary *summary = native->program->modules[module].summary;
  const Scope *scope = &summary->scopes[id];
  if (scope->kind != SCOPE_FUNCTION) return;
  const KnowledgeEntry *own = native_entry(native, summary_name(summary, scope->name));
  bool has_body = !(scope->flags & SCOPE_STUB);
  if (has_body && own && own->own) say(native, function_get(native->program, module, id), own);
  for (uint32_t i = 0; i < scope->decorator_count; i++)
    read_mark(native, module, scope->name,
              mark_of(summary, summary->operands[scope->decorators + i]));
}

void native_marks(Native *native) {
  Program *program = native->program;
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    if (!module_is_native(program, module)) continue;
    for (ScopeId id = 1; id < program->modules[module].summary->scopes_count; id++)
      read_scope(native, module, id);
  }
}

// ---- Using it -----------------------------------------------------------------------------------

const KnowledgeEntry *native_said(const Native *native, FunctionId function) {
  const uint32_t *number = map_find(&native->said_of, function);
  return number ? native->said.at[*number].entry : NULL;
}

const KnowledgeEntry *native_said_of_name(const Native *native, Str name) {
  if (native->said_of_names.count == 0) return NULL;
  const uint32_t *number = map_find(&native->said_of_names, summary_name_hash(name));
  return number ? native->said.at[*number].entry : NULL;
}

static void place(Native *native, const Said *said) {
  Program *program = native->program;
  ModuleId module = program->functions.at[said->function].public.module;
  Context context = native_context(said->entry->runs_as, said->entry);
  if (context == CONTEXT_COUNT) return;
  Origin origin = {.function = said->function,
                   .context = context,
                   .module = module,
                   .entry = said->entry,
                   .confidence = CONFIDENCE_RESOLVED,
                   .kind = ROOT_MARKED};
  if (context == CONTEXT_LOOP || context == CONTEXT_COROUTINE) root_mark(program, origin);
  array_push(program->arena, &program->origins, origin);
}

// What does nothing, or not there, may be registered on a loop all the same.
static void leave_alone(Native *native, const Said *said) {
  Function *function = &native->program->functions.at[said->function].public;
  bool is_silent = said->entry->own & OWN_EFFECT && said->entry->effect == EFFECT_NONE;
  if (is_silent) function->root = ROOT_NONE;
}

void native_place_marked(Native *native) {
  for (size_t i = 0; i < native->said.count; i++)
    if (native->said.at[i].function != FUNCTION_NONE) place(native, &native->said.at[i]);
  for (size_t i = 0; i < native->said.count; i++)
    if (native->said.at[i].function != FUNCTION_NONE) leave_alone(native, &native->said.at[i]);
}
