// Tools for asyncio and clients that are asynchronous alone: queues between threads and a loop,
// iterators, events of servers, MQTT, Bluetooth, FTP, kernels of Jupyter, buckets. What gives a
// coroutine is here so that a forgotten await is seen.
#include "knowledge/tables.h"

#define JANUS     "https://github.com/aio-libs/janus#usage"
#define ITERTOOLS "https://aioitertools.omnilib.dev/en/stable/api.html"
#define SSE       "https://github.com/florimondmanca/httpx-sse#api-reference"
#define MQTT      "https://aiomqtt.bo3hm.com/"
#define BLEAK     "https://bleak.readthedocs.io/en/latest/api/"
#define FTP       "https://aioftp.readthedocs.io/client_api.html"
#define JUPYTER   "https://jupyter-client.readthedocs.io/en/latest/api/"
#define BUCKETS   "https://talkiq.github.io/gcloud-aio/autoapi/storage/"

#define COROUTINE .result = RESULT_COROUTINE
#define WAITS(why)                                                                                 \
  .effect = EFFECT_LOCK, .tier = TIER_UNBOUNDED, .because = why,                                   \
  .instead = "the other side of the queue, async_q, and await"

static const KnowledgeEntry entries[] = {
    // janus: one queue with a side for threads and one for the loop.
    {.name = "janus.{Queue,PriorityQueue,LifoQueue,SyncQueue,AsyncQueue}",
     .kind = KNOWN_CLASS,
     .source = JANUS},
    {.name = "janus.{Queue,PriorityQueue,LifoQueue}.sync_q",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "janus.SyncQueue",
     .source = JANUS},
    {.name = "janus.{Queue,PriorityQueue,LifoQueue}.async_q",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "janus.AsyncQueue",
     .source = JANUS},
    {.name = "janus.{Queue,PriorityQueue,LifoQueue}.{wait_closed,aclose}",
     COROUTINE,
     .source = JANUS},
    {.name = "janus.AsyncQueue.{get,put,join}", COROUTINE, .source = JANUS},
    {.name = "janus.SyncQueue.get",
     WAITS("waits until something is put into the queue"),
     .unless = {IS_FALSE(0, "block"), IS_ZERO(1, "timeout")},
     .source = "janus/__init__.py"},
    {.name = "janus.SyncQueue.join",
     WAITS("waits until all of the queue is worked off"),
     .source = "janus/__init__.py"},

    // Iterators.
    {.name = "aioitertools.{all,any,next,list,tuple,set,max,min,sum,asyncio.gather,"
             "asyncio.gather_iter,builtins.all,builtins.any,builtins.next,builtins.list,"
             "builtins.tuple,builtins.set,builtins.max,builtins.min,builtins.sum}",
     COROUTINE,
     .source = ITERTOOLS},
    {.name = "aioitertools.{enumerate,map,zip,builtins.enumerate,builtins.map,builtins.zip,"
             "asyncio.as_completed,asyncio.as_generated}",
     .result = RESULT_ASYNC_GENERATOR,
     .source = ITERTOOLS},

    // Events of servers.
    {.name = "httpx_sse.EventSource", .kind = KNOWN_CLASS, .source = SSE},
    {.name = "httpx_sse.aconnect_sse",
     .result = RESULT_ASYNC_CONTEXT,
     .enters = "httpx_sse.EventSource",
     .source = SSE},
    {.name = "httpx_sse.EventSource.aiter_sse", .result = RESULT_ASYNC_GENERATOR, .source = SSE},
    {.name = "httpx_sse.connect_sse",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the server's answer",
     .instead = "async with aconnect_sse(...)",
     .enters = "httpx_sse.EventSource",
     .source = SSE},
    {.name = "httpx_sse.EventSource.iter_sse",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .when = WHEN_ITERATED,
     .because = "waits for the next event of the server",
     .instead = "async for ... in source.aiter_sse()",
     .source = SSE},

    // MQTT, Bluetooth, FTP.
    {.name = "aiomqtt.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiomqtt.Client",
     .source = "aiomqtt/__init__.py"},
    {.name = "aiomqtt.Client",
     .kind = KNOWN_CLASS,
     .usable = USABLE_KNOWN | USABLE_ASYNC_ENTER,
     .source = MQTT},
    {.name = "aiomqtt.Client.{publish,subscribe,unsubscribe}", COROUTINE, .source = MQTT},
    {.name = "bleak.BleakClient", .kind = KNOWN_CLASS, .source = BLEAK "client.html"},
    {.name = "bleak.BleakScanner", .kind = KNOWN_CLASS, .source = BLEAK "scanner.html"},
    {.name = "bleak.BleakClient.{connect,disconnect,pair,unpair,read_gatt_char,write_gatt_char,"
             "start_notify,stop_notify,read_gatt_descriptor,write_gatt_descriptor}",
     COROUTINE,
     .source = BLEAK "client.html"},
    {.name = "bleak.BleakScanner.{start,stop,discover,find_device_by_address,find_device_by_name,"
             "find_device_by_filter}",
     COROUTINE,
     .source = BLEAK "scanner.html"},
    {.name = "bleak.BleakScanner.advertisement_data",
     .result = RESULT_ASYNC_GENERATOR,
     .source = BLEAK "scanner.html"},
    {.name = "aioftp.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "aioftp.Client",
     .source = "aioftp/__init__.py"},
    {.name = "aioftp.Client", .kind = KNOWN_CLASS, .source = FTP},
    {.name = "aioftp.Client.{connect,upgrade_to_tls,login,get_current_directory,change_directory,"
             "make_directory,remove_directory,stat,is_file,is_dir,exists,rename,remove_file,"
             "remove,upload,download,quit,abort}",
     COROUTINE,
     .source = FTP},
    {.name = "aioftp.Client.context",
     .result = RESULT_ASYNC_CONTEXT,
     .enters = "aioftp.Client",
     .source = FTP},

    // Applications of Jupyter and IPython.
    {.name = "traitlets.config.application.Application",
     .kind = KNOWN_ALIAS,
     .alias_of = "traitlets.config.Application",
     .source = "traitlets/config/__init__.py"},
    {.name = "traitlets.config.Application",
     .kind = KNOWN_CLASS,
     .source = "https://traitlets.readthedocs.io/en/stable/config-api.html"},
    {.name = "traitlets.config.Application.exit",
     .ends_process = "",
     .source = "traitlets/config/application.py"},
    {.name = "IPython.core.application.BaseIPythonApplication",
     .kind = KNOWN_CLASS,
     .bases = "traitlets.config.Application",
     .source = "IPython/core/application.py"},
    {.name = "jupyter_core.application.JupyterApp",
     .kind = KNOWN_CLASS,
     .bases = "traitlets.config.Application",
     .source = "jupyter_core/application.py"},

    // Jupyter: a manager that runs a loop for each call, and one that does not.
    {.name = "jupyter_client.manager.{KernelManager,AsyncKernelManager}",
     .kind = KNOWN_ALIAS,
     .alias_of = "jupyter_client.*",
     .source = "jupyter_client/__init__.py"},
    {.name = "jupyter_client.{KernelManager,AsyncKernelManager}",
     .kind = KNOWN_CLASS,
     .source = JUPYTER "manager.html"},
    {.name = "jupyter_client.AsyncKernelManager.{start_kernel,shutdown_kernel,restart_kernel,"
             "interrupt_kernel,signal_kernel,request_shutdown,finish_shutdown,cleanup_resources,"
             "is_alive}",
     COROUTINE,
     .source = "jupyter_client/manager.py"},
    {.name = "jupyter_client.manager.start_new_async_kernel",
     COROUTINE,
     .source = JUPYTER "manager.html"},

    // Buckets of Google's cloud.
    {.name = "gcloud.aio.storage.{Storage,Blob}", .kind = KNOWN_CLASS, .source = BUCKETS},
    {.name = "gcloud.aio.storage.Storage.{list_buckets,copy,delete,download,"
             "download_to_filename,download_metadata,download_stream,list_objects,upload,"
             "upload_from_filename,compose,patch_metadata,get_bucket_metadata,close}",
     COROUTINE,
     .source = BUCKETS},
    {.name = "gcloud.aio.storage.Blob.{download,upload,get_signed_url}",
     COROUTINE,
     .source = BUCKETS},
};

KNOWLEDGE_TABLE(async_tools)
