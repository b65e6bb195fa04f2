// Names that a module makes when somebody asks for them: `def __getattr__(name)` in a module (PEP
// 562), and importlib.import_module with a text that can be read. The function is read with the
// name that is asked for in place of its parameter: which returns that reaches, by tests of the
// text, and which module or member they spell. What a text is that way is found for literals,
// parameters, constants, dicts and tuples of them, and texts put together; anything else is
// unknown.
#include "link/program.h"

// Questions inside questions, and calls of helpers, in reading one name.
#define LAZY_MAX_DEPTH 12
#define LAZY_MAX_TEXTS 6

typedef struct Lazy { // a function while it is read
  Program *program;
  ModuleId module;
  ScopeId scope;
  Str texts[LAZY_MAX_TEXTS]; // what its parameters are; "" when that is not known
  ModuleId package;          // what `package` arguments stand for, MODULE_NONE when not known
  int depth;
} Lazy;

typedef enum Truth { TRUTH_UNKNOWN, TRUTH_YES, TRUTH_NO } Truth;

static Str text_of(Lazy *lazy, ExprId expr);
static Values lazy_values(Lazy *lazy, ExprId expr);

// ---- Which code is reached ----------------------------------------------------------------------

static Truth truth_if(bool is_true) {
  return is_true ? TRUTH_YES : TRUTH_NO;
}

static Truth truth_not(Truth truth) {
  return truth == TRUTH_YES ? TRUTH_NO : truth == TRUTH_NO ? TRUTH_YES : TRUTH_UNKNOWN;
}

// The display that an expression stands for; VALUE_NONE when it is none.
static Value display_of(Lazy *lazy, ExprId expr) {
  Values values = evaluate(lazy->program, lazy->module, expr);
  bool is_display = values.count == 1 && values.at[0].kind == VALUE_CONTAINER &&
                    values.at[0].detail == DISPLAY_ITSELF &&
                    expr_of(lazy->program, values.at[0].a, values.at[0].b)->kind == EXPR_CONTAINER;
  return is_display ? values.at[0] : (Value){.kind = VALUE_NONE};
}

static bool is_text(Program *program, ModuleId module, ExprId expr, Str text) {
  const Expr *literal = expr_of(program, module, expr);
  return expr_is_literal(literal, LITERAL_STRING) &&
         str_equal(summary_name(summary_of(program, module), literal->b), text);
}

// The place of a text among the elements of a display or the keys of a dict, counted in operands;
// UINT32_MAX when it is not there.
static uint32_t place_in(Program *program, Value display, Str text) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  for (uint32_t i = 0; i < expr->b; i += expr->c == CONTAINER_DICT ? 2 : 1) {
    ExprId at = summary->operands[expr->a + i];
    if (at && is_text(program, display.a, at, text)) return i;
  }
  return UINT32_MAX;
}

static Truth compare_truth(Lazy *lazy, const Expr *test) {
  const ExprId *operands = summary_of(lazy->program, lazy->module)->operands + test->a;
  if (test->b != 2) return TRUTH_UNKNOWN;
  Str left = text_of(lazy, operands[0]);
  if (left.size == 0) return TRUTH_UNKNOWN;
  if (test->c == OPERATOR_IN || test->c == OPERATOR_NOT_IN) {
    Value display = display_of(lazy, operands[1]);
    if (display.kind == VALUE_NONE) return TRUTH_UNKNOWN;
    Truth is_in = truth_if(place_in(lazy->program, display, left) != UINT32_MAX);
    return test->c == OPERATOR_IN ? is_in : truth_not(is_in);
  }
  const Expr *other = expr_of(lazy->program, lazy->module, operands[1]);
  bool is_none = expr_is_literal(other, LITERAL_NONE);
  if (test->c == OPERATOR_IS || test->c == OPERATOR_IS_NOT)
    return is_none ? truth_if(test->c == OPERATOR_IS_NOT) : TRUTH_UNKNOWN;
  Str right = text_of(lazy, operands[1]);
  if (right.size == 0 || (test->c != OPERATOR_EQ && test->c != OPERATOR_NE)) return TRUTH_UNKNOWN;
  return truth_if(str_equal(left, right) == (test->c == OPERATOR_EQ));
}

