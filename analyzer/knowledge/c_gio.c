// GIO beside its pairs of a synchronous and an asynchronous function, which stand in c_gio_twins.c:
// D-Bus, tasks, sockets; and GTK on top of it.
#include "knowledge/c_tables.h"

#define GIO(page)  "https://docs.gtk.org/gio/" page ".html"
#define GTK3(page) "https://docs.gtk.org/gtk3/" page ".html"

#define SOCKET_WAITS                                                                               \
  .effect = EFFECT_NETWORK, .tier = TIER_UNBOUNDED,                                                \
  .because = "waits for the other side unless g_socket_set_blocking(..., FALSE) was called"

static const KnowledgeEntry entries[] = {
    // Types of callbacks.
    {.name = "GAsyncReadyCallback",
     CALLBACK(ON_LOOP),
     .parameters = {.answer = 2},
     .source = GIO("callback.AsyncReadyCallback")},
    {.name = "{GBusAcquiredCallback,GBusNameAcquiredCallback,GBusNameLostCallback,"
             "GBusNameAppearedCallback,GBusNameVanishedCallback,GDBusSignalCallback,"
             "GDBusInterfaceMethodCallFunc,GDBusInterfaceGetPropertyFunc,"
             "GDBusInterfaceSetPropertyFunc,GDBusSubtreeEnumerateFunc,GDBusSubtreeIntrospectFunc,"
             "GDBusSubtreeDispatchFunc}",
     CALLBACK(ON_LOOP),
     .source = GIO("callback.DBusSignalCallback")},
    {.name = "{GCancellableSourceFunc,GPollableSourceFunc,GSocketSourceFunc,"
             "GDatagramBasedSourceFunc}",
     CALLBACK(ON_LOOP),
     .source = GIO("callback.SocketSourceFunc")},
    {.name = "{GFileProgressCallback,GFileMeasureProgressCallback,GFileReadMoreCallback,"
             "GDBusProxyTypeFunc,GDesktopAppLaunchCallback}",
     CALLBACK(CALLED),
     .source = GIO("callback.FileProgressCallback")},
    {.name = "GDBusMessageFilterFunction",
     CALLBACK(OFF_LOOP),
     .source = GIO("callback.DBusMessageFilterFunction")},
    {.name = "{GTaskThreadFunc,GSimpleAsyncThreadFunc,GIOSchedulerJobFunc}",
     CALLBACK(OFF_LOOP),
     .traits = TRAIT_SHARED_POOL,
     .source = GIO("callback.TaskThreadFunc")},
    {.name = "{GSettingsBindGetMapping,GSettingsBindSetMapping,GSettingsGetMapping}",
     CALLBACK(ON_LOOP),
     .source = GIO("callback.SettingsBindGetMapping")},
    {.name = "GVfsFileLookupFunc", CALLBACK(CALLED), .source = GIO("callback.VfsFileLookupFunc")},

    // Tasks.
    {.name = "g_task_new", .traits = TRAIT_OWES_ANSWER, .source = GIO("ctor.Task.new")},
    {.name = "g_task_return_{pointer,boolean,int,value,error,new_error,new_error_literal,"
             "error_if_cancelled,prefixed_error}",
     .traits = TRAIT_ANSWERS,
     .source = GIO("class.Task")},
    {.name = "g_task_{set_task_data,set_priority,set_check_cancellable,set_return_on_cancel,"
             "set_source_tag,set_name,set_static_name,get_task_data,get_priority,get_cancellable,"
             "get_check_cancellable,get_return_on_cancel,get_context,get_name,get_source_object,"
             "get_source_tag,get_completed,had_error,is_valid}",
     .traits = TRAIT_LOOKS,
     .source = GIO("class.Task")},
    {.name = "g_task_run_in_thread",
     .roles = {TAKES(OFF_LOOP, 1)},
     .traits = TRAIT_SHARED_POOL,
     .source = GIO("method.Task.run_in_thread")},
    {.name = "g_task_run_in_thread_sync",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .traits = TRAIT_SHARED_POOL,
     .roles = {TAKES(OFF_LOOP, 1)},
     .because = "waits until the thread is done",
     .instead = "g_task_run_in_thread(...)",
     .source = GIO("method.Task.run_in_thread_sync")},
    {.name = "g_simple_async_result_run_in_thread",
     .roles = {TAKES(OFF_LOOP, 1)},
     .source = GIO("method.SimpleAsyncResult.run_in_thread")},
    {.name = "g_io_scheduler_push_job",
     .roles = {TAKES(OFF_LOOP, 0)},
     .source = GIO("func.io_scheduler_push_job")},
    {.name = "{g_io_scheduler_job_send_to_mainloop,g_io_scheduler_job_send_to_mainloop_async}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = GIO("method.IOSchedulerJob.send_to_mainloop")},
    {.name = "g_task_attach_source",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = GIO("method.Task.attach_source")},
    {.name = "g_cancellable_connect",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = GIO("method.Cancellable.connect")},
    {.name = "{_GInitableIface,GInitableIface}::init",
     SLOT(STORED),
     .source = GIO("iface.Initable")},

    // D-Bus.
    {.name = "g_bus_own_name",
     .roles = {TAKES(ON_LOOP, 3), TAKES(ON_LOOP, 4), TAKES(ON_LOOP, 5)},
     .source = GIO("func.bus_own_name")},
    {.name = "{g_bus_own_name_on_connection,g_bus_watch_name,g_bus_watch_name_on_connection}",
     .roles = {TAKES(ON_LOOP, 3), TAKES(ON_LOOP, 4)},
     .source = GIO("func.bus_watch_name")},
    {.name = "g_dbus_connection_signal_subscribe",
     .roles = {TAKES(ON_LOOP, 7)},
     .source = GIO("method.DBusConnection.signal_subscribe")},
    {.name = "g_dbus_connection_add_filter",
     .roles = {TAKES(OFF_LOOP, 1)},
     .source = GIO("method.DBusConnection.add_filter")},
    {.name =
         "{_GDBusInterfaceVTable,GDBusInterfaceVTable}::{method_call,get_property,set_property}",
     SLOT(ON_LOOP),
     .source = GIO("struct.DBusInterfaceVTable")},
    {.name = "{_GDBusSubtreeVTable,GDBusSubtreeVTable}::{enumerate,introspect,dispatch}",
     SLOT(ON_LOOP),
     .source = GIO("struct.DBusSubtreeVTable")},
    {.name = "{g_dbus_server_new_sync,g_dbus_address_get_for_bus_sync}",
     .effect = EFFECT_IPC,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the message bus",
     .source = GIO("ctor.DBusServer.new_sync")},
    {.name = "g_settings_sync",
     .effect = EFFECT_IPC,
     .tier = TIER_UNBOUNDED,
     .because = "waits until all settings are written",
     .instead = "g_settings_apply(...)",
     .source = GIO("type_func.Settings.sync")},
    {.name = "{g_initable_init,g_initable_new,g_initable_newv,g_initable_new_valist}",
     .effect = EFFECT_IPC,
     .tier = TIER_BULK,
     .because = "does the work of making the object before it returns",
     .instead = "g_async_initable_new_async(...)",
     .source = GIO("method.Initable.init")},

    // Sockets: in blocking mode until they are told otherwise.
    {.name = "{g_socket_connect,g_socket_receive,g_socket_receive_from,g_socket_receive_message,"
             "g_socket_receive_messages,g_socket_send,g_socket_send_to,g_socket_send_message,"
             "g_socket_send_messages,g_socket_accept}",
     SOCKET_WAITS,
     .source = GIO("class.Socket")},
    {.name = "{g_socket_condition_wait,g_socket_condition_timed_wait}",
     .effect = EFFECT_POLL,
     .tier = TIER_UNBOUNDED,
     .because = "waits until the socket is ready",
     .instead = "g_socket_create_source(...)",
     .source = GIO("method.Socket.condition_wait")},
    {.name = "{g_socket_receive_with_blocking,g_socket_send_with_blocking}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(3)},
     .because = "waits for the other side",
     .source = GIO("method.Socket.send_with_blocking")},
    {.name = "g_socket_set_blocking",
     .traits = TRAIT_SETS_BLOCKING,
     .nonblocking_if = IS_NUMBER_ZERO(1),
     .source = GIO("method.Socket.set_blocking")},

    // Files without a twin.
    {.name = "{g_file_query_exists,g_file_query_file_type,g_file_set_attribute,"
             "g_file_set_attribute_byte_string,g_file_set_attribute_int32,"
             "g_file_set_attribute_int64,g_file_set_attribute_string,g_file_set_attribute_uint32,"
             "g_file_set_attribute_uint64,g_file_set_attributes_from_info,"
             "g_file_query_settable_attributes,g_file_query_writable_namespaces,"
             "g_file_make_directory_with_parents,g_file_copy_attributes}",
     .effect = EFFECT_PATH_METADATA,
     .tier = TIER_CHEAP,
     .source = GIO("method.File.query_exists")},
    {.name = "{g_unix_mounts_get,g_unix_mount_at,g_unix_mount_for,g_unix_mount_points_get}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads the table of mounts",
     .source = GIO("func.unix_mounts_get")},

    // Applications.
    {.name = "g_application_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the main loop inside itself",
     .source = GIO("method.Application.run")},
    {.name = "{_GApplicationClass,GApplicationClass}::{startup,activate,open,command_line,"
             "local_command_line,shutdown,handle_local_options,before_emit,after_emit,name_lost,"
             "dbus_register,dbus_unregister,add_platform_data}",
     SLOT(ON_LOOP),
     .source = GIO("class.Application")},
    {.name = "{_GActionEntry,GActionEntry}::{activate,change_state}",
     SLOT(ON_LOOP),
     .source = GIO("struct.ActionEntry")},
    {.name = "g_subprocess_launcher_set_child_setup",
     .roles = {TAKES(CHILD, 1)},
     .source = GIO("method.SubprocessLauncher.set_child_setup")},
    {.name = "{g_desktop_app_info_launch_uris_as_manager,"
             "g_desktop_app_info_launch_uris_as_manager_with_fds}",
     .roles = {TAKES(CHILD, 4), TAKES(CALLED, 6)},
     .source = "https://docs.gtk.org/gio-unix/method.DesktopAppInfo.launch_uris_as_manager.html"},

    // GTK: one thread only.
    {.name = "{gtk_main,gtk_main_iteration,gtk_dialog_run,gtk_native_dialog_run}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .traits = TRAIT_LOOP_ONLY,
     .because = "runs the main loop inside this callback",
     .instead = "gtk_window_present(...) and the signal `response`",
     .source = GTK3("method.Dialog.run")},
    {.name = "gtk_main_iteration_do",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(0)},
     .traits = TRAIT_LOOP_ONLY,
     .because = "runs the main loop inside this callback",
     .source = GTK3("func.main_iteration_do")},
    {.name = "gtk_*", .traits = TRAIT_LOOP_ONLY, .source = GTK3("func.init")},
    {.name = "{_GtkWidgetClass,GtkWidgetClass}::*", SLOT(ON_LOOP), .source = GTK3("class.Widget")},
    {.name = "{GtkCallback,GtkTickCallback,GtkTreeCellDataFunc,GtkTreeIterCompareFunc,"
             "GtkTreeModelFilterVisibleFunc,GtkTreeModelForeachFunc,GtkTreeSelectionFunc,"
             "GtkClipboardReceivedFunc,GtkClipboardTextReceivedFunc,GtkListBoxFilterFunc,"
             "GtkListBoxForeachFunc,GtkListBoxSortFunc,GtkPrintSettingsFunc}",
     CALLBACK(ON_LOOP),
     .source = GTK3("callback.Callback")},
    {.name = "gdk_threads_add_idle",
     .roles = {TAKES(ON_LOOP, 0)},
     .source = "https://docs.gtk.org/gdk3/func.threads_add_idle.html"},
    {.name = "gdk_threads_add_timeout",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = "https://docs.gtk.org/gdk3/func.threads_add_timeout.html"},
    {.name = "gdk_pixbuf_new_from_{file,file_at_size,file_at_scale,stream,stream_at_scale}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads and decodes an image",
     .instead = "gdk_pixbuf_new_from_stream_async(...)",
     .source = "https://docs.gtk.org/gdk-pixbuf/ctor.Pixbuf.new_from_file.html"},
    {.name = "gdk_pixbuf_{save,savev,save_to_buffer,save_to_bufferv,save_to_stream}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "encodes an image",
     .instead = "gdk_pixbuf_save_to_stream_async(...)",
     .source = "https://docs.gtk.org/gdk-pixbuf/method.Pixbuf.save.html"},
    {.name = "{notify_notification_show,notify_notification_close,notify_get_server_info,"
             "notify_get_server_caps}",
     .effect = EFFECT_IPC,
     .tier = TIER_UNBOUNDED,
     .because = "calls the notification daemon and waits for its answer",
     .instead = "g_dbus_proxy_call(...) or g_application_send_notification(...)",
     .source = "https://gnome.pages.gitlab.gnome.org/libnotify/method.Notification.show.html"},

    // Backends of gvfs: the `try_` member runs on the loop, the one without it on a thread.
    {.name =
         "{_GVfsBackendClass,GVfsBackendClass}::{try_mount,try_unmount,try_open_for_read,try_read,"
         "try_seek_on_read,try_close_read,try_create,try_append_to,try_replace,try_write,"
         "try_seek_on_write,try_close_write,try_query_info,try_query_fs_info,try_enumerate,"
         "try_set_display_name,try_delete,try_trash,try_make_directory,try_make_symlink,"
         "try_copy,try_move,try_push,try_pull,try_set_attribute,try_create_dir_monitor,"
         "try_create_file_monitor,try_mount_mountable,try_unmount_mountable}",
     SLOT(ON_LOOP),
     .source = "https://gitlab.gnome.org/GNOME/gvfs/-/blob/master/daemon/gvfsbackend.h"},
    {.name = "{_GVfsBackendClass,GVfsBackendClass}::{mount,unmount,open_for_read,read,seek_on_read,"
             "close_read,create,append_to,replace,write,seek_on_write,close_write,query_info,"
             "query_fs_info,enumerate,set_display_name,delete,trash,make_directory,make_symlink,"
             "copy,move,push,pull,set_attribute,create_dir_monitor,create_file_monitor}",
     SLOT(OFF_LOOP),
     .source = "https://gitlab.gnome.org/GNOME/gvfs/-/blob/master/daemon/gvfsbackend.h"},
};

C_TABLE(c_gio, GLIB)
