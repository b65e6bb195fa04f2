// The functions of libclang that we call, by name. Private to c/ and its tests.
#pragma once

// Each without `clang_`. Those in the second list may be missing, and are then NULL.
#define LIBCLANG_FUNCTIONS(FUNCTION)                                                               \
  FUNCTION(createIndex)                                                                            \
  FUNCTION(disposeIndex)                                                                           \
  FUNCTION(getClangVersion)                                                                        \
  FUNCTION(getCString)                                                                             \
  FUNCTION(disposeString)                                                                          \
  FUNCTION(parseTranslationUnit2FullArgv)                                                          \
  FUNCTION(saveTranslationUnit)                                                                    \
  FUNCTION(disposeTranslationUnit)                                                                 \
  FUNCTION(getTranslationUnitCursor)                                                               \
  FUNCTION(getNumDiagnostics)                                                                      \
  FUNCTION(getDiagnostic)                                                                          \
  FUNCTION(disposeDiagnostic)                                                                      \
  FUNCTION(getDiagnosticSeverity)                                                                  \
  FUNCTION(getDiagnosticSpelling)                                                                  \
  FUNCTION(getDiagnosticLocation)                                                                  \
  FUNCTION(getFileUniqueID)                                                                        \
  FUNCTION(isFileMultipleIncludeGuarded)                                                           \
  FUNCTION(getInclusions)                                                                          \
  FUNCTION(getFileName)                                                                            \
  FUNCTION(getFileContents)                                                                        \
  FUNCTION(getFileLocation)                                                                        \
  FUNCTION(getExpansionLocation)                                                                   \
  FUNCTION(getSpellingLocation)                                                                    \
  FUNCTION(getRangeStart)                                                                          \
  FUNCTION(getRangeEnd)                                                                            \
  FUNCTION(Location_isInSystemHeader)                                                              \
  FUNCTION(visitChildren)                                                                          \
  FUNCTION(getCursorSpelling)                                                                      \
  FUNCTION(getCursorExtent)                                                                        \
  FUNCTION(getCursorLocation)                                                                      \
  FUNCTION(getCursorReferenced)                                                                    \
  FUNCTION(getCursorDefinition)                                                                    \
  FUNCTION(getCursorSemanticParent)                                                                \
  FUNCTION(getCursorType)                                                                          \
  FUNCTION(isCursorDefinition)                                                                     \
  FUNCTION(Cursor_isNull)                                                                          \
  FUNCTION(Cursor_isAnonymous)                                                                     \
  FUNCTION(Cursor_isBitField)                                                                      \
  FUNCTION(Cursor_getStorageClass)                                                                 \
  FUNCTION(Cursor_getVarDeclInitializer)                                                           \
  FUNCTION(Cursor_Evaluate)                                                                        \
  FUNCTION(EvalResult_getKind)                                                                     \
  FUNCTION(EvalResult_getAsLongLong)                                                               \
  FUNCTION(EvalResult_getAsUnsigned)                                                               \
  FUNCTION(EvalResult_isUnsignedInt)                                                               \
  FUNCTION(EvalResult_getAsDouble)                                                                 \
  FUNCTION(EvalResult_dispose)                                                                     \
  FUNCTION(getEnumConstantDeclValue)                                                               \
  FUNCTION(getCursorBinaryOperatorKind)                                                            \
  FUNCTION(getCursorUnaryOperatorKind)                                                             \
  FUNCTION(getCanonicalType)                                                                       \
  FUNCTION(getPointeeType)                                                                         \
  FUNCTION(getArrayElementType)                                                                    \
  FUNCTION(getArraySize)                                                                           \
  FUNCTION(getNumArgTypes)                                                                         \
  FUNCTION(getArgType)                                                                             \
  FUNCTION(isFunctionTypeVariadic)                                                                 \
  FUNCTION(isConstQualifiedType)                                                                   \
  FUNCTION(getTypeSpelling)                                                                        \
  FUNCTION(getTypeDeclaration)                                                                     \
  FUNCTION(getTypedefDeclUnderlyingType)                                                           \
  FUNCTION(Type_getValueType)                                                                      \
  FUNCTION(Type_getNamedType)                                                                      \
  FUNCTION(Type_visitFields)
#define LIBCLANG_OPTIONAL_FUNCTIONS(FUNCTION)                                                      \
  FUNCTION(File_tryGetRealPathName)                                                                \
  FUNCTION(Cursor_hasAttrs)
