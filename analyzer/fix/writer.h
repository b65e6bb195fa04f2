// A fix while it is made. Private to this layer.
#pragma once

#include "base/array.h"
#include "fix/fix.h"

typedef struct FixWriter {
  Arena *arena;
  const FixSource *source;
  const Summary *summary;
  Array(FixEdit) edits; // in any order
  bool is_impossible;   // nothing comes of it
} FixWriter;

// ---- fix.c --------------------------------------------------------------------------------------

void writer_give_up(FixWriter *writer);
void writer_insert(FixWriter *writer, uint32_t at, Str text);
void writer_replace(FixWriter *writer, Span span, Str text);
void writer_delete(FixWriter *writer, Span span);
// What stands in a span.
Str writer_text(const FixWriter *writer, Span span);

// ---- apply.c ------------------------------------------------------------------------------------

// In the order of their places.
void edits_sort(FixEdit *edits, size_t count);

// ---- tokens.c -----------------------------------------------------------------------------------

// The index of the first token that begins at or behind an offset, leaving out those without text.
size_t token_at(const FixWriter *writer, uint32_t offset);
// The last one that ends at or before it, SIZE_MAX when there is none.
size_t token_before(const FixWriter *writer, uint32_t offset);
bool token_is(const FixWriter *writer, size_t token, const char *text);
// Whether nothing but one token stands right before, or behind, a span: `(` and `)`.
bool token_stands_before(const FixWriter *writer, Span span, const char *text);
bool token_stands_behind(const FixWriter *writer, Span span, const char *text);
// The index of the closing bracket for the opening one at an index.
size_t token_closing(const FixWriter *writer, size_t open);
bool writer_has_comment(const FixWriter *writer, Span span);
bool writer_has_line_end(const FixWriter *writer, Span span);

// The line that an offset lies in, from its first character to behind its line end.
Span writer_line(const FixWriter *writer, uint32_t offset);
// The blanks at the start of that line.
Str writer_indent(const FixWriter *writer, uint32_t offset);
// How the lines of the file end.
Str writer_line_end(const FixWriter *writer);
// The offset behind the logical line that an offset lies in, its comment and line end included; the
// end of the text when that has no line end.
uint32_t writer_statement_end(const FixWriter *writer, uint32_t offset);

// ---- names.c ------------------------------------------------------------------------------------

// How the code at `at` may spell a name of a library, with an edit that imports it where nothing
// does. Gives up where the name means something else there. "" then.
Str writer_name(FixWriter *writer, ExprId at, const char *dotted);
// The same for what lies in a module of a package that only an import of its own loads.
Str writer_name_from(FixWriter *writer, ExprId at, const char *module, const char *dotted);
// The same at the place of a definition: a decorator, in its parent.
Str writer_name_in(FixWriter *writer, ScopeId scope, ExprId before, const char *dotted);
// Whether a built-in still means itself at a place.
bool writer_is_builtin(const FixWriter *writer, ExprId at, Str name);
// Whether the module imports another by its own name before an offset, and nothing else by it.
bool writer_has_module(const FixWriter *writer, Str module, uint32_t before);
// A name that means nothing at a place yet: `wanted`, else `background_wanted`, with a number at
// last.
Str writer_fresh_name(FixWriter *writer, ExprId at, const char *wanted);
// Whether a name means what the module binds it to.
bool writer_means_module(const FixWriter *writer, ExprId at, Str name);
// Where a new statement of the module may stand, behind its imports; 0 when there are none.
uint32_t writer_behind_imports(const FixWriter *writer);

// ---- expressions.c ------------------------------------------------------------------------------

// Whether `await` may stand where an expression does.
bool writer_may_await(const FixWriter *writer, ExprId expr);
// Whether it may stand in the code of a scope.
bool writer_scope_awaits(const FixWriter *writer, ScopeId scope);
void write_await(FixWriter *writer, ExprId expr);
void write_drop_await(FixWriter *writer, ExprId await);
void write_await_argument(FixWriter *writer, ExprId call, uint32_t index);
void write_replace(FixWriter *writer, ExprId expr, const char *name);
void write_call_twin(FixWriter *writer, ExprId call, const char *name);
void write_member(FixWriter *writer, ExprId attribute, const char *name);
void write_wrap(FixWriter *writer, ExprId expr, const char *name);
void write_call(FixWriter *writer, ExprId expr);
void write_pass_function(FixWriter *writer, ExprId call);
void write_drop_argument(FixWriter *writer, ExprId call, uint32_t index);
void write_offload(FixWriter *writer, ExprId call);

// ---- statements.c -------------------------------------------------------------------------------

void write_async_with(FixWriter *writer, RegionId region);
void write_sync_with(FixWriter *writer, RegionId region);
// `binding` is that of the target of a loop, of a statement or a comprehension.
void write_async_for(FixWriter *writer, BindingId binding);
void write_sync_for(FixWriter *writer, BindingId binding);
void write_raise(FixWriter *writer, RegionId handler);
void write_catch_less(FixWriter *writer, RegionId handler);
void write_keep_task(FixWriter *writer, ExprId call);
void write_decorate(FixWriter *writer, ScopeId scope, const char *name);
void write_drop_decorator(FixWriter *writer, ExprId decorator);

// ---- comments.c ---------------------------------------------------------------------------------

void write_drop_comment(FixWriter *writer, uint32_t suppression, const char *code);
