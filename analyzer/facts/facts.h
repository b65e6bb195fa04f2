// What one file contributes to the program: its Summary. Plain records and ids in one flat,
// position-independent block of bytes. A front end builds it, the linker reads it where it lies,
// the cache maps it from disk. Built from the text of one file and nothing else; the same text
// gives the same bytes on every machine. No pointer, no path outside the project, no time stamp.
//
// Layout (layout.h): header, one table per line of SUMMARY_FACT_TABLES, each 8-aligned, the text of
// the names, the path, then one table per line of SUMMARY_POSITION_TABLES. Positions stand behind
// all facts and outside of summary_facts_hash: an edit that only moves code changes no fact. They
// are asked for only where something is reported, so most of them are packed (places.h).
//
// Time inside a file is counted in expressions: expressions are stored in the order in which they
// are evaluated (operands before operators, a value before the name that it is bound to), so an
// ExprId says "how far the program has come". Scopes and regions cover half-open ranges of ExprIds,
// properly nested, and are stored in the order in which they begin, outer before inner: an id is
// given out when the range is entered, and `parent` is the range around it. Bindings and exits
// carry the ExprId of the next expression (`at`) and are stored in that order.
#pragma once

#include "base/array.h"
#include "base/error.h"
#include "base/span.h"

typedef uint32_t NameId;    // 0 is the empty name
typedef uint32_t ScopeId;   // 0 is the module
typedef uint32_t ExprId;    // 0 is "no expression"; real ones count from 1
typedef uint32_t RegionId;  // 0 is the body of the module
typedef uint32_t BindingId; // UINT32_MAX is "none"
#define BINDING_NONE UINT32_MAX

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

typedef struct Scope {
  uint8_t kind;        // ScopeKind
  uint8_t unused;      // 0
  uint16_t flags;      // ScopeFlag
  NameId name;         // "" for lambdas and comprehensions
  ScopeId parent;      // lexical; 0 for the module itself
  RegionId body;       // its REGION_BODY
  ExprId begin;        // first expression inside; decorators, defaults, bases, annotations and the
  ExprId end;          // outermost iterable of a comprehension lie before, in the parent
  uint32_t parameters; // first of `parameter_count` in `parameters`
  uint32_t parameter_count; // of a function or lambda; 0 otherwise
  uint32_t decorators;      // first of `decorator_count` in `operands`, outermost first
  uint32_t decorator_count;
  uint32_t bases; // class: first of `base_count` in `arguments`, metaclass= and other keywords too
  uint32_t base_count;
  ExprId returns;    // the annotation behind `->`, 0 when absent
  ExprId element;    // comprehension: the element (the value, of a dict); lambda: the body
  BindingId binding; // of the def or class in the parent
} Scope;

typedef enum ParameterKind {
  PARAMETER_POSITIONAL_ONLY,
  PARAMETER_PLAIN,
  PARAMETER_STAR, // *args
  PARAMETER_KEYWORD_ONLY,
  PARAMETER_DOUBLE_STAR, // **kwargs
} ParameterKind;

typedef struct Parameter {
  uint8_t kind; // ParameterKind
  uint8_t unused[3];
  NameId name;
  ExprId annotation; // 0 when absent
  ExprId fallback;   // the default value, 0 when absent
} Parameter;

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
  LITERAL_INT,    // b: the value; UINT32_MAX when it is that or more
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

typedef struct Expr {
  uint32_t kind : 5;  // ExprKind
  uint32_t use : 5;   // ExprUse
  uint32_t flags : 7; // ExprFlag
  uint32_t c : 15;    // see ExprKind; at most EXPR_C_MAX
  uint32_t a, b;      // see ExprKind
} Expr;
#define EXPR_KIND_MAX  0x1fu
#define EXPR_USE_MAX   0x1fu
#define EXPR_FLAGS_MAX 0x7fu
#define EXPR_C_MAX     0x7fffu

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

typedef struct Binding {
  uint8_t kind; // BindingKind
  uint8_t flags;
  uint16_t unpack; // 0: the whole value; k: element k - 1 of it; UINT16_MAX: somewhere inside
  NameId name;     // of an attribute: the attribute
  ScopeId scope;   // the scope that owns the name; of an attribute: where the statement stands
  RegionId region; // where the statement stands
  ExprId at;       // bound before this expression is evaluated
  ExprId value;    // 0 when there is none to read
  ExprId annotation;
  uint32_t extra; // see BindingKind
} Binding;

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

typedef struct Import {
  NameId module;  // dotted as written, without leading dots; may be "" in `from . import x`
  NameId member;  // from module import member; 0 in `import module`
  uint16_t level; // number of leading dots
  uint16_t flags;
} Import;

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
  REGION_CASE,     // subject: the match subject
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
} RegionFlag;

