"""Holds what the knowledge tables say of C libraries against the headers that are installed here.

    knowledge_c_headers.py DUMP

DUMP is the program of support/knowledge_dump.c. For each library whose headers are there: every
named function, macro, type and field exists; a role stands at a place that takes a function, a
condition at a place that there is; every function that is given a callback of the library's types is
covered. What this version of a library does not have stands below. Prints which packages were used;
exits with 77 when none was.
"""

import collections
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import c_headers
import knowledge_c_gio

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
Library = collections.namedtuple("Library", "package tables names includes pkgconfig")

# Where a library's names are looked for: Debian's package, the tables, what its names look like, its
# headers, its pkg-config modules.
LIBRARIES = [
    Library("libc6-dev", "c_sleep c_events c_process c_files c_paths c_stdio c_network c_resolver "
            "c_threads c_standard",
            r"(?!SDL_|apr_|Sleep$|io_|kevent|ldap_|pam_|readline|getpass$|lt_dl|__|pa_|clone$)",
            ["aio.h", "aliases.h", "argz.h", "arpa/inet.h", "crypt.h", "dirent.h", "dlfcn.h", "err.h",
             "error.h", "fcntl.h", "fts.h", "ftw.h", "glob.h", "grp.h", "iconv.h", "ifaddrs.h", "link.h",
             "locale.h", "mntent.h", "mqueue.h", "nl_types.h", "netdb.h", "netinet/in.h", "poll.h", "pthread.h", "pty.h",
             "pwd.h", "regex.h", "resolv.h", "rpc/netdb.h", "sched.h", "search.h", "semaphore.h",
             "setjmp.h", "shadow.h", "signal.h", "spawn.h", "stdio.h", "stdlib.h", "string.h",
             "sys/acct.h", "sys/epoll.h", "sys/eventfd.h", "sys/file.h", "sys/inotify.h",
             "sys/ioctl.h", "sys/ipc.h", "sys/mman.h", "sys/mount.h", "sys/msg.h", "sys/pidfd.h",
             "sys/ptrace.h", "sys/random.h", "sys/resource.h", "sys/select.h", "sys/sem.h",
             "sys/sendfile.h", "sys/shm.h", "sys/signalfd.h", "sys/socket.h", "sys/stat.h",
             "sys/statfs.h", "sys/statvfs.h", "sys/swap.h", "sys/syscall.h", "sys/time.h",
             "sys/timerfd.h", "sys/times.h", "sys/types.h", "sys/uio.h", "sys/utsname.h",
             "sys/vfs.h", "sys/wait.h", "sys/xattr.h", "syslog.h", "termios.h", "threads.h", "time.h",
             "unistd.h", "utime.h", "utmp.h", "wchar.h", "wordexp.h", "assert.h"], []),
    Library("our runtime", "c_runtime", "", ["runtime/runtime.h"], [f"-I{ROOT}/analyzer"]),
    Library("libpam0g-dev", "c_resolver", "pam_", ["security/pam_appl.h"], []),
    Library("libldap-dev", "c_resolver", "ldap_", ["ldap.h"], []),
    Library("libreadline-dev", "c_stdio", "readline$", ["stdio.h", "readline/readline.h"], []),
    Library("liburing-dev", "c_events", "io_uring_", ["liburing.h"], []),
    Library("libuv1-dev", "c_libuv c_libuv_files", "", ["uv.h"], []),
    Library("libevent-dev", "c_libevent", "",
            ["event2/event.h", "event2/event_struct.h", "event2/event_compat.h",
             "event2/bufferevent.h", "event2/bufferevent_struct.h", "event2/bufferevent_compat.h",
             "event2/buffer.h", "event2/buffer_compat.h", "event2/listener.h", "event2/http.h",
             "event2/http_compat.h", "event2/dns.h", "event2/dns_compat.h", "event2/rpc.h",
             "event2/util.h", "event2/thread.h"], []),
    Library("libev-dev", "c_libev", "", ["ev.h"], []),
    Library("libglib2.0-dev", "c_glib c_gio c_gio_twins", r"(?!gtk_|_?Gtk|gdk_|notify_|_?GVfsBackend)",
            ["glib.h", "glib/gstdio.h", "glib-object.h", "glib-unix.h", "gmodule.h", "gio/gio.h",
             "gio/gunixmounts.h", "gio/gunixfdlist.h", "gio/gunixinputstream.h",
             "gio/gdesktopappinfo.h", "gio/gunixconnection.h"],
            ["gio-2.0", "gio-unix-2.0", "gmodule-2.0"]),
    Library("libsystemd-dev", "c_systemd", "",
            ["systemd/sd-event.h", "systemd/sd-bus.h", "systemd/sd-journal.h"], ["libsystemd"]),
    Library("libdbus-1-dev", "c_dbus", "", ["dbus/dbus.h"], ["dbus-1"]),
    Library("libwayland-dev", "c_desktop", "wl_", ["wayland-server-core.h", "wayland-client-core.h"],
            ["wayland-server", "wayland-client"]),
    Library("libx11-dev", "c_desktop", "X", ["X11/Xlib.h", "X11/Xutil.h"], ["x11"]),
    Library("libxcb1-dev", "c_desktop", "xcb_", ["xcb/xcb.h", "xcb/xproto.h"], ["xcb"]),
    Library("libpipewire-0.3-dev", "c_media", "pw_|spa_",
            ["pipewire/pipewire.h", "pipewire/filter.h", "pipewire/extensions/metadata.h",
             "spa/node/node.h", "spa/monitor/device.h"], ["libpipewire-0.3"]),
    Library("libpulse-dev", "c_media", "pa_", ["pulse/pulseaudio.h", "pulse/simple.h"], ["libpulse"]),
    Library("libavahi-client-dev and libavahi-core-dev", "c_media", "[Aa]vahi",
            ["avahi-common/watch.h", "avahi-common/simple-watch.h", "avahi-common/thread-watch.h",
             "avahi-client/client.h", "avahi-client/lookup.h", "avahi-client/publish.h",
             "avahi-core/core.h", "avahi-core/lookup.h", "avahi-core/publish.h"], []),
    Library("libhiredis-dev", "c_redis", "redis(?!Cluster|Command::|_)",
            ["hiredis/hiredis.h", "hiredis/async.h"], []),
    Library("libc-ares-dev", "c_loops", "ares_", ["ares.h"], []),
    Library("libivykis-dev", "c_loops", "iv_",
            ["iv.h", "iv_event.h", "iv_event_raw.h", "iv_signal.h", "iv_thread.h", "iv_wait.h",
             "iv_work.h", "iv_fd_pump.h", "iv_inotify.h"], []),
    Library("libtevent-dev", "c_loops", "_?tevent_",
            ["stdbool.h", "stdint.h", "talloc.h", "tevent.h"], []),
    Library("libmicrohttpd-dev", "c_servers", "MHD_", ["microhttpd.h"], []),
    Library("libmosquitto-dev", "c_servers", "mosquitto_", ["mosquitto.h"], []),
    Library("libwebsockets-dev", "c_servers", "lws_|sul_cb_t$|lejp_|dhcpc_|each_plugin",
            ["libwebsockets.h"], []),
    Library("libcurl4-openssl-dev", "c_clients", "curl_", ["curl/curl.h"], []),
    Library("libnghttp2-dev", "c_clients", "nghttp2_", ["nghttp2/nghttp2.h"], []),
    Library("libpq-dev", "c_databases", "PQ|lo_|pgthreadlock", ["libpq-fe.h", "libpq/libpq-fs.h"],
            ["libpq"]),
    Library("libmariadb-dev", "c_databases", "mysql_", ["mysql.h"], ["libmariadb"]),
    Library("libsqlite3-dev", "c_databases", "sqlite3_", ["sqlite3.h"], []),
    Library("libssl-dev", "c_tls", "SSL_|BIO_|X509_|OCSP_|OSSL_|OPENSSL_|CONF_|NCONF_|RAND_|PEM_|RSA_|"
            "EVP_|DH_|DSA_|BN_|PKCS",
            ["openssl/ssl.h", "openssl/ocsp.h", "openssl/http.h", "openssl/conf.h",
             "openssl/provider.h", "openssl/rand.h", "openssl/pem.h", "openssl/rsa.h",
             "openssl/dh.h", "openssl/dsa.h", "openssl/bn.h", "openssl/kdf.h", "openssl/pkcs12.h",
             "openssl/x509.h", "openssl/evp.h"], []),
    Library("libgnutls28-dev", "c_tls", "gnutls_",
            ["gnutls/gnutls.h", "gnutls/x509.h", "gnutls/abstract.h", "gnutls/crypto.h"], []),
    Library("libargon2-dev", "c_tls", "argon2", ["argon2.h"], []),
    Library("zlib1g-dev", "c_codecs", "(un)?compress2?$|deflate|inflate|gz", ["zlib.h"], []),
    Library("libbz2-dev", "c_codecs", "BZ2_", ["stdio.h", "bzlib.h"], []),
    Library("liblzma-dev", "c_codecs", "lzma_", ["lzma.h"], []),
    Library("libzstd-dev", "c_codecs", "Z(STD|DICT)_", ["zstd.h", "zdict.h"], []),
    Library("libbrotli-dev", "c_codecs", "Brotli", ["brotli/encode.h", "brotli/decode.h"], []),
    Library("liblz4-dev", "c_codecs", "LZ4", ["lz4.h", "lz4hc.h", "lz4frame.h"], []),
    Library("libpng-dev", "c_codecs", "png_", ["png.h"], []),
    Library("libjpeg-dev", "c_codecs", "jpeg_", ["stdio.h", "jpeglib.h"], []),
    Library("libxml2-dev", "c_codecs", "xml(?!_)|html",
            ["libxml/parser.h", "libxml/HTMLparser.h", "libxml/xmlreader.h", "libxml/xinclude.h",
             "libxml/relaxng.h", "libxml/xmlschemas.h"], ["libxml-2.0"]),
    Library("libpcre2-dev", "c_codecs", "pcre2_(?!match(_16|_32)?$)", ["pcre2.h"],
            ["-DPCRE2_CODE_UNIT_WIDTH=8"]),
]

