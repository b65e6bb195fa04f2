// C: translation units with their compile commands, on all workers; the Summaries of a unit belong
// to its main file and to headers. A header that several units bring is taken from the first of
// them in order of path, whichever worker came first.
#define _XOPEN_SOURCE 700
#include "session/state.h"

#include "base/array.h"
#include "base/map.h"
#include "session/listing.h"
#include "session/paths.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct UnitState {
  ModuleId file;
  CCommand command;
  const CBeginning *beginning; // that its group shares, or NULL
  CUnit unit;
  KeptUnit kept;
  bool is_read; // … in this run
  Str failure;  // "" when it was read
} UnitState;

typedef Array(UnitState) Units;

// A Summary in the cache, of the first unit that has one of its path.
typedef struct KeptSummary {
  const StoreEntry *entry;
  const Summary *summary; // NULL when it is damaged
} KeptSummary;

// A person's wish, see below.
typedef struct Wish {
  bool is_named;
  bool is_there;
  Str folder; // around all of them
} Wish;

typedef struct Native {
  Session *session;
  size_t file_count; // of the list of files for which this was made
  Wish wish;
  bool is_wanted; // there is C to read
  CCommands commands;
  bool has_commands; // a compile database, or flags for all files
  Str folder;        // what lies in it belongs together where no database says more
  Units units;
  Array(uint32_t) stale; // units that are to be read
  bool has_library;      // it is known which one reads them
  Str library;           // … by its version and flags
  Array(KeptSummary) summaries;
  Map summary_numbers;    // by hash of the path
  CGroups groups;         // of `stale`
  CBeginning *beginnings; // beside groups
  Str kept;               // the folder that they are kept in; "" when there is none
} Native;

// ---- Which files --------------------------------------------------------------------------------

static bool is_unit(const SourceFile *file) {
  return file->is_native && !str_has_suffix(file->full, STR(".h"));
}

// What the person asked for by name has to be read; what only lies in a directory may be left out
// when nothing tells how to compile it and nothing in it speaks of a loop.
static Wish wish_of(const Session *session) {
  Wish wish = {0};
  for (size_t i = 0; i < session->discovery.count; i++) {
    const SourceFile *file = &session->discovery.files[i];
    if (!file->is_reported || file->is_given || !file->is_native) continue;
    Str folder = path_parent(file->full);
    wish.folder = wish.is_there ? path_common(wish.folder, folder) : folder;
    wish.is_named |= file->is_named;
    wish.is_there = true;
  }
  return wish;
}

// Who tells what is to be known of C here means the C that is here.
static bool speaks_of_loop(Session *session) {
  if (session->options.own_c.count > 0) return true;
  const Prefilter *prefilter = prefilter_new(&session->arena, knowledge_loop_headers());
  for (size_t i = 0; i < session->discovery.count; i++) {
    const SourceFile *file = &session->discovery.files[i];
    if (!file->is_reported || !file->is_native) continue;
    FileBytes read = {0};
    Error error = {0};
    if (!load_bytes(session, (ModuleId)i, &session->buffer, &read, &error)) continue;
    if (prefilter_matches(prefilter, read.bytes)) return true;
  }
  return false;
}

