// What was seen while an example ran, and its JSON: docs/evidence.schema.json. `facts` are the same
// in every run on every machine, what varies stands beside them.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <stdlib.h>
#include <string.h>

enum {
  OBSERVATIONS_MAX = 2000,
  TIMELINE_MAX = 4000,
  OUTCOMES_MAX = 64,
  FACTS_MAX = 4,
  NAME_MAX_BYTES = 64
};

typedef struct Observed {
  const char *kind;
  unsigned run;
  PlaceStack stack;
  Measured measured;
  Fact facts[FACTS_MAX];
  size_t fact_count;
} Observed;

typedef struct Span {
  char name[NAME_MAX_BYTES];
  double start_s, end_s;
} Span;

static struct Record {
  Observed *observations;
  size_t count;
  Span *turns, *tasks;
  double *beats;
  size_t turn_count, task_count, beat_count; // turns and beats: also those that are not kept
  double longest_s, began, virtual_s;
  char outcomes[OUTCOMES_MAX][NAME_MAX_BYTES];
  size_t outcome_count;
  unsigned run;
  const char *loop;
  bool is_over, is_disturbed;
} record = {.loop = "poll"};

static void *new_array(size_t count, size_t size_bytes) {
  void *at = calloc(count, size_bytes);
  if (!at) abort();
  return at;
}

void record_begin(void) {
  record.observations = new_array(OBSERVATIONS_MAX, sizeof *record.observations);
  record.turns = new_array(TIMELINE_MAX, sizeof *record.turns);
  record.tasks = new_array(TIMELINE_MAX, sizeof *record.tasks);
  record.beats = new_array(TIMELINE_MAX, sizeof *record.beats);
  record.began = clock_now();
}

double record_now(void) {
  return probe_job.is_virtual ? record.virtual_s : clock_now() - record.began;
}

void record_set_run(unsigned run) {
  record.run = run;
  record.is_over = false;
}

bool record_is_over(void) {
  return record.is_over;
}

void record_set_over(bool is_over) {
  record.is_over = is_over;
}

void record_set_virtual(double now_s) {
  record.virtual_s = now_s;
}

void record_set_loop(const char *name) {
  record.loop = name;
}

void record_set_disturbed(void) {
  record.is_disturbed = true;
}

// ---- Taking -------------------------------------------------------------------------------------

static const char *copy(const char *text) {
  char *out = text ? strdup(text) : NULL;
  if (text && !out) abort();
  return out;
}

void record_see(const char *kind, const PlaceStack *stack, Measured measured, const Fact *facts) {
  probe_lock();
  if (!record.is_over && record.count < OBSERVATIONS_MAX) {
    Observed *seen = &record.observations[record.count++];
    *seen = (Observed){.kind = kind, .run = record.run, .measured = measured};
    if (stack) seen->stack = *stack;
    for (; facts && facts->key && seen->fact_count < FACTS_MAX; facts++)
      seen->facts[seen->fact_count++] = (Fact){facts->key, copy(facts->value)};
  }
  probe_unlock();
}

bool record_has_seen(const char *kind) {
  for (size_t i = 0; i < record.count; i++)
    if (record.observations[i].run == record.run && strcmp(record.observations[i].kind, kind) == 0)
      return true;
  return false;
}

void record_turn(double start_s, double end_s) {
  if (record.turn_count < TIMELINE_MAX)
    record.turns[record.turn_count] = (Span){"", start_s, end_s};
  record.turn_count++;
  if (end_s - start_s > record.longest_s) record.longest_s = end_s - start_s;
}

void record_beat(double at_s) {
  if (record.beat_count < TIMELINE_MAX) record.beats[record.beat_count] = at_s;
  record.beat_count++;
}

void record_task(const char *name, double start_s, double end_s) {
  if (record.task_count == TIMELINE_MAX) return;
  Span *span = &record.tasks[record.task_count++];
  *span = (Span){.start_s = start_s, .end_s = end_s};
  snprintf(span->name, sizeof span->name, "%s", name);
}

void record_outcome(const char *outcome) {
  if (record.outcome_count == OUTCOMES_MAX) return;
  snprintf(record.outcomes[record.outcome_count++], NAME_MAX_BYTES, "%s", outcome);
}

// ---- What goes out ------------------------------------------------------------------------------

static void write_text(FILE *out, const char *text) {
  if (!text) {
    fputs("null", out);
    return;
  }
  fputc('"', out);
  for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
    bool is_plain = *at >= 0x20 && *at < 0x7f && *at != '"' && *at != '\\';
    if (is_plain)
      fputc(*at, out);
    else
      fprintf(out, "\\u%04x", *at);
  }
  fputc('"', out);
}

static void write_facts(FILE *out, const Observed *seen, const char *before) {
  for (size_t i = 0; i < seen->fact_count; i++) {
    fputs(before, out);
    before = ",";
    write_text(out, seen->facts[i].key);
    fputc(':', out);
    write_text(out, seen->facts[i].value);
  }
}

// The lines of a stack, one that follows itself but once.
static size_t list_lines(const Observed *seen, unsigned *out) {
  size_t count = 0;
  for (size_t i = 0; i < seen->stack.count; i++) {
    unsigned line = seen->stack.at[i].line;
    if (count == 0 || out[count - 1] != line) out[count++] = line;
  }
  return count;
}

static int compare_texts(const char *a, const char *b) {
  return strcmp(a ? a : "", b ? b : "");
}

