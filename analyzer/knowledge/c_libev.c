// libev. All of its registration is macros that store the callback in the field `cb` of a watcher.
#include "knowledge/c_tables.h"

#define LIBEV "http://pod.tst.eu/http://cvs.schmorp.de/libev/ev.pod"

static const KnowledgeEntry entries[] = {
    {.name = "{ev_watcher,ev_watcher_list,ev_watcher_time,ev_io,ev_timer,ev_periodic,ev_signal,"
             "ev_child,ev_stat,ev_idle,ev_prepare,ev_check,ev_fork,ev_cleanup,ev_embed,ev_async}"
             "::cb",
     SLOT(ON_LOOP),
     .source = LIBEV},
    {.name = "ev_io::fd", SLOT(WATCHED), .source = LIBEV},
    {.name = "{ev_default_loop,ev_loop_new}", .traits = TRAIT_MAKES_LOOP, .source = LIBEV},
    {.name = "ev_periodic::reschedule_cb", SLOT(ON_LOOP), .source = LIBEV},
    {.name = "ev_io_init", .roles = {TAKES(ON_LOOP, 1), TAKES(WATCHED, 2)}, .source = LIBEV},
    {.name = "{ev_init,ev_timer_init,ev_signal_init,ev_child_init,ev_stat_init,"
             "ev_idle_init,ev_prepare_init,ev_check_init,ev_embed_init,ev_fork_init,"
             "ev_cleanup_init,ev_async_init,ev_set_cb}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = LIBEV},
    {.name = "ev_periodic_init", .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 4)}, .source = LIBEV},
    {.name = "ev_once", .roles = {TAKES(ON_LOOP, 4)}, .source = LIBEV},
    {.name = "ev_set_invoke_pending_cb", .roles = {TAKES(ON_LOOP, 1)}, .source = LIBEV},
    {.name = "ev_loop_callback", CALLBACK(ON_LOOP), .source = LIBEV},
    {.name = "ev_set_loop_release_cb",
     .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 2)},
     .source = LIBEV},
    {.name = "ev_{io,timer,periodic,signal,child,stat,idle,prepare,check,fork,cleanup,embed,async}"
             "_start",
     .traits = TRAIT_LOOP_ONLY | TRAIT_KEEPS_SECOND,
     .source = LIBEV},
    {.name = "ev_{io,timer,periodic,signal,child,stat,idle,prepare,check,fork,cleanup,embed,async}"
             "_stop",
     .traits = TRAIT_LOOP_ONLY,
     .source = LIBEV},
    {.name = "{ev_timer_again,ev_periodic_again,ev_break,ev_feed_event,ev_ref,ev_unref}",
     .traits = TRAIT_LOOP_ONLY,
     .source = LIBEV},
    {.name = "ev_async_send", .traits = TRAIT_ANY_THREAD | TRAIT_SIGNAL_SAFE, .source = LIBEV},
    {.name = "{ev_run,ev_loop}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {HAS_BITS(1, 0x1)}, // EVRUN_NOWAIT
     .because = "runs the loop inside itself",
     .source = LIBEV},
    {.name = "ev_sleep",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(0)},
     .because = "suspends the calling thread",
     .instead = "ev_timer_start(...)",
     .source = LIBEV},
    {.name = "ev_stat_stat", .effect = EFFECT_PATH_METADATA, .tier = TIER_CHEAP, .source = LIBEV},
};

C_TABLE(c_libev, C)
