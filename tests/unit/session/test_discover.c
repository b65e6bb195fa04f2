// Which files belong to which project. Each row is a small tree of files and the paths that someone
// asks for in it; wanted are the files that there are for imports, with a `*` behind those that are
// reported, seen from the root that is found.
#define _XOPEN_SOURCE 700
#include "folder.h"
#include "session/discover.h"
#include "support/test.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct Row {
  const char *name;
  const char *files; // separated by spaces; a directory with a '/' at its end is a git repository
  const char *paths;
  const char *excludes;
  const char *root; // below the scratch folder
  const char *want; // path, `*` when reported
  const char *notes;
} Row;

static const Row rows[] = {
    {"the current directory is the default", "a.py b.txt c.pyi d.pyw", "", "", "",
     "a.py* c.pyi* d.pyw*", ""},
    {"a directory by name", "p/a.py q/b.py", "p", "", "p", "a.py*", ""},
    {"one file and its neighbours", "p/a.py p/b.py p/q/c.py", "p/a.py", "", "p", "a.py* b.py", ""},
    {"any name when it is named", "p/tool p/a.py", "p/tool", "", "p", "a.py tool*", ""},
    {"the package around a file", "p/__init__.py p/q/__init__.py p/q/a.py p/b.py x.py", "p/q/a.py",
     "", "", "p/__init__.py p/b.py p/q/__init__.py p/q/a.py*", ""},
    {"the package around a directory", "p/__init__.py p/q/__init__.py p/q/a.py x.py", "p/q", "", "",
     "p/__init__.py p/q/__init__.py* p/q/a.py*", ""},
    {"a marked project", "p/pyproject.toml p/a.py p/src/b.py x.py", "p/src", "", "p",
     "a.py src/b.py*", ""},
    {"the nearest mark", "setup.cfg p/pyproject.toml p/a.py x.py", "p", "", "p", "a.py*", ""},
    {"a git repository", "p/.git/ p/a.py p/src/b.py x.py", "p/src", "", "p", "a.py src/b.py*", ""},
    {"git before marks", "p/.git/ p/a.py p/q/pyproject.toml p/q/b.py", "p/q", "", "p",
     "a.py q/b.py*", ""},
    {"what git ignores stands alone", "p/.git/ p/.gitignore=env p/a.py p/env/b.py", "p/env", "",
     "p/env", "b.py*", ""},
    {"ignored files are not listed", "p/.git/ p/.gitignore=env p/a.py p/env/b.py", "p", "", "p",
     "a.py*", ""},
    {"a project in what git ignores", "p/.git/ p/.gitignore=env p/a.py p/env/setup.py p/env/q/b.py",
     "p/env/q", "", "p/env", "q/b.py* setup.py", ""},
    {"a script without a suffix in git", "p/.git/ p/a.py p/bin/tool", "p/bin/tool", "", "p",
     "a.py bin/tool*", ""},
    {"a directory without Python in git", "p/.git/ p/.gitignore=env p/a.py p/docs/b.txt", "p/docs",
     "", "p", "a.py", ""},
    {"nothing but ignored Python in git", "p/.git/ p/.gitignore=env p/env/b.py", "p", "", "p", "",
     ""},
    {"output that nobody tracks, but named", "p/.git/ p/a.py p/build/b.py", "p/build", "",
     "p/build", "b.py*", ""},
    {"a file in it", "p/.git/ p/a.py p/build/b.py", "p/build/b.py", "", "p", "a.py build/b.py*",
     ""},
    {"an environment in a project", "pyproject.toml a.py .venv/lib/site-packages/q/__init__.py",
     ".venv/lib/site-packages/q", "", ".venv/lib/site-packages", "q/__init__.py*", ""},
    {"a repository that is a package", "p/.git/ p/__init__.py p/a.py", "p", "", "",
     "p/__init__.py* p/a.py*", ""},
    {"directories that are left out",
     "a.py venv/b.py build/c.py __pycache__/d.py node_modules/e.py", ".", "", "", "a.py*", ""},
    {"a package called build", "a.py build/__init__.py", ".", "", "", "a.py* build/__init__.py*",
     ""},
    {"an environment by its mark", "a.py mine/pyvenv.cfg mine/b.py", ".", "", "", "a.py*", ""},
    {"untracked output in git", ".git/ a.py build/c.py", ".", "", "", "a.py*", ""},
    {"excluded files stay for imports", "a.py gen/b.py", ".", "gen", "", "a.py* gen/b.py", ""},
    {"but not when named", "a.py gen/b.py", ". gen/b.py", "gen", "", "a.py* gen/b.py*", ""},
    {"two projects", "p/setup.py p/a.py q/setup.py q/b.py x.py", "p q", "", "",
     "p/a.py* p/setup.py* q/b.py* q/setup.py*", ""},
    {"the same file twice", "a.py", "a.py . a.py ./a.py", "", "", "a.py*", ""},
    {"a file and the directory around it", "a.py p/b.py", "a.py .", "", "", "a.py* p/b.py*", ""},
    {"a package and the directory around it", "a.py p/__init__.py", "p/__init__.py .", "", "",
     "a.py* p/__init__.py*", ""},
    {"a repository and the directory around it", "a.py p/.git/ p/b.py q/c.py", "p .", "", "",
     "a.py* p/b.py* q/c.py*", ""},
    {"a missing path", "a.py", "a.py b.py", "", "", "a.py*", "b.py"},
    {"links to directories are not followed", "p/a.py p/loop->. p/away->..", "p", "", "p", "a.py*",
     ""},
    {"links to files are files", "p/a.py p/b.py->a.py p/c.py->nowhere", "p", "", "p", "a.py* b.py*",
     ""},
    {"a link that is named", "p/a.py q->p", "q", "", "p", "a.py*", ""},
};

