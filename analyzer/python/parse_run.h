// Runs: many bytes of a text that are one character to tree-sitter. Its cost is per character,
// often several times over, so what it need not tell apart (the letters of a name, the text of a
// string, a comment) is shown as a run. Written in place, they leave every offset as it is.
//
// The first byte of a run is its character with the high bit set. Then follows its size, in one
// byte, or as zero and four bytes. Every other byte stands for itself and is ASCII.
#pragma once

#include "base/base.h"

// Makes out[start, end) one character; a single byte is just replaced.
void parse_run_write(char *out, uint32_t start, uint32_t end, char shown);

// tree-sitter's DecodeFunction: the character at `text` and how many bytes it takes.
uint32_t parse_run_decode(const uint8_t *text, uint32_t size, int32_t *character);
