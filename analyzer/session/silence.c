// Writes comments that silence findings where they stand. Each place is tried: the file is read
// again with the comment in it, and what does not silence the finding, or changes anything else, is
// not kept. So strings over several lines, backslashes and brackets need no rules of their own.
#include "base/file.h"
#include "session/state.h"

#include <string.h>

#define LINES_MAX_UP 200 // a statement that begins further above is left to people
#define WIDTH_MAX    100 // of a line with a comment behind it; longer ones get it above

typedef struct Silencer {
  Session *session;
  Arena *arena;
  PythonReader *reader;
  Str reason;
  SessionSilenced *out;
  Array(FileNote) left; // in the session's arena
} Silencer;

typedef struct Place { // a finding in a text that grows
  const Finding *finding;
  Span span;
} Place;

typedef struct Edited { // one file
  Silencer *silencer;
  Str path;
  Str mark; // byte order mark
  Str text;
  const Summary *summary; // of `text`
  Array(Place) places;
  size_t comments; // that were added or extended
  bool is_native;
} Edited;

static void tell(Silencer *silencer, Str path, Str text) {
  Arena *arena = &silencer->session->arena;
  FileNote note = {.path = discovery_display(&silencer->session->discovery, path),
                   .text = str_copy(arena, text)};
  array_push(arena, &silencer->left, note);
}

// ---- Texts --------------------------------------------------------------------------------------

static Str joined(Arena *arena, Str first, Str second, Str third) {
  char *bytes = arena_take(arena, char, first.size + second.size + third.size + 1);
  memcpy(bytes, first.at ? first.at : "", first.size);
  memcpy(bytes + first.size, second.at ? second.at : "", second.size);
  memcpy(bytes + first.size + second.size, third.at ? third.at : "", third.size);
  return (Str){bytes, first.size + second.size + third.size};
}

static Str inserted(Arena *arena, Str text, size_t at, Str what) {
  return joined(arena, str_slice(text, 0, at), what, str_slice(text, at, text.size));
}

static bool ends_line(char byte) {
  return byte == '\n' || byte == '\r';
}

static size_t line_start(Str text, size_t at) {
  while (at > 0 && !ends_line(text.at[at - 1]))
    at--;
  return at;
}

static size_t line_end(Str text, size_t at) {
  while (at < text.size && !ends_line(text.at[at]))
    at++;
  return at;
}

// How the line that ends at `end` ends; as the file's first one where it is the last.
static Str line_break(Str text, size_t end) {
  if (end == text.size) end = line_end(text, 0);
  size_t size = end < text.size ? 1 : 0;
  if (size && text.at[end] == '\r' && end + 1 < text.size && text.at[end + 1] == '\n') size = 2;
  return size > 0 ? str_slice(text, end, end + size) : STR("\n");
}

static const Summary *summarize(const Edited *edited, Str text) {
  Silencer *silencer = edited->silencer;
  Str bytes = joined(silencer->arena, edited->mark, text, STR(""));
  Str block = python_summarize(silencer->reader, silencer->arena, edited->path, bytes);
  Summary *summary = arena_push(silencer->arena, Summary, 1);
  *summary = summary_view(block);
  return summary;
}

// ---- One finding --------------------------------------------------------------------------------

static Str rule_list(Arena *arena, const Finding *finding) {
  Str list = str_from_c(finding->rule->id);
  for (uint32_t i = 0; i < finding->also_count; i++)
    list = str_print(arena, "%.*s, %s", STR_ARG(list), finding->also[i]->id);
  return list;
}

static bool is_silenced(const Summary *summary, const Finding *finding, Span span) {
  bool ok = engine_is_silenced(summary, finding->rule, span);
  for (uint32_t i = 0; i < finding->also_count; i++)
    ok = ok && engine_is_silenced(summary, finding->also[i], span);
  return ok;
}

static Span shifted(Span span, size_t at, size_t size) {
  uint32_t by = (uint32_t)size;
  return (Span){span.start + (at <= span.start ? by : 0), span.end + (at < span.end ? by : 0)};
}

