// A finding has a place, the call by which the loop leaves async code, and a sink, the call that
// blocks. A stall with both on its stack, the place further out, is what the finding says. One with
// only one of them is the same trouble by another way. Nothing is ever refuted: what did not run is
// not known.
#define _XOPEN_SOURCE 700 // realpath
#include "confirm/judge.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- Places -------------------------------------------------------------------------------------

Str judge_here(Arena *arena) {
  char *path = realpath(".", NULL);
  Str here = str_copy(arena, str_from_c(path));
  free(path);
  return here;
}

bool judge_is_own(Str path, Str here) {
  bool is_below = str_has_prefix(path, here) && path.size > here.size && path.at[here.size] == '/';
  Str rest = str_slice(path, here.size, path.size);
  return is_below && str_find(rest, STR("/site-packages/")) == SIZE_MAX &&
         str_find(rest, STR("/dist-packages/")) == SIZE_MAX;
}

const ConfirmFrame *judge_place(const ConfirmSeen *seen, Str here) {
  for (size_t i = 0; i < seen->stack.count; i++) {
    if (judge_is_own(seen->stack.at[i].path, here)) return &seen->stack.at[i];
  }
  return seen->stack.count > 0 ? &seen->stack.at[0] : NULL;
}

static size_t find_frame(const ConfirmSeen *seen, size_t from, const ConfirmPlace *place) {
  for (size_t i = from; i < seen->stack.count; i++) {
    const ConfirmFrame *frame = &seen->stack.at[i];
    bool is_in = frame->line >= place->line && frame->line <= place->end_line;
    if (is_in && str_equal(frame->path, place->path)) return i;
  }
  return SIZE_MAX;
}

// ---- Findings -----------------------------------------------------------------------------------

