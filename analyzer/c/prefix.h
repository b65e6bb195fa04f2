// What files of C begin with: directives, up to the first thing that is none. Private to c/ and its
// tests.
#pragma once

#include "base/array.h"
#include "base/str.h"

// Further directives are not looked at.
#define PREFIX_MAX_DIRECTIVES 256

typedef struct Directive {
  Str text; // "#include <stdio.h>", comments and all, without its line end
  uint32_t start, end;
  uint64_t hash; // of the text
  bool is_cut;   // a prefix may end behind it: it stands in no #if, and what comes before it counts
  bool is_include;
  bool is_definition; // … or the end of one
  Str name;           // that is defined, or that must not be (`#ifndef NAME`); else ""
  Str beside;    // what is looked for beside the file first, the name in quotes; "" when nothing is
  bool is_local; // … or what that would be is not known
  uint64_t folder; // hash of the one that it means something in; 0: the same in all. See groups.c
} Directive;

typedef struct Prefix {
  Array(Directive) directives;
} Prefix;

// Reads the directives that `text` begins with. Includes, definitions and conditions count;
// anything else, a pragma too, ends them. Keeps nothing of `text`.
Prefix prefix_read(Arena *arena, Str text);

// The text with its first `count` directives made blank, so that everything else stays where it is.
Str prefix_blank(Arena *arena, Str text, const Prefix *prefix, uint32_t count);
