// Names, braces, wildcards, aliases and bases, on a small table of our own before the real ones.
#include "knowledge/knowledge.h"
#include "support/test.h"

#include <string.h>

#define SOURCE .source = "test"
#define CLASS  .kind = KNOWN_CLASS

static const KnowledgeEntry own[] = {
    {.name = "zoo.feed", .because = "feed", SOURCE},
    {.name = "zoo.{lion,tiger}.{roar,sleep}", .because = "cat", SOURCE},
    {.name = "zoo.bird{,s}", .because = "bird", SOURCE},
    {.name = "{barn.cow,shed.cow}", .because = "cow", SOURCE},
    {.name = "time.sleep", .because = "mine", SOURCE},

    // Wildcards.
    {.name = "zoo.Keeper", CLASS, .because = "keeper", SOURCE},
    {.name = "zoo.Keeper.*", .because = "any", SOURCE},
    {.name = "zoo.Keeper.rest", .because = "rest", SOURCE},
    {.name = "zoo.Trainee", CLASS, .bases = "zoo.Keeper", SOURCE},
    {.name = "zoo.Trainee.learn", .because = "learn", SOURCE},

    // Bases: the nearest goes before the first.
    {.name = "zoo.Animal", CLASS, SOURCE},
    {.name = "zoo.Animal.{eat,move}", .because = "animal", SOURCE},
    {.name = "zoo.Swimmer", CLASS, .bases = "zoo.Animal", SOURCE},
    {.name = "zoo.Runner", CLASS, .bases = "zoo.Animal", SOURCE},
    {.name = "zoo.Runner.move", .because = "runner", SOURCE},
    {.name = "zoo.Otter", CLASS, .bases = "zoo.Swimmer zoo.Runner", SOURCE},
    {.name = "zoo.Snake", CLASS, .bases = "zoo.Tail", SOURCE},
    {.name = "zoo.Tail", CLASS, .bases = "zoo.Snake", SOURCE},
    {.name = "zoo.Tail.bite", .because = "bite", SOURCE},
    {.name = "zoo.gate", .kind = KNOWN_ATTRIBUTE, .bases = "zoo.Animal", SOURCE},
    {.name = "zoo.gate.open", .because = "gate", SOURCE},

    // Aliases.
    {.name = "park", .kind = KNOWN_ALIAS, .alias_of = "zoo", SOURCE},
    {.name = "city.park", .kind = KNOWN_ALIAS, .alias_of = "park", SOURCE},
    {.name = "zoo.Cat", .kind = KNOWN_ALIAS, .alias_of = "zoo.lion", SOURCE},
    {.name = "circus.{lion,tiger}", .kind = KNOWN_ALIAS, .alias_of = "zoo.*", SOURCE},
    {.name = "zoo.Otter.Cub", .kind = KNOWN_ALIAS, .alias_of = "zoo.Trainee", SOURCE},
    {.name = "loop.a", .kind = KNOWN_ALIAS, .alias_of = "loop.b", SOURCE},
    {.name = "loop.b", .kind = KNOWN_ALIAS, .alias_of = "loop.a", SOURCE},
    {.name = "loop.grow", .kind = KNOWN_ALIAS, .alias_of = "loop.grow.grow", SOURCE},
};

typedef struct Fixture {
  Arena arena;
  const Knowledge *knowledge;
} Fixture;

static Fixture fixture_new(void) {
  Fixture fixture = {0};
  fixture.knowledge = knowledge_new_with(&fixture.arena, own, COUNT_OF(own));
  return fixture;
}

// What tells one entry from another, "" for none.
static Str mark(const KnowledgeEntry *entry) {
  return str_from_c(entry ? knowledge_because(entry) : "");
}

// ---- knowledge_find -----------------------------------------------------------------------------

typedef struct FindRow {
  const char *name, *dotted, *want;
} FindRow;

