// What a table says of one name: its effects and their conditions, what its arguments are for, what
// it returns. Part of knowledge.h, which includes it; alone for the tables.
#pragma once

#include "base/str.h"

// ---- Effects ------------------------------------------------------------------------------------

// What a call does to the thread that it runs on, in the order of the catalogue: enumerator, the
// name of its rule without the family, what one says of such a call: "this call <phrase>".
#define EFFECTS(EFFECT)                                                                            \
  EFFECT(SLEEP, "blocking-sleep", "sleeps")                                                        \
  EFFECT(HTTP, "blocking-http", "waits for an HTTP exchange")                                      \
  EFFECT(SUBPROCESS, "blocking-subprocess", "runs a subprocess")                                   \
  EFFECT(PROCESS_WAIT, "blocking-process-wait", "waits for a process")                             \
  EFFECT(NETWORK, "blocking-network", "waits for the network")                                     \
  EFFECT(DNS, "blocking-dns", "looks up a name")                                                   \
  EFFECT(POLL, "blocking-poll", "waits for events")                                                \
  EFFECT(IPC, "blocking-ipc", "waits for the answer of another process")                           \
  EFFECT(DATABASE, "blocking-database", "waits for a database")                                    \
  EFFECT(LOCK, "blocking-lock", "waits for another thread or process")                             \
  EFFECT(INPUT, "blocking-input", "waits for a person")                                            \
  EFFECT(FILE_IO, "blocking-file-io", "reads or writes file contents")                             \
  EFFECT(TLS, "blocking-tls-setup", "reads certificates")                                          \
  EFFECT(SYNC, "blocking-fsync", "waits until data is on the disk")                                \
  EFFECT(TREE_IO, "blocking-tree-io", "works through a directory tree")                            \
  EFFECT(OPEN, "blocking-open", "opens a file")                                                    \
  EFFECT(OPEN_PEER, "fifo-or-tty-open-blocking", "waits for the other end of what it opens")       \
  EFFECT(PATH_METADATA, "blocking-path-metadata", "asks the file system")                          \
  EFFECT(CPU, "blocking-cpu", "computes for a long time")                                          \
  EFFECT(CLOUD_SDK, "blocking-cloud-sdk", "waits for a remote service")                            \
  EFFECT(LOG, "blocking-log", "writes a message for the log")                                      \
  EFFECT(NESTED_LOOP, "nested-event-loop", "starts or waits for an event loop")

typedef enum Effect {
  EFFECT_NONE,
#define EFFECT(NAME, id, phrase) EFFECT_##NAME,
  EFFECTS(EFFECT)
#undef EFFECT
      EFFECT_COUNT
} Effect;

const char *effect_id(Effect effect);     // "blocking-sleep"; "" for EFFECT_NONE
const char *effect_phrase(Effect effect); // "sleeps"

// When the effect happens; for ROLE_CALLED and ROLE_CONSUMED, when they do.
typedef enum EffectTime {
  WHEN_CALLED,
  WHEN_ITERATED,  // the call returns at once, the work is done as the result is consumed: os.walk,
                  // map
  WHEN_READ,      // an attribute: by reading it
  WHEN_DECORATED, // a decorator whose arguments meet the conditions: around a sync function, now
                  // and then as that is called
} EffectTime;

// Cost of the primitive. Tiers 1 and 2 are reported by default, 3 in the strict preset.
typedef enum Tier {
  TIER_NONE,
  TIER_UNBOUNDED, // 1: network, process, person, lock, sleep
  TIER_BULK,      // 2: grows with the data: whole file, tree, archive, CPU
  TIER_CHEAP,     // 3: one local system call
} Tier;

// ---- Entries ------------------------------------------------------------------------------------

typedef enum KnowledgeKind {
  KNOWN_FUNCTION,  // also methods; in C also a field that is called: "pa_mainloop_api::io_new",
                   // or, with TRAIT_ENDS_FLOW, stored into
  KNOWN_CLASS,     // calling it makes an instance (and has the entry's effect, if any)
  KNOWN_ATTRIBUTE, // a value, property or module variable; its type is `returns`
  KNOWN_ALIAS,     // another spelling of `alias_of`, for the name and everything below it;
                   // "os.path.*" is the member of os.path with the same last part
  KNOWN_SLOT,      // C, "tag::field": what is stored there runs as roles[0] says
  KNOWN_CALLBACK,  // C, the name of a type: what is passed for a parameter of that type runs as
                   // roles[0] says, unless the entry of the function says otherwise
} KnowledgeKind;

