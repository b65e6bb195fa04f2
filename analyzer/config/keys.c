// The tables of all keys.
#include "config/keys.h"

#define SECTION(title, keys)                                                                       \
  { title, keys, COUNT_OF(keys) }
#define ENTRIES(key, of, text)                                                                     \
  { .name = key, .type = KEY_ENTRIES, .section = &(of), .help = text }
#define CONDITIONS(key, of, text)                                                                  \
  { .name = key, .type = KEY_TABLES, .section = &(of), .help = text }
#define TEXT(key, text)                                                                            \
  { .name = key, .type = KEY_TEXT, .help = text }
#define FLAG(key, text)                                                                            \
  { .name = key, .type = KEY_FLAG, .help = text }
#define NUMBER(key, from, to, text)                                                                \
  { .name = key, .type = KEY_NUMBER, .least = from, .most = to, .help = text }
#define WORD(key, choices, text)                                                                   \
  { .name = key, .type = KEY_WORD, .is_required = true, .words = choices, .help = text }
#define NAME(text)                                                                                 \
  { .name = "name", .type = KEY_NAMES, .is_required = true, .help = text }

#define ARGUMENT_MAX 100

// ---- Conditions ---------------------------------------------------------------------------------

#define CONDITION_ANY                                                                              \
  [CONDITION_ARGUMENT] = NUMBER("argument", 1, ARGUMENT_MAX, "which one, counted from 1"),         \
  [CONDITION_IS] = {.name = "is", .type = KEY_SCALAR, .help = "it is this value"},                 \
  [CONDITION_STARTS_WITH] = TEXT("starts-with", "it is a string that begins so")

static const Key python_condition_keys[] = {
    CONDITION_ANY,
    [CONDITION_KEYWORD] = TEXT("keyword", "… or by this name"),
    [CONDITION_IS_NONE] = FLAG("is-none", "it is None"),
    [CONDITION_IS_GIVEN] = FLAG("is-given", "it is passed at all; false: it is not"),
    [CONDITION_MENTIONS] = TEXT("mentions", "this name stands in it: os.WNOHANG | os.WUNTRACED"),
    [CONDITION_INSTANCE_OF] = TEXT("instance-of", "it is an instance of this class"),
};

#define BITS_MAX 0xffffffffLL

static const Key c_condition_keys[] = {
    CONDITION_ANY,
    [CONDITION_IS_NULL] = FLAG("is-null", "it is a null pointer"),
    [CONDITION_AT_MOST] = NUMBER("at-most", 0, BITS_MAX, "it is a number from 0 to this one"),
    [CONDITION_HAS_BITS] = NUMBER("has-bits", 1, BITS_MAX, "it has all of these bits"),
    [CONDITION_LACKS_BITS] = NUMBER("lacks-bits", 1, BITS_MAX, "it has none of these bits"),
    [CONDITION_FIELD] = TEXT("field", "with has-bits: the field \"tag::field\" of the object that "
                                      "it points to has them"),
    [CONDITION_POINTS_TO_ZERO] = FLAG("points-to-zero", "it points to a time of zero"),
};

static const Section python_condition = SECTION("a condition", python_condition_keys);
static const Section c_condition = SECTION("a condition", c_condition_keys);

// ---- Entries ------------------------------------------------------------------------------------

#define FUNCTION_NAME NAME("the function, or several")

#define BLOCKING_KEYS(condition)                                                                   \
  [ENTRY_NAME] = FUNCTION_NAME,                                                                    \
  [BLOCKING_KIND] = {.name = "kind",                                                               \
                     .type = KEY_KIND,                                                             \
                     .is_required = true,                                                          \
                     .help = "what it waits for: the rule is blocking-<kind>"},                    \
  [BLOCKING_TIER] = NUMBER("tier", 1, 3,                                                           \
                           "1: waits without bound, 2: work that grows with the data, 3: one "     \
                           "cheap system call; as usual for its kind if not given"),               \
  [BLOCKING_UNLESS] = CONDITIONS("unless", condition, "it does not when one of these is true"),    \
  [BLOCKING_ONLY_IF] = CONDITIONS("only-if", condition, "it does only when this is true"),         \
  [BLOCKING_BECAUSE] = TEXT("because", "why, as the end of a sentence that begins with its name"), \
  [BLOCKING_INSTEAD] = TEXT("instead", "what to use, behind \"use\"")