// Puts `what` at a place when that silences the finding and changes nothing else.
static bool try_insert(Edited *edited, const Place *place, size_t at, Str what, bool is_new) {
  const Summary *before = edited->summary;
  Str text = inserted(edited->silencer->arena, edited->text, at, what);
  const Summary *after = summarize(edited, text);
  Span span = shifted(place->span, at, what.size);
  bool is_same = after->problems_count == before->problems_count &&
                 after->exprs_count == before->exprs_count &&
                 after->bindings_count == before->bindings_count &&
                 after->suppressions_count == before->suppressions_count + is_new;
  if (!is_same || !is_silenced(after, place->finding, span)) return false;
  edited->text = text;
  edited->summary = after;
  edited->comments++;
  for (size_t i = 0; i < edited->places.count; i++)
    edited->places.at[i].span = shifted(edited->places.at[i].span, at, what.size);
  return true;
}

// A comment of ours for the same lines gets the rules as well.
static bool try_extend(Edited *edited, const Place *place, Str rules) {
  const Summary *summary = edited->summary;
  for (uint32_t i = 0; i < summary->suppressions_count; i++) {
    const Suppression *suppression = &summary->suppressions[i];
    Span covers = summary->suppression_covers[i], comment = summary->suppression_spans[i];
    bool is_file = covers.start == 0 && covers.end == edited->text.size && suppression->own_line;
    bool is_here = covers.start <= place->span.start && place->span.start < covers.end;
    if (suppression->kind != SUPPRESSION_IGNORE || suppression->code_count == 0) continue;
    if (is_file || !is_here) continue;
    Str body = str_slice(edited->text, comment.start, comment.end);
    size_t ours = str_find(body, STR("nostall:"));
    size_t end = ours == SIZE_MAX ? SIZE_MAX : str_find_byte(str_slice(body, ours, body.size), ']');
    if (end == SIZE_MAX) continue;
    Str more = str_print(edited->silencer->arena, ", %.*s", STR_ARG(rules));
    if (try_insert(edited, place, comment.start + ours + end, more, false)) return true;
  }
  return false;
}

// Behind the line in which the finding ends, unless that makes it long.
static bool try_behind(Edited *edited, const Place *place, Str comment, bool any_width) {
  size_t last = place->span.end > place->span.start ? place->span.end - 1 : place->span.start;
  size_t end = line_end(edited->text, last);
  size_t start = line_start(edited->text, last);
  if (!any_width && end - start + 2 + comment.size > WIDTH_MAX) return false;
  Str what = str_print(edited->silencer->arena, "  %.*s", STR_ARG(comment));
  return try_insert(edited, place, end, what, true);
}

// Above the line in which the finding begins, or above one before, where its statement does.
static bool try_above(Edited *edited, const Place *place, Str comment) {
  size_t start = line_start(edited->text, place->span.start);
  for (int up = 0; up < LINES_MAX_UP; up++) {
    size_t indent = start;
    while (indent < edited->text.size &&
           (edited->text.at[indent] == ' ' || edited->text.at[indent] == '\t'))
      indent++;
    Str blanks = str_slice(edited->text, start, indent);
    Str end = line_break(edited->text, line_end(edited->text, start));
    Str what = joined(edited->silencer->arena, blanks, comment, end);
    if (try_insert(edited, place, start, what, true)) return true;
    if (start == 0) return false;
    size_t before = start - 1;
    if (before > 0 && edited->text.at[before] == '\n' && edited->text.at[before - 1] == '\r')
      before--;
    start = line_start(edited->text, before);
  }
  return false;
}

static Str comment_text(const Silencer *silencer, const char *mark, Str rules) {
  bool has_reason = silencer->reason.size > 0;
  return str_print(silencer->arena, "%s nostall: ignore[%.*s]%s%.*s", mark, STR_ARG(rules),
                   has_reason ? " -- " : "", STR_ARG(silencer->reason));
}

static bool silence_python(Edited *edited, const Place *place) {
  if (is_silenced(edited->summary, place->finding, place->span)) return true;
  Str rules = rule_list(edited->silencer->arena, place->finding);
  Str comment = comment_text(edited->silencer, "#", rules);
  return try_extend(edited, place, rules) || try_behind(edited, place, comment, false) ||
         try_above(edited, place, comment) || try_behind(edited, place, comment, true);
}

