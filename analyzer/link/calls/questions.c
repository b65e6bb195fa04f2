// What a function asks before it calls: whether a function is a coroutine function, whether a
// descriptor can be read from, whether a process or thread has ended.
#include "link/calls/calls.h"
#include "link/types/spelled.h"

// Regions around a call, parts of a test, and expressions before a call that are looked at.
#define SAID_MAX_REGIONS 32
#define SAID_MAX_DEPTH   4
#define SAID_MAX_BEHIND  512

typedef struct Asking Asking;

// Whether a part of a test that holds, or of one that does not, is the answer that is looked for.
typedef bool Answers(const Asking *asking, ExprId part, bool is_true);

// A call, and the question that may be asked before it.
struct Asking {
  const Walk *walk;
  ExprId site;
  Answers *answers;
  ExprId of;         // what it is asked about: the callee, a descriptor, a process
  ExprId question;   // `select.select([of], [], [], 1)`; 0 where the test itself asks
  NameId ready;      // what that gives: `ready, _, _ = …`; 0 when it has no name
  bool is_only_one;  // … and it is about nothing else
  bool is_once;      // the answer is good for one call
  bool holds_behind; // the answer still holds where a loop has ended by it
  const KnowledgeEntry *entry;
};

static const KnowledgeEntry *called_entry(const Walk *walk, ExprId call) {
  if (walk->summary->exprs[call].kind != EXPR_CALL) return NULL;
  Values callee = evaluate(walk->program, walk->module, walk->summary->exprs[call].a);
  bool is_known = callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY;
  return is_known ? symbol_entry(walk->program, callee.at[0].a) : NULL;
}

static ExprId first_argument(const Walk *walk, ExprId call) {
  return argument_find(walk->program, walk->module, call, 0, STR("")).value;
}

// ---- Tests --------------------------------------------------------------------------------------

static bool says(const Asking *asking, ExprId test, bool is_true, int depth) {
  const Summary *summary = asking->walk->summary;
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || depth == SAID_MAX_DEPTH) return false;
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    return says(asking, expr->a, !is_true, depth + 1);
  if (expr->kind == EXPR_CHOICE && expr->c == (is_true ? CHOICE_AND : CHOICE_OR))
    for (uint32_t i = 0; i < expr->b; i++)
      if (says(asking, summary->operands[expr->a + i], is_true, depth + 1)) return true;
  return asking->answers(asking, test, is_true);
}

// Whether a loop may end in another way than by its test.
static bool is_broken_out(const Summary *summary, RegionId loop) {
  for (uint32_t i = 0; i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > summary->regions[loop].end) return false;
    if (exit->kind != EXIT_BREAK || exit->at < summary->regions[loop].begin) continue;
    RegionId at = exit->region;
    while (at != loop && !region_is_loop(&summary->regions[at]))
      at = summary->regions[at].parent;
    if (at == loop) return true;
  }
  return false;
}

// `if not ready: continue`, or `while process.poll() is None: …`, before the call in a region
// around that.
static bool is_told_before(const Asking *asking, RegionId around) {
  const Summary *summary = asking->walk->summary;
  for (RegionId at = around + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin >= asking->site) return false;
    if (region->parent != around || region->end > asking->site) continue;
    bool leaves = region->kind == REGION_IF && !(region->flow & FLOW_FALLS);
    bool ends = asking->holds_behind && region->kind == REGION_WHILE;
    if ((!leaves && !ends) || region->subject <= asking->question) continue;
    if (says(asking, region->subject, false, 0) && !(ends && is_broken_out(summary, at)))
      return true;
  }
  return false;
}

static bool is_told(const Asking *asking) {
  const Summary *summary = asking->walk->summary;
  RegionId at = region_at(asking->walk->program, asking->walk->module, asking->site);
  for (int i = 0; i < SAID_MAX_REGIONS; i++, at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (is_told_before(asking, at)) return true;
    if (region->kind == REGION_BODY) return false;
    bool is_else = region->kind == REGION_ELSE;
    bool is_test = is_else || region->kind == REGION_IF || region->kind == REGION_WHILE;
    if (is_test && says(asking, region->subject, !is_else, 0)) return true;
    // What stands in a loop behind the question is done again and again.
    if (asking->is_once && region_is_loop(region) && asking->question < region->begin) return false;
  }
  return false;
}

