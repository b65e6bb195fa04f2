// Tables of callables: `STEPS = [load, clean]`, `HANDLERS = {"a": on_a, "b": on_b}`. What is taken
// out of one is each of them in turn, or the one that a key says, and all of them are there to be
// called. So they are kept as the table that they are, however many there are, instead of as
// candidates of which one may be meant.
#include "link/types/containers.h"

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
  case VALUE_REST:
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

// The part of what stands under the keys of a display.
#define PART_INNER INT8_MAX

static Value display_of(Value table) {
  bool is_inner = table.detail >> 1 == PART_INNER;
  return (Value){.kind = VALUE_CONTAINER,
                 .detail = is_inner ? DISPLAY_INNER : DISPLAY_ITSELF,
                 .a = table.a,
                 .b = table.b};
}

static uint32_t written_count(const Program *program, Value table) {
  Value display = display_of(table);
  uint32_t count = display_count(program, display);
  if (display.detail == DISPLAY_INNER) return 0;
  return display_kind(program, display) == CONTAINER_DICT ? count / 2 : count;
}

// Those that are written in it, then those that are put into it.
uint32_t table_count(Program *program, Value table) {
  if (expr_of(program, table.a, table.b)->kind == EXPR_COMPREHENSION) return 0;
  uint32_t part = table.detail >> 1;
  bool is_filled = part == 0 || part == PART_INNER;
  return written_count(program, table) +
         (is_filled ? display_filled(program, display_of(table))->count : 0);
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

static Values entry_values(Program *program, Value table, uint32_t index) {
  uint32_t written = written_count(program, table);
  if (index >= written) {
    const Filled *filled = display_filled(program, display_of(table));
    if (index - written >= filled->count) return values_unknown(); // asked in a circle
    Values one = {.at = {filled->at[index - written]}, .count = 1};
    one.confidence = filled->values.confidence;
    return one;
  }
  ExprId entry = entry_expr(program, table, index);
  return entry ? evaluate(program, table.a, entry) : values_unknown();
}

// What is put into a table may be looked up only when it was taken for one: `kept.append(kept[0])`.
// Such an entry is not known, as tables hold no tables.
Values table_entry(Program *program, Value table, uint32_t index) {
  Values values = entry_values(program, table, index);
  for (uint8_t i = 0; i < values.count; i++)
    if (values.at[i].kind == VALUE_ENTRY) return values_unknown();
  return values;
}

Values table_values(Program *program, Value display, uint32_t part, bool is_one) {
  Value table = {
      .kind = VALUE_ENTRY, .detail = (uint8_t)(part << 1 | is_one), .a = display.a, .b = display.b};
  if (part == 0 && display.detail == DISPLAY_INNER)
    table.detail = (uint8_t)(PART_INNER << 1 | is_one);
  uint32_t count = part >= PART_INNER ? 0 : table_count(program, table);
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

// ---- Methods ------------------------------------------------------------------------------------

typedef struct Method {
  const char *name;
  bool of_dict, of_others; // which have it
  uint8_t detail;          // DisplayDetail
  uint8_t inner;           // … of what stands under the keys of a display
} Method;

static const Method methods[] = {
    {"get", true, false, DISPLAY_GET, DISPLAY_INNER_GET},
    {"pop", true, true, DISPLAY_GET, DISPLAY_INNER_GET},
    {"popleft", false, true, DISPLAY_GET, DISPLAY_INNER_GET},
    {"setdefault", true, false, DISPLAY_GET, DISPLAY_INNER_GET},
    {"values", true, false, DISPLAY_VALUES, DISPLAY_INNER_VALUES},
    {"items", true, false, DISPLAY_ITEMS, DISPLAY_ITSELF},
    {"copy", true, true, DISPLAY_COPY, DISPLAY_INNER_COPY},
};

Values table_member(const Program *program, Value display, Str name) {
  bool is_inner = display.detail == DISPLAY_INNER;
  if (!is_inner && display.detail != DISPLAY_ITSELF) return values_unknown();
  bool is_dict = !is_inner && display_kind(program, display) == CONTAINER_DICT;
  for (size_t i = 0; i < COUNT_OF(methods); i++) {
    bool has_it = is_inner  ? methods[i].inner != DISPLAY_ITSELF
                  : is_dict ? methods[i].of_dict
                            : methods[i].of_others;
    if (!has_it || !str_equal_c(name, methods[i].name)) continue;
    display.detail = is_inner ? methods[i].inner : methods[i].detail;
    return (Values){.at = {display}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  }
  return values_unknown();
}

static Values as_it_is(Value display, DisplayDetail detail) {
  display.detail = (uint8_t)detail;
  return (Values){.at = {display}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
}

// What stands under a key, or the default. Of a list any of its elements.
static Values got_values(Program *program, Value display, ModuleId module, ExprId call) {
  ArgumentMatch key = argument_find(program, module, call, 0, STR(""));
  ArgumentMatch fallback = argument_find(program, module, call, 1, STR(""));
  bool needs_key =
      display.detail == DISPLAY_ITSELF && display_kind(program, display) == CONTAINER_DICT;
  if (needs_key && !key.value) return values_unknown();
  Values found = display_item(program, display, module, key.value);
  if (!fallback.value) return found;
  Values otherwise = evaluate(program, module, fallback.value);
  bool is_empty = otherwise.count == 1 && otherwise.at[0].kind == VALUE_CONTAINER &&
                  display_is_empty(program, otherwise.at[0]);
  if (!is_empty || values_is_unknown(found)) values_add(&found, otherwise);
  return found;
}

// What calling such a method gives: a view, what stands under a key, or the same.
Values table_method_called(Program *program, Value method, ModuleId module, ExprId call) {
  switch ((DisplayDetail)method.detail) {
  case DISPLAY_VALUES:
    return as_it_is(method, DISPLAY_VALUES_VIEW);
  case DISPLAY_ITEMS:
    return as_it_is(method, DISPLAY_ITEMS_VIEW);
  case DISPLAY_COPY:
    return as_it_is(method, DISPLAY_ITSELF);
  case DISPLAY_INNER_COPY:
    return as_it_is(method, DISPLAY_INNER);
  case DISPLAY_INNER_VALUES:
    return as_it_is(method, DISPLAY_INNER_VIEW);
  case DISPLAY_GET:
  case DISPLAY_INNER_GET:
    if (call == 0) return values_unknown();
    method.detail = method.detail == DISPLAY_GET ? DISPLAY_ITSELF : DISPLAY_INNER;
    return got_values(program, method, module, call);
  case DISPLAY_ITSELF:
  case DISPLAY_VALUES_VIEW:
  case DISPLAY_ITEMS_VIEW:
  case DISPLAY_INNER:
  case DISPLAY_INNER_VIEW:
    return values_unknown();
  }
  return values_unknown();
}
