// The words of the command line. Commands and options stand once, in the tables below; the parser,
// --help and the suggestions for misspelt words are made from them. What a configuration can say as
// well stands in config.h.
#pragma once

#include "base/array.h"
#include "base/suggest.h"
#include "config/config.h"
#include "session/session.h"

#include <stdio.h>

typedef enum ExitCode { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 } ExitCode;

// COMMAND(enumerator, name, operands, what it does)
#define COMMANDS(COMMAND)                                                                          \
  COMMAND(CHECK, "check", "[PATH...|-]", "Report what stalls or breaks the event loop (default)")  \
  COMMAND(RULE, "rule", "[RULE...]", "Explain rules")                                              \
  COMMAND(VERIFY, "verify", "[RULE...]", "Execute the examples of rules and show what they do")    \
  COMMAND(CONFIRM, "confirm", "[--] COMMAND [WORD...]",                                            \
          "Run a program or its tests and show which findings happen")                             \
  COMMAND(BASELINE, "baseline", "create|prune|diff [PATH...]",                                     \
          "Keep the findings that there are in a file, so that only new ones are reported")        \
  COMMAND(REPORT, "report", "[PATH...]", "Write a page about a whole project, and a badge")        \
  COMMAND(GRAPH, "graph", "SYMBOL [PATH...]",                                                      \
          "Show what a function calls that blocks, and what calls it")                             \
  COMMAND(CONFIG, "config", "[KEY]", "Tell which keys a configuration has, and what they take")    \
  COMMAND(ADVISE, "advise", "[PATH...]",                                                           \
          "Tell where functions run, what holds the loop, and where async buys nothing")           \
  COMMAND(NEW, "new", "DIR", "Start a service that does right what the rules look for")            \
  COMMAND(CLEAN, "clean", "[PATH...]", "Remove what check keeps of earlier runs of a project")     \
  COMMAND(COMPLETION, "completion", "SHELL",                                                       \
          "Print the completions of a shell: bash, fish or zsh")                                   \
  COMMAND(MANUAL, "manual", "", "Print the manual page, for man")                                  \
  COMMAND(VERSION, "version", "", "Print the version")                                             \
  COMMAND(HELP, "help", "[COMMAND]", "Print help, of a command if one is named")

typedef enum Command {
#define COMMAND(NAME, name, operands, help) COMMAND_##NAME,
  COMMANDS(COMMAND)
#undef COMMAND
      COMMAND_COUNT
} Command;

#define IN_CHECK     (1u << COMMAND_CHECK)
#define IN_RULE      (1u << COMMAND_RULE)
#define IN_VERIFY    (1u << COMMAND_VERIFY)
#define IN_CONFIRM   (1u << COMMAND_CONFIRM)
#define IN_CONFIG    (1u << COMMAND_CONFIG)
#define IN_NEW       (1u << COMMAND_NEW)
#define IN_CLEAN     (1u << COMMAND_CLEAN)
#define IN_ADVISE    (1u << COMMAND_ADVISE)
#define IN_BASELINE  (1u << COMMAND_BASELINE)
#define IN_REPORT    (1u << COMMAND_REPORT)
#define IN_GRAPH     (1u << COMMAND_GRAPH)
#define IN_FINDINGS  (IN_CHECK | IN_BASELINE)
#define IN_PROJECT   (IN_FINDINGS | IN_CONFIRM | IN_ADVISE | IN_REPORT | IN_GRAPH)
#define IN_ALL       ((1u << COMMAND_COUNT) - 1)
#define IN_FORMATTED ((IN_PROJECT & ~IN_REPORT) | IN_RULE | IN_VERIFY | 1u << COMMAND_VERSION)

// OPTION(enumerator, name, letter or 0, value or NULL, commands, what it does)
// GROUP(title) heads those behind it. A value in small letters with `|` between them lists all
// there are; one that starts with `[=` may be left out, and stands behind a `=` in the same word.
// Texts are wrapped where they are printed.
#define SETTING_OPTION(NAME, name, value, type, words, least, most, help)                          \
  OPTION(NAME, name, 0, value, IN_PROJECT, help)
