// What makes a finding the same finding after the file was edited: its rule, the names of the
// functions and calls along its chain, and which one it is among equals. Neither positions nor the
// wording of the message count. Private to this layer.
#pragma once

#include "engine/engine.h"

uint64_t fingerprint_start(const Rule *rule, Str path);
uint64_t fingerprint_add(uint64_t hash, Str text);
// Adds the names in the message: what stands between backquotes.
uint64_t fingerprint_add_message(uint64_t hash, Str message);
uint64_t fingerprint_number(uint64_t hash, uint32_t occurrence); // counted from 0
