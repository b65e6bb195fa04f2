// Which file of the cache nobody but us can have written, so that what is in it need not be checked
// record by record before it is used. A file beside it holds a hash of its stamp, made when it was
// written last, and of the number of this machine. Who brings a folder from elsewhere can choose
// neither the inode nor the time of change that the file gets here, and does not know that number;
// who may write into files of ours needs no cache for what he wants.
#pragma once

#include "base/error.h"
#include "base/str.h"

// Whether `name`, which has this inode, is as it was sealed. False where nothing can be sealed: the
// machine has no number, or others may write into the file.
bool seal_holds(int folder, const char *name, uint64_t inode);
// Seals it as it is now; where that cannot be done, it is not sealed.
void seal_write(int folder, const char *name);
