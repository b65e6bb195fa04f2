// Every name is hashed byte by byte as its pattern is walked and never put together, which makes
// the index cheap enough to build at every start. 64 bits of hash stand for a name: a test sees to
// it that no two known ones agree, and a stranger agrees with a known one by a chance of 2^-50.
#include "knowledge/names.h"
#include "knowledge/c_tables.h"
#include "knowledge/tables.h"

#include <string.h>

#define GROUPS_MAX      4 // brace groups in one name
#define NAMES_PER_ENTRY 4 // a guess, for the first size of the index

#define LOOP_WORD_MIN_BYTES 2 // of names of a project's own

#define OWNERS_LOG2 17 // bits in the set of owners, of which the tables have some thousands

typedef struct Tables {
  const KnowledgeTable *const *at;
  size_t count;
} Tables;

#define TABLE(name) &knowledge_##name,
static const KnowledgeTable *const python_list[] = {KNOWLEDGE_TABLES(TABLE)};
static const KnowledgeTable *const c_list[] = {C_KNOWLEDGE_TABLES(TABLE)};
#undef TABLE

static const Tables python_tables = {python_list, COUNT_OF(python_list)};
static const Tables c_tables = {c_list, COUNT_OF(c_list)};

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
  uint32_t slot = slot_of(names, hash);
  return names->hashes[slot] ? names->entries.at[names->numbers[slot]] : NULL;
}

static void resize(Arena *arena, Names *names, uint32_t slot_count) {
  Names old = *names;
  names->slot_count = slot_count;
  names->hashes = arena_push(arena, uint64_t, slot_count);
  names->numbers = arena_push(arena, uint16_t, slot_count);
  for (uint32_t i = 0; i < old.slot_count; i++) {
    if (old.hashes[i] == 0) continue;
    uint32_t slot = slot_of(names, old.hashes[i]);
    names->hashes[slot] = old.hashes[i];
    names->numbers[slot] = old.numbers[i];
  }
}

// The last entry of a name that comes twice stays: one of a project's own. A test refuses two of
// the tables.
static void insert(Arena *arena, Names *names, uint64_t hash, size_t number) {
  if (names->count >= names->slot_count / 4 * 3) resize(arena, names, names->slot_count * 2);
  uint32_t slot = slot_of(names, hash);
  names->count += names->hashes[slot] == 0;
  names->hashes[slot] = hash;
  names->numbers[slot] = (uint16_t)number;
}

static uint64_t owner_bit(uint64_t hash, size_t *word) {
  uint64_t place = hash >> (64 - OWNERS_LOG2);
  *word = place / 64;
  return UINT64_C(1) << place % 64;
}

