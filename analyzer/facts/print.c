// A Summary as text, for people and golden files. A table is a headline, a record a line that opens
// with its id: s scope, p parameter, e expression, b binding, i import, r region. Words stand for
// kinds and flags, places are line:column, both from 1 and in bytes. What is absent is left out.
#include "facts/spelling.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Longer names are cut, so that printing is linear even where one name is used very often.
#define NAME_MAX_BYTES 240

typedef struct Printer {
  const Summary *summary;
  Arena *arena;
  LineTable lines;
  Array(char) text;
} Printer;

// ---- Pieces -------------------------------------------------------------------------------------

static void put_bytes(Printer *printer, const char *at, size_t size) {
  array_reserve(printer->arena, &printer->text, size);
  if (size > 0) memcpy(printer->text.at + printer->text.count, at, size);
  printer->text.count += size;
}

static void put(Printer *printer, const char *text) {
  put_bytes(printer, text, strlen(text));
}

// For numbers and words: what is printed is shorter than the buffer.
static void put_format(Printer *printer, const char *format, ...) BASE_PRINTF(2, 3);
static void put_format(Printer *printer, const char *format, ...) {
  char buffer[128] = "";
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(buffer, sizeof buffer, format, arguments);
  va_end(arguments);
  put(printer, buffer);
}

static bool is_plain_byte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80 ||
         c == '_' || c == '.' || c == '-' || c == '/';
}

static bool is_plain(Str name) {
  for (size_t i = 0; i < name.size; i++) {
    if (!is_plain_byte((unsigned char)name.at[i])) return false;
  }
  return name.size > 0;
}

static void put_quoted(Printer *printer, Str name) {
  put(printer, "\"");
  for (size_t i = 0; i < name.size; i++) {
    unsigned char c = (unsigned char)name.at[i];
    if (c == '"' || c == '\\')
      put_format(printer, "\\%c", c);
    else if (c < 0x20 || c == 0x7f)
      put_format(printer, "\\x%02x", c);
    else
      put_bytes(printer, name.at + i, 1);
  }
  put(printer, "\"");
}

static void put_str(Printer *printer, Str str, bool is_quoted) {
  Str shown = str_slice(str, 0, NAME_MAX_BYTES);
  if (is_quoted || !is_plain(shown))
    put_quoted(printer, shown);
  else
    put_bytes(printer, shown.at, shown.size);
  if (shown.size < str.size) put_format(printer, "(%zu bytes)", str.size);
}

static void put_name(Printer *printer, NameId name) {
  put(printer, " ");
  put_str(printer, summary_name(printer->summary, name), false);
}

static void put_text(Printer *printer, NameId text) {
  put(printer, " ");
  put_str(printer, summary_name(printer->summary, text), true);
}

static void put_flags(Printer *printer, uint32_t flags, const FlagWord *words) {
  for (; words->flag; words++) {
    if (flags & words->flag) put_format(printer, " %s", words->word);
  }
}

static void put_expr(Printer *printer, ExprId expr) {
  if (expr)
    put_format(printer, "e%u", expr);
  else
    put(printer, "-");
}

static void put_optional_expr(Printer *printer, const char *label, ExprId expr) {
  if (expr) put_format(printer, " %s=e%u", label, expr);
}

static void put_optional_binding(Printer *printer, BindingId binding) {
  if (binding != BINDING_NONE) put_format(printer, " binding=b%u", binding);
}

static void put_place(Printer *printer, uint32_t offset) {
  uint32_t line = line_table_line(printer->lines, offset);
  put_format(printer, "%u:%u", line + 1, offset - printer->lines.starts[line] + 1);
}

static void put_span(Printer *printer, const char *label, Span span) {
  put_format(printer, " %s", label);
  put_place(printer, span.start);
  put(printer, "-");
  put_place(printer, span.end);
}

static void put_operands(Printer *printer, uint32_t first, uint32_t count) {
  put(printer, "[");
  for (uint32_t i = 0; i < count; i++) {
    put(printer, i ? ", " : "");
    put_expr(printer, printer->summary->operands[first + i]);
  }
  put(printer, "]");
}

