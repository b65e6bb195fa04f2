// How much of what runs on the loop can stall it, as one letter with its arithmetic.
#pragma once

#include "report/report.h"

#define GRADE_SEVERITIES  (SEVERITY_ERROR + 1)
#define GRADE_CONFIDENCES (CONFIDENCE_RESOLVED + 1)

// Points are counted for causes: ten calls that come to one `open` are mended there, once.
typedef struct Grade {
  uint32_t causes[GRADE_SEVERITIES][GRADE_CONFIDENCES];
  uint32_t functions; // that run on the loop, async ones among them
  double points;
  double density;     // points for each 100 functions; of few functions as for GRADE_MIN_FUNCTIONS
  const char *letter; // "A+", "A" to "F"
} Grade;

#define GRADE_MIN_FUNCTIONS 20

// What one cause costs.
double grade_weight(Severity severity, Confidence confidence);
// The letters with the density up to which they are given, best first; ended by NULL.
typedef struct GradeStep {
  const char *letter;
  double most;
} GradeStep;
extern const GradeStep grade_steps[];

Grade grade_make(const ReportInput *input, const Atlas *atlas);

// For each finding the number of its cause, counted from 0; `*count` is how many there are. What
// ends in the same call has one cause; a finding without a chain is its own.
const uint32_t *causes_number(Arena *arena, const ReportInput *input, uint32_t *count);
