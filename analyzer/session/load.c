// Bytes to Summaries: the first wave over everything that is linked, later ones over what that
// imports, and single files when the linker asks.
#include "session/state.h"

#include "base/array.h"

#include <string.h>

// What one worker keeps of texts that were skipped: most are parsed after all, for what is not
// skipped imports them, or for a question about the whole project, and need not be read again then.
// Opening a file costs as much as copying some thirty kilobytes.
#define KEPT_MAX_BYTES      ((size_t)2 << 20)
#define KEPT_TEXT_MAX_BYTES ((size_t)32 << 10)

typedef Array(ModuleId) ModuleList;

typedef struct LoadJob {
  Session *session;
  const char *phase;
  const ModuleId *files;
  bool is_filtered; // parse only what the prefilter lets through
} LoadJob;

bool load_bytes(const Session *session, ModuleId file, ReadBuffer *buffer, FileBytes *out,
                Error *err) {
  const SourceFile *source = &session->discovery.files[file];
  *out = (FileBytes){.bytes = session->states[file].given};
  if (out->bytes.at) return true;
  if (source->is_package)
    return read_file(buffer, session->root, source->full.at, PACKAGES_MAX_FILE_BYTES, out, err);
  if (!source->is_given)
    return read_file(buffer, session->root, source->path.at, PYTHON_SOURCE_MAX_BYTES, out, err);
  out->bytes = session->options.stdin_bytes;
  return out->bytes.size <= PYTHON_SOURCE_MAX_BYTES ||
         error_set(err, FAIL_LIMIT, "is larger than %u MB and is not analysed",
                   PYTHON_SOURCE_MAX_BYTES >> 20);
}

static_assert(READ_PADDING_BYTES == PYTHON_PADDING_BYTES, "what the front end asks for");

static void parse(const Session *session, Worker *worker, ModuleId file, FileBytes read) {
  FileState *state = &session->states[file];
  if (!worker->python) {
    worker->python = python_reader_new();
    profile_watch(session, worker);
  }
  Str path = session->discovery.files[file].path;
  Summary *summary = arena_push(&worker->arena, Summary, 1);
  Str bytes = read.bytes;
  *summary = summary_view(read.is_padded
                              ? python_summarize_padded(worker->python, &worker->arena, path, bytes)
                              : python_summarize(worker->python, &worker->arena, path, bytes));
  state->summary = summary;
  state->stage = FILE_PARSED;
  worker->parsed_count++;
  worker->parsed_bytes += bytes.size;
  if (bytes.size > worker->largest_bytes) worker->largest_bytes = bytes.size;
}

// UTF-16 is no encoding of Python source, but somebody should be told.
static bool is_utf16(Str bytes) {
  return str_has_prefix(bytes, STR("\xff\xfe")) || str_has_prefix(bytes, STR("\xfe\xff"));
}

static void skip(Worker *worker, FileState *state, Str bytes) {
  state->stage = FILE_SKIPPED;
  bool is_small = bytes.size <= KEPT_TEXT_MAX_BYTES;
  if (!is_small || worker->kept.used_bytes + bytes.size > KEPT_MAX_BYTES) return;
  char *at = arena_take(&worker->kept, char, bytes.size + READ_PADDING_BYTES);
  if (bytes.size > 0) memcpy(at, bytes.at, bytes.size);
  memset(at + bytes.size, 0, READ_PADDING_BYTES);
  state->kept = (Str){at, bytes.size};
}

// Reads a file, or takes what was kept of it.
static bool load_text(const Session *session, Worker *worker, ModuleId file, FileBytes *read) {
  FileState *state = &session->states[file];
  *read = (FileBytes){.bytes = state->kept, .is_padded = true};
  if (read->bytes.at) return true;
  Error error = {0};
  if (load_bytes(session, file, &worker->buffer, read, &error)) {
    cache_note(session, file, read->bytes, read->stamp);
    return true;
  }
  state->stage = read->is_missing ? FILE_MISSING : FILE_UNREADABLE;
  state->failure = str_copy(&worker->arena, str_from_c(error.text));
  return false;
}

static void search(const Session *session, ModuleId file, Str bytes) {
  session->states[file].can_matter =
      is_utf16(bytes) || prefilter_matches(session->prefilter, bytes);
  cache_note_search(session, file);
}

