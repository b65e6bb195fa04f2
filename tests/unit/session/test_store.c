// The store of Summaries: what is put in comes out, what is damaged does not.
#define _XOPEN_SOURCE 700
#include "folder.h"
#include "python/python.h"
#include "session/store_format.h"
#include "support/test.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define VERSION 7
#define NAME    "summaries"

typedef struct Kept {
  Arena arena;
  Folder folder;
  PythonReader *reader;
  int open;
  Store store;
} Kept;

static void begin(Kept *kept) {
  *kept = (Kept){.reader = python_reader_new()};
  folder_enter(&kept->folder);
  kept->open = open(".", O_RDONLY | O_DIRECTORY);
}

static void end(Kept *kept) {
  store_close(&kept->store);
  python_reader_free(kept->reader);
  close(kept->open);
  folder_leave(&kept->folder);
  arena_release(&kept->arena);
}

static bool reopen(Kept *kept, uint64_t version, Error *err) {
  store_close(&kept->store);
  return store_open(&kept->arena, kept->open, NAME, version, &kept->store, err);
}

static Stamp stamp_at(int64_t time_ns) {
  return (Stamp){.size_bytes = 1, .modified_ns = time_ns, .changed_ns = time_ns, .inode = 1};
}

static StorePut put_of(Kept *kept, const char *path, const char *text, int64_t time_ns) {
  Str bytes = str_from_c(text);
  return (StorePut){.entry = {.path_hash = str_hash(str_from_c(path)),
                              .content = str_hash_wide(bytes),
                              .stamp = stamp_at(time_ns)},
                    .block = python_summarize(kept->reader, &kept->arena, str_from_c(path), bytes),
                    .is_new = true};
}

static void keep(Kept *kept, const char *path, const char *text, int64_t time_ns) {
  Error err = {0};
  StorePut put = put_of(kept, path, text, time_ns);
  assert_true(reopen(kept, VERSION, &err));
  assert_true(store_write(&kept->store, kept->open, NAME, &put, 1, &err));
  assert_true(reopen(kept, VERSION, &err));
}

static const StoreEntry *find(const Kept *kept, const char *path, int64_t time_ns) {
  return store_find(&kept->store, str_hash(str_from_c(path)), stamp_at(time_ns));
}

static void comes_out(void) {
  Kept kept = {0};
  begin(&kept);
  keep(&kept, "a.py", "async def f(): pass\n", 1);
  const StoreEntry *entry = find(&kept, "a.py", 1);
  assert_non_null(entry);
  assert_null(find(&kept, "a.py", 2));
  assert_null(find(&kept, "b.py", 1));
  Summary summary = {0};
  Error err = {0};
  assert_true(store_summary(&kept.store, entry, STR("a.py"), &summary, &err));
  assert_int_equal(summary.scopes_count, 2);
  assert_false(store_summary(&kept.store, entry, STR("b.py"), &summary, &err));
  end(&kept);
}
TEST_CASE("what is put in comes out", comes_out)

static void later_counts(void) {
  Kept kept = {0};
  begin(&kept);
  keep(&kept, "a.py", "x = 1\n", 1);
  keep(&kept, "a.py", "x = 2\n", 2);
  keep(&kept, "b.py", "y = 1\n", 3);
  assert_int_equal(kept.store.segments.count, 3);
  assert_null(find(&kept, "a.py", 1));
  assert_non_null(find(&kept, "a.py", 2));
  assert_non_null(find(&kept, "b.py", 3));
  // The text before may come back.
  uint64_t path = str_hash(STR("a.py"));
  const StoreEntry *old = store_find_content(&kept.store, path, str_hash_wide(STR("x = 1\n")));
  assert_non_null(old);
  assert_true(stamp_equal(old->stamp, stamp_at(1)));
  end(&kept);
}
TEST_CASE("the later of two counts", later_counts)

static void earlier_ones(void) {
  Kept kept = {0};
  begin(&kept);
  keep(&kept, "a.py", "x = 1\n", 1);
  keep(&kept, "b.py", "y = 1\n", 2);
  keep(&kept, "a.py", "x = 2\n", 3);
  uint64_t path = str_hash(STR("a.py"));
  const StoreEntry *latest = store_find_before(&kept.store, path, NULL);
  assert_non_null(latest);
  assert_true(stamp_equal(latest->stamp, stamp_at(3)));
  const StoreEntry *before = store_find_before(&kept.store, path, latest);
  assert_non_null(before);
  assert_true(stamp_equal(before->stamp, stamp_at(1)));
  assert_null(store_find_before(&kept.store, path, before));
  end(&kept);
}
TEST_CASE("one behind the other, from the latest on", earlier_ones)

