// Reading the tests of one function: guards.c finds those that a call stands behind, tests.c reads
// what they say, subjects.c what they say it of. Private to the three.
#pragma once

#include "link/guards/guards.h"

// A function whose tests are read.
typedef struct Reader {
  Program *program;
  ModuleId module;
  const Summary *summary;
  ScopeId function;
  Guards *out; // NULL where only names are looked up
} Reader;

// ---- subjects.c ---------------------------------------------------------------------------------

// What a name or field stands for at some place in a function.
typedef struct Bound {
  BindingId binding; // BINDING_NONE: nothing, or one of several things
  BindingId other;   // another one that was made since in some branch, or BINDING_NONE
} Bound;

Bound subject_bound(const Reader *reader, ExprId subject);
bool bound_is_none(Bound bound);
// UINT32_MAX where it is none.
uint32_t bound_parameter(const Reader *reader, Bound bound);
// The value of a variable or field of this function that was assigned before; 0 when not known.
ExprId bound_value(const Reader *reader, Bound bound);
// Of `if quick: skip = True`, then `if not skip`: what was assigned since does not meet the test,
// so there it is what was passed.
bool bound_is_against(const Reader *reader, Bound bound, ExprId use, bool is_true);
// A guard on the parameter that `subject` is, or was assigned from.
Guard subject_guard(const Reader *reader, ExprId subject, GuardKind is);
Guard parameter_guard(const Reader *reader, uint32_t parameter, GuardKind is);
// `self.field` that the constructor has filled and nobody else: a guard on that of the object.
Guard field_guard(const Reader *reader, ExprId subject, GuardKind is);

// Whether an expression is None or False.
bool literal_is_false(const Summary *summary, ExprId expr);
// `p` of `p or []`, which is true where that is; 0 of others.
ExprId choice_defaulted(const Summary *summary, const Expr *choice);

// ---- tests.c ------------------------------------------------------------------------------------

// Adds what a test says where it is true, or false.
void test_read(const Reader *reader, ExprId test, bool is_true);
// The same of what decides whether a REGION_IF or REGION_CASE runs.
void test_read_branch(const Reader *reader, const Region *branch, bool is_true);
// The same of the test of an `if`, or of one that is false in an `else`.
void test_read_region(const Reader *reader, const Region *region);
// Of a number that is not 0.
void test_read_number(const Reader *reader, ExprId number);
