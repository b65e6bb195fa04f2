// Constants: what is the same in every run. Literals, names and attributes of modules and classes
// that are bound once and to them, and members of enumerations, which are told apart even where
// their values are not known.
#include "link/types/constants.h"

#define CONSTANT_MAX_HOPS 8

static bool is_assigned_once(const Binding *binding) {
  bool is_assignment = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE;
  return is_assignment && binding->unpack == 0 && binding->value != 0;
}

// The only binding of a name in a scope; BINDING_NONE when there is another.
static BindingId only_binding(const Program *program, ModuleId module, ScopeId scope, Atom name) {
  BindingList list = scope_bindings(program, module, scope, name);
  return list.count == 1 ? list.at[0] : BINDING_NONE;
}

BindingId import_binding(Program *program, ModuleId *module, const Import *import) {
  if (import->member == 0 || import->flags & IMPORT_STAR) return BINDING_NONE;
  ModuleId from = MODULE_NONE;
  uint32_t directory = 0;
  Located located = modules_imported(program, *module, import, &from, &directory);
  if (located != LOCATED_MODULE || !module_load(program, from)) return BINDING_NONE;
  Atom member = atom_of(program, *module, import->member);
  *module = from;
  return only_binding(program, from, 0, member);
}

static BindingId name_binding(Program *program, ModuleId *module, ExprId name) {
  Atom atom = atom_of(program, *module, expr_of(program, *module, name)->a);
  ScopeId scope = scope_at(program, *module, name);
  if (scope_bindings(program, *module, scope, atom).count == 0) scope = 0;
  BindingId id = only_binding(program, *module, scope, atom);
  if (id == BINDING_NONE) return id;
  const Binding *binding = &summary_of(program, *module)->bindings[id];
  if (binding->kind != BINDING_IMPORT) return id;
  return import_binding(program, module, &summary_of(program, *module)->imports[binding->extra]);
}

// The class in which an attribute of a class is bound: itself or the nearest above.
static BindingId class_binding(Program *program, ClassId id, Atom name, ClassId *owner) {
  const Class *class = class_order(program, id);
  for (uint32_t i = 0; i < class->order_count; i++) {
    *owner = class->order[i].class_id;
    if (*owner == CLASS_NONE) continue;
    const Class *at = &program->classes.at[*owner];
    BindingList list = scope_bindings(program, at->module, at->scope, name);
    if (list.count > 0) return list.count == 1 ? list.at[0] : BINDING_NONE;
  }
  return BINDING_NONE;
}

// What a hop finds: a binding somewhere, and the class that it belongs to.
typedef struct Found {
  ModuleId module;
  BindingId binding;
  ClassId owner;
} Found;

// Whether an instance has an attribute of its own, or may have one.
static bool is_set_on_self(Program *program, ClassId id, Atom name) {
  const Class *class = class_order(program, id);
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId at = class->order[i].class_id;
    if (at == CLASS_NONE) continue;
    const Class *owner = &program->classes.at[at];
    if (self_bindings(program, owner->module, owner->scope, name).count > 0) return true;
  }
  return class->has_unknown_base;
}

static Found attribute_binding(Program *program, ModuleId module, const Expr *attribute) {
  Found found = {module, BINDING_NONE, CLASS_NONE};
  Values object = evaluate(program, module, attribute->a);
  if (object.count != 1 || object.is_open) return found;
  Atom name = atom_of(program, module, attribute->b);
  if (object.at[0].kind == VALUE_MODULE && module_load(program, object.at[0].a)) {
    found.module = object.at[0].a;
    found.binding = only_binding(program, found.module, 0, name);
  }
  bool is_instance = object.at[0].kind == VALUE_INSTANCE;
  if (object.at[0].kind != VALUE_CLASS && !is_instance) return found;
  if (is_instance && is_set_on_self(program, object.at[0].a, name)) return found;
  found.binding = class_binding(program, object.at[0].a, name, &found.owner);
  if (found.binding == BINDING_NONE) return found;
  found.module = program->classes.at[found.owner].module;
  // `path: str | None = None` of an object is where it begins, or what is made of no argument.
  uint8_t kind = summary_of(program, found.module)->bindings[found.binding].kind;
  if (is_instance && kind == BINDING_ANNOTATE) found.binding = BINDING_NONE;
  return found;
}

static bool is_value_of_member(const Program *program, ModuleId module, const Expr *expr) {
  return expr->kind == EXPR_ATTRIBUTE &&
         str_equal(summary_name(summary_of(program, module), expr->b), STR("value"));
}

static void note_member(Program *program, Found found, Constant *out) {
  if (found.owner == CLASS_NONE || out->class != CLASS_NONE) return;
  if (!class_derives(program, found.owner, STR("enum.Enum"))) return;
  out->class = found.owner;
  out->member = found.binding;
  out->is_value = class_derives(program, found.owner, STR("builtins.str")) ||
                  class_derives(program, found.owner, STR("builtins.int"));
}

