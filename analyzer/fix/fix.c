// A plan, step by step, to edits in order.
#include "fix/writer.h"

#include <stdlib.h>

bool fix_open(Arena *arena, const Summary *summary, AsyncLibrary library, unsigned target, Str text,
              FixSource *out) {
  *out = (FixSource){.summary = summary, .library = library, .target = target, .text = text};
  if (!summary || summary->flags & SUMMARY_C || summary->problems_count > 0) return false;
  for (BindingId id = 0; id < summary->bindings_count; id++)
    if (summary->bindings[id].kind == BINDING_IMPORT) array_push(arena, &out->imports, id);
  return python_tokens(arena, text, &out->tokens);
}

// ---- Edits --------------------------------------------------------------------------------------

void writer_give_up(FixWriter *writer) {
  writer->is_impossible = true;
}

void writer_replace(FixWriter *writer, Span span, Str text) {
  array_push(writer->arena, &writer->edits, ((FixEdit){span, text}));
}

void writer_insert(FixWriter *writer, uint32_t at, Str text) {
  writer_replace(writer, (Span){at, at}, text);
}

void writer_delete(FixWriter *writer, Span span) {
  writer_replace(writer, span, STR(""));
}

Str writer_text(const FixWriter *writer, Span span) {
  return str_slice(writer->source->text, span.start, span.end);
}

// ---- Steps --------------------------------------------------------------------------------------

static void write_step(FixWriter *writer, const FixStep *step) {
  switch (step->kind) {
  case FIX_AWAIT:
    write_await(writer, step->expr);
    return;
  case FIX_DROP_AWAIT:
    write_drop_await(writer, step->expr);
    return;
  case FIX_AWAIT_ARGUMENT:
    write_await_argument(writer, step->expr, step->index);
    return;
  case FIX_REPLACE:
    write_replace(writer, step->expr, step->name);
    return;
  case FIX_CALL_TWIN:
    write_call_twin(writer, step->expr, step->name);
    return;
  case FIX_MEMBER:
    write_member(writer, step->expr, step->name);
    return;
  case FIX_WRAP:
    write_wrap(writer, step->expr, step->name);
    return;
  case FIX_CALL:
    write_call(writer, step->expr);
    return;
  case FIX_PASS_FUNCTION:
    write_pass_function(writer, step->expr);
    return;
  case FIX_DROP_ARGUMENT:
    write_drop_argument(writer, step->expr, step->index);
    return;
  case FIX_ASYNC_WITH:
    write_async_with(writer, step->index);
    return;
  case FIX_SYNC_WITH:
    write_sync_with(writer, step->index);
    return;
  case FIX_ASYNC_FOR:
    write_async_for(writer, step->index);
    return;
  case FIX_SYNC_FOR:
    write_sync_for(writer, step->index);
    return;
  case FIX_RAISE:
    write_raise(writer, step->index);
    return;
  case FIX_CATCH_LESS:
    write_catch_less(writer, step->index);
    return;
  case FIX_OFFLOAD:
    write_offload(writer, step->expr);
    return;
  case FIX_KEEP_TASK:
    write_keep_task(writer, step->expr);
    return;
  case FIX_DECORATE:
    write_decorate(writer, step->index, step->name);
    return;
  case FIX_DROP_DECORATOR:
    write_drop_decorator(writer, step->expr);
    return;
  case FIX_DROP_COMMENT:
    write_drop_comment(writer, step->index, step->name);
    return;
  }
}

// What the first step does, for people.
static Str step_words(Arena *arena, const FixStep *step) {
  switch (step->kind) {
  case FIX_AWAIT:
    return STR("Add `await`");
  case FIX_DROP_AWAIT:
    return STR("Remove `await`");
  case FIX_AWAIT_ARGUMENT:
    return STR("Replace with `await`");
  case FIX_REPLACE:
    return str_print(arena, "Replace with `%s`", step->name);
  case FIX_CALL_TWIN:
    return str_print(arena, "Replace with `await %s(...)`", step->name);
  case FIX_MEMBER:
    return str_print(arena, "Replace with `%s`", step->name);
  case FIX_WRAP:
    return str_print(arena, "Wrap in `%s(...)`", step->name);
  case FIX_CALL:
    return STR("Call the function");
  case FIX_PASS_FUNCTION:
    return STR("Pass the function itself");
  case FIX_DROP_ARGUMENT:
    return STR("Remove the argument");
  case FIX_ASYNC_WITH:
  case FIX_ASYNC_FOR:
    return STR("Add `async`");
  case FIX_SYNC_WITH:
  case FIX_SYNC_FOR:
    return STR("Remove `async`");
  case FIX_RAISE:
    return STR("End the handler with `raise`");
  case FIX_CATCH_LESS:
    return STR("Catch `Exception`");
  case FIX_OFFLOAD:
    return STR("Run it in a thread");
  case FIX_KEEP_TASK:
    return STR("Keep the task until it is done");
  case FIX_DECORATE:
    return str_print(arena, "Add `@%s`", step->name);
  case FIX_DROP_DECORATOR:
    return STR("Remove the decorator");
  case FIX_DROP_COMMENT:
    return step->name ? str_print(arena, "Remove `%s` from the comment", step->name)
                      : STR("Remove the comment");
  }
  return STR("");
}

