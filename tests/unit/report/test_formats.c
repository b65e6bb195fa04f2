// Every format over the same findings, held against golden files. The findings are made by hand:
// all severities, confidences and lengths of chains, and sources in which columns are hard to
// count.
#define _POSIX_C_SOURCE 200809L
#include "report/report.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

// ---- A project ----------------------------------------------------------------------------------

typedef struct Source {
  const char *path;
  const char *text;
  bool is_changed; // since it was analysed
} Source;

static const Source sources[] = {
    {"app/server.py",
     "from app import store\n"
     "\n"
     "async def show(request):\n"
     "    item = store.find(request.name)\n"
     "    return item\n"
     "\n"
     "async def wait():\n"
     "    time.sleep(1)\n"
     "    return store.find(\"all\")\n",
     false},
    {"app/store.py",
     "def find(name):\n"
     "\treturn \"caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac\", load(name)\n"
     "\n"
     "def load(name):\n"
     "    with open(\n"
     "        name,\n"
     "    ) as file:\n"
     "        return file.read()\n",
     false},
    {"app/strange\n\x1b[31m\xff.py", "x = \"\x1b[31m\"; wait()\r\n", false},
    {"app/tasks.py", "spawn(job())\n", true},
    {"lib/a,b:c%;]<&.py", "\te\xcc\x81, f = \"\xf0\x9f\x98\x80\"; wait()\r\nwait(\r\n)\r\n", false},
};

// No more than what was asked for: the lines of the span, one before and one behind.
static TextPart cut_part(Arena *arena, Str whole, Span span) {
  LineTable lines = line_table_make(arena, whole);
  uint32_t first = line_table_line(lines, span.start), last = line_table_line(lines, span.end) + 1;
  if (first > 0) first--;
  bool is_last = last + 1 >= lines.count;
  uint32_t start = lines.starts[first];
  Str text = str_slice(whole, start, is_last ? whole.size : lines.starts[last + 1]);
  uint32_t *starts = arena_push(arena, uint32_t, lines.count);
  uint32_t count = (is_last ? lines.count : last + 1) - first;
  for (uint32_t i = 0; i < count; i++)
    starts[i] = lines.starts[first + i] - start;
  return (TextPart){.text = text, .lines = {starts, count}, .start = start, .line = first};
}

static bool find_text(void *context, Str path, Span span, TextPart *out) {
  *out = (TextPart){0};
  for (size_t i = 0; i < COUNT_OF(sources); i++) {
    if (!str_equal_c(path, sources[i].path)) continue;
    Str whole = str_from_c(sources[i].text);
    if (sources[i].is_changed)
      out->lines = line_table_make(context, whole);
    else
      *out = cut_part(context, whole, span);
    return !sources[i].is_changed;
  }
  return false;
}

static Str display_path(void *context, Str path) {
  (void)context;
  return path;
}

static Str absolute_path(void *context, Str path) {
  return str_print(context, "/code/%.*s", STR_ARG(path));
}

// The first occurrence of `marked` in a source.
static Span span_of(const char *path, const char *marked) {
  for (size_t i = 0; i < COUNT_OF(sources); i++) {
    if (strcmp(path, sources[i].path) != 0) continue;
    size_t start = str_find(str_from_c(sources[i].text), str_from_c(marked));
    return (Span){(uint32_t)start, (uint32_t)(start + strlen(marked))};
  }
  return (Span){0};
}

// ---- Findings -----------------------------------------------------------------------------------

static const Rule rule_open = {
    .id = "blocking-open", .family = "blocking", .severity = SEVERITY_ERROR};
static const Rule rule_sleep = {
    .id = "blocking-sleep", .family = "blocking", .severity = SEVERITY_ERROR};
static const Rule rule_task = {
    .id = "orphaned-task", .family = "task", .severity = SEVERITY_WARNING};
static const Rule rule_note = {.id = "note", .family = "task", .severity = SEVERITY_INFO};
static const Rule rule_silent = {.id = "silent", .family = "task", .severity = SEVERITY_INFO};

static const Rule *const rule_table[] = {&rule_silent, &rule_open, &rule_sleep, &rule_task,
                                         &rule_note};

typedef struct HopRow {
  const char *path;
  const char *marked;
  const char *text;
} HopRow;

