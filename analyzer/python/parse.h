// The tree-sitter producer of Python trees, inside: only the files parse_*.c see this header, and
// they are the only ones that know tree-sitter. A reader takes a node and returns the tree of ours.
//
//   parse.c          the parser object
//   parse_view*.c    the text as it is shown to tree-sitter
//   parse_tree.c     tree-sitter             parse_recover.c  what to do when it fails
//   parse_node.c     nodes and their children; errors are set aside on the way
//   parse_stmt.c     simple statements        parse_block.c    compound ones
//   parse_def.c      def, class, parameters   parse_pattern.c  match
//   parse_import.c   imports                  parse_error.c    lists of statements, broken code
//   parse_expr.c     names, unary operators   parse_chain.c    binary operators
//   parse_display.c  what brackets hold       parse_string.c   constants and f-strings
//   parse_type.c     annotations             parse_table.c    the grammar's table
#pragma once

#include "base/array.h"
#include "python/ast.h"
#include "python/parse_kind.h"

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

typedef struct ParseTable ParseTable; // see parse_table.c

typedef struct Node {
  TSNode at; // at.id is NULL when there is no node
  NodeKind kind;
  Span span;
} Node;

// The children of a node, without errors.
typedef struct Nodes {
  const Node *at;
  uint32_t count;
  uint32_t first; // private: where they lie on the stack of nodes
} Nodes;

// An operator of a chain, with the operand to its right.
typedef struct ParseLink {
  AstOperator op;
  Node right;
} ParseLink;

// The star that is being moved outwards, see parse_expr.
typedef struct ParseStar {
  bool is_set;
  uint32_t start;   // of the star
  uint32_t operand; // where what it applies to begins
} ParseStar;

// One line as Python counts them: brackets and backslashes join several.
typedef struct ParseLine {
  Span span; // from its first to its last token
  uint32_t column;
  bool is_put_back; // shown at the end of the one before, see parse_view_indent.c
  bool is_askew;    // indented like none of those before
  bool is_lost;     // tree-sitter cannot read it
  bool is_mended;   // shown otherwise than it is: something of it is broken
} ParseLine;

// A suite that was read by itself and is hidden, see parse_recover.c.
typedef struct ParseBody {
  Span span; // from the line before it on
  AstStmts stmts;
  bool is_placed; // in the statement of that line
} ParseBody;

// A line that tree-sitter is shown otherwise, because it is broken.
typedef struct ParseBroken {
  Span span;
  bool is_header; // of a block; what is shown in it is made up
  Span name;      // of the function or class it begins, if any
} ParseBroken;

#define PARSE_NO_ERROR UINT32_MAX

// One parse. Lists of unknown length grow on stacks that all readers share, above the mark their
// reader has set, and are copied to the arena when they are complete.
typedef struct Parse {
  Arena *arena;   // the file's: what we return
  Arena *scratch; // freed after the parse
  Str text;
  char *view;           // what is shown to tree-sitter in place of the text, see parse_view.c
  struct Parser *fast;  // reads what is sound of broken files; NULL: nobody does
  TSParser *strict;     // stops at the first error
  TSParser *lenient;    // goes on after it
  const uint8_t *kinds; // NodeKind by TSSymbol
  ParseTable *table;    // of both
  TSTreeCursor *cursor; // for the children of wide nodes
  Array(Node) nodes;
  Array(void *) pending;
  Array(ParseLink) links;
  Array(AstReplacement) replacements;
  Array(AstProblem) problems;
  Array(Span) comments;
  Array(ParseLine) lines;    // in source order
  Array(ParseBroken) broken; // in source order
  Array(ParseBody) bodies;   // in source order
  Array(AstExpr *) strays; // expressions in text that could not be placed, up to the next statement
  ParseStar star;
  uint32_t error;        // where the fast parser gave up on the whole; PARSE_NO_ERROR: unknown
  uint32_t broken_lines; // that were met so far
  uint32_t mended_lines; // that tree-sitter could read
  uint32_t depth;
  bool has_errors;  // anywhere in the tree
  bool is_in_error; // inside text that could not be placed
} Parse;

// parse.c
// Has parser/ read whole lines from within the file up to the first statement that it cannot read.
// Returns where the last line of those in `out` ends; part.end when all were read.
uint32_t parse_fast(Parse *p, Span part, AstModule *out);

