// Comments that silence nothing. Private to this layer.
#pragma once

#include "engine/findings.h"

// Shows a checker those of the reported modules, as far as this run can tell: where all files are
// reported on and the rules that they name ran.
void unused_show(RuleContext *context, const Checker *checker);
