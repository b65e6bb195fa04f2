// Inside of the C walker: cursors of libclang -> records of a SummaryBuilder. Private to c/.
//
// A unit is parsed once; then each file of the project that brings facts is walked by itself, over
// the declarations that libclang says stand in it, and gives one Summary. The clock is the one of
// the Python walker: expressions are appended in the order in which they are evaluated.
//
// Children are collected before they are walked, so the walker's own functions are all that
// recurses; `depth` bounds that.
#pragma once

#include "base/map.h"
#include "c/library.h"

typedef struct UnitFile {
  Str path; // from the root
  CXFile handle;
  bool has_text; // what follows is known: finding it is dear for what was read before the unit
  Str text;
  bool has_marks;               // a comment of ours may stand in it
  Array(CXCursor) declarations; // functions and variables that may bring facts, in source order
} UnitFile;
#define FILE_NONE UINT32_MAX // not of the project

typedef enum DeclKind { DECL_OTHER, DECL_FUNCTION, DECL_VARIABLE, DECL_FIELD } DeclKind;

// What is asked of a declaration again and again.
typedef struct Decl {
  Str name;     // of a field "tag::field"
  uint8_t kind; // DeclKind
  bool is_global;
  bool is_internal; // static
  bool is_noreturn;
  bool has_value; // an enumerator or a constant integer
  bool is_negative;
  uint64_t value;     // without its sign
  uint32_t home;      // static and defined in this other file of the project, else FILE_NONE
  NameId id;          // in the Summary under way, 0 when not asked for yet
  uint32_t id_of;     // number + 1 of the walk that `id` belongs to
  uint32_t import_of; // … that has an Import of it
  uint32_t callbacks; // of a function: first of its parameters in `callback_names`
  uint32_t callback_count;
  bool has_callbacks; // asked for
} Decl;

// Where attributes stand that a word says of: of all units of a reader, which mostly include the
// same headers.
typedef struct Attributes {
  Arena arena;
  Map is_noreturn; // by file and place
} Attributes;

typedef struct Unit {
  const Libclang *clang;
  Arena *arena; // scratch, until all blocks are made
  Attributes *attributes;
  CXTranslationUnit handle;
  Str root;
  Str directory; // of the command
  Array(UnitFile) files;
  Map file_numbers; // CXFile -> index into `files`, or FILE_NONE
  Interner paths;   // the same by path
  Map decl_numbers; // declaration -> index into `decls`
  Array(Decl) decls;
  Map tag_numbers; // record -> index into `tags`
  Array(Str) tags;
  Array(Str) callback_names; // "" for what is no pointer to a function
  bool is_unsettled;         // a static that is used is defined in none of the files
} Unit;

// ---- unit_file.c, decl.c: what a unit knows -----------------------------------------------------

typedef struct FilePlace {
  uint32_t file; // FILE_NONE when it is not of the project
  uint32_t offset;
} FilePlace;

Str unit_string(const Unit *unit, CXString string); // into the arena
// With its text. Until another file turns up.
const UnitFile *unit_file(Unit *unit, uint32_t file);
// Where something is expanded.
FilePlace unit_place(Unit *unit, CXSourceLocation location);
// Where something is written: the argument of a macro, else where the macro stands.
FilePlace unit_written_place(Unit *unit, CXSourceLocation location);
// Sorts the declarations of the unit into its files.
void unit_collect(Unit *unit);

// Valid until the next call.
Decl *decl_get(Unit *unit, CXCursor declaration);
// The name of parameter `index` of a function in `Argument.keyword`: "" when it is no pointer to a
// function.
Str decl_callback(Unit *unit, Decl *decl, CXType function, uint32_t index);
// The same for a type: its typedef, "(*)", or "".
Str type_callback(Unit *unit, CXType type);
// The function behind a pointer, a typedef or both.
CXType type_function(const Unit *unit, CXType type);

// What the value of a store can be good for.
typedef enum TypeUse {
  TYPE_NUMBER,
  TYPE_FUNCTION, // pointer to one
  TYPE_VOID,     // pointer to anything
  TYPE_DATA,     // pointer to something
  TYPE_RECORD,
  TYPE_ARRAY,
  TYPE_UNKNOWN,
} TypeUse;
TypeUse type_use(const Unit *unit, CXType type);

