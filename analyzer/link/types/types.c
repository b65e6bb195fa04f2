// Types as knowledge spells them: the name of a class, or a word that stands for something in the
// call (see KnowledgeEntry), or several of these with commas between.
#include "link/program.h"

uint32_t made_add(Program *program, Value callee, ModuleId module, ExprId call) {
  Made made = {callee.a, callee.b ? callee.b - 1 : SYMBOL_NONE, module, call, callee.given};
  uint32_t parts[] = {made.symbol, made.receiver, made.module, made.call, made.given};
  uint64_t key = str_hash((Str){(const char *)parts, sizeof parts});
  uint32_t *known =
      map_insert(program->arena, &program->made_index, key, (uint32_t)program->made.count);
  if (*known == program->made.count) array_push(program->arena, &program->made, made);
  return *known;
}

static bool role_is(const Role *role, ArgumentRole a, ArgumentRole b, ArgumentRole c) {
  return role->role != ROLE_NONE && (role->role == a || role->role == b || role->role == c);
}

ArgumentMatch made_argument(Program *program, const Made *made, ArgumentRole a, ArgumentRole b,
                            ArgumentRole c) {
  if (made->call == 0) return (ArgumentMatch){0};
  const KnowledgeEntry *entry = symbol_entry(program, made->symbol);
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++)
    if (role_is(&entry->roles[i], a, b, c))
      return argument_find(program, made->module, made->call, entry->roles[i].position,
                           str_from_c(entry->roles[i].keyword));
  return argument_find(program, made->module, made->call, 0, STR(""));
}

static Values argument_values(Program *program, const Made *made, ArgumentRole a, ArgumentRole b,
                              ArgumentRole c) {
  ArgumentMatch match = made_argument(program, made, a, b, c);
  return match.value ? evaluate(program, made->module, match.value) : values_unknown();
}

// What a callable gives to whoever has it called: what a generator yields, what a coroutine
// returns.
static Values injected_values(Program *program, Values callable) {
  Values results = called_values(program, callable);
  Values found = values_like(results);
  for (uint8_t i = 0; i < results.count; i++) {
    Value result = results.at[i];
    if (result.kind == VALUE_GENERATOR || result.kind == VALUE_CONTEXT)
      values_add(&found, yields_given(program, result.a, result.given));
    else if (result.kind == VALUE_COROUTINE)
      values_add(&found, returns_given(program, result.a, result.given));
    else
      values_add_one(&found, result);
  }
  return found;
}

bool entry_makes_value(const KnowledgeEntry *entry) {
  return entry && entry->returns && str_equal_c(STR("made"), entry->returns);
}

static Values injected_or_given(Program *program, const Made *made) {
  ArgumentMatch factory = made_argument(program, made, ROLE_STORED, ROLE_OFF_LOOP, ROLE_NONE);
  if (factory.value)
    return injected_values(program, evaluate(program, made->module, factory.value));
  const KnowledgeEntry *entry = symbol_entry(program, made->symbol);
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_RETURNED)
      return argument_values(program, made, ROLE_RETURNED, ROLE_NONE, ROLE_NONE);
  return values_unknown();
}

// The class of the project that the method was asked of, where that is one below the library's.
static Values self_values(Program *program, Made made) {
  Values self = values_unknown();
  if (given_self(program, (uint16_t)made.given, &self)) return self;
  if (made.receiver == SYMBOL_NONE) return self;
  self = values_one(VALUE_LIBRARY_INSTANCE, made.receiver, 0);
  self.at[0].given = (uint16_t)made.given;
  return self;
}

bool entry_takes_async(const KnowledgeEntry *entry) {
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_ASYNC_CALLED) return true;
  return false;
}

// `trio.run(main)` awaits what calling `main` gives.
static Values called_or_awaited(Program *program, const Made *made) {
  Values called = called_values(
      program, argument_values(program, made, ROLE_CALLED, ROLE_OFF_LOOP, ROLE_ASYNC_CALLED));
  if (!entry_takes_async(symbol_entry(program, made->symbol))) return called;
  Values found = values_like(called);
  for (uint8_t i = 0; i < called.count; i++) {
    Value result = called.at[i];
    if (result.kind == VALUE_COROUTINE)
      values_add(&found, returns_given(program, result.a, result.given));
    else
      values_add_one(&found, result);
  }
  return found;
}

static Values word_values(Program *program, Str word, Made made) {
  if (str_equal(word, STR("self"))) return self_values(program, made);
  if (str_equal(word, STR("argument")))
    return argument_values(program, &made, ROLE_RETURNED, ROLE_NONE, ROLE_NONE);
  if (str_equal(word, STR("element")))
    return element_values(
        program, argument_values(program, &made, ROLE_CONSUMED, ROLE_NONE, ROLE_NONE), false);
  if (str_equal(word, STR("entered"))) {
    ArgumentMatch async = {0};
    const KnowledgeEntry *entry = symbol_entry(program, made.symbol);
    bool is_async = entry && entry->roles[0].role == ROLE_ASYNC_ENTERED;
    async = made_argument(program, &made, ROLE_ENTERED, ROLE_ASYNC_ENTERED, ROLE_NONE);
    if (!async.value) return values_unknown();
    return entered_values(program, evaluate(program, made.module, async.value), is_async);
  }
  if (str_equal(word, STR("awaited")))
    return awaited_values(program,
                          argument_values(program, &made, ROLE_COROUTINE, ROLE_NONE, ROLE_NONE));
  if (str_equal(word, STR("called"))) return called_or_awaited(program, &made);
  if (str_equal(word, STR("made"))) return injected_or_given(program, &made);
  if (str_equal(word, STR("parameter"))) return given_place(program, (uint16_t)made.given, 0);
  if (str_equal(word, STR("kept"))) return keeper_values(program, (uint16_t)made.given);
  if (word.size == 0) return values_unknown();
  if (str_equal(word, STR("None"))) return values_one(VALUE_NONE, 0, 0);
  return values_one(VALUE_LIBRARY_INSTANCE, symbol_make(program, word), 0);
}