typedef struct FindingRow {
  const Rule *rule;
  Confidence confidence;
  Tier tier;
  const char *path;
  const char *marked;
  const char *message;
  const char *help;
  HopRow hops[4];
} FindingRow;

static const FindingRow finding_rows[] = {
    {&rule_open,
     CONFIDENCE_RESOLVED,
     TIER_BULK,
     "app/server.py",
     "store.find(request.name)",
     "this call opens a file on the event loop",
     "use `await asyncio.to_thread(...)`",
     {{"app/server.py", "store.find(request.name)", "calls `store.find`"},
      {"app/store.py", "load(name)", "calls `load`"},
      {"app/store.py", "open(\n        name,\n    )", "`open` opens a file"}}},
    {&rule_sleep,
     CONFIDENCE_PROBABLE,
     TIER_UNBOUNDED,
     "app/server.py",
     "time.sleep(1)",
     "this call sleeps on the event loop",
     "use `await asyncio.sleep(...)`",
     {{"app/server.py", "time.sleep(1)", "`time.sleep` suspends the calling thread"}}},
    {&rule_open,
     CONFIDENCE_RESOLVED,
     TIER_BULK,
     "app/server.py",
     "store.find(\"all\")",
     "this call opens a file on the event loop",
     "use `await asyncio.to_thread(...)`",
     {{"app/server.py", "store.find(\"all\")", "calls `store.find`"},
      {"app/store.py", "load(name)", "calls `load`"},
      {"app/store.py", "open(\n        name,\n    )", "`open` opens a file"}}},
    {&rule_open,
     CONFIDENCE_POSSIBLE,
     TIER_CHEAP,
     "app/store.py",
     "load(name)",
     "columns behind a tab and wide characters",
     "",
     {{"app/tasks.py", "job()", "from a file that has changed"}}},
    {&rule_note,
     CONFIDENCE_RESOLVED,
     TIER_NONE,
     "app/strange\n\x1b[31m\xff.py",
     "wait()",
     "a file with a strange \"name\"",
     "",
     {{0}}},
    {&rule_task,
     CONFIDENCE_RESOLVED,
     TIER_NONE,
     "app/tasks.py",
     "spawn(job())",
     "nobody keeps this task",
     "keep a reference to it",
     {{0}}},
    {&rule_open,
     CONFIDENCE_RESOLVED,
     TIER_BULK,
     "lib/a,b:c%;]<&.py",
     "wait()",
     "100% behind a tab, an accent and an emoji: <a> & [b], c",
     "say \"no\"",
     {{"lib/a,b:c%;]<&.py", "wait()", "calls `wait`"},
      {"lib/a,b:c%;]<&.py", "wait(\r\n)", "`wait` waits [for long]"}}},
    {&rule_silent,
     CONFIDENCE_RESOLVED,
     TIER_NONE,
     "lib/a,b:c%;]<&.py",
     "wait(\r\n)",
     "silenced by a comment",
     "",
     {{0}}},
};

#define SUPPRESSED_AT 7 // the last: shown by formats that have a place for it

typedef struct FixRow {
  size_t finding; // index into finding_rows
  Applicability applicability;
  const char *message;
  struct {
    const char *marked; // what the edit replaces
    bool is_before;     // … or stands before
    const char *text;
  } edits[2];
} FixRow;

static const FixRow fix_rows[] = {
    {1,
     APPLICABILITY_SAFE,
     "Replace with `asyncio.sleep`",
     {{"from app", true, "import asyncio\n"}, {"time.sleep", false, "await asyncio.sleep"}}},
    {3,
     APPLICABILITY_UNSAFE,
     "Run it in a thread",
     {{"load(name)", false, "await asyncio.to_thread(load, name)"}}},
    {5, APPLICABILITY_DISPLAY, "Keep the task", {{"spawn", true, "task = "}}},
};

static void fill_fix(Arena *arena, const FixRow *row, Finding *finding) {
  FixEdit *edits = arena_push(arena, FixEdit, COUNT_OF(row->edits));
  Fix *fix = arena_push(arena, Fix, 1);
  *fix = (Fix){row->applicability, str_from_c(row->message), edits, 0};
  while (fix->edit_count < COUNT_OF(row->edits) && row->edits[fix->edit_count].marked) {
    size_t i = fix->edit_count++;
    Span span = span_of(finding_rows[row->finding].path, row->edits[i].marked);
    if (row->edits[i].is_before) span.end = span.start;
    edits[i] = (FixEdit){span, str_from_c(row->edits[i].text)};
  }
  finding->fix = fix;
}

