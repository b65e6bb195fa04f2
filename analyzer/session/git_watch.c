// What git's list of a work tree is made from, so that it need not be asked again: its index, its
// settings, its patterns, and each directory that it looks into.
//
// Which directories that are is found by a walk of our own. One without a file that git knows is
// ignored, or empty: git is asked which. All of this happens when the findings have been shown.
#define _XOPEN_SOURCE 700 // realpath
#include "session/git.h"
#include "session/lists.h"
#include "session/paths.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS_MAX 8   // of asking what is ignored: directories in directories without a file
#define ASKED_MAX  512 // at once

typedef Array(Str) Paths;

typedef struct Watcher {
  Arena *arena;
  const Listing *listing;
  Directories *directories;
  Watches *watches;
  Paths pending;  // directories to be read
  Paths doubtful; // … if they are not ignored
  bool is_beyond; // the list depends on what is not followed here
  Arena scratch;
} Watcher;

// ---- Asking -------------------------------------------------------------------------------------

static bool ask(Watcher *watcher, const char *const *words, Str *output, int *code) {
  Error error = {0};
  return git_ask(watcher->arena, watcher->listing->root, words, false, output, code, &error);
}

// Without the end of its line.
static bool ask_line(Watcher *watcher, const char *const *words, Str *line) {
  int code = -1;
  Str output = {0};
  bool ok = ask(watcher, words, &output, &code) && code == 0;
  *line = (Str){str_to_c(watcher->arena, str_trim(output)), str_trim(output).size};
  return ok && line->size > 0;
}

static Str absolute(Watcher *watcher, Str base, Str path) {
  if (str_has_prefix(path, STR("/"))) return (Str){str_to_c(watcher->arena, path), path.size};
  return path_join(watcher->arena, base, path);
}

static void watch(Watcher *watcher, Str full) {
  Watch one = {.full = full, .stamp = watch_stamp(full.at)};
  array_push(watcher->arena, watcher->watches, one);
  struct stat info = {0};
  // A link is watched by itself; where it leads to can change as well.
  bool is_link = one.stamp.inode != 0 && lstat(full.at, &info) == 0 && S_ISLNK(info.st_mode);
  char *target = is_link ? realpath(full.at, NULL) : NULL;
  watcher->is_beyond |= is_link && !target;
  if (!target) return;
  Str copy = str_from_c(target);
  copy.at = str_to_c(watcher->arena, copy);
  Watch other = {.full = copy, .stamp = watch_stamp(target)};
  array_push(watcher->arena, watcher->watches, other);
  free(target);
}

static void watch_in(Watcher *watcher, Str directory, const char *name) {
  watch(watcher, path_join(watcher->arena, directory, str_from_c(name)));
}

// ---- Settings -----------------------------------------------------------------------------------

// A path as git's settings have it; `base` is the directory that it may start from.
static void watch_setting(Watcher *watcher, Str base, Str path) {
  const char *home = getenv("HOME");
  bool is_home = str_has_prefix(path, STR("~/"));
  if (is_home && home)
    watch(watcher, path_join(watcher->arena, str_from_c(home), str_slice(path, 2, path.size)));
  else if (is_home || str_has_prefix(path, STR("~")) || str_has_prefix(path, STR("%")))
    watcher->is_beyond = true;
  else
    watch(watcher, absolute(watcher, base, path));
}

// One setting and the file that it stands in. `*has_patterns` says that one names a file of them.
static void watch_entry(Watcher *watcher, Str origin, Str entry, bool *has_patterns) {
  Str value = entry;
  Str name = str_cut(&value, '\n');
  bool is_file = str_has_prefix(origin, STR("file:"));
  Str root = watcher->listing->root;
  Str file = is_file ? absolute(watcher, root, str_slice(origin, 5, origin.size)) : root;
  bool is_include = str_equal(name, STR("include.path"));
  bool is_condition = str_has_prefix(name, STR("includeif."));
  if (is_file) watch(watcher, file);
  if (is_include || is_condition) watch_setting(watcher, path_parent(file), value);
  // Which branch, or which address, is another matter.
  watcher->is_beyond |= is_condition && !str_has_prefix(name, STR("includeif.gitdir"));
  if (!str_equal(name, STR("core.excludesfile"))) return;
  *has_patterns = true;
  watch_setting(watcher, root, value);
}