// The only assignment to what a name or attribute stands for; its binding is BINDING_NONE when
// there is none.
static Found find_hop(Program *program, ModuleId module, ExprId expr) {
  Found found = {module, BINDING_NONE, CLASS_NONE};
  const Expr *at = expr_of(program, module, expr);
  if (summary_of(program, module)->flags & SUMMARY_C) return found;
  if (at->kind == EXPR_NAME)
    found.binding = name_binding(program, &found.module, expr);
  else if (at->kind == EXPR_ATTRIBUTE)
    found = attribute_binding(program, module, at);
  bool is_known = found.binding != BINDING_NONE &&
                  is_assigned_once(&summary_of(program, found.module)->bindings[found.binding]);
  if (!is_known) found.binding = BINDING_NONE;
  return found;
}

// From an expression to the one that says what it is; 0 when there is none.
static ExprId next_hop(Program *program, ModuleId *module, ExprId expr, Constant *out) {
  Found found = find_hop(program, *module, expr);
  *module = found.module;
  if (found.binding == BINDING_NONE) return 0;
  note_member(program, found, out);
  return summary_of(program, found.module)->bindings[found.binding].value;
}

static bool read_hops(Program *program, ModuleId module, ExprId expr, Constant *out) {
  for (int hops = 0; hops < CONSTANT_MAX_HOPS && expr; hops++) {
    if (expr_of(program, module, expr)->kind == EXPR_LITERAL) {
      out->module = module;
      out->literal = expr;
      return true;
    }
    expr = next_hop(program, &module, expr, out);
  }
  return out->class != CLASS_NONE;
}

ExprId constant_made(Program *program, ModuleId *module, ExprId expr) {
  Constant unused = {.class = CLASS_NONE, .member = BINDING_NONE};
  for (int hops = 0; hops < CONSTANT_MAX_HOPS && expr; hops++) {
    uint32_t kind = expr_of(program, *module, expr)->kind;
    if (kind != EXPR_NAME && kind != EXPR_ATTRIBUTE) return kind == EXPR_LITERAL ? 0 : expr;
    expr = next_hop(program, module, expr, &unused);
  }
  return 0;
}

// Whether a module binds a name outside of any block, and nobody sets it from elsewhere.
static bool is_kept(Program *program, Found found) {
  const Summary *summary = summary_of(program, found.module);
  const Binding *binding = &summary->bindings[found.binding];
  Value home = {.kind = VALUE_MODULE, .a = found.module};
  return found.owner == CLASS_NONE && binding->scope == 0 &&
         binding->region == summary->scopes[0].body && !module_is_package(program, found.module) &&
         !outside_sets(program, home, atom_of(program, found.module, binding->name));
}

ExprId constant_kept(Program *program, ModuleId *module, ExprId expr) {
  for (int hops = 0; hops < CONSTANT_MAX_HOPS; hops++) {
    if (expr_of(program, *module, expr)->kind == EXPR_LITERAL) return hops > 0 ? expr : 0;
    Found found = find_hop(program, *module, expr);
    if (found.binding == BINDING_NONE || !is_kept(program, found)) return 0;
    *module = found.module;
    expr = summary_of(program, found.module)->bindings[found.binding].value;
  }
  return 0;
}

bool constant_read(Program *program, ModuleId module, ExprId expr, Constant *out) {
  *out = (Constant){.class = CLASS_NONE, .member = BINDING_NONE};
  const Expr *at = expr_of(program, module, expr);
  if (is_value_of_member(program, module, at)) {
    if (read_hops(program, module, at->a, out) && out->class != CLASS_NONE) {
      if (out->literal) out->class = CLASS_NONE;
      return true;
    }
    *out = (Constant){.class = CLASS_NONE, .member = BINDING_NONE};
  }
  return read_hops(program, module, expr, out);
}

ExprId constant_of(Program *program, ModuleId module, ExprId expr, ModuleId *in) {
  Constant constant = {0};
  *in = module;
  if (!constant_read(program, module, expr, &constant)) return 0;
  if (constant.class != CLASS_NONE && !constant.is_value) return 0;
  if (constant.literal) *in = constant.module;
  return constant.literal;
}

// ---- What is known of them ----------------------------------------------------------------------

static const Expr *literal_of(const Program *program, const Constant *constant) {
  return expr_of(program, constant->module, constant->literal);
}

bool constant_is_none(const Program *program, const Constant *constant) {
  return constant->literal && literal_of(program, constant)->a == LITERAL_NONE;
}

bool constant_text(const Program *program, const Constant *constant, Str *text) {
  if (constant->name.size > 0) {
    *text = constant->name;
    return true;
  }
  if (!constant->literal) return false;
  if (constant->class != CLASS_NONE && !constant->is_value) return false;
  const Expr *literal = literal_of(program, constant);
  if (literal->a != LITERAL_STRING || literal->b == 0) return false;
  *text = summary_name(summary_of(program, constant->module), literal->b);
  return true;
}