static bool is_word_byte(char byte) {
  return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static bool has_word(Str text, Str word) {
  for (size_t i = 0; word.size > 0 && i + word.size <= text.size; i++) {
    bool is_start = i == 0 || !is_word_byte(text.at[i - 1]);
    bool is_end = i + word.size == text.size || !is_word_byte(text.at[i + word.size]);
    if (is_start && is_end && str_equal(str_slice(text, i, i + word.size), word)) return true;
  }
  return false;
}

static Str last_name(Str dotted) {
  Str last = dotted;
  for (Str rest = dotted; rest.at;)
    last = str_cut(&rest, '.');
  return last;
}

// What is lost is seen where it ends, which may be far from where it was made: there it is called
// by its name.
static bool is_made_by(const ConfirmFinding *finding, const ConfirmSeen *seen) {
  bool is_here = seen->stack.count > 0 && str_equal(seen->stack.at[0].path, finding->place.path);
  bool may_be =
      seen->kind == CONFIRM_TASK_DESTROYED || (seen->kind == CONFIRM_NEVER_AWAITED && is_here);
  return may_be && has_word(finding->text, last_name(seen->coroutine));
}

static ConfirmStatus compare(const ConfirmFinding *finding, const ConfirmSeen *seen) {
  if (!(finding->kinds & 1u << seen->kind)) return CONFIRM_NOT_REACHED;
  if (seen->kind != CONFIRM_STALL)
    return is_made_by(finding, seen) ? CONFIRM_OBSERVED : CONFIRM_NOT_REACHED;
  size_t sink = find_frame(seen, 0, &finding->sink);
  // Places lie further out than sinks: at the sink's frame, when it is the same, or behind it.
  size_t place = find_frame(seen, sink == SIZE_MAX ? 0 : sink, &finding->place);
  if (sink != SIZE_MAX && place != SIZE_MAX) return CONFIRM_OBSERVED;
  return sink != SIZE_MAX || place != SIZE_MAX ? CONFIRM_OTHER_WAY : CONFIRM_NOT_REACHED;
}

static void add_seen(Arena *arena, ConfirmVerdict *verdict, const ConfirmSeen *seen) {
  bool is_longest =
      !verdict->longest || seen->tally.longest_ms > verdict->longest->tally.longest_ms;
  if (is_longest) verdict->longest = seen;
  tally_add(arena, &verdict->tally, &seen->tally);
}

static ConfirmStatus judge_unseen(Arena *arena, const Sightings *all, const ConfirmFinding *finding,
                                  bool can_tell) {
  bool is_reached =
      seen_is_reached(arena, all, &finding->place) && seen_is_reached(arena, all, &finding->sink);
  if (is_reached) return finding->kinds ? CONFIRM_FAST : CONFIRM_UNKNOWN;
  return can_tell ? CONFIRM_NOT_REACHED : CONFIRM_UNKNOWN;
}

static ConfirmVerdict judge_one(Arena *arena, Sightings *all, const ConfirmFinding *finding,
                                bool can_tell) {
  ConfirmVerdict verdict = {.status = CONFIRM_NOT_REACHED};
  ConfirmVerdict other = {.status = CONFIRM_OTHER_WAY};
  for (size_t i = 0; i < all->result->seen.count; i++) {
    ConfirmSeen *seen = all->result->seen.at[i];
    ConfirmStatus status = compare(finding, seen);
    if (status == CONFIRM_NOT_REACHED) continue;
    seen->is_predicted = true;
    add_seen(arena, status == CONFIRM_OBSERVED ? &verdict : &other, seen);
  }
  if (!verdict.longest && other.longest) return other;
  verdict.status = verdict.longest ? CONFIRM_OBSERVED : judge_unseen(arena, all, finding, can_tell);
  return verdict;
}

// ---- What nobody predicted ----------------------------------------------------------------------

static Str miss_key(Arena *arena, const ConfirmSeen *seen, Str here) {
  const ConfirmFrame *place = judge_place(seen, here);
  const char *kind = confirm_kind_name(seen->kind);
  if (!place) return str_print(arena, "%s %.*s", kind, STR_ARG(seen->coroutine));
  return str_print(arena, "%s %.*s:%u", kind, STR_ARG(place->path), place->line);
}

static int by_length(const void *a, const void *b) {
  const ConfirmMiss *left = a, *right = b;
  if (left->tally.total_ms != right->tally.total_ms)
    return left->tally.total_ms < right->tally.total_ms ? 1 : -1;
  return (left->longest->kind > right->longest->kind) -
         (left->longest->kind < right->longest->kind);
}

static void find_misses(Arena *arena, ConfirmResult *result) {
  Str here = judge_here(arena);
  Interner keys = {0};
  for (size_t i = 0; i < result->seen.count; i++) {
    const ConfirmSeen *seen = result->seen.at[i];
    if (seen->is_predicted) continue;
    uint32_t at = interner_add(arena, &keys, miss_key(arena, seen, here));
    ConfirmMiss none = {.longest = seen};
    if (at == result->misses.count) array_push(arena, &result->misses, none);
    ConfirmMiss *miss = &result->misses.at[at];
    if (seen->tally.longest_ms > miss->longest->tally.longest_ms) miss->longest = seen;
    tally_add(arena, &miss->tally, &seen->tally);
  }
  if (result->misses.count > 0)
    qsort(result->misses.at, result->misses.count, sizeof *result->misses.at, by_length);
}

// One interpreter that cannot tell is enough: what was not seen may have run in it.
static bool can_tell_reached(const ConfirmResult *result) {
  for (size_t i = 0; i < result->processes.count; i++) {
    const ConfirmProcess *process = &result->processes.at[i];
    if (process->has_loop && !process->has_reach) return false;
  }
  return true;
}

void judge(Arena *arena, Sightings *all) {
  ConfirmResult *result = all->result;
  size_t count = result->options->finding_count;
  ConfirmVerdict *verdicts = arena_push(arena, ConfirmVerdict, count);
  bool can_tell = can_tell_reached(result);
  for (size_t i = 0; i < count; i++)
    verdicts[i] = judge_one(arena, all, &result->options->findings[i], can_tell);
  result->verdicts = verdicts;
  find_misses(arena, result);
}
