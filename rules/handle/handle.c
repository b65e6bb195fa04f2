// Memory that a loop still has: a request on the stack of a function that returns, a handle that is
// freed while it is open. And handles that nobody keeps.
#include "rules/list.h"
#include "rules/native.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module, .reads = READS_C};

const Rule rule_stack_request_escapes = {
    .id = "stack-request-escapes",
    .family = "handle",
    .summary = "A loop is given a variable of a function that returns before the loop is done.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

const Rule rule_handle_freed_without_close = {
    .id = "handle-freed-without-close",
    .family = "handle",
    .summary = "Memory is freed while a loop still has a handle in it.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

const Rule rule_coroutine_handle_dropped = {
    .id = "coroutine-handle-dropped",
    .family = "handle",
    .summary = "Nobody keeps the handle of a coroutine, so it can never be closed or joined.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

typedef struct HandleCheck {
  RuleContext *context;
  const Program *program;
  const Summary *summary;
  ModuleId module;
  const Function *function;
  const Scope *scope;
  Map freeing; // function, parameter and depth -> whether it is freed, where it was asked
} HandleCheck;

static Str name_at(const HandleCheck *check, ExprId name) {
  return summary_name(check->summary, check->summary->exprs[name].a);
}

static Str callee_name(const HandleCheck *check, const Call *call) {
  return call_spelling(check->summary, call->site, rule_arena(check->context));
}

static const Call *call_at(const HandleCheck *check, uint32_t index) {
  return program_call(check->program, check->function->first_call + index);
}

// ---- On the stack -------------------------------------------------------------------------------

// Without a callback the work is done before the call returns.
static bool is_done_at_once(const HandleCheck *check, const Call *call,
                            const KnowledgeEntry *known) {
  if (known->only_if.is != ARGUMENT_NONE) return false;
  ExprId callback = native_argument(check->summary, call, (uint32_t)known->only_if.position);
  return callback && native_is_null(check->summary, callback);
}

// Whether the function only ends when the loop has ended or the process does, or waits for
// anything.
static bool outlives(const HandleCheck *check) {
  uint32_t flow = check->summary->regions[check->scope->body].flow;
  if (!(flow & (FLOW_FALLS | FLOW_RETURNS))) return true;
  if (str_equal_c(summary_name(check->summary, check->scope->name), "main")) return true;
  for (uint32_t i = 0; i < check->function->call_count; i++)
    if (native_waits(check->context, call_at(check, i))) return true;
  return false;
}

static ExprId kept_variable(const HandleCheck *check, const Call *call,
                            const KnowledgeEntry *known) {
  Trait keeps = known->traits & (TRAIT_KEEPS_FIRST | TRAIT_KEEPS_SECOND);
  if (!keeps || is_done_at_once(check, call, known)) return 0;
  ExprId argument = native_argument(check->summary, call, keeps & TRAIT_KEEPS_SECOND ? 1 : 0);
  if (!argument) return 0;
  ExprId variable = native_pointee(check->summary, argument).variable;
  if (!variable) return 0;
  bool is_automatic =
      native_automatic(check->summary, check->function->scope, variable) != BINDING_NONE;
  return is_automatic ? variable : 0;
}

static void report_escape(const HandleCheck *check, const Call *call, ExprId variable) {
  Str name = name_at(check, variable), callee = callee_name(check, call);
  Finding *finding =
      finding_add(check->context, &rule_stack_request_escapes, check->module, call->site,
                  "`%.*s` is gone when this function returns, but the loop keeps it after `%.*s`",
                  STR_ARG(name), STR_ARG(callee));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(check->context, finding,
               "allocate it, or make it part of what lives until its callback has run");
}

// Of several calls with one variable the first is told.
static void check_escapes(HandleCheck *check) {
  Map told = {0};
  bool is_asked = false;
  for (uint32_t i = 0; i < check->function->call_count; i++) {
    const Call *call = call_at(check, i);
    const KnowledgeEntry *known = program_known(check->program, call);
    ExprId variable = known && call->how == CALL_PLAIN ? kept_variable(check, call, known) : 0;
    if (!variable) continue;
    if (!is_asked && outlives(check)) return;
    is_asked = true;
    NameId name = check->summary->exprs[variable].a;
    if (map_find(&told, name)) continue;
    map_insert(rule_scratch(check->context), &told, name, 1);
    report_escape(check, call, variable);
  }
}

// ---- Freed --------------------------------------------------------------------------------------

// Whether a function frees what a parameter points to, itself or by one that it calls.
static bool frees_parameter(HandleCheck *check, FunctionId id, uint32_t index, int depth);

static bool frees_argument(HandleCheck *check, const Call *call, uint32_t index, int depth) {
  if (call->callee != FUNCTION_NONE) return frees_parameter(check, call->callee, index, depth + 1);
  return index == 0 && call->entry && call->entry->traits & TRAIT_FREES;
}

// The argument of a call that is freed by it, 0 when none is.
static ExprId freed_by(HandleCheck *check, const Call *call) {
  for (uint32_t i = 0; call->how == CALL_PLAIN && native_argument(check->summary, call, i); i++)
    if (frees_argument(check, call, i, 0)) return native_argument(check->summary, call, i);
  return 0;
}

static bool find_free(HandleCheck *check, const Function *function, NameId name, int depth) {
  const Summary *summary = program_summary(check->program, function->module);
  RegionId body = summary->scopes[function->scope].body;
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(check->program, function->first_call + i);
    for (uint32_t j = 0; call->how == CALL_PLAIN && native_argument(summary, call, j); j++) {
      const Expr *argument = &summary->exprs[native_argument(summary, call, j)];
      if (!expr_is_name(argument, name)) continue;
      if (summary_region_at(summary, call->site) == body && frees_argument(check, call, j, depth))
        return true;
    }
  }
  return false;
}

// One answer for each depth, so that it does not depend on who asks first.
static bool frees_parameter(HandleCheck *check, FunctionId id, uint32_t index, int depth) {
  const Function *function = program_function(check->program, id);
  const Summary *summary = program_summary(check->program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (depth > NATIVE_MAX_DEPTH || index >= scope->parameter_count || index > UINT8_MAX)
    return false;
  uint64_t key = ((uint64_t)id << 8 | index) << 8 | (unsigned)depth;
  const uint32_t *known = map_find(&check->freeing, key);
  if (known) return *known != 0;
  NameId name = summary->parameters[scope->parameters + index].name;
  bool is_freed = name && find_free(check, function, name, depth);
  map_insert(rule_scratch(check->context), &check->freeing, key, is_freed);
  return is_freed;
}

// The pointer to the memory that holds the handle which a call opens or closes.
static ExprId handle_of(const HandleCheck *check, const Call *call, uint32_t traits) {
  const KnowledgeEntry *known =
      call->how == CALL_PLAIN ? program_known(check->program, call) : NULL;
  if (!known || !(known->traits & traits)) return 0;
  ExprId argument = native_argument(check->summary, call, traits & TRAIT_CLOSES ? 0 : 1);
  return argument ? native_pointee(check->summary, argument).pointer : 0;
}

static ExprId root_of(const Summary *summary, ExprId pointer) {
  while (summary->exprs[pointer].kind == EXPR_ATTRIBUTE)
    pointer = summary->exprs[pointer].a;
  return pointer;
}

// Whether the pointer still means the same at `to`, and no loop ran meanwhile.
static bool is_undisturbed(const HandleCheck *check, ExprId pointer, ExprId from, ExprId to) {
  ExprId root = root_of(check->summary, pointer);
  if (check->summary->exprs[root].kind != EXPR_NAME) return false;
  if (native_is_rebound(check->summary, check->function->scope, root, from, to)) return false;
  for (uint32_t i = 0; i < check->function->call_count; i++) {
    const Call *call = call_at(check, i);
    if (call->site > from && call->site < to && native_waits(check->context, call)) return false;
  }
  return true;
}

// Behind a loop that has ended nobody looks at handles any more.
static bool has_run(const HandleCheck *check, ExprId until) {
  for (uint32_t i = 0; i < check->function->call_count && call_at(check, i)->site < until; i++) {
    const KnowledgeEntry *known = program_known(check->program, call_at(check, i));
    if (known && known->effect == EFFECT_NESTED_LOOP) return true;
  }
  return false;
}

// Jumps forward may come from before a handle was opened.
static bool has_jump(const HandleCheck *check, ExprId from, ExprId to) {
  const Summary *summary = check->summary;
  for (uint32_t i = uses_first_exit(summary, from); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > to) return false;
    if (exit->kind == EXIT_BREAK || exit->kind == EXIT_CONTINUE) return true;
  }
  return false;
}

// Whether a variable holds something else in any case when it comes to a branch.
static bool is_set_anew(const HandleCheck *check, const Binding *binding, const Region *branch) {
  const Summary *summary = check->summary;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *later = &summary->bindings[i];
    bool is_it = later->scope == binding->scope && later->name == binding->name;
    if (!is_it || later->at <= binding->at || later->at > branch->subject) continue;
    if (summary_region_contains(summary, later->region, branch->parent)) return true;
  }
  return false;
}

// Whether the branch is the one for when the call itself failed.
static bool is_about(const HandleCheck *check, const Region *branch, ExprId site) {
  const Summary *summary = check->summary;
  const Binding *last = NULL;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->scope == check->function->scope && binding->value == site) last = binding;
  }
  for (ExprId at = native_first(summary, branch->subject); at <= branch->subject; at++) {
    const Expr *expr = &summary->exprs[at];
    if (at == site) return true;
    bool is_result = last && expr_is_name(expr, last->name);
    if (is_result && !is_set_anew(check, last, branch)) return true;
  }
  return false;
}

