// What a session holds while it works. Private to this layer.
#pragma once

#include "session/bytes.h"
#include "session/cache.h"
#include "session/packages.h"
#include "session/prefilter.h"
#include "session/session.h"
#include "session/workers.h"

typedef enum FileStage {
  FILE_NEW,
  FILE_SKIPPED, // read, and nothing in it can run on a loop
  FILE_PARSED,
  FILE_MISSING,    // gone since it was listed
  FILE_UNREADABLE, // see FileState.failure
} FileStage;

typedef struct LineRange { // counted from 0
  uint32_t first, last;
} LineRange;

typedef struct ChangedFile {
  bool is_whole;
  Array(LineRange) lines; // in order
} ChangedFile;

typedef struct Changes {
  bool is_all;              // there is no commit yet
  Interner paths;           // absolute
  Array(ChangedFile) files; // beside `paths`
} Changes;

typedef struct FileState { // beside Discovery.files
  FileStage stage;
  bool can_matter;        // to a loop, by itself: the prefilter's answer for a linked file
  const Summary *summary; // of a parsed file, else NULL
  Str failure;
  Str given;    // stands for what is on the disk; `at` is NULL where nothing does
  Str kept;     // text of a skipped file, until load_due; `at` is NULL where there is none
  size_t bytes; // of what was read
} FileState;

// The text of a file, read again for a report.
typedef struct SourceText {
  ModuleId module;
  bool is_taken;
  bool is_same; // as when it was analysed
  Str text;
  LineTable lines;
  Arena arena; // of both, but what lies in `buffer` of the text
  ReadBuffer buffer;
  uint64_t used; // for finding the one that was not used for longest
} SourceText;

// Of a session that is profiled: the phase that it is in, and since when.
typedef struct Timing {
  SessionPhase phase;
  uint64_t cpu_ns, wall_ns, shared_ns; // when it began; `shared_ns` is of all workers
  SessionProfile profile;
} Timing;

// A finding and the hops of its chain lie in a few files, and findings come in order of path.
#define SOURCE_TEXTS 8

struct Session {
  SessionOptions options;
  Arena arena; // everything below; lives as long as the session
  Notes notes;
  Lists lists; // paths in `discovery` may lie in it
  Discovery discovery;
  Packages packages;
  int root; // open directory
  const Knowledge *knowledge;
  const Prefilter *prefilter;
  Workers workers;
  FileState *states;
  const Program *program;
  size_t file_room; // of `states`: the files that are listed, and those that packages may add
  Cache *cache;     // NULL until there is a list of files
  bool is_recalled; // what was found is an earlier run's: Summaries are loaded as they are shown
  const bool **ignored; // beside files: rules that are off there, NULL when not asked
  Changes changes;
  size_t demanded_count; // files that the linker had to wait for
  struct Native *native; // what there is of C, once that was looked at
  CLibrary *c_library;   // opened when there is C to read
  ReadBuffer buffer;     // of the thread that runs the session
  SourceText texts[SOURCE_TEXTS];
  uint64_t text_clock;
  Timing timing;
};

// ---- session.c ----------------------------------------------------------------------------------

// Makes what reading needs: knowledge, and the prefilter. Once.
void session_prepare(Session *session);

// ---- load.c: bytes to Summaries -----------------------------------------------------------------

// Reads every file that is linked and parses those that can matter. Files that are gone leave the
// list.
void load_linked(Session *session);
// Parses the files of a list, on all workers.
void load_files(Session *session, const char *phase, const ModuleId *files, size_t count);
// The same for those of a list that were not parsed before.
void load_due(Session *session, const ModuleId *files, size_t count);
// Does what load_linked does for those of a list, before it: it leaves them out then.
void load_changed(Session *session, const ModuleId *files, size_t count);
// Gives back what only served loading: from here on files are loaded one by one, if at all.
void load_rest(Session *session);
// The Summary of a file, parsed now if it was not before; NULL when it cannot be read.
const Summary *load_file(Session *session, ModuleId file);
// The same of a package's file, as long as one run may read more of them.
const Summary *load_package(Session *session, ModuleId file);
// Reads a file's bytes, from disk or from what was handed over, which has no stamp.
bool load_bytes(const Session *session, ModuleId file, ReadBuffer *buffer, FileBytes *out,
                Error *err);

