// Every name is hashed byte by byte as its pattern is walked and never put together. 64 bits of
// hash stand for a name: a test sees to it that no two known ones agree, and a stranger agrees with
// a known one by a chance of 2^-50. The index of the tables is made by pack/, when the program is
// built; what a project says itself is added to a copy.
#include "knowledge/names.h"

#include <string.h>

#define GROUPS_MAX 4 // brace groups in one name
#define SLOTS_MIN  64u

#define LOOP_WORD_MIN_BYTES 2 // of names of a project's own

// ---- The index ----------------------------------------------------------------------------------

uint64_t name_hash(Str name) {
  uint64_t hash = NAME_HASH_START;
  for (size_t i = 0; i < name.size; i++)
    hash = name_hash_byte(hash, name.at[i]);
  return hash;
}

// The slot of a hash, or the free slot where it belongs.
static uint32_t slot_of(const Names *names, uint64_t hash) {
  uint32_t mask = names->slot_count - 1;
  uint32_t slot = (uint32_t)(hash >> 32) & mask;
  while (names->hashes[slot] != 0 && names->hashes[slot] != hash)
    slot = (slot + 1) & mask;
  return slot;
}

const KnowledgeEntry *names_find(const Names *names, uint64_t hash) {
  if (names->slot_count == 0) return NULL;
  uint32_t slot = slot_of(names, hash);
  if (names->hashes[slot] == 0) return NULL;
  uint32_t number = names->numbers[slot];
  return number < names->unpacked_count ? unpacked_entry(names->unpacked, number)
                                        : names->entries.at[number - names->unpacked_count];
}

static void put(Names *names, uint64_t hash, uint16_t number) {
  uint32_t slot = slot_of(names, hash);
  names->count += names->hashes[slot] == 0;
  names->own.hashes[slot] = hash;
  names->own.numbers[slot] = number;
}

// Makes a table of this size that is ours to write, with all that there is so far.
static void resize(Arena *arena, Names *names, uint32_t slot_count) {
  Names old = *names;
  names->slot_count = slot_count;
  names->count = 0;
  names->own.hashes = arena_push(arena, uint64_t, slot_count);
  names->own.numbers = arena_push(arena, uint16_t, slot_count);
  names->hashes = names->own.hashes;
  names->numbers = names->own.numbers;
  for (uint32_t i = 0; i < old.slot_count; i++)
    if (old.hashes[i] != 0) put(names, old.hashes[i], old.numbers[i]);
}

static void own_slots(Arena *arena, Names *names) {
  if (names->own.hashes) return;
  resize(arena, names, names->slot_count > 0 ? names->slot_count : SLOTS_MIN);
  names->own.owners = arena_push(arena, uint64_t, OWNER_WORDS);
  if (names->owners) memcpy(names->own.owners, names->owners, OWNER_WORDS * sizeof(uint64_t));
  names->owners = names->own.owners;
}

// The last entry of a name that comes twice stays: one of a project's own. A test refuses two of
// the tables.
static void insert(Arena *arena, Names *names, uint64_t hash, size_t number) {
  if (names->count >= names->slot_count / 4 * 3) resize(arena, names, names->slot_count * 2);
  put(names, hash, (uint16_t)number);
}

static uint64_t owner_bit(uint64_t hash, size_t *word) {
  uint64_t place = hash >> (64 - OWNERS_LOG2);
  *word = place / 64;
  return UINT64_C(1) << place % 64;
}

static void add_owner(Names *names, uint64_t hash) {
  size_t word = 0;
  uint64_t bit = owner_bit(hash, &word);
  names->own.owners[word] |= bit;
}

bool names_has_below(const Names *names, uint64_t hash) {
  size_t word = 0;
  uint64_t bit = owner_bit(hash, &word);
  return (names->owners[word] & bit) != 0;
}

// ---- Walking the patterns -----------------------------------------------------------------------

// The beginning of a name, as far as its pattern has been walked.
typedef struct Prefix {
  uint64_t hash;
  bool is_module; // no dot has come yet
} Prefix;

typedef struct Builder {
  Arena *arena;
  Names *names;
  size_t number;    // of the entry whose names are being added
  bool has_modules; // names have parts, and the first is a module
  bool is_own;      // a project's own entry
} Builder;

static void add_module(Builder *builder, Prefix name) {
  uint32_t whose = builder->is_own ? MODULE_OWN : MODULE_IN_TABLES;
  map_insert(builder->arena, &builder->names->modules, name.hash, whose);
}

static Prefix extend(Builder *builder, Prefix prefix, char byte) {
  bool ends_module = prefix.is_module && byte == '.';
  if (ends_module) add_module(builder, prefix);
  if (byte == '.') add_owner(builder->names, prefix.hash);
  return (Prefix){name_hash_byte(prefix.hash, byte), prefix.is_module && !ends_module};
}

static void add_name(Builder *builder, Prefix name) {
  insert(builder->arena, builder->names, name.hash, builder->number);
  if (name.is_module) add_module(builder, name);
}

// Adds all names that begin with `prefix` and go on with what is left of the pattern.
static void add_names(Builder *builder, Prefix prefix, const char *pattern, int groups) {
  for (; *pattern && *pattern != '{'; pattern++)
    prefix = extend(builder, prefix, *pattern);
  if (!*pattern) {
    add_name(builder, prefix);
    return;
  }
  const char *end = strchr(pattern, '}');
  if (!end || groups == GROUPS_MAX) base_fatal("knowledge: bad braces in a name: %s", pattern);
  while (pattern < end) {
    Prefix chosen = prefix;
    for (pattern++; pattern < end && *pattern != ','; pattern++)
      chosen = extend(builder, chosen, *pattern);
    add_names(builder, chosen, end + 1, groups + 1);
  }
}

