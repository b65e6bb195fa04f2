// The records of a Summary, and what they mean. Part of facts.h.
//
// Records that there are many of are packed: their fields take as many bits as their ids need, and
// the order of fields is such that most lie within a word. A front end fills the same fields
// unpacked, in drafts (build.h): FIELDS lists them once for both. What does not fit makes a file
// too large to be read (RECORDS_MAX and so on).
#pragma once

#include "base/array.h"
#include "base/span.h"

typedef uint32_t NameId;    // 0 is the empty name
typedef uint32_t ScopeId;   // 0 is the module
typedef uint32_t ExprId;    // 0 is "no expression"; real ones count from 1
typedef uint32_t RegionId;  // 0 is the body of the module
typedef uint32_t BindingId; // BINDING_NONE is "none"

// Records of one table, entries of a list and names; scopes and regions.
#define ID_BITS      20
#define RANGE_BITS   18
#define RECORDS_MAX  ((UINT32_C(1) << ID_BITS) - 1)
#define RANGES_MAX   ((UINT32_C(1) << RANGE_BITS) - 1)
#define BINDING_NONE RECORDS_MAX

// Name of a field, and its bits in the packed record.
#define PACKED_FIELD(name, bits) uint32_t name : bits;
#define DRAFT_FIELD(name, bits)  uint32_t name;

// ---- Scopes -------------------------------------------------------------------------------------

typedef enum ScopeKind {
  SCOPE_MODULE,
  SCOPE_CLASS,
  SCOPE_FUNCTION,
  SCOPE_LAMBDA,
  SCOPE_COMPREHENSION, // list, set, dict: runs where it stands
  SCOPE_GENERATOR,     // generator expression: runs when it is consumed
} ScopeKind;

typedef enum ScopeFlag {
  SCOPE_ASYNC = 1 << 0,  // async def, or a comprehension with `async for` or `await` in it
  SCOPE_YIELDS = 1 << 1, // yield or yield from of its own
  SCOPE_AWAITS = 1 << 2, // await, async for, async with of its own, comprehensions included
  SCOPE_STUB = 1 << 3,   // body is only a docstring, `...`, `pass` or `raise NotImplementedError`
  SCOPE_DEAD = 1 << 4,   // its definition is never reached
  SCOPE_METHOD = 1 << 5, // a function whose parent scope is a class
  SCOPE_TOP_AWAIT = 1 << 6, // module: await outside any function
  SCOPE_INTERNAL = 1 << 7,  // C: static, known in this file only
  SCOPE_NORETURN = 1 << 8,  // C: declared not to return
} ScopeFlag;

#define SCOPE_FIELDS(FIELD)                                                                        \
  FIELD(kind, 3)   /* ScopeKind */                                                                 \
  FIELD(flags, 9)  /* ScopeFlag */                                                                 \
  FIELD(name, 20)  /* "" for lambdas and comprehensions */                                         \
  FIELD(begin, 20) /* first expression inside; decorators, defaults, bases, annotations and the    \
                      outermost iterable of a comprehension lie before, in the parent */           \
  FIELD(base_count, 20)                                                                            \
  FIELD(parent, 18) /* lexical; 0 for the module itself */                                         \
  FIELD(end, 20)                                                                                   \
  FIELD(body, 18)       /* its REGION_BODY */                                                      \
  FIELD(parameters, 20) /* first of `parameter_count` in `parameters` */                           \
  FIELD(decorator_count, 20)                                                                       \
  FIELD(parameter_count, 20) /* of a function or lambda; 0 otherwise */                            \
  FIELD(decorators, 20)      /* first of `decorator_count` in `operands`, outermost first */       \
  FIELD(returns, 20)         /* the annotation behind `->`, 0 when absent */                       \
  FIELD(element, 20) /* comprehension: the element (the value, of a dict); lambda: the body */     \
  FIELD(binding, 20) /* of the def or class in the parent */                                       \
  FIELD(bases, 20)   /* class: first of `base_count` in `arguments`, metaclass= and others too */
typedef struct Scope {
  SCOPE_FIELDS(PACKED_FIELD)
} BASE_PACKED Scope;

typedef enum ParameterKind {
  PARAMETER_POSITIONAL_ONLY,
  PARAMETER_PLAIN,
  PARAMETER_STAR, // *args
  PARAMETER_KEYWORD_ONLY,
  PARAMETER_DOUBLE_STAR, // **kwargs
} ParameterKind;