// ---- comment.c ----------------------------------------------------------------------------------

// A `nostall:` word in a comment that marks a function.
typedef struct Marker {
  uint32_t line; // 0-based
  bool own_line; // nothing but the comment is on it
  Str word;
} Marker;

typedef struct Comment { // one that silences something
  Span span;
  bool own_line;
  bool is_next_line; // NOLINTNEXTLINE
  bool is_for_file;
  uint8_t kind; // SuppressionKind
  IgnoreWord word;
  Str codes;
  Str reason;
} Comment;

typedef struct Comments {
  LineTable lines; // made when there is anything in it
  Array(Marker) markers;
  Array(Comment) comments;
  Array(Span) statements; // that silenced lines reach over; filled by the walker
} Comments;

void comments_read(Arena *arena, Str text, Comments *out);
void comments_emit(SummaryBuilder *out, Str text, const Comments *comments);

// ---- The walker ---------------------------------------------------------------------------------

typedef struct Place {
  ScopeId scope;
  RegionId region;
  bool is_dead;
} Place;

// Gotos and labels of the function under way.
typedef struct Jump {
  uint32_t label; // where it stands in the file
  uint32_t at;    // of a label: the clock; of a goto: number of the exit
} Jump;

typedef struct Walker {
  Unit *unit;
  const Libclang *clang;
  SummaryBuilder *out;
  Arena *arena;
  uint32_t file;   // that is walked
  uint32_t number; // of the walk, + 1
  Str text;
  Place here;
  Span last; // where the last expression was: for those that come from another file
  uint32_t depth;
  bool is_cut;             // something was too deep, and was told
  Array(CXCursor) cursors; // children under way
  Array(uint32_t) stack;   // operands under way
  Array(Jump) gotos;
  Array(Jump) labels;
  Comments comments;
} Walker;

// The children of a cursor on `walker->cursors`, to be taken off with children_end.
typedef struct Children {
  size_t mark;
  uint32_t count;
} Children;
Children children_begin(Walker *walker, CXCursor cursor);
static inline CXCursor children_at(const Walker *walker, Children children, uint32_t i) {
  return walker->cursors.at[children.mark + i];
}
static inline CXCursor children_last(const Walker *walker, Children children) {
  return walker->cursors.at[children.mark + children.count - 1];
}
static inline void children_end(Walker *walker, Children children) {
  walker->cursors.count = children.mark;
}

static inline bool is_expression(CXCursor cursor) {
  return cursor.kind >= CXCursor_FirstExpr && cursor.kind <= CXCursor_LastExpr;
}
// Through parentheses and implicit conversions, and explicit ones when `is_cast_peeled`.
CXCursor cursor_peel(Walker *walker, CXCursor cursor, bool is_cast_peeled);
Span cursor_span(Walker *walker, CXCursor cursor);
// Whether the value is a pointer, and not an array that stands for one.
bool cursor_is_pointer(const Walker *walker, CXCursor cursor);
// Whether it is `*p`.
bool cursor_is_dereference(const Walker *walker, CXCursor cursor);

// walk_emit.c
static inline ExprId emit_clock(const Walker *walker) {
  return (ExprId)walker->out->exprs.count;
}
static inline NameId emit_name(Walker *walker, Str name) {
  return summary_builder_name(walker->out, name);
}
NameId emit_decl_name(Walker *walker, Decl *decl);
ExprId emit_expr(Walker *walker, ExprDraft expr, ExprUse use, Span span);
ExprId emit_int(Walker *walker, uint64_t value, bool is_negative, ExprUse use, Span span);
void emit_binding(Walker *walker, BindingDraft binding, Span span);
uint32_t c_emit_operands(Walker *walker, size_t mark);
uint32_t c_emit_arguments(Walker *walker, size_t mark);
RegionId c_emit_region(Walker *walker, RegionKind kind, ExprId subject, RegionId group,
                       Span header);
