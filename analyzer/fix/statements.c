// Statements: headers, the ends of blocks, lines that come to stand beside others.
#include "fix/writer.h"

static const PythonToken *token_of(const FixWriter *writer, size_t token) {
  return &writer->source->tokens.at[token];
}

static bool has_text(const FixWriter *writer, size_t token) {
  PythonTokenKind kind = token_of(writer, token)->kind;
  return kind == PYTHON_TOKEN_WORD || kind == PYTHON_TOKEN_LITERAL || kind == PYTHON_TOKEN_SIGN;
}

static void delete_word(FixWriter *writer, size_t token) {
  Span gone = {token_of(writer, token)->span.start, token_of(writer, token + 1)->span.start};
  if (writer_has_line_end(writer, gone))
    writer_give_up(writer);
  else
    writer_delete(writer, gone);
}

// ---- with ---------------------------------------------------------------------------------------

// The first token of a `with` that has this item alone; SIZE_MAX otherwise: what holds for one
// item may not hold for the others.
static size_t only_item(const FixWriter *writer, RegionId region) {
  Span header = summary_region_span(writer->summary, region);
  size_t behind = token_at(writer, header.end);
  if (token_is(writer, behind, ")")) behind++;
  if (!token_is(writer, behind, ":")) return SIZE_MAX;
  size_t first = token_at(writer, header.start);
  bool is_first = token_is(writer, first, "with") ||
                  (token_is(writer, first, "async") && token_is(writer, first + 1, "with"));
  return is_first ? first : SIZE_MAX;
}

void write_async_with(FixWriter *writer, RegionId region) {
  size_t first = only_item(writer, region);
  if (first == SIZE_MAX || !writer_scope_awaits(writer, writer->summary->regions[region].scope))
    writer_give_up(writer);
  else
    writer_insert(writer, token_of(writer, first)->span.start, STR("async "));
}

void write_sync_with(FixWriter *writer, RegionId region) {
  size_t first = only_item(writer, region);
  if (first == SIZE_MAX || !token_is(writer, first, "async"))
    writer_give_up(writer);
  else
    delete_word(writer, first);
}

// ---- for ----------------------------------------------------------------------------------------

static bool closes(const FixWriter *writer, size_t token) {
  return token_is(writer, token, ")") || token_is(writer, token, "]") ||
         token_is(writer, token, "}");
}

static bool opens(const FixWriter *writer, size_t token) {
  return token_is(writer, token, "(") || token_is(writer, token, "[") ||
         token_is(writer, token, "{");
}

// The word `for` of the loop that iterates over an expression; SIZE_MAX when it is not found.
static size_t loop_word(const FixWriter *writer, ExprId iterable) {
  size_t token = token_before(writer, summary_expr_span(writer->summary, iterable).start);
  while (token != SIZE_MAX && token_is(writer, token, "("))
    token--;
  if (!token_is(writer, token, "in")) return SIZE_MAX;
  int depth = 0;
  while (token-- > 0) {
    depth += closes(writer, token) - opens(writer, token);
    if (depth < 0) return SIZE_MAX;
    if (depth == 0 && token_is(writer, token, "for")) return token;
  }
  return SIZE_MAX;
}

void write_async_for(FixWriter *writer, BindingId id) {
  const Summary *summary = writer->summary;
  const Binding *binding = &summary->bindings[id];
  ScopeKind kind = (ScopeKind)summary->scopes[binding->scope].kind;
  bool is_statement = kind != SCOPE_COMPREHENSION && kind != SCOPE_GENERATOR;
  ScopeId scope = is_statement ? summary_scope_at(summary, binding->value) : binding->scope;
  size_t word = loop_word(writer, binding->value);
  if (word == SIZE_MAX || !writer_scope_awaits(writer, scope))
    writer_give_up(writer);
  else
    writer_insert(writer, token_of(writer, word)->span.start, STR("async "));
}

