// What is known of libraries: tables of entries, one file a library, each entry with its source. No
// library name stands anywhere else in the program. Names are dotted as the documentation spells
// them: `time.sleep`, `pathlib.Path.read_text`, `builtins.open`, `io.TextIOWrapper.__iter__`.
//
// A name may hold alternatives in braces, `requests.{get,post,put}`, several groups too, and a
// class may end in `.*` for all methods that are not listed otherwise: `redis.Redis.*`. A wildcard
// does not stand for names that begin with an underscore.
//
// What is known of C stands in tables and an index of its own: functions by their names,
// `nanosleep`, fields of records by `tag::field`, types of callbacks by theirs, `uv_timer_cb`.
// Braces are the same; a final `*` behind `_` or `::` stands for whatever follows there: `gtk_*`.
#pragma once

#include "knowledge/entry.h"

// ---- Looking up ---------------------------------------------------------------------------------

typedef struct Knowledge Knowledge; // immutable once made; any number of threads may read it

typedef struct KnowledgeEntries {
  const KnowledgeEntry *at;
  size_t count;
} KnowledgeEntries;

// What stands for all that the entries say.
uint64_t knowledge_entries_hash(KnowledgeEntries entries);

// Builds the index over all tables, in `arena`.
const Knowledge *knowledge_new(Arena *arena);
// The same with entries of a project's own, which go before those of the tables: what such an entry
// does not speak of is taken from the one of that name in the tables. They must live as long.
const Knowledge *knowledge_new_with(Arena *arena, const KnowledgeEntry *own, size_t count);
// The same knowledge and that of C, which a run without C files does not pay for; `own` as above.
const Knowledge *knowledge_with_c(Arena *arena, const Knowledge *knowledge,
                                  const KnowledgeEntry *own, size_t count);
// Whether there is any entry of a project's own about Python.
bool knowledge_has_own(const Knowledge *knowledge);

// The entry for a dotted name, aliases and wildcards resolved, NULL when nothing is known of it.
const KnowledgeEntry *knowledge_find(const Knowledge *knowledge, Str name);

// The entry for a member of a class (or module, or attribute with a type of its own), found on the
// class itself or the nearest of its known bases; exact names go before wildcards. NULL when there
// is none.
const KnowledgeEntry *knowledge_find_member(const Knowledge *knowledge, Str owner, Str member);

// The name with every alias replaced: `posixpath.exists` -> `os.path.exists`. May return `name`.
Str knowledge_canonical(const Knowledge *knowledge, Arena *arena, Str name);

// Whether `name` is `base` or a known class that derives from it.
bool knowledge_is_subclass(const Knowledge *knowledge, Str name, Str base);

// Whether any entry lies below this top-level module: what its members do is then known, not
// guessed.
bool knowledge_has_module(const Knowledge *knowledge, Str module);
// The same of the tables alone: a project may speak of modules that are its own.
bool knowledge_has_library(const Knowledge *knowledge, Str module);
// Whether an entry may be about something in exactly this module; exact where it says no.
bool knowledge_has_below(const Knowledge *knowledge, Str module);
// Whether a top-level module comes with Python itself, or is an async library like asyncio: such
// are known from the tables alone, whatever is installed.
bool knowledge_is_standard(Str module);

// The entry for a function, "tag::field" or type of a callback of C; exact names go before
// wildcards, longer wildcards before shorter ones. NULL when nothing is known of it, or nothing of
// C at all.
const KnowledgeEntry *knowledge_find_c(const Knowledge *knowledge, Str name);

// What a mark on a function of C says of it, as an entry of a project's own; NULL for other words.
const KnowledgeEntry *knowledge_mark_c(Str word);
// An entry of a project's own over what else is known of the name, which may be NULL.
const KnowledgeEntry *knowledge_over(Arena *arena, const KnowledgeEntry *own,
                                     const KnowledgeEntry *known);

// How what is passed as one argument of a call runs: as the entry of the function says, which may
// be NULL, else as the type of the parameter says, which may be empty.
ArgumentRole knowledge_argument_role_c(const Knowledge *knowledge, const KnowledgeEntry *function,
                                       int position, Str type);

// ---- Practice -----------------------------------------------------------------------------------

