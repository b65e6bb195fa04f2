// Whether the arguments of a call let an entry's effect happen: time-outs of zero, flags that say
// "do not wait", callbacks that are not NULL. What a parameter of the caller decides becomes a
// guard, so that `connect_to(host, NONBLOCK)` is not taken for `connect_to(host, 0)`.
#include "link/native/native.h"

typedef enum Known {
  KNOWN_NOTHING,
  KNOWN_NUMBER, // `number`; a null pointer is 0
  KNOWN_TEXT,
  KNOWN_OBJECT,    // a pointer to something, so not null: a function, an address, a string
  KNOWN_PARAMETER, // `parameter` of the function that calls, which is not assigned to
} Known;

typedef struct Read {
  Known known;
  int64_t number;
  Str text;
  uint32_t parameter;
} Read;

// Variables that stand for each other are followed so far.
#define READ_MAX_DEPTH 4

static Read read_value(const Asking *asking, ExprId id, int depth);

static BindingList local_bindings(const Asking *asking, NameId name) {
  Str text = summary_name(asking->summary, name);
  return summary_bindings(asking->summary, asking->scope, text, summary_name_hash(text));
}

// The one binding that gives the variable its value; a declaration without one does not count.
static const Binding *only_value(const Asking *asking, BindingList list) {
  const Binding *only = NULL;
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &asking->summary->bindings[list.at[i]];
    if (binding->kind == BINDING_ASSIGN && binding->value == 0) continue;
    if (only) return NULL;
    only = binding;
  }
  return only;
}

// Whether a call gets the address of a local, and may change it.
static bool is_lent(const Asking *asking, NameId name) {
  const Scope *scope = &asking->summary->scopes[asking->scope];
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &asking->summary->exprs[at];
    if (expr->kind != EXPR_UNARY || expr->c != OPERATOR_ADDRESS) continue;
    const Expr *object = &asking->summary->exprs[expr->a];
    if (expr_is_name(object, name)) return true;
  }
  return false;
}

// A local that is bound once: a parameter, or what it was assigned.
static Read read_name(const Asking *asking, const Expr *expr, int depth) {
  BindingList list = local_bindings(asking, expr->a);
  if (list.count == 0) {
    Named named = native_name(asking->native, asking->module, asking->scope, expr->a);
    return (Read){.known = named.meaning == MEANS_FUNCTIONS ? KNOWN_OBJECT : KNOWN_NOTHING};
  }
  const Binding *binding = only_value(asking, list);
  if (!binding || is_lent(asking, expr->a)) return (Read){.known = KNOWN_NOTHING};
  if (binding->kind == BINDING_PARAMETER)
    return (Read){.known = KNOWN_PARAMETER,
                  .parameter = binding->extra - asking->summary->scopes[asking->scope].parameters};
  if (binding->kind != BINDING_ASSIGN || binding->value == 0) return (Read){0};
  return read_value(asking, binding->value, depth + 1);
}

static Read read_literal(const Asking *asking, ExprId id) {
  const Expr *expr = &asking->summary->exprs[id];
  if (expr->a == LITERAL_STRING)
    return (Read){.known = KNOWN_TEXT, .text = summary_name(asking->summary, expr->b)};
  bool is_number = expr->a == LITERAL_INT || expr->a == LITERAL_NONE || expr->a == LITERAL_FALSE;
  if (!is_number && expr->a != LITERAL_TRUE) return (Read){0};
  int64_t number = expr->a == LITERAL_TRUE;
  if (expr->a == LITERAL_INT) number = summary_int(asking->summary, id);
  return (Read){.known = KNOWN_NUMBER, .number = number};
}

