// Appending records, and keeping track of where the walker is while it does.
#include "c/walk.h"

#include <string.h>

// ---- Cursors ------------------------------------------------------------------------------------

static enum CXChildVisitResult push_child(CXCursor cursor, CXCursor parent, CXClientData data) {
  Walker *walker = data;
  (void)parent;
  array_push(walker->arena, &walker->cursors, cursor);
  return CXChildVisit_Continue;
}

Children children_begin(Walker *walker, CXCursor cursor) {
  size_t mark = walker->cursors.count;
  walker->clang->visitChildren(cursor, push_child, walker);
  return (Children){mark, (uint32_t)(walker->cursors.count - mark)};
}

CXCursor cursor_peel(Walker *walker, CXCursor cursor, bool is_cast_peeled) {
  for (;;) {
    bool is_wrapper = cursor.kind == CXCursor_UnexposedExpr || cursor.kind == CXCursor_ParenExpr ||
                      (is_cast_peeled && cursor.kind == CXCursor_CStyleCastExpr);
    if (!is_wrapper) return cursor;
    Children children = children_begin(walker, cursor);
    bool is_single =
        children.count == 1 || (cursor.kind == CXCursor_CStyleCastExpr && children.count > 0);
    CXCursor inner = is_single ? children_last(walker, children) : cursor;
    children_end(walker, children);
    if (!is_single || !is_expression(inner)) return cursor;
    cursor = inner;
  }
}

bool cursor_is_pointer(const Walker *walker, CXCursor cursor) {
  TypeUse use = type_use(walker->unit, walker->clang->getCursorType(cursor));
  return use == TYPE_FUNCTION || use == TYPE_VOID || use == TYPE_DATA;
}

bool cursor_is_dereference(const Walker *walker, CXCursor cursor) {
  return cursor.kind == CXCursor_UnaryOperator &&
         walker->clang->getCursorUnaryOperatorKind(cursor) == CXUnaryOperator_Deref;
}

// What comes from another file (an #include between two statements) is where the walker was.
Span cursor_span(Walker *walker, CXCursor cursor) {
  const Libclang *clang = walker->clang;
  CXSourceRange range = clang->getCursorExtent(cursor);
  FilePlace start = unit_written_place(walker->unit, clang->getRangeStart(range));
  FilePlace end = unit_written_place(walker->unit, clang->getRangeEnd(range));
  bool is_here = start.file == walker->file && end.file == walker->file &&
                 start.offset <= walker->text.size && end.offset <= walker->text.size;
  if (end.offset < start.offset) end.offset = start.offset; // arguments in another order
  if (is_here) walker->last = (Span){start.offset, end.offset};
  return walker->last;
}

// ---- Names and expressions ----------------------------------------------------------------------

// A static of another file of the project is imported when it is first used.
static void emit_import(Walker *walker, Decl *decl) {
  if (decl->home == FILE_NONE || decl->home == walker->file) return;
  if (decl->import_of == walker->number) return;
  decl->import_of = walker->number;
  SummaryBuilder *out = walker->out;
  ImportDraft import = {.module = emit_name(walker, walker->unit->files.at[decl->home].path),
                        .member = decl->id};
  uint32_t number = (uint32_t)out->imports.count;
  array_push(&out->arena, &out->imports, import);
  BindingDraft binding = {.kind = BINDING_IMPORT, .name = decl->id, .extra = number};
  emit_binding(walker, binding, (Span){0});
}

NameId emit_decl_name(Walker *walker, Decl *decl) {
  if (decl->id_of != walker->number) {
    decl->id = emit_name(walker, decl->name);
    decl->id_of = walker->number;
  }
  emit_import(walker, decl);
  return decl->id;
}

ExprId emit_expr(Walker *walker, ExprDraft expr, ExprUse use, Span span) {
  expr.use = (uint32_t)use & EXPR_USE_MAX;
  if (walker->here.is_dead) expr.flags |= EXPR_FLAG_DEAD;
  return summary_builder_expr(walker->out, expr, span);
}

static size_t count_others(const SummaryBuilder *out) {
  return out->bindings.count + out->regions.count + out->exits.count + out->arguments.count;
}

Since emit_since(const Walker *walker) {
  const SummaryBuilder *out = walker->out;
  return (Since){emit_clock(walker), out->operands.count, count_others(out)};
}

// `(f(), 1) + 1` has a constant value, and a call.
bool emit_can_undo(const Walker *walker, Since since) {
  const SummaryBuilder *out = walker->out;
  for (ExprId id = since.clock; id < out->exprs.count; id++) {
    uint32_t kind = out->exprs.at[id].kind;
    bool is_constant = kind == EXPR_LITERAL || kind == EXPR_UNARY || kind == EXPR_BINARY ||
                       kind == EXPR_COMPARE || kind == EXPR_CHOICE;
    if (!is_constant) return false;
  }
  return count_others(out) == since.others;
}

