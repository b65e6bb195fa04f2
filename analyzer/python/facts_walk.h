// Inside of the facts walker: one pass over a file's tree that appends records to a SummaryBuilder.
//
// The clock. Expressions are appended in the order in which they are evaluated, so the next ExprId
// is the time. Everything else that carries a time is appended when that time comes:
//   assignment      value, annotation, targets from left to right, each with its binding
//   def             decorators, defaults, bounds of type parameters, annotations; then the range of
//                   the body; the binding of the name stands behind that range
//   class           decorators, bases and keywords, then the range of the body, then the binding
//   lambda          defaults, then the range, then the EXPR_LAMBDA
//   comprehension   first iterable, then the range, then the EXPR_COMPREHENSION
//   if, for, with   what is tested, iterated or entered, then the region; a `while` tests inside
//   except          the types, then the region; `case` matches and guards inside its region
//
// A comprehension runs where it stands, so its body is the region around it; lambdas and generator
// expressions have a REGION_BODY of their own, as functions do.
//
// The walker recurses as deep as the tree is, which AST_MAX_DEPTH bounds; chains of elif, which no
// limit bounds, are walked in a loop.
#pragma once

#include "base/map.h"
#include "facts/facts.h"
#include "python/ast.h"

// What holds for everything that is evaluated at a place, beside the ExprFlags that it inherits.
typedef enum WalkFlag {
  WALK_TYPES = 1 << 12,     // a string here is a type in quotes
  WALK_CHECKING = 1 << 13,  // dead, but type checkers read it
  WALK_UNREACHED = 1 << 14, // dead for them as well
} WalkFlag;
#define WALK_INHERITED                                                                             \
  (EXPR_FLAG_DEAD | EXPR_FLAG_ANNOTATION | EXPR_FLAG_DEFINITION | EXPR_FLAG_QUOTED)

typedef struct Place {
  ScopeId scope;
  RegionId region;
  uint16_t flags; // ExprFlag of WALK_INHERITED, and WalkFlag
} Place;

typedef Array(uint32_t) Numbers;

typedef struct Branch { // an if whose else is being walked
  const AstStmt *statement;
  Place place; // where it stands
  ExprId test;
  uint32_t flow;      // of its body
  BindingId bindings; // how many there were behind its body
} Branch;

typedef struct Walker {
  SummaryBuilder *out;
  const AstModule *module;
  AstParser *parser; // for types in quotes
  Arena *arena;      // lives until the block is laid out
  Str text;
  Place here;
  Numbers stack;               // operands of the expressions under way
  Array(Branch) branches;      // ifs under way
  Map declared;                // scope and name -> index into `declarations`
  Numbers nonlocals;           // declarations whose owner is still to be found
  Numbers handlers;            // the names that the handlers around here bind, 0 for none
  size_t handlers_of_function; // where those of the current function begin
  Numbers paths;               // the refinements of attributes so far, `self.x`
  size_t paths_of_function;    // where those of the current function begin
} Walker;

// Ways for control to leave a block: FlowFlag, and these, which are not stored. An exception was
// raised inside a `with`, and the context manager may have swallowed it; a handler inside a handler
// raises again what itself has caught.
#define FLOW_SWALLOWED (1u << 6)
#define FLOW_INNER     (1u << 7)
#define FLOW_STORED    (FLOW_SWALLOWED - 1)
#define FLOW_GOES_ON   ((uint32_t)FLOW_FALLS | FLOW_SWALLOWED)

// ---- facts_emit.c: records ----------------------------------------------------------------------

static inline ExprId emit_clock(const Walker *walker) {
  return (ExprId)walker->out->exprs.count;
}

static inline NameId emit_name(Walker *walker, Str name) {
  return summary_builder_name(walker->out, name);
}

static inline ExprId emit_expr(Walker *walker, ExprDraft expr, Span span) {
  expr.flags |= walker->here.flags & WALK_INHERITED;
  return summary_builder_expr(walker->out, expr, span);
}

static inline void emit_push(Walker *walker, uint32_t number) {
  array_push(walker->arena, &walker->stack, number);
}

static inline void emit_push_pair(Walker *walker, uint32_t keyword, uint32_t value) {
  array_reserve(walker->arena, &walker->stack, 2);
  uint32_t *pair = walker->stack.at + walker->stack.count;
  pair[0] = keyword;
  pair[1] = value;
  walker->stack.count += 2;
}

