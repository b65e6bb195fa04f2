// The words for enums, for people and for tests, and with them how many values there are. Each list
// is written once, here; spelling.c does not compile when a list lacks a value. Private to facts/.
#pragma once

#include "facts/facts.h"

// ---- Kinds: one value each ----------------------------------------------------------------------

#define SCOPE_KINDS(ENTRY)                                                                         \
  ENTRY(SCOPE_MODULE, "module")                                                                    \
  ENTRY(SCOPE_CLASS, "class")                                                                      \
  ENTRY(SCOPE_FUNCTION, "function")                                                                \
  ENTRY(SCOPE_LAMBDA, "lambda")                                                                    \
  ENTRY(SCOPE_COMPREHENSION, "comprehension")                                                      \
  ENTRY(SCOPE_GENERATOR, "generator")

#define PARAMETER_KINDS(ENTRY)                                                                     \
  ENTRY(PARAMETER_POSITIONAL_ONLY, "positional-only")                                              \
  ENTRY(PARAMETER_PLAIN, "plain")                                                                  \
  ENTRY(PARAMETER_STAR, "star")                                                                    \
  ENTRY(PARAMETER_KEYWORD_ONLY, "keyword-only")                                                    \
  ENTRY(PARAMETER_DOUBLE_STAR, "double-star")

#define EXPR_KINDS(ENTRY)                                                                          \
  ENTRY(EXPR_NONE, "none")                                                                         \
  ENTRY(EXPR_OTHER, "other")                                                                       \
  ENTRY(EXPR_NAME, "name")                                                                         \
  ENTRY(EXPR_ATTRIBUTE, "attribute")                                                               \
  ENTRY(EXPR_CALL, "call")                                                                         \
  ENTRY(EXPR_SUBSCRIPT, "subscript")                                                               \
  ENTRY(EXPR_AWAIT, "await")                                                                       \
  ENTRY(EXPR_LITERAL, "literal")                                                                   \
  ENTRY(EXPR_CHOICE, "choice")                                                                     \
  ENTRY(EXPR_LAMBDA, "lambda")                                                                     \
  ENTRY(EXPR_CONTAINER, "container")                                                               \
  ENTRY(EXPR_COMPREHENSION, "comprehension")                                                       \
  ENTRY(EXPR_NAMED, "named")                                                                       \
  ENTRY(EXPR_STARRED, "starred")                                                                   \
  ENTRY(EXPR_BINARY, "binary")                                                                     \
  ENTRY(EXPR_UNARY, "unary")                                                                       \
  ENTRY(EXPR_COMPARE, "compare")                                                                   \
  ENTRY(EXPR_FORMAT, "format")                                                                     \
  ENTRY(EXPR_YIELD, "yield")                                                                       \
  ENTRY(EXPR_YIELD_FROM, "yield-from")                                                             \
  ENTRY(EXPR_SLICE, "slice")

#define LITERAL_KINDS(ENTRY)                                                                       \
  ENTRY(LITERAL_NONE, "none")                                                                      \
  ENTRY(LITERAL_TRUE, "true")                                                                      \
  ENTRY(LITERAL_FALSE, "false")                                                                    \
  ENTRY(LITERAL_ELLIPSIS, "ellipsis")                                                              \
  ENTRY(LITERAL_INT, "int")                                                                        \
  ENTRY(LITERAL_FLOAT, "float")                                                                    \
  ENTRY(LITERAL_STRING, "string")                                                                  \
  ENTRY(LITERAL_BYTES, "bytes")

#define CHOICE_KINDS(ENTRY)                                                                        \
  ENTRY(CHOICE_CONDITIONAL, "conditional")                                                         \
  ENTRY(CHOICE_AND, "and")                                                                         \
  ENTRY(CHOICE_OR, "or")

#define CONTAINER_KINDS(ENTRY)                                                                     \
  ENTRY(CONTAINER_LIST, "list")                                                                    \
  ENTRY(CONTAINER_TUPLE, "tuple")                                                                  \
  ENTRY(CONTAINER_SET, "set")                                                                      \
  ENTRY(CONTAINER_DICT, "dict")                                                                    \
  ENTRY(CONTAINER_GENERATOR, "generator")