static void raw_bytes(void) {
  Kept kept = {0};
  Error err = {0};
  begin(&kept);
  StorePut put = {
      .entry = {.path_hash = 1}, .block = STR("no summary"), .is_raw = true, .is_new = true};
  assert_true(reopen(&kept, VERSION, &err));
  assert_true(store_write(&kept.store, kept.open, NAME, &put, 1, &err));
  assert_true(reopen(&kept, VERSION, &err));
  const StoreEntry *entry = store_find(&kept.store, 1, (Stamp){0});
  assert_non_null(entry);
  assert_true(str_equal_c(store_block(&kept.store, entry), "no summary"));
  end(&kept);
}
TEST_CASE("other bytes come out as they were put in", raw_bytes)

static void is_bounded(void) {
  Kept kept = {0};
  begin(&kept);
  keep(&kept, "b.py", "y = 1\n", 3);
  for (int64_t i = 0; i < 100; i++)
    keep(&kept, "a.py", i % 2 ? "x = 1\n" : "x = 2\n", i + 1);
  assert_true(kept.store.segments.count < 32);
  assert_non_null(find(&kept, "a.py", 100));
  assert_non_null(find(&kept, "b.py", 3));
  end(&kept);
}
TEST_CASE("a file that grows is written anew", is_bounded)

static void other_version(void) {
  Kept kept = {0};
  Error err = {0};
  begin(&kept);
  keep(&kept, "a.py", "x = 1\n", 1);
  assert_true(reopen(&kept, VERSION + 1, &err));
  assert_null(find(&kept, "a.py", 1));
  end(&kept);
}
TEST_CASE("of another version nothing is used", other_version)

static void missing(void) {
  Kept kept = {0};
  Error err = {0};
  begin(&kept);
  assert_true(reopen(&kept, VERSION, &err));
  assert_int_equal(kept.store.segments.count, 0);
  end(&kept);
}
TEST_CASE("no file is an empty store", missing)

// ---- Damage -------------------------------------------------------------------------------------

static Str file_bytes(Kept *kept) {
  int file = open(NAME, O_RDONLY);
  off_t size = lseek(file, 0, SEEK_END);
  char *bytes = (char *)arena_push(&kept->arena, uint64_t, (size_t)size / 8 + 1);
  assert_int_equal(pread(file, bytes, (size_t)size, 0), size);
  close(file);
  return (Str){bytes, (size_t)size};
}

// Whether a store of these bytes opens, and all its Summaries do.
static bool is_sound(Arena *arena, Str bytes) {
  Store store = {0};
  Error err = {0};
  if (!store_view(arena, bytes, VERSION, &store, &err) || store.segments.count == 0) return false;
  bool ok = true;
  for (size_t i = 0; i < store.segments.count; i++) {
    for (uint32_t k = 0; k < store.segments.at[i].count; k++) {
      Summary summary = {0};
      ok = ok &&
           store_summary(&store, &store.segments.at[i].entries[k], STR("a.py"), &summary, &err);
    }
  }
  return ok;
}

static void cut_off(void) {
  Kept kept = {0};
  begin(&kept);
  keep(&kept, "a.py", "async def f(): pass\n", 1);
  Str bytes = file_bytes(&kept);
  assert_true(is_sound(&kept.arena, bytes));
  for (size_t size = 0; size < bytes.size; size++)
    assert_false(is_sound(&kept.arena, str_slice(bytes, 0, size)));
  end(&kept);
}
TEST_CASE("a file that was cut off anywhere is noticed", cut_off)

static void flipped(void) {
  Kept kept = {0};
  begin(&kept);
  keep(&kept, "a.py", "async def f(): pass\n", 1);
  Str bytes = file_bytes(&kept);
  char *copy = (char *)arena_push(&kept.arena, uint64_t, bytes.size / 8 + 1);
  memcpy(copy, bytes.at, bytes.size);
  for (size_t bit = 0; bit < bytes.size * 8; bit++) {
    copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
    // What only fills up to a multiple of 8 bytes is nobody's.
    bool is_filling = is_sound(&kept.arena, (Str){copy, bytes.size});
    assert_true(!is_filling || memcmp(copy + bit / 8, "\0", 1) != 0);
    copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
  }
  end(&kept);
}
TEST_CASE("a bit that changed anywhere is noticed", flipped)

TEST_MAIN(&comes_out_table, &later_counts_table, &earlier_ones_table, &raw_bytes_table,
          &is_bounded_table, &other_version_table, &missing_table, &cut_off_table, &flipped_table)
