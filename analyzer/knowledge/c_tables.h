// How what is known of C is written down, beside tables.h: a table is a file `c_libuv.c`, an array
// called `entries`, then C_TABLE(c_libuv, LIBUV), and one line in the list below.
//
// A record is named by its tag; where it has a typedef of another name, both stand in braces, so
// that either spelling is found: "{ngx_event_s,ngx_event_t}::handler". Macros over functions stand
// beside them, `evtimer_new`: without the header of the library they look like calls.
#pragma once

#include "knowledge/tables.h"

#define C_KNOWLEDGE_TABLES(TABLE)                                                                  \
  TABLE(c_sleep)                                                                                   \
  TABLE(c_events)                                                                                  \
  TABLE(c_process)                                                                                 \
  TABLE(c_files)                                                                                   \
  TABLE(c_paths)                                                                                   \
  TABLE(c_stdio)                                                                                   \
  TABLE(c_network)                                                                                 \
  TABLE(c_resolver)                                                                                \
  TABLE(c_threads)                                                                                 \
  TABLE(c_standard)                                                                                \
  TABLE(c_libuv)                                                                                   \
  TABLE(c_libuv_files)                                                                             \
  TABLE(c_libevent)                                                                                \
  TABLE(c_libev)                                                                                   \
  TABLE(c_glib)                                                                                    \
  TABLE(c_gio)                                                                                     \
  TABLE(c_gio_twins)                                                                               \
  TABLE(c_systemd)                                                                                 \
  TABLE(c_dbus)                                                                                    \
  TABLE(c_desktop)                                                                                 \
  TABLE(c_media)                                                                                   \
  TABLE(c_redis)                                                                                   \
  TABLE(c_nginx)                                                                                   \
  TABLE(c_qemu)                                                                                    \
  TABLE(c_servers)                                                                                 \
  TABLE(c_loops)                                                                                   \
  TABLE(c_coroutines)                                                                              \
  TABLE(c_runtime)                                                                                 \
  TABLE(c_clients)                                                                                 \
  TABLE(c_databases)                                                                               \
  TABLE(c_tls)                                                                                     \
  TABLE(c_codecs)

#define TABLE(name) extern const KnowledgeTable knowledge_##name;
C_KNOWLEDGE_TABLES(TABLE)
#undef TABLE

// `library` is what code speaks that uses the entries: C, LIBUV, LIBEVENT or GLIB.
#define C_TABLE(table, speaks)                                                                     \
  const KnowledgeTable knowledge_##table = {.name = #table,                                        \
                                            .entries = entries,                                    \
                                            .count = COUNT_OF(entries),                            \
                                            .library = LIBRARY_##speaks};

// Conditions on the argument at a place: `.unless = {HAS_BITS(2, LINUX_WNOHANG)}`.
// clang-format off
#define IS_VALUE(place, value)        {ARGUMENT_EQUALS, place, NULL, NULL, value}
#define IS_NUMBER_ZERO(place)         {ARGUMENT_ZERO, place, NULL, NULL, 0}
#define IS_AT_MOST(place, value)      {ARGUMENT_AT_MOST, place, NULL, NULL, value}
#define HAS_BITS(place, bits)         {ARGUMENT_HAS_BITS, place, NULL, NULL, bits}
#define LACKS_BITS(place, bits)       {ARGUMENT_LACKS_BITS, place, NULL, NULL, bits}
#define FIELD_HAS(place, field, bits) {ARGUMENT_FIELD_HAS_BITS, place, NULL, field, bits}
#define POINTS_TO_ZERO(place)         {ARGUMENT_POINTS_TO_ZERO, place, NULL, NULL, 0}
#define IS_NULL(place)                {ARGUMENT_NONE, place, NULL, NULL, 0}
#define IS_ADDRESS(place)             {ARGUMENT_IS_ADDRESS, place, NULL, NULL, 0}
#define IS_FILE(place)                {ARGUMENT_IS_FILE, place, NULL, NULL, 0}
#define NO_FILE(place)                {ARGUMENT_NO_FILE, place, NULL, NULL, 0}
#define CAN_WAIT_TO_READ(place)       {ARGUMENT_CAN_WAIT, place, NULL, NULL, WAIT_FOR_INPUT}
#define CAN_WAIT_TO_SEND(place)       {ARGUMENT_CAN_WAIT, place, NULL, NULL, WAIT_FOR_ROOM}
#define CAN_WAIT_TO_CONNECT(place)    {ARGUMENT_CAN_WAIT, place, NULL, NULL, WAIT_FOR_PEER}
#define CAN_WAIT(place)               {ARGUMENT_CAN_WAIT, place, NULL, NULL, 0}
#define CAN_WAIT_READY(place)         {ARGUMENT_CAN_WAIT, place, NULL, NULL, 1}
#define HAS_PEER(place, starts)       {ARGUMENT_HAS_PEER, place, NULL, starts, 0}
#define NAMES(place, name)            {ARGUMENT_HAS_FLAG, place, NULL, name, 0}
#define BEGINS(place, start)          {ARGUMENT_STARTS, place, NULL, start, 0}
#define IS_STRING(place, literal)     {ARGUMENT_IS, place, NULL, literal, 0}

// `.roles = {TAKES(ON_LOOP, 3)}`: what the argument at that place is run as.
#define TAKES(role, place)            {ROLE_##role, place, NULL, false, HANDS_UNKNOWN}
#define SLOT(role)     .kind = KNOWN_SLOT, .roles = {{ROLE_##role, 0, NULL, false, HANDS_UNKNOWN}}
#define CALLBACK(role) .kind = KNOWN_CALLBACK, .roles = {{ROLE_##role, 0, NULL, false, HANDS_UNKNOWN}}
// clang-format on

// Flags of the generic Linux ABI (include/uapi/asm-generic), which x86, arm64 and RISC-V share.
#define LINUX_AI_NUMERICHOST  0x4
#define LINUX_AI_NUMERICSERV  0x400
#define LINUX_F_OFD_SETLKW    38
#define LINUX_F_SETFL         4
#define LINUX_F_SETLKW        7
#define LINUX_FIONBIO         0x5421
#define LINUX_GRND_NONBLOCK   0x1
#define LINUX_IPC_NOWAIT      04000
#define LINUX_LOCK_NB         0x4
#define LINUX_LOCK_UN         0x8
#define LINUX_MAP_POPULATE    0x8000
#define LINUX_MSG_DONTWAIT    0x40
#define LINUX_MS_SYNC         0x4
#define LINUX_NI_NUMERICHOST  0x1
#define LINUX_O_NONBLOCK      04000
#define LINUX_O_RDWR          0x2
#define LINUX_RWF_NOWAIT      0x8
#define LINUX_AF_UNIX         1
#define LINUX_SOCK_DGRAM      0x2 // SOCK_RAW has it, too
#define LINUX_SOCK_NONBLOCK   04000
#define LINUX_SPLICE_NONBLOCK 0x2
#define LINUX_WNOHANG         0x1

// Pages of the manual: MANUAL(2, "read").
#define MANUAL(section, page)                                                                      \
  "https://man7.org/linux/man-pages/man" #section "/" page "." #section ".html"

// What to write in C instead of a call, in the words of a library; never NULL.
const char *c_advice(const KnowledgeEntry *entry, AsyncLibrary library);
