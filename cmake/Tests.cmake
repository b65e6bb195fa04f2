# How tests come to ctest.

# nostall_unit_test(link test_names.c [DEPENDS python])
#
# Builds unit-link-test_names from a file of cmocka tables; label `unit`. It sees its layer and the
# ones in DEPENDS.
function(nostall_unit_test layer file)
  cmake_parse_arguments(TEST "" "" "DEPENDS" ${ARGN})
  cmake_path(GET file STEM stem)
  set(name unit-${layer}-${stem})
  list(TRANSFORM TEST_DEPENDS PREPEND nostall_)
  add_executable(${name} ${file})
  target_link_libraries(${name} PRIVATE nostall_flags nostall_test nostall_${layer} ${TEST_DEPENDS})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS unit)
endfunction()

# nostall_script_test(arrows arrows.py [ARGUMENT...]): a Python script of this folder that exits 0.
function(nostall_script_test name script)
  add_test(NAME ${name} COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/${script} ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS script)
endfunction()

# nostall_fuzz_test(summary fuzz_summary.c [DEPENDS facts])
#
# Builds fuzz-summary from a file with LLVMFuzzerTestOneInput. Under the preset `fuzz` it is a
# fuzzer; elsewhere it replays the files that it is given. ctest gives it those of corpus/summary/.
function(nostall_fuzz_test subject file)
  cmake_parse_arguments(TEST "" "" "DEPENDS" ${ARGN})
  set(name fuzz-${subject})
  list(TRANSFORM TEST_DEPENDS PREPEND nostall_)
  add_executable(${name} ${file})
  target_link_libraries(${name} PRIVATE nostall_flags ${TEST_DEPENDS})
  if(NOSTALL_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name} PRIVATE replay.c)
  endif()
  file(GLOB corpus CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${subject}/*)
  add_test(NAME ${name} COMMAND ${name} ${corpus})
  set_tests_properties(${name} PROPERTIES LABELS fuzz)
endfunction()

# One test for each rules/<family>/<rule>/bad* and good*: rule-blocking-sleep-bad for Python,
# rule-blocking-sleep-bad-c for C.
function(nostall_example_tests)
  file(GLOB examples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/*/*/bad*
       ${PROJECT_SOURCE_DIR}/rules/*/*/good*)
  foreach(example IN LISTS examples)
    cmake_path(GET example STEM name)
    cmake_path(GET example PARENT_PATH folder)
    cmake_path(GET folder FILENAME rule)
    if(example MATCHES "\\.c$")
      string(APPEND name -c)
    endif()
    nostall_script_test(rule-${rule}-${name} expect.py $<TARGET_FILE:nostall> --rule ${rule} ${example})
    set_tests_properties(rule-${rule}-${name} PROPERTIES LABELS rule SKIP_RETURN_CODE 77)
  endforeach()
endfunction()

# One test for each folder fixtures/<topic>/<case>/: fixture-imports-cycle.
function(nostall_fixture_tests)
  file(GLOB cases CONFIGURE_DEPENDS LIST_DIRECTORIES true ${PROJECT_SOURCE_DIR}/fixtures/*/[a-z]*)
  foreach(case IN LISTS cases)
    if(IS_DIRECTORY ${case})
      cmake_path(RELATIVE_PATH case BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/fixtures OUTPUT_VARIABLE name)
      string(REPLACE "/" "-" name fixture-${name})
      nostall_script_test(${name} expect.py $<TARGET_FILE:nostall> ${case})
      set_tests_properties(${name} PROPERTIES LABELS fixture)
    endif()
  endforeach()
endfunction()
