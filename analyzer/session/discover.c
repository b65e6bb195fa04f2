// Targets to projects, projects to listings, listings to one sorted list of files.
#include "session/discover.h"

#include "session/cache.h"
#include "session/paths.h"

#include <stdlib.h>

typedef struct Target { // one path as given
  Str full;
  bool is_directory;
  bool is_given; // text handed over
} Target;

typedef Array(Target) Targets;
typedef Array(SourceFile) SourceFiles;

typedef struct Discoverer {
  Arena *arena;
  Notes *notes;
  const Log *log;
  Lists *lists; // of earlier runs, or NULL
  Globs globs;
  bool is_forced;
  Array(Listing *) listings;       // all that were made
  Array(const Listing *) projects; // those that a target belongs to
  SourceFiles files;               // unsorted, possibly twice
  const Listing *covered;          // all of whose files are there, or NULL
} Discoverer;

static const char *const project_marks[] = {"pyproject.toml", "setup.py",
                                            "setup.cfg",      "nostall.toml",
                                            ".nostall.toml",  ".nostall-baseline.json"};

// ---- Projects -----------------------------------------------------------------------------------

static bool is_git_top(Arena *arena, Str directory) {
  return path_exists(arena, directory, ".git");
}

static bool is_marked(Arena *arena, Str directory) {
  for (size_t i = 0; i < COUNT_OF(project_marks); i++) {
    if (path_exists(arena, directory, project_marks[i])) return true;
  }
  return false;
}

static bool is_package(Arena *arena, Str directory) {
  return path_exists(arena, directory, "__init__.py");
}

// The nearest directory at or above `directory` that passes; false when none does up to the root.
static bool climb(Arena *arena, Str directory, bool (*passes)(Arena *, Str), Str *out) {
  for (Str at = directory;; at = path_parent(at)) {
    *out = at;
    if (passes(arena, at)) return true;
    if (at.size == 0) return false;
  }
}

bool discover_top(Arena *arena, Str directory, Str *out) {
  return climb(arena, directory, is_git_top, out) || climb(arena, directory, is_marked, out);
}

static Str package_top(Arena *arena, Str directory) {
  Str top = directory;
  for (Str at = directory; at.size > 0 && is_package(arena, at); at = path_parent(at))
    top = at;
  return top;
}

static Listing *find_listing(Discoverer *discoverer, Str root, bool is_deep) {
  for (size_t i = 0; i < discoverer->listings.count; i++) {
    Listing *listing = discoverer->listings.at[i];
    if (listing->is_deep == is_deep && str_equal(listing->root, root)) return listing;
  }
  return NULL;
}

static Listing *add_listing(Discoverer *discoverer, Str root) {
  Listing *listing = arena_push(discoverer->arena, Listing, 1);
  listing->root = (Str){str_to_c(discoverer->arena, root), root.size};
  array_push(discoverer->arena, &discoverer->listings, listing);
  return listing;
}

// A list of an earlier run that still holds.
static bool take_kept(const Discoverer *discoverer, Listing *listing, bool is_git) {
  if (!lists_find(discoverer->lists, discoverer->arena, listing->root, is_git, listing))
    return false;
  log_debug(discoverer->log, "session: list kept root=%s files=%zu", listing->root.at,
            listing->files.count);
  return true;
}

static Listing *walk_listing(Discoverer *discoverer, Str root, bool is_deep) {
  Listing *listing = find_listing(discoverer, root, is_deep);
  if (listing) return listing;
  listing = add_listing(discoverer, root);
  if (is_deep && take_kept(discoverer, listing, false)) return listing;
  ListUse use = lists_begin(listing, false);
  listing_walk(discoverer->arena, listing->root, is_deep, NULL, listing);
  if (is_deep) lists_add(discoverer->lists, use);
  log_debug(discoverer->log, "session: walked root=%s files=%zu", listing->root.at,
            listing->files.count);
  return listing;
}