// Moves what lies on the stack above `mark` to the operands, and pairs of keyword and value to the
// arguments; returns the index of the first, 0 when there are none.
uint32_t emit_operands(Walker *walker, size_t mark);
uint32_t emit_arguments(Walker *walker, size_t mark);

// Opens a scope at the clock, with a body of its own unless it is a SCOPE_COMPREHENSION, and goes
// inside; what ends outside of it (dead code goes on) is for the caller to add. Closing goes back
// to `outside`, which the caller has saved.
ScopeId emit_scope(Walker *walker, ScopeKind kind, ScopeDraft scope, Span span, Span header);
void emit_scope_end(Walker *walker, uint32_t flow, Place outside);

// Opens a region at the clock and goes inside; `group` as in Region.
RegionId emit_region(Walker *walker, RegionKind kind, ExprId subject, RegionId group, Span header);
// Closes the innermost region and goes to its parent.
void emit_region_end(Walker *walker, uint32_t flow);

// An await or a yield happens here: told to the regions and scopes that have one then.
void emit_await(Walker *walker);
void emit_yield(Walker *walker);

void emit_exit(Walker *walker, ExitDraft exit, Span span);

// From here on nothing is evaluated any more.
void emit_unreached(Walker *walker);

// The number of bindings so far.
static inline BindingId emit_bindings(const Walker *walker) {
  return (BindingId)walker->out->bindings.count;
}

// ---- facts_bind.c: names ------------------------------------------------------------------------

// What a target is bound to: the parts of Binding that do not depend on the target.
typedef struct Source {
  BindingKind kind;
  uint16_t unpack;
  uint8_t flags; // BindingFlag
  ExprId value;
  ExprId annotation;
} Source;

// Binds `name` in the current scope, or in the one that the scope declared for it. `extra` as in
// Binding.
BindingId bind_name(Walker *walker, NameId name, Source source, uint32_t extra, Span span);
// The same in the scope that a walrus binds in: the innermost that is no comprehension.
BindingId bind_walrus(Walker *walker, AstName name, ExprId value);
// Binds whatever stands left of `=`, behind `for` or behind `as`; evaluates the objects in it.
// Returns the binding when the target is a plain name, else BINDING_NONE.
BindingId bind_target(Walker *walker, const AstExpr *target, Source source);
// How a value is used that is bound to this target.
ExprUse bind_use(const AstExpr *target);
void bind_assign(Walker *walker, const AstStmt *statement);
void bind_annotated(Walker *walker, const AstStmt *statement);
void bind_augmented(Walker *walker, const AstStmt *statement);
void bind_delete(Walker *walker, const AstExpr *target);
void bind_declare(Walker *walker, const AstNames *names, bool is_global);
// Finds the owners of the nonlocal names once all bindings are known.
void bind_nonlocals(Walker *walker);

// Appends that `path`, a name or an attribute of one, is an instance of `types` from here on.
void bind_instance(Walker *walker, const AstExpr *path, ExprId types);
// Whether an attribute is spelled like one that a test before it in the function told of, and was
// not assigned since.
bool bind_is_refined(Walker *walker, const AstExpr *path);
// The REFINE bindings since then, of this place in an expression, hold up to here.
void bind_refine_end(Walker *walker, BindingId since);
// Appends the REFINE bindings that hold where the test, walked as `id`, had this outcome; not of
// names that were bound since.
void bind_refine(Walker *walker, const AstExpr *test, ExprId id, bool outcome, BindingId since);

// ---- facts_module.c: what the module takes in and gives out -------------------------------------

void module_import(Walker *walker, const AstStmt *statement);
// `__all__ = value`, or with `is_added` `__all__ += value` and `__all__.extend(value)`.
void module_export(Walker *walker, const AstExpr *value, bool is_added);
// Whether the target is `__all__` of the module.
bool module_is_all(const Walker *walker, const AstExpr *target);
// Looks for `__all__.extend(…)` and its kin.
void module_export_call(Walker *walker, const AstExpr *call);

// ---- facts_expr.c, facts_type.c, facts_scope.c: expressions -------------------------------------

ExprId walk_name(Walker *walker, const AstExpr *expr, ExprUse use);
ExprId walk_long_expr(Walker *walker, const AstExpr *expr, ExprUse use);