static Truth test_truth(Lazy *lazy, ExprId test) {
  const Expr *expr = expr_of(lazy->program, lazy->module, test);
  Truth truth = TRUTH_UNKNOWN;
  if (lazy->depth >= LAZY_MAX_DEPTH) return truth;
  lazy->depth++;
  if (expr->kind == EXPR_COMPARE) truth = compare_truth(lazy, expr);
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    truth = truth_not(test_truth(lazy, expr->a));
  if (expr->kind == EXPR_NAME && text_of(lazy, test).size > 0) truth = TRUTH_YES;
  if (expr->kind == EXPR_CHOICE && expr->c != CHOICE_CONDITIONAL) {
    Truth decides = expr->c == CHOICE_OR ? TRUTH_YES : TRUTH_NO;
    const ExprId *operands = summary_of(lazy->program, lazy->module)->operands + expr->a;
    truth = truth_not(decides);
    for (uint32_t i = 0; i < expr->b && truth != decides; i++) {
      Truth one = test_truth(lazy, operands[i]);
      if (one == decides || one == TRUTH_UNKNOWN) truth = one;
    }
  }
  lazy->depth--;
  return truth;
}

// Regions around a place that are looked at.
#define LAZY_MAX_REGIONS 16

// Whether the tests around a place let the text through.
static bool is_reached(Lazy *lazy, RegionId at) {
  const Summary *summary = summary_of(lazy->program, lazy->module);
  for (int around = 0; around < LAZY_MAX_REGIONS; around++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_BODY) return true;
    Truth truth = TRUTH_UNKNOWN;
    if (region->kind == REGION_IF) truth = test_truth(lazy, region->subject);
    if (region->kind == REGION_ELSE) truth = truth_not(test_truth(lazy, region->subject));
    if (truth == TRUTH_NO) return false;
    at = region->parent;
  }
  return true;
}

// ---- Texts --------------------------------------------------------------------------------------

// The only binding of a local name that the text lets through; NULL when there is none, or several.
static const Binding *local_binding(Lazy *lazy, ExprId name) {
  const Summary *summary = summary_of(lazy->program, lazy->module);
  Atom atom = atom_of(lazy->program, lazy->module, summary->exprs[name].a);
  BindingList list = scope_bindings(lazy->program, lazy->module, lazy->scope, atom);
  const Binding *found = NULL;
  for (uint32_t i = 0; i < list.count && i < LAZY_MAX_REGIONS; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (binding->flags & BINDING_DEAD || binding->kind == BINDING_REFINE) continue;
    if (!is_reached(lazy, binding->region)) continue;
    if (found) return NULL;
    found = binding;
  }
  return found;
}

static Str literal_text(Program *program, ModuleId module, ExprId expr) {
  const Expr *literal = expr_of(program, module, expr);
  if (!expr_is_literal(literal, LITERAL_STRING)) return STR("");
  return summary_name(summary_of(program, module), literal->b);
}

