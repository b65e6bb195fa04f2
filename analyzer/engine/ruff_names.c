// The names of ruff's rules, which its own comments and its preview take instead of codes: those of
// the codes that our rules have as aliases.
// Source: `ruff rule --all --output-format json` of ruff 0.17.6, and
// https://docs.astral.sh/ruff/rules/
#include "engine/select.h"

typedef struct RuffName {
  const char *name;
  const char *code;
} RuffName;

static const RuffName ruff_names[] = {
    {"cancel-scope-no-checkpoint", "ASYNC100"},
    {"trio-sync-call", "ASYNC105"},
    {"async-function-with-timeout", "ASYNC109"},
    {"async-busy-wait", "ASYNC110"},
    {"async-zero-sleep", "ASYNC115"},
    {"long-sleep-not-forever", "ASYNC116"},
    {"yield-in-context-manager-in-async-generator", "ASYNC119"},
    {"blocking-http-call-in-async-function", "ASYNC210"},
    {"blocking-http-call-httpx-in-async-function", "ASYNC212"},
    {"create-subprocess-in-async-function", "ASYNC220"},
    {"run-process-in-async-function", "ASYNC221"},
    {"wait-for-process-in-async-function", "ASYNC222"},
    {"blocking-open-call-in-async-function", "ASYNC230"},
    {"blocking-path-method-in-async-function", "ASYNC240"},
    {"blocking-input-in-async-function", "ASYNC250"},
    {"blocking-sleep-in-async-function", "ASYNC251"},
    {"pytest-raises-exception-group", "ASYNC401"},
    {"jump-statement-in-finally", "B012"},
    {"cached-instance-method", "B019"},
    {"await-outside-async", "PLE1142"},
    {"pytest-unnecessary-asyncio-mark-on-fixture", "PT024"},
    {"asyncio-dangling-task", "RUF006"},
    {"unused-async", "RUF029"},
    {"timeout-error-alias", "UP041"},
};

Str ruff_code(Str name) {
  for (size_t i = 0; i < COUNT_OF(ruff_names); i++)
    if (str_equal_c(name, ruff_names[i].name)) return str_from_c(ruff_names[i].code);
  return STR("");
}
