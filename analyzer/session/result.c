// A result in a file of its own: what it holds for, what it was found from, and the findings. Those
// of a few different calls are kept, so that an editor, a hook and a person do not drive out each
// other's.
//
//   magic, xxh3 of the rest · build_key_all · the key of options · the key of the list of files
//   the key of what was read of C · folders of packages · files of packages · what was seen of each
//   file (SeenFile) · counts · notes · findings (result_code.c) · the lines that were shown
//   (parts.c)
#define _POSIX_C_SOURCE 200809L
#include "session/result.h"

#include "session/moved.h"
#include "session/paths.h"
#include "session/sealed.h"

#include <string.h>
#include <sys/stat.h>

#define MAGIC            UINT64_C(0x746c757365722121)
#define NAME_START       "result-"
#define RESULTS_MAX      8
#define RESULT_MAX_BYTES ((size_t)64 << 20)
#define NOTE_LEAST_BYTES 40

// ---- Keys ---------------------------------------------------------------------------------------

static void put_flags(ByteWriter *writer, const bool *flags, size_t count) {
  for (size_t i = 0; i < count; i++)
    bytes_put(writer, &flags[i], 1);
}

// Whoever adds an option asks whether a result depends on it.
static_assert(sizeof(void *) != 8 || sizeof(EngineOptions) == 88, "all options are in the key");

static void put_engine(ByteWriter *writer, const EngineOptions *engine) {
  bytes_put_number(writer, engine->rules.count);
  for (size_t i = 0; i < engine->rules.count; i++)
    bytes_put_str(writer, str_from_c(engine->rules.at[i]->id));
  put_flags(writer, engine->is_selected, engine->rules.count);
  put_flags(writer, engine->is_explicit, engine->rules.count);
  for (size_t i = 0; engine->severities && i < engine->rules.count; i++) {
    bytes_put_number(writer, engine->severities[i].is_given);
    bytes_put_number(writer, engine->severities[i].severity);
  }
  bytes_put_number(writer, engine->tests);
  bytes_put_number(writer, engine->min_confidence);
  bytes_put_number(writer, engine->max_tier);
  bytes_put_number(writer, engine->target);
  bytes_put_number(writer, engine->async_tests);
  bytes_put_number(writer, engine->keeps_suppressed);
}

// All that a run is told. What paths and patterns choose is in the list of files.
static uint64_t options_key(Session *session) {
  const SessionOptions *options = &session->options;
  Arena scratch = {0};
  ByteWriter writer = {.arena = &scratch};
  put_engine(&writer, &options->engine);
  bytes_put_number(&writer, options->path_count);
  for (size_t i = 0; i < options->path_count; i++)
    bytes_put_str(&writer, options->paths[i]);
  for (size_t i = 0; i < options->file_ignore_count; i++) {
    bytes_put_str(&writer, options->file_ignores[i].pattern);
    put_flags(&writer, options->file_ignores[i].is_ignored, options->engine.rules.count);
  }
  for (size_t i = 0; i < options->src_count; i++)
    bytes_put_str(&writer, options->src[i]);
  bytes_put_str(&writer, session->discovery.current);
  bytes_put_number(&writer, knowledge_entries_hash(options->own_python));
  bytes_put_number(&writer, knowledge_entries_hash(options->own_c));
  const Environment *environment = &session->packages.environment;
  for (size_t i = 0; i < environment->folders.count; i++)
    bytes_put_str(&writer, environment->folders.at[i]);
  uint64_t key = str_hash(bytes_written(&writer));
  arena_release(&scratch);
  return key;
}

// One hash after the other: the list is long, and nothing of it is needed again.
static uint64_t key_with(uint64_t key, uint64_t low, uint64_t high) {
  const uint64_t parts[] = {key, low, high};
  return str_hash((Str){(const char *)parts, sizeof parts});
}

