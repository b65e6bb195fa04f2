// The async runtime of this project, which examples of rules run on: coroutines with stacks of
// their own. Most of its names are everybody's words, so they count beside runtime_run alone.
#include "knowledge/c_tables.h"

#define HEADER "analyzer/runtime/runtime.h"
#define OURS   .only_with = "runtime_run", .source = HEADER

static const KnowledgeEntry entries[] = {
    {.name = "{CoroutineFunction,GeneratorFunction,ServeFunction}", CALLBACK(ON_COROUTINE), OURS},
    {.name = "FutureFunction", CALLBACK(ON_LOOP), OURS},
    {.name = "coroutine_new", .roles = {TAKES(ON_COROUTINE, 0)}, OURS},
    {.name = "generator_new", .roles = {TAKES(ON_COROUTINE, 0)}, OURS},
    {.name = "{server_new,retry_run,circuit_run}", .roles = {TAKES(ON_COROUTINE, 1)}, OURS},
    {.name = "exits_push", .roles = {TAKES(ON_COROUTINE, 1)}, OURS},
    {.name = "resource_pool_init", .roles = {TAKES(ON_COROUTINE, 2), TAKES(ON_COROUTINE, 3)}, OURS},
    {.name = "condition_wait_for",
     .roles = {TAKES(ON_COROUTINE, 1)},
     .traits = TRAIT_SUSPENDS,
     OURS},
    {.name = "{call_soon,batch_run}", .roles = {TAKES(ON_LOOP, 0)}, OURS},
    {.name = "{call_later,call_at,loop_post,signal_on}", .roles = {TAKES(ON_LOOP, 1)}, OURS},
    {.name = "future_on_done", .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 3)}, OURS},
    {.name = "thread_run", .roles = {TAKES(OFF_LOOP, 0)}, .traits = TRAIT_SUSPENDS, OURS},
    {.name = "pool_run", .roles = {TAKES(OFF_LOOP, 1)}, .traits = TRAIT_SUSPENDS, OURS},
    {.name = "{coroutine_await,future_await,future_join,wait_until,completed_next,wait_for,"
             "wait_for_future,sleep_for,group_leave,lock_acquire_at,event_wait,condition_acquire,"
             "condition_wait,semaphore_acquire,barrier_wait,queue_put,queue_get,queue_join,"
             "generator_next,generator_throw,generator_yield,generator_close,iterator_next,"
             "resource_with,exits_enter,exits_leave,pool_close,io_readable,io_writable,"
             "stream_connect,stream_read,stream_read_all,stream_read_line,stream_drain,"
             "stream_flush,server_close,http_read_request,http_write_response,http_exchange,"
             "http_get,websocket_accept,websocket_connect,websocket_send,websocket_receive,"
             "resource_pool_take,rate_limit_wait}",
     .traits = TRAIT_SUSPENDS,
     OURS},
    {.name = "block_for",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .because = "suspends the calling thread",
     OURS},
    {.name = "{pool_close_blocking,thread_lock_acquire}",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "stops the loop until other threads are done",
     OURS},
    {.name = "runtime_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "is refused inside of a loop",
     .source = HEADER},
};

C_TABLE(c_runtime, C)
