// What expressions and types stand for. Part of program.h, which includes it.
#pragma once

#include "link/program.h"

// ---- evaluate.c: expressions --------------------------------------------------------------------

Values evaluate(Program *program, ModuleId module, ExprId expr);
// The number of the set that is kept; evaluate_ask for what nobody has asked yet.
uint32_t evaluate_ask(Program *program, ModuleId module, ExprId expr);
static inline uint32_t evaluate_kept(Program *program, ModuleId module, ExprId expr) {
  uint32_t memo = module_of(program, module)->memo[expr];
  return memo > 1 ? memo - 2 : evaluate_ask(program, module, expr);
}
// The same where only candidates matter: false when there is none.
bool evaluate_known(Program *program, ModuleId module, ExprId expr, Values *out);
// Whether a slice of it is another of the same, for which nothing has been done yet.
bool slices_later(Program *program, Value object);
// Elements of an iterable, and of an async iterable.
Values element_values(Program *program, Values iterable, bool is_async);
SpecialMethod operator_method(Operator operator); // SPECIAL_NONE for `is` and `not`
// display[index]: the one element when the index is a constant, else any of them; `index` may be 0.
Values display_item(Program *program, Value display, ModuleId module, ExprId index);
// The values of a dict display or comprehension.
Values display_values(Program *program, Value display);
// object[index] of a TypedDict, or of a NamedTuple; unknown of other instances.
Values record_item(Program *program, Value object, ModuleId module, ExprId index);
// Whether nothing is known to be in it.
bool display_is_empty(Program *program, Value display);
// What a method of each candidate object gives when called.
Values method_results(Program *program, Values objects, Atom method);

// ---- protocols.c --------------------------------------------------------------------------------

// What `with … as` binds.
Values entered_values(Program *program, Values manager, bool is_async);
Values awaited_values(Program *program, Values operand);

// ---- constants.c --------------------------------------------------------------------------------

// The constant that an expression stands for through names: an EXPR_LITERAL, or 0. `*in` is its
// module.
ExprId constant_of(Program *program, ModuleId module, ExprId expr, ModuleId *in);

// ---- arguments.c --------------------------------------------------------------------------------

ArgumentMatch argument_find(const Program *program, ModuleId module, ExprId call, int position,
                            Str keyword);
// What a dictionary that is spread over the arguments of a call, `**arguments`, has for a keyword,
// where the function has made it itself and nothing else is done with it. False where that is not
// so, or some of its keys are not known.
bool spread_find(const Program *program, ModuleId module, ExprId spread, Str keyword,
                 ArgumentMatch *match);
// Whether a text is the numbers of an IPv4 address, or an IPv6 address: no name to look up.
bool text_is_address(Str text);
// Whether a value is what a condition names, whichever argument it is.
bool condition_is_met(Program *program, ModuleId module, const Condition *condition, ExprId value);
// Whether it is true where the argument is not passed.
bool condition_wants_none(const Condition *condition);
bool condition_is_true(Program *program, ModuleId module, ExprId call, const Condition *condition);
// Whether the conditions of an entry let its effect happen in this call (0: no argument list).
bool conditions_hold(Program *program, ModuleId module, ExprId call, const KnowledgeEntry *entry);
// The same for a call of what a partial made: the arguments of both count.
bool partial_conditions_hold(Program *program, const Partial *partial, ModuleId module, ExprId call,
                             const KnowledgeEntry *entry);
// The argument of a call that becomes parameter `index` of a function (`is_bound`: self is given).
ArgumentMatch argument_for_parameter(Program *program, ModuleId module, ExprId call,
                                     FunctionId callee, uint32_t index, bool is_bound);
// The parameter of a VALUE_FUNCTION that an argument of a call becomes; UINT32_MAX when it is none.
uint32_t argument_parameter(Program *program, ModuleId module, ExprId call, Value callee,
                            ExprId argument);

// ---- results.c: what a call gives ---------------------------------------------------------------

Values call_values(Program *program, ModuleId module, ExprId call);
// The same for a callee without an argument list: operators, properties.
Values called_values(Program *program, Values callee);
// The same for one function of the project: the number of the set.
uint32_t function_called_kept(Program *program, Value function);
KnowledgeResult value_result(const Program *program, Value value);

// ---- getters.c: operator.methodcaller and kin ---------------------------------------------------

// What their calls make.
Values getter_of_method(Program *program, ModuleId module, ExprId call);
Values getter_of_attribute(Program *program, ModuleId module, ExprId call);
Values getter_of_item(Program *program, ModuleId module, ExprId call);
// What one gives when it is called with an object.
Values getter_called(Program *program, Partial getter, Values objects);
// Parts of `attrgetter("a.b.c")` that are followed.
#define GETTER_MAX_PARTS 8
// The text that is one of the arguments it was made of; false when that is not known.
bool getter_text(Program *program, const Partial *getter, uint32_t index, Str *out);
uint32_t getter_argument_count(const Program *program, const Partial *getter);
// What all the objects have under a name.
Values getter_members(Program *program, Values objects, Str name);

// ---- rest.c: what is taken out of `*args` and `**kwargs` ----------------------------------------

// What such a parameter holds.
Values rest_values(FunctionId function, uint32_t index);
uint32_t rest_index(Value rest); // of the parameter
uint32_t rest_key(Value rest);
Values rest_member(const Program *program, Value rest, Str name);
Values rest_item(Program *program, Value rest, ModuleId module, ExprId index);
Values rest_called(Program *program, Value rest, ModuleId module, ExprId call);
Values rest_elements(const Program *program, Value rest);
Values rest_unpacked(Value rest, uint32_t unpack);
// Whether it is one of what callers pass, or each of these.
bool rest_is_one(Value value);
// Whether an argument, the `place`th without a name, becomes what is meant of the rest.
bool rest_is_passed(const Program *program, ModuleId module, const Argument *argument,
                    uint32_t place, Value rest, bool is_bound);

