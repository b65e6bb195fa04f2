// Offsets are looked up in tables as long as the text: files that change are few, and each end of
// each place is asked for.
#include "session/moved.h"

// ---- Two Summaries of a file --------------------------------------------------------------------

typedef struct Places { // of one text
  const Summary *summary;
  Span *at;
  uint32_t count;
  uint32_t module_scope,
      module_body; // of `at`: they begin where the text does, whatever stands there
} Places;

static Places places_of(Arena *arena, const Summary *summary) {
  uint32_t count = summary_place_count(summary);
  uint32_t comments = summary->suppressions_count;
  Places places = {.summary = summary, .count = count + comments};
  places.at = arena_take(arena, Span, (size_t)places.count + 1);
  summary_places(summary, places.at);
  for (uint32_t i = 0; i < comments; i++)
    places.at[count + i] = summary->suppression_spans[i];
  places.module_body = summary->exprs_count + summary->bindings_count;
  places.module_scope = places.module_body + summary->regions_count + summary->exits_count;
  return places;
}

// Whether a place says where something is: not that of "no expression", nor those of the module.
static bool is_place(const Places *places, uint32_t index) {
  return index != 0 && index != places->module_body && index != places->module_scope;
}

static bool take_offset(uint32_t *to, uint32_t before, uint32_t now) {
  if (to[before] == 0) to[before] = now + 1;
  return to[before] == now + 1;
}

// Equal ends stay equal, and all stay in order.
static bool match_places(const Places *before, const Places *now, uint32_t *to) {
  for (uint32_t i = 0; i < before->count; i++) {
    if (!is_place(before, i)) continue;
    if (!take_offset(to, before->at[i].start, now->at[i].start)) return false;
    if (!take_offset(to, before->at[i].end, now->at[i].end)) return false;
  }
  uint32_t last = 0;
  for (uint32_t offset = 0; offset <= before->summary->source_bytes; offset++) {
    if (to[offset] == 0) continue;
    if (to[offset] <= last) return false;
    last = to[offset];
  }
  return true;
}

// ---- What comments silence ----------------------------------------------------------------------

typedef struct Ranks { // by offset: how many different …
  uint32_t *starts;    // … starts of places lie before it
  uint32_t *ends;      // … ends lie before it
} Ranks;

static void count_marks(uint32_t *marks, size_t count) {
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t mark = marks[i];
    marks[i] = sum;
    sum += mark;
  }
}

static Ranks ranks_of(Arena *arena, const Places *places) {
  size_t count = (size_t)places->summary->source_bytes + 2;
  Ranks ranks = {arena_push(arena, uint32_t, count), arena_push(arena, uint32_t, count)};
  for (uint32_t i = 0; i < places->count; i++) {
    if (!is_place(places, i)) continue;
    ranks.starts[places->at[i].start] = 1;
    ranks.ends[places->at[i].end] = 1;
  }
  count_marks(ranks.starts, count);
  count_marks(ranks.ends, count);
  return ranks;
}

// The last byte of a place stands before its end: an end counts up to the offset itself.
static bool cuts_alike(const Ranks *before, uint32_t offset, const Ranks *now,
                       uint32_t new_offset) {
  return before->starts[offset] == now->starts[new_offset] &&
         before->ends[offset + 1] == now->ends[new_offset + 1];
}

static bool match_covers(Arena *arena, const Places *before, const Places *now) {
  const Summary *old = before->summary, *new = now->summary;
  if (old->suppressions_count == 0) return true;
  Ranks ranks = ranks_of(arena, before), new_ranks = ranks_of(arena, now);
  for (uint32_t i = 0; i < old->suppressions_count; i++) {
    Span covers = old->suppression_covers[i], new_covers = new->suppression_covers[i];
    if (!cuts_alike(&ranks, covers.start, &new_ranks, new_covers.start)) return false;
    if (!cuts_alike(&ranks, covers.end, &new_ranks, new_covers.end)) return false;
  }
  return true;
}

// ---- One file -----------------------------------------------------------------------------------

static bool is_start_shared(const Places *places) {
  const Summary *summary = places->summary;
  const Span *scopes = &places->at[places->module_scope];
  for (ScopeId i = 1; i < summary->scopes_count; i++)
    if (scopes[i].start == scopes[0].start && summary->scopes[i].binding == BINDING_NONE)
      return true;
  return false;
}

// Places of problems stand in notes, with lines and columns.
static bool is_movable(const Summary *old, const Summary *new) {
  return old->problems_count == 0 && old->source_bytes < UINT32_MAX &&
         new->source_bytes < UINT32_MAX;
}

static bool match_file(Session *session, Arena *scratch, ModuleId module, const Summary *old,
                       Moves *out) {
  const Summary *new = session->states[module].summary;
  if (!is_movable(old, new)) return false;
  Places before = places_of(scratch, old), now = places_of(scratch, new);
  uint32_t *to = arena_push(&session->arena, uint32_t, (size_t)old->source_bytes + 1);
  if (!match_places(&before, &now, to) || !match_covers(scratch, &before, &now)) return false;
  FileMoves moves = {.module = module,
                     .to = to,
                     .to_count = old->source_bytes + 1,
                     .start_before = before.at[before.module_scope].start,
                     .start = now.at[now.module_scope].start,
                     .is_start_shared = is_start_shared(&before)};
  map_insert(&session->arena, &out->index, module, (uint32_t)out->list.count);
  array_push(&session->arena, &out->list, moves);
  return true;
}

