// Arenas: zeroed and aligned values that keep out of each other's way, and ways back.
#define _POSIX_C_SOURCE 200809L
#include "base/arena.h"
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define KIB ((size_t)1 << 10)
#define MIB ((size_t)1 << 20)

static bool is_filled(const unsigned char *at, size_t size, unsigned char byte) {
  for (size_t i = 0; i < size; i++) {
    if (at[i] != byte) return false;
  }
  return true;
}

// ---- One push -----------------------------------------------------------------------------------

typedef struct PushRow {
  const char *name;
  size_t size_bytes;
  size_t align;
  size_t count;
} PushRow;

static const PushRow push_rows[] = {
    {"nothing", 8, 8, 0},
    {"a byte", 1, 1, 1},
    {"a record", 24, 8, 1},
    {"the strictest alignment", 16, alignof(max_align_t), 3},
    {"a quarter of a block", 16 * KIB, 1, 1},
    {"more than a block", 100 * KIB, 8, 1},
    {"more than the largest block", 9 * MIB, 8, 1},
};

static void pushes(const PushRow *row) {
  Arena arena = {0};
  size_t size = row->size_bytes * row->count;
  for (int round = 0; round < 3; round++) {
    (void)arena_push(&arena, char, 1); // off the alignment
    unsigned char *at = arena_alloc(&arena, row->size_bytes, row->align, row->count);
    assert_non_null(at);
    assert_int_equal((uintptr_t)at % row->align, 0);
    assert_true(is_filled(at, size, 0));
    memset(at, 0xaa, size);
  }
  assert_true(arena.used_bytes >= 3 * (size + 1));
  arena_release(&arena);
  assert_int_equal(arena.used_bytes, 0);
  assert_null(arena.top);
}
TEST_TABLE("arena_push", push_rows, pushes)

// ---- Too much -----------------------------------------------------------------------------------

typedef struct AbortRow {
  const char *name;
  size_t size_bytes;
  size_t count;
} AbortRow;

static const AbortRow abort_rows[] = {
    {"product overflows", SIZE_MAX / 2, 3},
    {"count is a negative number", 8, (size_t)-1},
    {"header does not fit any more", 1, SIZE_MAX - 8},
};

// Runs in a child process, whose message nobody needs to read.
static void aborts(const AbortRow *row) {
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    Arena arena = {0};
    fclose(stderr);
    signal(SIGABRT, SIG_DFL);
    (void)arena_alloc(&arena, row->size_bytes, 1, row->count);
    _exit(0);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}
TEST_TABLE("arena_push out of memory", abort_rows, aborts)

// ---- Ways back ----------------------------------------------------------------------------------

typedef struct RewindRow {
  const char *name;
  size_t before; // bytes pushed before the mark
  size_t after;  // and after it, in each of `pushes`
  size_t pushes;
} RewindRow;

static const RewindRow rewind_rows[] = {
    {"to an empty arena", 0, 100, 10},
    {"within a block", 100, 100, 10},
    {"over a new block", 60 * KIB, KIB, 10},
    {"over many blocks", KIB, 3 * KIB, 1000},
    {"over a large block under the top", KIB, 100 * KIB, 1},
    {"over large blocks only", 0, 100 * KIB, 3},
    {"to a large block", 100 * KIB, 100, 3},
    {"to a large block, over large ones", 100 * KIB, 100 * KIB, 3},
    {"over pushes of nothing", 10, 0, 5},
};

static void rewinds(const RewindRow *row) {
  Arena arena = {0};
  unsigned char *kept = row->before ? arena_push(&arena, unsigned char, row->before) : NULL;
  if (kept) memset(kept, 0x55, row->before);
  ArenaMark mark = arena_mark(&arena);
  size_t used_bytes = arena.used_bytes;
  for (int round = 0; round < 4; round++) {
    for (size_t i = 0; i < row->pushes; i++) {
      unsigned char *at = arena_push(&arena, unsigned char, row->after);
      assert_true(is_filled(at, row->after, 0));
      memset(at, 0xaa, row->after);
    }
    arena_rewind(&arena, mark);
    assert_int_equal(arena.used_bytes, used_bytes);
    if (kept) assert_true(is_filled(kept, row->before, 0x55));
  }
  arena_release(&arena);
}
TEST_TABLE("arena_rewind", rewind_rows, rewinds)

// Marks inside marks, with sizes of all kinds between them; every value must outlive its
// neighbours.
#define DEPTH          6
#define PUSHES_A_LEVEL 40

static size_t odd_size(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  uint32_t dice = *seed >> 16;
  if (dice % 17 == 0) return 40 * KIB + dice;
  if (dice % 5 == 0) return 2 * KIB + dice % 1000;
  return dice % 64;
}

typedef struct Level {
  ArenaMark mark;
  size_t used_bytes;
  unsigned char *values[PUSHES_A_LEVEL];
  size_t sizes[PUSHES_A_LEVEL];
} Level;

