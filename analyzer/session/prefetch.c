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

// What there is at a path without suffix: a module, a package or a directory of modules.
typedef struct Place {
  ModuleId file; // MODULE_NONE for a directory without `__init__`
  bool is_open;  // there may be modules in it
} Place;

typedef struct Prefetcher {
  Session *session;
  Arena arena;
  Interner stems;      // paths without suffix, of packages without `/__init__`
  Array(Place) places; // beside `stems`
  Array(ModuleId) wanted;
  bool *is_wanted; // beside the session's files
  Str directory;   // of the file whose imports are read
  Str import_root; // the directory around its topmost package
  uint64_t directory_hash, root_hash;
  Map origins; // hash of what is imported from -> number of its stem, or INTERNER_NONE
} Prefetcher;

static Str stem_of(Str path) {
  Str name = path_name(path);
  size_t dot = name.size;
  while (dot > 0 && name.at[dot - 1] != '.')
    dot--;
  Str stem = dot > 0 ? str_slice(path, 0, path.size - name.size + dot - 1) : path;
  return str_equal(path_name(stem), STR("__init__")) ? path_parent(stem) : stem;
}

static bool is_initial(Str path) {
  return str_has_prefix(path_name(path), STR("__init__."));
}

static Place *add_place(Prefetcher *prefetcher, Str stem, Place place) {
  uint32_t number = interner_add(&prefetcher->arena, &prefetcher->stems, stem);
  if (number == prefetcher->places.count)
    array_push(&prefetcher->arena, &prefetcher->places, place);
  return &prefetcher->places.at[number];
}

// The directories around a file, as far as they are new.
static void add_directories(Prefetcher *prefetcher, Str path) {
  Place directory = {.file = MODULE_NONE, .is_open = true};
  for (Str at = path_parent(path); at.size > 0; at = path_parent(at)) {
    size_t known = prefetcher->places.count;
    add_place(prefetcher, at, directory);
    if (prefetcher->places.count == known) return;
  }
}

static void index_files(Prefetcher *prefetcher) {
  const Discovery *discovery = &prefetcher->session->discovery;
  Str directory = {0};
  for (size_t i = 0; i < discovery->count; i++) {
    if (discovery->files[i].is_native) continue; // no import finds it
    Str path = discovery->files[i].path;
    Place module = {.file = (ModuleId)i, .is_open = is_initial(path)};
    Place *place = add_place(prefetcher, stem_of(path), module);
    if (place->file == MODULE_NONE) *place = module;
    if (directory.at && str_equal(path_parent(path), directory)) continue;
    directory = path_parent(path);
    add_directories(prefetcher, path);
  }
}

static bool is_package(const Prefetcher *prefetcher, Str directory) {
  uint32_t number = interner_find(&prefetcher->stems, directory);
  if (number == INTERNER_NONE || directory.size == 0) return false;
  return prefetcher->places.at[number].is_open && prefetcher->places.at[number].file != MODULE_NONE;
}

static void enter_directory(Prefetcher *prefetcher, Str directory) {
  if (prefetcher->directory.at && str_equal(directory, prefetcher->directory)) return;
  prefetcher->directory = directory;
  prefetcher->import_root = directory;
  while (is_package(prefetcher, prefetcher->import_root))
    prefetcher->import_root = path_parent(prefetcher->import_root);
  prefetcher->directory_hash = str_hash(directory);
  prefetcher->root_hash = str_hash(prefetcher->import_root);
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

// The number of the stem `directory/dotted`; INTERNER_NONE when there is nothing.
static uint32_t find_stem(const Prefetcher *prefetcher, Str directory, Str dotted) {
  StemText stem;
  stem.size = 0;
  bool fits = add_part(&stem, directory) && add_dotted(&stem, dotted);
  return fits ? interner_find(&prefetcher->stems, (Str){stem.bytes, stem.size}) : INTERNER_NONE;
}

static void want(Prefetcher *prefetcher, uint32_t stem) {
  ModuleId file = stem == INTERNER_NONE ? MODULE_NONE : prefetcher->places.at[stem].file;
  if (file == MODULE_NONE || prefetcher->is_wanted[file]) return;
  prefetcher->is_wanted[file] = true;
  if (!prefetcher->session->states[file].summary)
    array_push(&prefetcher->arena, &prefetcher->wanted, file);
}

// Absolute names are looked for from the import root on upwards.
static uint32_t find_origin(const Prefetcher *prefetcher, uint16_t level, Str dotted) {
  Str directory = level > 0 ? prefetcher->directory : prefetcher->import_root;
  for (uint16_t up = 1; up < level; up++)
    directory = path_parent(directory);
  uint32_t stem = find_stem(prefetcher, directory, dotted);
  while (stem == INTERNER_NONE && level == 0 && directory.size > 0) {
    directory = path_parent(directory);
    stem = find_stem(prefetcher, directory, dotted);
  }
  return stem;
}

// The same, remembered: the files of a project import much the same.
static uint32_t want_origin(Prefetcher *prefetcher, uint16_t level, Str dotted) {
  uint64_t from = level > 0 ? prefetcher->directory_hash : prefetcher->root_hash;
  uint64_t hash = (from + level) * HASH_MULTIPLY + str_hash(dotted);
  uint32_t known = prefetcher->origins.count;
  uint32_t *origin = map_insert(&prefetcher->arena, &prefetcher->origins, hash, INTERNER_NONE);
  if (prefetcher->origins.count == known) return *origin;
  *origin = find_origin(prefetcher, level, dotted);
  want(prefetcher, *origin);
  return *origin;
}

// `from a import b` may mean the module a.b as well as a name in a.
static void want_imports(Prefetcher *prefetcher, const Summary *summary) {
  const Import *last = NULL;
  uint32_t origin = INTERNER_NONE;
  for (uint32_t i = 0; i < summary->imports_count; i++) {
    const Import *import = &summary->imports[i];
    bool is_same = last && import->module == last->module && import->level == last->level;
    if (!is_same)
      origin = want_origin(prefetcher, import->level, summary_name(summary, import->module));
    last = import;
    bool is_open = origin != INTERNER_NONE && prefetcher->places.at[origin].is_open;
    if (!is_open || !import->member) continue;
    Str member = summary_name(summary, import->member);
    want(prefetcher, find_stem(prefetcher, prefetcher->stems.strings[origin], member));
  }
}

// Looking at all imports costs more than to wait for the rest of the files where that is little.
#define REST_PART 32

static bool is_little_left(const Session *session) {
  size_t left_bytes = 0, bytes = 0;
  for (size_t i = 0; i < session->discovery.count; i++) {
    bytes += session->states[i].bytes;
    if (!session->states[i].summary) left_bytes += session->states[i].bytes;
  }
  return left_bytes < bytes / REST_PART;
}

void prefetch(Session *session) {
  if (is_little_left(session)) return;
  Prefetcher prefetcher = {.session = session};
  prefetcher.is_wanted = arena_push(&prefetcher.arena, bool, session->discovery.count);
  index_files(&prefetcher);
  for (size_t i = 0; i < session->discovery.count; i++) {
    const Summary *summary = session->states[i].summary;
    if (!summary) continue;
    enter_directory(&prefetcher, path_parent(session->discovery.files[i].path));
    want_imports(&prefetcher, summary);
  }
  load_files(session, "reading imports", prefetcher.wanted.at, prefetcher.wanted.count);
  arena_release(&prefetcher.arena);
}