# Known in other versions than the one that is installed, in other C libraries or to the compiler.
ELSEWHERE = set("""
    uv_pipe_bind2 uv_os_get_passwd2 uv_os_get_group
    evwatch_prepare_new evwatch_check_new evws_new_session evws_connection_set_closecb
    evhttp_set_newreqcb evbuffercb everrorcb
    g_timeout_add_seconds_once g_fsync g_task_set_static_name g_task_return_new_error_literal
    g_task_return_prefixed_error
    redisAsyncSetConnectCallbackNC redisConnectCallbackNC redisTimerCallback
    redisAsyncConnectWithOptions redisConnectWithOptions
    ares_callback_dnsrec ares_server_state_callback ares_queue_wait_empty
    PQclosePrepared PQclosePortal PQchangePassword PQcancelBlocking
    errc verrc readpassphrase bsd_signal qsort_s cfree gets getipnodebyname getipnodebyaddr
    ldap_search_s ldap_search_st ldap_simple_bind_s ldap_bind_s
    sigevent::sigev_notify_function sigevent_t::sigev_notify_function
    openat2 faccessat2 pivot_root posix_trace_event
    bufferevent_socket_connect_hostname_hints uv_pipe_connect2
    xcb_wait_for_reply xcb_aux_sync tevent_req_poll_ntstatus ZDICT_optimizeTrainFromBuffer_cover
""".split())