// ---- Kinds of values ----------------------------------------------------------------------------

// Functions of the project that ask by each other, and the parts of what one returns that are
// looked at.
#define KIND_MAX_DEPTH 2
#define KIND_MAX_PARTS 24

static KindQuestion kind_question_in(Program *program, ModuleId module, ExprId call, int depth);

// `return iscoroutinefunction(f) or iscoroutinefunction(f.__call__)`
static KindQuestion returned_kind_question(Program *program, Value callee, int depth) {
  const Function *function = program_function(program, callee.a);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = function_scope(program, callee.a);
  if (callee.b >= scope->parameter_count || depth == KIND_MAX_DEPTH) return ASKS_NO_KIND;
  NameId first = summary->parameters[scope->parameters + callee.b].name;
  for (uint32_t i = exits_from(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != function->scope || exit->kind != EXIT_RETURN) continue;
    for (ExprId at = exit->value; at > scope->begin; at--) {
      const Expr *expr = &summary->exprs[at];
      if (exit->value - at == KIND_MAX_PARTS) break;
      if (expr->kind != EXPR_CALL || expr->c == 0) continue;
      const Expr *asked = &summary->exprs[summary->arguments[expr->b].value];
      if (!expr_is_name(asked, first)) continue;
      KindQuestion question = kind_question_in(program, function->module, at, depth + 1);
      if (question != ASKS_NO_KIND) return question;
    }
  }
  return ASKS_NO_KIND;
}

static KindQuestion kind_question_in(Program *program, ModuleId module, ExprId call, int depth) {
  const Expr *expr = expr_of(program, module, call);
  if (call == 0 || expr->kind != EXPR_CALL || expr->c == 0) return ASKS_NO_KIND;
  Values callees = evaluate(program, module, expr->a);
  for (uint8_t i = 0; i < callees.count; i++) {
    Value callee = callees.at[i];
    KindQuestion question = ASKS_NO_KIND;
    if (callee.kind == VALUE_FUNCTION) question = returned_kind_question(program, callee, depth);
    const KnowledgeEntry *entry =
        callee.kind == VALUE_LIBRARY ? symbol_entry(program, callee.a) : NULL;
    if (entry) question = entry->asks_kind;
    if (question != ASKS_NO_KIND) return question;
  }
  return ASKS_NO_KIND;
}

KindQuestion kind_question_of(Program *program, ModuleId module, ExprId call) {
  return kind_question_in(program, module, call, 0);
}

// ---- Coroutine functions ------------------------------------------------------------------------

static bool says_async(const Asking *asking, ExprId part, bool is_true) {
  const Summary *summary = asking->walk->summary;
  if (summary->exprs[part].kind != EXPR_CALL || !is_true) return false;
  ExprId asked = first_argument(asking->walk, part);
  if (asked == 0 || !is_spelled_alike(summary, asked, asking->of)) return false;
  return kind_question_of(asking->walk->program, asking->walk->module, part) == ASKS_ASYNC;
}

bool callee_is_asked_async(const Walk *walk, ExprId site) {
  ExprId callee = walk->summary->exprs[site].a;
  return is_told(&(Asking){.walk = walk, .site = site, .answers = says_async, .of = callee});
}

// ---- Descriptors --------------------------------------------------------------------------------

// Whether a call is made for this descriptor: it is the first argument, or the method is its own.
static bool is_for(const Asking *read, ExprId call) {
  const Summary *summary = read->walk->summary;
  ExprId first = first_argument(read->walk, call);
  if (first != 0 && is_spelled_alike(summary, first, read->of)) return true;
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  return callee->kind == EXPR_ATTRIBUTE && is_spelled_alike(summary, callee->a, read->of);
}

// The calls of a module that are given several things at once, `select([a, b], …)`, in its order.
typedef struct Displays {
  Array(ExprId) calls;
} Displays;

static const Displays *displays_of(const Walk *walk) {
  Module *module = module_of(walk->program, walk->module);
  if (module->displays) return module->displays;
  const Summary *summary = walk->summary;
  Displays *found = arena_push(walk->program->arena, Displays, 1);
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    const Expr *list = &summary->exprs[first_argument(walk, at)];
    if (list->kind == EXPR_CONTAINER && list->c != CONTAINER_DICT)
      array_push(walk->program->arena, &found->calls, at);
  }
  module->displays = found;
  return found;
}

