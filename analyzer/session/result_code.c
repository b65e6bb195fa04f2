// Findings as bytes and back. Rules stand by their places in the list, files by their numbers.
#include "session/result.h"

// Whoever gives a finding another field writes it down here, too.
static_assert(sizeof(void *) != 8 || sizeof(Finding) == 168, "all of a finding is kept");
static_assert(sizeof(void *) != 8 || sizeof(FindingHop) == 48, "all of a hop is kept");
static_assert(sizeof(void *) != 8 || sizeof(Fix) == 40, "all of a fix is kept");

// ---- Writing ------------------------------------------------------------------------------------

static size_t place_of(const RuleList *rules, const Rule *rule) {
  size_t place = 0;
  while (place < rules->count && rules->at[place] != rule)
    place++;
  return place;
}

static void put_span(ByteWriter *writer, Span span) {
  bytes_put_number(writer, span.start);
  bytes_put_number(writer, span.end);
}

static void put_hops(ByteWriter *writer, const Finding *finding) {
  bytes_put_number(writer, finding->chain_count);
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    bytes_put_number(writer, finding->chain[i].module);
    put_span(writer, finding->chain[i].span);
    bytes_put_str(writer, finding->chain[i].text);
  }
}

static void put_fix(ByteWriter *writer, const Fix *fix) {
  bytes_put_number(writer, fix ? fix->edit_count : 0);
  if (!fix) return;
  bytes_put_number(writer, fix->applicability);
  bytes_put_str(writer, fix->message);
  for (uint32_t i = 0; i < fix->edit_count; i++) {
    put_span(writer, fix->edits[i].span);
    bytes_put_str(writer, fix->edits[i].text);
  }
}

// All of what was asked for: the text may be another when the fix is wanted.
static void put_plan(ByteWriter *writer, const FixPlan *plan) {
  bytes_put_number(writer, plan->count);
  bytes_put_number(writer, plan->applicability);
  for (uint32_t i = 0; i < plan->count; i++) {
    const FixStep *step = &plan->steps[i];
    bytes_put_number(writer, step->kind);
    bytes_put_number(writer, step->expr);
    bytes_put_number(writer, step->index);
    bytes_put_str(writer, step->name ? str_from_c(step->name) : STR(""));
  }
}

static void put_finding(ByteWriter *writer, const RuleList *rules, const Finding *finding,
                        AsyncLibrary library) {
  bytes_put_number(writer, place_of(rules, finding->rule));
  bytes_put_number(writer, finding->severity);
  bytes_put_number(writer, finding->confidence);
  bytes_put_number(writer, finding->tier);
  bytes_put_number(writer, finding->is_suppressed);
  bytes_put_number(writer, finding->module);
  put_span(writer, finding->span);
  bytes_put_str(writer, finding->message);
  bytes_put_str(writer, finding->help);
  put_hops(writer, finding);
  bytes_put_number(writer, finding->also_count);
  for (uint32_t i = 0; i < finding->also_count; i++)
    bytes_put_number(writer, place_of(rules, finding->also[i]));
  put_fix(writer, finding->fix);
  put_plan(writer, &finding->plan);
  bytes_put_number(writer, library);
  bytes_put_number(writer, finding->fingerprint);
  bytes_put_number(writer, finding->kin);
}

void result_put_findings(ByteWriter *writer, const Session *session, const Findings *findings,
                         const uint8_t *libraries) {
  bytes_put_number(writer, findings->count);
  bytes_put_number(writer, findings->suppressed_count);
  for (size_t i = 0; i < findings->count; i++) {
    const Finding *finding = &findings->at[i];
    AsyncLibrary library =
        libraries ? (AsyncLibrary)libraries[i] : program_library(session->program, finding->module);
    put_finding(writer, &session->options.engine.rules, finding, library);
  }
}

// ---- Reading ------------------------------------------------------------------------------------

#define HOP_LEAST_BYTES     32
#define EDIT_LEAST_BYTES    24
#define STEP_LEAST_BYTES    32
#define FINDING_LEAST_BYTES 152

typedef struct Decoder {
  ByteReader *reader;
  Arena *arena;
  const Discovery *discovery;
  uint64_t file_count; // packages' included
  const RuleList *rules;
} Decoder;

static const Rule *read_rule(Decoder *decoder) {
  return decoder->rules->at[bytes_below(decoder->reader, decoder->rules->count)];
}

static ModuleId read_file_number(Decoder *decoder, Str *path) {
  ModuleId file = (ModuleId)bytes_below(decoder->reader, decoder->file_count);
  *path = decoder->discovery->files[file].path;
  return file;
}

