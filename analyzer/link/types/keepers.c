// What objects of libraries are given to keep: the receivers of a signal, the listeners of an
// emitter, the value of a context variable. Such an object is known by the call that made it; what
// it is given is looked for where the name that it is bound to can be meant, in calls and behind
// decorators.
#include "link/types/containers.h"

typedef struct Kept {
  Value value;
  ModuleId module; // of `event`
  ExprId event;    // the constant under which it is kept, or 0
  uint8_t confidence;
} Kept;

typedef struct KeptList { // of one object
  Kept at[KEPT_MAX];
  uint32_t count;
} KeptList;

struct Keepers {
  Map objects; // number of the call that made it, see Made -> index into `lists`
  Array(const KeptList *) lists;
};

typedef struct Keeping { // while a list is made
  Program *program;
  uint32_t object;
  const char *names; // of what gives, see KnowledgeEntry.kept_by
  KeptList *list;
} Keeping;

// ---- Which object is meant ----------------------------------------------------------------------

static uint32_t keeper_number(const Program *program, Value object) {
  Values made = given_keeper(program, object.given);
  return made.count == 1 && made.at[0].kind == VALUE_MADE ? made.at[0].a : UINT32_MAX;
}

static bool is_object(const Keeping *keeping, Values objects) {
  for (uint8_t i = 0; i < objects.count; i++)
    if (objects.at[i].kind == VALUE_LIBRARY_INSTANCE &&
        keeper_number(keeping->program, objects.at[i]) == keeping->object)
      return true;
  return false;
}

static const Role *find_role(const KnowledgeEntry *entry, ArgumentRole role) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == role) return &entry->roles[i];
  return NULL;
}

// The argument of a call with a role, 0 where there is none; `call` may be no call, but a decorator
// that stands bare.
static ExprId role_argument(const Program *program, ModuleId module, ExprId call,
                            const KnowledgeEntry *entry, ArgumentRole role) {
  const Role *found = find_role(entry, role);
  if (!found || expr_of(program, module, call)->kind != EXPR_CALL) return 0;
  return argument_find(program, module, call, found->position, str_from_c(found->keyword)).value;
}

// `signal` of `signal.connect`, `@receiver(signal)` and `@receiver([signal, other])`.
static bool is_given_to(const Keeping *keeping, ModuleId module, ExprId at,
                        const KnowledgeEntry *entry) {
  Program *program = keeping->program;
  const Expr *expr = expr_of(program, module, at);
  ExprId keeper = role_argument(program, module, at, entry, ROLE_KEEPER);
  if (keeper) {
    Values objects = evaluate(program, module, keeper);
    bool is_list = objects.count == 1 && objects.at[0].kind == VALUE_CONTAINER;
    return is_object(keeping, is_list ? element_values(program, objects, false) : objects);
  }
  const Expr *callee = expr->kind == EXPR_CALL ? expr_of(program, module, expr->a) : expr;
  return callee->kind == EXPR_ATTRIBUTE && is_object(keeping, evaluate(program, module, callee->a));
}

// ---- What it is given ---------------------------------------------------------------------------

// The constant under which something is kept, or is called; 0 where it is none.
static ExprId event_of(Program *program, ModuleId module, ExprId call, const KnowledgeEntry *entry,
                       ModuleId *in) {
  ExprId event = role_argument(program, module, call, entry, ROLE_EVENT);
  *in = module;
  return event ? constant_of(program, module, event, in) : 0;
}

static void add(Keeping *keeping, Kept kept) {
  for (uint32_t i = 0; i < keeping->list->count; i++)
    if (value_equal(keeping->list->at[i].value, kept.value) &&
        keeping->list->at[i].event == kept.event)
      return;
  if (kept.value.kind == VALUE_NONE || keeping->list->count == KEPT_MAX) return;
  keeping->list->at[keeping->list->count++] = kept;
}

// What callers pass where a function of the project gives its parameter.
static void add_passed(Keeping *keeping, Kept kept) {
  PassedValues passed = parameter_passed_all(keeping->program, kept.value);
  for (uint32_t i = 0; i < passed.count; i++) {
    kept.value = passed.at[i];
    add(keeping, kept);
  }
}

