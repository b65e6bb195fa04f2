// User interfaces that run on an event loop in the server, one loop for everybody: NiceGUI,
// Chainlit, Shiny. They call sync handlers right there.
#include "knowledge/tables.h"

#define NICEGUI  "https://nicegui.io/documentation/"
#define CHAINLIT "https://docs.chainlit.io/api-reference/"
#define SHINY    "https://shiny.posit.co/py/api/core/"

#define COROUTINE .result = RESULT_COROUTINE
#define HANDLER(place, keyword)                                                                    \
  { ROLE(ON_LOOP, place, keyword), ROLE(ASYNC_CALLED, place, keyword) }
// Of an element: keywords that take a handler.
#define ELEMENT .kind = KNOWN_CLASS, .bases = "nicegui.element.Element"

static const KnowledgeEntry entries[] = {
    // NiceGUI: events.handle_event calls the handler, and awaits what is awaitable.
    {.name = "nicegui.element.Element", .kind = KNOWN_CLASS, .source = NICEGUI "element"},
    {.name = "nicegui.element.Element.on",
     .returns = "self",
     .roles = HANDLER(1, "handler"),
     .source = NICEGUI "generic_events"},
    {.name = "nicegui.ui.{avatar,badge,card,code,column,dialog,echart,expansion,grid,html,icon,"
             "image,label,link,list,log,markdown,plotly,row,scroll_area,table}",
     ELEMENT,
     .source = NICEGUI "section_text_elements"},
    {.name = "nicegui.ui.{button,fab_action,item}",
     ELEMENT,
     .roles = HANDLER(KEYWORD_ONLY, "on_click"),
     .source = NICEGUI "button"},
    {.name = "nicegui.ui.{button,chip,item,menu_item}.on_click",
     .returns = "self",
     .roles = HANDLER(0, "callback"),
     .source = NICEGUI "button"},
    {.name = "nicegui.ui.menu_item",
     ELEMENT,
     .roles = HANDLER(1, "on_click"),
     .source = NICEGUI "menu"},
    {.name = "nicegui.ui.{checkbox,color_input,date,editor,input,knob,number,radio,range,select,"
             "slider,switch,tabs,textarea,time,toggle}",
     ELEMENT,
     .roles = HANDLER(KEYWORD_ONLY, "on_change"),
     .source = NICEGUI "section_controls"},
    {.name = "nicegui.ui.{checkbox,color_input,date,editor,input,knob,number,radio,range,select,"
             "slider,switch,tabs,textarea,time,toggle}.on_value_change",
     .returns = "self",
     .roles = HANDLER(0, "callback"),
     .source = NICEGUI "section_controls"},
    {.name = "nicegui.ui.upload",
     ELEMENT,
     .roles = {ROLE(ON_LOOP, KEYWORD_ONLY, "on_upload"),
               ROLE(ASYNC_CALLED, KEYWORD_ONLY, "on_upload"),
               ROLE(ON_LOOP, KEYWORD_ONLY, "on_multi_upload"),
               ROLE(ASYNC_CALLED, KEYWORD_ONLY, "on_multi_upload")},
     .source = NICEGUI "upload"},
    {.name = "nicegui.ui.tree",
     ELEMENT,
     .roles = {ROLE(ON_LOOP, KEYWORD_ONLY, "on_select"),
               ROLE(ASYNC_CALLED, KEYWORD_ONLY, "on_select"),
               ROLE(ON_LOOP, KEYWORD_ONLY, "on_tick"), ROLE(ASYNC_CALLED, KEYWORD_ONLY, "on_tick")},
     .source = NICEGUI "tree"},
    {.name = "nicegui.ui.keyboard",
     ELEMENT,
     .roles = HANDLER(0, "on_key"),
     .source = NICEGUI "keyboard"},
    {.name = "nicegui.ui.timer",
     .kind = KNOWN_CLASS,
     .roles = HANDLER(1, "callback"),
     .source = NICEGUI "timer"},
    {.name = "nicegui.ui.page",
     .kind = KNOWN_CLASS,
     .decoration = DECORATION_ON_LOOP,
     .source = NICEGUI "page"},
    {.name = "nicegui.ui.run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs an event loop until the server stops",
     .source = NICEGUI "run"},
    {.name = "nicegui.app",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "nicegui.app.app.App",
     .source = "nicegui/nicegui.py"},
    {.name = "nicegui.app.app.App",
     .kind = KNOWN_CLASS,
     .bases = "fastapi.FastAPI",
     .source = "nicegui/app/app.py"},
    {.name = "nicegui.app.app.App.on_exception",
     .roles = HANDLER(0, "handler"),
     .source = NICEGUI "section_action_events#lifecycle_events"},
    {.name =
         "nicegui.app.app.App.{on_connect,on_disconnect,on_delete}", // before 4.0 coroutines, too
     .roles = {ROLE(ON_LOOP, 0, "handler"), ROLE(ASYNC_CALLED, 0, "handler"),
               ROLE(COROUTINE, 0, "handler")},
     .source = NICEGUI "section_action_events#lifecycle_events"},
    {.name = "nicegui.app.app.App.{on_startup,on_shutdown}",
     .roles = {ROLE(ON_LOOP, 0, "handler"), ROLE(BESIDE_SERVING, 0, "handler"),
               ROLE(ASYNC_CALLED, 0, "handler"), ROLE(COROUTINE, 0, "handler")},
     .source = NICEGUI "section_action_events#lifecycle_events"},
    {.name = "nicegui.run.{io_bound,cpu_bound}",
     COROUTINE,
     .returns = "called",
     .roles = {ROLE(OFF_LOOP, 0, "callback")},
     .source = NICEGUI "section_action_events#running_cpu-bound_tasks"},

    // Chainlit: utils.wrap_user_function calls the function from a coroutine. Its `make_async` is
    // asyncer's `asyncify`.
    {.name = "chainlit.{on_message,on_window_message,on_chat_start,on_chat_end,on_chat_resume,"
             "on_stop,on_logout,on_settings_update,on_audio_start,on_audio_chunk,on_audio_end,"
             "on_feedback,password_auth_callback,header_auth_callback,oauth_callback,"
             "set_chat_profiles,set_starters,author_rename,action_callback}",
     .decoration = DECORATION_ON_LOOP,
     .source = "chainlit/callbacks.py"},
    {.name = "chainlit.{on_app_startup,on_app_shutdown}",
     .decoration = DECORATION_ON_LOOP,
     .is_beside_serving = true,
     .source = "chainlit/callbacks.py"},
    {.name = "chainlit.make_async",
     .kind = KNOWN_ALIAS,
     .alias_of = "asyncer.asyncify",
     .source = "chainlit/sync.py"},
    {.name = "asyncer.asyncify",
     .roles = {ROLE(OFF_LOOP, 0, "function")},
     .decoration = DECORATION_OFFLOADS,
     .source = "https://asyncer.tiangolo.com/tutorial/asyncify/"},

    // Shiny: _utils.wrap_async makes a coroutine function of a sync one, which runs it right there.
    {.name = "shiny.express.render",
     .kind = KNOWN_ALIAS,
     .alias_of = "shiny.render",
     .source = "shiny/express/__init__.py"},
    {.name = "shiny.reactive.{calc,effect}",
     .decoration = DECORATION_ON_LOOP,
     .source = SHINY "reactive.calc.html"},
    {.name = "shiny.render.{text,code,plot,image,table,ui,data_frame,download}",
     .kind = KNOWN_CLASS,
     .decoration = DECORATION_ON_LOOP,
     .source = "shiny/render/renderer/_renderer.py"},
};

KNOWLEDGE_TABLE(interfaces)