static bool is_listed(const Native *job, Str full) {
  uint32_t low = 0, high = job->commands.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = str_compare(job->commands.at[middle].file, full);
    if (order == 0) return true;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

// A database lists what is built; other files of the tree are for other systems, or dead.
static bool is_wanted(const Native *job, const SourceFile *file) {
  if (!is_unit(file) || file->is_given) return false;
  if (file->is_named) return true;
  if (job->commands.count > 0) return is_listed(job, file->full);
  return file->is_reported || path_is_below(file->full, job->folder);
}

static void choose_units(Native *job) {
  Session *session = job->session;
  for (size_t i = 0; i < session->discovery.count; i++) {
    const SourceFile *file = &session->discovery.files[i];
    if (!is_wanted(job, file)) continue;
    UnitState unit = {.file = (ModuleId)i,
                      .command = c_commands_get(&session->arena, &job->commands, file->full)};
    array_push(&session->arena, &job->units, unit);
  }
}

// ---- Commands and library -----------------------------------------------------------------------

static bool read_commands(Native *job, Error *err) {
  Session *session = job->session;
  Str path = session->options.compile_commands;
  if (path.size == 0 && !c_commands_find(&session->arena, job->wish.folder, &path)) return true;
  job->has_commands = true;
  job->folder = path_parent(path_imagine(&session->arena, session->discovery.current, path));
  return c_commands_read(&session->arena, path, session->discovery.root, &job->commands, err);
}

static const char *library_path(const Session *session) {
  Str given = session->options.libclang;
  return given.size > 0 ? given.at : NULL;
}

static Str library_text(Session *session) {
  return str_print(&session->arena, "%.*s%.*s", STR_ARG(c_library_version(session->c_library)),
                   STR_ARG(c_library_flags(&session->arena, session->c_library)));
}

// A library about which something has to be said is opened in every run.
static void keep_library(Session *session) {
  uint64_t identity = 0;
  bool is_fine = c_library_warning(session->c_library).size == 0;
  if (is_fine && c_library_identity(library_path(session), &identity))
    unit_keep_library(&session->cache->units, identity, c_library_path(session->c_library),
                      library_text(session));
}

static bool open_library(Session *session, bool is_required, Error *err) {
  if (session->c_library) return true;
  if (c_library_open(library_path(session), &session->c_library, err)) {
    Str warning = c_library_warning(session->c_library);
    if (warning.size > 0) notes_add(&session->notes, false, session->discovery.root, warning);
    keep_library(session);
    return true;
  }
  if (is_required) return false;
  Str text = str_print(&session->arena, "C files are not analysed: %s", err->text);
  notes_add(&session->notes, false, session->discovery.root, text);
  *err = (Error){0};
  return true;
}

// ---- What is kept -------------------------------------------------------------------------------

static void find_units(Native *job) {
  Session *session = job->session;
  UnitCache *cache = &session->cache->units;
  for (size_t i = 0; i < job->units.count; i++) {
    UnitState *unit = &job->units.at[i];
    unit->kept = (KeptUnit){
        .id = unit_id(&session->arena, &unit->command, session->discovery.root, job->library)};
    if (cache->is_on) unit_find(cache, &unit->kept);
  }
}

static void look_for_library(Native *job) {
  UnitCache *cache = &job->session->cache->units;
  uint64_t identity = 0;
  job->has_library = cache->is_on && c_library_identity(library_path(job->session), &identity) &&
                     unit_library(cache, identity, &job->library);
  if (job->has_library) find_units(job);
}

static bool look(Session *session, Error *err) {
  Native *job = arena_push(&session->arena, Native, 1);
  Wish wish = wish_of(session);
  *job = (Native){.session = session,
                  .file_count = session->discovery.count,
                  .wish = wish,
                  .folder = wish.folder};
  if (wish.is_there && !read_commands(job, err)) return false;
  session->native = job;
  job->is_wanted = wish.is_there && (wish.is_named || job->has_commands || speaks_of_loop(session));
  if (!job->is_wanted) return true;
  job->commands.guess = c_guess_make(&session->arena, session->discovery.root);
  choose_units(job);
  look_for_library(job);
  return true;
}

void native_look(Session *session) {
  Error error = {0};
  (void)look(session, &error); // load_native says what is wrong
}

static uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t parts[2] = {a, b};
  return str_hash((Str){(const char *)parts, sizeof parts});
}

bool native_key(const Session *session, uint64_t *out) {
  const Native *job = session->native;
  if (!job || job->file_count != session->discovery.count) return false;
  *out = job->is_wanted;
  if (!job->is_wanted) return true;
  if (!job->has_library) return false;
  *out = mix(*out, job->has_commands);
  for (size_t i = 0; i < job->units.count; i++) {
    const UnitState *unit = &job->units.at[i];
    if (!unit->kept.is_valid) return false;
    *out = mix(mix(*out, unit->file), mix(unit->kept.record.low, unit->kept.record.high));
  }
  return true;
}

// ---- Summaries from the cache -------------------------------------------------------------------

static const Summary *open_summary(const Session *session, Arena *arena, const StoreEntry *entry) {
  Summary *summary = arena_push(arena, Summary, 1);
  Error error = {0};
  Str block = store_block(&session->cache->units.store, entry);
  return summary_open(block, summary, &error) ? summary : NULL;
}