typedef struct Region {
  uint8_t kind; // RegionKind
  uint8_t flow; // FlowFlag
  uint16_t flags;
  RegionId parent; // of REGION_BODY: where the definition stands; 0 for the module
  ScopeId scope;   // the function, class or module whose statements these are
  ExprId begin;
  ExprId end;
  ExprId subject;    // see RegionKind
  RegionId group;    // see RegionKind
  BindingId binding; // what `as` binds, BINDING_NONE when nothing or not a plain name
} Region;

typedef enum ExitKind { EXIT_RETURN, EXIT_RAISE, EXIT_BREAK, EXIT_CONTINUE } ExitKind;

typedef enum ExitFlag {
  EXIT_DEAD = 1 << 0,
  EXIT_RERAISE = 1 << 1, // see FLOW_RERAISES
  EXIT_GOTO = 1 << 2,    // C: a goto
} ExitFlag;

typedef struct Exit {
  uint8_t kind; // ExitKind
  uint8_t flags;
  uint16_t unused;
  ScopeId scope;
  RegionId region;
  ExprId at;    // after its value
  ExprId value; // returned or raised, 0 when there is none
  ExprId cause; // raise … from cause; of a goto: its label stands before that one, 0: unknown, or
                // at the end of the function
} Exit;

// ---- Comments and problems ----------------------------------------------------------------------