#define PARAMETER_FIELDS(FIELD)                                                                    \
  FIELD(kind, 4) /* ParameterKind */                                                               \
  FIELD(name, 20)                                                                                  \
  FIELD(annotation, 20) /* 0 when absent */                                                        \
  FIELD(fallback, 20)   /* the default value, 0 when absent */
typedef struct Parameter {
  PARAMETER_FIELDS(PACKED_FIELD)
} BASE_PACKED Parameter;

// ---- Expressions --------------------------------------------------------------------------------

typedef enum ExprKind {
  EXPR_NONE,          // only id 0
  EXPR_OTHER,         // something names and types cannot be read from
  EXPR_NAME,          // a: name, b: number + 1 of the BindingList that it means, 0 when the file
                      // binds none, c: 1 when the code that uses it binds it, too
  EXPR_ATTRIBUTE,     // a: object, b: name, c: 1 when a is a pointer to it (C: a->b), or when a
                      // REFINE may tell of it (Python)
  EXPR_CALL,          // a: callee, b: first of c `arguments`
  EXPR_SUBSCRIPT,     // a: object, b: index, c: as of EXPR_ATTRIBUTE
  EXPR_AWAIT,         // a: operand
  EXPR_LITERAL,       // a: LiteralKind, b: see LiteralKind
  EXPR_CHOICE,        // one of several: a: first of b `operands`, c: ChoiceKind; the test of a
                      // conditional stands behind its two operands
  EXPR_LAMBDA,        // a: scope, whose range ends before this expression
  EXPR_CONTAINER,     // a: first of b `operands` (dict: key, value, key, value; key 0 is **value),
                      // c: ContainerKind
  EXPR_COMPREHENSION, // a: scope (SCOPE_COMPREHENSION or SCOPE_GENERATOR), which ends before this
                      // expression, b: ContainerKind
  EXPR_NAMED,         // (x := value): a: value; the binding carries the name
  EXPR_STARRED,       // *a or, with b = 1, **a in arguments
  EXPR_BINARY,        // a, b: operands, c: Operator
  EXPR_UNARY,         // a: operand, c: Operator
  EXPR_COMPARE,       // a: first of b `operands`, c: Operator of the first comparison
  EXPR_FORMAT,        // f-string or t-string: a: first of b `operands`, the replacement fields;
                      // before them, as a literal, how an f-string begins that begins with "/"
  EXPR_YIELD,         // a: value or 0
  EXPR_YIELD_FROM,    // a: value
  EXPR_SLICE,         // its parts stand before it; nothing can be read from it
} ExprKind;

typedef enum LiteralKind {
  LITERAL_NONE,
  LITERAL_TRUE,
  LITERAL_FALSE,
  LITERAL_ELLIPSIS,
  LITERAL_INT,    // b: the value when that is below INT_LARGE; see summary_int
  LITERAL_FLOAT,  // b: NameId of its spelling
  LITERAL_STRING, // b: NameId of the text, 0 when empty or longer than LITERAL_MAX_BYTES
  LITERAL_BYTES,  // b: 0
} LiteralKind;
#define LITERAL_MAX_BYTES 200

typedef enum ChoiceKind { CHOICE_CONDITIONAL, CHOICE_AND, CHOICE_OR } ChoiceKind;

typedef enum ContainerKind {
  CONTAINER_LIST,
  CONTAINER_TUPLE,
  CONTAINER_SET,
  CONTAINER_DICT,
  CONTAINER_GENERATOR,
} ContainerKind;

// Python's operators in the order of its documentation of the operator module.
typedef enum Operator {
  OPERATOR_ADD,
  OPERATOR_SUB,
  OPERATOR_MUL,
  OPERATOR_MATMUL,
  OPERATOR_DIV,
  OPERATOR_FLOORDIV,
  OPERATOR_MOD,
  OPERATOR_POW,
  OPERATOR_LSHIFT,
  OPERATOR_RSHIFT,
  OPERATOR_AND,
  OPERATOR_XOR,
  OPERATOR_OR,
  OPERATOR_NOT,
  OPERATOR_NEGATIVE,
  OPERATOR_POSITIVE,
  OPERATOR_INVERT,
  OPERATOR_EQ,
  OPERATOR_NE,
  OPERATOR_LT,
  OPERATOR_LE,
  OPERATOR_GT,
  OPERATOR_GE,
  OPERATOR_IS,
  OPERATOR_IS_NOT,
  OPERATOR_IN,
  OPERATOR_NOT_IN,
  OPERATOR_ADDRESS, // C: &x, as an argument
} Operator;

