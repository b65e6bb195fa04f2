// Switches for who looks for a mistake: branches that hold only with `verbose`, or where somebody
// has set a variable of the environment that asks for a log.
#include "link/doubts/doubts.h"
#include "link/types/constants.h"

// Tests inside of tests, and calls around what is asked.
#define SWITCH_MAX_DEPTH 4

// ---- By name ------------------------------------------------------------------------------------

// Whether a name says that it switches on what helps to find mistakes: `verbose`, `self.debug`,
// `is_trace_enabled`. (`trace` alone is often the trace itself.)
static bool names_switch(Str name) {
  static const char *const words[] = {"debug", "DEBUG", "verbose",   "VERBOSE",
                                      "dump",  "DUMP",  "profiling", "tracing"};
  bool is_trace = false, is_on = false;
  for (Str rest = name; rest.at;) {
    Str word = str_cut(&rest, '_');
    if (word.size < STR("dump").size) continue;
    for (size_t i = 0; i < COUNT_OF(words); i++)
      if (word.at[0] == words[i][0] && str_equal_c(word, words[i])) return true;
    is_trace |= str_has_suffix(word, STR("trace"));
    is_on |= str_equal(word, STR("enabled"));
  }
  return is_trace && is_on;
}

// `LOG_FILE`: a constant that has to do with a log. Few do, and only these are looked up.
static bool names_log(Str name) {
  for (Str rest = name; rest.at;) {
    Str word = str_cut(&rest, '_');
    if (str_equal(word, STR("LOG")) || str_equal(word, STR("LOGGING"))) return true;
  }
  return false;
}

// ---- By the environment -------------------------------------------------------------------------

// Whether a value that a variable has where nobody sets it means no.
static bool means_no(const Program *program, ModuleId module, ExprId value) {
  static const char *const words[] = {"0", "false", "False", "no", "off"};
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[value];
  if (value == 0) return true;
  if (expr->kind != EXPR_LITERAL) return false;
  if (expr->a == LITERAL_NONE || expr->a == LITERAL_FALSE) return true;
  if (expr->a != LITERAL_STRING) return false;
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (str_equal_c(summary_name(summary, expr->b), words[i])) return true;
  return expr->b == 0; // empty, or too long for a yes or no
}

// `os.environ.get("APP_LOG", "")`, and what is asked of it: `.lower()`.
static bool is_unset(Program *program, ModuleId module, ExprId expr, int depth) {
  const Summary *summary = summary_of(program, module);
  const Expr *call = &summary->exprs[expr];
  if (depth == SWITCH_MAX_DEPTH || call->kind != EXPR_CALL) return false;
  Values callee = evaluate(program, module, call->a);
  const KnowledgeEntry *entry = NULL;
  if (callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY)
    entry = symbol_entry(program, callee.at[0].a);
  if (entry && entry->is_setting) {
    ArgumentMatch fallback = argument_find(program, module, expr, 1, STR("default"));
    return !fallback.is_unknown && means_no(program, module, fallback.value);
  }
  const Expr *method = &summary->exprs[call->a];
  return method->kind == EXPR_ATTRIBUTE && is_unset(program, module, method->a, depth + 1);
}

// The same for what is made of it: `… == "1"`, `… is not None`.
static bool is_off(Program *program, ModuleId module, ExprId expr) {
  const Summary *summary = summary_of(program, module);
  const Expr *made = &summary->exprs[expr];
  if (made->kind != EXPR_COMPARE || made->b != 2) return is_unset(program, module, expr, 0);
  const ExprId *operands = summary->operands + made->a;
  bool is_yes = made->c == OPERATOR_IN ||
                (made->c == OPERATOR_EQ && !means_no(program, module, operands[1])) ||
                (made->c == OPERATOR_IS_NOT && means_no(program, module, operands[1]));
  return is_yes && is_unset(program, module, operands[0], 0);
}

// Whether a name or attribute is a constant that is off unless somebody asks for a log.
static bool is_log(const Walk *walk, ExprId expr, Str name) {
  if (!names_log(name)) return false;
  ModuleId module = walk->module;
  ExprId made = constant_made(walk->program, &module, expr);
  return made != 0 && is_off(walk->program, module, made);
}

