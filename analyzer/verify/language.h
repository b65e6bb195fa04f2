// What runs the examples of one language. A language is an entry in verify.c; the rest of the layer
// knows none. Private to this layer.
#pragma once

#include "verify/proof.h"
#include "verify/run.h"

typedef struct Tool {
  Str name;   // for people: "CPython 3.13.0"
  char *path; // NULL when there is none: then `problem` says why
  Str problem;
  unsigned major, minor;
} Tool;

typedef struct Language {
  const char *name; // as a proof says it
  // Looks for what runs the examples. Fails: FAIL_IO, when it could not even look.
  bool (*find)(Arena *arena, const VerifyOptions *options, Tool *out, Error *err);
  // Why this tool is none for that proof; "" when it is one.
  Str (*refuse)(Arena *arena, const Tool *tool, const Proof *proof);
  // The program that runs one example and writes its evidence; in `arena`.
  SandboxJob (*prepare)(Arena *arena, const Tool *tool, const Proof *proof, const ProofSide *side);
} Language;

extern const Language language_python;
