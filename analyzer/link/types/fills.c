// What is put into lists, sets and dicts after they were made: `HOOKS.append(f)`,
// `self.named[name] = probe`. A display is looked for under the name that it is bound to: in its
// function, in the modules that import the name, or, for a field, in those that name the class.
// What is passed to a function that puts it there is what the project passes, by calls and as a
// decorator, so registries are tables of all that registers.
#include "link/types/containers.h"

// Things that are put into one container; of a longer list nothing is said.
#define FILLS_MAX 64
// Expressions of a function that are looked at.
#define FILLS_MAX_EXPRS 20000

typedef struct Fill { // one place where something is put into a container
  uint32_t hash;      // of the last name before the method or bracket
  ExprId receiver;
  ExprId value;
  ExprId key;    // of `x[key] = value`, or 0
  bool is_many;  // its elements are
  bool is_inner; // … put into what stands in `receiver` under a key
  uint32_t next; // number + 1 of the next one in the same chain
} Fill;

#define FILL_CHAINS 64

typedef struct FillList { // of a module
  const Fill *at;
  uint32_t first[FILL_CHAINS]; // by hash: number + 1
} FillList;

struct Fills {
  Map modules; // ModuleId -> index into `lists`
  Array(FillList) lists;
  Map displays; // hash -> index into `filled`
  Array(const Filled *) filled;
  NameMask inner; // names of those of which something stands under a key that is filled
};

static struct Fills *fills_of(Program *program) {
  if (!program->fills) program->fills = arena_push(program->arena, struct Fills, 1);
  return program->fills;
}

// ---- Places -------------------------------------------------------------------------------------

typedef struct Filler { // a method that puts its argument in
  const char *name;
  uint8_t argument;
  bool is_many;
} Filler;

static const Filler fillers[] = {
    {"append", 0, false}, {"add", 0, false},        {"appendleft", 0, false}, {"insert", 1, false},
    {"extend", 0, true},  {"setdefault", 1, false}, {"put_nowait", 0, false},
};

static const Filler *find_filler(Str name) {
  if (name.size != 3 && name.size != 6 && name.size != 10) return NULL;
  if (name.at[0] != 'a' && name.at[0] != 'e' && name.at[0] != 'i' && name.at[0] != 's' &&
      name.at[0] != 'p')
    return NULL;
  for (size_t i = 0; i < COUNT_OF(fillers); i++)
    if (str_equal_c(name, fillers[i].name)) return &fillers[i];
  return NULL;
}

// `x` of `x[key]`, `x.setdefault(key, [])` and `x.get(key)`, where something is put into that; 0
// for others.
static ExprId outer_of(const Summary *summary, ExprId receiver) {
  const Expr *expr = &summary->exprs[receiver];
  if (expr->kind == EXPR_SUBSCRIPT) return expr->a;
  if (expr->kind != EXPR_CALL || expr->c == 0) return 0;
  const Expr *callee = &summary->exprs[expr->a];
  if (callee->kind != EXPR_ATTRIBUTE) return 0;
  Str name = summary_name(summary, callee->b);
  bool is_item = str_equal(name, STR("setdefault")) || str_equal(name, STR("get"));
  return is_item ? callee->a : 0;
}

static Fill in_outer(const Summary *summary, Fill fill) {
  ExprId outer = outer_of(summary, fill.receiver);
  if (outer == 0) return fill;
  fill.receiver = outer;
  fill.is_inner = true;
  return fill;
}

// The last name of what is filled; 0 when it has none.
static NameId filled_name(const Summary *summary, ExprId receiver) {
  const Expr *expr = &summary->exprs[receiver];
  return expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
}

static bool read_method(const Summary *summary, const Expr *call, Fill *out) {
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind != EXPR_ATTRIBUTE || call->c == 0) return false;
  const Filler *filler = find_filler(summary_name(summary, callee->b));
  if (!filler || call->c <= filler->argument) return false;
  const Argument *argument = &summary->arguments[call->b + filler->argument];
  if (argument->keyword != 0 || summary->exprs[argument->value].kind == EXPR_STARRED) return false;
  *out = in_outer(
      summary, (Fill){.receiver = callee->a, .value = argument->value, .is_many = filler->is_many});
  return true;
}

