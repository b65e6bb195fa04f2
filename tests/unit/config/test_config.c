// Configurations: what they add to knowledge, and everything that can be wrong in one.
#include "config/config.h"
#include "support/test.h"

#include <string.h>

// ---- Entries ------------------------------------------------------------------------------------

static const char *role_name(ArgumentRole role) {
  static const char *const names[] = {
      [ROLE_CALLED] = "here",         [ROLE_OFF_LOOP] = "thread",
      [ROLE_ON_LOOP] = "loop",        [ROLE_STORED] = "later",
      [ROLE_COROUTINE] = "coroutine", [ROLE_ASYNC_CALLED] = "async",
      [ROLE_SIGNAL] = "signal",       [ROLE_ON_COROUTINE] = "stack",
      [ROLE_CHILD] = "child",         [ROLE_BESIDE_SERVING] = "startup",
  };
  return (size_t)role < COUNT_OF(names) && names[role] ? names[role] : "?";
}

static Str print_condition(Arena *arena, const char *word, const Condition *condition) {
  if (condition->is == ARGUMENT_NONE_SET) return STR("");
  return str_print(arena, " %s(%d%s%s is %d %u%s%s)", word, condition->position,
                   condition->keyword ? " " : "", condition->keyword ? condition->keyword : "",
                   (int)condition->is, condition->bits, condition->text ? " " : "",
                   condition->text ? condition->text : "");
}

// Only what is said.
static Str print_entry(Arena *arena, const KnowledgeEntry *entry) {
  Str text = str_print(arena, "%s@%s", entry->name, entry->source);
  if (entry->own & OWN_EFFECT)
    text = str_print(arena, "%.*s effect(%s %d)", STR_ARG(text), effect_id(entry->effect),
                     (int)entry->tier);
  for (size_t i = 0; i < COUNT_OF(entry->unless); i++) {
    Str one = print_condition(arena, "unless", &entry->unless[i]);
    text = str_print(arena, "%.*s%.*s", STR_ARG(text), STR_ARG(one));
  }
  Str only = print_condition(arena, "only", &entry->only_if);
  text = str_print(arena, "%.*s%.*s", STR_ARG(text), STR_ARG(only));
  for (size_t i = 0; i < COUNT_OF(entry->roles) && entry->roles[i].role; i++)
    text =
        str_print(arena, "%.*s %s(%d%s)", STR_ARG(text), role_name(entry->roles[i].role),
                  entry->roles[i].position, entry->roles[i].keyword ? entry->roles[i].keyword : "");
  if (entry->kind == KNOWN_SLOT) text = str_print(arena, "%.*s slot", STR_ARG(text));
  if (entry->kind == KNOWN_CALLBACK) text = str_print(arena, "%.*s callback", STR_ARG(text));
  if (entry->kind == KNOWN_CLASS) text = str_print(arena, "%.*s class", STR_ARG(text));
  if (entry->own & OWN_RUN)
    text = str_print(arena, "%.*s runs(%s)", STR_ARG(text), role_name(entry->runs_as));
  if (entry->own & OWN_RESULT)
    text =
        str_print(arena, "%.*s coroutine(%s)", STR_ARG(text), entry->returns ? entry->returns : "");
  if (entry->own & OWN_DECORATION)
    text = str_print(arena, "%.*s decorates(%d)", STR_ARG(text), (int)entry->decoration);
  if (entry->traits & TRAIT_SUSPENDS) text = str_print(arena, "%.*s suspends", STR_ARG(text));
  if (entry->because) text = str_print(arena, "%.*s '%s'", STR_ARG(text), entry->because);
  if (entry->instead) text = str_print(arena, "%.*s use '%s'", STR_ARG(text), entry->instead);
  return text;
}

static Str print_entries(Arena *arena, KnowledgeEntries entries) {
  Str text = STR("");
  for (size_t i = 0; i < entries.count; i++) {
    Str one = print_entry(arena, &entries.at[i]);
    text = str_print(arena, "%.*s%.*s\n", STR_ARG(text), STR_ARG(one));
  }
  return text;
}

typedef struct EntryRow {
  const char *name;
  const char *text;
  const char *want;
} EntryRow;