static uint64_t files_key(const Session *session) {
  uint64_t key = key_with(str_hash(session->discovery.root), session->discovery.is_whole, 0);
  for (size_t i = 0; i < session->discovery.count; i++) {
    const SourceFile *file = &session->discovery.files[i];
    uint64_t flags =
        (uint64_t)file->is_reported | (uint64_t)file->is_named << 1 | (uint64_t)file->is_test << 2;
    key = key_with(key, cache_path_hash(session, i), flags);
  }
  return key;
}

// Results are of runs that read files alone.
static bool has_result(const Session *session) {
  const Discovery *discovery = &session->discovery;
  if (!session->cache->is_on || discovery->count == 0) return false;
  if (session->options.needs_program) return false;
  if (session->options.log->level >= LOG_DEBUG) return false;
  for (size_t i = 0; i < discovery->count; i++)
    if (discovery->files[i].is_given) return false;
  return true;
}

static size_t file_count(const Session *session) {
  return session->discovery.count + session->packages.count;
}

// ---- Contents -----------------------------------------------------------------------------------

static_assert(sizeof(SeenFile) == 24, "no padding");

typedef struct IdentifyJob {
  Session *session;
  const SeenFile *seen;
} IdentifyJob;

static void identify(void *context, Worker *worker, size_t task) {
  const IdentifyJob *job = context;
  if (job->seen[task].flags & SEEN_READ) (void)cache_identify(job->session, worker, (ModuleId)task);
}

typedef enum Sameness {
  SAME_NOT, // or not known
  SAME_BUT_CONTENTS,
  SAME_ALL,
} Sameness;

static Sameness compare_contents(Session *session, const SeenFile *seen) {
  IdentifyJob job = {.session = session, .seen = seen};
  Work work = {
      .count = file_count(session), .do_task = identify, .context = &job, .is_light = true};
  workers_run(&session->workers, &work);
  Sameness found = SAME_ALL;
  for (size_t i = 0; i < work.count; i++) {
    const FileIdentity *identity = &session->cache->files[i];
    if (!(seen[i].flags & SEEN_READ)) continue;
    if (!identity->is_known) return SAME_NOT;
    if (!wide_hash_equal(identity->content, seen[i].content)) found = SAME_BUT_CONTENTS;
  }
  return found;
}

// ---- Packages -----------------------------------------------------------------------------------

static void put_folders(ByteWriter *writer, const Packages *packages) {
  bytes_put_number(writer, packages->folders.count);
  for (size_t i = 0; i < packages->folders.count; i++) {
    const PackageFolder *folder = &packages->folders.at[i];
    bytes_put_str(writer, folder->path);
    bytes_put_number(writer, folder->is_there);
    bytes_put(writer, &folder->stamp, sizeof folder->stamp);
  }
}

static bool is_folder_same(Arena *arena, Str path, bool is_there, Stamp stamp) {
  struct stat info = {0};
  ArenaMark mark = arena_mark(arena);
  bool is_found = stat(str_to_c(arena, path), &info) == 0 && S_ISDIR(info.st_mode);
  arena_rewind(arena, mark);
  return is_there ? is_found && stamp_equal(stamp_of(&info), stamp) : !is_found;
}

static bool are_folders_same(Session *session, ByteReader *reader) {
  size_t count = bytes_count(reader, 16 + sizeof(Stamp));
  bool is_same = true;
  for (size_t i = 0; i < count && is_same; i++) {
    Str path = bytes_str(reader);
    bool is_there = bytes_below(reader, 2) != 0;
    Stamp stamp = {.size_bytes = bytes_number(reader)};
    stamp.modified_ns = (int64_t)bytes_number(reader);
    stamp.changed_ns = (int64_t)bytes_number(reader);
    stamp.inode = bytes_number(reader);
    is_same = !reader->is_broken && is_folder_same(&session->arena, path, is_there, stamp);
  }
  return is_same;
}

static void put_packages(ByteWriter *writer, const Session *session) {
  bytes_put_number(writer, session->packages.count);
  for (size_t i = 0; i < session->packages.count; i++) {
    const SourceFile *file = &session->discovery.files[session->discovery.count + i];
    bytes_put_str(writer, file->full);
    bytes_put_str(writer, file->path);
  }
}

