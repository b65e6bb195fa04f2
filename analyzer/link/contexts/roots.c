// Where walking begins, and which sync functions the loop itself calls.
#include "link/contexts/contexts.h"

// "on_*" is every name that begins so, "*" every public one.
static bool covers(Str pattern, Str name) {
  Str start = str_slice(pattern, 0, pattern.size - 1);
  if (start.size == 0) return name.size > 0 && name.at[0] != '_';
  return name.size > start.size && str_has_prefix(name, start);
}

// ---- The methods that an entry lists ------------------------------------------------------------

// The words of KnowledgeEntry.loop_methods: the names as a set, so that nearly all methods need no
// look at each of them.
struct LoopMethods {
  const char *words;
  NameMask names;
  Array(Str) patterns; // "on_*"
};

static void add_word(Program *program, struct LoopMethods *methods, Str word) {
  if (str_has_suffix(word, STR("*")))
    array_push(program->arena, &methods->patterns, word);
  else
    mask_add(&methods->names, summary_name_hash(word));
}

// Split once.
static const struct LoopMethods *loop_methods(Program *program, const KnowledgeEntry *class) {
  uint32_t fresh = (uint32_t)program->loop_methods.count;
  uint64_t key = (uint64_t)(uintptr_t) class;
  uint32_t number = *map_insert(program->arena, &program->loop_methods_index, key, fresh);
  if (number < fresh) return program->loop_methods.at[number];
  struct LoopMethods *methods = arena_push(program->arena, struct LoopMethods, 1);
  methods->words = class->loop_methods;
  for (Str rest = str_from_c(class->loop_methods); rest.at;)
    add_word(program, methods, str_cut(&rest, ' '));
  array_push(program->arena, &program->loop_methods, methods);
  return methods;
}

static bool lists_method(const struct LoopMethods *methods, Str name) {
  for (size_t i = 0; i < methods->patterns.count; i++)
    if (covers(methods->patterns.at[i], name)) return true;
  return mask_has(&methods->names, summary_name_hash(name)) && str_lists(methods->words, name);
}

// ---- Who calls the methods of a class -----------------------------------------------------------

#define BASES_MAX_DEPTH 8 // of classes of libraries
#define CALLERS_MAX     32

// What says of methods of a class that they are called on the loop: the entries of its ancestors
// and of what lies above these, in the order in which they are asked. The methods of a class come
// one behind the other.
typedef struct Callers {
  ClassId of;
  const KnowledgeEntry *at[CALLERS_MAX];
  const struct LoopMethods *methods[CALLERS_MAX]; // of each of them
  uint32_t count;
} Callers;

static bool is_caller(const Callers *callers, const KnowledgeEntry *class) {
  for (uint32_t i = 0; i < callers->count; i++)
    if (callers->at[i] == class) return true;
  return false;
}

static void add_callers(Program *program, Callers *callers, const KnowledgeEntry *class,
                        int depth) {
  if (!class || depth == BASES_MAX_DEPTH) return;
  bool is_new = class->loop_methods && !is_caller(callers, class);
  if (is_new && callers->count < CALLERS_MAX) {
    callers->methods[callers->count] = loop_methods(program, class);
    callers->at[callers->count++] = class;
  }
  for (Str rest = str_from_c(class->bases); rest.at;) {
    const KnowledgeEntry *base = knowledge_find(program->knowledge, str_cut(&rest, ' '));
    add_callers(program, callers, base, depth + 1);
  }
}

// Whether the project's classes have the method that the framework calls in its place.
static bool has_twin(Program *program, const Class *class, const char *start, Str name) {
  if (!start) return false;
  Str twin = str_print(program->arena, "%s%.*s", start, STR_ARG(name));
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId id = class->order[i].class_id;
    if (id != CLASS_NONE && class_method(program, id, twin).count > 0) return true;
  }
  return false;
}

static const KnowledgeEntry *ancestor_entry(Program *program, Ancestor ancestor) {
  if (ancestor.class_id == CLASS_NONE) return symbol_entry(program, ancestor.symbol);
  const Class *class = &program->classes.at[ancestor.class_id];
  return library_entry(program, class->module, class->scope);
}

static void find_callers(Program *program, Callers *callers, ClassId owner) {
  if (callers->of == owner) return;
  callers->of = owner;
  callers->count = 0;
  for (uint32_t i = 0; i < class_order(program, owner)->order_count; i++)
    add_callers(program, callers, ancestor_entry(program, program->classes.at[owner].order[i]), 0);
}

// A method of a class that derives from one whose methods the loop calls: asyncio.Protocol.
static void mark_loop_method(Program *program, FunctionId function, Callers *callers) {
  ClassId owner = function_state(program, function)->owner;
  if (owner == CLASS_NONE || function_state(program, function)->public.root != ROOT_NONE) return;
  find_callers(program, callers, owner);
  if (callers->count == 0) return;
  const Function *public = &function_state(program, function)->public;
  Str name =
      summary_name(summary_of(program, public->module), function_scope(program, function)->name);
  for (uint32_t i = 0; i < callers->count; i++) {
    const KnowledgeEntry *caller = callers->at[i];
    if (!lists_method(callers->methods[i], name)) continue;
    if (has_twin(program, class_order(program, owner), caller->loop_methods_twin, name)) return;
    if (!function_runs_where_called(program, function)) return;
    Confidence confidence = function_state(program, function)->decoration_confidence;
    if (!message_is_known(program, public->module, caller, name))
      confidence = confidence_least(confidence, CONFIDENCE_PROBABLE);
    root_mark(program, (Origin){.function = function,
                                .kind = ROOT_METHOD,
                                .module = MODULE_NONE,
                                .entry = caller,
                                .confidence = confidence});
    return;
  }
}

// A function of which the project says that it runs on the loop.
static void mark_own(Program *program, FunctionId function) {
  const KnowledgeEntry *own = function_own(program, function);
  if (own && own->runs_as == ROLE_ON_LOOP)
    root_mark(program, (Origin){.function = function,
                                .kind = ROOT_MARKED,
                                .module = MODULE_NONE,
                                .entry = own,
                                .confidence = CONFIDENCE_RESOLVED});
}

void roots_of_module(Program *program, ModuleId id) {
  const Summary *summary = summary_of(program, id);
  Callers callers = {.of = CLASS_NONE};
  for (ScopeId scope = 0; scope < summary->scopes_count; scope++) {
    ScopeKind kind = (ScopeKind)summary->scopes[scope].kind;
    if (kind == SCOPE_CLASS || kind == SCOPE_COMPREHENSION || kind == SCOPE_GENERATOR) continue;
    if (kind == SCOPE_LAMBDA || summary->scopes[scope].flags & SCOPE_DEAD) continue;
    FunctionId function = function_get(program, id, scope);
    if (kind == SCOPE_FUNCTION) {
      // Decorators may put it on the loop.
      if (summary->scopes[scope].decorator_count > 0) function_value(program, function);
      mark_loop_method(program, function, &callers);
      mark_own(program, function);
    }
    function_enqueue(program, function);
  }
}
