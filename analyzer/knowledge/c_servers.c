// Servers with loops of their own, whose modules and forks are written by others: BIND, FRR,
// HAProxy, h2o, libwebsockets, libmicrohttpd, mosquitto.
#include "knowledge/c_tables.h"

#define BIND    "https://gitlab.isc.org/isc-projects/bind9/-/blob/main/lib/isc/include/isc/"
#define FRR     "https://docs.frrouting.org/projects/dev-guide/en/latest/process-architecture.html"
#define HAPROXY "https://github.com/haproxy/haproxy/blob/v3.0.0/include/haproxy/"
#define H2O     "https://github.com/h2o/h2o/blob/v2.2.6/include/h2o/"
#define LWS     "https://libwebsockets.org/lws-api-doc-main/html/"
#define MHD     "https://www.gnu.org/software/libmicrohttpd/manual/libmicrohttpd.html"
#define MQTT    "https://mosquitto.org/api/files/mosquitto-h.html"

static const KnowledgeEntry entries[] = {
    // BIND 9.
    {.name = "{isc_job_cb,isc_after_work_cb,isc_work_done_cb,isc_nm_recv_cb_t,isc_nm_cb_t,"
             "isc_nm_accept_cb_t}",
     CALLBACK(ON_LOOP),
     .source = BIND "job.h"},
    {.name = "{isc_work_cb,isc_threadfunc_t,isc_nm_workcb_t}",
     CALLBACK(OFF_LOOP),
     .source = BIND "work.h"},
    {.name = "{isc_async_run,isc_timer_create,isc_loop_setup,isc_loop_teardown}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = BIND "async.h"},
    {.name = "isc_async_current", .roles = {TAKES(ON_LOOP, 0)}, .source = BIND "async.h"},
    {.name = "isc_job_run", .roles = {TAKES(ON_LOOP, 2)}, .source = BIND "job.h"},
    // The work stands at 1 in 9.18 and at 2 since there are lanes: the types of the parameters
    // tell.
    {.name = "isc_nm_work_offload",
     .roles = {TAKES(OFF_LOOP, 1), TAKES(ON_LOOP, 2)},
     .source = "https://gitlab.isc.org/isc-projects/bind9/-/blob/v9.18.0/lib/isc/include/isc/"
               "netmgr.h"},
    {.name = "isc_thread_create", .roles = {TAKES(OFF_LOOP, 0)}, .source = BIND "thread.h"},
    {.name = "isc_thread_join",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits until the thread has ended",
     .source = BIND "thread.h"},
    {.name = "isc_loopmgr_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loops inside one of them",
     .source = BIND "loop.h"},

    // FRR: macros over functions that also take where they were called.
    {.name = "{event_add_read,event_add_write,event_add_timer,event_add_timer_msec,"
             "event_add_timer_tv,event_add_event,thread_add_read,thread_add_write,"
             "thread_add_timer,thread_add_timer_msec,thread_add_timer_tv,thread_add_event}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = FRR},
    {.name = "{_event_add_read_write,_event_add_timer,_event_add_timer_msec,_event_add_timer_tv,"
             "_event_add_event,_thread_add_read_write,_thread_add_timer,_thread_add_timer_msec,"
             "_thread_add_timer_tv,_thread_add_event}",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = FRR},
    {.name = "{event_execute,thread_execute}", .roles = {TAKES(CALLED, 1)}, .source = FRR},
    {.name = "{_event_execute,_thread_execute}", .roles = {TAKES(CALLED, 2)}, .source = FRR},
    {.name = "imsgev::{handler_read,handler_write}", SLOT(ON_LOOP), .source = FRR},
    {.name = "frr_pthread_attr::start", SLOT(OFF_LOOP), .source = FRR},
    {.name = "{event_fetch,thread_fetch}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the next event",
     .source = FRR},
    {.name = "set_nonblocking", .traits = TRAIT_SETS_NONBLOCKING, .source = FRR},

    // HAProxy, whose structs have names that others have, too. task_wakeup is its own.
    {.name = "{task,tasklet}::process",
     SLOT(ON_LOOP),
     .only_with = "task_wakeup",
     .source = HAPROXY "task-t.h"},
    {.name = "fd_insert",
     .only_with = "task_wakeup",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = HAPROXY "fd.h"},
    {.name = "fdtab::iocb", SLOT(ON_LOOP), .only_with = "task_wakeup", .source = HAPROXY "fd-t.h"},
    {.name = "applet::{fct,init,release,rcv_buf,snd_buf}",
     SLOT(ON_LOOP),
     .only_with = "task_wakeup",
     .source = HAPROXY "applet-t.h"},
    {.name = "{mux_ops,xprt_ops,data_cb,flt_ops,stconn_app_ops,proto_fam,protocol}::*",
     SLOT(ON_LOOP),
     .only_with = "task_wakeup",
     .source = HAPROXY "connection-t.h"},
    {.name = "{action_rule,act_rule}::action_ptr",
     SLOT(ON_LOOP),
     .only_with = "task_wakeup",
     .source = HAPROXY "action-t.h"},
    {.name = "{sample_fetch,sample_conv}::process",
     SLOT(ON_LOOP),
     .only_with = "task_wakeup",
     .source = HAPROXY "sample-t.h"},
    {.name = "cli_kw::{parse,io_handler,io_release}",
     SLOT(ON_LOOP),
     .only_with = "task_wakeup",
     .source = HAPROXY "cli-t.h"},
    {.name = "fd_set_nonblock", .traits = TRAIT_SETS_NONBLOCKING, .source = HAPROXY "fd.h"},

    // h2o.
    {.name = "{h2o_socket_cb,h2o_timer_cb,h2o_timeout_cb,h2o_multithread_receiver_cb,"
             "h2o_hostinfo_getaddr_cb,h2o_http1client_connect_cb,h2o_httpclient_connect_cb,"
             "h2o_httpclient_head_cb,h2o_httpclient_body_cb}",
     CALLBACK(ON_LOOP),
     .source = H2O "socket.h"},
    {.name = "{h2o_socket_read_start,h2o_socket_notify_write,h2o_timer_init}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = H2O "socket.h"},
    {.name = "{h2o_socket_write,h2o_socket_connect}",
     .roles = {TAKES(ON_LOOP, 3)},
     .source = H2O "socket.h"},
    {.name = "{st_h2o_handler_t,h2o_handler_t}::on_req",
     SLOT(ON_LOOP),
     .source = "https://github.com/h2o/h2o/blob/v2.2.6/include/h2o.h"},
    {.name = "{st_h2o_filter_t,h2o_filter_t}::on_setup_ostream",
     SLOT(ON_LOOP),
     .source = "https://github.com/h2o/h2o/blob/v2.2.6/include/h2o.h"},
    {.name = "{st_h2o_timeout_entry_t,h2o_timeout_entry_t}::cb",
     SLOT(ON_LOOP),
     .source = H2O "timeout.h"},
    {.name = "h2o_multithread_create_thread",
     .roles = {TAKES(OFF_LOOP, 2)},
     .source = H2O "multithread.h"},
    {.name = "h2o_evloop_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "runs the loop inside itself",
     .source = H2O "socket/evloop.h"},

    // libwebsockets.
    {.name = "{lws_callback_function,lws_async_dns_cb_t,sul_cb_t,lws_seq_event_cb,"
             "lws_smd_notification_cb_t,lws_extension_callback_function,lws_context_ready_cb_t,"
             "lws_state_notify_t,lws_spa_fileupload_cb,lws_attach_cb_t,lws_button_cb_t,"
             "lws_spi_cb_t,lws_peer_limits_notify_t,lws_reload_func,"
             "lws_process_html_state_cb,dhcpc_cb_t}",
     CALLBACK(ON_LOOP),
     .source = LWS},
    {.name = "{lws_dir_callback_function,lws_dir_glob_cb_t,lws_list_ptr_sort_func_t,"
             "lws_strexp_expand_cb,lws_jwk_key_import_callback,each_plugin_cb_t,lejp_callback}",
     CALLBACK(CALLED),
     .source = LWS},
    {.name = "lws_protocols::callback", SLOT(ON_LOOP), .source = LWS "structlws__protocols.html"},
    {.name = "{lws_sul_schedule,lws_sul_schedule_wakesuspend}",
     .roles = {TAKES(ON_LOOP, 3)},
     .source = LWS "group__sul.html"},
    {.name = "{lws_service,lws_service_tsi}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = LWS "group__service.html"},
    {.name = "lws_cancel_service", .traits = TRAIT_ANY_THREAD, .source = LWS "group__service.html"},
    {.name = "lws_dir",
     .effect = EFFECT_TREE_IO,
     .tier = TIER_BULK,
     .roles = {TAKES(CALLED, 2)},
     .because = "reads a whole directory",
     .source = LWS "group__dir.html"},

    // libmicrohttpd: its own thread runs the handlers; with a thread for each connection they may
    // wait, which is a flag of the daemon.
    {.name = "{MHD_AccessHandlerCallback,MHD_AcceptPolicyCallback,MHD_RequestCompletedCallback,"
             "MHD_NotifyConnectionCallback,MHD_ContentReaderCallback,MHD_UpgradeHandler,"
             "MHD_PskServerCredentialsCallback}",
     CALLBACK(ON_LOOP),
     .source = MHD},
    {.name = "{MHD_KeyValueIterator,MHD_KeyValueIteratorN,MHD_PostDataIterator}",
     CALLBACK(CALLED),
     .source = MHD},
    {.name = "{MHD_ContentReaderFreeCallback,MHD_PanicCallback,MHD_LogCallback}",
     CALLBACK(STORED),
     .source = MHD},
    {.name = "{MHD_start_daemon,MHD_start_daemon_va}",
     .roles = {TAKES(ON_LOOP, 2), TAKES(ON_LOOP, 4)},
     .traits = TRAIT_STARTS,
     .source = MHD},
    {.name = "MHD_stop_daemon",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits until the threads of the daemon have ended",
     .source = MHD},
    {.name = "MHD_run_wait",
     .effect = EFFECT_POLL,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "waits for an event of the daemon",
     .instead = "MHD_get_fdset(...) and MHD_run(...)",
     .source = MHD},

    // mosquitto: callbacks run where the network loop runs.
    {.name = "mosquitto_{connect,connect_with_flags,connect_v5,disconnect,disconnect_v5,publish,"
             "publish_v5,message,message_v5,subscribe,subscribe_v5,unsubscribe,unsubscribe_v5,log}"
             "_callback_set",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = MQTT},
    {.name = "{mosquitto_connect,mosquitto_connect_bind,mosquitto_connect_bind_v5,"
             "mosquitto_connect_srv,mosquitto_reconnect}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "looks up the broker and connects to it",
     .instead = "mosquitto_connect_async(...)",
     .source = MQTT},
    {.name = "mosquitto_loop",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "waits for the network and runs callbacks",
     .instead = "mosquitto_loop_read(...) and its relatives with a watcher of the loop",
     .source = MQTT},
    {.name = "mosquitto_loop_forever",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the network and runs callbacks",
     .instead = "mosquitto_loop_read(...) and its relatives with a watcher of the loop",
     .source = MQTT},
    {.name = "mosquitto_loop_stop",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits until the thread of the client has ended",
     .source = MQTT},
    {.name = "{mosquitto_subscribe_simple,mosquitto_subscribe_callback}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "connects and waits for messages",
     .instead = "mosquitto_message_callback_set(...)",
     .source = MQTT},
};

C_TABLE(c_servers, C)
