// What a function asks before it calls: whether a function is a coroutine function, whether a
// descriptor can be read from.
#include "link/effects.h"
#include "link/types/constants.h"

// Regions around a call, parts of a test, and expressions before a call that are looked at.
#define SAID_MAX_REGIONS 32
#define SAID_MAX_DEPTH   4
#define SAID_MAX_BEHIND  512

static const KnowledgeEntry *called_entry(const Walk *walk, ExprId call) {
  if (walk->summary->exprs[call].kind != EXPR_CALL) return NULL;
  Values callee = evaluate(walk->program, walk->module, walk->summary->exprs[call].a);
  bool is_known = callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY;
  return is_known ? symbol_entry(walk->program, callee.at[0].a) : NULL;
}

static ExprId first_argument(const Walk *walk, ExprId call) {
  return argument_find(walk->program, walk->module, call, 0, STR("")).value;
}

// ---- Coroutine functions ------------------------------------------------------------------------

// Whether a test that holds, or one that does not, says that the callee is a coroutine function.
static bool says_async(const Walk *walk, ExprId test, bool is_true, ExprId callee, int depth) {
  const Summary *summary = walk->summary;
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || depth == SAID_MAX_DEPTH) return false;
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    return says_async(walk, expr->a, !is_true, callee, depth + 1);
  if (expr->kind == EXPR_CHOICE && expr->c == (is_true ? CHOICE_AND : CHOICE_OR))
    for (uint32_t i = 0; i < expr->b; i++)
      if (says_async(walk, summary->operands[expr->a + i], is_true, callee, depth + 1)) return true;
  if (expr->kind != EXPR_CALL || !is_true) return false;
  ExprId asked = first_argument(walk, test);
  if (asked == 0 || !is_spelled_alike(summary, asked, callee)) return false;
  const KnowledgeEntry *entry = called_entry(walk, test);
  return entry && entry->asks_async;
}

bool callee_is_asked_async(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  ExprId callee = summary->exprs[site].a;
  RegionId at = region_at(walk->program, walk->module, site);
  for (int i = 0; i < SAID_MAX_REGIONS; i++, at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_BODY) return false;
    bool is_test = region->kind == REGION_IF || region->kind == REGION_ELSE;
    if (is_test && says_async(walk, region->subject, region->kind == REGION_IF, callee, 0))
      return true;
  }
  return false;
}

// ---- Descriptors --------------------------------------------------------------------------------

// A read from a descriptor, and the question that is asked before it.
typedef struct Read {
  const Walk *walk;
  ExprId site;
  ExprId of;       // the descriptor or the object that has it
  ExprId question; // `select.select([of], [], [], 1)`
  NameId ready;    // what that gives: `ready, _, _ = …`; 0 when it has no name
  bool is_only_one;
} Read;

// Whether a call is made for this descriptor: it is the first argument, or the method is its own.
static bool is_for(const Read *read, ExprId call) {
  const Summary *summary = read->walk->summary;
  ExprId first = first_argument(read->walk, call);
  if (first != 0 && is_spelled_alike(summary, first, read->of)) return true;
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  return callee->kind == EXPR_ATTRIBUTE && is_spelled_alike(summary, callee->a, read->of);
}

// Whether a call asks which of some descriptors can be read, and this one is among them.
static bool asks_for(Read *read, ExprId call) {
  const Summary *summary = read->walk->summary;
  const Expr *list = &summary->exprs[first_argument(read->walk, call)];
  if (list->kind != EXPR_CONTAINER || list->c == CONTAINER_DICT) return false;
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
static bool find_question(Read *read) {
  const Summary *summary = read->walk->summary;
  ExprId begin = function_scope(read->walk->program, read->walk->function)->begin;
  if (read->site - begin > SAID_MAX_BEHIND) begin = read->site - SAID_MAX_BEHIND;
  for (ExprId at = read->site - 1; at > begin && read->question == 0; at--) {
    if (summary->exprs[at].kind != EXPR_CALL || !asks_for(read, at)) continue;
    const KnowledgeEntry *entry = called_entry(read->walk, at);
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
static bool is_first_list(const Read *read, ExprId expr) {
  const Summary *summary = read->walk->summary;
  const Expr *part = &summary->exprs[expr];
  const Expr *index = &summary->exprs[part->b];
  return part->kind == EXPR_SUBSCRIPT && part->a == read->question && index->kind == EXPR_LITERAL &&
         index->a == LITERAL_INT && index->b == 0;
}

static void find_name(Read *read) {
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

static bool is_ready_list(const Read *read, ExprId expr) {
  const Expr *list = &read->walk->summary->exprs[expr];
  return is_first_list(read, expr) ||
         (list->kind == EXPR_NAME && read->ready != 0 && list->a == read->ready);
}

// Whether a test that holds, or one that does not, says that the descriptor can be read from.
static bool says_ready(const Read *read, ExprId test, bool is_true, int depth) {
  const Summary *summary = read->walk->summary;
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || depth == SAID_MAX_DEPTH) return false;
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    return says_ready(read, expr->a, !is_true, depth + 1);
  if (expr->kind == EXPR_CHOICE && expr->c == (is_true ? CHOICE_AND : CHOICE_OR))
    for (uint32_t i = 0; i < expr->b; i++)
      if (says_ready(read, summary->operands[expr->a + i], is_true, depth + 1)) return true;
  if (expr->kind == EXPR_COMPARE && expr->b == 2) {
    const ExprId *operands = summary->operands + expr->a;
    return expr->c == (is_true ? OPERATOR_IN : OPERATOR_NOT_IN) &&
           is_spelled_alike(summary, operands[0], read->of) && is_ready_list(read, operands[1]);
  }
  return is_true && read->is_only_one && is_ready_list(read, test);
}

// `if not ready: continue` between the question and the read, in a region around that.
static bool is_left_unless_ready(const Read *read, RegionId around) {
  const Summary *summary = read->walk->summary;
  for (RegionId at = around + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin >= read->site) return false;
    if (region->parent != around || region->kind != REGION_IF || region->flow & FLOW_FALLS)
      continue;
    bool is_between = region->subject > read->question && region->end <= read->site;
    if (is_between && says_ready(read, region->subject, false, 0)) return true;
  }
  return false;
}

bool descriptor_is_asked(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  Read read = {.walk = walk, .site = site};
  if (!find_question(&read)) return false;
  find_name(&read);
  RegionId at = region_at(walk->program, walk->module, site);
  for (int i = 0; i < SAID_MAX_REGIONS; i++, at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (is_left_unless_ready(&read, at)) return true;
    if (region->kind == REGION_BODY) return false;
    bool is_test =
        region->kind == REGION_IF || region->kind == REGION_ELSE || region->kind == REGION_WHILE;
    if (is_test && says_ready(&read, region->subject, region->kind != REGION_ELSE, 0)) return true;
    // What stands in a loop behind the question is read again and again.
    bool is_loop = region->kind == REGION_WHILE || region->kind == REGION_FOR ||
                   region->kind == REGION_ASYNC_FOR;
    if (is_loop && read.question < region->begin) return false;
  }
  return false;
}