static inline ExprId walk_expr(Walker *walker, const AstExpr *expr, ExprUse use) {
  return expr->kind == AST_NAME_EXPR ? walk_name(walker, expr, use)
                                     : walk_long_expr(walker, expr, use);
}

// The same for what may be absent: NULL gives 0.
ExprId walk_optional(Walker *walker, const AstExpr *expr, ExprUse use);
// A string whose text nobody asks for.
ExprId walk_docstring(Walker *walker, const AstExpr *expr);
// Pushes keyword and value of each argument.
void walk_arguments(Walker *walker, const AstExprs *values, const AstKeywords *keywords,
                    ExprUse use);

// The value of an integer literal, UINT32_MAX when it is that or more.
uint32_t literal_int(Str spelling);
// The name of a string's text; 0 when it is empty, long, or not text at all.
NameId literal_text(Walker *walker, const AstExpr *string);

// An annotation, an alias's type or a bound: types only. NULL gives 0.
ExprId walk_annotation(Walker *walker, const AstExpr *expr);
// The index of a subscript where strings are types.
ExprId walk_type_index(Walker *walker, const AstExpr *object, const AstExpr *index);
// The type in a quoted annotation; 0 when the string is none.
// The value of `X: TypeAlias = …`, which may be a type in quotes.
ExprId walk_alias_value(Walker *walker, const AstExpr *value);
// The name that an expression ends in, "" when it ends in none.
Str type_last_name(const AstExpr *expr);
ExprId walk_quoted(Walker *walker, const AstExpr *string, ExprUse use);

ExprId walk_lambda(Walker *walker, const AstExpr *expr, ExprUse use);
ExprId walk_comprehension(Walker *walker, const AstExpr *expr, ExprUse use);

// ---- facts_stmt.c, facts_compound.c, facts_match.c, facts_scope.c: statements -------------------
// They return the ways in which control leaves them.

uint32_t walk_block(Walker *walker, AstStmts block);
uint32_t walk_if(Walker *walker, const AstStmt *statement);
uint32_t walk_for(Walker *walker, const AstStmt *statement);
uint32_t walk_while(Walker *walker, const AstStmt *statement);
uint32_t walk_with(Walker *walker, const AstStmt *statement);
uint32_t walk_try(Walker *walker, const AstStmt *statement);
uint32_t walk_match(Walker *walker, const AstStmt *statement);
uint32_t walk_function(Walker *walker, const AstStmt *statement);
uint32_t walk_class(Walker *walker, const AstStmt *statement);

// ---- facts_flow.c: what is known without running ------------------------------------------------

typedef enum Truth { TRUTH_UNKNOWN, TRUTH_FALSE, TRUTH_TRUE } Truth;

// What a test comes out as: at run time, or as type checkers see it.
Truth flow_truth(const AstExpr *test, bool is_checking);
// What follows is evaluated only when the test had this outcome: dead when it cannot have it.
void flow_assume(Walker *walker, const AstExpr *test, bool outcome);
// How control leaves two blocks that stand one behind the other.
uint32_t flow_then(uint32_t first, uint32_t second);
// Whether a statement is a call that never returns, by its spelling.
uint32_t flow_call(const AstExpr *call);
// Whether a raise is of the exception that an enclosing handler caught.
bool flow_is_reraise(Walker *walker, const AstExpr *exception);
// Whether a function's body does nothing but hold its place.
bool flow_is_stub(AstStmts body);

// ---- facts_header.c: where headers of compound statements are in the text -----------------------

// From the first word to before the colon; of a statement without a block, all of it.
Span header_of(Str text, const AstStmt *statement);
Span header_of_case(Str text, const AstCase *one);
// One item of a `with` statement.
Span header_of_item(const AstStmt *statement, uint32_t item);
// The `else` between two blocks; when it cannot be found, the empty span where the second begins.
Span header_of_else(Str text, AstStmts before, AstStmts block);

// ---- facts_comment.c ----------------------------------------------------------------------------

// Appends the suppressions in the comments of a module.
void comment_suppressions(SummaryBuilder *out, Arena *arena, Str text, const AstModule *module);
// Whether a comment that begins in a part of the text says something to people: a few words that
// are no word to a tool, and no note of what is still to be done.
bool comment_explains(const Walker *walker, uint32_t begin, uint32_t end);

// ---- facts_stmt.c -------------------------------------------------------------------------------

// Appends all facts of a module.
void walk_module(Walker *walker, const AstModule *module);