// What a call gives back.
typedef enum KnowledgeResult {
  RESULT_VALUE,
  RESULT_COROUTINE,       // runs only when awaited; `returns` is what the await gives
  RESULT_AWAITABLE,       // a future: runs by itself, but its result or error is lost if dropped
  RESULT_TASK,            // a task that nobody else keeps a strong reference to
  RESULT_ASYNC_GENERATOR, // for async for
  RESULT_ASYNC_CONTEXT,   // for async with; awaiting it works too or not, dropping it is a mistake
  RESULT_ARGUMENT,        // an argument as it is: the one with ROLE_RETURNED, else the first
} KnowledgeResult;

typedef enum Predicate {
  ARGUMENT_NONE_SET, // no condition (the zero value ends a list)
  ARGUMENT_FALSE,    // is False or 0
  ARGUMENT_ZERO,     // is 0 or 0.0 (a negative time-out means "for ever" to locks and to poll)
  ARGUMENT_NONE,     // is None
  ARGUMENT_GIVEN,    // is passed at all
  ARGUMENT_ABSENT,   // is not passed
  ARGUMENT_HAS_FLAG, // an expression in which the name `text` occurs: os.WNOHANG | os.WUNTRACED
  ARGUMENT_STARTS,   // a string that starts with one of the words of `text`; "/a" starts with "/a/"
  ARGUMENT_IS,       // a string literal equal to `text`
  ARGUMENT_INSTANCE, // an instance of the class `text` or one derived from it: io.BytesIO

  // Of C, where a value is what the compiler folds the argument to. ARGUMENT_NONE is a null
  // pointer, ARGUMENT_FALSE and ARGUMENT_ZERO are 0.
  ARGUMENT_EQUALS,         // is `bits`
  ARGUMENT_AT_MOST,        // is not above `bits`, nor negative; of Python, too
  ARGUMENT_HAS_BITS,       // has all of `bits`
  ARGUMENT_LACKS_BITS,     // has none of `bits`
  ARGUMENT_FIELD_HAS_BITS, // the address of an object whose field `text` ("addrinfo::ai_flags") was
                           // given a value with all of `bits`
  ARGUMENT_POINTS_TO_ZERO, // the address of a timeval or timespec that is zeroed in this function
  ARGUMENT_IS_ADDRESS,     // a string literal that is a numeric network address: "127.0.0.1"; in
                           // Python also str() of an object of one of the classes in `text`
  ARGUMENT_IS_FILE,        // a descriptor that comes from a call with TRAIT_GIVES_FILE
  // A descriptor or stream from calls that are known, and none of them opens a file on a disk:
  // pipes, memory, what the kernel makes when it is read.
  ARGUMENT_NO_FILE,
  // A descriptor from calls with TRAIT_GIVES_STREAM that nothing makes non-blocking. `bits` is a
  // WaitFor.
  ARGUMENT_CAN_WAIT,
  ARGUMENT_HAS_PEER, // the path of something that is open when its other end is, too: a FIFO that
                     // the program makes, or begins with one of the words of `text`

  // Of Python again:
  ARGUMENT_CHOSEN,   // is passed, and not known to be False, 0 or None
  ARGUMENT_UNCHOSEN, // is not passed, or known to be one of these
  ARGUMENT_BEGINS,   // a string whose first word is, in any case, one of the words of `text`
  ARGUMENT_AMONG,    // a string that is one of the words of `text`
  ARGUMENT_IS_NAMED, // a name or attribute spelled like `text`: Purpose.CLIENT_AUTH
} Predicate;

// What a call with a descriptor waits for.
typedef enum WaitFor {
  WAIT_FOR_INPUT, // not where a loop watches the descriptor: it is ready when it is used
  WAIT_FOR_ROOM,  // the same, and not where datagrams are sent: the kernel takes or drops them; nor
                  // to processes of this machine
  WAIT_FOR_PEER,  // also where a loop watches it: nobody has answered yet; not on this machine
  WAIT_AT_ALL,    // it is in blocking mode
} WaitFor;