static const EntryRow entry_rows[] = {
    {"nothing", "", ""},
    {"blocking in C", "[[c.blocking]]\nname = \"wait\"\nkind = \"network\"\n",
     "wait@t:2 effect(blocking-network 1)\n"},
    {"cheaper by its kind", "[[c.blocking]]\nname = \"stat_all\"\nkind = \"file-io\"\n",
     "stat_all@t:2 effect(blocking-file-io 2)\n"},
    {"everything of a blocking function",
     "[[c.blocking]]\nname = \"wait\"\nkind = \"ipc\"\ntier = 3\nbecause = \"waits\"\n"
     "instead = \"ask\"\nunless = {argument = 2, is = 0}\n"
     "only-if = {argument = 1, is-null = true}\n",
     "wait@t:2 effect(blocking-ipc 3) unless(1 is 2 0) only(0 is 3 0) 'waits' use 'ask'\n"},
    {"several conditions",
     "[[c.blocking]]\nname = \"wait\"\nkind = \"poll\"\n"
     "unless = [{argument = 3, has-bits = 0x40}, {argument = 1, is = \"local\"},\n"
     "  {argument = 2, field = \"struct opts::flags\", has-bits = 4}]\n",
     "wait@t:2 effect(blocking-poll 1) unless(2 is 12 64) unless(0 is 8 0 local) "
     "unless(1 is 14 4 opts::flags)\n"},
    {"conditions in Python",
     "[[python.blocking]]\nname = \"acme.get\"\nkind = \"http\"\n"
     "unless = [{argument = 2, keyword = \"block\", is = false}, {keyword = \"t\", is = 0}]\n"
     "only-if = {argument = 1, is-given = false}\n",
     "acme.get@t:2 effect(blocking-http 1) unless(1 block is 1 0) unless(-1 t is 2 0) "
     "only(0 is 5 0)\n"},
    {"several names", "[[c.blocking]]\nname = [\"a\",\n \"b\"]\nkind = \"lock\"\n",
     "a@t:2 effect(blocking-lock 1)\nb@t:3 effect(blocking-lock 1)\n"},
    {"names alone", "[c]\nnonblocking = [\"a\", {name = \"b\"}]\n",
     "a@t:2 effect( 0)\nb@t:2 effect( 0)\n"},
    {"a runner", "[[c.runners]]\nname = \"spin\"\n", "spin@t:2 effect(nested-event-loop 1)\n"},
    {"registrars in C", "[[c.registrars]]\nname = \"add\"\nargument = 3\nruns-on = \"signal\"\n",
     "add@t:2 signal(2)\n"},
    {"two arguments of one function",
     "[[c.registrars]]\nname = \"add\"\nargument = 3\nruns-on = \"loop\"\n"
     "[[c.registrars]]\nname = \"add\"\nargument = 4\nruns-on = \"coroutine\"\n",
     "add@t:2 loop(2) stack(3)\n"},
    {"registrars in Python",
     "[[python.registrars]]\nname = \"acme.on\"\nkeyword = \"then\"\nruns-on = \"loop\"\n",
     "acme.on@t:2 loop(-1then) async(-1then)\n"},
    {"offloads and schedulers",
     "[[python.offloads]]\nname = \"acme.pool\"\nargument = 1\n"
     "[[python.schedulers]]\nname = \"acme.go\"\nargument = 1\nkeyword = \"coro\"\n"
     "[[c.offloads]]\nname = \"pool\"\nargument = 2\n",
     "acme.pool@t:2 thread(0)\nacme.go@t:5 coroutine(0coro)\npool@t:9 thread(1)\n"},
    {"slots and callbacks",
     "[[c.slots]]\nname = [\"struct mod::tick\", \"union u::f\", \"t::*\"]\nruns-on = \"loop\"\n"
     "[[c.callbacks]]\nname = \"job_fn\"\nruns-on = \"thread\"\n",
     "mod::tick@t:2 loop(0) slot\nu::f@t:2 loop(0) slot\nt::*@t:2 loop(0) slot\n"
     "job_fn@t:5 thread(0) callback\n"},
    {"functions that run somewhere",
     "[[c.functions]]\nname = \"cmd_*\"\nruns-on = \"loop\"\n"
     "[[c.functions]]\nname = \"init\"\nruns-on = \"startup\"\n"
     "[[python.functions]]\nname = \"acme.work\"\nruns-on = \"thread\"\n",
     "acme.work@t:8 effect( 0) runs(thread)\ncmd_*@t:2 runs(loop)\n"
     "init@t:5 effect( 0) runs(startup)\n"},
    {"coroutines and decorators",
     "[python]\ncoroutines = [{name = \"acme.get\", returns = \"acme.Answer\"}]\n"
     "decorators = [{name = \"acme.route\", runs-on = \"loop\"},\n"
     "  {name = \"acme.threaded\", runs-on = \"thread\", is-awaited = true}]\n",
     "acme.get@t:2 coroutine(acme.Answer)\nacme.route@t:3 decorates(11)\n"
     "acme.threaded@t:4 decorates(14)\n"},
    {"a method makes its class known", "[python]\nnonblocking = [\"acme.Client.get\"]\n",
     "acme.Client.get@t:2 effect( 0)\nacme.Client@t:2 class\n"},
    {"suspension points", "[c]\nsuspends = [\"co_yield\"]\n", "co_yield@t:2 suspends\n"},
    {"one function, several sections",
     "[[c.blocking]]\nname = \"run\"\nkind = \"cpu\"\n"
     "[[c.registrars]]\nname = \"run\"\nargument = 1\nruns-on = \"here\"\n",
     "run@t:2 effect(blocking-cpu 2) here(0)\n"},
    {"a byte order mark", "\xef\xbb\xbf[c]\nsuspends = [\"y\"]\n", "y@t:2 suspends\n"},
};