// What happens to the value of an expression, seen from its parent.
typedef enum ExprUse {
  USE_OTHER,   // anything not below
  USE_DROPPED, // an expression statement
  USE_AWAITED, // operand of await
  USE_BOUND,   // the whole value of a binding (assignment, walrus, loop target, with-as)
  USE_STORED,  // assigned to an attribute or a subscript
  USE_RETURNED,
  USE_YIELDED,
  USE_CALLED,         // the callee of a call
  USE_ARGUMENT,       // of a call, also behind * and **
  USE_OBJECT,         // before `.name`
  USE_SUBSCRIPTED,    // before `[`
  USE_INDEX,          // between `[` and `]`
  USE_ELEMENT,        // of a container or the element of a comprehension
  USE_TESTED,         // if, while, assert, not, and/or operands but the last, comprehension if
  USE_COMPARED,       // operand of a comparison (but not of `is`)
  USE_IDENTITY,       // operand of `is`, `is not`
  USE_OPERAND,        // of a binary or unary operator
  USE_FORMATTED,      // in an f-string
  USE_ITERATED,       // iterable of for or of a comprehension; * in a display; unpacked
  USE_ASYNC_ITERATED, // iterable of async for
  USE_ENTERED,        // with
  USE_ASYNC_ENTERED,  // async with
  USE_CHOSEN,         // a possible result of a choice: ask the choice
  USE_RAISED,         // raise, or its cause
  USE_DELETED,        // del
  USE_MATCHED,        // match subject
  USE_DECORATOR,
  USE_BASE,       // base class or class keyword
  USE_ANNOTATION, // see EXPR_FLAG_ANNOTATION
} ExprUse;

typedef enum ExprFlag {
  EXPR_FLAG_STORE = 1 << 0,      // an assignment target (NAME only in del and augmented targets)
  EXPR_FLAG_DEAD = 1 << 1,       // never evaluated: TYPE_CHECKING, if False, behind return
  EXPR_FLAG_ANNOTATION = 1 << 2, // part of an annotation or a type alias: types only, no effects
  EXPR_FLAG_DEFINITION = 1 << 3, // evaluated when a def or class is executed: decorators, defaults,
                                 // bases, class bodies
  EXPR_FLAG_CUT = 1 << 4,        // a container of which only the first elements were kept
  EXPR_FLAG_QUOTED = 1 << 5,     // read from a string annotation
  EXPR_FLAG_AUGMENTED = 1 << 6,  // the operation of an augmented assignment (BINARY)
} ExprFlag;

#define EXPR_FIELDS(FIELD)                                                                         \
  FIELD(kind, 5)  /* ExprKind */                                                                   \
  FIELD(flags, 7) /* ExprFlag */                                                                   \
  FIELD(a, 20)    /* see ExprKind */                                                               \
  FIELD(use, 5)   /* ExprUse */                                                                    \
  FIELD(c, 7)     /* see ExprKind; at most EXPR_C_MAX */                                           \
  FIELD(b, 20)    /* see ExprKind */
typedef struct Expr {
  EXPR_FIELDS(PACKED_FIELD)
} BASE_PACKED Expr;
#define EXPR_KIND_MAX  0x1fu
#define EXPR_USE_MAX   0x1fu
#define EXPR_FLAGS_MAX 0x7fu
#define EXPR_C_MAX     0x7fu

// Field b of a LITERAL_INT that is this or more; its value is among `large_ints`.
#define INT_LARGE RECORDS_MAX

typedef struct LargeInt { // in order of `expr`
  ExprId expr;
  uint32_t value; // UINT32_MAX when it is that or more
} LargeInt;

// Arguments past this many in one call are evaluated and not kept.
#define CALL_MAX_ARGUMENTS EXPR_C_MAX

// Plain literals past this many in one container are not kept (EXPR_FLAG_CUT).
#define CONTAINER_MAX_LITERALS 16

typedef struct Argument {
  NameId keyword; // 0 when positional
  ExprId value;   // EXPR_STARRED for *a and **a
} Argument;