void write_sync_for(FixWriter *writer, BindingId id) {
  size_t word = loop_word(writer, writer->summary->bindings[id].value);
  if (word == SIZE_MAX || word == 0 || !token_is(writer, word - 1, "async"))
    writer_give_up(writer);
  else
    delete_word(writer, word - 1);
}

// ---- Handlers -----------------------------------------------------------------------------------

typedef struct Block {
  size_t first, last; // tokens with text
  bool is_inline;     // behind the colon
} Block;

static size_t last_of_line(const FixWriter *writer, size_t token) {
  while (token_of(writer, token + 1)->kind != PYTHON_TOKEN_NEWLINE)
    token++;
  return token;
}

static size_t last_of_block(const FixWriter *writer, size_t indent) {
  size_t last = indent;
  int depth = 0;
  for (size_t i = indent; i < writer->source->tokens.count; i++) {
    PythonTokenKind kind = token_of(writer, i)->kind;
    depth += (kind == PYTHON_TOKEN_INDENT) - (kind == PYTHON_TOKEN_DEDENT);
    if (depth == 0) break;
    if (has_text(writer, i)) last = i;
  }
  return last;
}

static bool find_block(const FixWriter *writer, RegionId region, Block *out) {
  size_t colon = token_at(writer, summary_region_span(writer->summary, region).end);
  if (!token_is(writer, colon, ":")) return false;
  out->is_inline = token_of(writer, colon + 1)->kind != PYTHON_TOKEN_NEWLINE;
  out->first = out->is_inline ? colon + 1 : colon + 3; // NEWLINE, INDENT
  out->last = out->is_inline ? last_of_line(writer, colon + 1) : last_of_block(writer, colon + 2);
  return true;
}

// A new line with the indentation of `like`, at an offset that ends a line.
static void insert_line(FixWriter *writer, uint32_t at, uint32_t like, Str text) {
  Str end = writer_line_end(writer);
  Str whole = writer->source->text;
  bool is_open = at > 0 && whole.at[at - 1] != '\n' && whole.at[at - 1] != '\r';
  writer_insert(writer, at,
                str_print(writer->arena, "%.*s%.*s%.*s%.*s", is_open ? (int)end.size : 0, end.at,
                          STR_ARG(writer_indent(writer, like)), STR_ARG(text),
                          is_open ? 0 : (int)end.size, end.at));
}

// Comments behind the last statement belong to the block when they stand as deep as it does.
static uint32_t behind_comments(const FixWriter *writer, uint32_t at, Str indent) {
  Str text = writer->source->text;
  for (Span line = {at, at}; at < text.size; at = line.end) {
    line = writer_line(writer, at);
    Str own = writer_indent(writer, at);
    bool is_comment = own.size < line.end - at && text.at[at + own.size] == '#';
    if (!is_comment || own.size < indent.size) break;
  }
  return at;
}

void write_raise(FixWriter *writer, RegionId handler) {
  Block block = {0};
  if (!find_block(writer, handler, &block)) {
    writer_give_up(writer);
    return;
  }
  Span first = token_of(writer, block.first)->span;
  Span last = token_of(writer, block.last)->span;
  if (block.first == block.last && token_is(writer, block.first, "pass"))
    writer_replace(writer, first, STR("raise"));
  else if (block.is_inline)
    writer_insert(writer, last.end,
                  token_is(writer, block.last, ";") ? STR(" raise") : STR("; raise"));
  else
    insert_line(writer,
                behind_comments(writer, writer_statement_end(writer, last.start),
                                writer_indent(writer, first.start)),
                first.start, STR("raise"));
}

