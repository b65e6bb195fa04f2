// Rounds of fixes. What one round changes, the next one sees as the text of the file, so that fixes
// which touch each other come one after the other and nothing is written before all are made.
#define _POSIX_C_SOURCE 200809L
#include "cli/fixing.h"

#include "base/file.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "fix/fix.h"
#include "report/report.h"

#include <string.h>

// Fixes of fixes of fixes: each round makes all that do not touch each other.
#define ROUNDS_MAX 12

bool fixing_is_wanted(const Options *options) {
  return options->is_given[OPTION_FIX] || options->is_given[OPTION_FIX_ONLY] ||
         options->is_given[OPTION_DIFF];
}

// ---- Rounds -------------------------------------------------------------------------------------

static FixTarget *find_target(Fixing *fixing, Str path) {
  for (size_t i = 0; i < fixing->targets.count; i++)
    if (str_equal(fixing->targets.at[i].path, path)) return &fixing->targets.at[i];
  return NULL;
}

static void count_fix(Fixing *fixing, FixTarget *target, const Rule *rule) {
  for (size_t i = 0; i < target->counts.count; i++) {
    if (target->counts.at[i].rule != rule) continue;
    target->counts.at[i].count++;
    return;
  }
  array_push(fixing->arena, &target->counts, ((FixCount){rule, 1}));
}

static void take_file(Fixing *fixing, const Session *session, const FixedFile *file) {
  FixTarget *target = find_target(fixing, file->path);
  if (!target) {
    Str absolute = session_absolute_path(session, file->path);
    FixTarget fresh = {.path = file->path,
                       .before = file->bytes_before,
                       .display =
                           str_copy(fixing->arena, session_display_path(session, file->path)),
                       .is_given = session_is_given(session, file->path)};
    fresh.absolute = (Str){str_to_c(fixing->arena, absolute), absolute.size};
    array_push(fixing->arena, &fixing->targets, fresh);
    target = &fixing->targets.at[fixing->targets.count - 1];
  }
  target->after = file->bytes;
}

static void take_round(Fixing *fixing, const Session *session, Findings findings,
                       const FixRound *round) {
  for (size_t i = 0; i < round->file_count; i++)
    take_file(fixing, session, &round->files[i]);
  for (size_t i = 0; i < findings.count; i++)
    if (round->is_applied[i])
      count_fix(fixing, find_target(fixing, findings.at[i].path), findings.at[i].rule);
  fixing->fix_count += round->fix_count;
}

// A text that Python would not read any more goes back to what it was, for good.
static bool drop_broken(Fixing *fixing, const Session *session) {
  size_t kept = 0, count = fixing->targets.count;
  for (size_t i = 0; i < count; i++) {
    FixTarget target = fixing->targets.at[i];
    if (session_is_sound(session, target.path)) {
      fixing->targets.at[kept++] = target;
      continue;
    }
    array_push(fixing->arena, &fixing->broken, target.path);
    for (size_t j = 0; j < target.counts.count; j++)
      fixing->fix_count -= target.counts.at[j].count;
    ReportNote note = {.severity = SEVERITY_WARNING,
                       .path = target.display,
                       .text = STR("a fix would break this file, so it stays as it is; please "
                                   "report this")};
    report_note(&note, terminal_has_color(stderr, fixing->options->color), stderr);
  }
  fixing->targets.count = kept;
  return kept < count;
}

static const SessionText *texts_of(Fixing *fixing) {
  SessionText *texts = arena_push(fixing->arena, SessionText, fixing->targets.count + 1);
  for (size_t i = 0; i < fixing->targets.count; i++)
    texts[i] = (SessionText){fixing->targets.at[i].path, fixing->targets.at[i].after};
  return texts;
}

// Whether there is another round to come.
static bool fix_round(Fixing *fixing, Session *session, const SessionResult *result,
                      Applicability least) {
  FixRound round = {0};
  session_fix(session, fixing->arena, result->findings, least, fixing->broken.at,
              fixing->broken.count, &round);
  take_round(fixing, session, result->findings, &round);
  return round.fix_count > 0;
}

bool fixing_run(Fixing *fixing, const SessionOptions *options, Session **session,
                SessionResult *result, Error *err) {
  const Options *words = fixing->options;
  Applicability least =
      words->is_given[OPTION_UNSAFE_FIXES] ? APPLICABILITY_UNSAFE : APPLICABILITY_SAFE;
  SessionOptions next = *options;
  for (unsigned round = 0;; round++) {
    next.texts = texts_of(fixing);
    next.text_count = fixing->targets.count;
    *session = session_new(&next);
    if (!session_check(*session, result, err)) return false;
    fixing->is_refused = !fixing->hide(fixing->hide_context, result);
    if (fixing->is_refused) return false;
    bool goes_on = drop_broken(fixing, *session);
    if (!goes_on && fixing_is_wanted(words) && round < ROUNDS_MAX)
      goes_on = fix_round(fixing, *session, result, least);
    if (!goes_on) return true;
    session_free(*session);
  }
}