static void open_kept(void *context, Worker *worker, size_t task) {
  Native *job = context;
  KeptSummary *kept = &job->summaries.at[task];
  kept->summary = open_summary(job->session, &worker->arena, kept->entry);
  worker->loaded_count += kept->summary != NULL;
}

// Of several Summaries of one file the first unit's counts.
static void claim(Native *job, const KeptUnit *kept) {
  Arena *arena = &job->session->arena;
  for (uint32_t i = 0; i < kept->block_count; i++) {
    uint32_t next = (uint32_t)job->summaries.count;
    if (*map_insert(arena, &job->summary_numbers, kept->blocks[i].path_hash, next) == next)
      array_push(arena, &job->summaries, ((KeptSummary){.entry = kept->blocks[i].entry}));
  }
}

static bool is_any_damaged(const Native *job) {
  for (size_t i = 0; i < job->summaries.count; i++)
    if (!job->summaries.at[i].summary) return true;
  return false;
}

// Where one of them is damaged none is used.
static void open_summaries(Native *job) {
  for (size_t i = 0; i < job->units.count; i++)
    if (job->units.at[i].kept.is_valid) claim(job, &job->units.at[i].kept);
  Work work = {.count = job->summaries.count, .do_task = open_kept, .context = job};
  workers_run(&job->session->workers, &work);
  if (!is_any_damaged(job)) return;
  job->session->cache->units.is_damaged = true;
  for (size_t i = 0; i < job->units.count; i++)
    job->units.at[i].kept.is_valid = false;
}

static void list_stale(Native *job) {
  job->stale.count = 0;
  for (size_t i = 0; i < job->units.count; i++)
    if (!job->units.at[i].kept.is_valid) array_push(&job->session->arena, &job->stale, (uint32_t)i);
}

static UnitState *stale_at(const Native *job, size_t number) {
  return &job->units.at[job->stale.at[number]];
}

// ---- What units share ---------------------------------------------------------------------------

// The header that a unit takes in first, when it was read and can stand before it.
static const CBeginning *header_of(const Native *job, uint32_t unit) {
  const CLead *lead = &job->groups.leads[unit];
  if (lead->group == C_GROUP_NONE) return NULL;
  const CBeginning *header = &job->beginnings[lead->group];
  return c_beginning_serves(header, lead) ? header : NULL;
}

static void read_beginning(Native *job, Worker *worker, size_t number) {
  const CGroup *group = &job->groups.at[number];
  uint32_t unit = group->units[0];
  Str file = str_print(&worker->arena, "%.*s/%zu.pch", STR_ARG(job->kept), number);
  if (!worker->c) worker->c = c_reader_new(job->session->c_library);
  c_read_beginning(worker->c, &worker->arena, &stale_at(job, unit)->command, group,
                   group->directives > 0 ? header_of(job, unit) : NULL, file,
                   job->session->discovery.root, &job->beginnings[number]);
}

static void read_header(void *context, Worker *worker, size_t task) {
  read_beginning(context, worker, task);
}

static void read_start(void *context, Worker *worker, size_t task) {
  Native *job = context;
  read_beginning(job, worker, job->groups.header_count + task);
}

static bool make_folder(Native *job) {
  const char *where = getenv("TMPDIR");
  bool is_there = where && where[0] == '/';
  Str name = str_print(&job->session->arena, "%s/nostall-XXXXXX", is_there ? where : "/tmp");
  char *folder = str_to_c(&job->session->arena, name);
  if (!mkdtemp(folder)) return false;
  job->kept = str_from_c(folder);
  return true;
}

// Where the start of a group cannot be shared, what it takes in first may be.
static void choose_beginning(Native *job, uint32_t group) {
  const CBeginning *beginning = &job->beginnings[group];
  if (beginning->file.size == 0) return;
  for (uint32_t i = 0; i < job->groups.at[group].count; i++)
    stale_at(job, job->groups.at[group].units[i])->beginning = beginning;
}

