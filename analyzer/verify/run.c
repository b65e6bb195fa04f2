// One poll over all descriptors of all runs. A run is over when its keeper has closed the status:
// by then nothing of it lives, so the other descriptors have ended, too.
#define _POSIX_C_SOURCE 200809L
#include "verify/run.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define READ_BYTES     65536
#define EVIDENCE_MAX   ((size_t)16 << 20)
#define ERRORS_MAX     ((size_t)64 << 10)
#define STOPPING_MS    100
#define FILES_OF_A_RUN 3

// ---- Finding ------------------------------------------------------------------------------------

static char *find_on_path(Arena *arena, Str name) {
  const char *path = getenv("PATH");
  for (Str rest = str_from_c(path ? path : "/usr/bin:/bin"); rest.at;) {
    Str folder = str_cut(&rest, ':');
    char *file = str_to_c(arena, str_print(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name)));
    if (folder.size > 0 && access(file, X_OK) == 0) return file;
  }
  return NULL;
}

char *run_find_program(Arena *arena, Str name) {
  if (str_find_byte(name, '/') == SIZE_MAX) return find_on_path(arena, name);
  char *file = str_to_c(arena, name);
  return access(file, X_OK) == 0 ? file : NULL;
}

// ---- Running ------------------------------------------------------------------------------------

bool run_start(const SandboxJob *job, Run *out, Error *err) {
  *out = (Run){.status = {SANDBOX_FAILED, 0}};
  return sandbox_start(job, &out->box, err);
}

static void take(Arena *arena, Bytes *bytes, size_t most, const char *text, size_t size) {
  if (bytes->count + size > most) size = most - bytes->count;
  array_reserve(arena, bytes, size);
  if (size > 0) memcpy(bytes->at + bytes->count, text, size);
  bytes->count += size;
}

// Whether there may be more.
static bool read_some(Arena *arena, int *file, Bytes *bytes, size_t most) {
  char buffer[READ_BYTES];
  ssize_t count = read(*file, buffer, sizeof buffer);
  if (count < 0 && errno == EINTR) return true;
  if (count <= 0) {
    close(*file);
    *file = -1;
    return false;
  }
  take(arena, bytes, most, buffer, (size_t)count);
  return true;
}

static void finish(Arena *arena, Run *run) {
  ssize_t count = read(run->box.status, &run->status, sizeof run->status);
  if (count != (ssize_t)sizeof run->status) run->status = (SandboxStatus){SANDBOX_FAILED, 0};
  close(run->box.status);
  run->box.status = -1;
  while (run->box.evidence >= 0 &&
         read_some(arena, &run->box.evidence, &run->evidence, EVIDENCE_MAX)) {
  }
  while (run->box.errors >= 0 && read_some(arena, &run->box.errors, &run->errors, ERRORS_MAX)) {
  }
  while (waitpid(run->box.keeper, NULL, 0) < 0 && errno == EINTR) {
  }
  run->is_over = true;
}

static void serve(Arena *arena, Run *run, const struct pollfd *polled) {
  if (polled[0].revents) (void)read_some(arena, &run->box.evidence, &run->evidence, EVIDENCE_MAX);
  if (polled[1].revents) (void)read_some(arena, &run->box.errors, &run->errors, ERRORS_MAX);
  if (polled[2].revents) finish(arena, run);
}

void runs_wait(Arena *arena, Run *const *runs, size_t count, int wait_ms) {
  Arena scratch = {0};
  struct pollfd *polled = arena_push(&scratch, struct pollfd, count * FILES_OF_A_RUN + 1);
  for (size_t i = 0; i < count; i++) {
    struct pollfd *own = &polled[i * FILES_OF_A_RUN];
    own[0] = (struct pollfd){.fd = runs[i]->box.evidence, .events = POLLIN};
    own[1] = (struct pollfd){.fd = runs[i]->box.errors, .events = POLLIN};
    own[2] = (struct pollfd){.fd = runs[i]->box.status, .events = POLLIN};
  }
  if (poll(polled, (nfds_t)(count * FILES_OF_A_RUN), wait_ms) > 0) {
    for (size_t i = 0; i < count; i++)
      serve(arena, runs[i], &polled[i * FILES_OF_A_RUN]);
  }
  arena_release(&scratch);
}

bool run_whole(Arena *arena, const SandboxJob *job, Run *out, Error *err) {
  if (!run_start(job, out, err)) return false;
  while (!out->is_over)
    runs_wait(arena, &out, 1, STOPPING_MS);
  return true;
}

void runs_stop(Arena *arena, Run *const *runs, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!runs[i]->is_over) sandbox_stop(&runs[i]->box);
  for (size_t i = 0; i < count; i++) {
    while (!runs[i]->is_over)
      runs_wait(arena, &runs[i], 1, STOPPING_MS);
  }
}