#define OPERATORS(ENTRY)                                                                           \
  ENTRY(OPERATOR_ADD, "+")                                                                         \
  ENTRY(OPERATOR_SUB, "-")                                                                         \
  ENTRY(OPERATOR_MUL, "*")                                                                         \
  ENTRY(OPERATOR_MATMUL, "@")                                                                      \
  ENTRY(OPERATOR_DIV, "/")                                                                         \
  ENTRY(OPERATOR_FLOORDIV, "//")                                                                   \
  ENTRY(OPERATOR_MOD, "%")                                                                         \
  ENTRY(OPERATOR_POW, "**")                                                                        \
  ENTRY(OPERATOR_LSHIFT, "<<")                                                                     \
  ENTRY(OPERATOR_RSHIFT, ">>")                                                                     \
  ENTRY(OPERATOR_AND, "&")                                                                         \
  ENTRY(OPERATOR_XOR, "^")                                                                         \
  ENTRY(OPERATOR_OR, "|")                                                                          \
  ENTRY(OPERATOR_NOT, "not")                                                                       \
  ENTRY(OPERATOR_NEGATIVE, "-")                                                                    \
  ENTRY(OPERATOR_POSITIVE, "+")                                                                    \
  ENTRY(OPERATOR_INVERT, "~")                                                                      \
  ENTRY(OPERATOR_EQ, "==")                                                                         \
  ENTRY(OPERATOR_NE, "!=")                                                                         \
  ENTRY(OPERATOR_LT, "<")                                                                          \
  ENTRY(OPERATOR_LE, "<=")                                                                         \
  ENTRY(OPERATOR_GT, ">")                                                                          \
  ENTRY(OPERATOR_GE, ">=")                                                                         \
  ENTRY(OPERATOR_IS, "is")                                                                         \
  ENTRY(OPERATOR_IS_NOT, "is not")                                                                 \
  ENTRY(OPERATOR_IN, "in")                                                                         \
  ENTRY(OPERATOR_NOT_IN, "not in")                                                                 \
  ENTRY(OPERATOR_ADDRESS, "address")

#define EXPR_USES(ENTRY)                                                                           \
  ENTRY(USE_OTHER, "other")                                                                        \
  ENTRY(USE_DROPPED, "dropped")                                                                    \
  ENTRY(USE_AWAITED, "awaited")                                                                    \
  ENTRY(USE_BOUND, "bound")                                                                        \
  ENTRY(USE_STORED, "stored")                                                                      \
  ENTRY(USE_RETURNED, "returned")                                                                  \
  ENTRY(USE_YIELDED, "yielded")                                                                    \
  ENTRY(USE_CALLED, "called")                                                                      \
  ENTRY(USE_ARGUMENT, "argument")                                                                  \
  ENTRY(USE_OBJECT, "object")                                                                      \
  ENTRY(USE_SUBSCRIPTED, "subscripted")                                                            \
  ENTRY(USE_INDEX, "index")                                                                        \
  ENTRY(USE_ELEMENT, "element")                                                                    \
  ENTRY(USE_TESTED, "tested")                                                                      \
  ENTRY(USE_COMPARED, "compared")                                                                  \
  ENTRY(USE_IDENTITY, "identity")                                                                  \
  ENTRY(USE_OPERAND, "operand")                                                                    \
  ENTRY(USE_FORMATTED, "formatted")                                                                \
  ENTRY(USE_ITERATED, "iterated")                                                                  \
  ENTRY(USE_ASYNC_ITERATED, "async-iterated")                                                      \
  ENTRY(USE_ENTERED, "entered")                                                                    \
  ENTRY(USE_ASYNC_ENTERED, "async-entered")                                                        \
  ENTRY(USE_CHOSEN, "chosen")                                                                      \
  ENTRY(USE_RAISED, "raised")                                                                      \
  ENTRY(USE_DELETED, "deleted")                                                                    \
  ENTRY(USE_MATCHED, "matched")                                                                    \
  ENTRY(USE_DECORATOR, "decorator")                                                                \
  ENTRY(USE_BASE, "base")                                                                          \
  ENTRY(USE_ANNOTATION, "annotation")

