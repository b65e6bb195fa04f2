// A chain of blocks, the newest on top. A push takes the next bytes of the top block; what would
// waste too much of a block gets one of its own, hung below the top so that the top stays in use.
// `used_bytes` only grows between rewinds, so it serves as the clock: a block was made after a mark
// exactly when its `born` is not below the mark's `used_bytes`.
//
// Under AddressSanitizer every push is a block of its own and of just its size, so that an overrun
// of one value into the next is caught.
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_PER_PUSH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCK_PER_PUSH 1
#endif
#endif
#ifndef BLOCK_PER_PUSH
#define BLOCK_PER_PUSH 0
#endif

#define BLOCK_MIN_BYTES    ((size_t)64 << 10)
#define BLOCK_MAX_BYTES    ((size_t)8 << 20)
#define BLOCK_ZEROED_BYTES ((size_t)1 << 20)
// A push of more than this part of a block gets a block of its own.
#define BLOCK_LARGE_PART 4

typedef struct ArenaBlock {
  struct ArenaBlock *below;
  size_t capacity; // of `bytes`
  size_t used;
  size_t dirty;  // bytes from here on are zero, as long as they are not handed out
  size_t born;   // used_bytes of the arena when the block was made
  bool is_large; // holds a single push
  alignas(max_align_t) char bytes[];
} ArenaBlock;

static size_t multiply(size_t size, size_t count) {
  bool is_small = ((size | count) >> (sizeof(size_t) * 4)) == 0;
  if (!is_small && size != 0 && count > SIZE_MAX / size)
    base_fatal("out of memory: %zu values of %zu bytes", count, size);
  return size * count;
}

static ArenaBlock *block_new(size_t capacity, bool is_zeroed) {
  ArenaBlock *block = NULL;
  if (capacity <= SIZE_MAX - sizeof *block)
    block = is_zeroed ? calloc(1, sizeof *block + capacity) : malloc(sizeof *block + capacity);
  if (!block) base_fatal("out of memory: cannot get %zu bytes", capacity);
  *block = (ArenaBlock){.capacity = capacity, .dirty = is_zeroed ? 0 : capacity};
  return block;
}

// Smaller blocks come and go with their arenas: mostly memory that was in use before, of which not
// all is handed out, so it is zeroed as it is. Larger ones come from the system, which zeroes.
static ArenaBlock *block_new_standard(size_t capacity) {
  return block_new(capacity, capacity >= BLOCK_ZEROED_BYTES);
}

// Blocks double, so their number stays logarithmic until the cap.
static size_t standard_bytes(const Arena *arena) {
  if (arena->spare) return arena->spare->capacity;
  if (!arena->top || arena->top->is_large) return BLOCK_MIN_BYTES;
  size_t bytes = arena->top->capacity * 2;
  return bytes < BLOCK_MAX_BYTES ? bytes : BLOCK_MAX_BYTES;
}

static void *block_take(Arena *arena, ArenaBlock *block, size_t start, size_t size_bytes) {
  size_t end = start + size_bytes;
  arena->used_bytes += end - block->used;
  block->used = end;
  return block->bytes + start;
}

static void push_below(ArenaBlock **link, ArenaBlock *block, size_t born) {
  block->born = born;
  block->below = *link;
  *link = block;
}

static void *alloc_large(Arena *arena, size_t size_bytes, bool is_zeroed) {
  ArenaBlock *block = block_new(size_bytes, is_zeroed);
  block->is_large = true;
  bool is_under_top = arena->top && !BLOCK_PER_PUSH;
  push_below(is_under_top ? &arena->top->below : &arena->top, block, arena->used_bytes);
  void *at = block_take(arena, block, 0, size_bytes);
  // A push of nothing moves the clock as well, or its block would look younger than the next mark.
  if (size_bytes == 0) arena->used_bytes += 1;
  return at;
}

static void *alloc_slow(Arena *arena, size_t size_bytes, bool is_zeroed) {
  size_t standard = standard_bytes(arena);
  if (BLOCK_PER_PUSH || size_bytes > standard / BLOCK_LARGE_PART)
    return alloc_large(arena, size_bytes, is_zeroed);
  ArenaBlock *block = arena->spare ? arena->spare : block_new_standard(standard);
  arena->spare = NULL;
  push_below(&arena->top, block, arena->used_bytes);
  return block_take(arena, block, 0, size_bytes);
}

// Where a block of its own is made for them, the bytes are zero if that is wanted.
static void *alloc(Arena *arena, size_t size_bytes, size_t align, size_t count, bool is_zeroed) {
  assert(align != 0 && (align & (align - 1)) == 0 && align <= alignof(max_align_t));
  size_t bytes = multiply(size_bytes, count);
  if (BLOCK_PER_PUSH) return alloc_large(arena, bytes, is_zeroed);
  if (bytes == 0) bytes = 1;
  ArenaBlock *block = arena->top;
  if (!block) return alloc_slow(arena, bytes, is_zeroed);
  size_t start = (block->used + align - 1) & ~(align - 1);
  if (start > block->capacity || bytes > block->capacity - start)
    return alloc_slow(arena, bytes, is_zeroed);
  return block_take(arena, block, start, bytes);
}

void *arena_alloc_raw(Arena *arena, size_t size_bytes, size_t align, size_t count) {
  return alloc(arena, size_bytes, align, count, false);
}