static Span read_span(Decoder *decoder) {
  Span span = {.start = (uint32_t)bytes_below(decoder->reader, UINT32_MAX)};
  span.end = (uint32_t)bytes_below(decoder->reader, UINT32_MAX);
  decoder->reader->is_broken |= span.end < span.start;
  return span;
}

static void read_hops(Decoder *decoder, Finding *finding) {
  size_t count = bytes_count(decoder->reader, HOP_LEAST_BYTES);
  FindingHop *hops = arena_push(decoder->arena, FindingHop, count);
  for (size_t i = 0; i < count; i++) {
    hops[i].module = read_file_number(decoder, &hops[i].path);
    hops[i].span = read_span(decoder);
    hops[i].text = bytes_str(decoder->reader);
  }
  finding->chain = hops;
  finding->chain_count = (uint32_t)count;
}

static void read_also(Decoder *decoder, Finding *finding) {
  size_t count = bytes_count(decoder->reader, sizeof(uint64_t));
  const Rule **also = arena_push(decoder->arena, const Rule *, count);
  for (size_t i = 0; i < count; i++)
    also[i] = read_rule(decoder);
  finding->also = also;
  finding->also_count = (uint32_t)count;
}

static void read_fix(Decoder *decoder, Finding *finding) {
  size_t count = bytes_count(decoder->reader, EDIT_LEAST_BYTES);
  if (count == 0) return;
  Fix *fix = arena_push(decoder->arena, Fix, 1);
  fix->applicability = (Applicability)bytes_below(decoder->reader, APPLICABILITY_SAFE + 1);
  fix->message = bytes_str(decoder->reader);
  FixEdit *edits = arena_push(decoder->arena, FixEdit, count);
  for (size_t i = 0; i < count; i++) {
    edits[i].span = read_span(decoder);
    edits[i].text = bytes_str(decoder->reader);
  }
  fix->edits = edits;
  fix->edit_count = (uint32_t)count;
  finding->fix = fix;
}

// No step's name is empty.
static void read_plan(Decoder *decoder, FixPlan *out) {
  size_t count = bytes_count(decoder->reader, STEP_LEAST_BYTES);
  out->applicability = (Applicability)bytes_below(decoder->reader, APPLICABILITY_SAFE + 1);
  FixStep *steps = arena_push(decoder->arena, FixStep, count);
  for (size_t i = 0; i < count; i++) {
    steps[i].kind = (FixKind)bytes_below(decoder->reader, FIX_DROP_COMMENT + 1);
    steps[i].expr = (ExprId)bytes_below(decoder->reader, UINT32_MAX);
    steps[i].index = (uint32_t)bytes_below(decoder->reader, UINT32_MAX);
    Str name = bytes_str(decoder->reader);
    if (name.size > 0) steps[i].name = str_to_c(decoder->arena, name);
  }
  out->steps = steps;
  out->count = (uint32_t)count;
}

static void read_finding(Decoder *decoder, Finding *out, uint8_t *library) {
  ByteReader *reader = decoder->reader;
  out->rule = read_rule(decoder);
  out->severity = (Severity)bytes_below(reader, SEVERITY_ERROR + 1);
  out->confidence = (Confidence)bytes_below(reader, CONFIDENCE_RESOLVED + 1);
  out->tier = (Tier)bytes_below(reader, TIER_CHEAP + 1);
  out->is_suppressed = bytes_below(reader, 2) != 0;
  out->module = read_file_number(decoder, &out->path);
  out->span = read_span(decoder);
  out->message = bytes_str(reader);
  out->help = bytes_str(reader);
  read_hops(decoder, out);
  read_also(decoder, out);
  read_fix(decoder, out);
  read_plan(decoder, &out->plan);
  *library = (uint8_t)bytes_below(reader, LIBRARY_GLIB + 1);
  out->fingerprint = bytes_number(reader);
  out->kin = bytes_number(reader);
}

bool result_read_findings(ByteReader *reader, Session *session, Findings *out,
                          const uint8_t **libraries) {
  const Discovery *discovery = &session->discovery;
  Decoder decoder = {.reader = reader,
                     .arena = &session->arena,
                     .discovery = discovery,
                     .file_count = discovery->count + session->packages.count,
                     .rules = &session->options.engine.rules};
  if (decoder.file_count == 0 || decoder.rules->count == 0) return false;
  out->count = bytes_count(reader, FINDING_LEAST_BYTES);
  out->suppressed_count = (size_t)bytes_number(reader);
  Finding *findings = arena_push(&session->arena, Finding, out->count);
  uint8_t *found = arena_push(&session->arena, uint8_t, out->count);
  for (size_t i = 0; i < out->count && !reader->is_broken; i++)
    read_finding(&decoder, &findings[i], &found[i]);
  out->at = findings;
  *libraries = found;
  return !reader->is_broken;
}