#define BINDING_KINDS(ENTRY)                                                                       \
  ENTRY(BINDING_ASSIGN, "assign")                                                                  \
  ENTRY(BINDING_ANNOTATE, "annotate")                                                              \
  ENTRY(BINDING_AUGMENT, "augment")                                                                \
  ENTRY(BINDING_PARAMETER, "parameter")                                                            \
  ENTRY(BINDING_IMPORT, "import")                                                                  \
  ENTRY(BINDING_DEF, "def")                                                                        \
  ENTRY(BINDING_CLASS, "class")                                                                    \
  ENTRY(BINDING_FOR, "for")                                                                        \
  ENTRY(BINDING_ASYNC_FOR, "async-for")                                                            \
  ENTRY(BINDING_WITH, "with")                                                                      \
  ENTRY(BINDING_ASYNC_WITH, "async-with")                                                          \
  ENTRY(BINDING_EXCEPT, "except")                                                                  \
  ENTRY(BINDING_DELETE, "delete")                                                                  \
  ENTRY(BINDING_MATCH, "match")                                                                    \
  ENTRY(BINDING_ATTRIBUTE, "attribute")                                                            \
  ENTRY(BINDING_REFINE, "refine")                                                                  \
  ENTRY(BINDING_TYPE_ALIAS, "type-alias")                                                          \
  ENTRY(BINDING_TYPE_PARAMETER, "type-parameter")

#define REGION_KINDS(ENTRY)                                                                        \
  ENTRY(REGION_BODY, "body")                                                                       \
  ENTRY(REGION_IF, "if")                                                                           \
  ENTRY(REGION_ELSE, "else")                                                                       \
  ENTRY(REGION_WHILE, "while")                                                                     \
  ENTRY(REGION_FOR, "for")                                                                         \
  ENTRY(REGION_ASYNC_FOR, "async-for")                                                             \
  ENTRY(REGION_LOOP_ELSE, "loop-else")                                                             \
  ENTRY(REGION_WITH, "with")                                                                       \
  ENTRY(REGION_ASYNC_WITH, "async-with")                                                           \
  ENTRY(REGION_TRY, "try")                                                                         \
  ENTRY(REGION_EXCEPT, "except")                                                                   \
  ENTRY(REGION_EXCEPT_STAR, "except-star")                                                         \
  ENTRY(REGION_TRY_ELSE, "try-else")                                                               \
  ENTRY(REGION_FINALLY, "finally")                                                                 \
  ENTRY(REGION_CASE, "case")

#define EXIT_KINDS(ENTRY)                                                                          \
  ENTRY(EXIT_RETURN, "return")                                                                     \
  ENTRY(EXIT_RAISE, "raise")                                                                       \
  ENTRY(EXIT_BREAK, "break")                                                                       \
  ENTRY(EXIT_CONTINUE, "continue")

#define SUPPRESSION_KINDS(ENTRY)                                                                   \
  ENTRY(SUPPRESSION_IGNORE, "ignore")                                                              \
  ENTRY(SUPPRESSION_NOQA, "noqa")                                                                  \
  ENTRY(SUPPRESSION_RANGE, "range")

#define PROBLEM_KINDS(ENTRY)                                                                       \
  ENTRY(PROBLEM_SYNTAX, "syntax")                                                                  \
  ENTRY(PROBLEM_ENCODING, "encoding")                                                              \
  ENTRY(PROBLEM_TOO_DEEP, "too-deep")                                                              \
  ENTRY(PROBLEM_TOO_LARGE, "too-large")                                                            \
  ENTRY(PROBLEM_NUL, "nul")                                                                        \
  ENTRY(PROBLEM_HEADER, "header")                                                                  \
  ENTRY(PROBLEM_COMPILER, "compiler")                                                              \
  ENTRY(PROBLEM_FLAG, "flag")