Values made_awaited(Program *program, uint32_t made) {
  return word_values(program, STR("awaited"), program->made.at[made]);
}

static const char *returned_text(Program *program, const KnowledgeEntry *entry, const Made *made) {
  for (size_t i = 0; i < COUNT_OF(entry->returns_where) && made->call != 0; i++) {
    const ReturnsWhere *where = &entry->returns_where[i];
    if (where->returns && condition_is_true(program, made->module, made->call, &where->is))
      return where->returns;
  }
  return entry->returns;
}

// Empty where knowledge does not say.
static Str made_text(Program *program, const Made *made, MadeField field) {
  const KnowledgeEntry *entry = symbol_entry(program, made->symbol);
  if (!entry) return STR("");
  switch (field) {
  case MADE_RETURNS:
    return str_from_c(returned_text(program, entry, made));
  case MADE_ELEMENTS:
    return str_from_c(entry->elements);
  case MADE_ENTERS:
    return str_from_c(entry->enters);
  case MADE_PARAMETER:
    return str_from_c(entry->parameter);
  }
  return STR("");
}

Values made_values(Program *program, uint32_t number, MadeField field) {
  Made made = program->made.at[number];
  Str text = made_text(program, &made, field);
  bool is_tuple = str_find_byte(text, ',') != SIZE_MAX || str_equal(text, STR("each"));
  return is_tuple ? values_one(VALUE_TUPLE, number, field) : word_values(program, text, made);
}

// Whether what is awaited may be an error as well.
static bool collects_errors(Program *program, const Made *made) {
  const KnowledgeEntry *entry = symbol_entry(program, made->symbol);
  Condition is_on = {.is = ARGUMENT_CHOSEN, .position = KEYWORD_ONLY, .keyword = entry->collects};
  return entry->collects && condition_is_true(program, made->module, made->call, &is_on);
}

// What awaiting argument `part` gives, or each of them: UINT32_MAX. `f(*coroutines)` passes any
// number.
static Values each_values(Program *program, const Made *made, uint32_t part) {
  if (made->call == 0) return values_unknown();
  const Summary *summary = summary_of(program, made->module);
  const Expr *call = &summary->exprs[made->call];
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  found.is_open = collects_errors(program, made);
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &summary->arguments[call->b + i];
    bool is_starred = summary->exprs[argument->value].kind == EXPR_STARRED;
    if (argument->keyword != 0) continue;
    Values values = evaluate(program, made->module, argument->value);
    if (is_starred) values = element_values(program, values, false);
    if (is_starred || part == UINT32_MAX || part == i)
      values_add(&found, awaited_values(program, values));
    if (is_starred || part == i) break;
  }
  return found.count > 0 ? found : values_unknown();
}

Values tuple_any_part(Program *program, Value tuple) {
  Made made = program->made.at[tuple.a];
  bool is_each = str_equal(made_text(program, &made, (MadeField)tuple.b), STR("each"));
  return is_each ? each_values(program, &made, UINT32_MAX) : values_unknown();
}

Values tuple_part(Program *program, Value tuple, uint32_t part) {
  Made made = program->made.at[tuple.a];
  Str rest = made_text(program, &made, (MadeField)tuple.b);
  if (str_equal(rest, STR("each"))) return each_values(program, &made, part);
  for (uint32_t i = 0; rest.at; i++) {
    Str word = str_cut(&rest, ',');
    if (i == part) return word_values(program, word, made);
  }
  return values_unknown();
}

Values variable_bound(Program *program, Value variable) {
  ModuleId module = variable.a;
  Values found = values_unknown();
  ExprId bound = 0;
  if (variable.detail == 1)
    bound = summary_of(program, module)->bindings[variable.b].annotation;
  else
    bound = argument_find(program, module, variable.b, -1, STR("bound")).value;
  const Expr *expr = expr_of(program, module, bound);
  bool is_text = expr_is_literal(expr, LITERAL_STRING);
  if (is_text)
    found = class_instances(module_member(program, module, atom_of(program, module, expr->b)));
  else if (bound && expr->kind != EXPR_LITERAL)
    found = annotation_values(program, module, bound);
  return values_less_sure(found, CONFIDENCE_PROBABLE);
}

Values receiver_type(Program *program, SymbolId symbol, Value receiver, MadeField field) {
  Made made = {.symbol = symbol, .receiver = receiver.a, .given = receiver.given};
  Str text = made_text(program, &made, field);
  if (str_find_byte(text, ',') == SIZE_MAX) return word_values(program, text, made);
  Value callee = {.kind = VALUE_LIBRARY, .given = receiver.given, .a = symbol, .b = receiver.a + 1};
  return values_one(VALUE_TUPLE, made_add(program, callee, 0, 0), field);
}
