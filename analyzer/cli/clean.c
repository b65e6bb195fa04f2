// nostall clean: away with what earlier runs left.
#include "cli/commands.h"

#include <stdio.h>

int clean_command_run(const Options *options) {
  Arena arena = {0};
  Error error = {0};
  Str removed = {0};
  bool ok = session_clean(&arena, options->operands.at, options->operands.count,
                          project_cache_folder(options), &removed, &error);
  int code = ok ? EXIT_CLEAN : trouble(options, str_from_c(error.text));
  if (ok && removed.size > 0) printf("Removed %.*s.\n", STR_ARG(removed));
  if (ok && removed.size == 0) puts("There is no cache to remove.");
  arena_release(&arena);
  return code;
}
