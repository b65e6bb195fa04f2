// Work that is handed to others and waited for: queues of tasks, brokers, programs, repositories.
#include "knowledge/tables.h"

#define DRAMATIQ  "https://dramatiq.io/reference.html"
#define HUEY      "https://huey.readthedocs.io/en/latest/api.html"
#define KOMBU     "https://docs.celeryq.dev/projects/kombu/en/stable/reference/kombu.html"
#define STOMP     "https://jasonrbriggs.github.io/stomp.py/api.html"
#define RATELIMIT "https://github.com/tomasbasham/ratelimit#usage"
#define PLUMBUM   "https://plumbum.readthedocs.io/en/latest/local_commands.html"
#define DELEGATOR "https://github.com/amitt001/delegator.py#basic-usage"
#define ANSIBLE   "https://docs.ansible.com/projects/runner/en/latest/python_interface/"
#define PYGIT2    "https://www.pygit2.org/"

#define THREAD "await asyncio.to_thread(...)"
#define WAITS(why)                                                                                 \
  .effect = EFFECT_NETWORK, .tier = TIER_UNBOUNDED, .because = why, .instead = THREAD, OR_A_THREAD
#define RUNS .effect = EFFECT_SUBPROCESS, .tier = TIER_UNBOUNDED

static const KnowledgeEntry entries[] = {
    {.name = "dramatiq.message.Message",
     .kind = KNOWN_ALIAS,
     .alias_of = "dramatiq.Message",
     .source = "dramatiq/__init__.py"},
    {.name = "dramatiq.{Message,Actor}", .kind = KNOWN_CLASS, .source = DRAMATIQ "#messages"},
    {.name = "dramatiq.Message.get_result",
     WAITS("waits for the result of the task"),
     .only_if = IS_GIVEN(KEYWORD_ONLY, "block"),
     .unless = {IS_FALSE(KEYWORD_ONLY, "block")},
     .source = DRAMATIQ "#dramatiq.Message.get_result"},
    {.name = "{dramatiq.actor,dramatiq.actor.actor}",
     .returns = "dramatiq.Actor",
     .decoration = DECORATION_JOB,
     .source = DRAMATIQ "#dramatiq.actor"},
    {.name = "dramatiq.Actor.{send,send_with_options}",
     WAITS("hands the task to the broker"),
     .returns = "dramatiq.Message",
     .source = DRAMATIQ "#dramatiq.Actor"},
    {.name = "huey.api.Result", .kind = KNOWN_CLASS, .source = HUEY "#Result"},
    {.name = "huey.api.Result.get",
     WAITS("waits for the result of the task"),
     .only_if = IS_GIVEN(0, "blocking"),
     .unless = {IS_FALSE(0, "blocking")},
     .source = HUEY "#Result.get"},
    {.name = "huey.{Huey,RedisHuey,SqliteHuey,FileHuey,MemoryHuey,PriorityRedisHuey}",
     .kind = KNOWN_CLASS,
     .source = HUEY "#Huey"},
    {.name = "huey.{Huey,RedisHuey,SqliteHuey,FileHuey,MemoryHuey,PriorityRedisHuey}.result",
     WAITS("waits for the result of the task"),
     .only_if = IS_CHOSEN(1, "blocking"),
     .source = HUEY "#Huey.result"},

    {.name = "kombu.connection.Connection",
     .kind = KNOWN_ALIAS,
     .alias_of = "kombu.Connection",
     .source = "kombu/__init__.py"},
    {.name = "kombu.messaging.{Producer,Consumer}",
     .kind = KNOWN_ALIAS,
     .alias_of = "kombu.*",
     .source = "kombu/__init__.py"},
    {.name = "{kombu.Connection,kombu.Producer,kombu.Consumer,kombu.simple.SimpleQueue}",
     .kind = KNOWN_CLASS,
     .source = KOMBU},
    {.name = "kombu.Connection.{connect,ensure_connection,drain_events,channel}",
     WAITS("waits for the broker"),
     .source = KOMBU "#kombu.Connection"},
    {.name = "kombu.Connection.Producer", .returns = "kombu.Producer", .source = KOMBU},
    {.name = "kombu.Connection.SimpleQueue",
     .returns = "kombu.simple.SimpleQueue",
     .source = KOMBU "#kombu.Connection.SimpleQueue"},
    {.name = "{kombu.Producer.publish,kombu.simple.SimpleQueue.put}",
     WAITS("waits for the broker"),
     .source = KOMBU "#kombu.Producer.publish"},
    {.name = "kombu.simple.SimpleQueue.get",
     WAITS("waits for the next message"),
     .unless = {IS_FALSE(0, "block"), IS_ZERO(1, "timeout")},
     .source = "https://docs.celeryq.dev/projects/kombu/en/stable/reference/kombu.simple.html"},

    {.name = "stomp.Connection", .kind = KNOWN_CLASS, .source = STOMP},
    {.name = "stomp.Connection.connect", WAITS("waits for the broker"), .source = STOMP},
    {.name = "stomp.Connection.{send,subscribe,unsubscribe,ack,nack,begin,commit,abort,"
             "disconnect}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_CHEAP,
     .because = "sends a frame to the broker",
     .instead = THREAD,
     OR_A_THREAD,
     .source = "stomp/transport.py"},

    {.name = "ratelimit.sleep_and_retry",
     .decoration = DECORATION_KEEPS,
     .when = WHEN_DECORATED,
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .because = "sleeps until the next call is allowed",
     .instead = "aiolimiter.AsyncLimiter",
     .source = "ratelimit/decorators.py: sleep_and_retry"},

    // Programs.
    {.name = "plumbum.commands.base.BaseCommand", .kind = KNOWN_CLASS, .source = PLUMBUM},
    {.name = "plumbum.machines.local.LocalCommand",
     .kind = KNOWN_CLASS,
     .bases = "plumbum.commands.base.BaseCommand",
     .source = PLUMBUM},
    {.name = "plumbum.machines.local.LocalMachine",
     .kind = KNOWN_CLASS,
     .elements = "plumbum.machines.local.LocalCommand",
     .source = PLUMBUM},
    {.name = "plumbum.local",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "plumbum.machines.local.LocalMachine",
     .source = PLUMBUM},
    {.name = "plumbum.machines.local.LocalMachine.__getitem__",
     .returns = "plumbum.machines.local.LocalCommand",
     .source = PLUMBUM},
    {.name = "plumbum.commands.base.BaseCommand.{__call__,run,run_fg,run_tee,run_retcode,run_tf}",
     RUNS,
     .source = PLUMBUM},
    {.name = "delegator.run", RUNS, .unless = {IS_FALSE(1, "block")}, .source = DELEGATOR},
    {.name = "delegator.chain", RUNS, .source = DELEGATOR},
    {.name = "ansible_runner.{run,run_command}", RUNS, .source = ANSIBLE},

    // Repositories.
    {.name = "pygit2.clone_repository",
     WAITS("copies the repository over the network"),
     .returns = "pygit2.Repository",
     .source = PYGIT2 "repository.html#pygit2.clone_repository"},
    {.name = "pygit2.{Repository,Remote}", .kind = KNOWN_CLASS, .source = PYGIT2 "repository.html"},
    {.name = "pygit2.Remote.{connect,fetch,push,list_heads}",
     WAITS("talks to the other repository"),
     .source = PYGIT2 "remotes.html"},
    {.name = "pygit2.Repository.{checkout,checkout_head,checkout_index,checkout_tree}",
     .effect = EFFECT_TREE_IO,
     .tier = TIER_BULK,
     .because = "writes the files of the tree",
     .source = PYGIT2 "working-copy.html"},
};

KNOWLEDGE_TABLE(workers)
