// Reading proof.json. What is not there has a default; what is there and wrong is refused by name.
#include "verify/proof.h"

#include <jansson.h>

#include <string.h>

typedef struct Reader {
  Arena *arena;
  const VerifyRule *rule;
  Error *err;
  bool is_fine;
} Reader;

static void fail(Reader *reader, const char *what) {
  if (!reader->is_fine) return;
  reader->is_fine =
      error_set(reader->err, FAIL_FORMAT, "%.*s/proof.json: %s", STR_ARG(reader->rule->id), what);
}

static Str find_file(const VerifyRule *rule, Str name, bool *is_there) {
  for (size_t i = 0; i < rule->file_count; i++) {
    *is_there = str_equal(rule->files[i].name, name);
    if (*is_there) return rule->files[i].text;
  }
  return (Str){0};
}

bool proof_exists(const VerifyRule *rule) {
  bool is_there = false;
  (void)find_file(rule, STR("proof.json"), &is_there);
  return is_there;
}

static Str copy_string(Reader *reader, const json_t *value) {
  Str text = {json_string_value(value), json_string_length(value)};
  return str_copy(reader->arena, text);
}

static Str read_string(Reader *reader, const json_t *object, const char *key,
                       const char *fallback) {
  const json_t *value = json_object_get(object, key);
  if (!value && fallback) return str_from_c(fallback);
  if (json_is_string(value)) return copy_string(reader, value);
  Str text = str_print(reader->arena, "`%s` must be a string", key);
  fail(reader, str_to_c(reader->arena, text));
  return (Str){0};
}

// A string, null, or several of them.
static Strs read_values(Reader *reader, const json_t *value, const char *key) {
  Strs out = {0};
  size_t count = json_is_array(value) ? json_array_size(value) : 1;
  for (size_t i = 0; i < count; i++) {
    const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
    if (json_is_null(one)) {
      array_push(reader->arena, &out, STR("null"));
    } else if (json_is_string(one)) {
      array_push(reader->arena, &out, copy_string(reader, one));
    } else {
      Str text = str_print(reader->arena, "`%s` must be a string or a list of strings", key);
      fail(reader, str_to_c(reader->arena, text));
    }
  }
  return out;
}

static Strs read_list(Reader *reader, const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return value ? read_values(reader, value, key) : (Strs){0};
}

static ProofDemand read_demand(Reader *reader, json_t *object) {
  ProofDemand demand = {.line_text = read_string(reader, object, "line", NULL),
                        .kind = read_string(reader, object, "kind", NULL)};
  const char *key = NULL;
  json_t *value = NULL;
  json_object_foreach(object, key, value) {
    if (strcmp(key, "line") == 0 || strcmp(key, "kind") == 0) continue;
    ProofFact fact = {.key = str_copy(reader->arena, str_from_c(key)),
                      .values = read_values(reader, value, key)};
    array_push(reader->arena, &demand.facts, fact);
  }
  return demand;
}

static void read_outcomes(Reader *reader, const json_t *object, ProofSide *side) {
  side->outcomes = read_list(reader, object, "outcomes");
  if (side->outcomes.count > 0) return;
  for (size_t i = 0; i < side->runs.count; i++)
    array_push(reader->arena, &side->outcomes, STR("returned"));
}

static ProofSide read_side(Reader *reader, const json_t *proof, const char *name) {
  const json_t *object = json_object_get(proof, name);
  ProofSide side = {.file = read_string(reader, object, "file", NULL)};
  bool is_there = false;
  side.source = find_file(reader->rule, side.file, &is_there);
  if (!is_there) fail(reader, "names an example that does not stand beside it");
  side.runs = read_list(reader, object, "run");
  if (side.runs.count == 0) side.runs = read_list(reader, proof, "run");
  read_outcomes(reader, object, &side);
  side.heartbeats = (uint64_t)json_integer_value(json_object_get(object, "heartbeats"));
  json_t *shows = json_object_get(object, "shows");
  for (size_t i = 0; i < json_array_size(shows); i++)
    array_push(reader->arena, &side.shows, read_demand(reader, json_array_get(shows, i)));
  return side;
}

