# What goes into the Python wheel, see pyproject.toml: the program as a script. scikit-build-core says
# where scripts and data belong; without it there is nothing to do.
if(DEFINED SKBUILD_SCRIPTS_DIR)
  install(TARGETS nostall RUNTIME DESTINATION ${SKBUILD_SCRIPTS_DIR} COMPONENT wheel)
endif()