// Whether the library has the loop call sync functions that it is given.
static bool puts_on_loop(const KnowledgeEntry *entry) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_ON_LOOP) return true;
  return entry->decoration == DECORATION_ON_LOOP || entry->loop_methods;
}

static void add_loop_word(Builder *builder, Str word) {
  Names *names = builder->names;
  for (size_t i = 0; i < names->loop_words.count; i++)
    if (str_equal(names->loop_words.at[i], word)) return;
  assert(str_find_byte(word, '{') == SIZE_MAX); // such an entry names its library first
  array_push(builder->arena, &names->loop_words, word);
}

// What a name ends in: the alternatives of a last group in braces, or all of it.
static Str last_words(Str name) {
  if (!str_has_suffix(name, STR("}"))) return name;
  size_t start = name.size;
  while (name.at[start - 1] != '{')
    start--;
  return str_slice(name, start, name.size - 1);
}

// What stands in every file that uses what an entry describes: the name of its library. Modules of
// Python itself are imported for much else, and `types` is a part of many words: of a function of
// theirs it is its own name. (`asyncio` has `async` in it, which is looked for anyway.)
static Str loop_word(const KnowledgeEntry *entry) {
  Str name = str_from_c(entry->name);
  Str library = name_first_part(name), last = str_behind(name, '.');
  bool is_function = library.size + 1 + last.size == name.size &&
                     str_find_byte(last, '{') == SIZE_MAX && !entry->loop_methods;
  bool is_common = knowledge_is_standard(library) && str_find(library, STR("async")) == SIZE_MAX;
  return is_function && is_common ? last : library;
}

// Attributes that do something when they are read, and methods that operators call.
static void add_silent_names(Builder *builder, const KnowledgeEntry *entry) {
  bool runs_when_read = entry->kind == KNOWN_ATTRIBUTE && entry->effect != EFFECT_NONE;
  if (!runs_when_read && !strstr(entry->name, "__")) return;
  for (Str rest = last_words(str_from_c(entry->name)); rest.at;) {
    Str name = str_behind(str_cut(&rest, ','), '.');
    if (!runs_when_read && !str_has_prefix(name, STR("__"))) continue;
    assert(str_find_byte(name, '{') == SIZE_MAX && str_find_byte(name, '}') == SIZE_MAX);
    array_push(builder->arena, &builder->names->silent_names, name);
  }
}

static void add_entry(Builder *builder, const KnowledgeEntry *entry) {
  Names *names = builder->names;
  own_slots(builder->arena, names);
  builder->number = names->unpacked_count + names->entries.count;
  assert(builder->number <= UINT16_MAX);
  array_push(builder->arena, &names->entries, entry);
  add_names(builder, (Prefix){NAME_HASH_START, builder->has_modules}, entry->name, 0);
  if (builder->has_modules && puts_on_loop(entry)) add_loop_word(builder, loop_word(entry));
  add_silent_names(builder, entry);
}

void names_begin_python(Arena *arena, Names *names) {
  Builder builder = {.arena = arena, .names = names, .has_modules = true};
  add_loop_word(&builder, STR("async"));
  add_loop_word(&builder, STR("await"));
}

// Files of the project itself import its functions by relative names: their own names tell.
static void add_own_words(Builder *builder, const KnowledgeEntry *entry) {
  Str name = str_from_c(entry->name);
  Str words[] = {name_first_part(name), str_behind(name, '.')};
  bool is_on_loop = puts_on_loop(entry) || entry->runs_as == ROLE_ON_LOOP;
  for (size_t i = 0; i < COUNT_OF(words) && is_on_loop; i++)
    if (words[i].size >= LOOP_WORD_MIN_BYTES) add_loop_word(builder, words[i]);
}

void names_add_python(Arena *arena, Names *names, const KnowledgeEntry *entry) {
  Builder builder = {
      .arena = arena, .names = names, .has_modules = true, .is_own = entry->own != 0};
  add_entry(&builder, entry);
  if (entry->own) add_own_words(&builder, entry);
}

void names_add_c(Arena *arena, Names *names, const KnowledgeEntry *entry) {
  add_entry(&(Builder){.arena = arena, .names = names}, entry);
}

// ---- What pack/ made ----------------------------------------------------------------------------

static Str word_of(const Packed *packed, PackedWord word) {
  return (Str){packed_text(packed, word.start), word.size};
}

void names_unpack(Arena *arena, const Packed *packed, Names *names) {
  *names = (Names){.hashes = packed->hashes,
                   .numbers = packed->numbers,
                   .owners = packed->owners,
                   .slot_count = packed->slot_count,
                   .count = packed->name_count,
                   .packed = packed,
                   .unpacked = unpacked_new(arena, packed),
                   .unpacked_count = packed->entry_count};
  for (uint32_t i = 0; i < packed->module_count; i++)
    map_insert(arena, &names->modules, packed->modules[i], MODULE_IN_TABLES);
  array_reserve(arena, &names->loop_words, packed->loop_word_count);
  for (uint32_t i = 0; i < packed->loop_word_count; i++)
    array_push(arena, &names->loop_words, word_of(packed, packed->loop_words[i]));
  array_reserve(arena, &names->silent_names, packed->silent_name_count);
  for (uint32_t i = 0; i < packed->silent_name_count; i++)
    array_push(arena, &names->silent_names, word_of(packed, packed->silent_names[i]));
}
