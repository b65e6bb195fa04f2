// Tables of callables: `STEPS = [load, clean]`, `HANDLERS = {"a": on_a, "b": on_b}`. What is taken
// out of one is each of them in turn, or the one that a key says, and all of them are there to be
// called. So they are kept as the table that they are, however many there are, instead of as
// candidates of which one may be meant.
#include "link/program.h"

// Longer tables are looked at like other displays.
#define TABLE_MAX_ENTRIES 64

static bool is_callable(Program *program, Values values) {
  if (values.count != 1 || values.is_open) return false;
  const KnowledgeEntry *entry = NULL;
  switch ((ValueKind)values.at[0].kind) {
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_PARTIAL:
    return true;
  case VALUE_LIBRARY:
    entry = symbol_entry(program, values.at[0].a);
    return entry && entry->kind == KNOWN_FUNCTION;
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_CLASS:
  case VALUE_INSTANCE:
  case VALUE_SUPER:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_PARAMETER:
  case VALUE_ENTRY:
  case VALUE_CONTAINER:
  case VALUE_HOLDER:
  case VALUE_TYPE:
  case VALUE_VARIABLE:
  case VALUE_LIBRARY_INSTANCE:
  case VALUE_MADE:
  case VALUE_AWAITABLE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    return false;
  }
  return false;
}

static Value display_of(Value table) {
  return (Value){.kind = VALUE_CONTAINER, .a = table.a, .b = table.b};
}

static uint32_t written_count(const Expr *expr) {
  return expr->c == CONTAINER_DICT ? expr->b / 2 : expr->b;
}

// Those that are written in it, then those that are put into it.
uint32_t table_count(Program *program, Value table) {
  const Expr *expr = expr_of(program, table.a, table.b);
  if (expr->kind != EXPR_CONTAINER) return 0;
  bool is_part = table.detail >> 1 != 0;
  return written_count(expr) + (is_part ? 0 : display_filled(program, display_of(table))->count);
}

// The expression of an entry; 0 when it has none of its own, as behind ** and *.
static ExprId entry_expr(const Program *program, Value table, uint32_t index) {
  const Summary *summary = summary_of(program, table.a);
  const Expr *expr = &summary->exprs[table.b];
  uint32_t at = expr->a + index;
  if (expr->c == CONTAINER_DICT) {
    at = expr->a + 2 * index;
    if (summary->operands[at] == 0) return 0;
    at++;
  }
  ExprId entry = summary->operands[at];
  if (entry == 0 || summary->exprs[entry].kind == EXPR_STARRED) return 0;
  uint32_t part = table.detail >> 1;
  if (part == 0) return entry;
  const Expr *row = &summary->exprs[entry];
  bool is_row = row->kind == EXPR_CONTAINER && part <= row->b &&
                (row->c == CONTAINER_TUPLE || row->c == CONTAINER_LIST);
  return is_row ? summary->operands[row->a + part - 1] : 0;
}

Values table_entry(Program *program, Value table, uint32_t index) {
  uint32_t written = written_count(expr_of(program, table.a, table.b));
  if (index >= written) {
    const Filled *filled = display_filled(program, display_of(table));
    Values one = {.at = {filled->at[index - written]}, .count = 1};
    one.confidence = filled->values.confidence;
    return one;
  }
  ExprId entry = entry_expr(program, table, index);
  return entry ? evaluate(program, table.a, entry) : values_unknown();
}

Values table_values(Program *program, Value display, uint32_t part, bool is_one) {
  Value table = {
      .kind = VALUE_ENTRY, .detail = (uint8_t)(part << 1 | is_one), .a = display.a, .b = display.b};
  uint32_t count = part > INT8_MAX ? 0 : table_count(program, table);
  if (count == 0 || count > TABLE_MAX_ENTRIES) return values_unknown();
  const Filled *filled = display_filled(program, display_of(table));
  if (filled->is_open || (part != 0 && filled->count > 0)) return values_unknown();
  for (uint32_t i = 0; i < count; i++)
    if (!is_callable(program, table_entry(program, table, i))) return values_unknown();
  Values found = values_one(VALUE_ENTRY, table.a, table.b);
  found.at[0] = table;
  return found;
}

Values table_called(Program *program, Value table) {
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  uint32_t count = table_count(program, table);
  for (uint32_t i = 0; i < count && !(found.is_open && found.count == VALUES_MAX); i++)
    values_add(&found, called_values(program, table_entry(program, table, i)));
  return found;
}

// ---- The methods of a dict ----------------------------------------------------------------------

Values table_member(const Program *program, Value display, Str name) {
  const Expr *expr = expr_of(program, display.a, display.b);
  bool is_made = expr->kind == EXPR_COMPREHENSION;
  bool is_dict = (is_made ? expr->b : expr->c) == CONTAINER_DICT;
  DisplayDetail detail = str_equal(name, STR("get")) || str_equal(name, STR("pop")) ? DISPLAY_GET
                         : str_equal(name, STR("values"))                           ? DISPLAY_VALUES
                         : str_equal(name, STR("items"))                            ? DISPLAY_ITEMS
                                                         : DISPLAY_ITSELF;
  if (!is_dict || display.detail != DISPLAY_ITSELF || detail == DISPLAY_ITSELF)
    return values_unknown();
  display.detail = (uint8_t)detail;
  return (Values){.at = {display}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
}

// What calling such a method gives: a view, or what stands under a key, or the default.
Values table_method_called(Program *program, Value method, ModuleId module, ExprId call) {
  if (method.detail == DISPLAY_VALUES || method.detail == DISPLAY_ITEMS) {
    method.detail = method.detail == DISPLAY_VALUES ? DISPLAY_VALUES_VIEW : DISPLAY_ITEMS_VIEW;
    return (Values){.at = {method}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  }
  if (method.detail != DISPLAY_GET || call == 0) return values_unknown();
  ArgumentMatch key = argument_find(program, module, call, 0, STR(""));
  ArgumentMatch fallback = argument_find(program, module, call, 1, STR(""));
  if (!key.value) return values_unknown();
  method.detail = DISPLAY_ITSELF;
  Values found = display_item(program, method, module, key.value);
  if (fallback.value) values_add(&found, evaluate(program, module, fallback.value));
  return found;
}
