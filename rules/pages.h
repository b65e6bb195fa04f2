// The pages, made from each rule.md and its examples when the program is built (pages.cmake).
#pragma once

typedef struct RulePage {
  const char *id;
  const char *text;
} RulePage;

extern const RulePage rule_pages[]; // ended by an entry without an id
