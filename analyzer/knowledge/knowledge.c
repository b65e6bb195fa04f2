// Looking up: names.c finds the entry of a name; what else is asked (aliases, wildcards, bases) is
// answered by a few such questions about names that are put together on the stack.
#include "knowledge/knowledge.h"
#include "knowledge/c_tables.h"
#include "knowledge/names.h"

#include <string.h>

#define ALIAS_HOPS_MAX 8
#define LINEAGE_MAX    32 // classes looked at for one member; also ends cycles of bases

struct Knowledge {
  Names names;
  Names c_names;
  bool has_own;
};

// ---- Effects ------------------------------------------------------------------------------------

static const struct {
  const char *id;
  const char *phrase;
} effects[EFFECT_COUNT] = {[EFFECT_NONE] = {"", "does not block"},
#define EFFECT(NAME, id, phrase) [EFFECT_##NAME] = {id, phrase},
                           EFFECTS(EFFECT)
#undef EFFECT
};

const char *effect_id(Effect effect) {
  return effects[effect].id;
}

const char *effect_phrase(Effect effect) {
  return effects[effect].phrase;
}

// ---- Looking up ---------------------------------------------------------------------------------

static const KnowledgeEntry *exact(const Knowledge *knowledge, Str name) {
  return names_find(&knowledge->names, name_hash(name));
}

// The entry of the longest prefix that has one, the name itself included; `*size` is that prefix's.
static const KnowledgeEntry *longest_known(const Knowledge *knowledge, Str name, size_t *size) {
  const KnowledgeEntry *longest = NULL;
  uint64_t hash = NAME_HASH_START;
  for (size_t i = 0; i <= name.size; i++) {
    bool is_end = i == name.size;
    const KnowledgeEntry *entry =
        is_end || name.at[i] == '.' ? names_find(&knowledge->names, hash) : NULL;
    if (entry) {
      longest = entry;
      *size = i;
    }
    if (!is_end) hash = name_hash_byte(hash, name.at[i]);
  }
  return longest;
}

// `owner.member`, the empty string when that is too long to be known.
static Str joined(char *buffer, Str owner, Str member) {
  size_t size = owner.size + 1 + member.size;
  if (size > NAME_MAX_BYTES || owner.size == 0 || member.size == 0) return (Str){0};
  memcpy(buffer, owner.at, owner.size);
  buffer[owner.size] = '.';
  memcpy(buffer + owner.size + 1, member.at, member.size);
  return (Str){buffer, size};
}

// What an alias stands for: "os.path.*" takes the last part of the alias itself.
static Str alias_target(const KnowledgeEntry *alias, Str name, char *buffer) {
  Str target = str_from_c(alias->alias_of);
  if (!str_has_suffix(target, STR("*"))) return target;
  size_t size = target.size - 1;
  Str last = str_behind(name, '.');
  if (size + last.size > NAME_MAX_BYTES) return (Str){0};
  memcpy(buffer, target.at, size);
  memcpy(buffer + size, last.at, last.size);
  return (Str){buffer, size + last.size};
}

// The name with its aliases replaced; what is new lies in `buffer`, of NAME_MAX_BYTES.
static Str canonical(const Knowledge *knowledge, Str name, char *buffer) {
  if (name.size > NAME_MAX_BYTES || !knowledge_has_module(knowledge, name)) return name;
  char target_buffer[NAME_MAX_BYTES];
  for (int hop = 0; hop < ALIAS_HOPS_MAX; hop++) {
    size_t prefix = 0;
    const KnowledgeEntry *known = longest_known(knowledge, name, &prefix);
    if (!known || known->kind != KNOWN_ALIAS) break;
    Str target = alias_target(known, str_slice(name, 0, prefix), target_buffer);
    Str rest = str_slice(name, prefix, name.size);
    if (target.size == 0 || target.size + rest.size > NAME_MAX_BYTES) break;
    if (rest.size) memmove(buffer + target.size, rest.at, rest.size); // may lie in it already
    memcpy(buffer, target.at, target.size);
    name = (Str){buffer, target.size + rest.size};
  }
  return name;
}

static const KnowledgeEntry *wildcard(const Knowledge *knowledge, Str owner, Str member) {
  if (member.size == 0 || member.at[0] == '_') return NULL;
  char buffer[NAME_MAX_BYTES];
  return exact(knowledge, joined(buffer, owner, STR("*")));
}

