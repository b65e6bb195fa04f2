// Threads of POSIX and of C11: starting, locking, waiting for each other; semaphores.
#include "knowledge/c_tables.h"

#define WAITS .effect = EFFECT_LOCK, .tier = TIER_UNBOUNDED
#define MUTEX                                                                                      \
  .effect = EFFECT_LOCK, .tier = TIER_CHEAP, .is_mutex = true,                                     \
  .traits = TRAIT_LOCKS | TRAIT_SIGNAL_UNSAFE
#define C11 "https://en.cppreference.com/w/c/thread"

static const KnowledgeEntry entries[] = {
    // Starting.
    {.name = "pthread_create",
     .roles = {TAKES(OFF_LOOP, 2)},
     .traits = TRAIT_STARTS,
     .source = MANUAL(3, "pthread_create")},
    {.name = "thrd_create", .roles = {TAKES(OFF_LOOP, 1)}, .traits = TRAIT_STARTS, .source = C11},
    {.name = "pthread_atfork",
     .roles = {TAKES(CALLED, 0), TAKES(CALLED, 1), TAKES(CHILD, 2)},
     .source = MANUAL(3, "pthread_atfork")},
    {.name = "{pthread_once,call_once}",
     .roles = {TAKES(CALLED, 1)},
     .source = MANUAL(3, "pthread_once")},
    {.name = "{pthread_key_create,tss_create}",
     .roles = {TAKES(STORED, 1)},
     .source = MANUAL(3, "pthread_key_create")},
    {.name = "{sigevent,sigevent_t}::{sigev_notify_function,_function}",
     SLOT(OFF_LOOP),
     .source = MANUAL(7, "sigevent")},
    {.name = "{pthread_self,pthread_kill,pthread_sigmask}",
     .traits = TRAIT_SIGNAL_SAFE,
     .source = MANUAL(3, "pthread_self")},

    {.name = "{pthread_exit,thrd_exit}",
     .traits = TRAIT_ENDS_FLOW | TRAIT_SIGNAL_UNSAFE,
     .source = MANUAL(3, "pthread_exit")},

    // Locks: held for as long as the holder works.
    {.name = "pthread_mutex_{lock,timedlock,clocklock}",
     MUTEX,
     .because = "waits until no other thread holds the mutex",
     .source = MANUAL(3, "pthread_mutex_lock")},
    {.name = "pthread_rwlock_{rdlock,wrlock,timedrdlock,timedwrlock,clockrdlock,clockwrlock}",
     MUTEX,
     .because = "waits until no other thread holds the lock",
     .source = MANUAL(3, "pthread_rwlock_rdlock")},
    {.name = "pthread_spin_lock",
     MUTEX,
     .because = "spins until no other thread holds the lock",
     .source = MANUAL(3, "pthread_spin_lock")},
    {.name = "{mtx_lock,mtx_timedlock}",
     MUTEX,
     .because = "waits until no other thread holds the mutex",
     .source = C11 "/mtx_lock"},
    {.name = "{pthread_mutex_trylock,pthread_rwlock_tryrdlock,pthread_rwlock_trywrlock,"
             "pthread_spin_trylock,mtx_trylock}",
     .traits = TRAIT_LOCKS,
     .source = MANUAL(3, "pthread_mutex_trylock")},
    {.name = "{pthread_mutex_unlock,pthread_rwlock_unlock,pthread_spin_unlock,mtx_unlock}",
     .traits = TRAIT_UNLOCKS,
     .source = MANUAL(3, "pthread_mutex_unlock")},

    // Waiting.
    {.name = "{pthread_cond_wait,pthread_cond_timedwait,pthread_cond_clockwait}",
     WAITS,
     .because = "waits until another thread signals the condition",
     .traits = TRAIT_SIGNAL_UNSAFE,
     .source = MANUAL(3, "pthread_cond_wait")},
    {.name = "{cnd_wait,cnd_timedwait}",
     WAITS,
     .because = "waits until another thread signals the condition",
     .traits = TRAIT_SIGNAL_UNSAFE,
     .source = C11 "/cnd_wait"},
    {.name = "{pthread_join,pthread_timedjoin_np,pthread_clockjoin_np}",
     WAITS,
     .because = "waits until the thread has ended",
     .traits = TRAIT_SIGNAL_UNSAFE,
     .source = MANUAL(3, "pthread_join")},
    {.name = "thrd_join",
     WAITS,
     .because = "waits until the thread has ended",
     .traits = TRAIT_SIGNAL_UNSAFE,
     .source = C11 "/thrd_join"},
    {.name = "pthread_barrier_wait",
     WAITS,
     .because = "waits until the other threads have arrived",
     .source = MANUAL(3, "pthread_barrier_wait")},
    {.name = "{sem_wait,sem_timedwait,sem_clockwait}",
     WAITS,
     .because = "waits until another thread posts the semaphore",
     .source = MANUAL(3, "sem_wait")},
    {.name = "sem_post", .traits = TRAIT_SIGNAL_SAFE, .source = MANUAL(3, "sem_post")},
    {.name = "{semop,semtimedop}",
     WAITS,
     .unless = {FIELD_HAS(1, "sembuf::sem_flg", LINUX_IPC_NOWAIT)},
     .because = "waits until another process releases the semaphore",
     .source = MANUAL(2, "semop")},
};

C_TABLE(c_threads, C)