static bool is_on_failure(const HandleCheck *check, ExprId freed_at, ExprId site) {
  const Summary *summary = check->summary;
  RegionId at = summary_region_at(summary, freed_at);
  for (; at != check->scope->body && at != 0; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    bool is_branch = region->kind == REGION_IF || region->kind == REGION_ELSE;
    if (is_branch && region->begin > site && is_about(check, region, site)) return true;
  }
  return false;
}

static bool is_closed_between(const HandleCheck *check, ExprId pointer, ExprId from, ExprId to) {
  for (uint32_t i = 0; i < check->function->call_count; i++) {
    const Call *call = call_at(check, i);
    if (call->site <= from || call->site >= to) continue;
    ExprId closed = handle_of(check, call, TRAIT_CLOSES);
    if (closed && native_is_same(check->summary, closed, pointer)) return true;
    // Or whatever a function of the project does with it.
    const Expr *site = &check->summary->exprs[call->site];
    for (uint32_t j = 0; call->callee != FUNCTION_NONE && j < site->c; j++) {
      ExprId given = native_argument(check->summary, call, j);
      Pointee pointee = native_pointee(check->summary, given);
      if (pointee.pointer && native_is_same(check->summary, pointee.pointer, pointer)) return true;
    }
  }
  return false;
}

