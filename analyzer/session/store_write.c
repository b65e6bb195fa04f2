// Writing: where everything will lie is known before the first byte is written, so a segment goes
// out in one piece from front to back.
#define _POSIX_C_SOURCE 200809L
#include "session/seal.h"
#include "session/store_format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NEW_SUFFIX    ".new"
#define NAME_MAX_SIZE 64
#define BUFFER_BYTES  ((size_t)256 << 10)
// What nobody looked at for so long goes when the file is written anew.
#define KEPT_DAYS 14u
// The file is written anew when it is larger than twice what is in use, and this.
#define SLACK_BYTES ((uint64_t)1 << 20)
// … or has so many segments; other runs may add some before this one does.
#define SEGMENTS_MAX 24u

static_assert(sizeof(StoreHeader) == 40 && sizeof(SegmentHeader) == 24, "no padding");
static_assert(sizeof(StoreEntry) == 80, "no padding");

uint64_t store_header_hash(const StoreHeader *header) {
  const char *begin = (const char *)&header->version;
  return str_hash(
      (Str){begin, offsetof(StoreHeader, committed_bytes) - offsetof(StoreHeader, version)});
}

uint64_t segment_hash(const SegmentHeader *header, Str index) {
  uint64_t parts[2] = {str_hash((Str){(const char *)&header->magic,
                                      sizeof *header - offsetof(SegmentHeader, magic)}),
                       str_hash(index)};
  return str_hash((Str){(const char *)parts, sizeof parts});
}

static uint64_t aligned(uint64_t bytes) {
  return (bytes + STORE_ALIGN - 1) & ~(uint64_t)(STORE_ALIGN - 1);
}

static uint32_t today(void) {
  return (uint32_t)(time(NULL) / (24 * 60 * 60));
}

// ---- What to write ------------------------------------------------------------------------------

// One entry to be and where the bytes of its block come from.
typedef struct Row {
  StoreEntry entry;
  Str block;      // to be written behind the entries, or ""
  bool is_sealed; // it is as it was in the store
} Row;

typedef struct Rows {
  Arena arena;
  Row *at;
  size_t count;
} Rows;

static int compare_rows(const void *a, const void *b) {
  const Row *left = a, *right = b;
  return (left->entry.path_hash > right->entry.path_hash) -
         (left->entry.path_hash < right->entry.path_hash);
}

// Two paths of one hash: neither is kept, so each stays right at the price of being read anew.
static void sort_rows(Rows *rows) {
  if (rows->count > 0) qsort(rows->at, rows->count, sizeof *rows->at, compare_rows);
  size_t kept = 0;
  for (size_t i = 0; i < rows->count; i++) {
    bool is_twice = (i > 0 && compare_rows(&rows->at[i - 1], &rows->at[i]) == 0) ||
                    (i + 1 < rows->count && compare_rows(&rows->at[i], &rows->at[i + 1]) == 0);
    if (!is_twice) rows->at[kept++] = rows->at[i];
  }
  rows->count = kept;
}

// The block of an entry for a file that will be sealed: what others wrote is checked before.
static Str block_to_copy(const Store *store, const StoreEntry *entry) {
  Str block = store_block(store, entry);
  Summary summary = {0};
  Error error = {0};
  bool is_good = !store->has_seal || store->is_own || summary_open(block, &summary, &error);
  return is_good ? block : (Str){0};
}

// With `is_all`, blocks of the store are written again; else they are named where they lie.
static Row row_of(const Store *store, const StorePut *put, bool is_all) {
  Row row = {.entry = put->entry, .block = put->block, .is_sealed = put->is_raw};
  row.entry.day = today();
  row.entry.block = 0;
  row.entry.block_bytes = (uint32_t)put->block.size;
  if (!put->kept) return row;
  row.entry.block = put->kept->block;
  row.entry.block_bytes = put->kept->block_bytes;
  row.is_sealed = true;
  if (!is_all) return row;
  row.block = block_to_copy(store, put->kept);
  row.entry.block = 0;
  row.entry.block_bytes = (uint32_t)row.block.size;
  return row;
}

static Rows rows_of_new(const Store *store, const StorePut *puts, size_t count) {
  Rows rows = {0};
  rows.at = arena_push(&rows.arena, Row, count);
  for (size_t i = 0; i < count; i++)
    if (puts[i].is_new) rows.at[rows.count++] = row_of(store, &puts[i], false);
  sort_rows(&rows);
  return rows;
}

static bool is_latest(const Store *store, const StoreEntry *entry) {
  return store_find(store, entry->path_hash, (Stamp){0}) == entry;
}

static bool is_put(const Rows *rows, size_t count, uint64_t path_hash) {
  Row wanted = {.entry = {.path_hash = path_hash}};
  return count > 0 && bsearch(&wanted, rows->at, count, sizeof wanted, compare_rows);
}

