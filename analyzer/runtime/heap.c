// A binary heap that moves elements exactly as Python's heapq does, so that elements which compare
// equal come out in the same order as they do there.
#include "runtime/core.h"

// Moves the element at `at` up to its place, but not above `top`.
static void rise(Value *items, size_t top, size_t at, QueueLess *less) {
  Value item = items[at];
  while (at > top) {
    size_t parent = (at - 1) / 2;
    if (!less(item, items[parent])) break;
    items[at] = items[parent];
    at = parent;
  }
  items[at] = item;
}

// Lets the element at `at` sink to a leaf, the smaller child moving up, then rise to its place.
static void sink(Value *items, size_t count, size_t at, QueueLess *less) {
  size_t top = at;
  Value item = items[at];
  for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
    size_t right = child + 1;
    if (right < count && !less(items[child], items[right])) child = right;
    items[at] = items[child];
    at = child;
  }
  items[at] = item;
  rise(items, top, at, less);
}

bool heap_push(Heap *heap, QueueLess *less, Value item) {
  void *items = heap->items;
  if (!memory_grow(&items, heap->count, &heap->capacity, sizeof item)) return false;
  heap->items = items;
  heap->items[heap->count++] = item;
  rise(heap->items, 0, heap->count - 1, less);
  return true;
}

Value heap_pop(Heap *heap, QueueLess *less) {
  Value last = heap->items[--heap->count];
  if (!heap->count) return last;
  Value first = heap->items[0];
  heap->items[0] = last;
  sink(heap->items, heap->count, 0, less);
  return first;
}

void heap_heapify(Heap *heap, QueueLess *less) {
  for (size_t i = heap->count / 2; i-- > 0;)
    sink(heap->items, heap->count, i, less);
}