static void make_link(Folder *folder, Str path, Str target) {
  if (symlink(str_to_c(&folder->arena, target), str_to_c(&folder->arena, path)) != 0)
    base_fatal("cannot make a link");
}

static void make_repository(Folder *folder, Str path) {
  Str directory = str_slice(path, 0, path.size - STR(".git/").size);
  const char *command =
      str_to_c(&folder->arena, str_print(&folder->arena, "git init -q ./%.*s", STR_ARG(directory)));
  FILE *git = popen(command, "r");
  if (!git || pclose(git) != 0) base_fatal("cannot run git");
}

static void make_file(Folder *folder, Str item) {
  size_t arrow = str_find(item, STR("->"));
  size_t equals = str_find_byte(item, '=');
  if (str_has_suffix(item, STR(".git/")))
    make_repository(folder, item);
  else if (arrow != SIZE_MAX)
    make_link(folder, str_slice(item, 0, arrow), str_slice(item, arrow + 2, item.size));
  else if (equals != SIZE_MAX)
    folder_write(folder, str_to_c(&folder->arena, str_slice(item, 0, equals)),
                 str_to_c(&folder->arena, str_slice(item, equals + 1, item.size)));
  else
    folder_write(folder, str_to_c(&folder->arena, item), "");
}

typedef Array(Str) Words;

static Words words_of(Arena *arena, const char *text) {
  Words words = {0};
  for (Str rest = str_from_c(text); rest.size > 0;)
    array_push(arena, &words, str_cut(&rest, ' '));
  return words;
}

static Str describe(Arena *arena, const Discovery *discovery) {
  Str text = STR("");
  for (size_t i = 0; i < discovery->count; i++) {
    const SourceFile *file = &discovery->files[i];
    text = str_print(arena, "%.*s%s%.*s%s", STR_ARG(text), i > 0 ? " " : "", STR_ARG(file->path),
                     file->is_reported ? "*" : "");
  }
  return text;
}

static Str describe_notes(Arena *arena, const Notes *notes) {
  Str text = STR("");
  for (size_t i = 0; i < notes->list.count; i++)
    text = str_print(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? " " : "",
                     STR_ARG(notes->list.at[i].path));
  return text;
}

static void finds(const Row *row) {
  Folder folder = {0};
  folder_enter(&folder);
  Arena arena = {0};
  Words files = words_of(&arena, row->files);
  for (size_t i = 0; i < files.count; i++)
    make_file(&folder, files.at[i]);
  Words paths = words_of(&arena, row->paths);
  Words excludes = words_of(&arena, row->excludes);
  Log log = {.out = stderr};
  SessionOptions options = {.paths = paths.at,
                            .path_count = paths.count,
                            .excludes = excludes.at,
                            .exclude_count = excludes.count,
                            .log = &log};
  Notes notes = {.arena = &arena};
  Discovery discovery = {0};
  Error error = {0};
  assert_success(discover(&notes, &options, NULL, &discovery, &error), &error);
  assert_str_equal(describe(&arena, &discovery), str_from_c(row->want));
  Str root =
      str_print(&arena, "%.*s%s%s", STR_ARG(folder.path), row->root[0] ? "/" : "", row->root);
  assert_str_equal(discovery.root, root);
  assert_str_equal(describe_notes(&arena, &notes), str_from_c(row->notes));
  arena_release(&arena);
  folder_leave(&folder);
}
TEST_TABLE("discover", rows, finds)

TEST_MAIN(&finds_table)