def names_of(library, known):
    tables = library.tables.split()
    for name, entry in known.items():
        if entry["table"] in tables and re.match(library.names, name):
            yield name, entry


def read_known(dump):
    known = {}
    lines = subprocess.run([dump, "--c"], capture_output=True, text=True, check=True).stdout
    for line in lines.splitlines():
        name, table, kind, effect, tier, roles, places, _ = line.split("\t")
        known[name] = {"table": table, "kind": kind, "effect": effect, "tier": int(tier),
                       "roles": [role.split(":") for role in roles.split()],
                       "places": [int(place) for place in places.split()]}
    return known


def check_slot(headers, name, entry):
    tag, field = name.split("::")
    record = headers.record(tag)
    if record is None:
        return "no such record"
    if field == "*" or field.endswith("_*"):
        return None
    if field not in record:
        return "no such field"
    is_data = all(role == "data" for role, _ in entry["roles"])
    if not is_data and not headers.is_callback(record[field]) and not is_opaque(record[field]):
        return "is no pointer to a function"
    return None


def is_opaque(kind):
    """`void *`: what is given may be a function or a table of functions."""
    return [word for word in kind if word not in c_headers.NOISE][:2] == ["void", "*"]


def check_places(headers, name, entry):
    kinds = headers.functions.get(name)
    if kinds is None:
        given = [one.strip() for one in headers.macros.get(name) or []]
        if name in headers.macros and not given:
            alias = headers.bodies[name].split("(")[0].strip()
            if alias in headers.functions:
                return check_places(headers, alias, entry)
        kinds = [["void", "*"]] * len(given) if given and "..." not in given else None
    if kinds is None:
        return None
    is_variadic = any("..." in kind for kind in kinds)
    for place in entry["places"]:
        if place >= len(kinds) and not is_variadic:
            return f"has no argument {place}"
    for role, place in entry["roles"]:
        if int(place) >= len(kinds) and not is_variadic:
            return f"has no argument {place}"
        if role == "data":
            continue
        if int(place) < len(kinds) and not headers.is_callback(kinds[int(place)]) \
                and not is_opaque(kinds[int(place)]) and not is_variadic \
                and not (role == "signal" and "sigaction" in kinds[int(place)]):
            return f"argument {place} is no function but {' '.join(kinds[int(place)])}"
    return None


