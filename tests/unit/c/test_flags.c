// Which flags reach the compiler, and which are refused.
#include "c/c.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *line;
  const char *kept;
  const char *refused; // with `, ` between
} Row;

static const Row rows[] = {
    {"what describes the unit", "-I inc -Iother -isystem sys -iquote q -DA=1 -D B -UC -std=gnu99",
     "-I inc -Iother -isystem sys -iquote q -DA=1 -D B -UC -std=gnu99", ""},
    {"the target", "-m32 --target=arm-none-eabi -march=native -fshort-enums -funsigned-char",
     "-m32 --target=arm-none-eabi -march=native -fshort-enums -funsigned-char", ""},
    {"system", "-nostdinc -pthread --sysroot=/s -isysroot /s",
     "-nostdinc -pthread --sysroot=/s -isysroot /s", ""},
    {"files are not flags", "-c a.c b.o -o c.o", "", ""},
    {"warnings, optimisation, debugging", "-Wall -Werror -O2 -Os -g3 -fno-strict-aliasing -w", "",
     ""},
    {"dependencies and output", "-MD -MF a.d -MTb -MQ c -MP -o x -ox", "", ""},
    {"for the linker", "-L/x -lm -Wl,-z,now -shared -static-libgcc -Xlinker --x -T s.ld", "", ""},
    {"what only GCC knows", "-fno-allow-store-data-races -mindirect-branch=thunk --param=x=1", "",
     ""},
    {"fortified functions hide others", "-D_FORTIFY_SOURCE=2 -U_FORTIFY_SOURCE",
     "-U_FORTIFY_SOURCE", ""},
    {"plug-ins", "-fplugin=evil.so -fplugin-arg-evil-x -fpass-plugin=evil.so", "",
     "-fplugin=evil.so, -fplugin-arg-evil-x, -fpass-plugin=evil.so"},
    {"through to the compiler", "-Xclang -load -Xclang evil.so -load evil.so -mllvm -load=evil.so",
     "", "-Xclang -load, -Xclang evil.so, -load evil.so, -mllvm -load=evil.so"},
    {"through to the compiler, after a warning", "-Xclang -fmodules -cc1 -ccc-print-phases", "",
     "-Xclang -fmodules, -cc1, -ccc-print-phases"},
    {"files with flags", "@/etc/passwd -DX @more", "-DX", "@/etc/passwd, @more"},
    {"configuration files", "--config=/x --config-user-dir=/y", "",
     "--config=/x, --config-user-dir=/y"},
    {"other tools", "-B/evil -B evil -specs=evil --specs=evil -fuse-ld=/evil -wrapper evil,x", "",
     "-B/evil, -B evil, -specs=evil, --specs=evil, -fuse-ld=/evil, -wrapper evil,x"},
    {"what writes",
     "-save-temps=obj --serialize-diagnostics x.dia -fmodules -fmodules-cache-path=x", "",
     "-save-temps=obj, --serialize-diagnostics x.dia, -fmodules, -fmodules-cache-path=x"},
    {"what writes for profiles", "-fprofile-instr-generate=x -fcrash-diagnostics-dir=/x", "",
     "-fprofile-instr-generate=x, -fcrash-diagnostics-dir=/x"},
    {"other views of the files", "-ivfsoverlay x.yaml -working-directory=/x -resource-dir /x", "",
     "-ivfsoverlay x.yaml, -working-directory=/x, -resource-dir /x"},
    {"compiled headers", "-include-pch x.pch -imacros m.h", "", "-include-pch x.pch, -imacros m.h"},
    {"headers of the project", "-include config.h -include /root/a/b.h -include /usr/include/x.h",
     "-include config.h -include /root/a/b.h -include /usr/include/x.h", ""},
    {"headers from elsewhere", "-include /etc/passwd -include ../../etc/shadow -include/home/x", "",
     "-include /etc/passwd, -include ../../etc/shadow, -include/home/x"},
    {"a way out of the project", "-include /root/../etc/passwd", "",
     "-include /root/../etc/passwd"},
    {"never heard of", "--new-thing -qflag", "", "--new-thing, -qflag"},
    {"the language", "-x c -DX", "-DX", ""},
    {"a flag without its value", "-DX -I", "-DX", ""},
    {"behind --", "-DX -- -DY", "-DX", ""},
};

static Str join(Arena *arena, const Str *words, uint32_t count, const char *between) {
  Str text = STR("");
  for (uint32_t i = 0; i < count; i++)
    text = str_print(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? between : "", STR_ARG(words[i]));
  return text;
}

static void filters(const Row *row) {
  Arena arena = {0};
  size_t count = 0;
  const Str *words = c_command_split(&arena, str_from_c(row->line), &count);
  CCommand command = {0};
  assert_true(c_command_filter(&arena, words, count, STR("/root"), &command));
  assert_str_equal(join(&arena, command.flags, command.flag_count, " "), str_from_c(row->kept));
  assert_str_equal(join(&arena, command.refused, command.refused_count, ", "),
                   str_from_c(row->refused));
  arena_release(&arena);
}
TEST_TABLE("flags", rows, filters)

static void knows_other_languages(void) {
  Arena arena = {0};
  static const Str words[] = {{"-xc++", 5}, {"-DX", 3}};
  CCommand command = {0};
  assert_false(c_command_filter(&arena, words, COUNT_OF(words), STR("/root"), &command));
  arena_release(&arena);
}
TEST_CASE("a command for C++ is none for C", knows_other_languages)

TEST_MAIN(&filters_table, &knows_other_languages_table)
