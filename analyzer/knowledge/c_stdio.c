// Streams of libc. What is read from stdin waits for a person or a pipe, everything else is taken
// for a file; what goes to stdout and stderr waits when a terminal or pipe is full.
#include "knowledge/c_tables.h"

#define FROM_STDIN(place)                                                                          \
  .effect = EFFECT_INPUT, .tier = TIER_UNBOUNDED, .only_if = NAMES(place, "stdin"),                \
  .traits = TRAIT_SIGNAL_UNSAFE, .because = "waits for input"
#define TO_TERMINAL(place)                                                                         \
  .effect = EFFECT_LOG, .tier = TIER_CHEAP, .only_if = NAMES(place, "stderr"),                     \
  .or_if = NAMES(place, "stdout"), .traits = TRAIT_SIGNAL_UNSAFE,                                  \
  .because = "waits when the terminal or pipe is full"

static const KnowledgeEntry read_stdin_0 = {
    .name = "fgetc", FROM_STDIN(0), .source = MANUAL(3, "fgetc")};
static const KnowledgeEntry read_stdin_2 = {
    .name = "fgets", FROM_STDIN(2), .source = MANUAL(3, "fgetc")};
static const KnowledgeEntry read_stdin_3 = {
    .name = "fread", FROM_STDIN(3), .source = MANUAL(3, "fread")};
static const KnowledgeEntry write_terminal_0 = {
    .name = "fprintf", TO_TERMINAL(0), .source = MANUAL(3, "fprintf")};
static const KnowledgeEntry write_terminal_1 = {
    .name = "fputs", TO_TERMINAL(1), .source = MANUAL(3, "puts")};
static const KnowledgeEntry write_terminal_3 = {
    .name = "fwrite", TO_TERMINAL(3), .source = MANUAL(3, "fread")};

