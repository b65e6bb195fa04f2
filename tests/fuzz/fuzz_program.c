// Bytes as a small project, in files that lines `# file: pkg/mod.py` open: whatever stands in them,
// they are linked, every rule runs over them, every chain can be walked, and a second run finds the
// same.
#include "python/python.h"
#include "rules/rules.h"

#include <string.h>

#define FILES_MAX 16

typedef struct Project {
  Arena arena;
  ProgramFile files[FILES_MAX]; // by path
  Str texts[FILES_MAX];
  Summary summaries[FILES_MAX];
  uint32_t count;
} Project;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes);

static uint32_t find_place(const Project *project, Str path) {
  uint32_t at = 0;
  while (at < project->count && str_compare(project->files[at].path, path) < 0)
    at++;
  return at;
}

static void add_file(Project *project, Str path, Str text) {
  uint32_t at = find_place(project, path);
  bool is_double = at < project->count && str_equal(project->files[at].path, path);
  if (is_double || project->count == FILES_MAX) return;
  memmove(&project->files[at + 1], &project->files[at],
          (project->count - at) * sizeof *project->files);
  memmove(&project->texts[at + 1], &project->texts[at],
          (project->count - at) * sizeof *project->texts);
  project->files[at] = (ProgramFile){.path = path, .is_reported = true, .is_root = true};
  project->texts[at] = text;
  project->count++;
}

// A path as files have one: neither empty nor absolute, without control characters.
static bool is_path(Str path) {
  if (path.size == 0 || path.at[0] == '/') return false;
  for (size_t i = 0; i < path.size; i++)
    if ((unsigned char)path.at[i] < ' ') return false;
  return true;
}

// Takes the text up to the next line that opens a file, and that line's end.
static Str cut_file(Str *rest, Str opening) {
  size_t end = str_find(*rest, opening);
  Str text = str_slice(*rest, 0, end == SIZE_MAX ? rest->size : end + 1);
  *rest = str_slice(*rest, end == SIZE_MAX ? rest->size : end + opening.size, rest->size);
  return text;
}

static void split_files(Project *project, Str bytes) {
  Str opening = STR("\n# file: ");
  bool is_named = str_has_prefix(bytes, STR("# file: "));
  Str rest = is_named ? str_slice(bytes, opening.size - 1, bytes.size) : bytes;
  if (!is_named) add_file(project, STR("main.py"), cut_file(&rest, opening));
  while (rest.size > 0) {
    Str text = cut_file(&rest, opening);
    Str path = str_cut(&text, '\n');
    if (is_path(path)) add_file(project, path, text);
  }
}

static void summarize_files(Project *project) {
  PythonReader *reader = python_reader_new();
  for (uint32_t i = 0; i < project->count; i++) {
    Error err = {0};
    Str block =
        python_summarize(reader, &project->arena, project->files[i].path, project->texts[i]);
    block = summary_sealed(&project->arena, block);
    if (!summary_open(block, &project->summaries[i], &err)) base_fatal("%s", err.text);
  }
  python_reader_free(reader);
}

static const Summary *load_summary(void *context, ModuleId file) {
  const Project *project = context;
  return &project->summaries[file];
}

// The input decides which files are reported and which may hold code that runs on a loop.
static const Program *link_files(Project *project, Arena *arena, uint32_t unwanted) {
  for (uint32_t i = 0; i < project->count; i++) {
    project->files[i].is_root = !(unwanted >> i & 1);
    project->files[i].is_reported = project->files[i].is_root || i % 2 == 0;
  }
  ProgramInput input = {.files = project->files,
                        .file_count = project->count,
                        .load = load_summary,
                        .load_context = project,
                        .knowledge = knowledge_new(arena)};
  return program_link(arena, &input);
}

static void walk_calls(const Program *program, Arena *arena) {
  for (uint32_t i = 0; i < program_call_count(program); i++) {
    const Call *call = program_call(program, i);
    uint32_t effects = program_call_effects(program, call);
    for (Effect effect = EFFECT_NONE + 1; effect < EFFECT_COUNT; effect++) {
      if (!(effects & 1u << effect)) continue;
      Chain chain = program_chain(program, call, effect, arena);
      assert(chain.count > 0 && chain.primitive);
      assert(chain.hops[0].site == call->site);
    }
  }
}

static void check_finding(const Project *project, const Finding *finding) {
  assert(finding->rule && finding->module < project->count && finding->message.size > 0);
  const Summary *summary = &project->summaries[finding->module];
  assert(finding->span.start <= finding->span.end);
  assert(finding->span.end <= summary->source_bytes);
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    assert(hop->text.size > 0);
    if (hop->module == MODULE_NONE) continue;
    assert(hop->module < project->count && hop->span.start <= hop->span.end);
    assert(hop->span.end <= project->summaries[hop->module].source_bytes);
  }
}

static Findings run_rules(Project *project, Arena *arena, uint32_t unwanted) {
  const Program *program = link_files(project, arena, unwanted);
  bool *all = arena_push(arena, bool, rules_all.count);
  memset(all, true, rules_all.count * sizeof *all);
  EngineOptions options = {.rules = rules_all,
                           .is_selected = all,
                           .is_explicit = all,
                           .min_confidence = CONFIDENCE_POSSIBLE,
                           .max_tier = TIER_CHEAP};
  Findings findings = engine_run(arena, program, &options);
  walk_calls(program, arena);
  for (size_t i = 0; i < findings.count; i++)
    check_finding(project, &findings.at[i]);
  return findings;
}

static void compare(const Finding *one, const Finding *two) {
  assert(one->rule == two->rule && one->module == two->module);
  assert(one->span.start == two->span.start && one->span.end == two->span.end);
  assert(one->confidence == two->confidence && one->tier == two->tier);
  assert(str_equal(one->message, two->message) && str_equal(one->help, two->help));
  assert(one->fingerprint == two->fingerprint && one->chain_count == two->chain_count);
  for (uint32_t i = 0; i < one->chain_count; i++)
    assert(str_equal(one->chain[i].text, two->chain[i].text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes) {
  Project project = {0};
  Arena once = {0}, again = {0};
  split_files(&project, (Str){(const char *)data, size_bytes});
  summarize_files(&project);
  uint32_t unwanted = size_bytes > 0 && size_bytes % 4 == 0 ? data[size_bytes / 2] : 0;
  Findings one = run_rules(&project, &once, unwanted);
  Findings two = run_rules(&project, &again, unwanted);
  assert(one.count == two.count && one.suppressed_count == two.suppressed_count);
  for (size_t i = 0; i < one.count; i++)
    compare(&one.at[i], &two.at[i]);
  arena_release(&once);
  arena_release(&again);
  arena_release(&project.arena);
  return 0;
}
