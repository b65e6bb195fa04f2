// Expressions: what is awaited, called and passed on, with the parentheses that this takes.
#include "fix/writer.h"

static const Expr *expr_of(const FixWriter *writer, ExprId expr) {
  return &writer->summary->exprs[expr];
}

static Span span_of(const FixWriter *writer, ExprId expr) {
  return summary_expr_span(writer->summary, expr);
}

// ---- Where `await` may stand --------------------------------------------------------------------

#define NESTED_AWAIT_TARGET 311 // asynchronous comprehensions in plain ones

static bool is_definition(const Expr *expr) {
  return expr->flags & (EXPR_FLAG_ANNOTATION | EXPR_FLAG_DEFINITION | EXPR_FLAG_QUOTED);
}

// `f"{fetch()=}"` shows its own text.
static bool shows_itself(const FixWriter *writer, ExprId expr) {
  size_t next = token_at(writer, span_of(writer, expr).end);
  return writer->source->tokens.at[next].is_formatted && token_is(writer, next, "=");
}

bool writer_scope_awaits(const FixWriter *writer, ScopeId id) {
  const Summary *summary = writer->summary;
  unsigned plain = 0; // comprehensions that would become asynchronous
  for (;; id = summary->scopes[id].parent) {
    const Scope *scope = &summary->scopes[id];
    bool is_async = (scope->flags & SCOPE_ASYNC) != 0;
    switch ((ScopeKind)scope->kind) {
    case SCOPE_COMPREHENSION:
      plain += !is_async;
      break;
    case SCOPE_FUNCTION:
      return is_async && (plain < 2 || writer->source->target >= NESTED_AWAIT_TARGET);
    case SCOPE_MODULE:
    case SCOPE_CLASS:
    case SCOPE_LAMBDA:
    case SCOPE_GENERATOR:
      return false;
    }
  }
}

bool writer_may_await(const FixWriter *writer, ExprId expr) {
  return !is_definition(expr_of(writer, expr)) && !shows_itself(writer, expr) &&
         writer_scope_awaits(writer, summary_scope_at(writer->summary, expr));
}

// What may stand behind `await` as it is.
static bool is_primary(const Expr *expr) {
  switch ((ExprKind)expr->kind) {
  case EXPR_NAME:
  case EXPR_ATTRIBUTE:
  case EXPR_CALL:
  case EXPR_SUBSCRIPT:
  case EXPR_LITERAL:
  case EXPR_CONTAINER:
  case EXPR_COMPREHENSION:
    return true;
  case EXPR_NONE:
  case EXPR_OTHER:
  case EXPR_AWAIT:
  case EXPR_CHOICE:
  case EXPR_LAMBDA:
  case EXPR_NAMED:
  case EXPR_STARRED:
  case EXPR_BINARY:
  case EXPR_UNARY:
  case EXPR_COMPARE:
  case EXPR_FORMAT:
  case EXPR_YIELD:
  case EXPR_YIELD_FROM:
  case EXPR_SLICE:
    break;
  }
  return false;
}

// Whether `await x` in the place of the expression must be in parentheses that are not there yet:
// `f().x`, `f()[0]`, `await f()`.
static bool needs_parens(const FixWriter *writer, ExprId expr) {
  Span span = span_of(writer, expr);
  switch ((ExprUse)expr_of(writer, expr)->use) {
  case USE_OBJECT:
  case USE_CALLED:
  case USE_SUBSCRIPTED:
    return !token_stands_behind(writer, span, ")");
  case USE_AWAITED:
    return !token_stands_before(writer, span, "(");
  case USE_OTHER:
  case USE_DROPPED:
  case USE_BOUND:
  case USE_STORED:
  case USE_RETURNED:
  case USE_YIELDED:
  case USE_ARGUMENT:
  case USE_INDEX:
  case USE_ELEMENT:
  case USE_TESTED:
  case USE_COMPARED:
  case USE_IDENTITY:
  case USE_OPERAND:
  case USE_FORMATTED:
  case USE_ITERATED:
  case USE_ASYNC_ITERATED:
  case USE_ENTERED:
  case USE_ASYNC_ENTERED:
  case USE_CHOSEN:
  case USE_RAISED:
  case USE_DELETED:
  case USE_MATCHED:
  case USE_DECORATOR:
  case USE_BASE:
  case USE_ANNOTATION:
    break;
  }
  return false;
}