// Whether an expression asks for a variable of the environment, by a name that says so:
// `os.environ.get("APP_DUMP_CALLS")`.
static bool asks_by_name(Program *program, ModuleId module, ExprId expr) {
  const Summary *summary = summary_of(program, module);
  if (summary->exprs[expr].kind != EXPR_CALL || summary->exprs[expr].c == 0) return false;
  const Argument *arguments = &summary->arguments[summary->exprs[expr].b];
  const Expr *name = &summary->exprs[arguments[0].value];
  bool is_text = expr_is_literal(name, LITERAL_STRING);
  return is_text && names_switch(summary_name(summary, name->b)) &&
         is_unset(program, module, expr, 0);
}

// How long a function is that does no more than ask.
#define ASKING_MAX_EXPRS 24

// `dump_folder()`, a function of the project that asks for it.
static bool asks_in_function(const Walk *walk, ExprId call) {
  Program *program = walk->program;
  Values callee = evaluate(program, walk->module, walk->summary->exprs[call].a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_FUNCTION) return false;
  const Function *function = program_function(program, callee.at[0].a);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (scope->end - scope->begin > ASKING_MAX_EXPRS) return false;
  for (ExprId at = scope->begin; at < scope->end; at++)
    if (asks_by_name(program, function->module, at)) return true;
  return false;
}

// A variable that holds the answer: `folder = os.environ.get("APP_DUMP_CALLS")`.
static bool holds_switch(const Walk *walk, ExprId name) {
  const Summary *summary = walk->summary;
  ScopeId scope = summary_scope_at(summary, name);
  if (scope == 0) return false;
  Atom atom = atom_of(walk->program, walk->module, summary->exprs[name].a);
  BindingList list = scope_bindings(walk->program, walk->module, scope, atom);
  const Binding *binding = list.count == 1 ? &summary->bindings[list.at[0]] : NULL;
  if (!binding || binding->kind != BINDING_ASSIGN || binding->unpack != 0) return false;
  if (binding->value == 0 || summary->exprs[binding->value].kind != EXPR_CALL) return false;
  return asks_by_name(walk->program, walk->module, binding->value) ||
         asks_in_function(walk, binding->value);
}

// ---- Tests --------------------------------------------------------------------------------------

static bool is_switch(const Walk *walk, ExprId test, int depth) {
  const Summary *summary = walk->summary;
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || depth == SWITCH_MAX_DEPTH) return false;
  if (expr->kind == EXPR_CALL) return is_switch(walk, expr->a, depth + 1);
  if (expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE) {
    Str name = summary_name(summary, expr->kind == EXPR_NAME ? expr->a : expr->b);
    return names_switch(name) || is_log(walk, test, name) ||
           (expr->kind == EXPR_NAME && holds_switch(walk, test));
  }
  if (expr->kind != EXPR_CHOICE || expr->c != CHOICE_AND) return false;
  for (uint32_t i = 0; i < expr->b; i++)
    if (is_switch(walk, summary->operands[expr->a + i], depth + 1)) return true;
  return false;
}

bool switch_is_on(const Walk *walk, ExprId test) {
  return is_switch(walk, test, 0);
}

// `not switch`, `switch is None`
static bool denies_switch(const Walk *walk, ExprId test) {
  const Summary *summary = walk->summary;
  const Expr *expr = &summary->exprs[test];
  if (expr->kind == EXPR_UNARY) return switch_is_on(walk, expr->a);
  if (expr->kind != EXPR_COMPARE || expr->b != 2 || expr->c != OPERATOR_IS) return false;
  const ExprId *operands = summary->operands + expr->a;
  const Expr *with = &summary->exprs[operands[1]];
  bool is_none = expr_is_literal(with, LITERAL_NONE);
  return is_none && switch_is_on(walk, operands[0]);
}

// Whether a test holds wherever a switch is off.
static bool is_switch_off(const Walk *walk, ExprId test) {
  const Summary *summary = walk->summary;
  const Expr *expr = &summary->exprs[test];
  if (test == 0) return false;
  if (expr->kind != EXPR_CHOICE || expr->c != CHOICE_OR) return denies_switch(walk, test);
  for (uint32_t i = 0; i < expr->b; i++)
    if (denies_switch(walk, summary->operands[expr->a + i])) return true;
  return false;
}

ExprId switched_from(const Walk *walk) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  for (RegionId at = scope->body + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > scope->end) break;
    if (region->parent != scope->body || region->kind != REGION_IF) continue;
    if (region->flow & FLOW_FALLS) continue;
    if (is_switch_off(walk, region->subject) || test_is_ruled_out(walk, region->subject, false))
      return region->end;
  }
  return UINT32_MAX;
}
