// From what a checker adds to the list that is reported, over small linked programs: order,
// doubles, what the options hide, what comments silence, and fingerprints.
#include "engine/engine.h"

#include "story.h"
#include "support/test.h"

#include <string.h>

// ---- A checker of our own -----------------------------------------------------------------------

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call};
static const Rule sleeping = {.id = "blocking-sleep",
                              .family = "blocking",
                              .aliases = "ASYNC251",
                              .severity = SEVERITY_ERROR,
                              .checker = &checker};
static const Rule reading = {.id = "blocking-file-io",
                             .family = "blocking",
                             .severity = SEVERITY_WARNING,
                             .checker = &checker};
static const Rule opening = {
    .id = "blocking-open", .family = "blocking", .severity = SEVERITY_INFO, .checker = &checker};
static const Rule *const list[] = {&sleeping, &reading, &opening};
static const Effect effects[] = {EFFECT_SLEEP, EFFECT_FILE_IO, EFFECT_OPEN};

// Adds every finding twice: doubles are the engine's to take out.
static void check_call(RuleContext *context, const Call *call) {
  const Function *caller = program_function(rule_program(context), call->caller);
  if (caller->root == ROOT_NONE) return;
  for (size_t i = 0; i < 2 * COUNT_OF(list); i++) {
    Effect effect = effects[i % COUNT_OF(list)];
    if (!(program_call_effects(rule_program(context), call) & 1u << effect)) continue;
    Finding *finding = finding_add(context, list[i % COUNT_OF(list)], caller->module, call->site,
                                   "it %s", effect_phrase(effect));
    if (!finding) continue;
    Chain chain = program_chain(rule_program(context), call, effect, rule_arena(context));
    finding_trace(context, finding, &chain);
  }
}

// ---- Running it ---------------------------------------------------------------------------------

typedef struct Options {
  bool off[COUNT_OF(list)];
  bool is_explicit[COUNT_OF(list)];
  Confidence min_confidence;
  Tier max_tier;
} Options;

static Findings run(Story *story, const Options *options) {
  bool is_selected[COUNT_OF(list)];
  for (size_t i = 0; i < COUNT_OF(list); i++)
    is_selected[i] = !options->off[i];
  EngineOptions engine = {.rules = {list, COUNT_OF(list)},
                          .is_selected = is_selected,
                          .is_explicit = options->is_explicit,
                          .min_confidence = options->min_confidence,
                          .max_tier = options->max_tier};
  return engine_run(&story->arena, story->program, &engine);
}

// "main.py:3: blocking-sleep: it sleeps [`time.sleep` suspends …]", a line each, then the count of
// silenced ones if there are any.
static Str print_findings(Story *story, Findings findings) {
  Str text = STR("");
  for (size_t i = 0; i < findings.count; i++) {
    const Finding *finding = &findings.at[i];
    const Summary *summary = program_summary(story->program, finding->module);
    LineTable lines = summary_lines(&story->arena, summary);
    text = str_print(&story->arena, "%.*s%.*s:%u: %s", STR_ARG(text), STR_ARG(finding->path),
                     line_table_line(lines, finding->span.start) + 1, finding->rule->id);
    size_t also = str_find(finding->message, STR(" (also: "));
    if (also != SIZE_MAX) {
      Str clause = str_slice(finding->message, also, finding->message.size);
      text = str_print(&story->arena, "%.*s%.*s", STR_ARG(text), STR_ARG(clause));
    }
    assert_int_equal(finding->also_count > 0, also != SIZE_MAX);
    for (uint32_t j = 0; j < finding->chain_count; j++)
      text =
          str_print(&story->arena, "%.*s > %.*s", STR_ARG(text), STR_ARG(finding->chain[j].text));
    text = str_print(&story->arena, "%.*s\n", STR_ARG(text));
  }
  if (findings.suppressed_count > 0)
    text = str_print(&story->arena, "%.*s%zu silenced\n", STR_ARG(text), findings.suppressed_count);
  return text;
}

// ---- The list -----------------------------------------------------------------------------------

typedef struct Row {
  const char *name;
  const char *source;
  Options options;
  const char *want;
} Row;

#define NAP    "`time.sleep` suspends the calling thread\n"
#define READER "from pathlib import Path\n"
#define READ   "`pathlib.Path.read_text` reads a whole file\n"