static bool require_await(FixWriter *writer, ExprId expr) {
  if (writer_may_await(writer, expr)) return true;
  writer_give_up(writer);
  return false;
}

void write_await(FixWriter *writer, ExprId expr) {
  Span span = span_of(writer, expr);
  if (!require_await(writer, expr)) return;
  bool is_operand = is_primary(expr_of(writer, expr));
  bool is_wrapped = needs_parens(writer, expr);
  writer_insert(
      writer, span.start,
      str_print(writer->arena, "%sawait %s", is_wrapped ? "(" : "", is_operand ? "" : "("));
  const char *close[] = {"", ")", "))"};
  unsigned count = is_wrapped + !is_operand;
  if (count > 0) writer_insert(writer, span.end, str_from_c(close[count]));
}

void write_drop_await(FixWriter *writer, ExprId await) {
  Span span = span_of(writer, await);
  size_t word = token_at(writer, span.start);
  Span gap = {span.start, writer->source->tokens.at[token_at(writer, span.start + 5)].span.start};
  if (!token_is(writer, word, "await") || writer_has_line_end(writer, gap) ||
      shows_itself(writer, await))
    writer_give_up(writer);
  else
    writer_delete(writer, gap);
}

// ---- Calls --------------------------------------------------------------------------------------

typedef struct Written { // a call as it is written
  Span span;
  Span callee;
  size_t open, close; // its parentheses
  uint32_t count;     // of arguments
} Written;

// False where the callee stands in parentheses of its own, or runs over lines.
static bool read_call(FixWriter *writer, ExprId call, Written *out) {
  const Expr *expr = expr_of(writer, call);
  if (expr->kind != EXPR_CALL) return false;
  *out = (Written){
      .span = span_of(writer, call), .callee = span_of(writer, expr->a), .count = expr->c};
  out->open = token_at(writer, out->callee.end);
  if (!token_is(writer, out->open, "(") || out->callee.start != out->span.start) return false;
  out->close = token_closing(writer, out->open);
  return out->close != SIZE_MAX &&
         writer->source->tokens.at[out->close].span.end == out->span.end &&
         !writer_has_line_end(writer, out->callee);
}

static bool require_call(FixWriter *writer, ExprId call, Written *out) {
  bool ok = read_call(writer, call, out);
  if (!ok) writer_give_up(writer);
  return ok;
}

static Span token_span(const FixWriter *writer, size_t token) {
  return writer->source->tokens.at[token].span;
}

// `f(x for x in y)`: the parentheses are those of the generator, too.
static bool is_bare_generator(const FixWriter *writer, ExprId call, const Written *written) {
  const Expr *expr = expr_of(writer, call);
  if (written->count != 1) return false;
  ExprId value = writer->summary->arguments[expr->b].value;
  return span_of(writer, value).start == token_span(writer, written->open).start;
}

static bool has_keywords(const FixWriter *writer, ExprId call) {
  const Expr *expr = expr_of(writer, call);
  for (uint32_t i = 0; i < expr->c; i++) {
    const Argument *argument = &writer->summary->arguments[expr->b + i];
    const Expr *value = expr_of(writer, argument->value);
    if (argument->keyword || (value->kind == EXPR_STARRED && value->b == 1)) return true;
  }
  return false;
}

// Replaces the callee by an await of something else; the call keeps its parentheses.
static void write_awaited_callee(FixWriter *writer, ExprId call, const Written *written, Str name) {
  bool is_wrapped = needs_parens(writer, call);
  writer_replace(writer, written->callee,
                 str_print(writer->arena, "%sawait %.*s", is_wrapped ? "(" : "", STR_ARG(name)));
  if (is_wrapped) writer_insert(writer, written->span.end, STR(")"));
}

