// Pools of resources, rate limits and batches: how many things happen at a time.
#include "runtime/core.h"

#include <stdlib.h>

void resource_pool_init(ResourcePool *pool, size_t limit, Status (*make)(void *, Value *),
                        void (*destroy)(void *, Value), void *context) {
  *pool = (ResourcePool){.make = make, .destroy = destroy, .context = context};
  semaphore_init(&pool->free, limit);
}

Status resource_pool_take(ResourcePool *pool, Value *out) {
  TRY(semaphore_acquire(&pool->free));
  if (pool->idle_count) {
    *out = pool->idle[--pool->idle_count];
  } else {
    Status status = pool->make(pool->context, out);
    if (status) {
      semaphore_release(&pool->free);
      return status;
    }
    pool->made++;
  }
  if (++pool->in_use > pool->peak) pool->peak = pool->in_use;
  return STATUS_OK;
}

void resource_pool_give(ResourcePool *pool, Value value, bool broken) {
  void *idle = pool->idle;
  bool keep = !broken && memory_grow(&idle, pool->idle_count, &pool->idle_capacity, sizeof value);
  pool->idle = idle;
  if (keep) {
    pool->idle[pool->idle_count++] = value;
  } else {
    pool->destroy(pool->context, value);
  }
  pool->in_use--;
  semaphore_release(&pool->free);
}

void resource_pool_release(ResourcePool *pool) {
  while (pool->idle_count)
    pool->destroy(pool->context, pool->idle[--pool->idle_count]);
  free(pool->idle);
  pool->idle = NULL;
  pool->idle_capacity = 0;
}

Status rate_limit_wait(RateLimit *limit) {
  double now = time_now();
  double start = limit->next > now ? limit->next : now;
  limit->next = start + limit->seconds / (double)(limit->count ? limit->count : 1);
  return start > now ? sleep_for(start - now) : STATUS_OK;
}

Status batch_run(Coroutine *(*make)(size_t index, void *context), void *context, size_t count,
                 size_t size) {
  for (size_t first = 0; first < count; first += size ? size : 1) {
    Group group;
    GROUP(group) {
      for (size_t i = first; i < count && i < first + (size ? size : 1); i++) {
        if (!group_spawn(&group, make(i, context), NULL)) group.status = STATUS_NO_MEMORY;
      }
    }
    TRY(group.status);
  }
  return STATUS_OK;
}