static Listing *git_listing(Discoverer *discoverer, Str root) {
  Listing *listing = find_listing(discoverer, root, true);
  if (listing) return listing;
  listing = add_listing(discoverer, root);
  if (take_kept(discoverer, listing, true)) return listing;
  Error error = {0};
  ListUse use = lists_begin(listing, true);
  if (listing_git(discoverer->arena, listing->root, listing, &error)) {
    lists_add(discoverer->lists, use);
    log_debug(discoverer->log, "session: asked git root=%s files=%zu", listing->root.at,
              listing->files.count);
    return listing;
  }
  Str text = str_print(discoverer->arena, "%s; ignored files are analysed as well", error.text);
  notes_add(discoverer->notes, false, listing->root, text);
  listing_walk(discoverer->arena, listing->root, true, NULL, listing);
  return listing;
}

// Whether a walk from `root` gets to `full` without passing an excluded directory.
static bool is_walked(Str full, Str root) {
  for (Str at = full; at.size > root.size; at = path_parent(at)) {
    if (listing_is_excluded(path_name(at))) return false;
  }
  return true;
}

// Case 3 above. A file outside of any package is seen together with its neighbours only.
static const Listing *island_listing(Discoverer *discoverer, const Target *target, Str directory) {
  Str top = package_top(discoverer->arena, directory);
  bool is_deep = target->is_directory || is_package(discoverer->arena, directory);
  return walk_listing(discoverer, top, is_deep);
}

static const Listing *known_project(const Discoverer *discoverer, const Target *target) {
  for (size_t i = 0; i < discoverer->projects.count; i++) {
    const Listing *listing = discoverer->projects.at[i];
    bool covers =
        !target->is_directory || (listing->is_deep && path_is_below(target->full, listing->root));
    if (covers && listing_holds(listing, target->full, target->is_directory)) return listing;
  }
  return NULL;
}

// Whether what git does not list at `target` is the project's all the same: a script without a
// suffix, a directory without Python. What git ignores is not, nor a directory that nobody tracks
// as a rule.
static bool is_in_repository(const Listing *git, const Target *target) {
  if (str_equal(target->full, git->root)) return true;
  if (target->is_directory && !is_walked(target->full, git->root)) return false;
  return !listing_git_ignores(git->root, target->full);
}

static const Listing *project_listing(Discoverer *discoverer, const Target *target) {
  Arena *arena = discoverer->arena;
  Str directory = target->is_directory ? target->full : path_parent(target->full);
  Str top = {0};
  const Listing *git = NULL;
  if (climb(arena, directory, is_git_top, &top)) {
    git = git_listing(discoverer, top);
    bool is_held =
        listing_holds(git, target->full, target->is_directory) || is_in_repository(git, target);
    if (is_held) return git;
  }
  Str marked = {0};
  bool is_project = climb(arena, directory, is_marked, &marked) && is_walked(directory, marked);
  // Where git knows the marked directory and not the target, the target is nobody's.
  if (is_project && !(git && listing_holds(git, marked, true)))
    return walk_listing(discoverer, marked, true);
  return island_listing(discoverer, target, directory);
}

static const Listing *target_project(Discoverer *discoverer, const Target *target) {
  const Listing *project = known_project(discoverer, target);
  if (project) return project;
  project = project_listing(discoverer, target);
  bool is_new = true;
  for (size_t i = 0; i < discoverer->projects.count; i++)
    is_new = is_new && discoverer->projects.at[i] != project;
  if (is_new) array_push(discoverer->arena, &discoverer->projects, project);
  return project;
}

// ---- Files --------------------------------------------------------------------------------------

// Those that no target is or holds, which is mostly none.
static void add_project_files(Discoverer *discoverer, const Listing *listing) {
  if (discoverer->covered == listing) return;
  array_reserve(discoverer->arena, &discoverer->files, listing->files.count);
  for (size_t i = 0; i < listing->files.count; i++) {
    SourceFile file = {.full = listing->files.at[i]};
    array_push(discoverer->arena, &discoverer->files, file);
  }
}

