// Which folders an environment has, and which environment is meant.
#include "folder.h"
#include "session/environment.h"
#include "support/test.h"

#define PACKAGES "lib/python3.12/site-packages/"

typedef struct Row {
  const char *name;
  const char *files[6]; // "path" or "path|text"
  EnvironmentChoice choice;
  const char *start; // below the folder, as `top` and what is wanted
  const char *top;
  const char *want; // folders, separated by blanks; NULL: refused
} Row;

static const Row rows[] = {
    {"nothing is there", {"app.py"}, {0}, "", "", ""},
    {"one in the project",
     {".venv/pyvenv.cfg|", ".venv/" PACKAGES "a.py"},
     {0},
     "",
     "",
     ".venv/lib/python3.12/site-packages"},
    {"one above, within the project",
     {"venv/pyvenv.cfg|", "venv/" PACKAGES "a.py", "a/b/c.py"},
     {0},
     "a/b",
     "",
     "venv/lib/python3.12/site-packages"},
    {"one beyond the project",
     {".venv/pyvenv.cfg|", ".venv/" PACKAGES "a.py", "a/b/c.py"},
     {0},
     "a/b",
     "a",
     ""},
    {"the nearer one",
     {".venv/pyvenv.cfg|", ".venv/" PACKAGES "a.py", "a/venv/pyvenv.cfg|",
      "a/venv/" PACKAGES "a.py"},
     {0},
     "a",
     "",
     "a/venv/lib/python3.12/site-packages"},
    {"one that does not say so is none", {".venv/" PACKAGES "a.py"}, {0}, "", "", ""},
    {"an empty one is none", {".venv/pyvenv.cfg|"}, {0}, "", "", ""},
    {"none is wanted",
     {".venv/pyvenv.cfg|", ".venv/" PACKAGES "a.py"},
     {.is_off = true, .path = {"nowhere", 7}},
     "",
     "",
     ""},
    {"a named one that is missing", {"app.py"}, {.path = {"nowhere", 7}}, "", "", NULL},
    {"a named one without packages", {"env/a.py"}, {.path = {"env", 3}}, "", "", NULL},
    {"a folder of packages by its name",
     {"x/site-packages/a.py"},
     {.path = {"x/site-packages", 15}},
     "",
     "",
     "x/site-packages"},
    {"a folder of packages by what was installed",
     {"x/a-1.dist-info/METADATA"},
     {.path = {"x", 1}},
     "",
     "",
     "x"},
    {"the newest Python, by number",
     {"env/lib/python3.9/site-packages/a.py", "env/lib/python3.10/site-packages/a.py",
      "env/lib/python3.11/nothing.py", "env/lib/python3.1000/site-packages/a.py"},
     {.path = {"env", 3}},
     "",
     "",
     "env/lib/python3.10/site-packages"},
    {"both libraries",
     {"env/" PACKAGES "a.py", "env/lib64/python3.12/site-packages/b.py"},
     {.path = {"env", 3}},
     "",
     "",
     "env/lib/python3.12/site-packages env/lib64/python3.12/site-packages"},
    {"an environment of Windows",
     {"env/Lib/site-packages/a.py"},
     {.path = {"env", 3}},
     "",
     "",
     "env/Lib/site-packages"},
    {"paths in .pth files, in order of the files",
     {"site-packages/b.pth|../two\n", "site-packages/a.pth|# no\n\n ../one \r\n../three\n../one",
      "one/x.py", "two/x.py", "three.py"},
     {.path = {"site-packages", 13}},
     "",
     "",
     "site-packages one two"},
    {"what Python would execute",
     {"site-packages/a.pth|import one\nimport\tone\n../one/\n", "one/x.py", "import one/x.py"},
     {.path = {"site-packages", 13}},
     "",
     "",
     "site-packages one"},
    {"a .pth in what another one adds",
     {"site-packages/a.pth|../one", "one/b.pth|../two", "two/x.py"},
     {.path = {"site-packages", 13}},
     "",
     "",
     "site-packages one"},
    {"the system's packages are wanted, of an interpreter that is gone",
     {"env/pyvenv.cfg|home = /nowhere/bin\ninclude-system-site-packages = true",
      "env/" PACKAGES "a.py"},
     {.path = {"env", 3}},
     "",
     "",
     "env/lib/python3.12/site-packages"},
    {"VIRTUAL_ENV before the project's",
     {".venv/pyvenv.cfg|", ".venv/" PACKAGES "a.py", "env/" PACKAGES "a.py"},
     {.virtual_env = {"env", 3}},
     "",
     "",
     "env/lib/python3.12/site-packages"},
    {"VIRTUAL_ENV that is none",
     {".venv/pyvenv.cfg|", ".venv/" PACKAGES "a.py"},
     {.virtual_env = {"env", 3}},
     "",
     "",
     ".venv/lib/python3.12/site-packages"},
    {"CONDA_PREFIX behind the project's",
     {".venv/pyvenv.cfg|", ".venv/" PACKAGES "a.py", "env/conda-meta/history", "env/" PACKAGES "a"},
     {.conda_prefix = {"env", 3}},
     "",
     "",
     ".venv/lib/python3.12/site-packages"},
    {"CONDA_PREFIX of an environment",
     {"env/conda-meta/history", "env/" PACKAGES "a.py"},
     {.conda_prefix = {"env", 3}},
     "",
     "",
     "env/lib/python3.12/site-packages"},
    {"CONDA_PREFIX of the base",
     {"env/conda-meta/history", "env/condabin/conda", "env/" PACKAGES "a.py"},
     {.conda_prefix = {"env", 3}},
     "",
     "",
     ""},
};

static void write_files(Folder *folder, const Row *row) {
  for (size_t i = 0; i < COUNT_OF(row->files) && row->files[i]; i++) {
    Str text = str_from_c(row->files[i]);
    Str path = str_cut(&text, '|');
    folder_write(folder, str_to_c(&folder->arena, path),
                 text.at ? str_to_c(&folder->arena, text) : "x = 1\n");
  }
}

static Str below(Folder *folder, const char *path) {
  return path[0] ? str_print(&folder->arena, "%.*s/%s", STR_ARG(folder->path), path) : folder->path;
}

// The folders, from the scratch folder on.
static Str shown(Folder *folder, const Environment *environment) {
  Str text = STR("");
  for (size_t i = 0; i < environment->folders.count; i++) {
    Str path = environment->folders.at[i];
    if (str_has_prefix(path, folder->path))
      path = str_slice(path, folder->path.size + 1, path.size);
    text = str_print(&folder->arena, "%.*s%s%.*s", STR_ARG(text), i ? " " : "", STR_ARG(path));
  }
  return text;
}

static void finds(const Row *row) {
  Folder folder = {0};
  folder_enter(&folder);
  write_files(&folder, row);
  Environment environment = {0};
  Error error = {0};
  bool ok = environment_find(&folder.arena, &row->choice, below(&folder, row->start),
                             below(&folder, row->top), &environment, &error);
  if (row->want) {
    assert_success(ok, &error);
    assert_str_equal(shown(&folder, &environment), str_from_c(row->want));
  } else {
    assert_false(ok);
    assert_int_equal(error.kind, FAIL_USAGE);
  }
  folder_leave(&folder);
}
TEST_TABLE("environment_find", rows, finds)

TEST_MAIN(&finds_table)
