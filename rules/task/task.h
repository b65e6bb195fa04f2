// The parts of the family `task`. Private to it.
#pragma once

#include "rules/list.h"
#include "rules/uses.h"

extern const Checker task_checker; // of all rules that are on by default

typedef struct TaskCheck { // one module while its calls are looked at
  RuleContext *context;
  Uses uses;
  Map verdicts;                       // of variables: scope << 32 | name -> is never read
  bool has_factory, is_factory_asked; // see has_task_factory
} TaskCheck;

// outcomes.c: a call that waits for several tasks, and what is made of how they ended.
void task_check_outcome(TaskCheck *check, const Call *call);

// groups.c: a call that starts a task in a group; all blocks of groups.
void task_check_spawn(TaskCheck *check, const Call *call);
void task_check_blocks(TaskCheck *check);

// starts.c: a call that starts a task in a group, and does not wait until it is ready; functions
// that are given what they tell that with.
void task_check_start(TaskCheck *check, const Call *call);
void task_check_signals(TaskCheck *check);
