// What libraries pass to the functions of a project that they call: to handlers, which seldom say
// what they take. Knowledge has it in KnowledgeEntry.hands of what a handler is decorated with or
// given to, and of methods that a class below a library's overrides.
#include "link/types/project.h"

typedef struct Hands {
  Program *program;
  FunctionId function;
  ModuleId module; // of the function
  Str name;        // of the function
  uint64_t hash;   // of the name
  uint32_t place;  // of the parameter, behind self
  Values found;
} Hands;

static void take_hands(Hands *hands, const KnowledgeEntry *entry) {
  if (!entry || !entry->hands) return;
  Str rest = str_from_c(entry->hands), word = {0};
  for (uint32_t i = 0; rest.at && i <= hands->place; i++) {
    word = str_cut(&rest, ',');
    if (i < hands->place) word = (Str){0};
  }
  if (word.size == 0) return;
  SymbolId class = symbol_make(hands->program, word);
  values_add(&hands->found, values_one(VALUE_LIBRARY_INSTANCE, class, 0));
}

static const KnowledgeEntry *entry_of(Program *program, Values callee) {
  bool is_library = callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY;
  return is_library ? symbol_entry(program, callee.at[0].a) : NULL;
}

// ---- Decorators ---------------------------------------------------------------------------------

// `@bot.event` looks at the name: what the method of a class that is called so would be handed.
static const KnowledgeEntry *by_name(const Hands *hands, const KnowledgeEntry *entry) {
  if (!entry->hands || entry->hands[0] != '@') return entry;
  Str class = str_from_c(entry->hands + 1);
  return knowledge_find_member(hands->program->knowledge, class, hands->name);
}

static bool keeps(const KnowledgeEntry *entry) {
  return entry &&
         (entry->decoration == DECORATION_KEEPS || entry->decoration == DECORATION_ON_LOOP ||
          entry->decoration == DECORATION_OFF_LOOP);
}

// What any other decorator passes on, nobody knows.
static void ask_decorators(Hands *hands) {
  const Summary *summary = summary_of(hands->program, hands->module);
  const Scope *scope = function_scope(hands->program, hands->function);
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    ExprId decorator = summary->operands[scope->decorators + i];
    const Expr *expr = &summary->exprs[decorator];
    ExprId callee = expr->kind == EXPR_CALL ? expr->a : decorator;
    const KnowledgeEntry *entry =
        entry_of(hands->program, evaluate(hands->program, hands->module, callee));
    if (!keeps(entry)) {
      hands->found = (Values){.confidence = CONFIDENCE_RESOLVED};
      return;
    }
    take_hands(hands, by_name(hands, entry));
  }
}

// ---- Methods ------------------------------------------------------------------------------------

static void ask_class(Hands *hands, ClassId owner) {
  Program *program = hands->program;
  const Class *class = class_order(program, owner);
  for (uint32_t i = 0; i < class->order_count; i++) {
    Ancestor ancestor = program->classes.at[owner].order[i];
    if (ancestor.class_id != CLASS_NONE) continue;
    const KnowledgeEntry *entry =
        symbol_entry(program, symbol_member(program, ancestor.symbol, hands->name));
    if (!entry || !entry->hands) continue;
    take_hands(hands, entry);
    return;
  }
}

// ---- Arguments ----------------------------------------------------------------------------------

static bool is_handler(const KnowledgeEntry *entry, uint32_t place, Str keyword) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    if (role->role != ROLE_ON_LOOP && role->role != ROLE_ASYNC_CALLED) continue;
    bool is_it = keyword.size > 0 ? role->keyword && str_equal_c(keyword, role->keyword)
                                  : role->position == (int8_t)place;
    if (is_it) return true;
  }
  return false;
}

static NameId last_name(const Expr *expr) {
  return expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
}

// Whether an argument is spelled like the function: most are not, and need no look.
static bool may_be_it(const Hands *hands, const Summary *summary, ExprId argument) {
  NameId name = last_name(&summary->exprs[argument]);
  return name != 0 && str_equal(summary_name(summary, name), hands->name);
}

