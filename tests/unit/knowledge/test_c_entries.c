// Every entry of the tables of C is complete and says nothing that contradicts the rest.
#include "knowledge/knowledge.h"
#include "support/test.h"

#include <string.h>

typedef struct World {
  Arena arena;
  const Knowledge *knowledge;
  KnowledgeNames names;
  const char *rule; // what is being checked
  int failures;
} World;

static void fail_entry(World *world, const KnowledgeName *known, const char *detail) {
  print_error("%s: %.*s: %s%s%s\n", known->table, STR_ARG(known->name), world->rule,
              detail[0] ? ": " : "", detail);
  world->failures++;
}

// Runs a check over all names, and over what stands behind them, and fails when it complained.
static void check_all(const char *rule, void (*check)(World *, const KnowledgeName *)) {
  World world = {.rule = rule};
  world.knowledge = knowledge_with_c(&world.arena, knowledge_new(&world.arena), NULL, 0);
  world.names = knowledge_c_names(&world.arena, world.knowledge);
  for (size_t i = 0; i < world.names.count; i++) {
    KnowledgeName known = world.names.at[i];
    for (int hops = 0; known.entry && hops < 4; known.entry = known.entry->otherwise, hops++)
      check(&world, &known);
    if (known.entry) fail_entry(&world, &known, "too many entries behind one another");
  }
  arena_release(&world.arena);
  assert_int_equal(world.failures, 0);
}

#define CHECK(function, rule)                                                                      \
  static void function##_everywhere(void) {                                                        \
    check_all(rule, function);                                                                     \
  }                                                                                                \
  TEST_CASE(rule, function##_everywhere)

// ---- Each by itself -----------------------------------------------------------------------------

static void has_source(World *world, const KnowledgeName *known) {
  const char *source = known->entry->source;
  if (!source || !source[0]) fail_entry(world, known, "");
}
CHECK(has_source, "an entry names its source")

static void has_tier(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  if ((entry->effect != EFFECT_NONE) != (entry->tier != TIER_NONE)) fail_entry(world, known, "");
}
CHECK(has_tier, "an entry has a tier when it has an effect, and only then")

static void says_something(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  if (!entry->effect && !entry->roles[0].role && !entry->traits) fail_entry(world, known, "");
}
CHECK(says_something, "an entry has an effect, a role or a trait")

static bool has_condition(const KnowledgeEntry *entry) {
  return entry->unless[0].is || entry->only_if.is || entry->or_if.is || entry->otherwise;
}

static void conditions_have_effects(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  if (has_condition(entry) && entry->effect == EFFECT_NONE) fail_entry(world, known, "");
  if (entry->or_if.is && !entry->only_if.is) fail_entry(world, known, "or_if without only_if");
  if (entry->otherwise && !entry->unless[0].is && !entry->only_if.is)
    fail_entry(world, known, "otherwise is never asked");
}
CHECK(conditions_have_effects, "conditions are about an effect")

static bool has_text(Predicate is) {
  return is == ARGUMENT_HAS_FLAG || is == ARGUMENT_STARTS || is == ARGUMENT_IS ||
         is == ARGUMENT_FIELD_HAS_BITS || is == ARGUMENT_HAS_PEER;
}

// Whether a predicate says anything of C.
static bool is_of_c(Predicate is) {
  return is >= ARGUMENT_EQUALS || is == ARGUMENT_ZERO || is == ARGUMENT_NONE ||
         is == ARGUMENT_HAS_FLAG || is == ARGUMENT_STARTS || is == ARGUMENT_IS;
}

static bool has_bits(Predicate is) {
  return is == ARGUMENT_AT_MOST || is == ARGUMENT_HAS_BITS || is == ARGUMENT_LACKS_BITS ||
         is == ARGUMENT_FIELD_HAS_BITS;
}

static void check_condition(World *world, const KnowledgeName *known, const Condition *condition) {
  if (condition->is == ARGUMENT_NONE_SET) return;
  if (!is_of_c(condition->is)) fail_entry(world, known, "a predicate of Python");
  if (condition->position < 0 || condition->keyword) fail_entry(world, known, "no place");
  if (has_text(condition->is) != (condition->text != NULL)) fail_entry(world, known, "text");
  if (has_bits(condition->is) && condition->bits == 0) fail_entry(world, known, "no bits");
}

static void conditions_are_sane(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++)
    check_condition(world, known, &entry->unless[i]);
  check_condition(world, known, &entry->only_if);
  check_condition(world, known, &entry->or_if);
  check_condition(world, known, &entry->nonblocking_if);
  check_condition(world, known, &entry->blocking_if);
}
CHECK(conditions_are_sane, "a condition has a place and what it compares with")

static bool is_role_of_c(ArgumentRole role) {
  return role == ROLE_CALLED || role == ROLE_OFF_LOOP || role == ROLE_ON_LOOP ||
         role == ROLE_STORED || role == ROLE_ON_COROUTINE || role == ROLE_CHILD ||
         role == ROLE_SIGNAL || (role >= ROLE_WATCHED && role <= ROLE_FIFO);
}