static Read read_value(const Asking *asking, ExprId id, int depth) {
  const Expr *expr = &asking->summary->exprs[id];
  if (id == 0 || depth > READ_MAX_DEPTH) return (Read){0};
  if (expr->kind == EXPR_LITERAL) return read_literal(asking, id);
  if (expr->kind == EXPR_NAME) return read_name(asking, expr, depth);
  if (expr->kind != EXPR_UNARY) return (Read){0};
  if (expr->c == OPERATOR_ADDRESS) return (Read){.known = KNOWN_OBJECT};
  Read operand = read_value(asking, expr->a, depth + 1);
  if (expr->c != OPERATOR_NEGATIVE || operand.known != KNOWN_NUMBER) return (Read){0};
  operand.number = -operand.number;
  return operand;
}

Answer native_truth(Native *native, ModuleId module, ScopeId scope, ExprId test) {
  Asking asking = {native, module, scope, native->program->modules[module].summary};
  Read read = read_value(&asking, test, 0);
  if (read.known != KNOWN_NUMBER) return ANSWER_UNKNOWN;
  return read.number == 0 ? ANSWER_NO : ANSWER_YES;
}

// ---- Single conditions --------------------------------------------------------------------------

static Verdict decided(bool is_true) {
  return (Verdict){.answer = is_true ? ANSWER_YES : ANSWER_NO};
}

static const Verdict undecided = {.answer = ANSWER_UNKNOWN};

static Verdict by_parameter(const Asking *asking, Read read, GuardKind is, bool is_not,
                            uint32_t with) {
  if (read.known != KNOWN_PARAMETER || read.parameter > UINT16_MAX) return undecided;
  return (Verdict){.answer = ANSWER_UNKNOWN,
                   .guard = {.parameter = (uint16_t)read.parameter,
                             .module = asking->module,
                             .test = {(uint8_t)is, is_not, with}}};
}

static Verdict is_zero(const Asking *asking, ExprId value) {
  Read read = read_value(asking, value, 0);
  if (read.known == KNOWN_NUMBER) return decided(read.number == 0);
  if (read.known == KNOWN_TEXT || read.known == KNOWN_OBJECT) return decided(false);
  return by_parameter(asking, read, GUARD_TRUE, true, 0);
}

// Of `a | b | FLAG` one part that is known to have the bits is enough.
static bool part_has_bits(const Asking *asking, ExprId value, uint32_t bits, int depth) {
  const Expr *expr = &asking->summary->exprs[value];
  if (depth > READ_MAX_DEPTH) return false;
  if (expr->kind == EXPR_BINARY && expr->c == OPERATOR_OR)
    return part_has_bits(asking, expr->a, bits, depth + 1) ||
           part_has_bits(asking, expr->b, bits, depth + 1);
  Read read = read_value(asking, value, depth);
  return read.known == KNOWN_NUMBER && ((uint64_t)read.number & bits) == bits;
}

// `flags & ~FLAG`: what is left has none of the bits.
static bool is_without_bits(const Asking *asking, ExprId value, uint32_t bits) {
  const Expr *expr = &asking->summary->exprs[value];
  if (expr->kind != EXPR_BINARY || expr->c != OPERATOR_AND) return false;
  Read sides[] = {read_value(asking, expr->a, 0), read_value(asking, expr->b, 0)};
  for (size_t i = 0; i < COUNT_OF(sides); i++)
    if (sides[i].known == KNOWN_NUMBER && !((uint64_t)sides[i].number & bits)) return true;
  return false;
}

static Verdict has_bits(const Asking *asking, ExprId value, uint32_t bits) {
  if (part_has_bits(asking, value, bits, 0)) return decided(true);
  if (is_without_bits(asking, value, bits)) return decided(false);
  Read read = read_value(asking, value, 0);
  if (read.known == KNOWN_NUMBER) return decided(false);
  return by_parameter(asking, read, GUARD_HAS_BITS, false, bits);
}

static Verdict not(Verdict verdict) {
  verdict.guard.test.is_not = !verdict.guard.test.is_not;
  if (verdict.answer != ANSWER_UNKNOWN)
    verdict.answer = verdict.answer == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
  return verdict;
}

// ---- Objects behind pointers --------------------------------------------------------------------