static void put_arguments(Printer *printer, uint32_t first, uint32_t count) {
  put(printer, "(");
  for (uint32_t i = 0; i < count; i++) {
    Argument argument = printer->summary->arguments[first + i];
    put(printer, i ? ", " : "");
    if (argument.keyword) {
      put_str(printer, summary_name(printer->summary, argument.keyword), false);
      put(printer, "=");
    }
    put_expr(printer, argument.value);
  }
  put(printer, ")");
}

// ---- Records, in the order of the tables --------------------------------------------------------

static void print_scope(Printer *printer, uint32_t id) {
  const Summary *summary = printer->summary;
  const Scope *scope = &summary->scopes[id];
  put_format(printer, "  s%u %s", id, scope_kind_words[scope->kind]);
  if (scope->name) put_name(printer, scope->name);
  put_flags(printer, scope->flags, scope_flag_words);
  put_format(printer, " in s%u body=r%u e%u..e%u", scope->parent, scope->body, scope->begin,
             scope->end);
  uint32_t last_parameter = scope->parameters + scope->parameter_count - 1u;
  if (scope->parameter_count)
    put_format(printer, " parameters=p%u..p%u", scope->parameters, last_parameter);
  if (scope->decorator_count) {
    put(printer, " decorators=");
    put_operands(printer, scope->decorators, scope->decorator_count);
  }
  if (scope->base_count) {
    put(printer, " bases=");
    put_arguments(printer, scope->bases, scope->base_count);
  }
  put_optional_expr(printer, "returns", scope->returns);
  put_optional_expr(printer, "element", scope->element);
  put_optional_binding(printer, scope->binding);
  put_span(printer, "@", summary_scope_span(summary, id));
  Span name = summary_scope_name_span(summary, id);
  if (name.start < name.end) put_span(printer, "name@", name);
}

static void print_parameter(Printer *printer, uint32_t id) {
  const Parameter *parameter = &printer->summary->parameters[id];
  put_format(printer, "  p%u %s", id, parameter_kind_words[parameter->kind]);
  put_name(printer, parameter->name);
  put_optional_expr(printer, "annotation", parameter->annotation);
  put_optional_expr(printer, "fallback", parameter->fallback);
}

static void put_literal(Printer *printer, ExprId id, uint32_t kind, uint32_t value) {
  put_format(printer, " %s", literal_kind_words[kind]);
  switch ((LiteralKind)kind) {
  case LITERAL_INT:
    put_format(printer, " %u", summary_int(printer->summary, id));
    break;
  case LITERAL_FLOAT:
    put_name(printer, value);
    break;
  case LITERAL_STRING:
    put_text(printer, value);
    break;
  case LITERAL_NONE:
  case LITERAL_TRUE:
  case LITERAL_FALSE:
  case LITERAL_ELLIPSIS:
  case LITERAL_BYTES:
    break;
  }
}

// `fields` points at the field, behind which the others follow.
static void put_field(Printer *printer, ExprId id, FieldRole role, const uint32_t *fields) {
  uint32_t value = fields[0];
  switch (role) {
  case FIELD_UNUSED:
  case FIELD_COUNT:
  case FIELD_LITERAL_VALUE:
    break;
  case FIELD_EXPR:
    put(printer, " ");
    put_expr(printer, value);
    break;
  case FIELD_NAME:
    put_name(printer, value);
    break;
  case FIELD_LAMBDA:
  case FIELD_COMPREHENSION:
    put_format(printer, " s%u", value);
    break;
  case FIELD_OPERANDS:
    put(printer, " ");
    put_operands(printer, value, fields[1]);
    break;
  case FIELD_ARGUMENTS:
    put_arguments(printer, value, fields[1]);
    break;
  case FIELD_LITERAL:
    put_literal(printer, id, value, fields[1]);
    break;
  case FIELD_CHOICE:
    put_format(printer, " %s", choice_kind_words[value]);
    break;
  case FIELD_CONTAINER:
    put_format(printer, " %s", container_kind_words[value]);
    break;
  case FIELD_OPERATOR:
    put_format(printer, " %s", operator_words[value]);
    break;
  case FIELD_STARS:
    put(printer, value ? " **" : " *");
    break;
  case FIELD_POINTER:
    if (value) put(printer, " pointer");
    break;
  }
}

