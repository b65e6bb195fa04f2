// The rest of the standard library: what is called back at once, what is kept for later, what a
// signal handler is and may call.
#include "knowledge/c_tables.h"

#define SAFETY MANUAL(7, "signal-safety")

#define HEAP "may be interrupted while it holds the lock of the heap"

static const KnowledgeEntry entries[] = {
    // Called before the call returns.
    {.name = "{qsort,qsort_s}", .roles = {TAKES(CALLED, 3)}, .source = MANUAL(3, "qsort")},
    {.name = "qsort_r", .roles = {TAKES(CALLED, 3)}, .source = MANUAL(3, "qsort")},
    {.name = "{bsearch,lfind,lsearch}",
     .roles = {TAKES(CALLED, 4)},
     .source = MANUAL(3, "bsearch")},
    {.name = "{tsearch,tfind,tdelete}",
     .roles = {TAKES(CALLED, 2)},
     .source = MANUAL(3, "tsearch")},
    {.name = "{twalk,twalk_r,tdestroy}",
     .roles = {TAKES(CALLED, 1)},
     .source = MANUAL(3, "tsearch")},
    {.name = "dl_iterate_phdr",
     .roles = {TAKES(CALLED, 0)},
     .source = MANUAL(3, "dl_iterate_phdr")},

    // Where `errno` is: of glibc and musl, of the BSDs, of Solaris.
    {.name = "{__errno_location,__error,___errno,__errno}",
     .traits = TRAIT_GIVES_ERRNO | TRAIT_SIGNAL_SAFE,
     .source = MANUAL(3, "errno")},

    // Kept for the end of the process.
    {.name = "{atexit,at_quick_exit,on_exit}",
     .roles = {TAKES(STORED, 0)},
     .source = MANUAL(3, "atexit")},

    // Signal handlers.
    {.name = "{signal,sigset,bsd_signal,sysv_signal,ssignal}",
     .roles = {TAKES(SIGNAL, 1)},
     .traits = TRAIT_SIGNAL_SAFE,
     .source = MANUAL(2, "signal")},
    {.name = "sigaction::{sa_handler,sa_sigaction}",
     SLOT(SIGNAL),
     .source = MANUAL(2, "sigaction")},
    {.name = "sigaction",
     .roles = {TAKES(SIGNAL, 1)},
     .traits = TRAIT_SIGNAL_SAFE,
     .source = MANUAL(2, "sigaction")},
    {.name = "{sigaddset,sigdelset,sigemptyset,sigfillset,sigismember,sigpending,"
             "sigprocmask,sigqueue,raise}",
     .traits = TRAIT_SIGNAL_SAFE,
     .source = SAFETY},
    {.name = "{__sighandler_t,sighandler_t,sig_t}",
     CALLBACK(SIGNAL),
     .source = MANUAL(2, "signal")},

    // What a signal handler may call and no other table speaks of.
    {.name = "{aio_error,aio_return,alarm,clock_gettime,getegid,geteuid,getgid,getgroups,getpgrp,"
             "getpid,getppid,getuid,posix_trace_event,setgid,setpgid,setsid,setuid,time,"
             "timer_getoverrun,timer_gettime,timer_settime,times,umask,uname,ffs,htonl,htons,ntohl,"
             "ntohs}",
     .traits = TRAIT_SIGNAL_SAFE,
     .source = SAFETY},
    {.name =
         "{memccpy,memchr,memcmp,memcpy,memmove,memset,strcat,strchr,strcmp,strcspn,strlen,strncat,"
         "strncmp,strnlen,strpbrk,strrchr,strspn,strstr,strtok_r}",
     .traits = TRAIT_SIGNAL_SAFE,
     .source = SAFETY},
    {.name = "{stpcpy,stpncpy,strcpy,strncpy}",
     .traits = TRAIT_SIGNAL_SAFE | TRAIT_WRITES_TEXT,
     .source = SAFETY},
    {.name = "{wcpcpy,wcpncpy,wcscat,wcschr,wcscmp,wcscpy,wcscspn,wcslen,wcsncat,wcsncmp,wcsncpy,"
             "wcsnlen,wcspbrk,wcsrchr,wcsspn,wcsstr,wcstok,wmemchr,wmemcmp,wmemcpy,wmemmove,"
             "wmemset}",
     .traits = TRAIT_SIGNAL_SAFE,
     .source = SAFETY},

    // What it must not: half done when the signal comes, it finds its own lock or a list cut open.
    // snprintf is not here: with numbers and strings it does without memory and locks.
    {.name = "{malloc,calloc,realloc,reallocarray,posix_memalign,aligned_alloc}",
     .traits = TRAIT_SIGNAL_UNSAFE,
     .because = HEAP,
     .source = SAFETY},
    {.name = "{asprintf,vasprintf}",
     .traits = TRAIT_SIGNAL_UNSAFE | TRAIT_WRITES_TEXT,
     .because = HEAP,
     .source = MANUAL(3, "asprintf")},
    {.name = "{strdup,strndup}",
     .traits = TRAIT_SIGNAL_UNSAFE | TRAIT_GIVES_TEXT,
     .because = HEAP,
     .source = MANUAL(3, "strdup")},
    // Without an effect: what it gives is a file in memory.
    {.name = "{open_memstream,open_wmemstream,fmemopen}",
     .traits = TRAIT_SIGNAL_UNSAFE | TRAIT_GIVES_FILE,
     .because = HEAP,
     .source = MANUAL(3, "open_memstream")},
    {.name = "{localtime,localtime_r,gmtime,gmtime_r,ctime,ctime_r,asctime,mktime}",
     .traits = TRAIT_SIGNAL_UNSAFE,
     .because = "may be interrupted while it holds the lock of the time zone",
     .source = MANUAL(3, "ctime")},
    {.name = "{setenv,putenv,unsetenv,clearenv}",
     .traits = TRAIT_SIGNAL_UNSAFE,
     .because = "may be interrupted while it changes the environment",
     .source = MANUAL(3, "setenv")},

    // Files that are read at first use.
    {.name = "{setlocale,newlocale,iconv_open,catopen,tzset}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads a file when it is first needed",
     .source = MANUAL(3, "setlocale")},

    // Memory.
    {.name = "{free,cfree}",
     .traits = TRAIT_FREES | TRAIT_SIGNAL_UNSAFE,
     .source = MANUAL(3, "malloc")},

    // Long computations.
    {.name = "{crypt,crypt_r,crypt_rn,crypt_ra}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "hashes a password, which is meant to take long",
     .source = MANUAL(3, "crypt")},
    {.name = "{regcomp,regexec}",
     .effect = EFFECT_CPU,
     .tier = TIER_CHEAP,
     .because = "matches an expression, which takes long with some input",
     .source = MANUAL(3, "regcomp")},
};

C_TABLE(c_standard, C)