// What the rules about practice and advice know of a name of Python, beside what a call does. A
// name may have several.
typedef enum Habit {
  HABIT_SLEEPS,      // a coroutine function: waits for so many seconds, argument 0 or `keyword`
  HABIT_CHECKPOINT,  // one where that of no time at all has a name of its own: `instead`
  HABIT_SLEEPS_EVER, // … and that of endless time: `instead`
  HABIT_DEPRECATED, // no more from `until` on (0: still there); `instead` is there from `since` on;
                    // with a `keyword`, only where no loop runs
  HABIT_LOST_KEYWORD, // a function that takes the keyword `keyword` no more from `until` on
  HABIT_SCOPE,        // what stands in it, or is given to it, ends at a deadline
  HABIT_WAITS_FOR,    // of those a function, for which there is a scope since Python `since`
  HABIT_FUTURE_MAKER, // makes a task of a coroutine and leaves a future as it is
  HABIT_EXECUTOR,     // gives a function to an executor, None being the usual one
  HABIT_FIXTURE,      // a decorator: what it decorates is no test
  HABIT_TEST_MARK,    // a decorator or value of pytestmark: has a plugin run async tests
  HABIT_TEST_CASE,    // a class whose async tests are dropped …
  HABIT_ASYNC_CASE,   // … and one that runs them
  HABIT_RAISES,       // expects an exception, argument 0: `instead` for groups
  HABIT_LIBRARY,      // an async library that has names like others have: `import it`
  HABIT_ABANDONED,    // a module that nobody maintains: `instead`
  HABIT_GROUPS,       // a class of exceptions that holds others
  HABIT_SESSION,      // makes a client with connections of its own, which is meant to be kept
  HABIT_ROUTES,       // a decorator: a framework calls what it decorates for each request
  HABIT_LIMITS,       // a class: lets so many in at once
  HABIT_ASKS,         // a coroutine function: asks somebody far away, and changes nothing there
  HABIT_FAR,          // a coroutine function: waits for somebody far away
  HABIT_UNLIMITED,    // … without any end, unless `keyword` is given
  HABIT_GATHERS,      // runs all its arguments together
  HABIT_QUEUE_JOIN,   // waits until every item was reported as done
  HABIT_TWIN,         // `instead` is the dotted name of what takes its place as it stands
  HABIT_EVER_TWIN,    // … where it is told to sleep for ever
  HABIT_QUEUE_GET,    // takes an item that has to be reported
} Habit;

typedef struct Practice {
  const char *name; // as in entries, braces too
  Habit habit;
  unsigned since, until; // versions of Python, 311 for 3.11
  const char *keyword;
  const char *instead; // completes "use …"
  const char *source;
} Practice;

// NULL when the name has no such habit. Looks through those that have it, so names are to be held
// against something cheaper before.
const Practice *practice_find(Habit habit, Str name);
// Whether a name with this habit ends so, behind its last dot.
bool practice_ends_so(Habit habit, Str last);
// All of them, for tests.
typedef struct Practices {
  const Practice *at;
  size_t count;
} Practices;
Practices practice_all(void);

// Words one of which must stand in a file before it can hold anything that runs on a loop: `async`,
// `await`, and the names of libraries that run sync callables on one. For the file prefilter.
typedef struct KnowledgeWords {
  const Str *at;
  size_t count;
} KnowledgeWords;
KnowledgeWords knowledge_loop_words(const Knowledge *knowledge);
// The same for C: beginnings of the headers of loops, as they stand behind #include.
KnowledgeWords knowledge_loop_headers(void);
// The last parts of the names of what may run although no parentheses show it: attributes that have
// an effect when they are read, methods like `__enter__`. No alias leads to one of the former by
// another last part.
KnowledgeWords knowledge_silent_names(const Knowledge *knowledge);

// The library that code speaks which uses this entry of the C tables, LIBRARY_C when it tells
// nothing.
AsyncLibrary knowledge_library_c(const KnowledgeEntry *entry);

// What to write instead, never NULL: the entry's own advice for that library, else the usual one
// for its effect.
const char *knowledge_advice(const KnowledgeEntry *entry, AsyncLibrary library);

// The coroutine function that takes the same arguments and does the same without blocking, by its
// dotted name; NULL when there is none that is the same in all.
const char *knowledge_twin(const KnowledgeEntry *entry, AsyncLibrary library);

// How a library has a function run in a thread.
typedef struct Offload {
  const char *function; // dotted; takes the function and its positional arguments
  const char
      *module; // that it lies in, where the import of the package does not load that; or NULL
  const char *method; // of what a call of `function` gives, where it is that one that takes them
  const char *first;  // what it takes before them, or NULL
  const char
      *partial; // takes a function and arguments, where keywords cannot be passed on; or NULL
} Offload;
// `target` is the oldest Python that the code is for, 311 for 3.11.
Offload knowledge_offload(AsyncLibrary library, unsigned target);

// Names of a library that code is written with, dotted.
typedef struct LibraryNames {
  const char *make_task; // takes a coroutine; NULL where tasks live in groups
  const char *test_mark; // decorator
} LibraryNames;
LibraryNames knowledge_names_of(AsyncLibrary library);

// Why it blocks, as the end of a sentence that begins with its name; never NULL.
const char *knowledge_because(const KnowledgeEntry *entry);
// The place in a project's configuration that says this part (of Own) of an entry, else NULL.
const char *knowledge_said_by(const KnowledgeEntry *entry, Own part);

// All names of the tables, braces expanded, in their order: for listings and for tests.
typedef struct KnowledgeName {
  Str name;
  const char *table; // "python_time"
  const KnowledgeEntry *entry;
} KnowledgeName;
typedef struct KnowledgeNames {
  const KnowledgeName *at;
  size_t count;
} KnowledgeNames;
KnowledgeNames knowledge_names(Arena *arena, const Knowledge *knowledge);
KnowledgeNames knowledge_c_names(Arena *arena, const Knowledge *knowledge);
