// Which stores are our own: what was written here and not touched since. All others are checked in
// full.
#define _XOPEN_SOURCE 700
#include "folder.h"
#include "python/python.h"
#include "session/seal.h"
#include "session/store.h"
#include "support/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define VERSION 7
#define NAME    "summaries"

typedef struct Kept {
  Arena arena;
  Folder folder;
  PythonReader *reader;
  int open;
  bool can_seal; // the machine has a number
  Store store;
} Kept;

static void reopen(Kept *kept) {
  Error err = {0};
  store_close(&kept->store);
  assert_true(store_open(&kept->arena, kept->open, NAME, VERSION, &kept->store, &err));
  store_use_seal(&kept->store, kept->open, NAME);
}

// Times of change are those of the last tick.
static void wait_for_tick(void) {
  struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
  (void)nanosleep(&pause, NULL);
}

static void put(Kept *kept, const char *path, Str block, bool is_raw) {
  Error err = {0};
  StorePut put = {.entry = {.path_hash = str_hash(str_from_c(path))},
                  .block = block,
                  .is_raw = is_raw,
                  .is_new = true};
  assert_true(store_write(&kept->store, kept->open, NAME, &put, 1, &err));
  wait_for_tick();
  reopen(kept);
}

static Str block_of(Kept *kept, const char *path) {
  return python_summarize(kept->reader, &kept->arena, str_from_c(path),
                          STR("async def f(a): return g(a)\n"));
}

// Its hashes are right, and what it says is not.
static Str bad_block(Kept *kept, const char *path) {
  Str block = block_of(kept, path);
  char *bytes = (char *)arena_push(&kept->arena, uint64_t, block.size / 8);
  memcpy(bytes, block.at, block.size);
  Summary summary = summary_view((Str){bytes, block.size});
  size_t exprs = (size_t)((const char *)summary.exprs - bytes);
  memset(bytes + exprs, 0xff, summary.exprs_count * sizeof *summary.exprs);
  return summary_sealed(&kept->arena, (Str){bytes, block.size});
}

static void begin(Kept *kept) {
  *kept = (Kept){.reader = python_reader_new()};
  folder_enter(&kept->folder);
  kept->open = open(".", O_RDONLY | O_DIRECTORY);
  reopen(kept);
  put(kept, "a.py", block_of(kept, "a.py"), false);
  kept->can_seal = access("seal", F_OK) == 0;
}

static void end(Kept *kept) {
  store_close(&kept->store);
  python_reader_free(kept->reader);
  close(kept->open);
  folder_leave(&kept->folder);
  arena_release(&kept->arena);
}

static bool has_summary(Kept *kept, const char *path) {
  Summary summary = {0};
  Error err = {0};
  const StoreEntry *entry = store_find(&kept->store, str_hash(str_from_c(path)), (Stamp){0});
  assert_non_null(entry);
  return entry->block && store_summary(&kept->store, entry, str_from_c(path), &summary, &err);
}

// As it comes to lie in another place.
static void copy_store(Kept *kept) {
  Str bytes = kept->store.mapped;
  FILE *file = fopen("copy", "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.at, 1, bytes.size, file), bytes.size);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(rename("copy", NAME), 0);
  wait_for_tick();
  reopen(kept);
}

static void stays_ours(void) {
  Kept kept = {0};
  begin(&kept);
  assert_int_equal(kept.store.is_own, kept.can_seal);
  put(&kept, "b.py", block_of(&kept, "b.py"), false);
  assert_int_equal(kept.store.is_own, kept.can_seal);
  assert_int_equal(kept.store.segments.count, 2);
  assert_true(has_summary(&kept, "a.py") && has_summary(&kept, "b.py"));
  end(&kept);
}
TEST_CASE("what was written here is ours, with what is put behind it", stays_ours)

static void is_not_ours(void) {
  Kept kept = {0};
  begin(&kept);
  assert_int_equal(chmod(NAME, 0664), 0);
  reopen(&kept);
  assert_false(kept.store.is_own); // others may write into it
  assert_int_equal(chmod(NAME, 0644), 0);
  reopen(&kept);
  assert_false(kept.store.is_own); // and may have
  copy_store(&kept);
  assert_false(kept.store.is_own);
  assert_true(has_summary(&kept, "a.py"));
  put(&kept, "b.py", block_of(&kept, "b.py"), false);
  assert_int_equal(kept.store.segments.count, 2);
  assert_false(kept.store.is_own);
  end(&kept);
}
TEST_CASE("what came from elsewhere is not, nor what is put behind it", is_not_ours)

static void checks_all(void) {
  Kept kept = {0};
  begin(&kept);
  copy_store(&kept);
  put(&kept, "bad.py", bad_block(&kept, "bad.py"), true);
  assert_false(kept.store.is_own);
  assert_false(has_summary(&kept, "bad.py"));
  assert_true(has_summary(&kept, "a.py"));
  for (int i = 0; i < 40; i++) // until it is written anew
    put(&kept, "c.py", block_of(&kept, "c.py"), false);
  assert_true(kept.store.segments.count < 40);
  assert_int_equal(kept.store.is_own, kept.can_seal);
  assert_false(has_summary(&kept, "bad.py"));
  assert_true(has_summary(&kept, "a.py"));
  end(&kept);
}
TEST_CASE("what others wrote is checked before the file becomes ours", checks_all)

static void other_seal(void) {
  Kept kept = {0};
  begin(&kept);
  for (size_t size = 0; size < 64; size += 8) {
    char bytes[64] = {0};
    FILE *file = fopen("seal", "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    reopen(&kept);
    assert_false(kept.store.is_own);
  }
  assert_int_equal(remove("seal"), 0);
  reopen(&kept);
  assert_false(kept.store.is_own);
  end(&kept);
}
TEST_CASE("another seal is none", other_seal)

static void other_inode(void) {
  Kept kept = {0};
  begin(&kept);
  assert_int_equal(seal_holds(kept.open, NAME, kept.store.inode), kept.can_seal);
  assert_false(seal_holds(kept.open, NAME, kept.store.inode + 1));
  assert_false(seal_holds(kept.open, "nothing", kept.store.inode));
  assert_false(seal_holds(kept.open, ".", kept.store.inode));
  end(&kept);
}
TEST_CASE("a seal is of one file", other_inode)

TEST_MAIN(&stays_ours_table, &is_not_ours_table, &checks_all_table, &other_seal_table,
          &other_inode_table)