static const FindRow find_rows[] = {
    {"plain", "zoo.feed", "feed"},
    {"one of two groups", "zoo.tiger.sleep", "cat"},
    {"the other ones", "zoo.lion.roar", "cat"},
    {"a choice alone is no name", "zoo.lion", ""},
    {"braces are no part of a name", "zoo.{lion,tiger}.roar", ""},
    {"an empty choice", "zoo.bird", "bird"},
    {"the choice beside it", "zoo.birds", "bird"},
    {"a group with the module in it", "shed.cow", "cow"},
    {"the user's own goes first", "time.sleep", "mine"},
    {"the tables stand behind it", "asyncio.run",
     "raises RuntimeError while a loop is running in this thread"},
    {"a prefix is no name", "zoo", ""},
    {"more than a name is none", "zoo.feed.more", ""},
    {"unknown in a known module", "zoo.nothing", ""},
    {"unknown module", "garden.feed", ""},
    {"empty", "", ""},
    {"only a dot", ".", ""},
    {"ends in a dot", "zoo.", ""},

    {"wildcard", "zoo.Keeper.clean", "any"},
    {"exact before wildcard", "zoo.Keeper.rest", "rest"},
    {"wildcard leaves out underscores", "zoo.Keeper.__init__", ""},
    {"wildcard is one level deep", "zoo.Keeper.boss.call", ""},
    {"the star itself can be asked for", "zoo.Keeper.*", "any"},

    {"alias of a module", "park.feed", "feed"},
    {"alias of an alias", "city.park.lion.roar", "cat"},
    {"alias inside a module", "zoo.Cat.roar", "cat"},
    {"alias with a star", "circus.tiger.roar", "cat"},
    {"alias of a class", "city.park.Keeper", "keeper"},
    {"alias of nothing known", "zoo.Cat", ""},
    {"aliases in a circle", "loop.a.b", ""},
    {"an alias that grows", "loop.grow.x", ""},
};

