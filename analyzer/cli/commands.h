// The commands, one function each: they print to stdout and return an exit code. Private to this
// layer.
#pragma once

#include "baseline/baseline.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "config/config.h"
#include "report/report.h"

int check_run(const CliProgram *program, const Options *options);
int rule_run(const CliProgram *program, const Options *options);
int verify_command_run(const CliProgram *program, const Options *options);
int confirm_command_run(const CliProgram *program, const Options *options);
int baseline_command_run(const CliProgram *program, const Options *options);
int report_command_run(const CliProgram *program, const Options *options);
int graph_command_run(const CliProgram *program, const Options *options);
int config_command_run(const Options *options);
int advise_command_run(const CliProgram *program, const Options *options);
int new_command_run(const Options *options);
int clean_command_run(const Options *options);
int completion_run(const CliProgram *program, const Options *options);
int manual_run(const CliProgram *program, const Options *options);
int version_run(const Options *options);

// "error: <text>" on stderr; returns EXIT_TROUBLE.
int trouble(const Options *options, Str text);
// The format of that name among a command's own, the first when none was given. False, with a
// message, for any other.
bool format_choose(const Options *options, const Str *names, size_t count, size_t *chosen);

// ---- Commands that read a project ---------------------------------------------------------------

typedef struct ProjectRules { // beside the program's rules
  bool *is_selected;
  bool *is_explicit;
} ProjectRules;

// Options with what the configurations say beneath them.
typedef struct Settings {
  Options options;
  KnowledgeEntries python; // what the project adds to what is known
  KnowledgeEntries c;
  const FileIgnores *file_ignores;
  size_t file_ignore_count;
  RuleSeverity *severities;  // beside the rules
  StrList test_files;        // patterns
  StrList src;               // absolute
  Str origins[OPTION_COUNT]; // who said it: "nostall.toml:3", "--select"; "" for what nobody did
  StrList files;             // of configuration, absolute; what counts most last
} Settings;

// Reads the configuration that belongs to some paths, as the options say. False, with everything
// that is wrong in it said on stderr, when it cannot be used. All of it lives in `arena`.
bool settings_read(Arena *arena, const CliProgram *program, const Options *given,
                   const StrList *paths, Settings *out);

bool project_select(Arena *arena, const CliProgram *program, const Options *options,
                    ProjectRules *out, Error *err);
Log project_log(const Options *options);
// A session of a command, from the settings to the result. Stays where it is until its end.
typedef struct ProjectRun {
  Log log;
  Progress progress;
  Session *session; // NULL before project_check
  SessionResult result;
} ProjectRun;

// What the session is told by settings and paths; whoever wants more fills it in.
SessionOptions project_begin(ProjectRun *run, const CliProgram *program, const Settings *settings,
                             const ProjectRules *rules, const StrList *paths);
// Shows how far it is. To be ended whether it fails or not.
bool project_check(ProjectRun *run, const SessionOptions *session, Error *err);
// Keeps what later runs can use, if all went well.
void project_end(ProjectRun *run, bool is_kept);
// What there is to be said about files, for a report; in `arena`.
const ReportNote *project_notes(Arena *arena, const SessionResult *result);
// Prints where the time went to stderr.
void profile_print(const Options *options, const SessionProfile *profile);
// Where earlier runs left what they know; "": in the project.
Str project_cache_folder(const Options *options);
// Says on stderr what there is to be said about files; whether one that was asked for is missing.
bool project_print_notes(const Options *options, const SessionResult *result);
// Whether what was found makes the run fail.
bool project_fails(const Options *options, const Findings *findings);

// ---- show.c -------------------------------------------------------------------------------------

// Print the files of a result of session_list, and the settings of a run; the exit code.
int show_files(const Options *options, const SessionResult *result);
int show_settings(const CliProgram *program, const Settings *settings, const ProjectRules *rules);

// ---- The baseline -------------------------------------------------------------------------------

// Which file a run has for its baseline, as people type it and terminated: the one that is given,
// else the nearest, else the one that would be made. False when there is to be none.
bool baseline_place(Arena *arena, const Settings *settings, const StrList *paths, Str *path,
                    bool *is_there);
// Whether what an entry is about was looked for: its rule is on, and its file was asked for, or is
// not there any more.
bool baseline_is_asked(const Session *session, RuleList rules, const ProjectRules *chosen,
                       const BaselineEntry *entry);
typedef struct BaselineUse {
  const Options *given; // as the command line has them
  const CliProgram *program;
  const Settings *settings;
  const ProjectRules *rules;
  const StrList *paths;
  const Session *session;
  bool keeps_known; // what the baseline holds stays, marked
  bool is_found;    // set: there is a baseline
} BaselineUse;
// Takes out of a result what the baseline holds, and says on stderr what it holds in vain. False,
// with a message, when it cannot be read.
bool baseline_take_out(Arena *arena, BaselineUse *use, Findings *findings, size_t *known);
// The path as a person types it from the current directory.
Str shown_path(Arena *arena, Str path);