// ---- Writing ------------------------------------------------------------------------------------

static void say(const Fixing *fixing, Str path, Str text) {
  ReportNote note = {.severity = SEVERITY_ERROR, .path = path, .text = text};
  report_note(&note, terminal_has_color(stderr, fixing->options->color), stderr);
}

static Str read_now(Arena *arena, const char *path, size_t expected) {
  FILE *file = fopen(path, "rb");
  if (!file) return (Str){0};
  char *at = arena_push(arena, char, expected + 1);
  size_t size = fread(at, 1, expected + 1, file);
  fclose(file);
  return (Str){at, size};
}

// By another name, a file may have got the same fixes already.
static bool write_target(const Fixing *fixing, const FixTarget *target) {
  Arena scratch = {0};
  Error error = {0};
  Str now = read_now(&scratch, target->absolute.at, target->before.size + target->after.size);
  bool is_done = str_equal(now, target->after);
  bool is_same = str_equal(now, target->before);
  bool ok = is_done || (is_same && file_write(target->absolute.at, target->after, &error));
  if (!is_done && !is_same)
    say(fixing, target->display, STR("changed meanwhile, so it was not fixed; run again"));
  else if (!ok)
    say(fixing, target->display, str_from_c(error.text));
  arena_release(&scratch);
  return ok;
}

static bool write_targets(const Fixing *fixing) {
  bool ok = true;
  for (size_t i = 0; i < fixing->targets.count; i++)
    if (!fixing->targets.at[i].is_given) ok &= write_target(fixing, &fixing->targets.at[i]);
  return ok;
}

static void print_diffs(const Fixing *fixing) {
  Arena scratch = {0};
  for (size_t i = 0; i < fixing->targets.count; i++) {
    const FixTarget *target = &fixing->targets.at[i];
    Str diff = fix_diff(&scratch, target->display, target->before, target->after);
    fwrite(diff.at, 1, diff.size, stdout);
    arena_reset(&scratch);
  }
  arena_release(&scratch);
}

// ---- Words --------------------------------------------------------------------------------------

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static size_t count_unsafe(const SessionResult *result) {
  size_t count = 0;
  for (size_t i = 0; i < result->findings.count; i++) {
    const Finding *finding = &result->findings.at[i];
    count += finding->fix && !finding->is_suppressed &&
             finding->fix->applicability == APPLICABILITY_UNSAFE;
  }
  return count;
}

static void tell_files(const Fixing *fixing) {
  fprintf(stderr, "Fixed %zu problem%s:\n", fixing->fix_count, plural(fixing->fix_count));
  for (size_t i = 0; i < fixing->targets.count; i++) {
    const FixTarget *target = &fixing->targets.at[i];
    fprintf(stderr, "- %.*s:\n", STR_ARG(target->display));
    for (size_t j = 0; j < target->counts.count; j++)
      fprintf(stderr, "    %zu × %s\n", target->counts.at[j].count, target->counts.at[j].rule->id);
  }
}

static void tell_count(const Fixing *fixing, const SessionResult *result) {
  const Options *options = fixing->options;
  const char *done = options->is_given[OPTION_DIFF] ? "Would fix" : "Fixed";
  size_t left = options->is_given[OPTION_UNSAFE_FIXES] ? 0 : count_unsafe(result);
  fprintf(stderr, "%s %zu problem%s", done, fixing->fix_count, plural(fixing->fix_count));
  if (left > 0) fprintf(stderr, " (%zu more with `--unsafe-fixes`)", left);
  fprintf(stderr, ".\n");
}

static void tell(const Fixing *fixing, const SessionResult *result) {
  const Options *options = fixing->options;
  if (options->is_given[OPTION_QUIET]) return;
  if (options->is_given[OPTION_SHOW_FIXES] && fixing->fix_count > 0) tell_files(fixing);
  if (options->is_given[OPTION_DIFF] || options->is_given[OPTION_FIX_ONLY])
    tell_count(fixing, result);
}

// Standard input comes out on standard output, changed or not.
static void print_given(const Fixing *fixing, Str bytes) {
  for (size_t i = 0; i < fixing->targets.count; i++)
    if (fixing->targets.at[i].is_given) bytes = fixing->targets.at[i].after;
  fwrite(bytes.at, 1, bytes.size, stdout);
}

bool fixing_finish(const Fixing *fixing, const SessionResult *result, const Str *given) {
  bool ok = true;
  if (fixing->options->is_given[OPTION_DIFF])
    print_diffs(fixing);
  else if (given)
    print_given(fixing, *given);
  else
    ok = write_targets(fixing);
  tell(fixing, result);
  return ok;
}