def check_name(headers, name, entry):
    if name in ELSEWHERE:
        return None
    if name.endswith("*") and "::" not in name:
        start = name[:-1]
        return None if any(one.startswith(start) for one in headers.functions) else "matches nothing"
    if "::" in name:
        if entry["kind"] == "function":
            tag, field = name.split("::")
            return None if field in (headers.record(tag) or {}) else "no such field"
        return check_slot(headers, name, entry)
    if entry["kind"] == "callback":
        return None if name in headers.callbacks or name in headers.others else "no such type"
    if name not in headers.functions and name not in headers.macros:
        return "is not declared"
    return check_places(headers, name, entry)


# Libraries that are loops, or call back from one: what their functions look like.
LOOPS = {"libuv1-dev": "uv_", "libevent-dev": "ev|buffer", "libev-dev": "ev_", "libglib2.0-dev": "g_",
         "libsystemd-dev": "sd_", "libdbus-1-dev": "dbus_", "libwayland-dev": "wl_",
         "libpipewire-0.3-dev": "pw_", "libpulse-dev": "pa_", "libhiredis-dev": "redis",
         "libavahi-client-dev and libavahi-core-dev": "avahi_", "libc-ares-dev": "ares_",
         "libivykis-dev": "iv_", "libtevent-dev": "_?tevent_", "libmicrohttpd-dev": "MHD_",
         "libmosquitto-dev": "mosquitto_", "libwebsockets-dev": "lws_",
         "libcurl4-openssl-dev": "curl_", "libpq-dev": "PQ", "our runtime": ""}

# Callbacks that say nothing of where code runs: allocators, initialisers of types, test suites.
IRRELEVANT = re.compile(r"uv_(malloc|realloc|calloc|free)_func|G(BaseInit|BaseFinal|Binding|Class|"
                        r"Closure|Error|Instance|Interface|Signal(Acc|C)|Test|Type|ValueTransform)")


def check_covered(headers, library, known):
    """Functions that take a callback of a type that no entry speaks of."""
    for name, kinds in sorted(headers.functions.items()):
        if not re.match(LOOPS[library.package], name):
            continue
        own = {int(place) for _, place in known.get(name, {"roles": []})["roles"]}
        for place, kind in enumerate(kinds):
            callback = headers.is_callback(kind)
            if callback in (None, "(*)") or place in own or IRRELEVANT.search(callback):
                continue
            if known.get(callback, {}).get("kind") != "callback":
                yield f"{name}: argument {place} is a {callback}, which is not known"


def check_twins(headers, known):
    for name, twin in knowledge_c_gio.twins(headers):
        if name not in known or not known[name]["effect"]:
            yield f"{name}: has the twin {twin} and is not known"


def check_library(library, known):
    """What is wrong, or None when the headers are not there."""
    own = [flag for flag in library.pkgconfig if flag.startswith("-")]
    flags = c_headers.package_flags([name for name in library.pkgconfig if name not in own])
    if flags is None:
        return None
    flags += own
    headers, _ = c_headers.read(library.includes, flags)
    if headers is None:
        return None
    problems = []
    for name, entry in names_of(library, known):
        problem = check_name(headers, name, entry)
        if problem:
            problems.append(f"{name}: {problem} ({entry['table']})")
    if library.package in LOOPS:
        problems += check_covered(headers, library, known)
    if "c_gio" in library.tables.split():
        problems += check_twins(headers, known)
    return problems


def main():
    known = read_known(sys.argv[1])
    used, absent, failures = [], [], 0
    for library in LIBRARIES:
        problems = check_library(library, known)
        (absent if problems is None else used).append(library.package)
        for problem in problems or []:
            print(f"{library.package}: {problem}")
            failures += 1
    print("headers of:", ", ".join(used) or "nothing")
    if absent:
        print("not installed:", ", ".join(absent))
    sys.exit(1 if failures else 0 if used else 77)


if __name__ == "__main__":
    main()
