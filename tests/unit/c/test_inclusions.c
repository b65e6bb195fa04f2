// What a unit was made of, and what else it asks for.
#include "c/c.h"
#include "support/test.h"

static Str join(Arena *arena, const Str *words, size_t count) {
  Str text = STR("");
  for (size_t i = 0; i < count; i++)
    text = str_print(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? " " : "", STR_ARG(words[i]));
  return text;
}

static void assert_text(Str found, const char *wanted) {
  if (!str_equal_c(found, wanted)) fail_msg("found: %.*s\nwanted: %s", STR_ARG(found), wanted);
}

// ---- Questions ----------------------------------------------------------------------------------

typedef struct ProbeRow {
  const char *name;
  const char *text;
  const char *names;
  bool is_open;
  bool reads_others;
} ProbeRow;

static const ProbeRow probe_rows[] = {
    {"nothing", "#include <a.h>\nint has(void);\n", "", false, false},
    {"a name in brackets", "#if __has_include(<sys/a.h>)\n", "sys/a.h", false, false},
    {"a name in quotes", "#if __has_include ( \"b.h\" ) && X\n", "b.h", false, false},
    {"several", "#if __has_include(<a.h>) || __has_include_next(<b.h>)\n", "a.h b.h", false, false},
    {"only whether one can ask", "#ifdef __has_include\n#define ask __has_include\n#endif\n", "",
     false, false},
    {"under another name", "#if __glibc_has_include (\"linux/stat.h\")\n", "linux/stat.h", false,
     false},
    {"a name that is computed", "#if __has_include(NAME)\n", "", true, false},
    {"a name that does not end", "#if __has_include(<a.h\n", "", true, false},
    {"cut off", "#if __has_include(", "", true, false},
    {"another file's bytes", "char text[] = {\n#  embed \"a.bin\"\n};\n", "", false, true},
    {"a question about them", "#if __has_embed(\"a.bin\")\n", "", false, true},
    {"the word alone", "int embed; // embedded\n", "", false, false},
};

static void asks(const ProbeRow *row) {
  Arena arena = {0};
  CProbes probes = {0};
  c_probes_find(&arena, str_from_c(row->text), &probes);
  assert_text(join(&arena, probes.names.at, probes.names.count), row->names);
  assert_int_equal(probes.is_open, row->is_open);
  assert_int_equal(probes.reads_others, row->reads_others);
  arena_release(&arena);
}
TEST_TABLE("questions about other files", probe_rows, asks)

// ---- Folders ------------------------------------------------------------------------------------

typedef struct FolderRow {
  const char *name;
  const char *flags; // with one space between
  const char *folders;
} FolderRow;

#define SYSTEM "/usr/local/include /usr/include /include"

static const FolderRow folder_rows[] = {
    {"none", "-DI=1", "/work " SYSTEM},
    {"joined and apart", "-Ia -I b -iquote/c", "/work /work/a /work/b /c " SYSTEM},
    {"of the system", "-isystem /s/ -idirafter t", "/work /s /work/t " SYSTEM},
    {"another system", "--sysroot=/r -I.",
     "/work /r/usr/local/include /r/usr/include /r/include /work/. " SYSTEM},
    {"another system, apart", "-isysroot /r",
     "/work /r/usr/local/include /r/usr/include /r/include " SYSTEM},
    {"no value", "-I", "/work " SYSTEM},
};

static void searches(const FolderRow *row) {
  Arena arena = {0};
  Array(Str) words = {0};
  Str rest = str_from_c(row->flags);
  while (rest.at)
    array_push(&arena, &words, str_cut(&rest, ' '));
  CCommand command = {
      .directory = STR("/work"), .flags = words.at, .flag_count = (uint32_t)words.count};
  uint32_t count = 0;
  const Str *folders = c_command_folders(&arena, &command, &count);
  assert_text(join(&arena, folders, count), row->folders);
  arena_release(&arena);
}
TEST_TABLE("folders that are searched", folder_rows, searches)

TEST_MAIN(&asks_table, &searches_table)
