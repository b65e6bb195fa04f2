// What a project says itself, over what the tables say.
#include "knowledge/knowledge.h"
#include "support/test.h"

#include <string.h>

#define SOURCE .source = "nostall.toml:1"

static const KnowledgeEntry own[] = {
    {.name = "time.sleep", .own = OWN_NAME | OWN_EFFECT, SOURCE},
    {.name = "subprocess.run", .own = OWN_NAME | OWN_EFFECT, SOURCE},
    {.name = "asyncio.gather",
     .own = OWN_NAME | OWN_EFFECT,
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     SOURCE},
    {.name = "functools.wraps",
     .own = OWN_NAME | OWN_ROLES,
     .roles = {{ROLE_ON_LOOP, 1, NULL, false}},
     SOURCE},
    {.name = "requests.Session", .kind = KNOWN_CLASS, .own = OWN_NAME, SOURCE},
    {.name = "requests.Session.*", .own = OWN_NAME | OWN_EFFECT, SOURCE},
    {.name = "requests.Session.get", .own = OWN_NAME | OWN_EFFECT, .effect = EFFECT_LOCK, SOURCE},
    {.name = "posixpath.exists", .own = OWN_NAME | OWN_EFFECT, .effect = EFFECT_NETWORK, SOURCE},
    {.name = "acme.loop.on",
     .own = OWN_NAME | OWN_ROLES,
     .roles = {{ROLE_ON_LOOP, 0, NULL, false}},
     SOURCE},
    {.name = "acme.loop.x", .own = OWN_NAME | OWN_RUN, .runs_as = ROLE_ON_LOOP, SOURCE},
};

static const KnowledgeEntry own_c[] = {
    {.name = "nanosleep", .own = OWN_NAME | OWN_EFFECT, SOURCE},
    {.name = "uv_fs_*", .own = OWN_NAME | OWN_EFFECT, .effect = EFFECT_LOCK, SOURCE},
    {.name = "uv_fs_open", .own = OWN_NAME | OWN_EFFECT, .effect = EFFECT_OPEN, SOURCE},
    {.name = "uv_timer_cb",
     .kind = KNOWN_CALLBACK,
     .own = OWN_NAME | OWN_ROLES,
     .roles = {{ROLE_OFF_LOOP, 0, NULL, false}},
     SOURCE},
};

typedef struct World {
  Arena arena;
  const Knowledge *tables;
  const Knowledge *knowledge;
} World;

static World world_new(void) {
  World world = {0};
  world.tables = knowledge_with_c(&world.arena, knowledge_new(&world.arena), NULL, 0);
  const Knowledge *python = knowledge_new_with(&world.arena, own, COUNT_OF(own));
  world.knowledge = knowledge_with_c(&world.arena, python, own_c, COUNT_OF(own_c));
  return world;
}

// ---- Effects ------------------------------------------------------------------------------------

typedef struct EffectRow {
  const char *name;
  bool is_c;
  const char *asked;
  Effect before, after;
} EffectRow;

static const EffectRow effect_rows[] = {
    {"told not to block", false, "time.sleep", EFFECT_SLEEP, EFFECT_NONE},
    {"not spoken of", false, "subprocess.call", EFFECT_SUBPROCESS, EFFECT_SUBPROCESS},
    {"told to block", false, "asyncio.gather", EFFECT_NONE, EFFECT_CPU},
    {"all members", false, "requests.Session.post", EFFECT_HTTP, EFFECT_NONE},
    {"one member before all", false, "requests.Session.get", EFFECT_HTTP, EFFECT_LOCK},
    {"by a name that stands for another", false, "os.path.exists", EFFECT_PATH_METADATA,
     EFFECT_NETWORK},
    {"in C", true, "nanosleep", EFFECT_SLEEP, EFFECT_NONE},
    {"all that begin so, in C", true, "uv_fs_read", EFFECT_NONE, EFFECT_LOCK},
    {"one before all, in C", true, "uv_fs_open", EFFECT_NONE, EFFECT_OPEN},
    {"not spoken of, in C", true, "usleep", EFFECT_SLEEP, EFFECT_SLEEP},
};

