// Environment variables and terminals.
#define _POSIX_C_SOURCE 200809L
#include "cli/terminal.h"

#include "base/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_DELAY_MS    400
#define PROGRESS_INTERVAL_MS 100

static bool is_set(const char *variable) {
  const char *value = getenv(variable);
  return value && *value;
}

static bool is_on(const char *variable) {
  const char *value = getenv(variable);
  return value && *value && strcmp(value, "0") != 0;
}

static bool can_paint(FILE *out) {
  const char *terminal = getenv("TERM");
  bool is_dumb = !terminal || strcmp(terminal, "dumb") == 0;
  return isatty(fileno(out)) && !is_dumb;
}

bool terminal_has_color(FILE *out, ColorChoice choice) {
  switch (choice) {
  case COLOR_ALWAYS:
    return true;
  case COLOR_NEVER:
    return false;
  case COLOR_AUTO:
    break;
  }
  if (is_set("NO_COLOR")) return false;
  return is_on("FORCE_COLOR") || is_on("CLICOLOR_FORCE") || can_paint(out);
}

bool terminal_is_closed_pipe(FILE *out) {
  struct pollfd end = {.fd = fileno(out), .events = POLLOUT};
  return poll(&end, 1, 0) == 1 && (end.revents & POLLERR) != 0;
}

// ---- Progress -----------------------------------------------------------------------------------

void progress_init(Progress *progress, FILE *out, bool is_wanted) {
  *progress = (Progress){.out = out, .is_on = is_wanted && can_paint(out), .start_ms = clock_ms()};
}

void progress_show(void *context, const char *phase, size_t done, size_t total) {
  Progress *progress = context;
  if (!progress->is_on) return;
  uint64_t now = clock_ms();
  bool is_early = now - progress->start_ms < PROGRESS_DELAY_MS;
  if (is_early || now - progress->last_ms < PROGRESS_INTERVAL_MS) return;
  progress->last_ms = now;
  progress->is_shown = true;
  fprintf(progress->out, "\r\x1b[K%s", phase);
  if (total > 0)
    fprintf(progress->out, " %zu of %zu files", done, total);
  else if (done > 0)
    fprintf(progress->out, " %zu", done);
  fflush(progress->out);
}

void progress_clear(Progress *progress) {
  if (!progress->is_shown) return;
  fputs("\r\x1b[K", progress->out);
  fflush(progress->out);
  progress->is_shown = false;
}
