// Matching the arguments of a call with positions, keywords, parameters and conditions.
#include "link/program.h"

ArgumentMatch argument_find(const Program *program, ModuleId module, ExprId call, int position,
                            Str keyword) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[call];
  ArgumentMatch match = {0};
  int at = 0;
  for (uint32_t i = 0; i < expr->c; i++) {
    const Argument *argument = &summary->arguments[expr->b + i];
    if (summary->exprs[argument->value].kind == EXPR_STARRED) {
      ArgumentMatch found = {0};
      bool is_known = spread_find(program, module, argument->value, keyword, &found);
      if (found.value != 0) return found;
      match.is_unknown |= !is_known;
      continue;
    }
    bool is_keyword = argument->keyword != 0 && !(summary->flags & SUMMARY_C);
    if (is_keyword
            ? keyword.size > 0 && str_equal(summary_name(summary, argument->keyword), keyword)
            : at == position && !match.is_unknown) {
      return (ArgumentMatch){.value = argument->value};
    }
    at += !is_keyword;
  }
  return match;
}

// ---- Conditions of knowledge entries ------------------------------------------------------------

static bool literal_is_zero(const Summary *summary, const Expr *literal) {
  if (literal->a == LITERAL_INT) return literal->b == 0;
  if (literal->a != LITERAL_FLOAT) return literal->a == LITERAL_FALSE;
  Str text = summary_name(summary, literal->b);
  for (size_t i = 0; i < text.size; i++)
    if (text.at[i] != '0' && text.at[i] != '.' && text.at[i] != '_') return false;
  return true;
}

static bool is_zero_or_less(Program *program, ModuleId module, ExprId value) {
  const Expr *expr = expr_of(program, module, value);
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NEGATIVE) return false; // -1 waits for ever
  ModuleId in = module;
  ExprId constant = constant_of(program, module, value, &in);
  return constant && literal_is_zero(summary_of(program, in), expr_of(program, in, constant));
}

static bool is_false(Program *program, ModuleId module, ExprId value) {
  ModuleId in = module;
  ExprId constant = constant_of(program, module, value, &in);
  if (!constant) return false;
  const Expr *literal = expr_of(program, in, constant);
  return literal->a == LITERAL_FALSE || (literal->a == LITERAL_INT && literal->b == 0);
}

static bool is_at_most(Program *program, ModuleId module, ExprId value, uint32_t most) {
  ModuleId in = module;
  ExprId constant = constant_of(program, module, value, &in);
  if (!constant || expr_of(program, in, constant)->a != LITERAL_INT) return false;
  if (expr_of(program, module, value)->kind == EXPR_UNARY) return false;
  uint32_t number = summary_int(summary_of(program, in), constant);
  return number != UINT32_MAX && number <= most;
}

static bool is_literal(Program *program, ModuleId module, ExprId value, LiteralKind kind) {
  ModuleId in = module;
  ExprId constant = constant_of(program, module, value, &in);
  return constant && expr_of(program, in, constant)->a == kind;
}

#define FLAG_MAX_DEPTH 16

// The value of a name that the module binds once: `FLAGS = A | B`, and maybe adds to: `FLAGS |= C`;
// 0 for others.
static ExprId only_value(const Program *program, ModuleId module, NameId name) {
  BindingList list = scope_bindings(program, module, 0, atom_of(program, module, name));
  const Summary *summary = summary_of(program, module);
  const Binding *binding = NULL;
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *at = &summary->bindings[list.at[i]];
    if (at->kind == BINDING_AUGMENT) continue;
    if (binding) return 0;
    binding = at;
  }
  if (!binding) return 0;
  return binding->kind == BINDING_ASSIGN && binding->unpack == 0 ? binding->value : 0;
}

static bool names_flag(const Program *program, ModuleId module, ExprId value, Str flag, int depth);

// How many times a variable of a function may be bound for all of it to be looked at.
#define FLAG_MAX_BINDINGS 4
#define FLAG_MAX_HOPS     4

