// What an expression can stand for: a few candidates, each a small tagged value. Beyond VALUES_MAX
// candidates it is unknown. Private to this layer.
#pragma once

#include "base/array.h"
#include "link/link.h"

typedef uint32_t ClassId;
typedef uint32_t SymbolId; // a dotted library name
#define CLASS_NONE  UINT32_MAX
#define SYMBOL_NONE UINT32_MAX

typedef enum ValueKind {
  VALUE_NONE,      // Python's None: dropped from sets that hold anything else, see may_be_none
  VALUE_MODULE,    // a: ModuleId
  VALUE_DIRECTORY, // a: number of a directory without __init__.py, see modules.c
  VALUE_CLASS,     // a: ClassId, b: 1 when a class below may be meant: cls, type[X]
  VALUE_INSTANCE,  // a: ClassId, b: INSTANCE_EXACT when it was made of that class itself, 0 when
                   // it may be of one below: self, what an annotation says
  VALUE_SUPER,     // a: ClassId whose ancestors are meant
  VALUE_FUNCTION,  // a: FunctionId, b: 1 when bound to its first argument
  VALUE_WRAPPED,   // a: FunctionId of the original, b: index into closures, of what its decorators
                   // made of it
  VALUE_CLOSURE,   // a: index into closures: a nested function, and what it closes over
  VALUE_COROUTINE, // a: FunctionId that was called
  VALUE_GENERATOR, // a: FunctionId that was called, sync or async
  VALUE_CONTEXT,   // a: FunctionId: a generator turned context manager, called; detail: 1 when
                   // it is for async with
  VALUE_PARAMETER, // a: FunctionId, b: index: whatever the caller passes
  VALUE_PARTIAL,   // a: index into partials
  VALUE_CONTAINER, // a: ModuleId, b: ExprId of a display or comprehension, or of a call that makes
                   // an empty one, see displays.c; detail: DisplayDetail
  VALUE_ENTRY,   // a: ModuleId, b: ExprId of a display of callables: one of them. detail: 1 when a
                 // key says which, 0 when it is each in turn; with 2 * k it is element k - 1 of it
  VALUE_HOLDER,  // a: ModuleId, b: ExprId of an annotation, detail: HolderKind. list[T] …
  VALUE_TYPE,    // a: ModuleId, b: ExprId of a type expression: Optional[X], A | B
  VALUE_LIBRARY, // a: SymbolId: a module, function or class of a library; b: SymbolId of the
                 // receiver's class + 1 when it is a bound method
  VALUE_LIBRARY_INSTANCE, // a: SymbolId of the class
  VALUE_MADE,             // a: index into `made`: a value whose elements depend on the call
  VALUE_AWAITABLE,        // a: index into `made`, detail: KnowledgeResult
  VALUE_LAZY,             // a: index into `made`: its effect waits until this is iterated
  VALUE_TUPLE,            // a: index into `made`, b: MadeField: several types with commas between
  VALUE_REST,     // a: FunctionId, b: its `*args` or `**kwargs` and a key, see rest.c; detail:
                  // RestDetail
  VALUE_VARIABLE, // a type parameter: a: ModuleId, b: ExprId of the call of TypeVar, or with detail
                  // 1 BindingId of one in brackets
} ValueKind;

typedef enum HolderKind {
  HOLDER_ELEMENTS,  // iterating or subscripting gives the annotated type
  HOLDER_VALUES,    // subscripting does: dict
  HOLDER_ITEM,      // calling does: the `get` of a dict
  HOLDER_PAIRS,     // iterating gives a pair of something and it: the items of a dict
  HOLDER_PAIR,      //
  HOLDER_TUPLE,     // the annotation is the subscript of a tuple, with a type for each place
  HOLDER_ASYNC,     // async iterating does
  HOLDER_COROUTINE, // awaiting does, and nothing runs before
  HOLDER_AWAITABLE, // awaiting does
  HOLDER_CONTEXT,   // entering does
} HolderKind;

typedef enum DisplayDetail { // what is meant of a dict display
  DISPLAY_ITSELF,
  DISPLAY_GET, // its methods
  DISPLAY_VALUES,
  DISPLAY_ITEMS,
  DISPLAY_VALUES_VIEW, // what they give
  DISPLAY_ITEMS_VIEW,
  DISPLAY_COPY,
  DISPLAY_INNER, // what stands under its keys or places, as one container: `x[key].append(f)`
  DISPLAY_INNER_GET,
  DISPLAY_INNER_VALUES,
  DISPLAY_INNER_COPY,
  DISPLAY_INNER_VIEW, // its values
} DisplayDetail;

typedef enum RestDetail { // what is meant of the `*args` or `**kwargs` of a function
  REST_ITSELF,
  REST_GET, // its methods
  REST_VALUES,
  REST_ITEMS,
  REST_VALUES_VIEW, // what they give
  REST_ITEMS_VIEW,
  REST_PAIR,
  REST_EACH,  // each element in turn
  REST_KEYED, // the one at a place, or of a name
  REST_SOME,  // one of them
} RestDetail;