static void take(Keeping *keeping, ModuleId module, ExprId at) {
  Program *program = keeping->program;
  const Expr *expr = expr_of(program, module, at);
  Values callee = evaluate(program, module, expr->kind == EXPR_CALL ? expr->a : at);
  if (callee.count != 1 || callee.at[0].kind != VALUE_LIBRARY) return;
  const KnowledgeEntry *entry = symbol_entry(program, callee.at[0].a);
  bool keeps = entry && (entry->keeps_below || find_role(entry, ROLE_KEPT));
  if (!keeps || !is_given_to(keeping, module, at, entry)) return;
  Kept kept = {.confidence = CONFIDENCE_RESOLVED};
  kept.event = event_of(program, module, at, entry, &kept.module);
  if (entry->kept_perhaps_if.is != ARGUMENT_NONE_SET && expr->kind == EXPR_CALL &&
      condition_is_true(program, module, at, &entry->kept_perhaps_if))
    kept.confidence = CONFIDENCE_PROBABLE;
  FunctionId decorated = decorated_function(program, module, at);
  ExprId argument = role_argument(program, module, at, entry, ROLE_KEPT);
  Values values = argument ? evaluate(program, module, argument) : values_unknown();
  if (decorated != FUNCTION_NONE) values = values_one(VALUE_FUNCTION, decorated, 0);
  kept.confidence = (uint8_t)confidence_least(kept.confidence, values_confidence(values));
  for (uint8_t i = 0; i < values.count; i++) {
    kept.value = values.at[i];
    if (kept.value.kind == VALUE_PARAMETER)
      add_passed(keeping, kept);
    else
      add(keeping, kept);
  }
}

static void look_into(Keeping *keeping, ModuleId module) {
  for (Str rest = str_from_c(keeping->names); rest.at;) {
    Str name = str_cut(&rest, ' ');
    uint32_t cursor = 0;
    for (ExprId at; (at = module_next_call(keeping->program, module, name, &cursor)) != 0;)
      take(keeping, module, at);
  }
}

static const KeptList *find_kept(Program *program, uint32_t object, const char *names) {
  Made made = program->made.at[object];
  Keeping keeping = {program, object, names, arena_push(program->arena, KeptList, 1)};
  Modules modules = {0};
  if (!display_modules(program, made.module, made.call, &modules)) return keeping.list;
  for (uint32_t i = 0; i < modules.count; i++)
    look_into(&keeping, modules.at[i]);
  return keeping.list;
}

static const KeptList *list_of(Program *program, uint32_t object, const char *names) {
  static const KeptList nothing = {.count = 0};
  if (!program->keepers) program->keepers = arena_push(program->arena, struct Keepers, 1);
  struct Keepers *keepers = program->keepers;
  const uint32_t *known = map_find(&keepers->objects, object);
  if (known) {
    if (keepers->lists.at[*known] == &nothing) question_cut(program);
    return keepers->lists.at[*known];
  }
  if (!question_begin(program)) return &nothing;
  uint32_t number = (uint32_t)keepers->lists.count;
  map_insert(program->arena, &keepers->objects, object, number);
  array_push(program->arena, &keepers->lists, &nothing); // for a question in a circle
  const KeptList *found = find_kept(program, object, names);
  question_end(program);
  return keepers->lists.at[number] = found;
}

// ---- Asking -------------------------------------------------------------------------------------

// The class of the object whose method a value is, by way of the library's bases.
static const char *names_of(Program *program, uint32_t object) {
  const KnowledgeEntry *made = symbol_entry(program, program->made.at[object].symbol);
  if (made && !made->kept_by && made->returns)
    made = knowledge_find(program->knowledge, str_from_c(made->returns));
  return made ? made->kept_by : NULL;
}

static const KeptList *kept_by(Program *program, Value method) {
  uint32_t object = keeper_number(program, method);
  const char *names = object == UINT32_MAX ? NULL : names_of(program, object);
  return names ? list_of(program, object, names) : NULL;
}

Values keeper_values(Program *program, uint16_t given) {
  Value object = {.given = given};
  const KeptList *list = kept_by(program, object);
  Values found = given_place(program, given, 0);
  for (uint32_t i = 0; list && i < list->count; i++) {
    Values one = {.at = {list->at[i].value}, .count = 1, .confidence = list->at[i].confidence};
    values_add(&found, one);
    found.is_open = false;
  }
  return found;
}

static bool is_same_event(const Program *program, Kept kept, ModuleId module, ExprId event) {
  const Summary *a = summary_of(program, kept.module), *b = summary_of(program, module);
  const Expr *first = &a->exprs[kept.event], *second = &b->exprs[event];
  if (first->kind != EXPR_LITERAL || second->kind != EXPR_LITERAL || first->a != second->a)
    return false;
  if (first->a != LITERAL_STRING) return false;
  return str_equal(summary_name(a, first->b), summary_name(b, second->b));
}

KeptThings keeper_called(Program *program, ModuleId module, ExprId call,
                         const KnowledgeEntry *entry, Value method) {
  const KeptList *list = kept_by(program, method);
  KeptThings found = {0};
  ModuleId in = module;
  ExprId event = event_of(program, module, call, entry, &in);
  bool has_events = find_role(entry, ROLE_EVENT) != NULL;
  for (uint32_t i = 0; list && i < list->count; i++) {
    Kept kept = list->at[i];
    bool is_known = has_events && event && kept.event;
    if (is_known && !is_same_event(program, kept, in, event)) continue;
    Confidence least = has_events && !is_known ? CONFIDENCE_POSSIBLE : (Confidence)kept.confidence;
    found.at[found.count++] = (KeptThing){kept.value, least};
  }
  return found;
}