// Whether what an expression is taken out of is what a call gave that was given the flag: `kind` of
// `_, kind, *_ = infos[0]`, of `infos = await getaddrinfo(host, type=SOCK_DGRAM)`.
static bool is_of_flag(const Program *program, ModuleId module, ExprId value, Str flag, int depth) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[value];
  if (value == 0 || depth >= FLAG_MAX_HOPS) return false;
  if (expr->kind == EXPR_AWAIT || expr->kind == EXPR_SUBSCRIPT)
    return is_of_flag(program, module, expr->a, flag, depth);
  if (expr->kind == EXPR_CALL) {
    for (uint32_t i = 0; i < expr->c; i++)
      if (names_flag(program, module, summary->arguments[expr->b + i].value, flag, depth + 1))
        return true;
    return false;
  }
  if (expr->kind != EXPR_NAME) return false;
  ScopeId scope = summary_scope_at(summary, value);
  BindingList list = scope_bindings(program, module, scope, atom_of(program, module, expr->a));
  bool is_one = scope != 0 && list.count == 1;
  const Binding *binding = is_one ? &summary->bindings[list.at[0]] : NULL;
  bool is_kept = binding && (binding->kind == BINDING_ASSIGN || binding->kind == BINDING_FOR);
  return is_kept && is_of_flag(program, module, binding->value, flag, depth + 1);
}

// Whether a variable of the function may hold the flag: `how = A | (0 if waits else B)`, `how |=
// B`.
static bool may_hold_flag(const Program *program, ModuleId module, ExprId name, Str flag,
                          int depth) {
  const Summary *summary = summary_of(program, module);
  ScopeId scope = summary_scope_at(summary, name);
  if (scope == 0 || depth >= FLAG_MAX_HOPS) return false;
  BindingList list =
      scope_bindings(program, module, scope, atom_of(program, module, summary->exprs[name].a));
  for (uint32_t i = 0; i < list.count && list.count <= FLAG_MAX_BINDINGS; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    bool is_value = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_AUGMENT;
    if (is_value && binding->unpack == 0 && binding->value != 0 && binding->value < name &&
        names_flag(program, module, binding->value, flag, depth + 1))
      return true;
    bool is_taken = is_value || binding->kind == BINDING_FOR;
    if (is_taken && binding->unpack != 0 && list.count == 1 &&
        is_of_flag(program, module, binding->value, flag, depth + 1))
      return true;
  }
  return false;
}

static bool names_flag(const Program *program, ModuleId module, ExprId value, Str flag, int depth) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[value];
  if (depth >= FLAG_MAX_DEPTH) return false;
  if (expr->kind == EXPR_ATTRIBUTE) return str_equal(summary_name(summary, expr->b), flag);
  if (expr->kind == EXPR_NAME) {
    if (str_equal(summary_name(summary, expr->a), flag)) return true;
    ExprId known = only_value(program, module, expr->a);
    return known != 0 ? names_flag(program, module, known, flag, depth + 1)
                      : may_hold_flag(program, module, value, flag, depth);
  }
  if (expr->kind == EXPR_CHOICE) { // which of them it is, is not known
    for (uint32_t i = 0; i < expr->b; i++)
      if (names_flag(program, module, summary->operands[expr->a + i], flag, depth + 1)) return true;
    return false;
  }
  return expr->kind == EXPR_BINARY && (names_flag(program, module, expr->a, flag, depth + 1) ||
                                       names_flag(program, module, expr->b, flag, depth + 1));
}

// The expression that a text begins with: of `"/proc/" + x`, f"/proc/{x}", `"/proc/%d" % x`,
// `"/proc/{}".format(x)` and `join("/proc", x)`; 0 when it is that expression itself.
static ExprId text_start(const Summary *summary, const Expr *expr) {
  if (expr->kind == EXPR_BINARY && (expr->c == OPERATOR_ADD || expr->c == OPERATOR_MOD))
    return expr->a;
  if (expr->kind == EXPR_FORMAT && expr->b > 0) return summary->operands[expr->a];
  if (expr->kind != EXPR_CALL) return 0;
  const Expr *callee = &summary->exprs[expr->a];
  if (callee->kind != EXPR_ATTRIBUTE) return 0;
  Str name = summary_name(summary, callee->b);
  if (str_equal(name, STR("format"))) return callee->a;
  bool is_join = str_equal(name, STR("join")) && expr->c > 1;
  return is_join ? summary->arguments[expr->b].value : 0;
}

static bool text_of(Program *program, ModuleId module, ExprId value, Str *text) {
  const Summary *summary = summary_of(program, module);
  for (int depth = 0; depth < FLAG_MAX_DEPTH; depth++) {
    ExprId start = text_start(summary, &summary->exprs[value]);
    if (start == 0) break;
    value = start;
  }
  ModuleId in = module;
  ExprId constant = constant_of(program, module, value, &in);
  if (!constant || expr_of(program, in, constant)->a != LITERAL_STRING) return false;
  *text = summary_name(summary_of(program, in), expr_of(program, in, constant)->b);
  return true;
}