static void load(const Session *session, Worker *worker, ModuleId file, bool is_filtered) {
  FileState *state = &session->states[file];
  FileBytes read = {0};
  if (is_filtered && state->stage != FILE_NEW) return; // load_changed was first
  profile_begin(session, worker);
  bool is_done =
      cache_load(session, worker, file, is_filtered) || !load_text(session, worker, file, &read);
  profile_spend(session, worker, PHASE_READING);
  if (is_done) return;
  state->bytes = read.bytes.size;
  if (is_filtered) search(session, file, read.bytes);
  profile_spend(session, worker, PHASE_PREFILTER);
  if (is_filtered && !state->can_matter)
    skip(worker, state, read.bytes);
  else if (!cache_view(session, worker, file))
    parse(session, worker, file, read);
  profile_spend(session, worker, PHASE_FACTS);
}

static void do_task(void *context, Worker *worker, size_t task) {
  const LoadJob *job = context;
  load(job->session, worker, job->files[task], job->is_filtered);
}

static void pass_progress(void *context, size_t done, size_t total) {
  const LoadJob *job = context;
  const SessionOptions *options = &job->session->options;
  if (options->on_progress)
    options->on_progress(options->progress_context, job->phase, done, total);
}

static void run_job(LoadJob *job, size_t count) {
  Work work = {.count = count,
               .do_task = do_task,
               .context = job,
               .on_progress = pass_progress,
               .progress_context = job,
               .is_light = count == 1};
  workers_run(&job->session->workers, &work);
}

void load_files(Session *session, const char *phase, const ModuleId *files, size_t count) {
  LoadJob job = {.session = session, .phase = phase, .files = files};
  run_job(&job, count);
}

void load_changed(Session *session, const ModuleId *files, size_t count) {
  ModuleList linked = {0};
  session_prepare(session);
  for (size_t i = 0; i < count; i++)
    if (session->discovery.files[files[i]].is_linked)
      array_push(&session->arena, &linked, files[i]);
  LoadJob job = {.session = session, .phase = "reading", .files = linked.at, .is_filtered = true};
  run_job(&job, linked.count);
}

static bool is_due(const Session *session, ModuleId file) {
  FileStage stage = session->states[file].stage;
  return (stage == FILE_NEW || stage == FILE_SKIPPED) && !session->discovery.files[file].is_native;
}

static void forget_texts(Session *session) {
  for (size_t i = 0; i < session->discovery.count; i++)
    session->states[i].kept = (Str){0};
  workers_forget(&session->workers);
}

void load_due(Session *session, const ModuleId *files, size_t count) {
  ModuleList due = {0};
  for (size_t i = 0; i < count; i++)
    if (is_due(session, files[i])) array_push(&session->arena, &due, files[i]);
  if (due.count > 0) load_files(session, "reading the project", due.at, due.count);
  forget_texts(session);
  workers_rest(&session->workers);
}

static void drop_missing(Session *session) {
  size_t kept = 0;
  for (size_t i = 0; i < session->discovery.count; i++) {
    SourceFile file = session->discovery.files[i];
    FileState state = session->states[i];
    if (state.stage == FILE_MISSING && !file.is_named) continue;
    session->discovery.files[kept] = file;
    cache_move(session, i, kept);
    session->states[kept++] = state;
  }
  for (size_t i = kept; i < session->discovery.count; i++)
    session->states[i] = (FileState){0}; // packages come to lie there
  session->discovery.count = kept;
}

void load_linked(Session *session) {
  ModuleList linked = {0};
  for (size_t i = 0; i < session->discovery.count; i++) {
    const SourceFile *file = &session->discovery.files[i];
    if (file->is_linked && !file->is_native) array_push(&session->arena, &linked, (ModuleId)i);
  }
  LoadJob job = {.session = session, .phase = "reading", .files = linked.at, .is_filtered = true};
  run_job(&job, linked.count);
  drop_missing(session);
}

void load_rest(Session *session) {
  workers_rest(&session->workers);
}

const Summary *load_file(Session *session, ModuleId file) {
  bool is_native = session->discovery.files[file].is_native;
  if (is_native && session->is_recalled) native_recall(session, file);
  if (is_due(session, file)) load(session, &session->workers.at[0], file, false);
  return session->states[file].summary;
}

const Summary *load_package(Session *session, ModuleId file) {
  Packages *packages = &session->packages;
  if (packages->read_bytes >= PACKAGES_MAX_BYTES) packages->is_full = true;
  if (packages->is_full) return session->states[file].summary;
  const Summary *summary = load_file(session, file);
  packages->read_count += summary != NULL;
  packages->read_bytes += session->states[file].bytes;
  return summary;
}
