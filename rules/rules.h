// All rules that there are, and their pages.
#pragma once

#include "engine/engine.h"

extern const RuleList rules_all;

// The page of a rule, Markdown with its examples written out; "" for a rule that is none of these.
const char *rule_page(const Rule *rule);

// The file at `index` in a rule's folder, terminated: its proof.json or one of its examples. NULL
// behind the last.
const char *rule_file(const Rule *rule, size_t index, const char **name);