#define KEYWORD_ONLY (-1)

typedef struct Condition {
  Predicate is;
  int8_t position;     // 0 is the first argument behind self; KEYWORD_ONLY when it has none
  const char *keyword; // NULL when positional only
  const char *text;    // see Predicate
  uint32_t bits;       // see Predicate; flags have their values in the generic Linux ABI
} Condition;

// What stands in place of KnowledgeEntry.returns where a condition is true: open(path, "rb").
typedef struct ReturnsWhere {
  Condition is;
  const char *returns;
} ReturnsWhere;

// What a function does with a callable or an awaitable that it is given. An argument with two roles
// may be either: the handler of asyncio.start_server is ROLE_ON_LOOP and ROLE_ASYNC_CALLED, so a
// sync function is called on the loop and an async one is called and awaited.
typedef enum ArgumentRole {
  ROLE_NONE,
  ROLE_CALLED,         // calls it here and now: sorted(key=…), map (as it is consumed)
  ROLE_OFF_LOOP,       // calls it on another thread or in another process
  ROLE_ON_LOOP,        // has the loop call it later: call_soon, add_done_callback
  ROLE_STORED,         // keeps it and calls it from sync code some day: signal.signal, atexit
  ROLE_COMMAND,        // keeps it and calls it as the command of a command line
  ROLE_LIFESPAN,       // keeps it, and enters what it gives before serving and leaves it after
  ROLE_BESIDE_SERVING, // keeps it, or each of a list, and calls it on the loop before or after
                       // serving
  ROLE_COROUTINE,      // takes a coroutine or future object and runs it: create_task, gather
  ROLE_ASYNC_CALLED,   // takes the async function itself and calls it: trio.run, start_soon
  ROLE_CONSUMED,       // iterates over it: list, sum, any, str.join
  ROLE_ENTERED,        // enters it as a context manager: ExitStack.enter_context
  ROLE_ASYNC_ENTERED,  //
  ROLE_PARTIAL,        // remembers it and what follows for a later call: functools.partial
  ROLE_DEADLINE,       // a time on the clock of the loop, not a length of time
  ROLE_RETURNED,       // see RESULT_ARGUMENT: typing.cast gives back its second
  ROLE_KEPT,           // the object keeps it whose method it is, or which has ROLE_KEEPER; behind
                       // `@`, without it, the function below. See kept_by
  ROLE_KEEPER,         // the object that keeps it, or a list of those
  ROLE_EVENT,          // the name under which it is kept, or that is called
  ROLE_ON_COROUTINE,   // C: runs it as a stackful coroutine on the loop
  ROLE_CHILD,          // C: calls it in a child, after fork and before exec
  ROLE_SIGNAL,         // C: a signal handler, which interrupts any code; argument 0 is the signal
  ROLE_WATCHED,        // C: a descriptor that the loop tells the state of
  ROLE_DRIVEN,         // C: the same, and the library reads and writes it by itself
  ROLE_NONBLOCKING,    // a socket, or in C a descriptor, that the call makes non-blocking
  ROLE_FIFO,           // C: the path of a FIFO, which the call makes
} ArgumentRole;

// What of a call's other arguments a callable with ROLE_CALLED or ROLE_ON_LOOP is given.
typedef enum HandsOn {
  HANDS_UNKNOWN,
  HANDS_PLACES, // the positional ones behind it: call_soon(f, *args)
  HANDS_ALL,    // these, and all keywords: Context.run(f, *args, **kwargs)
} HandsOn;

typedef struct Role {
  ArgumentRole role;
  int8_t position;     // as in Condition
  const char *keyword; //
  bool rest;           // this one and every positional argument behind it
  HandsOn hands;
} Role;

