// Where walking begins, and which sync functions the loop itself calls.
#include "link/program.h"

void function_enqueue(Program *program, FunctionId function) {
  FunctionState *state = function_state(program, function);
  if (module_is_package(program, state->public.module)) return; // see packages.c
  if (state->is_queued) return;
  state->is_queued = true;
  array_push_moving(program->arena, &program->queue, function);
}

void root_mark(Program *program, FunctionId function, RootKind kind, ModuleId module, ExprId site,
               const KnowledgeEntry *entry) {
  Function *public = &function_state(program, function)->public;
  if (public->root == ROOT_NONE && !public->is_async) {
    public->root = kind;
    public->root_module = module;
    public->root_site = site;
    public->root_entry = entry;
  }
  function_enqueue(program, function);
}

static bool lists_method(const char *methods, Str name) {
  for (Str rest = str_from_c(methods); rest.at;) {
    Str one = str_cut(&rest, ' ');
    if (str_equal(one, name)) return true;
    // "*": every public method
    if (str_equal(one, STR("*")) && name.size > 0 && name.at[0] != '_') return true;
  }
  return false;
}

// A method of a class that derives from one whose methods the loop calls: asyncio.Protocol.
static void mark_loop_method(Program *program, FunctionId function) {
  ClassId owner = function_state(program, function)->owner;
  if (owner == CLASS_NONE || function_state(program, function)->public.root != ROOT_NONE) return;
  const Function *public = &function_state(program, function)->public;
  Str name =
      summary_name(summary_of(program, public->module), function_scope(program, function)->name);
  const Class *class = class_order(program, owner);
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id != CLASS_NONE) continue;
    SymbolId symbol = class->order[i].symbol;
    const KnowledgeEntry *entry = symbol_entry(program, symbol);
    for (int hops = 0; entry && hops < 8; hops++) {
      if (entry->loop_methods && lists_method(entry->loop_methods, name)) {
        root_mark(program, function, ROOT_METHOD, MODULE_NONE, 0, entry);
        return;
      }
      if (!entry->bases) break;
      Str rest = str_from_c(entry->bases);
      entry = knowledge_find(program->knowledge, str_cut(&rest, ' '));
    }
  }
}

// A function of which the project says that it runs on the loop.
static void mark_own(Program *program, FunctionId function) {
  const KnowledgeEntry *own = function_own(program, function);
  if (own && own->runs_as == ROLE_ON_LOOP)
    root_mark(program, function, ROOT_MARKED, MODULE_NONE, 0, own);
}

void roots_of_module(Program *program, ModuleId id) {
  const Summary *summary = summary_of(program, id);
  for (ScopeId scope = 0; scope < summary->scopes_count; scope++) {
    ScopeKind kind = (ScopeKind)summary->scopes[scope].kind;
    if (kind == SCOPE_CLASS || kind == SCOPE_COMPREHENSION || kind == SCOPE_GENERATOR) continue;
    if (kind == SCOPE_LAMBDA || summary->scopes[scope].flags & SCOPE_DEAD) continue;
    FunctionId function = function_get(program, id, scope);
    if (kind == SCOPE_FUNCTION) {
      // Decorators may put it on the loop.
      if (summary->scopes[scope].decorator_count > 0) function_value(program, function);
      mark_loop_method(program, function);
      mark_own(program, function);
    }
    function_enqueue(program, function);
  }
}