// The variable whose address is passed, 0 when it is something else.
static NameId object_of(const Asking *asking, ExprId value) {
  const Expr *expr = &asking->summary->exprs[value];
  if (expr->kind != EXPR_UNARY || expr->c != OPERATOR_ADDRESS) return 0;
  const Expr *object = &asking->summary->exprs[expr->a];
  return object->kind == EXPR_NAME ? object->a : 0;
}

static bool sets_field_of(const Asking *asking, const Binding *binding, NameId object) {
  if (binding->kind != BINDING_ATTRIBUTE || binding->scope != asking->scope) return false;
  const Expr *target = &asking->summary->exprs[binding->extra];
  const Expr *base = &asking->summary->exprs[target->a];
  return target->kind == EXPR_ATTRIBUTE && expr_is_name(base, object);
}

// What the variable itself holds, `int off = 0` or `struct timeval now = {0}`, where no field says
// otherwise.
static Verdict holds_zero(const Asking *asking, NameId object) {
  if (object == 0) return undecided;
  const Binding *binding = only_value(asking, local_bindings(asking, object));
  if (!binding || binding->kind != BINDING_ASSIGN || binding->value == 0) return undecided;
  Read read = read_value(asking, binding->value, 0);
  return read.known == KNOWN_NUMBER ? decided(read.number == 0) : undecided;
}

// The value of `a = b = value`.
static ExprId assigned(const Summary *summary, ExprId value) {
  for (int i = 0; i < SEARCH_MAX_BINDINGS && summary->exprs[value].kind == EXPR_NAMED; i++)
    value = summary->exprs[value].a;
  return value;
}

// Every field that the function sets of the object is set to zero.
static Verdict points_to_zero(const Asking *asking, ExprId value) {
  NameId object = object_of(asking, value);
  Verdict null = is_zero(asking, value);
  if (null.answer == ANSWER_YES) return decided(false); // no time-out at all
  uint32_t zeros = 0, others = 0;
  for (BindingId id = 0; object != 0 && id < asking->summary->bindings_count; id++) {
    const Binding *binding = &asking->summary->bindings[id];
    if (!sets_field_of(asking, binding, object)) continue;
    Verdict zero = is_zero(asking, assigned(asking->summary, binding->value));
    zeros += zero.answer == ANSWER_YES;
    others += zero.answer != ANSWER_YES;
  }
  if (zeros > 0 && others == 0) return decided(true);
  return others > 0 ? decided(false) : holds_zero(asking, object);
}

static Verdict field_has_bits(const Asking *asking, ExprId value, const Condition *condition) {
  NameId object = object_of(asking, value);
  Str field = str_from_c(condition->text);
  Verdict unknown = {.answer = ANSWER_UNKNOWN}; // a parameter decides
  for (BindingId id = 0; object != 0 && id < asking->summary->bindings_count; id++) {
    const Binding *binding = &asking->summary->bindings[id];
    if (!sets_field_of(asking, binding, object)) continue;
    if (!str_equal(summary_name(asking->summary, binding->name), field)) continue;
    Verdict verdict = has_bits(asking, binding->value, condition->bits);
    if (verdict.answer == ANSWER_YES) return verdict;
    if (verdict.answer == ANSWER_UNKNOWN) unknown = verdict;
  }
  if (unknown.guard.test.is != GUARD_NONE_SET) return unknown;
  bool is_null = is_zero(asking, value).answer == ANSWER_YES;
  return object != 0 || is_null ? decided(false) : undecided;
}

// ---- All conditions of an entry -----------------------------------------------------------------

// The first text among the arguments of a call, as far as a literal says it.
static Read read_argument_text(const Asking *asking, const Expr *call, uint32_t first) {
  for (uint32_t i = first; i < call->c; i++) {
    Read read = read_value(asking, asking->summary->arguments[call->b + i].value, 0);
    if (read.known == KNOWN_TEXT) return read;
  }
  return (Read){0};
}