// What an entry does when it stands behind `@`, bare or called with arguments.
typedef enum Decoration {
  DECORATION_UNKNOWN, // the decorated name becomes something that we do not know
  DECORATION_KEEPS,   // the same function: functools.wraps, typing.final, most registries
  DECORATION_CACHES,  // the same function, run once for each set of arguments
  DECORATION_PROPERTY,
  DECORATION_CACHED_PROPERTY,
  DECORATION_STATIC,
  DECORATION_CLASS,
  DECORATION_CONTEXT,       // a generator that becomes a context manager
  DECORATION_ASYNC_CONTEXT, //
  DECORATION_OVERLOAD,      // a signature only
  DECORATION_ABSTRACT,
  DECORATION_ON_LOOP,      // keeps it, and a framework calls it on the loop even when it is sync
  DECORATION_OFF_LOOP,     // keeps it, and a framework calls it in a thread when it is sync
  DECORATION_COMMAND,      // keeps it as a command of a command line, which has a loop for itself
  DECORATION_OFFLOADS,     // calling it returns an awaitable and runs the body in a thread
  DECORATION_STARTS,       // calling it starts the body, in a thread when it is sync, as something
                           // that nobody has to await
  DECORATION_STARTS_ALONE, // … and an async one in a thread, too, by a loop of its own
  DECORATION_DATACLASS,    // a class: fields become parameters of __init__
  DECORATION_DISPATCHES, // the same function, which chooses by the type of its first argument among
                         // others that are registered with it
  DECORATION_JOB, // the same function, which is also an object of the class `returns`: a task
                  // that can be handed to a worker, work.delay()
  DECORATION_CACHES_ASYNC, // the same async function; what awaiting gives is kept for each set of
                           // arguments, and so are these
} Decoration;

// Of a method of a task group; of a class, anything but SPAWNS_NOTHING says that it is one.
typedef enum Spawns {
  SPAWNS_NOTHING,
  SPAWNS_TASK,    // starts a task that ends before the group does: start_soon, create_task
  SPAWNS_STARTED, // the same, and waits until the task says that it has started: start
} Spawns;

// What the language can do with instances of a class, as a set; 0 when it is not known.
typedef enum Usable {
  USABLE_KNOWN = 1 << 0, // nothing but what stands beside it
  USABLE_AWAIT = 1 << 1,
  USABLE_ENTER = 1 << 2,       // with
  USABLE_ASYNC_ENTER = 1 << 3, // async with
  USABLE_ITERATE = 1 << 4,     // for
  USABLE_ASYNC_ITERATE = 1 << 5,
} Usable;

// What a context manager, or a function that waits for another, can end before its time.
typedef enum Cancelling {
  CANCELS_NOTHING,
  CANCELS_IN_TIME,    // the awaits in its block, or of its argument, when time is up
  CANCELS_ON_REQUEST, // … when somebody asks
  CANCELS_TASKS,      // tasks that are started in its block, and the block with them
} Cancelling;

// Types. `returns`, `elements` and `enters` hold the dotted name of a class and stand for an
// instance of it. Parts separated by commas are a tuple, an empty part is unknown:
// "socket.socket,". A value whose class has no public name is named after the attribute that holds
// it: reading `sys.stdin` returns "sys.stdin", its methods are `sys.stdin.read`. These words may
// stand in place of a class:
//   self      the class of the receiver (of a class method: that class)
//   argument  the type of the argument that RESULT_ARGUMENT would give back
//   element   what iterating over the (first) argument with ROLE_CONSUMED yields
//   entered   what entering the argument with ROLE_ENTERED or ROLE_ASYNC_ENTERED binds
//   awaited   what awaiting the (first) argument with ROLE_COROUTINE gives
//   made      what calling the argument with ROLE_STORED or ROLE_OFF_LOOP gives, of a generator
//             what it yields, of a coroutine function what it returns: the call stands for that;
//             where that is not passed, the type of the argument with ROLE_RETURNED
//   parameter what stands in brackets behind the class of the receiver, the first: Queue[X]
//   kept      what the receiver was given to keep, and its `parameter`, see kept_by
//   each      a sequence of what awaiting each argument gives, in their order
//   called    what calling the argument with ROLE_CALLED or ROLE_OFF_LOOP gives, and what awaiting
//             that gives of one with ROLE_ASYNC_CALLED
typedef enum LoopQuestion {
  ASKS_NOTHING,
  ASKS_BY_RAISING, // get_running_loop: an exception says no
  ASKS_BY_RESULT,  // is_running
} LoopQuestion;

