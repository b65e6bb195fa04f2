// What git says that changed: lines of files, from the hunks of a diff without context.
//
//   diff --git a/app.py b/app.py
//   --- a/app.py
//   +++ b/app.py
//   @@ -3,0 +4,2 @@ def f():
//   +two
//   +lines
//
// A hunk says how many lines follow, so nothing that stands in them is taken for a header.
#include "session/git.h"
#include "session/paths.h"
#include "session/state.h"

#include "fix/fix.h"
#include "python/python.h"

#include <string.h>

#define GIT_SETTINGS                                                                               \
  "-c", "core.quotePath=false", "-c", "diff.relative=false", "-c", "diff.noprefix=false", "-c",    \
      "diff.mnemonicPrefix=false"
#define DIFF_WORDS                                                                                 \
  "diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv", \
      "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short"

typedef struct Asking {
  Session *session;
  Arena scratch;
  Str root; // the top of the work tree, terminated
  Error *err;
} Asking;

// ---- Files --------------------------------------------------------------------------------------

static ChangedFile *add_file(Asking *asking, Str path) {
  Session *session = asking->session;
  Changes *changes = &session->changes;
  uint32_t known = changes->paths.count;
  Str full = path_join(&asking->scratch, asking->root, path);
  uint32_t number = interner_add_copy(&session->arena, &changes->paths, full);
  if (number == known) array_push(&session->arena, &changes->files, (ChangedFile){0});
  return &changes->files.at[number];
}

static const ChangedFile *find_file(const Session *session, Str full) {
  uint32_t number = interner_find(&session->changes.paths, full);
  return number == INTERNER_NONE ? NULL : &session->changes.files.at[number];
}

static bool ask(Asking *asking, const char *const *words, bool keeps_index, Str *out, int *code) {
  return git_ask(&asking->scratch, asking->root, words, keeps_index, out, code, asking->err);
}

// The same where there is no reason for git to refuse.
static bool must_ask(Asking *asking, const char *const *words, bool keeps_index, Str *out) {
  int code = 0;
  if (!ask(asking, words, keeps_index, out, &code)) return false;
  if (code == 0) return true;
  return error_set(asking->err, FAIL_IO,
                   "git cannot tell what changed in %s; see `git status` there",
                   asking->root.size > 0 ? asking->root.at : "/");
}

// ---- Diffs --------------------------------------------------------------------------------------

// A name as git quotes it in C's way where it holds a quote, a backslash or control characters.
static Str unquote(Arena *arena, Str name) {
  if (!str_has_prefix(name, STR("\""))) return name;
  char *out = arena_push(arena, char, name.size + 1);
  size_t size = 0;
  for (size_t at = 1; at < name.size && name.at[at] != '"'; at++) {
    static const char letters[] = "abtnvfr\"\\", bytes[] = "\a\b\t\n\v\f\r\"\\";
    char byte = name.at[at];
    if (byte == '\\' && at + 1 < name.size) {
      byte = name.at[++at];
      const char *letter = byte ? strchr(letters, byte) : NULL;
      unsigned number = 0, digits = 0;
      for (; digits < 3 && at + digits < name.size && name.at[at + digits] >= '0' &&
             name.at[at + digits] <= '7';
           digits++)
        number = number * 8 + (unsigned)(name.at[at + digits] - '0');
      if (letter) byte = bytes[letter - letters];
      if (digits > 0) byte = (char)number;
      if (digits > 0) at += digits - 1;
    }
    out[size++] = byte;
  }
  return (Str){out, size};
}

// "b/app.py", with a tab behind it where it holds blanks; "" for /dev/null.
static Str read_name(Arena *arena, Str line) {
  if (str_has_suffix(line, STR("\t"))) line = str_slice(line, 0, line.size - 1);
  Str name = unquote(arena, line);
  return str_has_prefix(name, STR("b/")) ? str_slice(name, 2, name.size) : (Str){0};
}

static bool read_number(Str *rest, uint32_t *out) {
  size_t at = 0;
  uint64_t number = 0;
  for (; at < rest->size && rest->at[at] >= '0' && rest->at[at] <= '9' && number < UINT32_MAX; at++)
    number = number * 10 + (uint64_t)(rest->at[at] - '0');
  *rest = str_slice(*rest, at, rest->size);
  *out = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
  return at > 0;
}

// "12,3" or "12", which is one line.
static bool read_range(Str *rest, uint32_t *start, uint32_t *count) {
  *count = 1;
  if (!read_number(rest, start)) return false;
  if (!str_has_prefix(*rest, STR(","))) return true;
  *rest = str_slice(*rest, 1, rest->size);
  return read_number(rest, count);
}

// Where lines only went away, the one that took their place is what changed.
static LineRange changed_lines(uint32_t start, uint32_t count) {
  if (count == 0) return (LineRange){start, start};
  uint32_t first = start > 0 ? start - 1 : 0;
  return (LineRange){first, first + count - 1};
}

