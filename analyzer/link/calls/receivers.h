// Objects that do not wait, by the names that a module has for them. Private to receivers.c and
// left.c.
#pragma once

#include "link/walk.h"

// Of fields one name is enough, variables belong to their scope.
#define KEY_OF_FIELD  UINT32_MAX
#define KEY(of, name) ((uint64_t)(of) << 32 | (name))

// The last name of an object: `self.sock` -> sock.
NameId object_name(const Summary *summary, ExprId id);
// Those of the module that were found for a question before; NULL for none.
const Map *nonblocking_found(const Module *module, const char *by);
// Keeps those that were found.
const Map *nonblocking_keep(Program *program, ModuleId id, Nonblocking found);
// Whether a call leaves it so. In the function that makes the call it may be used before, and it
// waits then.
bool object_is_left_nonblocking(Walk *walk, ExprId object, ExprId site);