static void add_owner(Names *names, uint64_t hash) {
  size_t word = 0;
  uint64_t bit = owner_bit(hash, &word);
  names->owners[word] |= bit;
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

static Str behind_last_dot(Str name) {
  size_t start = name.size;
  while (start > 0 && name.at[start - 1] != '.')
    start--;
  return str_slice(name, start, name.size);
}

// Attributes that do something when they are read, and methods that operators call.
static void add_silent_names(Builder *builder, const KnowledgeEntry *entry) {
  bool runs_when_read = entry->kind == KNOWN_ATTRIBUTE && entry->effect != EFFECT_NONE;
  if (!runs_when_read && !strstr(entry->name, "__")) return;
  for (Str rest = last_words(str_from_c(entry->name)); rest.at;) {
    Str name = behind_last_dot(str_cut(&rest, ','));
    if (!runs_when_read && !str_has_prefix(name, STR("__"))) continue;
    assert(str_find_byte(name, '{') == SIZE_MAX && str_find_byte(name, '}') == SIZE_MAX);
    array_push(builder->arena, &builder->names->silent_names, name);
  }
}

static void add_entry(Builder *builder, const KnowledgeEntry *entry) {
  Names *names = builder->names;
  builder->number = names->entries.count;
  assert(builder->number <= UINT16_MAX);
  array_push(builder->arena, &names->entries, entry);
  add_names(builder, (Prefix){NAME_HASH_START, builder->has_modules}, entry->name, 0);
  if (builder->has_modules && puts_on_loop(entry))
    add_loop_word(builder, name_first_part(str_from_c(entry->name)));
  add_silent_names(builder, entry);
}

static uint32_t slots_for(size_t names) {
  size_t slots = 64;
  while (slots / 4 * 3 < names)
    slots *= 2;
  return (uint32_t)slots;
}

static void index_tables(Builder *builder, Tables tables) {
  Names *names = builder->names;
  size_t entry_count = 0;
  for (size_t i = 0; i < tables.count; i++)
    entry_count += tables.at[i]->count;
  resize(builder->arena, names, slots_for(entry_count * NAMES_PER_ENTRY));
  array_reserve(builder->arena, &names->entries, entry_count);
  names->owners = arena_push(builder->arena, uint64_t, (1u << OWNERS_LOG2) / 64);
  for (size_t i = 0; i < tables.count; i++)
    for (size_t k = 0; k < tables.at[i]->count; k++)
      add_entry(builder, &tables.at[i]->entries[k]);
}

void names_index_python(Arena *arena, Names *names) {
  Builder builder = {.arena = arena, .names = names, .has_modules = true};
  add_loop_word(&builder, STR("async"));
  add_loop_word(&builder, STR("await"));
  index_tables(&builder, python_tables);
}

void names_index_c(Arena *arena, Names *names) {
  index_tables(&(Builder){.arena = arena, .names = names}, c_tables);
}

// Files of the project itself import its functions by relative names: their own names tell.
static void add_own_words(Builder *builder, const KnowledgeEntry *entry) {
  Str name = str_from_c(entry->name);
  Str words[] = {name_first_part(name), behind_last_dot(name)};
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

// ---- Listing ------------------------------------------------------------------------------------

typedef struct Listing {
  Arena *arena;
  Array(KnowledgeName) names;
  KnowledgeName next; // what the names that are being added share
} Listing;

static size_t append(char *buffer, size_t size, const char *text, size_t text_size) {
  if (size + text_size > NAME_MAX_BYTES) base_fatal("knowledge: a name is too long: %s", text);
  memcpy(buffer + size, text, text_size);
  return size + text_size;
}

// The same walk as add_names, with the names written out in `buffer`.
static void list_names(Listing *listing, char *buffer, size_t size, const char *pattern) {
  size_t text = strcspn(pattern, "{");
  size = append(buffer, size, pattern, text);
  pattern += text;
  if (!*pattern) {
    listing->next.name = str_copy(listing->arena, (Str){buffer, size});
    array_push(listing->arena, &listing->names, listing->next);
    return;
  }
  const char *end = strchr(pattern, '}');
  while (pattern < end) {
    size_t choice = strcspn(++pattern, ",}");
    list_names(listing, buffer, append(buffer, size, pattern, choice), end + 1);
    pattern += choice;
  }
}

static KnowledgeNames list_tables(Arena *arena, Tables tables) {
  Listing listing = {.arena = arena};
  char buffer[NAME_MAX_BYTES];
  for (size_t i = 0; i < tables.count; i++) {
    for (size_t k = 0; k < tables.at[i]->count; k++) {
      const KnowledgeEntry *entry = &tables.at[i]->entries[k];
      listing.next = (KnowledgeName){.table = tables.at[i]->name, .entry = entry};
      list_names(&listing, buffer, 0, entry->name);
    }
  }
  return (KnowledgeNames){listing.names.at, listing.names.count};
}

KnowledgeNames knowledge_names(Arena *arena) {
  return list_tables(arena, python_tables);
}

KnowledgeNames knowledge_c_names(Arena *arena) {
  return list_tables(arena, c_tables);
}

AsyncLibrary knowledge_library_c(const KnowledgeEntry *entry) {
  uintptr_t at = (uintptr_t)entry;
  for (size_t i = 0; i < COUNT_OF(c_list); i++)
    if (at >= (uintptr_t)c_list[i]->entries &&
        at < (uintptr_t)(c_list[i]->entries + c_list[i]->count))
      return c_list[i]->library;
  return LIBRARY_C;
}