// "@@ -1,2 +3,4 @@"; how many lines follow.
static bool read_hunk(Str line, LineRange *out, uint64_t *follow) {
  uint32_t old = 0, old_count = 0, start = 0, count = 0;
  Str rest = str_slice(line, strlen("@@ -"), line.size);
  if (!read_range(&rest, &old, &old_count) || !str_has_prefix(rest, STR(" +"))) return false;
  rest = str_slice(rest, 2, rest.size);
  if (!read_range(&rest, &start, &count)) return false;
  *follow = (uint64_t)old_count + count;
  *out = changed_lines(start, count);
  return true;
}

// With `only_known`, of files alone that are on the list already.
static void read_diff(Asking *asking, Str diff, bool only_known) {
  Str path = {0};
  uint64_t follow = 0;
  for (Str rest = diff; rest.size > 0;) {
    Str line = str_cut(&rest, '\n');
    LineRange range = {0};
    if (follow > 0) {
      follow -= !str_has_prefix(line, STR("\\"));
    } else if (str_has_prefix(line, STR("+++ "))) {
      path = read_name(&asking->scratch, str_slice(line, 4, line.size));
    } else if (str_has_prefix(line, STR("@@ -")) && read_hunk(line, &range, &follow)) {
      Str full = path_join(&asking->scratch, asking->root, path);
      bool is_wanted = path.size > 0 && (!only_known || find_file(asking->session, full));
      if (is_wanted) array_push(&asking->session->arena, &add_file(asking, path)->lines, range);
    }
  }
}

// ---- What is asked ------------------------------------------------------------------------------

static void add_names(Asking *asking, Str names, bool is_whole) {
  for (Str rest = names; rest.size > 0;) {
    Str name = str_cut(&rest, '\0');
    ChangedFile *file = add_file(asking, name);
    file->is_whole |= is_whole;
  }
}

static bool find_root(Asking *asking) {
  Session *session = asking->session;
  for (Str at = session->discovery.start;; at = path_parent(at)) {
    if (path_exists(&session->arena, at, ".git")) {
      asking->root = (Str){str_to_c(&session->arena, at), at.size};
      return true;
    }
    if (at.size == 0) break;
  }
  return error_set(asking->err, FAIL_USAGE,
                   "what changed is known in a git work tree only, and there is none around %.*s",
                   STR_ARG(session->discovery.start));
}

// The commit that a name stands for; false, without an error, when it stands for none.
static bool find_commit(Asking *asking, Str name, Str *commit) {
  int code = 0;
  Str text = str_print(&asking->scratch, "%.*s^{commit}", STR_ARG(name));
  const char *words[] = {
      "rev-parse", "--verify", "--quiet", "--end-of-options", str_to_c(&asking->scratch, text),
      NULL};
  if (!ask(asking, words, false, commit, &code)) return false;
  *commit = str_trim(*commit);
  // Older versions print the separator, too.
  Str mark = STR("--end-of-options\n");
  if (str_has_prefix(*commit, mark)) *commit = str_slice(*commit, mark.size, commit->size);
  return code == 0 && commit->size > 0;
}

// Where the revision and HEAD parted; the revision itself where they have nothing in common.
static bool find_base(Asking *asking, Str *base) {
  const SessionChanges *changes = &asking->session->options.changes;
  bool is_head = changes->base.size == 0;
  if (!find_commit(asking, is_head ? STR("HEAD") : changes->base, base)) {
    if (asking->err->kind != FAIL_NONE) return false;
    asking->session->changes.is_all = is_head;
    return is_head || error_set(asking->err, FAIL_USAGE, "`%.*s` is no revision in %s",
                                STR_ARG(changes->base), asking->root.at);
  }
  if (is_head) return true;
  int code = 0;
  Str parted = {0};
  const char *words[] = {"merge-base", str_to_c(&asking->scratch, *base), "HEAD", NULL};
  if (!ask(asking, words, false, &parted, &code)) return false;
  parted = str_trim(parted);
  if (code == 0 && parted.size > 0) *base = parted;
  return true;
}

static bool find_lines(Asking *asking, Str base, bool is_staged) {
  Str diff = {0};
  const char *words[] = {GIT_SETTINGS, DIFF_WORDS, str_to_c(&asking->scratch, base), "--", NULL};
  if (!must_ask(asking, words, is_staged, &diff)) return false;
  read_diff(asking, diff, is_staged);
  return true;
}

static bool find_untracked(Asking *asking) {
  Str names = {0};
  const char *words[] = {"ls-files", "--others", "--exclude-standard", "-z", NULL};
  if (!must_ask(asking, words, false, &names)) return false;
  add_names(asking, names, true);
  return true;
}

static bool find_staged(Asking *asking) {
  Str names = {0};
  const char *words[] = {GIT_SETTINGS,      "diff", "--cached", "--name-only", "--no-ext-diff",
                         "--diff-filter=d", "-z",   NULL};
  if (!must_ask(asking, words, true, &names)) return false;
  add_names(asking, names, asking->session->changes.is_all);
  asking->session->changes.is_all = false;
  return true;
}

