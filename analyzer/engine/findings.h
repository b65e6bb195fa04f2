// Findings while they are made. Private to this layer.
#pragma once

#include "base/array.h"
#include "engine/engine.h"
#include "engine/suppress.h"

// A finding with what only the engine needs of it. Rules hold the address of its first member.
typedef struct Draft {
  Finding finding;
  Array(FindingHop) hops;
  Array(FixStep) steps;
  Array(const Rule *) also;
  uint64_t hash;       // of what it is about, so far; see fingerprint.h
  uint32_t rule_index; // in EngineOptions.rules
  uint32_t number;     // in order of discovery
  bool is_once_for_cause;
} Draft;

struct RuleContext {
  Arena *arena;
  Arena scratch;
  ModuleId shown;    // the module that the checkers are shown
  Arena notes_arena; // emptied behind it
  void *notes;       // in it, NULL until asked for
  const Program *program;
  const EngineOptions *options;
  Array(Draft *) drafts;
  SuppressIndex *suppressions; // by ModuleId
  const Span **scope_spans;    // by ModuleId: of all scopes; NULL until asked for
};

// Everything that was found, in order, without what the options hide or a comment silences. What
// one call does is one finding: the surest and worst of it decides, the rest is named in it.
Findings findings_finish(RuleContext *context);