static bool is_kind(const Summary *summary, ExprId expr, ExprKind kind) {
  return summary->exprs[expr].kind == kind;
}

static bool is_region(const Summary *summary, uint32_t region, RegionKind kind) {
  return region < summary->regions_count && summary->regions[region].kind == kind;
}

static bool is_binding(const Summary *summary, uint32_t binding, BindingKind kind) {
  return binding < summary->bindings_count && summary->bindings[binding].kind == kind;
}

static bool has_argument(const Summary *summary, const FixStep *step) {
  return is_kind(summary, step->expr, EXPR_CALL) && step->index < summary->exprs[step->expr].c;
}

bool fix_is_possible(const Summary *summary, const FixStep *step) {
  if (step->expr >= summary->exprs_count) return false;
  switch (step->kind) {
  case FIX_AWAIT:
  case FIX_CALL:
  case FIX_DROP_DECORATOR:
    return step->expr != 0;
  case FIX_REPLACE:
  case FIX_WRAP:
    return step->expr != 0 && step->name;
  case FIX_DROP_AWAIT:
    return is_kind(summary, step->expr, EXPR_AWAIT);
  case FIX_AWAIT_ARGUMENT:
  case FIX_DROP_ARGUMENT:
    return has_argument(summary, step);
  case FIX_CALL_TWIN:
    return is_kind(summary, step->expr, EXPR_CALL) && step->name;
  case FIX_MEMBER:
    return is_kind(summary, step->expr, EXPR_ATTRIBUTE) && step->name;
  case FIX_PASS_FUNCTION:
  case FIX_OFFLOAD:
  case FIX_KEEP_TASK:
    return is_kind(summary, step->expr, EXPR_CALL);
  case FIX_ASYNC_WITH:
    return is_region(summary, step->index, REGION_WITH);
  case FIX_SYNC_WITH:
    return is_region(summary, step->index, REGION_ASYNC_WITH);
  case FIX_RAISE:
  case FIX_CATCH_LESS:
    return is_region(summary, step->index, REGION_EXCEPT) ||
           is_region(summary, step->index, REGION_EXCEPT_STAR);
  case FIX_ASYNC_FOR:
    return is_binding(summary, step->index, BINDING_FOR);
  case FIX_SYNC_FOR:
    return is_binding(summary, step->index, BINDING_ASYNC_FOR);
  case FIX_DECORATE:
    return step->index < summary->scopes_count && step->name;
  case FIX_DROP_COMMENT:
    return step->index < summary->suppressions_count;
  }
  return false;
}

// ---- Order --------------------------------------------------------------------------------------

// Two insertions at one place have no order; what overlaps makes no sense.
static bool is_clean(const FixWriter *writer) {
  for (size_t i = 1; i < writer->edits.count; i++) {
    Span before = writer->edits.at[i - 1].span;
    Span span = writer->edits.at[i].span;
    bool is_same = before.start == span.start && before.end == span.end;
    if (span.start < before.end || is_same) return false;
  }
  return true;
}

static Applicability applicability_of(const Finding *finding) {
  Applicability asked = finding->plan.applicability;
  bool is_sure = finding->confidence == CONFIDENCE_RESOLVED;
  return !is_sure && asked > APPLICABILITY_UNSAFE ? APPLICABILITY_UNSAFE : asked;
}

const Fix *fix_make(Arena *arena, const FixSource *source, const Finding *finding) {
  if (finding->plan.count == 0) return NULL;
  FixWriter writer = {.arena = arena, .source = source, .summary = source->summary};
  for (uint32_t i = 0; i < finding->plan.count && !writer.is_impossible; i++)
    write_step(&writer, &finding->plan.steps[i]);
  if (writer.is_impossible || writer.edits.count == 0) return NULL;
  edits_sort(writer.edits.at, writer.edits.count);
  if (!is_clean(&writer)) return NULL;
  Fix *fix = arena_push(arena, Fix, 1);
  *fix = (Fix){.applicability = applicability_of(finding),
               .message = step_words(arena, &finding->plan.steps[0]),
               .edits = writer.edits.at,
               .edit_count = (uint32_t)writer.edits.count};
  return fix;
}
