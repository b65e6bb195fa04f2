# Writes OUT, what stands for the code in ROOT: one number for all that makes a Summary of a text, one for
# everything. The same code gives the same numbers wherever it lies.
cmake_minimum_required(VERSION 3.25)

function(hash_code result)
  list(TRANSFORM ARGN PREPEND ${ROOT}/ OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE files RELATIVE ${ROOT} ${patterns})
  list(SORT files)
  set(text "")
  foreach(file IN LISTS files)
    # Examples of rules are no code of ours.
    if(NOT file MATCHES "/(good|bad)[^/]*\\.c$|/(good|bad)/")
      file(SHA256 ${ROOT}/${file} hash)
      string(APPEND text "${file} ${hash}\n")
    endif()
  endforeach()
  string(SHA256 hash "${text}")
  string(SUBSTRING ${hash} 0 16 hash)
  set(${result} ${hash} PARENT_SCOPE)
endfunction()

hash_code(summary grammars/package-lock.json analyzer/base/*.[ch] analyzer/facts/*.[ch] analyzer/python/*.[ch])
hash_code(unit analyzer/base/*.[ch] analyzer/facts/*.[ch] analyzer/c/*.[ch] analyzer/session/unit*.[ch])
hash_code(all grammars/package-lock.json analyzer/*.[ch] rules/*.[ch])
file(
  WRITE ${OUT}
  "// Made by cmake/build_key.cmake.
#include \"session/cache.h\"

const uint64_t build_key_summary = UINT64_C(0x${summary});
const uint64_t build_key_unit = UINT64_C(0x${unit});
const uint64_t build_key_all = UINT64_C(0x${all});
")