static Str terminated(Arena *arena, Str text) {
  return (Str){str_to_c(arena, text), text.size};
}

// Gives the files of packages the numbers that they had.
static bool read_packages(Session *session, ByteReader *reader) {
  size_t count = bytes_count(reader, 2 * sizeof(uint64_t));
  bool has_room = session->packages.environment.folders.count > 0 && count <= PACKAGES_MAX_FILES;
  if (count > 0 && !has_room) return false;
  for (size_t i = 0; i < count; i++) {
    SourceFile *file = &session->discovery.files[session->discovery.count + i];
    *file = (SourceFile){.is_package = true};
    file->full = terminated(&session->arena, bytes_str(reader));
    file->path = terminated(&session->arena, bytes_str(reader));
  }
  session->packages.count = (uint32_t)count;
  return !reader->is_broken;
}

static void forget_packages(Session *session) {
  size_t count = session->discovery.count;
  for (size_t i = count; i < count + session->packages.count; i++)
    session->cache->files[i] = (FileIdentity){0};
  session->packages.count = 0;
}

// ---- Notes and counts ---------------------------------------------------------------------------

static void put_notes(ByteWriter *writer, const Notes *notes, size_t first) {
  bytes_put_number(writer, notes->list.count - first);
  for (size_t i = first; i < notes->list.count; i++) {
    const FileNote *note = &notes->list.at[i];
    bytes_put_str(writer, note->path);
    bytes_put_number(writer, note->line);
    bytes_put_number(writer, note->column);
    bytes_put_number(writer, note->is_fatal);
    bytes_put_str(writer, note->text);
  }
}

static void read_notes(Session *session, ByteReader *reader) {
  size_t count = bytes_count(reader, NOTE_LEAST_BYTES);
  for (size_t i = 0; i < count; i++) {
    FileNote note = {.path = bytes_str(reader)};
    note.line = (uint32_t)bytes_number(reader);
    note.column = (uint32_t)bytes_number(reader);
    note.is_fatal = bytes_below(reader, 2) != 0;
    note.text = bytes_str(reader);
    array_push(session->notes.arena, &session->notes.list, note);
  }
}

static void put_counts(ByteWriter *writer, const SessionResult *result) {
  bytes_put_number(writer, result->file_count);
  bytes_put_number(writer, result->parsed_count);
  bytes_put_number(writer, result->parsed_bytes);
  bytes_put_number(writer, result->found_bytes);
  bytes_put_number(writer, result->package_count);
  bytes_put_number(writer, result->package_bytes);
  bytes_put_number(writer, result->is_packages_full);
}

static void read_counts(ByteReader *reader, SessionResult *out) {
  out->file_count = (size_t)bytes_number(reader);
  out->parsed_count = (size_t)bytes_number(reader);
  out->parsed_bytes = bytes_number(reader);
  out->found_bytes = bytes_number(reader);
  out->package_count = (size_t)bytes_number(reader);
  out->package_bytes = bytes_number(reader);
  out->is_packages_full = bytes_below(reader, 2) != 0;
}

// ---- Reading one --------------------------------------------------------------------------------

static Str name_of(Arena *arena, uint64_t key) {
  return str_print(arena, NAME_START "%016llx", (unsigned long long)key);
}

static bool read_sealed(Session *session, uint64_t key, ByteReader *out) {
  Cache *cache = session->cache;
  Error error = {0};
  const char *name = name_of(&cache->arena, key).at;
  // Texts of findings are slices of it.
  uint64_t inode = 0;
  if (!sealed_map(cache->folder, name, RESULT_MAX_BYTES, &cache->found, &inode, &error))
    return false;
  *out = (ByteReader){.rest = cache->found};
  bool is_ours = bytes_number(out) == MAGIC;
  uint64_t hash = bytes_number(out);
  if (is_ours && !out->is_broken && str_hash(out->rest) == hash) return true;
  cache_tell_damage(session, "a result in it is not as it was written");
  return false;
}

