// libdbus, the reference implementation of D-Bus.
#include "knowledge/c_tables.h"

#define DBUS(group) "https://dbus.freedesktop.org/doc/api/html/group__" group ".html"

#define BUS_CALL .effect = EFFECT_IPC, .tier = TIER_UNBOUNDED

static const KnowledgeEntry entries[] = {
    {.name = "{DBusHandleMessageFunction,DBusPendingCallNotifyFunction,DBusDispatchStatusFunction,"
             "DBusAddWatchFunction,DBusRemoveWatchFunction,DBusWatchToggledFunction,"
             "DBusAddTimeoutFunction,DBusRemoveTimeoutFunction,DBusTimeoutToggledFunction,"
             "DBusObjectPathMessageFunction,DBusNewConnectionFunction,DBusAllowUnixUserFunction,"
             "DBusAllowWindowsUserFunction}",
     CALLBACK(ON_LOOP),
     .source = DBUS("DBusConnection")},
    {.name = "{DBusFreeFunction,DBusWakeupMainFunction,DBusObjectPathUnregisterFunction}",
     CALLBACK(STORED),
     .source = DBUS("DBusConnection")},
    {.name = "{dbus_connection_add_filter,dbus_pending_call_set_notify,"
             "dbus_connection_set_dispatch_status_function,dbus_server_set_new_connection_function,"
             "dbus_connection_set_unix_user_function}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = DBUS("DBusConnection")},
    {.name = "{dbus_connection_set_watch_functions,dbus_connection_set_timeout_functions,"
             "dbus_server_set_watch_functions,dbus_server_set_timeout_functions}",
     .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 2), TAKES(ON_LOOP, 3)},
     .source = DBUS("DBusConnection")},
    // Gives back what was registered.
    {.name = "dbus_connection_remove_filter",
     .roles = {TAKES(STORED, 1)},
     .source = DBUS("DBusConnection")},
    {.name = "DBusObjectPathVTable::message_function",
     SLOT(ON_LOOP),
     .source = DBUS("DBusConnection")},

    {.name = "dbus_connection_send_with_reply_and_block",
     BUS_CALL,
     .because = "sends a message and waits for the answer",
     .instead = "dbus_connection_send_with_reply(...)",
     .source = DBUS("DBusConnection")},
    {.name = "dbus_pending_call_block",
     BUS_CALL,
     .because = "waits for the answer",
     .instead = "dbus_pending_call_set_notify(...)",
     .source = DBUS("DBusPendingCall")},
    {.name = "dbus_connection_flush",
     BUS_CALL,
     .because = "waits until everything is sent",
     .instead = "dbus_connection_set_watch_functions(...)",
     .source = DBUS("DBusConnection")},
    {.name = "dbus_connection_read_write",
     BUS_CALL,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "waits until it can read or write",
     .instead = "dbus_connection_set_watch_functions(...)",
     .source = DBUS("DBusConnection")},
    {.name = "dbus_connection_read_write_dispatch",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "waits for a message and dispatches it",
     .instead = "dbus_connection_set_watch_functions(...)",
     .source = DBUS("DBusConnection")},
    {.name = "{dbus_bus_get,dbus_bus_get_private,dbus_bus_register,dbus_connection_open,"
             "dbus_connection_open_private}",
     BUS_CALL,
     .because = "connects to the message bus and waits for its answer",
     .instead = "connecting at start-up",
     .source = DBUS("DBusBus")},
    {.name = "{dbus_bus_request_name,dbus_bus_release_name,dbus_bus_name_has_owner,"
             "dbus_bus_start_service_by_name,dbus_bus_get_unix_user,dbus_bus_get_id}",
     BUS_CALL,
     .because = "asks the message bus and waits for the answer",
     .instead = "dbus_connection_send_with_reply(...) to org.freedesktop.DBus",
     .source = DBUS("DBusBus")},
    {.name = "{dbus_bus_add_match,dbus_bus_remove_match}",
     BUS_CALL,
     .unless = {IS_NULL(2)},
     .because = "with an error to fill in waits for the answer of the message bus",
     .instead = "NULL as its error",
     .source = DBUS("DBusBus")},
};

C_TABLE(c_dbus, C)