static void finds(const FindRow *row) {
  Fixture fixture = fixture_new();
  assert_str_equal(mark(knowledge_find(fixture.knowledge, str_from_c(row->dotted))),
                   str_from_c(row->want));
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_find", find_rows, finds)

// ---- knowledge_find_member ----------------------------------------------------------------------

typedef struct MemberRow {
  const char *name, *owner, *member, *want;
} MemberRow;

static const MemberRow member_rows[] = {
    {"of the class itself", "zoo.Runner", "move", "runner"},
    {"of a base", "zoo.Runner", "eat", "animal"},
    {"the nearest base goes first", "zoo.Otter", "move", "runner"},
    {"of a base that two bases share", "zoo.Otter", "eat", "animal"},
    {"of a module", "zoo", "feed", "feed"},
    {"of an alias of a module", "city.park", "feed", "feed"},
    {"of an alias of a class", "park.Otter", "eat", "animal"},
    {"that is an alias", "zoo.Otter", "Cub", "does not block"},
    {"wildcard of a base", "zoo.Trainee", "sweep", "any"},
    {"exact in a base before wildcard", "zoo.Trainee", "rest", "rest"},
    {"exact before the wildcard of a base", "zoo.Trainee", "learn", "learn"},
    {"wildcard leaves out underscores", "zoo.Trainee", "_sweep", ""},
    {"of an attribute with a type of its own", "zoo.gate", "open", "gate"},
    {"of the base of an attribute's type", "zoo.gate", "eat", "animal"},
    {"bases in a circle", "zoo.Snake", "bite", "bite"},
    {"bases in a circle, nothing found", "zoo.Snake", "sing", ""},
    {"unknown owner", "garden.Gnome", "eat", ""},
    {"no owner", "", "feed", ""},
    {"no member", "zoo", "", ""},
};

static void finds_member(const MemberRow *row) {
  Fixture fixture = fixture_new();
  const KnowledgeEntry *entry =
      knowledge_find_member(fixture.knowledge, str_from_c(row->owner), str_from_c(row->member));
  assert_str_equal(mark(entry), str_from_c(row->want));
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_find_member", member_rows, finds_member)

// ---- Long names ---------------------------------------------------------------------------------

static void survives_long_names(void) {
  Fixture fixture = fixture_new();
  char text[600] = "park.Keeper.";
  memset(text + 12, 'x', sizeof text - 12);
  for (size_t size = 490; size < 530; size++) {
    Str name = {text, size};
    const KnowledgeEntry *entry = knowledge_find(fixture.knowledge, name);
    assert_str_equal(mark(entry), size <= 512 ? STR("any") : STR(""));
    knowledge_find_member(fixture.knowledge, STR("park.Keeper"), str_slice(name, 12, size));
    knowledge_find_member(fixture.knowledge, name, STR("feed"));
    knowledge_canonical(fixture.knowledge, &fixture.arena, name);
    knowledge_is_subclass(fixture.knowledge, name, name);
  }
  arena_release(&fixture.arena);
}
TEST_CASE("a name of any length is answered", survives_long_names)

// ---- knowledge_canonical, knowledge_is_subclass, knowledge_has_module ---------------------------

typedef struct CanonicalRow {
  const char *name, *dotted, *want;
} CanonicalRow;

static const CanonicalRow canonical_rows[] = {
    {"nothing to replace", "zoo.feed", "zoo.feed"},
    {"a module", "park.feed", "zoo.feed"},
    {"twice", "city.park.anything.at.all", "zoo.anything.at.all"},
    {"unknown module", "garden.feed", "garden.feed"},
    {"of the real tables", "posixpath.exists", "os.path.exists"},
    {"of the real tables, with a star", "multiprocessing.context.SpawnContext.Queue.get",
     "multiprocessing.Queue.get"},
};

static void canonises(const CanonicalRow *row) {
  Fixture fixture = fixture_new();
  assert_str_equal(knowledge_canonical(fixture.knowledge, &fixture.arena, str_from_c(row->dotted)),
                   str_from_c(row->want));
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_canonical", canonical_rows, canonises)

typedef struct SubclassRow {
  const char *name, *class_name, *base;
  bool want;
} SubclassRow;

static const SubclassRow subclass_rows[] = {
    {"itself", "zoo.Otter", "zoo.Otter", true},
    {"a base", "zoo.Otter", "zoo.Runner", true},
    {"a base of a base", "zoo.Otter", "zoo.Animal", true},
    {"not the other way", "zoo.Animal", "zoo.Otter", false},
    {"under another spelling", "park.Otter", "city.park.Animal", true},
    {"in a circle", "zoo.Snake", "zoo.Tail", true},
    {"out of a circle", "zoo.Snake", "zoo.Animal", false},
    {"unknown is only itself", "garden.Gnome", "garden.Gnome", true},
    {"unknown has no bases", "garden.Gnome", "zoo.Animal", false},
    {"cancellation is no Exception", "asyncio.CancelledError", "builtins.Exception", false},
    {"a concrete path is a pure one", "pathlib.PosixPath", "pathlib.PurePath", true},
};

static void derives(const SubclassRow *row) {
  Fixture fixture = fixture_new();
  assert_int_equal(
      knowledge_is_subclass(fixture.knowledge, str_from_c(row->class_name), str_from_c(row->base)),
      row->want);
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_is_subclass", subclass_rows, derives)

typedef struct ModuleRow {
  const char *name, *module;
  bool want;
} ModuleRow;

static const ModuleRow module_rows[] = {
    {"own", "zoo", true},
    {"only in a group", "shed", true},
    {"only an alias", "park", true},
    {"of the tables", "os", true},
    {"of something below", "os.path", true},
    {"unknown", "garden", false},
    {"empty", "", false},
    {"half of one", "zo", false},
};

static void has_module(const ModuleRow *row) {
  Fixture fixture = fixture_new();
  assert_int_equal(knowledge_has_module(fixture.knowledge, str_from_c(row->module)), row->want);
  arena_release(&fixture.arena);
}
TEST_TABLE("knowledge_has_module", module_rows, has_module)

// ---- knowledge_names ----------------------------------------------------------------------------

static void lists_all_names(void) {
  Fixture fixture = fixture_new();
  KnowledgeNames names = knowledge_names(&fixture.arena, fixture.knowledge);
  assert_true(names.count > 2000);
  assert_str_equal(names.at[0].name, STR("builtins.open"));
  assert_string_equal(names.at[0].table, "python_builtins");
  for (size_t i = 0; i < names.count; i++)
    assert_true(str_find_byte(names.at[i].name, '{') == SIZE_MAX);
  arena_release(&fixture.arena);
}
TEST_CASE("knowledge_names lists what the patterns stand for", lists_all_names)

TEST_MAIN(&finds_table, &finds_member_table, &survives_long_names_table, &canonises_table,
          &derives_table, &has_module_table, &lists_all_names_table)
