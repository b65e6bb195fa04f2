// Clients of other protocols: gRPC, WebSocket, SSH, DNS, LDAP, ZeroMQ, mDNS, and programs and
// devices that are talked to like a network.
#include "knowledge/tables.h"

#define GRPC       "https://grpc.github.io/grpc/python/grpc.html"
#define GRPC_AIO   "https://grpc.github.io/grpc/python/grpc_asyncio.html"
#define WS_CLIENT  "https://websocket-client.readthedocs.io/en/latest/core.html"
#define WEBSOCKETS "https://websockets.readthedocs.io/en/stable/reference/"
#define PARAMIKO   "https://docs.paramiko.org/en/stable/api/"
#define FABRIC     "https://docs.fabfile.org/en/latest/api/connection.html"
#define ASYNCSSH   "https://asyncssh.readthedocs.io/en/stable/api.html"
#define DNS        "https://dnspython.readthedocs.io/en/stable/"
#define LDAP       "https://ldap3.readthedocs.io/en/latest/connection.html"
#define ZMQ        "https://pyzmq.readthedocs.io/en/stable/api/zmq.html"
#define ZMQ_AIO    "https://pyzmq.readthedocs.io/en/stable/api/zmq.asyncio.html"
#define ZEROCONF   "https://python-zeroconf.readthedocs.io/en/latest/api.html"
#define PEXPECT    "https://pexpect.readthedocs.io/en/stable/api/pexpect.html"
#define SERIAL     "https://pyserial.readthedocs.io/en/latest/pyserial_api.html"

#define COROUTINE .result = RESULT_COROUTINE
#define CALLS                                                                                      \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the answer of the call",    \
  .instead = "grpc.aio", OR_A_THREAD
#define TALKS(why, async_way)                                                                      \
  .effect = EFFECT_NETWORK, .tier = TIER_UNBOUNDED, .because = why, .instead = async_way,          \
  OR_A_THREAD
#define IN_WEBSOCKETS "websockets.connect(...)"
#define IN_ASYNCSSH   "asyncssh"

#define OPENS_SERIAL                                                                               \
  .effect = EFFECT_OPEN, .tier = TIER_CHEAP, .because = "opens the device and sets it up",         \
  .instead = "await asyncio.to_thread(...)", OR_A_THREAD

