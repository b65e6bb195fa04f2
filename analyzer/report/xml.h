// XML as others read it: escapes, and only characters that XML has.
#pragma once

#include "base/str.h"

#include <stdio.h>

// ` name="value"`, line ends and tabs kept.
void xml_attribute(FILE *out, const char *name, Str value);
void xml_attribute_number(FILE *out, const char *name, size_t number);
void xml_text(FILE *out, Str text); // between tags
