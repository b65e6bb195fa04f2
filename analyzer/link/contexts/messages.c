// Handlers that are named after the message that they are for: `on_button_pressed` is for
// `Button.Pressed`. A method that only looks like one is called by somebody else.
#include "link/contexts/contexts.h"

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// Whether `snake` begins with the name of a class, as handlers spell it: `Option_List` of
// OptionList, in small letters. `*size` is how much of it that takes.
static bool begins_with(Str snake, Str class, size_t *size) {
  size_t at = 0;
  for (size_t i = 0; i < class.size; i++) {
    bool is_word = i > 0 && is_upper(class.at[i]) && !is_upper(class.at[i - 1]);
    if (is_word && class.at[i - 1] != '_' && (at == snake.size || snake.at[at++] != '_'))
      return false;
    if (at == snake.size || snake.at[at++] != str_small(class.at[i])) return false;
  }
  *size = at;
  return at > 0;
}

// Whether a class names a message, or one that is defined in it: the whole of the name behind
// `on_`, its beginning or its end.
static bool is_named_after(Str message, Str class) {
  if (class.size == 0 || class.size > message.size) return false;
  while (class.size > 0 && class.at[0] == '_')
    class = str_slice(class, 1, class.size);
  size_t size = 0;
  if (begins_with(message, class, &size) && (size == message.size || message.at[size] == '_'))
    return true;
  for (size_t i = 1; i < message.size; i++) {
    if (message.at[i - 1] != '_') continue;
    Str tail = str_slice(message, i, message.size);
    if (begins_with(tail, class, &size) && size == tail.size) return true;
  }
  return false;
}

// Whether a file speaks of a class that a message may be named after.
static bool is_spoken_of(const Summary *summary, Str message) {
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (scope->kind == SCOPE_CLASS && is_named_after(message, summary_name(summary, scope->name)))
      return true;
  }
  for (ExprId i = 0; i < summary->exprs_count; i++) {
    const Expr *expr = &summary->exprs[i];
    bool is_name = expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE;
    if (!is_name) continue;
    Str name = summary_name(summary, expr->kind == EXPR_NAME ? expr->a : expr->b);
    bool is_class = name.size > 0 && is_upper(name.at[name.at[0] == '_' && name.size > 1]);
    if (is_class && is_named_after(message, name)) return true;
  }
  return false;
}

// `Button` of "button_pressed", its first `size` bytes.
static Str class_of(Program *program, Str message, size_t size) {
  char *name = arena_take(program->arena, char, size + 1);
  size_t count = 0;
  for (size_t i = 0; i < size; i++) {
    bool is_first = i == 0 || message.at[i - 1] == '_';
    bool is_letter = message.at[i] >= 'a' && message.at[i] <= 'z';
    if (message.at[i] == '_') continue;
    name[count++] = is_first && is_letter ? (char)(message.at[i] - 'a' + 'A') : message.at[i];
  }
  return (Str){name, count};
}

// Whether the library has a class that the message may be defined in.
static bool is_of_library(Program *program, const KnowledgeEntry *entry, Str message) {
  for (size_t i = 1; entry->messages_of && i <= message.size; i++) {
    if (i < message.size && message.at[i] != '_') continue;
    Str class = class_of(program, message, i);
    Str dotted = str_print(program->arena, "%s.%.*s", entry->messages_of, STR_ARG(class));
    if (knowledge_find(program->knowledge, dotted)) return true;
  }
  return false;
}

bool message_is_known(Program *program, ModuleId module, const KnowledgeEntry *entry, Str method) {
  if (!entry->messages) return true;
  while (method.size > 0 && method.at[0] == '_')
    method = str_slice(method, 1, method.size);
  if (!str_has_prefix(method, STR("on_"))) return true;
  Str message = str_slice(method, 3, method.size);
  return str_lists(entry->messages, message) || is_of_library(program, entry, message) ||
         is_spoken_of(summary_of(program, module), message);
}
