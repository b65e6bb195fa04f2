// What a project says for itself, in `nostall.toml` or a section of `pyproject.toml`, read into
// values that the other layers understand. Everything that is wrong in the file is found, with its
// place; nothing of a wrong file is used.
#pragma once

#include "base/error.h"
#include "base/span.h"
#include "knowledge/knowledge.h"

#include <stdio.h>

typedef struct ConfigProblem {
  Span span;
  Str text; // one sentence without a final full stop
} ConfigProblem;

typedef struct ConfigProblems {
  const ConfigProblem *at; // in order of place
  size_t count;
} ConfigProblems;

typedef struct ConfigText {
  Str text;
  Span span;
} ConfigText;

typedef struct ConfigTexts {
  const ConfigText *at;
  size_t count;
} ConfigTexts;

typedef struct ConfigFileIgnores {
  Str pattern; // of paths, from the directory of the file
  ConfigTexts rules;
} ConfigFileIgnores;

typedef struct ConfigSeverity {
  ConfigText rules; // a selector
  Str level;        // "error"
} ConfigSeverity;

// What was not given has an empty span.
typedef struct ConfigNumber {
  int64_t value; // of a flag 0 or 1
  Span span;
} ConfigNumber;

// A text that is not given is "".
typedef struct Config {
  ConfigText extend; // another file, from the directory of this one
  ConfigTexts select;
  ConfigTexts extend_select;
  ConfigTexts ignore;
  ConfigTexts exclude;
  ConfigTexts extend_exclude;
  ConfigNumber force_exclude;
  ConfigText preset;
  ConfigText target; // a version of Python: see config_version
  ConfigText min_confidence;
  ConfigText fail_on;
  ConfigNumber max_warnings;
  ConfigText tests;
  ConfigTexts test_files;
  ConfigTexts src;
  ConfigText environment;
  ConfigText baseline;
  const ConfigFileIgnores *file_ignores;
  size_t file_ignore_count;
  const ConfigSeverity *severities;
  size_t severity_count;
  Str path;                // absolute; patterns and paths in it start from its directory
  Str name;                // of the file, as people read it
  KnowledgeEntries python; // what the project adds to the tables
  KnowledgeEntries c;
  bool has_section; // false: a pyproject.toml without [tool.nostall]
  ConfigProblems problems;
  Str text; // the file, for showing the problems
} Config;

// A configuration and those that it extends: the farthest first, what counts most last.
typedef struct ConfigList {
  const Config *at;
  size_t count;
} ConfigList;

// ---- Settings -----------------------------------------------------------------------------------

// What both a configuration and the command line say, under one name and with one meaning. The
// reader of configurations, `nostall config`, the JSON Schema, the parser of the command line and
// --help are made from these lines.
// SETTING(enumerator, name, value on the command line or NULL, type, words of KEY_WORD, least and
// most of KEY_NUMBER, what it does). A value with `|` in it lists all there are.
#define CONFIG_PRESETS     "default|advice|strict"
#define CONFIG_CONFIDENCES "resolved|probable|possible"
#define CONFIG_SEVERITIES  "info|warning|error"
#define CONFIG_TEST_RULES  "relaxed|same|skip"
// Versions of Python as people write them.
#define CONFIG_VERSIONS                                                                            \
  "3.8|3.9|3.10|3.11|3.12|3.13|3.14|3.15|py38|py39|py310|py311|py312|py313|py314|py315"

#define CONFIG_BASELINE_NAME ".nostall-baseline.json"

#define CONFIG_RULE_SETTINGS(SETTING)                                                              \
  SETTING(SELECT, "select", "RULES", KEY_NAMES, NULL, 0, 0,                                        \
          "Report these rules alone: ids, families, codes of other linters or their beginnings, "  \
          "ALL")                                                                                   \
  SETTING(EXTEND_SELECT, "extend-select", "RULES", KEY_NAMES, NULL, 0, 0,                          \
          "Report these rules as well")                                                            \
  SETTING(IGNORE, "ignore", "RULES", KEY_NAMES, NULL, 0, 0, "Do not report these rules")           \
  SETTING(PRESET, "preset", CONFIG_PRESETS, KEY_WORD, CONFIG_PRESETS, 0, 0,                        \
          "advice: beside what is on by default, what could be better; strict: all rules, and "    \
          "calls that cost no more than one local system call")                                    \
  SETTING(TARGET_VERSION, "target-version", "VERSION", KEY_WORD, CONFIG_VERSIONS, 0, 0,            \
          "The oldest Python that the code is for, 3.11 or py311; as requires-python of "          \
          "pyproject.toml says if not given, else 3.10")                                           \
  SETTING(MIN_CONFIDENCE, "min-confidence", CONFIG_CONFIDENCES, KEY_WORD, CONFIG_CONFIDENCES, 0,   \
          0,                                                                                       \
          "resolved (the default): definitions all the way; probable: with a heuristic step; "     \
          "possible: one of several candidates")                                                   \
  SETTING(TESTS, "tests", CONFIG_TEST_RULES, KEY_WORD, CONFIG_TEST_RULES, 0, 0,                    \
          "What is reported in tests: relaxed (the default): what hangs or breaks, not what they " \
          "wait for on their own; same: all that is elsewhere; skip: nothing")

