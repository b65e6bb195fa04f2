// Clients of Google Cloud and Azure. Google's listings are asked for as they are iterated; Azure
// keeps its asynchronous clients under the same names in packages called aio.
#include "knowledge/tables.h"

#define STORAGE   "https://docs.cloud.google.com/python/docs/reference/storage/latest/"
#define BIGQUERY  "https://docs.cloud.google.com/python/docs/reference/bigquery/latest/"
#define PUBSUB    "https://docs.cloud.google.com/python/docs/reference/pubsub/latest/"
#define FIRESTORE "https://docs.cloud.google.com/python/docs/reference/firestore/latest/"
#define SECRETS   "https://docs.cloud.google.com/python/docs/reference/secretmanager/latest/"
#define AUTH      "https://google-auth.readthedocs.io/en/stable/reference/google.auth.html"
#define AZURE     "https://learn.microsoft.com/en-us/python/api/"

#define COROUTINE .result = RESULT_COROUTINE
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer", .instead = async_way, OR_A_THREAD
#define IN_STORAGE   "gcloud-aio-storage, or await asyncio.to_thread(...)"
#define IN_FIRESTORE "google.cloud.firestore.AsyncClient"
#define IN_SECRETS   "google.cloud.secretmanager.SecretManagerServiceAsyncClient"
#define IN_BLOB      "azure.storage.blob.aio"
#define IN_VAULT     "azure.keyvault.secrets.aio.SecretClient"
#define IN_BUS       "azure.servicebus.aio.ServiceBusClient"
#define IN_COSMOS    "azure.cosmos.aio.CosmosClient"
#define QUERY_METHODS                                                                              \
  "{where,order_by,limit,limit_to_last,offset,select,start_at,start_after,end_at,"                 \
  "end_before}"

// clang-format off
// A client that is made from the description of a service, and its twin.
#define SERVICE(name_) "https://cloud.google.com/python/docs/reference/" name_ "/latest"
#define GOOGLE_CLIENT(package, version, name_, methods)                                            \
  {.name = "google.cloud." version, .kind = KNOWN_ALIAS, .alias_of = "google.cloud." package,      \
   .source = "google/cloud/" package "/__init__.py"},                                              \
  {.name = "google.cloud." package ".{" name_ "Client," name_ "AsyncClient}",                      \
   .kind = KNOWN_CLASS, .source = SERVICE(package)},                                               \
  {.name = "google.cloud." package "." name_ "Client." methods,                                    \
   ASKS("google.cloud." package "." name_ "AsyncClient"), .source = SERVICE(package)},             \
  {.name = "google.cloud." package "." name_ "AsyncClient." methods,                               \
   COROUTINE, .source = SERVICE(package)}
// clang-format on