// What a function tells of its first argument.
typedef enum KindQuestion {
  ASKS_NO_KIND,
  ASKS_KIND,      // of what kind it is: its class, its attributes, whether it can be awaited
  ASKS_COROUTINE, // whether it is a coroutine
  ASKS_ASYNC,     // whether it is a coroutine function
  ASKS_GENERATOR, // whether it is a generator function, async or not
} KindQuestion;

// What functions do besides having effects, as a set; of Python those that say so.
typedef uint64_t Trait;
#define TRAIT_BIT(number) (UINT64_C(1) << (number))

#define TRAIT_NEVER_RETURNS TRAIT_BIT(0)
#define TRAIT_FORKS         TRAIT_BIT(1) // 0 in the child
#define TRAIT_EXECS         TRAIT_BIT(2) // what follows runs only when it failed
// a suspension point of a coroutine library: others run meanwhile
#define TRAIT_SUSPENDS TRAIT_BIT(3)
// takes the lock (of threads) that argument 0 points to
#define TRAIT_LOCKS   TRAIT_BIT(4)
#define TRAIT_UNLOCKS TRAIT_BIT(5)
// its result may say, for reasons outside of the program, that nothing will ever happen: look at
// it
#define TRAIT_STARTS TRAIT_BIT(6)
// keeps the pointer in argument 0 until completion
#define TRAIT_KEEPS_FIRST  TRAIT_BIT(7)
#define TRAIT_KEEPS_SECOND TRAIT_BIT(8) // in argument 1
#define TRAIT_LOOP_ONLY    TRAIT_BIT(9) // may only be called on the thread of the loop; Python, too
#define TRAIT_ANY_THREAD   TRAIT_BIT(10) // its library says that any thread may call it
#define TRAIT_SIGNAL_SAFE  TRAIT_BIT(11) // a signal handler may call it
// the result is a descriptor, or a stream, of a file
#define TRAIT_GIVES_FILE TRAIT_BIT(12)
// one of a socket or queue, which blocks unless `nonblocking_if`
#define TRAIT_GIVES_STREAM TRAIT_BIT(13)
// makes the descriptor in argument 0 non-blocking; where there is a `nonblocking_if`, only when
// that is true
#define TRAIT_SETS_NONBLOCKING TRAIT_BIT(14)
// the opposite, where `nonblocking_if` is not true
#define TRAIT_SETS_BLOCKING TRAIT_BIT(15)
#define TRAIT_FREES         TRAIT_BIT(16) // argument 0 is gone afterwards
// argument 0 is gone once a callback says so: uv_close
#define TRAIT_CLOSES TRAIT_BIT(17)
// a signal handler that calls it may find it half done
#define TRAIT_SIGNAL_UNSAFE  TRAIT_BIT(18)
#define TRAIT_COROUTINE_ONLY TRAIT_BIT(19) // may only be called in a coroutine
#define TRAIT_NO_COROUTINE   TRAIT_BIT(20) // must not be called in one
// what it takes runs in a pool of threads that others share
#define TRAIT_SHARED_POOL TRAIT_BIT(21)
// never returns: the coroutine or thread is over, the process goes on; of a field: so it is where
// something is stored there
#define TRAIT_ENDS_FLOW TRAIT_BIT(22)
// what it takes must not return, but end with TRAIT_ENDS_FLOW
#define TRAIT_WANTS_END TRAIT_BIT(23)
// the last call before the next TRAIT_ENDS_FLOW runs as a coroutine
#define TRAIT_BEGINS_FLOW TRAIT_BIT(24)
#define TRAIT_HAS_TWIN    TRAIT_BIT(25) // `instead` is the same without waiting
// looks up a name when nobody would think so, if it has effect
#define TRAIT_HIDES_DNS   TRAIT_BIT(26)
#define TRAIT_MAKES_LOOP  TRAIT_BIT(27) // gives, or sets up, a loop that is to be run
#define TRAIT_GIVES_ERRNO TRAIT_BIT(28) // points to the number of the last error
// argument 1 is in use until one with TRAIT_CLOSES has closed it
#define TRAIT_OPENS_SECOND TRAIT_BIT(29)
// somebody waits until the result gets to one with TRAIT_ANSWERS
#define TRAIT_OWES_ANSWER TRAIT_BIT(30)
#define TRAIT_ANSWERS     TRAIT_BIT(31) // with argument 0
// argument 0 is only looked at or set up, it goes nowhere
#define TRAIT_LOOKS TRAIT_BIT(32)
// the result has to be closed or joined, unless `owed_unless` is true
#define TRAIT_OWES_END TRAIT_BIT(33)
// the result is what takes a callback away again
#define TRAIT_GIVES_SOURCE TRAIT_BIT(34)
// beside TRAIT_STARTS: hardly anybody looks, and rarely for worse
#define TRAIT_SELDOM_FAILS TRAIT_BIT(35)
// writes a text to argument 0: snprintf
#define TRAIT_WRITES_TEXT TRAIT_BIT(36)
// makes one of its arguments: g_strdup_printf
#define TRAIT_GIVES_TEXT TRAIT_BIT(37)
// writes a text to a stream: fprintf
#define TRAIT_FORMATS TRAIT_BIT(38)
#define TRAIT_KILLS   TRAIT_BIT(39) // sends a signal to another process
// Python: raises where no loop is running
#define TRAIT_NEEDS_LOOP TRAIT_BIT(50)
// Python: belongs to the loop on which it is first waited for
#define TRAIT_BINDS_LOOP TRAIT_BIT(51)
// Python: made for clean-up after a cancellation, which does not stop it
#define TRAIT_CLEANS_UP TRAIT_BIT(52)
// Python: what it is given makes all tasks of the loop
#define TRAIT_MAKES_TASKS TRAIT_BIT(58)
// Python: a coroutine that asks who sits at the terminal
#define TRAIT_ASKS TRAIT_BIT(49)
// Python: sets a context variable
#define TRAIT_SETS_CONTEXT TRAIT_BIT(54)
// Python: a coroutine in which a cancellation does not arrive
#define TRAIT_ENDURES TRAIT_BIT(55)
// Python: a function imports modules; of `module.__name__`, that module takes long to be imported
#define TRAIT_IMPORTS_LONG TRAIT_BIT(53)
// Python: tells whether a package is there
#define TRAIT_TELLS_PACKAGE TRAIT_BIT(57)
// Python: a word for the platform
#define TRAIT_TELLS_PLATFORM TRAIT_BIT(56)
// Python: argument 0 is all that the file holds afterwards
#define TRAIT_WRITES_WHOLE TRAIT_BIT(59)
// Python: moves argument 0 to argument 1, which within a folder is one system call
#define TRAIT_MOVES TRAIT_BIT(60)
// Python: who waits for what it gives is held meanwhile, by a timer of the loop or by a thread
#define TRAIT_HOLDS TRAIT_BIT(61)
// Python: the same where it is given a `timeout`
#define TRAIT_HOLDS_IN_TIME TRAIT_BIT(62)

