// Python as one file spells it: CPython's abstract syntax up to 3.14, in typed nodes of our own,
// made for reading facts from. Lives in the file's arena; names and strings are slices of the
// source text, which must live as long. Independent of the parser that produced it.
//
// Two things differ from CPython's `ast`: constants keep their spelling instead of their value, and
// code that cannot be parsed is AST_ERROR (an expression or a statement), never the end of the
// file.
#pragma once

#include "base/span.h"

typedef struct AstExpr AstExpr;
typedef struct AstStmt AstStmt;
typedef struct AstPattern AstPattern;

// Nesting beyond this is cut off with a problem, so that no reader needs to fear its stack.
#define AST_MAX_DEPTH 200

// Lists are plain arrays in the arena.
typedef struct AstExprs {
  AstExpr **at;
  uint32_t count;
} AstExprs;
typedef struct AstStmts {
  AstStmt **at;
  uint32_t count;
} AstStmts;
typedef struct AstPatterns {
  AstPattern **at;
  uint32_t count;
} AstPatterns;
typedef struct AstName {
  Str text;
  Span span;
} AstName; // text "" when absent
typedef struct AstNames {
  AstName *at;
  uint32_t count;
} AstNames;

typedef enum AstOperator { // same order as facts.h's Operator, so that one is cast to the other
  AST_ADD,
  AST_SUB,
  AST_MUL,
  AST_MATMUL,
  AST_DIV,
  AST_FLOORDIV,
  AST_MOD,
  AST_POW,
  AST_LSHIFT,
  AST_RSHIFT,
  AST_BIT_AND,
  AST_BIT_XOR,
  AST_BIT_OR,
  AST_NOT,
  AST_NEGATIVE,
  AST_POSITIVE,
  AST_INVERT,
  AST_EQ,
  AST_NE,
  AST_LT,
  AST_LE,
  AST_GT,
  AST_GE,
  AST_IS,
  AST_IS_NOT,
  AST_IN,
  AST_NOT_IN,
} AstOperator;

typedef struct AstKeyword { // of a call or a class
  AstName name;             // "" for **value
  AstExpr *value;
} AstKeyword;
typedef struct AstKeywords {
  AstKeyword *at;
  uint32_t count;
} AstKeywords;

typedef enum AstParameterKind { // same order as facts.h's ParameterKind
  AST_POSITIONAL_ONLY,
  AST_PLAIN,
  AST_STAR,
  AST_KEYWORD_ONLY,
  AST_DOUBLE_STAR,
} AstParameterKind;
typedef struct AstParameter {
  AstParameterKind kind;
  AstName name;
  AstExpr *annotation; // may be NULL
  AstExpr *fallback;   // may be NULL
} AstParameter;
typedef struct AstParameters {
  AstParameter *at;
  uint32_t count;
} AstParameters;

typedef struct AstComprehension { // one `for target in iterable if conditions`
  AstExpr *target;
  AstExpr *iterable;
  AstExprs conditions;
  bool is_async;
} AstComprehension;
typedef struct AstComprehensions {
  AstComprehension *at;
  uint32_t count;
} AstComprehensions;

typedef enum AstTypeParameterKind {
  AST_TYPE_VAR,
  AST_TYPE_VAR_TUPLE,
  AST_PARAM_SPEC
} AstTypeParameterKind;
typedef struct AstTypeParameter {
  AstTypeParameterKind kind;
  AstName name;
  AstExpr *bound;    // may be NULL
  AstExpr *fallback; // PEP 696; may be NULL
} AstTypeParameter;
typedef struct AstTypeParameters {
  AstTypeParameter *at;
  uint32_t count;
} AstTypeParameters;

typedef enum AstExprKind {
  AST_EXPR_ERROR,  // `elements`: the expressions that could be read in it, often none
  AST_BOOL_OP,     // and, or: `bool_op`
  AST_NAMED,       // `named`
  AST_BINARY,      // `binary`
  AST_UNARY,       // `unary`
  AST_LAMBDA,      // `lambda`
  AST_CONDITIONAL, // `conditional`
  AST_DICT,        // `dict`
  AST_SET,
  AST_LIST,
  AST_TUPLE, // `elements`
  AST_LIST_COMP,
  AST_SET_COMP,
  AST_DICT_COMP,
  AST_GENERATOR, // `comprehension`
  AST_AWAIT,
  AST_YIELD,
  AST_YIELD_FROM,
  AST_STARRED,   // `operand`; of yield it may be NULL
  AST_COMPARE,   // `compare`
  AST_CALL,      // `call`
  AST_FORMAT,    // f-string or t-string, with whatever it was concatenated: `format`
  AST_CONSTANT,  // `constant`
  AST_ATTRIBUTE, // `attribute`
  AST_SUBSCRIPT, // `subscript`
  AST_NAME_EXPR, // `name`
  AST_SLICE,     // `slice`
} AstExprKind;

