// Reading files, and everything that looks like a file and is none.
#define _XOPEN_SOURCE 700
#include "folder.h"
#include "session/read.h"
#include "support/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_BYTES ((size_t)100 << 10)

typedef struct Row {
  const char *name;
  const char *path;
  bool ok;
  bool is_missing;
  FailKind kind;
  size_t size;
  const char *says;
} Row;

static const Row rows[] = {
    {"empty", "empty.py", true, false, FAIL_NONE, 0, ""},
    {"small", "small.py", true, false, FAIL_NONE, 6, ""},
    {"more than a buffer", "large.py", true, false, FAIL_NONE, 90000, ""},
    {"as much as a buffer", "buffer.py", true, false, FAIL_NONE, 65536, ""},
    {"by a link", "link.py", true, false, FAIL_NONE, 6, ""},
    {"too large", "huge.py", false, false, FAIL_LIMIT, 0, "larger than"},
    {"missing", "missing.py", false, true, FAIL_IO, 0, "cannot be read"},
    {"below a file", "small.py/x.py", false, true, FAIL_IO, 0, "cannot be read"},
    {"a directory", "folder.py", false, false, FAIL_IO, 0, "is a directory"},
    {"a pipe that nobody writes to", "pipe.py", false, false, FAIL_IO, 0, "no regular file"},
    {"a link to itself", "loop.py", false, false, FAIL_IO, 0, "cannot be read"},
};

static void write_bytes(const char *path, off_t size) {
  int file = open(path, O_WRONLY | O_CREAT, 0666);
  if (file < 0 || ftruncate(file, size) != 0) base_fatal("cannot write %s", path);
  close(file);
}

static void fill(Folder *folder) {
  folder_write(folder, "empty.py", "");
  folder_write(folder, "small.py", "x = 1\n");
  write_bytes("large.py", 90000);
  write_bytes("buffer.py", 65536);
  write_bytes("huge.py", (off_t)MAX_BYTES + 1);
  bool ok = symlink("small.py", "link.py") == 0 && symlink("loop.py", "loop.py") == 0 &&
            mkdir("folder.py", 0777) == 0 && mkfifo("pipe.py", 0666) == 0;
  if (!ok) base_fatal("cannot fill the folder");
}

static void reads(const Row *row) {
  Folder folder = {0};
  folder_enter(&folder);
  fill(&folder);
  ReadBuffer buffer = {0};
  FileBytes read = {0};
  Error error = {0};
  bool ok = read_file(&buffer, AT_FDCWD, row->path, MAX_BYTES, &read, &error);
  assert_int_equal(ok, row->ok);
  assert_int_equal(read.is_missing, row->is_missing);
  assert_int_equal(error.kind, row->kind);
  assert_int_equal(read.bytes.size, row->size);
  assert_int_equal(read.is_padded, row->ok);
  for (size_t i = 0; read.is_padded && i < READ_PADDING_BYTES; i++)
    assert_int_equal(read.bytes.at[read.bytes.size + i], 0);
  assert_true(str_find(str_from_c(error.text), str_from_c(row->says)) != SIZE_MAX);
  read_buffer_release(&buffer);
  folder_leave(&folder);
}
TEST_TABLE("read_file", rows, reads)

TEST_MAIN(&reads_table)