static bool has_trait(const Asking *asking, const Expr *call, Trait trait) {
  const KnowledgeEntry *entry = native_callee_entry(asking->native, asking->module, call);
  return entry && entry->traits & trait;
}

// `snprintf(path, size, "/proc/%d/stat", pid)`, `asprintf(&path, "/proc/...")`.
static Read read_written(const Asking *asking, NameId variable) {
  const Summary *summary = asking->summary;
  const Scope *scope = &summary->scopes[asking->scope];
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *call = &summary->exprs[at];
    if (call->kind != EXPR_CALL || call->c < 2) continue;
    const Expr *to = &summary->exprs[summary->arguments[call->b].value];
    if (to->kind == EXPR_UNARY && to->c == OPERATOR_ADDRESS) to = &summary->exprs[to->a];
    if (expr_is_name(to, variable) && has_trait(asking, call, TRAIT_WRITES_TEXT))
      return read_argument_text(asking, call, 1);
  }
  return (Read){0};
}

// `path = g_strdup_printf("/proc/%d/stat", pid)`: every call that gives the variable a text.
static Read read_made(const Asking *asking, NameId variable) {
  BindingList list = local_bindings(asking, variable);
  Read made = {0};
  for (uint32_t i = 0; i < list.count; i++) {
    ExprId value = asking->summary->bindings[list.at[i]].value;
    const Expr *call = &asking->summary->exprs[value];
    if (value == 0 || expr_is_literal(call, LITERAL_NONE)) continue;
    if (call->kind != EXPR_CALL || !has_trait(asking, call, TRAIT_GIVES_TEXT)) return (Read){0};
    if (made.known != KNOWN_TEXT) made = read_argument_text(asking, call, 0);
  }
  return made;
}

static Read read_text(const Asking *asking, ExprId value) {
  Read read = read_value(asking, value, 0);
  const Expr *expr = &asking->summary->exprs[value];
  if (read.known != KNOWN_NOTHING || expr->kind != EXPR_NAME) return read;
  read = read_made(asking, expr->a);
  return read.known == KNOWN_TEXT ? read : read_written(asking, expr->a);
}

static Verdict text_verdict(const Asking *asking, ExprId value, Str wanted, bool is_start) {
  Read read = is_start ? read_text(asking, value) : read_value(asking, value, 0);
  if (read.known != KNOWN_TEXT) return undecided;
  return decided(is_start ? str_has_prefix(read.text, wanted) : str_equal(read.text, wanted));
}

// A path that is not known is that of a file.
static Verdict has_peer(const Asking *asking, ExprId value, Str starts) {
  if (descriptor_is_fifo(asking, value)) return decided(true);
  Read read = read_text(asking, value);
  while (read.known == KNOWN_TEXT && starts.size > 0)
    if (str_has_prefix(read.text, str_cut(&starts, ' '))) return decided(true);
  return decided(read.known == KNOWN_TEXT && descriptor_is_fifo_named(asking, read.text));
}

static Verdict address_verdict(const Asking *asking, ExprId value) {
  Read read = read_value(asking, value, 0);
  if (read.known != KNOWN_TEXT) return undecided;
  return decided(text_is_address(read.text));
}

static Verdict is_between(const Asking *asking, ExprId value, int64_t low, int64_t high) {
  Read read = read_value(asking, value, 0);
  if (read.known != KNOWN_NUMBER) return undecided;
  return decided(read.number >= low && read.number <= high);
}

// Also by way of variables that hold nothing else.
static bool is_named(const Asking *asking, ExprId value, Str wanted) {
  for (int i = 0; i < READ_MAX_DEPTH && value != 0; i++) {
    const Expr *expr = &asking->summary->exprs[value];
    if (expr->kind != EXPR_NAME) return false;
    if (str_equal(summary_name(asking->summary, expr->a), wanted)) return true;
    const Binding *binding = only_value(asking, local_bindings(asking, expr->a));
    value = binding && binding->kind == BINDING_ASSIGN ? binding->value : 0;
  }
  return false;
}

