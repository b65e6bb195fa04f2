// `object.name`: modules, classes, instances, library things.
#include "link/types/attributes.h"
#include "link/types/containers.h"

// ---- Library things -----------------------------------------------------------------------------

Member library_member(Program *program, SymbolId owner, Atom name, bool on_instance) {
  SymbolId symbol = symbol_member(program, owner, name.text);
  const KnowledgeEntry *entry = symbol_entry(program, symbol);
  if (!entry) {
    // Below a module anything may lie; what an instance of a known class has, knowledge tells.
    if (on_instance) return member_none();
    Values found = package_member(program, symbol_name(program, owner), name);
    if (!values_is_unknown(found)) return member_plain(found);
    return member_plain(values_one(VALUE_LIBRARY, symbol, 0));
  }
  if (entry->kind == KNOWN_ATTRIBUTE) {
    Member member = member_plain(values_unknown());
    Value named = {.kind = VALUE_LIBRARY, .a = symbol, .b = owner + 1};
    Value receiver = {.kind = VALUE_LIBRARY_INSTANCE, .a = owner};
    if (entry->returns)
      member.values = receiver_type(program, symbol, receiver, MADE_RETURNS);
    else if (entry->elements)
      member.values = values_one(VALUE_MADE, made_add(program, named, 0, 0), 0);
    if (entry->effect != EFFECT_NONE) member.read = symbol;
    return member;
  }
  const KnowledgeEntry *of = symbol_entry(program, owner);
  bool has_receiver = on_instance || (of && of->kind == KNOWN_CLASS);
  return member_plain(values_one(VALUE_LIBRARY, symbol, has_receiver ? owner + 1 : 0));
}

static Member library_object(Program *program, Value object, Atom name) {
  Member member = library_member(program, object.a, name, true);
  for (uint8_t i = 0; i < member.values.count && object.given != 0; i++)
    if (member.values.at[i].kind == VALUE_LIBRARY) member.values.at[i].given = object.given;
  return member;
}

// ---- Any object ---------------------------------------------------------------------------------

static Member directory_member(Program *program, Value object, Str name) {
  ModuleId module = MODULE_NONE;
  uint32_t directory = 0;
  switch (modules_in_directory(program, object.a, name, &module, &directory)) {
  case LOCATED_MODULE:
    if (!module_load(program, module)) return member_none();
    return member_plain(values_one(VALUE_MODULE, module, 0));
  case LOCATED_DIRECTORY:
    return member_plain(values_one(VALUE_DIRECTORY, directory, 0));
  case LOCATED_ELSEWHERE:
  case LOCATED_MISSING:
    return member_none();
  }
  return member_none();
}