// C is not read again: a comment goes behind the line, where it cannot be part of anything else.
static bool silence_native(Edited *edited, const Place *place) {
  Str text = edited->text;
  size_t end = line_end(text, place->span.start);
  Str line = str_slice(text, line_start(text, place->span.start), end);
  Str rules = rule_list(edited->silencer->arena, place->finding);
  size_t open = str_find(line, STR("/*"));
  bool is_open =
      open != SIZE_MAX && str_find(str_slice(line, open, line.size), STR("*/")) == SIZE_MAX;
  if (is_open || str_has_suffix(line, STR("\\"))) return false;
  Str what = str_print(edited->silencer->arena, ", %.*s", STR_ARG(rules));
  size_t known = str_find(line, STR("nostall: ignore["));
  size_t close =
      known == SIZE_MAX ? SIZE_MAX : str_find_byte(str_slice(line, known, line.size), ']');
  if (close != SIZE_MAX) end = line_start(text, place->span.start) + known + close;
  Str comment = comment_text(edited->silencer, "//", rules);
  if (close == SIZE_MAX) what = str_print(edited->silencer->arena, " %.*s", STR_ARG(comment));
  edited->text = inserted(edited->silencer->arena, text, end, what);
  edited->comments++;
  for (size_t i = 0; i < edited->places.count; i++)
    edited->places.at[i].span = shifted(edited->places.at[i].span, end, what.size);
  return true;
}

// ---- One file -----------------------------------------------------------------------------------

static void silence_all(Edited *edited) {
  for (size_t i = edited->places.count; i-- > 0;) {
    Place place = edited->places.at[i];
    bool ok = edited->is_native ? silence_native(edited, &place) : silence_python(edited, &place);
    if (ok) continue;
    LineTable lines = line_table_make(edited->silencer->arena, edited->text);
    tell(edited->silencer, edited->path,
         str_print(edited->silencer->arena, "no place for a comment that silences %s in line %u",
                   place.finding->rule->id, line_table_line(lines, place.span.start) + 1));
  }
}

// The text as it was analysed, and as it lies there: false, with a note, where they differ.
static bool open_file(Edited *edited, ModuleId module) {
  Silencer *silencer = edited->silencer;
  Session *session = silencer->session;
  Str text = {0}, bytes = {0};
  LineTable lines = {0};
  Error error = {0};
  if (!session_source(session, module, &text, &lines)) {
    tell(silencer, edited->path, STR("changed while it was being analysed"));
    return false;
  }
  edited->text = str_copy(silencer->arena, text);
  if (!file_read(silencer->arena, str_to_c(silencer->arena, edited->path), PYTHON_SOURCE_MAX_BYTES,
                 &bytes, &error)) {
    tell(silencer, edited->path, str_copy(silencer->arena, str_from_c(error.text)));
    return false;
  }
  edited->mark = str_has_prefix(bytes, STR("\xef\xbb\xbf")) ? str_slice(bytes, 0, 3) : STR("");
  Str rest = str_slice(bytes, edited->mark.size, bytes.size);
  if (str_equal(rest, edited->text)) return true;
  tell(silencer, edited->path, STR("is not in UTF-8: no comment was added"));
  return false;
}

static bool write_file(const Edited *edited, Error *err) {
  if (edited->comments == 0) return true;
  Silencer *silencer = edited->silencer;
  Str bytes = joined(silencer->arena, edited->mark, edited->text, STR(""));
  if (!file_write(str_to_c(silencer->arena, edited->path), bytes, err)) return false;
  silencer->out->comment_count += edited->comments;
  silencer->out->file_count++;
  return true;
}

static bool silence_file(Silencer *silencer, const Finding *first, size_t count, Error *err) {
  const SourceFile *file = &silencer->session->discovery.files[first->module];
  Edited edited = {.silencer = silencer, .path = file->full, .is_native = file->is_native};
  if (!open_file(&edited, first->module)) return true;
  if (!edited.is_native) edited.summary = summarize(&edited, edited.text);
  for (size_t i = 0; i < count; i++) {
    Place place = {&first[i], first[i].span};
    if (!first[i].is_suppressed) array_push(silencer->arena, &edited.places, place);
  }
  silence_all(&edited);
  return write_file(&edited, err);
}

bool session_silence(Session *session, const Findings *findings, Str reason, SessionSilenced *out,
                     Error *err) {
  *out = (SessionSilenced){0};
  Arena arena = {0};
  PythonReader *reader = python_reader_new();
  bool ok = true;
  Silencer silencer = {
      .session = session, .arena = &arena, .reader = reader, .reason = reason, .out = out};
  for (size_t first = 0, end = 0; ok && first < findings->count; first = end) {
    while (end < findings->count && findings->at[end].module == findings->at[first].module)
      end++;
    ok = silence_file(&silencer, &findings->at[first], end - first, err);
    arena_reset(&arena);
  }
  out->left = silencer.left.at;
  out->left_count = silencer.left.count;
  python_reader_free(reader);
  arena_release(&arena);
  return ok;
}
