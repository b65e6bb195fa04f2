// The commands, one function each: they print to stdout and return an exit code. Private to this
// layer.
#pragma once

#include "cli/cli.h"
#include "cli/options.h"

int check_run(const CliProgram *program, const Options *options);
int rule_run(const CliProgram *program, const Options *options);
int verify_command_run(const CliProgram *program, const Options *options);
int version_run(const Options *options);

// "error: <text>" on stderr; returns EXIT_TROUBLE.
int trouble(const Options *options, Str text);
// The format of that name among a command's own, the first when none was given. False, with a
// message, for any other.
bool format_choose(const Options *options, const Str *names, size_t count, size_t *chosen);