// What the parameters of a callback of C are for, counted from 1; 0: none is for that.
typedef struct CallbackParameters {
  uint8_t status;  // says whether what was started worked
  uint8_t payload; // means something only when it did
  uint8_t answer;  // holds the result, or error, for a function that takes it out
  uint8_t handle;  // is in use until it is closed
} CallbackParameters;

// What of an entry a project says itself, as flags. That goes before what its code shows, and
// before what the tables say of the name.
typedef enum Own {
  OWN_EFFECT = 1 << 0, // `effect` is all that a call does; its code is not looked at
  OWN_ROLES = 1 << 1,
  OWN_RESULT = 1 << 2,
  OWN_DECORATION = 1 << 3,
  OWN_RUN = 1 << 4,  // `runs_as`
  OWN_NAME = 1 << 5, // set in all
} Own;

// Which async library a file speaks, for advice in its own words.
typedef enum AsyncLibrary {
  LIBRARY_ASYNCIO,
  LIBRARY_TRIO,
  LIBRARY_ANYIO,
  LIBRARY_TWISTED,
  LIBRARY_C, // C with any other loop than these
  LIBRARY_LIBUV,
  LIBRARY_LIBEVENT,
  LIBRARY_GLIB,
} AsyncLibrary;

// Each text is also named in fields.c.
typedef struct KnowledgeEntry KnowledgeEntry;
struct KnowledgeEntry {
  const char *name;
  KnowledgeKind kind;
  Effect effect;
  Tier tier;
  EffectTime when;
  Condition unless[3];             // any of them true: no effect
  Condition only_if;               // not true: no effect
  Condition or_if;                 // beside only_if: enough when this one is true
  const KnowledgeEntry *otherwise; // C: asked when the conditions say that this one has no effect
  Condition cheap_if;              // true, and not in a loop: one system call, whatever the tier