// What a project says of all members of a class goes before what the tables say of one.
static bool is_final(const Knowledge *knowledge, const KnowledgeEntry *entry) {
  return entry && (!knowledge->has_own || entry->own);
}

const KnowledgeEntry *knowledge_find(const Knowledge *knowledge, Str name) {
  char buffer[NAME_MAX_BYTES];
  Str plain = canonical(knowledge, name, buffer);
  const KnowledgeEntry *entry = exact(knowledge, plain);
  if (!is_final(knowledge, entry)) {
    const KnowledgeEntry *all = wildcard(knowledge, str_before(plain, '.'), str_behind(plain, '.'));
    if (!entry || (all && all->own)) entry = all;
  }
  return entry && entry->kind != KNOWN_ALIAS ? entry : NULL;
}

// A class and its known bases, the nearest first, each once.
typedef struct Lineage {
  Str classes[LINEAGE_MAX];
  size_t count;
} Lineage;

static void lineage_add(Lineage *lineage, Str name) {
  for (size_t i = 0; i < lineage->count; i++)
    if (str_equal(lineage->classes[i], name)) return;
  if (lineage->count < LINEAGE_MAX) lineage->classes[lineage->count++] = name;
}

// `name` must be canonical and live as long as the lineage.
static Lineage lineage_of(const Knowledge *knowledge, Str name) {
  Lineage lineage = {.classes = {name}, .count = 1};
  for (size_t i = 0; i < lineage.count; i++) {
    const KnowledgeEntry *entry = exact(knowledge, lineage.classes[i]);
    Str bases = str_from_c(entry ? entry->bases : NULL);
    while (bases.at)
      lineage_add(&lineage, str_cut(&bases, ' '));
  }
  return lineage;
}

const KnowledgeEntry *knowledge_find_member(const Knowledge *knowledge, Str owner, Str member) {
  char owner_buffer[NAME_MAX_BYTES];
  char buffer[NAME_MAX_BYTES];
  Lineage lineage = lineage_of(knowledge, canonical(knowledge, owner, owner_buffer));
  for (size_t i = 0; i < lineage.count; i++) {
    Str name = joined(buffer, lineage.classes[i], member);
    const KnowledgeEntry *entry = exact(knowledge, name);
    if (entry) return entry->kind == KNOWN_ALIAS ? knowledge_find(knowledge, name) : entry;
  }
  for (size_t i = 0; i < lineage.count; i++) {
    const KnowledgeEntry *entry = wildcard(knowledge, lineage.classes[i], member);
    if (entry) return entry;
  }
  return NULL;
}

Str knowledge_canonical(const Knowledge *knowledge, Arena *arena, Str name) {
  char buffer[NAME_MAX_BYTES];
  Str plain = canonical(knowledge, name, buffer);
  return plain.at == buffer ? str_copy(arena, plain) : plain;
}

bool knowledge_is_subclass(const Knowledge *knowledge, Str name, Str base) {
  char name_buffer[NAME_MAX_BYTES];
  char base_buffer[NAME_MAX_BYTES];
  Lineage lineage = lineage_of(knowledge, canonical(knowledge, name, name_buffer));
  Str wanted = canonical(knowledge, base, base_buffer);
  for (size_t i = 0; i < lineage.count; i++)
    if (str_equal(lineage.classes[i], wanted)) return true;
  return false;
}

bool knowledge_has_module(const Knowledge *knowledge, Str module) {
  return map_find(&knowledge->names.modules, name_hash(name_first_part(module))) != NULL;
}

// ---- A project's own ----------------------------------------------------------------------------

// What a name is: the tables know better whether it is a class, the project what it means by it.
static KnowledgeKind merged_kind(const KnowledgeEntry *own, const KnowledgeEntry *known) {
  bool is_python = known->kind == KNOWN_CLASS || known->kind == KNOWN_ATTRIBUTE;
  return is_python ? known->kind : own->kind;
}

