// The C front end: one translation unit -> the Summaries of the project's files in it. Nothing
// outside this folder knows libclang, which is not linked but opened when the first C file turns
// up: who reads Python only needs no LLVM. No global state: any number of threads may read units
// with one library, each with a reader of its own.
//
// What the facts of C look like is told with the Summary itself, in facts/facts.h.
#pragma once

#include "base/array.h"
#include "facts/facts.h"

// ---- The library --------------------------------------------------------------------------------

#define C_LIBRARY_MIN_VERSION 18
#define C_LIBRARY_PACKAGE     "libclang1-19" // Debian's; what the message for a missing one names
#define C_LIBRARY_EXTRA       "nostall[c]"   // pip's; brings the newest of the Python package index

typedef struct CLibrary CLibrary;

// Opens libclang. `path` is the file to open; NULL takes the one that the environment variable
// NOSTALL_LIBCLANG names, else the one of the Python environment that the running program is
// installed in (its bin/), else the newest that the system has. To be called before other threads
// run, because it sets an environment variable that libclang reads. Fails: FAIL_USAGE when there is
// none or it is too old; the text says what to install.
bool c_library_open(const char *path, CLibrary **out, Error *err);
// The code stays loaded until the process ends: libclang does not survive being unloaded.
void c_library_free(CLibrary *library);
// "Debian clang version 19.1.7 (…)"
Str c_library_version(const CLibrary *library);
// A number for what c_library_open would open and find beside it, without opening it: while it is
// the same, so are the version, the warning and what is read. False when that cannot be told.
bool c_library_identity(const char *path, uint64_t *out);
// The file that was opened, "" when the system does not tell.
Str c_library_path(const CLibrary *library);
// Flags that are added to every command, as one text.
Str c_library_flags(Arena *arena, const CLibrary *library);
// What should be said once to the person, "" when all is well: the headers that belong to the
// compiler (stddef.h and its kin) come in a package of their own and may be missing.
Str c_library_warning(const CLibrary *library);

// ---- Compile commands ---------------------------------------------------------------------------

// Larger databases are refused.
#define C_DATABASE_MAX_BYTES (256u << 20)

// How one file is compiled. `flags` are those that describe the translation unit and nothing else;
// whatever would load, write or run something, or name a file to be taken in from outside of the
// project, is not among them but in `refused`.
typedef struct CCommand {
  Str file;      // absolute
  Str directory; // absolute; relative paths in `flags` start there
  const Str *flags;
  uint32_t flag_count;
  const Str *refused; // for people: what was asked for and is not done
  uint32_t refused_count;
  uint32_t other_count; // further commands for the same file in the database; the first is taken
  bool is_guessed;      // from no database and no compile_flags.txt
} CCommand;

// What flags are guessed from. {0} knows of a file's own folder only.
typedef struct CGuess {
  Str root;                 // of the project, absolute
  const Str *library_flags; // for libraries whose headers lie in a folder of their own
  uint32_t library_flag_count;
} CGuess;

// Asks the file system once which libraries there are.
CGuess c_guess_make(Arena *arena, Str root);

typedef struct CCommands {
  CCommand *at; // sorted by file, each once; files that are not C are left out
  uint32_t count;
  bool has_shared; // compile_flags.txt: one command for every file
  CCommand shared; // … without its `file`
  CGuess guess;    // for files with neither
} CCommands;

// Looks in `folder` (absolute) and those around it for compile_commands.json, the same in build/,
// and compile_flags.txt. False when there is none.
bool c_commands_find(Arena *arena, Str folder, Str *path);
// Reads a compile_commands.json or compile_flags.txt, whose name decides. `root` is the project's,
// absolute. Fails: FAIL_IO; FAIL_LIMIT; FAIL_FORMAT with the line, where JSON is broken.
bool c_commands_read(Arena *arena, Str path, Str root, CCommands *out, Error *err);
// The same for a text that has been read already; `path` (absolute) is what it is called.
bool c_commands_parse(Arena *arena, Str path, Str text, Str root, CCommands *out, Error *err);
// The command for `file` (absolute): its own, the shared one, or a guess.
CCommand c_commands_get(Arena *arena, const CCommands *commands, Str file);
// From the words of a command line behind the compiler's name. For tests and other faces; the
// functions above use it. False when the command is not for C.
bool c_command_filter(Arena *arena, const Str *words, size_t count, Str root, CCommand *out);
// The words of a command line, split as a POSIX shell splits them; nothing is expanded or run.
const Str *c_command_split(Arena *arena, Str line, size_t *count);