// ---- Bindings -----------------------------------------------------------------------------------

typedef enum BindingKind {
  BINDING_ASSIGN,     // name = value, also walrus; with `unpack`, one of several targets
  BINDING_ANNOTATE,   // name: annotation [= value]
  BINDING_AUGMENT,    // name += value; value is the BINARY expression
  BINDING_PARAMETER,  // extra: index into `parameters`
  BINDING_IMPORT,     // extra: index into `imports`
  BINDING_DEF,        // extra: scope
  BINDING_CLASS,      // extra: scope
  BINDING_FOR,        // name is an element of value; also in comprehensions
  BINDING_ASYNC_FOR,  // the same for async for
  BINDING_WITH,       // value is the context manager, name what it returns on entry
  BINDING_ASYNC_WITH, //
  BINDING_EXCEPT,     // value is the expression of exception types; unbound behind the handler
  BINDING_DELETE,     // del name
  BINDING_MATCH,      // captured by a pattern; value is the class of a class pattern, or 0
  BINDING_ATTRIBUTE,  // extra: ExprId of the target, an EXPR_ATTRIBUTE: self.x = value
  BINDING_REFINE,     // inside its region, name is an instance of value (isinstance, match) when
                      // it stands alone; lookups outside the region ignore it. extra: the ExprId
                      // behind the last place where it holds, 0: to the end of the region. The
                      // name may be an attribute as it is written, `self.x`
  BINDING_TYPE_ALIAS, // type name = value
  BINDING_TYPE_PARAMETER,
} BindingKind;

typedef enum BindingFlag {
  BINDING_TYPE_CHECKING = 1 << 0, // under `if TYPE_CHECKING`: holds for types, not at run time
  BINDING_GLOBAL = 1 << 1,        // made from inside a function by way of global or nonlocal
  BINDING_DEAD = 1 << 2,
  BINDING_STARRED = 1 << 3,  // *name in an unpacking
  BINDING_INTERNAL = 1 << 4, // C: of a static function or variable
} BindingFlag;

// An element of an unpacked value that may be any of them.
#define UNPACK_INSIDE 0xfffu

#define BINDING_FIELDS(FIELD)                                                                      \
  FIELD(kind, 6) /* BindingKind */                                                                 \
  FIELD(flags, 6)                                                                                  \
  FIELD(name, 20)   /* of an attribute: the attribute */                                           \
  FIELD(unpack, 12) /* 0: the whole value; k: element k - 1 of it; UNPACK_INSIDE: one inside */    \
  FIELD(at, 20)     /* bound before this expression is evaluated */                                \
  FIELD(value, 20)  /* 0 when there is none to read */                                             \
  FIELD(scope, 18)  /* that owns the name; of an attribute: where the statement stands */          \
  FIELD(extra, 20)  /* see BindingKind */                                                          \
  FIELD(region, 18) /* where the statement stands */                                               \
  FIELD(annotation, 20)
typedef struct Binding {
  BINDING_FIELDS(PACKED_FIELD)
} BASE_PACKED Binding;

// A name that a function declared with `global` or `nonlocal`; lookups go to `owner`.
typedef struct Declaration {
  ScopeId scope;
  NameId name;
  ScopeId owner; // the module, or the function that binds the name (0 too when there is none)
} Declaration;

typedef enum ImportFlag {
  IMPORT_STAR = 1 << 0,   // from module import *; the binding has the empty name
  IMPORT_ALIASED = 1 << 1 // import a.b as c: binds a.b itself. Without it, `import a.b` binds a
} ImportFlag;

#define IMPORT_FIELDS(FIELD)                                                                       \
  FIELD(flags, 12)  /* ImportFlag */                                                               \
  FIELD(module, 20) /* dotted as written, without leading dots; may be "" in `from . import x` */  \
  FIELD(level, 12)  /* number of leading dots */                                                   \
  FIELD(member, 20) /* from module import member; 0 in `import module` */
typedef struct Import {
  IMPORT_FIELDS(PACKED_FIELD)
} BASE_PACKED Import;
#define IMPORT_LEVEL_MAX 0xfffu

// ---- Regions and exits: enough of control flow to reason about handlers and locks ---------------

