# Libraries from the system, as targets: `jansson` (static where there is a static one), `xxhash`
# (its header alone is used), `clang_headers` (of libclang, which is opened at run time), `cmocka` and Threads::Threads. The grammars come from npm, see grammars/.
find_package(Threads REQUIRED)

# Sets `result` to what `kind` (path or library) finds, or notes the Debian package to install.
set(missing_packages "")
macro(nostall_find kind result package)
  cmake_language(CALL find_${kind} ${result} NAMES ${ARGN})
  mark_as_advanced(${result})
  if(NOT ${result})
    message(NOTICE "missing: ${ARGN}")
    list(APPEND missing_packages ${package})
  endif()
endmacro()

nostall_find(path JANSSON_INCLUDE_DIR libjansson-dev jansson.h)
nostall_find(library JANSSON_LIBRARY libjansson-dev libjansson.a jansson)
nostall_find(path XXHASH_INCLUDE_DIR libxxhash-dev xxhash.h)

file(GLOB llvm_folders /usr/lib/llvm-*/include)
list(SORT llvm_folders COMPARE NATURAL ORDER DESCENDING)
list(FILTER llvm_folders EXCLUDE REGEX "/llvm-1[0-8]/|/llvm-[0-9]/")
set(CMAKE_INCLUDE_PATH ${CMAKE_INCLUDE_PATH} ${llvm_folders})
nostall_find(path CLANG_C_INCLUDE_DIR libclang-19-dev clang-c/Index.h)
unset(CMAKE_INCLUDE_PATH)

# All at once: who builds a package tries again as few times as possible.
if(missing_packages)
  list(REMOVE_DUPLICATES missing_packages)
  list(JOIN missing_packages " " missing_packages)
  message(FATAL_ERROR "Libraries that nostall is built with are missing. Debian and Ubuntu: "
                      "apt-get install ${missing_packages}. In a clone `./dev build` installs them.")
endif()

add_library(jansson UNKNOWN IMPORTED GLOBAL)
set_target_properties(jansson PROPERTIES IMPORTED_LOCATION ${JANSSON_LIBRARY}
                                         INTERFACE_INCLUDE_DIRECTORIES ${JANSSON_INCLUDE_DIR})

add_library(xxhash INTERFACE IMPORTED GLOBAL)
set_target_properties(xxhash PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${XXHASH_INCLUDE_DIR})

add_library(clang_headers INTERFACE IMPORTED GLOBAL)
set_target_properties(clang_headers PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES
                                               ${CLANG_C_INCLUDE_DIR})
target_include_directories(clang_headers SYSTEM INTERFACE ${CLANG_C_INCLUDE_DIR})