typedef enum AstConstantKind {
  AST_NONE,
  AST_TRUE,
  AST_FALSE,
  AST_ELLIPSIS,
  AST_INT,
  AST_FLOAT,
  AST_COMPLEX,
  AST_STRING,
  AST_BYTES,
} AstConstantKind;

typedef struct AstReplacement { // {value!r:spec} in an f-string
  AstExpr *value;
  char conversion; // 'r', 's', 'a' or 0
  AstExprs spec;   // the expressions nested in the format specification
} AstReplacement;

struct AstExpr {
  AstExprKind kind;
  Span span; // without enclosing parentheses, as in CPython (a tuple's own belong to it)
  union {
    struct {
      bool is_or;
      AstExprs values;
    } bool_op;
    struct {
      AstName target;
      AstExpr *value;
    } named;
    struct {
      AstExpr *left, *right;
      AstOperator op;
    } binary;
    struct {
      AstExpr *operand;
      AstOperator op;
    } unary;
    struct {
      AstParameters parameters;
      AstExpr *body;
    } lambda;
    struct {
      AstExpr *test, *body, *otherwise;
    } conditional;
    struct {
      AstExpr **keys;
      AstExpr **values;
      uint32_t count;
    } dict; // key NULL: **value
    AstExprs elements;
    struct {
      AstExpr *element, *value;
      AstComprehensions parts;
    } comprehension; // dict: key, value
    AstExpr *operand;
    struct {
      AstExpr *first;
      AstOperator *ops;
      AstExpr **operands;
      uint32_t count;
    } compare;
    struct {
      AstExpr *callee;
      AstExprs arguments;
      AstKeywords keywords;
      Span parentheses;
    } call;
    struct {
      AstReplacement *parts;
      uint32_t count;
      bool is_template;
    } format;
    // STRING: `value` is the text with escapes resolved and pieces concatenated, `is_exact` tells
    // whether it is a slice of the source without any change (then `value` lies in the source
    // text).
    struct {
      AstConstantKind kind;
      Str value;
      bool is_exact;
    } constant;
    struct {
      AstExpr *object;
      AstName name;
    } attribute;
    struct {
      AstExpr *object, *index;
    } subscript;
    Str name;
    struct {
      AstExpr *lower, *upper, *step;
    } slice; // each may be NULL
  };
};

typedef enum AstPatternKind {
  AST_PATTERN_ERROR,
  AST_PATTERN_VALUE,    // `value`: also singletons
  AST_PATTERN_SEQUENCE, // `patterns`
  AST_PATTERN_MAPPING,  // `mapping`
  AST_PATTERN_CLASS,    // `class_`
  AST_PATTERN_STAR,     // `name`, "" for *_
  AST_PATTERN_AS,       // `as`: pattern may be NULL (a capture), name may be "" (the wildcard)
  AST_PATTERN_OR,       // `patterns`
} AstPatternKind;

struct AstPattern {
  AstPatternKind kind;
  Span span;
  union {
    AstExpr *value;
    AstPatterns patterns;
    struct {
      AstExprs keys;
      AstPatterns patterns;
      AstName rest;
    } mapping;
    struct {
      AstExpr *cls;
      AstPatterns patterns;
      AstNames keywords;
      AstPatterns keyword_patterns;
    } class_;
    AstName name;
    struct {
      AstPattern *pattern;
      AstName name;
    } as;
  };
};

typedef enum AstStmtKind {
  AST_STMT_ERROR,   // `targets`: the expressions that could be read in it, often none
  AST_FUNCTION_DEF, // `function`
  AST_CLASS_DEF,    // `class_`
  AST_RETURN,       // `value`, may be NULL
  AST_DELETE,       // `targets`
  AST_ASSIGN,       // `assign`
  AST_TYPE_ALIAS,   // `type_alias`
  AST_AUG_ASSIGN,   // `aug_assign`
  AST_ANN_ASSIGN,   // `ann_assign`
  AST_FOR,          // `loop`
  AST_WHILE,        // `loop`, with `test` and no target
  AST_IF,           // `branch`
  AST_WITH,         // `with`
  AST_MATCH,        // `match`
  AST_RAISE,        // `raise`
  AST_TRY,          // `try_`
  AST_ASSERT,       // `assert_`
  AST_IMPORT,       // `import`
  AST_IMPORT_FROM,  // `import`
  AST_GLOBAL,
  AST_NONLOCAL,  // `names`
  AST_EXPR_STMT, // `value`
  AST_PASS,
  AST_BREAK,
  AST_CONTINUE,
} AstStmtKind;

