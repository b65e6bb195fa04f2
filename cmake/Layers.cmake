# A layer is a static library that sees only the layers it may see.
#
#   nostall_layer(link SOURCES link.c names.c DEPENDS base facts knowledge [PRIVATE jansson])
#
# The includes of a layer start at the folder above it: "link/link.h". tests/arrows.py holds DEPENDS
# and every #include against the arrows that are drawn.
function(nostall_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR PARENT_PATH include_root)
  list(TRANSFORM LAYER_DEPENDS PREPEND nostall_)
  add_library(nostall_${name} STATIC ${LAYER_SOURCES})
  target_include_directories(nostall_${name} PUBLIC ${include_root})
  target_link_libraries(nostall_${name} PUBLIC ${LAYER_DEPENDS} PRIVATE nostall_flags ${LAYER_PRIVATE})
endfunction()