static const Row rows[] = {
    {"one finding, not two",
     "import time\nasync def f():\n    time.sleep(1)\n",
     {.max_tier = 2},
     "main.py:3: blocking-sleep > " NAP},
    {"a chain",
     "import time\ndef a():\n    time.sleep(1)\ndef b():\n    a()\nasync def f():\n    b()\n",
     {.max_tier = 2},
     "main.py:7: blocking-sleep > calls `b` > calls `a` > " NAP},
    {"in order of files, places and rules",
     "# file: b.py\nimport time\nasync def f():\n    time.sleep(1)\n# file: a.py\n" READER
     "import time\ndef both():\n    Path('x').read_text()\n    time.sleep(1)\n"
     "async def f():\n    both()\n    time.sleep(1)\n",
     {.max_tier = 2},
     "a.py:7: blocking-sleep (also: blocking-file-io) > calls `both` > " NAP
     "a.py:8: blocking-sleep > " NAP "b.py:3: blocking-sleep > " NAP},
    {"one call, the worst kind off",
     READER "import time\ndef both():\n    Path('x').read_text()\n    time.sleep(1)\n"
            "async def f():\n    both()\n",
     {.max_tier = 2, .off = {true}},
     "main.py:7: blocking-file-io > calls `both` > " READ},
    {"one call, the worst kind silenced",
     READER "import time\ndef both():\n    Path('x').read_text()\n    time.sleep(1)\n"
            "async def f():\n    both()  # nostall: ignore[blocking-sleep]\n",
     {.max_tier = 2},
     "main.py:7: blocking-file-io > calls `both` > " READ},
    {"one call, the lesser kind silenced where it stands",
     READER "import time\ndef both():\n    Path('x').read_text()  # noqa\n    time.sleep(1)\n"
            "async def f():\n    both()\n",
     {.max_tier = 2},
     "main.py:7: blocking-sleep > calls `both` > " NAP},
    {"one call, all kinds silenced, counts once",
     READER "import time\ndef both():\n    Path('x').read_text()\n    time.sleep(1)\n"
            "async def f():\n    both()  # noqa\n",
     {.max_tier = 2},
     "1 silenced\n"},
    {"a rule that is off",
     "import time\nasync def f():\n    time.sleep(1)\n",
     {.max_tier = 2, .off = {true}},
     ""},
    {"a tier that is hidden", "async def f():\n    open('x')\n", {.max_tier = 2}, ""},
    {"a tier that is shown",
     "async def f():\n    open('x')\n",
     {.max_tier = 3},
     "main.py:2: blocking-open > `open` opens a file\n"},
    {"an explicit rule shows all its tiers",
     "async def f():\n    open('x')\n",
     {.max_tier = 2, .is_explicit = {false, false, true}},
     "main.py:2: blocking-open > `open` opens a file\n"},
    {"tests keep only the first tier",
     "# file: test_a.py\n" READER
     "import time\nasync def f():\n    Path('x').read_text()\n    time.sleep(1)\n",
     {.max_tier = 2},
     "test_a.py:5: blocking-sleep > " NAP},
    {"unless the rule is explicit",
     "# file: test_a.py\n" READER "async def f():\n    Path('x').read_text()\n",
     {.max_tier = 2, .is_explicit = {false, true, false}},
     "test_a.py:3: blocking-file-io > " READ},
    {"a comment at the place",
     "import time\nasync def f():\n    time.sleep(1)  # noqa: ASYNC251\n",
     {.max_tier = 2},
     "1 silenced\n"},
    {"a comment at the primitive silences every chain",
     "import time\ndef a():\n    time.sleep(1)  # nostall: ignore\nasync def f():\n    a()\n"
     "async def g():\n    a()\n",
     {.max_tier = 2},
     "2 silenced\n"},
    {"a comment in the middle of a chain",
     "import time\ndef a():\n    time.sleep(1)\ndef b():\n    a()  # nostall: ignore\n"
     "async def f():\n    b()\n    a()\n",
     {.max_tier = 2},
     "main.py:8: blocking-sleep > calls `a` > " NAP "1 silenced\n"},
};

static void lists(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(print_findings(story, run(story, &row->options)), str_from_c(row->want));
  story_release(story);
}
TEST_TABLE("engine_run", rows, lists)

// ---- Fingerprints -------------------------------------------------------------------------------

#define FINDINGS_MAX 4

typedef struct Prints {
  uint64_t at[FINDINGS_MAX];
  size_t count;
} Prints;

static Prints prints_of(const char *source) {
  Story *story = story_link(source);
  Findings findings = run(story, &(Options){.max_tier = TIER_BULK});
  Prints prints = {.count = findings.count};
  assert_true(findings.count <= FINDINGS_MAX);
  for (size_t i = 0; i < findings.count; i++)
    prints.at[i] = findings.at[i].fingerprint;
  story_release(story);
  return prints;
}

typedef struct PrintRow {
  const char *name;
  const char *before, *after;
  bool is_same; // the first finding of both
} PrintRow;

#define HELPER "import time\ndef a():\n    time.sleep(1)\n"

static const PrintRow print_rows[] = {
    {"code above moves it", HELPER "async def f():\n    a()\n",
     "\n\nx = 1\n" HELPER "async def g(): pass\nasync def f():\n    y = 2\n    a()\n", true},
    {"another function", HELPER "async def f():\n    a()\n", HELPER "async def g():\n    a()\n",
     false},
    {"another helper", HELPER "async def f():\n    a()\n",
     "import time\ndef b():\n    time.sleep(1)\nasync def f():\n    b()\n", false},
    {"another rule", "import time\nasync def f():\n    time.sleep(1)\n",
     READER "async def f():\n    Path('x').read_text()\n", false},
    {"one more of them behind it", HELPER "async def f():\n    a()\n",
     HELPER "async def f():\n    a()\n    a()\n", true},
};

static void fingerprints(const PrintRow *row) {
  Prints before = prints_of(row->before);
  Prints after = prints_of(row->after);
  assert_true(before.count > 0 && after.count > 0);
  assert_int_equal(before.at[0] == after.at[0], row->is_same);
}
TEST_TABLE("fingerprints", print_rows, fingerprints)

static void equals_are_numbered(void) {
  Prints prints = prints_of(HELPER "async def f():\n    a()\n    a()\n    a()\n");
  assert_int_equal(prints.count, 3);
  assert_true(prints.at[0] != prints.at[1] && prints.at[1] != prints.at[2]);
}
TEST_CASE("equal findings have fingerprints of their own", equals_are_numbered)

TEST_MAIN(&lists_table, &fingerprints_table, &equals_are_numbered_table)