static const KnowledgeEntry entries[] = {
    // Opening.
    {.name = "{fopen,fopen64,freopen,freopen64}",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SIGNAL_UNSAFE | TRAIT_GIVES_FILE,
     .unless = {BEGINS(0, "/proc/"), BEGINS(0, "/sys/"), BEGINS(0, "/dev/")},
     .source = MANUAL(3, "fopen")},
    {.name = "fdopen",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .only_if = IS_FILE(0),
     .traits = TRAIT_SIGNAL_UNSAFE | TRAIT_GIVES_FILE,
     .source = MANUAL(3, "fopen")},
    {.name = "{tmpfile,tmpfile64}",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .source = MANUAL(3, "tmpfile")},
    {.name = "{fclose,fcloseall}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .because = "writes what is left in the buffer",
     .source = MANUAL(3, "fclose")},

    // Reading.
    {.name = "{fgets,fgetws,fgets_unlocked,getline}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .unless = {NAMES(2, "stdin"), NO_FILE(2)},
     .otherwise = &read_stdin_2,
     .because = "reads from a file",
     .source = MANUAL(3, "fgetc")},
    {.name = "{fread,fread_unlocked,getdelim}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .unless = {NAMES(3, "stdin"), NO_FILE(3)},
     .otherwise = &read_stdin_3,
     .because = "reads from a file",
     .source = MANUAL(3, "fread")},
    {.name = "{fgetc,getc,getc_unlocked,fgetwc,getw,fscanf,vfscanf,fwscanf}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .unless = {NAMES(0, "stdin"), NO_FILE(0)},
     .otherwise = &read_stdin_0,
     .because = "reads from a file",
     .source = MANUAL(3, "fgetc")},
    {.name = "{scanf,vscanf,wscanf,gets,getchar,getchar_unlocked,getwchar}",
     .effect = EFFECT_INPUT,
     .tier = TIER_UNBOUNDED,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .because = "waits for input",
     .source = MANUAL(3, "scanf")},
    {.name = "{getpass,readpassphrase}",
     .effect = EFFECT_INPUT,
     .tier = TIER_UNBOUNDED,
     .because = "waits until somebody has typed a password",
     .source = MANUAL(3, "getpass")},
    {.name = "readline",
     .effect = EFFECT_INPUT,
     .tier = TIER_UNBOUNDED,
     .because = "waits until somebody has typed a line",
     .instead = "rl_callback_handler_install(...) and rl_callback_read_char(...)",
     .source = "https://tiswww.case.edu/php/chet/readline/readline.html"},

    // Writing.
    {.name = "{fprintf,vfprintf,fwprintf,vfwprintf}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .traits = TRAIT_SIGNAL_UNSAFE | TRAIT_FORMATS,
     .unless = {NAMES(0, "stderr"), NAMES(0, "stdout"), NO_FILE(0)},
     .otherwise = &write_terminal_0,
     .because = "writes to a file",
     .source = MANUAL(3, "fprintf")},
    {.name = "{fputs,fputc,putc,fputs_unlocked,fputc_unlocked,putc_unlocked,fputws,fputwc}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .traits = TRAIT_SIGNAL_UNSAFE | TRAIT_FORMATS,
     .unless = {NAMES(1, "stderr"), NAMES(1, "stdout"), NO_FILE(1)},
     .otherwise = &write_terminal_1,
     .because = "writes to a file",
     .source = MANUAL(3, "puts")},
    {.name = "{fwrite,fwrite_unlocked}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .unless = {NAMES(3, "stderr"), NAMES(3, "stdout"), NO_FILE(3)},
     .otherwise = &write_terminal_3,
     .because = "writes to a file",
     .source = MANUAL(3, "fread")},
    {.name = "dprintf",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .only_if = IS_FILE(0),
     .because = "writes to a file",
     .source = MANUAL(3, "dprintf")},
    {.name = "{fflush,fflush_unlocked}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .unless = {NAMES(0, "stderr"), NAMES(0, "stdout"), NO_FILE(0)},
     .otherwise = &write_terminal_0,
     .because = "writes what is left in the buffer",
     .source = MANUAL(3, "fflush")},
    {.name = "{fseek,fseeko,rewind,fsetpos}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "writes what is left in the buffer",
     .source = MANUAL(3, "fseek")},
    {.name = "{printf,vprintf,wprintf,puts,putchar,putchar_unlocked,putwchar,perror,psignal,warn,"
             "warnx,vwarn,vwarnx,error}",
     .effect = EFFECT_LOG,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .because = "waits when the terminal or pipe is full",
     .source = MANUAL(3, "printf")},
    {.name = "{tcdrain,tcsendbreak}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .traits = TRAIT_SIGNAL_SAFE,
     .because = "waits until the terminal has written everything",
     .source = MANUAL(3, "termios")},
    {.name = "tcsetattr",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .unless = {IS_NUMBER_ZERO(1)}, // TCSANOW
     .traits = TRAIT_SIGNAL_SAFE,
     .because = "waits until the terminal has written everything",
     .source = MANUAL(3, "termios")},
    {.name = "{tcgetattr,tcflow,tcflush,tcgetpgrp,tcsetpgrp,cfgetispeed,cfgetospeed,cfsetispeed,"
             "cfsetospeed}",
     .traits = TRAIT_SIGNAL_SAFE,
     .source = MANUAL(3, "termios")},

    // Text in memory.
    {.name = "{snprintf,vsnprintf,sprintf,vsprintf}",
     .traits = TRAIT_WRITES_TEXT,
     .source = MANUAL(3, "printf")},

    // Logging.
    {.name = "{syslog,vsyslog}",
     .effect = EFFECT_LOG,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .because = "waits when the queue of the log daemon is full",
     .instead = "a non-blocking datagram to the log socket, or a thread that writes the log",
     .source = MANUAL(3, "syslog")},
    {.name = "openlog",
     .effect = EFFECT_LOG,
     .tier = TIER_CHEAP,
     .traits = TRAIT_SIGNAL_UNSAFE,
     .only_if = HAS_BITS(1, 0x8), // LOG_NDELAY
     .because = "connects to the log daemon",
     .source = MANUAL(3, "syslog")},
};

C_TABLE(c_stdio, C)
