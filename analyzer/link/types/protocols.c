// What `with` and `await` give of what they are asked for.
#include "link/types/containers.h"

// ---- Entering -----------------------------------------------------------------------------------

static Values library_entered(Program *program, Value manager, bool is_async) {
  SymbolId owner = manager.a;
  const KnowledgeEntry *entry = symbol_entry(program, owner);
  if (entry && entry->enters) return receiver_type(program, owner, manager, MADE_ENTERS);
  SymbolId method = symbol_member(program, owner, is_async ? STR("__aenter__") : STR("__enter__"));
  const KnowledgeEntry *enter = symbol_entry(program, method);
  if (enter && enter->returns) return receiver_type(program, method, manager, MADE_RETURNS);
  return values_one(VALUE_LIBRARY_INSTANCE, owner, 0);
}

// What the first library class among the bases enters; where that is itself, so is the instance.
static Values inherited_entered(Program *program, Value instance, bool is_async) {
  const Class *class = class_order(program, instance.a);
  if (class->has_unknown_base) return values_unknown();
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id != CLASS_NONE) continue;
    SymbolId owner = class->order[i].symbol;
    if (!symbol_entry(program, owner)) return values_unknown();
    Values entered = library_entered(program, (Value){.a = owner}, is_async);
    bool is_itself = entered.count == 1 && entered.at[0].kind == VALUE_LIBRARY_INSTANCE &&
                     entered.at[0].a == owner;
    return is_itself ? values_one(VALUE_INSTANCE, instance.a, instance.b) : entered;
  }
  return values_unknown();
}

static Values instance_entered(Program *program, Value instance, bool is_async) {
  Str name = is_async ? STR("__aenter__") : STR("__enter__");
  Values method = value_member(program, instance, atom_make(name)).values;
  bool is_own = method.count > 0 && method.at[0].kind != VALUE_LIBRARY;
  if (!is_own) return inherited_entered(program, instance, is_async);
  Values results = called_values(program, method);
  return is_async ? awaited_values(program, results) : results;
}

static Values value_entered(Program *program, Value manager, bool is_async) {
  switch ((ValueKind)manager.kind) {
  case VALUE_CONTEXT:
    return yields_given(program, manager.a, manager.given);
  case VALUE_INSTANCE:
    return instance_entered(program, manager, is_async);
  case VALUE_LIBRARY_INSTANCE:
    return library_entered(program, manager, is_async);
  case VALUE_AWAITABLE: {
    const KnowledgeEntry *entry = symbol_entry(program, program->made.at[manager.a].symbol);
    return made_values(program, manager.a, entry && entry->enters ? MADE_ENTERS : MADE_RETURNS);
  }
  case VALUE_MADE: {
    const KnowledgeEntry *entry = symbol_entry(program, program->made.at[manager.a].symbol);
    if (entry && entry->enters) return made_values(program, manager.a, MADE_ENTERS);
    return value_entered(program, made_object(program, manager), is_async);
  }
  case VALUE_PARAMETER:
    return entered_values(program, parameter_passed(program, manager), is_async);
  case VALUE_HOLDER:
    if (manager.detail != HOLDER_CONTEXT) return values_unknown();
    return held_values(program, manager);
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_CLASS:
  case VALUE_SUPER:
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_ENTRY:
  case VALUE_PARTIAL:
  case VALUE_CONTAINER:
  case VALUE_TYPE:
  case VALUE_REST:
  case VALUE_VARIABLE:
  case VALUE_LIBRARY:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    return values_unknown();
  }
  return values_unknown();
}

Values entered_values(Program *program, Values manager, bool is_async) {
  Values found = values_like(manager);
  for (uint8_t i = 0; i < manager.count; i++)
    values_add(&found, value_entered(program, manager.at[i], is_async));
  return found;
}

// ---- Awaiting -----------------------------------------------------------------------------------

static Values value_awaited(Program *program, Value value) {
  if (value.kind == VALUE_COROUTINE) return returns_given(program, value.a, value.given);
  if (value.kind == VALUE_HOLDER &&
      (value.detail == HOLDER_AWAITABLE || value.detail == HOLDER_COROUTINE))
    return held_values(program, value);
  if (value.kind == VALUE_LIBRARY_INSTANCE) {
    SymbolId method = symbol_member(program, value.a, STR("__await__"));
    return receiver_type(program, method, value, MADE_RETURNS);
  }
  if (value.kind != VALUE_AWAITABLE) return values_unknown();
  if (value.detail == RESULT_TASK) return made_awaited(program, value.a);
  return made_values(program, value.a, MADE_RETURNS);
}

Values awaited_values(Program *program, Values operand) {
  Values found = values_like(operand);
  for (uint8_t i = 0; i < operand.count; i++)
    values_add(&found, value_awaited(program, operand.at[i]));
  return found;
}