static Effect effect_of(const Knowledge *knowledge, const EffectRow *row) {
  Str name = str_from_c(row->asked);
  const KnowledgeEntry *entry =
      row->is_c ? knowledge_find_c(knowledge, name) : knowledge_find(knowledge, name);
  return entry ? entry->effect : EFFECT_NONE;
}

static void goes_first(const EffectRow *row) {
  World world = world_new();
  if (row->before != EFFECT_NONE)
    assert_string_equal(effect_id(effect_of(world.tables, row)), effect_id(row->before));
  assert_string_equal(effect_id(effect_of(world.knowledge, row)), effect_id(row->after));
  arena_release(&world.arena);
}
TEST_TABLE("a project's word goes first", effect_rows, goes_first)

// ---- What is kept of the tables -----------------------------------------------------------------

static void keeps_the_rest(void) {
  World world = world_new();
  const KnowledgeEntry *run = knowledge_find(world.knowledge, STR("subprocess.run"));
  const KnowledgeEntry *known = knowledge_find(world.tables, STR("subprocess.run"));
  assert_string_equal(run->returns, known->returns);
  assert_int_equal(run->effect, EFFECT_NONE);
  const KnowledgeEntry *gather = knowledge_find(world.knowledge, STR("asyncio.gather"));
  assert_int_equal(gather->roles[0].role, ROLE_COROUTINE);
  const KnowledgeEntry *wraps = knowledge_find(world.knowledge, STR("functools.wraps"));
  assert_int_equal(wraps->roles[0].role, ROLE_ON_LOOP);
  assert_int_equal(wraps->decoration, DECORATION_KEEPS);
  const KnowledgeEntry *session = knowledge_find(world.knowledge, STR("requests.Session"));
  assert_int_equal(session->kind, KNOWN_CLASS);
  const KnowledgeEntry *timer = knowledge_find_c(world.knowledge, STR("uv_timer_cb"));
  assert_int_equal(timer->kind, KNOWN_CALLBACK);
  assert_int_equal(timer->roles[0].role, ROLE_OFF_LOOP);
  arena_release(&world.arena);
}
TEST_CASE("what an entry does not speak of stays", keeps_the_rest)

static void says_who(void) {
  World world = world_new();
  const KnowledgeEntry *sleep = knowledge_find(world.knowledge, STR("time.sleep"));
  assert_string_equal(knowledge_said_by(sleep, OWN_EFFECT), "nostall.toml:1");
  assert_null(knowledge_said_by(sleep, OWN_ROLES));
  assert_null(knowledge_said_by(knowledge_find(world.knowledge, STR("os.system")), OWN_EFFECT));
  assert_null(knowledge_said_by(NULL, OWN_EFFECT));
  assert_true(knowledge_has_own(world.knowledge));
  assert_false(knowledge_has_own(world.tables));
  arena_release(&world.arena);
}
TEST_CASE("an entry says where it stands", says_who)

// ---- Words and modules --------------------------------------------------------------------------

static bool has_word(KnowledgeWords words, const char *word) {
  for (size_t i = 0; i < words.count; i++)
    if (str_equal_c(words.at[i], word)) return true;
  return false;
}

static void knows_words(void) {
  World world = world_new();
  KnowledgeWords words = knowledge_loop_words(world.knowledge);
  assert_true(has_word(words, "acme"));
  assert_true(has_word(words, "on")); // as files of the project itself import it
  assert_false(has_word(words, "x")); // too short to be looked for
  assert_false(has_word(words, "time"));
  assert_true(knowledge_has_module(world.knowledge, STR("acme.other")));
  assert_false(knowledge_has_library(world.knowledge, STR("acme.other")));
  assert_true(knowledge_has_library(world.knowledge, STR("requests")));
  arena_release(&world.arena);
}
TEST_CASE("words of files and modules", knows_words)

TEST_MAIN(&goes_first_table, &keeps_the_rest_table, &says_who_table, &knows_words_table)
