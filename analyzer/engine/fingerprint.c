// Hashes are chained, so that ("ab", "c") and ("a", "bc") differ.
#include "engine/fingerprint.h"

static uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ (hash >> 29);
}

uint64_t fingerprint_add(uint64_t hash, Str text) {
  return mix(hash, str_hash(text));
}

uint64_t fingerprint_start(const Rule *rule, Str path) {
  return fingerprint_add(fingerprint_add(0, str_from_c(rule->id)), path);
}

uint64_t fingerprint_add_message(uint64_t hash, Str message) {
  for (Str rest = message; rest.at;) {
    str_cut(&rest, '`');
    if (rest.at) hash = fingerprint_add(hash, str_cut(&rest, '`'));
  }
  return hash;
}

uint64_t fingerprint_number(uint64_t hash, uint32_t occurrence) {
  return mix(hash, occurrence);
}
