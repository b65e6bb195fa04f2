// Sound, video and discovery on the desktop: PipeWire, PulseAudio, Avahi.
#include "knowledge/c_tables.h"

#define PIPEWIRE(page) "https://docs.pipewire.org/" page ".html"
#define PULSE(page)    "https://freedesktop.org/software/pulseaudio/doxygen/" page ".html"
#define AVAHI(page)    "https://avahi.org/doxygen/html/" page ".html"

static const KnowledgeEntry entries[] = {
    // PipeWire: macros over calls through tables of methods.
    {.name = "spa_source_{io,idle,event,timer,signal}_func_t",
     CALLBACK(ON_LOOP),
     .source = PIPEWIRE("group__spa__loop")},
    {.name = "{spa_source_func_t,spa_invoke_func_t}",
     CALLBACK(ON_LOOP),
     .source = PIPEWIRE("group__spa__loop")},
    {.name = "spa_source::func", SLOT(ON_LOOP), .source = PIPEWIRE("structspa__source")},
    {.name = "{spa_loop_utils_add_io,pw_loop_add_io,spa_loop_utils_methods::add_io}",
     .roles = {TAKES(ON_LOOP, 4)},
     .source = PIPEWIRE("group__spa__loop")},
    {.name = "{spa_loop_utils_add_idle,pw_loop_add_idle,spa_loop_utils_methods::add_idle,"
             "spa_loop_utils_add_signal,pw_loop_add_signal,spa_loop_utils_methods::add_signal}",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = PIPEWIRE("group__spa__loop")},
    {.name = "{spa_loop_utils_add_event,pw_loop_add_event,spa_loop_utils_methods::add_event,"
             "spa_loop_utils_add_timer,pw_loop_add_timer,spa_loop_utils_methods::add_timer}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = PIPEWIRE("group__spa__loop")},
    {.name = "{spa_loop_invoke,pw_loop_invoke,pw_data_loop_invoke,spa_loop_methods::invoke}",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(5)},
     .roles = {TAKES(ON_LOOP, 1)},
     .because = "with `block` waits until the other loop has called the function",
     .instead = "false as `block`",
     .source = PIPEWIRE("structspa__loop__methods")},
    {.name = "{pw_core_events,pw_registry_events,pw_proxy_events,pw_stream_events,pw_filter_events,"
             "pw_context_events,pw_node_events,pw_port_events,pw_client_events,pw_device_events,"
             "pw_link_events,pw_module_events,pw_factory_events,pw_metadata_events,"
             "pw_main_loop_events,pw_thread_loop_events,spa_node_events,spa_device_events,"
             "spa_node_callbacks}::*",
     SLOT(ON_LOOP),
     .source = PIPEWIRE("group__pw__proxy")},
    {.name = "pw_main_loop_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = PIPEWIRE("group__pw__main__loop")},
    {.name = "{pw_loop_iterate,spa_loop_control_iterate,spa_loop_control_methods::iterate}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "runs the loop inside itself",
     .source = PIPEWIRE("group__pw__main__loop")},
    {.name = "{pw_thread_loop_wait,pw_thread_loop_timed_wait,pw_thread_loop_timed_wait_full}",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits until another thread signals the loop",
     .source = PIPEWIRE("group__pw__thread__loop")},
    {.name = "pw_thread_loop_stop",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits until the thread of the loop has ended",
     .source = PIPEWIRE("group__pw__thread__loop")},
    {.name = "pw_thread_loop_lock",
     .effect = EFFECT_LOCK,
     .tier = TIER_CHEAP,
     .is_mutex = true,
     .traits = TRAIT_LOCKS,
     .because = "waits until no other thread holds the loop",
     .source = PIPEWIRE("group__pw__thread__loop")},
    {.name = "pw_thread_loop_unlock",
     .traits = TRAIT_UNLOCKS,
     .source = PIPEWIRE("group__pw__thread__loop")},

    // PulseAudio: the abstract main loop is a struct of functions.
    {.name = "pa_{autoload_info,card_info,client_info,context_event,context_index,context_notify,"
             "context_play_sample,context_string,context_subscribe,context_success,defer_event,"
             "io_event,module_info,operation_notify,sample_info,server_info,signal,sink_info,"
             "sink_input_info,source_info,source_output_info,stat_info,stream_event,"
             "stream_notify,stream_request,stream_success,time_event}_cb_t",
     CALLBACK(ON_LOOP),
     .source = PULSE("async")},
    {.name = "{pa_defer_event_destroy_cb_t,pa_io_event_destroy_cb_t,pa_time_event_destroy_cb_t,"
             "pa_signal_destroy_cb_t,pa_free_cb_t,pa_poll_func}",
     CALLBACK(STORED),
     .source = PULSE("mainloop-api_8h")},
    {.name = "pa_mainloop_api::io_new",
     .roles = {TAKES(ON_LOOP, 3)},
     .source = PULSE("structpa__mainloop__api")},
    {.name = "pa_mainloop_api::time_new",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = PULSE("structpa__mainloop__api")},
    {.name = "pa_mainloop_api::defer_new",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = PULSE("structpa__mainloop__api")},
    {.name = "{pa_mainloop_api_once,pa_threaded_mainloop_once_unlocked,pa_signal_new,"
             "pa_context_set_state_callback,pa_context_set_subscribe_callback,"
             "pa_context_set_event_callback,pa_operation_set_state_callback,"
             "pa_stream_set_state_callback,pa_stream_set_write_callback,"
             "pa_stream_set_read_callback,pa_stream_set_overflow_callback,"
             "pa_stream_set_underflow_callback,pa_stream_set_started_callback,"
             "pa_stream_set_latency_update_callback,pa_stream_set_moved_callback,"
             "pa_stream_set_suspended_callback,pa_stream_set_event_callback,"
             "pa_stream_set_buffer_attr_callback}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = PULSE("async")},
    {.name = "pa_context_rttime_new", .roles = {TAKES(ON_LOOP, 2)}, .source = PULSE("rtclock_8h")},
    {.name = "pa_mainloop_iterate",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "runs the loop inside itself",
     .source = PULSE("mainloop_8h")},
    {.name = "pa_mainloop_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = PULSE("mainloop_8h")},
    {.name = "{pa_mainloop_poll,pa_threaded_mainloop_wait,pa_threaded_mainloop_stop}",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for another thread",
     .source = PULSE("threaded_mainloop")},
    {.name = "pa_threaded_mainloop_lock",
     .effect = EFFECT_LOCK,
     .tier = TIER_CHEAP,
     .is_mutex = true,
     .traits = TRAIT_LOCKS,
     .because = "waits until no other thread holds the loop",
     .source = PULSE("threaded_mainloop")},
    {.name = "pa_threaded_mainloop_unlock",
     .traits = TRAIT_UNLOCKS,
     .source = PULSE("threaded_mainloop")},
    {.name = "{pa_simple_new,pa_simple_read,pa_simple_write,pa_simple_drain,pa_simple_flush}",
     .effect = EFFECT_IPC,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the sound server",
     .instead = "the asynchronous interface, pa_stream_new(...)",
     .source = PULSE("simple")},

    // Avahi.
    {.name = "{AvahiWatchCallback,AvahiTimeoutCallback,AvahiClientCallback,AvahiEntryGroupCallback,"
             "AvahiAddressResolverCallback,AvahiDomainBrowserCallback,"
             "AvahiHostNameResolverCallback,AvahiRecordBrowserCallback,AvahiServiceBrowserCallback,"
             "AvahiServiceResolverCallback,AvahiServiceTypeBrowserCallback,AvahiServerCallback,"
             "AvahiSAddressResolverCallback,AvahiSDomainBrowserCallback,"
             "AvahiSHostNameResolverCallback,AvahiSRecordBrowserCallback,"
             "AvahiSServiceBrowserCallback,AvahiSServiceResolverCallback,"
             "AvahiSServiceTypeBrowserCallback,AvahiSEntryGroupCallback}",
     CALLBACK(ON_LOOP),
     .source = AVAHI("watch_8h")},
    {.name = "AvahiDumpCallback", CALLBACK(CALLED), .source = AVAHI("core_8h")},
    {.name = "AvahiPollFunc", CALLBACK(STORED), .source = AVAHI("simple-watch_8h")},
    {.name = "AvahiPoll::watch_new",
     .roles = {TAKES(ON_LOOP, 3)},
     .source = AVAHI("structAvahiPoll")},
    {.name = "AvahiPoll::timeout_new",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = AVAHI("structAvahiPoll")},
    {.name = "avahi_client_new", .roles = {TAKES(ON_LOOP, 2)}, .source = AVAHI("client_8h")},
    {.name = "avahi_entry_group_new", .roles = {TAKES(ON_LOOP, 1)}, .source = AVAHI("publish_8h")},
    {.name = "{avahi_service_browser_new,avahi_domain_browser_new,avahi_host_name_resolver_new}",
     .roles = {TAKES(ON_LOOP, 6)},
     .source = AVAHI("lookup_8h")},
    {.name = "avahi_service_resolver_new",
     .roles = {TAKES(ON_LOOP, 8)},
     .source = AVAHI("lookup_8h")},
    {.name = "{avahi_service_type_browser_new,avahi_address_resolver_new}",
     .roles = {TAKES(ON_LOOP, 5)},
     .source = AVAHI("lookup_8h")},
    {.name = "avahi_record_browser_new",
     .roles = {TAKES(ON_LOOP, 7)},
     .source = AVAHI("lookup_8h")},
    {.name = "avahi_simple_poll_iterate",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "runs the loop inside itself",
     .source = AVAHI("simple-watch_8h")},
    {.name = "avahi_simple_poll_loop",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = AVAHI("simple-watch_8h")},
    {.name = "avahi_threaded_poll_stop",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits until the thread of the loop has ended",
     .source = AVAHI("thread-watch_8h")},
    {.name = "{avahi_entry_group_commit,avahi_entry_group_reset,avahi_client_get_version_string,"
             "avahi_client_get_host_name,avahi_client_get_domain_name,"
             "avahi_client_get_host_name_fqdn,avahi_client_set_host_name}",
     .effect = EFFECT_IPC,
     .tier = TIER_UNBOUNDED,
     .because = "calls the Avahi daemon and waits for its answer",
     .source = AVAHI("client_8h")},
};

C_TABLE(c_media, C)
