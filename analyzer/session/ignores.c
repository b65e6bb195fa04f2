// Rules that are off in single files: asked for each finding, found out once for each file.
#include "session/state.h"

static const bool *find_ignored(Session *session, ModuleId module) {
  const SessionOptions *options = &session->options;
  Str full = session->discovery.files[module].full;
  bool *ignored = arena_push(&session->arena, bool, options->engine.rules.count);
  for (size_t i = 0; i < options->file_ignore_count; i++) {
    const FileIgnores *file = &options->file_ignores[i];
    Globs globs = {.at = &file->pattern, .count = 1, .current = session->discovery.current};
    if (!globs_exclude(&globs, full, STR(""))) continue;
    for (size_t rule = 0; rule < options->engine.rules.count; rule++)
      ignored[rule] |= file->is_ignored[rule];
  }
  return ignored;
}

static bool is_off_in(void *context, ModuleId module, size_t rule) {
  Session *session = context;
  const bool **known = &session->ignored[module];
  if (!*known) *known = find_ignored(session, module);
  return (*known)[rule];
}

void file_ignores_apply(Session *session, EngineOptions *engine) {
  if (session->options.file_ignore_count == 0) return;
  session->ignored = arena_push(&session->arena, const bool *, session->discovery.count);
  engine->is_off_in = is_off_in;
  engine->off_context = session;
}
