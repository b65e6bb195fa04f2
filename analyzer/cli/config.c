// nostall config: the keys of a configuration, for people or as a JSON Schema.
#include "cli/commands.h"

#include <stdio.h>

int config_command_run(const Options *options) {
  Error error = {0};
  bool is_schema = options->is_given[OPTION_SCHEMA];
  Str key = options->operands.count > 0 ? options->operands.at[0] : (Str){0};
  bool ok = true;
  if (options->operands.count > (is_schema ? 0 : 1))
    ok = error_set(&error, FAIL_USAGE, "config takes one key, or --schema");
  else
    ok = is_schema ? config_write_schema(stdout, &error) : config_describe(key, stdout, &error);
  return ok ? EXIT_CLEAN : trouble(options, str_from_c(error.text));
}
