// A session as a whole: what it counts, what it says of files, and the texts that it reads again.
#define _XOPEN_SOURCE 700
#include "folder.h"
#include "session/session.h"
#include "support/test.h"

#include <unistd.h>

typedef struct Fixture {
  Folder folder;
  Log log;
  SessionOptions options;
  Session *session;
  SessionResult result;
} Fixture;

// Runs without any rule: what is found is not this layer's affair.
static void run(Fixture *fixture) {
  Error error = {0};
  fixture->log = (Log){.out = stderr};
  fixture->options.log = &fixture->log;
  fixture->session = session_new(&fixture->options);
  assert_success(session_check(fixture->session, &fixture->result, &error), &error);
}

static void end(Fixture *fixture) {
  session_free(fixture->session);
  folder_leave(&fixture->folder);
}

static const char loop_source[] = "import helper\n\nasync def main():\n    helper.run()\n";

static void counts_files(void) {
  Fixture fixture = {0};
  folder_enter(&fixture.folder);
  folder_write(&fixture.folder, "main.py", loop_source);
  folder_write(&fixture.folder, "helper.py", "def run():\n    pass\n");
  folder_write(&fixture.folder, "other.py", "x = 1\n");
  run(&fixture);
  assert_int_equal(fixture.result.file_count, 3);
  assert_int_equal(fixture.result.parsed_count, 2); // other.py cannot matter
  assert_int_equal(fixture.result.note_count, 0);
  assert_int_equal(fixture.result.found_bytes, sizeof loop_source - 1 + 20 + 6);
  end(&fixture);
}
TEST_CASE("files that cannot matter are not parsed", counts_files)

static void reads_sources_again(void) {
  Fixture fixture = {0};
  folder_enter(&fixture.folder);
  folder_write(&fixture.folder, "main.py", loop_source);
  run(&fixture);
  ModuleId module = session_find(fixture.session, STR("main.py"));
  Str text = {0};
  LineTable lines = {0};
  assert_true(session_source(fixture.session, module, &text, &lines));
  assert_str_equal(text, str_from_c(loop_source));
  assert_int_equal(lines.count, 5);
  end(&fixture);
}
TEST_CASE("session_source reads what was analysed", reads_sources_again)

typedef struct ChangeRow {
  const char *name;
  const char *text; // NULL: the file is removed
} ChangeRow;

static const ChangeRow change_rows[] = {
    {"another text of the same size", "import helper\n\nasync def niam():\n    helper.run()\n"},
    {"a shorter text", "async\n"},
    {"no file any more", NULL},
};

static void sees_changes(const ChangeRow *row) {
  Fixture fixture = {0};
  folder_enter(&fixture.folder);
  folder_write(&fixture.folder, "main.py", loop_source);
  run(&fixture);
  if (row->text)
    folder_write(&fixture.folder, "main.py", row->text);
  else
    assert_int_equal(unlink("main.py"), 0);
  ModuleId module = session_find(fixture.session, STR("main.py"));
  Str text = {0};
  LineTable lines = {0};
  assert_false(session_source(fixture.session, module, &text, &lines));
  assert_str_equal(text, (Str){0});
  assert_int_equal(lines.count, 5); // of what was analysed
  end(&fixture);
}
TEST_TABLE("session_source after a change", change_rows, sees_changes)

static void keeps_texts_of_many_files(void) {
  Fixture fixture = {0};
  folder_enter(&fixture.folder);
  for (int i = 0; i < 20; i++) {
    Str path = str_print(&fixture.folder.arena, "m%02d.py", i);
    Str text = str_print(&fixture.folder.arena, "async def f%d(): pass\n", i);
    folder_write(&fixture.folder, path.at, text.at);
  }
  run(&fixture);
  for (int round = 0; round < 40; round++) {
    int i = round * 7 % 20;
    Str path = str_print(&fixture.folder.arena, "m%02d.py", i);
    Str text = {0};
    LineTable lines = {0};
    assert_true(
        session_source(fixture.session, session_find(fixture.session, path), &text, &lines));
    assert_str_equal(text, str_print(&fixture.folder.arena, "async def f%d(): pass\n", i));
  }
  end(&fixture);
}
TEST_CASE("session_source of more files than are kept", keeps_texts_of_many_files)

static void takes_given_text(void) {
  Fixture fixture = {0};
  folder_enter(&fixture.folder);
  folder_write(&fixture.folder, "p/__init__.py", "");
  folder_write(&fixture.folder, "p/main.py", "x = 1\n");
  Str dash = STR("-");
  fixture.options = (SessionOptions){.paths = &dash,
                                     .path_count = 1,
                                     .stdin_name = STR("p/main.py"),
                                     .stdin_bytes = str_from_c(loop_source)};
  run(&fixture);
  assert_int_equal(fixture.result.file_count, 1);
  Str path = STR("p/main.py");
  Str text = {0};
  LineTable lines = {0};
  assert_true(session_source(fixture.session, session_find(fixture.session, path), &text, &lines));
  assert_str_equal(text, str_from_c(loop_source));
  assert_str_equal(session_display_path(fixture.session, path), STR("p/main.py"));
  Str full = str_print(&fixture.folder.arena, "%.*s/p/main.py", STR_ARG(fixture.folder.path));
  assert_str_equal(session_absolute_path(fixture.session, path), full);
  end(&fixture);
}
TEST_CASE("text that is handed over stands for its file", takes_given_text)

static void says_what_is_missing(void) {
  Fixture fixture = {0};
  folder_enter(&fixture.folder);
  folder_write(&fixture.folder, "main.py", loop_source);
  Str paths[] = {STR("zz.py"), STR("main.py"), STR("aa.py")};
  fixture.options = (SessionOptions){.paths = paths, .path_count = COUNT_OF(paths)};
  run(&fixture);
  assert_int_equal(fixture.result.file_count, 1);
  assert_int_equal(fixture.result.note_count, 2);
  assert_str_equal(fixture.result.notes[0].path, STR("aa.py"));
  assert_str_equal(fixture.result.notes[1].path, STR("zz.py"));
  assert_true(fixture.result.notes[0].is_fatal);
  end(&fixture);
}
TEST_CASE("notes are in order of path", says_what_is_missing)

TEST_MAIN(&counts_files_table, &reads_sources_again_table, &sees_changes_table,
          &keeps_texts_of_many_files_table, &takes_given_text_table, &says_what_is_missing_table)