static void print_expr(Printer *printer, uint32_t id) {
  const Expr *expr = &printer->summary->exprs[id];
  const uint32_t fields[] = {expr->a, expr->b, expr->c};
  const uint8_t *roles = expr_shapes[expr->kind].roles;
  put_format(printer, "  e%u %s", id, expr_kind_words[expr->kind]);
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    put_field(printer, id, (FieldRole)roles[i], fields + i);
  }
  put_format(printer, " %s", expr_use_words[expr->use]);
  put_flags(printer, expr->flags, expr_flag_words);
  put_span(printer, "@", summary_expr_span(printer->summary, id));
}

static void put_binding_extra(Printer *printer, const Binding *binding) {
  switch ((BindingKind)binding->kind) {
  case BINDING_PARAMETER:
    put_format(printer, " p%u", binding->extra);
    break;
  case BINDING_IMPORT:
    put_format(printer, " i%u", binding->extra);
    break;
  case BINDING_DEF:
  case BINDING_CLASS:
    put_format(printer, " s%u", binding->extra);
    break;
  case BINDING_ATTRIBUTE:
    put_format(printer, " e%u", binding->extra);
    break;
  case BINDING_ASSIGN:
  case BINDING_ANNOTATE:
  case BINDING_AUGMENT:
  case BINDING_FOR:
  case BINDING_ASYNC_FOR:
  case BINDING_WITH:
  case BINDING_ASYNC_WITH:
  case BINDING_EXCEPT:
  case BINDING_DELETE:
  case BINDING_MATCH:
  case BINDING_TYPE_ALIAS:
  case BINDING_TYPE_PARAMETER:
    break;
  case BINDING_REFINE:
    if (binding->extra) put_format(printer, " up to e%u", binding->extra);
    break;
  }
}

static void print_binding(Printer *printer, uint32_t id) {
  const Binding *binding = &printer->summary->bindings[id];
  put_format(printer, "  b%u %s", id, binding_kind_words[binding->kind]);
  put_name(printer, binding->name);
  put_binding_extra(printer, binding);
  put_flags(printer, binding->flags, binding_flag_words);
  put_optional_expr(printer, "value", binding->value);
  put_optional_expr(printer, "annotation", binding->annotation);
  if (binding->unpack == UNPACK_INSIDE)
    put(printer, " unpack=inside");
  else if (binding->unpack)
    put_format(printer, " unpack=%u", binding->unpack);
  put_format(printer, " in s%u r%u at e%u", binding->scope, binding->region, binding->at);
  put_span(printer, "@", summary_binding_span(printer->summary, id));
}

static void print_declaration(Printer *printer, uint32_t id) {
  const Declaration *declaration = &printer->summary->declarations[id];
  put(printer, " ");
  put_name(printer, declaration->name);
  put_format(printer, " in s%u is of s%u", declaration->scope, declaration->owner);
}

static void print_import(Printer *printer, uint32_t id) {
  const Import *import = &printer->summary->imports[id];
  put_format(printer, "  i%u", id);
  if (import->level) put_format(printer, " level=%u", import->level);
  put_name(printer, import->module);
  if (import->member) {
    put(printer, " member");
    put_name(printer, import->member);
  }
  put_flags(printer, import->flags, import_flag_words);
}

