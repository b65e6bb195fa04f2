# Files that become part of the program.
#
#   nostall_embed(probe_python HEADER verify/probe_files.h TYPE ProbeFile
#                 FILES main.py=${CMAKE_CURRENT_SOURCE_DIR}/probe/main.py [DEPENDS target])
#
# writes probe_python.c into the binary folder: `const ProbeFile probe_python[]`, a row {name, bytes,
# size} for each file, ended by {NULL, NULL, 0}.
function(nostall_embed array)
  cmake_parse_arguments(EMBED "" "HEADER;TYPE" "FILES;DEPENDS" ${ARGN})
  set(list ${CMAKE_CURRENT_BINARY_DIR}/${array}.txt)
  list(JOIN EMBED_FILES "\n" rows)
  file(GENERATE OUTPUT ${list} CONTENT "${rows}\n")
  list(TRANSFORM EMBED_FILES REPLACE "^[^=]*=" "" OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${array}.c
    COMMAND ${CMAKE_COMMAND} -D HEADER=${EMBED_HEADER} -D TYPE=${EMBED_TYPE} -D ARRAY=${array}
            -D LIST=${list} -D OUT=${CMAKE_CURRENT_BINARY_DIR}/${array}.c
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake ${list} ${paths} ${EMBED_DEPENDS}
    VERBATIM)
endfunction()

# Files below a folder as rows for FILES, named from there: nostall_rows(rows ${folder} *.py).
function(nostall_rows result folder)
  list(TRANSFORM ARGN PREPEND ${folder}/ OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${patterns})
  list(TRANSFORM files REPLACE "(.+)" "\\1=${folder}/\\1")
  set(${result} ${files} PARENT_SCOPE)
endfunction()
