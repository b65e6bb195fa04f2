// Any bytes as the report of an earlier run: it is read or refused, with a reason.
#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Arena arena = {0};
  EarlierRun run = {0};
  Error error = {0};
  Str text = str_copy(&arena, (Str){(const char *)bytes, size});
  bool is_read = earlier_parse(&arena, text, &run, &error);
  if (!is_read && error.kind == FAIL_NONE) base_fatal("refused without a reason");
  for (size_t i = 0; is_read && i < run.count; i++)
    if (run.findings[i].rule.size == 0) base_fatal("a finding without a rule");
  arena_release(&arena);
  return 0;
}
