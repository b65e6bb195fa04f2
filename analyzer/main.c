// Wires the layers: the command line gets the rules, which it does not know.
#include "cli/cli.h"
#include "rules/rules.h"

int main(int argc, char **argv) {
  const CliProgram program = {.rules = rules_all, .rule_page = rule_page, .rule_file = rule_file};
  return cli_main(&program, argc, argv);
}
