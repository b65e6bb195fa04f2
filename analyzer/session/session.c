// One run: find the files, read and parse those that can matter, link, apply the rules, and say
// what could not be done.
#define _POSIX_C_SOURCE 200809L
#include "session/session.h"

#include "session/paths.h"
#include "session/result.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

Session *session_new(const SessionOptions *options) {
  Session *session = calloc(1, sizeof *session);
  if (!session) base_fatal("out of memory: cannot start a session");
  session->options = *options;
  session->root = -1;
  session_enter(session, PHASE_DISCOVERY);
  session->notes.arena = &session->arena;
  return session;
}

void session_free(Session *session) {
  cache_close(session);
  workers_release(&session->workers);
  if (session->c_library) c_library_free(session->c_library);
  for (size_t i = 0; i < SOURCE_TEXTS; i++)
    source_release(&session->texts[i]);
  read_buffer_release(&session->buffer);
  lists_close(&session->lists);
  if (session->root >= 0) close(session->root);
  arena_release(&session->arena);
  free(session);
}

static void tell_progress(const Session *session, const char *phase, size_t done) {
  const SessionOptions *options = &session->options;
  if (options->on_progress) options->on_progress(options->progress_context, phase, done, 0);
}

static bool find_files(Session *session, Error *err) {
  tell_progress(session, "listing", 0);
  Discovery *discovery = &session->discovery;
  if (!discover(&session->notes, &session->options, &session->lists, discovery, err)) return false;
  if (discovery->count >= MODULE_NONE) return error_set(err, FAIL_LIMIT, "too many files");
  const char *root = discovery->root.size > 0 ? str_to_c(&session->arena, discovery->root) : "/";
  session->root = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (session->root < 0) return error_errno(err, "cannot open %s", root);
  session->states = arena_push(&session->arena, FileState, discovery->count);
  session->file_room = discovery->count;
  return true;
}

// What is installed is not the project's, even where it is kept with it; unless that is what was
// asked for.
static void drop_installed(Discovery *discovery, Str root) {
  if (path_is_below(discovery->start, root)) return;
  size_t kept = 0;
  for (size_t i = 0; i < discovery->count; i++) {
    SourceFile file = discovery->files[i];
    if (file.is_named || !path_is_below(file.full, root)) discovery->files[kept++] = file;
  }
  discovery->count = kept;
}

// Where there are packages, their files get numbers behind those of the project, and room there.
static bool find_packages(Session *session, Error *err) {
  Packages *packages = &session->packages;
  Discovery *discovery = &session->discovery;
  packages->arena = &session->arena;
  packages->discovery = discovery;
  if (!environment_find(&session->arena, &session->options.environment, discovery->start,
                        discovery->root, &packages->environment, err))
    return false;
  const Environment *environment = &packages->environment;
  if (environment->folders.count == 0) return true;
  log_debug(session->options.log, "session: environment root=%.*s folders=%zu",
            STR_ARG(environment->root), environment->folders.count);
  drop_installed(discovery, environment->root);
  size_t count = discovery->count + PACKAGES_MAX_FILES;
  SourceFile *files = arena_push(&session->arena, SourceFile, count);
  FileState *states = arena_push(&session->arena, FileState, count);
  for (size_t i = 0; i < discovery->count; i++)
    files[i] = discovery->files[i];
  discovery->files = files;
  session->states = states;
  session->file_room = count;
  return true;
}

static bool find_package(void *context, Str dotted, ProgramPackage *out) {
  Session *session = context;
  return packages_find(&session->packages, dotted, out);
}

static const Summary *load_for_link(void *context, ModuleId file) {
  Session *session = context;
  if (session->discovery.files[file].is_package) return load_package(session, file);
  bool is_due = !session->states[file].summary;
  if (is_due) tell_progress(session, "linking", session->demanded_count++);
  return load_file(session, file);
}

static void expect_for_link(void *context, const ModuleId *files, uint32_t count) {
  load_due(context, files, count);
}

// Those below the root, from there on.
static const Str *find_sources(Session *session, uint32_t *count) {
  const SessionOptions *options = &session->options;
  Str *sources = arena_push(&session->arena, Str, options->src_count);
  *count = 0;
  for (size_t i = 0; i < options->src_count; i++) {
    Error error = {0};
    PathPlace place = {0};
    if (!path_place(&session->arena, options->src[i], &place, &error)) continue;
    Str full = place.full;
    if (path_is_below(full, session->discovery.root))
      sources[(*count)++] = path_below(full, session->discovery.root);
  }
  return sources;
}

