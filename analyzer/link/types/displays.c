// Containers of which the file shows how they begin: displays, and what is made empty to be filled,
// `defaultdict(list)`. An annotation that says nothing of what they hold, `list[Callable[[],
// None]]`, does not hide what is put into them.
#include "link/types/containers.h"

// ---- Containers that begin empty ----------------------------------------------------------------

typedef struct Maker { // part of the language, like displays
  const char *name;
  ContainerKind kind;
  uint8_t arguments; // that say nothing of what it holds, by their places
} Maker;

static const Maker makers[] = {
    {"builtins.list", CONTAINER_LIST, 0},
    {"builtins.dict", CONTAINER_DICT, 0},
    {"builtins.set", CONTAINER_SET, 0},
    {"collections.deque", CONTAINER_LIST, 0},
    {"collections.OrderedDict", CONTAINER_DICT, 0},
    {"collections.defaultdict", CONTAINER_DICT, 1},
    {"weakref.WeakSet", CONTAINER_SET, 0},
    {"weakref.WeakValueDictionary", CONTAINER_DICT, 0},
    {"weakref.WeakKeyDictionary", CONTAINER_DICT, 0},
};

static const Maker *find_maker(Program *program, ModuleId module, ExprId callee) {
  Values class = evaluate(program, module, callee);
  if (class.count != 1 || class.at[0].kind != VALUE_LIBRARY) return NULL;
  Str name = symbol_name(program, class.at[0].a);
  for (size_t i = 0; i < COUNT_OF(makers); i++)
    if (str_equal_c(name, makers[i].name)) return &makers[i];
  return NULL;
}

// `field(default_factory=list)`: the class itself, where it stands in a call for such.
static const Maker *factory_maker(Program *program, ModuleId module, ExprId call) {
  ArgumentMatch factory = argument_find(program, module, call, -1, STR("default_factory"));
  return factory.value ? find_maker(program, module, factory.value) : NULL;
}

static uint32_t positional_count(const Summary *summary, const Expr *call) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < call->c; i++)
    count += summary->arguments[call->b + i].keyword == 0;
  return count;
}

Values display_made(Program *program, ModuleId module, ExprId call) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[call];
  const Maker *maker = find_maker(program, module, expr->a);
  if (!maker) return values_unknown();
  uint32_t given = positional_count(summary, expr);
  bool is_empty = given == maker->arguments && (maker->kind != CONTAINER_DICT || given == expr->c);
  bool is_kept = expr->use == USE_BOUND || expr->use == USE_STORED;
  if (is_empty && is_kept) return values_one(VALUE_CONTAINER, module, call);
  // A copy of a dictionary holds the same.
  if (maker->kind != CONTAINER_DICT || given != 1 || maker->arguments != 0 || expr->c != 1)
    return values_unknown();
  Values copied = evaluate(program, module, summary->arguments[expr->b].value);
  bool is_display = copied.count == 1 && copied.at[0].kind == VALUE_CONTAINER &&
                    copied.at[0].detail == DISPLAY_ITSELF;
  bool is_holder = copied.count == 1 && copied.at[0].kind == VALUE_HOLDER &&
                   copied.at[0].detail == HOLDER_VALUES;
  return is_display || is_holder ? copied : values_unknown();
}

ContainerKind display_kind(const Program *program, Value display) {
  const Expr *expr = expr_of(program, display.a, display.b);
  if (expr->kind == EXPR_CONTAINER) return (ContainerKind)expr->c;
  if (expr->kind == EXPR_COMPREHENSION) return (ContainerKind)expr->b;
  const Maker *maker = find_maker(program->self, display.a, expr->a);
  if (!maker) maker = factory_maker(program->self, display.a, display.b);
  return maker ? maker->kind : CONTAINER_LIST;
}

uint32_t display_count(const Program *program, Value display) {
  const Expr *expr = expr_of(program, display.a, display.b);
  return expr->kind == EXPR_CONTAINER ? expr->b : 0;
}

// ---- Annotations that say nothing of what is held -----------------------------------------------

// Types inside types that are looked into.
#define VAGUE_MAX_DEPTH 3

static bool is_bare_list(const Program *program, Value value) {
  if (value.kind != VALUE_LIBRARY_INSTANCE) return false;
  Value class = {.kind = VALUE_LIBRARY, .a = value.a};
  return annotation_part_of(program, class) == PART_ELEMENT;
}

// A container of callables, or one of containers that are vague themselves. Who writes Any, or a
// bare `dict`, means data, of which programs put in all kinds.
static bool is_vague(Program *program, Value value) {
  for (int depth = 0; depth < VAGUE_MAX_DEPTH; depth++) {
    if (is_bare_list(program, value)) return true;
    bool is_holder = value.kind == VALUE_HOLDER &&
                     (value.detail == HOLDER_ELEMENTS || value.detail == HOLDER_VALUES);
    if (!is_holder) return false;
    Values held = held_values(program, value);
    if (held.count == 0 || held.at[0].kind == VALUE_NONE)
      return annotation_is_callable(program, value.a, value.b);
    if (held.count != 1) return false;
    value = held.at[0];
  }
  return false;
}

// What a container begins as.
static Values begun_as(Program *program, ModuleId module, ExprId value) {
  const Expr *expr = expr_of(program, module, value);
  if (expr->kind == EXPR_CONTAINER) return values_one(VALUE_CONTAINER, module, value);
  if (expr->kind != EXPR_CALL) return values_unknown();
  if (factory_maker(program, module, value)) return values_one(VALUE_CONTAINER, module, value);
  Values made = evaluate(program, module, value);
  bool is_display = made.count == 1 && made.at[0].kind == VALUE_CONTAINER;
  return is_display ? made : values_unknown();
}

bool display_is_hidden(Program *program, Values declared) {
  bool may_be = declared.count == 1 && (declared.at[0].kind == VALUE_HOLDER ||
                                        declared.at[0].kind == VALUE_LIBRARY_INSTANCE);
  return may_be && is_vague(program, declared.at[0]);
}

Values display_behind(Program *program, ModuleId module, ExprId value, Values declared) {
  if (value == 0) return declared;
  ExprKind kind = (ExprKind)expr_of(program, module, value)->kind;
  if (kind != EXPR_CONTAINER && kind != EXPR_CALL) return declared;
  if (!display_is_hidden(program, declared)) return declared;
  Values begun = begun_as(program, module, value);
  return values_is_unknown(begun) ? declared : begun;
}
