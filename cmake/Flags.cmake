# How our own code is compiled: one INTERFACE target, which the grammars do without.
#
#   NOSTALL_WERROR    warnings are errors
#   NOSTALL_SANITIZE  "address,undefined" or "thread"
#   NOSTALL_FUZZ      instrument for libFuzzer (clang only)
#   NOSTALL_LTO       optimise over all files, where the compiler can
option(NOSTALL_WERROR "Treat warnings as errors" OFF)
option(NOSTALL_FUZZ "Instrument for libFuzzer" OFF)
option(NOSTALL_LTO "Link-time optimisation" OFF)
set(NOSTALL_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

# Assertions stay on in every kind of build: a broken invariant stops the program.
foreach(kind RELEASE RELWITHDEBINFO MINSIZEREL)
  string(REPLACE "-DNDEBUG" "" CMAKE_C_FLAGS_${kind} "${CMAKE_C_FLAGS_${kind}}")
endforeach()

add_library(nostall_flags INTERFACE)
target_compile_definitions(nostall_flags INTERFACE NOSTALL_VERSION="${PROJECT_VERSION}")
target_compile_options(
  nostall_flags
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wcast-qual
            -Wstrict-prototypes
            -Wmissing-prototypes
            -Wformat=2
            -Wundef
            $<$<BOOL:${NOSTALL_WERROR}>:-Werror>)

# What people get is the same wherever it was built: assertions name files from here on.
target_compile_options(
  nostall_flags INTERFACE $<$<CONFIG:Release>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=>
                          $<$<CONFIG:Release>:-ffile-prefix-map=${PROJECT_BINARY_DIR}/=>)

# gcc clears and copies small structures with `rep stos` and `rep movs`, which take some thirty
# cycles to begin, where nobody tells it otherwise.
include(CheckCCompilerFlag)
foreach(what memcpy memset)
  set(strategy -m${what}-strategy=unrolled_loop:256:noalign,libcall:-1:noalign)
  check_c_compiler_flag(${strategy} NOSTALL_HAS_${what}_STRATEGY)
  if(NOSTALL_HAS_${what}_STRATEGY)
    target_compile_options(nostall_flags INTERFACE $<$<CONFIG:Release>:${strategy}>)
    target_link_options(nostall_flags INTERFACE $<$<CONFIG:Release>:${strategy}>)
  endif()
endforeach()

if(NOSTALL_SANITIZE)
  set(sanitize -fsanitize=${NOSTALL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(nostall_flags INTERFACE ${sanitize})
  target_link_options(nostall_flags INTERFACE ${sanitize})
endif()

if(NOSTALL_FUZZ)
  if(NOT CMAKE_C_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "NOSTALL_FUZZ needs clang: configure with the preset `fuzz`, or with "
                        "-DCMAKE_C_COMPILER=clang.")
  endif()
  target_compile_options(nostall_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(nostall_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(NOSTALL_LTO)
  include(CheckIPOSupported)
  check_ipo_supported(RESULT CMAKE_INTERPROCEDURAL_OPTIMIZATION OUTPUT reason LANGUAGES C)
  if(NOT CMAKE_INTERPROCEDURAL_OPTIMIZATION)
    message(STATUS "No link-time optimisation: ${reason}")
  endif()
endif()
