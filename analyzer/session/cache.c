// A session's side of the cache: who a file is, what is known of it, and what is kept of it.
#define _POSIX_C_SOURCE 200809L
#include "session/result.h"

#include "session/paths.h"
#include "session/sealed.h"

#include <unistd.h>

#define STORE_NAME "summaries"

// ---- Opening ------------------------------------------------------------------------------------

void cache_tell_damage(Session *session, const char *what) {
  Cache *cache = session->cache;
  if (cache->is_damage_told) return;
  cache->is_damage_told = true;
  Str text = str_print(&session->arena, "the cache is damaged and is made anew: %s", what);
  notes_add(&session->notes, false, cache->path, text);
}

static bool find_folder(Session *session) {
  Cache *cache = session->cache;
  const SessionOptions *options = &session->options;
  const Discovery *discovery = &session->discovery;
  if (!cache_folder_choose(&session->arena, options->cache_folder, discovery->current,
                           discovery->start, &cache->path))
    return false;
  if (options->cache_folder.size > 0 || !discovery->holds_cache) return true;
  notes_add(&session->notes, false, cache->path,
            STR("is part of the repository, where others could hide findings in it, and is not "
                "used; run `git rm -r --cached` on it"));
  return false;
}

static void open_store(Session *session) {
  Cache *cache = session->cache;
  cache->store = (Store){.version = build_key_summary, .has_seal = true, .is_own = true};
  if (cache->folder < 0) return;
  Error error = {0};
  bool ok = store_open(&cache->arena, cache->folder, STORE_NAME, build_key_summary, &cache->store,
                       &error);
  store_use_seal(&cache->store, cache->folder, STORE_NAME);
  if (ok) return;
  atomic_store(&cache->is_damaged, true);
  cache_tell_damage(session, error.text);
}

static void open_units(Session *session) {
  Cache *cache = session->cache;
  Error error = {0};
  unit_cache_open(&cache->units, &cache->arena, cache->folder, build_key_unit, &error);
  if (cache->units.is_damaged) cache_tell_damage(session, error.text);
}

void cache_open(Session *session) {
  Cache *cache = arena_push(&session->arena, Cache, 1);
  const SessionOptions *options = &session->options;
  cache->folder = -1;
  session->cache = cache;
  if (!options->uses_cache || session->discovery.count == 0 || !find_folder(session)) return;
  Error error = {0};
  cache->folder = cache_folder_open(cache->path, options->cache_folder.size > 0, &error);
  cache->is_on = cache->folder >= 0 || error.kind == FAIL_NONE;
  if (!cache->is_on) {
    notes_add(&session->notes, false, cache->path,
              str_copy(&session->arena, str_from_c(error.text)));
    return;
  }
  open_store(session);
  open_units(session);
  cache->files = arena_push(&cache->arena, FileIdentity, session->file_room);
  log_debug(options->log, "cache: opened path=%s segments=%zu bytes=%zu", cache->path.at,
            cache->store.segments.count, cache->store.bytes.size);
}

void cache_close(Session *session) {
  Cache *cache = session->cache;
  if (!cache) return;
  store_close(&cache->store);
  sealed_unmap(cache->found);
  unit_cache_close(&cache->units);
  if (cache->is_on && cache->folder >= 0) close(cache->folder);
  arena_release(&cache->arena);
}

// Answers of a prefilter that searched for other words say nothing here.
void cache_set_words(Session *session, KnowledgeWords words) {
  uint64_t hash = 0;
  for (size_t i = 0; i < words.count; i++) {
    uint64_t parts[2] = {hash, str_hash(words.at[i])};
    hash = str_hash((Str){(const char *)parts, sizeof parts});
  }
  session->cache->words = (uint32_t)hash | 1;
}

// ---- Who a file is ------------------------------------------------------------------------------

static bool is_kept(const Session *session, ModuleId file) {
  const SourceFile *source = &session->discovery.files[file];
  return session->cache->is_on && !source->is_given && !source->is_native;
}

static const char *place_of(const SourceFile *source) {
  return source->is_package ? source->full.at : source->path.at;
}