static const Program *link_files(Session *session) {
  tell_progress(session, "linking", 0);
  const Discovery *discovery = &session->discovery;
  ProgramFile *files = arena_push(&session->arena, ProgramFile, discovery->count);
  for (size_t i = 0; i < discovery->count; i++) {
    files[i] = (ProgramFile){.path = discovery->files[i].path,
                             .is_reported = discovery->files[i].is_reported,
                             .is_root = session->states[i].can_matter,
                             .is_native = discovery->files[i].is_native,
                             .is_test = discovery->files[i].is_test};
  }
  bool has_packages = session->packages.environment.folders.count > 0;
  uint32_t source_count = 0;
  const Str *sources = find_sources(session, &source_count);
  ProgramInput input = {.files = files,
                        .sources = sources,
                        .source_count = source_count,
                        .has_usual_tests = session->options.engine.tests == TESTS_SAME,
                        .file_count = (uint32_t)discovery->count,
                        .load = load_for_link,
                        .find_package = has_packages ? find_package : NULL,
                        .package_max = has_packages ? PACKAGES_MAX_FILES : 0,
                        .expect = expect_for_link,
                        .load_context = session,
                        .knowledge = session->knowledge};
  return program_link(&session->arena, &input);
}

// The text is read again for columns in characters; few files have problems.
static void note_problems(Session *session, size_t index) {
  const Summary *summary = session->states[index].summary;
  if (summary->problems_count == 0) return;
  Str text = {0};
  LineTable lines = {0};
  (void)session_source(session, (ModuleId)index, &text, &lines);
  notes_add_problems(&session->notes, session->discovery.files[index].full, summary, text, lines);
}

// What guessed flags cannot read is told once: mostly code for other systems. Who names a file
// wants to know.
static bool is_read_in_part(const Session *session, size_t index) {
  const SourceFile *file = &session->discovery.files[index];
  const FileState *state = &session->states[index];
  return state->stage == FILE_PARSED && file->is_reported && !file->is_named &&
         state->summary->flags & SUMMARY_GUESSED && state->summary->problems_count > 0;
}

static void note_guessed(Session *session) {
  size_t count = 0, first = 0;
  for (size_t i = session->discovery.count; i-- > 0;) {
    if (!is_read_in_part(session, i)) continue;
    count++;
    first = i;
  }
  if (count == 0) return;
  const Summary *summary = session->states[first].summary;
  notes_add(&session->notes, false, session->discovery.files[first].full,
            str_print(&session->arena, "%.*s; %zu C %s read in part only, since flags are guessed",
                      STR_ARG(summary_name(summary, summary->problems[0].text)), count,
                      count == 1 ? "file is" : "files are"));
}

static void note_file(Session *session, size_t index) {
  const SourceFile *file = &session->discovery.files[index];
  const FileState *state = &session->states[index];
  switch (state->stage) {
  case FILE_NEW:
  case FILE_SKIPPED:
    return;
  case FILE_PARSED:
    if (file->is_reported && !is_read_in_part(session, index)) note_problems(session, index);
    return;
  case FILE_MISSING:
    if (file->is_reported) notes_add(&session->notes, true, file->full, state->failure);
    return;
  case FILE_UNREADABLE:
    notes_add(&session->notes, file->is_reported, file->full, state->failure);
    return;
  }
}

static void note_files(Session *session) {
  for (size_t i = 0; i < session->discovery.count; i++)
    note_file(session, i);
  note_guessed(session);
}

static void finish_notes(Session *session, SessionResult *out) {
  const Cache *cache = session->cache;
  if (cache && (atomic_load(&cache->is_damaged) || cache->units.is_damaged))
    cache_tell_damage(session, "a summary in it is not as it was written");
  for (size_t i = 0; i < session->notes.list.count; i++) {
    FileNote *note = &session->notes.list.at[i];
    note->path = discovery_display(&session->discovery, note->path);
  }
  notes_sort(&session->notes);
  out->notes = session->notes.list.at;
  out->note_count = session->notes.list.count;
}

static void count_packages(const Session *session, SessionResult *out) {
  const Packages *packages = &session->packages;
  out->environment = packages->environment.root;
  out->package_count = packages->read_count;
  out->package_bytes = packages->read_bytes;
  out->is_packages_full = packages->is_full;
  if (packages->count == 0) return;
  log_debug(session->options.log, "session: packages found=%u read=%zu bytes=%zu full=%d",
            packages->count, packages->read_count, packages->read_bytes, packages->is_full);
}

static void count_files(const Session *session, SessionResult *out) {
  count_packages(session, out);
  for (size_t i = 0; i < session->discovery.count; i++) {
    const FileState *state = &session->states[i];
    bool is_reported = session->discovery.files[i].is_reported;
    if (is_reported) out->file_count++;
    if (is_reported) out->found_bytes += state->bytes;
    if (state->stage != FILE_PARSED) continue;
    out->parsed_count++;
    out->parsed_bytes += state->bytes;
    log_debug(session->options.log, "session: parsed path=%s", session->discovery.files[i].full.at);
  }
}