typedef struct AstAlias { // of an import
  AstName name;           // dotted; "*" for star
  AstName alias;          // "" when absent
  Span span;
} AstAlias;

typedef struct AstWithItem {
  AstExpr *manager;
  AstExpr *target;
} AstWithItem; // target may be NULL
typedef struct AstHandler {
  AstExpr *type;
  AstName name;
  AstStmts body;
  Span span;
  Span header;
} AstHandler;
typedef struct AstCase {
  AstPattern *pattern;
  AstExpr *guard;
  AstStmts body;
  Span span;
} AstCase;

struct AstStmt {
  AstStmtKind kind;
  Span span; // from `async`, `def` or `class`, decorators excluded, as in CPython
  union {
    struct {
      AstName name;
      AstTypeParameters type_parameters;
      AstParameters parameters;
      AstExpr *returns; // may be NULL
      AstExprs decorators;
      AstStmts body;
      bool is_async;
    } function;
    struct {
      AstName name;
      AstTypeParameters type_parameters;
      AstExprs bases;
      AstKeywords keywords;
      AstExprs decorators;
      AstStmts body;
    } class_;
    AstExpr *value;
    AstExprs targets;
    struct {
      AstExprs targets;
      AstExpr *value;
    } assign;
    struct {
      AstName name;
      AstTypeParameters parameters;
      AstExpr *value;
    } type_alias;
    struct {
      AstExpr *target, *value;
      AstOperator op;
    } aug_assign;
    struct {
      AstExpr *target, *annotation, *value;
      bool is_simple;
    } ann_assign; // value may be NULL
    struct {
      AstExpr *target, *iterable, *test;
      AstStmts body, otherwise;
      bool is_async;
    } loop;
    struct {
      AstExpr *test;
      AstStmts body, otherwise;
    } branch; // elif: `otherwise` is one AST_IF
    struct {
      AstWithItem *items;
      uint32_t count;
      AstStmts body;
      bool is_async;
    } with;
    struct {
      AstExpr *subject;
      AstCase *cases;
      uint32_t count;
    } match;
    struct {
      AstExpr *exception, *cause;
    } raise; // each may be NULL
    struct {
      AstStmts body;
      AstHandler *handlers;
      uint32_t handler_count;
      AstStmts otherwise, finally;
      Span finally_header; // the word `finally`
      bool is_star;
    } try_;
    struct {
      AstExpr *test, *message;
    } assert_; // message may be NULL
    struct {
      AstName module;
      uint32_t level;
      AstAlias *names;
      uint32_t count;
    } import;
    AstNames names;
  };
};

// A piece of text that could not be read, or not as deep as it goes.
typedef enum AstProblemKind { AST_PROBLEM_SYNTAX, AST_PROBLEM_TOO_DEEP } AstProblemKind;
typedef struct AstProblem {
  AstProblemKind kind;
  Span span;
  Str text; // what is wrong, for people; may be ""
} AstProblem;

typedef struct AstModule {
  Str text; // that was read: the one given, or a copy in which a few characters are blank
  AstStmts body;
  AstProblem *problems;
  uint32_t problem_count;
  Span *comments; // each from its `#` to the end of its line, in source order
  uint32_t comment_count;
} AstModule;

// A producer of trees. One per worker, reused.
typedef struct AstParser AstParser;
AstParser *ast_parser_new(void);
void ast_parser_free(AstParser *parser);

// There are two producers: parser/ is fast and reads valid code, parse*.c read whatever there is
// with tree-sitter. Of a broken file each reads a part: statements with an error are tree-sitter's.
// They agree wherever both can read. Tests, which hold one against the other, may ask for one of
// them: what the first cannot read is then a problem from end to end.
typedef enum AstProducer {
  AST_PRODUCER_BOTH,
  AST_PRODUCER_FAST,
  AST_PRODUCER_TREE_SITTER
} AstProducer;
void ast_parser_use(AstParser *parser, AstProducer producer);

// Whether so many NULs stand behind the texts that come: saves a copy of each.
#define AST_PADDING_BYTES 16
void ast_parser_padded(AstParser *parser, bool is_padded);

// Parses the whole text. Never fails: see AstModule.problems.
AstModule ast_parse(AstParser *parser, Arena *arena, Str text);

// Parses one expression, the inside of a string annotation: text[part.start, part.end). Spans are
// offsets into `text`. Returns NULL when it is not one expression.
AstExpr *ast_parse_expression(AstParser *parser, Arena *arena, Str text, Span part);

// Prints a tree in the notation that tests/ast_compare.py reads: one node a line, indented.
Str ast_print(Arena *arena, const AstModule *module);