// What a file was when it was seen, from the store; false where that said something else.
static bool recall(Session *session, ModuleId module, const SeenFile *seen, Summary *out) {
  Cache *cache = session->cache;
  const StoreEntry *entry =
      store_find_content(&cache->store, cache_path_hash(session, module), seen->content);
  const Summary *new = session->states[module].summary;
  Error error = {0};
  if (!entry || !summary_has_same_facts(new, store_block(&cache->store, entry))) return false;
  if (store_summary(&cache->store, entry, session->discovery.files[module].path, out, &error))
    return true;
  atomic_store(&cache->is_damaged, true);
  return false;
}

// What was not parsed said nothing, and still says nothing where nothing asks for it.
static bool find_moves(Session *session, Arena *scratch, ModuleId module, const SeenFile *seen,
                       Moves *out) {
  const FileState *state = &session->states[module];
  bool is_parsed = (seen->flags & SEEN_PARSED) != 0;
  bool is_read = state->stage == FILE_PARSED || (state->stage == FILE_SKIPPED && !is_parsed);
  if (!is_read || state->can_matter != ((seen->flags & SEEN_MATTERS) != 0)) return false;
  Summary old = {0};
  if (!is_parsed) return true;
  return recall(session, module, seen, &old) && match_file(session, scratch, module, &old, out);
}

// ---- All of them --------------------------------------------------------------------------------

static bool is_as_seen(const Session *session, size_t file, const SeenFile *seen) {
  const FileIdentity *identity = &session->cache->files[file];
  return !(seen->flags & SEEN_READ) || wide_hash_equal(identity->content, seen->content);
}

bool moves_find(Session *session, const SeenFile *seen, size_t count, Moves *out) {
  Array(ModuleId) changed = {0};
  for (size_t i = 0; i < count; i++) {
    if (is_as_seen(session, i, &seen[i])) continue;
    if (session->discovery.files[i].is_package) return false;
    array_push(&session->arena, &changed, (ModuleId)i);
  }
  Array(ModuleId) due = {0}; // they were parsed because others asked for them
  load_changed(session, changed.at, changed.count);
  for (size_t i = 0; i < changed.count; i++)
    if (seen[changed.at[i]].flags & SEEN_PARSED && !session->states[changed.at[i]].summary)
      array_push(&session->arena, &due, changed.at[i]);
  load_files(session, "reading", due.at, due.count);
  Arena scratch = {0};
  bool ok = true;
  for (size_t i = 0; i < changed.count && ok; i++) {
    ok = find_moves(session, &scratch, changed.at[i], &seen[changed.at[i]], out);
    arena_reset(&scratch);
  }
  arena_release(&scratch);
  return ok;
}

// ---- Findings -----------------------------------------------------------------------------------

static const FileMoves *moves_of(const Moves *moves, ModuleId module) {
  const uint32_t *index = map_find(&moves->index, module);
  return index ? &moves->list.at[*index] : NULL;
}

static bool move_offset(const FileMoves *moves, uint32_t *offset) {
  if (*offset >= moves->to_count || moves->to[*offset] == 0) return false;
  *offset = moves->to[*offset] - 1;
  return true;
}

// What stands for a module has no length and begins with it.
static bool move_span(const FileMoves *moves, Span *span) {
  if (span->start == span->end && span->start == moves->start_before) {
    *span = (Span){moves->start, moves->start};
    return !moves->is_start_shared;
  }
  return move_offset(moves, &span->start) && move_offset(moves, &span->end);
}

static bool move_hops(Session *session, const Moves *moves, Finding *finding) {
  FindingHop *hops = arena_push(&session->arena, FindingHop, finding->chain_count);
  bool ok = true;
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    hops[i] = finding->chain[i];
    const FileMoves *file = moves_of(moves, hops[i].module);
    ok &= !file || move_span(file, &hops[i].span);
  }
  finding->chain = hops;
  return ok;
}

static bool move_finding(Session *session, const Moves *moves, Finding *finding) {
  const FileMoves *file = moves_of(moves, finding->module);
  if (file && !move_span(file, &finding->span)) return false;
  return finding->chain_count == 0 || move_hops(session, moves, finding);
}

// Fixes are written for a text, so those of a file that changed are made again.
static bool make_fixes(Session *session, const Moves *moves, const uint8_t *libraries,
                       Finding *findings, size_t count) {
  bool ok = true;
  for (size_t first = 0, end = 0; first < count && ok; first = end) {
    ModuleId module = findings[first].module;
    while (end < count && findings[end].module == module)
      end++;
    if (!moves_of(moves, module)) continue;
    AsyncLibrary library = (AsyncLibrary)libraries[first];
    ok = fixes_make_again(session, module, library, &findings[first], end - first);
  }
  return ok;
}

bool moves_apply(Session *session, const Moves *moves, const uint8_t *libraries,
                 Findings *findings) {
  Finding *moved = arena_push(&session->arena, Finding, findings->count + 1);
  for (size_t i = 0; i < findings->count; i++) {
    moved[i] = findings->at[i];
    if (!move_finding(session, moves, &moved[i])) return false;
  }
  findings->at = moved;
  return make_fixes(session, moves, libraries, moved, findings->count);
}