typedef enum RegionKind {
  REGION_BODY,       // of a module, class or function; parent: where the definition stands
  REGION_IF,         // subject: the test
  REGION_ELSE,       // of if: subject: the same test; group: the REGION_IF
  REGION_WHILE,      // subject: the test, which lies inside
  REGION_FOR,        // subject: the iterable
  REGION_ASYNC_FOR,  //
  REGION_LOOP_ELSE,  // group: the loop
  REGION_WITH,       // one per item; subject: the context manager
  REGION_ASYNC_WITH, //
  REGION_TRY,        // the guarded body
  REGION_EXCEPT,     // subject: the exception types, 0 when bare; group: the REGION_TRY
  REGION_EXCEPT_STAR,
  REGION_TRY_ELSE, // group: the REGION_TRY
  REGION_FINALLY,  // group: the REGION_TRY
  REGION_CASE,     // subject: the match subject; group: see region_pattern
} RegionKind;

// The ways in which control can leave the end of a region's own statements, by syntax alone.
typedef enum FlowFlag {
  FLOW_FALLS = 1 << 0,     // runs off its end
  FLOW_RETURNS = 1 << 1,   //
  FLOW_BREAKS = 1 << 2,    // out of a loop that encloses the region
  FLOW_CONTINUES = 1 << 3, // a loop that encloses the region
  FLOW_RERAISES = 1 << 4,  // `raise`, or raise of the name that the enclosing handler binds
  FLOW_RAISES = 1 << 5,    // any other raise
} FlowFlag;

typedef enum RegionFlag {
  REGION_DEAD = 1 << 0,
  REGION_AWAITS = 1 << 1, // holds an await of the same function (nested functions do not count)
  REGION_YIELDS = 1 << 2,
  REGION_ENDLESS = 1 << 3, // while True (or another true constant)
  REGION_TYPE_CHECKING = 1 << 4,
  REGION_EXPLAINED = 1 << 5, // a handler: a comment at its beginning says something in words
  REGION_GUARDED = 1 << 6,   // a case: behind `if`
} RegionFlag;

#define REGION_FIELDS(FIELD)                                                                       \
  FIELD(kind, 6) /* RegionKind */                                                                  \
  FIELD(flow, 6) /* FlowFlag */                                                                    \
  FIELD(begin, 20)                                                                                 \
  FIELD(flags, 12) /* RegionFlag */                                                                \
  FIELD(end, 20)                                                                                   \
  FIELD(parent, 18)  /* of REGION_BODY: where the definition stands; 0 for the module */           \
  FIELD(binding, 20) /* what `as` binds, BINDING_NONE when nothing or not a plain name */          \
  FIELD(scope, 18)   /* the function, class or module whose statements these are */                \
  FIELD(group, 18)   /* see RegionKind */                                                          \
  FIELD(subject, 22) /* see RegionKind */
typedef struct Region {
  REGION_FIELDS(PACKED_FIELD)
} BASE_PACKED Region;

// What the subject of a case in Python is compared with: a container of values, or a class or
// choice of classes of which it is an instance. 0 where the pattern asks for more, or for nothing.
static inline ExprId region_pattern(const Region *region) {
  bool is_told = region->kind == REGION_CASE && region->group != 0;
  return is_told ? (ExprId)(region->begin + region->group - 1) : 0;
}

typedef enum ExitKind { EXIT_RETURN, EXIT_RAISE, EXIT_BREAK, EXIT_CONTINUE } ExitKind;

typedef enum ExitFlag {
  EXIT_DEAD = 1 << 0,
  EXIT_RERAISE = 1 << 1, // see FLOW_RERAISES
  EXIT_GOTO = 1 << 2,    // C: a goto
} ExitFlag;

#define EXIT_FIELDS(FIELD)                                                                           \
  FIELD(kind, 6) /* ExitKind */                                                                      \
  FIELD(flags, 6)                                                                                    \
  FIELD(at, 20)    /* after its value */                                                             \
  FIELD(value, 20) /* returned or raised, 0 when there is none */                                    \
  FIELD(scope, 18)                                                                                   \
  FIELD(cause, 26) /* raise … from cause; of a goto: its label stands before that one, 0: unknown, \
                      or at the end of the function */                                               \
  FIELD(region, 32)
typedef struct Exit {
  EXIT_FIELDS(PACKED_FIELD)
} BASE_PACKED Exit;

// ---- Comments and problems ----------------------------------------------------------------------

