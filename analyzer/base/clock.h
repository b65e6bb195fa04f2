// Time that only goes forward, for measuring how long something takes.
#pragma once

#include <stdint.h>

uint64_t clock_ms(void); // since some moment before this process