// What many units begin with is read once. Where that does not work out they are read as a whole.
static void read_beginnings(Native *job) {
  Session *session = job->session;
  const CCommand **commands = arena_push(&session->arena, const CCommand *, job->stale.count + 1);
  for (size_t i = 0; i < job->stale.count; i++)
    commands[i] = &stale_at(job, i)->command;
  job->groups = c_groups_find(&session->arena, commands, (uint32_t)job->stale.count);
  if (job->groups.count == 0 || !make_folder(job)) return;
  job->beginnings = arena_push(&session->arena, CBeginning, job->groups.count);
  uint32_t header_count = job->groups.header_count;
  Work headers = {.count = header_count, .do_task = read_header, .context = job};
  workers_run(&session->workers, &headers);
  Work starts = {.count = job->groups.count - header_count, .do_task = read_start, .context = job};
  workers_run(&session->workers, &starts);
  for (uint32_t i = 0; i < job->stale.count; i++)
    stale_at(job, i)->beginning = header_of(job, i);
  for (uint32_t i = header_count; i < job->groups.count; i++)
    choose_beginning(job, i);
}

static void forget_beginnings(const Native *job) {
  Arena *arena = &job->session->arena;
  if (job->kept.size == 0) return;
  for (uint32_t i = 0; i < job->groups.count; i++)
    unlink(str_to_c(arena, str_print(arena, "%.*s/%u.pch", STR_ARG(job->kept), i)));
  rmdir(str_to_c(arena, job->kept));
}

// ---- Reading ------------------------------------------------------------------------------------

static void read_unit(void *context, Worker *worker, size_t task) {
  Native *job = context;
  UnitState *unit = stale_at(job, task);
  unit->is_read = true;
  Error error = {0};
  if (!worker->c) worker->c = c_reader_new(job->session->c_library);
  if (!c_read_unit(worker->c, &worker->arena, &unit->command, unit->beginning,
                   job->session->discovery.root, &unit->unit, &error))
    unit->failure = str_copy(&worker->arena, str_from_c(error.text));
}

static void pass_progress(void *context, size_t done, size_t total) {
  const Native *job = context;
  const SessionOptions *options = &job->session->options;
  if (options->on_progress)
    options->on_progress(options->progress_context, "reading C", done, total);
}

static void keep_summary(Session *session, const Summary *summary) {
  ModuleId file = session_find(session, summary->path);
  if (file == MODULE_NONE || session->states[file].summary) return;
  FileState *state = &session->states[file];
  state->summary = summary;
  state->stage = FILE_PARSED;
  state->can_matter = true;
  state->bytes = summary->source_bytes;
}

static void keep_block(Session *session, Str block) {
  Summary *summary = arena_push(&session->arena, Summary, 1);
  *summary = summary_view(block);
  keep_summary(session, summary);
}

static void keep_found(Native *job, const KeptUnit *kept) {
  for (uint32_t i = 0; i < kept->block_count; i++) {
    const uint32_t *number = map_find(&job->summary_numbers, kept->blocks[i].path_hash);
    const KeptSummary *first = number ? &job->summaries.at[*number] : NULL;
    bool is_first = first && first->entry == kept->blocks[i].entry;
    if (is_first) keep_summary(job->session, first->summary);
  }
}

static void keep_unit(Native *job, const UnitState *unit) {
  FileState *state = &job->session->states[unit->file];
  if (unit->failure.size > 0) {
    state->stage = FILE_UNREADABLE;
    state->failure = unit->failure;
    return;
  }
  if (!unit->is_read) {
    keep_found(job, &unit->kept);
    return;
  }
  for (uint32_t i = 0; i < unit->unit.count; i++)
    keep_block(job->session, unit->unit.blocks[i]);
  const CBeginning *beginning = unit->beginning;
  for (uint32_t i = 0; beginning && i < beginning->count; i++)
    keep_block(job->session, beginning->blocks[i]);
}

void native_recall(Session *session, ModuleId file) {
  const Native *job = session->native;
  uint64_t path_hash = str_hash(session->discovery.files[file].path);
  FileState *state = &session->states[file];
  for (size_t i = 0; i < job->units.count && !state->summary; i++) {
    const KeptUnit *kept = &job->units.at[i].kept;
    for (uint32_t k = 0; k < kept->block_count && !state->summary; k++) {
      if (kept->blocks[k].path_hash != path_hash) continue;
      state->summary = open_summary(session, &session->arena, kept->blocks[k].entry);
      if (!state->summary) session->cache->units.is_damaged = true;
    }
  }
}