// `stdin`. A stream that the caller passes may be it, and so may a local of which it is not known
// what it was given.
static Verdict name_verdict(const Asking *asking, ExprId value, Str wanted) {
  const Expr *expr = &asking->summary->exprs[value];
  if (is_named(asking, value, wanted)) return decided(true);
  if (expr->kind != EXPR_NAME) return decided(false);
  BindingList list = local_bindings(asking, expr->a);
  uint32_t others = 0;
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &asking->summary->bindings[list.at[i]];
    bool is_value = binding->kind == BINDING_ASSIGN && binding->value != 0;
    others += is_value && !is_named(asking, binding->value, wanted);
  }
  return list.count == 0 || others > 0 ? decided(false) : (Verdict){.answer = ANSWER_UNKNOWN};
}

// `wait ? 0 : WNOHANG`, also by way of a variable: the choice itself, else NULL.
static const Expr *choice_of(const Asking *asking, ExprId value) {
  const Expr *expr = &asking->summary->exprs[value];
  if (expr->kind == EXPR_NAME) {
    const Binding *binding = only_value(asking, local_bindings(asking, expr->a));
    if (!binding || binding->kind != BINDING_ASSIGN) return NULL;
    expr = &asking->summary->exprs[binding->value];
  }
  return expr->kind == EXPR_CHOICE && expr->c == CHOICE_CONDITIONAL ? expr : NULL;
}

static Verdict ask_value(const Asking *asking, const Condition *condition, ExprId value) {
  Str text = str_from_c(condition->text);
  switch (condition->is) {
  case ARGUMENT_FALSE:
  case ARGUMENT_ZERO:
  case ARGUMENT_NONE:
    return is_zero(asking, value);
  case ARGUMENT_HAS_BITS:
    return has_bits(asking, value, condition->bits);
  case ARGUMENT_LACKS_BITS:
    return not(has_bits(asking, value, condition->bits));
  case ARGUMENT_POINTS_TO_ZERO:
    return points_to_zero(asking, value);
  case ARGUMENT_FIELD_HAS_BITS:
    return field_has_bits(asking, value, condition);
  case ARGUMENT_EQUALS:
    return is_between(asking, value, condition->bits, condition->bits);
  case ARGUMENT_AT_MOST:
    return is_between(asking, value, 0, condition->bits);
  case ARGUMENT_IS_ADDRESS:
    return address_verdict(asking, value);
  case ARGUMENT_IS_FILE:
    return decided(descriptor_is_file(asking, value));
  case ARGUMENT_NO_FILE:
    return decided(descriptor_is_no_file(asking, value));
  case ARGUMENT_CAN_WAIT:
    return decided(descriptor_can_wait(asking, value, (WaitFor)condition->bits));
  case ARGUMENT_HAS_PEER:
    return has_peer(asking, value, text);
  case ARGUMENT_STARTS:
    return text_verdict(asking, value, text, true);
  case ARGUMENT_IS:
    return text_verdict(asking, value, text, false);
  case ARGUMENT_HAS_FLAG:
    return name_verdict(asking, value, text);
  case ARGUMENT_INSTANCE:
  case ARGUMENT_IS_NAMED:
  case ARGUMENT_NONE_SET:
  case ARGUMENT_GIVEN:
  case ARGUMENT_CHOSEN:
  case ARGUMENT_UNCHOSEN:
  case ARGUMENT_BEGINS:
  case ARGUMENT_AMONG:
  case ARGUMENT_ABSENT:
    break;
  }
  return decided(false);
}

// Whether a condition is about the value itself; of descriptors and streams it is about where they
// come from, which looks into choices anyway.
static bool is_about_value(const Condition *condition) {
  return condition->is != ARGUMENT_HAS_FLAG && condition->is != ARGUMENT_IS_FILE &&
         condition->is != ARGUMENT_NO_FILE && condition->is != ARGUMENT_CAN_WAIT;
}