static int by_place(const void *a, const void *b) {
  const Observed *left = *(const Observed *const *)a, *right = *(const Observed *const *)b;
  if (left->run != right->run) return left->run < right->run ? -1 : 1;
  unsigned of_left[STACK_MAX], of_right[STACK_MAX];
  size_t i = list_lines(left, of_left), j = list_lines(right, of_right);
  while (i > 0 && j > 0) {
    i--, j--;
    if (of_left[i] != of_right[j]) return of_left[i] < of_right[j] ? -1 : 1;
  }
  if (i != j) return i < j ? -1 : 1;
  int order = strcmp(left->kind, right->kind);
  if (order == 0) order = (int)left->fact_count - (int)right->fact_count;
  for (size_t k = 0; order == 0 && k < left->fact_count; k++)
    order = compare_texts(left->facts[k].value, right->facts[k].value);
  return order;
}

static void write_fact_line(FILE *out, const Observed *seen) {
  unsigned lines[STACK_MAX];
  size_t count = list_lines(seen, lines);
  fprintf(out, "{\"kind\":\"%s\",\"run\":%u,\"lines\":[", seen->kind, seen->run);
  for (size_t i = 0; i < count; i++)
    fprintf(out, "%s%u", i > 0 ? "," : "", lines[i]);
  fputc(']', out);
  write_facts(out, seen, ",");
  fputc('}', out);
}

static void write_all_facts(FILE *out) {
  const Observed **sorted = new_array(record.count + 1, sizeof *sorted);
  for (size_t i = 0; i < record.count; i++)
    sorted[i] = &record.observations[i];
  qsort(sorted, record.count, sizeof *sorted, by_place);
  fputs("\"facts\":{\"outcomes\":[", out);
  for (size_t i = 0; i < record.outcome_count; i++) {
    if (i > 0) fputc(',', out);
    write_text(out, record.outcomes[i]);
  }
  fputs("],\"observations\":[", out);
  for (size_t i = 0; i < record.count; i++) {
    if (i > 0 && by_place(&sorted[i - 1], &sorted[i]) == 0) continue;
    if (i > 0) fputc(',', out);
    write_fact_line(out, sorted[i]);
  }
  fputs("]},", out);
}

static void write_measured(FILE *out, const Measured *measured) {
  fprintf(out, "\"measured\":{\"at_ms\":%.1f", measured->at_s * 1000);
  if (measured->s >= 0) fprintf(out, ",\"ms\":%.1f", measured->s * 1000);
  if (measured->sure_s >= 0) fprintf(out, ",\"sure_ms\":%.1f", measured->sure_s * 1000);
  if (measured->beats_due >= 0) fprintf(out, ",\"beats_due\":%ld,\"beats\":0", measured->beats_due);
  if (measured->calls >= 0) fprintf(out, ",\"calls\":%ld", measured->calls);
  fputc('}', out);
}

static void write_observation(FILE *out, const Observed *seen) {
  fprintf(out, "{\"kind\":\"%s\",\"run\":%u,\"stack\":[", seen->kind, seen->run);
  for (size_t i = 0; i < seen->stack.count; i++) {
    fputs(i > 0 ? ",[" : "[", out);
    write_text(out, probe_job.file);
    fprintf(out, ",%u,", seen->stack.at[i].line);
    write_text(out, seen->stack.at[i].function);
    fputc(']', out);
  }
  fputs("],\"facts\":{", out);
  write_facts(out, seen, "");
  fputs("},", out);
  write_measured(out, &seen->measured);
  fputc('}', out);
}

static size_t kept(size_t count) {
  return count < TIMELINE_MAX ? count : TIMELINE_MAX;
}

static void write_timeline(FILE *out) {
  fputs("\"timeline\":{\"unit\":\"ms\",\"turns\":[", out);
  for (size_t i = 0; i < kept(record.turn_count); i++)
    fprintf(out, "%s[%.3f,%.3f]", i > 0 ? "," : "", record.turns[i].start_s * 1000,
            record.turns[i].end_s * 1000);
  fputs("],\"beats\":[", out);
  for (size_t i = 0; i < kept(record.beat_count); i++)
    fprintf(out, "%s%.3f", i > 0 ? "," : "", record.beats[i] * 1000);
  fputs("],\"tasks\":[", out);
  for (size_t i = 0; i < record.task_count; i++) {
    fputs(i > 0 ? ",[" : "[", out);
    write_text(out, record.tasks[i].name);
    fprintf(out, ",%.3f,%.3f]", record.tasks[i].start_s * 1000, record.tasks[i].end_s * 1000);
  }
  fputs("]},", out);
}

static void write_head(FILE *out) {
#if defined(__clang__)
  const char *compiler = "clang";
#else
  const char *compiler = "gcc";
#endif
  fputs("{\"schema\":\"async-evidence/1\",\"language\":\"c\",\"runtime\":{", out);
  fprintf(out, "\"impl\":\"%s\",\"version\":", compiler);
  write_text(out, __VERSION__);
  fprintf(out, ",\"clock\":\"%s\",\"loop\":\"%s\"},", probe_job.is_virtual ? "virtual" : "real",
          record.loop);
  fprintf(out, "\"stubs\":[%s],\"packages\":{},", probe_job.has_slow_disk ? "\"disk\"" : "");
}

void record_write(int file) {
  FILE *out = fdopen(file, "w");
  if (!out) return;
  write_head(out);
  write_all_facts(out);
  fputs("\"observations\":[", out);
  for (size_t i = 0; i < record.count; i++) {
    if (i > 0) fputc(',', out);
    write_observation(out, &record.observations[i]);
  }
  fputs("],", out);
  write_timeline(out);
  fprintf(out, "\"measured\":{\"turns\":%zu,\"heartbeats\":%zu,\"longest_turn_ms\":%.2f,",
          record.turn_count, record.beat_count, record.longest_s * 1000);
  fprintf(out, "\"is_disturbed\":%s}}\n", record.is_disturbed ? "true" : "false");
  fclose(out);
}
