// A clang of version 99 that misses the headers of the compiler until it is told where GCC's are.
#include <clang-c/Index.h>
#include <string.h>

static int knows_headers; // of one process that opens it once

CXIndex clang_createIndex(int exclude, int display) {
  (void)exclude;
  (void)display;
  return &knows_headers;
}

CXString clang_getClangVersion(void) {
  return (CXString){"fake clang version 99.1.2", 0};
}

const char *clang_getCString(CXString string) {
  return string.data;
}

enum CXErrorCode clang_parseTranslationUnit2FullArgv(CXIndex index, const char *source,
                                                     const char *const *arguments, int count,
                                                     struct CXUnsavedFile *files,
                                                     unsigned file_count, unsigned options,
                                                     CXTranslationUnit *out) {
  (void)source;
  (void)files;
  (void)file_count;
  (void)options;
  knows_headers = 0;
  for (int i = 0; i < count; i++)
    if (strcmp(arguments[i], "-nobuiltininc") == 0) knows_headers = 1;
  *out = index;
  return CXError_Success;
}

unsigned clang_getNumDiagnostics(CXTranslationUnit unit) {
  (void)unit;
  return knows_headers ? 0 : 1;
}