// What both arms of a choice say is so; where they differ nobody knows.
static Verdict ask(const Asking *asking, const Condition *condition, ExprId call) {
  const Expr *expr = &asking->summary->exprs[call];
  uint32_t place = (uint8_t)condition->position;
  bool is_passed = condition->position >= 0 && place < expr->c;
  if (condition->is == ARGUMENT_ABSENT) return decided(!is_passed);
  if (condition->is == ARGUMENT_GIVEN) return decided(is_passed);
  if (!is_passed) return decided(false);
  ExprId value = asking->summary->arguments[expr->b + place].value;
  const Expr *choice = is_about_value(condition) ? choice_of(asking, value) : NULL;
  if (!choice) return ask_value(asking, condition, value);
  const ExprId *arms = &asking->summary->operands[choice->a];
  Verdict first = ask_value(asking, condition, arms[0]);
  Verdict second = ask_value(asking, condition, arms[1]);
  return first.answer == second.answer && first.answer != ANSWER_UNKNOWN ? first : undecided;
}

Verdict native_ask(const Asking *asking, const Condition *condition, ExprId call) {
  return ask(asking, condition, call);
}

Verdict native_ask_value(const Asking *asking, const Condition *condition, ExprId value) {
  return ask_value(asking, condition, value);
}

// The effect needs the condition to be `wanted`. What is not known does not rule it out: a time-out
// from a variable is a wait, a bit less sure.
static void require(Outcome *outcome, Verdict verdict, bool wanted) {
  if (verdict.answer != ANSWER_UNKNOWN) {
    outcome->happens = outcome->happens && (verdict.answer == ANSWER_YES) == wanted;
    return;
  }
  if (verdict.guard.test.is == GUARD_NONE_SET) {
    outcome->confidence = confidence_least(outcome->confidence, CONFIDENCE_PROBABLE);
    return;
  }
  verdict.guard.test.is_not ^= !wanted;
  guards_add(&outcome->guards, verdict.guard);
}

// A path or a host that is not known is one like any other, no reason to be less sure.
static bool is_about_text(const Condition *condition) {
  return condition->is == ARGUMENT_STARTS || condition->is == ARGUMENT_IS ||
         condition->is == ARGUMENT_IS_ADDRESS;
}

static void ask_whether(const Asking *asking, ExprId call, const KnowledgeEntry *entry,
                        Outcome *outcome) {
  for (size_t i = 0; i < COUNT_OF(entry->unless) && outcome->happens; i++) {
    const Condition *condition = &entry->unless[i];
    if (!condition_is_set(condition)) break;
    Verdict verdict = ask(asking, condition, call);
    if (verdict.answer != ANSWER_UNKNOWN || !is_about_text(condition))
      require(outcome, verdict, false);
  }
  if (!condition_is_set(&entry->only_if) || !outcome->happens) return;
  Verdict first = ask(asking, &entry->only_if, call);
  if (!condition_is_set(&entry->or_if)) {
    require(outcome, first, true);
    return;
  }
  Verdict second = ask(asking, &entry->or_if, call);
  bool is_enough = first.answer == ANSWER_YES || second.answer == ANSWER_YES;
  if (!is_enough) require(outcome, first.answer == ANSWER_UNKNOWN ? first : second, true);
}

// Entries that say what another one does otherwise.
#define OTHERWISE_MAX 4

Outcome native_outcome(Native *native, ModuleId module, ScopeId scope, ExprId call,
                       const KnowledgeEntry *entry) {
  Asking asking = {native, module, scope, native->program->modules[module].summary};
  Outcome outcome = {.entry = entry, .confidence = CONFIDENCE_RESOLVED};
  for (int i = 0; i < OTHERWISE_MAX && entry; i++, entry = entry->otherwise) {
    outcome = (Outcome){
        .happens = entry->effect != EFFECT_NONE, .entry = entry, .confidence = CONFIDENCE_RESOLVED};
    ask_whether(&asking, call, entry, &outcome);
    if (outcome.happens) return outcome;
  }
  return outcome;
}