// An entry of a project's own over the one of the tables with that name.
static KnowledgeEntry merged(const KnowledgeEntry *own, const KnowledgeEntry *known) {
  KnowledgeEntry entry = own->own & OWN_EFFECT ? *own : *known;
  const KnowledgeEntry *roles = own->own & OWN_ROLES ? own : known;
  const KnowledgeEntry *result = own->own & OWN_RESULT ? own : known;
  entry.name = own->name;
  entry.kind = merged_kind(own, known);
  entry.own = own->own;
  entry.source = own->source;
  entry.runs_as = own->runs_as;
  entry.library = own->library;
  entry.traits = known->traits | own->traits;
  entry.result = result->result;
  entry.returns = result->returns;
  entry.elements = known->elements;
  entry.enters = known->enters;
  entry.bases = known->bases;
  entry.decoration = own->own & OWN_DECORATION ? own->decoration : known->decoration;
  memcpy(entry.roles, roles->roles, sizeof entry.roles);
  return entry;
}

// A name that means something only beside another one is in this project the project's.
const KnowledgeEntry *knowledge_over(Arena *arena, const KnowledgeEntry *own,
                                     const KnowledgeEntry *known) {
  if (!own->own || !known || known->only_with) return own;
  KnowledgeEntry *entry = arena_push(arena, KnowledgeEntry, 1);
  *entry = merged(own, known);
  return entry;
}

// The entry under the name that the tables have for it.
static const KnowledgeEntry *under_plain_name(Arena *arena, const Knowledge *knowledge,
                                              const KnowledgeEntry *own) {
  Str name = str_from_c(own->name);
  Str plain = knowledge_canonical(knowledge, arena, name);
  if (!own->own || str_equal(name, plain)) return own;
  KnowledgeEntry *entry = arena_push(arena, KnowledgeEntry, 1);
  *entry = *own;
  entry->name = str_to_c(arena, plain);
  return entry;
}

static void add_python(Arena *arena, Knowledge *knowledge, const KnowledgeEntry *own) {
  const KnowledgeEntry *entry = under_plain_name(arena, knowledge, own);
  entry = knowledge_over(arena, entry, exact(knowledge, str_from_c(entry->name)));
  names_add_python(arena, &knowledge->names, entry);
  knowledge->has_own |= entry->own != 0;
}

static void add_c(Arena *arena, Knowledge *knowledge, const KnowledgeEntry *own) {
  const KnowledgeEntry *known = names_find(&knowledge->c_names, name_hash(str_from_c(own->name)));
  names_add_c(arena, &knowledge->c_names, knowledge_over(arena, own, known));
}

const Knowledge *knowledge_new_with(Arena *arena, const KnowledgeEntry *own, size_t count) {
  Knowledge *knowledge = arena_push(arena, Knowledge, 1);
  names_unpack(arena, &packed_python, &knowledge->names);
  for (size_t i = 0; i < count; i++)
    add_python(arena, knowledge, &own[i]);
  return knowledge;
}

const Knowledge *knowledge_new(Arena *arena) {
  return knowledge_new_with(arena, NULL, 0);
}

const Knowledge *knowledge_with_c(Arena *arena, const Knowledge *knowledge,
                                  const KnowledgeEntry *own, size_t count) {
  Knowledge *both = arena_push(arena, Knowledge, 1);
  *both = *knowledge;
  names_unpack(arena, &packed_c, &both->c_names);
  for (size_t i = 0; i < count; i++)
    add_c(arena, both, &own[i]);
  return both;
}

bool knowledge_has_own(const Knowledge *knowledge) {
  return knowledge->has_own;
}

KnowledgeNames knowledge_names(Arena *arena, const Knowledge *knowledge) {
  return names_list(arena, &knowledge->names);
}

KnowledgeNames knowledge_c_names(Arena *arena, const Knowledge *knowledge) {
  return names_list(arena, &knowledge->c_names);
}

// ---- Words of files -----------------------------------------------------------------------------

bool knowledge_has_library(const Knowledge *knowledge, Str module) {
  const uint32_t *known = map_find(&knowledge->names.modules, name_hash(name_first_part(module)));
  return known && *known == MODULE_IN_TABLES;
}

bool knowledge_has_below(const Knowledge *knowledge, Str module) {
  uint64_t hash = NAME_HASH_START;
  for (size_t i = 0; i < module.size; i++) {
    const KnowledgeEntry *known = module.at[i] == '.' ? names_find(&knowledge->names, hash) : NULL;
    if (known && known->kind == KNOWN_ALIAS) return true;
    hash = name_hash_byte(hash, module.at[i]);
  }
  const KnowledgeEntry *known = names_find(&knowledge->names, hash);
  return (known && known->kind == KNOWN_ALIAS) || names_has_below(&knowledge->names, hash);
}

