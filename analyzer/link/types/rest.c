// What a function takes out of its own `*args` and `**kwargs`: `for hook in hooks: hook()`,
// `handlers["done"](job)`. Which it is the caller says, so a call of one is a use of a parameter
// like others.
#include "link/program.h"

// A VALUE_REST holds which parameter it is, and above that the key: of `*args` a place + 1, of
// `**kwargs` a name of the function's module; 0 for none.
#define INDEX_BITS 8

static Value rest_part(Value rest, RestDetail detail, uint32_t key) {
  rest.detail = (uint8_t)detail;
  rest.b = rest_index(rest) | key << INDEX_BITS;
  return rest;
}

static Values one(Value value) {
  return (Values){.at = {value}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
}

uint32_t rest_index(Value rest) {
  return rest.b & ((1u << INDEX_BITS) - 1);
}

uint32_t rest_key(Value rest) {
  return rest.b >> INDEX_BITS;
}

static bool is_named(const Program *program, Value rest) {
  const Summary *summary = summary_of(program, function_state(program, rest.a)->public.module);
  uint32_t at = function_scope(program, rest.a)->parameters + rest_index(rest);
  return summary->parameters[at].kind == PARAMETER_DOUBLE_STAR;
}

Values rest_values(FunctionId function, uint32_t index) {
  return index < 1u << INDEX_BITS ? values_one(VALUE_REST, function, index) : values_unknown();
}

// ---- What is taken out --------------------------------------------------------------------------

Values rest_member(const Program *program, Value rest, Str name) {
  if (rest.detail != REST_ITSELF || !is_named(program, rest)) return values_unknown();
  if (str_equal(name, STR("get")) || str_equal(name, STR("pop")))
    return one(rest_part(rest, REST_GET, 0));
  if (str_equal(name, STR("values"))) return one(rest_part(rest, REST_VALUES, 0));
  if (str_equal(name, STR("items"))) return one(rest_part(rest, REST_ITEMS, 0));
  return values_unknown();
}

// What stands at a constant place, or under a constant name.
Values rest_item(Program *program, Value rest, ModuleId module, ExprId index) {
  if (rest.detail != REST_ITSELF || expr_of(program, module, index)->kind == EXPR_SLICE)
    return values_unknown();
  ModuleId home = function_state(program, rest.a)->public.module, in = module;
  ExprId constant = constant_of(program, module, index, &in);
  const Expr *key = expr_of(program, in, constant);
  LiteralKind wanted = is_named(program, rest) ? LITERAL_STRING : LITERAL_INT;
  bool is_key = constant != 0 && in == home && key->a == wanted;
  if (!is_key) return one(rest_part(rest, REST_SOME, 0));
  return one(rest_part(rest, REST_KEYED, wanted == LITERAL_INT ? key->b + 1 : key->b));
}

// A method of `**kwargs`, called.
Values rest_called(Program *program, Value rest, ModuleId module, ExprId call) {
  if (rest.detail == REST_VALUES) return one(rest_part(rest, REST_VALUES_VIEW, 0));
  if (rest.detail == REST_ITEMS) return one(rest_part(rest, REST_ITEMS_VIEW, 0));
  if (rest.detail != REST_GET || call == 0) return values_unknown();
  ArgumentMatch key = argument_find(program, module, call, 0, STR(""));
  ArgumentMatch fallback = argument_find(program, module, call, 1, STR(""));
  if (!key.value) return values_unknown();
  Values found = rest_item(program, rest_part(rest, REST_ITSELF, 0), module, key.value);
  if (fallback.value) values_add(&found, evaluate(program, module, fallback.value));
  return found;
}

Values rest_elements(const Program *program, Value rest) {
  bool is_each =
      rest.detail == REST_VALUES_VIEW || (rest.detail == REST_ITSELF && !is_named(program, rest));
  if (is_each) return one(rest_part(rest, REST_EACH, 0));
  return rest.detail == REST_ITEMS_VIEW ? one(rest_part(rest, REST_PAIR, 0)) : values_unknown();
}

Values rest_unpacked(Value rest, uint32_t unpack) {
  bool is_value = rest.detail == REST_PAIR && unpack == 2;
  return is_value ? one(rest_part(rest, REST_EACH, 0)) : values_unknown();
}

bool rest_is_one(Value value) {
  return value.kind == VALUE_REST &&
         (value.detail == REST_EACH || value.detail == REST_KEYED || value.detail == REST_SOME);
}

// ---- What callers pass --------------------------------------------------------------------------

bool rest_is_passed(const Program *program, ModuleId module, const Argument *argument,
                    uint32_t place, Value rest, bool is_bound) {
  ModuleId home = function_state(program, rest.a)->public.module;
  const Summary *summary = summary_of(program, home);
  const Scope *scope = function_scope(program, rest.a);
  uint32_t key = rest_key(rest);
  if (!is_named(program, rest)) {
    uint32_t first = rest_index(rest) - is_bound;
    return argument->keyword == 0 && place >= first && (key == 0 || place - first == key - 1);
  }
  if (argument->keyword == 0) return false;
  Str name = summary_name(summary_of(program, module), argument->keyword);
  if (summary_takes_keyword(summary, scope, name)) return false;
  return key == 0 || str_equal(name, summary_name(summary, key));
}