static const KnowledgeEntry entries[] = {
    // gRPC: stubs keep what a channel makes of each method.
    {.name = "grpc.{insecure_channel,secure_channel,intercept_channel}",
     .returns = "grpc.Channel",
     .source = GRPC "#create-client"},
    {.name =
         "grpc.{Channel,UnaryUnaryMultiCallable,UnaryStreamMultiCallable,StreamUnaryMultiCallable,"
         "StreamStreamMultiCallable,Future,Server}",
     .kind = KNOWN_CLASS,
     .source = GRPC},
    {.name = "grpc.Channel.unary_unary",
     .returns = "grpc.UnaryUnaryMultiCallable",
     .source = GRPC "#grpc.Channel.unary_unary"},
    {.name = "grpc.Channel.stream_unary",
     .returns = "grpc.StreamUnaryMultiCallable",
     .source = GRPC "#grpc.Channel.stream_unary"},
    {.name = "grpc.{UnaryUnaryMultiCallable,StreamUnaryMultiCallable}.{__call__,with_call}",
     CALLS,
     .source = GRPC "#multi-callable-interfaces"},
    {.name = "grpc.{UnaryUnaryMultiCallable,StreamUnaryMultiCallable}.future",
     .returns = "grpc.Future",
     .source = GRPC "#multi-callable-interfaces"},
    {.name = "grpc.channel_ready_future",
     .returns = "grpc.Future",
     .source = GRPC "#grpc.channel_ready_future"},
    {.name = "grpc.Future.{result,exception,traceback}",
     CALLS,
     .unless = {IS_ZERO(0, "timeout")},
     .source = GRPC "#future-interfaces"},
    {.name = "grpc.server", .returns = "grpc.Server", .source = GRPC "#create-server"},
    {.name = "grpc.Server.wait_for_termination",
     TALKS("waits until the server stops", "grpc.aio.server(...)"),
     .unless = {IS_ZERO(0, "timeout")},
     .source = GRPC "#grpc.Server.wait_for_termination"},
    {.name = "grpc.aio.{insecure_channel,secure_channel}",
     .returns = "grpc.aio.Channel",
     .source = GRPC_AIO "#create-channel"},
    {.name = "grpc.aio.{Channel,Server}", .kind = KNOWN_CLASS, .source = GRPC_AIO},
    {.name = "grpc.aio.Channel.{close,channel_ready,wait_for_state_change}",
     COROUTINE,
     .source = GRPC_AIO "#channel-object"},
    {.name = "grpc.aio.server", .returns = "grpc.aio.Server", .source = GRPC_AIO "#create-server"},
    {.name = "grpc.aio.Server.{start,stop,wait_for_termination}",
     COROUTINE,
     .source = GRPC_AIO "#server-object"},

    // websocket-client.
    {.name = "websocket.create_connection",
     TALKS("connects to the server", IN_WEBSOCKETS),
     .returns = "websocket.WebSocket",
     .source = WS_CLIENT},
    {.name = "websocket.{WebSocket,WebSocketApp}", .kind = KNOWN_CLASS, .source = WS_CLIENT},
    {.name = "websocket.WebSocket.{connect,send,send_text,send_bytes,send_binary,send_frame,ping}",
     TALKS("waits for the network", IN_WEBSOCKETS),
     .source = WS_CLIENT},
    {.name =
         "websocket.WebSocket.{recv,recv_data,recv_data_frame,recv_frame,next,__next__,__iter__}",
     TALKS("waits for the next message", IN_WEBSOCKETS),
     .source = WS_CLIENT},
    {.name = "websocket.WebSocketApp.run_forever",
     TALKS("serves the connection until it closes", IN_WEBSOCKETS),
     .source = "https://websocket-client.readthedocs.io/en/latest/app.html"},

    // websockets.
    {.name = "{websockets.connect,websockets.asyncio.client.connect}",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "websockets.asyncio.connection.Connection",
     .enters = "websockets.asyncio.connection.Connection",
     .source = WEBSOCKETS "asyncio/client.html"},
    {.name = "websockets.{serve,asyncio.server.serve}",
     .result = RESULT_ASYNC_CONTEXT,
     .roles = {ROLE(ASYNC_CALLED, 0, "handler"), ROLE(ON_LOOP, KEYWORD_ONLY, "process_request"),
               ROLE(ASYNC_CALLED, KEYWORD_ONLY, "process_request"),
               ROLE(ON_LOOP, KEYWORD_ONLY, "select_subprotocol")},
     .source = WEBSOCKETS "asyncio/server.html"},
    {.name = "websockets.asyncio.connection.Connection",
     .kind = KNOWN_CLASS,
     .source = WEBSOCKETS "asyncio/common.html"},
    {.name = "websockets.asyncio.{client.ClientConnection,server.ServerConnection}",
     .kind = KNOWN_CLASS,
     .bases = "websockets.asyncio.connection.Connection",
     .source = WEBSOCKETS "asyncio/client.html"},
    {.name = "websockets.asyncio.connection.Connection.{send,recv,close,ping,pong,wait_closed}",
     COROUTINE,
     .source = WEBSOCKETS "asyncio/common.html"},
    {.name = "websockets.asyncio.connection.Connection.recv_streaming",
     .result = RESULT_ASYNC_GENERATOR,
     .source = WEBSOCKETS "asyncio/common.html"},
    {.name = "websockets.legacy.{client.WebSocketClientProtocol,server.WebSocketServerProtocol}",
     .kind = KNOWN_CLASS,
     .source = WEBSOCKETS "legacy/client.html"},
    {.name = "websockets.legacy.{client.WebSocketClientProtocol,server.WebSocketServerProtocol}."
             "{send,recv,close,ping,pong,wait_closed}",
     COROUTINE,
     .source = WEBSOCKETS "legacy/client.html"},
    {.name = "websockets.sync.client.{connect,unix_connect}",
     TALKS("connects to the server", IN_WEBSOCKETS),
     .returns = "websockets.sync.connection.Connection",
     .source = WEBSOCKETS "sync/client.html"},
    {.name = "websockets.sync.connection.Connection",
     .kind = KNOWN_CLASS,
     .source = WEBSOCKETS "sync/common.html"},
    {.name = "websockets.sync.connection.Connection.recv",
     TALKS("waits for the next message", IN_WEBSOCKETS),
     .unless = {IS_ZERO(0, "timeout")},
     .source = WEBSOCKETS "sync/common.html"},
    {.name = "websockets.sync.connection.Connection.{send,close,ping,__iter__}",
     TALKS("waits for the network", IN_WEBSOCKETS),
     .source = WEBSOCKETS "sync/common.html"},

    // SSH.
    {.name =
         "paramiko.{client.SSHClient,sftp_client.SFTPClient,transport.Transport,channel.Channel}",
     .kind = KNOWN_CLASS,
     .source = PARAMIKO "client.html"},
    {.name = "paramiko.SSHClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "paramiko.client.SSHClient",
     .source = "paramiko/__init__.py"},
    {.name = "{paramiko.SFTPClient,paramiko.SFTP}",
     .kind = KNOWN_ALIAS,
     .alias_of = "paramiko.sftp_client.SFTPClient",
     .source = "paramiko/__init__.py"},
    {.name = "paramiko.Transport",
     .kind = KNOWN_ALIAS,
     .alias_of = "paramiko.transport.Transport",
     .source = "paramiko/__init__.py"},
    {.name = "paramiko.Channel",
     .kind = KNOWN_ALIAS,
     .alias_of = "paramiko.channel.Channel",
     .source = "paramiko/__init__.py"},
    {.name = "paramiko.client.SSHClient.connect",
     TALKS("connects and logs in", IN_ASYNCSSH),
     .source = PARAMIKO "client.html#paramiko.client.SSHClient.connect"},
    {.name = "paramiko.client.SSHClient.exec_command",
     TALKS("opens a channel on the server", IN_ASYNCSSH),
     .returns = "paramiko.channel.ChannelStdinFile,paramiko.channel.ChannelFile,"
                "paramiko.channel.ChannelStderrFile",
     .source = PARAMIKO "client.html#paramiko.client.SSHClient.exec_command"},
    {.name = "paramiko.client.SSHClient.invoke_shell",
     TALKS("opens a channel on the server", IN_ASYNCSSH),
     .returns = "paramiko.channel.Channel",
     .source = PARAMIKO "client.html#paramiko.client.SSHClient.invoke_shell"},
    {.name = "paramiko.{client.SSHClient.open_sftp,sftp_client.SFTPClient.from_transport}",
     TALKS("opens a channel on the server", IN_ASYNCSSH),
     .returns = "paramiko.sftp_client.SFTPClient",
     .source = PARAMIKO "client.html#paramiko.client.SSHClient.open_sftp"},
    {.name =
         "paramiko.transport.Transport.{connect,start_client,auth_password,auth_publickey,accept}",
     TALKS("waits for the other side", IN_ASYNCSSH),
     .source = PARAMIKO "transport.html"},
    {.name = "paramiko.transport.Transport.{open_session,open_channel}",
     TALKS("opens a channel on the server", IN_ASYNCSSH),
     .returns = "paramiko.channel.Channel",
     .source = PARAMIKO "transport.html"},
    {.name = "paramiko.channel.Channel.{recv,recv_stderr,send,sendall,send_stderr,sendall_stderr}",
     TALKS("waits for the other side", IN_ASYNCSSH),
     .nonblocking_after = "setblocking settimeout",
     .source = PARAMIKO "channel.html"},
    {.name = "paramiko.channel.Channel.{recv_exit_status,exec_command,invoke_shell,get_pty}",
     TALKS("waits for the other side", IN_ASYNCSSH),
     .source = PARAMIKO "channel.html"},
    {.name = "paramiko.channel.ChannelFile",
     .kind = KNOWN_CLASS,
     .source = PARAMIKO "channel.html"},
    {.name = "paramiko.channel.{ChannelStdinFile,ChannelStderrFile}",
     .kind = KNOWN_CLASS,
     .bases = "paramiko.channel.ChannelFile",
     .source = PARAMIKO "channel.html"},
    {.name =
         "paramiko.channel.ChannelFile.{read,readline,readlines,write,writelines,flush,__iter__,"
         "__next__}",
     TALKS("waits for the other side", IN_ASYNCSSH),
     .source = PARAMIKO "file.html"},
    {.name =
         "paramiko.sftp_client.SFTPClient.{get,getfo,put,putfo,open,file,listdir,listdir_attr,stat,"
         "lstat,chdir,chmod,chown,mkdir,rmdir,remove,unlink,rename,posix_rename,symlink,readlink,"
         "normalize,truncate,utime}",
     TALKS("works on files of the server", IN_ASYNCSSH),
     .source = PARAMIKO "sftp.html"},
    {.name = "paramiko.sftp_client.SFTPClient.listdir_iter",
     TALKS("works on files of the server", IN_ASYNCSSH),
     .when = WHEN_ITERATED,
     .source = PARAMIKO "sftp.html"},
    {.name = "{fabric.Connection,invoke.Context}", .kind = KNOWN_CLASS, .source = FABRIC},
    {.name = "fabric.Connection.{run,sudo,shell,get,put,sftp,open}",
     TALKS("works on the server over SSH", IN_ASYNCSSH),
     .source = FABRIC},
    {.name = "{invoke.run,invoke.Context.run,invoke.Context.sudo,fabric.Connection.local}",
     .effect = EFFECT_SUBPROCESS,
     .tier = TIER_UNBOUNDED,
     .source = "https://docs.pyinvoke.org/en/stable/api/context.html"},
    {.name = "asyncssh.{connect,SSHClientConnection.start_sftp_client,"
             "SSHClientConnection.create_process}",
     .result = RESULT_ASYNC_CONTEXT,
     .source = ASYNCSSH},
    {.name = "asyncssh.SSHClientConnection", .kind = KNOWN_CLASS, .source = ASYNCSSH},
    {.name = "asyncssh.SSHClientConnection.{run,create_session,open_session,wait_closed}",
     COROUTINE,
     .source = ASYNCSSH},

    // DNS, LDAP, mDNS.
    {.name = "dns.resolver.{resolve,query,resolve_address,zone_for_name}",
     TALKS("asks a name server", "dns.asyncresolver"),
     .source = DNS "resolver-functions.html"},
    {.name = "dns.{resolver,asyncresolver}.Resolver",
     .kind = KNOWN_CLASS,
     .source = DNS "resolver-class.html"},
    {.name = "dns.resolver.Resolver.{resolve,query,resolve_address,resolve_name,canonical_name}",
     TALKS("asks a name server", "dns.asyncresolver.Resolver"),
     .source = DNS "resolver-class.html"},
    {.name = "dns.asyncresolver.{resolve,resolve_address,Resolver.resolve,Resolver.resolve_address,"
             "Resolver.resolve_name,Resolver.canonical_name}",
     COROUTINE,
     .source = DNS "async-resolver.html"},
    {.name = "ldap3.core.connection.Connection",
     .kind = KNOWN_ALIAS,
     .alias_of = "ldap3.Connection",
     .source = "ldap3/__init__.py"},
    {.name = "ldap3.Connection",
     .kind = KNOWN_CLASS,
     TALKS("binds to the directory server", NULL),
     .unless = {IS_FALSE(3, "auto_bind"), IS_TEXT(3, "auto_bind", "NONE"),
                HAS_FLAG(3, "auto_bind", "AUTO_BIND_NONE")},
     .only_if = IS_GIVEN(3, "auto_bind"),
     .source = LDAP},
    {.name = "ldap3.Connection.{bind,rebind,start_tls,search,compare,add,delete,modify,modify_dn,"
             "extended,unbind}",
     TALKS("waits for the directory server", NULL),
     .source = LDAP},
    {.name = "zeroconf.Zeroconf", .kind = KNOWN_CLASS, .source = ZEROCONF},
    {.name =
         "zeroconf.Zeroconf.{register_service,unregister_service,update_service,get_service_info,"
         "unregister_all_services}",
     TALKS("waits for answers on the network", "zeroconf.asyncio.AsyncZeroconf"),
     .source = ZEROCONF},
    {.name =
         "zeroconf.Zeroconf.{async_register_service,async_unregister_service,async_update_service,"
         "async_get_service_info,async_unregister_all_services}",
     COROUTINE,
     .source = ZEROCONF},
    {.name = "zeroconf.asyncio.AsyncZeroconf", .kind = KNOWN_CLASS, .source = ZEROCONF},
    {.name =
         "zeroconf.asyncio.AsyncZeroconf.{async_register_service,async_unregister_service,"
         "async_update_service,async_get_service_info,async_unregister_all_services,async_close}",
     COROUTINE,
     .source = ZEROCONF},

    // ZeroMQ.
    {.name = "zmq.{Context,Socket}", .kind = KNOWN_CLASS, .source = ZMQ},
    {.name = "zmq.Context.socket", .returns = "zmq.Socket", .source = ZMQ "#zmq.Context.socket"},
    {.name = "zmq.Context.instance",
     .returns = "zmq.Context",
     .source = ZMQ "#zmq.Context.instance"},
    {.name = "zmq.Socket.{recv,recv_multipart,recv_string,recv_json,recv_pyobj}",
     TALKS("waits for the next message", "zmq.asyncio.Context"),
     .unless = {HAS_FLAG(0, "flags", "NOBLOCK"), HAS_FLAG(0, "flags", "DONTWAIT")},
     .source = ZMQ "#zmq.Socket.recv"},
    {.name = "zmq.Socket.poll",
     TALKS("waits for the next message", "zmq.asyncio.Context"),
     .unless = {IS_ZERO(0, "timeout")},
     .source = ZMQ "#zmq.Socket.poll"},
    {.name = "zmq.asyncio.{Context,Socket}", .kind = KNOWN_CLASS, .source = ZMQ_AIO},
    {.name = "zmq.asyncio.Context.socket", .returns = "zmq.asyncio.Socket", .source = ZMQ_AIO},
    {.name = "zmq.asyncio.Context.instance", .returns = "zmq.asyncio.Context", .source = ZMQ_AIO},
    {.name = "zmq.asyncio.Socket.{recv,recv_multipart,recv_string,recv_json,recv_pyobj,send,"
             "send_multipart,poll}",
     .result = RESULT_AWAITABLE,
     .source = ZMQ_AIO},

    // Programs and devices.
    {.name = "pexpect.pty_spawn.spawn",
     .kind = KNOWN_ALIAS,
     .alias_of = "pexpect.spawn",
     .source = "pexpect/__init__.py"},
    {.name = "pexpect.spawn", .kind = KNOWN_CLASS, .source = PEXPECT "#spawn-class"},
    {.name = "pexpect.spawn.{expect,expect_exact,expect_list}",
     .effect = EFFECT_PROCESS_WAIT,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_GIVEN(3, "async_"), IS_ZERO(1, "timeout")},
     .because = "waits for output of the program",
     .instead = "await child.expect(..., async_=True)",
     OR_A_THREAD,
     .source = PEXPECT "#pexpect.spawn.expect"},
    {.name = "pexpect.spawn.{wait,read,readline,readlines,__iter__,interact}",
     .effect = EFFECT_PROCESS_WAIT,
     .tier = TIER_UNBOUNDED,
     .because = "waits for output of the program",
     .source = PEXPECT "#pexpect.spawn.wait"},
    {.name = "pexpect.run",
     .effect = EFFECT_SUBPROCESS,
     .tier = TIER_UNBOUNDED,
     .source = PEXPECT "#pexpect.run"},
    // Without waiting for a carrier: open() passes O_NONBLOCK.
    {.name = "serial.Serial",
     .kind = KNOWN_CLASS,
     OPENS_SERIAL,
     .only_if = IS_CHOSEN(0, "port"),
     .source = "serial/serialutil.py: SerialBase.__init__"},
    {.name = "serial.serial_for_url",
     OPENS_SERIAL,
     .unless = {IS_CHOSEN(KEYWORD_ONLY, "do_not_open")},
     .returns = "serial.Serial",
     .source = SERIAL "#serial.serial_for_url"},
    {.name = "serial.Serial.open", OPENS_SERIAL, .source = "serial/serialposix.py: Serial.open"},
    {.name = "serial.Serial.{read,read_until,read_all,readline,readlines,__iter__,__next__}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the serial device",
     .nonblocking_after = "timeout",
     .instead = "serial_asyncio, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = SERIAL "#serial.Serial.read"},
    {.name = "serial.Serial.{write,writelines}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the serial device",
     .nonblocking_after = "write_timeout",
     .instead = "serial_asyncio, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = SERIAL "#serial.Serial.write"},
    {.name = "serial.Serial.flush",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the serial device",
     .instead = "serial_asyncio, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = SERIAL "#serial.Serial.flush"},
};

KNOWLEDGE_TABLE(network_clients)