KnowledgeWords knowledge_loop_words(const Knowledge *knowledge) {
  return (KnowledgeWords){knowledge->names.loop_words.at, knowledge->names.loop_words.count};
}

KnowledgeWords knowledge_silent_names(const Knowledge *knowledge) {
  return (KnowledgeWords){knowledge->names.silent_names.at, knowledge->names.silent_names.count};
}

// ---- C ------------------------------------------------------------------------------------------

KnowledgeWords knowledge_loop_headers(void) {
  static const Str headers[] = {
      {"uv.h", 4},      {"event2/", 7}, {"event.h", 7},      {"ev.h", 4},
      {"glib", 4},      {"gio/", 4},    {"systemd/sd-", 11}, {"wayland-", 8},
      {"sys/epoll", 9}, {"poll.h", 6},  {"libdill", 7},      {"libmill", 7},
  };
  return (KnowledgeWords){headers, COUNT_OF(headers)};
}

// The narrower of two entries, unless only the wider is a project's own.
static const KnowledgeEntry *better(const KnowledgeEntry *wide, const KnowledgeEntry *narrow) {
  bool is_wide = !narrow || (wide && wide->own && !narrow->own);
  return is_wide ? wide : narrow;
}

const KnowledgeEntry *knowledge_find_c(const Knowledge *knowledge, Str name) {
  if (knowledge->c_names.count == 0) return NULL;
  const KnowledgeEntry *wildcard = NULL;
  uint64_t hash = NAME_HASH_START;
  for (size_t i = 0; i < name.size; i++) {
    hash = name_hash_byte(hash, name.at[i]);
    if (name.at[i] != '_' && name.at[i] != ':') continue;
    wildcard = better(wildcard, names_find(&knowledge->c_names, name_hash_byte(hash, '*')));
  }
  return better(wildcard, names_find(&knowledge->c_names, hash));
}

ArgumentRole knowledge_argument_role_c(const Knowledge *knowledge, const KnowledgeEntry *function,
                                       int position, Str type) {
  for (size_t i = 0; function && i < COUNT_OF(function->roles); i++) {
    const Role *role = &function->roles[i];
    bool is_there = role->position == position || (role->rest && role->position < position);
    if (role->role != ROLE_NONE && is_there) return role->role;
  }
  const KnowledgeEntry *callback = type.size ? knowledge_find_c(knowledge, type) : NULL;
  return callback && callback->kind == KNOWN_CALLBACK ? callback->roles[0].role : ROLE_NONE;
}

// ---- Words for people ---------------------------------------------------------------------------

// What to write instead of a call with an effect, when its entry has no advice of its own.
typedef struct Advice {
  const char *in[LIBRARY_C]; // by AsyncLibrary
} Advice;

static const Advice in_thread = {
    {"await asyncio.to_thread(...)", "await trio.to_thread.run_sync(...)",
     "await anyio.to_thread.run_sync(...)", "twisted.internet.threads.deferToThread(...)"}};

// What is lazy must be used up in the thread, or the loop does the work after all.
static const Advice listed_in_thread = {{"await asyncio.to_thread(list, ...)",
                                         "await trio.to_thread.run_sync(list, ...)",
                                         "await anyio.to_thread.run_sync(list, ...)",
                                         "twisted.internet.threads.deferToThread(list, ...)"}};

static const Advice usual_advice[EFFECT_COUNT] = {
    [EFFECT_SLEEP] = {{"await asyncio.sleep(...)", "await trio.sleep(...)",
                       "await anyio.sleep(...)", "twisted.internet.task.deferLater(reactor, ...)"}},
    [EFFECT_HTTP] = {{"an async client such as httpx.AsyncClient, or await asyncio.to_thread(...)",
                      "httpx.AsyncClient, or await trio.to_thread.run_sync(...)",
                      "httpx.AsyncClient, or await anyio.to_thread.run_sync(...)",
                      "twisted.web.client.Agent, or twisted.internet.threads.deferToThread(...)"}},
    [EFFECT_SUBPROCESS] = {{"await asyncio.create_subprocess_exec(...)",
                            "await trio.run_process(...)", "await anyio.run_process(...)",
                            "reactor.spawnProcess(...)"}},
    [EFFECT_OPEN] = {{"await asyncio.to_thread(...) for opening, reading and closing together",
                      "await trio.open_file(...)", "await anyio.open_file(...)",
                      "twisted.internet.threads.deferToThread(...) for opening, reading and "
                      "closing together"}},
    [EFFECT_NESTED_LOOP] = {{"await", "await", "await", "the Deferred itself"}},
};

