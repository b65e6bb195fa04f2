// Private to this layer.
#pragma once

#include "base/array.h"
#include "baseline/baseline.h"

typedef Array(BaselineEntry) Entries;

// Brings entries in order and joins those with the same fingerprint.
Baseline baseline_sort(Entries *entries);
