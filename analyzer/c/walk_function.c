// One file: its functions, its variables, and the marks on functions.
#include "c/walk.h"

#include <string.h>

// ---- Marks --------------------------------------------------------------------------------------

typedef Array(Str) Marks;

// What QEMU writes for what we write.
static Str normalised(Str mark) {
  static const char *const pairs[][2] = {{"coroutine_fn", "coroutine"},
                                         {"no_coroutine_fn", "no_coroutine"},
                                         {"coroutine_mixed_fn", "mixed_coroutine"}};
  for (size_t i = 0; i < COUNT_OF(pairs); i++)
    if (str_equal_c(mark, pairs[i][0])) return str_from_c(pairs[i][1]);
  return mark;
}

static void add_mark(Walker *walker, Marks *marks, Str mark) {
  mark = normalised(mark);
  if (!str_is_utf8(mark)) return;
  for (size_t i = 0; i < marks->count; i++)
    if (str_equal(marks->at[i], mark)) return;
  array_push(walker->arena, marks, mark);
}

static void add_annotations(Walker *walker, Marks *marks, Children children) {
  for (uint32_t i = 0; i < children.count; i++) {
    CXCursor child = children_at(walker, children, i);
    if (child.kind != CXCursor_AnnotateAttr) continue;
    add_mark(walker, marks, unit_string(walker->unit, walker->clang->getCursorSpelling(child)));
  }
}

// The word of the attribute that a type's spelling ends with, which is cut off: "blocking" of
// "void (int) __attribute__((blocking))"; empty when it ends with none, or a parameter's.
static Str cut_attribute(Str *type) {
  if (!str_has_suffix(*type, STR("))"))) return STR("");
  size_t end = type->size - 2, start = end;
  while (start > 0 && type->at[start - 1] != '(' && type->at[start - 1] != ')')
    start--;
  Str word = str_slice(*type, start, end);
  Str before = str_slice(*type, 0, start), opening = STR(" __attribute__((");
  if (!str_has_suffix(before, opening)) return STR("");
  *type = str_slice(before, 0, before.size - opening.size);
  return word;
}

// Clang's effects are part of the type, which is where they show.
static void add_effects(Walker *walker, Marks *marks, CXCursor function) {
  CXType cursor_type = walker->clang->getCursorType(function);
  Str type = unit_string(walker->unit, walker->clang->getTypeSpelling(cursor_type));
  for (Str word; (word = cut_attribute(&type)).size > 0;)
    if (str_equal_c(word, "nonblocking") || str_equal_c(word, "blocking"))
      add_mark(walker, marks, word);
}

// Comments in the lines of the header, and those alone on the lines right above it.
static void add_markers(Walker *walker, Marks *marks, Span header) {
  const Comments *comments = &walker->comments;
  if (comments->markers.count == 0) return;
  uint32_t first = line_table_line(comments->lines, header.start);
  uint32_t last = line_table_line(comments->lines, header.end);
  for (size_t i = comments->markers.count; i-- > 0;) {
    const Marker *marker = &comments->markers.at[i];
    if (marker->own_line && marker->line + 1 == first) first--;
  }
  for (size_t i = 0; i < comments->markers.count; i++) {
    const Marker *marker = &comments->markers.at[i];
    if (marker->line >= first && marker->line <= last) add_mark(walker, marks, marker->word);
  }
}

// ---- Functions ----------------------------------------------------------------------------------

static void push_text(Walker *walker, Str text, ExprUse use, uint32_t flag, Span span) {
  ExprDraft literal = {.kind = EXPR_LITERAL, .a = LITERAL_STRING, .b = emit_name(walker, text)};
  literal.flags = flag & EXPR_FLAGS_MAX;
  array_push(walker->arena, &walker->stack, emit_expr(walker, literal, use, span));
}

