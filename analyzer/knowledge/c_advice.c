// Advice for C: an entry's own words for the loop library that the code speaks, else its words for
// any, else the usual ones for the effect. Each completes "use …".
#include "knowledge/c_tables.h"

typedef struct CAdvice {
  const char *any, *libuv, *libevent, *glib;
} CAdvice;

static const CAdvice in_thread = {
    "a worker thread that tells the loop when it is done",
    "uv_queue_work(...)",
    "a worker thread that ends in event_active(...)",
    "g_task_run_in_thread(...)",
};

static const CAdvice usual_advice[EFFECT_COUNT] = {
    [EFFECT_SLEEP] = {"a timer of the event loop", "uv_timer_start(...)",
                      "evtimer_new(...) and event_add(...)", "g_timeout_add(...)"},
    [EFFECT_HTTP] =
        {"curl_multi_socket_action(...) driven by the loop",
         "curl_multi_socket_action(...) with uv_poll_start(...) and uv_timer_start(...)",
         "curl_multi_socket_action(...) with event_new(...), or evhttp_make_request(...)",
         "curl_multi_socket_action(...) with g_unix_fd_add(...)"},
    [EFFECT_SUBPROCESS] = {"posix_spawn(...) and a watcher of the loop for the child",
                           "uv_spawn(...) with an exit_cb",
                           "posix_spawn(...) and evsignal_new(...) for SIGCHLD",
                           "g_spawn_async(...) and g_child_watch_add(...)"},
    [EFFECT_PROCESS_WAIT] = {"WNOHANG where the loop reports SIGCHLD",
                             "uv_spawn(...) with an exit_cb",
                             "evsignal_new(...) for SIGCHLD, and WNOHANG",
                             "g_child_watch_add(...)"},
    [EFFECT_NETWORK] = {"a non-blocking socket that the loop watches",
                        "uv_tcp_connect(...), uv_read_start(...) and uv_write(...)",
                        "bufferevent_socket_new(...) and its callbacks",
                        "the _async functions of GSocketClient and GIOStream"},
    [EFFECT_DNS] = {"a resolver that works with the loop, such as c-ares",
                    "uv_getaddrinfo(...) with a callback", "evdns_getaddrinfo(...)",
                    "g_resolver_lookup_by_name_async(...)"},
    [EFFECT_POLL] = {"a watcher of the event loop", "uv_poll_start(...)", "event_new(...)",
                     "g_unix_fd_add(...)"},
    [EFFECT_IPC] = {"the asynchronous form of the call", NULL, NULL, NULL},
    [EFFECT_LOCK] = {"a message to the loop from the thread that is waited for",
                     "uv_async_send(...) from the thread that is waited for",
                     "event_active(...) from the thread that is waited for",
                     "g_main_context_invoke(...) from the thread that is waited for"},
    [EFFECT_INPUT] = {"a watcher of the event loop for the descriptor",
                      "uv_tty_init(...) and uv_read_start(...)",
                      "event_new(...) for the descriptor", "g_unix_fd_add(...)"},
    [EFFECT_FILE_IO] = {NULL, "uv_fs_read(...) or uv_fs_write(...) with a callback", NULL,
                        "g_file_load_contents_async(...) or g_output_stream_write_async(...)"},
    [EFFECT_SYNC] = {NULL, "uv_fs_fsync(...) with a callback", NULL, NULL},
    [EFFECT_TREE_IO] = {NULL, "uv_fs_scandir(...) with a callback", NULL,
                        "g_file_enumerate_children_async(...)"},
    [EFFECT_OPEN] = {NULL, "uv_fs_open(...) with a callback", NULL,
                     "g_file_read_async(...) or g_file_replace_async(...)"},
    [EFFECT_PATH_METADATA] = {NULL, "its uv_fs function with a callback", NULL,
                              "g_file_query_info_async(...)"},
    [EFFECT_LOG] = {"a thread that writes the log", NULL, NULL, NULL},
    [EFFECT_NESTED_LOOP] = {"a callback that goes on when the operation is done", NULL, NULL, NULL},
};

static const char *words_for(const CAdvice *advice, AsyncLibrary library) {
  const char *own = library == LIBRARY_LIBUV      ? advice->libuv
                    : library == LIBRARY_LIBEVENT ? advice->libevent
                    : library == LIBRARY_GLIB     ? advice->glib
                                                  : NULL;
  return own ? own : advice->any;
}

const char *c_advice(const KnowledgeEntry *entry, AsyncLibrary library) {
  CAdvice own = {entry->instead, entry->instead_libuv, entry->instead_libevent,
                 entry->instead_glib};
  const char *words = words_for(&own, library);
  if (!words) words = words_for(&usual_advice[entry->effect], library);
  return words ? words : words_for(&in_thread, library);
}
