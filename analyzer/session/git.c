// Asking git which files are the project's. It runs without a shell and with everything off by
// which a repository's own configuration could have it execute something or write: the repository
// may be a stranger's.
#define _POSIX_C_SOURCE 200809L
#include "session/git.h"

#include "session/listing.h"
#include "session/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define READ_BYTES 65536

extern char **environ;

typedef Array(char *) Strings;
typedef Array(char) Bytes;

typedef struct Child {
  pid_t id;
  int output; // the end that we read
} Child;

// posix_spawn takes its lists as pointers to char that may be written, though it never does.
static void push_string(Arena *arena, Strings *strings, const char *text) {
  array_push(arena, strings, str_to_c(arena, str_from_c(text)));
}

// `git` with the options that every call of ours has.
static Strings start_arguments(Arena *arena, Str root) {
  static const char *const options[] = {"-c", "core.fsmonitor=false", "-c",
                                        "core.hooksPath=/dev/null"};
  Strings strings = {0};
  push_string(arena, &strings, "git");
  push_string(arena, &strings, "-C");
  push_string(arena, &strings, root.size > 0 ? str_to_c(arena, root) : "/");
  for (size_t i = 0; i < COUNT_OF(options); i++)
    push_string(arena, &strings, options[i]);
  return strings;
}

static char **list_arguments(Arena *arena, Str root) {
  static const char *const options[] = {"ls-files", "--cached", "--others", "--exclude-standard",
                                        "-z"};
  Strings strings = start_arguments(arena, root);
  for (size_t i = 0; i < COUNT_OF(options); i++)
    push_string(arena, &strings, options[i]);
  ListingNames excluded = listing_excluded_names();
  for (size_t i = 0; i < excluded.count; i++) {
    Str option = str_print(arena, "--exclude=%s/", excluded.at[i]);
    array_push(arena, &strings, str_to_c(arena, option));
  }
  array_push(arena, &strings, NULL);
  return strings.at;
}

static char **ignore_arguments(Arena *arena, Str root, Str full) {
  Strings strings = start_arguments(arena, root);
  push_string(arena, &strings, "check-ignore");
  push_string(arena, &strings, "-q");
  push_string(arena, &strings, "--");
  array_push(arena, &strings, str_to_c(arena, full));
  array_push(arena, &strings, NULL);
  return strings.at;
}

// Inside a hook git tells its children which repository and index to use; ours may be another.
static bool is_dropped(const char *variable, bool keeps_index) {
  static const char *const dropped[] = {"GIT_DIR=",
                                        "GIT_WORK_TREE=",
                                        "GIT_INDEX_FILE=",
                                        "GIT_COMMON_DIR=",
                                        "GIT_OPTIONAL_LOCKS=",
                                        "GIT_NAMESPACE=",
                                        "GIT_OBJECT_DIRECTORY="};
  for (size_t i = 0; i < COUNT_OF(dropped); i++) {
    bool is_it = strncmp(variable, dropped[i], strlen(dropped[i])) == 0;
    if (is_it) return !(keeps_index && strcmp(dropped[i], "GIT_INDEX_FILE=") == 0);
  }
  return false;
}

uint64_t git_environment_key(void) {
  static const char *const others[] = {"HOME=", "XDG_CONFIG_HOME=", "PATH="};
  uint64_t key = 0;
  for (char **variable = environ; *variable; variable++) {
    bool counts = strncmp(*variable, "GIT_", strlen("GIT_")) == 0 && !is_dropped(*variable, false);
    for (size_t i = 0; i < COUNT_OF(others); i++)
      counts = counts || strncmp(*variable, others[i], strlen(others[i])) == 0;
    if (counts) key += str_hash(str_from_c(*variable)); // in any order
  }
  return key;
}

static char **list_environment(Arena *arena, bool keeps_index) {
  Strings strings = {0};
  for (char **variable = environ; *variable; variable++)
    if (!is_dropped(*variable, keeps_index)) array_push(arena, &strings, *variable);
  push_string(arena, &strings, "GIT_OPTIONAL_LOCKS=0");
  push_string(arena, &strings, "GIT_NO_LAZY_FETCH=1");
  push_string(arena, &strings, "GIT_TERMINAL_PROMPT=0");
  array_push(arena, &strings, NULL);
  return strings.at;
}

