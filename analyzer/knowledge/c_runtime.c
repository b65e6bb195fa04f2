// The runtime that examples of rules are written on: coroutines with stacks of their own on a loop
// of one thread. Its names are common words, so they count where coroutines are made with it.
#include "knowledge/c_tables.h"

#define RUNTIME  "analyzer/runtime/runtime.h"
#define OURS     .only_with = "coroutine_new", .source = RUNTIME
#define SUSPENDS .traits = TRAIT_SUSPENDS | TRAIT_COROUTINE_ONLY | TRAIT_LOOP_ONLY, OURS
#define ON_LOOP  .traits = TRAIT_LOOP_ONLY, OURS

static const KnowledgeEntry entries[] = {
    // What runs as a coroutine.
    {.name = "coroutine_new", .roles = {TAKES(ON_COROUTINE, 0)}, .source = RUNTIME},
    {.name = "generator_new", .roles = {TAKES(ON_COROUTINE, 0)}, ON_LOOP},
    {.name = "{CoroutineFunction,GeneratorFunction,ServeFunction}",
     CALLBACK(ON_COROUTINE),
     .source = RUNTIME},
    {.name = "QueueLess", CALLBACK(CALLED), .source = RUNTIME},
    {.name = "Resource::{enter,leave}", SLOT(ON_COROUTINE), OURS},
    {.name = "Iterator::next", SLOT(ON_COROUTINE), OURS},

    // What the loop calls.
    {.name = "FutureFunction", CALLBACK(ON_LOOP), .source = RUNTIME},
    {.name = "call_soon", .roles = {TAKES(ON_LOOP, 0)}, ON_LOOP},
    {.name = "{call_later,call_at,signal_on}", .roles = {TAKES(ON_LOOP, 1)}, ON_LOOP},
    {.name = "future_on_done", .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 3)}, ON_LOOP},
    {.name = "loop_post", .roles = {TAKES(ON_LOOP, 1)}, .traits = TRAIT_ANY_THREAD, OURS},
    {.name = "RunOptions::{trace,mark,observe}", SLOT(ON_LOOP), .source = RUNTIME},

    // What suspends the coroutine that calls it.
    {.name = "{coroutine_await,future_await,future_join,wait_until,completed_next,wait_for,"
             "wait_for_future,sleep_for,group_leave}",
     SUSPENDS},
    {.name = "{lock_acquire_at,event_wait,condition_acquire,condition_wait,semaphore_acquire,"
             "barrier_wait,queue_put,queue_get,queue_join,rate_limit_wait,resource_pool_take}",
     SUSPENDS},
    {.name = "{generator_next,generator_throw,generator_yield,generator_close,iterator_next,"
             "exits_leave}",
     SUSPENDS},
    {.name = "{io_readable,io_writable,stream_connect,stream_read,stream_read_all,stream_read_line,"
             "stream_drain,stream_flush,server_close}",
     SUSPENDS},
    {.name = "{http_read_request,http_write_response,http_exchange,http_get,websocket_accept,"
             "websocket_connect,websocket_send,websocket_receive}",
     SUSPENDS},
    {.name = "condition_wait_for", .roles = {TAKES(CALLED, 1)}, SUSPENDS},
    {.name = "exits_enter", SUSPENDS},
    {.name = "batch_run", .roles = {TAKES(CALLED, 0)}, SUSPENDS},
    {.name = "{retry_run,circuit_run}", .roles = {TAKES(CALLED, 1)}, SUSPENDS},
    {.name = "resource_with", .roles = {TAKES(CALLED, 2)}, SUSPENDS},
    {.name = "resource_pool_init", .roles = {TAKES(ON_COROUTINE, 2), TAKES(CALLED, 3)}, ON_LOOP},
    {.name = "exits_push", .roles = {TAKES(ON_COROUTINE, 1)}, SUSPENDS},
    {.name = "server_new", .roles = {TAKES(ON_COROUTINE, 1)}, ON_LOOP},

    // What belongs to the thread of the loop.
    {.name = "{coroutine_close,future_new_at,task_spawn,future_release,future_give,"
             "future_set_result,future_set_error,future_cancel,future_remove,gather,shield,"
             "completed_new,completed_free,timer_cancel,timer_drop,timeout_enter,timeout_leave,"
             "timeout_reschedule,group_enter,group_spawn}",
     ON_LOOP},
    {.name = "{lock_release,condition_release,condition_notify,"
             "condition_notify_all,semaphore_release,barrier_reset,barrier_abort,queue_put_now,"
             "queue_get_now,queue_task_done,queue_shut,generator_release,resource_pool_give}",
     ON_LOOP},
    {.name = "{stream_write,stream_print,stream_close,stream_limits}", ON_LOOP},

    // Threads.
    {.name = "thread_run",
     .roles = {TAKES(OFF_LOOP, 0)},
     .traits = TRAIT_SUSPENDS | TRAIT_COROUTINE_ONLY | TRAIT_LOOP_ONLY | TRAIT_SHARED_POOL,
     OURS},
    {.name = "pool_run",
     .roles = {TAKES(OFF_LOOP, 1)},
     .traits = TRAIT_SUSPENDS | TRAIT_COROUTINE_ONLY | TRAIT_LOOP_ONLY | TRAIT_SHARED_POOL,
     OURS},
    {.name = "pool_close", SUSPENDS},
    {.name = "pool_close_blocking",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "stops the loop until the jobs of the pool are done",
     OURS},
    {.name = "loop_call",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .traits = TRAIT_ANY_THREAD,
     .because = "waits until the loop has run a coroutine",
     OURS},
    {.name = "thread_lock_acquire",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .traits = TRAIT_LOCKS | TRAIT_ANY_THREAD,
     .because = "waits until no other thread holds the lock",
     OURS},
    {.name = "thread_lock_release", .traits = TRAIT_UNLOCKS | TRAIT_ANY_THREAD, OURS},

    // What stops everything.
    {.name = "block_for",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(0)},
     .because = "suspends the thread of the loop",
     OURS},
    {.name = "runtime_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs a loop inside of the one that runs already",
     OURS},
};

C_TABLE(c_runtime, C)