#define CONFIG_FILE_SETTINGS(SETTING)                                                              \
  SETTING(EXCLUDE, "exclude", "GLOBS", KEY_NAMES, NULL, 0, 0,                                      \
          "Do not report on these files and directories, unless they are named as PATH; calls "    \
          "into them are followed")                                                                \
  SETTING(EXTEND_EXCLUDE, "extend-exclude", "GLOBS", KEY_NAMES, NULL, 0, 0,                        \
          "Exclude these as well")                                                                 \
  SETTING(FORCE_EXCLUDE, "force-exclude", NULL, KEY_FLAG, NULL, 0, 0,                              \
          "Exclude them even when they are named as PATH: for pre-commit, which names all files")  \
  SETTING(ENVIRONMENT, "environment", "PATH", KEY_TEXT, NULL, 0, 0,                                \
          "Read the packages installed there: a virtual environment, or a folder of packages; "    \
          "none: no packages; if not given, VIRTUAL_ENV, .venv or venv in the project, or "        \
          "CONDA_PREFIX")

#define CONFIG_RESULT_SETTINGS(SETTING)                                                            \
  SETTING(FAIL_ON, "fail-on", CONFIG_SEVERITIES, KEY_WORD, CONFIG_SEVERITIES, 0, 0,                \
          "Exit with 1 for findings of this severity or a worse one; warning if not given")        \
  SETTING(MAX_WARNINGS, "max-warnings", "N", KEY_NUMBER, NULL, 0, CONFIG_WARNINGS_MAX,             \
          "Let that many warnings pass before they make the run fail")                             \
  SETTING(BASELINE, "baseline", "FILE", KEY_TEXT, NULL, 0, 0,                                      \
          "The file with the findings that are known, which are not reported; if not given, the "  \
          "nearest " CONFIG_BASELINE_NAME " in or above the paths; none: no file")

#define CONFIG_WARNINGS_MAX 1000000

// The configuration that belongs to some paths, as a person typed them: the nearest in or above the
// deepest directory that is around all of them; in one directory .nostall.toml, nostall.toml, or a
// pyproject.toml with [tool.nostall] in it, in this order. The search ends with the top of a git
// work tree. False when there is none. `*path` is absolute and terminated.
bool config_find(Arena *arena, const Str *paths, size_t count, Str *path);
// The nearest file of that name, in the same way.
bool config_find_named(Arena *arena, const Str *paths, size_t count, Str name, Str *path);
// Reads a file, which goes by `name` in messages. What is wrong inside is in `out->problems`.
// Fails: FAIL_IO; FAIL_LIMIT when it is too large to be a configuration.
bool config_read(Arena *arena, const char *path, Str name, Config *out, Error *err);
// The same for a text; everything lives in `arena`.
void config_parse(Arena *arena, Str name, Str text, Config *out);
// Lists a configuration that was read from `config->path` behind those that it extends. One that is
// missing, or extends itself, is a problem of the file that names it.
ConfigList config_with_extended(Arena *arena, const Config *config);

// ---- Versions of Python -------------------------------------------------------------------------

// 311 for "3.11", "3.11.4", "py311"; 0 for what is no version.
unsigned config_version(Str text);
// The oldest version that `requires-python` of the nearest pyproject.toml lets in, found as
// config_find finds files; 0 when there is none, or it says nothing.
unsigned config_required_python(Arena *arena, const Str *paths, size_t count);

// Whether the files that tell pytest what to do, in or above those directories, have a plugin await
// every asynchronous test: asyncio_mode = "auto".
bool config_runs_async_tests(Arena *arena, const Str *paths, size_t count);
// Whether any of these files is there.
bool config_has_test_files(Arena *arena, const Str *paths, size_t count);

// ---- What can be said ---------------------------------------------------------------------------

// Prints what a key takes, `c.blocking.kind`, or all keys for "". Fails: FAIL_USAGE when there is
// no such key, with a suggestion.
bool config_describe(Str key, FILE *out, Error *err);
// Prints a JSON Schema of the whole. Fails: FAIL_IO.
bool config_write_schema(FILE *out, Error *err);
