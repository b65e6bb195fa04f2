// Comments that silence findings. Private to this layer.
#pragma once

#include "engine/engine.h"

// Whether a comment in the file silences `rule` at `span`.
bool suppress_silences(const Summary *summary, const Rule *rule, Span span);
