// Comments that silence findings. A comment of our own may name a rule, a family or a code of
// another linter; `noqa` and the words of ruff belong to all linters, so they are taken by the
// letter: whole codes, names or rule ids.
#include "engine/suppress.h"

#include "engine/select.h"

static bool code_silences(const Rule *rule, SuppressionKind kind, Str code) {
  Match match = rule_match(rule, code);
  if (rule->is_about_comments) return match == MATCH_EXACT;
  return kind == SUPPRESSION_NOQA ? match == MATCH_EXACT : match != MATCH_NONE;
}

static bool names_rule(const Summary *summary, const Suppression *suppression, const Rule *rule) {
  if (suppression->code_count == 0) return !rule->is_about_comments;
  for (uint32_t i = 0; i < suppression->code_count; i++) {
    Str code = summary_name(summary, summary->codes[suppression->codes + i]);
    if (code_silences(rule, (SuppressionKind)suppression->kind, code)) return true;
  }
  return false;
}

// A comment stands at the end of the line on which a call begins, or behind its closing
// parenthesis.
static bool covers(Span lines, Span span) {
  uint32_t last = span.end > span.start ? span.end - 1 : span.start;
  return (lines.start <= span.start && span.start < lines.end) ||
         (lines.start <= last && last < lines.end);
}

// The number of comments that stand before `offset`; they are in order of their places.
static uint32_t comments_before(const Summary *summary, uint32_t offset) {
  uint32_t low = 0, high = summary->suppressions_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->suppression_spans[middle].start < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool silences(const Summary *summary, uint32_t comment, const Rule *rule, Span span) {
  return covers(summary->suppression_covers[comment], span) &&
         names_rule(summary, &summary->suppressions[comment], rule);
}

// A comment whose lines are more than this is found by way of the index; of smaller ones no more
// than COMMENTS_MAX_NEAR have room between the comment and what it silences.
#define WIDE_MIN_BYTES    4096
#define COMMENTS_MAX_NEAR (WIDE_MIN_BYTES / 6) // `#noqa` and a line end

static bool is_wide(Span lines) {
  return lines.end - lines.start >= WIDE_MIN_BYTES;
}

SuppressIndex suppress_index(Arena *arena, const Summary *summary) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < summary->suppressions_count; i++)
    count += is_wide(summary->suppression_covers[i]);
  uint32_t *wide = arena_push(arena, uint32_t, count + 1);
  count = 0;
  for (uint32_t i = 0; i < summary->suppressions_count; i++)
    if (is_wide(summary->suppression_covers[i])) wide[count++] = i;
  return (SuppressIndex){.is_made = true, .wide = wide, .wide_count = count};
}

bool suppress_silences(const Summary *summary, const SuppressIndex *index, const Rule *rule,
                       Span span) {
  for (uint32_t i = 0; i < index->wide_count; i++)
    if (silences(summary, index->wide[i], rule, span)) return true;
  uint32_t here = comments_before(summary, span.start);
  uint32_t first = here > COMMENTS_MAX_NEAR ? here - COMMENTS_MAX_NEAR : 0;
  for (uint32_t i = first; i < summary->suppressions_count && i < here + COMMENTS_MAX_NEAR; i++)
    if (silences(summary, i, rule, span)) return true;
  return false;
}

bool engine_is_silenced(const Summary *summary, const Rule *rule, Span span) {
  for (uint32_t i = 0; i < summary->suppressions_count; i++)
    if (silences(summary, i, rule, span)) return true;
  return false;
}

// ---- Comments that are of use -------------------------------------------------------------------

static void use_comment(SuppressUse *use, const Summary *summary, uint32_t comment,
                        const Rule *rule, Span span) {
  const Suppression *suppression = &summary->suppressions[comment];
  if (!covers(summary->suppression_covers[comment], span)) return;
  if (suppression->code_count == 0 && names_rule(summary, suppression, rule))
    use->comments[comment] = true;
  for (uint32_t i = 0; i < suppression->code_count; i++) {
    uint32_t code = suppression->codes + i;
    Str name = summary_name(summary, summary->codes[code]);
    if (code_silences(rule, (SuppressionKind)suppression->kind, name)) use->codes[code] = true;
  }
}

void suppress_use(Arena *arena, const Summary *summary, SuppressUse *use, const Rule *rule,
                  Span span) {
  if (!use->comments) {
    use->comments = arena_push(arena, bool, summary->suppressions_count);
    use->codes = arena_push(arena, bool, summary->codes_count);
  }
  for (uint32_t i = 0; i < summary->suppressions_count; i++)
    use_comment(use, summary, i, rule, span);
}
