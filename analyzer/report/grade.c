// Causes, points, and the letter.
#include "report/grade.h"

#include "base/map.h"

const GradeStep grade_steps[] = {
    {"A+", 0}, {"A", 2}, {"B", 5}, {"C", 10}, {"D", 20}, {"E", 40}, {"F", 1e9}, {0},
};

static const double severity_points[] = {
    [SEVERITY_INFO] = 0, [SEVERITY_WARNING] = 1, [SEVERITY_ERROR] = 3};
static const double confidence_shares[] = {
    [CONFIDENCE_POSSIBLE] = 0.25, [CONFIDENCE_PROBABLE] = 0.5, [CONFIDENCE_RESOLVED] = 1};

double grade_weight(Severity severity, Confidence confidence) {
  return severity_points[severity] * confidence_shares[confidence];
}

static uint64_t cause_key(const Finding *finding, size_t index) {
  if (finding->chain_count == 0) return ~(uint64_t)index;
  const FindingHop *last = &finding->chain[finding->chain_count - 1];
  const uint64_t parts[] = {str_hash(last->path), last->span.start};
  return str_hash((Str){(const char *)parts, sizeof parts});
}

const uint32_t *causes_number(Arena *arena, const ReportInput *input, uint32_t *count) {
  uint32_t *numbers = arena_push(arena, uint32_t, input->findings.count + 1);
  Map known = {0};
  for (size_t i = 0; i < input->findings.count; i++) {
    uint64_t key = cause_key(&input->findings.at[i], i);
    numbers[i] = *map_insert(arena, &known, key, known.count);
  }
  *count = known.count;
  return numbers;
}

// A cause is as bad as the worst that comes of it.
static void count_causes(const ReportInput *input, Grade *grade) {
  Arena arena = {0};
  uint32_t count = 0;
  const uint32_t *numbers = causes_number(&arena, input, &count);
  const Finding **worst = arena_push(&arena, const Finding *, count + 1);
  for (size_t i = 0; i < input->findings.count; i++) {
    const Finding *finding = &input->findings.at[i];
    const Finding *known = worst[numbers[i]];
    bool is_worse = !known || grade_weight(finding->severity, finding->confidence) >
                                  grade_weight(known->severity, known->confidence);
    if (is_worse) worst[numbers[i]] = finding;
  }
  for (uint32_t i = 0; i < count; i++) {
    grade->causes[worst[i]->severity][worst[i]->confidence]++;
    grade->points += grade_weight(worst[i]->severity, worst[i]->confidence);
  }
  arena_release(&arena);
}

static uint32_t count_functions(const Atlas *atlas) {
  uint32_t count = 0;
  for (FunctionId id = 0; id < atlas->count; id++) {
    const AtlasFunction *function = &atlas->functions[id];
    bool is_on_loop = function->side == SIDE_ASYNC || function->side == SIDE_LOOP;
    count += is_on_loop && program_is_reported(atlas->program, function->module);
  }
  return count;
}

Grade grade_make(const ReportInput *input, const Atlas *atlas) {
  Grade grade = {.functions = count_functions(atlas)};
  count_causes(input, &grade);
  uint32_t among = grade.functions > GRADE_MIN_FUNCTIONS ? grade.functions : GRADE_MIN_FUNCTIONS;
  grade.density = grade.points * 100 / among;
  const GradeStep *step = grade_steps;
  while (step[1].letter && grade.density > step->most)
    step++;
  grade.letter = step->letter;
  return grade;
}