// Each file that settings came from is watched once; settings come file by file.
static bool watch_settings(Watcher *watcher, bool *has_patterns) {
  const char *const words[] = {"config", "--list", "--show-origin", "--null", NULL};
  int code = -1;
  Str output = {0}, last = {0};
  if (!ask(watcher, words, &output, &code) || code != 0) return false;
  for (Str rest = output; rest.size > 0;) {
    Str origin = str_cut(&rest, '\0');
    Str entry = str_cut(&rest, '\0');
    bool is_same = last.at && str_equal(origin, last);
    bool is_plain = !str_has_prefix(entry, STR("include")) &&
                    !str_has_prefix(entry, STR("core.excludesfile\n"));
    if (!is_same || !is_plain) watch_entry(watcher, origin, entry, has_patterns);
    last = origin;
  }
  return true;
}

// Where settings and patterns would be if there were some.
static void watch_places(Watcher *watcher, bool has_patterns) {
  Arena *arena = watcher->arena;
  const char *home = getenv("HOME"), *config = getenv("XDG_CONFIG_HOME");
  const char *const named[] = {getenv("GIT_CONFIG_GLOBAL"), getenv("GIT_CONFIG_SYSTEM")};
  for (size_t i = 0; i < COUNT_OF(named); i++)
    if (named[i]) watch(watcher, absolute(watcher, watcher->listing->root, str_from_c(named[i])));
  watch(watcher, STR("/etc/gitconfig"));
  if (home) watch_in(watcher, str_from_c(home), ".gitconfig");
  if (!home && !config) return;
  Str folder = config && *config ? str_from_c(config)
                                 : path_join(arena, str_from_c(home ? home : ""), STR(".config"));
  Str own = path_join(arena, folder, STR("git"));
  watch_in(watcher, own, "config");
  if (!has_patterns) watch_in(watcher, own, "ignore");
}

static void watch_program(Watcher *watcher) {
  const char *path = getenv("PATH");
  Str rest = str_from_c(path ? path : "/bin:/usr/bin");
  watcher->is_beyond |= rest.size == 0;
  while (rest.at) {
    Str folder = str_cut(&rest, ':');
    watcher->is_beyond |= !str_has_prefix(folder, STR("/"));
    if (watcher->is_beyond) return;
    Str program = path_join(watcher->arena, folder, STR("git"));
    watch(watcher, program);
    if (access(program.at, X_OK) != 0) continue;
    Str prefix = path_parent(folder);
    watch(watcher, str_print(watcher->arena, "%.*s/etc/gitconfig", STR_ARG(prefix)));
    return;
  }
}

static bool watch_repository(Watcher *watcher) {
  const char *const own_words[] = {"rev-parse", "--git-dir", NULL};
  const char *const common_words[] = {"rev-parse", "--git-common-dir", NULL};
  Str root = watcher->listing->root, own = {0}, common = {0};
  bool has_patterns = false;
  if (!ask_line(watcher, own_words, &own) || !ask_line(watcher, common_words, &common))
    return false;
  own = absolute(watcher, root, own);
  common = absolute(watcher, root, common);
  struct stat info = {0};
  Str mark = path_join(watcher->arena, root, STR(".git"));
  // As a file it says where the repository is; a directory changes with each command.
  if (lstat(mark.at, &info) != 0) return false;
  if (S_ISREG(info.st_mode)) watch(watcher, mark);
  watcher->is_beyond |= S_ISLNK(info.st_mode);
  watch_in(watcher, own, "index");
  watch_in(watcher, own, "commondir");
  watch_in(watcher, own, "config.worktree");
  watch_in(watcher, common, "config");
  watch_in(watcher, common, "info/exclude");
  if (!watch_settings(watcher, &has_patterns)) return false;
  watch_places(watcher, has_patterns);
  watch_program(watcher);
  return !watcher->is_beyond;
}

// ---- Directories --------------------------------------------------------------------------------