static void fill_chain(Arena *arena, const FindingRow *row, Finding *finding) {
  FindingHop *hops = arena_push(arena, FindingHop, COUNT_OF(row->hops));
  while (finding->chain_count < COUNT_OF(row->hops) && row->hops[finding->chain_count].path) {
    const HopRow *hop = &row->hops[finding->chain_count];
    hops[finding->chain_count++] = (FindingHop){.path = str_from_c(hop->path),
                                                .span = span_of(hop->path, hop->marked),
                                                .text = str_from_c(hop->text)};
  }
  finding->chain = hops;
}

static Findings make_findings(Arena *arena) {
  Finding *findings = arena_push(arena, Finding, COUNT_OF(finding_rows));
  for (size_t i = 0; i < COUNT_OF(finding_rows); i++) {
    const FindingRow *row = &finding_rows[i];
    findings[i] = (Finding){.rule = row->rule,
                            .severity = row->rule->severity,
                            .confidence = row->confidence,
                            .tier = row->tier,
                            .path = str_from_c(row->path),
                            .span = span_of(row->path, row->marked),
                            .message = str_from_c(row->message),
                            .help = str_from_c(row->help),
                            .fingerprint = 0x0123456789abcdefu + i};
    fill_chain(arena, row, &findings[i]);
  }
  for (size_t i = 0; i < COUNT_OF(fix_rows); i++)
    fill_fix(arena, &fix_rows[i], &findings[fix_rows[i].finding]);
  findings[SUPPRESSED_AT].is_suppressed = true;
  return (Findings){.at = findings, .count = SUPPRESSED_AT, .suppressed_count = 2};
}

static const char *rule_page(const Rule *rule) {
  return rule == &rule_open ? "Opening a file blocks.\n\n## Why\n\nDisks.\n" : rule->summary;
}

static const ReportNote file_notes[] = {
    {SEVERITY_ERROR, {"app/gone <1>.py", 15}, 0, 0, {"cannot be read", 14}},
    {SEVERITY_WARNING, {"app/store.py", 12}, 3, 7, {"syntax error", 12}},
};

// ---- Formats ------------------------------------------------------------------------------------

typedef struct Row {
  const char *name;
  const char *format;
  const char *golden; // below tests/golden/report/
  bool use_color;
  bool show_statistics;
  bool show_summary;
  bool is_empty; // no findings
  bool has_unsafe_fixes;
} Row;

static const Row rows[] = {
    {"full", "full", "full.txt", false, false, true, false, false},
    {"full in colour", "full", "full-color.txt", true, false, true, false, false},
    {"full without findings", "full", "none.txt", false, false, true, true, false},
    {"concise", "concise", "concise.txt", false, false, true, false, false},
    {"concise with unsafe fixes", "concise", "concise-unsafe.txt", false, false, true, false, true},
    {"concise in colour", "concise", "concise-color.txt", true, false, true, false, false},
    {"concise without a summary", "concise", "concise-quiet.txt", false, false, false, false,
     false},
    {"statistics", "full", "statistics.txt", false, true, true, false, false},
    {"statistics without findings", "concise", "none.txt", false, true, true, true, false},
    {"json", "json", "json.json", false, false, true, false, false},
    {"json without findings", "json", "none.json", false, false, true, true, false},
    {"json statistics", "json", "statistics.json", false, true, true, false, false},
    {"json-lines", "json-lines", "json-lines.jsonl", false, false, true, false, false},
    {"json-lines without findings", "json-lines", "none.jsonl", false, false, true, true, false},
    {"grouped", "grouped", "grouped.txt", false, false, true, false, false},
    {"grouped in colour", "grouped", "grouped-color.txt", true, false, true, false, false},
    {"tree", "tree", "tree.txt", false, false, true, false, false},
    {"tree in colour", "tree", "tree-color.txt", true, false, true, false, false},
    {"tree without findings", "tree", "none.txt", false, false, true, true, false},
    {"sarif", "sarif", "sarif.sarif", false, false, true, false, false},
    {"sarif without findings", "sarif", "none.sarif", false, false, true, true, false},
    {"github", "github", "github.txt", false, false, true, false, false},
    {"gitlab", "gitlab", "gitlab.json", false, false, true, false, false},
    {"gitlab without findings", "gitlab", "none.json", false, false, true, true, false},
    {"junit", "junit", "junit.xml", false, false, true, false, false},
    {"junit without findings", "junit", "junit-none.xml", false, false, true, true, false},
    {"checkstyle", "checkstyle", "checkstyle.xml", false, false, true, false, false},
    {"pylint", "pylint", "pylint.txt", false, false, true, false, false},
    {"rdjson", "rdjson", "rdjson.json", false, false, true, false, false},
    {"azure", "azure", "azure.txt", false, false, true, false, false},
    {"agent", "agent", "agent.txt", false, false, true, false, false},
    {"agent without findings", "agent", "agent-none.txt", false, false, true, true, false},
};