// `x[key] = value`: the value is evaluated right before the first expression of the target.
static bool read_store(const Summary *summary, ExprId id, Fill *out) {
  const Expr *store = &summary->exprs[id];
  bool is_store = (store->flags & EXPR_FLAG_STORE) != 0 && store->use == USE_OTHER;
  ExprId first = store->a;
  while (summary->exprs[first].kind == EXPR_ATTRIBUTE ||
         summary->exprs[first].kind == EXPR_SUBSCRIPT || summary->exprs[first].kind == EXPR_CALL)
    first = summary->exprs[first].a;
  if (!is_store || first < 2) return false;
  ExprUse use = (ExprUse)summary->exprs[first - 1].use;
  if (use != USE_STORED && use != USE_BOUND) return false;
  *out = in_outer(summary, (Fill){.receiver = store->a, .value = first - 1, .key = store->b});
  return true;
}

static bool may_fill(const Summary *summary, ExprId id) {
  return (1u << EXPR_CALL | 1u << EXPR_SUBSCRIPT) >> summary->exprs[id].kind & 1u;
}

static bool read_fill(const Summary *summary, ExprId id, Fill *out) {
  const Expr *expr = &summary->exprs[id];
  if (expr->flags & (EXPR_FLAG_DEAD | EXPR_FLAG_ANNOTATION)) return false;
  if (expr->kind == EXPR_CALL) return read_method(summary, expr, out);
  return expr->kind == EXPR_SUBSCRIPT && read_store(summary, id, out);
}

static const FillList *list_fills(Program *program, ModuleId module) {
  struct Fills *fills = fills_of(program);
  uint32_t fresh = (uint32_t)fills->lists.count;
  uint32_t number = *map_insert(program->arena, &fills->modules, module, fresh);
  if (number != fresh) return &fills->lists.at[number];
  const Summary *summary = summary_of(program, module);
  Array(Fill) found = {0};
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    Fill fill;
    if (!may_fill(summary, at) || !read_fill(summary, at, &fill)) continue;
    NameId name = filled_name(summary, fill.receiver);
    if (!name) continue;
    fill.hash = (uint32_t)atom_of(program, module, name).hash;
    if (fill.is_inner) mask_add(&fills->inner, fill.hash);
    array_push(program->arena, &found, fill);
  }
  FillList list = {.at = found.at};
  for (size_t i = found.count; i-- > 0;) {
    uint32_t *first = &list.first[found.at[i].hash % FILL_CHAINS];
    found.at[i].next = *first;
    *first = (uint32_t)i + 1;
  }
  array_push_moving(program->arena, &fills->lists, list);
  return &fills->lists.at[number];
}

// ---- Who holds a display ------------------------------------------------------------------------

typedef struct Holder {
  const Binding *binding;
  ClassId class_id; // of a field, or CLASS_NONE
} Holder;

// Bindings behind a display that are looked at: several targets.
#define TARGETS_MAX 4

static bool find_binding(const Summary *summary, ExprId display, const Binding **out) {
  BindingId at = bindings_from(summary, display);
  for (BindingId end = at + TARGETS_MAX; at < end && at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    bool is_kind = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE ||
                   binding->kind == BINDING_ATTRIBUTE;
    *out = binding;
    if (is_kind && binding->value == display && binding->unpack == 0) return true;
  }
  return false;
}

// The class whose method sets `self.x`, where that is what it does.
static ClassId field_class(Program *program, ModuleId module, const Binding *binding) {
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[binding->scope];
  if (summary->scopes[binding->scope].kind == SCOPE_CLASS && binding->kind != BINDING_ATTRIBUTE)
    return class_get(program, module, binding->scope);
  if (binding->kind != BINDING_ATTRIBUTE) return CLASS_NONE;
  bool is_self = summary_is_self(summary, scope, summary->exprs[binding->extra].a);
  return is_self ? class_get(program, module, scope->parent) : CLASS_NONE;
}

// ---- Finding out --------------------------------------------------------------------------------

typedef struct Filling {
  Program *program;
  Value display;
  ClassId class_id; // see Holder
  Array(Value) values;
  Array(FilledKey) keys; // beside `values`
  FilledKey key;         // under which the next one is put
  bool is_open;
  bool is_passed; // something came through a parameter
  bool is_keyed;  // something is put under a key
  uint8_t confidence;
} Filling;

