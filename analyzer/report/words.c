// The table of severities, and descriptions in several lines.
#include "report/words.h"

#include "report/paint.h"
#include "report/place.h"

#include "base/array.h"

static const SeverityWords severity_table[] = {
    // SARIF, GitHub's code scanning, GitHub, GitLab, checkstyle, pylint, rdjson, Azure
    [SEVERITY_INFO] = {"note", "recommendation", "notice", "info", "info", "I", "INFO", "warning"},
    [SEVERITY_WARNING] = {"warning", "warning", "warning", "minor", "warning", "W", "WARNING",
                          "warning"},
    [SEVERITY_ERROR] = {"error", "error", "error", "major", "error", "E", "ERROR", "error"},
};

const SeverityWords *severity_words(Severity severity) {
  return &severity_table[severity];
}

Str words_line(Arena *arena, Str text) {
  Array(char) out = {0};
  for (Str rest = text; rest.size > 0;) {
    Cell cell = cell_next(rest, 0);
    for (size_t i = 0; i < cell.shown.size; i++)
      array_push(arena, &out, cell.shown.at[i]);
    rest = str_slice(rest, cell.size_bytes, rest.size);
  }
  return (Str){out.at, out.count};
}

const FindingHop *words_cause(const Finding *finding) {
  if (finding->chain_count == 0) return NULL;
  const FindingHop *last = &finding->chain[finding->chain_count - 1];
  bool is_here = str_equal(last->path, finding->path) && last->span.start == finding->span.start;
  return is_here ? NULL : last;
}

static Str describe_hop(Arena *arena, const ReportSource *source, const FindingHop *hop) {
  Place place = place_find(source, hop->path, hop->span);
  Str path = words_line(arena, source->display_path(source->context, hop->path));
  Str text = words_line(arena, hop->text);
  return str_print(arena, "\n  %.*s:%u:%u: %.*s", STR_ARG(path), place.row, place.column,
                   STR_ARG(text));
}

Str words_describe(Arena *arena, const ReportInput *input, const Finding *finding) {
  Str out = words_line(arena, finding->message);
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    Str hop = describe_hop(arena, &input->source, &finding->chain[i]);
    out = str_print(arena, "%.*s%.*s", STR_ARG(out), STR_ARG(hop));
  }
  if (finding->help.size == 0) return out;
  Str help = words_line(arena, finding->help);
  return str_print(arena, "%.*s\nhelp: %.*s", STR_ARG(out), STR_ARG(help));
}