// What is not async and runs on the loop all the same, because something calls it there.
static void log_callbacks(const Session *session, const Program *program) {
  const Log *log = session->options.log;
  if (log->level < LOG_DEBUG) return;
  Arena scratch = {0};
  for (FunctionId id = 0; id < program_function_count(program); id++) {
    const Function *function = program_function(program, id);
    if (function->root == ROOT_NONE || function->root == ROOT_COROUTINE) continue;
    const Summary *summary = program_summary(program, function->module);
    Str path = program_path(program, function->module);
    Str name = program_function_name(program, id, &scratch);
    log_debug(log, "link: runs on the loop path=%.*s offset=%u function=%.*s", STR_ARG(path),
              summary_scope_name_span(summary, function->scope).start, STR_ARG(name));
  }
  arena_release(&scratch);
}

// For tests/real/environments.py.
static void log_callees(const Session *session, const Program *program) {
  const Log *log = session->options.log;
  if (log->level < LOG_DEBUG) return;
  CalleeCounts counts = program_callees(program);
  log_debug(
      log, "link: calls in async code own=%u standard=%u described=%u found=%u named=%u unknown=%u",
      counts.own, counts.standard, counts.described, counts.found, counts.named, counts.unknown);
}

static void log_cache(const Session *session) {
  size_t loaded = 0, parsed = 0;
  for (unsigned i = 0; i < session->workers.count; i++) {
    loaded += session->workers.at[i].loaded_count;
    parsed += session->workers.at[i].parsed_count;
  }
  if (session->cache->is_on)
    log_debug(session->options.log, "cache: loaded=%zu parsed=%zu", loaded, parsed);
}

static void log_counts(const Session *session, const SessionResult *result) {
  log_debug(session->options.log,
            "session: done files=%zu parsed=%zu demanded=%zu bytes=%llu parsed_bytes=%llu",
            result->file_count, result->parsed_count, session->demanded_count,
            (unsigned long long)result->found_bytes, (unsigned long long)result->parsed_bytes);
}

void session_prepare(Session *session) {
  if (session->prefilter) return;
  session_enter(session, PHASE_KNOWLEDGE);
  const KnowledgeEntries *own = &session->options.own_python;
  session->knowledge = knowledge_new_with(&session->arena, own->at, own->count);
  KnowledgeWords words = knowledge_loop_words(session->knowledge);
  session->prefilter = prefilter_new(&session->arena, words);
  cache_set_words(session, words);
  session_enter(session, PHASE_FILES);
}

static bool read_project(Session *session, Error *err) {
  session_prepare(session);
  load_linked(session);
  prefetch(session);
  if (!load_native(session, err)) return false;
  load_rest(session);
  return true;
}

static void find_findings(Session *session, SessionResult *out) {
  session_enter(session, PHASE_LINK);
  const Program *program = link_files(session);
  session->program = program;
  log_callbacks(session, program);
  log_callees(session, program);
  tell_progress(session, "checking", 0);
  session_enter(session, PHASE_RULES);
  EngineOptions engine = session->options.engine;
  engine.is_whole = session->discovery.is_whole;
  file_ignores_apply(session, &engine);
  out->findings = engine_run(&session->arena, program, &engine);
  fixes_make(session, program, &out->findings);
}

bool session_check(Session *session, SessionResult *out, Error *err) {
  *out = (SessionResult){0};
  if (!find_files(session, err) || !find_packages(session, err)) return false;
  if (!changes_find(session, err)) return false;
  fixes_take_texts(session);
  changes_follow_texts(session);
  session->workers = workers_make(&session->arena, session->options.jobs);
  session_enter(session, PHASE_CACHE);
  cache_open(session);
  session->is_recalled = result_find(session, out);
  if (!session->is_recalled) {
    size_t first_note = session->notes.list.count;
    if (!read_project(session, err)) return false;
    find_findings(session, out);
    note_files(session);
    count_files(session, out);
    result_take(session, out, first_note);
  }
  finish_notes(session, out);
  log_cache(session);
  log_counts(session, out);
  return true;
}

const Program *session_program(const Session *session) {
  return session->program;
}

bool session_list(Session *session, SessionResult *out, Error *err) {
  *out = (SessionResult){0};
  if (!find_files(session, err) || !find_packages(session, err)) return false;
  const Discovery *discovery = &session->discovery;
  Str *files = arena_push(&session->arena, Str, discovery->count + 1);
  for (size_t i = 0; i < discovery->count; i++)
    if (discovery->files[i].is_reported)
      files[out->file_count++] = discovery_display(discovery, discovery->files[i].full);
  finish_notes(session, out);
  out->files = files;
  return true;
}