static void print_region(Printer *printer, uint32_t id) {
  const Region *region = &printer->summary->regions[id];
  put_format(printer, "  r%u %s s%u in r%u e%u..e%u", id, region_kind_words[region->kind],
             region->scope, region->parent, region->begin, region->end);
  put_flags(printer, region->flow, flow_flag_words);
  put_flags(printer, region->flags, region_flag_words);
  put_optional_expr(printer, "subject", region->subject);
  if (region_pattern(region))
    put_format(printer, " pattern=e%u", region_pattern(region));
  else if (region->group)
    put_format(printer, " group=r%u", region->group);
  put_optional_binding(printer, region->binding);
  put_span(printer, "@", summary_region_span(printer->summary, id));
}

static void print_exit(Printer *printer, uint32_t id) {
  const Exit *exit = &printer->summary->exits[id];
  put_format(printer, "  %s", exit_kind_words[exit->kind]);
  put_flags(printer, exit->flags, exit_flag_words);
  put_optional_expr(printer, "value", exit->value);
  put_optional_expr(printer, "cause", exit->cause);
  put_format(printer, " in s%u r%u at e%u", exit->scope, exit->region, exit->at);
  put_span(printer, "@", summary_exit_span(printer->summary, id));
}

static void print_exported(Printer *printer, uint32_t id) {
  put(printer, " ");
  put_name(printer, printer->summary->exported[id]);
}

static void print_suppression(Printer *printer, uint32_t id) {
  const Summary *summary = printer->summary;
  const Suppression *suppression = &summary->suppressions[id];
  put_format(printer, "  %s", suppression_kind_words[suppression->kind]);
  for (uint32_t i = 0; i < suppression->code_count; i++) {
    put_name(printer, summary->codes[suppression->codes + i]);
  }
  if (suppression->own_line) put(printer, " own-line");
  if (suppression->reason) {
    put(printer, " reason");
    put_text(printer, suppression->reason);
  }
  put_span(printer, "@", summary->suppression_spans[id]);
  put_span(printer, "covers@", summary->suppression_covers[id]);
}

static void print_problem(Printer *printer, uint32_t id) {
  const Problem *problem = &printer->summary->problems[id];
  put_format(printer, "  %s", problem_kind_words[problem->kind]);
  put_text(printer, problem->text);
  put_span(printer, "@", printer->summary->problem_spans[id]);
}

// ---- The whole ----------------------------------------------------------------------------------

typedef void (*PrintRecord)(Printer *printer, uint32_t id);

static void print_table(Printer *printer, const char *title, uint32_t first, uint32_t count,
                        PrintRecord one) {
  if (first < count) put_format(printer, "%s\n", title);
  for (uint32_t i = first; i < count; i++) {
    one(printer, i);
    put(printer, "\n");
  }
}

static void print_head(Printer *printer) {
  const Summary *summary = printer->summary;
  put(printer, "summary ");
  put_str(printer, summary->path, false);
  put_flags(printer, summary->flags, summary_flag_words);
  put_format(printer, "\nsource %u bytes, %u lines\n", summary->source_bytes, printer->lines.count);
}

Str summary_print(Arena *arena, const Summary *summary) {
  Printer printer = {.summary = summary, .arena = arena, .lines = summary_lines(arena, summary)};
  print_head(&printer);
  print_table(&printer, "scopes", 0, summary->scopes_count, print_scope);
  print_table(&printer, "parameters", 0, summary->parameters_count, print_parameter);
  print_table(&printer, "expressions", 1, summary->exprs_count, print_expr);
  print_table(&printer, "bindings", 0, summary->bindings_count, print_binding);
  print_table(&printer, "declarations", 0, summary->declarations_count, print_declaration);
  print_table(&printer, "imports", 0, summary->imports_count, print_import);
  print_table(&printer, "regions", 0, summary->regions_count, print_region);
  print_table(&printer, "exits", 0, summary->exits_count, print_exit);
  print_table(&printer, "exported", 0, summary->exported_count, print_exported);
  print_table(&printer, "suppressions", 0, summary->suppressions_count, print_suppression);
  print_table(&printer, "problems", 0, summary->problems_count, print_problem);
  return (Str){printer.text.at, printer.text.count};
}