// ---- Flags: any of them -------------------------------------------------------------------------

#define SCOPE_FLAGS(ENTRY)                                                                         \
  ENTRY(SCOPE_ASYNC, "async")                                                                      \
  ENTRY(SCOPE_YIELDS, "yields")                                                                    \
  ENTRY(SCOPE_AWAITS, "awaits")                                                                    \
  ENTRY(SCOPE_STUB, "stub")                                                                        \
  ENTRY(SCOPE_DEAD, "dead")                                                                        \
  ENTRY(SCOPE_METHOD, "method")                                                                    \
  ENTRY(SCOPE_TOP_AWAIT, "top-await")                                                              \
  ENTRY(SCOPE_INTERNAL, "internal")                                                                \
  ENTRY(SCOPE_NORETURN, "noreturn")

#define EXPR_FLAGS(ENTRY)                                                                          \
  ENTRY(EXPR_FLAG_STORE, "store")                                                                  \
  ENTRY(EXPR_FLAG_DEAD, "dead")                                                                    \
  ENTRY(EXPR_FLAG_ANNOTATION, "annotation")                                                        \
  ENTRY(EXPR_FLAG_DEFINITION, "definition")                                                        \
  ENTRY(EXPR_FLAG_CUT, "cut")                                                                      \
  ENTRY(EXPR_FLAG_QUOTED, "quoted")                                                                \
  ENTRY(EXPR_FLAG_AUGMENTED, "augmented")

#define BINDING_FLAGS(ENTRY)                                                                       \
  ENTRY(BINDING_TYPE_CHECKING, "type-checking")                                                    \
  ENTRY(BINDING_GLOBAL, "global")                                                                  \
  ENTRY(BINDING_DEAD, "dead")                                                                      \
  ENTRY(BINDING_STARRED, "starred")                                                                \
  ENTRY(BINDING_INTERNAL, "internal")

#define IMPORT_FLAGS(ENTRY)                                                                        \
  ENTRY(IMPORT_STAR, "star")                                                                       \
  ENTRY(IMPORT_ALIASED, "aliased")

#define FLOW_FLAGS(ENTRY)                                                                          \
  ENTRY(FLOW_FALLS, "falls")                                                                       \
  ENTRY(FLOW_RETURNS, "returns")                                                                   \
  ENTRY(FLOW_BREAKS, "breaks")                                                                     \
  ENTRY(FLOW_CONTINUES, "continues")                                                               \
  ENTRY(FLOW_RERAISES, "reraises")                                                                 \
  ENTRY(FLOW_RAISES, "raises")

#define REGION_FLAGS(ENTRY)                                                                        \
  ENTRY(REGION_DEAD, "dead")                                                                       \
  ENTRY(REGION_AWAITS, "awaits")                                                                   \
  ENTRY(REGION_YIELDS, "yields")                                                                   \
  ENTRY(REGION_ENDLESS, "endless")                                                                 \
  ENTRY(REGION_TYPE_CHECKING, "type-checking")                                                     \
  ENTRY(REGION_EXPLAINED, "explained")                                                             \
  ENTRY(REGION_GUARDED, "guarded")

#define EXIT_FLAGS(ENTRY)                                                                          \
  ENTRY(EXIT_DEAD, "dead")                                                                         \
  ENTRY(EXIT_RERAISE, "reraise")                                                                   \
  ENTRY(EXIT_GOTO, "goto")

#define SUMMARY_FLAGS(ENTRY)                                                                       \
  ENTRY(SUMMARY_HAS_ALL, "has-all")                                                                \
  ENTRY(SUMMARY_DYNAMIC_ALL, "dynamic-all")                                                        \
  ENTRY(SUMMARY_FUTURE_ANNOTATIONS, "future-annotations")                                          \
  ENTRY(SUMMARY_STUB_FILE, "stub-file")                                                            \
  ENTRY(SUMMARY_C, "c")                                                                            \
  ENTRY(SUMMARY_GUESSED, "guessed")