// parse_node.c
Node parse_node(const Parse *p, TSNode at);
// Opens a node. Give the children back with parse_close, the last opened first.
Nodes parse_open(Parse *p, Node node);
// The same with every `step`-th child only, from `first` on: where what is between is punctuation.
Nodes parse_open_every(Parse *p, Node node, uint32_t first, uint32_t step);
// The same with errors among the children, for readers that salvage what is in them.
Nodes parse_open_all(Parse *p, Node node);
void parse_close(Parse *p, Nodes nodes);
Node parse_child(Nodes nodes, uint32_t index);    // no node when out of range
uint32_t parse_find(Nodes nodes, NodeKind kind);  // its index, or UINT32_MAX
Node parse_find_node(Nodes nodes, NodeKind kind); // no node when absent
uint32_t parse_count(Nodes nodes, NodeKind kind);
bool parse_is_missing(const Parse *p, Node node); // made up by tree-sitter
Str parse_text(const Parse *p, Span span);
AstName parse_name(const Parse *p, Node node); // "" for no node
// A text that stays.
void parse_problem_is(Parse *p, Span span, Str text);
void parse_problem(Parse *p, AstProblemKind kind, Span span, const char *format, ...)
    BASE_PRINTF(4, 5);
// Goes one level deeper. At the limit notes a problem and returns false.
bool parse_enter(Parse *p, Span span);
void parse_leave(Parse *p);

// Lists on the shared stack.
uint32_t parse_list(const Parse *p);
void parse_list_add(Parse *p, void *item);
AstExprs parse_list_exprs(Parse *p, uint32_t mark);
AstStmts parse_list_stmts(Parse *p, uint32_t mark);
AstPatterns parse_list_patterns(Parse *p, uint32_t mark);

// parse_expr.c
AstExpr *parse_expr_new(Parse *p, AstExprKind kind, Span span);
AstExpr *parse_expr_error(Parse *p, Span span);
AstExpr *parse_expr_name(Parse *p, Span span);
AstExpr *parse_expr(Parse *p, Node node); // any node; AST_EXPR_ERROR when it is no expression
bool parse_is_expr(Node node);
Node parse_unwrap(Parse *p, Node node); // without parentheses that only group
// Those children that are expressions. Tokens between them are skipped.
AstExprs parse_exprs(Parse *p, Nodes nodes);
// What stands between two tokens: one expression, or a tuple when there are commas.
AstExpr *parse_tuple_or_one(Parse *p, const Node *nodes, uint32_t count);

// parse_chain.c
bool parse_operator(NodeKind kind, AstOperator *out); // false when `kind` spells none
AstExpr *parse_binary_new(Parse *p, AstExpr *left, AstOperator op, AstExpr *right);
AstExpr *parse_binary(Parse *p, Node node); // also A | B in annotations

// parse_display.c
// What stands in the brackets of a subscript; x[*a] is x[(*a,)].
AstExpr *parse_index(Parse *p, const Node *nodes, uint32_t count);
AstExpr *parse_call(Parse *p, Node node);
AstExpr *parse_subscript(Parse *p, Node node);
AstExpr *parse_slice(Parse *p, Node node);
AstExpr *parse_elements(Parse *p, Node node, AstExprKind kind);
AstExpr *parse_dictionary(Parse *p, Node node);
AstExpr *parse_comprehension(Parse *p, Node node, AstExprKind kind);
void parse_arguments(Parse *p, Node node, AstExprs *arguments, AstKeywords *keywords);

// parse_type.c
AstExpr *parse_splat_type(Parse *p, Node node);
AstExpr *parse_generic_type(Parse *p, Node node);
AstExpr *parse_constrained_type(Parse *p, Node node);
AstExpr *parse_member_type(Parse *p, Node node);
AstTypeParameters parse_type_parameters(Parse *p, Node node);
Node parse_inside_type(Parse *p, Node node); // inside a `type`, with its parentheses

// parse_string.c
AstExpr *parse_string(Parse *p, Node node); // string or concatenated_string

// parse_def.c
AstStmt *parse_function(Parse *p, Node node);
AstStmt *parse_class(Parse *p, Node node);
AstStmt *parse_decorated(Parse *p, Node node);
AstParameters parse_parameters(Parse *p, Node node);