static const KnowledgeEntry entries[] = {
    // Google Cloud Storage.
    {.name = "google.cloud.storage.{client,bucket,blob}",
     .kind = KNOWN_ALIAS,
     .alias_of = "google.cloud.storage",
     .source = "google/cloud/storage/__init__.py"},
    {.name = "google.cloud.storage.{Client,Bucket,Blob}", .kind = KNOWN_CLASS, .source = STORAGE},
    {.name = "google.cloud.storage.Client.bucket",
     .returns = "google.cloud.storage.Bucket",
     .source = STORAGE "google.cloud.storage.client.Client"},
    {.name = "google.cloud.storage.Client.{get_bucket,create_bucket,lookup_bucket}",
     ASKS(IN_STORAGE),
     .returns = "google.cloud.storage.Bucket",
     .source = STORAGE "google.cloud.storage.client.Client"},
    {.name = "google.cloud.storage.{Client,Bucket}.list_blobs",
     ASKS(IN_STORAGE),
     .when = WHEN_ITERATED,
     .elements = "google.cloud.storage.Blob",
     .source = STORAGE "google.cloud.storage.client.Client"},
    {.name = "google.cloud.storage.Client.list_buckets",
     ASKS(IN_STORAGE),
     .when = WHEN_ITERATED,
     .elements = "google.cloud.storage.Bucket",
     .source = STORAGE "google.cloud.storage.client.Client"},
    {.name = "google.cloud.storage.Client.{download_blob_to_file,get_service_account_email}",
     ASKS(IN_STORAGE),
     .source = STORAGE "google.cloud.storage.client.Client"},
    {.name = "google.cloud.storage.Bucket.blob",
     .returns = "google.cloud.storage.Blob",
     .source = STORAGE "google.cloud.storage.bucket.Bucket"},
    {.name = "google.cloud.storage.Bucket.{get_blob,copy_blob,rename_blob,move_blob}",
     ASKS(IN_STORAGE),
     .returns = "google.cloud.storage.Blob",
     .source = STORAGE "google.cloud.storage.bucket.Bucket"},
    {.name = "google.cloud.storage.Bucket.{create,delete,delete_blob,delete_blobs,exists,get_iam_"
             "policy,"
             "make_private,make_public,patch,reload,set_iam_policy,update}",
     ASKS(IN_STORAGE),
     .source = STORAGE "google.cloud.storage.bucket.Bucket"},
    {.name = "google.cloud.storage.Blob.{compose,create_resumable_upload_session,delete,"
             "download_as_bytes,download_as_string,download_as_text,download_to_file,"
             "download_to_filename,exists,make_private,make_public,patch,reload,rewrite,update,"
             "update_storage_class,upload_from_file,upload_from_filename,upload_from_string}",
     ASKS(IN_STORAGE),
     .source = STORAGE "google.cloud.storage.blob.Blob"},

    // BigQuery.
    {.name = "google.cloud.bigquery.client",
     .kind = KNOWN_ALIAS,
     .alias_of = "google.cloud.bigquery",
     .source = "google/cloud/bigquery/__init__.py"},
    {.name = "google.cloud.bigquery.{Client,QueryJob,LoadJob}",
     .kind = KNOWN_CLASS,
     .source = BIGQUERY},
    {.name = "google.cloud.bigquery.Client.query",
     ASKS(NULL),
     .returns = "google.cloud.bigquery.QueryJob",
     .source = BIGQUERY "google.cloud.bigquery.client.Client"},
    {.name = "google.cloud.bigquery.Client.{load_table_from_dataframe,load_table_from_file,"
             "load_table_from_json,load_table_from_uri}",
     ASKS(NULL),
     .returns = "google.cloud.bigquery.LoadJob",
     .source = BIGQUERY "google.cloud.bigquery.client.Client"},
    {.name = "google.cloud.bigquery.Client.{query_and_wait,copy_table,create_dataset,create_table,"
             "delete_dataset,delete_table,extract_table,get_dataset,get_job,get_table,insert_rows,"
             "insert_rows_from_dataframe,insert_rows_json,update_dataset,update_table,cancel_job}",
     ASKS(NULL),
     .source = BIGQUERY "google.cloud.bigquery.client.Client"},
    {.name = "google.cloud.bigquery.{QueryJob,LoadJob}.{result,exception,reload,exists,cancel}",
     ASKS(NULL),
     .source = BIGQUERY "google.cloud.bigquery.job.QueryJob"},
    {.name = "google.cloud.bigquery.QueryJob.{to_dataframe,to_arrow,__iter__}",
     ASKS(NULL),
     .source = BIGQUERY "google.cloud.bigquery.job.QueryJob"},

    // Pub/Sub: publish hands over to a thread, its future waits.
    {.name = "google.cloud.pubsub_v1.{PublisherClient,SubscriberClient}",
     .kind = KNOWN_CLASS,
     .source = PUBSUB},
    {.name = "google.cloud.pubsub_v1.PublisherClient.publish",
     .returns = "google.cloud.pubsub_v1.publisher.futures.Future",
     .source = PUBSUB "google.cloud.pubsub_v1.publisher.client.Client"},
    {.name = "google.cloud.pubsub_v1.SubscriberClient.subscribe",
     .returns = "google.cloud.pubsub_v1.subscriber.futures.StreamingPullFuture",
     .roles = {ROLE(OFF_LOOP, 1, "callback")},
     .source = PUBSUB "google.cloud.pubsub_v1.subscriber.client.Client"},
    {.name = "google.cloud.pubsub_v1.{publisher.futures.Future,"
             "subscriber.futures.StreamingPullFuture}",
     .kind = KNOWN_CLASS,
     .source = PUBSUB},
    {.name = "google.cloud.pubsub_v1.{publisher.futures.Future,"
             "subscriber.futures.StreamingPullFuture}.{result,exception}",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for a thread that talks to the service",
     .instead = "await asyncio.wrap_future(future)",
     OR_A_THREAD,
     .source = PUBSUB "google.cloud.pubsub_v1.publisher.futures.Future"},
    {.name = "google.cloud.pubsub_v1.SubscriberClient.{pull,acknowledge,modify_ack_deadline,"
             "create_subscription,delete_subscription,get_subscription,seek}",
     ASKS(NULL),
     .source = PUBSUB "google.cloud.pubsub_v1.subscriber.client.Client"},
    {.name = "google.cloud.pubsub_v1.PublisherClient.{create_topic,delete_topic,get_topic,update_"
             "topic}",
     ASKS(NULL),
     .source = PUBSUB "google.cloud.pubsub_v1.publisher.client.Client"},

    // Firestore.
    {.name = "google.cloud.firestore_v1",
     .kind = KNOWN_ALIAS,
     .alias_of = "google.cloud.firestore",
     .source = "google/cloud/firestore/__init__.py"},
    {.name =
         "google.cloud.firestore.{Client,DocumentReference,CollectionReference,Query,AsyncClient,"
         "AsyncDocumentReference,AsyncCollectionReference,AsyncQuery}",
     .kind = KNOWN_CLASS,
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{Client.collection,DocumentReference.collection}",
     .returns = "google.cloud.firestore.CollectionReference",
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{Client.document,CollectionReference.document}",
     .returns = "google.cloud.firestore.DocumentReference",
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{CollectionReference,Query}." QUERY_METHODS,
     .returns = "google.cloud.firestore.Query",
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.Client.collection_group",
     .returns = "google.cloud.firestore.Query",
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{AsyncCollectionReference,AsyncQuery}." QUERY_METHODS,
     .returns = "google.cloud.firestore.AsyncQuery",
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{AsyncCollectionReference,AsyncQuery}.stream",
     .result = RESULT_ASYNC_GENERATOR,
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.DocumentReference.{get,set,update,create,delete}",
     ASKS(IN_FIRESTORE),
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{CollectionReference.add,CollectionReference.get,Query.get}",
     ASKS(IN_FIRESTORE),
     .source = FIRESTORE},
    {.name =
         "google.cloud.firestore.{CollectionReference.stream,CollectionReference.list_documents,"
         "Query.stream,Client.collections,Client.get_all}",
     ASKS(IN_FIRESTORE),
     .when = WHEN_ITERATED,
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{AsyncClient.collection,AsyncDocumentReference.collection}",
     .returns = "google.cloud.firestore.AsyncCollectionReference",
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{AsyncClient.document,AsyncCollectionReference.document}",
     .returns = "google.cloud.firestore.AsyncDocumentReference",
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.AsyncDocumentReference.{get,set,update,create,delete}",
     COROUTINE,
     .source = FIRESTORE},
    {.name = "google.cloud.firestore.{AsyncCollectionReference.add,AsyncCollectionReference.get,"
             "AsyncQuery.get}",
     COROUTINE,
     .source = FIRESTORE},

    // Secret Manager and credentials.
    {.name = "google.cloud.secretmanager_v1",
     .kind = KNOWN_ALIAS,
     .alias_of = "google.cloud.secretmanager",
     .source = "google/cloud/secretmanager/__init__.py"},
    {.name =
         "google.cloud.secretmanager.{SecretManagerServiceClient,SecretManagerServiceAsyncClient}",
     .kind = KNOWN_CLASS,
     .source = SECRETS},
    {.name = "google.cloud.secretmanager.SecretManagerServiceClient.{access_secret_version,"
             "add_secret_version,create_secret,delete_secret,get_secret,get_secret_version,"
             "list_secrets,list_secret_versions,update_secret}",
     ASKS(IN_SECRETS),
     .source = SECRETS},
    {.name = "google.cloud.secretmanager.SecretManagerServiceAsyncClient.{access_secret_version,"
             "add_secret_version,create_secret,delete_secret,get_secret,get_secret_version,"
             "list_secrets,list_secret_versions,update_secret}",
     COROUTINE,
     .source = SECRETS},
    // Translation, speech, pictures, jobs.
    GOOGLE_CLIENT("speech", "speech_v1", "Speech", "{recognize,long_running_recognize}"),
    GOOGLE_CLIENT("vision", "vision_v1", "ImageAnnotator",
                  "{batch_annotate_images,batch_annotate_files,async_batch_annotate_images,"
                  "async_batch_annotate_files}"),
    {.name = "google.cloud.vision.ImageAnnotatorClient.{annotate_image,label_detection,"
             "text_detection,document_text_detection,face_detection,landmark_detection,"
             "logo_detection,object_localization,safe_search_detection,web_detection,"
             "image_properties,crop_hints,product_search}",
     ASKS("google.cloud.vision.ImageAnnotatorAsyncClient"),
     .source = SERVICE("vision")},
    GOOGLE_CLIENT("texttospeech", "texttospeech_v1", "TextToSpeech",
                  "{synthesize_speech,list_voices}"),
    GOOGLE_CLIENT("tasks", "tasks_v2", "CloudTasks",
                  "{create_task,delete_task,get_task,list_tasks,run_task,create_queue,delete_queue,"
                  "get_queue,list_queues,pause_queue,purge_queue,resume_queue,update_queue}"),
    GOOGLE_CLIENT("translate", "translate_v3", "TranslationService",
                  "{translate_text,detect_language,get_supported_languages,translate_document,"
                  "batch_translate_text,batch_translate_document}"),
    {.name = "google.cloud.translate_v2.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "google.cloud.translate_v2.Client",
     .source = "google/cloud/translate_v2/__init__.py"},
    {.name = "google.cloud.translate_v2.Client",
     .kind = KNOWN_CLASS,
     .source = SERVICE("translate")},
    {.name = "google.cloud.translate_v2.Client.{translate,detect_language,get_languages}",
     ASKS("google.cloud.translate.TranslationServiceAsyncClient"),
     .source = SERVICE("translate")},
    {.name = "google.auth.default",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "looks for credentials in files and on the network",
     .returns = "google.auth.credentials.Credentials,builtins.str",
     .source = AUTH "#google.auth.default"},
    {.name = "google.auth.credentials.Credentials",
     .kind = KNOWN_CLASS,
     .source =
         "https://google-auth.readthedocs.io/en/stable/reference/google.auth.credentials.html"},
    {.name = "google.auth.credentials.Credentials.refresh",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "asks a server for a token",
     .source =
         "https://google-auth.readthedocs.io/en/stable/reference/google.auth.credentials.html"},
    {.name = "google.oauth2.{credentials.Credentials,service_account.Credentials}",
     .kind = KNOWN_CLASS,
     .bases = "google.auth.credentials.Credentials",
     .source = "https://google-auth.readthedocs.io/en/stable/reference/google.oauth2.html"},
    {.name = "google.oauth2.{credentials.Credentials.from_authorized_user_file,"
             "service_account.Credentials.from_service_account_file}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads a file of credentials",
     .returns = "self",
     .source = "https://google-auth.readthedocs.io/en/stable/reference/google.oauth2.html"},
    {.name = "google.oauth2.id_token.{verify_token,verify_oauth2_token,verify_firebase_token,"
             "fetch_id_token}",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "fetches the keys, or a token, over the network",
     .source =
         "https://google-auth.readthedocs.io/en/stable/reference/google.oauth2.id_token.html"},

    // Azure Blob Storage.
    {.name = "azure.storage.blob.{BlobServiceClient,ContainerClient,BlobClient,"
             "StorageStreamDownloader,aio.BlobServiceClient,aio.ContainerClient,aio.BlobClient}",
     .kind = KNOWN_CLASS,
     .source = AZURE "azure-storage-blob/"},
    {.name =
         "azure.storage.blob.{BlobServiceClient,ContainerClient,BlobClient,aio.BlobServiceClient,"
         "aio.ContainerClient,aio.BlobClient}.from_connection_string",
     .returns = "self",
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.BlobServiceClient.get_container_client",
     .returns = "azure.storage.blob.ContainerClient",
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.{BlobServiceClient,ContainerClient}.get_blob_client",
     .returns = "azure.storage.blob.BlobClient",
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.{ContainerClient,BlobClient}.download_blob",
     ASKS(IN_BLOB),
     .returns = "azure.storage.blob.StorageStreamDownloader",
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.StorageStreamDownloader.{readall,readinto,read,content_as_bytes,"
             "content_as_text}",
     ASKS(IN_BLOB),
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.StorageStreamDownloader.chunks",
     ASKS(IN_BLOB),
     .when = WHEN_ITERATED,
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.BlobServiceClient.{create_container,delete_container,"
             "get_account_information,get_service_properties,get_user_delegation_key}",
     ASKS(IN_BLOB),
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.{BlobServiceClient.list_containers,ContainerClient.list_blobs,"
             "ContainerClient.list_blob_names,ContainerClient.walk_blobs}",
     ASKS(IN_BLOB),
     .when = WHEN_ITERATED,
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.ContainerClient.{upload_blob,delete_blob,delete_blobs,exists,"
             "create_container,delete_container,get_container_properties,set_container_metadata}",
     ASKS(IN_BLOB),
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.BlobClient.{upload_blob,delete_blob,exists,get_blob_properties,"
             "append_block,stage_block,commit_block_list,start_copy_from_url,create_append_blob,"
             "set_blob_metadata,set_blob_tags,get_blob_tags,upload_blob_from_url}",
     ASKS(IN_BLOB),
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.aio.BlobServiceClient.get_container_client",
     .returns = "azure.storage.blob.aio.ContainerClient",
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.aio.{BlobServiceClient,ContainerClient}.get_blob_client",
     .returns = "azure.storage.blob.aio.BlobClient",
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.aio.BlobServiceClient.{create_container,delete_container,close}",
     COROUTINE,
     .source = AZURE "azure-storage-blob/"},
    {.name =
         "azure.storage.blob.aio.ContainerClient.{upload_blob,download_blob,delete_blob,"
         "delete_blobs,exists,create_container,delete_container,get_container_properties,close}",
     COROUTINE,
     .source = AZURE "azure-storage-blob/"},
    {.name = "azure.storage.blob.aio.BlobClient.{upload_blob,download_blob,delete_blob,exists,"
             "get_blob_properties,append_block,stage_block,commit_block_list,start_copy_from_url,"
             "set_blob_metadata,close}",
     COROUTINE,
     .source = AZURE "azure-storage-blob/"},

    // Azure credentials, Key Vault, Service Bus, Cosmos DB.
    {.name = "azure.identity.{DefaultAzureCredential,ManagedIdentityCredential,"
             "ClientSecretCredential,AzureCliCredential}",
     .kind = KNOWN_CLASS,
     .source = AZURE "azure-identity/"},
    {.name = "azure.identity.{DefaultAzureCredential,ManagedIdentityCredential,"
             "ClientSecretCredential,AzureCliCredential}.get_token",
     ASKS("azure.identity.aio"),
     .source = AZURE "azure-identity/"},
    {.name = "azure.identity.aio.{DefaultAzureCredential,ManagedIdentityCredential,"
             "ClientSecretCredential,AzureCliCredential}",
     .kind = KNOWN_CLASS,
     .source = AZURE "azure-identity/"},
    {.name = "azure.identity.aio.{DefaultAzureCredential,ManagedIdentityCredential,"
             "ClientSecretCredential,AzureCliCredential}.{get_token,close}",
     COROUTINE,
     .source = AZURE "azure-identity/"},
    {.name = "azure.keyvault.secrets.{SecretClient,aio.SecretClient}",
     .kind = KNOWN_CLASS,
     .source = AZURE "azure-keyvault-secrets/"},
    {.name = "azure.keyvault.secrets.SecretClient.{get_secret,set_secret,update_secret_properties,"
             "backup_secret,begin_delete_secret,get_deleted_secret,purge_deleted_secret}",
     ASKS(IN_VAULT),
     .source = AZURE "azure-keyvault-secrets/"},
    {.name =
         "azure.keyvault.secrets.SecretClient.{list_properties_of_secrets,list_deleted_secrets}",
     ASKS(IN_VAULT),
     .when = WHEN_ITERATED,
     .source = AZURE "azure-keyvault-secrets/"},
    {.name =
         "azure.keyvault.secrets.aio.SecretClient.{get_secret,set_secret,update_secret_properties,"
         "backup_secret,delete_secret,get_deleted_secret,purge_deleted_secret,close}",
     COROUTINE,
     .source = AZURE "azure-keyvault-secrets/"},
    {.name = "azure.servicebus.{ServiceBusClient,ServiceBusSender,ServiceBusReceiver}",
     .kind = KNOWN_CLASS,
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.servicebus.ServiceBusClient.from_connection_string",
     .returns = "azure.servicebus.ServiceBusClient",
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.servicebus.ServiceBusClient.{get_queue_sender,get_topic_sender}",
     .returns = "azure.servicebus.ServiceBusSender",
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.servicebus.ServiceBusClient.{get_queue_receiver,get_subscription_receiver}",
     .returns = "azure.servicebus.ServiceBusReceiver",
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.servicebus.ServiceBusSender.{send_messages,schedule_messages,"
             "cancel_scheduled_messages,create_message_batch}",
     ASKS(IN_BUS),
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.servicebus.ServiceBusReceiver.{receive_messages,peek_messages,complete_message,"
             "abandon_message,dead_letter_message,defer_message,renew_message_lock,next,__iter__,"
             "__next__}",
     ASKS(IN_BUS),
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.servicebus.aio.ServiceBusSender",
     .kind = KNOWN_CLASS,
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.servicebus.aio.ServiceBusSender.{send_messages,schedule_messages,"
             "cancel_scheduled_messages,create_message_batch,close}",
     COROUTINE,
     .source = AZURE "azure-servicebus/"},
    {.name = "azure.cosmos.{CosmosClient,DatabaseProxy,ContainerProxy,aio.ContainerProxy}",
     .kind = KNOWN_CLASS,
     .source = AZURE "azure-cosmos/"},
    {.name = "azure.cosmos.CosmosClient.get_database_client",
     .returns = "azure.cosmos.DatabaseProxy",
     .source = AZURE "azure-cosmos/"},
    {.name = "azure.cosmos.DatabaseProxy.get_container_client",
     .returns = "azure.cosmos.ContainerProxy",
     .source = AZURE "azure-cosmos/"},
    {.name =
         "azure.cosmos.{CosmosClient.create_database,CosmosClient.create_database_if_not_exists,"
         "CosmosClient.delete_database,DatabaseProxy.create_container,"
         "DatabaseProxy.create_container_if_not_exists,DatabaseProxy.delete_container,"
         "ContainerProxy.create_item,ContainerProxy.read_item,ContainerProxy.upsert_item,"
         "ContainerProxy.replace_item,ContainerProxy.patch_item,ContainerProxy.delete_item}",
     ASKS(IN_COSMOS),
     .source = AZURE "azure-cosmos/"},
    {.name = "azure.cosmos.ContainerProxy.{query_items,read_all_items}",
     ASKS(IN_COSMOS),
     .when = WHEN_ITERATED,
     .source = AZURE "azure-cosmos/"},
    {.name = "azure.cosmos.aio.ContainerProxy.{create_item,read_item,upsert_item,replace_item,"
             "patch_item,delete_item}",
     COROUTINE,
     .source = AZURE "azure-cosmos/"},
};

KNOWLEDGE_TABLE(cloud)
