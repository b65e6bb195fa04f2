// boto3 and botocore, whose clients are made at run time: each method that is not listed is a call
// of the service. The resources of boto3 mix calls with names of other resources; what is known of
// them are the names in its data files for the services people use. aioboto3 and aiobotocore mirror
// both.
#include "knowledge/tables.h"

#define CLIENTS    "https://boto3.amazonaws.com/v1/documentation/api/latest/guide/clients.html"
#define RESOURCES  "https://boto3.amazonaws.com/v1/documentation/api/latest/guide/resources.html"
#define PAGINATORS "https://boto3.amazonaws.com/v1/documentation/api/latest/guide/paginators.html"
#define CORE       "https://botocore.amazonaws.com/v1/documentation/api/latest/reference/"
#define ASYNC      "https://aioboto3.readthedocs.io/en/latest/usage.html"

#define COROUTINE .result = RESULT_COROUTINE
#define CALLS                                                                                      \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer",                                                    \
  .instead = "aioboto3, or await asyncio.to_thread(...)", OR_A_THREAD
#define LOADS                                                                                      \
  .effect = EFFECT_FILE_IO, .tier = TIER_BULK,                                                     \
  .because = "loads the description of the service from disk",                                     \
  .instead = "one client made at start-up"

static const KnowledgeEntry entries[] = {
    {.name = "boto3.Session",
     .kind = KNOWN_ALIAS,
     .alias_of = "boto3.session.Session",
     .source = "boto3/__init__.py"},
    {.name = "boto3.session.Session",
     .kind = KNOWN_CLASS,
     .source =
         "https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html"},
    {.name = "boto3.{client,session.Session.client}",
     LOADS,
     .returns = "botocore.client.BaseClient",
     .source = CLIENTS "#creating-clients"},
    {.name = "boto3.{resource,session.Session.resource}",
     LOADS,
     .returns = "boto3.resources.base.ServiceResource",
     .source = RESOURCES},

    // Clients.
    {.name = "botocore.session.Session", .kind = KNOWN_CLASS, .source = "botocore/session.py"},
    {.name = "botocore.session.get_session",
     .returns = "botocore.session.Session",
     .source = "botocore/session.py"},
    {.name = "botocore.session.Session.create_client",
     LOADS,
     .returns = "botocore.client.BaseClient",
     .source = "botocore/session.py"},
    {.name = "botocore.client.BaseClient", .kind = KNOWN_CLASS, .source = CLIENTS},
    {.name = "botocore.client.BaseClient.*", CALLS, .source = CLIENTS "#service-operations"},
    {.name = "botocore.client.BaseClient.{can_paginate,close,generate_presigned_url,"
             "generate_presigned_post,generate_db_auth_token}",
     .source = "botocore/client.py"},
    {.name = "botocore.client.BaseClient.{meta,exceptions,waiter_names}",
     .kind = KNOWN_ATTRIBUTE,
     .source = "botocore/client.py"},
    // Answers that hold a stream: what is read of it comes over the network then.
    {.name = "botocore.client.BaseClient.{get_object,invoke,invoke_model,synthesize_speech}",
     CALLS,
     .returns = "botocore.client.BaseClient.get_object.answer",
     .source = "https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/s3/"
               "client/get_object.html"},
    {.name = "botocore.client.BaseClient.get_object.{answer,Body}",
     .kind = KNOWN_CLASS,
     .source = "botocore/parsers.py: _parse_body_as_stream"},
    {.name = "botocore.client.BaseClient.get_object.answer.{__getitem__,get}",
     .returns = "botocore.client.BaseClient.get_object.Body",
     .source = "botocore/parsers.py"},
    {.name = "botocore.client.BaseClient.get_object.Body.{read,readlines}",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "reads the body from the network",
     .instead = "aioboto3, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = CORE "response.html"},
    {.name = "botocore.client.BaseClient.get_object.Body.{iter_chunks,iter_lines}",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .when = WHEN_ITERATED,
     .because = "reads the body from the network",
     .instead = "aioboto3, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = CORE "response.html"},
    {.name = "botocore.client.BaseClient.get_paginator",
     .returns = "botocore.paginate.Paginator",
     .source = PAGINATORS},
    {.name = "botocore.client.BaseClient.get_waiter",
     .returns = "botocore.waiter.Waiter",
     .source = CLIENTS "#waiters"},
    {.name =
         "botocore.{paginate.Paginator,paginate.PageIterator,waiter.Waiter,response.StreamingBody}",
     .kind = KNOWN_CLASS,
     .source = PAGINATORS},
    {.name = "botocore.paginate.Paginator.paginate",
     .returns = "botocore.paginate.PageIterator",
     .source = PAGINATORS "#using-paginators"},
    {.name = "botocore.paginate.PageIterator.{__iter__,build_full_result}",
     CALLS,
     .source = PAGINATORS "#using-paginators"},
    {.name = "botocore.paginate.PageIterator.search",
     CALLS,
     .when = WHEN_ITERATED,
     .source = PAGINATORS "#filtering-results-with-jmespath"},
    {.name = "botocore.waiter.Waiter.wait",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "asks the service again and again, sleeping in between",
     .instead = "aioboto3, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = CLIENTS "#waiters"},
    {.name = "botocore.response.StreamingBody.{read,readline,readlines,readinto,__iter__,__next__}",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "reads the body from the network",
     .instead = "aioboto3, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = CORE "response.html"},
    {.name = "botocore.response.StreamingBody.{iter_chunks,iter_lines}",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .when = WHEN_ITERATED,
     .because = "reads the body from the network",
     .instead = "aioboto3, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = CORE "response.html"},

    // Resources.
    {.name = "boto3.resources.base.ServiceResource", .kind = KNOWN_CLASS, .source = RESOURCES},
    {.name =
         "boto3.resources.base.ServiceResource.{Bucket,Object,ObjectSummary,BucketPolicy,Acl,"
         "MultipartUpload,MultipartUploadPart,Table,Queue,Message,Topic,Subscription,"
         "PlatformEndpoint,Instance,Image,Volume,Snapshot,Vpc,Subnet,SecurityGroup,KeyPair,Alarm,"
         "Metric,Stack,User,Group,Role,Policy}",
     .returns = "boto3.resources.base.ServiceResource",
     .source = "boto3/data/*/*/resources-1.json"},
    {.name =
         "boto3.resources.base.ServiceResource.{buckets,objects,object_versions,"
         "multipart_uploads,tables,queues,topics,subscriptions,instances,images,volumes,snapshots,"
         "vpcs,subnets,security_groups,key_pairs,alarms,stacks,users,groups,roles,policies}",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "boto3.resources.collection.ResourceCollection",
     .source = "boto3/data/*/*/resources-1.json"},
    {.name =
         "boto3.resources.base.ServiceResource.{get_item,put_item,update_item,delete_item,query,"
         "scan,batch_get_item,batch_write_item,create_table,get,put,copy,copy_from,head,load,"
         "reload,create,delete,update,delete_objects,put_object,create_bucket,upload_file,"
         "upload_fileobj,download_file,download_fileobj,initiate_multipart_upload,restore_object,"
         "send_message,send_messages,receive_messages,delete_messages,purge,create_queue,"
         "get_queue_by_name,set_attributes,publish,subscribe,create_topic,start,stop,reboot,"
         "terminate,create_instances,create_tags,wait_until_exists,wait_until_not_exists,"
         "wait_until_running,wait_until_stopped,wait_until_terminated}",
     CALLS,
     .source = "boto3/data/*/*/resources-1.json"},
    {.name = "boto3.resources.base.ServiceResource.batch_writer",
     .enters = "boto3.dynamodb.table.BatchWriter",
     .source = "boto3/dynamodb/table.py"},
    {.name = "boto3.dynamodb.table.BatchWriter",
     .kind = KNOWN_CLASS,
     .source = "boto3/dynamodb/table.py"},
    {.name = "boto3.dynamodb.table.BatchWriter.{put_item,delete_item,__exit__}",
     CALLS,
     .source = "boto3/dynamodb/table.py"},
    {.name = "boto3.resources.collection.ResourceCollection",
     .kind = KNOWN_CLASS,
     .elements = "boto3.resources.base.ServiceResource",
     .source = "https://boto3.amazonaws.com/v1/documentation/api/latest/guide/collections.html"},
    {.name = "boto3.resources.collection.ResourceCollection.{all,filter,limit,page_size}",
     .returns = "boto3.resources.collection.ResourceCollection",
     .source = "boto3/resources/collection.py"},
    {.name = "boto3.resources.collection.ResourceCollection.__iter__",
     CALLS,
     .elements = "boto3.resources.base.ServiceResource",
     .source = "boto3/resources/collection.py"},
    {.name = "boto3.resources.collection.ResourceCollection.{delete,start,stop,reboot,terminate}",
     CALLS,
     .source = "boto3/resources/collection.py"},
    {.name = "boto3.resources.collection.ResourceCollection.pages",
     CALLS,
     .when = WHEN_ITERATED,
     .source = "boto3/resources/collection.py"},

    // asyncio.
    {.name = "aioboto3.session.Session",
     .kind = KNOWN_ALIAS,
     .alias_of = "aioboto3.Session",
     .source = "aioboto3/__init__.py"},
    {.name = "{aioboto3.Session,aiobotocore.session.AioSession}",
     .kind = KNOWN_CLASS,
     .source = ASYNC},
    {.name = "aiobotocore.session.get_session",
     .returns = "aiobotocore.session.AioSession",
     .source = "aiobotocore/session.py"},
    {.name = "{aioboto3.Session.client,aiobotocore.session.AioSession.create_client}",
     .result = RESULT_ASYNC_CONTEXT,
     .enters = "aiobotocore.client.AioBaseClient",
     .source = ASYNC},
    {.name = "aioboto3.Session.resource", .result = RESULT_ASYNC_CONTEXT, .source = ASYNC},
    {.name = "aiobotocore.client.AioBaseClient",
     .kind = KNOWN_CLASS,
     .source = "aiobotocore/client.py"},
    {.name = "aiobotocore.client.AioBaseClient.*", COROUTINE, .source = "aiobotocore/client.py"},
    {.name = "aiobotocore.client.AioBaseClient.{can_paginate,get_paginator,get_waiter}",
     .source = "aiobotocore/client.py"},
    {.name = "aiobotocore.client.AioBaseClient.{meta,exceptions,waiter_names}",
     .kind = KNOWN_ATTRIBUTE,
     .source = "aiobotocore/client.py"},
};

KNOWLEDGE_TABLE(boto3)
