// Any bytes as a compile database and as one command line: they are read or refused, and whatever
// comes out names files below nothing but what the filter lets through.
#include "c/c.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

// What may never reach the compiler, wherever it stands.
static void check(const CCommand *command) {
  static const char *const banned[] = {"@", "-Xclang", "-fplugin", "-load", "-mllvm", "-B"};
  for (uint32_t i = 0; i < command->flag_count; i++) {
    bool is_value = i > 0 && command->flags[i - 1].size <= strlen("-idirafter");
    for (size_t b = 0; b < COUNT_OF(banned) && !is_value; b++)
      if (str_has_prefix(command->flags[i], str_from_c(banned[b])))
        base_fatal("%.*s was let through", STR_ARG(command->flags[i]));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Arena arena = {0};
  Error err = {0};
  Str text = str_copy(&arena, (Str){(const char *)bytes, size});
  CCommands commands = {0};
  Str root = STR("/root/project");
  if (c_commands_parse(&arena, STR("/root/project/compile_commands.json"), text, root, &commands,
                       &err))
    for (uint32_t i = 0; i < commands.count; i++)
      check(&commands.at[i]);
  size_t count = 0;
  const Str *words = c_command_split(&arena, text, &count);
  CCommand command = {0};
  if (c_command_filter(&arena, words, count, root, &command)) check(&command);
  arena_release(&arena);
  return 0;
}
