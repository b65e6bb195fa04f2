// Where functions run, by name and by place.
#include "atlas/atlas.h"
#include "story.h"
#include "support/test.h"

#include <string.h>

#define SOURCE                                                                                     \
  "# file: pkg/work.py\n"                                                                          \
  "import asyncio, time\n"                                                                         \
  "class Store:\n"                                                                                 \
  "    def load(self):\n"                                                                          \
  "        return read()\n"                                                                        \
  "    async def show(self):\n"                                                                    \
  "        self.load()\n"                                                                          \
  "        await asyncio.to_thread(away)\n"                                                        \
  "def read():\n"                                                                                  \
  "    time.sleep(1)\n"                                                                            \
  "def away():\n"                                                                                  \
  "    time.sleep(2)\n"                                                                            \
  "def alone():\n"                                                                                 \
  "    return [1 for _ in range(3)]\n"

typedef struct Row {
  const char *name;  // that is asked for
  const char *found; // full names and sides, in order
} Row;

static const Row rows[] = {
    {"load", "pkg.work.Store.load loop\n"},
    {"Store.show", "pkg.work.Store.show async\n"},
    {"pkg.work.away", "pkg.work.away offloaded\n"},
    {"alone", "pkg.work.alone elsewhere\n"},
    {"work.read", "pkg.work.read loop\n"},
    {"pkg.work", "pkg.work elsewhere\n"},
    {"ead", ""},
    {"", ""},
};

static void finds(const Row *row) {
  Story *story = story_link(SOURCE);
  Arena arena = {0};
  Atlas atlas = atlas_make(&arena, story->program);
  FunctionIds found = atlas_find(&arena, &atlas, str_from_c(row->name));
  Str text = STR("");
  for (size_t i = 0; i < found.count; i++) {
    Str name = atlas_full_name(&arena, &atlas, found.at[i]);
    text = str_print(&arena, "%.*s%.*s %s\n", STR_ARG(text), STR_ARG(name),
                     side_name(atlas.functions[found.at[i]].side));
  }
  assert_string_equal(str_to_c(&arena, text), row->found);
  arena_release(&arena);
  story_release(story);
}
TEST_TABLE("atlas_find", rows, finds)

typedef struct NearRow {
  const char *name;
  const char *text;   // at which it is asked
  const char *around; // the function, "" for none
} NearRow;

static const NearRow near_rows[] = {
    {"in a method", "return read()", "pkg.work.Store.load"},
    {"at a definition", "def away", "pkg.work.away"},
    {"in a class", "class Store", "pkg.work"},
    {"in a comprehension", "1 for", "pkg.work.alone"},
};

static void finds_place(const NearRow *row) {
  Story *story = story_link(SOURCE);
  Arena arena = {0};
  Atlas atlas = atlas_make(&arena, story->program);
  const char *file = strstr(SOURCE, "import asyncio");
  uint32_t offset = (uint32_t)(strstr(file, row->text) - file);
  FunctionId id = atlas_at(&atlas, story_module(story, "pkg/work.py"), offset);
  assert_int_not_equal(id, FUNCTION_NONE);
  assert_string_equal(str_to_c(&arena, atlas_full_name(&arena, &atlas, id)), row->around);
  arena_release(&arena);
  story_release(story);
}
TEST_TABLE("atlas_at", near_rows, finds_place)

static void lists_callers(void) {
  Story *story = story_link(SOURCE);
  Arena arena = {0};
  Atlas atlas = atlas_make(&arena, story->program);
  FunctionId read = atlas_find(&arena, &atlas, STR("read")).at[0];
  FunctionId load = atlas_find(&arena, &atlas, STR("load")).at[0];
  assert_int_equal(atlas.caller_starts[read + 1] - atlas.caller_starts[read], 1);
  uint32_t call = atlas.callers[atlas.caller_starts[read]];
  assert_int_equal(program_call(story->program, call)->caller, load);
  arena_release(&arena);
  story_release(story);
}
TEST_CASE("callers", lists_callers)

static void suggests(void) {
  Story *story = story_link(SOURCE);
  Arena arena = {0};
  Atlas atlas = atlas_make(&arena, story->program);
  Str names[2];
  assert_int_equal(atlas_suggest(&arena, &atlas, STR("Store.laod"), names, 2), 1);
  assert_string_equal(str_to_c(&arena, names[0]), "pkg.work.Store.load");
  assert_int_equal(atlas_suggest(&arena, &atlas, STR("frobnicate"), names, 2), 0);
  arena_release(&arena);
  story_release(story);
}
TEST_CASE("atlas_suggest", suggests)

TEST_MAIN(&finds_table, &finds_place_table, &lists_callers_table, &suggests_table)