static void adds(const EntryRow *row) {
  Arena arena = {0};
  Config config = {0};
  config_parse(&arena, STR("t"), str_from_c(row->text), &config);
  for (size_t i = 0; i < config.problems.count; i++)
    assert_str_equal(config.problems.at[i].text, STR(""));
  Str python = print_entries(&arena, config.python);
  Str c = print_entries(&arena, config.c);
  assert_str_equal(str_print(&arena, "%.*s%.*s", STR_ARG(python), STR_ARG(c)),
                   str_from_c(row->want));
  arena_release(&arena);
}
TEST_TABLE("what a configuration adds", entry_rows, adds)

// ---- Problems -----------------------------------------------------------------------------------

typedef struct ProblemRow {
  const char *name;
  const char *text;
  const char *at; // the text that is marked
  const char *want;
} ProblemRow;

#define BLOCKING "[[c.blocking]]\nname = \"f\"\nkind = \"lock\"\n"
#define PYTHON   "[[python.blocking]]\nname = \"m.f\"\nkind = \"lock\"\n"

static const ProblemRow problem_rows[] = {
    {"an unknown section", "[pyton]\n", "pyton",
     "`pyton` is no key of the configuration; did you mean `python`?"},
    {"an unknown list", "[[c.blockin]]\n", "blockin",
     "`blockin` is no key of the section [c]; did you mean `blocking`?"},
    {"an unknown key", BLOCKING "unles = 1\n", "unles",
     "`unles` is no key of a blocking function; did you mean `unless`?"},
    {"a key like no other", "[[c.runners]]\nname = \"f\"\nzzzzzz = 1\n", "zzzzzz",
     "`zzzzzz` is no key of a function that runs a loop; there are: name, because, instead"},
    {"a key of the other language", "[[python.slots]]\n", "slots", NULL},
    {"a missing key", "[[c.blocking]]\nname = \"f\"\n", "[[c.blocking]]",
     "a blocking function needs the key `kind`"},
    {"a name alone where more is needed", "[c]\nblocking = [\"f\"]\n", "\"f\"",
     "a blocking function needs the key `kind`"},
    {"a wrong type", "[[c.blocking]]\nname = 3\nkind = \"lock\"\n", "3",
     "`name` takes a string or a list of strings, not a whole number"},
    {"a list with something else", "[[c.blocking]]\nname = [\"f\", 3]\nkind = \"lock\"\n", "3",
     "`name` takes a string or a list of strings, not a whole number"},
    {"a table where a list is due", "[c.blocking]\n", "[c.blocking]",
     "`blocking` takes a list of tables and names, not a table"},
    {"a section that is none", "c = 1\n", "1", "`c` takes a table, not a whole number"},
    {"a word that is none", "[[c.blocking]]\nname = \"f\"\nkind = \"netwrk\"\n", "\"netwrk\"",
     "`netwrk` is no kind; did you mean `network`?"},
    {"a place of another language",
     "[[python.registrars]]\nname = \"m.f\"\nargument = 1\nruns-on = \"child\"\n", "\"child\"",
     "`child` is no runs-on; there are: loop, thread, here, later"},
    {"out of range", BLOCKING "tier = 4\n", "4", "`tier` is a number from 1 to 3"},
    {"an argument before the first",
     "[[c.registrars]]\nname = \"f\"\nargument = 0\nruns-on = \"loop\"\n", "0",
     "`argument` is a number from 1 to 100"},
    {"no argument", "[[c.registrars]]\nname = \"f\"\nruns-on = \"loop\"\n", "[[c.registrars]]",
     "which argument? The key `argument` says so"},
    {"an empty text", BLOCKING "because = \"\"\n", "\"\"", "this is empty"},
    {"something for terminals", BLOCKING "because = \"\\u001b[2J\"\n", "\"\\u001b[2J\"",
     "line breaks and control characters have no place here"},
    {"no name of C", "[c]\nnonblocking = [\"a-b\"]\n", "\"a-b\"",
     "`a-b` is no name of C such as `function` or `struct tag::field`"},
    {"a star where it may not be", "[c]\nnonblocking = [\"ab*\"]\n", "\"ab*\"",
     "`ab*` is no name of C such as `function` or `struct tag::field`"},
    {"no name of Python", "[python]\nnonblocking = [\"a..b\"]\n", "\"a..b\"",
     "`a..b` is no dotted name such as `package.module.function`"},
    {"no module", "[python]\nnonblocking = [\"fetch\"]\n", "\"fetch\"",
     "`fetch` is not enough: its module stands in front, `module.function`"},
    {"braces mean nothing here", "[python]\nnonblocking = [\"a.{b,c}\"]\n", "\"a.{b,c}\"",
     "`a.{b,c}` is no dotted name such as `package.module.function`"},
    {"twice", BLOCKING BLOCKING, "\"f\"", "`f` is a blocking function already, in line 2"},
    {"contradictory", "[c]\nnonblocking = [\"g\"]\n[[c.runners]]\nname = \"g\"\n", "\"g\"",
     "`g` is a function that does not block already, in line 2"},
    {"one argument twice",
     "[[c.registrars]]\nname = \"f\"\nargument = 1\nruns-on = \"loop\"\n"
     "[[c.offloads]]\nname = \"f\"\nargument = 1\n",
     "\"f\"", "line 2 speaks of this argument of `f` already"},
    {"a function as a type", BLOCKING "[[c.callbacks]]\nname = \"f\"\nruns-on = \"loop\"\n",
     "\"f\"", "`f` is a blocking function already, in line 2"},
    {"a type as a slot", "[[c.slots]]\nname = \"f\"\nruns-on = \"loop\"\n", "\"f\"",
     "`f` is no `struct tag::field`"},
    {"a slot as a type", "[[c.callbacks]]\nname = \"a::f\"\nruns-on = \"loop\"\n", "\"a::f\"",
     "`a::f` is no name of a type"},
    {"a condition on nothing", BLOCKING "unless = {is = 0}\n", "{is = 0}",
     "which argument? The key `argument` says so"},
    {"a condition that says nothing", BLOCKING "unless = {argument = 1}\n", "{argument = 1}",
     "what of this argument? `is = 0`, say"},
    {"a condition that says two things", BLOCKING "unless = {argument = 1, is = 0, at-most = 1}\n",
     "at-most", "one condition says one thing"},
    {"a flag that is false", BLOCKING "unless = {argument = 1, is-null = false}\n", "false",
     "this condition can only be true"},
    {"too many conditions",
     BLOCKING "unless = [{argument = 1, is = 0}, {argument = 2, is = 0}, {argument = 3, is = 0},"
              " {argument = 4, is = 0}]\n",
     "{argument = 4, is = 0}", "no more than 3 here"},
    {"a number that Python is not asked for", PYTHON "unless = {argument = 1, is = 7}\n", "7",
     "only 0, false and strings can be asked for"},
    {"a field without bits", BLOCKING "unless = {argument = 1, field = \"a::b\", is = 0}\n",
     "\"a::b\"", "`field` stands together with `has-bits`"},
    {"awaited, but not in a thread",
     "[[python.decorators]]\nname = \"m.f\"\nruns-on = \"loop\"\nis-awaited = true\n", "is-awaited",
     "`is-awaited` stands together with `runs-on = \"thread\"`"},
    {"no TOML", "[c\n", NULL, NULL},
};

static void finds(const ProblemRow *row) {
  Arena arena = {0};
  Config config = {0};
  config_parse(&arena, STR("t"), str_from_c(row->text), &config);
  assert_int_equal(config.problems.count, 1);
  assert_int_equal(config.c.count + config.python.count, 0); // nothing of a wrong file is used
  ConfigProblem problem = config.problems.at[0];
  if (row->want) assert_str_equal(problem.text, str_from_c(row->want));
  if (row->at)
    assert_str_equal(str_slice(config.text, problem.span.start, problem.span.end),
                     str_from_c(row->at));
  arena_release(&arena);
}
TEST_TABLE("what is wrong in a configuration", problem_rows, finds)

static void finds_all(void) {
  Arena arena = {0};
  Config config = {0};
  config_parse(&arena, STR("t"), STR("[c]\nx = 1\n[python]\ny = 2\n"), &config);
  assert_int_equal(config.problems.count, 2);
  assert_true(config.problems.at[0].span.start < config.problems.at[1].span.start);
  arena_release(&arena);
}
TEST_CASE("all problems are found, in order", finds_all)

TEST_MAIN(&adds_table, &finds_table, &finds_all_table)