// Whether advice is of use beside another library than asyncio. Twisted awaits nothing of
// asyncio's, and most clients that are async are made for that.
static bool helps(const char *advice, AsyncLibrary library) {
  if (library != LIBRARY_TWISTED) return !strstr(advice, "asyncio");
  return !strstr(advice, "aio") && !strstr(advice, "sync") && !strstr(advice, "await");
}

const char *knowledge_advice(const KnowledgeEntry *entry, AsyncLibrary library) {
  if (library >= LIBRARY_C) return c_advice(entry, library);
  const char *const own[] = {
      [LIBRARY_ASYNCIO] = entry->instead,
      [LIBRARY_TRIO] = entry->instead_trio,
      [LIBRARY_ANYIO] = entry->instead_anyio,
      [LIBRARY_TWISTED] = NULL,
  };
  if (own[library]) return own[library];
  if (entry->instead && helps(entry->instead, library)) return entry->instead;
  const char *usual = usual_advice[entry->effect].in[library];
  if (usual) return usual;
  return entry->when == WHEN_ITERATED ? listed_in_thread.in[library] : in_thread.in[library];
}

const char *knowledge_twin(const KnowledgeEntry *entry, AsyncLibrary library) {
  switch (library) {
  case LIBRARY_ASYNCIO:
    return entry->twin;
  case LIBRARY_TRIO:
    return entry->twin_trio;
  case LIBRARY_ANYIO:
    return entry->twin_anyio;
  case LIBRARY_TWISTED:
  case LIBRARY_C:
  case LIBRARY_LIBUV:
  case LIBRARY_LIBEVENT:
  case LIBRARY_GLIB:
    break;
  }
  return NULL;
}

#define PARTIAL "functools.partial"
#define TO_THREAD_TARGET                                                                           \
  309 // https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread

Offload knowledge_offload(AsyncLibrary library, unsigned target) {
  if (library == LIBRARY_TRIO)
    return (Offload){.function = "trio.to_thread.run_sync", .partial = PARTIAL};
  if (library == LIBRARY_ANYIO)
    return (Offload){.function = "anyio.to_thread.run_sync", .partial = PARTIAL};
  if (library == LIBRARY_TWISTED)
    return (Offload){.function = "twisted.internet.threads.deferToThread",
                     .module = "twisted.internet.threads"};
  if (target >= TO_THREAD_TARGET) return (Offload){.function = "asyncio.to_thread"};
  return (Offload){.function = "asyncio.get_running_loop",
                   .method = "run_in_executor",
                   .first = "None",
                   .partial = PARTIAL};
}

LibraryNames knowledge_names_of(AsyncLibrary library) {
  switch (library) {
  case LIBRARY_TRIO:
    return (LibraryNames){.test_mark = "pytest.mark.trio"};
  case LIBRARY_ANYIO:
    return (LibraryNames){.test_mark = "pytest.mark.anyio"};
  case LIBRARY_ASYNCIO:
  case LIBRARY_TWISTED:
  case LIBRARY_C:
  case LIBRARY_LIBUV:
  case LIBRARY_LIBEVENT:
  case LIBRARY_GLIB:
    break;
  }
  return (LibraryNames){.make_task = "asyncio.create_task", .test_mark = "pytest.mark.asyncio"};
}

AsyncLibrary knowledge_library_c(const KnowledgeEntry *entry) {
  return entry->library >= LIBRARY_C ? entry->library : LIBRARY_C;
}

const char *knowledge_said_by(const KnowledgeEntry *entry, Own part) {
  return entry && entry->own & (uint32_t)part ? entry->source : NULL;
}

const char *knowledge_because(const KnowledgeEntry *entry) {
  return entry->because ? entry->because : effect_phrase(entry->effect);
}
