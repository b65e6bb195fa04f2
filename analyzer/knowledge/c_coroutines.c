// Coroutine libraries with stacks of their own, and protothreads without. What suspends lets the
// others run; everything else that waits stops all of them.
#include "knowledge/c_tables.h"

#define DILL     "http://libdill.org/documentation.html"
#define MILL     "https://github.com/sustrik/libmill/blob/master/libmill.h"
#define ST       "https://state-threads.sourceforge.net/docs/reference.html"
#define MINICORO "https://github.com/edubart/minicoro/blob/v0.1.3/minicoro.h"
#define ACO      "https://github.com/hnes/libaco/blob/v1.2.4/aco.h"
#define LWAN     "https://github.com/lpereira/lwan/blob/v0.5/src/lib/lwan-coro.h"
#define PT       "https://dunkels.com/adam/pt/"
#define PTH      "https://www.gnu.org/software/pth/pth-manual.html"
#define PICO     "https://github.com/Tencent/libco/blob/master/co_routine.h"

static const KnowledgeEntry entries[] = {
    // libdill. Its names are macros for dill_ ones; `go` calls its function on a new stack. Without
    // the
    // header `yield` and its like say too little to be known.
    {.name = "dill_{msleep,fdin,fdout,chsend,chrecv,choose,yield,bundle_wait,bsend,brecv,bsendl,"
             "brecvl,msend,mrecv,msendl,mrecvl,tcp_accept,tcp_connect,tcp_close,ipc_accept,"
             "ipc_connect,tls_attach_client,tls_attach_server,udp_send,udp_recv,http_sendrequest,"
             "http_recvrequest,http_sendstatus,http_recvstatus,happyeyeballs_connect}",
     .traits = TRAIT_SUSPENDS,
     .source = DILL},
    {.name = "dill_prologue", .traits = TRAIT_BEGINS_FLOW | TRAIT_OWES_END, .source = DILL},
    {.name = "dill_epilogue", .traits = TRAIT_ENDS_FLOW, .source = DILL},
    {.name = "dill_ipaddr_remote",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SUSPENDS,
     .because = "reads the files of the resolver",
     .source = DILL},

    // libmill.
    {.name = "mill_{msleep,fdwait,chs,chr,choose_wait,yield,tcpaccept_,tcpconnect_,tcpsend_,"
             "tcprecv_,tcprecvuntil_,tcpflush_,udprecv_,unixaccept_,fdwait_,msleep_,yield_,chs_,"
             "chr_,choose_wait_}",
     .traits = TRAIT_SUSPENDS,
     .source = MILL},
    {.name = "{mill_prologue,mill_prologue_}", .traits = TRAIT_BEGINS_FLOW, .source = MILL},
    {.name = "{mill_epilogue,mill_epilogue_}", .traits = TRAIT_ENDS_FLOW, .source = MILL},
    {.name = "{mill_mfopen_,mill_mfread_,mill_mfwrite_}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads or writes a file, which does not suspend",
     .source = MILL},

    // State Threads.
    {.name = "st_thread_create",
     .roles = {TAKES(ON_COROUTINE, 0)},
     .traits = TRAIT_STARTS | TRAIT_OWES_END,
     .owed_unless = IS_NUMBER_ZERO(2),
     .source = ST},
    {.name = "{st_sleep,st_usleep,st_poll,st_cond_wait,st_cond_timedwait,st_mutex_lock,"
             "st_thread_join,st_thread_yield,st_accept,st_connect,st_read,st_read_fully,"
             "st_read_resid,st_readv,st_write,st_write_resid,st_writev,st_writev_resid,st_recvfrom,"
             "st_sendto,st_recvmsg,st_sendmsg,st_netfd_poll}",
     .traits = TRAIT_SUSPENDS,
     .source = ST},
    {.name = "st_open",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .because = "opens a file, which stops all threads of the library",
     .source = ST},
    {.name = "st_thread_exit", .traits = TRAIT_ENDS_FLOW, .source = ST},

    // minicoro.
    {.name = "mco_desc_init", .roles = {TAKES(ON_COROUTINE, 0)}, .source = MINICORO},
    {.name = "mco_desc::func", SLOT(ON_COROUTINE), .source = MINICORO},
    {.name = "mco_yield",
     .traits = TRAIT_SUSPENDS | TRAIT_COROUTINE_ONLY | TRAIT_STARTS,
     .source = MINICORO},
    {.name = "mco_resume", .traits = TRAIT_STARTS, .source = MINICORO},

    // libaco.
    {.name = "aco_create",
     .roles = {TAKES(ON_COROUTINE, 3)},
     .traits = TRAIT_WANTS_END,
     .instead = "aco_exit()",
     .source = ACO},
    {.name = "aco_cofuncp_t",
     CALLBACK(ON_COROUTINE),
     .traits = TRAIT_WANTS_END,
     .instead = "aco_exit()",
     .source = ACO},
    {.name = "{aco_yield,aco_yield1}",
     .traits = TRAIT_SUSPENDS | TRAIT_COROUTINE_ONLY,
     .source = ACO},
    // Macros: aco_yield changes stacks, aco_exit says first that this is the end.
    {.name = "acosw", .traits = TRAIT_SUSPENDS, .source = ACO},
    {.name = "{aco_exit,aco_exit1}", .traits = TRAIT_ENDS_FLOW, .source = ACO},
    {.name = "{aco_s,aco_t}::is_end", .traits = TRAIT_ENDS_FLOW, .source = ACO},

    // lwan.
    {.name = "{coro_new,coro_reset}", .roles = {TAKES(ON_COROUTINE, 1)}, .source = LWAN},
    {.name = "coro_function_t", CALLBACK(ON_COROUTINE), .source = LWAN},
    {.name = "{lwan_url_map,lwan_url_map_t}::handler", SLOT(ON_COROUTINE), .source = LWAN},
    {.name = "lwan_module::handle_request", SLOT(ON_COROUTINE), .source = LWAN},
    {.name = "{coro_yield,lwan_request_sleep,"
             "lwan_request_await_read,lwan_request_await_write,lwan_request_await_read_write,"
             "lwan_readv,lwan_writev,lwan_send,lwan_recv,lwan_sendfile,lwan_response_send_chunk,"
             "lwan_response_send_event,lwan_response_websocket_read,"
             "lwan_response_websocket_write_text,lwan_response_websocket_write_binary}",
     .traits = TRAIT_SUSPENDS | TRAIT_COROUTINE_ONLY,
     .source = LWAN},

    // Protothreads: macros that return, hidden in a switch; functions only without the header.
    {.name = "{PT_WAIT_UNTIL,PT_WAIT_WHILE,PT_WAIT_THREAD,PT_SPAWN,PT_YIELD,PT_YIELD_UNTIL,"
             "PT_SEM_WAIT,PROCESS_WAIT_EVENT,PROCESS_WAIT_EVENT_UNTIL,PROCESS_YIELD,"
             "PROCESS_YIELD_UNTIL,PROCESS_WAIT_UNTIL,PROCESS_WAIT_WHILE,PROCESS_PAUSE,"
             "PROCESS_PT_SPAWN}",
     .traits = TRAIT_SUSPENDS,
     .source = PT},

    // Others.
    {.name = "pth_spawn", .roles = {TAKES(ON_COROUTINE, 1)}, .source = PTH},
    {.name = "{pth_yield,pth_nap,pth_wait,pth_join,pth_sleep,pth_usleep,pth_nanosleep,pth_read,"
             "pth_write,pth_recv,pth_send,pth_accept,pth_connect,pth_select,pth_poll,pth_waitpid,"
             "pth_mutex_acquire,pth_cond_await,pth_barrier_reach}",
     .traits = TRAIT_SUSPENDS,
     .source = PTH},
    {.name = "co_create",
     .roles = {TAKES(ON_COROUTINE, 2)},
     .only_with = "co_eventloop",
     .source = PICO},
    {.name = "{co_yield,co_yield_ct,co_poll,co_cond_timedwait}",
     .only_with = "co_eventloop",
     .traits = TRAIT_SUSPENDS,
     .source = PICO},
    {.name = "co_eventloop",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = PICO},
};

C_TABLE(c_coroutines, C)
