// Paths as text: their last part, and what stands before it.
#include "base/path.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *path;
  const char *last;
  const char *folder;
  const char *parent;
} Row;

static const Row rows[] = {
    {"a name", "a.py", "a.py", "", ""},
    {"below a folder", "a/b.py", "b.py", "a/", "a"},
    {"deeper", "a/b/c", "c", "a/b/", "a/b"},
    {"absolute", "/a/b", "b", "/a/", "/a"},
    {"below the root", "/a", "a", "/", ""},
    {"the root", "/", "", "/", ""},
    {"a slash at the end", "a/", "", "a/", "a"},
    {"two slashes", "a//b", "b", "a//", "a/"},
    {"nothing", "", "", "", ""},
    {"null", NULL, "", "", ""},
};

static void cuts(const Row *row) {
  Str path = str_from_c(row->path);
  assert_str_equal(path_name(path), str_from_c(row->last));
  assert_str_equal(path_folder(path), str_from_c(row->folder));
  assert_str_equal(path_parent(path), str_from_c(row->parent));
}
TEST_TABLE("path_name, path_folder and path_parent", rows, cuts)

TEST_MAIN(&cuts_table)