void write_catch_less(FixWriter *writer, RegionId handler) {
  const Region *region = &writer->summary->regions[handler];
  Span header = summary_region_span(writer->summary, handler);
  if (!writer_is_builtin(writer, region->begin, STR("Exception"))) {
    writer_give_up(writer);
    return;
  }
  if (!region->subject)
    writer_insert(writer, header.start + (uint32_t)STR("except").size, STR(" Exception"));
  else if (writer->summary->exprs[region->subject].kind == EXPR_NAME)
    writer_replace(writer, summary_expr_span(writer->summary, region->subject), STR("Exception"));
  else
    writer_give_up(writer);
}

// ---- Tasks --------------------------------------------------------------------------------------

#define TASK_SET         "_background_tasks"
#define SUBSCRIPT_TARGET 309 // set[…] and Task[…] at run time: PEP 585

static bool is_empty_set(const FixWriter *writer, ExprId value) {
  const Expr *call = &writer->summary->exprs[value];
  if (call->kind != EXPR_CALL || call->c != 0) return false;
  const Expr *callee = &writer->summary->exprs[call->a];
  return callee->kind == EXPR_NAME &&
         str_equal_c(summary_name(writer->summary, callee->a), "set") && callee->b == 0;
}

// A set of the module that is there for tasks already.
static Str find_task_set(const FixWriter *writer, ExprId at) {
  const Summary *summary = writer->summary;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    bool is_assigned = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE;
    if (!is_assigned || binding->scope != 0 || binding->region != 0 || binding->unpack) continue;
    Str name = summary_name(summary, binding->name);
    if (str_has_suffix(name, STR("tasks")) && is_empty_set(writer, binding->value) &&
        writer_means_module(writer, at, name))
      return name;
  }
  return STR("");
}

static Str make_task_set(FixWriter *writer, ExprId at) {
  uint32_t place = writer_behind_imports(writer);
  Str name = writer_fresh_name(writer, at, TASK_SET);
  if (place == 0) writer_give_up(writer);
  Str end = writer_line_end(writer);
  bool is_typed = writer->source->target >= SUBSCRIPT_TARGET &&
                  writer_has_module(writer, STR("asyncio"), place);
  writer_insert(writer, place,
                str_print(writer->arena, "%.*s%.*s%s = set()%.*s", STR_ARG(end), STR_ARG(name),
                          is_typed ? ": set[asyncio.Task[object]]" : "", STR_ARG(end)));
  return name;
}

static bool begins_line(const FixWriter *writer, size_t token) {
  return token == 0 || !has_text(writer, token - 1);
}

// The name that the statement binds the call to; "" when it binds it to none.
static Str bound_name(const FixWriter *writer, ExprId call, uint32_t *start) {
  const Summary *summary = writer->summary;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->value != call || binding->unpack) continue;
    if (binding->kind != BINDING_ASSIGN && binding->kind != BINDING_ANNOTATE) continue;
    *start = summary_binding_span(summary, i).start;
    return summary_name(summary, binding->name);
  }
  return STR("");
}

typedef struct Kept { // a task that a statement starts
  Span span;          // of the call
  uint32_t start;     // of the statement
  Str task;           // what it is bound to; "" when it is dropped
  bool is_line;       // it has its lines for itself
  bool is_inline;     // it stands behind a colon or beside others
  bool is_chained;    // `.add_done_callback(…)` follows
} Kept;

// `start().add_done_callback(log)` as a whole statement: what is behind the dot is asked of the
// task.
static bool is_chained(const FixWriter *writer, const Kept *kept) {
  size_t dot = token_at(writer, kept->span.end);
  if (!token_is(writer, dot, ".") || !token_is(writer, dot + 1, "add_done_callback")) return false;
  if (!token_is(writer, dot + 2, "(")) return false;
  size_t close = token_closing(writer, dot + 2);
  return close != SIZE_MAX && !has_text(writer, close + 1) &&
         token_of(writer, dot)->span.start == kept->span.end;
}

