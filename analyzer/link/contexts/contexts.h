// Where functions run: what the loop calls, what becomes a task, what begins a thread. Private to
// this layer.
#pragma once

#include "link/walk.h"

// ---- threads.c: the beginning and the end of a thread -------------------------------------------

void threads_mark(Walk *walk);
void threads_settle(Program *program);

// ---- starts.c: how coroutine functions are started ----------------------------------------------

// Fills Function.is_task_only, when all functions are walked.
void starts_settle(Program *program);
// Whether the coroutine that a call makes goes straight into one that starts a task.
bool coroutine_is_started(Program *program, ModuleId module, ExprId call);

// ---- roots.c ------------------------------------------------------------------------------------

void roots_of_module(Program *program, ModuleId module);
// messages.c: whether there is a message that a method, which an entry lists, may be named after.
bool message_is_known(Program *program, ModuleId module, const KnowledgeEntry *entry, Str method);

// ---- reach.c: what runs on the loop -------------------------------------------------------------

// For each function the number + 1 of the call by which the loop comes to it first, on a shortest
// way from what it runs itself; REACH_ROOT for that, 0 for what it never reaches.
#define REACH_ROOT UINT32_MAX
uint32_t *reach_from_loop(const Program *program, Arena *arena);