// Every list of kinds: type, prefix of what is made from it, list.
#define SPELLED_KINDS(LIST)                                                                        \
  LIST(ScopeKind, scope_kind, SCOPE_KINDS)                                                         \
  LIST(ParameterKind, parameter_kind, PARAMETER_KINDS)                                             \
  LIST(ExprKind, expr_kind, EXPR_KINDS)                                                            \
  LIST(LiteralKind, literal_kind, LITERAL_KINDS)                                                   \
  LIST(ChoiceKind, choice_kind, CHOICE_KINDS)                                                      \
  LIST(ContainerKind, container_kind, CONTAINER_KINDS)                                             \
  LIST(Operator, operator, OPERATORS)                                                              \
  LIST(ExprUse, expr_use, EXPR_USES)                                                               \
  LIST(BindingKind, binding_kind, BINDING_KINDS)                                                   \
  LIST(RegionKind, region_kind, REGION_KINDS)                                                      \
  LIST(ExitKind, exit_kind, EXIT_KINDS)                                                            \
  LIST(SuppressionKind, suppression_kind, SUPPRESSION_KINDS)                                       \
  LIST(ProblemKind, problem_kind, PROBLEM_KINDS)

#define SPELLED_FLAGS(LIST)                                                                        \
  LIST(ScopeFlag, scope_flag, SCOPE_FLAGS)                                                         \
  LIST(ExprFlag, expr_flag, EXPR_FLAGS)                                                            \
  LIST(BindingFlag, binding_flag, BINDING_FLAGS)                                                   \
  LIST(ImportFlag, import_flag, IMPORT_FLAGS)                                                      \
  LIST(FlowFlag, flow_flag, FLOW_FLAGS)                                                            \
  LIST(RegionFlag, region_flag, REGION_FLAGS)                                                      \
  LIST(ExitFlag, exit_flag, EXIT_FLAGS)                                                            \
  LIST(SummaryFlag, summary_flag, SUMMARY_FLAGS)

typedef struct FlagWord {
  uint32_t flag;
  const char *word;
} FlagWord;

// For ScopeKind: the number scope_kind_count and the table scope_kind_words, and so on.
#define PLUS_ONE(value, word) +1
#define DECLARE_KIND(Type, prefix, LIST)                                                           \
  enum { prefix##_count = 0 LIST(PLUS_ONE) };                                                      \
  extern const char *const prefix##_words[prefix##_count];
SPELLED_KINDS(DECLARE_KIND)

// For ScopeFlag: all flags together in scope_flag_mask and the table scope_flag_words, which ends
// with flag 0, and so on.
#define OR_FLAG(value, word) | value
#define DECLARE_FLAG(Type, prefix, LIST)                                                           \
  enum { prefix##_mask = 0 LIST(OR_FLAG) };                                                        \
  extern const FlagWord prefix##_words[];
SPELLED_FLAGS(DECLARE_FLAG)

// What the fields a, b and c of an expression hold.
typedef enum FieldRole {
  FIELD_UNUSED,
  FIELD_EXPR,          // an expression before this one, or 0
  FIELD_NAME,          // NameId
  FIELD_LAMBDA,        // a scope of that kind
  FIELD_COMPREHENSION, // a scope of that kind or a generator
  FIELD_OPERANDS,      // the first of as many operands as the next field says
  FIELD_ARGUMENTS,     // the same for arguments
  FIELD_COUNT,         // that next field
  FIELD_LITERAL,       // LiteralKind
  FIELD_LITERAL_VALUE, // depends on the field before
  FIELD_CHOICE,        // ChoiceKind
  FIELD_CONTAINER,     // ContainerKind
  FIELD_OPERATOR,      // Operator
  FIELD_STARS,         // 0: one, 1: two
  FIELD_POINTER,       // 1: a stands for a pointer to the object
} FieldRole;

typedef struct ExprShape {
  uint8_t roles[3]; // FieldRole of a, b, c
} ExprShape;

extern const ExprShape expr_shapes[expr_kind_count];