// How many of them stand before a place.
static size_t displays_before(const Displays *displays, ExprId site) {
  size_t low = 0;
  size_t high = displays->calls.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (displays->calls.at[middle] < site)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// Whether a call asks which of some descriptors can be read, and this one is among them.
static bool asks_for(Asking *read, ExprId call) {
  const Summary *summary = read->walk->summary;
  const Expr *list = &summary->exprs[first_argument(read->walk, call)];
  bool is_listed = false;
  for (uint32_t i = 0; i < list->b; i++) {
    ExprId of = summary->operands[list->a + i];
    const Expr *callee = &summary->exprs[summary->exprs[read->site].a];
    ExprId object = callee->kind == EXPR_ATTRIBUTE ? callee->a : 0;
    bool is_it = is_spelled_alike(summary, of, first_argument(read->walk, read->site)) ||
                 is_spelled_alike(summary, of, object);
    if (is_it) read->of = of;
    is_listed |= is_it;
  }
  read->is_only_one = list->b == 1;
  return is_listed;
}

// The last question before the read; nothing is read in between.
static bool find_question(Asking *read) {
  const Summary *summary = read->walk->summary;
  ExprId begin = function_scope(read->walk->program, read->walk->function)->begin;
  if (read->site - begin > SAID_MAX_BEHIND) begin = read->site - SAID_MAX_BEHIND;
  const Displays *displays = displays_of(read->walk);
  for (size_t i = displays_before(displays, read->site); i > 0 && read->question == 0; i--) {
    ExprId at = displays->calls.at[i - 1];
    if (at <= begin) break;
    const KnowledgeEntry *entry = asks_for(read, at) ? called_entry(read->walk, at) : NULL;
    if (entry && entry->asks_ready) read->question = at;
  }
  for (ExprId at = read->question + 1; read->question != 0 && at < read->site; at++) {
    if (summary->exprs[at].kind != EXPR_CALL || !is_for(read, at)) continue;
    const KnowledgeEntry *entry = called_entry(read->walk, at);
    if (entry && entry->waits_for_ready) return false;
  }
  return read->question != 0;
}

// The first of the lists that the question gives: `select(…)[0]`.
static bool is_first_list(const Asking *read, ExprId expr) {
  const Summary *summary = read->walk->summary;
  const Expr *part = &summary->exprs[expr];
  const Expr *index = &summary->exprs[part->b];
  return part->kind == EXPR_SUBSCRIPT && part->a == read->question &&
         expr_is_literal(index, LITERAL_INT) && index->b == 0;
}

static void find_name(Asking *read) {
  const Summary *summary = read->walk->summary;
  for (BindingId at = bindings_from(summary, read->question); at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->at >= read->site) return;
    if (binding->kind != BINDING_ASSIGN || binding->value == 0) continue;
    bool is_list = binding->value == read->question ? binding->unpack == 1
                                                    : is_first_list(read, binding->value);
    if (is_list) read->ready = binding->name;
  }
}

static bool is_ready_list(const Asking *read, ExprId expr) {
  const Expr *list = &read->walk->summary->exprs[expr];
  return is_first_list(read, expr) ||
         (list->kind == EXPR_NAME && read->ready != 0 && list->a == read->ready);
}

static bool says_ready(const Asking *read, ExprId part, bool is_true) {
  const Summary *summary = read->walk->summary;
  const Expr *expr = &summary->exprs[part];
  if (expr->kind == EXPR_COMPARE && expr->b == 2) {
    const ExprId *operands = summary->operands + expr->a;
    return expr->c == (is_true ? OPERATOR_IN : OPERATOR_NOT_IN) &&
           is_spelled_alike(summary, operands[0], read->of) && is_ready_list(read, operands[1]);
  }
  return is_true && read->is_only_one && is_ready_list(read, part);
}

bool descriptor_is_asked(const Walk *walk, ExprId site) {
  Asking read = {.walk = walk, .site = site, .answers = says_ready, .is_once = true};
  if (!find_question(&read)) return false;
  find_name(&read);
  return is_told(&read);
}

// ---- Processes and threads ----------------------------------------------------------------------

// The object that a method or attribute is asked of, when it is one of some names; else 0.
static ExprId asked_object(const Summary *summary, ExprId part, const char *names) {
  const Expr *expr = &summary->exprs[part];
  if (expr->kind == EXPR_CALL) expr = &summary->exprs[expr->a];
  bool is_it =
      expr->kind == EXPR_ATTRIBUTE && names && str_lists(names, summary_name(summary, expr->b));
  return is_it ? expr->a : 0;
}