// What is left for the next run, when all have been read.
static void keep_for_later(Native *job) {
  UnitNews *news = arena_push(&job->session->arena, UnitNews, job->units.count + 1);
  size_t count = 0;
  for (size_t i = 0; i < job->units.count; i++) {
    UnitState *unit = &job->units.at[i];
    if (unit->failure.size > 0) continue;
    news[count++] = (UnitNews){.command = &unit->command,
                               .unit = unit->is_read ? &unit->unit : NULL,
                               .beginning = unit->unit.has_beginning ? unit->beginning : NULL,
                               .kept = &unit->kept};
  }
  units_keep(&job->session->cache->units, news, count);
}

typedef struct Refused { // a flag that is not used
  Str flag;
  Str file; // the first with it
  uint32_t count;
} Refused;
typedef Array(Refused) RefusedList;

static void count_refused(Native *job, const CCommand *command, Map *known, RefusedList *list) {
  Arena *arena = &job->session->arena;
  for (uint32_t i = 0; i < command->refused_count; i++) {
    Str flag = command->refused[i];
    uint32_t *number = map_insert(arena, known, str_hash(flag), (uint32_t)list->count);
    if (*number == list->count)
      array_push(arena, list, ((Refused){.flag = flag, .file = command->file}));
    list->at[*number].count++;
  }
}

// A flag that all commands have is told once.
static void note_refused(Native *job) {
  Map known = {0};
  RefusedList list = {0};
  for (size_t i = 0; i < job->units.count; i++)
    count_refused(job, &job->units.at[i].command, &known, &list);
  for (size_t i = 0; i < list.count; i++) {
    const Refused *refused = &list.at[i];
    Str text = str_print(&job->session->arena, "flag not used: %.*s", STR_ARG(refused->flag));
    if (refused->count > 1)
      text = str_print(&job->session->arena, "%.*s (and for %u more files)", STR_ARG(text),
                       refused->count - 1);
    notes_add(&job->session->notes, false, refused->file, text);
  }
}

static void note_commands(Native *job) {
  note_refused(job);
  if (job->has_commands) return;
  notes_add(&job->session->notes, false, job->session->discovery.root,
            STR("no compile_commands.json was found: flags for C files are guessed; name one with "
                "--compile-commands"));
}

static void log_units(const Native *job) {
  log_debug(job->session->options.log, "session: units=%zu read=%zu groups=%u", job->units.count,
            job->stale.count, job->groups.count);
}

// Which library reads them has to be known before it is known which are in the cache.
static bool know_library(Native *job, Error *err) {
  Session *session = job->session;
  list_stale(job);
  if (job->has_library && job->stale.count == 0) return true;
  if (!open_library(session, job->wish.is_named, err)) return false;
  job->has_library &= session->c_library != NULL;
  if (!session->c_library) return true;
  Str library = library_text(session);
  bool is_known = job->has_library && str_equal(job->library, library);
  job->has_library = true;
  job->library = library;
  if (!is_known) find_units(job);
  return true;
}

static void read_stale(Native *job) {
  Work work = {.count = job->stale.count,
               .do_task = read_unit,
               .context = job,
               .on_progress = pass_progress,
               .progress_context = job};
  read_beginnings(job);
  workers_run(&job->session->workers, &work);
  forget_beginnings(job);
}

bool load_native(Session *session, Error *err) {
  bool is_looked = session->native && session->native->file_count == session->discovery.count;
  if (!is_looked && !look(session, err)) return false;
  Native *job = session->native;
  if (!job->is_wanted) return true;
  const KnowledgeEntries *own = &session->options.own_c;
  session->knowledge = knowledge_with_c(&session->arena, session->knowledge, own->at, own->count);
  if (!know_library(job, err)) return false;
  if (!job->has_library || job->units.count == 0) return true;
  open_summaries(job);
  list_stale(job);
  if (job->stale.count > 0 && !open_library(session, job->wish.is_named, err)) return false;
  if (job->stale.count > 0 && !session->c_library) return true;
  if (job->stale.count > 0) read_stale(job);
  for (size_t i = 0; i < job->units.count; i++)
    keep_unit(job, &job->units.at[i]);
  log_units(job);
  keep_for_later(job);
  note_commands(job);
  return true;
}