static void writes(const Row *row) {
  Arena arena = {0};
  char *printed = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&printed, &size);
  const ReportFormat *format = report_find(str_from_c(row->format));
  Findings findings = row->is_empty ? (Findings){0} : make_findings(&arena);
  if (format->shows_suppressed && !row->is_empty) findings.count++;
  ReportInput input = {
      .findings = findings,
      .rules = {rule_table, COUNT_OF(rule_table)},
      .source = {.context = &arena,
                 .text = find_text,
                 .display_path = display_path,
                 .absolute_path = absolute_path,
                 .root = STR("/code")},
      .rule_page = rule_page,
      .notes = file_notes,
      .note_count = row->is_empty ? 0 : COUNT_OF(file_notes),
      .exit_code = row->is_empty ? 0 : 2,
      .use_color = row->use_color,
      .show_statistics = row->show_statistics,
      .show_summary = row->show_summary,
      .file_count = COUNT_OF(sources),
      .has_unsafe_fixes = row->has_unsafe_fixes,
  };
  Error error = {0};
  assert_success(format->write(&input, out, &error), &error);
  fclose(out);
  Str path = str_print(&arena, "report/%s", row->golden);
  assert_golden(path.at, ((Str){printed, size}));
  free(printed);
  arena_release(&arena);
}
TEST_TABLE("formats", rows, writes)

static void fails_on_a_full_disk(void) {
  Arena arena = {0};
  for (const ReportFormat *format = report_formats; format->name; format++) {
    FILE *out = fopen("/dev/full", "w");
    if (!out) skip();
    ReportInput input = {
        .findings = make_findings(&arena),
        .source = {.context = &arena,
                   .text = find_text,
                   .display_path = display_path,
                   .absolute_path = absolute_path},
    };
    Error error = {0};
    assert_false(format->write(&input, out, &error));
    assert_int_equal(error.kind, FAIL_IO);
    fclose(out);
  }
  arena_release(&arena);
}
TEST_CASE("formats on a full disk", fails_on_a_full_disk)

typedef struct NoteRow {
  const char *name;
  ReportNote note;
  const char *want;
} NoteRow;

static const NoteRow note_rows[] = {
    {"a place",
     {SEVERITY_WARNING, {"a.py", 4}, 3, 7, {"syntax error", 12}},
     "warning: a.py:3:7: syntax error\n"},
    {"a whole file",
     {SEVERITY_ERROR, {"a.py", 4}, 0, 0, {"cannot be read", 14}},
     "error: a.py: cannot be read\n"},
    {"no file", {SEVERITY_ERROR, {"", 0}, 0, 0, {"unknown option", 14}}, "error: unknown option\n"},
    {"a name that speaks to the terminal",
     {SEVERITY_WARNING, {"\x1b]0;x\x07.py", 9}, 0, 0, {"odd", 3}},
     "warning: \xe2\x90\x9b]0;x\xe2\x90\x87.py: odd\n"},
};

static void prints_note(const NoteRow *row) {
  char *printed = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&printed, &size);
  report_note(&row->note, false, out);
  fclose(out);
  assert_str_equal(((Str){printed, size}), str_from_c(row->want));
  free(printed);
}
TEST_TABLE("report_note", note_rows, prints_note)

TEST_MAIN(&writes_table, &fails_on_a_full_disk_table, &prints_note_table)