typedef enum SuppressionKind {
  SUPPRESSION_IGNORE, // # nostall: ignore[rule, …] -- reason
  SUPPRESSION_NOQA,   // # noqa, # noqa: CODE, …
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

// ---- The block ----------------------------------------------------------------------------------

// How summary_scope_at and summary_region_at go up from a range to the one around an expression in
// a logarithmic number of steps, however deep the nesting. Made by summary_builder_finish.
typedef struct Climb {
  uint32_t jump;  // a scope or region further up; 0 for the outermost
  uint32_t depth; // number of ranges around this one
} Climb;

// Every so many packed places one is found without unpacking those before it.
typedef struct PlaceMark {
  uint32_t at;    // in `places`
  uint32_t start; // of the place before
} PlaceMark;

// What a name is bound to in a scope: `listed` from `first` on, in order of `at`, up to where the
// next list begins; one more ends the last. Read by summary_list, found by summary_bindings. Made
// by summary_builder_finish, as are the fields b and c of EXPR_NAME.
typedef struct NameList {
  uint32_t hash; // of summary_name_hash, the lower half
  uint32_t first;
} NameList;

// The lists of one scope, beside scopes, sorted by hash; one more ends the last.
typedef struct ScopeLists {
  uint32_t names;      // up to `attributes`
  uint32_t attributes; // of a class: of its instances, by `self.name = …`; up to the next `names`
} ScopeLists;

// Every table once: element type, name. Facts first, then positions. Each *_spans table runs beside
// the table that it is named after and has the same count.
#define SUMMARY_FACT_TABLES(TABLE)                                                                 \
  TABLE(uint32_t, names) /* where each ends in the text; it begins where the one before ends */    \
  TABLE(Scope, scopes)                                                                             \
  TABLE(Parameter, parameters)                                                                     \
  TABLE(Expr, exprs)                                                                               \
  TABLE(ExprId, operands)                                                                          \
  TABLE(Argument, arguments)                                                                       \
  TABLE(Binding, bindings)                                                                         \
  TABLE(Declaration, declarations)                                                                 \
  TABLE(Import, imports)                                                                           \
  TABLE(Region, regions)                                                                           \
  TABLE(Exit, exits)                                                                               \
  TABLE(NameId, exported) /* the names in __all__ */                                               \
  TABLE(Suppression, suppressions)                                                                 \
  TABLE(NameId, codes)                                                                             \
  TABLE(Problem, problems)                                                                         \
  TABLE(Climb, scope_climbs)                                                                       \
  TABLE(Climb, region_climbs)                                                                      \
  TABLE(NameList, lists)                                                                           \
  TABLE(BindingId, listed)                                                                         \
  TABLE(ScopeLists, scope_lists)

#define SUMMARY_POSITION_TABLES(TABLE)                                                             \
  TABLE(Span, suppression_spans)  /* the comment */                                                \
  TABLE(Span, suppression_covers) /* the lines whose findings it silences */                       \
  TABLE(Span, problem_spans)                                                                       \
  TABLE(PlaceMark, place_marks)                                                                    \
  TABLE(uint8_t, places) /* SUMMARY_PLACES one behind the other, packed: places.h */               \
  TABLE(uint8_t, lines)  /* the lengths of all lines but the last, packed: places.h */

// Where the records of a fact table are in the source: what is asked for one by one, the table.
#define SUMMARY_PLACES(PLACE)                                                                      \
  PLACE(expr, exprs)                                                                               \
  PLACE(binding, bindings) /* the target */                                                        \
  PLACE(region, regions)   /* the header: `except X as e`, `with a as b` */                        \
  PLACE(exit, exits)                                                                               \
  PLACE(scope, scopes) /* the whole definition, from `async`, `def`, `class` or the lambda */

#define SUMMARY_TABLES(TABLE) SUMMARY_FACT_TABLES(TABLE) SUMMARY_POSITION_TABLES(TABLE)

typedef enum SummaryFlag {
  SUMMARY_HAS_ALL = 1 << 0,     // __all__ is assigned
  SUMMARY_DYNAMIC_ALL = 1 << 1, // … and in a way that `exported` does not tell completely
  SUMMARY_FUTURE_ANNOTATIONS = 1 << 2,
  SUMMARY_STUB_FILE = 1 << 3, // a .pyi
  SUMMARY_C = 1 << 4,         // C; what is different there: below
  SUMMARY_GUESSED = 1 << 5,   // C: the flags of the compiler are not known, but guessed
} SummaryFlag;

// What is different in C (SUMMARY_C). A Summary is of a main file, or of a header of the project
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

// A Summary as it is read: typed pointers into a block that someone else owns. Const once made;
// may be read by any number of threads.
typedef struct Summary {
  Str block;
  Str path;             // as the front end was given it: from the project root, '/' between parts
  Str text;             // what the names point into
  uint64_t source_hash; // xxh3 of the decoded text
  uint32_t source_bytes;
  uint32_t flags; // SummaryFlag
#define TABLE(Type, name) const Type *name;
  SUMMARY_TABLES(TABLE)
#undef TABLE
#define TABLE(Type, name) uint32_t name##_count;
  SUMMARY_TABLES(TABLE)
#undef TABLE
} Summary;

// Reads a block in place; nothing is copied, so `block` must live as long and be 8-aligned. Checks
// everything that a reader relies on (sizes, every id, nesting of ranges, order of `at`), so a
// damaged or hostile block fails with FAIL_FORMAT instead of misleading anyone later.
bool summary_open(Str block, Summary *out, Error *err);

// The same without the checks, for a block that this process has just built.
Summary summary_view(Str block);

// A copy of a block with the hashes in its header that summary_open asks for: to be made before it
// leaves the process, which most blocks never do.
Str summary_sealed(Arena *arena, Str block);
// xxh3 of everything before the positions.
uint64_t summary_facts_hash(const Summary *summary);

Str summary_name(const Summary *summary, NameId name);
// summary_expr_span and so on: the Span of a record, one of SUMMARY_PLACES. Unpacks a few, so it is
// for what is reported.
#define PLACE(what, table) Span summary_##what##_span(const Summary *summary, uint32_t id);
SUMMARY_PLACES(PLACE)
#undef PLACE
// The places of all scopes, `scopes_count` of them: for who asks for many.
void summary_scope_spans(const Summary *summary, Span *out);
// The name in a definition; the empty span at the start of a scope without one.
Span summary_scope_name_span(const Summary *summary, ScopeId scope);
// The innermost scope around a place of the text; `spans` are those of all scopes.
ScopeId summary_scope_around(const Summary *summary, const Span *spans, Span place);
// Where lines start, unpacked into `arena`.
LineTable summary_lines(Arena *arena, const Summary *summary);
// The innermost scope whose range holds `expr`; the module when none does.
ScopeId summary_scope_at(const Summary *summary, ExprId expr);
// The innermost region whose range holds `expr`; the body of the module when none does.
RegionId summary_region_at(const Summary *summary, ExprId expr);
// The innermost function, lambda, generator expression or module that runs the code of `scope`:
// skips classes and comprehensions, which run where they stand.
ScopeId summary_runner(const Summary *summary, ScopeId scope);

// The bindings of one name in one scope, in order of `at`.
typedef struct BindingList {
  const BindingId *at;
  uint32_t count;
  uint32_t number; // index into `lists`
} BindingList;

BindingList summary_list(const Summary *summary, uint32_t number);
// Looking up by text, so that it need not come from the same file; `count` is 0 when there is none.
uint64_t summary_name_hash(Str name);
BindingList summary_bindings(const Summary *summary, ScopeId scope, Str name, uint64_t hash);
// The same for attributes of instances of a class.
BindingList summary_attributes(const Summary *summary, ScopeId class_scope, Str name,
                               uint64_t hash);
// The region around `region`, or itself, with no more than `depth` regions around it. Logarithmic.
RegionId summary_region_at_depth(const Summary *summary, RegionId region, uint32_t depth);
// Whether `inner` is `outer` or lies in it. Logarithmic.
bool summary_region_contains(const Summary *summary, RegionId outer, RegionId inner);

// "Class.method.<locals>.helper", as Python's __qualname__; "" for the module.
Str summary_qualified_name(const Summary *summary, ScopeId scope, Arena *arena);

// ---- Building -----------------------------------------------------------------------------------

// The names of one file, each once; private, see names.c.
typedef struct NameEntry {
  uint64_t head, tail; // its first and last bytes
  const char *at;      // all of them, the caller's
  uint32_t size;
  uint32_t hash;
} NameEntry;
typedef struct NameTable {
  NameEntry *entries; // by NameId
  uint32_t *slots;    // NameId + 1; 0 is empty
  uint32_t count;
  uint32_t slot_count; // a power of two, or 0
} NameTable;

// The tables while they grow. One per worker, reused for file after file. A front end appends to
// the tables through the arrays; ids are array indices. Places are appended unpacked, to
// `expr_spans` and so on, which are as long as the tables that they are for. summary_builder_finish
// fills `names`, the climbs, the lists, and what holds the places and lines packed.
typedef struct SummaryBuilder {
  Arena arena;          // private: storage of the tables
  Arena scratch;        // private: of summary_builder_finish
  NameTable interned;   // private: see summary_builder_name
  uint32_t flags;       // SummaryFlag
  LineTable line_table; // of the source, when the front end made one, else {0}
#define TABLE(Type, name) Array(Type) name;
  SUMMARY_TABLES(TABLE)
#undef TABLE
#define PLACE(what, table) Array(Span) what##_spans;
  SUMMARY_PLACES(PLACE)
#undef PLACE
} SummaryBuilder;

// Empties the tables, keeps their storage, and makes the entries that every Summary has: the empty
// name, expression 0.
void summary_builder_reset(SummaryBuilder *builder);
void summary_builder_release(SummaryBuilder *builder);
// The id of a name; `name`'s bytes must live until summary_builder_finish.
NameId summary_builder_name(SummaryBuilder *builder, Str name);
// Lays out the block in `arena`. `path` and the decoded source text `source` become part of it
// (the text as size and hash only). It is not sealed.
Str summary_builder_finish(Arena *arena, SummaryBuilder *builder, Str path, Str source);

// `nostall: ignore[rule, …] -- reason`, which comments of every language hold behind their mark.
typedef enum IgnoreWord {
  IGNORE_HERE,    // ignore
  IGNORE_FILE,    // ignore-file
  IGNORE_DISABLE, // from here on
  IGNORE_ENABLE,  // to here
} IgnoreWord;

typedef struct Ignore {
  IgnoreWord word;
  Str codes;  // separated by commas or blanks; "" for every rule
  Str reason; // cut off where it is long
} Ignore;
// Whether `text` begins with one; what says nothing silences nothing.
bool ignore_parse(Str text, Ignore *out);
// Appends a suppression: `made` says its kind and whether it has its own line.
void summary_builder_suppress(SummaryBuilder *builder, Suppression made, Str codes, Str reason,
                              Span span, Span covers);
// Begins a suppression of each code, or of all, that goes on to `end`, and ends those of the same
// codes, or all of them, at a comment. A comment that begins or ends some has a line of its own.
void summary_builder_disable(SummaryBuilder *builder, const Ignore *ignore, Span comment,
                             uint32_t end);
void summary_builder_enable(SummaryBuilder *builder, const Ignore *ignore, Span comment);

// Prints a Summary for people and golden tests: one line a record, names spelled out.
Str summary_print(Arena *arena, const Summary *summary);

// ---- The ways through a function, in C ----------------------------------------------------------

// Following the statements of a function in the order in which they run: branches, loops, switches
// with labels deeper inside, jumps. What is known at a place is a set of up to 64 things, which the
// visitor gives and takes.
typedef struct FlowState {
  uint64_t may;  // things that hold on some way to here
  uint64_t must; // … on all of them
  bool is_reached;
} FlowState;
// What holds where two ways meet.
FlowState flow_join(FlowState a, FlowState b);

// All are called again for the same place when it is reached on another way; what they are told is
// more each time in `may`, less in `must`. `state` is not reached where no way leads.
typedef struct FlowVisitor {
  void (*on_expr)(void *context, ExprId expr, FlowState *state); // it was evaluated
  void (*on_binding)(void *context, BindingId binding, FlowState *state);
  // A label of a switch that stands deeper in it; what holds where the switch begins is part of
  // `state` already.
  void (*on_label)(void *context, ExprId label, const FlowState *begun, FlowState *state);
  // The function returns; UINT32_MAX: behind its last statement.
  void (*on_return)(void *context, uint32_t exit, const FlowState *state);
} FlowVisitor;

// Each may be NULL. `begun`: the things that hold where the function begins. Memory of the walk is
// taken from `arena`.
void flow_walk(Arena *arena, const Summary *summary, ScopeId function, uint64_t begun,
               const FlowVisitor *visitor, void *context);
