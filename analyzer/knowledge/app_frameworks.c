// Frameworks for other applications than web servers: MCP servers, whose first SDK calls sync tools
// on the loop, Textual, whose handlers and timers run there, hooks of LangChain's agents, and Home
// Assistant with its rules of its own: what is decorated with @callback and every property of an
// entity run on the loop, the other sync functions that it is given run in its executor.
#include "knowledge/tables.h"

#define MCP     "https://github.com/modelcontextprotocol/python-sdk"
#define FASTMCP "https://gofastmcp.com/servers/"
#define TEXTUAL "https://textual.textualize.io/"
#define HASS    "https://developers.home-assistant.io/docs/"

#define COROUTINE .result = RESULT_COROUTINE
#define RUNS_LOOP                                                                                  \
  .effect = EFFECT_NESTED_LOOP, .tier = TIER_UNBOUNDED,                                            \
  .because = "runs an event loop until it stops"
#define HANDLER(place, keyword)                                                                    \
  { ROLE(ON_LOOP, place, keyword), ROLE(ASYNC_CALLED, place, keyword) }

static const KnowledgeEntry entries[] = {
    // MCP: v1 of the SDK; since v2 sync tools run in threads.
    {.name = "mcp.server.fastmcp.server.FastMCP",
     .kind = KNOWN_ALIAS,
     .alias_of = "mcp.server.fastmcp.FastMCP",
     .source = "mcp/server/fastmcp/__init__.py"},
    {.name = "mcp.server.fastmcp.server.Context",
     .kind = KNOWN_ALIAS,
     .alias_of = "mcp.server.fastmcp.Context",
     .source = "mcp/server/fastmcp/__init__.py"},
    {.name = "mcp.server.fastmcp.FastMCP",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(LIFESPAN, KEYWORD_ONLY, "lifespan")},
     .source = MCP},
    {.name = "mcp.server.fastmcp.Context", .kind = KNOWN_CLASS, .source = MCP},
    {.name = "mcp.server.fastmcp.FastMCP.{tool,resource,prompt}",
     .decoration = DECORATION_ON_LOOP,
     .source = "mcp/server/fastmcp/utilities/func_metadata.py"},
    {.name = "mcp.server.fastmcp.FastMCP.add_tool",
     .roles = HANDLER(0, "fn"),
     .source = "mcp/server/fastmcp/utilities/func_metadata.py"},
    {.name = "mcp.server.fastmcp.FastMCP.run",
     RUNS_LOOP,
     .instead = "await mcp.run_stdio_async() and kin",
     .source = MCP},
    {.name = "mcp.server.fastmcp.FastMCP.{run_stdio_async,run_sse_async,run_streamable_http_async,"
             "call_tool,list_tools,read_resource,get_prompt}",
     COROUTINE,
     .source = MCP},
    {.name =
         "mcp.server.fastmcp.Context.{debug,info,warning,error,log,report_progress,read_resource,"
         "elicit}",
     COROUTINE,
     .source = MCP},
    {.name = "mcp.server.Server",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(LIFESPAN, KEYWORD_ONLY, "lifespan")},
     .source = MCP},
    {.name = "mcp.server.Server.{call_tool,list_tools,list_resources,read_resource,list_prompts,"
             "get_prompt,list_resource_templates}",
     .decoration = DECORATION_KEEPS,
     .source = MCP},
    {.name = "mcp.server.Server.run", COROUTINE, .source = MCP},
    {.name = "mcp.client.session.ClientSession",
     .kind = KNOWN_ALIAS,
     .alias_of = "mcp.ClientSession",
     .source = "mcp/__init__.py"},
    {.name = "mcp.ClientSession", .kind = KNOWN_CLASS, .source = MCP},
    {.name = "mcp.ClientSession.{initialize,call_tool,list_tools,list_resources,read_resource,"
             "list_prompts,get_prompt,complete,send_ping,set_logging_level,subscribe_resource,"
             "unsubscribe_resource}",
     COROUTINE,
     .source = MCP},

    // Version 2: func_metadata.py, call_fn, gives them to anyio.to_thread.
    {.name = "mcp.server.MCPServer",
     .kind = KNOWN_ALIAS,
     .alias_of = "mcp.server.mcpserver.MCPServer",
     .source = "mcp/server/__init__.py"},
    {.name = "mcp.server.mcpserver.MCPServer",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(LIFESPAN, KEYWORD_ONLY, "lifespan")},
     .source = MCP},
    {.name = "mcp.server.mcpserver.MCPServer.{tool,resource,prompt}",
     .decoration = DECORATION_OFF_LOOP,
     .source = "mcp/server/mcpserver/utilities/func_metadata.py"},
    {.name = "mcp.server.mcpserver.MCPServer.add_tool",
     .roles = {ROLE(OFF_LOOP, 0, "fn"), ROLE(ASYNC_CALLED, 0, "fn")},
     .source = "mcp/server/mcpserver/utilities/func_metadata.py"},

    // FastMCP: version 2 calls sync tools on the loop, version 3 in threads; nothing is said of
    // them.
    {.name = "fastmcp.FastMCP",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(LIFESPAN, KEYWORD_ONLY, "lifespan")},
     .source = FASTMCP "server"},
    {.name = "fastmcp.{Client,Context}", .kind = KNOWN_CLASS, .source = FASTMCP "server"},
    {.name = "fastmcp.FastMCP.{tool,resource,prompt}",
     .decoration = DECORATION_KEEPS,
     .source = FASTMCP "tools"},
    {.name = "fastmcp.FastMCP.run",
     RUNS_LOOP,
     .instead = "await mcp.run_async()",
     .source = FASTMCP "server"},
    {.name = "fastmcp.FastMCP.{run_async,run_http_async,run_stdio_async,import_server}",
     COROUTINE,
     .source = FASTMCP "server"},
    {.name = "fastmcp.Client.{call_tool,list_tools,list_resources,read_resource,list_prompts,"
             "get_prompt,ping,close}",
     COROUTINE,
     .source = "https://gofastmcp.com/clients/client"},
    {.name = "fastmcp.Context.{debug,info,warning,error,log,report_progress,read_resource,sample,"
             "elicit}",
     COROUTINE,
     .source = FASTMCP "context"},

    // Textual. @work(thread=True) puts a method on a thread and @work makes a task of it: what it
    // decorates is neither called nor awaited any more.
    {.name = "textual.dom.DOMNode",
     .kind = KNOWN_CLASS,
     .bases = "textual.message_pump.MessagePump",
     .source = TEXTUAL "api/dom_node/"},
    {.name = "textual.app.App",
     .kind = KNOWN_CLASS,
     .bases = "textual.dom.DOMNode",
     .loop_methods = "get_default_screen get_system_commands",
     .source = TEXTUAL "api/app/"},
    {.name = "textual.message_pump.MessagePump",
     .kind = KNOWN_CLASS,
     .loop_methods = "compose render render_line render_lines on_* _on_* key_* action_* watch_* "
                     "_watch_* validate_* _validate_* compute_* check_action get_content_width "
                     "get_content_height",
     .messages = "action app_blur app_focus blur callback click close_messages compose css_change "
                 "cursor_position delivery_complete delivery_failed descendant_blur "
                 "descendant_focus enter event exit_app focus hide idle in_band_window_resize "
                 "invoke_later key layout leave load mount mouse_capture mouse_down mouse_move "
                 "mouse_release mouse_scroll_down mouse_scroll_left mouse_scroll_right "
                 "mouse_scroll_up mouse_up notify paste print prompt prune ready resize "
                 "screen_resume screen_suspend scroll_to_region show "
                 "terminal_supports_synchronized_output text_selected timer unmount update "
                 "update_scroll",
     .messages_of = "textual.widgets",
     .source = TEXTUAL "guide/events/"},
    {.name = "textual.{widget.Widget,screen.Screen}",
     .kind = KNOWN_CLASS,
     .bases = "textual.dom.DOMNode",
     .source = TEXTUAL "api/widget/"},
    {.name = "textual.screen.ModalScreen",
     .kind = KNOWN_CLASS,
     .bases = "textual.screen.Screen",
     .source = TEXTUAL "api/screen/"},
    {.name = "textual.widgets.{Button,Checkbox,Collapsible,ContentSwitcher,DataTable,Digits,"
             "DirectoryTree,Footer,Header,Input,Label,ListItem,ListView,LoadingIndicator,Log,"
             "Markdown,MarkdownViewer,OptionList,Placeholder,Pretty,ProgressBar,RadioButton,"
             "RadioSet,RichLog,Rule,Select,SelectionList,Sparkline,Static,Switch,Tab,TabbedContent,"
             "TabPane,Tabs,TextArea,Tree}",
     .kind = KNOWN_CLASS,
     .bases = "textual.widget.Widget",
     .source = TEXTUAL "widgets/"},
    {.name = "textual.containers.{Container,ScrollableContainer,Vertical,VerticalGroup,"
             "VerticalScroll,Horizontal,HorizontalGroup,HorizontalScroll,Center,Right,Middle,Grid}",
     .kind = KNOWN_CLASS,
     .bases = "textual.widget.Widget",
     .source = TEXTUAL "api/containers/"},
    {.name = "textual.on", .decoration = DECORATION_ON_LOOP, .source = TEXTUAL "api/on/"},
    {.name = "textual.work",
     .decoration = DECORATION_STARTS,
     .decoration_then = DECORATION_STARTS_ALONE,
     .decoration_if = IS_CHOSEN(KEYWORD_ONLY, "thread"),
     .source = TEXTUAL "guide/workers/#thread-workers"},
    {.name = "textual.dom.DOMNode.run_worker",
     .roles = {ROLE(OFF_LOOP, 0, "work"), ROLE(ASYNC_CALLED, 0, "work"),
               ROLE(COROUTINE, 0, "work")},
     .source = TEXTUAL "guide/workers/#run-worker"},
    {.name = "textual.message_pump.MessagePump.{call_later,call_after_refresh,call_next}",
     .roles = HANDLER(0, "callback"),
     .source = TEXTUAL "api/message_pump/"},
    {.name = "textual.message_pump.MessagePump.{set_interval,set_timer}",
     .roles = HANDLER(1, "callback"),
     .source = TEXTUAL "api/message_pump/"},
    {.name = "textual.message_pump.MessagePump.app",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "textual.app.App",
     .source = TEXTUAL "api/message_pump/"},
    {.name = "textual.app.App.suspend", // another program has the terminal meanwhile
     .is_pause = true,
     .source = TEXTUAL "guide/app/#suspending"},
    {.name = "textual.app.App.call_from_thread",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .is_for_threads = true,
     .because = "waits for the event loop, which only another thread may do",
     .instead = "a plain call",
     .roles = HANDLER(0, "callback"),
     .source = TEXTUAL "api/app/#textual.app.App.call_from_thread"},
    {.name = "textual.app.App.run",
     RUNS_LOOP,
     .instead = "await app.run_async()",
     .source = TEXTUAL "api/app/#textual.app.App.run"},
    {.name = "textual.app.App.{run_async,push_screen_wait}",
     COROUTINE,
     .source = TEXTUAL "api/app/"},

    // LangChain: factory.py makes nodes of the hooks; the node calls one that has no async twin
    // right
    // there, also when the agent is asked with ainvoke() or astream().
    {.name = "langchain.agents.middleware.AgentMiddleware",
     .kind = KNOWN_CLASS,
     .loop_methods = "before_agent before_model after_model after_agent",
     .loop_methods_twin = "a",
     .is_perhaps = true,
     .source = "langchain/agents/factory.py"},
    {.name = "langchain.agents.middleware.types.AgentMiddleware",
     .kind = KNOWN_ALIAS,
     .alias_of = "langchain.agents.middleware.AgentMiddleware",
     .source = "langchain/agents/middleware/__init__.py"},
    {.name = "langchain.agents.middleware.{before_agent,before_model,after_model,after_agent}",
     .decoration = DECORATION_ON_LOOP,
     .is_perhaps = true,
     .source = "langchain/agents/factory.py"},

    // Home Assistant.
    {.name = "homeassistant.core.HomeAssistant",
     .kind = KNOWN_CLASS,
     .source = HASS "asyncio_index"},
    {.name =
         "homeassistant.core.HomeAssistant.{async_add_executor_job,async_add_import_executor_job}",
     .result = RESULT_AWAITABLE,
     .returns = "called",
     .roles = {ROLE(OFF_LOOP, 0, "target")},
     .source = HASS "asyncio_working_with_async"},
    {.name = "homeassistant.core.HomeAssistant.loop",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "asyncio.AbstractEventLoop",
     .source = "homeassistant/core.py"},
    // A sync function without @callback goes to the executor.
    {.name = "homeassistant.core.HomeAssistant.{async_add_job,async_run_job}",
     .roles = {ROLE(OFF_LOOP, 0, "target"), ROLE(ASYNC_CALLED, 0, "target"),
               ROLE(COROUTINE, 0, "target")},
     .source = "homeassistant/core.py"},
    {.name = "homeassistant.core.HomeAssistant.{async_create_task,async_create_background_task}",
     .returns = "asyncio.Task",
     .roles = {ROLE(COROUTINE, 0, "target")},
     .source = HASS "asyncio_working_with_async"},
    {.name = "homeassistant.core.HomeAssistant.{create_task,add_job}",
     .roles = {ROLE(COROUTINE, 0, "target")},
     .source = HASS "asyncio_thread_safety"},
    {.name = "homeassistant.core.HomeAssistant.{async_start,async_stop,async_block_till_done}",
     COROUTINE,
     .source = "homeassistant/core.py"},
    {.name = "homeassistant.core.HomeAssistant.services",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "homeassistant.core.ServiceRegistry",
     .source = HASS "dev_101_services"},
    {.name = "homeassistant.core.ServiceRegistry",
     .kind = KNOWN_CLASS,
     .source = "homeassistant/core.py"},
    {.name = "homeassistant.core.ServiceRegistry.async_call",
     COROUTINE,
     .source = "homeassistant/core.py"},
    {.name = "homeassistant.core.callback",
     .decoration = DECORATION_ON_LOOP,
     .source = HASS "asyncio_categorizing_functions"},
    {.name = "homeassistant.util.async_.run_callback_threadsafe",
     .returns = "concurrent.futures.Future",
     .roles = {HANDS(ON_LOOP, 1, "callback", PLACES)},
     .source = HASS "asyncio_thread_safety"},
    {.name = "homeassistant.helpers.aiohttp_client.{async_get_clientsession,"
             "async_create_clientsession}",
     .returns = "aiohttp.ClientSession",
     .source = "homeassistant/helpers/aiohttp_client.py"},
    {.name = "homeassistant.helpers.update_coordinator.DataUpdateCoordinator",
     .kind = KNOWN_CLASS,
     .source = HASS "integration_fetching_data"},
    {.name =
         "homeassistant.helpers.update_coordinator.DataUpdateCoordinator."
         "{async_config_entry_first_refresh,async_request_refresh,async_refresh,async_shutdown}",
     COROUTINE,
     .source = HASS "integration_fetching_data"},
    {.name = "homeassistant.config_entries.ConfigEntries",
     .kind = KNOWN_CLASS,
     .source = "homeassistant/config_entries.py"},
    {.name = "homeassistant.config_entries.ConfigEntries.{async_forward_entry_setups,"
             "async_unload_platforms,async_reload,async_remove,async_setup}",
     COROUTINE,
     .source = "homeassistant/config_entries.py"},
    {.name = "homeassistant.core.HomeAssistant.config_entries",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "homeassistant.config_entries.ConfigEntries",
     .source = "homeassistant/core.py"},
    {.name = "homeassistant.helpers.entity.Entity",
     .kind = KNOWN_CLASS,
     .loop_methods =
         "async_* _async_* state name unique_id available icon entity_picture device_class "
         "device_info "
         "extra_state_attributes state_attributes capability_attributes assumed_state "
         "supported_features unit_of_measurement is_on native_value "
         "native_unit_of_measurement options brightness color_mode hvac_mode hvac_action "
         "current_temperature target_temperature preset_mode fan_mode is_closed "
         "is_opening is_closing current_cover_position percentage is_locked "
         "current_option volume_level media_title latitude longitude is_connected "
         "battery_level should_poll",
     .source = HASS "core/entity#generic-properties"},
    {.name = "homeassistant.helpers.entity.ToggleEntity",
     .kind = KNOWN_CLASS,
     .bases = "homeassistant.helpers.entity.Entity",
     .source = HASS "core/entity#generic-properties"},
    {.name = "homeassistant.helpers.restore_state.RestoreEntity",
     .kind = KNOWN_CLASS,
     .bases = "homeassistant.helpers.entity.Entity",
     .source = "homeassistant/helpers/restore_state.py"},
    {.name = "homeassistant.helpers.update_coordinator.CoordinatorEntity",
     .kind = KNOWN_CLASS,
     .bases = "homeassistant.helpers.entity.Entity",
     .loop_methods = "_handle_coordinator_update",
     .source = HASS "integration_fetching_data"},
    {.name =
         "{homeassistant.components.sensor.SensorEntity,"
         "homeassistant.components.binary_sensor.BinarySensorEntity,"
         "homeassistant.components.light.LightEntity,homeassistant.components.switch.SwitchEntity,"
         "homeassistant.components.climate.ClimateEntity,"
         "homeassistant.components.cover.CoverEntity,homeassistant.components.fan.FanEntity,"
         "homeassistant.components.lock.LockEntity,"
         "homeassistant.components.media_player.MediaPlayerEntity,"
         "homeassistant.components.number.NumberEntity,"
         "homeassistant.components.select.SelectEntity,"
         "homeassistant.components.button.ButtonEntity,homeassistant.components.camera.Camera,"
         "homeassistant.components.vacuum.StateVacuumEntity,"
         "homeassistant.components.humidifier.HumidifierEntity,"
         "homeassistant.components.siren.SirenEntity,homeassistant.components.text.TextEntity,"
         "homeassistant.components.update.UpdateEntity,"
         "homeassistant.components.weather.WeatherEntity,"
         "homeassistant.components.alarm_control_panel.AlarmControlPanelEntity,"
         "homeassistant.components.water_heater.WaterHeaterEntity,"
         "homeassistant.components.remote.RemoteEntity,"
         "homeassistant.components.device_tracker.ScannerEntity,"
         "homeassistant.components.device_tracker.TrackerEntity}",
     .kind = KNOWN_CLASS,
     .bases = "homeassistant.helpers.entity.Entity",
     .source = HASS "core/entity"},
};

KNOWLEDGE_TABLE(app_frameworks)
