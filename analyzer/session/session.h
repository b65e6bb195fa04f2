// The façade: paths in, findings out. Finds the files, reads and summarises them on several
// threads, links them and runs the rules. Never prints.
#pragma once

#include "base/log.h"
#include "engine/engine.h"
#include "session/environment.h"

// Rules that are off in the files that a pattern names.
typedef struct FileIgnores {
  Str pattern;            // as in `excludes`
  const bool *is_ignored; // beside the rules
} FileIgnores;

// Which findings touch what changed in git.
typedef enum ChangeScope {
  CHANGES_CHAIN,   // the call itself, a hop of its chain, or the header of a function around one
  CHANGES_PRIMARY, // the call itself
  CHANGES_FILES,   // anything in a file of the chain
} ChangeScope;

typedef struct SessionChanges {
  bool is_asked;
  bool is_staged; // only files of which something is in the index
  Str base;       // a revision: what came behind the point where it and HEAD parted; "": HEAD
  ChangeScope scope;
} SessionChanges;

// A text that stands for the file of that path from the root, whatever is on the disk.
typedef struct SessionText {
  Str path;
  Str bytes;
} SessionText;

typedef struct SessionOptions {
  const Str *paths; // files and directories as given; none means "."
  size_t path_count;
  const Str *excludes; // glob patterns on paths and names
  size_t exclude_count;
  bool force_exclude;    // … also from what is named in `paths`
  const Str *test_files; // patterns as well: these are tests, whatever they are called
  size_t test_file_count;
  const Str *src; // directories from which modules are imported, absolute
  size_t src_count;
  const FileIgnores *file_ignores;
  size_t file_ignore_count;
  Str stdin_name;  // with path "-": the name that the text on `stdin_text` goes by; "" means "-"
  Str stdin_bytes; //
  SessionChanges changes;
  const SessionText *texts; // of Python files
  size_t text_count;
  Str compile_commands; // a compile_commands.json or compile_flags.txt; "": looked for
  Str libclang;         // terminated; "": the newest that is installed
  EnvironmentChoice environment;
  bool needs_program;          // session_program is asked for: findings of an earlier run do not do
  bool uses_cache;             // what earlier runs left is used, and session_keep leaves something
  Str cache_folder;            // where; "": in the project
  KnowledgeEntries own_python; // what the project adds to what is known; may be empty
  KnowledgeEntries own_c;
  unsigned jobs; // worker threads; 0: one per processor
  EngineOptions engine;
  bool is_profiled;
  const Log *log;
  // Called now and then from the thread that runs the session; may be NULL.
  void (*on_progress)(void *context, const char *phase, size_t done, size_t total);
  void *progress_context;
} SessionOptions;

// A file about which something must be said that is no finding: it is missing, or unreadable, or
// could be read in part only. `line` and `column` are 1-based, 0 when it is the whole file.
typedef struct FileNote {
  Str path;
  uint32_t line;
  uint32_t column;
  bool is_fatal; // the person asked for this file and nothing of it was analysed: exit code 2
  Str text;
} FileNote;

typedef struct SessionResult {
  Findings findings;
  const FileNote *notes; // in order of path and place
  size_t note_count;
  const Str *files;    // of session_list, `file_count` of them
  size_t file_count;   // Python files found
  size_t parsed_count; // … of which were parsed
  uint64_t parsed_bytes;
  uint64_t found_bytes;
  Str environment;      // whose packages were at hand; "" when none were
  size_t package_count; // files of packages that were read
  uint64_t package_bytes;
  bool is_packages_full; // … and there were more than one run reads
} SessionResult;

// ---- Where the time went ------------------------------------------------------------------------

// What a run does, in the order in which it begins to; those with `true` on all workers, file by
// file.
#define SESSION_PHASES(PHASE)                                                                      \
  PHASE(START, "start", false) /* before there was a session: options, configuration */            \
  PHASE(DISCOVERY, "discovery", false)                                                             \
  PHASE(CACHE, "cache", false) /* opening it, and telling what changed */                          \
  PHASE(KNOWLEDGE, "knowledge", false)                                                             \
  PHASE(FILES, "files", false) /* what is not in the four below */                                 \
  PHASE(READING, "reading", true)                                                                  \
  PHASE(PREFILTER, "prefilter", true)                                                              \
  PHASE(PARSE, "parse", true)                                                                      \
  PHASE(FACTS, "facts", true)                                                                      \
  PHASE(LINK, "link", false)                                                                       \
  PHASE(RULES, "rules", false)                                                                     \
  PHASE(REPORT, "report", false)                                                                   \
  PHASE(KEEP, "keeping", false) /* writing the cache */

