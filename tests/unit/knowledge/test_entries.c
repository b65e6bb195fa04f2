// Every entry of every table is complete and says nothing that contradicts the rest.
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

// Runs a check over all names and fails when it complained.
static void check_all(const char *rule, void (*check)(World *, const KnowledgeName *)) {
  World world = {.rule = rule};
  world.knowledge = knowledge_new(&world.arena);
  world.names = knowledge_names(&world.arena, world.knowledge);
  for (size_t i = 0; i < world.names.count; i++)
    check(&world, &world.names.at[i]);
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

static bool has_condition(const KnowledgeEntry *entry) {
  return entry->unless[0].is || entry->only_if.is || entry->nonblocking_after;
}

static void condition_has_effect(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  if (has_condition(entry) && entry->effect == EFFECT_NONE) fail_entry(world, known, "");
}
CHECK(condition_has_effect, "conditions are about an effect")

static bool is_sane(const Condition *condition) {
  bool needs_text = condition->is == ARGUMENT_HAS_FLAG || condition->is == ARGUMENT_IS_NAMED ||
                    condition->is == ARGUMENT_STARTS || condition->is == ARGUMENT_IS ||
                    condition->is == ARGUMENT_INSTANCE;
  bool may_have_text = condition->is == ARGUMENT_IS_ADDRESS;
  bool has_place = condition->position >= 0 || condition->keyword;
  return (may_have_text || needs_text == (condition->text != NULL)) && has_place;
}

static void conditions_are_sane(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  for (size_t i = 0; i < COUNT_OF(entry->unless) && entry->unless[i].is; i++)
    if (!is_sane(&entry->unless[i])) fail_entry(world, known, "unless");
  if (entry->only_if.is && !is_sane(&entry->only_if)) fail_entry(world, known, "only_if");
}
CHECK(conditions_are_sane, "a condition has a place and the text that it compares with")

static void roles_are_sane(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  bool is_ended = false;
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    if (role->role == ROLE_NONE) is_ended = true;
    if (role->role != ROLE_NONE && is_ended) fail_entry(world, known, "a gap");
    if (role->role != ROLE_NONE && role->position < 0 && !role->keyword)
      fail_entry(world, known, "no place");
  }
}
CHECK(roles_are_sane, "roles have a place and no gaps between them")

static void fits_kind(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  bool is_alias = entry->kind == KNOWN_ALIAS;
  if (is_alias != (entry->alias_of != NULL)) fail_entry(world, known, "alias_of");
  if (is_alias && (entry->effect || entry->returns || entry->bases || entry->roles[0].role))
    fail_entry(world, known, "an alias says nothing of its own");
  if (entry->bases && entry->kind == KNOWN_FUNCTION) fail_entry(world, known, "bases");
  if (entry->loop_methods && entry->kind != KNOWN_CLASS) fail_entry(world, known, "loop_methods");
  if (entry->when == WHEN_READ && entry->kind != KNOWN_ATTRIBUTE)
    fail_entry(world, known, "WHEN_READ");
  if (entry->when == WHEN_DECORATED && entry->decoration == DECORATION_UNKNOWN)
    fail_entry(world, known, "WHEN_DECORATED");
}
CHECK(fits_kind, "an entry says only what its kind can")

// ---- Words for people ---------------------------------------------------------------------------

static void advice_fits_library(World *world, const KnowledgeName *known) {
  const char *advice = known->entry->instead_trio;
  if (advice && strstr(advice, "asyncio")) fail_entry(world, known, advice);
}
CHECK(advice_fits_library, "advice for trio does not name asyncio")

// Nothing at either end that would stand badly in a sentence; "f(...)" may end in its dots.
static bool is_phrase(const char *text) {
  size_t size = strlen(text);
  return size > 0 && text[0] != ' ' && text[size - 1] != ' ' && text[size - 1] != '.';
}

static void words_are_phrases(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  const char *const words[] = {entry->because, entry->instead, entry->instead_trio,
                               entry->instead_anyio};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (words[i] && !is_phrase(words[i])) fail_entry(world, known, words[i]);
}
CHECK(words_are_phrases, "reasons and advice are parts of a sentence")

// ---- Together -----------------------------------------------------------------------------------

static void is_found_under_its_name(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *found = knowledge_find(world->knowledge, known->name);
  if (known->entry->kind != KNOWN_ALIAS && found != known->entry)
    fail_entry(world, known, found ? found->name : "");
}
CHECK(is_found_under_its_name, "no name comes twice, lies below an alias or shares its hash")

static bool is_word(Str type) {
  static const char *const words[] = {"self",      "argument", "element", "entered",
                                      "awaited",   "called",   "made",    "each",
                                      "parameter", "None",     "kept"};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (str_equal_c(type, words[i])) return true;
  return false;
}

