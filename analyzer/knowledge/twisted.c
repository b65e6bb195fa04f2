// Twisted: what the reactor calls, on the one thread that it has, and what is sent to its pool of
// threads.
#include "knowledge/tables.h"

#define TWISTED  "https://docs.twisted.org/en/stable/api/twisted.internet."
#define THREADS  "https://docs.twisted.org/en/stable/core/howto/threading.html"
#define DEFERS   "https://docs.twisted.org/en/stable/core/howto/defer.html"
#define WEB      "https://docs.twisted.org/en/stable/web/howto/web-in-60/"
#define DEFERRED .returns = "twisted.internet.defer.Deferred"
#define ALIAS    .kind = KNOWN_ALIAS

static const KnowledgeEntry entries[] = {
    // The reactor. Which class it is depends on the platform; all have these methods.
    {.name = "twisted.internet.reactor",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "twisted.internet.base.ReactorBase",
     .source = "https://docs.twisted.org/en/stable/core/howto/reactor-basics.html"},
    {.name = "twisted.internet.base.ReactorBase",
     .kind = KNOWN_CLASS,
     .source = TWISTED "base.ReactorBase.html"},
    {.name = "twisted.internet.base.ReactorBase.callLater",
     .roles = {HANDS(ON_LOOP, 1, "callable", ALL)},
     .source = TWISTED "interfaces.IReactorTime.html#callLater"},
    {.name = "twisted.internet.base.ReactorBase.{callFromThread,callWhenRunning}",
     .roles = {HANDS(ON_LOOP, 0, NULL, ALL)},
     .source = TWISTED "interfaces.IReactorFromThreads.html#callFromThread"},
    {.name = "twisted.internet.base.ReactorBase.callInThread",
     .roles = {ROLE(OFF_LOOP, 0, NULL)},
     .source = TWISTED "interfaces.IReactorInThreads.html#callInThread"},
    {.name = "twisted.internet.base.ReactorBase.run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs the reactor until it is stopped",
     .source = TWISTED "interfaces.IReactorCore.html#run"},

    // "posix" or "win32".
    {.name = "twisted.python.runtime.platformType",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "twisted.python.runtime.platformType",
     .bases = "builtins.str",
     .traits = TRAIT_TELLS_PLATFORM,
     .source = "https://docs.twisted.org/en/stable/api/twisted.python.runtime.html#platformType"},

    // Threads.
    {.name = "twisted.internet.threads.deferToThread",
     DEFERRED,
     .roles = {ROLE(OFF_LOOP, 0, "f")},
     .source = THREADS},
    {.name = "twisted.internet.threads.deferToThreadPool",
     DEFERRED,
     .roles = {ROLE(OFF_LOOP, 2, "f")},
     .source = THREADS},
    {.name = "twisted.internet.threads.blockingCallFromThread",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the reactor, which only another thread may do",
     .instead = "a plain call",
     .roles = {HANDS(ON_LOOP, 1, "f", ALL)},
     .source = THREADS},

    // What a Deferred is given runs where its result is set: in the reactor's thread.
    {.name = "twisted.internet.defer.Deferred",
     .kind = KNOWN_CLASS,
     .bases = "collections.abc.Awaitable",
     .source = DEFERS},
    {.name = "twisted.internet.defer.Deferred.{addCallback,addErrback,addBoth}",
     DEFERRED,
     .roles = {ROLE(ON_LOOP, 0, NULL)},
     .source = DEFERS "#callbacks"},
    {.name = "twisted.internet.defer.Deferred.addCallbacks",
     DEFERRED,
     .roles = {ROLE(ON_LOOP, 0, "callback"), ROLE(ON_LOOP, 1, "errback")},
     .source = DEFERS "#callbacks"},
    {.name = "twisted.internet.defer.inlineCallbacks",
     .decoration = DECORATION_ON_LOOP,
     .source = DEFERS "#inline-callbacks-using-yield"},
    {.name = "twisted.internet.defer.ensureDeferred",
     DEFERRED,
     .roles = {ROLE(COROUTINE, 0, "coro")},
     .source = DEFERS "#coroutines-with-async-await"},
    {.name = "twisted.internet.defer.maybeDeferred",
     DEFERRED,
     .roles = {HANDS(CALLED, 0, "f", ALL)},
     .source = DEFERS "#handling-possible-deferreds"},
    {.name = "twisted.internet.defer.{succeed,fail,gatherResults}", DEFERRED, .source = DEFERS},

    // Later and again.
    {.name = "twisted.internet.task.LoopingCall",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(ON_LOOP, 0, "f"), ROLE(ASYNC_CALLED, 0, "f")},
     .source = TWISTED "task.LoopingCall.html"},
    {.name = "twisted.internet.task.deferLater",
     DEFERRED,
     .roles = {HANDS(ON_LOOP, 2, "callable", ALL)},
     .source = TWISTED "task.html#deferLater"},
    {.name = "twisted.application.internet.TimerService",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(ON_LOOP, 1, "callable"), ROLE(ASYNC_CALLED, 1, "callable")},
     .source =
         "https://docs.twisted.org/en/stable/api/twisted.application.internet.TimerService.html"},

    // Protocols and their factories.
    {.name = "twisted.internet.protocol.BaseProtocol",
     .kind = KNOWN_CLASS,
     .loop_methods = "makeConnection connectionMade",
     .source = TWISTED "protocol.BaseProtocol.html"},
    {.name = "twisted.internet.protocol.Protocol",
     .kind = KNOWN_CLASS,
     .bases = "twisted.internet.protocol.BaseProtocol",
     .loop_methods = "dataReceived connectionLost",
     .source = TWISTED "protocol.Protocol.html"},
    {.name = "twisted.internet.protocol.ProcessProtocol",
     .kind = KNOWN_CLASS,
     .bases = "twisted.internet.protocol.BaseProtocol",
     .loop_methods = "childDataReceived outReceived errReceived childConnectionLost "
                     "inConnectionLost outConnectionLost errConnectionLost processExited "
                     "processEnded",
     .source = TWISTED "protocol.ProcessProtocol.html"},
    {.name = "twisted.internet.protocol.DatagramProtocol",
     .kind = KNOWN_CLASS,
     .loop_methods = "datagramReceived connectionRefused startProtocol stopProtocol",
     .source = TWISTED "protocol.DatagramProtocol.html"},
    {.name = "twisted.internet.protocol.Factory",
     .kind = KNOWN_CLASS,
     .loop_methods = "buildProtocol",
     .source = TWISTED "protocol.Factory.html"},
    {.name = "twisted.internet.protocol.ServerFactory",
     .kind = KNOWN_CLASS,
     .bases = "twisted.internet.protocol.Factory",
     .source = TWISTED "protocol.ServerFactory.html"},
    {.name = "twisted.internet.protocol.{ClientFactory,ReconnectingClientFactory}",
     .kind = KNOWN_CLASS,
     .bases = "twisted.internet.protocol.Factory",
     .loop_methods = "startedConnecting clientConnectionFailed clientConnectionLost",
     .source = TWISTED "protocol.ClientFactory.html"},
    {.name = "twisted.protocols.basic.{LineReceiver,LineOnlyReceiver}",
     .kind = KNOWN_CLASS,
     .bases = "twisted.internet.protocol.Protocol",
     .loop_methods = "lineReceived rawDataReceived lineLengthExceeded",
     .source = "https://docs.twisted.org/en/stable/api/twisted.protocols.basic.html"},
    {.name = "twisted.protocols.basic.{NetstringReceiver,Int32StringReceiver,Int16StringReceiver,"
             "Int8StringReceiver}",
     .kind = KNOWN_CLASS,
     .bases = "twisted.internet.protocol.Protocol",
     .loop_methods = "stringReceived",
     .source = "https://docs.twisted.org/en/stable/api/twisted.protocols.basic.html"},

    // Web resources are rendered on the reactor; one that has to wait answers NOT_DONE_YET.
    {.name = "twisted.web.resource.Resource",
     .kind = KNOWN_CLASS,
     .loop_methods = "render render_* getChild getChildWithDefault",
     .source = WEB "asynchronous.html"},
};

KNOWLEDGE_TABLE(twisted)
