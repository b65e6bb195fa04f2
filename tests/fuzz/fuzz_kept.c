// Bytes as what a cache keeps beside Summaries, a list of files or the findings of a run: they are
// refused, or all that they lead to is there and in bounds. The first byte chooses.
//
// Hashes would keep nearly all inputs out: a list is sealed anew, findings are read behind theirs.
#include "session/lists.h"
#include "session/result.h"

#include <string.h>

#define KEY        7
#define FILE_COUNT 3

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes);

// Whoever reads them all finds a byte that is not theirs.
static uint64_t sum(Str text) {
  uint64_t total = 0;
  for (size_t i = 0; i < text.size; i++)
    total += (unsigned char)text.at[i];
  return total;
}

static void use_path(Str path) {
  if (path.at[path.size] != '\0') base_fatal("a path without an end");
  (void)sum(path);
}

static void use_list(Arena *arena, const KeptList *kept) {
  for (size_t i = 0; i < kept->files.count; i++)
    use_path(kept->files.at[i]);
  for (size_t i = 0; i < kept->watches.count; i++)
    use_path(kept->watches.at[i].full);
  for (size_t i = 0; i < kept->directories.count; i++) {
    const Directory *directory = &kept->directories.at[i];
    EntryKind kind = ENTRY_ODD;
    Str name = {0};
    use_path(directory->full);
    for (Str rest = directory->names; directory_next(&rest, &kind, &name);)
      if (sum(name) == 0) base_fatal("a name of nothing");
  }
  // What was read can be written, and is then the same.
  Str again =
      list_print(arena, KEY, &kept->directories, &kept->watches, kept->files.at, kept->files.count);
  KeptList other = {0};
  Error error = {0};
  if (!list_parse(arena, again, KEY, &other, &error)) base_fatal("a list that is not read again");
}

static void read_list(Arena *arena, Str bytes, bool is_sealed) {
  size_t words = (bytes.size + sizeof(uint64_t) - 1) / sizeof(uint64_t);
  char *at = (char *)arena_push(arena, uint64_t, words);
  if (bytes.size > 0) memcpy(at, bytes.at, bytes.size);
  if (is_sealed) list_seal(at, bytes.size, KEY);
  KeptList kept = {0};
  Error error = {0};
  bool is_read = list_parse(arena, (Str){at, bytes.size}, KEY, &kept, &error);
  if (is_read) use_list(arena, &kept);
  if (!is_read && error.kind == FAIL_NONE) base_fatal("refused without a reason");
}

// ---- Findings -----------------------------------------------------------------------------------

static void use_finding(const Session *session, const Finding *finding, uint8_t library) {
  uint64_t total = sum(finding->message) + sum(finding->help) + sum(finding->path) + library;
  if (finding->module >= session->discovery.count) base_fatal("a finding in no file");
  if (finding->span.end < finding->span.start) base_fatal("a span that ends before it begins");
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    if (hop->module >= session->discovery.count) base_fatal("a hop in no file");
    total += sum(hop->text) + sum(hop->path);
  }
  for (uint32_t i = 0; i < finding->also_count; i++)
    total += sum(str_from_c(finding->also[i]->id));
  for (uint32_t i = 0; finding->fix && i < finding->fix->edit_count; i++)
    total += sum(finding->fix->edits[i].text);
  for (uint32_t i = 0; i < finding->plan.count; i++)
    total += finding->plan.steps[i].name ? sum(str_from_c(finding->plan.steps[i].name)) : 0;
  if (total == UINT64_MAX || !finding->rule->id) base_fatal("a finding without a rule");
}

static void read_findings(Str bytes) {
  static const Rule rules[] = {{.id = "one"}, {.id = "two"}};
  static const Rule *const list[] = {&rules[0], &rules[1]};
  SourceFile files[FILE_COUNT] = {
      {.path = STR("a.py")}, {.path = STR("b.py")}, {.path = STR("c.py")}};
  Session session = {.discovery = {.files = files, .count = FILE_COUNT}};
  session.options.engine.rules = (RuleList){.at = list, .count = COUNT_OF(list)};
  session.notes.arena = &session.arena;
  ByteReader reader = {.rest = bytes};
  SessionResult result = {0};
  const uint8_t *libraries = NULL;
  bool is_read = result_read_found(&reader, &session, &result, &libraries);
  for (size_t i = 0; is_read && i < result.findings.count; i++)
    use_finding(&session, &result.findings.at[i], libraries[i]);
  for (size_t i = 0; is_read && i < session.notes.list.count; i++)
    (void)sum(session.notes.list.at[i].text);
  arena_release(&session.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes) {
  if (size_bytes == 0) return 0;
  Arena arena = {0};
  Str bytes = {(const char *)data + 1, size_bytes - 1};
  if (data[0] % 3 == 2)
    read_findings(bytes);
  else
    read_list(&arena, bytes, data[0] % 3 == 1);
  arena_release(&arena);
  return 0;
}
