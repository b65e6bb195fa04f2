// What a name in C means: a local, something of the file, what an included header brings, or the
// one thing of that name that the program has.
#include "base/path.h"
#include "link/native/native.h"

// ---- Finding what has external linkage ----------------------------------------------------------

static void define_function(Native *native, uint64_t hash, FunctionId function) {
  uint32_t *first = map_insert(&native->arena, &native->externals, hash, 0);
  Definition definition = {function, *first};
  array_push(&native->arena, &native->definitions, definition);
  *first = (uint32_t)native->definitions.count;
}

static bool has_body(const Summary *summary, const Binding *binding) {
  return binding->kind == BINDING_DEF && !(summary->scopes[binding->extra].flags & SCOPE_STUB);
}

static void declare_binding(Native *native, ModuleId module, const Binding *binding) {
  const Summary *summary = native->program->modules[module].summary;
  bool is_function = has_body(summary, binding);
  FunctionId function =
      is_function ? function_get(native->program, module, binding->extra) : FUNCTION_NONE;
  if (binding->flags & BINDING_INTERNAL) return;
  uint64_t hash = summary_name_hash(summary_name(summary, binding->name));
  if (is_function)
    define_function(native, hash, function);
  else if (binding->kind == BINDING_ASSIGN)
    map_insert(&native->arena, &native->variables, hash, 1);
}

void native_declare(Native *native) {
  Program *program = native->program;
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    if (!module_is_native(program, module)) continue;
    const Summary *summary = program->modules[module].summary;
    for (BindingId id = 0; id < summary->bindings_count; id++)
      if (summary->bindings[id].scope == 0) declare_binding(native, module, &summary->bindings[id]);
    for (ExprId at = 1; at < summary->exprs_count; at++)
      if (summary->exprs[at].kind == EXPR_NAME && summary->exprs[at].use == USE_CALLED)
        map_insert(&native->arena, &native->called,
                   summary_name_hash(summary_name(summary, summary->exprs[at].a)), 1);
  }
}

// ---- Knowledge ----------------------------------------------------------------------------------

// Whether the program defines or declares a function that tells which library a common name is of.
static bool is_there(const Native *native, const char *function) {
  return map_find(&native->externals, summary_name_hash(str_from_c(function))) ||
         map_find(&native->called, summary_name_hash(str_from_c(function)));
}

const KnowledgeEntry *native_entry(const Native *native, Str name) {
  const KnowledgeEntry *entry = knowledge_find_c(native->program->knowledge, name);
  if (entry && entry->only_with && !is_there(native, entry->only_with)) entry = NULL;
  const KnowledgeEntry *said = entry && entry->own ? NULL : native_said_of_name(native, name);
  return said ? said : entry;
}

const KnowledgeEntry *native_callee_entry(const Native *native, ModuleId module, const Expr *call) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind == EXPR_NAME) return native_entry(native, summary_name(summary, callee->a));
  if (callee->kind != EXPR_ATTRIBUTE) return NULL;
  const KnowledgeEntry *entry = native_entry(native, summary_name(summary, callee->b));
  return entry && entry->kind == KNOWN_FUNCTION ? entry : NULL;
}

// ---- Looking up ---------------------------------------------------------------------------------

static Named slot_named(SlotId slot) {
  return (Named){.meaning = MEANS_SLOT, .function = FUNCTION_NONE, .slot = slot};
}

static Named function_named(FunctionId function) {
  return (Named){.meaning = MEANS_FUNCTIONS, .function = function, .slot = SLOT_NONE};
}

// Files are sorted by path.
static ModuleId module_at(const Program *program, Str path) {
  uint32_t low = 0, high = program->input.file_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (str_compare(program->input.files[middle].path, path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  bool is_found =
      low < program->input.file_count && str_equal(program->input.files[low].path, path);
  return is_found ? low : MODULE_NONE;
}

typedef struct Asked { // a name that is looked up
  Str text;
  uint64_t hash;
} Asked;

// Of what is bound at file scope; with internal linkage only, when a header is asked.
static Named file_named(Native *native, ModuleId module, Asked name, bool is_header) {
  const Summary *summary = native->program->modules[module].summary;
  BindingList list = summary_bindings(summary, 0, name.text, name.hash);
  Named found = {.meaning = MEANS_NOTHING, .function = FUNCTION_NONE};
  // What is bound more often is a table, each element of which is bound.
  uint32_t count = list.count < SEARCH_MAX_BINDINGS ? list.count : SEARCH_MAX_BINDINGS;
  for (uint32_t i = 0; i < count; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (has_body(summary, binding))
      return function_named(function_get(native->program, module, binding->extra));
    if (binding->kind == BINDING_ASSIGN && binding->flags & BINDING_INTERNAL)
      found = slot_named(native_variable(native, module, 0, name.text));
    if (binding->kind != BINDING_IMPORT || is_header) continue;
    Str path = summary_name(summary, summary->imports[binding->extra].module);
    ModuleId header = module_at(native->program, path);
    if (header == MODULE_NONE || !module_is_native(native->program, header)) continue;
    Named brought = file_named(native, header, name, true);
    if (brought.meaning != MEANS_NOTHING) return brought;
  }
  return found;
}

Named native_name(Native *native, ModuleId module, ScopeId scope, NameId id) {
  const Summary *summary = native->program->modules[module].summary;
  Str text = summary_name(summary, id);
  Asked name = {text, summary_name_hash(text)};
  if (scope != 0 && summary_bindings(summary, scope, name.text, name.hash).count > 0)
    return slot_named(native_variable(native, module, scope, name.text));
  Named own = file_named(native, module, name, false);
  if (own.meaning != MEANS_NOTHING) return own;
  const uint32_t *definition = map_find(&native->externals, name.hash);
  if (definition) return (Named){MEANS_FUNCTIONS, FUNCTION_NONE, *definition, SLOT_NONE, name.text};
  if (map_find(&native->variables, name.hash))
    return slot_named(native_variable(native, MODULE_NONE, 0, name.text));
  return (Named){MEANS_LIBRARY, FUNCTION_NONE, 0, SLOT_NONE, name.text};
}

// ---- Namesakes ----------------------------------------------------------------------------------

static bool is_beside(const Program *program, FunctionId function, ModuleId module) {
  Str mine = program->input.files[module].path;
  Str other = program->input.files[program->functions.at[function].public.module].path;
  return str_equal(path_folder(mine), path_folder(other));
}

static uint32_t list_namesakes(const Native *native, uint32_t definition, ModuleId beside,
                               FunctionId *out, uint32_t capacity) {
  uint32_t count = 0;
  for (uint32_t at = definition; at != 0 && count < capacity;
       at = native->definitions.at[at - 1].next) {
    FunctionId function = native->definitions.at[at - 1].function;
    if (beside == MODULE_NONE || is_beside(native->program, function, beside))
      out[count++] = function;
  }
  return count;
}

uint32_t native_functions(const Native *native, Named named, ModuleId caller, FunctionId *out,
                          uint32_t capacity) {
  if (named.meaning != MEANS_FUNCTIONS || capacity == 0) return 0;
  if (named.function != FUNCTION_NONE) {
    out[0] = named.function;
    return 1;
  }
  uint32_t count = list_namesakes(native, named.definition, caller, out, capacity);
  const KnowledgeEntry *entry = native_entry(native, named.name);
  if (count > 0 || (entry && entry->effect != EFFECT_NONE)) return count;
  return list_namesakes(native, named.definition, MODULE_NONE, out, capacity);
}