static void fill_level(Arena *arena, Level *level, unsigned char byte, uint32_t *seed) {
  level->mark = arena_mark(arena);
  level->used_bytes = arena->used_bytes;
  for (size_t i = 0; i < PUSHES_A_LEVEL; i++) {
    level->sizes[i] = odd_size(seed);
    level->values[i] = arena_push(arena, unsigned char, level->sizes[i]);
    assert_true(is_filled(level->values[i], level->sizes[i], 0));
    memset(level->values[i], byte, level->sizes[i]);
  }
}

static void check_level(const Level *level, unsigned char byte) {
  for (size_t i = 0; i < PUSHES_A_LEVEL; i++) {
    assert_true(is_filled(level->values[i], level->sizes[i], byte));
  }
}

static void nests(void) {
  Arena arena = {0};
  static Level levels[DEPTH];
  uint32_t seed = 1;
  for (int round = 0; round < 20; round++) {
    for (int i = 0; i < DEPTH; i++)
      fill_level(&arena, &levels[i], (unsigned char)(i + 1), &seed);
    for (int i = DEPTH - 1; i >= 0; i--) {
      for (int below = 0; below <= i; below++)
        check_level(&levels[below], (unsigned char)(below + 1));
      arena_rewind(&arena, levels[i].mark);
      assert_int_equal(arena.used_bytes, levels[i].used_bytes);
    }
  }
  arena_release(&arena);
}
TEST_CASE("marks nest", nests)

static void resets(void) {
  Arena arena = {0};
  for (int round = 0; round < 3; round++) {
    unsigned char *at = arena_push(&arena, unsigned char, 10 * KIB);
    assert_true(is_filled(at, 10 * KIB, 0));
    memset(at, 0xaa, 10 * KIB);
    arena_reset(&arena);
    assert_int_equal(arena.used_bytes, 0);
  }
  arena_release(&arena);
  arena_release(&arena); // an empty arena can be released as well
}
TEST_CASE("arena_reset", resets)

// A table that is moved twice, among other pushes and behind a mark.
static void gives_back(void) {
  Arena arena = {0};
  unsigned char *before = arena_push(&arena, unsigned char, KIB);
  ArenaMark mark = arena_mark(&arena);
  unsigned char *table = arena_alloc_table(&arena, 1, 1, 100 * KIB);
  assert_true(is_filled(table, 100 * KIB, 0));
  for (size_t size = 200 * KIB; size <= 400 * KIB; size *= 2) {
    unsigned char *larger = arena_alloc_table(&arena, 1, 1, size);
    assert_true(is_filled(larger, size, 0));
    memset(larger, 0xaa, size);
    arena_give_back(&arena, table, size / 2);
    table = larger;
    memset(arena_push(&arena, unsigned char, KIB), 0xbb, KIB);
  }
  assert_true(is_filled(table, 400 * KIB, 0xaa));
  unsigned char *small = arena_alloc_table(&arena, 1, 1, 10);
  arena_give_back(&arena, small, 10);
  arena_give_back(&arena, NULL, 0);
  arena_rewind(&arena, mark);
  assert_true(is_filled(before, KIB, 0));
  assert_true(is_filled(arena_push(&arena, unsigned char, 2 * KIB), 2 * KIB, 0));
  arena_release(&arena);
}
TEST_CASE("outgrown tables are given back", gives_back)

// From nothing over small sizes to large ones, with other pushes in between.
static void grows(void) {
  Arena arena = {0};
  ArenaMark mark = arena_mark(&arena);
  size_t size = 0;
  unsigned char *table = NULL;
  for (size_t wanted = 16; wanted <= MIB; wanted *= 2) {
    table = arena_grow_table(&arena, table, size, wanted);
    assert_true(is_filled(table, size, 0xaa));
    assert_int_equal((uintptr_t)table % alignof(max_align_t), 0);
    memset(table, 0xaa, wanted);
    size = wanted;
    memset(arena_push(&arena, unsigned char, KIB), 0xbb, KIB);
  }
  arena_give_back(&arena, table, size);
  arena_rewind(&arena, mark);
  assert_true(is_filled(arena_push(&arena, unsigned char, 2 * KIB), 2 * KIB, 0));
  arena_release(&arena);
}
TEST_CASE("tables grow", grows)

// What was in use before and given back is what a new arena mostly gets.
static void zeroes_used_memory(void) {
  unsigned char *used = malloc(64 * KIB + 64);
  assert_non_null(used);
  memset(used, 0xa5, 64 * KIB + 64);
  free(used);
  Arena arena = {0};
  for (size_t i = 0; i < 4; i++)
    assert_true(is_filled(arena_push(&arena, unsigned char, 15 * KIB), 15 * KIB, 0));
  arena_release(&arena);
}
TEST_CASE("memory that was used before comes zeroed", zeroes_used_memory)

TEST_MAIN(&zeroes_used_memory_table, &pushes_table, &aborts_table, &rewinds_table, &nests_table,
          &resets_table, &gives_back_table, &grows_table)
