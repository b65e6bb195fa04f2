// The findings of whole runs. A run whose files, environment, options and code are those of an
// earlier one finds what that one found: nothing is parsed, linked or searched then.
//
// A result says which files that run looked at (the list of files and the packages' folders in
// full, and the content of those that were read); it holds while all of them are as they were, or
// say the same in other places (moved.h).
#pragma once

#include "session/state.h"

// The result of an earlier run that holds; its findings go to `out`. False: find them. What was
// learnt of files on the way stays known.
bool result_find(Session *session, SessionResult *out);
// Takes down what this run has found, to be written by result_write; notes from `first_note` on
// belong to it.
void result_take(Session *session, const SessionResult *found, size_t first_note);
// Whether there is something to write.
bool result_is_new(const Session *session);
bool result_write(Session *session, Error *err);

// Counts, notes and findings; false when they make no sense, and nothing is changed then.
// `*libraries` is beside the findings: the AsyncLibrary of the file of each.
bool result_read_found(ByteReader *reader, Session *session, SessionResult *out,
                       const uint8_t **libraries);

// ---- result_code.c: findings as bytes -----------------------------------------------------------

// `libraries` are those of findings that were read, else NULL: then the program knows them.
void result_put_findings(ByteWriter *writer, const Session *session, const Findings *findings,
                         const uint8_t *libraries);
// False when the bytes make no sense. Texts are slices of what is read.
bool result_read_findings(ByteReader *reader, Session *session, Findings *out,
                          const uint8_t **libraries);