void write_call_twin(FixWriter *writer, ExprId call, const char *name) {
  Written written = {0};
  if (!require_await(writer, call) || !require_call(writer, call, &written)) return;
  bool is_same = written.count == 1 && !has_keywords(writer, call);
  if (!is_same)
    writer_give_up(writer);
  else
    write_awaited_callee(writer, call, &written, writer_name(writer, call, name));
}

void write_await_argument(FixWriter *writer, ExprId call, uint32_t index) {
  Written written = {0};
  if (!require_await(writer, call) || !require_call(writer, call, &written)) return;
  const Argument *argument = &writer->summary->arguments[expr_of(writer, call)->b + index];
  Span value = span_of(writer, argument->value);
  Span before = {written.span.start, value.start};
  Span behind = {value.end, written.span.end};
  bool is_plain =
      is_primary(expr_of(writer, argument->value)) && !writer_has_line_end(writer, value);
  if (written.count != 1 || !is_plain || is_bare_generator(writer, call, &written) ||
      writer_has_comment(writer, written.span)) {
    writer_give_up(writer);
    return;
  }
  bool is_wrapped = needs_parens(writer, call);
  writer_replace(writer, before, is_wrapped ? STR("(await ") : STR("await "));
  writer_replace(writer, behind, is_wrapped ? STR(")") : STR(""));
}

void write_wrap(FixWriter *writer, ExprId expr, const char *name) {
  Span span = span_of(writer, expr);
  Str spelled = writer_name(writer, expr, name);
  writer_insert(writer, span.start, str_print(writer->arena, "%.*s(", STR_ARG(spelled)));
  writer_insert(writer, span.end, STR(")"));
}

void write_call(FixWriter *writer, ExprId expr) {
  uint32_t kind = expr_of(writer, expr)->kind;
  if (kind == EXPR_NAME || kind == EXPR_ATTRIBUTE)
    writer_insert(writer, span_of(writer, expr).end, STR("()"));
  else
    writer_give_up(writer);
}

// ---- Names --------------------------------------------------------------------------------------

void write_replace(FixWriter *writer, ExprId expr, const char *name) {
  Span span = span_of(writer, expr);
  Str dotted = str_from_c(name);
  Str builtins = STR("builtins.");
  bool is_builtin = str_has_prefix(dotted, builtins);
  Str bare = is_builtin ? str_slice(dotted, builtins.size, dotted.size) : dotted;
  if (writer_has_line_end(writer, span) || (is_builtin && !writer_is_builtin(writer, expr, bare))) {
    writer_give_up(writer);
    return;
  }
  writer_replace(writer, span, is_builtin ? bare : writer_name(writer, expr, name));
}

void write_member(FixWriter *writer, ExprId attribute, const char *name) {
  const Expr *expr = expr_of(writer, attribute);
  Span span = span_of(writer, attribute);
  Str old = expr->kind == EXPR_ATTRIBUTE ? summary_name(writer->summary, expr->b) : STR("");
  if (old.size == 0 || !str_has_suffix(writer_text(writer, span), old))
    writer_give_up(writer);
  else
    writer_replace(writer, (Span){span.end - (uint32_t)old.size, span.end}, str_from_c(name));
}

// ---- Arguments ----------------------------------------------------------------------------------

typedef Array(Span) Parts;

// What stands between the commas of a call; as many as it has arguments, or false: a lambda has
// commas, too.
static bool read_arguments(FixWriter *writer, const Written *written, Parts *out) {
  for (size_t i = written->open + 1; i < written->close;) {
    Span part = token_span(writer, i);
    while (i < written->close && !token_is(writer, i, ",")) {
      bool opens = token_is(writer, i, "(") || token_is(writer, i, "[") || token_is(writer, i, "{");
      if (opens) i = token_closing(writer, i);
      part.end = token_span(writer, i++).end;
    }
    array_push(writer->arena, out, part);
    i++; // the comma
  }
  return out->count == written->count;
}