// A known class, or an attribute that its type is named after.
static bool is_type(const World *world, Str type) {
  const KnowledgeEntry *entry = knowledge_find(world->knowledge, type);
  if (!entry) return false;
  if (entry->kind == KNOWN_ATTRIBUTE) return str_equal_c(type, entry->returns);
  return entry->kind == KNOWN_CLASS;
}

static void check_types(World *world, const KnowledgeName *known, const char *types,
                        char separator) {
  Str rest = str_from_c(types);
  while (rest.at) {
    Str type = str_cut(&rest, separator);
    if (type.size && !is_word(type) && !is_type(world, type)) fail_entry(world, known, types);
  }
}

static void types_are_known(World *world, const KnowledgeName *known) {
  const KnowledgeEntry *entry = known->entry;
  check_types(world, known, entry->returns, ',');
  check_types(world, known, entry->elements, ',');
  check_types(world, known, entry->enters, ',');
  check_types(world, known, entry->bases, ' ');
  const char *hands = entry->hands;
  bool is_by_name = hands && hands[0] == '@';
  check_types(world, known, is_by_name ? hands + 1 : hands, ',');
}
CHECK(types_are_known, "types that are mentioned are known classes")

static void bases_are_canonical(World *world, const KnowledgeName *known) {
  Str rest = str_from_c(known->entry->bases);
  while (rest.at) {
    Str base = str_cut(&rest, ' ');
    if (!str_equal(base, knowledge_canonical(world->knowledge, &world->arena, base)))
      fail_entry(world, known, known->entry->bases);
  }
}
CHECK(bases_are_canonical, "bases are spelled without aliases")

// Modules whose names look like those of classes.
static bool is_module(Str name) {
  static const char *const modules[] = {"PIL.Image",
                                        "PIL.ImageOps",
                                        "github.Repository",
                                        "IPython",
                                        "RPi.GPIO",
                                        "Crypto.PublicKey.RSA",
                                        "Crypto.PublicKey.DSA",
                                        "Crypto.PublicKey.ElGamal",
                                        "Crypto.Protocol.KDF",
                                        "chromadb.api.models.Collection",
                                        "chromadb.api.models.AsyncCollection"};
  for (size_t i = 0; i < COUNT_OF(modules); i++)
    if (str_equal_c(name, modules[i])) return true;
  return false;
}

// The class or module that a member belongs to: methods without their class are never found by
// type.
static void methods_have_classes(World *world, const KnowledgeName *known) {
  size_t dot = known->name.size;
  while (dot > 0 && known->name.at[dot - 1] != '.')
    dot--;
  Str owner = str_slice(known->name, 0, dot ? dot - 1 : 0);
  size_t start = owner.size;
  while (start > 0 && owner.at[start - 1] != '.')
    start--;
  bool looks_like_class = owner.size && owner.at[start] >= 'A' && owner.at[start] <= 'Z';
  bool is_member = looks_like_class && !is_module(owner) && known->entry->kind != KNOWN_ALIAS;
  if (is_member && !is_type(world, owner)) fail_entry(world, known, "");
}
CHECK(methods_have_classes, "the class of a method is an entry, too")

// What a name leads to, through aliases too, is told by its last part when no parentheses show it.
static void is_told_when_silent(World *world, const KnowledgeName *known) {
  size_t start = known->name.size;
  while (start > 0 && known->name.at[start - 1] != '.')
    start--;
  Str last = str_slice(known->name, start, known->name.size);
  const KnowledgeEntry *entry = knowledge_find(world->knowledge, known->name);
  bool runs_when_read = entry && entry->kind == KNOWN_ATTRIBUTE && entry->effect != EFFECT_NONE;
  if (!runs_when_read && !str_has_prefix(last, STR("__"))) return;
  KnowledgeWords words = knowledge_silent_names(world->knowledge);
  for (size_t i = 0; i < words.count; i++)
    if (str_equal(words.at[i], last)) return;
  fail_entry(world, known, "");
}
CHECK(is_told_when_silent, "what runs without a call is among the silent names")

TEST_MAIN(&has_source_everywhere_table, &has_tier_everywhere_table,
          &condition_has_effect_everywhere_table, &conditions_are_sane_everywhere_table,
          &roles_are_sane_everywhere_table, &fits_kind_everywhere_table,
          &advice_fits_library_everywhere_table, &words_are_phrases_everywhere_table,
          &is_found_under_its_name_everywhere_table, &types_are_known_everywhere_table,
          &bases_are_canonical_everywhere_table, &methods_have_classes_everywhere_table,
          &is_told_when_silent_everywhere_table)