// What stands in a dict under a text: its module and expression; 0 when it is not there.
static ExprId looked_up(Lazy *lazy, ExprId object, ExprId key, ModuleId *in) {
  Value display = display_of(lazy, object);
  Str text = text_of(lazy, key);
  if (display.kind == VALUE_NONE || text.size == 0) return 0;
  const Summary *summary = summary_of(lazy->program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  uint32_t place = place_in(lazy->program, display, text);
  *in = display.a;
  if (expr->c != CONTAINER_DICT || place == UINT32_MAX) return 0;
  return summary->operands[expr->a + place + 1];
}

// The entry of a dict that `d[key]` or `d.get(key)` means; 0 when it is something else.
static ExprId dict_entry(Lazy *lazy, ExprId expr, ModuleId *in) {
  const Summary *summary = summary_of(lazy->program, lazy->module);
  const Expr *at = &summary->exprs[expr];
  if (at->kind == EXPR_SUBSCRIPT) return looked_up(lazy, at->a, at->b, in);
  if (at->kind != EXPR_CALL || at->c == 0) return 0;
  const Expr *callee = &summary->exprs[at->a];
  bool is_get =
      callee->kind == EXPR_ATTRIBUTE && str_equal(summary_name(summary, callee->b), STR("get"));
  return is_get ? looked_up(lazy, callee->a, summary->arguments[at->b].value, in) : 0;
}

static Str name_text(Lazy *lazy, ExprId name) {
  const Summary *summary = summary_of(lazy->program, lazy->module);
  const Binding *binding = local_binding(lazy, name);
  if (!binding) {
    ModuleId in = lazy->module;
    ExprId constant = constant_of(lazy->program, lazy->module, name, &in);
    return constant ? literal_text(lazy->program, in, constant) : STR("");
  }
  if (binding->kind == BINDING_PARAMETER) {
    uint32_t index = binding->extra - summary->scopes[lazy->scope].parameters;
    return index < LAZY_MAX_TEXTS ? lazy->texts[index] : STR("");
  }
  if (binding->value == 0) return STR("");
  if (binding->unpack == 0) return text_of(lazy, binding->value);
  ModuleId in = lazy->module;
  ExprId entry = dict_entry(lazy, binding->value, &in);
  const Expr *row = expr_of(lazy->program, in, entry);
  bool is_row = entry && row->kind == EXPR_CONTAINER && binding->unpack <= row->b;
  if (!is_row) return STR("");
  const Summary *there = summary_of(lazy->program, in);
  return literal_text(lazy->program, in, there->operands[row->a + binding->unpack - 1u]);
}

// f".{name}" and f"{__name__}.{name}": the texts between the fields are not kept, and a dot in
// front of the last field is what people write there.
static Str format_text(Lazy *lazy, const Expr *expr) {
  const Summary *summary = summary_of(lazy->program, lazy->module);
  if (expr->b == 0 || expr->b > 2) return STR("");
  Str last = text_of(lazy, summary->operands[expr->a + expr->b - 1]);
  if (last.size == 0) return last;
  return str_print(lazy->program->arena, ".%.*s", STR_ARG(last));
}

static Str text_of(Lazy *lazy, ExprId expr) {
  const Expr *at = expr_of(lazy->program, lazy->module, expr);
  Str text = STR("");
  if (lazy->depth >= LAZY_MAX_DEPTH) return text;
  lazy->depth++;
  ModuleId in = lazy->module;
  if (at->kind == EXPR_LITERAL) text = literal_text(lazy->program, lazy->module, expr);
  if (at->kind == EXPR_NAME) text = name_text(lazy, expr);
  if (at->kind == EXPR_FORMAT) text = format_text(lazy, at);
  if (at->kind == EXPR_BINARY && at->c == OPERATOR_ADD) {
    Str left = text_of(lazy, at->a), right = text_of(lazy, at->b);
    if (left.size > 0 && right.size > 0)
      text = str_print(lazy->program->arena, "%.*s%.*s", STR_ARG(left), STR_ARG(right));
  }
  if (at->kind == EXPR_SUBSCRIPT || at->kind == EXPR_CALL) {
    ExprId entry = dict_entry(lazy, expr, &in);
    if (entry) text = literal_text(lazy->program, in, entry);
  }
  lazy->depth--;
  return text;
}

// ---- Values -------------------------------------------------------------------------------------

// Whether it says the package that the module is: `__name__`, `__package__`, `__spec__.parent`.
static bool is_own_package(Lazy *lazy, ExprId expr) {
  const Summary *summary = summary_of(lazy->program, lazy->module);
  const Expr *at = &summary->exprs[expr];
  if (at->kind == EXPR_ATTRIBUTE) at = &summary->exprs[at->a];
  if (at->kind != EXPR_NAME || at->b != 0) return false;
  Str name = summary_name(summary, at->a);
  return str_equal(name, STR("__name__")) || str_equal(name, STR("__package__")) ||
         str_equal(name, STR("__spec__"));
}

static Values module_values(Program *program, ModuleId from, uint16_t level, Str dotted) {
  ModuleId module = MODULE_NONE;
  uint32_t directory = 0;
  Located located = modules_find(program, from, level, dotted, &module, &directory);
  if (located == LOCATED_ELSEWHERE && level == 0)
    return values_one(VALUE_LIBRARY, symbol_make(program, dotted), 0);
  if (located != LOCATED_MODULE || module == from || !module_load(program, module))
    return values_unknown();
  return values_one(VALUE_MODULE, module, 0);
}

// import_module(text, package)
static Values imported_values(Lazy *lazy, ExprId call) {
  Program *program = lazy->program;
  ArgumentMatch named = argument_find(program, lazy->module, call, 0, STR("name"));
  ArgumentMatch package = argument_find(program, lazy->module, call, 1, STR("package"));
  Str text = named.value ? text_of(lazy, named.value) : STR("");
  if (text.size == 0) return values_unknown();
  if (text.at[0] != '.') return module_values(program, lazy->module, 0, text);
  uint16_t level = 0;
  while (level < text.size && text.at[level] == '.')
    level++;
  Str rest = str_slice(text, level, text.size);
  Str base = package.value ? literal_text(program, lazy->module, package.value) : STR("");
  if (base.size > 0)
    return level > 1 ? values_unknown()
                     : module_values(
                           program, lazy->module, 0,
                           str_print(program->arena, "%.*s.%.*s", STR_ARG(base), STR_ARG(rest)));
  bool is_own = !package.value || is_own_package(lazy, package.value);
  ModuleId from = is_own ? lazy->module : lazy->package;
  return from == MODULE_NONE ? values_unknown() : module_values(program, from, level, rest);
}

static Values got_values(Lazy *lazy, ExprId call) {
  ArgumentMatch object = argument_find(lazy->program, lazy->module, call, 0, STR(""));
  ArgumentMatch named = argument_find(lazy->program, lazy->module, call, 1, STR(""));
  Str name = named.value ? text_of(lazy, named.value) : STR("");
  Values from = object.value && name.size > 0 ? lazy_values(lazy, object.value) : values_unknown();
  if (from.count != 1 || from.is_open) return values_unknown();
  return value_member(lazy->program, from.at[0], atom_make(name)).values;
}

static Values returned_values(Lazy *lazy) {
  const Summary *summary = summary_of(lazy->program, lazy->module);
  const Scope *scope = &summary->scopes[lazy->scope];
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != lazy->scope || exit->kind != EXIT_RETURN || exit->flags & EXIT_DEAD)
      continue;
    if (!exit->value || !is_reached(lazy, exit->region)) continue;
    Values one = lazy_values(lazy, exit->value);
    if (!values_is_unknown(one)) return one;
    found.is_open = true;
  }
  return found.is_open ? values_unknown() : found;
}

