// Fixes of findings: made when the rules are done, from texts that are read again, and applied when
// somebody asks, to texts that are handed back.
#include "fix/fix.h"
#include "session/state.h"

#include <string.h>

void fixes_take_texts(Session *session) {
  const SessionOptions *options = &session->options;
  for (size_t i = 0; i < options->text_count; i++) {
    const SourceFile *file = discovery_find(&session->discovery, options->texts[i].path);
    if (!file) continue;
    size_t index = (size_t)(file - session->discovery.files);
    session->discovery.files[index].is_given = true;
    session->states[index].given = options->texts[i].bytes;
  }
}

// ---- Making -------------------------------------------------------------------------------------

typedef struct Maker {
  Session *session;
  Arena scratch;   // of one file
  SourceText text; // the same
  ModuleId module;
  bool is_open; // the file of `module` can be fixed
  FixSource source;
} Maker;

static void open_file(Maker *maker, ModuleId module, const Summary *summary, AsyncLibrary library) {
  const EngineOptions *options = &maker->session->options.engine;
  unsigned target = options->target > 0 ? options->target : TARGET_DEFAULT;
  arena_reset(&maker->scratch);
  maker->module = module;
  maker->is_open =
      source_read(maker->session, module, &maker->text) &&
      fix_open(&maker->scratch, summary, library, target, maker->text.text, &maker->source);
}

// What points into the text of the file must outlive it.
static const Fix *keep(Arena *arena, const Fix *made) {
  FixEdit *edits = arena_push(arena, FixEdit, made->edit_count);
  for (uint32_t i = 0; i < made->edit_count; i++)
    edits[i] = (FixEdit){made->edits[i].span, str_copy(arena, made->edits[i].text)};
  Fix *fix = arena_push(arena, Fix, 1);
  *fix = *made;
  fix->edits = edits;
  fix->message = str_copy(arena, made->message);
  return fix;
}

static void make_fix(Maker *maker, Finding *finding) {
  if (!maker->is_open) return;
  const Fix *made = fix_make(&maker->scratch, &maker->source, finding);
  if (made) finding->fix = keep(&maker->session->arena, made);
}

static void release(Maker *maker) {
  source_release(&maker->text);
  arena_release(&maker->scratch);
}

void fixes_make(Session *session, const Program *program, Findings *findings) {
  Maker maker = {.session = session, .module = MODULE_NONE};
  for (size_t i = 0; i < findings->count; i++) {
    Finding *finding = &findings->at[i];
    if (finding->plan.count == 0 || finding->is_suppressed) continue;
    ModuleId module = finding->module;
    if (module != maker.module)
      open_file(&maker, module, program_summary(program, module), program_library(program, module));
    make_fix(&maker, finding);
  }
  release(&maker);
}

static bool is_plan_possible(const Summary *summary, const FixPlan *plan) {
  for (uint32_t i = 0; i < plan->count; i++)
    if (!fix_is_possible(summary, &plan->steps[i])) return false;
  return true;
}

bool fixes_make_again(Session *session, ModuleId module, AsyncLibrary library, Finding *findings,
                      size_t count) {
  Maker maker = {.session = session};
  const Summary *summary = session->states[module].summary;
  bool is_open = false, ok = true;
  for (size_t i = 0; i < count && ok; i++) {
    Finding *finding = &findings[i];
    finding->fix = NULL;
    if (finding->plan.count == 0 || finding->is_suppressed) continue;
    if (!is_open) open_file(&maker, module, summary, library);
    is_open = true;
    ok = is_plan_possible(summary, &finding->plan);
    if (ok) make_fix(&maker, finding);
  }
  release(&maker);
  return ok;
}

// ---- Applying -----------------------------------------------------------------------------------

typedef Array(const Finding *) FindingList;

typedef struct Applier {
  Session *session;
  Arena *arena;
  bool *is_applied;
  Array(FixedFile) files;
} Applier;

static bool read_bytes(Applier *applier, ModuleId module, Str *bytes) {
  FileBytes read = {0};
  Error error = {0};
  Session *session = applier->session;
  if (!load_bytes(session, module, &session->buffer, &read, &error)) return false;
  *bytes = str_copy(applier->arena, read.bytes);
  return true;
}

// The text in the encoding of the file. That the old text comes out as the old bytes shows that
// nothing is lost on the way.
static bool encode(Applier *applier, Str bytes, Str before, Str after, Str *out) {
  Error error = {0};
  Str same = {0};
  return python_encode(applier->arena, bytes, before, &same, &error) && str_equal(same, bytes) &&
         python_encode(applier->arena, bytes, after, out, &error);
}

static void apply_file(Applier *applier, const FindingList *list, const size_t *places) {
  Str before = {0}, bytes = {0}, fixed = {0};
  LineTable lines = {0};
  ModuleId module = list->at[0]->module;
  if (!session_source(applier->session, module, &before, &lines)) return;
  bool *is_applied = arena_push(applier->arena, bool, list->count);
  Str after = fix_apply(applier->arena, before, list->at, list->count, is_applied);
  if (!read_bytes(applier, module, &bytes)) return;
  if (!encode(applier, bytes, before, after, &fixed) || str_equal(fixed, bytes)) return;
  FixedFile file = {.path = str_copy(applier->arena, list->at[0]->path),
                    .bytes_before = bytes,
                    .bytes = str_copy(applier->arena, fixed)};
  for (size_t i = 0; i < list->count; i++) {
    applier->is_applied[places[i]] = is_applied[i];
    file.fix_count += is_applied[i];
  }
  array_push(applier->arena, &applier->files, file);
}

static bool is_among(const Str *paths, size_t count, Str path) {
  for (size_t i = 0; i < count; i++)
    if (str_equal(paths[i], path)) return true;
  return false;
}

// Findings come file by file.
void session_fix(Session *session, Arena *arena, Findings findings, Applicability least,
                 const Str *except, size_t except_count, FixRound *out) {
  Applier applier = {.session = session, .arena = arena};
  applier.is_applied = arena_push(arena, bool, findings.count + 1);
  for (size_t i = 0, end = 0; i < findings.count; i = end) {
    FindingList list = {0};
    Array(size_t) places = {0};
    for (; end < findings.count && findings.at[end].module == findings.at[i].module; end++) {
      const Fix *fix = findings.at[end].fix;
      if (!fix || fix->applicability < least || findings.at[end].is_suppressed) continue;
      array_push(arena, &list, &findings.at[end]);
      array_push(arena, &places, end);
    }
    if (list.count > 0 && !is_among(except, except_count, findings.at[i].path))
      apply_file(&applier, &list, places.at);
  }
  *out = (FixRound){.files = applier.files.at,
                    .file_count = applier.files.count,
                    .is_applied = applier.is_applied};
  for (size_t i = 0; i < applier.files.count; i++)
    out->fix_count += applier.files.at[i].fix_count;
}

bool session_is_sound(const Session *session, Str path) {
  const SourceFile *file = discovery_find(&session->discovery, path);
  const FileState *state = file ? &session->states[file - session->discovery.files] : NULL;
  return state && (!state->summary || state->summary->problems_count == 0);
}

bool session_is_given(const Session *session, Str path) {
  const SourceFile *file = discovery_find(&session->discovery, path);
  return file && file->is_given;
}