// What is asked for zeroed is mostly read before it is written. A new page that is read first costs
// two faults: the system shows one page of zeros in its place, and makes it when it is written. So
// the pages that begin in it are written, but for large pieces, which may be sparse.
#define PAGE_BYTES        ((uintptr_t)4096)
#define WRITTEN_MAX_BYTES ((size_t)16 << 10)

static void write_pages(char *at, size_t size_bytes) {
  for (size_t page = -(uintptr_t)at & (PAGE_BYTES - 1); page < size_bytes; page += PAGE_BYTES)
    *(volatile char *)(at + page) = 0;
}

// Blocks of one push come zeroed; all others are on top when they are pushed to.
void *arena_alloc(Arena *arena, size_t size_bytes, size_t align, size_t count) {
  char *at = alloc(arena, size_bytes, align, count, true);
  const ArenaBlock *top = arena->top;
  uintptr_t start = (uintptr_t)at - (uintptr_t)top->bytes;
  if (start < top->dirty) {
    size_t left = top->dirty - start;
    memset(at, 0, size_bytes * count < left ? size_bytes * count : left);
  } else if (size_bytes * count <= WRITTEN_MAX_BYTES) {
    write_pages(at, size_bytes * count);
  }
  return at;
}

// A table that has a block of its own, so that it can move; smaller ones are not worth the search.
#define TABLE_LARGE_BYTES BLOCK_MIN_BYTES

void *arena_alloc_table(Arena *arena, size_t size_bytes, size_t align, size_t count) {
  size_t bytes = multiply(size_bytes, count);
  if (bytes < TABLE_LARGE_BYTES) return arena_alloc(arena, size_bytes, align, count);
  char *at = alloc_large(arena, bytes, true);
  write_pages(at, bytes); // entries come to lie everywhere
  return at;
}

// Where the block of a large table hangs; it is there, and mostly near the top.
static ArenaBlock **table_link(Arena *arena, const void *at) {
  ArenaBlock **link = &arena->top;
  while (*link && (!(*link)->is_large || (*link)->bytes != at))
    link = &(*link)->below;
  assert(*link);
  return link;
}

void *arena_grow_table(Arena *arena, const void *at, size_t size_bytes, size_t wanted_bytes) {
  assert(wanted_bytes >= size_bytes);
  if (size_bytes < TABLE_LARGE_BYTES) {
    void *fresh = wanted_bytes < TABLE_LARGE_BYTES
                      ? arena_alloc_raw(arena, wanted_bytes, alignof(max_align_t), 1)
                      : alloc_large(arena, wanted_bytes, false);
    if (size_bytes > 0) memcpy(fresh, at, size_bytes);
    return fresh;
  }
  ArenaBlock **link = table_link(arena, at);
  ArenaBlock *block = NULL;
  // The C library moves large memory by its page table, without touching it.
  if (wanted_bytes <= SIZE_MAX - sizeof *block)
    block = realloc(*link, sizeof *block + wanted_bytes);
  if (!block) base_fatal("out of memory: cannot get %zu bytes", wanted_bytes);
  *link = block;
  block->capacity = wanted_bytes;
  return block_take(arena, block, 0, wanted_bytes);
}

void arena_give_back(Arena *arena, const void *at, size_t size_bytes) {
  if (size_bytes < TABLE_LARGE_BYTES) return;
  ArenaBlock **link = table_link(arena, at);
  ArenaBlock *block = *link;
  *link = block->below;
  free(block);
}

ArenaMark arena_mark(const Arena *arena) {
  size_t used = arena->top ? arena->top->used : 0;
  return (ArenaMark){.block = arena->top, .used = used, .used_bytes = arena->used_bytes};
}

static void block_cut(ArenaBlock *block, size_t used) {
  if (block->dirty < block->used) block->dirty = block->used;
  block->used = used;
}

// Keeps the largest block that is not out of the ordinary as the spare one.
static void retire(Arena *arena, ArenaBlock *block) {
  bool is_standard = block->capacity >= BLOCK_MIN_BYTES && block->capacity <= BLOCK_MAX_BYTES;
  bool is_better = !arena->spare || arena->spare->capacity < block->capacity;
  if (BLOCK_PER_PUSH || !is_standard || !is_better) {
    free(block);
    return;
  }
  free(arena->spare);
  block_cut(block, 0);
  arena->spare = block;
}

void arena_rewind(Arena *arena, ArenaMark mark) {
  assert(mark.used_bytes <= arena->used_bytes);
  ArenaBlock **link = &arena->top;
  // Large blocks hang below the block that was on top when they came, the newest first; so the
  // first block that is older than the mark, other than the marked one itself, ends the search.
  while (*link && (*link == mark.block || (*link)->born >= mark.used_bytes)) {
    ArenaBlock *block = *link;
    if (block == mark.block) {
      block_cut(block, mark.used);
      link = &block->below;
      continue;
    }
    *link = block->below;
    retire(arena, block);
  }
  arena->used_bytes = mark.used_bytes;
}

void arena_reset(Arena *arena) {
  arena_rewind(arena, (ArenaMark){0});
}

void arena_release(Arena *arena) {
  arena_reset(arena);
  free(arena->spare);
  *arena = (Arena){0};
}
