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
  Str failure; // "" when it was read
} UnitState;

typedef Array(UnitState) Units;

typedef struct NativeJob {
  Session *session;
  CCommands commands;
  bool has_commands; // a compile database, or flags for all files
  Str folder;        // what lies in it belongs together where no database says more
  Units units;
  CGroups groups;
  CBeginning *beginnings; // beside groups
  Str kept;               // the folder that they are kept in; "" when there is none
} NativeJob;

// ---- Which files --------------------------------------------------------------------------------

static bool is_unit(const SourceFile *file) {
  return file->is_native && !str_has_suffix(file->full, STR(".h"));
}

// What the person asked for by name has to be read; what only lies in a directory may be left out
// when nothing tells how to compile it and nothing in it speaks of a loop.
typedef struct Wish {
  bool is_named;
  bool is_there;
  Str folder; // around all of them
} Wish;

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
    Str bytes = {0};
    bool is_missing = false;
    Error error = {0};
    if (!load_bytes(session, (ModuleId)i, &session->buffer, &bytes, NULL, &is_missing, &error))
      continue;
    if (prefilter_matches(prefilter, bytes)) return true;
  }
  return false;
}

static bool is_listed(const NativeJob *job, Str full) {
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
static bool is_wanted(const NativeJob *job, const SourceFile *file) {
  if (!is_unit(file) || file->is_given) return false;
  if (file->is_named) return true;
  if (job->commands.count > 0) return is_listed(job, file->full);
  return file->is_reported || path_is_below(file->full, job->folder);
}

static void choose_units(NativeJob *job) {
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

static bool read_commands(NativeJob *job, Wish wish, Error *err) {
  Session *session = job->session;
  Str path = session->options.compile_commands;
  if (path.size == 0 && !c_commands_find(&session->arena, wish.folder, &path)) return true;
  job->has_commands = true;
  job->folder = path_parent(path);
  return c_commands_read(&session->arena, path, session->discovery.root, &job->commands, err);
}

static bool open_library(Session *session, bool is_required, Error *err) {
  Str given = session->options.libclang;
  const char *path = given.size > 0 ? given.at : NULL;
  if (c_library_open(path, &session->c_library, err)) {
    Str warning = c_library_warning(session->c_library);
    if (warning.size > 0) notes_add(&session->notes, false, session->discovery.root, warning);
    return true;
  }
  if (is_required) return false;
  Str text = str_print(&session->arena, "C files are not analysed: %s", err->text);
  notes_add(&session->notes, false, session->discovery.root, text);
  *err = (Error){0};
  return true;
}

// ---- What units share ---------------------------------------------------------------------------

static void read_beginning(void *context, Worker *worker, size_t task) {
  NativeJob *job = context;
  const CGroup *group = &job->groups.at[task];
  Str file = str_print(&worker->arena, "%.*s/%zu.pch", STR_ARG(job->kept), task);
  if (!worker->c) worker->c = c_reader_new(job->session->c_library);
  c_read_beginning(worker->c, &worker->arena, &job->units.at[group->units[0]].command,
                   group->directives, file, job->session->discovery.root, &job->beginnings[task]);
}

static bool make_folder(NativeJob *job) {
  const char *where = getenv("TMPDIR");
  bool is_there = where && where[0] == '/';
  Str name = str_print(&job->session->arena, "%s/nostall-XXXXXX", is_there ? where : "/tmp");
  char *folder = str_to_c(&job->session->arena, name);
  if (!mkdtemp(folder)) return false;
  job->kept = str_from_c(folder);
  return true;
}

// What many units begin with is read once. Where that does not work out they are read as a whole.
static void read_beginnings(NativeJob *job) {
  Session *session = job->session;
  const CCommand **commands = arena_push(&session->arena, const CCommand *, job->units.count + 1);
  for (size_t i = 0; i < job->units.count; i++)
    commands[i] = &job->units.at[i].command;
  job->groups = c_groups_find(&session->arena, commands, (uint32_t)job->units.count);
  if (job->groups.count == 0 || !make_folder(job)) return;
  job->beginnings = arena_push(&session->arena, CBeginning, job->groups.count);
  Work work = {.count = job->groups.count, .do_task = read_beginning, .context = job};
  workers_run(&session->workers, &work);
  for (uint32_t i = 0; i < job->groups.count; i++)
    for (uint32_t k = 0; k < job->groups.at[i].count; k++)
      job->units.at[job->groups.at[i].units[k]].beginning = &job->beginnings[i];
}

static void forget_beginnings(const NativeJob *job) {
  Arena *arena = &job->session->arena;
  if (job->kept.size == 0) return;
  for (uint32_t i = 0; i < job->groups.count; i++)
    unlink(str_to_c(arena, str_print(arena, "%.*s/%u.pch", STR_ARG(job->kept), i)));
  rmdir(str_to_c(arena, job->kept));
}

// ---- Reading ------------------------------------------------------------------------------------

static void read_unit(void *context, Worker *worker, size_t task) {
  NativeJob *job = context;
  UnitState *unit = &job->units.at[task];
  Error error = {0};
  if (!worker->c) worker->c = c_reader_new(job->session->c_library);
  if (!c_read_unit(worker->c, &worker->arena, &unit->command, unit->beginning,
                   job->session->discovery.root, &unit->unit, &error))
    unit->failure = str_copy(&worker->arena, str_from_c(error.text));
}

static void pass_progress(void *context, size_t done, size_t total) {
  const NativeJob *job = context;
  const SessionOptions *options = &job->session->options;
  if (options->on_progress)
    options->on_progress(options->progress_context, "reading C", done, total);
}

static void keep_block(Session *session, Str block) {
  Summary summary = summary_view(block);
  ModuleId file = session_find(session, summary.path);
  if (file == MODULE_NONE || session->states[file].summary) return;
  Summary *kept = arena_push(&session->arena, Summary, 1);
  *kept = summary;
  FileState *state = &session->states[file];
  state->summary = kept;
  state->stage = FILE_PARSED;
  state->can_matter = true;
  state->bytes = kept->source_bytes;
}

static void keep_unit(NativeJob *job, const UnitState *unit) {
  FileState *state = &job->session->states[unit->file];
  if (unit->failure.size > 0) {
    state->stage = FILE_UNREADABLE;
    state->failure = unit->failure;
    return;
  }
  for (uint32_t i = 0; i < unit->unit.count; i++)
    keep_block(job->session, unit->unit.blocks[i]);
  const CBeginning *beginning = unit->beginning;
  for (uint32_t i = 0; beginning && i < beginning->count; i++)
    keep_block(job->session, beginning->blocks[i]);
}

typedef struct Refused { // a flag that is not used
  Str flag;
  Str file; // the first with it
  uint32_t count;
} Refused;
typedef Array(Refused) RefusedList;

static void count_refused(NativeJob *job, const CCommand *command, Map *known, RefusedList *list) {
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
static void note_refused(NativeJob *job) {
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

static void note_commands(NativeJob *job) {
  note_refused(job);
  if (job->has_commands) return;
  notes_add(&job->session->notes, false, job->session->discovery.root,
            STR("no compile_commands.json was found: flags for C files are guessed; name one with "
                "--compile-commands"));
}

bool load_native(Session *session, Error *err) {
  Wish wish = wish_of(session);
  NativeJob job = {.session = session, .folder = wish.folder};
  if (!wish.is_there) return true;
  if (!read_commands(&job, wish, err)) return false;
  if (!wish.is_named && !job.has_commands && !speaks_of_loop(session)) return true;
  job.commands.guess = c_guess_make(&session->arena, session->discovery.root);
  choose_units(&job);
  const KnowledgeEntries *own = &session->options.own_c;
  session->knowledge = knowledge_with_c(&session->arena, session->knowledge, own->at, own->count);
  if (!open_library(session, wish.is_named, err)) return false;
  if (!session->c_library || job.units.count == 0) return true;
  Work work = {.count = job.units.count,
               .do_task = read_unit,
               .context = &job,
               .on_progress = pass_progress,
               .progress_context = &job};
  read_beginnings(&job);
  workers_run(&session->workers, &work);
  forget_beginnings(&job);
  for (size_t i = 0; i < job.units.count; i++)
    keep_unit(&job, &job.units.at[i]);
  note_commands(&job);
  return true;
}
