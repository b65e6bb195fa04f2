// All of it follows from the last slash.
#include "base/path.h"

Str path_folder(Str path) {
  while (path.size > 0 && path.at[path.size - 1] != '/')
    path.size--;
  return path;
}

Str path_name(Str path) {
  return str_slice(path, path_folder(path).size, path.size);
}

Str path_parent(Str path) {
  Str folder = path_folder(path);
  return str_slice(folder, 0, folder.size > 0 ? folder.size - 1 : 0);
}