  KnowledgeResult result;
  bool was_plain; // a coroutine function that has its result at once in older versions still in use
  const char *returns; // type of the value (of the awaited value; of a task, the task itself)
  ReturnsWhere returns_where[3]; // the first of which the condition is true
  const char *elements;  // type of what iterating over (or indexing) the value or instance yields
  const char *enters;    // type that `with … as` binds; NULL is the object itself
  const char *parameter; // class, function: type of the first type parameter of what the call
                         // makes; attribute: "self", of what it holds, the class it is read of
  bool slices_later;     // __getitem__: a slice is another of the same, and nothing is done yet
  const char *leaves;    // context manager: leaving it calls this method of what it binds: close
  const char *bases;     // class: base classes, separated by spaces; attribute: of its own type
  const char *alias_of;
  // Method: has no effect on a receiver on which one of these methods, separated by spaces, is
  // called with False or 0, that has an attribute of one of these names set to 0, or is made with
  // such an argument: setblocking.
  const char *nonblocking_after;
  // Has no effect in a `try` with a handler for one of these, separated by spaces, which asks for
  // one of them or catches it: what it raises instead of waiting, BlockingIOError.
  const char *refused_with;
  Condition made_unless; // method: no effect on a receiver made by a call of which this is true

  Role roles[4];
  // Types of what it passes to a handler, separated by commas, an empty one is unknown: to what it
  // decorates, or is given with ROLE_ON_LOOP or ROLE_ASYNC_CALLED; of a method, to the one of that
  // name of a class below. "@discord.Client": what that class hands to its method with the name of
  // what is decorated.
  const char *hands;
  Decoration decoration;
  Spawns spawns;           // see Spawns
  bool reports_start;      // class: what a task tells with that it has started; function: it is
                           // given one of those as `task_status`, by a SPAWNS_STARTED
  const char *collects;    // the keyword that, when true, makes errors of what is awaited results
  bool keeps_errors;       // awaiting it never raises what the tasks it waits for have raised
  bool refuses_coroutines; // of what it iterates over: only tasks and futures
  uint8_t usable;          // class: a set of Usable, beside that of its bases
  Decoration decoration_then; // what stands in its place where `decoration_if` is true, which
  Condition decoration_if;    // sends the handler to a thread with sync_to_thread=True
  Condition roles_unless;     // true: does nothing of what `roles` say
  const char *loop_methods;   // class: methods that the loop or a framework on it calls directly in
                              // subclasses even when they are sync, separated by spaces; "on_*" is
                              // every name that begins so, "*" every public one
  bool folds; // calls its ROLE_CALLED with what came of the elements before, and the next one
  const char *kept_by; // class: last names of what gives its objects things to keep, functions with
                       // ROLE_KEPT, separated by spaces: connect
  bool keeps_below;    // … or, behind `@`, with this one
  bool calls_kept;     // method: calls what the object keeps; with ROLE_EVENT what it keeps so
  Condition kept_perhaps_if;     // with ROLE_KEPT: it is not called each time
  const char *loop_methods_twin; // … unless the class has one of that name with this in front
  const char *messages; // of what a method "on_…" among them is told, by their names behind that;
                        // others are classes, or lie in one, that the method is named after
  const char *messages_of; // … of the project, or of the library under this name
  bool is_for_threads; // waits for the loop of the application: a thread may, also on a loop of its
                       // own
  bool is_pause;       // context manager: whoever is on the loop is meant to wait until it is left
  bool tells_ready;    // calls what it is given when a descriptor is ready: add_reader
  bool asks_ready; // gives which of its first argument, or what its object knows, can be read from
  KindQuestion asks_kind; // what it is asked about its first argument
  bool tells_done;      // calls what it is given with a future that has its result: done callbacks
  bool waits_for_ready; // waits no longer than until its descriptor is ready: os.read
  const char *ready_with; // with waits_for_ready: the class of the only object that this is said of
  bool is_perhaps; // what the framework calls on the loop, it does so in most programs, not in all
  bool is_mutex;   // method: waits only as long as another holder works, so it matters where some
                   // holder blocks
  bool is_reentrant; // method: takes a lock that whoever holds it on the same thread can take again
  Condition inert_if; // true of what makes an object, a class or a function: the methods of that
                      // have no effects then
  bool is_setting;    // gives what somebody set outside of the program, or its second argument
  Condition begins_unless; // method: begins what its object has to end, unless this is true
  bool ends_begun;         // __exit__: has no effect where nothing in the block begins such
  // Method: all that it does, it does in this method of its object, which classes below define:
  // where one of the project does, that is looked at instead.
  const char *works_in;
  bool is_local; // counts only where it is written: a debugger call in a helper is behind a switch
  LoopQuestion asks_for_loop; // whether code that calls it is told if a loop is running
  bool fails_off_loop;        // raises RuntimeError only where no loop is running, or none is set
  const char *answered_by; // method: does not wait on a receiver that the function asks with one of
                           // these methods first, separated by spaces: done
  bool is_done_with_first; // what it gives is done only when its first argument is: wrap_future
  const char *ended_if;    // method: what it waits for has ended where one of these methods or
                           // attributes of the receiver is not None, separated by spaces: poll
  const char *ended_unless; // … or one of these is false: is_alive
  bool is_ended_by_owner;   // … of the object that this one is a part of: process.stdout
  bool is_signal;           // waits for a word from another thread, maybe only that it has begun
  bool is_end_of_worker;    // waits for a thread, process or executor to end
  bool is_from_thread; // starts a task from another thread, which gets no more than a future of it
  bool is_condition;   // method: waits for what other threads make of the state that they share
  const char *ends_process; // ends this process: "" always, else if its first argument is a call of
                            // the function of that name
  bool is_cancellation;     // class: the exception that cancels a task
  bool runs_loop;           // runs a loop of its own for the coroutine, or function, it is given
  bool is_beside_serving;   // decorator: what it keeps is called before or after serving
  Trait traits;             // C
  AsyncLibrary library;     // C: that of its table; ask knowledge_library_c
  const char *only_with; // C: counts only in a program that knows this function, too, because the
                         // name alone is too common
  Condition nonblocking_if; // C: see Trait; Python: when ROLE_NONBLOCKING holds
  uint32_t own;             // of Own, 0 in the tables; `source` is then a place: "nostall.toml:12"
  ArgumentRole runs_as;     // how the function itself runs, whoever calls it, or ROLE_NONE
  Condition blocking_if;    // C: beside that one, where the call may also switch it off
  Condition owed_unless;    // C: see TRAIT_OWES_END
  CallbackParameters parameters; // of a KNOWN_CALLBACK
  Condition datagram_if;         // C: with TRAIT_GIVES_STREAM: it gives a socket for datagrams
  Condition local_if;            // C: the same: one for processes of this machine
  uint8_t signal_place; // C: the callback is for the signal whose number is this argument, counted
                        // from 1 …
  Condition signal_if;  // … where this is true
  Cancelling cancels;
  bool is_timed_when_made; // CANCELS_IN_TIME: time runs from the call, not from the `with`
  bool is_shield;          // keeps cancellation from its argument, and does not keep that

  // For people. `because` ends the chain: "time.sleep suspends the calling thread"; ask
  // knowledge_because. The advice completes "use …"; ask knowledge_advice.
  const char *because;
  const char *instead; // what to write in asyncio code, or in any when it does not name asyncio
  const char *instead_trio;  // where it differs
  const char *instead_anyio; //
  const char *twin;          // see knowledge_twin: of asyncio, trio, anyio
  const char *twin_trio;     //
  const char *twin_anyio;    //
  const char *threadsafe;    // method for the loop's thread alone: the one that others may call
  const char *instead_libuv; // C: where there is more to say than `instead`
  const char *instead_libevent;
  const char *instead_glib;
  const char *source; // the page that says so, or the header and its version; obligatory
};