bool result_read_found(ByteReader *reader, Session *session, SessionResult *out,
                       const uint8_t **libraries) {
  SessionResult result = {.environment = session->packages.environment.root};
  size_t note_count = session->notes.list.count;
  read_counts(reader, &result);
  read_notes(session, reader);
  bool ok = result_read_findings(reader, session, &result.findings, libraries);
  if (ok) *out = result;
  if (!ok) session->notes.list.count = note_count;
  return ok;
}

typedef struct Kept { // a result that was read
  SeenFile *seen;     // beside the files
  Str head;           // all before that, without the magic number and the hash
  Sameness sameness;
} Kept;

static bool read_seen(Session *session, ByteReader *reader, Kept *out) {
  size_t count = file_count(session);
  Str bytes = bytes_str(reader);
  if (reader->is_broken || bytes.size != count * sizeof(SeenFile)) return false;
  out->seen = arena_take(&session->cache->arena, SeenFile, count + 1);
  memcpy(out->seen, bytes.at, bytes.size);
  return true;
}

static void read_kept(Session *session, ByteReader *reader, uint64_t key, Kept *out) {
  const char *begin = reader->rest.at;
  bool is_same = bytes_number(reader) == build_key_all && bytes_number(reader) == key &&
                 bytes_number(reader) == files_key(session);
  uint64_t native = 0;
  is_same = is_same && native_key(session, &native) && bytes_number(reader) == native;
  if (!is_same || !are_folders_same(session, reader) || !read_packages(session, reader)) return;
  out->head = (Str){begin, (size_t)(reader->rest.at - begin)};
  if (read_seen(session, reader, out)) out->sameness = compare_contents(session, out->seen);
}

// ---- Keeping one --------------------------------------------------------------------------------

// What a file is now; the flags are those of `seen`.
static SeenFile seen_now(const Session *session, size_t file, uint32_t flags) {
  const FileIdentity *identity = &session->cache->files[file];
  return (SeenFile){identity->content, (uint32_t)identity->size_bytes, flags};
}

// False when something could not be read: the next run tries again.
static bool put_seen(ByteWriter *writer, const Session *session) {
  size_t count = file_count(session);
  SeenFile *seen = arena_push(writer->arena, SeenFile, count);
  for (size_t i = 0; i < count; i++) {
    const FileState *state = &session->states[i];
    if (state->stage == FILE_MISSING || state->stage == FILE_UNREADABLE) return false;
    if (state->stage == FILE_NEW || session->discovery.files[i].is_native) continue;
    if (!session->cache->files[i].is_known) return false;
    unsigned matters = state->can_matter ? SEEN_MATTERS : 0;
    unsigned parsed = state->stage == FILE_PARSED ? SEEN_PARSED : 0;
    seen[i] = seen_now(session, i, SEEN_READ | matters | parsed);
  }
  bytes_put_str(writer, (Str){(const char *)seen, count * sizeof *seen});
  return true;
}

static void put_found(ByteWriter *writer, const Session *session, const SessionResult *found,
                      size_t first_note, const uint8_t *libraries) {
  put_counts(writer, found);
  put_notes(writer, &session->notes, first_note);
  result_put_findings(writer, session, &found->findings, libraries);
  session->cache->result = bytes_written(writer);
}

void result_take(Session *session, const SessionResult *found, size_t first_note) {
  Cache *cache = session->cache;
  if (!cache->takes_result) return;
  // A file that went away meanwhile left the list.
  uint64_t native = 0;
  if (cache->files_key != files_key(session) || !native_key(session, &native)) return;
  ByteWriter writer = {.arena = &cache->arena};
  bytes_put_number(&writer, build_key_all);
  bytes_put_number(&writer, cache->result_key);
  bytes_put_number(&writer, cache->files_key);
  bytes_put_number(&writer, native);
  put_folders(&writer, &session->packages);
  put_packages(&writer, session);
  if (!put_seen(&writer, session)) return;
  put_found(&writer, session, found, first_note, NULL);
}

bool result_is_new(const Session *session) {
  return session->cache->result.size > 0;
}