typedef struct Value { // one word, which is written at once, and two more
  uint32_t kind : 8;   // ValueKind
  uint32_t detail : 8; // see ValueKind
  uint32_t given : 16; // number of what is given for type parameters, see generics.c; 0: nothing
  uint32_t a, b;
} Value;

#define VALUES_MAX 4

#define INSTANCE_EXACT 1u

typedef struct Values {
  Value at[VALUES_MAX];
  uint8_t count;
  uint8_t confidence; // Confidence of the steps that led here
  bool is_open;       // it may be something else, too
  bool may_be_none;   // a None was dropped; what is done with the rest is done all the same
} Values;

// The library call that made a value, for what knowledge says of its result in terms of it.
typedef struct Made {
  SymbolId symbol;   // what was called
  SymbolId receiver; // the class of the object that it was called on, or SYMBOL_NONE
  ModuleId module;
  ExprId call;    // 0: without an argument list
  uint32_t given; // of `receiver`, see Value
} Made;

typedef enum MadeField { MADE_RETURNS, MADE_ELEMENTS, MADE_ENTERS, MADE_PARAMETER } MadeField;

// A nested function and the call that made it, or only such a call.
typedef struct Closure {
  uint32_t function;    // FunctionId; of a class-based decorator its __call__ or __get__
  uint32_t maker;       // FunctionId: whose parameters it closes over
  Value given;          // `call` is 0: what parameter `given_index` of the maker is
  uint32_t given_index; //
  ModuleId module;      // of `call`
  ExprId call;          // the call of the maker, 0: it decorates `given`
  bool is_bound;        // the maker is a bound method there
  uint32_t outer;       // number + 1 of the closure that the maker itself is, or that it is made in
} Closure;

typedef enum Getter { GETTER_NONE, GETTER_METHOD, GETTER_ATTRIBUTE, GETTER_ITEM } Getter;

// functools.partial and kin: a callee with some arguments already given.
typedef struct Partial {
  Value callee; // VALUE_NONE of a getter
  ModuleId module;
  ExprId call;    // the call of partial itself
  uint8_t getter; // Getter: what operator.methodcaller and kin make, see getters.c
} Partial;

Values values_unknown(void);
// An empty set for what comes of each candidate of `source`: as sure and as open. (Nothing comes of
// None, so that is forgotten.)
Values values_like(Values source);
Values values_one(ValueKind kind, uint32_t a, uint32_t b);
// All candidates of both; unknown stays open; the lesser confidence.
void values_add(Values *values, Values more);
void values_add_one(Values *values, Value value);
Values values_less_sure(Values values, Confidence confidence);
bool values_is_unknown(Values values); // no candidate at all
bool value_equal(Value a, Value b);
static inline Confidence confidence_least(Confidence a, Confidence b) {
  return a < b ? a : b;
}
// How sure one may be of a single candidate out of the set.
Confidence values_confidence(Values values);

// Value sets that memos point to, each under a number of its own. A single sure value, as most are,
// is spelled out in the number and takes no room. The others lie in `words`, each
// once and as long as it needs to be; the number is where it begins.
typedef struct KeptValues {
  Array(uint32_t) words;
  uint32_t *slots; // open addressing: number + 1
  uint32_t slot_count;
  uint32_t count;
} KeptValues;

#define KEPT_UNKNOWN 0 // the number of values_unknown()

// The number of a single value that is sure and all there is: this bit, then its kind, b and a.
// Most sets are of that kind, and asking for one touches no memory.
#define KEPT_ALONE        (1u << 31)
#define KEPT_ALONE_A_BITS 23
#define KEPT_ALONE_B_BITS 3
static_assert(VALUE_VARIABLE < 1u << (31 - KEPT_ALONE_A_BITS - KEPT_ALONE_B_BITS),
              "kinds fit into a number");

// Whether a number is of such a set, and which value that is.
static inline bool kept_alone(uint32_t number, Value *out) {
  if (!(number & KEPT_ALONE)) return false;
  uint32_t above = (number & ~KEPT_ALONE) >> KEPT_ALONE_A_BITS;
  *out = (Value){.kind = (uint8_t)(above >> KEPT_ALONE_B_BITS),
                 .a = number & ((1u << KEPT_ALONE_A_BITS) - 1),
                 .b = above & ((1u << KEPT_ALONE_B_BITS) - 1)};
  return true;
}

void values_start(struct Program *program);
// Keeps a set and numbers it.
uint32_t values_keep(struct Program *program, Values values);
// The number of values_one.
uint32_t kept_one(struct Program *program, ValueKind kind, uint32_t a, uint32_t b);
Values values_kept(const struct Program *program, uint32_t number);
