// The tables behind spelling.h.
#include "facts/spelling.h"

#define CASE_OF(value, word) case value:
// A switch without `default:` over the enum itself: a value that its list lacks breaks the build.
#define REQUIRE_ALL(Type, prefix, LIST)                                                            \
  BASE_UNUSED static void require_all_##prefix(Type value) {                                       \
    switch (value) { LIST(CASE_OF) break; }                                                        \
  }
SPELLED_KINDS(REQUIRE_ALL)
SPELLED_FLAGS(REQUIRE_ALL)

#define KIND_WORD(value, word) [value] = word,
#define DEFINE_KIND(Type, prefix, LIST)                                                            \
  const char *const prefix##_words[prefix##_count] = {LIST(KIND_WORD)};
SPELLED_KINDS(DEFINE_KIND)

#define FLAG_WORD(value, word) {value, word},
#define DEFINE_FLAG(Type, prefix, LIST)                                                            \
  const FlagWord prefix##_words[] = {LIST(FLAG_WORD){0, NULL}};
SPELLED_FLAGS(DEFINE_FLAG)

const ExprShape expr_shapes[expr_kind_count] = {
    [EXPR_NONE] = {{FIELD_UNUSED, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_OTHER] = {{FIELD_UNUSED, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_NAME] = {{FIELD_NAME, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_ATTRIBUTE] = {{FIELD_EXPR, FIELD_NAME, FIELD_POINTER}},
    [EXPR_CALL] = {{FIELD_EXPR, FIELD_ARGUMENTS, FIELD_COUNT}},
    [EXPR_SUBSCRIPT] = {{FIELD_EXPR, FIELD_EXPR, FIELD_POINTER}},
    [EXPR_AWAIT] = {{FIELD_EXPR, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_LITERAL] = {{FIELD_LITERAL, FIELD_LITERAL_VALUE, FIELD_UNUSED}},
    [EXPR_CHOICE] = {{FIELD_OPERANDS, FIELD_COUNT, FIELD_CHOICE}},
    [EXPR_LAMBDA] = {{FIELD_LAMBDA, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_CONTAINER] = {{FIELD_OPERANDS, FIELD_COUNT, FIELD_CONTAINER}},
    [EXPR_COMPREHENSION] = {{FIELD_COMPREHENSION, FIELD_CONTAINER, FIELD_UNUSED}},
    [EXPR_NAMED] = {{FIELD_EXPR, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_STARRED] = {{FIELD_EXPR, FIELD_STARS, FIELD_UNUSED}},
    [EXPR_BINARY] = {{FIELD_EXPR, FIELD_EXPR, FIELD_OPERATOR}},
    [EXPR_UNARY] = {{FIELD_EXPR, FIELD_UNUSED, FIELD_OPERATOR}},
    [EXPR_COMPARE] = {{FIELD_OPERANDS, FIELD_COUNT, FIELD_OPERATOR}},
    [EXPR_FORMAT] = {{FIELD_OPERANDS, FIELD_COUNT, FIELD_UNUSED}},
    [EXPR_YIELD] = {{FIELD_EXPR, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_YIELD_FROM] = {{FIELD_EXPR, FIELD_UNUSED, FIELD_UNUSED}},
    [EXPR_SLICE] = {{FIELD_UNUSED, FIELD_UNUSED, FIELD_UNUSED}},
};