static void push_annotation(Walker *walker, CXCursor parameter, Span span) {
  CXType type = walker->clang->getCursorType(parameter);
  if (type_use(walker->unit, type) != TYPE_FUNCTION) {
    array_push(walker->arena, &walker->stack, 0);
    return;
  }
  Str spelling = unit_string(walker->unit, walker->clang->getTypeSpelling(type));
  push_text(walker, spelling, USE_ANNOTATION, EXPR_FLAG_ANNOTATION, span);
}

typedef struct Function {
  CXCursor cursor;
  Children children;
  CXCursor body; // null of a prototype
  Span span;
  Span header;
  Span name;
  Marks marks;
  bool is_internal;
  bool is_noreturn;
} Function;

static bool is_parameter(const Walker *walker, const Function *function, uint32_t i) {
  return children_at(walker, function->children, i).kind == CXCursor_ParmDecl;
}

// The parameters of the scope that was just made; what stands on the stack above `mark` are their
// annotations.
static void bind_parameters(Walker *walker, const Function *function, size_t mark) {
  SummaryBuilder *out = walker->out;
  uint32_t first = (uint32_t)out->parameters.count;
  size_t annotation = mark;
  for (uint32_t i = 0; i < function->children.count; i++) {
    if (!is_parameter(walker, function, i)) continue;
    CXCursor cursor = children_at(walker, function->children, i);
    NameId name = emit_decl_name(walker, decl_get(walker->unit, cursor));
    ParameterDraft made = {
        .kind = PARAMETER_PLAIN, .name = name, .annotation = walker->stack.at[annotation++]};
    uint32_t number = (uint32_t)out->parameters.count;
    array_push(&out->arena, &out->parameters, made);
    BindingDraft binding = {.kind = BINDING_PARAMETER,
                            .name = name,
                            .scope = walker->here.scope,
                            .annotation = made.annotation,
                            .extra = number};
    Str text = decl_get(walker->unit, cursor)->name;
    emit_binding(walker, binding, name_span(walker, cursor, text));
  }
  CXType type = walker->clang->getCursorType(function->cursor);
  if (walker->clang->isFunctionTypeVariadic(type))
    array_push(&out->arena, &out->parameters, (ParameterDraft){.kind = PARAMETER_STAR});
  walker->stack.count = mark;
  ScopeDraft *scope = &out->scopes.at[walker->here.scope];
  scope->parameter_count = (uint32_t)(out->parameters.count - first);
  scope->parameters = scope->parameter_count > 0 ? first : 0;
}

static ScopeId begin_scope(Walker *walker, const Function *function, NameId name) {
  SummaryBuilder *out = walker->out;
  size_t mark = walker->stack.count;
  for (size_t i = 0; i < function->marks.count; i++)
    push_text(walker, function->marks.at[i], USE_DECORATOR, EXPR_FLAG_DEFINITION, function->name);
  ScopeDraft scope = {.kind = SCOPE_FUNCTION, .name = name, .binding = BINDING_NONE};
  scope.decorator_count = (uint32_t)function->marks.count;
  scope.decorators = c_emit_operands(walker, mark);
  for (uint32_t i = 0; i < function->children.count; i++) {
    if (!is_parameter(walker, function, i)) continue;
    push_annotation(walker, children_at(walker, function->children, i), function->header);
  }
  if (function->is_internal) scope.flags |= SCOPE_INTERNAL;
  if (function->is_noreturn) scope.flags |= SCOPE_NORETURN;
  if (function->body.kind != CXCursor_CompoundStmt) scope.flags |= SCOPE_STUB;
  scope.begin = emit_clock(walker);
  ScopeId id = (ScopeId)out->scopes.count;
  array_push(&out->arena, &out->scopes, scope);
  array_push(&out->arena, &out->scope_spans, function->span);
  walker->here.scope = id;
  RegionId region = c_emit_region(walker, REGION_BODY, 0, 0, function->header);
  out->scopes.at[id].body = region;
  bind_parameters(walker, function, mark);
  return id;
}

