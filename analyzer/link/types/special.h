// Methods that something other than a call of them runs: operators, truth tests, `with`, iteration,
// formatting, reading and setting attributes. Part of program.h.
#pragma once

#define SPECIAL_METHODS(METHOD)                                                                    \
  METHOD(ADD, "__add__")                                                                           \
  METHOD(SUB, "__sub__")                                                                           \
  METHOD(MUL, "__mul__")                                                                           \
  METHOD(MATMUL, "__matmul__")                                                                     \
  METHOD(TRUEDIV, "__truediv__")                                                                   \
  METHOD(FLOORDIV, "__floordiv__")                                                                 \
  METHOD(MOD, "__mod__")                                                                           \
  METHOD(POW, "__pow__")                                                                           \
  METHOD(LSHIFT, "__lshift__")                                                                     \
  METHOD(RSHIFT, "__rshift__")                                                                     \
  METHOD(AND, "__and__")                                                                           \
  METHOD(XOR, "__xor__")                                                                           \
  METHOD(OR, "__or__")                                                                             \
  METHOD(NEG, "__neg__")                                                                           \
  METHOD(POS, "__pos__")                                                                           \
  METHOD(INVERT, "__invert__")                                                                     \
  METHOD(EQ, "__eq__")                                                                             \
  METHOD(NE, "__ne__")                                                                             \
  METHOD(LT, "__lt__")                                                                             \
  METHOD(LE, "__le__")                                                                             \
  METHOD(GT, "__gt__")                                                                             \
  METHOD(GE, "__ge__")                                                                             \
  METHOD(CONTAINS, "__contains__")                                                                 \
  METHOD(GETITEM, "__getitem__")                                                                   \
  METHOD(SETITEM, "__setitem__")                                                                   \
  METHOD(DELITEM, "__delitem__")                                                                   \
  METHOD(ITER, "__iter__")                                                                         \
  METHOD(NEXT, "__next__")                                                                         \
  METHOD(ENTER, "__enter__")                                                                       \
  METHOD(EXIT, "__exit__")                                                                         \
  METHOD(BOOL, "__bool__")                                                                         \
  METHOD(LEN, "__len__")                                                                           \
  METHOD(STR, "__str__")                                                                           \
  METHOD(REPR, "__repr__")                                                                         \
  METHOD(FORMAT, "__format__")                                                                     \
  METHOD(HASH, "__hash__")                                                                         \
  METHOD(INT, "__int__")                                                                           \
  METHOD(FLOAT, "__float__")                                                                       \
  METHOD(ABS, "__abs__")                                                                           \
  METHOD(BYTES, "__bytes__")                                                                       \
  METHOD(REVERSED, "__reversed__")                                                                 \
  METHOD(RADD, "__radd__")                                                                         \
  METHOD(RSUB, "__rsub__")                                                                         \
  METHOD(RMUL, "__rmul__")                                                                         \
  METHOD(RMATMUL, "__rmatmul__")                                                                   \
  METHOD(RTRUEDIV, "__rtruediv__")                                                                 \
  METHOD(RFLOORDIV, "__rfloordiv__")                                                               \
  METHOD(RMOD, "__rmod__")                                                                         \
  METHOD(RPOW, "__rpow__")                                                                         \
  METHOD(RLSHIFT, "__rlshift__")                                                                   \
  METHOD(RRSHIFT, "__rrshift__")                                                                   \
  METHOD(RAND, "__rand__")                                                                         \
  METHOD(RXOR, "__rxor__")                                                                         \
  METHOD(ROR, "__ror__")                                                                           \
  METHOD(IADD, "__iadd__")                                                                         \
  METHOD(ISUB, "__isub__")                                                                         \
  METHOD(IMUL, "__imul__")                                                                         \
  METHOD(IMATMUL, "__imatmul__")                                                                   \
  METHOD(ITRUEDIV, "__itruediv__")                                                                 \
  METHOD(IFLOORDIV, "__ifloordiv__")                                                               \
  METHOD(IMOD, "__imod__")                                                                         \
  METHOD(IPOW, "__ipow__")                                                                         \
  METHOD(ILSHIFT, "__ilshift__")                                                                   \
  METHOD(IRSHIFT, "__irshift__")                                                                   \
  METHOD(IAND, "__iand__")                                                                         \
  METHOD(IXOR, "__ixor__")                                                                         \
  METHOD(IOR, "__ior__")                                                                           \
  METHOD(AWAIT, "__await__")                                                                       \
  METHOD(AITER, "__aiter__")                                                                       \
  METHOD(MISSING, "__missing__")                                                                   \
  METHOD(INIT_SUBCLASS, "__init_subclass__")                                                       \
  METHOD(SETATTR, "__setattr__")                                                                   \
  METHOD(GETATTRIBUTE, "__getattribute__")                                                         \
  METHOD(SET_NAME, "__set_name__")                                                                 \
  METHOD(CLASS_GETITEM, "__class_getitem__")                                                       \
  METHOD(DEL, "__del__")

typedef enum SpecialMethod {
  SPECIAL_NONE,
#define METHOD(NAME, text) SPECIAL_##NAME,
  SPECIAL_METHODS(METHOD)
#undef METHOD
      SPECIAL_COUNT
} SpecialMethod;
