// The run as a whole: a folder, the command, what its processes wrote, the verdicts.
#define _POSIX_C_SOURCE 200809L
#include "confirm/confirm.h"

#include "base/clock.h"

#include "confirm/command.h"
#include "confirm/environment.h"
#include "confirm/judge.h"

static const char *const kind_names[CONFIRM_KIND_COUNT] = {
    [CONFIRM_STALL] = "loop-stall",
    [CONFIRM_NEVER_AWAITED] = "coroutine-never-awaited",
    [CONFIRM_TASK_DESTROYED] = "task-destroyed-pending",
    [CONFIRM_ERROR_LOST] = "exception-never-retrieved",
};

bool confirm_kind_find(Str name, ConfirmKind *out) {
  for (size_t i = 0; i < COUNT_OF(kind_names); i++) {
    if (!str_equal_c(name, kind_names[i])) continue;
    *out = (ConfirmKind)i;
    return true;
  }
  return false;
}

const char *confirm_kind_name(ConfirmKind kind) {
  return kind_names[kind];
}

const char *confirm_status_name(ConfirmStatus status) {
  switch (status) {
  case CONFIRM_OBSERVED:
    return "observed";
  case CONFIRM_OTHER_WAY:
    return "other-way";
  case CONFIRM_FAST:
    return "fast";
  case CONFIRM_NOT_REACHED:
    return "not-reached";
  case CONFIRM_UNKNOWN:
    return "unknown";
  }
  return "unknown";
}

// ---- The run ------------------------------------------------------------------------------------

static bool run_command(Arena *arena, const Folder *folder, ConfirmResult *out, Error *err) {
  char **environment = environment_make(arena, out->options, folder);
  CommandEnd end = {0};
  uint64_t start = clock_ms();
  if (!command_run(out->options->command, environment, &end, err)) return false;
  out->elapsed_ms = (unsigned)(clock_ms() - start);
  out->exit_code = end.exit_code;
  out->signal = end.signal;
  return true;
}

static bool fail_unseen(Arena *arena, const ConfirmResult *result, Error *err) {
  Str reason = environment_refusal(arena, result->options->command);
  if (reason.size > 0)
    return error_set(err, FAIL_USAGE, "nothing could be seen: %.*s", STR_ARG(reason));
  return error_set(err, FAIL_USAGE,
                   "nothing could be seen: no Python (3.9 or newer) ran that knows PYTHONPATH%s",
                   result->options->has_witness ? ", and no event loop that the witness knows"
                                                : "; `--witness` sees other programs");
}

static bool run_in(Arena *arena, const Folder *folder, ConfirmResult *out, Error *err) {
  if (!run_command(arena, folder, out, err)) return false;
  Sightings all = {.result = out};
  char *seen = str_to_c(arena, str_print(arena, "%.*s/seen", STR_ARG(folder->path)));
  if (!seen_read(arena, seen, &all, err)) return false;
  if (out->processes.count == 0) return fail_unseen(arena, out, err);
  witness_merge(arena, &all);
  judge(arena, &all);
  return true;
}

bool confirm_run(Arena *arena, const ConfirmOptions *options, ConfirmResult *out, Error *err) {
  *out = (ConfirmResult){.options = options};
  Folder folder = {0};
  if (!folder_make(arena, options, &folder, err)) return false;
  bool ok = run_in(arena, &folder, out, err);
  folder_remove(&folder);
  return ok;
}