static bool is_instance(Program *program, ModuleId module, ExprId value, Str class) {
  Values values = evaluate(program, module, value);
  for (uint8_t i = 0; i < values.count; i++) {
    Value one = values.at[i];
    if (one.kind == VALUE_INSTANCE && class_derives(program, one.a, class)) return true;
    Str library = library_class(program, one);
    if (library.size > 0 && knowledge_is_subclass(program->knowledge, library, class)) return true;
  }
  return false;
}

bool text_is_address(Str text) {
  bool has_colon = str_find(text, STR(":")) != SIZE_MAX;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.at[i];
    bool is_hex = (c >= '0' && c <= '9') || (has_colon && ((c | 32) >= 'a' && (c | 32) <= 'f'));
    if (!is_hex && c != '.' && c != ':' && c != '%') return false;
  }
  return text.size > 0;
}

// `str(address)` of an object of one of some classes, whose text is one.
static bool is_address_object(Program *program, ModuleId module, ExprId value,
                              const char *classes) {
  const Summary *summary = summary_of(program, module);
  const Expr *call = &summary->exprs[value];
  if (call->kind != EXPR_CALL || call->c != 1) return false;
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind != EXPR_NAME || !str_equal(summary_name(summary, callee->a), STR("str")))
    return false;
  Values values = evaluate(program, module, summary->arguments[call->b].value);
  for (uint8_t i = 0; i < values.count; i++)
    if (!str_lists(classes, library_class(program, values.at[i]))) return false;
  return values.count > 0 && !values.is_open;
}

// Whether a text begins with one of several words, or is the folder that one of them names.
// Whether an expression is spelled with a name at its end, or is a variable of one value that is.
static bool is_named(const Program *program, ModuleId module, ExprId value, Str name) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[value];
  if (expr->kind == EXPR_NAME && !str_equal(summary_name(summary, expr->a), name)) {
    value = only_value(program, module, expr->a);
    expr = &summary->exprs[value];
  }
  if (expr->kind == EXPR_NAME) return str_equal(summary_name(summary, expr->a), name);
  return expr->kind == EXPR_ATTRIBUTE && str_equal(summary_name(summary, expr->b), name);
}

static bool starts_with_one(Str text, const char *words) {
  for (Str rest = str_from_c(words); rest.at;) {
    Str start = str_cut(&rest, ' ');
    if (str_has_prefix(text, start)) return true;
    bool is_folder = start.size > 1 && start.at[start.size - 1] == '/';
    if (is_folder && str_equal(text, str_slice(start, 0, start.size - 1))) return true;
  }
  return false;
}

static bool is_letter(char c) {
  return str_small(c) >= 'a' && str_small(c) <= 'z';
}

// Whether the first word of a text is one of several, in whatever case.
static bool begins_with_one(Str text, const char *words) {
  size_t from = 0;
  while (from < text.size && (text.at[from] == ' ' || text.at[from] == '\n'))
    from++;
  size_t to = from;
  while (to < text.size && is_letter(text.at[to]))
    to++;
  for (Str rest = str_from_c(words); rest.at;)
    if (str_equal_any_case(str_slice(text, from, to), str_cut(&rest, ' '))) return true;
  return false;
}

static bool is_chosen(Program *program, ModuleId module, ExprId value) {
  return !is_false(program, module, value) && !is_literal(program, module, value, LITERAL_NONE);
}

bool condition_is_met(Program *program, ModuleId module, const Condition *condition, ExprId value) {
  Str text = {0};
  switch (condition->is) {
  case ARGUMENT_FALSE:
    return is_false(program, module, value);
  case ARGUMENT_ZERO:
    return is_zero_or_less(program, module, value);
  case ARGUMENT_NONE:
    return is_literal(program, module, value, LITERAL_NONE);
  case ARGUMENT_GIVEN:
    return true;
  case ARGUMENT_CHOSEN:
    return is_chosen(program, module, value);
  case ARGUMENT_UNCHOSEN:
    return !is_chosen(program, module, value);
  case ARGUMENT_HAS_FLAG:
    return names_flag(program, module, value, str_from_c(condition->text), 0);
  case ARGUMENT_IS_NAMED:
    return is_named(program, module, value, str_from_c(condition->text));
  case ARGUMENT_STARTS:
    return text_of(program, module, value, &text) && starts_with_one(text, condition->text);
  case ARGUMENT_BEGINS:
    return text_of(program, module, value, &text) && begins_with_one(text, condition->text);
  case ARGUMENT_AMONG:
    return text_of(program, module, value, &text) && str_lists(condition->text, text);
  case ARGUMENT_IS:
    return text_of(program, module, value, &text) && str_equal_c(text, condition->text);
  case ARGUMENT_IS_ADDRESS:
    if (text_of(program, module, value, &text)) return text_is_address(text);
    return condition->text && is_address_object(program, module, value, condition->text);
  case ARGUMENT_INSTANCE:
    return is_instance(program, module, value, str_from_c(condition->text));
  case ARGUMENT_AT_MOST:
    return is_at_most(program, module, value, condition->bits);
  case ARGUMENT_NONE_SET:
  case ARGUMENT_ABSENT:
  case ARGUMENT_EQUALS: // these are asked of C only
  case ARGUMENT_HAS_BITS:
  case ARGUMENT_LACKS_BITS:
  case ARGUMENT_FIELD_HAS_BITS:
  case ARGUMENT_POINTS_TO_ZERO:
  case ARGUMENT_IS_FILE:
  case ARGUMENT_NO_FILE:
  case ARGUMENT_CAN_WAIT:
  case ARGUMENT_HAS_PEER:
    return false;
  }
  return false;
}