void write_drop_argument(FixWriter *writer, ExprId call, uint32_t index) {
  Written written = {0};
  Parts parts = {0};
  if (!require_call(writer, call, &written)) return;
  if (!read_arguments(writer, &written, &parts)) {
    writer_give_up(writer);
    return;
  }
  Span gone = parts.at[index];
  if (index + 1 < parts.count)
    gone.end = parts.at[index + 1].start;
  else if (index > 0)
    gone.start = parts.at[index - 1].end;
  else
    gone = (Span){token_span(writer, written.open).end, token_span(writer, written.close).start};
  if (writer_has_comment(writer, gone))
    writer_give_up(writer);
  else
    writer_delete(writer, gone);
}

// Whether nothing stands behind a call in the list of arguments that it is in.
static bool is_last_argument(const FixWriter *writer, Span span) {
  size_t next = token_at(writer, span.end);
  if (token_is(writer, next, ",")) next++;
  return token_is(writer, next, ")");
}

void write_pass_function(FixWriter *writer, ExprId call) {
  Written written = {0};
  if (!require_call(writer, call, &written)) return;
  if (written.count == 0) {
    writer_delete(writer, (Span){written.callee.end, written.span.end});
    return;
  }
  bool is_positional = !token_stands_before(writer, written.span, "=") &&
                       !has_keywords(writer, call) && !is_bare_generator(writer, call, &written);
  if (!is_positional || !is_last_argument(writer, written.span) ||
      writer_has_line_end(writer, written.span)) {
    writer_give_up(writer);
    return;
  }
  Span open = token_span(writer, written.open);
  Span last = token_span(writer, token_before(writer, token_span(writer, written.close).start));
  bool has_comma = token_is(writer, token_at(writer, last.start), ",");
  writer_replace(writer, (Span){written.callee.end, open.end}, STR(", "));
  writer_delete(writer, (Span){has_comma ? last.start : last.end, written.span.end});
}

// ---- Threads ------------------------------------------------------------------------------------

// What comes to stand before the first argument: the function, and what separates the two, as the
// arguments are separated from the parenthesis.
static Str first_argument(FixWriter *writer, const Written *written, Str before) {
  Str callee = writer_text(writer, written->callee);
  if (written->count == 0)
    return str_print(writer->arena, "%.*s%.*s", STR_ARG(before), STR_ARG(callee));
  Span gap = {token_span(writer, written->open).end, token_span(writer, written->open + 1).start};
  bool is_on_lines = writer_has_line_end(writer, gap) && !writer_has_comment(writer, gap);
  Str space = is_on_lines ? writer_text(writer, gap) : STR(" ");
  return str_print(writer->arena, "%.*s%.*s,%.*s", STR_ARG(before), STR_ARG(callee),
                   STR_ARG(space));
}

void write_offload(FixWriter *writer, ExprId call) {
  Written written = {0};
  if (!require_await(writer, call) || !require_call(writer, call, &written)) return;
  if (is_bare_generator(writer, call, &written)) {
    writer_give_up(writer);
    return;
  }
  Offload offload = knowledge_offload(writer->source->library, writer->source->target);
  Str name = offload.module ? writer_name_from(writer, call, offload.module, offload.function)
                            : writer_name(writer, call, offload.function);
  if (offload.method) name = str_print(writer->arena, "%.*s().%s", STR_ARG(name), offload.method);
  bool is_partial = offload.partial && has_keywords(writer, call);
  Str before = offload.first ? str_print(writer->arena, "%s, ", offload.first) : STR("");
  if (is_partial) {
    Str partial = writer_name(writer, call, offload.partial);
    name =
        str_print(writer->arena, "%.*s(%.*s%.*s", STR_ARG(name), STR_ARG(before), STR_ARG(partial));
    before = STR("");
  }
  bool is_wrapped = needs_parens(writer, call);
  writer_replace(writer, written.callee,
                 str_print(writer->arena, "%sawait %.*s", is_wrapped ? "(" : "", STR_ARG(name)));
  uint32_t first = written.count == 0 ? token_span(writer, written.close).start
                                      : token_span(writer, written.open + 1).start;
  writer_insert(writer, first, first_argument(writer, &written, before));
  const char *close[] = {"", ")", "))"};
  unsigned count = is_wrapped + is_partial;
  if (count > 0) writer_insert(writer, written.span.end, str_from_c(close[count]));
}