// ---- Units --------------------------------------------------------------------------------------

// Deeper nesting of statements or expressions is not followed (PROBLEM_TOO_DEEP).
#define C_MAX_DEPTH 2000
// A translation unit that takes the parser longer fails: macros can expand without end.
#define C_PARSE_MAX_SECONDS 60

// One per worker, not thread-safe; `library` must outlive it.
typedef struct CReader CReader;
CReader *c_reader_new(const CLibrary *library);
void c_reader_free(CReader *reader);

typedef struct CName { // of a macro on the way to a header
  Str text;
  bool is_defined; // there; else the way is open only where it is not defined
} CName;

// Units that begin with the same directives, which mean the same in their folders, and are compiled
// with the same flags: what they include there has to be read only once. Without directives: units
// that take in one header before all else, by way of others; see leads.c.
typedef struct CGroup {
  const uint32_t *units; // numbers of commands, ascending
  uint32_t count;
  uint32_t directives; // how many of them they share
  Str header;          // of a group without them: its path, as the compiler calls it
  const CName *names;  // … on the ways to it
  uint32_t name_count;
} CGroup;

#define C_GROUP_NONE UINT32_MAX

// What a unit takes in before all else.
typedef struct CLead {
  uint32_t group;     // of the header, or C_GROUP_NONE
  const CName *names; // on the way to it
  uint32_t name_count;
} CLead;

typedef struct CGroups {
  const CGroup *at; // those without directives first
  uint32_t count;
  uint32_t header_count; // how many of them are without
  const CLead *leads;    // beside the commands
} CGroups;

// Looks at what each file begins with. A file that cannot be read is in no group.
CGroups c_groups_find(Arena *arena, const CCommand *const *commands, uint32_t count);

// What a unit was made of: while none of these files changes, and nothing comes to lie where they
// were looked for first, reading it again gives the same. Paths are absolute, as the parser found
// them, with links and `..` in them.
typedef struct CInclusions {
  const Str *files; // each once, the main file too
  uint32_t file_count;
  const Str *missing; // headers that were not found, by the names in the text
  uint32_t missing_count;
  bool is_open; // others were not found, whose names are not known
} CInclusions;

// The folders that are searched for what a command's unit includes, beside those of the including
// files. Absolute; they need not be there.
const Str *c_command_folders(Arena *arena, const CCommand *command, uint32_t *count);

// What a text asks about files that it does not include (`__has_include`).
typedef struct CProbes {
  Array(Str) names;
  bool is_open;      // … by names that are not known
  bool reads_others; // it may embed files that no list of inclusions holds
} CProbes;
void c_probes_find(Arena *arena, Str text, CProbes *out);

// A beginning that was read for a group, and the Summaries of the project's headers in it.
typedef struct CBeginning {
  Str file; // where it is kept; "": it cannot be shared, and its units are read as a whole
  uint32_t directives;
  const Str *blocks;
  uint32_t count;
  CInclusions inclusions; // without a main file
  const CName *refused;   // names of its group that stand in the way of being read behind it
  uint32_t refused_count;
} CBeginning;

// Reads what a group begins with, by way of one of its units, and keeps it in `file` (absolute),
// which is the caller's to remove. A beginning with errors is not shared. Where it takes in a
// header first that was read before, that is `behind`, else NULL; it then holds what that one
// holds.
void c_read_beginning(CReader *reader, Arena *arena, const CCommand *command, const CGroup *group,
                      const CBeginning *behind, Str file, Str root, CBeginning *out);
// Whether a unit that takes in the header of a group first can be read behind that.
bool c_beginning_serves(const CBeginning *beginning, const CLead *lead);

typedef struct CUnit {
  const Str *blocks; // Summaries; that of the main file first, when it lies below the root
  uint32_t count;
  CInclusions inclusions; // without those of its group's beginning, when `has_beginning`
  bool has_beginning;     // it was read behind that
} CUnit;

// Reads one translation unit. Files below `root` (absolute, free of symbolic links) give Summaries:
// the main file, and each header that holds a function body, an initialiser with functions, or a
// prototype with marks. What cannot be read becomes Problems inside. Fails, with one line for
// people, when the parser gives nothing at all: FAIL_IO when the file cannot be read, FAIL_LIMIT
// when the parser gave up. `beginning` is that of the unit's group, or NULL; headers that it has
// Summaries of are then missing from `out`, and all else is as without it.
bool c_read_unit(CReader *reader, Arena *arena, const CCommand *command,
                 const CBeginning *beginning, Str root, CUnit *out, Error *err);
