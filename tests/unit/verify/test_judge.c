// A proof is held against evidence: every way in which it may not hold.
#include "support/test.h"
#include "verify/judge.h"

#define BAD "import time\nasync def main():\n    time.sleep(1)  # here\n"

#define PROOF(more)                                                                                \
  "{\"language\": \"python\", \"requires\": \">=3.9\", \"clock\": \"real\", \"run\": "             \
  "[\"main()\"],"                                                                                  \
  "\"bad\": {\"file\": \"bad.py\", \"shows\": [{\"line\": \"# here\", \"kind\": \"loop-stall\","   \
  "\"primitive\": [\"time.sleep\", \"time.nap\"]}]},"                                              \
  "\"good\": {\"file\": \"good.py\", \"heartbeats\": 10}" more "}"

#define EVIDENCE(outcomes, observations, heartbeats)                                               \
  "{\"schema\": \"async-evidence/1\", \"facts\": {\"outcomes\": [" outcomes "]},"                  \
  "\"observations\": [" observations "], \"measured\": {\"heartbeats\": " heartbeats "}}"
#define STALL(line, primitive)                                                                     \
  "{\"kind\": \"loop-stall\", \"run\": 0, \"stack\": [[\"bad.py\", " line ", \"main\"]],"          \
  "\"facts\": {\"primitive\": " primitive "}, \"measured\": {\"ms\": 200}}"
#define LASTED(measured)                                                                           \
  "{\"kind\": \"loop-stall\", \"run\": 0, \"stack\": [[\"bad.py\", 3, \"main\"]],"                 \
  "\"facts\": {\"primitive\": \"time.nap\"}, \"measured\": {\"ms\": 200, " measured "}}"
#define RETURNED "\"returned\""

typedef struct Row {
  const char *name;
  const char *evidence;
  const char *bad;  // all that is missing, "" when it holds
  const char *good; // the same evidence, held against the good example's part
} Row;

static const Row rows[] = {
    {"the stall at its line", EVIDENCE(RETURNED, STALL("3", "\"time.sleep\""), "50"), "",
     "loop-stall was seen, at line 3"},
    {"another of the primitives", EVIDENCE(RETURNED, STALL("3", "\"time.nap\""), "50"), "",
     "loop-stall was seen, at line 3"},
    {"another line", EVIDENCE(RETURNED, STALL("2", "\"time.sleep\""), "50"),
     "no loop-stall was seen at `# here`", "loop-stall was seen, at line 2"},
    {"another primitive", EVIDENCE(RETURNED, STALL("3", "\"time.doze\""), "50"),
     "no loop-stall was seen at `# here`", "loop-stall was seen, at line 3"},
    {"no primitive", EVIDENCE(RETURNED, STALL("3", "null"), "50"),
     "no loop-stall was seen at `# here`", "loop-stall was seen, at line 3"},
    {"nothing", EVIDENCE(RETURNED, "", "50"), "no loop-stall was seen at `# here`", ""},
    {"a stall, whatever the machine did",
     EVIDENCE(RETURNED, LASTED("\"sure_ms\": 100") ", " LASTED("\"sure_ms\": 99"), "50"), "",
     "loop-stall was seen, at line 3, for sure; loop-stall was seen, at line 3"},
    {"many calls, whatever the machine did", EVIDENCE(RETURNED, LASTED("\"calls\": 500"), "50"), "",
     "loop-stall was seen, at line 3, for sure"},
    {"too few heartbeats", EVIDENCE(RETURNED, "", "9"), "no loop-stall was seen at `# here`",
     "fewer than 10 heartbeats ran"},
    {"another outcome", EVIDENCE("\"raised ValueError\"", STALL("3", "\"time.sleep\""), "50"),
     "run 1 ended as `raised ValueError`, not as `returned`",
     "run 1 ended as `raised ValueError`, not as `returned`; loop-stall was seen, at line 3"},
    {"no outcome", EVIDENCE("", "", "50"),
     "run 1 ended as `missing`, not as `returned`; no loop-stall was seen at `# here`",
     "run 1 ended as `missing`, not as `returned`"},
    {"more outcomes", EVIDENCE(RETURNED ", " RETURNED, STALL("3", "\"time.sleep\""), "50"),
     "there were more runs than asked for",
     "there were more runs than asked for; loop-stall was seen, at line 3"},
    {"several stalls, and few heartbeats",
     EVIDENCE(RETURNED, STALL("3", "\"time.sleep\"") ", " STALL("2", "null"), "0"), "",
     "loop-stall was seen, at line 3; loop-stall was seen, at line 2; "
     "fewer than 10 heartbeats ran"},
};

static Proof read_proof(Arena *arena, const char *text) {
  VerifyFile *files = arena_push(arena, VerifyFile, 3);
  files[0] = (VerifyFile){STR("proof.json"), str_from_c(text)};
  files[1] = (VerifyFile){STR("bad.py"), STR(BAD)};
  files[2] = (VerifyFile){STR("good.py"), STR("")};
  VerifyRule rule = {STR("own"), files, 3};
  Proofs proofs = {0};
  Error error = {0};
  assert_success(proof_parse(arena, &rule, &proofs, &error), &error);
  return proofs.at[0];
}

