// Where the baseline of a run lies, and what it does to the findings.
#define _POSIX_C_SOURCE 200809L
#include "base/path.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <stdlib.h>
#include <unistd.h>

static Str here(Arena *arena) {
  char *current = getcwd(NULL, 0);
  Str folder = str_print(arena, "%s/", current ? current : ".");
  free(current);
  return folder;
}

// Beside the configuration, else at the top of the work tree, else in the current directory.
static Str new_place(Arena *arena, const Settings *settings, const Str *paths, size_t count) {
  Str found = {0};
  Str folder = {0};
  for (size_t i = 0; i < settings->files.count; i++)
    if (!str_has_suffix(settings->files.at[i], STR("/--config")))
      folder = path_folder(settings->files.at[i]);
  if (folder.size == 0 && config_find_named(arena, paths, count, STR(".git"), &found))
    folder = path_folder(found);
  if (folder.size == 0) folder = here(arena);
  return str_print(arena, "%.*s%s", STR_ARG(folder), CONFIG_BASELINE_NAME);
}

static bool find_place(Arena *arena, const Settings *settings, const StrList *paths, Str *path,
                       bool *is_there) {
  const Options *options = &settings->options;
  StrList places = {0};
  *is_there = true;
  *path = options->baseline;
  if (options->is_given[OPTION_NO_BASELINE] || str_equal(*path, STR("none"))) return false;
  if (path->size > 0) {
    *is_there = access(str_to_c(arena, *path), F_OK) == 0;
    return true;
  }
  for (size_t i = 0; i < paths->count; i++)
    if (!str_equal(paths->at[i], STR("-"))) array_push(arena, &places, paths->at[i]);
  if (places.count == 0)
    array_push(arena, &places, options->stdin_name.size > 0 ? options->stdin_name : STR("."));
  bool is_isolated = options->is_given[OPTION_ISOLATED];
  Str name = STR(CONFIG_BASELINE_NAME);
  if (!is_isolated && config_find_named(arena, places.at, places.count, name, path)) return true;
  *is_there = false;
  *path = new_place(arena, settings, places.at, places.count);
  return true;
}

bool baseline_place(Arena *arena, const Settings *settings, const StrList *paths, Str *path,
                    bool *is_there) {
  if (!find_place(arena, settings, paths, path, is_there)) return false;
  Str shown = shown_path(arena, *path);
  *path = (Str){str_to_c(arena, shown), shown.size};
  return true;
}

bool baseline_is_asked(const Session *session, RuleList rules, const ProjectRules *chosen,
                       const BaselineEntry *entry) {
  bool is_on = true; // of a rule that there is not any more
  for (size_t i = 0; i < rules.count; i++)
    if (str_equal_c(entry->rule, rules.at[i]->id)) is_on = chosen->is_selected[i];
  return is_on && session_is_asked(session, entry->path);
}

static bool is_kept(void *context, const BaselineEntry *entry) {
  const BaselineUse *use = context;
  return !baseline_is_asked(use->session, use->program->rules, use->rules, entry);
}

// Who asks for less, or for other things, on the command line does not see what is gone.
static bool is_whole(const Options *options) {
  static const OptionId narrowing[] = {
      OPTION_SELECT,         OPTION_PRESET,        OPTION_CONFIG, OPTION_MIN_CONFIDENCE,
      OPTION_TESTS,          OPTION_ISOLATED,      OPTION_QUIET,  OPTION_ENVIRONMENT,
      OPTION_NO_ENVIRONMENT, OPTION_TARGET_VERSION};
  for (size_t i = 0; i < COUNT_OF(narrowing); i++)
    if (options->is_given[narrowing[i]]) return false;
  return true;
}

static void tell_gone(Arena *arena, const Options *options, Str path, size_t gone) {
  bool is_one = gone == 1;
  if (gone == 0) return;
  ReportNote note = {.severity = SEVERITY_WARNING,
                     .path = path,
                     .text = str_print(arena,
                                       "%zu finding%s in it %s gone; `nostall baseline prune` "
                                       "takes %s out",
                                       gone, is_one ? "" : "s", is_one ? "is" : "are",
                                       is_one ? "it" : "them")};
  report_note(&note, terminal_has_color(stderr, options->color), stderr);
}

bool baseline_take_out(Arena *arena, BaselineUse *use, Findings *findings, size_t *known) {
  const Options *options = &use->settings->options;
  Str path = {0};
  bool is_there = false;
  Baseline old = {0};
  Error error = {0};
  *known = 0;
  if (!baseline_place(arena, use->settings, use->paths, &path, &is_there)) return true;
  if (!is_there && options->baseline.size == 0) return true;
  if (!baseline_read(arena, path.at, &old, &error)) {
    const char *hint = is_there ? "" : "; `nostall baseline create` makes it";
    (void)trouble(options, str_print(arena, "%s%s", error.text, hint));
    return false;
  }
  Baseline now = baseline_of(arena, findings);
  Baseline left = baseline_prune(arena, &old, &now, (BaselineKeep){is_kept, use});
  if (is_whole(use->given))
    tell_gone(arena, options, path, baseline_total(&old) - baseline_total(&left));
  *findings = baseline_hide(arena, &old, findings, use->keeps_known, known);
  use->is_found = true;
  return true;
}
