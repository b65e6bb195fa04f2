// Asking a person: on the terminal, in a debugger, in a shell inside the program.
#include "knowledge/tables.h"

#define CLICK       "https://click.palletsprojects.com/en/stable/prompts/"
#define TYPER       "https://typer.tiangolo.com/tutorial/prompt/"
#define RICH        "https://rich.readthedocs.io/en/stable/prompt.html"
#define QUESTIONARY "https://questionary.readthedocs.io/en/stable/pages/advanced.html"
#define TOOLKIT     "https://python-prompt-toolkit.readthedocs.io/en/stable/pages/"
#define INQUIRER    "https://python-inquirer.readthedocs.io/en/latest/usage.html"
#define IPYTHON     "https://ipython.readthedocs.io/en/stable/interactive/reference.html"
#define IPDB        "https://github.com/gotcha/ipdb#usage"

#define COROUTINE .result = RESULT_COROUTINE
#define ASKS_WITH(async_way)                                                                       \
  .effect = EFFECT_INPUT, .tier = TIER_UNBOUNDED, .because = "waits until somebody answers",       \
  .instead = async_way, OR_A_THREAD
#define ASKS ASKS_WITH("await asyncio.to_thread(...)")
#define DEBUGGER                                                                                   \
  .effect = EFFECT_INPUT, .tier = TIER_UNBOUNDED, .is_local = true,                                \
  .because = "stops the program until somebody lets it go on", .instead = "nothing: remove it"

static const KnowledgeEntry entries[] = {
    {.name = "click.termui",
     .kind = KNOWN_ALIAS,
     .alias_of = "click",
     .source = "click/__init__.py"},
    {.name = "click.{prompt,confirm,getchar,pause,edit}", ASKS, .source = CLICK},
    {.name = "typer.{prompt,confirm,getchar}", ASKS, .source = TYPER},
    {.name = "rich.prompt.{PromptBase,Prompt,Confirm,IntPrompt,FloatPrompt}",
     .kind = KNOWN_CLASS,
     .source = RICH},
    {.name = "rich.prompt.{PromptBase,Prompt,Confirm,IntPrompt,FloatPrompt}.ask",
     ASKS,
     .source = RICH},
    {.name = "rich.console.Console",
     .kind = KNOWN_CLASS,
     .source = "https://rich.readthedocs.io/en/stable/console.html"},
    {.name = "rich.console.Console.input",
     ASKS,
     .source = "https://rich.readthedocs.io/en/stable/console.html#input"},

    {.name = "{questionary.question.Question,questionary.form.Form}",
     .kind = KNOWN_CLASS,
     .source = QUESTIONARY},
    {.name = "questionary.{text,password,confirm,select,rawselect,checkbox,autocomplete,path,"
             "press_any_key_to_continue}",
     .returns = "questionary.question.Question",
     .source = QUESTIONARY},
    {.name = "questionary.form", .returns = "questionary.form.Form", .source = QUESTIONARY},
    {.name = "{questionary.question.Question.ask,questionary.question.Question.unsafe_ask,"
             "questionary.form.Form.ask,questionary.form.Form.unsafe_ask,questionary.prompt,"
             "questionary.unsafe_prompt}",
     ASKS_WITH("await question.ask_async()"),
     .source = QUESTIONARY},
    {.name = "{questionary.question.Question,questionary.form.Form}.{ask_async,unsafe_ask_async}",
     COROUTINE,
     .traits = TRAIT_ASKS,
     .source = QUESTIONARY},

    {.name = "prompt_toolkit.shortcuts.{prompt,PromptSession}",
     .kind = KNOWN_ALIAS,
     .alias_of = "prompt_toolkit.*",
     .source = "prompt_toolkit/__init__.py"},
    {.name = "prompt_toolkit.{PromptSession,Application}",
     .kind = KNOWN_CLASS,
     .source = TOOLKIT "reference.html"},
    {.name = "prompt_toolkit.{prompt,choice}",
     ASKS_WITH("await PromptSession().prompt_async(...)"),
     .source = TOOLKIT "asking_for_input.html"},
    {.name = "prompt_toolkit.PromptSession.prompt",
     ASKS_WITH("await session.prompt_async(...)"),
     .source = TOOLKIT "asking_for_input.html#prompt-in-an-asyncio-application"},
    {.name = "prompt_toolkit.Application.run",
     ASKS_WITH("await application.run_async()"),
     .source = TOOLKIT "advanced_topics/asyncio.html"},
    {.name = "prompt_toolkit.{PromptSession.prompt_async,Application.run_async}",
     COROUTINE,
     .traits = TRAIT_ASKS,
     .source = TOOLKIT "advanced_topics/asyncio.html"},
    {.name = "aioconsole.ainput",
     COROUTINE,
     .traits = TRAIT_ASKS,
     .source = "https://aioconsole.readthedocs.io/en/latest/#example"},
    {.name = "inquirer.{prompt,text,password,confirm,list_input,checkbox,editor,path}",
     ASKS,
     .source = INQUIRER},

    {.name = "{IPython.embed,IPython.start_ipython}", DEBUGGER, .source = IPYTHON "#embedding"},
    {.name = "ipdb.{set_trace,sset_trace,post_mortem,pm}", DEBUGGER, .source = IPDB},
};

KNOWLEDGE_TABLE(prompts)
