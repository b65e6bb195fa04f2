// nginx: everything is a handler in some struct; its tags end in _s, its typedefs in _t.
#include "knowledge/c_tables.h"

#define NGINX(page) "https://nginx.org/en/docs/dev/development_guide.html#" page

static const KnowledgeEntry entries[] = {
    {.name = "{ngx_event_s,ngx_event_t}::handler", SLOT(ON_LOOP), .source = NGINX("events")},
    {.name = "{ngx_listening_s,ngx_listening_t}::handler",
     SLOT(ON_LOOP),
     .source = NGINX("connection")},
    {.name = "{ngx_http_request_s,ngx_http_request_t}::{read_event_handler,write_event_handler,"
             "content_handler,log_handler}",
     SLOT(ON_LOOP),
     .source = NGINX("http_request")},
    {.name = "{ngx_http_upstream_s,ngx_http_upstream_t}::{read_event_handler,write_event_handler,"
             "create_request,reinit_request,process_header,abort_request,finalize_request,"
             "input_filter_init,input_filter,rewrite_redirect,rewrite_cookie}",
     SLOT(ON_LOOP),
     .source = NGINX("http_load_balancing")},
    {.name = "{ngx_peer_connection_s,ngx_peer_connection_t}::{get,free,notify,set_session,"
             "save_session}",
     SLOT(ON_LOOP),
     .source = NGINX("http_load_balancing")},
    {.name = "ngx_http_upstream_peer_t::init_upstream",
     SLOT(STORED),
     .source = NGINX("http_load_balancing")},
    {.name = "ngx_http_upstream_peer_t::init",
     SLOT(ON_LOOP),
     .source = NGINX("http_load_balancing")},
    {.name = "{ngx_resolver_ctx_s,ngx_resolver_ctx_t}::handler",
     SLOT(ON_LOOP),
     .source = NGINX("connection")},
    {.name = "{ngx_pool_cleanup_s,ngx_pool_cleanup_t,ngx_http_cleanup_s,ngx_http_cleanup_t}"
             "::handler",
     SLOT(ON_LOOP),
     .source = NGINX("pool")},
    {.name = "{ngx_http_core_loc_conf_s,ngx_http_core_loc_conf_t}::handler",
     SLOT(ON_LOOP),
     .source = NGINX("http_phases")},
    {.name = "{ngx_http_variable_s,ngx_http_variable_t}::{get_handler,set_handler}",
     SLOT(ON_LOOP),
     .source = NGINX("http_variables")},
    {.name = "{ngx_http_post_subrequest_t,ngx_http_post_subrequest_s}::handler",
     SLOT(ON_LOOP),
     .source = NGINX("http_subrequests")},
    {.name =
         "{ngx_stream_session_s,ngx_stream_core_srv_conf_t,ngx_stream_core_srv_conf_s}::handler",
     SLOT(ON_LOOP),
     .source = NGINX("stream")},
    {.name = "{ngx_thread_task_s,ngx_thread_task_t}::handler",
     SLOT(OFF_LOOP),
     .source = NGINX("threads")},
    {.name = "{ngx_http_handler_pt,ngx_http_event_handler_pt,ngx_event_handler_pt,"
             "ngx_connection_handler_pt,ngx_resolver_handler_pt,ngx_http_output_header_filter_pt,"
             "ngx_http_output_body_filter_pt,ngx_http_request_body_filter_pt,"
             "ngx_http_client_body_handler_pt,ngx_http_get_variable_pt,ngx_http_set_variable_pt,"
             "ngx_stream_handler_pt,ngx_pool_cleanup_pt}",
     CALLBACK(ON_LOOP),
     .source = NGINX("http_phases")},
    {.name = "ngx_http_read_client_request_body",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = NGINX("http_request_body")},
    // Read at start-up and at each reload, before a worker runs its loop.
    {.name = "{ngx_command_s,ngx_command_t}::set",
     SLOT(STORED),
     .source = NGINX("config_directives")},
    {.name = "{ngx_module_s,ngx_module_t}::{init_master,init_module,init_process,init_thread,"
             "exit_thread,exit_process,exit_master}",
     SLOT(STORED),
     .source = NGINX("core_modules")},
    {.name =
         "ngx_http_module_t::{preconfiguration,postconfiguration,create_main_conf,init_main_conf,"
         "create_srv_conf,merge_srv_conf,create_loc_conf,merge_loc_conf}",
     SLOT(STORED),
     .source = NGINX("http_conf")},
    {.name = "ngx_nonblocking",
     .traits = TRAIT_SETS_NONBLOCKING,
     .source = "https://github.com/nginx/nginx/blob/release-1.26.0/src/os/unix/ngx_socket.h"},
    {.name = "ngx_blocking",
     .traits = TRAIT_SETS_BLOCKING,
     .source = "https://github.com/nginx/nginx/blob/release-1.26.0/src/os/unix/ngx_socket.h"},
    {.name = "ngx_msleep",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(0)},
     .because = "suspends the worker",
     .instead = "ngx_add_timer(...)",
     .source = NGINX("blocking_code")},
    {.name = "ngx_process_events_and_timers",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = NGINX("event_loop")},
};

C_TABLE(c_nginx, C)