static void roles_are_sane(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  bool is_ended = false;
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    if (role->role == ROLE_NONE) is_ended = true;
    if (role->role == ROLE_NONE) continue;
    if (is_ended) fail_entry(world, known, "a gap");
    if (!is_role_of_c(role->role)) fail_entry(world, known, "a role of Python");
    if (role->position < 0 || role->keyword) fail_entry(world, known, "no place");
  }
}
CHECK(roles_are_sane, "roles have a place and no gaps between them")

static void traits_are_sane(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  Trait modes =
      TRAIT_GIVES_FILE | TRAIT_GIVES_STREAM | TRAIT_SETS_NONBLOCKING | TRAIT_SETS_BLOCKING;
  if (entry->nonblocking_if.is && !(entry->traits & modes)) fail_entry(world, known, "mode");
  if (entry->traits & TRAIT_LOOP_ONLY && entry->traits & TRAIT_ANY_THREAD)
    fail_entry(world, known, "threads");
  if (entry->traits & TRAIT_SELDOM_FAILS && !(entry->traits & TRAIT_STARTS))
    fail_entry(world, known, "seldom");
  if (entry->owed_unless.is && !(entry->traits & TRAIT_OWES_END)) fail_entry(world, known, "owed");
  if (entry->is_mutex && entry->effect != EFFECT_LOCK) fail_entry(world, known, "mutex");
}
CHECK(traits_are_sane, "traits do not contradict each other")

static void fits_kind(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  bool is_field = str_find(known->name, STR("::")) != SIZE_MAX;
  bool is_place = entry->kind == KNOWN_SLOT || entry->kind == KNOWN_CALLBACK;
  if (!is_place && entry->kind != KNOWN_FUNCTION) fail_entry(world, known, "a kind of Python");
  if (is_field ? entry->kind == KNOWN_CALLBACK : entry->kind == KNOWN_SLOT)
    fail_entry(world, known, "name");
  if (is_place && (!entry->roles[0].role || entry->roles[1].role || entry->effect))
    fail_entry(world, known, "has one role and nothing else");
}
CHECK(fits_kind, "an entry says only what its kind can")

static void is_a_name(World *world, const KnowledgeName *known) {
  Str name = known->name;
  size_t star = str_find_byte(name, '*');
  bool is_wildcard = star != SIZE_MAX;
  bool is_at_boundary =
      star > 0 && is_wildcard && (name.at[star - 1] == '_' || name.at[star - 1] == ':');
  if (is_wildcard && (star + 1 != name.size || !is_at_boundary)) fail_entry(world, known, "star");
  if (str_find_byte(name, '.') != SIZE_MAX) fail_entry(world, known, "dot");
  if (str_find_byte(name, ' ') != SIZE_MAX) fail_entry(world, known, "space");
}
CHECK(is_a_name, "a name is one of C")

// ---- Words for people ---------------------------------------------------------------------------

static bool is_phrase(const char *text) {
  size_t size = strlen(text);
  return size > 0 && text[0] != ' ' && text[size - 1] != ' ' && text[size - 1] != '.';
}

static void words_are_phrases(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  const char *const words[] = {entry->because, entry->instead, entry->instead_libuv,
                               entry->instead_libevent, entry->instead_glib};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (words[i] && !is_phrase(words[i])) fail_entry(world, known, words[i]);
  if (entry->instead_trio || entry->instead_anyio) fail_entry(world, known, "words of Python");
}
CHECK(words_are_phrases, "reasons and advice are parts of a sentence")

static void has_advice(World *world, const KnowledgeName *known) {
  static const AsyncLibrary libraries[] = {LIBRARY_C, LIBRARY_LIBUV, LIBRARY_LIBEVENT,
                                           LIBRARY_GLIB};
  if (known->entry->tier != TIER_UNBOUNDED && known->entry->tier != TIER_BULK) return;
  for (size_t i = 0; i < COUNT_OF(libraries); i++) {
    const char *advice = knowledge_advice(known->entry, libraries[i]);
    if (!advice[0] || strstr(advice, "await") || strstr(advice, "asyncio"))
      fail_entry(world, known, advice);
  }
}
CHECK(has_advice, "what is reported has advice for every loop library")

// ---- Together -----------------------------------------------------------------------------------

static void is_found_under_its_name(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *found = knowledge_find_c(world->knowledge, known->name);
  while (found && found != known->entry)
    found = found->otherwise;
  if (!found) fail_entry(world, known, "");
}
CHECK(is_found_under_its_name, "no name comes twice or shares its hash")

TEST_MAIN(&has_source_everywhere_table, &has_tier_everywhere_table,
          &says_something_everywhere_table, &conditions_have_effects_everywhere_table,
          &conditions_are_sane_everywhere_table, &roles_are_sane_everywhere_table,
          &traits_are_sane_everywhere_table, &fits_kind_everywhere_table,
          &is_a_name_everywhere_table, &words_are_phrases_everywhere_table,
          &has_advice_everywhere_table, &is_found_under_its_name_everywhere_table)
