// A unified diff: the shortest way from the lines of one text to those of another (E. Myers, "An
// O(ND) Difference Algorithm and Its Variations", 1986), printed in hunks.
#include "fix/fix.h"

#include "base/array.h"

#define CONTEXT_LINES 3

// Beyond so many lines that differ, all between the first and the last that do count as different.
#define CHANGES_MAX 2000

typedef Array(Str) Lines;
typedef Array(char) Output;

typedef struct Diff {
  Arena *arena;
  Lines old, new;
  bool *is_gone; // beside old
  bool *is_new;  // beside new
  Output out;
} Diff;

// ---- Lines --------------------------------------------------------------------------------------

// With their line ends; of those who read diffs none takes a lone \r for one.
static Lines split(Arena *arena, Str text) {
  Lines lines = {0};
  for (Str rest = text; rest.size > 0;) {
    size_t end = str_find_byte(rest, '\n');
    size_t size = end == SIZE_MAX ? rest.size : end + 1;
    array_push(arena, &lines, str_slice(rest, 0, size));
    rest = str_slice(rest, size, rest.size);
  }
  return lines;
}

// ---- The shortest way ---------------------------------------------------------------------------

typedef struct Part { // of both texts, in which no line at either end is the same
  size_t old_start, old_count;
  size_t new_start, new_count;
} Part;

static bool is_same_line(const Diff *diff, const Part *part, int64_t x, int64_t y) {
  return str_equal(diff->old.at[part->old_start + (size_t)x],
                   diff->new.at[part->new_start + (size_t)y]);
}

// Whether the way of `d` changes to diagonal `k` comes from the one above it: by a new line.
static bool comes_down(const int64_t *reach, int64_t d, int64_t k) {
  return k == -d || (k != d && reach[k - 1] < reach[k + 1]);
}

// How far each diagonal is reached with `d` changes, from what is reached with one less. True when
// that is the end.
static bool extend(const Diff *diff, const Part *part, int64_t d, const int64_t *last,
                   int64_t *reach) {
  int64_t width = (int64_t)part->old_count, height = (int64_t)part->new_count;
  for (int64_t k = -d; k <= d; k += 2) {
    int64_t x = d == 0 ? 0 : comes_down(last, d, k) ? last[k + 1] : last[k - 1] + 1;
    int64_t y = x - k;
    while (x < width && y < height && y >= 0 && is_same_line(diff, part, x, y)) {
      x++;
      y++;
    }
    reach[k] = x;
    if (x == width && y == height) return true;
  }
  return false;
}

static void mark_way(Diff *diff, const Part *part, int64_t *const *reaches, int64_t d) {
  int64_t x = (int64_t)part->old_count, y = (int64_t)part->new_count;
  for (; d > 0; d--) {
    int64_t k = x - y;
    bool is_down = comes_down(reaches[d - 1], d, k);
    int64_t from = is_down ? k + 1 : k - 1;
    x = reaches[d - 1][from];
    y = x - from;
    if (is_down)
      diff->is_new[part->new_start + (size_t)y] = true;
    else
      diff->is_gone[part->old_start + (size_t)x] = true;
  }
}

static void mark_all(Diff *diff, const Part *part) {
  for (size_t i = 0; i < part->old_count; i++)
    diff->is_gone[part->old_start + i] = true;
  for (size_t i = 0; i < part->new_count; i++)
    diff->is_new[part->new_start + i] = true;
}

static void compare(Diff *diff, const Part *part) {
  if (part->old_count == 0 || part->new_count == 0) {
    mark_all(diff, part);
    return;
  }
  int64_t **reaches = arena_push(diff->arena, int64_t *, CHANGES_MAX + 1);
  for (int64_t d = 0; d <= CHANGES_MAX; d++) {
    // One more on either side, which is asked for at the edges.
    int64_t *reach = arena_push(diff->arena, int64_t, (size_t)(2 * d + 3));
    reaches[d] = reach + d + 1;
    reaches[d][-d - 1] = reaches[d][d + 1] = -1;
    if (!extend(diff, part, d, d > 0 ? reaches[d - 1] : NULL, reaches[d])) continue;
    mark_way(diff, part, reaches, d);
    return;
  }
  mark_all(diff, part);
}

static Part differing_part(const Diff *diff) {
  size_t old_end = diff->old.count, new_end = diff->new.count, start = 0;
  while (start < old_end && start < new_end && str_equal(diff->old.at[start], diff->new.at[start]))
    start++;
  while (old_end > start && new_end > start &&
         str_equal(diff->old.at[old_end - 1], diff->new.at[new_end - 1])) {
    old_end--;
    new_end--;
  }
  return (Part){start, old_end - start, start, new_end - start};
}