void c_emit_region_end(Walker *walker, uint32_t flow);
void c_emit_exit(Walker *walker, ExitKind kind, ExprId value, Span span);
// `arena` lives until the block is made.
void emit_problem(SummaryBuilder *out, Arena *arena, ProblemKind kind, Str text, Span span);

// c_walk_expr.c, walk_operator.c, walk_literal.c
ExprId c_walk_expr(Walker *walker, CXCursor cursor, ExprUse use);
ExprId walk_operator(Walker *walker, CXCursor cursor, ExprUse use);
ExprId walk_call(Walker *walker, CXCursor cursor, ExprUse use);
ExprId walk_member(Walker *walker, CXCursor cursor, ExprUse use);
// All children that are expressions; the value is something that nothing is known of.
ExprId walk_other(Walker *walker, CXCursor cursor, ExprUse use);
// A constant as literal; 0 when it is none.
ExprId walk_constant(Walker *walker, CXCursor cursor, ExprUse use);
ExprId walk_string(Walker *walker, CXCursor cursor, ExprUse use);
bool is_int_literal(const Walker *walker, ExprId expr);
// A point to go back to while nothing but constants is emitted.
typedef struct Since {
  ExprId clock;
  size_t operands;
  size_t others; // records of other kinds
} Since;
Since emit_since(const Walker *walker);
bool emit_can_undo(const Walker *walker, Since since);
void emit_undo(Walker *walker, Since since);
// Replaces what was emitted since `since` by the constant that it makes up; `fallback` otherwise.
ExprId walk_folded(Walker *walker, CXCursor cursor, ExprUse use, Since since, ExprId fallback);

// walk_bind.c: stores
// A declared variable; `value` may be 0.
void bind_variable(Walker *walker, const Decl *decl, BindingKind kind, NameId name, ExprId value,
                   Span span);
// Whatever stands left of `=`. `value_cursor` tells what is stored.
void c_bind_target(Walker *walker, CXCursor target, ExprId value, CXCursor value_cursor);
// The same for a target that has been read already: `x |= 1`, `c->n++`.
void bind_read(Walker *walker, CXCursor target, ExprId read, ExprId value, Span span);
// Whether a store can be asked for by anyone.
bool bind_matters(Walker *walker, TypeUse use, ExprId value, CXCursor value_cursor);
// Where an initialiser list stores to: a variable, a field of one, or of something without a name.
typedef struct Slot {
  CXCursor variable; // null for a compound literal
  CXCursor field;    // null for the variable itself
  bool is_array;     // one of many
} Slot;
void bind_slot(Walker *walker, Slot slot, ExprId value, Span span);
// The name in a declaration; empty where a macro made it.
Span name_span(Walker *walker, CXCursor declaration, Str name);

// walk_init.c
void walk_initializer_list(Walker *walker, CXCursor list, CXType type, Slot slot);
bool is_zero_list(Walker *walker, CXCursor list);

// walk_stmt.c, walk_loop.c, walk_switch.c: return the ways in which control leaves (FlowFlag)
uint32_t walk_stmt(Walker *walker, CXCursor cursor);
uint32_t c_walk_block(Walker *walker, CXCursor compound);
void walk_jumps_end(Walker *walker);
uint32_t c_walk_while(Walker *walker, CXCursor cursor);
uint32_t walk_do(Walker *walker, CXCursor cursor);
uint32_t c_walk_for(Walker *walker, CXCursor cursor);
uint32_t walk_switch(Walker *walker, CXCursor cursor);
uint32_t c_flow_then(uint32_t first, uint32_t second);
// A constant test: 0 false, 1 true, -1 not known.
int test_outcome(const Walker *walker, ExprId test);
Span header_span(Walker *walker, CXCursor statement, CXCursor body);
void walk_variable(Walker *walker, CXCursor cursor);
// The block of `({ … })`; its value.
ExprId walk_statement_expr(Walker *walker, CXCursor compound, ExprUse use);

// walk_function.c
Str walk_file(Unit *unit, SummaryBuilder *out, Arena *arena, uint32_t file, uint32_t number);
