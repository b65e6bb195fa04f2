// Browsers under remote control. Selenium waits for its driver over HTTP at every step;
// Playwright's asynchronous API is coroutines but for what only makes an object or registers a
// handler.
#include "knowledge/tables.h"

#define SELENIUM   "https://www.selenium.dev/selenium/docs/api/py/"
#define PLAYWRIGHT "https://playwright.dev/python/docs/api/"

#define WAITS .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the browser"
// What `off` is in other languages; code asks for it by getattr(page, "off", None).
#define EVENTS "on,once,off,remove_listener"
#define FINDERS                                                                                    \
  "locator,frame_locator,get_by_alt_text,get_by_label,get_by_placeholder,get_by_role,"             \
  "get_by_test_id,get_by_text,get_by_title"

static const KnowledgeEntry entries[] = {
    // Selenium.
    {.name = "selenium.webdriver.Remote",
     .kind = KNOWN_ALIAS,
     .alias_of = "selenium.webdriver.remote.webdriver.WebDriver",
     .source = "selenium/webdriver/__init__.py"},
    {.name = "selenium.webdriver.{Chrome,Firefox,Edge,Safari}",
     .kind = KNOWN_CLASS,
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "starts a browser and waits for it",
     .bases = "selenium.webdriver.remote.webdriver.WebDriver",
     .source = SELENIUM "index.html"},
    {.name = "selenium.webdriver.remote.webdriver.WebDriver",
     .kind = KNOWN_CLASS,
     WAITS,
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webdriver.html"},
    {.name = "selenium.webdriver.remote.webdriver.WebDriver.{get,back,forward,refresh,close,quit,"
             "execute,"
             "execute_script,execute_async_script,add_cookie,get_cookie,get_cookies,delete_cookie,"
             "delete_all_cookies,get_screenshot_as_base64,get_screenshot_as_file,"
             "get_screenshot_as_png,save_screenshot,print_page,maximize_window,minimize_window,"
             "fullscreen_window,set_window_size,set_page_load_timeout}",
     WAITS,
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webdriver.html"},
    {.name = "selenium.webdriver.remote.{webdriver.WebDriver,webelement.WebElement}.find_element",
     WAITS,
     .returns = "selenium.webdriver.remote.webelement.WebElement",
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webdriver.html"},
    {.name = "selenium.webdriver.remote.{webdriver.WebDriver,webelement.WebElement}.find_elements",
     WAITS,
     .returns = "builtins.list",
     .elements = "selenium.webdriver.remote.webelement.WebElement",
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webdriver.html"},
    {.name = "selenium.webdriver.remote.webdriver.WebDriver.{current_url,page_source,title,"
             "window_handles,current_window_handle}",
     .kind = KNOWN_ATTRIBUTE,
     WAITS,
     .when = WHEN_READ,
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webdriver.html"},
    {.name = "selenium.webdriver.remote.webelement.WebElement",
     .kind = KNOWN_CLASS,
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webelement.html"},
    {.name = "selenium.webdriver.remote.webelement.WebElement.{click,send_keys,clear,submit,"
             "get_attribute,get_property,is_displayed,is_enabled,is_selected,screenshot,"
             "value_of_css_property}",
     WAITS,
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webelement.html"},
    {.name = "selenium.webdriver.remote.webelement.WebElement.{text,tag_name,size,rect,location}",
     .kind = KNOWN_ATTRIBUTE,
     WAITS,
     .when = WHEN_READ,
     .source = SELENIUM "selenium_webdriver_remote/selenium.webdriver.remote.webelement.html"},
    {.name = "selenium.webdriver.support.ui.WebDriverWait",
     .kind = KNOWN_ALIAS,
     .alias_of = "selenium.webdriver.support.wait.WebDriverWait",
     .source = "selenium/webdriver/support/ui.py"},
    {.name = "selenium.webdriver.support.wait.WebDriverWait",
     .kind = KNOWN_CLASS,
     .source = SELENIUM "selenium_webdriver_support/selenium.webdriver.support.wait.html"},
    {.name = "selenium.webdriver.support.wait.WebDriverWait.{until,until_not}",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "asks the browser again and again, sleeping in between",
     .source = SELENIUM "selenium_webdriver_support/selenium.webdriver.support.wait.html"},

    // Playwright.
    {.name = "playwright.async_api._generated",
     .kind = KNOWN_ALIAS,
     .alias_of = "playwright.async_api",
     .source = "playwright/async_api/__init__.py"},
    {.name = "playwright.async_api.async_playwright",
     .returns = "playwright.async_api._context_manager.PlaywrightContextManager",
     .source = PLAYWRIGHT "class-playwright"},
    {.name = "playwright.async_api._context_manager.PlaywrightContextManager",
     .kind = KNOWN_CLASS,
     .enters = "playwright.async_api.Playwright",
     .source = "playwright/async_api/_context_manager.py"},
    {.name = "playwright.async_api._context_manager.PlaywrightContextManager.start",
     .result = RESULT_COROUTINE,
     .returns = "playwright.async_api.Playwright",
     .source = "playwright/async_api/_context_manager.py"},
    {.name =
         "playwright.async_api.{Playwright,BrowserType,Browser,BrowserContext,Page,Frame,Locator,"
         "FrameLocator,ElementHandle,JSHandle,Response,Request,Route,Download,Keyboard,Mouse,"
         "Dialog,APIRequestContext,APIResponse}",
     .kind = KNOWN_CLASS,
     .source = PLAYWRIGHT "class-page"},
    {.name = "playwright.async_api.{BrowserType,Browser,BrowserContext,Page,Frame,Locator,"
             "ElementHandle,JSHandle,Response,Request,Route,Download,Keyboard,Mouse,Dialog,"
             "APIRequestContext,APIResponse}.*",
     .result = RESULT_COROUTINE,
     .source = "playwright/async_api/_generated.py"},
    {.name = "playwright.async_api.{BrowserType,Browser,BrowserContext,Page,Frame,Locator,"
             "ElementHandle,JSHandle,Response,Request,Route,Download,Keyboard,Mouse,Dialog,"
             "APIRequestContext,APIResponse}.{" EVENTS "}",
     .source = "playwright/async_api/_generated.py"},
    {.name = "playwright.async_api.{Page,BrowserContext}.route",
     .result = RESULT_COROUTINE,
     .roles = {ROLE(ON_LOOP, 1, "handler"), ROLE(ASYNC_CALLED, 1, "handler")},
     .hands = "playwright.async_api.Route,playwright.async_api.Request",
     .source = PLAYWRIGHT "class-page#page-route"},
    {.name = "playwright.async_api.Playwright.{chromium,firefox,webkit}",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "playwright.async_api.BrowserType",
     .source = PLAYWRIGHT "class-playwright"},
    {.name = "playwright.async_api.BrowserType.{launch,connect,connect_over_cdp}",
     .result = RESULT_COROUTINE,
     .returns = "playwright.async_api.Browser",
     .source = PLAYWRIGHT "class-browsertype"},
    {.name = "playwright.async_api.{Browser.new_context,BrowserType.launch_persistent_context}",
     .result = RESULT_COROUTINE,
     .returns = "playwright.async_api.BrowserContext",
     .source = PLAYWRIGHT "class-browser"},
    {.name = "playwright.async_api.{Browser,BrowserContext}.new_page",
     .result = RESULT_COROUTINE,
     .returns = "playwright.async_api.Page",
     .source = PLAYWRIGHT "class-browser"},
    {.name = "playwright.async_api.Page.{goto,reload,go_back,go_forward}",
     .result = RESULT_COROUTINE,
     .returns = "playwright.async_api.Response",
     .source = PLAYWRIGHT "class-page"},
    {.name = "playwright.async_api.{Page,Frame,ElementHandle}.{query_selector,wait_for_selector}",
     .result = RESULT_COROUTINE,
     .returns = "playwright.async_api.ElementHandle",
     .source = PLAYWRIGHT "class-page"},
    {.name = "playwright.async_api.{Page,Frame,Locator}.{" FINDERS "}",
     .returns = "playwright.async_api.Locator",
     .source = PLAYWRIGHT "class-locator"},
    {.name = "playwright.async_api.Locator.{and_,or_,filter,nth,describe}",
     .returns = "playwright.async_api.Locator",
     .source = PLAYWRIGHT "class-locator"},
    {.name = "playwright.async_api.Locator.{first,last}",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "playwright.async_api.Locator",
     .source = PLAYWRIGHT "class-locator"},
    {.name = "playwright.async_api.FrameLocator.{" FINDERS "}",
     .returns = "playwright.async_api.Locator",
     .source = PLAYWRIGHT "class-framelocator"},
    {.name = "playwright.async_api.Page.{expect_console_message,expect_download,expect_event,"
             "expect_file_chooser,expect_navigation,expect_popup,expect_request,"
             "expect_request_finished,expect_response,expect_websocket,expect_worker}",
     .result = RESULT_ASYNC_CONTEXT,
     .source = PLAYWRIGHT "class-page"},
    {.name = "playwright.async_api.{Page.frame,Page.is_closed,Page.set_default_navigation_timeout,"
             "Page.set_default_timeout,Frame.expect_navigation,Frame.is_detached,"
             "BrowserContext.expect_console_message,BrowserContext.expect_event,"
             "BrowserContext.expect_page,BrowserContext.is_closed,"
             "BrowserContext.set_default_navigation_timeout,BrowserContext.set_default_timeout,"
             "Browser.is_connected,ElementHandle.as_element,JSHandle.as_element,"
             "Request.is_navigation_request}",
     .source = "playwright/async_api/_generated.py"},
    {.name = "playwright.async_api.Page.keyboard",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "playwright.async_api.Keyboard",
     .source = PLAYWRIGHT "class-page"},
    {.name = "playwright.async_api.Page.mouse",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "playwright.async_api.Mouse",
     .source = PLAYWRIGHT "class-page"},
    {.name = "playwright.async_api.{Frame,Locator,Download,Dialog}.page",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "playwright.async_api.Page",
     .source = PLAYWRIGHT "class-frame"},
    {.name = "playwright.async_api.{Page,BrowserContext}.request",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "playwright.async_api.APIRequestContext",
     .source = PLAYWRIGHT "class-page"},
    {.name =
         "playwright.async_api.{Page.context,Page.frames,Page.main_frame,Page.touchscreen,Page.url,"
         "Page.video,Page.viewport_size,Page.workers,Page.clock,Frame.child_frames,Frame.name,"
         "Frame.parent_frame,Frame.url,Locator.content_frame,BrowserContext.browser,"
         "BrowserContext.pages,BrowserContext.tracing,BrowserContext.clock,"
         "BrowserContext.service_workers,BrowserContext.background_pages,Browser.browser_type,"
         "Browser.contexts,Browser.version,BrowserType.name,BrowserType.executable_path,"
         "Response.frame,Response.headers,Response.ok,Response.request,Response.status,"
         "Response.status_text,Response.url,Response.from_service_worker,Request.failure,"
         "Request.frame,Request.headers,Request.method,Request.post_data,"
         "Request.redirected_from,Request.redirected_to,Request.resource_type,Request.url,"
         "Request.timing,Route.request,Download.url,Download.suggested_filename,"
         "Dialog.message,Dialog.type,Dialog.default_value,APIRequestContext.tracing,"
         "APIResponse.headers,APIResponse.headers_array,APIResponse.ok,APIResponse.status,"
         "APIResponse.status_text,APIResponse.url}",
     .kind = KNOWN_ATTRIBUTE,
     .source = "playwright/async_api/_generated.py"},
    {.name = "playwright.sync_api.sync_playwright",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs an event loop of its own and refuses to inside another",
     .instead = "playwright.async_api.async_playwright()",
     .source = "https://playwright.dev/python/docs/library"},
};

KNOWLEDGE_TABLE(browsers)