uint64_t cache_path_hash(const Session *session, size_t file) {
  FileIdentity *identity = &session->cache->files[file];
  if (identity->path_hash == 0) identity->path_hash = str_hash(session->discovery.files[file].path);
  return identity->path_hash;
}

// By the stamp alone.
static bool identify(const Session *session, ModuleId file) {
  const SourceFile *source = &session->discovery.files[file];
  FileIdentity *identity = &session->cache->files[file];
  if (identity->is_known) return true;
  struct stat info = {0};
  if (session->cache->store.segments.count == 0) return false;
  if (fstatat(session->root, place_of(source), &info, 0) != 0 || !S_ISREG(info.st_mode))
    return false;
  Stamp stamp = stamp_of(&info);
  const StoreEntry *entry =
      store_find(&session->cache->store, cache_path_hash(session, file), stamp);
  if (!entry) return false;
  identity->content = entry->content;
  identity->stamp = stamp;
  identity->entry = entry;
  identity->is_known = true;
  identity->size_bytes = (size_t)stamp.size_bytes;
  return true;
}

void cache_note(const Session *session, ModuleId file, Str bytes, Stamp stamp) {
  if (!is_kept(session, file)) return;
  const Store *store = &session->cache->store;
  FileIdentity *identity = &session->cache->files[file];
  uint64_t path_hash = cache_path_hash(session, file);
  *identity = (FileIdentity){
      .path_hash = path_hash, .content = str_hash_wide(bytes), .stamp = stamp, .is_known = true};
  identity->size_bytes = bytes.size;
  identity->entry = store_find_content(store, path_hash, identity->content);
  bool is_latest = identity->entry && identity->entry == store_find(store, path_hash, (Stamp){0});
  bool is_same = is_latest && (stamp.inode == 0 || stamp_equal(identity->entry->stamp, stamp));
  identity->is_new = !is_same;
}

bool cache_identify(Session *session, Worker *worker, ModuleId file) {
  if (!is_kept(session, file)) return false;
  if (identify(session, file)) return true;
  FileBytes read = {0};
  Error error = {0};
  if (!load_bytes(session, file, &worker->buffer, &read, &error)) return false;
  cache_note(session, file, read.bytes, read.stamp);
  return true;
}

void cache_move(Session *session, size_t from, size_t to) {
  if (session->cache->is_on) session->cache->files[to] = session->cache->files[from];
}

// ---- What is known of it ------------------------------------------------------------------------

bool cache_view(const Session *session, Worker *worker, ModuleId file) {
  Cache *cache = session->cache;
  FileIdentity *identity = is_kept(session, file) ? &cache->files[file] : NULL;
  if (!identity || !identity->entry || identity->entry->block == 0) return false;
  Summary *summary = arena_push(&worker->arena, Summary, 1);
  Error error = {0};
  Str path = session->discovery.files[file].path;
  if (!store_summary(&cache->store, identity->entry, path, summary, &error)) {
    atomic_store(&cache->is_damaged, true);
    identity->entry = NULL;
    identity->is_new = true;
    return false;
  }
  FileState *state = &session->states[file];
  state->summary = summary;
  state->stage = FILE_PARSED;
  worker->loaded_count++;
  return true;
}

// Of what the prefilter said, if it was asked about the same words.
static bool is_searched(const Cache *cache, const FileIdentity *identity) {
  return identity->entry && identity->entry->words == cache->words;
}

bool cache_load(const Session *session, Worker *worker, ModuleId file, bool is_filtered) {
  const Cache *cache = session->cache;
  if (!is_kept(session, file) || !identify(session, file)) return false;
  const FileIdentity *identity = &cache->files[file];
  FileState *state = &session->states[file];
  if (is_filtered && !is_searched(cache, identity)) return false;
  state->bytes = identity->size_bytes;
  if (!is_filtered) return cache_view(session, worker, file);
  state->can_matter = identity->entry->can_matter != 0;
  if (state->can_matter) return cache_view(session, worker, file);
  state->stage = FILE_SKIPPED;
  return true;
}

