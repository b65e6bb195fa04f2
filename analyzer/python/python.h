// The Python front end: text -> AST -> Summary. Nothing outside this folder knows which parser ran.
#pragma once

#include "facts/facts.h"

// Sources above this are not analysed (PROBLEM_TOO_LARGE); the language has no such files.
#define PYTHON_SOURCE_MAX_BYTES (64u << 20)

// Turns the bytes of a file into UTF-8 text as Python would: byte order mark removed, the declared
// encoding (PEP 263) converted. Positions everywhere are offsets into this text. When nothing needs
// converting, `*text` is a slice of `bytes`. Bytes that do not fit are replaced by U+FFFD and
// `*first_bad` is set to the offset of the first replacement in `*text`, else to UINT32_MAX. Fails:
// FAIL_FORMAT for an encoding that does not exist; `*text` is then the file read as UTF-8.
bool python_decode(Arena *arena, Str bytes, Str *text, uint32_t *first_bad, Error *err);

// The bytes of a text in the encoding of the file with the bytes `like`, with its byte order mark.
// Fails: FAIL_FORMAT when something cannot be written in it.
bool python_encode(Arena *arena, Str like, Str text, Str *out, Error *err);

// The tokens of a decoded text, the last of kind END. A logical line ends with NEWLINE; INDENT and
// DEDENT are as in CPython. What stands between the fields of an f-string is no token.
typedef enum PythonTokenKind {
  PYTHON_TOKEN_WORD,    // a name or keyword
  PYTHON_TOKEN_LITERAL, // a number, a string; the start and the end of an f-string
  PYTHON_TOKEN_SIGN,
  PYTHON_TOKEN_NEWLINE,
  PYTHON_TOKEN_INDENT,
  PYTHON_TOKEN_DEDENT,
  PYTHON_TOKEN_END,
} PythonTokenKind;

typedef struct PythonToken {
  Span span;
  PythonTokenKind kind;
  bool is_formatted; // inside of an f-string
} PythonToken;

typedef struct PythonTokens {
  const PythonToken *at;
  size_t count;
  const Span *comments; // in order, without line ends
  size_t comment_count;
} PythonTokens;

// False where CPython's tokenizer would give up.
bool python_tokens(Arena *arena, Str text, PythonTokens *out);

// Parser and buffers, reused for file after file: one per worker, not thread-safe.
typedef struct PythonReader PythonReader;
PythonReader *python_reader_new(void);
void python_reader_free(PythonReader *reader);

// Has `on_parsed` called whenever a text is parsed and its facts are not yet read: for measuring.
void python_reader_watch(PythonReader *reader, void (*on_parsed)(void *context), void *context);

// Returns the Summary block of one file, in `arena`. Never fails: what cannot be read becomes
// Problems inside. `bytes` are the file's, not decoded. `path` is from the project root.
Str python_summarize(PythonReader *reader, Arena *arena, Str path, Str bytes);
// The same of bytes that PYTHON_PADDING_BYTES of 0 stand behind, which saves a copy of them.
#define PYTHON_PADDING_BYTES 16
Str python_summarize_padded(PythonReader *reader, Arena *arena, Str path, Str bytes);