static bool read_kept(FixWriter *writer, ExprId call, Kept *out) {
  ExprUse use = (ExprUse)writer->summary->exprs[call].use;
  *out = (Kept){.span = summary_expr_span(writer->summary, call)};
  out->start = out->span.start;
  if (use == USE_BOUND) out->task = bound_name(writer, call, &out->start);
  size_t first = token_at(writer, out->start);
  size_t behind = token_at(writer, out->span.end);
  bool begins = begins_line(writer, first);
  out->is_chained = use == USE_OBJECT && begins && is_chained(writer, out);
  out->is_line = out->is_chained || (begins && begins_line(writer, behind));
  out->is_inline =
      !out->is_line &&
      (begins || token_is(writer, first - 1, ":") || token_is(writer, first - 1, ";")) &&
      (begins_line(writer, behind) || token_is(writer, behind, ";"));
  bool has_name = use == USE_DROPPED || out->is_chained || out->task.size > 0;
  ScopeId scope = summary_scope_at(writer->summary, call);
  return has_name && (out->is_line || out->is_inline) &&
         writer->summary->scopes[scope].kind == SCOPE_FUNCTION;
}

// What keeps the task, behind the statement; of a chain between the two parts.
static void insert_keeping(FixWriter *writer, const Kept *kept, Str add, Str discard) {
  Str end = writer_line_end(writer);
  Str indent = writer_indent(writer, kept->start);
  Str lines = str_print(writer->arena, "%.*s%.*s%.*s%.*s", STR_ARG(add), STR_ARG(end),
                        STR_ARG(indent), STR_ARG(discard));
  if (kept->is_inline)
    writer_insert(writer, kept->span.end,
                  str_print(writer->arena, "; %.*s; %.*s", STR_ARG(add), STR_ARG(discard)));
  else if (kept->is_chained)
    writer_insert(writer, kept->span.end,
                  str_print(writer->arena, "%.*s%.*s%.*s%.*s%.*s%.*s", STR_ARG(end),
                            STR_ARG(indent), STR_ARG(lines), STR_ARG(end), STR_ARG(indent),
                            STR_ARG(kept->task)));
  else
    insert_line(writer, writer_statement_end(writer, kept->span.end), kept->start, lines);
}

void write_keep_task(FixWriter *writer, ExprId call) {
  Kept kept;
  if (!read_kept(writer, call, &kept)) {
    writer_give_up(writer);
    return;
  }
  if (kept.task.size == 0) {
    kept.task = writer_fresh_name(writer, call, "task");
    writer_insert(writer, kept.start, str_print(writer->arena, "%.*s = ", STR_ARG(kept.task)));
  }
  Str set = find_task_set(writer, call);
  if (set.size == 0) set = make_task_set(writer, call);
  Str add = str_print(writer->arena, "%.*s.add(%.*s)", STR_ARG(set), STR_ARG(kept.task));
  Str discard = str_print(writer->arena, "%.*s.add_done_callback(%.*s.discard)", STR_ARG(kept.task),
                          STR_ARG(set));
  insert_keeping(writer, &kept, add, discard);
}

// ---- Definitions --------------------------------------------------------------------------------

void write_decorate(FixWriter *writer, ScopeId scope, const char *name) {
  const Scope *at = &writer->summary->scopes[scope];
  uint32_t start = summary_scope_span(writer->summary, scope).start;
  Str spelled = writer_name_in(writer, scope, at->begin, name);
  insert_line(writer, writer_line(writer, start).start, start,
              str_print(writer->arena, "@%.*s", STR_ARG(spelled)));
}

void write_drop_decorator(FixWriter *writer, ExprId decorator) {
  uint32_t start = summary_expr_span(writer->summary, decorator).start;
  size_t sign = token_before(writer, start);
  if (!token_is(writer, sign, "@")) {
    writer_give_up(writer);
    return;
  }
  Span line = {writer_line(writer, token_of(writer, sign)->span.start).start,
               writer_statement_end(writer, start)};
  if (writer_has_comment(writer, line))
    writer_give_up(writer);
  else
    writer_delete(writer, line);
}