static void end_scope(Walker *walker, const Function *function, ScopeId id, uint32_t flow) {
  c_emit_region_end(walker, flow);
  ScopeDraft *scope = &walker->out->scopes.at[id];
  scope->end = emit_clock(walker);
  scope->binding = (BindingId)walker->out->bindings.count;
  walker->here = (Place){0};
  BindingDraft binding = {.kind = BINDING_DEF, .name = scope->name, .extra = id};
  if (function->is_internal) binding.flags |= BINDING_INTERNAL;
  emit_binding(walker, binding, function->name);
}

static Function read_function(Walker *walker, CXCursor cursor) {
  Function function = {.cursor = cursor, .children = children_begin(walker, cursor)};
  function.body.kind = CXCursor_InvalidFile;
  for (uint32_t i = 0; i < function.children.count; i++) {
    CXCursor child = children_at(walker, function.children, i);
    if (child.kind == CXCursor_CompoundStmt) function.body = child;
  }
  const Decl *decl = decl_get(walker->unit, cursor);
  function.is_internal = decl->is_internal;
  function.is_noreturn = decl->is_noreturn;
  function.name = name_span(walker, cursor, decl->name);
  function.span = cursor_span(walker, cursor);
  bool has_body = function.body.kind == CXCursor_CompoundStmt;
  function.header = has_body ? header_span(walker, cursor, function.body) : function.span;
  add_annotations(walker, &function.marks, function.children);
  add_effects(walker, &function.marks, cursor);
  add_markers(walker, &function.marks, function.header);
  return function;
}

static void walk_function(Walker *walker, CXCursor cursor) {
  Function function = read_function(walker, cursor);
  bool has_body = function.body.kind == CXCursor_CompoundStmt;
  if (has_body || function.marks.count > 0) {
    if (walker->comments.comments.count > 0)
      array_push(walker->arena, &walker->comments.statements, function.header);
    NameId name = emit_decl_name(walker, decl_get(walker->unit, cursor));
    ScopeId id = begin_scope(walker, &function, name);
    uint32_t flow = has_body ? c_walk_block(walker, function.body) : FLOW_FALLS;
    walk_jumps_end(walker);
    end_scope(walker, &function, id, flow);
  }
  children_end(walker, function.children);
}

// ---- The file -----------------------------------------------------------------------------------

static void begin_module(Walker *walker) {
  SummaryBuilder *out = walker->out;
  ScopeDraft scope = {.kind = SCOPE_MODULE, .begin = emit_clock(walker), .binding = BINDING_NONE};
  array_push(&out->arena, &out->scopes, scope);
  array_push(&out->arena, &out->scope_spans, ((Span){0, (uint32_t)walker->text.size}));
  c_emit_region(walker, REGION_BODY, 0, 0, (Span){0});
}

static void walk_declaration(Walker *walker, CXCursor cursor) {
  FilePlace place = unit_place(walker->unit, walker->clang->getCursorLocation(cursor));
  walker->last = (Span){place.offset, place.offset};
  if (cursor.kind == CXCursor_FunctionDecl) {
    walk_function(walker, cursor);
  } else {
    walk_variable(walker, cursor);
  }
}

Str walk_file(Unit *unit, SummaryBuilder *out, Arena *arena, uint32_t file, uint32_t number) {
  const UnitFile *walked = unit_file(unit, file);
  Walker walker = {.unit = unit,
                   .clang = unit->clang,
                   .out = out,
                   .arena = unit->arena,
                   .file = file,
                   .number = number,
                   .text = walked->text};
  comments_read(unit->arena, walked->text, &walker.comments);
  begin_module(&walker);
  for (size_t i = 0; i < walked->declarations.count; i++)
    walk_declaration(&walker, walked->declarations.at[i]);
  comments_emit(out, walked->text, &walker.comments);
  out->scopes.at[0].end = emit_clock(&walker);
  c_emit_region_end(&walker, FLOW_FALLS);
  return summary_builder_finish(arena, out, walked->path, walked->text);
}