static void take_value(Filling *filling, Value value) {
  filling->is_open |= value.kind == VALUE_REST;
  if (value.kind == VALUE_NONE || value.kind == VALUE_REST) return;
  for (size_t i = 0; i < filling->values.count; i++)
    if (value_equal(filling->values.at[i], value) && filling->keys.at[i].expr == filling->key.expr)
      return;
  if (filling->values.count == FILLS_MAX) {
    filling->is_open = true;
    return;
  }
  array_push(filling->program->arena, &filling->values, value);
  array_push(filling->program->arena, &filling->keys, filling->key);
}

static void take_passed(Filling *filling, Value parameter) {
  PassedValues passed = parameter_passed_all(filling->program, parameter);
  filling->is_open |= passed.is_open;
  filling->is_passed = true;
  for (uint32_t i = 0; i < passed.count; i++)
    take_value(filling, passed.at[i]);
}

static bool is_filled(Program *program, ModuleId module, ExprId receiver, Value display) {
  Values objects;
  display.detail = DISPLAY_ITSELF;
  if (!evaluate_known(program, module, receiver, &objects)) return false;
  for (uint8_t i = 0; i < objects.count; i++)
    if (value_equal(objects.at[i], display)) return true;
  return false;
}

static void take_fill(Filling *filling, ModuleId module, const Fill *fill) {
  Program *program = filling->program;
  if (fill->is_inner != (filling->display.detail == DISPLAY_INNER)) return;
  if (!is_filled(program, module, fill->receiver, filling->display)) return;
  filling->is_keyed |= fill->key != 0;
  filling->key = (FilledKey){.module = module};
  if (fill->key) filling->key.expr = constant_of(program, module, fill->key, &filling->key.module);
  Values values = evaluate(program, module, fill->value);
  if (fill->is_many) values = element_values(program, values, false);
  filling->is_open |= values.is_open || values.count == 0;
  if (values.confidence < filling->confidence) filling->confidence = values.confidence;
  for (uint8_t i = 0; i < values.count; i++) {
    if (values.at[i].kind == VALUE_PARAMETER)
      take_passed(filling, values.at[i]);
    else
      take_value(filling, values.at[i]);
  }
}

static void fill_in_function(Filling *filling, const Binding *binding) {
  ModuleId module = filling->display.a;
  const Summary *summary = summary_of(filling->program, module);
  const Scope *scope = &summary->scopes[summary_runner(summary, binding->scope)];
  if (scope->end - scope->begin > FILLS_MAX_EXPRS) {
    filling->is_open = true;
    return;
  }
  for (ExprId at = scope->begin; at < scope->end; at++) {
    Fill fill;
    if (!may_fill(summary, at) || !read_fill(summary, at, &fill) ||
        filled_name(summary, fill.receiver) != binding->name)
      continue;
    if (fill.is_inner)
      mask_add(&filling->program->fills->inner,
               (uint32_t)atom_of(filling->program, module, binding->name).hash);
    take_fill(filling, module, &fill);
  }
}

static void fill_in_module(Filling *filling, ModuleId module, Atom name) {
  const FillList *list = list_fills(filling->program, module);
  const Fill *fills = list->at; // the list itself may move
  for (uint32_t at = list->first[(uint32_t)name.hash % FILL_CHAINS]; at != 0;
       at = fills[at - 1].next)
    if (fills[at - 1].hash == (uint32_t)name.hash) take_fill(filling, module, &fills[at - 1]);
}

static void fill_in_modules(Filling *filling, Atom name, Modules modules) {
  for (uint32_t i = 0; i < modules.count; i++)
    fill_in_module(filling, modules.at[i], name);
}

// Of a display that several objects may have, each its own, what callers put in is that of all.
static bool is_shared(Filling *filling) {
  return filling->class_id == CLASS_NONE || class_made_once(filling->program, filling->class_id);
}

static void find_fills(Filling *filling) {
  Program *program = filling->program;
  ModuleId module = filling->display.a;
  const Binding *binding = NULL;
  if (!find_binding(summary_of(program, module), filling->display.b, &binding)) return;
  Atom name = atom_of(program, module, binding->name);
  filling->class_id = field_class(program, module, binding);
  if (filling->class_id != CLASS_NONE && str_has_prefix(name.text, STR("_")))
    fill_in_module(filling, module, name); // a private field is its own module's affair
  else if (filling->class_id != CLASS_NONE)
    fill_in_modules(filling, name, modules_of_class(program, filling->class_id));
  else if (binding->kind == BINDING_ATTRIBUTE)
    return;
  else if (binding->scope == 0)
    fill_in_modules(filling, name, modules_naming(program, module, name.text));
  else
    fill_in_function(filling, binding);
  // What is put under keys that callers pass, stands under some of them.
  bool is_some = filling->display.detail == DISPLAY_INNER && filling->values.count > 1;
  bool is_unsure = filling->is_passed && (is_some || !is_shared(filling));
  if (is_unsure && filling->confidence > CONFIDENCE_PROBABLE)
    filling->confidence = CONFIDENCE_PROBABLE;
}