static Str joined(Arena *arena, const Failures *failures) {
  Str all = {0};
  for (size_t i = 0; i < failures->count; i++)
    all = str_print(arena, "%.*s%s%.*s%s", STR_ARG(all), i > 0 ? "; " : "",
                    STR_ARG(failures->at[i].what), failures->at[i].is_sure ? ", for sure" : "");
  return all;
}

static void judges(const Row *row) {
  Arena arena = {0};
  Proof proof = read_proof(&arena, PROOF(""));
  Evidence evidence = {0};
  Error error = {0};
  assert_success(evidence_parse(&arena, str_from_c(row->evidence), &evidence, &error), &error);
  Failures bad = {0}, good = {0};
  judge_bad(&arena, &proof, &evidence, STR(BAD), &bad);
  judge_good(&arena, &proof, &evidence, &good);
  assert_str_equal(joined(&arena, &bad), str_from_c(row->bad));
  assert_str_equal(joined(&arena, &good), str_from_c(row->good));
  arena_release(&arena);
}
TEST_TABLE("judge", rows, judges)

typedef struct Refused {
  const char *name;
  const char *proof;
  const char *text; // part of the message
} Refused;

static const Refused refused[] = {
    {"no JSON", "{", "own/proof.json:1: "},
    {"a key twice", "{\"clock\": \"real\", \"clock\": \"real\"}", "duplicate object key"},
    {"no example", "{}", "`file` must be a string"},
    {"an example that is not there",
     "{\"bad\": {\"file\": \"a.py\"}, \"good\": {\"file\": \"good.py\"}}",
     "names an example that does not stand beside it"},
    {"a clock of another kind",
     "{\"clock\": \"wall\", \"bad\": {\"file\": \"bad.py\", \"shows\": [{\"line\": \"# here\", "
     "\"kind\": \"x\"}]},"
     "\"good\": {\"file\": \"good.py\"}}",
     "`clock` is virtual or real"},
    {"nothing to show", "{\"bad\": {\"file\": \"bad.py\"}, \"good\": {\"file\": \"good.py\"}}",
     "the bad example must show something"},
    {"a line that is not there",
     "{\"bad\": {\"file\": \"bad.py\", \"shows\": [{\"line\": \"nowhere\", \"kind\": \"x\"}]},"
     "\"good\": {\"file\": \"good.py\"}}",
     "`nowhere` is in no line of the bad example, or in several"},
    {"a list of none", "[]", "has no proof"},
    {"a list with a wrong one", "[{}]", "`file` must be a string"},
    {"a version of another kind", PROOF(", \"requires\": \"3\""), "duplicate object key"},
};

static void refuses(const Refused *row) {
  Arena arena = {0};
  VerifyFile files[] = {{STR("proof.json"), str_from_c(row->proof)},
                        {STR("bad.py"), STR(BAD)},
                        {STR("good.py"), STR("")}};
  VerifyRule rule = {STR("own"), files, COUNT_OF(files)};
  Proofs proofs = {0};
  Error error = {0};
  assert_false(proof_parse(&arena, &rule, &proofs, &error));
  assert_int_equal(error.kind, FAIL_FORMAT);
  if (str_find(str_from_c(error.text), str_from_c(row->text)) == SIZE_MAX)
    fail_msg("got: %s", error.text);
  arena_release(&arena);
}
TEST_TABLE("proof_parse refuses", refused, refuses)

static void takes_a_list(void) {
  Arena arena = {0};
  const char *text =
      "[" PROOF("") ", {\"language\": \"c\", \"clock\": \"real\", \"bad\": "
                    "{\"file\": \"bad.py\", \"shows\": [{\"line\": \"# here\", \"kind\": "
                    "\"x\"}]}, \"good\": {\"file\": \"good.py\"}}]";
  VerifyFile files[] = {
      {STR("proof.json"), str_from_c(text)}, {STR("bad.py"), STR(BAD)}, {STR("good.py"), STR("")}};
  VerifyRule rule = {STR("own"), files, COUNT_OF(files)};
  Proofs proofs = {0};
  Error error = {0};
  assert_success(proof_parse(&arena, &rule, &proofs, &error), &error);
  assert_int_equal(proofs.count, 2);
  assert_str_equal(proofs.at[0].language, STR("python"));
  assert_str_equal(proofs.at[1].language, STR("c"));
  // A program has no runs and ends once.
  assert_int_equal(proofs.at[1].bad.runs.count, 0);
  assert_int_equal(proofs.at[1].bad.outcomes.count, 1);
  assert_str_equal(proofs.at[1].bad.outcomes.at[0], STR("returned"));
  arena_release(&arena);
}
TEST_CASE("proof_parse takes a proof for each language", takes_a_list)

static void lines(void) {
  const Str source = STR("a\nb c\nd b\n");
  assert_int_equal(proof_line(source, STR("a")), 1);
  assert_int_equal(proof_line(source, STR("c")), 2);
  assert_int_equal(proof_line(source, STR("b")), 0);
  assert_int_equal(proof_line(source, STR("x")), 0);
  assert_int_equal(proof_line(source, STR("")), 0);
}
TEST_CASE("proof_line wants one line", lines)

TEST_MAIN(&judges_table, &refuses_table, &takes_a_list_table, &lines_table)