static void add_directory_files(Discoverer *discoverer, const Listing *listing, Str directory) {
  size_t before = discoverer->files.count;
  if (str_equal(directory, listing->root))
    array_reserve(discoverer->arena, &discoverer->files, listing->files.count);
  for (size_t i = listing_find(listing, directory); i < listing->files.count; i++) {
    Str full = listing->files.at[i];
    if (!str_has_prefix(full, directory)) break;
    if (!path_is_below(full, directory)) continue;
    if (globs_exclude(&discoverer->globs, full, directory)) continue;
    SourceFile file = {.full = full, .is_reported = true};
    array_push(discoverer->arena, &discoverer->files, file);
  }
  if (discoverer->files.count - before == listing->files.count) discoverer->covered = listing;
}

static void add_gap_notes(Discoverer *discoverer, const Listing *listing, Str directory) {
  for (size_t i = 0; i < listing->gaps.count; i++) {
    ListingGap gap = listing->gaps.at[i];
    if (path_is_below(gap.full, directory))
      notes_add(discoverer->notes, true, gap.full, gap.reason);
  }
}

// Whether a file or directory that was named is to be left out all the same: by a pattern, or
// because it lies where nobody keeps code of one's own.
static bool is_left_out(const Discoverer *discoverer, const Listing *listing,
                        const Target *target) {
  if (!discoverer->is_forced) return false;
  // A project may lie below a directory whose name a pattern names.
  Str current = discoverer->globs.current;
  Str top = path_is_below(listing->root, current) ? current : listing->root;
  if (globs_exclude(&discoverer->globs, target->full, top)) return true;
  bool is_found = listing_holds(listing, target->full, target->is_directory);
  return !(is_found && is_walked(listing->root, top)) && !is_walked(target->full, top);
}

static void add_target(Discoverer *discoverer, const Target *target) {
  const Listing *listing = target_project(discoverer, target);
  if (is_left_out(discoverer, listing, target)) return;
  if (target->is_directory) {
    add_directory_files(discoverer, listing, target->full);
    add_gap_notes(discoverer, listing, target->full);
    return;
  }
  SourceFile file = {
      .full = target->full, .is_reported = true, .is_named = true, .is_given = target->is_given};
  array_push(discoverer->arena, &discoverer->files, file);
}

static int compare_files(const void *a, const void *b) {
  return str_compare(((const SourceFile *)a)->full, ((const SourceFile *)b)->full);
}

static bool are_sorted(const SourceFiles *files) {
  for (size_t i = 1; i < files->count; i++)
    if (compare_files(&files->at[i - 1], &files->at[i]) >= 0) return false;
  return true;
}

static void sort_files(SourceFiles *files) {
  if (are_sorted(files)) return;
  qsort(files->at, files->count, sizeof *files->at, compare_files);
  size_t kept = 0;
  for (size_t i = 0; i < files->count; i++) {
    SourceFile file = files->at[i];
    bool is_new = kept == 0 || !str_equal(file.full, files->at[kept - 1].full);
    if (is_new) files->at[kept++] = file;
    SourceFile *merged = &files->at[kept - 1];
    merged->is_reported |= file.is_reported;
    merged->is_named |= file.is_named;
    merged->is_given |= file.is_given;
  }
  files->count = kept;
}

// Modules are named from where their topmost package lies, even when that is a whole repository.
static Str import_root(Arena *arena, Str root) {
  Str base = root;
  while (base.size > 0 && is_package(arena, base))
    base = path_parent(base);
  return base;
}

static Str common_root(const Discoverer *discoverer, Str current) {
  if (discoverer->projects.count == 0) return current;
  Str root = discoverer->projects.at[0]->root;
  for (size_t i = 0; i < discoverer->projects.count; i++)
    root = path_common(root, import_root(discoverer->arena, discoverer->projects.at[i]->root));
  return root;
}

// ---- Targets ------------------------------------------------------------------------------------

static bool is_dash(Str path) {
  return str_equal(path, STR("-"));
}

static void add_path(Discoverer *discoverer, Str given, Targets *targets) {
  PathPlace place = {0};
  Error error = {0};
  if (!path_place(discoverer->arena, given, &place, &error)) {
    notes_add(discoverer->notes, true, given, str_copy(discoverer->arena, str_from_c(error.text)));
    return;
  }
  Target target = {.full = place.full, .is_directory = place.is_directory};
  array_push(discoverer->arena, targets, target);
}

