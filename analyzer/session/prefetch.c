// One wave over what the roots import. Measured on async projects, that is nearly all that the
// linker asks for later and half a percent of bytes that it would not have asked for; following
// imports further brings little more.
//
// Which file an import means is only guessed here, much simpler than by the linker: a file that was
// parsed for nothing costs time, one that was missed is parsed later.
#include "session/state.h"

#include "base/array.h"
#include "base/map.h"
#include "session/paths.h"

#include <string.h>

#define STEM_MAX_BYTES 512                          // longer names are left to the linker
#define HASH_MULTIPLY  UINT64_C(0x9e3779b97f4a7c15) // 2^64 / golden ratio

typedef struct Prefetcher {
  Session *session;
  Arena arena;
  Interner stems;        // paths without suffix, of packages without `/__init__`
  Array(ModuleId) files; // beside `stems`
  Array(ModuleId) wanted;
  bool *is_wanted; // beside the session's files
  Str directory;   // of the file whose imports are read
  Str import_root; // the directory around its topmost package
  Map followed;    // hashes of imports: the files of a project import much the same
} Prefetcher;

static Str stem_of(Str path) {
  Str name = path_name(path);
  size_t dot = name.size;
  while (dot > 0 && name.at[dot - 1] != '.')
    dot--;
  Str stem = dot > 0 ? str_slice(path, 0, path.size - name.size + dot - 1) : path;
  return str_equal(path_name(stem), STR("__init__")) ? path_parent(stem) : stem;
}

static void index_files(Prefetcher *prefetcher) {
  const Discovery *discovery = &prefetcher->session->discovery;
  for (size_t i = 0; i < discovery->count; i++) {
    uint32_t known = prefetcher->stems.count;
    Str stem = stem_of(discovery->files[i].path);
    if (interner_add(&prefetcher->arena, &prefetcher->stems, stem) == known)
      array_push(&prefetcher->arena, &prefetcher->files, (ModuleId)i);
  }
}

static ModuleId find_stem(const Prefetcher *prefetcher, Str stem) {
  uint32_t number = interner_find(&prefetcher->stems, stem);
  return number == INTERNER_NONE ? MODULE_NONE : prefetcher->files.at[number];
}

static bool is_package(const Prefetcher *prefetcher, Str directory) {
  ModuleId file = find_stem(prefetcher, directory);
  if (file == MODULE_NONE || directory.size == 0) return false;
  Str path = prefetcher->session->discovery.files[file].path;
  return str_has_prefix(path_name(path), STR("__init__."));
}

static void enter_directory(Prefetcher *prefetcher, Str directory) {
  if (prefetcher->directory.at && str_equal(directory, prefetcher->directory)) return;
  prefetcher->directory = directory;
  prefetcher->import_root = directory;
  while (is_package(prefetcher, prefetcher->import_root))
    prefetcher->import_root = path_parent(prefetcher->import_root);
}

typedef struct StemText {
  char bytes[STEM_MAX_BYTES];
  size_t size;
} StemText;

static bool add_part(StemText *stem, Str part) {
  if (part.size == 0) return true;
  if (stem->size + part.size + 1 > sizeof stem->bytes) return false;
  if (stem->size > 0) stem->bytes[stem->size++] = '/';
  memcpy(stem->bytes + stem->size, part.at, part.size);
  stem->size += part.size;
  return true;
}

static bool add_dotted(StemText *stem, Str dotted) {
  for (Str rest = dotted; rest.size > 0;) {
    if (!add_part(stem, str_cut(&rest, '.'))) return false;
  }
  return true;
}

// Whether `directory/dotted/member` is a file of the project; then it is wanted.
static bool want(Prefetcher *prefetcher, Str directory, Str dotted, Str member) {
  StemText stem = {0};
  bool fits = add_part(&stem, directory) && add_dotted(&stem, dotted) && add_part(&stem, member);
  if (!fits) return false;
  ModuleId file = find_stem(prefetcher, (Str){stem.bytes, stem.size});
  if (file == MODULE_NONE) return false;
  bool is_due = !prefetcher->session->states[file].summary && !prefetcher->is_wanted[file];
  if (is_due) array_push(&prefetcher->arena, &prefetcher->wanted, file);
  prefetcher->is_wanted[file] = true;
  return true;
}

// `from a import b` may mean the module a.b as well as a name in a.
static bool want_both(Prefetcher *prefetcher, Str directory, Str dotted, Str member) {
  bool is_found = want(prefetcher, directory, dotted, STR(""));
  if (member.size > 0 && want(prefetcher, directory, dotted, member)) is_found = true;
  return is_found;
}

// Whether the same was imported from the same directory before.
static bool is_followed(Prefetcher *prefetcher, Str directory, uint16_t level, Str dotted,
                        Str member) {
  uint64_t hash = str_hash(directory) + level;
  hash = hash * HASH_MULTIPLY + str_hash(dotted);
  hash = hash * HASH_MULTIPLY + str_hash(member);
  uint32_t known = prefetcher->followed.count;
  map_insert(&prefetcher->arena, &prefetcher->followed, hash, 0);
  return prefetcher->followed.count == known;
}

static void want_import(Prefetcher *prefetcher, const Summary *summary, const Import *import) {
  Str dotted = summary_name(summary, import->module);
  Str member = summary_name(summary, import->member);
  Str directory = import->level > 0 ? prefetcher->directory : prefetcher->import_root;
  if (is_followed(prefetcher, directory, import->level, dotted, member)) return;
  for (uint16_t up = 1; up < import->level; up++)
    directory = path_parent(directory);
  while (!want_both(prefetcher, directory, dotted, member)) {
    if (import->level > 0 || directory.size == 0) return;
    directory = path_parent(directory);
  }
}

void prefetch(Session *session) {
  Prefetcher prefetcher = {.session = session};
  prefetcher.is_wanted = arena_push(&prefetcher.arena, bool, session->discovery.count);
  index_files(&prefetcher);
  for (size_t i = 0; i < session->discovery.count; i++) {
    const Summary *summary = session->states[i].summary;
    if (!summary) continue;
    enter_directory(&prefetcher, path_parent(session->discovery.files[i].path));
    for (uint32_t k = 0; k < summary->imports_count; k++)
      want_import(&prefetcher, summary, &summary->imports[k]);
  }
  load_files(session, "reading imports", prefetcher.wanted.at, prefetcher.wanted.count);
  arena_release(&prefetcher.arena);
}
