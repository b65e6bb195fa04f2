// Appending records, and keeping track of where the walker is while it does.
#include "python/facts_walk.h"

#include <string.h>

uint32_t emit_operands(Walker *walker, size_t mark) {
  SummaryBuilder *out = walker->out;
  size_t count = walker->stack.count - mark;
  if (count == 0) return 0;
  uint32_t first = (uint32_t)out->operands.count;
  array_reserve(&out->arena, &out->operands, count);
  memcpy(out->operands.at + first, walker->stack.at + mark, count * sizeof(ExprId));
  out->operands.count += count;
  walker->stack.count = mark;
  return first;
}

uint32_t emit_arguments(Walker *walker, size_t mark) {
  SummaryBuilder *out = walker->out;
  size_t count = (walker->stack.count - mark) / 2;
  if (count == 0) return 0;
  uint32_t first = (uint32_t)out->arguments.count;
  array_reserve(&out->arena, &out->arguments, count);
  Argument *argument = out->arguments.at + first;
  for (const uint32_t *pair = walker->stack.at + mark; count > 0; count--, pair += 2)
    *argument++ = (Argument){.keyword = pair[0], .value = pair[1]};
  out->arguments.count = (size_t)(argument - out->arguments.at);
  walker->stack.count = mark;
  return first;
}

// ---- Scopes and regions -------------------------------------------------------------------------

ScopeId emit_scope(Walker *walker, ScopeKind kind, ScopeDraft scope, Span span, Span header) {
  SummaryBuilder *out = walker->out;
  ScopeId id = (ScopeId)out->scopes.count;
  array_push(&out->arena, &out->scopes, scope);
  array_push(&out->arena, &out->scope_spans, span);
  ScopeDraft *made = &out->scopes.at[id]; // filled where it stays, as bindings are
  made->kind = (uint8_t)kind;
  made->parent = walker->here.scope;
  made->body = walker->here.region;
  made->begin = emit_clock(walker);
  made->binding = BINDING_NONE;
  if (walker->here.flags & EXPR_FLAG_DEAD) made->flags |= SCOPE_DEAD;
  walker->here.scope = id;
  if (kind != SCOPE_COMPREHENSION)
    out->scopes.at[id].body = emit_region(walker, REGION_BODY, 0, 0, header);
  return id;
}

void emit_scope_end(Walker *walker, uint32_t flow, Place outside) {
  ScopeDraft *scope = &walker->out->scopes.at[walker->here.scope];
  scope->end = emit_clock(walker);
  if (scope->kind != SCOPE_COMPREHENSION) emit_region_end(walker, flow);
  walker->here = outside;
}

RegionId emit_region(Walker *walker, RegionKind kind, ExprId subject, RegionId group, Span header) {
  SummaryBuilder *out = walker->out;
  uint16_t flags = walker->here.flags;
  RegionDraft region = {.kind = (uint8_t)kind,
                        .parent = walker->here.region,
                        .scope = walker->here.scope,
                        .begin = emit_clock(walker),
                        .subject = subject,
                        .group = group,
                        .binding = BINDING_NONE};
  if (flags & EXPR_FLAG_DEAD) region.flags |= REGION_DEAD;
  if (flags & WALK_CHECKING) region.flags |= REGION_TYPE_CHECKING;
  RegionId id = (RegionId)out->regions.count;
  array_push(&out->arena, &out->regions, region);
  array_push(&out->arena, &out->region_spans, header);
  walker->here.region = id;
  return id;
}

void emit_region_end(Walker *walker, uint32_t flow) {
  RegionDraft *regions = walker->out->regions.at;
  RegionDraft *region = &regions[walker->here.region];
  region->end = emit_clock(walker);
  region->flow = (uint8_t)(flow & FLOW_STORED);
  if (region->kind != REGION_BODY)
    regions[region->parent].flags |= region->flags & (REGION_AWAITS | REGION_YIELDS);
  walker->here.region = region->parent;
}

// ---- Awaits, yields, exits ----------------------------------------------------------------------

// A comprehension hands on to the scope around it what happens in it; a generator expression keeps
// it, for it runs on its own.
static ScopeId mark_scopes(Walker *walker, uint16_t flag, uint16_t comprehension_flag) {
  ScopeDraft *scopes = walker->out->scopes.at;
  ScopeId id = walker->here.scope;
  for (; scopes[id].kind == SCOPE_COMPREHENSION; id = scopes[id].parent)
    scopes[id].flags |= flag | comprehension_flag;
  scopes[id].flags |= flag;
  if (scopes[id].kind == SCOPE_GENERATOR) scopes[id].flags |= comprehension_flag;
  return id;
}

void emit_await(Walker *walker) {
  walker->out->regions.at[walker->here.region].flags |= REGION_AWAITS;
  ScopeId runner = mark_scopes(walker, SCOPE_AWAITS, SCOPE_ASYNC);
  ScopeDraft *scope = &walker->out->scopes.at[runner];
  if (scope->kind == SCOPE_MODULE) scope->flags |= SCOPE_TOP_AWAIT;
}

void emit_yield(Walker *walker) {
  walker->out->regions.at[walker->here.region].flags |= REGION_YIELDS;
  mark_scopes(walker, SCOPE_YIELDS, 0);
}

void emit_exit(Walker *walker, ExitDraft exit, Span span) {
  SummaryBuilder *out = walker->out;
  array_push(&out->arena, &out->exit_spans, span);
  array_reserve(&out->arena, &out->exits, 1);
  ExitDraft *made = &out->exits.at[out->exits.count++]; // filled where it stays, as bindings are
  made->kind = exit.kind;
  made->flags = exit.flags | (walker->here.flags & EXPR_FLAG_DEAD ? EXIT_DEAD : 0u);
  made->scope = walker->here.scope;
  made->region = walker->here.region;
  made->at = emit_clock(walker);
  made->value = exit.value;
  made->cause = exit.cause;
}

void emit_unreached(Walker *walker) {
  walker->here.flags |= EXPR_FLAG_DEAD;
  walker->here.flags |= WALK_UNREACHED;
}
