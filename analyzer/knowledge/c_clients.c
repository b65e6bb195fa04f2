// Clients of the network: libcurl, libssh, libssh2, gRPC, ZeroMQ, nanomsg, nghttp2, libpcap.
#include "knowledge/c_tables.h"

#define KAFKA      "https://docs.confluent.io/platform/current/clients/librdkafka/html/rdkafka_8h.html"
#define CURL(page) "https://curl.se/libcurl/c/" page ".html"

static const KnowledgeEntry entries[] = {
    // libcurl.
    {.name = "curl_easy_perform",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "waits until the transfer is done",
     .source = CURL("curl_easy_perform")},
    {.name = "{curl_multi_wait,curl_multi_poll}",
     .effect = EFFECT_POLL,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(3)},
     .because = "waits until a transfer can go on",
     .instead = "curl_multi_socket_action(...) driven by the loop",
     .source = CURL("curl_multi_poll")},
    {.name = "{curl_easy_cleanup,curl_multi_remove_handle,curl_multi_cleanup}",
     .effect = EFFECT_HTTP,
     .tier = TIER_CHEAP,
     .because = "may wait for the thread that looks up a name",
     .source = CURL("curl_multi_remove_handle")},
    {.name = "{curl_global_init,curl_global_cleanup}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "sets up the TLS library",
     .instead = "calling it at start-up",
     .source = CURL("curl_global_init")},
    {.name = "curl_easy_upkeep",
     .effect = EFFECT_HTTP,
     .tier = TIER_CHEAP,
     .because = "talks to servers to keep connections open",
     .source = CURL("curl_easy_upkeep")},
    // Called by whoever performs the transfer: with the multi interface, the loop.
    {.name = "curl_multi_setopt",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = CURL("curl_multi_setopt")},
    {.name = "curl_easy_setopt", .roles = {TAKES(STORED, 2)}, .source = CURL("curl_easy_setopt")},
    {.name = "{curl_socket_callback,curl_multi_timer_callback,curl_push_callback}",
     CALLBACK(ON_LOOP),
     .source = CURL("CURLMOPT_SOCKETFUNCTION")},
    {.name = "{curl_write_callback,curl_read_callback,curl_progress_callback,"
             "curl_xferinfo_callback,curl_seek_callback,curl_sockopt_callback,"
             "curl_opensocket_callback,curl_closesocket_callback,curl_debug_callback,"
             "curl_ioctl_callback,curl_conv_callback,curl_ssl_ctx_callback,"
             "curl_resolver_start_callback,curl_prereq_callback,curl_trailer_callback,"
             "curl_hstsread_callback,curl_hstswrite_callback,curl_chunk_bgn_callback,"
             "curl_chunk_end_callback,curl_fnmatch_callback,curl_sshkeycallback,"
             "curl_sshhostkeycallback,curl_lock_function,curl_unlock_function,"
             "curl_formget_callback,curl_malloc_callback,curl_free_callback,curl_realloc_callback,"
             "curl_strdup_callback,curl_calloc_callback}",
     CALLBACK(STORED),
     .source = CURL("curl_easy_setopt")},
    {.name = "curl_multi_wakeup", .traits = TRAIT_ANY_THREAD, .source = CURL("curl_multi_wakeup")},

    // Secure shell.
    {.name =
         "{ssh_connect,ssh_userauth_password,ssh_userauth_publickey,ssh_userauth_publickey_auto,"
         "ssh_channel_open_session,ssh_channel_request_exec,ssh_channel_read,ssh_channel_write,"
         "sftp_open,sftp_read,sftp_write,sftp_stat}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the server, unless ssh_set_blocking(..., 0) was called",
     .source = "https://api.libssh.org/stable/group__libssh__session.html"},
    {.name = "{libssh2_session_handshake,libssh2_userauth_password_ex,"
             "libssh2_userauth_publickey_fromfile_ex,libssh2_channel_open_ex,"
             "libssh2_channel_read_ex,libssh2_channel_write_ex,libssh2_sftp_init,"
             "libssh2_sftp_open_ex,libssh2_sftp_read,libssh2_sftp_write}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the server, unless libssh2_session_set_blocking(..., 0) was called",
     .source = "https://libssh2.org/libssh2_session_set_blocking.html"},

    // Messages.
    {.name = "{zmq_recv,zmq_send}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .unless = {HAS_BITS(3, 0x1)}, // ZMQ_DONTWAIT
     .because = "waits for a message or for room",
     .instead = "ZMQ_DONTWAIT and a watcher of the loop for ZMQ_FD",
     .source = "http://api.zeromq.org/4-3:zmq-recv"},
    {.name = "{zmq_msg_recv,zmq_msg_send}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .unless = {HAS_BITS(2, 0x1)},
     .because = "waits for a message or for room",
     .instead = "ZMQ_DONTWAIT and a watcher of the loop for ZMQ_FD",
     .source = "http://api.zeromq.org/4-3:zmq-msg-recv"},
    {.name = "zmq_poll",
     .effect = EFFECT_POLL,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(2)},
     .because = "waits until a socket is ready",
     .instead = "a watcher of the loop for ZMQ_FD",
     .source = "http://api.zeromq.org/4-3:zmq-poll"},
    {.name = "zmq_ctx_term",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits until all sockets are closed",
     .source = "http://api.zeromq.org/4-3:zmq-ctx-term"},
    {.name = "{nn_recv,nn_send}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .unless = {HAS_BITS(3, 0x1)}, // NN_DONTWAIT
     .because = "waits for a message or for room",
     .source = "https://nanomsg.org/v1.1.5/nn_recv.html"},
    {.name = "{grpc_completion_queue_next,grpc_completion_queue_pluck}",
     .effect = EFFECT_POLL,
     .tier = TIER_UNBOUNDED,
     .because = "waits for an event of the queue",
     .source = "https://grpc.github.io/grpc/core/grpc_8h.html"},
    {.name =
         "{amqp_login,amqp_consume_message,amqp_basic_get,amqp_simple_rpc,amqp_simple_wait_frame,"
         "amqp_socket_open}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the broker",
     .source = "https://alanxz.github.io/rabbitmq-c/docs/0.8.0/"},
    {.name = "{rd_kafka_flush,rd_kafka_consumer_poll}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "waits for the brokers",
     .source = KAFKA},
    {.name = "rd_kafka_consume",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(2)},
     .because = "waits for a message",
     .source = KAFKA},
    {.name = "{rd_kafka_destroy,rd_kafka_query_watermark_offsets,rd_kafka_metadata,"
             "rd_kafka_consumer_close}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the brokers",
     .source = KAFKA},

    // Packets and HTTP/2: called back by who feeds them.
    {.name = "{pcap_loop,pcap_dispatch}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .roles = {TAKES(CALLED, 2)},
     .because = "waits for packets, unless pcap_setnonblock was called",
     .instead = "pcap_get_selectable_fd(...) and a watcher of the loop",
     .source = "https://www.tcpdump.org/manpages/pcap_loop.3pcap.html"},
    {.name = "{pcap_next,pcap_next_ex}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for a packet, unless pcap_setnonblock was called",
     .instead = "pcap_get_selectable_fd(...) and a watcher of the loop",
     .source = "https://www.tcpdump.org/manpages/pcap_next_ex.3pcap.html"},
    {.name = "nghttp2_session_callbacks_set_*",
     .roles = {TAKES(STORED, 1)},
     .source = "https://nghttp2.org/documentation/apiref.html"},
};

C_TABLE(c_clients, C)