static Rows rows_of_puts(const Store *store, const StorePut *puts, size_t count, size_t room) {
  Rows rows = {.count = count};
  rows.at = arena_push(&rows.arena, Row, count + room);
  for (size_t i = 0; i < count; i++)
    rows.at[i] = row_of(store, &puts[i], true);
  sort_rows(&rows);
  return rows;
}

// Adds the latest of each path that was not put and is not too old.
static void add_others(const Store *store, const StoreSegment *segment, Rows *rows) {
  size_t put_count = rows->count;
  for (uint32_t i = 0; i < segment->count; i++) {
    const StoreEntry *entry = &segment->entries[i];
    bool is_old = entry->day + KEPT_DAYS < today() || !is_latest(store, entry);
    if (is_old || is_put(rows, put_count, entry->path_hash)) continue;
    Row row = {.entry = *entry, .block = block_to_copy(store, entry), .is_sealed = true};
    row.entry.block = 0;
    row.entry.block_bytes = (uint32_t)row.block.size;
    rows->at[rows->count++] = row;
  }
  sort_rows(rows);
}

// What would be too much goes, wherever it stands.
static void bound_rows(Rows *rows) {
  uint64_t bytes = 0;
  size_t kept = 0;
  for (size_t i = 0; i < rows->count; i++) {
    bytes += sizeof(StoreEntry) + aligned(rows->at[i].block.size);
    if (bytes <= STORE_MAX_BYTES) rows->at[kept++] = rows->at[i];
  }
  rows->count = kept;
}

static Rows rows_of_all(const Store *store, const StorePut *puts, size_t count) {
  size_t others = 0;
  for (size_t i = 0; i < store->segments.count; i++)
    others += store->segments.at[i].count;
  Rows rows = rows_of_puts(store, puts, count, others);
  for (size_t i = 0; i < store->segments.count && !store->is_damaged; i++)
    add_others(store, &store->segments.at[i], &rows);
  bound_rows(&rows);
  return rows;
}

// Gives each block that is to be written its place behind the entries; returns the size of the
// segment.
static uint64_t place_blocks(Rows *rows, uint64_t begin) {
  uint64_t end = begin + sizeof(SegmentHeader) + rows->count * sizeof(StoreEntry);
  for (size_t i = 0; i < rows->count; i++) {
    Row *row = &rows->at[i];
    if (row->block.size == 0) continue;
    row->entry.block = end;
    end += aligned(row->block.size);
  }
  return end - begin;
}

// ---- Bytes --------------------------------------------------------------------------------------

typedef struct Writer {
  int file;
  uint64_t at; // in the file
  char *buffer;
  size_t used;
  bool is_fine;
} Writer;

static void flush(Writer *writer) {
  for (size_t done = 0; done < writer->used && writer->is_fine;) {
    ssize_t wrote =
        pwrite(writer->file, writer->buffer + done, writer->used - done, (off_t)writer->at);
    if (wrote < 0 && errno == EINTR) continue;
    writer->is_fine = wrote > 0;
    if (!writer->is_fine) return;
    done += (size_t)wrote;
    writer->at += (uint64_t)wrote;
  }
  writer->used = 0;
}

static void put_bytes(Writer *writer, const void *from, size_t size) {
  const char *bytes = from;
  while (size > 0 && writer->is_fine) {
    size_t room = BUFFER_BYTES - writer->used;
    size_t part = size < room ? size : room;
    memcpy(writer->buffer + writer->used, bytes, part);
    writer->used += part;
    bytes += part;
    size -= part;
    if (writer->used == BUFFER_BYTES) flush(writer);
  }
}

static void put_block(Writer *writer, Arena *scratch, const Row *row) {
  static const char zeros[STORE_ALIGN] = {0};
  if (row->block.size == 0) return; // none was made, or it lies in the file already
  Str block = row->is_sealed ? row->block : summary_sealed(scratch, row->block);
  put_bytes(writer, block.at, block.size);
  put_bytes(writer, zeros, (size_t)(aligned(block.size) - block.size));
  arena_reset(scratch);
}

static void put_segment(Writer *writer, Rows *rows, uint64_t begin) {
  SegmentHeader header = {.magic = SEGMENT_MAGIC,
                          .count = (uint32_t)rows->count,
                          .segment_bytes = place_blocks(rows, begin)};
  StoreEntry *entries = arena_push(&rows->arena, StoreEntry, rows->count);
  for (size_t i = 0; i < rows->count; i++)
    entries[i] = rows->at[i].entry;
  Str index = {(const char *)entries, rows->count * sizeof *entries};
  header.hash = segment_hash(&header, index);
  put_bytes(writer, &header, sizeof header);
  put_bytes(writer, index.at, index.size);
  Arena scratch = {0};
  for (size_t i = 0; i < rows->count; i++)
    put_block(writer, &scratch, &rows->at[i]);
  arena_release(&scratch);
}

