// Comments that silence findings. A comment of our own may name a rule, a family or a code of
// another linter; `noqa` belongs to all linters, so it is taken by the letter: whole codes, or rule
// ids.
#include "engine/suppress.h"

#include "engine/select.h"

static bool code_silences(const Rule *rule, SuppressionKind kind, Str code) {
  Match match = rule_match(rule, code);
  return kind == SUPPRESSION_NOQA ? match == MATCH_EXACT : match != MATCH_NONE;
}

static bool names_rule(const Summary *summary, const Suppression *suppression, const Rule *rule) {
  if (suppression->code_count == 0) return true;
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

bool suppress_silences(const Summary *summary, const Rule *rule, Span span) {
  for (uint32_t i = 0; i < summary->suppressions_count; i++)
    if (covers(summary->suppression_covers[i], span) &&
        names_rule(summary, &summary->suppressions[i], rule))
      return true;
  return false;
}