// dict.get, dict.pop and the like of a mapping whose values are annotated.
static Member holder_member(Program *program, Value object, Str name) {
  bool gives_value = object.detail == HOLDER_VALUES &&
                     (str_equal(name, STR("get")) || str_equal(name, STR("pop")) ||
                      str_equal(name, STR("setdefault")));
  bool gives_element = object.detail == HOLDER_ELEMENTS &&
                       (str_equal(name, STR("pop")) || str_equal(name, STR("popleft")));
  bool gives_values = object.detail == HOLDER_VALUES && str_equal(name, STR("values"));
  bool gives_pairs = object.detail == HOLDER_VALUES && str_equal(name, STR("items"));
  Member member = member_none();
  if (object.detail == HOLDER_ELEMENTS && str_equal(name, STR("sort"))) // only lists have it
    return library_member(program, symbol_make(program, STR("builtins.list")), atom_make(name),
                          true);
  if (!gives_value && !gives_element && !gives_values && !gives_pairs) return member;
  object.detail = gives_pairs ? HOLDER_PAIRS : gives_values ? HOLDER_ELEMENTS : HOLDER_ITEM;
  member.values = (Values){.at = {object}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  return member;
}

// The instance that a library call made, whatever its elements are.
Value made_object(Program *program, Value value) {
  const Made *made = &program->made.at[value.a];
  const KnowledgeEntry *entry = symbol_entry(program, made->symbol);
  bool is_class = entry && entry->kind == KNOWN_CLASS && !entry->returns;
  if (is_class) return (Value){.kind = VALUE_LIBRARY_INSTANCE, .a = made->symbol};
  Values returned = made_values(program, value.a, MADE_RETURNS);
  return returned.count == 1 && returned.at[0].kind == VALUE_LIBRARY_INSTANCE
             ? returned.at[0]
             : (Value){.kind = VALUE_NONE};
}

static Member compute_member(Program *program, Value object, Atom name);

// Of what the calls pass for a parameter. Only a single object is known well enough to say that
// reading its attribute runs something.
static Member passed_member(Program *program, Value parameter, Atom name) {
  Values passed = parameter_passed(program, parameter);
  Member member = member_none();
  if (passed.count == 0) return member;
  member.values = values_like(passed);
  for (uint8_t i = 0; i < passed.count; i++) {
    Member one = compute_member(program, passed.at[i], name);
    values_add(&member.values, one.values);
    if (passed.count > 1 || passed.is_open) continue;
    member.getter = one.getter;
    member.read = one.read;
  }
  return member;
}

// What a function has besides being called: `work.delay` of a task.
static Member job_member(Program *program, FunctionId function, Atom name) {
  function_decoration(program, function);
  uint32_t job = function_state(program, function)->job;
  return job ? library_member(program, job - 1, name, true) : member_none();
}

static Member compute_member(Program *program, Value object, Atom name) {
  switch ((ValueKind)object.kind) {
  case VALUE_MODULE:
    return member_plain(module_member(program, object.a, name));
  case VALUE_DIRECTORY:
    return directory_member(program, object, name.text);
  case VALUE_CLASS:
    return member_of_class(program, object, name);
  case VALUE_INSTANCE:
    return member_of_instance(program, object, name);
  case VALUE_SUPER:
    return member_above(program, object, name);
  case VALUE_LIBRARY:
    return library_member(program, object.a, name, false);
  case VALUE_LIBRARY_INSTANCE:
    return library_object(program, object, name);
  case VALUE_HOLDER:
    return holder_member(program, object, name.text);
  case VALUE_CONTAINER:
    return member_plain(table_member(program, object, name.text));
  case VALUE_MADE:
    return compute_member(program, made_object(program, object), name);
  case VALUE_PARAMETER:
    return passed_member(program, object, name);
  case VALUE_REST:
    return member_plain(rest_member(program, object, name.text));
  case VALUE_AWAITABLE:
    if (object.detail == RESULT_AWAITABLE)
      return library_member(program, symbol_make(program, STR("asyncio.Future")), name, true);
    if (object.detail != RESULT_TASK) return member_none();
    return compute_member(program, made_object(program, object), name);
  case VALUE_FUNCTION:
    return job_member(program, object.a, name);
  case VALUE_NONE:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_ENTRY:
  case VALUE_PARTIAL:
  case VALUE_TYPE:
  case VALUE_VARIABLE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    return member_none();
  }
  return member_none();
}

// The members asked for last, each in the place that its hash gives it. What a walk asks, it asks
// again soon: for the attribute, for the call of it, for the next `self.name`.
#define MEMBER_ANSWERS 4096

typedef struct MemberAnswer {
  uint64_t name; // hash
  Value object;
  uint32_t kept; // of the Reading, and 1; 0: a free place
  FunctionId getter;
  SymbolId read;
} MemberAnswer;

void members_start(Program *program) {
  program->members = arena_push(program->arena, MemberAnswer, MEMBER_ANSWERS);
}

static MemberAnswer *answer_place(const Program *program, Value object, Atom name) {
  uint64_t hash = name.hash ^ number_hash(object.a) ^ object.kind ^ (uint64_t)object.given << 8;
  return &program->members[(hash ^ hash >> 32) % MEMBER_ANSWERS];
}

static Member ask_member(Program *program, Value object, Atom name) {
  if (!question_begin(program)) return member_none();
  Member member = compute_member(program, object, name);
  question_end(program);
  return member;
}

BASE_NOINLINE static Reading ask_reading(Program *program, Value object, Atom name,
                                         MemberAnswer *place) {
  uint64_t cuts = program->cuts;
  Member member = ask_member(program, object, name);
  Reading reading = {values_keep(program, member.values), member.getter, member.read};
  if (program->cuts == cuts)
    *place = (MemberAnswer){name.hash, object, reading.kept + 1, reading.getter, reading.read};
  return reading;
}

Reading value_reading(Program *program, Value object, Atom name) {
  MemberAnswer *place = answer_place(program, object, name);
  bool is_known =
      place->name == name.hash && place->kept != 0 && value_equal(place->object, object);
  if (!is_known) return ask_reading(program, object, name, place);
  return (Reading){place->kept - 1, place->getter, place->read};
}

Member value_member(Program *program, Value object, Atom name) {
  Reading reading = value_reading(program, object, name);
  return (Member){
      .values = values_kept(program, reading.kept), .getter = reading.getter, .read = reading.read};
}

// ---- The value of an expression -----------------------------------------------------------------

// The number of the values of a member of one object; unknown of a method in whose place something
// else was put.
static uint32_t method_kept(Program *program, ModuleId module, ExprId id, Value object) {
  Atom name = atom_of(program, module, expr_of(program, module, id)->b);
  uint32_t kept = value_reading(program, object, name).kept;
  Value member;
  bool is_method =
      object.kind == VALUE_INSTANCE && kept_alone(kept, &member) && member.kind == VALUE_FUNCTION;
  return is_method && method_is_replaced(program, module, id) ? KEPT_UNKNOWN : kept;
}

uint32_t attribute_kept(Program *program, ModuleId module, ExprId id) {
  const Expr *expr = expr_of(program, module, id);
  if (expr->c) {
    uint32_t refined = attribute_refined(program, module, id);
    if (!kept_is_unknown(program, refined)) return refined;
  }
  if (attribute_is_mocked(program, module, id)) return KEPT_UNKNOWN;
  uint32_t kept = evaluate_kept(program, module, expr->a);
  Value object;
  bool is_alone = kept_alone(kept, &object);
  if (is_alone && object.kind == VALUE_LIBRARY_INSTANCE &&
      attribute_is_replaced(program, module, expr->b))
    return KEPT_UNKNOWN;
  if (is_alone) return method_kept(program, module, id, object);
  if (kept == KEPT_UNKNOWN) return KEPT_UNKNOWN;
  Values objects = values_kept(program, kept);
  Values found = values_like(objects);
  if (objects.count == 0) return values_keep(program, found);
  Atom name = atom_of(program, module, expr->b);
  bool is_sure = objects.confidence == CONFIDENCE_RESOLVED && !objects.is_open;
  if (is_sure && objects.count == 1) return value_reading(program, objects.at[0], name).kept;
  for (uint8_t i = 0; i < objects.count; i++)
    values_add(&found, value_member(program, objects.at[i], name).values);
  return values_keep(program, found);
}