static void report_freed(const HandleCheck *check, const Call *freeing, const Call *before,
                         bool is_closed) {
  Str name = callee_name(check, before);
  Finding *finding = finding_add(
      check->context, &rule_handle_freed_without_close, check->module, freeing->site,
      is_closed ? "`%.*s` only begins to close the handle in this memory, and the loop still has it"
                : "the loop still has the handle in this memory, which `%.*s` gave to it",
      STR_ARG(name));
  if (!finding) return;
  finding_hop(check->context, finding, check->module,
              summary_expr_span(check->summary, before->site),
              is_closed ? "begins to close it" : "opens it");
  finding_help(check->context, finding, "close the handle, and free it in the callback of that");
}

static bool check_freed_behind(HandleCheck *check, const Call *freeing, ExprId freed,
                               const Call *before) {
  const Summary *summary = check->summary;
  ExprId closed = handle_of(check, before, TRAIT_CLOSES);
  ExprId opened = closed ? 0 : handle_of(check, before, TRAIT_OPENS_SECOND);
  ExprId handle = closed ? closed : opened;
  if (!handle || !native_is_same(summary, handle, freed)) return false;
  if (!native_may_follow(summary, before->site, freeing->site)) return false;
  if (has_run(check, before->site)) return false;
  if (!is_undisturbed(check, freed, before->site, freeing->site)) return false;
  if (opened) {
    if (has_jump(check, before->site, freeing->site)) return false;
    if (is_on_failure(check, freeing->site, before->site)) return false;
    if (is_closed_between(check, freed, before->site, freeing->site)) return false;
  }
  report_freed(check, freeing, before, closed != 0);
  return true;
}

// The handle that a callback is called for, freed as if it were a request.
static void check_freed_argument(const HandleCheck *check, FunctionId id, const Call *freeing,
                                 ExprId freed) {
  const KnowledgeEntry *type = program_callback(check->program, id);
  if (!type || type->parameters.handle == 0) return;
  if (type->parameters.handle > check->scope->parameter_count) return;
  uint32_t index = check->scope->parameters + type->parameters.handle - 1u;
  const Expr *expr = &check->summary->exprs[freed];
  if (!expr_is_name(expr, check->summary->parameters[index].name)) return;
  if (native_is_rebound(check->summary, check->function->scope, freed, check->scope->begin, freed))
    return;
  Str name = name_at(check, freed);
  Finding *finding =
      finding_add(check->context, &rule_handle_freed_without_close, check->module, freeing->site,
                  "the loop still has `%.*s`, which is open", STR_ARG(name));
  if (finding)
    finding_help(check->context, finding, "close the handle, and free it in the callback of that");
}