// ---- own.c: what the project says of its functions ----------------------------------------------

// The entry of a project's own about one of its functions, NULL when there is none.
const KnowledgeEntry *function_own(Program *program, FunctionId function);
// The entry of the tables about a function or class of the project: it is that library, or a copy
// of it.
const KnowledgeEntry *library_entry(Program *program, ModuleId module, ScopeId scope);

// ---- types.c: types as knowledge spells them ----------------------------------------------------

// What a type parameter stands for when nothing is given: its bound. Who writes one
// means the classes below it too, and these may override what is known of the bound.
Values variable_bound(Program *program, Value variable);
// The type in one field of the entry of a library call, in terms of that call.
Values made_values(Program *program, uint32_t made, MadeField field);
// What awaiting a task gives: what awaiting its coroutine does.
Values made_awaited(Program *program, uint32_t made);
// Whether what a call returns stands for what a callable that it is given will make.
bool entry_makes_value(const KnowledgeEntry *entry);
// Whether a call of a library makes what has no effects, by what it is given: a file in memory.
bool call_is_inert(Program *program, ModuleId module, ExprId call);
// Whether it takes a coroutine function, which it calls.
bool entry_takes_async(const KnowledgeEntry *entry);
// Part `part` of a VALUE_TUPLE.
Values tuple_part(Program *program, Value tuple, uint32_t part);
// Any part, where the tuple is as long as somebody made it; unknown of others.
Values tuple_any_part(Program *program, Value tuple);
uint32_t made_add(Program *program, Value callee, ModuleId module, ExprId call);
// The argument of the call with one of these roles; the first argument when no role is given.
ArgumentMatch made_argument(Program *program, const Made *made, ArgumentRole a, ArgumentRole b,
                            ArgumentRole c);
// A type in terms of a receiver only, an instance of a library class: what an attribute holds.
Values receiver_type(Program *program, SymbolId symbol, Value receiver, MadeField field);

// ---- annotations.c: types as people write them --------------------------------------------------

// Instances of the annotated type. Unknown for what says nothing.
Values annotation_values(Program *program, ModuleId module, ExprId annotation);
// The same where something is given for its type parameters.
Values annotation_given(Program *program, ModuleId module, ExprId annotation, uint16_t given);
// What a VALUE_HOLDER holds.
Values held_values(Program *program, Value holder);
// The parameters in `Form[…]`: the elements of a tuple, or the index itself.
typedef struct TypeArguments {
  const ExprId *elements; // NULL: the index
  ExprId index;
  uint32_t count;
} TypeArguments;
static inline ExprId type_argument(TypeArguments arguments, uint32_t number) {
  return arguments.elements ? arguments.elements[number] : arguments.index;
}
TypeArguments type_arguments(const Summary *summary, const Expr *subscript);
// Whether a value is typing.Self.
bool annotation_is_self(const Program *program, Value value);
// Where in a value that is annotated with a form stands what the form's parameter names: the first
// one, or the last of what is awaited or called.
typedef enum FormPart {
  PART_NONE,
  PART_SAME, // it is the value: Optional
  PART_CLASS,
  PART_ELEMENT,
  PART_ASYNC_ELEMENT,
  PART_AWAITED,
  PART_CALLED,
  PART_ENTERED,
} FormPart;
FormPart annotation_part_of(const Program *program, Value form);
// Whether a type is Callable, or may be.
bool annotation_is_callable(Program *program, ModuleId module, ExprId annotation);
// Instances of these classes.
Values class_instances(Values classes);
// What the annotation of a HOLDER_TUPLE says of one place, and of all of them.
Values annotation_part(Program *program, Value tuple, uint32_t part);
Values annotation_any_part(Program *program, Value tuple);
// Whether a library symbol is a form of the type language: Optional, list, Awaitable.
bool annotation_is_form(const Program *program, Value library);

// ---- generics.c: what type parameters stand for -------------------------------------------------

bool given_variable(const Program *program, uint16_t given, Value variable, Values *out);
bool given_self(const Program *program, uint16_t given, Values *out);
// What is given for the parameters of a library class, by their places.
Values given_place(const Program *program, uint16_t given, uint32_t place);
uint16_t given_one(Program *program, Values values);
uint16_t given_as_self(Program *program, Values self); // see given_self
// The same beside the call that made the object, a VALUE_MADE, which is asked for by given_keeper.
uint16_t given_made(Program *program, Values values, uint32_t made);
Values given_keeper(const Program *program, uint16_t given);
uint16_t given_in_order(Program *program, ModuleId module, TypeArguments arguments, uint16_t outer);
// `Class[…]`
uint16_t given_to_class(Program *program, ClassId class_id, ModuleId module,
                        TypeArguments arguments, uint16_t outer);
bool class_is_generic(Program *program, ClassId class_id);
// What a function returns, or yields, where something is given.
Values returns_given(Program *program, FunctionId function, uint16_t given);
Values yields_given(Program *program, FunctionId function, uint16_t given);
// What the arguments of a call say, beside what is given to the callee.
uint16_t given_by_call(Program *program, Value callee, FunctionId function, ModuleId module,
                       ExprId call);
uint16_t given_by_constructor(Program *program, Value class, ModuleId module, ExprId call);
// What an object gives to a method that stands in `owner`, a class that it derives from.
uint16_t given_to_method(Program *program, Value object, ClassId owner, FunctionId function);
// What a field of it holds that stands in `owner`; unknown where no parameter says so.
Values given_to_field(Program *program, Value object, ClassId owner, Atom name);
