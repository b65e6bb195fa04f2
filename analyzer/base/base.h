// What every file may assume: the standard headers everyone needs and the few attributes that we
// use beyond C17, wrapped so that a compiler without them still builds the same program.
#pragma once

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define BASE_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define BASE_NORETURN            __attribute__((noreturn))
#define BASE_UNUSED              __attribute__((unused))
#define BASE_NOINLINE            __attribute__((noinline)) // keeps what is seldom out of its caller
#define BASE_PACKED              __attribute__((packed, aligned(4))) // fields may share words
#define BASE_SMALL               __attribute__((packed)) // an enum that takes as little as it can
#else
#define BASE_PACKED
#define BASE_SMALL
#define BASE_PRINTF(text, first)
#define BASE_NORETURN
#define BASE_UNUSED
#define BASE_NOINLINE
#endif

// Number of elements of a true array (not of a pointer).
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

// Prints the message to stderr and aborts: for broken invariants and for no memory, never for
// input.
BASE_NORETURN void base_fatal(const char *format, ...) BASE_PRINTF(1, 2);