void cache_note_search(const Session *session, ModuleId file) {
  if (!is_kept(session, file)) return;
  const Cache *cache = session->cache;
  FileIdentity *identity = &cache->files[file];
  identity->words = cache->words;
  identity->is_new |= !is_searched(cache, identity);
}

// ---- What is kept -------------------------------------------------------------------------------

typedef Array(StorePut) Puts;

static StorePut put_of(const Session *session, ModuleId file) {
  const FileIdentity *identity = &session->cache->files[file];
  const FileState *state = &session->states[file];
  const StoreEntry *entry = identity->entry;
  StorePut put = {.entry = {.path_hash = cache_path_hash(session, file),
                            .content = identity->content,
                            .stamp = identity->stamp,
                            .words = identity->words,
                            .can_matter = state->can_matter},
                  .is_new = identity->is_new};
  bool is_told = identity->words == 0 && entry;
  if (is_told) put.entry.words = entry->words;
  if (is_told) put.entry.can_matter = entry->can_matter;
  put.kept = entry && entry->block ? entry : NULL;
  if (put.kept || !state->summary) return put;
  put.block = state->summary->block;
  put.is_new = true;
  return put;
}

// Returns how many are new.
static size_t collect(Session *session, Puts *puts) {
  size_t count = session->discovery.count + session->packages.count;
  size_t new_count = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_kept(session, (ModuleId)i) || !session->cache->files[i].is_known) continue;
    StorePut put = put_of(session, (ModuleId)i);
    if (put.block.size > UINT32_MAX) continue;
    new_count += put.is_new;
    array_push(&session->cache->arena, puts, put);
  }
  return new_count;
}

// A folder that was found may be an empty one, without its marks.
static bool make_folder(Session *session, Error *err) {
  Cache *cache = session->cache;
  if (cache->folder >= 0) close(cache->folder);
  cache->folder = cache_folder_make(cache->path, session->options.cache_folder.size > 0, err);
  return cache->folder >= 0;
}

static bool write_all(Session *session, const Puts *puts, bool is_store_new, Error *err) {
  Cache *cache = session->cache;
  if (!make_folder(session, err)) return false;
  int lock = cache_folder_lock(cache->folder, err);
  if (lock < 0) return false;
  cache->store.is_damaged = atomic_load(&cache->is_damaged);
  bool ok = !is_store_new ||
            store_write(&cache->store, cache->folder, STORE_NAME, puts->at, puts->count, err);
  ok = ok && unit_cache_write(&cache->units, cache->folder, err) && result_write(session, err) &&
       lists_write(&session->lists, cache->folder, err);
  close(lock);
  return ok;
}

static bool is_text_given(const Session *session) {
  for (size_t i = 0; i < session->discovery.count; i++)
    if (session->discovery.files[i].is_given) return true;
  return false;
}

// Whether a file has something that the store lacks: mostly none has, and nothing is collected.
static bool is_any_new(const Session *session) {
  for (size_t i = 0; i < session->discovery.count + session->packages.count; i++) {
    const FileIdentity *identity = &session->cache->files[i];
    if (!identity->is_known) continue;
    bool has_block = identity->entry && identity->entry->block;
    if (identity->is_new || (!has_block && session->states[i].summary)) return true;
  }
  return false;
}

// What cannot be kept is no trouble: the next run does without.
void session_keep(Session *session) {
  session_enter(session, PHASE_KEEP);
  Cache *cache = session->cache;
  const Log *log = session->options.log;
  if (!cache || !cache->is_on || is_text_given(session)) return;
  bool is_store_new = is_any_new(session) || atomic_load(&cache->is_damaged);
  bool is_list_new = lists_collect(&session->lists);
  bool is_any = is_store_new || is_list_new || unit_cache_is_new(&cache->units);
  if (!is_any && !result_is_new(session)) return;
  Puts puts = {0};
  size_t new_count = is_store_new ? collect(session, &puts) : 0;
  Error error = {0};
  bool ok = write_all(session, &puts, is_store_new, &error);
  if (ok)
    log_debug(log, "cache: kept path=%s new=%zu of=%zu", cache->path.at, new_count, puts.count);
  else
    log_debug(log, "cache: not kept path=%s: %s", cache->path.at, error.text);
}