// Whether a method of the project asks so for a field of its object: `async def poll(self): return
// self.process.poll()`.
static bool asks_field(const Asking *asking, ExprId call, const char *names) {
  const Summary *ours = asking->walk->summary;
  const Expr *field = &ours->exprs[asking->of];
  if (ours->exprs[call].kind != EXPR_CALL || field->kind != EXPR_ATTRIBUTE) return false;
  const Expr *method = &ours->exprs[ours->exprs[call].a];
  if (method->kind != EXPR_ATTRIBUTE || !is_spelled_alike(ours, method->a, field->a)) return false;
  Values callee = evaluate(asking->walk->program, asking->walk->module, ours->exprs[call].a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_FUNCTION) return false;
  const Function *asked = program_function(asking->walk->program, callee.at[0].a);
  const Summary *theirs = summary_of(asking->walk->program, asked->module);
  const Scope *scope = &theirs->scopes[asked->scope];
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (theirs->exprs[at].use == USE_DROPPED) continue;
    ExprId object = asked_object(theirs, at, names);
    bool is_field = object != 0 && theirs->exprs[object].kind == EXPR_ATTRIBUTE;
    if (is_field &&
        str_equal(summary_name(theirs, theirs->exprs[object].b), summary_name(ours, field->b)))
      return true;
  }
  return false;
}

// Whether an expression asks for the end, or is a variable that holds the answer.
static bool asks_for_end(const Asking *asking, ExprId part, const char *names) {
  const Summary *summary = asking->walk->summary;
  if (summary->exprs[part].kind == EXPR_AWAIT) part = summary->exprs[part].a;
  if (summary->exprs[part].kind == EXPR_NAME) {
    ExprId value = 0;
    for (BindingId at = 0; at < summary->bindings_count; at++) {
      const Binding *binding = &summary->bindings[at];
      if (binding->at > part) break;
      if (binding->name == summary->exprs[part].a && binding->kind == BINDING_ASSIGN)
        value = binding->value;
    }
    part = value;
  }
  ExprId object = part ? asked_object(summary, part, names) : 0;
  if (object != 0 && is_spelled_alike(summary, object, asking->of)) return true;
  return part != 0 && asks_field(asking, part, names);
}

// Whether the object is another one by now.
static bool is_replaced(const Asking *asking, ExprId since) {
  const Summary *summary = asking->walk->summary;
  const Expr *of = &summary->exprs[asking->of];
  NameId name = of->kind == EXPR_ATTRIBUTE ? of->b : of->a;
  for (BindingId at = bindings_from(summary, since); at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->at > asking->site) return false;
    if (binding->name == name && binding->kind != BINDING_REFINE) return true;
  }
  return false;
}

static bool says_ended(const Asking *asking, ExprId part, bool is_true) {
  const Summary *summary = asking->walk->summary;
  const Expr *expr = &summary->exprs[part];
  bool is_told = false;
  if (expr->kind == EXPR_COMPARE && expr->b == 2) {
    const ExprId *operands = summary->operands + expr->a;
    const Expr *with = &summary->exprs[operands[1]];
    bool is_none = expr_is_literal(with, LITERAL_NONE);
    is_told = is_none && expr->c == (is_true ? OPERATOR_IS_NOT : OPERATOR_IS) &&
              asks_for_end(asking, operands[0], asking->entry->ended_if);
  } else {
    is_told =
        asks_for_end(asking, part, is_true ? asking->entry->ended_if : asking->entry->ended_unless);
  }
  return is_told && !is_replaced(asking, part);
}

bool end_is_asked(const Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  const Expr *method = &walk->summary->exprs[walk->summary->exprs[site].a];
  if (method->kind != EXPR_ATTRIBUTE) return false;
  ExprId of = method->a;
  if (entry->is_ended_by_owner) {
    const Expr *part = &walk->summary->exprs[of];
    if (part->kind != EXPR_ATTRIBUTE) return false;
    of = part->a;
  }
  return is_told(&(Asking){.walk = walk,
                           .site = site,
                           .answers = says_ended,
                           .of = of,
                           .holds_behind = true,
                           .entry = entry});
}