static bool is_it(const Hands *hands, ModuleId module, ExprId argument) {
  Values given = evaluate(hands->program, module, argument);
  return given.count == 1 && given.at[0].kind == VALUE_FUNCTION && given.at[0].a == hands->function;
}

static void ask_call(Hands *hands, ModuleId module, ExprId call) {
  const Summary *summary = summary_of(hands->program, module);
  const Expr *expr = &summary->exprs[call];
  for (uint32_t i = 0; i < expr->c; i++) {
    const Argument *argument = &summary->arguments[expr->b + i];
    if (!may_be_it(hands, summary, argument->value)) continue;
    const KnowledgeEntry *entry =
        entry_of(hands->program, evaluate(hands->program, module, expr->a));
    if (!entry || !entry->hands) return;
    Str keyword = summary_name(summary, argument->keyword);
    if (is_handler(entry, i, keyword) && is_it(hands, module, argument->value))
      take_hands(hands, entry);
  }
}

// The calls of a module that pass something by a name, one for each such argument.
static uint32_t find_passing(Program *program, ModuleId id, NamedCall *out, NameMask *names) {
  const Summary *summary = summary_of(program, id);
  CallList calls = module_calls(program, id);
  uint32_t count = 0;
  for (uint32_t i = 0; i < calls.count; i++) {
    const Expr *expr = &summary->exprs[calls.at[i].call];
    for (uint32_t k = 0; expr->kind == EXPR_CALL && k < expr->c; k++) {
      NameId name = last_name(&summary->exprs[summary->arguments[expr->b + k].value]);
      if (name == 0) continue;
      uint64_t hash = atom_of(program, id, name).hash;
      mask_add(names, hash);
      out[count++] = (NamedCall){.hash = (uint32_t)hash, .call = calls.at[i].call};
    }
  }
  return count;
}

static const CallList *calls_passing(Program *program, ModuleId id) {
  Module *module = module_of(program, id);
  if (module->passed) return module->passed;
  CallList *passing = arena_push(program->arena, CallList, 1);
  NamedCall *at = arena_push(program->arena, NamedCall, module->summary->arguments_count);
  passing->count = find_passing(program, id, at, &passing->names);
  passing->at = at;
  module->passed = passing;
  return passing;
}

static void ask_module(Hands *hands, ModuleId module) {
  const CallList *calls = calls_passing(hands->program, module);
  if (!mask_has(&calls->names, hands->hash)) return;
  for (uint32_t i = 0; i < calls->count; i++) {
    bool is_again = i > 0 && calls->at[i].call == calls->at[i - 1].call &&
                    calls->at[i].hash == calls->at[i - 1].hash;
    if (calls->at[i].hash == (uint32_t)hands->hash && !is_again)
      ask_call(hands, module, calls->at[i].call);
  }
}

// ---- All ----------------------------------------------------------------------------------------

Values hands_passed(Program *program, FunctionId function, uint32_t index, Modules modules) {
  Function public = function_state(program, function)->public;
  ClassId owner = function_state(program, function)->owner;
  const Scope *scope = function_scope(program, function);
  bool is_method =
      owner != CLASS_NONE && function_decoration(program, function) != DECORATION_STATIC;
  Hands hands = {.program = program,
                 .function = function,
                 .module = public.module,
                 .name = summary_name(summary_of(program, public.module), scope->name),
                 .place = index - is_method,
                 .found = {.confidence = CONFIDENCE_RESOLVED}};
  if (index < is_method) return hands.found;
  if (owner != CLASS_NONE) ask_class(&hands, owner);
  // Versions from before coroutines called plain functions, whose arguments had plain methods.
  if (!public.is_async || hands.found.count > 0) return hands.found;
  ask_decorators(&hands);
  hands.hash = summary_name_hash(hands.name);
  for (uint32_t i = 0; i < modules.count && scope->decorator_count == 0; i++)
    ask_module(&hands, modules.at[i]);
  return hands.found;
}
