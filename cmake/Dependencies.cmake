# Libraries from the system, as targets: `jansson` (static where there is a static one), `xxhash`
# (its header alone is used), `cmocka` and Threads::Threads. The grammars come from npm, see grammars/.
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
