# What is installed: the program, its manual and what shells complete its words by. In a Python wheel
# (see pyproject.toml) scikit-build-core says where scripts and data belong.
include(GNUInstallDirs)
if(DEFINED SKBUILD_SCRIPTS_DIR)
  install(TARGETS nostall RUNTIME DESTINATION ${SKBUILD_SCRIPTS_DIR} COMPONENT wheel)
  set(share ${SKBUILD_DATA_DIR}/share)
else()
  install(TARGETS nostall RUNTIME COMPONENT wheel)
  set(share ${CMAKE_INSTALL_FULL_DATAROOTDIR})
endif()

# nostall_install_text(FILE WORD...): what the program prints for some words, where it can run.
function(nostall_install_text file)
  install(
    CODE "
      set(file \"\$ENV{DESTDIR}${share}/${file}\")
      get_filename_component(folder \"\${file}\" DIRECTORY)
      file(MAKE_DIRECTORY \"\${folder}\")
      message(STATUS \"Installing: \${file}\")
      execute_process(COMMAND \"$<TARGET_FILE:nostall>\" ${ARGN} OUTPUT_FILE \"\${file}\"
                      COMMAND_ERROR_IS_FATAL ANY)"
    COMPONENT wheel)
endfunction()
if(NOT CMAKE_CROSSCOMPILING)
  nostall_install_text(man/man1/nostall.1 manual)
  nostall_install_text(bash-completion/completions/nostall completion bash)
  nostall_install_text(zsh/site-functions/_nostall completion zsh)
  nostall_install_text(fish/vendor_completions.d/nostall.fish completion fish)
endif()