static bool find_all(Asking *asking) {
  const SessionChanges *changes = &asking->session->options.changes;
  Str base = {0};
  if (!find_root(asking) || !find_base(asking, &base)) return false;
  bool has_commit = base.size > 0;
  if (changes->is_staged && !find_staged(asking)) return false;
  if (has_commit && !find_lines(asking, base, changes->is_staged)) return false;
  return changes->is_staged || find_untracked(asking);
}

bool changes_find(Session *session, Error *err) {
  if (!session->options.changes.is_asked) return true;
  Asking asking = {.session = session, .err = err};
  bool ok = find_all(&asking);
  arena_release(&asking.scratch);
  return ok;
}

// ---- Findings -----------------------------------------------------------------------------------

static bool has_lines(const ChangedFile *file, LineTable lines, Span span) {
  uint32_t first = line_table_line(lines, span.start);
  uint32_t last = line_table_line(lines, span.end > span.start ? span.end - 1 : span.start);
  for (size_t i = 0; i < file->lines.count; i++)
    if (file->lines.at[i].first <= last && first <= file->lines.at[i].last) return true;
  return file->is_whole;
}

// Whether a place, or the header of the function around it, changed.
static bool is_changed(Session *session, ModuleId module, Span span, bool with_header) {
  const Summary *summary =
      session->is_recalled ? load_file(session, module) : session->states[module].summary;
  const ChangedFile *file = find_file(session, session->discovery.files[module].full);
  if (!file || !summary) return false;
  if (file->is_whole || session->options.changes.scope == CHANGES_FILES) return true;
  Arena scratch = {0};
  LineTable lines = summary_lines(&scratch, summary);
  bool is_touched = has_lines(file, lines, span);
  if (!is_touched && with_header) {
    Span *scopes = arena_take(&scratch, Span, summary->scopes_count);
    summary_scope_spans(summary, scopes);
    ScopeId scope = summary_runner(summary, summary_scope_around(summary, scopes, span));
    is_touched = scope != 0 && has_lines(file, lines, summary_scope_name_span(summary, scope));
  }
  arena_release(&scratch);
  return is_touched;
}

bool session_touches_changes(Session *session, const Finding *finding) {
  const SessionChanges *changes = &session->options.changes;
  if (!changes->is_asked || session->changes.is_all) return true;
  bool is_wide = changes->scope != CHANGES_PRIMARY;
  if (is_changed(session, finding->module, finding->span, is_wide)) return true;
  for (uint32_t i = 0; is_wide && i < finding->chain_count; i++)
    if (is_changed(session, finding->chain[i].module, finding->chain[i].span, true)) return true;
  return false;
}

// ---- Texts that stand for files -----------------------------------------------------------------

static bool is_line_changed(const ChangedFile *file, uint32_t line) {
  for (size_t i = 0; file && i < file->lines.count; i++)
    if (file->lines.at[i].first <= line && line <= file->lines.at[i].last) return true;
  return false;
}

// The lines of a text that are new in it, or were changed on the disk, or stand where others went
// away, as git will say when the text is written.
static ChangedFile follow_text(Arena *arena, const ChangedFile *file, FixOrigins origins) {
  ChangedFile out = {0};
  uint32_t expected = 0;
  for (uint32_t line = 0; line < origins.count; line++) {
    uint32_t origin = origins.at[line];
    bool is_new = origin == FIX_NEW_LINE;
    bool is_behind_gap =
        !is_new && origin != expected && (line == 0 || origins.at[line - 1] != FIX_NEW_LINE);
    if (!is_new) expected = origin + 1;
    if (is_new || is_behind_gap || is_line_changed(file, origin))
      array_push(arena, &out.lines, ((LineRange){line, line}));
  }
  return out;
}

void changes_follow_texts(Session *session) {
  const Changes *changes = &session->changes;
  if (!session->options.changes.is_asked || changes->is_all) return;
  Arena scratch = {0};
  for (size_t i = 0; i < session->discovery.count; i++) {
    const SourceFile *source = &session->discovery.files[i];
    Str text = session->states[i].given;
    const ChangedFile *file = text.at ? find_file(session, source->full) : NULL;
    bool is_followed = file ? !file->is_whole : !session->options.changes.is_staged;
    if (!text.at || !is_followed) continue;
    FileBytes before = {0};
    Error error = {0};
    if (!read_file(&session->buffer, session->root, source->path.at, PYTHON_SOURCE_MAX_BYTES,
                   &before, &error))
      continue;
    FixOrigins origins = fix_origins(&scratch, before.bytes, text);
    ChangedFile followed = follow_text(&session->arena, file, origins);
    uint32_t known = changes->paths.count;
    uint32_t number = interner_add_copy(&session->arena, &session->changes.paths, source->full);
    if (number == known) array_push(&session->arena, &session->changes.files, (ChangedFile){0});
    session->changes.files.at[number] = followed;
    arena_reset(&scratch);
  }
  arena_release(&scratch);
}
