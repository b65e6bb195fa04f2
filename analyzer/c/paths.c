// See paths.h.
#include "c/paths.h"

#include "base/array.h"
#include "base/path.h"

typedef Array(char) Text;

static void put_part(Arena *arena, Text *text, Str part) {
  if (part.size == 0 || str_equal_c(part, ".")) return;
  if (str_equal_c(part, "..")) {
    while (text->count > 0 && text->at[--text->count] != '/')
      continue;
    return;
  }
  array_push(arena, text, '/');
  for (size_t i = 0; i < part.size; i++)
    array_push(arena, text, part.at[i]);
}

static void put_parts(Arena *arena, Text *text, Str path) {
  while (path.at)
    put_part(arena, text, str_cut(&path, '/'));
}

Str path_resolve(Arena *arena, Str folder, Str path) {
  Text text = {0};
  bool is_absolute = str_has_prefix(path, STR("/"));
  if (!is_absolute) put_parts(arena, &text, folder);
  put_parts(arena, &text, path);
  return text.count > 0 ? (Str){text.at, text.count} : STR("/");
}

Str c_path_folder(Str path) {
  Str parent = path_parent(path);
  return parent.size > 0 ? parent : STR("/");
}

bool c_path_below(Str root, Str path, Str *rest) {
  if (str_equal_c(root, "/")) root = STR("");
  bool is_below =
      path.size > root.size + 1 && str_has_prefix(path, root) && path.at[root.size] == '/';
  if (is_below) *rest = str_slice(path, root.size + 1, path.size);
  return is_below;
}
