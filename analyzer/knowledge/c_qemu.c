// QEMU: the main loop, bottom halves, timers, coroutines. What a project marks itself with
// coroutine_fn needs no entry here.
#include "knowledge/c_tables.h"

#define AIO       "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/block/aio.h"
#define MAIN_LOOP "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/qemu/main-loop.h"
#define TIMER     "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/qemu/timer.h"
#define POOL      "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/block/thread-pool.h"
#define COROUTINE "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/qemu/coroutine.h"
#define THREAD    "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/qemu/thread.h"
#define BLOCK     "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/block/block_int-common.h"
#define IO        "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/io/channel.h"

static const KnowledgeEntry entries[] = {
    {.name = "{IOHandler,AioPollFn,QEMUBHFunc,QEMUTimerCB,BlockCompletionFunc,EventNotifierHandler,"
             "IOCanReadHandler,IOReadHandler,IOEventHandler,QIOChannelFunc,QIOTaskFunc,"
             "QEMUPutKBDEvent}",
     CALLBACK(ON_LOOP),
     .source = AIO},
    {.name = "ThreadPoolFunc", CALLBACK(OFF_LOOP), .traits = TRAIT_SHARED_POOL, .source = POOL},
    {.name = "QIOTaskWorker", CALLBACK(OFF_LOOP), .source = POOL},
    {.name = "CoroutineEntry", CALLBACK(ON_COROUTINE), .source = COROUTINE},

    // Since 8.1; before, all places were one higher.
    {.name = "aio_set_fd_handler",
     .roles = {TAKES(ON_LOOP, 2), TAKES(ON_LOOP, 3), TAKES(ON_LOOP, 4), TAKES(ON_LOOP, 5)},
     .source = AIO},
    {.name = "aio_set_event_notifier",
     .roles = {TAKES(ON_LOOP, 2), TAKES(ON_LOOP, 3), TAKES(ON_LOOP, 4)},
     .source = AIO},
    {.name = "{aio_bh_new,aio_bh_new_guarded,aio_bh_new_full,aio_bh_schedule_oneshot,"
             "aio_bh_schedule_oneshot_full,event_notifier_set_handler,aio_wait_bh_oneshot}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = AIO},
    {.name = "{qemu_bh_new,qemu_bh_new_guarded,qemu_bh_new_full}",
     .roles = {TAKES(ON_LOOP, 0)},
     .source = MAIN_LOOP},
    {.name = "qemu_set_fd_handler",
     .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 2), TAKES(WATCHED, 0)},
     .source = MAIN_LOOP},
    {.name = "aio_timer_new", .roles = {TAKES(ON_LOOP, 3)}, .source = AIO},
    {.name = "{aio_timer_init,aio_timer_new_with_attrs,timer_new_full}",
     .roles = {TAKES(ON_LOOP, 4)},
     .source = TIMER},
    {.name = "{timer_init_full,aio_timer_init_with_attrs}",
     .roles = {TAKES(ON_LOOP, 5)},
     .source = TIMER},
    {.name = "{timer_new_ns,timer_new_us,timer_new_ms,timer_new}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = TIMER},
    {.name = "{timer_init_ns,timer_init_us,timer_init_ms,timer_init}",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = TIMER},
    {.name = "qio_channel_add_watch", .roles = {TAKES(ON_LOOP, 2)}, .source = IO},
    {.name = "qio_channel_set_aio_fd_handler",
     .roles = {TAKES(ON_LOOP, 2), TAKES(ON_LOOP, 4)},
     .source = IO},
    {.name = "qemu_chr_fe_set_handlers",
     .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 2), TAKES(ON_LOOP, 3), TAKES(ON_LOOP, 4)},
     .source = "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/chardev/char-fe.h"},
    {.name = "MemoryRegionOps::{read,write,read_with_attrs,write_with_attrs}",
     SLOT(ON_LOOP),
     .source = "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/exec/memory.h"},

    // Threads.
    {.name = "thread_pool_submit_aio",
     .roles = {TAKES(OFF_LOOP, 0), TAKES(ON_LOOP, 2)},
     .traits = TRAIT_SHARED_POOL,
     .source = POOL},
    {.name = "thread_pool_submit_co",
     .roles = {TAKES(OFF_LOOP, 0)},
     .traits = TRAIT_SUSPENDS | TRAIT_SHARED_POOL,
     .source = POOL},
    {.name = "thread_pool_submit",
     .roles = {TAKES(OFF_LOOP, 0)},
     .traits = TRAIT_SHARED_POOL,
     .source = POOL},
    {.name = "qemu_thread_create", .roles = {TAKES(OFF_LOOP, 2)}, .source = THREAD},
    {.name = "qio_task_run_in_thread", .roles = {TAKES(OFF_LOOP, 1)}, .source = IO},
    {.name = "{qemu_mutex_lock,qemu_mutex_lock_impl,qemu_rec_mutex_lock,qemu_rec_mutex_lock_impl}",
     .effect = EFFECT_LOCK,
     .tier = TIER_CHEAP,
     .is_mutex = true,
     .traits = TRAIT_LOCKS,
     .because = "waits until no other thread holds the mutex",
     .source = THREAD},
    {.name = "{qemu_mutex_trylock,qemu_mutex_trylock_impl,qemu_rec_mutex_trylock}",
     .traits = TRAIT_LOCKS,
     .source = THREAD},
    {.name = "{qemu_mutex_unlock,qemu_mutex_unlock_impl,qemu_rec_mutex_unlock,"
             "qemu_rec_mutex_unlock_impl}",
     .traits = TRAIT_UNLOCKS,
     .source = THREAD},
    {.name = "{qemu_cond_wait,qemu_cond_wait_impl,qemu_cond_timedwait,qemu_cond_timedwait_impl,"
             "qemu_sem_wait,qemu_sem_timedwait,qemu_event_wait,qemu_thread_join}",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for another thread",
     .source = THREAD},

    // Coroutines.
    {.name = "qemu_coroutine_create", .roles = {TAKES(ON_COROUTINE, 0)}, .source = COROUTINE},
    {.name = "BlockDriver::bdrv_co_*", SLOT(ON_COROUTINE), .source = BLOCK},
    {.name =
         "{qemu_coroutine_yield,qemu_co_mutex_lock,qemu_co_queue_wait_impl,qemu_co_rwlock_rdlock,"
         "qemu_co_rwlock_wrlock,qemu_co_rwlock_upgrade,qemu_co_sleep,qemu_co_sleep_ns,"
         "qemu_co_sleep_ns_wakeable,qemu_co_timeout,yield_until_fd_readable,"
         "qio_channel_yield,aio_co_reschedule_self}",
     .traits = TRAIT_SUSPENDS | TRAIT_COROUTINE_ONLY,
     .source = COROUTINE},
    {.name = "aio_poll",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "runs the loop inside itself",
     .source = AIO},
    {.name = "{bdrv_drain,bdrv_drain_all,bdrv_drained_begin,bdrv_drain_all_begin,"
             "blk_drain,blk_drain_all,main_loop_wait}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = AIO},
    // Macros that poll until a condition is false.
    {.name = "{AIO_WAIT_WHILE,AIO_WAIT_WHILE_UNLOCKED,BDRV_POLL_WHILE}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop until a condition is false",
     .source = "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/block/aio-wait.h"},
    {.name = "qemu_socket_set_nonblock",
     .traits = TRAIT_SETS_NONBLOCKING,
     .source = "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/qemu/sockets.h"},
    {.name = "qemu_socket_set_block",
     .traits = TRAIT_SETS_BLOCKING,
     .source = "https://gitlab.com/qemu-project/qemu/-/blob/v9.1.0/include/qemu/sockets.h"},
};

C_TABLE(c_qemu, C)
