// Any bytes as a configuration: it is read or refused. Problems lie inside the text, and what comes
// out can be looked up.
#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_problems(const Config *config) {
  for (size_t i = 0; i < config->problems.count; i++) {
    ConfigProblem problem = config->problems.at[i];
    bool is_inside =
        problem.span.start <= problem.span.end && problem.span.end <= config->text.size;
    if (!is_inside || problem.text.size == 0) base_fatal("a problem without a place or a word");
  }
}

static void check_entries(Arena *arena, const Config *config) {
  const Knowledge *knowledge = knowledge_new_with(arena, config->python.at, config->python.count);
  knowledge = knowledge_with_c(arena, knowledge, config->c.at, config->c.count);
  for (size_t i = 0; i < config->c.count; i++)
    if (!knowledge_find_c(knowledge, str_from_c(config->c.at[i].name)))
      base_fatal("%s is not found", config->c.at[i].name);
  for (size_t i = 0; i < config->python.count; i++)
    (void)knowledge_find(knowledge, str_from_c(config->python.at[i].name));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Arena arena = {0};
  Config config = {0};
  Str text = str_copy(&arena, (Str){(const char *)bytes, size});
  config_parse(&arena, STR("nostall.toml"), text, &config);
  check_problems(&config);
  if (config.c.count + config.python.count > 0) check_entries(&arena, &config);
  arena_release(&arena);
  return 0;
}