typedef enum SuppressionKind {
  SUPPRESSION_IGNORE, // # nostall: ignore[rule, …] -- reason
  SUPPRESSION_NOQA,   // # noqa, # noqa: CODE, …, # ruff: ignore[CODE]: for other linters, too
  SUPPRESSION_RANGE,  // # nostall: disable[rule] … # nostall: enable[rule]: one for each code
} SuppressionKind;

typedef struct Suppression {
  uint8_t kind;     // SuppressionKind
  uint8_t own_line; // 1: stands alone on its line and is for the next statement
  uint16_t unused;
  uint32_t codes; // first of `code_count` in `codes`; none at all means every rule
  uint32_t code_count;
  NameId reason;
} Suppression;

typedef enum ProblemKind {
  PROBLEM_SYNTAX,    // could not be read as Python; what stands around it was
  PROBLEM_ENCODING,  // bytes that do not fit the declared encoding, replaced
  PROBLEM_TOO_DEEP,  // nested deeper than we follow; the inner part was skipped
  PROBLEM_TOO_LARGE, // the file was not read
  PROBLEM_NUL,       // a NUL byte
  PROBLEM_HEADER,    // C: a header that was not found
  PROBLEM_COMPILER,  // C: an error of the compiler
  PROBLEM_FLAG,      // C: a flag of the command that was not used
} ProblemKind;

typedef struct Problem {
  uint8_t kind; // ProblemKind
  uint8_t unused[3];
  NameId text; // what was expected or found, for people; may be ""
} Problem;

// ---- What is different in C
// ----------------------------------------------------------------------

// A Summary (SUMMARY_C) is of a main file, or of a header of the project
// that has code; positions are bytes of the text as it is, where a macro stands or its argument is
// written. All expressions that are evaluated are kept, none in sizeof and its kin.
//
//   names     a field is "tag::name": the tag of its struct or union, else the name of its typedef.
//   A
//             record without both belongs to the one around it; one that stands alone is "file:n",
//             behind n other anonymous ones in that file's text
//   scopes    the functions with a body, and prototypes with marks (SCOPE_STUB). `decorators` are
//             the marks, as strings: what `annotate("…")` says, coroutine_fn, no_coroutine_fn and
//             coroutine_mixed_fn as "coroutine", "no_coroutine" and "mixed_coroutine",
//             "nonblocking" and "blocking", and the words of comments: `// nostall: loop`
//   parameters  `annotation` is the spelling of a pointer to a function, as a string; `...` is a
//             PARAMETER_STAR without a name
//   bindings  block scopes are folded into their function. A variable has a BINDING_ASSIGN where it
//             is declared. BINDING_ATTRIBUTE: `object.field = value`, in any function, and each
//             field of an initialiser, where the object is the variable's name, or 0 in a compound
//             literal; of `object.field |= x` the value is the BINARY. What is stored into an
//             element is stored into the whole array or field. Stores of data pointers that are
//             neither called, literal nor addresses are left out, as are literals in tables; into a
//             local variable they have no value. A variable whose whole value is 0, as by `= {0}`,
//             has the literal 0 as value.
//             BINDING_IMPORT: a static function or table of a header of the project: `module` is
//             the path of the header, `member` the name
//   literals  constants are folded: macros, enumerators, const numbers, sizeof. A negative number
//   is
//             the UNARY of a literal; 0 as a pointer and NULL are LITERAL_NONE
//   &x, *x    are x; as an argument, &x is OPERATOR_ADDRESS unless x is a function or *y
//   (void)x   is dropped when x is a name, (void)f() is USE_OTHER: dropped on purpose
//   calls     `Argument.keyword` names the type of the callee's parameter when that is a pointer to
//             a function: its typedef, or "(*)"
//   a = b     as an expression is an EXPR_NAMED of the value, whatever a is; `a ?: b` is an OR
//   regions   all loops are REGION_WHILE; `do … while (0)` is one only when something jumps out of
//             it. Of a REGION_CASE, the values of its labels stand first inside, as literals with
//             USE_MATCHED, none for `default`. Labels of a switch that stand deeper in it begin no
//             region; the values are there all the same
//   exits     goto is a `continue` when it goes back, else a `break`; `break` leaves a switch, too.
//             A call that does not return (SCOPE_NORETURN) ends its region without any flow
//   dead      behind a jump or such a call in the same block, up to a label; and where a constant
//             test says so
