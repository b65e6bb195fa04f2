// The pages and examples, made from the folder of each rule when the program is built
// (pages.cmake).
#pragma once

typedef struct RuleFile {
  const char *name;
  const char *text;
} RuleFile;

typedef struct RulePage {
  const char *id;
  const char *text;
  const RuleFile *files; // the proof and the examples; ended by an entry without a name
} RulePage;

extern const RulePage rule_pages[]; // ended by an entry without an id
