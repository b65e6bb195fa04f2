// For people: a block a rule, then how many there were.
#include "verify/tell.h"

static const char *paint(bool use_color, Verdict verdict) {
  if (!use_color) return "";
  switch (verdict) {
  case VERDICT_PROVEN:
    return "\x1b[32m";
  case VERDICT_REFUTED:
    return "\x1b[1;31m";
  case VERDICT_INCONCLUSIVE:
  case VERDICT_UNAVAILABLE:
    return "\x1b[33m";
  }
  return "";
}

static void print_place(FILE *out, Str file, uint32_t line) {
  char place[64] = "";
  if (line > 0)
    snprintf(place, sizeof place, "%.*s:%u", STR_ARG(file), line);
  else
    snprintf(place, sizeof place, "%.*s", STR_ARG(file));
  fprintf(out, "  %-11s ", place);
}

static void print_observations(Arena *arena, Str file, const Evidence *evidence, FILE *out) {
  for (size_t i = 0; i < evidence->observations.count; i++) {
    const Observation *one = &evidence->observations.at[i];
    if (tell_is_repeated(evidence, i)) continue;
    print_place(out, file, tell_line(one));
    fprintf(out, "%.*s\n", STR_ARG(tell_observation(arena, one, true)));
  }
}

static void print_side(Arena *arena, const VerifySide *side, bool is_good, FILE *out) {
  Evidence evidence = {0};
  Error error = {0};
  if (!evidence_parse(arena, side->evidence, &evidence, &error)) return;
  print_observations(arena, side->file, &evidence, out);
  if (evidence.observations.count > 0 || !is_good) return;
  print_place(out, side->file, 0);
  fprintf(out, "%.*s\n", STR_ARG(tell_good(arena, &evidence)));
}

static void print_one(Arena *arena, const Verification *one, bool use_color, FILE *out) {
  const char *reset = use_color ? "\x1b[0m" : "";
  const char *bold = use_color ? "\x1b[1m" : "";
  fprintf(out, "%s%.*s%s: %s%s%s\n", bold, STR_ARG(one->id), reset, paint(use_color, one->verdict),
          verdict_name(one->verdict), reset);
  if (one->reason.size > 0) fprintf(out, "  %.*s\n", STR_ARG(one->reason));
  print_side(arena, &one->bad, false, out);
  print_side(arena, &one->good, true, out);
}

static void print_walls(const VerifyResult *result, FILE *out) {
  if (!result->is_loopback_only) fprintf(out, "The kernel refused a network of their own.\n");
  if (!result->is_read_only) fprintf(out, "The kernel refused files of their own.\n");
  if (!result->has_own_processes) fprintf(out, "The kernel refused processes of their own.\n");
}

static void print_summary(const VerifyResult *result, FILE *out) {
  size_t counts[VERDICT_UNAVAILABLE + 1] = {0};
  for (size_t i = 0; i < result->count; i++)
    counts[result->at[i].verdict]++;
  fprintf(out, "%zu %s", result->count, result->count == 1 ? "rule" : "rules");
  const char *separator = ": ";
  for (int verdict = VERDICT_PROVEN; verdict <= VERDICT_UNAVAILABLE; verdict++) {
    if (counts[verdict] == 0) continue;
    fprintf(out, "%s%zu %s", separator, counts[verdict], verdict_name((Verdict)verdict));
    separator = ", ";
  }
  fprintf(out, " (");
  for (size_t i = 0; i < result->tool_count; i++)
    fprintf(out, "%.*s, ", STR_ARG(result->tools[i].name));
  fprintf(out, "%.1f s)\n", (double)result->elapsed_ms / 1000);
}

void verify_write_text(const VerifyResult *result, bool use_color, FILE *out) {
  for (size_t i = 0; i < result->count; i++) {
    Arena arena = {0};
    print_one(&arena, &result->at[i], use_color, out);
    fprintf(out, "\n");
    arena_release(&arena);
  }
  if (verify_has_tool(result)) print_walls(result, out);
  print_summary(result, out);
}