// ---- Printing -----------------------------------------------------------------------------------

static void put(Diff *diff, Str text) {
  for (size_t i = 0; i < text.size; i++)
    array_push_moving(diff->arena, &diff->out, text.at[i]);
}

static void put_line(Diff *diff, Str sign, Str line) {
  put(diff, sign);
  put(diff, line);
  bool is_open = line.at[line.size - 1] != '\n';
  if (is_open) put(diff, STR("\n\\ No newline at end of file\n"));
}

typedef struct Hunk {
  size_t old_start, old_end;
  size_t new_start, new_end;
} Hunk;

static bool has_change(const Diff *diff, size_t old, size_t new) {
  return (old < diff->old.count && diff->is_gone[old]) ||
         (new < diff->new.count && diff->is_new[new]);
}

// The hunk around the next change behind two places; false when nothing changes there.
static bool find_hunk(const Diff *diff, size_t old, size_t new, Hunk *out) {
  size_t from = old;
  while (old < diff->old.count && !has_change(diff, old, new)) {
    old++;
    new ++;
  }
  if (!has_change(diff, old, new)) return false;
  size_t lead = old - from < CONTEXT_LINES ? old - from : CONTEXT_LINES;
  *out = (Hunk){old - lead, 0, new - lead, 0};
  for (size_t same = 0; same <= 2 * CONTEXT_LINES;) {
    bool is_gone = old < diff->old.count && diff->is_gone[old];
    bool is_new = new < diff->new.count && diff->is_new[new];
    if (is_gone || is_new) {
      old += is_gone;
      new += is_new;
      same = 0;
      out->old_end = old;
      out->new_end = new;
      continue;
    }
    if (old == diff->old.count) break;
    old++;
    new ++;
    same++;
  }
  size_t left = diff->old.count - out->old_end;
  size_t tail = left < CONTEXT_LINES ? left : CONTEXT_LINES;
  out->old_end += tail;
  out->new_end += tail;
  return true;
}

// `3,4`, or `3` for one line; of none the line before them is told.
static Str range_text(Arena *arena, size_t start, size_t end) {
  size_t count = end - start;
  if (count == 1) return str_print(arena, "%zu", start + 1);
  return str_print(arena, "%zu,%zu", count == 0 ? start : start + 1, count);
}

static void put_hunk(Diff *diff, const Hunk *hunk) {
  put(diff, str_print(diff->arena, "@@ -%.*s +%.*s @@\n",
                      STR_ARG(range_text(diff->arena, hunk->old_start, hunk->old_end)),
                      STR_ARG(range_text(diff->arena, hunk->new_start, hunk->new_end))));
  size_t old = hunk->old_start, new = hunk->new_start;
  while (old < hunk->old_end || new < hunk->new_end) {
    if (old < hunk->old_end && diff->is_gone[old])
      put_line(diff, STR("-"), diff->old.at[old++]);
    else if (new < hunk->new_end && diff->is_new[new])
      put_line(diff, STR("+"), diff->new.at[new ++]);
    else {
      put_line(diff, STR(" "), diff->old.at[old++]);
      new ++;
    }
  }
}

// False when nothing differs.
static bool find_differences(Arena *arena, Str before, Str after, Diff *out) {
  *out = (Diff){.arena = arena, .old = split(arena, before), .new = split(arena, after)};
  out->is_gone = arena_push(arena, bool, out->old.count + 1);
  out->is_new = arena_push(arena, bool, out->new.count + 1);
  Part part = differing_part(out);
  bool differs = part.old_count > 0 || part.new_count > 0;
  if (differs) compare(out, &part);
  return differs;
}

FixOrigins fix_origins(Arena *arena, Str before, Str after) {
  Diff diff = {0};
  (void)find_differences(arena, before, after, &diff);
  uint32_t *origins = arena_push(arena, uint32_t, diff.new.count + 1);
  uint32_t old = 0;
  for (size_t new = 0; new < diff.new.count; new ++) {
    while (old < diff.old.count && diff.is_gone[old])
      old++;
    origins[new] = diff.is_new[new] ? FIX_NEW_LINE : old++;
  }
  return (FixOrigins){origins, diff.new.count};
}

Str fix_diff(Arena *arena, Str name, Str before, Str after) {
  Diff diff = {0};
  if (!find_differences(arena, before, after, &diff)) return STR("");
  put(&diff, str_print(arena, "--- %.*s\n+++ %.*s\n", STR_ARG(name), STR_ARG(name)));
  Hunk hunk = {0};
  while (find_hunk(&diff, hunk.old_end, hunk.new_end, &hunk))
    put_hunk(&diff, &hunk);
  return (Str){diff.out.at, diff.out.count};
}
