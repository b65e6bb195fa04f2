// Counting findings by rule.
#include "report/writers.h"

#include <stdlib.h>
#include <string.h>

static int compare_counts(const void *a, const void *b) {
  const RuleCount *left = a;
  const RuleCount *right = b;
  if (left->count != right->count) return left->count < right->count ? 1 : -1;
  return strcmp(left->rule->id, right->rule->id);
}

static size_t count_of(const ReportInput *input, const Rule *rule) {
  size_t count = 0;
  for (size_t i = 0; i < input->findings.count; i++) {
    if (input->findings.at[i].rule == rule) count++;
  }
  return count;
}

const RuleCount *statistics_count(Arena *arena, const ReportInput *input, size_t *count) {
  RuleCount *counts = arena_push(arena, RuleCount, input->rules.count);
  *count = 0;
  for (size_t i = 0; i < input->rules.count; i++) {
    const Rule *rule = input->rules.at[i];
    size_t found = count_of(input, rule);
    if (found > 0) counts[(*count)++] = (RuleCount){.rule = rule, .count = found};
  }
  qsort(counts, *count, sizeof *counts, compare_counts);
  return counts;
}

void statistics_print(const ReportInput *input, FILE *out) {
  Arena arena = {0};
  size_t count = 0;
  const RuleCount *counts = statistics_count(&arena, input, &count);
  int width = count > 0 ? snprintf(NULL, 0, "%zu", counts[0].count) : 0;
  Painter painter = {.out = out, .use_color = input->use_color};
  for (size_t i = 0; i < count; i++) {
    paint(&painter, STYLE_BOLD, "%*zu", width, counts[i].count);
    paint(&painter, STYLE_PLAIN, "  %s\n", counts[i].rule->id);
  }
  arena_release(&arena);
  if (input->show_summary) summary_print_line(&painter, input);
}