// ">=3.10"
static void read_version(Reader *reader, Str text, Proof *out) {
  char *version = str_to_c(reader->arena, text);
  if (sscanf(version, ">=%u.%u", &out->major, &out->minor) != 2)
    fail(reader, "`requires` must be a version, `>=3.9`");
}

static void check_demands(Reader *reader, const ProofSide *side) {
  if (side->shows.count == 0) fail(reader, "the bad example must show something");
  for (size_t i = 0; i < side->shows.count && reader->is_fine; i++) {
    Str text = side->shows.at[i].line_text;
    if (proof_line(side->source, text) > 0) continue;
    Str complaint = str_print(
        reader->arena, "`%.*s` is in no line of the bad example, or in several", STR_ARG(text));
    fail(reader, str_to_c(reader->arena, complaint));
  }
}

// An example in C without runs is a program, which ends once.
static void complete_programs(Reader *reader, Proof *proof) {
  if (!str_equal_c(proof->language, "c")) return;
  ProofSide *sides[] = {&proof->bad, &proof->good};
  for (size_t i = 0; i < COUNT_OF(sides); i++) {
    if (sides[i]->outcomes.count == 0)
      array_push(reader->arena, &sides[i]->outcomes, STR("returned"));
  }
}

static void read_proof(Reader *reader, const json_t *root, Proof *out) {
  *out = (Proof){.rule = reader->rule->id,
                 .language = read_string(reader, root, "language", "python"),
                 .clock = read_string(reader, root, "clock", "virtual"),
                 .first = read_string(reader, root, "first", ""),
                 .packages = read_list(reader, root, "packages"),
                 .cancels = json_is_true(json_object_get(root, "cancel")),
                 .has_slow_disk = str_equal_c(read_string(reader, root, "disk", ""), "slow"),
                 .bad = read_side(reader, root, "bad"),
                 .good = read_side(reader, root, "good")};
  read_version(reader, read_string(reader, root, "requires", ">=3.8"), out);
  bool is_known = str_equal_c(out->clock, "virtual") || str_equal_c(out->clock, "real");
  if (!is_known) fail(reader, "`clock` is virtual or real");
  check_demands(reader, &out->bad);
  complete_programs(reader, out);
}

static void read_proofs(Reader *reader, const json_t *root, Proofs *out) {
  size_t count = json_is_array(root) ? json_array_size(root) : 1;
  if (count == 0) fail(reader, "has no proof");
  for (size_t i = 0; i < count && reader->is_fine; i++) {
    Proof proof = {0};
    read_proof(reader, json_is_array(root) ? json_array_get(root, i) : root, &proof);
    array_push(reader->arena, out, proof);
  }
}

bool proof_parse(Arena *arena, const VerifyRule *rule, Proofs *out, Error *err) {
  bool is_there = false;
  Str text = find_file(rule, STR("proof.json"), &is_there);
  json_error_t problem = {0};
  json_t *root = json_loadb(text.at, text.size, JSON_REJECT_DUPLICATES, &problem);
  if (!root)
    return error_set(err, FAIL_FORMAT, "%.*s/proof.json:%d: %s", STR_ARG(rule->id), problem.line,
                     problem.text);
  Reader reader = {.arena = arena, .rule = rule, .err = err, .is_fine = true};
  *out = (Proofs){0};
  read_proofs(&reader, root, out);
  json_decref(root);
  return reader.is_fine;
}

uint32_t proof_line(Str source, Str text) {
  uint32_t number = 0, found = 0;
  for (Str rest = source; rest.at && text.size > 0;) {
    Str line = str_cut(&rest, '\n');
    number++;
    if (str_find(line, text) == SIZE_MAX) continue;
    if (found > 0) return 0;
    found = number;
  }
  return found;
}