// parse_stmt.c
AstStmt *parse_stmt_new(Parse *p, AstStmtKind kind, Span span);
AstStmt *parse_stmt(Parse *p, Node node); // NULL when the node is no statement
bool parse_is_stmt(Node node);

// parse_import.c
AstStmt *parse_import(Parse *p, Node node);
AstStmt *parse_import_from(Parse *p, Node node);

// parse_error.c
// The statements of a module or block; what could not be read is AST_STMT_ERROR.
AstStmts parse_stmts(Parse *p, Node node);
void parse_items(Parse *p, Node node);      // the same onto the shared list
void parse_unexpected(Parse *p, Span span); // notes that this cannot be read
// The body among the children of a compound statement. `*end` becomes the end of its last
// statement, with a semicolon after it, as in CPython; of the colon when there is none.
AstStmts parse_body(Parse *p, Nodes children, uint32_t *end);
// Notes skipped text as a problem and keeps its expressions until the next statement is complete.
void parse_stray(Parse *p, Node error);
void parse_missing(Parse *p, Node node); // notes a token that tree-sitter made up
const ParseBroken *parse_broken_at(const Parse *p, uint32_t offset); // NULL when there is none

// parse_block.c
AstStmt *parse_if(Parse *p, Node node);
AstStmt *parse_for(Parse *p, Node node);
AstStmt *parse_while(Parse *p, Node node);
AstStmt *parse_try(Parse *p, Node node);
AstStmt *parse_with(Parse *p, Node node);

// parse_pattern.c
AstStmt *parse_match(Parse *p, Node node);

// parse_quotes.c
#define QUOTE_ENDS_MAX 6
typedef struct ParseQuotes {
  Str text;  // of the arena and as long as the one that was given; some characters are blank
  Span span; // the quotes that are wrong
  Str says;  // in what way
  Str given; // private from here on
  char *copy;
  uint32_t error;
  Span string;   // that may be meant; empty for none
  bool is_alone; // it is all that is wrong: without an end in sight the view ends it with its line
  uint32_t ends[QUOTE_ENDS_MAX]; // where that string may be meant to end
  uint32_t end_count;
} ParseQuotes;
// Whether some string of a text does not end, of which a parser gave up at `error`.
bool parse_quotes_begin(ParseQuotes *quotes, Arena *arena, Str text, uint32_t error);
// How many things can be tried, the likeliest first.
uint32_t parse_quotes_count(const ParseQuotes *quotes);
// Tries one. Whether all strings end then.
bool parse_quotes_try(ParseQuotes *quotes, uint32_t fix);

// parse_view.c
// Fills in `view` for that part of the text, and what is seen on the way: comments, lines,
// problems.
void parse_view(Parse *p, Span part);

// parse_view_broken.c
void parse_view_hide(Parse *p, Span span);    // shows an empty line
void parse_view_outdent(Parse *p, Span span); // shows no indentation in place of that of a line
// Shows a sound header of a block in place of a line, if it can; up to `room` nothing else is
// shown.
void parse_view_mend(Parse *p, const ParseLine *line, uint32_t room);

// parse_tree.c
// Has tree-sitter read that part of the view. NULL when there is an error or it would take too
// long.
TSTree *parse_tree(Parse *p, Span part);
// The same with whatever tree-sitter makes of errors, in time that may grow with the square of the
// text.
TSTree *parse_tree_lenient(Parse *p, Span part);
uint32_t parse_tree_error(Parse *p, const TSTree *tree); // where its first error is

// parse_scanner.c
void parse_scanner_use(TSLanguage *language); // makes the grammar stop at the first error

// parse_table.c
typedef enum ParseLanguage { PARSE_STRICT, PARSE_LENIENT, PARSE_LANGUAGES } ParseLanguage;
// To be freed after the last parser of its languages.
ParseTable *parse_table_new(void);
void parse_table_free(ParseTable *table);
// The grammar, one that stops at the first error and one that goes on.
const TSLanguage *parse_table_language(const ParseTable *table, ParseLanguage which);
// Between two texts: the last one had an error, which was mended.
void parse_table_met_error(ParseTable *table);

// parse_recover.c
AstStmts parse_recover(Parse *p); // the whole text, when it has errors
