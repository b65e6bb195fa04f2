// --profile: where the time went, on standard error: the results stay what they are.
#include "cli/commands.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

typedef struct PhaseRow {
  const char *name;
  bool is_shared;
} PhaseRow;

static const PhaseRow rows[PHASE_COUNT] = {
#define PHASE(NAME, name, is_shared) {name, is_shared},
    SESSION_PHASES(PHASE)
#undef PHASE
};

#define MILLISECOND 1e6
#define MEGABYTE    1e6

static double ms(uint64_t ns) {
  return (double)ns / MILLISECOND;
}

static double mb(uint64_t bytes) {
  return (double)bytes / MEGABYTE;
}

static uint64_t sum(const uint64_t *ns) {
  uint64_t all = 0;
  for (size_t i = 0; i < PHASE_COUNT; i++)
    all += ns[i];
  return all;
}

// ---- For people ---------------------------------------------------------------------------------

static void print_phase(const SessionProfile *profile, size_t phase, FILE *out) {
  bool is_nothing = profile->cpu_ns[phase] == 0 && profile->wall_ns[phase] == 0;
  if (is_nothing) return;
  fprintf(out, "%-12s %9.2f", rows[phase].name, ms(profile->cpu_ns[phase]));
  if (rows[phase].is_shared)
    fprintf(out, "         -\n");
  else
    fprintf(out, " %9.2f\n", ms(profile->wall_ns[phase]));
}

static void print_text(const SessionProfile *profile, FILE *out) {
  fprintf(out, "%-12s %9s %9s\n", "phase", "CPU ms", "wall ms");
  for (size_t i = 0; i < PHASE_COUNT; i++)
    print_phase(profile, i, out);
  fprintf(out, "%-12s %9.2f %9.2f\n", "all", ms(sum(profile->cpu_ns)), ms(sum(profile->wall_ns)));
  if (profile->children_ns > 0)
    fprintf(out, "%-12s %9.2f         -\n", "git", ms(profile->children_ns));
  fprintf(out,
          "files: %" PRIu64 " found, %" PRIu64 " parsed (%.1f MB), %" PRIu64 " from the cache\n",
          profile->found_count, profile->parsed_count, mb(profile->parsed_bytes),
          profile->loaded_count);
  if (profile->is_recalled) fprintf(out, "nothing new: the findings of an earlier run\n");
  fprintf(out, "memory: %.1f MB at most\n", mb(profile->peak_bytes));
}

// ---- For programs -------------------------------------------------------------------------------

static json_t *json_number(uint64_t number) {
  return json_integer((json_int_t)number);
}

static json_t *json_phases(const SessionProfile *profile) {
  json_t *phases = json_object();
  for (size_t i = 0; i < PHASE_COUNT; i++) {
    json_t *wall = rows[i].is_shared ? json_null() : json_number(profile->wall_ns[i]);
    json_t *phase = json_object();
    json_object_set_new(phase, "cpu_ns", json_number(profile->cpu_ns[i]));
    json_object_set_new(phase, "wall_ns", wall);
    json_object_set_new(phases, rows[i].name, phase);
  }
  return phases;
}

static void print_json(const SessionProfile *profile, FILE *out) {
  json_t *root = json_object();
  json_object_set_new(root, "phases", json_phases(profile));
  json_object_set_new(root, "children_cpu_ns", json_number(profile->children_ns));
  json_object_set_new(root, "files_found", json_number(profile->found_count));
  json_object_set_new(root, "files_parsed", json_number(profile->parsed_count));
  json_object_set_new(root, "files_from_cache", json_number(profile->loaded_count));
  json_object_set_new(root, "bytes_found", json_number(profile->found_bytes));
  json_object_set_new(root, "bytes_parsed", json_number(profile->parsed_bytes));
  json_object_set_new(root, "is_recalled", json_boolean(profile->is_recalled));
  json_object_set_new(root, "peak_bytes", json_number(profile->peak_bytes));
  (void)json_dumpf(root, out, JSON_COMPACT);
  (void)fputc('\n', out);
  json_decref(root);
}

void profile_print(const Options *options, const SessionProfile *profile) {
  const StrList *outputs = &options->outputs;
  bool is_json = outputs->count > 0 && str_has_prefix(outputs->at[0], STR("json"));
  if (is_json)
    print_json(profile, stderr);
  else
    print_text(profile, stderr);
}