static const Key python_blocking_keys[] = {BLOCKING_KEYS(python_condition)};
static const Key c_blocking_keys[] = {BLOCKING_KEYS(c_condition)};
static const Section python_blocking = SECTION("a blocking function", python_blocking_keys);
static const Section c_blocking = SECTION("a blocking function", c_blocking_keys);

static const Key function_keys[] = {[ENTRY_NAME] = FUNCTION_NAME};
static const Section nonblocking = SECTION("a function that does not block", function_keys);
static const Section suspension = SECTION("a suspension point", function_keys);

static const Key runner_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [RUNNER_BECAUSE] = TEXT("because", "why, as the end of a sentence that begins with its name"),
    [RUNNER_INSTEAD] = TEXT("instead", "what to use, behind \"use\""),
};
static const Section runner = SECTION("a function that runs a loop", runner_keys);

#define WHICH_ARGUMENT NUMBER("argument", 1, ARGUMENT_MAX, "which one, counted from 1")
#define WHICH_KEYWORD  TEXT("keyword", "… or by this name")

static const Key python_registrar_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [TAKER_ARGUMENT] = WHICH_ARGUMENT,
    [TAKER_KEYWORD] = WHICH_KEYWORD,
    [TAKER_RUNS_ON] = WORD("runs-on", "loop|thread|here|later", "where that function runs"),
};
static const Key python_offload_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [TAKER_ARGUMENT] = WHICH_ARGUMENT,
    [TAKER_KEYWORD] = WHICH_KEYWORD,
};
static const Key c_registrar_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [TAKER_ARGUMENT] = WHICH_ARGUMENT,
    [TAKER_RUNS_ON_C] =
        WORD("runs-on", "loop|coroutine|thread|signal|child|here", "where that function runs"),
};
static const Key c_offload_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [TAKER_ARGUMENT] = WHICH_ARGUMENT,
};
static const Section python_registrar = SECTION("a registrar", python_registrar_keys);
static const Section python_offload = SECTION("an offload", python_offload_keys);
static const Section python_scheduler = SECTION("a scheduler", python_offload_keys);
static const Section c_registrar = SECTION("a registrar", c_registrar_keys);
static const Section c_offload = SECTION("an offload", c_offload_keys);

static const Key coroutine_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [COROUTINE_RETURNS] = TEXT("returns", "the class of what awaiting it gives"),
};
static const Section coroutine = SECTION("a coroutine function", coroutine_keys);

static const Key decorator_keys[] = {
    [ENTRY_NAME] = NAME("the decorator, or several"),
    [PLACE_RUNS_ON] =
        WORD("runs-on", "loop|thread|caller", "where a sync function that it decorates runs"),
    [PLACE_IS_AWAITED] = FLAG("is-awaited", "with thread: calling the function gives an awaitable"),
};
static const Section decorator = SECTION("a decorator", decorator_keys);

static const Key python_function_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [PLACE_RUNS_ON] = WORD("runs-on", "loop|thread|startup", "where it runs"),
};
static const Key c_function_keys[] = {
    [ENTRY_NAME] = FUNCTION_NAME,
    [PLACE_RUNS_ON] =
        WORD("runs-on", "loop|coroutine|thread|signal|child|startup", "where it runs"),
};
static const Section python_function = SECTION("a function", python_function_keys);
static const Section c_function = SECTION("a function", c_function_keys);

#define C_PLACES "loop|coroutine|thread|signal|child|here"

static const Key slot_keys[] = {
    [ENTRY_NAME] = NAME("the field, \"struct tag::field\", or several"),
    [PLACE_RUNS_ON] = WORD("runs-on", C_PLACES, "where what is stored there runs"),
};
static const Key callback_keys[] = {
    [ENTRY_NAME] = NAME("the typedef of a pointer to a function, or several"),
    [PLACE_RUNS_ON] = WORD("runs-on", C_PLACES, "where what is passed as one runs"),
};
static const Section slot = SECTION("a slot", slot_keys);
static const Section callback = SECTION("a type of callbacks", callback_keys);

// ---- Languages ----------------------------------------------------------------------------------