// A helper that is given the texts.
static Values helped_values(Lazy *lazy, FunctionId function, ExprId call) {
  const Function *helper = &function_state(lazy->program, function)->public;
  const Scope *scope = function_scope(lazy->program, function);
  Lazy inner = {.program = lazy->program,
                .module = helper->module,
                .scope = helper->scope,
                .package = MODULE_NONE,
                .depth = lazy->depth + 1};
  if (helper->is_async || helper->is_generator) return values_unknown();
  for (uint32_t i = 0; i < scope->parameter_count && i < LAZY_MAX_TEXTS; i++) {
    ArgumentMatch match =
        argument_for_parameter(lazy->program, lazy->module, call, function, i, false);
    if (!match.value) continue;
    inner.texts[i] = text_of(lazy, match.value);
    if (is_own_package(lazy, match.value)) inner.package = lazy->module;
  }
  return returned_values(&inner);
}

static Values called_lazily(Lazy *lazy, ExprId call) {
  Program *program = lazy->program;
  Values callee = evaluate(program, lazy->module, expr_of(program, lazy->module, call)->a);
  if (callee.count != 1 || callee.is_open) return values_unknown();
  if (callee.at[0].kind == VALUE_FUNCTION) return helped_values(lazy, callee.at[0].a, call);
  if (callee.at[0].kind != VALUE_LIBRARY) return values_unknown();
  Str name = symbol_name(program, callee.at[0].a);
  if (str_equal(name, STR("builtins.getattr"))) return got_values(lazy, call);
  if (str_equal(name, STR("importlib.import_module"))) return imported_values(lazy, call);
  return values_unknown();
}

static Values lazy_values(Lazy *lazy, ExprId expr) {
  Values found = values_unknown();
  if (lazy->depth >= LAZY_MAX_DEPTH || !question_begin(lazy->program)) return found;
  lazy->depth++;
  const Expr *at = expr_of(lazy->program, lazy->module, expr);
  const Binding *binding = at->kind == EXPR_NAME ? local_binding(lazy, expr) : NULL;
  if (at->kind == EXPR_CALL) found = called_lazily(lazy, expr);
  if (binding && binding->kind == BINDING_ASSIGN && binding->value && binding->unpack == 0)
    found = lazy_values(lazy, binding->value);
  else if (binding && binding->kind == BINDING_IMPORT)
    found = import_values(lazy->program, lazy->module,
                          &summary_of(lazy->program, lazy->module)->imports[binding->extra]);
  else if (at->kind == EXPR_ATTRIBUTE)
    found = evaluate(lazy->program, lazy->module, expr);
  lazy->depth--;
  question_end(lazy->program);
  return found;
}

Values lazy_member(Program *program, ModuleId module, Str name) {
  const Summary *summary = summary_of(program, module);
  BindingList list = scope_bindings(program, module, 0, program->getattr);
  if (list.count != 1 || summary->bindings[list.at[0]].kind != BINDING_DEF) return values_unknown();
  Lazy lazy = {.program = program,
               .module = module,
               .scope = summary->bindings[list.at[0]].extra,
               .texts = {name},
               .package = module};
  return summary->scopes[lazy.scope].parameter_count == 1 ? returned_values(&lazy)
                                                          : values_unknown();
}

Values lazy_import(Program *program, ModuleId module, ExprId call) {
  ScopeId scope = summary_runner(summary_of(program, module), scope_at(program, module, call));
  Lazy lazy = {.program = program, .module = module, .scope = scope, .package = module};
  return imported_values(&lazy, call);
}
