// Most files of a program take in one header before all else, many of them by way of their own:
//
//     packfile.c: #include "packfile.h" -> #include "cache.h" -> #include "git-compat-util.h"
//
// When nothing comes before it on the way but guards, definitions that it knows nothing of, and
// questions to which it does not change the answer, it can be read before the unit: what the unit
// does to take it in is done in vain then, as it guards itself. What has been said here without
// knowing what is in that header is proved when that has been read (unit.c).
#define _POSIX_C_SOURCE 200809L
#include "c/leads.h"

#include "c/paths.h"
#include "c/text.h"

#include <sys/stat.h>

#define WAY_MAX_COUNT    8
#define HEADER_MAX_BYTES ((size_t)16 << 20)

typedef struct Walk {
  LeadFiles *files;
  const CCommand *command;
  LeadWay *out;
} Walk;

static Str full_path(const Walk *walk, Str path) {
  if (str_has_prefix(path, STR("/"))) return path;
  return str_print(walk->files->arena, "%.*s/%.*s", STR_ARG(walk->command->directory),
                   STR_ARG(path));
}

static Str join(const Walk *walk, Str folder, Str name) {
  return str_print(walk->files->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
}

static LeadFile load(LeadFiles *files, Str path) {
  Arena scratch = {0};
  Str text = {0};
  Error error = {0};
  LeadFile file = {.is_there = text_read(&scratch, path, HEADER_MAX_BYTES, &text, &error)};
  if (file.is_there) file.prefix = prefix_read(files->arena, text);
  arena_release(&scratch);
  return file;
}

// NULL when there is no such file. Until the next one is read.
static const Prefix *read_header(const Walk *walk, Str header) {
  LeadFiles *files = walk->files;
  Str path = full_path(walk, header);
  uint32_t next = (uint32_t)files->files.count;
  uint32_t number = *map_insert(files->arena, &files->numbers, str_hash(path), next);
  if (number == next) array_push(files->arena, &files->files, load(files, path));
  const LeadFile *file = &files->files.at[number];
  return file->is_there ? &file->prefix : NULL;
}

// The value of a flag that is joined to it or the next word; "" when it is another flag.
static Str flag_value(const CCommand *command, uint32_t at, Str name) {
  Str word = command->flags[at];
  if (!str_has_prefix(word, name)) return STR("");
  Str value = str_slice(word, name.size, word.size);
  return value.size == 0 && at + 1 < command->flag_count ? command->flags[at + 1] : value;
}

static bool is_same(const Walk *walk, Str one, Str two) {
  struct stat first = {0}, second = {0};
  Arena *arena = walk->files->arena;
  return stat(str_to_c(arena, full_path(walk, one)), &first) == 0 &&
         stat(str_to_c(arena, full_path(walk, two)), &second) == 0 &&
         first.st_ino == second.st_ino && first.st_dev == second.st_dev;
}

// A folder that is named as one of the system's, too, is searched as that.
static bool is_system(const Walk *walk, Str folder) {
  static const char *const flags[] = {"-isystem", "-idirafter", "--sysroot", "-isysroot"};
  static const char *const places[] = {"/usr/include", "/usr/local/include", "/include",
                                       "/usr/lib"};
  const CCommand *command = walk->command;
  Str path = path_resolve(walk->files->arena, command->directory, folder);
  for (size_t i = 0; i < COUNT_OF(places); i++)
    if (str_has_prefix(path, str_from_c(places[i]))) return true;
  for (uint32_t i = 0; i < command->flag_count; i++) {
    for (size_t k = 0; k < COUNT_OF(flags); k++) {
      Str value = flag_value(command, i, str_from_c(flags[k]));
      bool is_root = k >= 2;
      if (value.size > 0 && (is_root || is_same(walk, folder, value))) return true;
    }
  }
  return false;
}

static Str find_searched(const Walk *walk, Str flag_name, Str name) {
  for (uint32_t i = 0; i < walk->command->flag_count; i++) {
    Str folder = flag_value(walk->command, i, flag_name);
    if (folder.size == 0 || !read_header(walk, join(walk, folder, name))) continue;
    return is_system(walk, folder) ? STR("") : join(walk, folder, name);
  }
  return STR("");
}

static Str folder_of(Str path) {
  size_t end = path.size;
  while (end > 0 && path.at[end - 1] != '/')
    end--;
  return end > 1 ? str_slice(path, 0, end - 1) : STR("");
}

// `#include "name"` in a file, as the compiler looks for it.
static Str find_header(const Walk *walk, Str includer, Str name) {
  if (name.size == 0 || name.at[0] == '/') return STR("");
  Str path = join(walk, folder_of(includer), name);
  if (read_header(walk, path)) return path;
  path = find_searched(walk, STR("-iquote"), name);
  return path.size > 0 ? path : find_searched(walk, STR("-I"), name);
}

// The header that comes first in a file; "" when something is in the way.
static Str next_header(Walk *walk, Str file, const Prefix *prefix) {
  for (size_t i = 0; i < prefix->directives.count; i++) {
    const Directive *directive = &prefix->directives.at[i];
    if (directive->is_include) return find_header(walk, file, directive->beside);
    if (directive->name.size == 0) return STR("");
    array_push(walk->files->arena, &walk->out->names,
               ((CName){directive->name, directive->is_definition}));
  }
  return STR("");
}

// What a command takes in itself would be taken in again behind it.
static bool takes_in_more(const CCommand *command) {
  for (uint32_t i = 0; i < command->flag_count; i++)
    if (str_has_prefix(command->flags[i], STR("-include"))) return true;
  return false;
}

// A header that takes in itself, by way of others, was not meant.
static bool is_on_way(const LeadWay *way, Str header) {
  for (size_t i = 0; i < way->leads.count; i++)
    if (str_equal(way->leads.at[i].header, header)) return true;
  return false;
}

void leads_find(LeadFiles *files, const CCommand *command, const Prefix *prefix, LeadWay *out) {
  *out = (LeadWay){0};
  Walk walk = {.files = files, .command = command, .out = out};
  Str file = command->file;
  if (takes_in_more(command)) return;
  while (prefix && out->leads.count < WAY_MAX_COUNT) {
    file = next_header(&walk, file, prefix);
    if (file.size == 0 || is_on_way(out, file)) return;
    array_push(files->arena, &out->leads,
               ((Lead){.header = file, .name_count = (uint32_t)out->names.count}));
    prefix = read_header(&walk, file);
  }
}
