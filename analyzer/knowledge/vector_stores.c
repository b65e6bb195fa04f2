// Stores of vectors, and what language models are asked through, beside the libraries in llm.c.
#include "knowledge/tables.h"

#define CHROMA    "https://docs.trychroma.com/reference/python/"
#define WEAVIATE  "https://weaviate-python-client.readthedocs.io/en/stable/"
#define PINECONE  "https://sdk.pinecone.io/python/"
#define MISTRAL   "https://github.com/mistralai/client-python#readme"
#define GENAI     "https://googleapis.github.io/python-genai/"
#define TOGETHER  "https://github.com/togethercomputer/together-py#readme"
#define REPLICATE "https://github.com/replicate/replicate-python#readme"

#define COROUTINE .result = RESULT_COROUTINE
#define SEARCHES(async_way)                                                                        \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for the vector store",      \
  .instead = async_way, OR_A_THREAD
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer", .instead = async_way, OR_A_THREAD
#define IN_CHROMA   "await chromadb.AsyncHttpClient(...)"
#define IN_PINECONE "pinecone.PineconeAsyncio"

static const KnowledgeEntry entries[] = {
    // Chroma.
    {.name = "chromadb.{Client,PersistentClient,EphemeralClient,HttpClient,CloudClient}",
     .returns = "chromadb.api.ClientAPI",
     .source = CHROMA "client"},
    {.name = "chromadb.AsyncHttpClient",
     COROUTINE,
     .returns = "chromadb.api.async_api.AsyncClientAPI",
     .source = CHROMA "client"},
    {.name = "{chromadb.ClientAPI,chromadb.api.client.Client}",
     .kind = KNOWN_ALIAS,
     .alias_of = "chromadb.api.ClientAPI",
     .source = "chromadb/__init__.py"},
    {.name = "chromadb.AsyncClientAPI",
     .kind = KNOWN_ALIAS,
     .alias_of = "chromadb.api.async_api.AsyncClientAPI",
     .source = "chromadb/__init__.py"},
    {.name = "chromadb.Collection",
     .kind = KNOWN_ALIAS,
     .alias_of = "chromadb.api.models.Collection.Collection",
     .source = "chromadb/__init__.py"},
    {.name = "chromadb.api.{ClientAPI,async_api.AsyncClientAPI,models.Collection.Collection,"
             "models.AsyncCollection.AsyncCollection}",
     .kind = KNOWN_CLASS,
     .source = CHROMA "client"},
    {.name = "chromadb.api.ClientAPI.{create_collection,get_collection,get_or_create_collection}",
     SEARCHES(IN_CHROMA),
     .returns = "chromadb.api.models.Collection.Collection",
     .source = CHROMA "client"},
    {.name = "chromadb.api.ClientAPI.{list_collections,count_collections,delete_collection,"
             "heartbeat,reset,get_version}",
     SEARCHES(IN_CHROMA),
     .source = CHROMA "client"},
    {.name = "chromadb.api.async_api.AsyncClientAPI.{create_collection,get_collection,"
             "get_or_create_collection}",
     COROUTINE,
     .returns = "chromadb.api.models.AsyncCollection.AsyncCollection",
     .source = CHROMA "client"},
    {.name = "chromadb.api.async_api.AsyncClientAPI.{list_collections,count_collections,"
             "delete_collection,heartbeat,reset,get_version}",
     COROUTINE,
     .source = CHROMA "client"},
    {.name = "chromadb.api.models.Collection.Collection.{add,count,delete,fork,get,modify,peek,"
             "query,search,update,upsert}",
     SEARCHES(IN_CHROMA),
     .source = CHROMA "collection"},
    {.name = "chromadb.api.models.AsyncCollection.AsyncCollection.{add,count,delete,fork,get,"
             "modify,peek,query,search,update,upsert}",
     COROUTINE,
     .source = CHROMA "collection"},

    // Weaviate.
    {.name = "weaviate.{connect_to_local,connect_to_custom,connect_to_weaviate_cloud,"
             "connect_to_embedded}",
     SEARCHES("weaviate.use_async_with_local(...) and its kin"),
     .returns = "weaviate.WeaviateClient",
     .source = WEAVIATE "weaviate.html#module-weaviate"},
    {.name = "weaviate.{use_async_with_local,use_async_with_custom,"
             "use_async_with_weaviate_cloud,use_async_with_embedded}",
     .returns = "weaviate.WeaviateAsyncClient",
     .source = WEAVIATE "weaviate.html#module-weaviate"},
    {.name = "weaviate.{WeaviateClient,WeaviateAsyncClient}",
     .kind = KNOWN_CLASS,
     .source = WEAVIATE "weaviate.html"},
    {.name = "weaviate.WeaviateClient.{connect,get_meta,graphql_raw_query,is_live,is_ready}",
     SEARCHES("weaviate.WeaviateAsyncClient"),
     .source = WEAVIATE "weaviate.html#weaviate.WeaviateClient"},
    {.name = "weaviate.WeaviateAsyncClient.{connect,close,get_meta,graphql_raw_query,is_live,"
             "is_ready}",
     COROUTINE,
     .source = WEAVIATE "weaviate.html#weaviate.WeaviateAsyncClient"},

    // Pinecone.
    {.name = "pinecone.{Pinecone,PineconeAsyncio,Index}", .kind = KNOWN_CLASS, .source = PINECONE},
    {.name = "pinecone.Pinecone.{Index,index}", .returns = "pinecone.Index", .source = PINECONE},
    {.name = "pinecone.Pinecone.{create_index,create_index_for_model,configure_index,delete_index,"
             "describe_index,has_index,list_indexes,create_collection,delete_collection,"
             "describe_collection,list_collections}",
     SEARCHES(IN_PINECONE),
     .source = PINECONE},
    {.name = "pinecone.Index.{query,upsert,update,delete,fetch,search,search_records,"
             "upsert_records,upsert_from_dataframe,describe_index_stats,query_namespaces}",
     SEARCHES(IN_PINECONE),
     .source = PINECONE},
    {.name = "pinecone.PineconeAsyncio.{close,create_index,create_index_for_model,configure_index,"
             "delete_index,describe_index,has_index,list_indexes}",
     COROUTINE,
     .source = PINECONE},

    // Mistral has one client for both ways.
    {.name = "mistralai.{Mistral,client.sdk.Mistral}",
     .kind = KNOWN_ALIAS,
     .alias_of = "mistralai.client.Mistral",
     .source = "mistralai/client/__init__.py; version 1 has it at the top"},
    {.name = "mistralai.client.{Mistral,chat.Chat,embeddings.Embeddings,fim.Fim}",
     .kind = KNOWN_CLASS,
     .source = MISTRAL},
    {.name = "mistralai.client.Mistral.chat",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "mistralai.client.chat.Chat",
     .source = MISTRAL},
    {.name = "mistralai.client.Mistral.embeddings",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "mistralai.client.embeddings.Embeddings",
     .source = MISTRAL},
    {.name = "mistralai.client.Mistral.fim",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "mistralai.client.fim.Fim",
     .source = MISTRAL},
    {.name = "mistralai.client.{chat.Chat.complete,chat.Chat.parse,chat.Chat.stream,"
             "chat.Chat.parse_stream,embeddings.Embeddings.create,fim.Fim.complete,fim.Fim.stream}",
     ASKS("the same method with _async"),
     .source = MISTRAL},
    {.name = "mistralai.client.{chat.Chat.complete_async,chat.Chat.parse_async,"
             "chat.Chat.stream_async,chat.Chat.parse_stream_async,"
             "embeddings.Embeddings.create_async,fim.Fim.complete_async,fim.Fim.stream_async}",
     COROUTINE,
     .source = MISTRAL},

    // Google's: what is below `aio` is the asynchronous twin.
    {.name = "google.genai.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "google.genai.Client",
     .source = "google/genai/__init__.py"},
    {.name = "google.genai.{Client,client.AsyncClient,models.Models,models.AsyncModels,files.Files,"
             "files.AsyncFiles,chats.Chats,chats.AsyncChats,chats.Chat,chats.AsyncChat}",
     .kind = KNOWN_CLASS,
     .source = GENAI},
    {.name = "google.genai.Client.aio",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "google.genai.client.AsyncClient",
     .source = GENAI "#asyncio-async-non-streaming"},
    {.name = "google.genai.Client.models",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "google.genai.models.Models",
     .source = GENAI},
    {.name = "google.genai.client.AsyncClient.models",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "google.genai.models.AsyncModels",
     .source = GENAI},
    {.name = "google.genai.Client.files",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "google.genai.files.Files",
     .source = GENAI},
    {.name = "google.genai.client.AsyncClient.files",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "google.genai.files.AsyncFiles",
     .source = GENAI},
    {.name = "google.genai.Client.chats",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "google.genai.chats.Chats",
     .source = GENAI},
    {.name = "google.genai.client.AsyncClient.chats",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "google.genai.chats.AsyncChats",
     .source = GENAI},
    {.name = "google.genai.chats.Chats.create",
     .returns = "google.genai.chats.Chat",
     .source = GENAI},
    {.name = "google.genai.chats.AsyncChats.create",
     .returns = "google.genai.chats.AsyncChat",
     .source = GENAI},
    {.name = "google.genai.{models.Models.generate_content,models.Models.embed_content,"
             "models.Models.count_tokens,models.Models.compute_tokens,"
             "models.Models.generate_images,models.Models.edit_image,"
             "models.Models.upscale_image,models.Models.generate_videos,models.Models.get,"
             "models.Models.list,models.Models.delete,files.Files.upload,files.Files.download,"
             "files.Files.get,files.Files.list,files.Files.delete,chats.Chat.send_message}",
     ASKS("client.aio"),
     .source = GENAI},
    {.name = "google.genai.{models.Models.generate_content_stream,chats.Chat.send_message_stream}",
     ASKS("client.aio"),
     .when = WHEN_ITERATED,
     .source = GENAI},
    {.name = "google.genai.{models.AsyncModels,files.AsyncFiles}.{get,list,delete}",
     COROUTINE,
     .source = GENAI},
    {.name = "google.genai.{models.AsyncModels.generate_content,"
             "models.AsyncModels.generate_content_stream,models.AsyncModels.embed_content,"
             "models.AsyncModels.count_tokens,models.AsyncModels.compute_tokens,"
             "models.AsyncModels.generate_images,models.AsyncModels.edit_image,"
             "models.AsyncModels.upscale_image,models.AsyncModels.generate_videos,"
             "files.AsyncFiles.upload,files.AsyncFiles.download,chats.AsyncChat.send_message,"
             "chats.AsyncChat.send_message_stream,client.AsyncClient.aclose}",
     COROUTINE,
     .source = GENAI},

    // Together and Replicate.
    {.name = "together.{Together,AsyncTogether}", .kind = KNOWN_CLASS, .source = TOGETHER},
    {.name = "together.resources.chat.{ChatResource,AsyncChatResource,"
             "completions.CompletionsResource,completions.AsyncCompletionsResource}",
     .kind = KNOWN_CLASS,
     .source = TOGETHER},
    {.name = "together.Together.chat",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "together.resources.chat.ChatResource",
     .source = TOGETHER},
    {.name = "together.AsyncTogether.chat",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "together.resources.chat.AsyncChatResource",
     .source = TOGETHER},
    {.name = "together.resources.chat.ChatResource.completions",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "together.resources.chat.completions.CompletionsResource",
     .source = TOGETHER},
    {.name = "together.resources.chat.AsyncChatResource.completions",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "together.resources.chat.completions.AsyncCompletionsResource",
     .source = TOGETHER},
    {.name = "together.resources.chat.completions.CompletionsResource.create",
     ASKS("together.AsyncTogether"),
     .source = TOGETHER},
    {.name = "together.resources.chat.completions.AsyncCompletionsResource.create",
     COROUTINE,
     .source = TOGETHER},
    {.name = "replicate.client.Client", .kind = KNOWN_CLASS, .source = REPLICATE},
    {.name = "replicate.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "replicate.client.Client",
     .source = "replicate/__init__.py"},
    {.name = "{replicate.run,replicate.client.Client.run}",
     ASKS("await replicate.async_run(...)"),
     .source = REPLICATE},
    {.name = "{replicate.async_run,replicate.client.Client.async_run}",
     COROUTINE,
     .source = REPLICATE},
};

KNOWLEDGE_TABLE(vector_stores)
