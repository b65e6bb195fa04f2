// The bytes of a kept list:
//
//   header        ListHeader
//   directories   DirectoryRow
//   watches       DirectoryRow, without names
//   files         TextRow
//   text          what they all point into; each path with a NUL behind it
//
// The file is data from outside: all places are checked before one is looked at.
#include "session/lists.h"

#include "session/bytes.h"
#include "session/cache.h"

#include <string.h>

#define MAGIC UINT64_C(0x7374696c61747321)

typedef struct TextRow {
  uint32_t at;
  uint32_t size;
} TextRow;

typedef struct DirectoryRow {
  Stamp stamp;
  TextRow full;
  TextRow names;
  uint32_t has_asks;
  uint32_t unused; // 0
} DirectoryRow;

typedef struct ListHeader {
  uint64_t magic;
  uint64_t hash;  // xxh3 of all that is behind it
  uint64_t build; // build_key_all
  uint64_t key;
  uint32_t directory_count, watch_count, file_count;
  uint32_t text_bytes;
} ListHeader;

static_assert(sizeof(ListHeader) == 48 && sizeof(DirectoryRow) == 56, "no padding");

// ---- Reading ------------------------------------------------------------------------------------

typedef struct Parser {
  Str text;
  bool is_broken;
} Parser;

static Str text_at(Parser *parser, TextRow row) {
  bool is_in = row.at <= parser->text.size && row.size < parser->text.size - row.at;
  parser->is_broken |= !is_in;
  return is_in ? (Str){parser->text.at + row.at, row.size} : (Str){0};
}

static Str path_at(Parser *parser, TextRow row) {
  Str path = text_at(parser, row);
  parser->is_broken |= !path.at || path.at[path.size] != '\0';
  return parser->is_broken ? (Str){0} : path;
}

static void read_directories(Arena *arena, Parser *parser, const DirectoryRow *rows, size_t count,
                             Directories *out) {
  array_reserve(arena, out, count);
  for (size_t i = 0; i < count && !parser->is_broken; i++)
    out->at[out->count++] = (Directory){.full = path_at(parser, rows[i].full),
                                        .stamp = rows[i].stamp,
                                        .names = text_at(parser, rows[i].names),
                                        .has_asks = rows[i].has_asks != 0};
}

static void read_watches(Arena *arena, Parser *parser, const DirectoryRow *rows, size_t count,
                         KeptList *out) {
  array_reserve(arena, &out->watches, count);
  for (size_t i = 0; i < count && !parser->is_broken; i++)
    out->watches.at[out->watches.count++] = (Watch){path_at(parser, rows[i].full), rows[i].stamp};
}

static void read_files(Arena *arena, Parser *parser, const TextRow *rows, size_t count,
                       KeptList *out) {
  array_reserve(arena, &out->files, count);
  for (size_t i = 0; i < count && !parser->is_broken; i++)
    out->files.at[out->files.count++] = path_at(parser, rows[i]);
}

static uint64_t rest_hash(Str bytes) {
  size_t start = offsetof(ListHeader, build);
  return str_hash(str_slice(bytes, start, bytes.size));
}

static bool is_sized(const ListHeader *header, size_t size_bytes) {
  uint64_t rows = (uint64_t)header->directory_count + header->watch_count;
  return size_bytes == sizeof *header + rows * sizeof(DirectoryRow) +
                           header->file_count * sizeof(TextRow) + header->text_bytes;
}

bool list_parse(Arena *arena, Str bytes, uint64_t key, KeptList *out, Error *err) {
  const ListHeader *header = (const void *)bytes.at;
  bool is_whole = bytes.size >= sizeof *header && header->magic == MAGIC &&
                  is_sized(header, bytes.size) && header->hash == rest_hash(bytes);
  if (!is_whole) return error_set(err, FAIL_FORMAT, "a list in it is not as it was written");
  if (header->build != build_key_all || header->key != key)
    return error_set(err, FAIL_LIMIT, "a list in it is another one");
  const DirectoryRow *rows = (const void *)(bytes.at + sizeof *header);
  const TextRow *files = (const void *)(rows + header->directory_count + header->watch_count);
  Parser parser = {.text = {(const char *)(files + header->file_count), header->text_bytes}};
  read_directories(arena, &parser, rows, header->directory_count, &out->directories);
  read_watches(arena, &parser, rows + header->directory_count, header->watch_count, out);
  read_files(arena, &parser, files, header->file_count, out);
  return !parser.is_broken || error_set(err, FAIL_FORMAT, "a list in it makes no sense");
}

// ---- Writing ------------------------------------------------------------------------------------

typedef struct Printer {
  Arena *arena;
  Array(char) text;
} Printer;

static TextRow put_text(Printer *printer, Str text) {
  TextRow row = {(uint32_t)printer->text.count, (uint32_t)text.size};
  array_reserve(printer->arena, &printer->text, text.size + 1);
  if (text.size > 0) memcpy(printer->text.at + printer->text.count, text.at, text.size);
  printer->text.at[printer->text.count + text.size] = '\0';
  printer->text.count += text.size + 1;
  return row;
}

Str list_print(Arena *arena, uint64_t key, const Directories *directories, const Watches *watches,
               const Str *files, size_t file_count) {
  Printer printer = {.arena = arena};
  DirectoryRow *rows = arena_push(arena, DirectoryRow, directories->count + watches->count);
  TextRow *file_rows = arena_push(arena, TextRow, file_count);
  for (size_t i = 0; i < directories->count; i++) {
    const Directory *directory = &directories->at[i];
    rows[i] = (DirectoryRow){.stamp = directory->stamp,
                             .full = put_text(&printer, directory->full),
                             .names = put_text(&printer, directory->names),
                             .has_asks = directory->has_asks};
  }
  for (size_t i = 0; i < watches->count; i++)
    rows[directories->count + i] = (DirectoryRow){.stamp = watches->at[i].stamp,
                                                  .full = put_text(&printer, watches->at[i].full)};
  for (size_t i = 0; i < file_count; i++)
    file_rows[i] = put_text(&printer, files[i]);
  if (printer.text.count >= UINT32_MAX) return (Str){0};
  ListHeader header = {.directory_count = (uint32_t)directories->count,
                       .watch_count = (uint32_t)watches->count,
                       .file_count = (uint32_t)file_count,
                       .text_bytes = (uint32_t)printer.text.count};
  ByteWriter writer = {.arena = arena};
  bytes_put(&writer, &header, sizeof header);
  bytes_put(&writer, rows, (directories->count + watches->count) * sizeof *rows);
  bytes_put(&writer, file_rows, file_count * sizeof *file_rows);
  bytes_put(&writer, printer.text.at, printer.text.count);
  Str written = bytes_written(&writer);
  list_seal(writer.bytes.at, written.size, key);
  return written;
}

void list_seal(char *bytes, size_t size_bytes, uint64_t key) {
  ListHeader *header = (void *)bytes;
  if (size_bytes < sizeof *header) return;
  header->magic = MAGIC;
  header->build = build_key_all;
  header->key = key;
  header->hash = rest_hash((Str){bytes, size_bytes});
}
