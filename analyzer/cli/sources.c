// Texts and paths of a session.
#include "cli/sources.h"

#include "cli/terminal.h"

static void tell_changed(Sources *sources, Str path) {
  uint32_t known = sources->changed.count;
  if (interner_add_copy(sources->arena, &sources->changed, path) < known) return;
  if (sources->options->is_given[OPTION_QUIET]) return;
  ReportNote note = {.severity = SEVERITY_WARNING,
                     .path = session_display_path(sources->session, path),
                     .text = STR("changed while it was being analysed")};
  report_note(&note, terminal_has_color(stderr, sources->options->color), stderr);
}

static bool read_source(void *context, Str path, Span span, TextPart *out) {
  Sources *sources = context;
  bool is_same =
      session_source_part(sources->session, session_find(sources->session, path), span, out);
  if (!is_same) tell_changed(sources, path);
  return is_same;
}

static Str display_path(void *context, Str path) {
  const Sources *sources = context;
  return session_display_path(sources->session, path);
}

static Str absolute_path(void *context, Str path) {
  const Sources *sources = context;
  return session_absolute_path(sources->session, path);
}

ReportSource sources_report(Sources *sources) {
  return (ReportSource){.context = sources,
                        .text = read_source,
                        .display_path = display_path,
                        .absolute_path = absolute_path,
                        .root = session_root(sources->session)};
}