Answer constant_truth(const Program *program, const Constant *constant) {
  if (constant->name.size > 0) return ANSWER_YES;
  if (constant->class != CLASS_NONE && !constant->is_value) return ANSWER_YES;
  if (!constant->literal) return ANSWER_UNKNOWN;
  const Expr *literal = literal_of(program, constant);
  switch ((LiteralKind)literal->a) {
  case LITERAL_NONE:
  case LITERAL_FALSE:
    return ANSWER_NO;
  case LITERAL_TRUE:
  case LITERAL_ELLIPSIS:
    return ANSWER_YES;
  case LITERAL_INT:
    return literal->b != 0 ? ANSWER_YES : ANSWER_NO;
  case LITERAL_STRING: // the text of a long string is not kept
    return literal->b != 0 ? ANSWER_YES : ANSWER_UNKNOWN;
  case LITERAL_FLOAT:
  case LITERAL_BYTES:
    break;
  }
  return ANSWER_UNKNOWN;
}

static bool is_bool(uint32_t kind) {
  return kind == LITERAL_TRUE || kind == LITERAL_FALSE;
}

static bool is_number(uint32_t kind) {
  return is_bool(kind) || kind == LITERAL_INT || kind == LITERAL_FLOAT;
}

static uint32_t int_of(const Program *program, const Constant *constant) {
  return summary_int(summary_of(program, constant->module), constant->literal);
}

static Answer literals_equal(const Program *program, const Constant *a, const Constant *b) {
  const Expr *x = literal_of(program, a), *y = literal_of(program, b);
  if (x->a == LITERAL_BYTES || y->a == LITERAL_BYTES) return ANSWER_UNKNOWN;
  if (x->a == LITERAL_STRING && y->a == LITERAL_STRING) {
    Str left = {0}, right = {0};
    bool is_known = constant_text(program, a, &left), is_too = constant_text(program, b, &right);
    if (!is_known && !is_too) return ANSWER_UNKNOWN; // empty or long
    return is_known && is_too && str_equal(left, right) ? ANSWER_YES : ANSWER_NO;
  }
  if (is_number(x->a) && is_number(y->a)) {
    if (is_bool(x->a) && is_bool(y->a)) return x->a == y->a ? ANSWER_YES : ANSWER_NO;
    bool are_ints = x->a == LITERAL_INT && y->a == LITERAL_INT;
    if (!are_ints) return ANSWER_UNKNOWN;
    uint32_t left = int_of(program, a), right = int_of(program, b);
    if (left == UINT32_MAX && right == UINT32_MAX) return ANSWER_UNKNOWN;
    return left == right ? ANSWER_YES : ANSWER_NO;
  }
  return x->a == y->a ? ANSWER_YES : ANSWER_NO;
}

// The name of an attribute and anything else.
static Answer name_equals(const Program *program, Str name, const Constant *other) {
  Str text = {0};
  if (constant_text(program, other, &text)) return str_equal(name, text) ? ANSWER_YES : ANSWER_NO;
  bool is_text = other->literal && literal_of(program, other)->a == LITERAL_STRING;
  return other->literal && !is_text ? ANSWER_NO : ANSWER_UNKNOWN;
}

Answer constants_equal(const Program *program, const Constant *a, const Constant *b) {
  if (a->name.size > 0) return name_equals(program, a->name, b);
  if (a->class != CLASS_NONE && a->class == b->class)
    return a->member == b->member ? ANSWER_YES : ANSWER_NO;
  if (constant_is_none(program, a) != constant_is_none(program, b)) return ANSWER_NO;
  bool is_opaque =
      (a->class != CLASS_NONE && !a->is_value) || (b->class != CLASS_NONE && !b->is_value);
  if (is_opaque || !a->literal || !b->literal) return ANSWER_UNKNOWN;
  return literals_equal(program, a, b);
}

// ---- Names of attributes ------------------------------------------------------------------------

// The innermost class around an expression; 0 when there is none.
static ScopeId class_around(Program *program, ModuleId module, ExprId expr) {
  const Summary *summary = summary_of(program, module);
  ScopeId at = scope_at(program, module, expr);
  while (at != 0 && summary->scopes[at].kind != SCOPE_CLASS)
    at = summary->scopes[at].parent;
  return at;
}

// In a class, `self.__x` is `_Class__x`.
static Str mangled(Program *program, ModuleId module, ExprId attribute, Str name) {
  const Summary *summary = summary_of(program, module);
  bool is_private = str_has_prefix(name, STR("__")) && !str_has_suffix(name, STR("__"));
  ScopeId class = is_private ? class_around(program, module, attribute) : 0;
  if (class == 0) return name;
  Str owner = summary_name(summary, summary->scopes[class].name);
  while (owner.size > 0 && owner.at[0] == '_')
    owner = str_slice(owner, 1, owner.size);
  return str_print(program->arena, "_%.*s%.*s", STR_ARG(owner), STR_ARG(name));
}

Constant constant_attribute(Program *program, ModuleId module, ExprId attribute) {
  Str name = summary_name(summary_of(program, module), expr_of(program, module, attribute)->b);
  return (Constant){.class = CLASS_NONE,
                    .member = BINDING_NONE,
                    .name = mangled(program, module, attribute, name)};
}