typedef enum SessionPhase {
#define PHASE(NAME, name, is_shared) PHASE_##NAME,
  SESSION_PHASES(PHASE)
#undef PHASE
      PHASE_COUNT
} SessionPhase;

typedef struct SessionProfile {
  uint64_t cpu_ns[PHASE_COUNT];  // of all threads
  uint64_t wall_ns[PHASE_COUNT]; // 0 of those that workers share: they run side by side
  uint64_t children_ns;          // CPU of other programs: git
  uint64_t found_count, found_bytes;
  uint64_t parsed_count, parsed_bytes; // in this run
  uint64_t loaded_count;               // Summaries that came from the cache
  uint64_t peak_bytes;
  bool is_recalled; // the findings are those of an earlier run
} SessionProfile;

typedef struct Session Session;
Session *session_new(const SessionOptions *options); // keeps the pointers of `options`
void session_free(Session *session);
// Says what the run does from now on; for the phases that are not the session's own.
void session_enter(Session *session, SessionPhase phase);
// With SessionOptions.is_profiled: where the time went, up to now.
SessionProfile session_profile(Session *session);

// Fails only when the job could not be done at all (FAIL_USAGE, FAIL_IO); everything about single
// files is in the notes. The result lives as long as the session.
bool session_check(Session *session, SessionResult *out, Error *err);

// What was linked; NULL before session_check, and behind it unless SessionOptions.needs_program
// asks for it. It lives as long as the session.
const Program *session_program(const Session *session);
// Leaves what it has found out for other runs, where the options want it. To be called when the
// result has been shown: it takes time that nobody needs to wait for.
void session_keep(Session *session);

// Removes the cache of the project around some paths, or the folder that is named. `*removed` is
// its path, "" where there is none. Fails: FAIL_IO.
bool session_clean(Arena *arena, const Str *paths, size_t path_count, Str cache_folder,
                   Str *removed, Error *err);

// Finds the files alone: `out` has those that would be reported on in `files`, as people type them,
// and what is to be said of paths.
bool session_list(Session *session, SessionResult *out, Error *err);

typedef struct SessionSilenced {
  size_t file_count;    // that were written
  size_t comment_count; // that were added, or got more rules
  const FileNote *left; // findings for which there is no place, and files that were left alone
  size_t left_count;
} SessionSilenced;

// Writes comments that silence findings into the files, each file as a whole or not at all; those
// of ours that are there get more rules. `reason` may be "". Fails: FAIL_IO for a file that cannot
// be written; those before it were.
bool session_silence(Session *session, const Findings *findings, Str reason, SessionSilenced *out,
                     Error *err);

// The text that the spans of a finding point into, read again, and its lines. It lives until the
// next call. False when the file cannot be read any more or has changed since it was analysed; the
// line table is then still valid.
bool session_source(Session *session, ModuleId module, Str *text, LineTable *lines);
// The same for the lines of a span, with one before and behind or more: of what an earlier run
// found these are kept, and no file is read for them.
bool session_source_part(Session *session, ModuleId module, Span span, TextPart *out);
// The file with this path from the root; MODULE_NONE when there is none.
ModuleId session_find(const Session *session, Str path);
// Whether a finding touches what changed, as SessionOptions.changes asks; true where nobody asked.
bool session_touches_changes(Session *session, const Finding *finding);
// Whether findings in the file with this path were wanted, or it is not there any more.
bool session_is_asked(const Session *session, Str path);
// The path to show for a file: as the person would type it, from the current directory.
Str session_display_path(const Session *session, Str path);
Str session_absolute_path(const Session *session, Str path);
Str session_root(const Session *session); // absolute, without a final '/'; paths start there

// ---- Fixes --------------------------------------------------------------------------------------

// A file with fixes in it. All texts are in the arena that is handed over.
typedef struct FixedFile {
  Str path;         // from the root, as in findings
  Str bytes_before; // as the session read them
  Str bytes;
  size_t fix_count;
} FixedFile;

typedef struct FixRound {
  const FixedFile *files; // in order of path
  size_t file_count;
  const bool *is_applied; // beside the findings
  size_t fix_count;
} FixRound;

// Makes all fixes of at least this applicability that do not touch each other, in texts that it
// hands back: nothing is written. What is left is for a session with these texts. Files in `except`
// are left alone, as are those that cannot be written in their encoding.
void session_fix(Session *session, Arena *arena, Findings findings, Applicability least,
                 const Str *except, size_t except_count, FixRound *out);
// Whether the text of a file was handed over as standard input.
bool session_is_given(const Session *session, Str path);
// Whether Python could read all of a file.
bool session_is_sound(const Session *session, Str path);
