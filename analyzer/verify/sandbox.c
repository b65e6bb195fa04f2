// The keeper of a run. It is a process of its own, so that one place waits, keeps the time, stops
// everything that the program started, and removes its folder, whatever becomes of us.
#define _GNU_SOURCE // pipe2, prctl
#include "verify/sandbox.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define EVIDENCE_FD      3
#define PROGRAM_PATH_MAX 4096
#define CPU_LIMIT_S      30
#define MEMORY_LIMIT     ((rlim_t)2 << 30)
#define FILE_LIMIT       ((rlim_t)256 << 20)
#define DESCRIPTOR_LIMIT 256
#define ARGUMENTS_MAX    128
#define EXIT_NOT_STARTED 125
#define SWEEPS_MAX       1000
#define FOLDERS_OPEN_MAX 16

extern char **environ;

typedef struct Keeper {
  const SandboxJob *job;
  char folder[PROGRAM_PATH_MAX];
  int evidence, errors, status;
  pid_t parent;
  size_t *steps_done; // shared with the processes inside
} Keeper;

// ---- The program --------------------------------------------------------------------------------

static void limit(int resource, rlim_t most) {
  struct rlimit wanted = {most, most};
  (void)setrlimit((__rlimit_resource_t)resource, &wanted);
}

static void set_limits(void) {
  limit(RLIMIT_CPU, CPU_LIMIT_S);
  limit(RLIMIT_AS, MEMORY_LIMIT);
  limit(RLIMIT_NOFILE, DESCRIPTOR_LIMIT);
  limit(RLIMIT_FSIZE, FILE_LIMIT);
  limit(RLIMIT_CORE, 0);
}

// All but the evidence's descriptor, which is the program's alone, closes itself when one starts.
static bool set_descriptors(const Keeper *keeper, bool is_program) {
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  bool ok = nothing >= 0 && dup2(nothing, 0) == 0 && dup2(nothing, 1) == 1 &&
            dup2(keeper->errors, 2) == 2;
  if (!is_program) return ok;
  return ok && dup2(keeper->evidence, EVIDENCE_FD) == EVIDENCE_FD &&
         fcntl(EVIDENCE_FD, F_SETFD, 0) == 0;
}