// Writes one segment at `begin`; `*end` is then behind it.
static bool write_segment(int file, Rows *rows, uint64_t begin, uint64_t *end) {
  Writer writer = {.file = file, .at = begin, .is_fine = true, .buffer = malloc(BUFFER_BYTES)};
  if (!writer.buffer) base_fatal("out of memory: cannot write the cache");
  put_segment(&writer, rows, begin);
  flush(&writer);
  free(writer.buffer);
  *end = writer.at;
  return writer.is_fine && fdatasync(file) == 0;
}

static bool write_header(int file, uint64_t version, uint64_t committed_bytes) {
  StoreHeader header = {
      .version = version, .format = STORE_FORMAT, .committed_bytes = committed_bytes};
  memcpy(header.magic, STORE_MAGIC, sizeof header.magic);
  header.hash = store_header_hash(&header);
  return pwrite(file, &header, sizeof header, 0) == (ssize_t)sizeof header;
}

// ---- Files --------------------------------------------------------------------------------------

static bool write_new(const Store *store, int file, Rows *rows) {
  uint64_t end = 0;
  return write_segment(file, rows, sizeof(StoreHeader), &end) &&
         write_header(file, store->version, end) && fdatasync(file) == 0;
}

static bool replace(const Store *store, int folder, const char *name, const StorePut *puts,
                    size_t count, Error *err) {
  char beside[NAME_MAX_SIZE] = {0};
  (void)snprintf(beside, sizeof beside, "%s" NEW_SUFFIX, name);
  (void)unlinkat(folder, beside, 0);
  int flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
  int file = openat(folder, beside, flags, 0644);
  if (file < 0) return error_errno(err, "it cannot be made");
  Rows rows = rows_of_all(store, puts, count);
  bool ok = write_new(store, file, &rows);
  arena_release(&rows.arena);
  ok = close(file) == 0 && ok;
  ok = ok && renameat(folder, beside, folder, name) == 0;
  if (ok) return true;
  (void)error_errno(err, "it cannot be written");
  (void)unlinkat(folder, beside, 0);
  return false;
}

// The header of a file that can be appended to: what was opened, or what others made longer since.
static bool can_append(const Store *store, int file, uint64_t *end) {
  StoreHeader header = {0};
  struct stat info = {0};
  bool is_read = pread(file, &header, sizeof header, 0) == (ssize_t)sizeof header &&
                 fstat(file, &info) == 0 && S_ISREG(info.st_mode);
  *end = header.committed_bytes;
  return is_read && header.hash == store_header_hash(&header) && header.format == STORE_FORMAT &&
         header.version == store->version && *end % STORE_ALIGN == 0 && *end >= store->bytes.size &&
         *end <= (uint64_t)info.st_size && (uint64_t)info.st_ino == store->inode;
}

static bool append(const Store *store, int folder, const char *name, const StorePut *puts,
                   size_t count) {
  int file = openat(folder, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return false;
  uint64_t begin = 0, end = 0;
  bool ok = can_append(store, file, &begin);
  if (ok) {
    Rows rows = rows_of_new(store, puts, count);
    ok = write_segment(file, &rows, begin, &end) && write_header(file, store->version, end);
    arena_release(&rows.arena);
  }
  close(file);
  return ok;
}

// What a new file would have to hold of the store.
static uint64_t bytes_in_use(const Store *store) {
  uint64_t bytes = sizeof(StoreHeader);
  for (size_t i = 0; i < store->segments.count; i++) {
    for (uint32_t k = 0; k < store->segments.at[i].count; k++) {
      const StoreEntry *entry = &store->segments.at[i].entries[k];
      if (is_latest(store, entry)) bytes += sizeof *entry + aligned(entry->block_bytes);
    }
  }
  return bytes;
}

static bool is_wasteful(const Store *store) {
  if (store->is_damaged) return true;
  if (store->segments.count == 0 || store->segments.count > SEGMENTS_MAX) return true;
  if (store->bytes.size > STORE_MAX_BYTES) return true;
  return store->bytes.size > bytes_in_use(store) * 2 + SLACK_BYTES;
}

// What is appended to somebody else's file does not make it ours.
static bool append_sealed(const Store *store, int folder, const char *name, const StorePut *puts,
                          size_t count) {
  bool is_own = store->has_seal && store->is_own && seal_holds(folder, name, store->inode);
  if (!append(store, folder, name, puts, count)) return false;
  if (is_own) seal_write(folder, name);
  return true;
}

bool store_write(const Store *store, int folder, const char *name, const StorePut *puts,
                 size_t count, Error *err) {
  if (!is_wasteful(store) && append_sealed(store, folder, name, puts, count)) return true;
  if (!replace(store, folder, name, puts, count, err)) return false;
  if (store->has_seal) seal_write(folder, name);
  return true;
}
