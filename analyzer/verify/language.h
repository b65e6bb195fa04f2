// What runs the examples of one language. A language is an entry in verify.c and a kind of file in
// rules/pages.cmake; the rest of the layer knows none. Private to this layer.
#pragma once

#include "verify/proof.h"
#include "verify/run.h"

// A library that an example in C asks for.
typedef struct Library {
  Str name;
  const char **words; // of the compiler, NULL at the end; NULL when it is not there
} Library;

typedef struct Tool {
  Str name;   // for people: "CPython 3.13.0"
  char *path; // NULL when there is none: then `problem` says why
  Str problem;
  unsigned major, minor;
  // Of C:
  Strs words;               // of its command behind the program
  Array(SandboxFile) files; // what every example is linked with
  Array(Library) libraries; // that were looked for
} Tool;

typedef struct Language {
  const char *name; // as a proof says it
  // Looks for what runs the examples. Fails: FAIL_IO, when it could not even look.
  bool (*find)(Arena *arena, const VerifyOptions *options, Tool *out, Error *err);
  // Why this tool is none for that proof; "" when it is one. Fails: FAIL_IO.
  bool (*refuse)(Arena *arena, Tool *tool, const Proof *proof, Str *out, Error *err);
  // The program that runs one example and writes its evidence; in `arena`.
  SandboxJob (*prepare)(Arena *arena, const Tool *tool, const Proof *proof, const ProofSide *side);
  // The line of its messages that says why an example does not compile; NULL where none is.
  Str (*explain)(Arena *arena, const Run *run);
} Language;

extern const Language language_python;
extern const Language language_c;