bool condition_wants_none(const Condition *condition) {
  return condition->is == ARGUMENT_ABSENT || condition->is == ARGUMENT_UNCHOSEN;
}

bool condition_is_true(Program *program, ModuleId module, ExprId call, const Condition *condition) {
  if (call == 0) return condition_wants_none(condition);
  ArgumentMatch match =
      argument_find(program, module, call, condition->position, str_from_c(condition->keyword));
  if (match.value == 0) return condition_wants_none(condition) && !match.is_unknown;
  return condition_is_met(program, module, condition, match.value);
}

bool conditions_hold(Program *program, ModuleId module, ExprId call, const KnowledgeEntry *entry) {
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++) {
    const Condition *condition = &entry->unless[i];
    if (condition->is == ARGUMENT_NONE_SET) break;
    if (condition_is_true(program, module, call, condition)) return false;
  }
  if (entry->only_if.is == ARGUMENT_NONE_SET) return true;
  return condition_is_true(program, module, call, &entry->only_if);
}

// How many positional arguments a call of partial gives behind the callee.
static int partial_given(const Program *program, const Partial *partial) {
  const Summary *summary = summary_of(program, partial->module);
  const Expr *call = &summary->exprs[partial->call];
  int given = -1; // the callee
  for (uint32_t i = 0; i < call->c; i++)
    given += summary->arguments[call->b + i].keyword == 0;
  return given;
}

static Condition shifted(Condition condition, int by) {
  if (condition.position >= 0) condition.position = (int8_t)(condition.position + by);
  if (condition.position < 0) condition.position = KEYWORD_ONLY;
  return condition;
}

static bool is_true_of_partial(Program *program, const Partial *partial, ModuleId module,
                               ExprId call, Condition condition) {
  Condition there = shifted(condition, 1);
  Condition here = shifted(condition, -partial_given(program, partial));
  bool is_there = condition_is_true(program, partial->module, partial->call, &there);
  bool is_here = condition_is_true(program, module, call, &here);
  return condition_wants_none(&condition) ? is_there && is_here : is_there || is_here;
}

bool partial_conditions_hold(Program *program, const Partial *partial, ModuleId module, ExprId call,
                             const KnowledgeEntry *entry) {
  if (expr_of(program, module, call)->kind != EXPR_CALL) call = 0;
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++) {
    if (entry->unless[i].is == ARGUMENT_NONE_SET) break;
    if (is_true_of_partial(program, partial, module, call, entry->unless[i])) return false;
  }
  return entry->only_if.is == ARGUMENT_NONE_SET ||
         is_true_of_partial(program, partial, module, call, entry->only_if);
}

// ---- Parameters of project functions ------------------------------------------------------------

ArgumentMatch argument_for_parameter(Program *program, ModuleId module, ExprId call,
                                     FunctionId callee, uint32_t index, bool is_bound) {
  const Summary *summary = summary_of(program, function_state(program, callee)->public.module);
  const Parameter *parameter =
      &summary->parameters[function_scope(program, callee)->parameters + index];
  int position = parameter->kind <= PARAMETER_PLAIN ? (int)index - is_bound : KEYWORD_ONLY;
  Str name = parameter->kind == PARAMETER_POSITIONAL_ONLY ? STR("")
                                                          : summary_name(summary, parameter->name);
  return argument_find(program, module, call, position, name);
}

uint32_t argument_parameter(Program *program, ModuleId module, ExprId call, Value callee,
                            ExprId argument) {
  uint32_t count = function_scope(program, callee.a)->parameter_count;
  for (uint32_t i = callee.b != 0; i < count; i++)
    if (argument_for_parameter(program, module, call, callee.a, i, callee.b != 0).value == argument)
      return i;
  return UINT32_MAX;
}