#define BLOCKING_HELP    "functions that block the thread that calls them"
#define NONBLOCKING_HELP "functions that do not, whatever their code looks like"
#define RUNNERS_HELP     "functions that run an event loop until it ends"
#define REGISTRARS_HELP  "functions that keep a function and have it called somewhere"
#define OFFLOADS_HELP    "functions that call what they are given in a thread or process"
#define FUNCTIONS_HELP   "functions that are called by nobody whom one can see"

static const Key python_keys[] = {
    [PYTHON_BLOCKING] = ENTRIES("blocking", python_blocking, BLOCKING_HELP),
    [PYTHON_NONBLOCKING] = ENTRIES("nonblocking", nonblocking, NONBLOCKING_HELP),
    [PYTHON_RUNNERS] = ENTRIES("runners", runner, RUNNERS_HELP),
    [PYTHON_REGISTRARS] = ENTRIES("registrars", python_registrar, REGISTRARS_HELP),
    [PYTHON_OFFLOADS] = ENTRIES("offloads", python_offload, OFFLOADS_HELP),
    [PYTHON_SCHEDULERS] = ENTRIES("schedulers", python_scheduler,
                                  "functions that run the coroutine that they are given"),
    [PYTHON_COROUTINES] =
        ENTRIES("coroutines", coroutine, "functions whose result is nothing before it is awaited"),
    [PYTHON_DECORATORS] = ENTRIES("decorators", decorator,
                                  "decorators of frameworks, and where the function runs then"),
    [PYTHON_FUNCTIONS] = ENTRIES("functions", python_function, FUNCTIONS_HELP),
};
static const Key c_keys[] = {
    [C_BLOCKING] = ENTRIES("blocking", c_blocking, BLOCKING_HELP),
    [C_NONBLOCKING] = ENTRIES("nonblocking", nonblocking, NONBLOCKING_HELP),
    [C_RUNNERS] = ENTRIES("runners", runner, RUNNERS_HELP),
    [C_REGISTRARS] = ENTRIES("registrars", c_registrar, REGISTRARS_HELP),
    [C_OFFLOADS] = ENTRIES("offloads", c_offload, OFFLOADS_HELP),
    [C_SLOTS] = ENTRIES("slots", slot, "fields from which functions are called"),
    [C_CALLBACKS] = ENTRIES("callbacks", callback, "types of functions that are called back"),
    [C_FUNCTIONS] = ENTRIES("functions", c_function, FUNCTIONS_HELP),
    [C_SUSPENDS] =
        ENTRIES("suspends", suspension, "functions at which a coroutine lets others run"),
};
static const Section python = SECTION("the section [python]", python_keys);
static const Section c = SECTION("the section [c]", c_keys);

#define SETTING_KEY(NAME, key, value, kind, choices, from, to, text)                               \
  [ROOT_##NAME] = {                                                                                \
      .name = key, .type = kind, .words = choices, .least = from, .most = to, .help = text},

static const Key root_keys[] = {
    [ROOT_EXTEND] = TEXT("extend", "Take what this file says, from the directory of this one on, "
                                   "where this one says nothing"),
    // One line for each that the command line has, too.
    CONFIG_RULE_SETTINGS(SETTING_KEY) CONFIG_FILE_SETTINGS(SETTING_KEY)
        CONFIG_RESULT_SETTINGS(SETTING_KEY)[ROOT_PER_FILE_IGNORES] =
            {.name = "per-file-ignores",
             .type = KEY_LISTS,
             .help = "Rules not to report in files, by patterns of their paths"},
    [ROOT_SEVERITY] = {.name = "severity",
                       .type = KEY_CHOICES,
                       .words = CONFIG_SEVERITIES,
                       .help = "How bad the findings of rules are, by ids, families or codes"},
    [ROOT_TEST_FILES] = {.name = "test-files",
                         .type = KEY_NAMES,
                         .help = "Patterns of files and directories that are tests, beside those "
                                 "whose names or imports say so"},
    [ROOT_SRC] = {.name = "src",
                  .type = KEY_NAMES,
                  .help = "Directories from which modules are imported, beside those that are "
                          "found by themselves"},
    [ROOT_PYTHON] = {.name = "python",
                     .type = KEY_TABLE,
                     .section = &python,
                     .help = "what is to be known of Python code"},
    [ROOT_C] = {.name = "c",
                .type = KEY_TABLE,
                .section = &c,
                .help = "what is to be known of C code"},
};
const Section config_root = SECTION("the configuration", root_keys);
