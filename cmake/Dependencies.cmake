# Libraries from the system, as targets: `jansson` (static where there is a static one), `xxhash`
# (its header alone is used), `clang_headers` (of libclang, which is opened at run time), `cmocka` and Threads::Threads. The grammars come from npm, see grammars/.
find_package(Threads REQUIRED)

# Sets `result` to what `kind` (path or library) finds, or stops with the package to install.
macro(nostall_find kind result package)
  cmake_language(CALL find_${kind} ${result} NAMES ${ARGN})
  mark_as_advanced(${result})
  if(NOT ${result})
    message(FATAL_ERROR "${ARGN} is missing: install the Debian package ${package}, or run "
                        "`./dev build`, which installs what it needs.")
  endif()
endmacro()

nostall_find(path JANSSON_INCLUDE_DIR libjansson-dev jansson.h)
nostall_find(library JANSSON_LIBRARY libjansson-dev libjansson.a jansson)
add_library(jansson UNKNOWN IMPORTED GLOBAL)
set_target_properties(jansson PROPERTIES IMPORTED_LOCATION ${JANSSON_LIBRARY}
                                         INTERFACE_INCLUDE_DIRECTORIES ${JANSSON_INCLUDE_DIR})

nostall_find(path XXHASH_INCLUDE_DIR libxxhash-dev xxhash.h)
add_library(xxhash INTERFACE IMPORTED GLOBAL)
set_target_properties(xxhash PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${XXHASH_INCLUDE_DIR})

file(GLOB llvm_folders /usr/lib/llvm-*/include)
list(SORT llvm_folders COMPARE NATURAL ORDER DESCENDING)
list(FILTER llvm_folders EXCLUDE REGEX "/llvm-1[0-8]/|/llvm-[0-9]/")
find_path(CLANG_C_INCLUDE_DIR clang-c/Index.h HINTS ${llvm_folders})
mark_as_advanced(CLANG_C_INCLUDE_DIR)
if(NOT CLANG_C_INCLUDE_DIR)
  message(FATAL_ERROR "clang-c/Index.h is missing: install the Debian package libclang-19-dev, or "
                      "run `./dev build`, which installs what it needs.")
endif()
add_library(clang_headers INTERFACE IMPORTED GLOBAL)
set_target_properties(clang_headers PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES
                                               ${CLANG_C_INCLUDE_DIR})
target_include_directories(clang_headers SYSTEM INTERFACE ${CLANG_C_INCLUDE_DIR})