static bool is_holder(const Watcher *watcher, Str full) {
  Str path = path_below(full, watcher->listing->root);
  return interner_find(&watcher->listing->holders, path) != INTERNER_NONE;
}

// A directory with a repository of its own: git does not look into it where its index has it as
// one. What else it does depends on the state of that one.
static bool is_submodule(Watcher *watcher, Str full) {
  const char *const words[] = {"ls-files", "--stage", "--",
                               path_below(full, watcher->listing->root).at, NULL};
  Str output = {0};
  int code = -1;
  return ask(watcher, words, &output, &code) && code == 0 && str_has_prefix(output, STR("160000 "));
}

static void add_entries(Watcher *watcher, const Directory *directory) {
  EntryKind kind = ENTRY_ODD;
  Str name = {0};
  for (Str rest = directory->names; directory_next(&rest, &kind, &name);) {
    watcher->is_beyond |= kind == ENTRY_ODD;
    if (kind == ENTRY_IGNORES) watch(watcher, path_join(watcher->arena, directory->full, name));
    if (kind != ENTRY_DIRECTORY) continue;
    Str full = path_join(watcher->arena, directory->full, name);
    array_push(watcher->arena, is_holder(watcher, full) ? &watcher->pending : &watcher->doubtful,
               full);
  }
}

static bool has_repository(const Directory *directory) {
  EntryKind kind = ENTRY_ODD;
  Str name = {0};
  for (Str rest = directory->names; directory_next(&rest, &kind, &name);)
    if (kind == ENTRY_GIT) return true;
  return false;
}

static void visit(Watcher *watcher, Str full) {
  Directory directory = {0};
  if (!directory_read(watcher->arena, &watcher->scratch, full, &directory)) {
    watcher->is_beyond = true;
    return;
  }
  bool is_inner = full.size > watcher->listing->root.size && has_repository(&directory);
  if (is_inner && is_submodule(watcher, full)) return;
  watcher->is_beyond |= is_inner;
  array_push(watcher->arena, watcher->directories, directory);
  add_entries(watcher, &directory);
}

static void visit_pending(Watcher *watcher) {
  while (watcher->pending.count > 0 && !watcher->is_beyond)
    visit(watcher, watcher->pending.at[--watcher->pending.count]);
}

// Moves the doubtful that are not ignored to those that are read.
static void ask_ignored(Watcher *watcher) {
  size_t count = watcher->doubtful.count < ASKED_MAX ? watcher->doubtful.count : ASKED_MAX;
  const Str *asked = watcher->doubtful.at + watcher->doubtful.count - count;
  const char **words = arena_push(watcher->arena, const char *, count + 3);
  words[0] = "check-ignore";
  words[1] = "--";
  for (size_t i = 0; i < count; i++)
    words[i + 2] = asked[i].at;
  Str output = {0};
  int code = -1;
  // 1: none of them is.
  watcher->is_beyond |= !ask(watcher, words, &output, &code) || (code != 0 && code != 1);
  // What comes in quotes is not found, and read: that costs time, and is as good.
  Interner ignored = {0};
  for (Str rest = output; rest.size > 0;)
    (void)interner_add(watcher->arena, &ignored, str_cut(&rest, '\n'));
  for (size_t i = 0; i < count; i++)
    if (interner_find(&ignored, asked[i]) == INTERNER_NONE)
      array_push(watcher->arena, &watcher->pending, asked[i]);
  watcher->doubtful.count -= count;
}

static bool watch_directories(Watcher *watcher) {
  array_push(watcher->arena, &watcher->pending, watcher->listing->root);
  visit_pending(watcher);
  for (int round = 0; watcher->doubtful.count > 0 && !watcher->is_beyond; round++) {
    if (round == ROUNDS_MAX) return false;
    ask_ignored(watcher);
    visit_pending(watcher);
  }
  return !watcher->is_beyond;
}

bool git_watch(Arena *arena, const Listing *listing, Directories *directories, Watches *watches) {
  Watcher watcher = {
      .arena = arena, .listing = listing, .directories = directories, .watches = watches};
  bool ok = watch_directories(&watcher) && watch_repository(&watcher);
  arena_release(&watcher.scratch);
  return ok;
}