// ---- profile.c ----------------------------------------------------------------------------------

// Begins to count the time of a worker's thread; counts what went by since for a phase that workers
// share; has a new reader of Python tell when a text is parsed.
void profile_begin(const Session *session, Worker *worker);
void profile_spend(const Session *session, Worker *worker, SessionPhase phase);
void profile_watch(const Session *session, Worker *worker);

// ---- cache.c ------------------------------------------------------------------------------------

// Opens the cache that the options name, or that of the project; what is wrong with it becomes a
// note. All below do nothing where there is none.
void cache_open(Session *session);
void cache_close(Session *session);
// The hash of a file's path, found out once.
uint64_t cache_path_hash(const Session *session, size_t file);
// The words that the prefilter searches for.
void cache_set_words(Session *session, KnowledgeWords words);
// Loads a file by its stamp without reading it; false when it has to be read.
bool cache_load(const Session *session, Worker *worker, ModuleId file, bool is_filtered);
// Finds out the content of a file, reading it where its stamp does not tell.
bool cache_identify(Session *session, Worker *worker, ModuleId file);
// Says what was read of a file, and that the prefilter searched it.
void cache_note(const Session *session, ModuleId file, Str bytes, Stamp stamp);
void cache_note_search(const Session *session, ModuleId file);
// The Summary of a file whose content is known, from the cache; false when it has none.
bool cache_view(const Session *session, Worker *worker, ModuleId file);
// A file has another number from now on.
void cache_move(Session *session, size_t from, size_t to);
// Notes, once, that the cache is damaged.
void cache_tell_damage(Session *session, const char *what);
// ---- changes.c ----------------------------------------------------------------------------------

// Asks git what changed, when that is wanted. Fails: FAIL_USAGE outside of a work tree and for an
// unknown revision; FAIL_IO when git cannot be run.
bool changes_find(Session *session, Error *err);
// Where texts stand for files: what changed is told of their lines.
void changes_follow_texts(Session *session);

// ---- native.c -----------------------------------------------------------------------------------

// Reads the C files that are asked for, and those that are built together with them. Fails, for the
// whole run, when a C file was named and cannot be read here: no libclang, a broken compile
// database.
bool load_native(Session *session, Error *err);
// Looks which units of C there are, and which of them are in the cache; reads none. A run that
// finds what an earlier one found needs no more.
void native_look(Session *session);
// A number for all that findings can depend on by way of C; false when units have to be read for
// that, or were not kept.
bool native_key(const Session *session, uint64_t *out);
// The Summary of a C file from the cache, for a report.
void native_recall(Session *session, ModuleId file);

// ---- ignores.c ----------------------------------------------------------------------------------

// Has the engine ask which rules are off in a file, where any are.
void file_ignores_apply(Session *session, EngineOptions *engine);

// ---- source.c -----------------------------------------------------------------------------------

// Reads the text of a file into `out`, in place of another one; false where it is not the one that
// was analysed.
bool source_read(Session *session, ModuleId module, SourceText *out);
void source_release(SourceText *text);

// ---- fixes.c ------------------------------------------------------------------------------------

// Finds the files for which texts were handed over.
void fixes_take_texts(Session *session);
// Makes the fixes that the findings ask for.
void fixes_make(Session *session, const Program *program, Findings *findings);
// The same for findings of an earlier run in one file, whose text is another now. False when what
// they ask for makes no sense.
bool fixes_make_again(Session *session, ModuleId module, AsyncLibrary library, Finding *findings,
                      size_t count);

// ---- prefetch.c ---------------------------------------------------------------------------------

// Parses on all workers what the linker is likely to ask for, which it would otherwise have to wait
// for one by one. Changes no result.
void prefetch(Session *session);
