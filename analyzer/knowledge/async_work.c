// Work that is handed to others from coroutines: Temporal, arq, taskiq.
#include "knowledge/tables.h"

#define TEMPORAL "https://python.temporal.io/"
#define ARQ      "https://arq-docs.helpmanual.io/"
#define TASKIQ   "https://taskiq-python.github.io/guide/getting-started.html"

#define COROUTINE .result = RESULT_COROUTINE

static const KnowledgeEntry entries[] = {
    {.name = "temporalio.{client.Client,client.WorkflowHandle,worker.Worker}",
     .kind = KNOWN_CLASS,
     .source = TEMPORAL "temporalio.client.Client.html"},
    {.name = "temporalio.client.Client.connect",
     COROUTINE,
     .returns = "temporalio.client.Client",
     .source = TEMPORAL "temporalio.client.Client.html#connect"},
    {.name = "temporalio.client.Client.start_workflow",
     COROUTINE,
     .returns = "temporalio.client.WorkflowHandle",
     .source = TEMPORAL "temporalio.client.Client.html#start_workflow"},
    {.name = "temporalio.client.Client.{execute_workflow,count_workflows,create_schedule,"
             "list_schedules,execute_update_with_start_workflow,"
             "start_update_with_start_workflow}",
     COROUTINE,
     .source = TEMPORAL "temporalio.client.Client.html"},
    {.name = "temporalio.client.Client.{get_workflow_handle,get_workflow_handle_for}",
     .returns = "temporalio.client.WorkflowHandle",
     .source = TEMPORAL "temporalio.client.Client.html#get_workflow_handle"},
    {.name = "temporalio.client.WorkflowHandle.{cancel,describe,execute_update,fetch_history,query,"
             "result,signal,start_update,terminate}",
     COROUTINE,
     .source = TEMPORAL "temporalio.client.WorkflowHandle.html"},
    {.name = "temporalio.worker.Worker.{run,shutdown}",
     COROUTINE,
     .source = TEMPORAL "temporalio.worker.Worker.html"},
    {.name = "temporalio.workflow.{execute_activity,execute_activity_class,"
             "execute_activity_method,execute_child_workflow,execute_local_activity,"
             "start_child_workflow,sleep,wait_condition}",
     COROUTINE,
     .source = TEMPORAL "temporalio.workflow.html"},

    {.name = "arq.connections",
     .kind = KNOWN_ALIAS,
     .alias_of = "arq",
     .source = "arq/__init__.py"},
    {.name = "arq.create_pool",
     COROUTINE,
     .returns = "arq.ArqRedis",
     .source = ARQ "#arq.connections.create_pool"},
    {.name = "arq.ArqRedis",
     .kind = KNOWN_CLASS,
     .bases = "redis.asyncio.Redis",
     .source = ARQ "#arq.connections.ArqRedis"},
    {.name = "arq.ArqRedis.enqueue_job",
     COROUTINE,
     .returns = "arq.jobs.Job",
     .source = ARQ "#arq.connections.ArqRedis.enqueue_job"},
    {.name = "arq.ArqRedis.{all_job_results,queued_jobs}",
     COROUTINE,
     .source = ARQ "#arq.connections.ArqRedis"},
    {.name = "arq.jobs.Job", .kind = KNOWN_CLASS, .source = ARQ "#arq.jobs.Job"},
    {.name = "arq.jobs.Job.{abort,info,result,result_info,status}",
     COROUTINE,
     .source = ARQ "#arq.jobs.Job"},
    {.name = "arq.run_worker",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs a loop until the worker stops",
     .instead = "await worker.async_run()",
     .source = ARQ "#arq.worker.run_worker"},

    {.name = "taskiq.{AsyncBroker,AsyncTaskiqTask,AsyncTaskiqDecoratedTask}",
     .kind = KNOWN_CLASS,
     .source = TASKIQ},
    {.name = "taskiq.{InMemoryBroker,ZeroMQBroker}",
     .kind = KNOWN_CLASS,
     .bases = "taskiq.AsyncBroker",
     .source = TASKIQ},
    {.name = "taskiq.AsyncBroker.{startup,shutdown,kick}", COROUTINE, .source = TASKIQ},
    {.name = "taskiq.AsyncTaskiqTask.{wait_result,get_result,is_ready,get_progress}",
     COROUTINE,
     .source = TASKIQ},
    {.name = "taskiq.AsyncTaskiqDecoratedTask.kiq",
     COROUTINE,
     .returns = "taskiq.AsyncTaskiqTask",
     .source = TASKIQ},
};

KNOWLEDGE_TABLE(async_work)