static int spawn_git(Arena *arena, char **arguments, bool keeps_index, int output, pid_t *id) {
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure != 0) return failure;
  failure = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (failure == 0)
    failure = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  if (failure == 0) failure = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  char **environment = list_environment(arena, keeps_index);
  if (failure == 0) failure = posix_spawnp(id, "git", &actions, NULL, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

static bool child_start(Arena *arena, char **arguments, bool keeps_index, Child *child,
                        Error *err) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return error_errno(err, "cannot make a pipe");
  (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  child->output = ends[0];
  int failure = spawn_git(arena, arguments, keeps_index, ends[1], &child->id);
  close(ends[1]);
  if (failure == 0) return true;
  close(ends[0]);
  errno = failure;
  return error_errno(err, "cannot run git");
}

static bool read_all(Arena *arena, int descriptor, Bytes *out) {
  for (;;) {
    array_reserve(arena, out, READ_BYTES);
    ssize_t got = read(descriptor, out->at + out->count, READ_BYTES);
    if (got == 0) return true;
    if (got < 0 && errno != EINTR) return false;
    if (got > 0) out->count += (size_t)got;
  }
}

// Waits for the end of the child; -1 when it did not exit by itself.
static int child_finish(Child child) {
  close(child.output);
  int status = 0;
  while (waitpid(child.id, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// The directories around a path, as far as they are new.
static void add_holders(Arena *arena, Str path, Interner *holders) {
  for (Str at = path_parent(path); at.size > 0; at = path_parent(at)) {
    uint32_t known = holders->count;
    (void)interner_add_copy(arena, holders, at);
    if (holders->count == known) return;
  }
}

static void add_files(Arena *arena, Str output, Listing *out) {
  Str directory = {0};
  for (Str rest = output; rest.size > 0;) {
    Str path = str_cut(&rest, '\0');
    if (!str_equal(path_parent(path), directory)) add_holders(arena, path, &out->holders);
    directory = path_parent(path);
    if (str_has_prefix(path, STR(CACHE_FOLDER_NAME "/"))) out->holds_cache = true;
    if (listing_is_source(path)) array_push(arena, &out->files, path_join(arena, out->root, path));
  }
}

bool listing_git(Arena *arena, Str root, Listing *out, Error *err) {
  *out = (Listing){.root = root, .is_deep = true};
  Arena scratch = {0};
  Child child = {.output = -1};
  Bytes output = {0};
  bool ok = child_start(&scratch, list_arguments(&scratch, root), false, &child, err);
  if (ok) {
    bool is_read = read_all(&scratch, child.output, &output);
    ok = child_finish(child) == 0 && is_read;
    if (!ok) (void)error_set(err, FAIL_IO, "git refuses to list it; see `git status` there");
  }
  if (ok) add_files(arena, (Str){output.at, output.count}, out);
  arena_release(&scratch);
  listing_sort(out);
  return ok;
}

bool listing_git_ignores(Str root, Str full) {
  Arena scratch = {0};
  Child child = {.output = -1};
  Error error = {0};
  bool is_ignored =
      child_start(&scratch, ignore_arguments(&scratch, root, full), false, &child, &error) &&
      child_finish(child) == 0;
  arena_release(&scratch);
  return is_ignored;
}

bool git_ask(Arena *arena, Str root, const char *const *words, bool keeps_index, Str *output,
             int *code, Error *err) {
  Strings strings = start_arguments(arena, root);
  for (size_t i = 0; words[i]; i++)
    push_string(arena, &strings, words[i]);
  array_push(arena, &strings, NULL);
  Child child = {.output = -1};
  Bytes bytes = {0};
  if (!child_start(arena, strings.at, keeps_index, &child, err)) return false;
  bool is_read = read_all(arena, child.output, &bytes);
  *code = child_finish(child);
  if (!is_read) *code = -1;
  *output = (Str){bytes.at, bytes.count};
  return true;
}