static void reset_signals(void) {
  sigset_t none;
  sigemptyset(&none);
  signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static Str folder_path(Arena *arena, const Keeper *keeper, Str path) {
  return str_print(arena, "%s/%.*s", keeper->folder, STR_ARG(path));
}

static char *make_word(Arena *arena, const Keeper *keeper, const char *text) {
  Str word = str_from_c(text);
  if (str_has_prefix(word, STR("@/")))
    word = folder_path(arena, keeper, str_slice(word, 2, word.size));
  return str_to_c(arena, word);
}

static char **make_words(Arena *arena, const Keeper *keeper, const SandboxStep *step) {
  char **out = arena_push(arena, char *, ARGUMENTS_MAX + 2);
  out[0] = make_word(arena, keeper, step->program);
  for (size_t i = 0; step->arguments[i]; i++) {
    assert(i < ARGUMENTS_MAX);
    out[i + 1] = make_word(arena, keeper, step->arguments[i]);
  }
  return out;
}

static char **make_environment(Arena *arena, const Keeper *keeper) {
  if (keeper->job->keeps_environment) return environ;
  const char *folder = keeper->folder;
  char **out = arena_push(arena, char *, 7);
  Str path = str_print(arena, "PATH=%s/work/bin:/usr/local/bin:/usr/bin:/bin", folder);
  out[0] = str_to_c(arena, path);
  out[1] = str_to_c(arena, str_print(arena, "HOME=%s/work", folder));
  out[2] = str_to_c(arena, str_print(arena, "TMPDIR=%s/work", folder));
  out[3] = str_to_c(arena, STR("LANG=C.UTF-8"));
  out[4] = str_to_c(arena, STR("TZ=UTC"));
  out[5] = str_to_c(arena, STR("MALLOC_ARENA_MAX=2")); // address space is limited
  return out;
}

BASE_NORETURN static void become(const Keeper *keeper, const SandboxStep *step, bool is_program) {
  Arena arena = {0};
  char **words = make_words(&arena, keeper, step);
  char **environment = make_environment(&arena, keeper);
  char *work = str_to_c(&arena, folder_path(&arena, keeper, STR("work")));
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
  umask(077);
  set_limits();
  reset_signals();
  bool is_there = keeper->job->keeps_environment || chdir(work) == 0;
  if (is_there && set_descriptors(keeper, is_program)) execve(words[0], words, environment);
  _exit(EXIT_NOT_STARTED);
}

// ---- Its folder ---------------------------------------------------------------------------------

static bool make_folders(char *path, size_t from) {
  for (char *slash = strchr(path + from, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    bool ok = mkdir(path, 0700) == 0 || errno == EEXIST;
    *slash = '/';
    if (!ok) return false;
  }
  return true;
}

static bool write_file(const char *path, Str text) {
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return false;
  bool ok = true;
  for (size_t done = 0; ok && done < text.size;) {
    ssize_t count = write(file, text.at + done, text.size - done);
    ok = count > 0;
    done += ok ? (size_t)count : 0;
  }
  return close(file) == 0 && ok;
}

static bool write_files(const Keeper *keeper) {
  Arena arena = {0};
  bool ok = true;
  for (size_t i = 0; ok && i < keeper->job->file_count; i++) {
    const SandboxFile *file = &keeper->job->files[i];
    char *path = str_to_c(&arena, folder_path(&arena, keeper, file->path));
    ok = make_folders(path, strlen(keeper->folder) + 1) && write_file(path, file->text);
  }
  char *work = str_to_c(&arena, folder_path(&arena, keeper, STR("work")));
  ok = ok && (mkdir(work, 0700) == 0 || errno == EEXIST);
  arena_release(&arena);
  return ok;
}

static int open_up(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info, (void)place;
  if (kind == FTW_DNR) (void)chmod(path, 0700);
  return 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info, (void)kind, (void)place;
  (void)remove(path);
  return 0;
}

// Twice: the first pass makes readable what the program may have shut.
static void remove_folder(const char *folder) {
  (void)nftw(folder, open_up, FOLDERS_OPEN_MAX, FTW_PHYS);
  (void)nftw(folder, remove_one, FOLDERS_OPEN_MAX, FTW_PHYS | FTW_DEPTH);
}

static bool make_folder(Keeper *keeper) {
  const char *home = getenv("TMPDIR");
  if (!home || *home != '/') home = "/tmp";
  int length = snprintf(keeper->folder, sizeof keeper->folder, "%s/nostall-XXXXXX", home);
  return length > 0 && (size_t)length < sizeof keeper->folder && mkdtemp(keeper->folder) != NULL;
}

// ---- The first process inside -------------------------------------------------------------------

static int code_of(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// The program is not the first process inside: that one has to wait for others' orphans, and where
// processes are its own, signals mean something else to it. When it ends there, the kernel ends the
// rest.
static int wait_inside(pid_t program) {
  for (;;) {
    int status = 0;
    pid_t ended = waitpid(-1, &status, 0);
    if (ended == program) return code_of(status);
    if (ended < 0 && errno != EINTR) return EXIT_NOT_STARTED;
  }
}

static int run_step(const Keeper *keeper, const SandboxStep *step, bool is_program) {
  pid_t started = fork();
  if (started == 0) become(keeper, step, is_program);
  return started < 0 ? EXIT_NOT_STARTED : wait_inside(started);
}

static bool copy_file(const char *path, int to) {
  char buffer[65536];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t count = file < 0 ? -1 : read(file, buffer, sizeof buffer);
  while (count > 0 && write(to, buffer, (size_t)count) == count)
    count = read(file, buffer, sizeof buffer);
  if (file >= 0) close(file);
  return count == 0;
}

static bool send_evidence(const Keeper *keeper) {
  Arena arena = {0};
  bool ok = copy_file(make_word(&arena, keeper, keeper->job->sends), keeper->evidence);
  arena_release(&arena);
  return ok;
}

BASE_NORETURN static void run_inside(const Keeper *keeper) {
  const SandboxJob *job = keeper->job;
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
  (void)setsid();
  if (job->walls.mount && !walls_close_files(keeper->folder)) _exit(EXIT_NOT_STARTED);
  if (!write_files(keeper)) _exit(EXIT_NOT_STARTED);
  for (; *keeper->steps_done < job->step_count; ++*keeper->steps_done) {
    int code = run_step(keeper, &job->steps[*keeper->steps_done], false);
    if (code != 0) _exit(code);
  }
  SandboxStep program = {job->program, job->arguments};
  int code = run_step(keeper, &program, !job->sends);
  if (code == 0 && job->sends && !send_evidence(keeper)) code = EXIT_NOT_STARTED;
  _exit(code);
}

// ---- Waiting, stopping --------------------------------------------------------------------------

// Until the child has ended (true), the time is over, or somebody wants us to stop.
static bool wait_for(pid_t child, unsigned limit_ms, int *status) {
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGCHLD);
  sigaddset(&wanted, SIGTERM);
  uint64_t end = clock_ms() + limit_ms;
  for (;;) {
    if (waitpid(child, status, WNOHANG) == child) return true;
    uint64_t now = clock_ms();
    if (now >= end) return false;
    uint64_t left = end - now;
    struct timespec span = {(time_t)(left / 1000), (long)(left % 1000) * 1000000};
    if (sigtimedwait(&wanted, NULL, &span) == SIGTERM) return false;
  }
}

// Orphans come to us, so what is left are our children. Each round may find those that its own
// victims left behind.
static void sweep(void) {
  char path[64] = "";
  snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
  for (int round = 0; round < SWEEPS_MAX; round++) {
    FILE *file = fopen(path, "r");
    long child = 0;
    while (file && fscanf(file, "%ld", &child) == 1)
      (void)kill((pid_t)child, SIGKILL);
    if (file) fclose(file);
    if (waitpid(-1, NULL, 0) < 0 && errno == ECHILD) return;
  }
}

static SandboxStatus keep(const Keeper *keeper) {
  SandboxStatus result = {SANDBOX_FAILED, 0};
  const SandboxJob *job = keeper->job;
  (void)prctl(PR_SET_CHILD_SUBREAPER, 1);
  pid_t child = fork();
  if (child == 0) run_inside(keeper);
  if (child < 0) return (SandboxStatus){SANDBOX_FAILED, errno};
  int status = 0;
  bool has_ended = wait_for(child, job->limit_ms, &status);
  bool is_prepared = *keeper->steps_done == job->step_count;
  result = (SandboxStatus){!has_ended    ? SANDBOX_LATE
                           : is_prepared ? SANDBOX_EXITED
                                         : SANDBOX_UNPREPARED,
                           code_of(status)};
  if (!has_ended) (void)kill(child, SIGKILL);
  if (!job->walls.process) (void)kill(-child, SIGKILL);
  sweep();
  return result;
}

static sigset_t keeper_signals(void) {
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGCHLD);
  sigaddset(&held, SIGTERM);
  return held;
}

BASE_NORETURN static void run_keeper(Keeper *keeper) {
  sigset_t held = keeper_signals();
  sigprocmask(SIG_SETMASK, &held, NULL);
  (void)setsid();
  SandboxStatus status = {SANDBOX_FAILED, 0};
  void *shared =
      mmap(NULL, sizeof(size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  keeper->steps_done = shared;
  if (shared != MAP_FAILED && make_folder(keeper)) {
    if (walls_enter(keeper->job->walls)) {
      // Entering took this promise back: when our parent ends, we stop.
      (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
      if (getppid() == keeper->parent) status = keep(keeper);
    } else {
      status.code = errno;
    }
    remove_folder(keeper->folder);
  } else {
    status.code = errno;
  }
  (void)!write(keeper->status, &status, sizeof status);
  _exit(0);
}

// ---- Outside ------------------------------------------------------------------------------------

static void close_pair(int pair[2]) {
  if (pair[0] >= 0) close(pair[0]);
  if (pair[1] >= 0) close(pair[1]);
}

bool sandbox_start(const SandboxJob *job, Sandbox *out, Error *err) {
  int pairs[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
  bool ok = true;
  for (int i = 0; i < 3; i++)
    ok = ok && pipe2(pairs[i], O_CLOEXEC) == 0;
  pid_t parent = getpid();
  // The keeper is born with its signals held, so that no moment is too early to stop it.
  sigset_t held = keeper_signals(), before;
  sigprocmask(SIG_BLOCK, &held, &before);
  pid_t keeper = ok ? fork() : -1;
  if (keeper != 0) sigprocmask(SIG_SETMASK, &before, NULL);
  if (keeper == 0) {
    Keeper self = {.job = job,
                   .evidence = pairs[0][1],
                   .errors = pairs[1][1],
                   .status = pairs[2][1],
                   .parent = parent};
    run_keeper(&self);
  }
  if (keeper < 0) {
    (void)error_errno(err, "cannot start a process");
    for (int i = 0; i < 3; i++)
      close_pair(pairs[i]);
    return false;
  }
  for (int i = 0; i < 3; i++)
    close(pairs[i][1]);
  *out = (Sandbox){keeper, pairs[0][0], pairs[1][0], pairs[2][0]};
  return true;
}

void sandbox_stop(const Sandbox *sandbox) {
  (void)kill(sandbox->keeper, SIGTERM);
}