#define RESULT_OPTION(NAME, name, value, type, words, least, most, help)                           \
  OPTION(NAME, name, 0, value, IN_FINDINGS, help)

#define OPTIONS(GROUP, OPTION)                                                                     \
  GROUP("Which rules")                                                                             \
  CONFIG_RULE_SETTINGS(SETTING_OPTION)                                                             \
  OPTION(ALL, "all", 0, NULL, IN_RULE, "List all rules")                                           \
  OPTION(RULES_DIR, "rules-dir", 0, "DIR", IN_VERIFY,                                              \
         "Verify the rules in this folder instead of our own")                                     \
  GROUP("Configuration")                                                                           \
  OPTION(CONFIG, "config", 0, "FILE|KEY=VALUE", IN_PROJECT,                                        \
         "Read this file instead of the nostall.toml, or pyproject.toml, that lies nearest above " \
         "the paths; or a line of one, which goes before all files. May come several times")       \
  OPTION(SHOW_SETTINGS, "show-settings", 0, NULL, IN_CHECK,                                        \
         "Print what counts for these paths, who said it, and the rules that are on")              \
  OPTION(SCHEMA, "schema", 0, NULL, IN_CONFIG, "Print a JSON Schema of all keys")                  \
  OPTION(ISOLATED, "isolated", 0, NULL, IN_PROJECT, "Read no configuration")                       \
  GROUP("How")                                                                                     \
  OPTION(FRAMEWORK, "framework", 0, "asyncio|fastapi", IN_NEW,                                     \
         "What it is built on: asyncio (the default) or fastapi")                                  \
  OPTION(NAME, "name", 0, "NAME", IN_NEW, "The name of its package; that of DIR if not given")     \
  OPTION(PYTHON, "python", 0, "EXE", IN_VERIFY,                                                    \
         "The interpreter for Python examples; python3 if not given")                              \
  OPTION(CC, "cc", 0, "COMMAND", IN_VERIFY,                                                        \
         "The compiler for C examples; CC, cc, gcc or clang if not\n"                              \
         "given")                                                                                  \
  OPTION(LANGUAGE, "language", 0, "c|python", IN_VERIFY,                                           \
         "Only examples of this language: c or python")                                            \
  OPTION(TIME_LIMIT, "time-limit", 0, "SECONDS", IN_VERIFY,                                        \
         "Stop an example that runs longer; 30 if not given")                                      \
  OPTION(SWAP, "swap", 0, NULL, IN_VERIFY,                                                         \
         "Hold each example against what the other one must show:\n"                               \
         "nothing may be proven then")                                                             \
  OPTION(STALL_MS, "stall-ms", 0, "MS", IN_CONFIRM,                                                \
         "A turn of the loop that takes this long is a stall; 100 if\n"                            \
         "not given")                                                                              \
  OPTION(WITNESS, "witness", 0, NULL, IN_CONFIRM,                                                  \
         "Load a witness into every process: it sees uvloop, and\n"                                \
         "loops in C on libuv, GLib, epoll, poll or select")                                       \
  OPTION(TIMELINE, "timeline", 0, "FILE", IN_VERIFY,                                               \
         "Write a picture of what happened: .svg, or .json in the\n"                               \
         "trace format of Chrome")                                                                 \
  GROUP("Which files")                                                                             \
  CONFIG_FILE_SETTINGS(SETTING_OPTION)                                                             \
  OPTION(NO_ENVIRONMENT, "no-environment", 0, NULL, IN_PROJECT, "Read no installed packages")      \
  OPTION(PATHS, "paths", 0, "PATHS", IN_CONFIRM,                                                   \
         "The files and directories whose findings count, separated\n"                             \
         "by commas; the current directory if not given")                                          \
  OPTION(SHOW_FILES, "show-files", 0, NULL, IN_CHECK, "Print the files that would be reported on") \
  OPTION(CHANGED, "changed", 0, "[=REF]", IN_CHECK,                                                \
         "Report what touches changes in git alone: those that are not committed, or those since " \
         "REF and HEAD parted. The whole project is analysed")                                     \
  OPTION(STAGED, "staged", 0, NULL, IN_CHECK, "The same of files that will be committed")          \
  OPTION(                                                                                          \
      CHANGED_SCOPE, "changed-scope", 0, "chain|primary|files", IN_CHECK,                          \
      "Changed must be a line of the finding or of its chain (the default); of the finding; or "   \
      "anything in a file of the chain")                                                           \
  OPTION(STDIN_FILENAME, "stdin-filename", 0, "PATH", IN_CHECK,                                    \
         "With PATH `-`: the file that the text on standard\n"                                     \
         "input stands for")                                                                       \
  OPTION(COMPILE_COMMANDS, "compile-commands", 'p', "DB", IN_FINDINGS,                             \
         "How C files are compiled: a compile_commands.json, or\n"                                 \
         "compile_flags.txt; looked for around them if not given")                                 \
  OPTION(LIBCLANG, "libclang", 0, "FILE", IN_FINDINGS,                                             \
         "The library that reads C; the newest that is installed\n"                                \
         "if not given")                                                                           \
  GROUP("Fixes")                                                                                   \
  OPTION(FIX, "fix", 0, NULL, IN_CHECK, "Mend what can be mended safely, and report the rest")     \
  OPTION(UNSAFE_FIXES, "unsafe-fixes", 0, NULL, IN_CHECK,                                          \
         "Count fixes that may change what a program does as well, and make them with --fix")      \
  OPTION(DIFF, "diff", 0, NULL, IN_CHECK,                                                          \
         "Print what --fix would change, and change nothing; exit with 1 when there is something") \
  OPTION(FIX_ONLY, "fix-only", 0, NULL, IN_CHECK, "Mend, and do not report the rest")              \
  OPTION(SHOW_FIXES, "show-fixes", 0, NULL, IN_CHECK, "List what was mended")                      \
  OPTION(EXIT_NON_ZERO_ON_FIX, "exit-non-zero-on-fix", 0, NULL, IN_CHECK,                          \
         "Exit with 1 when something was mended, even if nothing is left")                         \
  GROUP("Cache")                                                                                   \
  OPTION(CACHE_DIR, "cache-dir", 0, "DIR", IN_PROJECT | IN_CLEAN,                                  \
         "Keep there what later runs can use; NOSTALL_CACHE_DIR, or\n"                             \
         ".nostall_cache in the project if not given")                                             \
  OPTION(NO_CACHE, "no-cache", 0, NULL, IN_PROJECT,                                                \
         "Use nothing of earlier runs, and keep nothing of this\n"                                 \
         "one; the same with NOSTALL_NO_CACHE set")                                                \
  GROUP("Output")                                                                                  \
  OPTION(OUTPUT_FORMAT, "output-format", 'o', "FORMAT", IN_FORMATTED,                              \
         "The format; of check FORMAT or FORMAT:FILE, as often as\n"                               \
         "one likes")                                                                              \
  OPTION(HTML, "html", 0, "FILE", IN_REPORT, "Write the page there; `-` is standard output")       \
  OPTION(BADGE, "badge", 0, "FILE", IN_REPORT, "Write a badge with the grade there, as SVG")       \
  OPTION(SINCE, "since", 0, "FILE", IN_REPORT,                                                     \
         "Compare with an earlier run: what `check -o json` printed, or a baseline. May come "     \
         "several times, the oldest first")                                                        \
  OPTION(OUTPUT_FILE, "output-file", 0, "FILE", IN_CONFIRM,                                        \
         "Write there what else goes to standard output, behind\n"                                 \
         "what the command prints")                                                                \
  OPTION(FULL, "full", 0, NULL, IN_ADVISE, "Lists with all their lines, not the first alone")      \
  OPTION(STATISTICS, "statistics", 0, NULL, IN_CHECK, "Counts per rule instead of findings")       \
  CONFIG_RESULT_SETTINGS(RESULT_OPTION)                                                            \
  OPTION(                                                                                          \
      ADD_IGNORE, "add-ignore", 0, "[=REASON]", IN_CHECK,                                          \
      "Write comments that silence what is found into the files, with a reason if one is given")   \
  OPTION(NO_BASELINE, "no-baseline", 0, NULL, IN_CHECK, "Report what the baseline holds, too")     \
  OPTION(EXIT_ZERO, "exit-zero", 0, NULL, IN_CHECK, "Exit with 0 even when there are findings")    \
  OPTION(PROFILE, "profile", 0, NULL, IN_CHECK, "Say on standard error where the time went")       \
  OPTION(COLOR, "color", 0, "auto|always|never", IN_ALL, "Colours; auto: on a terminal")           \
  OPTION(QUIET, "quiet", 'q', NULL, IN_PROJECT, "Findings only: no summary, no warnings")          \
  OPTION(VERBOSE, "verbose", 'v', NULL, IN_PROJECT, "Say on standard error what is done")          \
  GROUP("Other")                                                                                   \
  OPTION(JOBS, "jobs", 'j', "N", IN_PROJECT | IN_VERIFY,                                           \
         "How many at once; 0, the default: one per processor,\n"                                  \
         "two for verify, whose examples mostly wait")                                             \
  OPTION(HELP, "help", 'h', NULL, IN_ALL, "Print help")                                            \
  OPTION(VERSION, "version", 'V', NULL, IN_ALL, "Print the version")