bool display_modules(Program *program, ModuleId module, ExprId value, Modules *out) {
  const Binding *binding = NULL;
  if (!find_binding(summary_of(program, module), value, &binding)) return false;
  Atom name = atom_of(program, module, binding->name);
  ClassId class_id = field_class(program, module, binding);
  bool is_private = class_id != CLASS_NONE && str_has_prefix(name.text, STR("_"));
  bool is_local = class_id == CLASS_NONE && binding->scope != 0;
  *out = (Modules){.at = {module}, .count = 1};
  if (is_private || is_local) return true;
  *out = class_id != CLASS_NONE ? modules_of_class(program, class_id)
                                : modules_naming(program, module, name.text);
  return true;
}

static const Filled *keep(Program *program, const Filling *filling) {
  Filled *kept = arena_push(program->arena, Filled, 1);
  kept->at = filling->values.at;
  kept->keys = filling->keys.at;
  kept->count = (uint32_t)filling->values.count;
  kept->is_open = filling->is_open;
  kept->is_keyed = filling->is_keyed;
  kept->values = (Values){.confidence = filling->confidence, .is_open = filling->is_open};
  for (uint32_t i = 0; i < kept->count; i++)
    values_add_one(&kept->values, kept->at[i]);
  return kept;
}

// Whether it begins with data, as `PLATFORMS = ["light"]` does: such a list is complete.
static bool is_of_literals(const Summary *summary, const Expr *display) {
  if (display->kind != EXPR_CONTAINER) return false;
  uint32_t first = display->c == CONTAINER_DICT ? 1 : 0;
  if (display->b <= first) return false;
  ExprId value = summary->operands[display->a + first];
  return summary->exprs[value].kind == EXPR_LITERAL;
}

static bool may_be_filled(const Program *program, Value display) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  bool is_kept = expr->use == USE_BOUND || expr->use == USE_STORED;
  bool is_begun = expr->kind == EXPR_CONTAINER || expr->kind == EXPR_CALL;
  return is_kept && is_begun && display_kind(program, display) != CONTAINER_TUPLE &&
         !is_of_literals(summary, expr) && !module_is_package(program, display.a);
}

static const Filled nothing_filled = {.values = {.confidence = CONFIDENCE_RESOLVED}};

static const Filled *ask_filled(Program *program, Value display) {
  struct Fills *fills = fills_of(program);
  uint64_t key = number_hash(display.a) ^ display.b ^ (uint64_t)display.detail << 32;
  const uint32_t *known = map_find(&fills->displays, key);
  if (known && fills->filled.at[*known]) return fills->filled.at[*known];
  if (known) question_cut(program);
  if (known || !question_begin(program)) return &nothing_filled;
  uint32_t number = (uint32_t)fills->filled.count;
  map_insert(program->arena, &fills->displays, key, number);
  array_push(program->arena, &fills->filled, (const Filled *){NULL});
  Filling filling = {.program = program, .display = display, .confidence = CONFIDENCE_RESOLVED};
  find_fills(&filling);
  question_end(program);
  fills->filled.at[number] = keep(program, &filling);
  return fills->filled.at[number];
}

// Whether something may stand under its keys that is filled. What is put into the display itself
// has been looked for.
static bool may_have_inner(Program *program, Value display) {
  const Binding *binding = NULL;
  if (!find_binding(summary_of(program, display.a), display.b, &binding)) return false;
  return mask_has(&program->fills->inner,
                  (uint32_t)atom_of(program, display.a, binding->name).hash);
}

const Filled *display_filled(Program *program, Value display) {
  bool is_inner = display.detail == DISPLAY_INNER;
  if (!may_be_filled(program, display)) return &nothing_filled;
  display.detail = DISPLAY_ITSELF;
  const Filled *filled = ask_filled(program, display);
  if (!is_inner) return filled;
  if (!may_have_inner(program, display)) return &nothing_filled;
  display.detail = DISPLAY_INNER;
  return ask_filled(program, display);
}
