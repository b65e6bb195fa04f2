// Texts for the report. They were not kept, so they are read again and compared with what was
// analysed: a line quoted from another version of the file would mislead.
#include "session/result.h"

#include <string.h>

static SourceText *find_text(Session *session, ModuleId module) {
  SourceText *oldest = &session->texts[0];
  for (size_t i = 0; i < SOURCE_TEXTS; i++) {
    SourceText *text = &session->texts[i];
    if (text->is_taken && text->module == module) return text;
    if (text->used < oldest->used) oldest = text;
  }
  oldest->is_taken = false;
  return oldest;
}

// The front end reads NUL bytes as blanks.
static void blank_nul_bytes(char *at, size_t size) {
  for (char *nul = memchr(at, '\0', size); nul; nul = memchr(nul, '\0', size - (size_t)(nul - at)))
    *nul = ' ';
}

static bool read_bytes(const Session *session, ModuleId module, SourceText *out, FileBytes *read) {
  Error error = {0};
  return load_bytes(session, module, &out->buffer, read, &error);
}

static void decode(Str bytes, SourceText *out) {
  Str text = {0};
  uint32_t first_bad = 0;
  Error error = {0};
  // An encoding that does not exist is a problem in the Summary; there is a text all the same.
  (void)python_decode(&out->arena, bytes, &text, &first_bad, &error);
  out->text = text; // maybe a slice of the buffer
  if (str_find_byte(text, '\0') == SIZE_MAX) return;
  char *own = str_to_c(&out->arena, text);
  blank_nul_bytes(own, text.size);
  out->text = (Str){own, text.size};
}

static bool read_text(Session *session, ModuleId module, SourceText *out) {
  FileBytes read = {0};
  const Summary *summary =
      session->is_recalled ? load_file(session, module) : session->states[module].summary;
  out->lines = summary ? summary_lines(&out->arena, summary) : (LineTable){0};
  if (!summary || !read_bytes(session, module, out, &read)) return false;
  if (session->discovery.files[module].is_native)
    out->text = read.bytes;
  else
    decode(read.bytes, out);
  return str_hash(out->text) == summary->source_hash;
}

// Of an earlier run's finding: where the bytes are those that it was found in, no Summary is
// needed.
static bool recall_text(Session *session, ModuleId module, SourceText *out) {
  if (!session->is_recalled) return false;
  FileBytes read = {0};
  const FileIdentity *identity = &session->cache->files[module];
  if (!identity->is_known || !read_bytes(session, module, out, &read)) return false;
  bool is_same = stamp_equal(read.stamp, identity->stamp) ||
                 wide_hash_equal(str_hash_wide(read.bytes), identity->content);
  if (!is_same) return false;
  decode(read.bytes, out);
  out->lines = line_table_make(&out->arena, out->text);
  return true;
}

bool source_read(Session *session, ModuleId module, SourceText *out) {
  arena_reset(&out->arena);
  out->is_same = recall_text(session, module, out) || read_text(session, module, out);
  out->is_taken = true;
  out->module = module;
  return out->is_same;
}

void source_release(SourceText *text) {
  arena_release(&text->arena);
  read_buffer_release(&text->buffer);
}

bool session_source(Session *session, ModuleId module, Str *text, LineTable *lines) {
  *text = (Str){0};
  *lines = (LineTable){0};
  if (module >= session->discovery.count + session->packages.count) return false;
  SourceText *found = find_text(session, module);
  found->used = ++session->text_clock;
  if (!found->is_taken) (void)source_read(session, module, found);
  *lines = found->lines;
  if (found->is_same) *text = found->text;
  return found->is_same;
}

// The findings of an earlier run hold where all files are as they were, and so do their lines.
bool session_source_part(Session *session, ModuleId module, Span span, TextPart *out) {
  Cache *cache = session->cache;
  const TextPart *kept = cache ? parts_find(&cache->shown, module, span) : NULL;
  if (kept) {
    *out = *kept;
    return true;
  }
  *out = (TextPart){0};
  bool is_same = session_source(session, module, &out->text, &out->lines);
  if (is_same && cache && result_is_new(session))
    parts_note(&cache->arena, &cache->noted, module, out, span);
  return is_same;
}

ModuleId session_find(const Session *session, Str path) {
  const Discovery *discovery = &session->discovery;
  const SourceFile *file = discovery_find(discovery, path);
  if (file) return (ModuleId)(file - discovery->files);
  for (size_t i = 0; i < session->packages.count; i++) {
    size_t number = discovery->count + i;
    if (str_equal(discovery->files[number].path, path)) return (ModuleId)number;
  }
  return MODULE_NONE;
}

bool session_is_asked(const Session *session, Str path) {
  const SourceFile *file = discovery_find(&session->discovery, path);
  return !file || file->is_reported;
}

Str session_absolute_path(const Session *session, Str path) {
  const SourceFile *file = discovery_find(&session->discovery, path);
  return file ? file->full : path;
}

Str session_display_path(const Session *session, Str path) {
  return discovery_display(&session->discovery, session_absolute_path(session, path));
}

Str session_root(const Session *session) {
  return session->discovery.root;
}
