// Command lines: what runs a function as a command. An async one has the loop for itself.
#include "knowledge/tables.h"

#define CLICK    "https://click.palletsprojects.com/en/stable/api/"
#define TYPER    "https://typer.tiangolo.com/tutorial/commands/"
#define CYCLOPTS "https://cyclopts.readthedocs.io/en/latest/api.html"
#define ARGPARSE PYTHON_DOC("argparse.html")

#define COMMAND .decoration = DECORATION_COMMAND
#define KEEPS   .decoration = DECORATION_KEEPS

static const KnowledgeEntry entries[] = {
    {.name = "{click,asyncclick}.{command,group}",
     COMMAND,
     .returns = "click.Group",
     .source = CLICK "#click.command"},
    {.name = "{click,asyncclick}.Group", .kind = KNOWN_CLASS, .source = CLICK "#click.Group"},
    {.name = "{click,asyncclick}.Group.{command,group}",
     COMMAND,
     .returns = "click.Group",
     .source = CLICK "#click.Group.command"},
    {.name = "{click,asyncclick}.{option,argument,pass_context,pass_obj,version_option,"
             "help_option,password_option,confirmation_option}",
     KEEPS,
     .source = CLICK "#decorators"},

    {.name = "typer.Typer", .kind = KNOWN_CLASS, .source = TYPER},
    {.name = "typer.Typer.{command,callback}", COMMAND, .source = TYPER},

    {.name = "cyclopts.App", .kind = KNOWN_CLASS, .source = CYCLOPTS "#cyclopts.App"},
    {.name = "cyclopts.App.{command,default}", COMMAND, .source = CYCLOPTS "#cyclopts.App.command"},

    {.name = "argparse.ArgumentParser", .kind = KNOWN_CLASS, .source = ARGPARSE},
    {.name = "argparse.ArgumentParser.add_subparsers",
     .returns = "argparse._SubParsersAction",
     .source = ARGPARSE "#argparse.ArgumentParser.add_subparsers"},
    {.name = "argparse._SubParsersAction", .kind = KNOWN_CLASS, .source = ARGPARSE "#sub-commands"},
    {.name = "argparse._SubParsersAction.add_parser",
     .returns = "argparse.ArgumentParser",
     .source = ARGPARSE "#sub-commands"},
    {.name = "argparse.ArgumentParser.set_defaults",
     .roles = {ROLE(COMMAND, KEYWORD_ONLY, "func"), ROLE(COMMAND, KEYWORD_ONLY, "handler"),
               ROLE(COMMAND, KEYWORD_ONLY, "command")},
     .source = ARGPARSE "#argparse.ArgumentParser.set_defaults"},
};

KNOWLEDGE_TABLE(command_lines)