static void check_frees(HandleCheck *check, FunctionId id) {
  for (uint32_t i = 0; i < check->function->call_count; i++) {
    const Call *freeing = call_at(check, i);
    ExprId freed = freed_by(check, freeing);
    if (!freed) continue;
    bool is_told = false;
    for (uint32_t j = i; j-- > 0 && !is_told;)
      is_told = check_freed_behind(check, freeing, freed, call_at(check, j));
    if (!is_told) check_freed_argument(check, id, freeing, freed);
  }
}

// ---- Coroutines ---------------------------------------------------------------------------------

static bool is_excused(const HandleCheck *check, const Call *call, const KnowledgeEntry *known) {
  if (!known->owed_unless.is) return false;
  ExprId argument = native_argument(check->summary, call, (uint32_t)known->owed_unless.position);
  return !argument || check->summary->exprs[argument].kind != EXPR_LITERAL ||
         native_is_null(check->summary, argument);
}

static const Binding *binding_of(const HandleCheck *check, ExprId value) {
  for (BindingId i = 0; i < check->summary->bindings_count; i++)
    if (check->summary->bindings[i].value == value) return &check->summary->bindings[i];
  return NULL;
}

static bool is_automatic(const HandleCheck *check, const Binding *binding) {
  return binding && binding->kind == BINDING_ASSIGN &&
         !(binding->flags & (BINDING_INTERNAL | BINDING_GLOBAL)) &&
         binding->scope == check->function->scope;
}

// What a macro's block compares is only looked at; its value is what the statement drops, or what
// another variable holds.
static bool is_kept(const HandleCheck *check, const Binding *binding, int depth) {
  const Summary *summary = check->summary;
  for (ExprId at = binding->at; at < check->scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (!expr_is_name(expr, binding->name)) continue;
    if (native_is_rebound(summary, check->function->scope, at, binding->at, at)) return false;
    bool is_looked_at =
        expr->use == USE_DROPPED || expr->use == USE_COMPARED || expr->use == USE_TESTED;
    if (is_looked_at) continue;
    const Binding *copy = expr->use == USE_BOUND ? binding_of(check, at) : NULL;
    if (depth == NATIVE_MAX_DEPTH || !is_automatic(check, copy)) return true;
    if (is_kept(check, copy, depth + 1)) return true;
  }
  return false;
}

static bool is_dropped(const HandleCheck *check, const Call *call) {
  ExprUse use = (ExprUse)check->summary->exprs[call->site].use;
  if (use == USE_DROPPED || use == USE_TESTED || use == USE_COMPARED) return true;
  const Binding *binding = use == USE_BOUND ? binding_of(check, call->site) : NULL;
  return is_automatic(check, binding) && !is_kept(check, binding, 0);
}

static void check_coroutine(const HandleCheck *check, const Call *call) {
  const KnowledgeEntry *known =
      call->how == CALL_PLAIN ? program_known(check->program, call) : NULL;
  if (!known || !(known->traits & TRAIT_OWES_END) || is_excused(check, call, known)) return;
  if (!is_dropped(check, call)) return;
  Finding *finding =
      finding_add(check->context, &rule_coroutine_handle_dropped, check->module, call->site,
                  "nobody keeps the coroutine that is started here, so nobody can end it");
  if (!finding) return;
  finding_help(check->context, finding,
               "keep its handle and close or join it, or start it so that nobody has to");
}

// ---- All ----------------------------------------------------------------------------------------

static void check_module(RuleContext *context, ModuleId module) {
  Uses uses = uses_of(context, module);
  HandleCheck check = {
      .context = context, .program = uses.program, .summary = uses.summary, .module = module};
  if (!module_is_c(uses.summary)) return;
  for (uint32_t next = 0; uses_next_function(&uses, &next, &check.function);) {
    FunctionId id = program_function_of(uses.program, module, check.function->scope);
    check.scope = &uses.summary->scopes[check.function->scope];
    check_escapes(&check);
    check_frees(&check, id);
    for (uint32_t i = 0; i < check.function->call_count; i++)
      check_coroutine(&check, call_at(&check, i));
  }
}
