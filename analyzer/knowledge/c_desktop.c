// The display server: Wayland on both sides, and X.
#include "knowledge/c_tables.h"

#define WAYLAND_SERVER "https://wayland.freedesktop.org/docs/html/apc.html"
#define WAYLAND_CLIENT "https://wayland.freedesktop.org/docs/html/apb.html"
#define XLIB           "https://www.x.org/releases/current/doc/libX11/libX11/libX11.html"
#define XCB            "https://xcb.freedesktop.org/tutorial/"

#define ROUND_TRIP .effect = EFFECT_IPC, .tier = TIER_UNBOUNDED

static const KnowledgeEntry entries[] = {
    // Compositors.
    {.name = "{wl_event_loop_fd_func_t,wl_event_loop_timer_func_t,wl_event_loop_signal_func_t,"
             "wl_event_loop_idle_func_t,wl_notify_func_t,wl_global_bind_func_t,"
             "wl_display_global_filter_func_t,wl_resource_destroy_func_t,wl_dispatcher_func_t,"
             "wl_protocol_logger_func_t}",
     CALLBACK(ON_LOOP),
     .source = WAYLAND_SERVER},
    {.name = "wl_client_for_each_resource_iterator_func_t",
     CALLBACK(CALLED),
     .source = WAYLAND_SERVER},
    {.name = "wl_log_func_t", CALLBACK(STORED), .source = WAYLAND_SERVER},
    {.name = "wl_event_loop_add_fd",
     .roles = {TAKES(ON_LOOP, 3), TAKES(WATCHED, 1)},
     .source = WAYLAND_SERVER},
    {.name = "{wl_event_loop_add_timer,wl_event_loop_add_idle}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = WAYLAND_SERVER},
    {.name = "wl_event_loop_add_signal", .roles = {TAKES(ON_LOOP, 2)}, .source = WAYLAND_SERVER},
    {.name = "wl_global_create", .roles = {TAKES(ON_LOOP, 4)}, .source = WAYLAND_SERVER},
    // The second argument is a table of functions: each of its members is called on the loop.
    {.name = "wl_resource_set_implementation",
     .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 3)},
     .source = WAYLAND_SERVER},
    {.name = "wl_resource_set_dispatcher",
     .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 4)},
     .source = WAYLAND_SERVER},
    {.name = "{wl_resource_set_destructor,wl_display_set_global_filter,"
             "wl_display_add_protocol_logger}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = WAYLAND_SERVER},
    {.name = "wl_client_for_each_resource", .roles = {TAKES(CALLED, 1)}, .source = WAYLAND_SERVER},
    {.name = "wl_listener::notify", SLOT(ON_LOOP), .source = WAYLAND_SERVER},
    {.name = "wl_event_loop_dispatch",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(1)},
     .because = "runs the loop inside itself",
     .source = WAYLAND_SERVER},
    {.name = "wl_display_run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the loop inside itself",
     .source = WAYLAND_SERVER},

    // Clients.
    {.name = "{wl_proxy_add_listener,wl_proxy_add_dispatcher}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = WAYLAND_CLIENT},
    {.name = "{wl_display_roundtrip,wl_display_roundtrip_queue}",
     ROUND_TRIP,
     .because = "waits until the compositor has answered all requests",
     .instead = "wl_display_sync(...) with a listener",
     .source = WAYLAND_CLIENT},
    {.name = "{wl_display_dispatch,wl_display_dispatch_queue}",
     ROUND_TRIP,
     .because = "waits for an event of the compositor",
     .instead = "wl_display_prepare_read(...) and a watcher of the loop for wl_display_get_fd(...)",
     .source = WAYLAND_CLIENT},

    // X.
    {.name = "{XSync,XGetWindowProperty,XQueryTree,XInternAtom,XInternAtoms,XGetAtomName,"
             "XGetWindowAttributes,XGetGeometry,XTranslateCoordinates,XQueryPointer,XGetImage,"
             "XGetSubImage,XGetSelectionOwner,XGetInputFocus,XQueryExtension,XListProperties,"
             "XGrabPointer,XGrabKeyboard,XAllocColor,XAllocNamedColor,XQueryColor,XQueryColors,"
             "XLoadQueryFont,XListFonts,XGetModifierMapping,XGetKeyboardMapping,"
             "XGetWMProtocols,XGetClassHint,XFetchName,XGetTextProperty}",
     ROUND_TRIP,
     .because = "sends a request to the X server and waits for the answer",
     .instead = "the request of XCB, whose reply is asked for later",
     .source = XLIB},
    {.name = "{XNextEvent,XPeekEvent,XMaskEvent,XWindowEvent}",
     ROUND_TRIP,
     .because = "waits for an event when the queue is empty",
     .instead = "XPending(...) and a watcher of the loop for ConnectionNumber(...)",
     .source = XLIB},
    {.name = "{XIfEvent,XPeekIfEvent}",
     ROUND_TRIP,
     .roles = {TAKES(CALLED, 2)},
     .because = "waits until an event fits",
     .instead = "XCheckIfEvent(...)",
     .source = XLIB},
    {.name = "XCheckIfEvent", .roles = {TAKES(CALLED, 2)}, .source = XLIB},
    {.name = "{XSetErrorHandler,XSetIOErrorHandler}", .roles = {TAKES(STORED, 0)}, .source = XLIB},
    {.name = "{XAddConnectionWatch,XSetIOErrorExitHandler}",
     .roles = {TAKES(STORED, 1)},
     .source = XLIB},
    {.name =
         "xcb_{alloc_color_cells,alloc_color_planes,alloc_color,alloc_named_color,get_atom_name,"
         "get_font_path,get_geometry,get_image,get_input_focus,get_keyboard_control,"
         "get_keyboard_mapping,get_modifier_mapping,get_motion_events,get_pointer_control,"
         "get_pointer_mapping,get_property,get_screen_saver,get_selection_owner,"
         "get_window_attributes,grab_keyboard,grab_pointer,intern_atom,list_extensions,"
         "list_fonts,list_fonts_with_info,list_hosts,list_installed_colormaps,list_properties,"
         "lookup_color,query_best_size,query_colors,query_extension,query_font,query_keymap,"
         "query_pointer,query_text_extents,query_tree,set_modifier_mapping,"
         "set_pointer_mapping,translate_coordinates}_reply",
     ROUND_TRIP,
     .because = "waits for the answer of the X server",
     .instead = "xcb_poll_for_reply(...) where the loop watches the connection",
     .source = XCB},
    {.name = "{xcb_wait_for_event,xcb_wait_for_special_event,xcb_wait_for_reply,xcb_request_check,"
             "xcb_aux_sync}",
     ROUND_TRIP,
     .because = "waits for the X server",
     .instead = "xcb_poll_for_event(...) where the loop watches the connection",
     .source = XCB},
};

C_TABLE(c_desktop, C)