void emit_undo(Walker *walker, Since since) {
  SummaryBuilder *out = walker->out;
  out->exprs.count = since.clock;
  out->operands.count = since.operands;
  while (out->large_ints.count > 0 &&
         out->large_ints.at[out->large_ints.count - 1].expr >= since.clock)
    out->large_ints.count--;
}

ExprId emit_int(Walker *walker, uint64_t value, bool is_negative, ExprUse use, Span span) {
  uint32_t stored = value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
  ExprDraft literal = {.kind = EXPR_LITERAL, .a = LITERAL_INT, .b = stored};
  ExprId id = emit_expr(walker, literal, is_negative ? USE_OPERAND : use, span);
  if (!is_negative) return id;
  return emit_expr(walker, (ExprDraft){.kind = EXPR_UNARY, .a = id, .c = OPERATOR_NEGATIVE}, use,
                   span);
}

uint32_t c_emit_operands(Walker *walker, size_t mark) {
  SummaryBuilder *out = walker->out;
  uint32_t first = walker->stack.count > mark ? (uint32_t)out->operands.count : 0;
  for (size_t i = mark; i < walker->stack.count; i++)
    array_push(&out->arena, &out->operands, walker->stack.at[i]);
  walker->stack.count = mark;
  return first;
}

uint32_t c_emit_arguments(Walker *walker, size_t mark) {
  SummaryBuilder *out = walker->out;
  uint32_t first = walker->stack.count > mark ? (uint32_t)out->arguments.count : 0;
  for (size_t i = mark; i < walker->stack.count; i += 2) {
    Argument argument = {.keyword = walker->stack.at[i], .value = walker->stack.at[i + 1]};
    array_push(&out->arena, &out->arguments, argument);
  }
  walker->stack.count = mark;
  return first;
}

// ---- Bindings, regions, exits -------------------------------------------------------------------

void emit_binding(Walker *walker, BindingDraft binding, Span span) {
  SummaryBuilder *out = walker->out;
  binding.region = walker->here.region;
  binding.at = emit_clock(walker);
  if (walker->here.is_dead) binding.flags |= BINDING_DEAD;
  array_push(&out->arena, &out->bindings, binding);
  array_push(&out->arena, &out->binding_spans, span);
}

RegionId c_emit_region(Walker *walker, RegionKind kind, ExprId subject, RegionId group,
                       Span header) {
  SummaryBuilder *out = walker->out;
  RegionDraft region = {.kind = (uint8_t)kind,
                        .flags = walker->here.is_dead ? REGION_DEAD : 0,
                        .parent = walker->here.region,
                        .scope = walker->here.scope,
                        .begin = emit_clock(walker),
                        .subject = subject,
                        .group = group,
                        .binding = BINDING_NONE};
  RegionId id = (RegionId)out->regions.count;
  array_push(&out->arena, &out->regions, region);
  array_push(&out->arena, &out->region_spans, header);
  walker->here.region = id;
  return id;
}

void c_emit_region_end(Walker *walker, uint32_t flow) {
  RegionDraft *region = &walker->out->regions.at[walker->here.region];
  region->end = emit_clock(walker);
  region->flow = (uint8_t)flow;
  walker->here.region = region->parent;
}

void c_emit_exit(Walker *walker, ExitKind kind, ExprId value, Span span) {
  SummaryBuilder *out = walker->out;
  ExitDraft exit = {.kind = (uint8_t)kind,
                    .flags = walker->here.is_dead ? EXIT_DEAD : 0,
                    .scope = walker->here.scope,
                    .region = walker->here.region,
                    .at = emit_clock(walker),
                    .value = value};
  array_push(&out->arena, &out->exits, exit);
  array_push(&out->arena, &out->exit_spans, span);
}

// Texts of the compiler quote the source, which may be in any encoding.
static Str as_utf8(Arena *arena, Str text) {
  if (str_is_utf8(text)) return text;
  char *at = arena_push(arena, char, text.size);
  for (size_t i = 0; i < text.size; i++)
    at[i] = (unsigned char)text.at[i] < 0x80 ? text.at[i] : '?';
  return (Str){at, text.size};
}

void emit_problem(SummaryBuilder *out, Arena *arena, ProblemKind kind, Str text, Span span) {
  Problem problem = {.kind = (uint8_t)kind};
  problem.text = summary_builder_name(out, as_utf8(arena, text));
  array_push(&out->arena, &out->problems, problem);
  array_push(&out->arena, &out->problem_spans, span);
}
