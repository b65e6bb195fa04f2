// Findings while they are made. Private to this layer.
#pragma once

#include "base/array.h"
#include "base/map.h"
#include "engine/engine.h"
#include "engine/suppress.h"

#define HASH_SPREAD UINT64_C(0x9e3779b97f4a7c15) // 2^64 / golden ratio

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
  const Rule *allowed; // finding_allow_at: the other rule, NULL where there is no such place
  ModuleId allowed_in;
  Span allowed_at;
  bool is_second_try; // it sleeps, in a branch or a handler: mostly before it tries again
  bool is_for_lock;   // it waits for who holds a lock, no longer than that takes
} Draft;

// What was found about a call and will not be shown; see waiting.c.
typedef struct Waiting {
  const Call *call;
  FindingTeller tell; // NULL once it was asked
  Effect effect;
  uint32_t rule_index;
} Waiting;

struct RuleContext {
  Arena *arena;
  Arena scratch;
  ModuleId shown;    // the module that the checkers are shown
  Arena notes_arena; // emptied behind it
  void *notes;       // in it, NULL until asked for
  const Program *program;
  const EngineOptions *options;
  Map selected; // address of a rule that is on -> its place in the list
  Array(Draft *) drafts;
  Array(Waiting) waiting;
  SuppressIndex *suppressions; // by ModuleId
  const Span **scope_spans;    // by ModuleId: of all scopes; NULL until asked for
};

// Before the first checker runs.
void findings_start(RuleContext *context);
// The rule's place in the list; its end where the rule is off, everywhere or in the module.
size_t finding_rule_index(const RuleContext *context, const Rule *rule, ModuleId module);
// The function around a place, whose name is a part of fingerprints.
ScopeId finding_runner(RuleContext *context, ModuleId module, Span span);
// Whether the options hide what is of such confidence and tier.
bool finding_hides(const RuleContext *context, size_t rule_index, ModuleId module,
                   Confidence confidence, Tier tier);
bool draft_is_hidden(const RuleContext *context, const Draft *draft);
// Adds of all that waits what has the rule and function of something shown, as it may be its equal.
void waiting_tell_equals(RuleContext *context);
// Adds what comes by one of the modules.
void waiting_tell_meeting(RuleContext *context, const bool *modules);

// Everything that was found, in order, without what the options hide or a comment silences. What
// one call does is one finding: the surest and worst of it decides, the rest is named in it.
Findings findings_finish(RuleContext *context);