static void add_given_text(Discoverer *discoverer, const SessionOptions *options, Str current,
                           Targets *targets) {
  bool is_named = options->stdin_name.size > 0 && !is_dash(options->stdin_name);
  if (!is_named) {
    SourceFile file = {.full = STR("-"), .is_reported = true, .is_named = true, .is_given = true};
    array_push(discoverer->arena, &discoverer->files, file);
    return;
  }
  Target target = {.full = path_imagine(discoverer->arena, current, options->stdin_name),
                   .is_given = true};
  array_push(discoverer->arena, targets, target);
}

static Targets read_targets(Discoverer *discoverer, const SessionOptions *options, Str current) {
  Targets targets = {0};
  if (options->path_count == 0) add_path(discoverer, STR("."), &targets);
  for (size_t i = 0; i < options->path_count; i++) {
    if (is_dash(options->paths[i]))
      add_given_text(discoverer, options, current, &targets);
    else
      add_path(discoverer, options->paths[i], &targets);
  }
  return targets;
}

static Str targets_start(const Targets *targets, Str current) {
  Str start = current;
  for (size_t i = 0; i < targets->count; i++) {
    const Target *target = &targets->at[i];
    Str directory = target->is_directory ? target->full : path_parent(target->full);
    start = i == 0 ? directory : path_common(start, directory);
  }
  return start;
}

// ---- The whole ----------------------------------------------------------------------------------

static void open_lists(const Discoverer *discoverer, const SessionOptions *options, Str start) {
  Str path = {0};
  bool is_there = discoverer->lists && options->uses_cache &&
                  cache_folder_choose(discoverer->arena, options->cache_folder,
                                      discoverer->globs.current, start, &path);
  if (is_there) lists_open(discoverer->lists, path, options->cache_folder.size > 0);
}

bool discover(Notes *notes, const SessionOptions *options, Lists *lists, Discovery *out,
              Error *err) {
  Str current = {0};
  if (!path_current(notes->arena, &current, err)) return false;
  Discoverer discoverer = {
      .arena = notes->arena,
      .notes = notes,
      .log = options->log,
      .lists = lists,
      .is_forced = options->force_exclude,
      .globs = {.at = options->excludes, .count = options->exclude_count, .current = current},
  };
  Targets targets = read_targets(&discoverer, options, current);
  open_lists(&discoverer, options, targets_start(&targets, current));
  for (size_t i = 0; i < targets.count; i++)
    add_target(&discoverer, &targets.at[i]);
  for (size_t i = 0; i < discoverer.projects.count; i++)
    add_project_files(&discoverer, discoverer.projects.at[i]);
  sort_files(&discoverer.files);
  *out = (Discovery){.root = common_root(&discoverer, current),
                     .current = current,
                     .start = targets_start(&targets, current),
                     .is_whole = true,
                     .files = discoverer.files.at,
                     .count = discoverer.files.count};
  Globs tests = {.at = options->test_files, .count = options->test_file_count, .current = current};
  for (size_t i = 0; i < discoverer.projects.count; i++)
    out->holds_cache |= discoverer.projects.at[i]->holds_cache;
  for (size_t i = 0; i < out->count; i++) {
    SourceFile *file = &out->files[i];
    file->is_native = listing_is_c(file->full);
    bool is_excluded = globs_exclude(&discoverer.globs, file->full, out->root);
    out->is_whole &= file->is_reported || is_excluded;
    file->is_linked = file->is_reported || (!is_excluded && out->count <= PROGRAM_MAX_PROJECT);
    file->is_test = globs_exclude(&tests, file->full, out->root);
    file->path =
        path_is_below(file->full, out->root) ? path_below(file->full, out->root) : file->full;
  }
  return true;
}

const SourceFile *discovery_find(const Discovery *discovery, Str path) {
  size_t low = 0;
  size_t high = discovery->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = str_compare(discovery->files[middle].path, path);
    if (order == 0) return &discovery->files[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

Str discovery_display(const Discovery *discovery, Str full) {
  Str current = discovery->current;
  bool is_inside = full.size > current.size && path_is_below(full, current);
  return is_inside ? path_below(full, current) : full;
}