typedef enum OptionId {
#define GROUP(title)
#define OPTION(NAME, name, letter, value, commands, help) OPTION_##NAME,
  OPTIONS(GROUP, OPTION)
#undef OPTION
#undef GROUP
      OPTION_COUNT
} OptionId;

typedef enum ColorChoice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;

typedef Array(Str) StrList;

typedef struct Options {
  Command command;
  StrList operands; // paths, rules, a command
  StrList select;
  StrList extend;
  StrList ignore;
  StrList excludes;
  StrList extend_excludes;
  StrList configs; // files and lines of --config
  StrList paths;
  Tier max_tier;
  bool has_advice;        // the preset
  AsyncTests async_tests; // as the project's files say
  unsigned target;        // 311 for Python 3.11; 0 when it is not known
  Confidence min_confidence;
  TestRules tests;
  Severity fail_on;
  unsigned max_warnings;
  bool has_max_warnings;
  bool force_exclude;
  Str output_format; // "" when it was not given; the last of
  StrList outputs;   // those that were given
  Str html;          // terminated, as all words of the command line
  Str badge;
  StrList since;
  Str stdin_name;
  Str environment;
  Str add_ignore; // a reason, or ""
  Str changed;    // a revision; "": HEAD
  ChangeScope changed_scope;
  Str baseline; // "": not given
  Str compile_commands;
  Str libclang; // terminated
  Str cache_folder;
  ColorChoice color;
  Str rules_dir; // terminated, as all words of the command line
  Str python;
  Str cc;
  Str language;
  Str framework;
  Str name;
  Str timeline;
  Str output_file;
  unsigned stall_ms;     // 0 when it was not given
  unsigned time_limit_s; // 0 when it was not given
  unsigned jobs;
  bool has_command; // it was named
  bool is_given[OPTION_COUNT];
} Options;

// Reads the words behind the program's name. Everything lives in `arena`. Fails: FAIL_USAGE, with a
// suggestion where a word looks misspelt.
bool options_parse(Arena *arena, int argc, char **argv, Options *out, Error *err);

const char *options_name(OptionId id); // without dashes
// What a preset's name stands for.
void options_set_preset(Options *options, Str preset);

// Prints the help of one command, or of the whole program with COMMAND_HELP.
void help_print(FILE *out, Command command);
bool command_find(Str name, Command *out);
typedef struct CommandNames {
  Str at[COMMAND_COUNT];
} CommandNames;
CommandNames command_names(void);