// ---- Finding one --------------------------------------------------------------------------------

static bool recall(Session *session, ByteReader *reader, SessionResult *out,
                   const uint8_t **libraries) {
  bool ok = result_read_found(reader, session, out, libraries);
  if (!ok) cache_tell_damage(session, "a result in it makes no sense");
  return ok;
}

// Sizes are told of files of the project alone.
static void count_changes(const Session *session, const SeenFile *seen, SessionResult *out) {
  for (size_t i = 0; i < session->discovery.count; i++) {
    if (!(seen[i].flags & SEEN_READ)) continue;
    uint64_t more = (uint64_t)session->cache->files[i].size_bytes - seen[i].size_bytes;
    if (session->discovery.files[i].is_reported) out->found_bytes += more;
    if (seen[i].flags & SEEN_PARSED) out->parsed_bytes += more;
  }
}

// The same findings where the code is now, and they are kept for that.
static bool recall_moved(Session *session, ByteReader *reader, const Kept *kept,
                         SessionResult *out) {
  Cache *cache = session->cache;
  Moves moves = {0};
  SessionResult found = {0};
  const uint8_t *libraries = NULL;
  size_t count = file_count(session), first_note = session->notes.list.count;
  if (!moves_find(session, kept->seen, count, &moves)) return false;
  bool ok = recall(session, reader, &found, &libraries) &&
            moves_apply(session, &moves, libraries, &found.findings);
  if (!ok) {
    session->notes.list.count = first_note;
    return false;
  }
  count_changes(session, kept->seen, &found);
  for (size_t i = 0; i < count; i++)
    if (kept->seen[i].flags & SEEN_READ) kept->seen[i] = seen_now(session, i, kept->seen[i].flags);
  ByteWriter writer = {.arena = &cache->arena};
  bytes_put(&writer, kept->head.at, kept->head.size);
  bytes_put_str(&writer, (Str){(const char *)kept->seen, count * sizeof *kept->seen});
  put_found(&writer, session, &found, first_note, libraries);
  *out = found;
  return true;
}

static bool recall_kept(Session *session, ByteReader *reader, const Kept *kept,
                        SessionResult *out) {
  const uint8_t *libraries = NULL;
  switch (kept->sameness) {
  case SAME_NOT:
    break;
  case SAME_BUT_CONTENTS:
    return recall_moved(session, reader, kept, out);
  case SAME_ALL:
    if (!recall(session, reader, out, &libraries)) return false;
    parts_read(&session->cache->arena, reader, &session->cache->shown);
    return true;
  }
  return false;
}

bool result_find(Session *session, SessionResult *out) {
  Cache *cache = session->cache;
  if (!has_result(session)) return false;
  cache->result_key = options_key(session);
  cache->files_key = files_key(session);
  cache->takes_result = true;
  if (cache->folder < 0) return false;
  native_look(session);
  ByteReader reader = {0};
  Kept kept = {0};
  if (read_sealed(session, cache->result_key, &reader))
    read_kept(session, &reader, cache->result_key, &kept);
  bool is_found = recall_kept(session, &reader, &kept, out);
  if (!is_found) forget_packages(session);
  cache->takes_result = !is_found;
  return is_found;
}

// ---- Writing ------------------------------------------------------------------------------------

bool result_write(Session *session, Error *err) {
  Cache *cache = session->cache;
  if (!result_is_new(session)) return true;
  const char *name = name_of(&cache->arena, cache->result_key).at;
  uint64_t head[2] = {MAGIC, 0};
  ByteWriter writer = {.arena = &cache->arena};
  bytes_put(&writer, head, sizeof head);
  bytes_put(&writer, cache->result.at, cache->result.size);
  parts_put(&writer, &cache->noted);
  Str bytes = bytes_written(&writer);
  head[1] = str_hash(str_slice(bytes, sizeof head, bytes.size));
  memcpy(writer.bytes.at, head, sizeof head);
  return sealed_write(cache->folder, NAME_START, name, RESULTS_MAX, bytes_written(&writer), err);
}
