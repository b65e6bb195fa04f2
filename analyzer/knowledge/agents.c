// Agents and retrieval: LlamaIndex, OpenAI's Agents SDK, Pydantic AI. A query asks a model, and
// what stands before it asks for embeddings: nearly all of it waits for somebody else's service.
#include "knowledge/tables.h"

#define LLAMA    "https://developers.llamaindex.ai/python/framework-api-reference/"
#define AGENTS   "https://openai.github.io/openai-agents-python/ref/run/"
#define PYDANTIC "https://pydantic.dev/docs/ai/api/agent/"

#define COROUTINE .result = RESULT_COROUTINE
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED, .because = "waits for the model to answer",  \
  .instead = async_way
#define EMBEDS(async_way)                                                                          \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "asks the model for embeddings, batch by batch", .instead = async_way, OR_A_THREAD
#define RUNS_LOOP                                                                                  \
  .effect = EFFECT_NESTED_LOOP, .tier = TIER_UNBOUNDED,                                            \
  .because = "runs the coroutine on the loop itself, which fails while it is running"

static const KnowledgeEntry entries[] = {
    // LlamaIndex: indices, and what is made of them.
    {.name = "llama_index.core.{VectorStoreIndex,SummaryIndex,DocumentSummaryIndex,TreeIndex,"
             "KeywordTableIndex,PropertyGraphIndex}",
     .kind = KNOWN_CLASS,
     .bases = "llama_index.core.indices.base.BaseIndex",
     .source = LLAMA "indices/vector/"},
    {.name = "llama_index.core.indices.base.BaseIndex",
     .kind = KNOWN_CLASS,
     .source = LLAMA "indices/"},
    {.name = "llama_index.core.indices.base.BaseIndex.from_documents",
     EMBEDS("await index.ainsert(...) of an index made before"),
     .returns = "self",
     .source = LLAMA "indices/"},
    {.name = "llama_index.core.indices.base.BaseIndex.{insert,insert_nodes,update_ref_doc,"
             "refresh_ref_docs}",
     EMBEDS("the same method with an a in front, awaited"),
     .source = "llama_index/core/indices/base.py"},
    {.name = "llama_index.core.indices.base.BaseIndex.{ainsert,ainsert_nodes,aupdate_ref_doc,"
             "arefresh_ref_docs,adelete_nodes,adelete_ref_doc}",
     COROUTINE,
     .source = "llama_index/core/indices/base.py"},
    {.name = "llama_index.core.indices.base.BaseIndex.as_query_engine",
     .returns = "llama_index.core.base.base_query_engine.BaseQueryEngine",
     .source = "llama_index/core/indices/base.py"},
    {.name = "llama_index.core.indices.base.BaseIndex.as_chat_engine",
     .returns = "llama_index.core.chat_engine.types.BaseChatEngine",
     .source = "llama_index/core/indices/base.py"},
    {.name = "llama_index.core.indices.base.BaseIndex.as_retriever",
     .returns = "llama_index.core.base.base_retriever.BaseRetriever",
     .source = "llama_index/core/indices/base.py"},

    // Engines.
    {.name = "llama_index.core.base.{base_query_engine.BaseQueryEngine,"
             "base_retriever.BaseRetriever}",
     .kind = KNOWN_CLASS,
     .source = LLAMA "query_engine/"},
    {.name = "llama_index.core.query_engine.{BaseQueryEngine,RetrieverQueryEngine,"
             "SubQuestionQueryEngine,RouterQueryEngine,CitationQueryEngine}",
     .kind = KNOWN_CLASS,
     .bases = "llama_index.core.base.base_query_engine.BaseQueryEngine",
     .source = "llama_index/core/query_engine/__init__.py"},
    {.name = "llama_index.core.base.base_query_engine.BaseQueryEngine.query",
     ASKS("await engine.aquery(...)"),
     .source = "llama_index/core/base/base_query_engine.py"},
    {.name = "llama_index.core.base.base_query_engine.BaseQueryEngine.{aquery,asynthesize}",
     COROUTINE,
     .source = "llama_index/core/base/base_query_engine.py"},
    {.name = "llama_index.core.base.base_retriever.BaseRetriever.retrieve",
     EMBEDS("await retriever.aretrieve(...)"),
     .works_in = "_retrieve",
     .source = "llama_index/core/base/base_retriever.py"},
    {.name = "llama_index.core.base.base_retriever.BaseRetriever.aretrieve",
     COROUTINE,
     .source = "llama_index/core/base/base_retriever.py"},
    {.name = "llama_index.core.chat_engine.types.BaseChatEngine",
     .kind = KNOWN_CLASS,
     .source = LLAMA "chat_engines/"},
    {.name = "llama_index.core.chat_engine.{SimpleChatEngine,ContextChatEngine,"
             "CondenseQuestionChatEngine,CondensePlusContextChatEngine}",
     .kind = KNOWN_CLASS,
     .bases = "llama_index.core.chat_engine.types.BaseChatEngine",
     .source = LLAMA "chat_engines/"},
    {.name = "llama_index.core.chat_engine.{SimpleChatEngine,ContextChatEngine,"
             "CondenseQuestionChatEngine,CondensePlusContextChatEngine}.from_defaults",
     .returns = "self",
     .source = LLAMA "chat_engines/"},
    {.name = "llama_index.core.chat_engine.types.BaseChatEngine.{chat,stream_chat}",
     ASKS("await engine.achat(...) or await engine.astream_chat(...)"),
     .source = "llama_index/core/chat_engine/types.py"},
    {.name = "llama_index.core.chat_engine.types.BaseChatEngine.{achat,astream_chat}",
     COROUTINE,
     .source = "llama_index/core/chat_engine/types.py"},

    // Models and embeddings.
    {.name = "llama_index.core.llms.LLM",
     .kind = KNOWN_ALIAS,
     .alias_of = "llama_index.core.llms.llm.LLM",
     .source = "llama_index/core/llms/__init__.py"},
    {.name = "llama_index.core.llms.llm.LLM", .kind = KNOWN_CLASS, .source = LLAMA "llms/"},
    {.name = "llama_index.core.llms.llm.LLM.{complete,chat,stream_complete,stream_chat,predict,"
             "structured_predict,predict_and_call}",
     ASKS("the same method with an a in front, awaited"),
     .source = LLAMA "llms/"},
    {.name = "llama_index.core.llms.llm.LLM.{acomplete,achat,astream_complete,astream_chat,"
             "apredict,astructured_predict,apredict_and_call}",
     COROUTINE,
     .source = LLAMA "llms/"},
    {.name = "llama_index.core.embeddings.BaseEmbedding",
     .kind = KNOWN_ALIAS,
     .alias_of = "llama_index.core.base.embeddings.base.BaseEmbedding",
     .source = "llama_index/core/embeddings/__init__.py"},
    {.name = "llama_index.core.base.embeddings.base.BaseEmbedding",
     .kind = KNOWN_CLASS,
     .source = LLAMA "embeddings/"},
    {.name = "llama_index.core.base.embeddings.base.BaseEmbedding.{get_query_embedding,"
             "get_text_embedding,get_text_embedding_batch}",
     EMBEDS("the same method with an a in front, awaited"),
     .source = "llama_index/core/base/embeddings/base.py"},
    {.name = "llama_index.core.base.embeddings.base.BaseEmbedding.{aget_query_embedding,"
             "aget_text_embedding,aget_text_embedding_batch}",
     COROUTINE,
     .source = "llama_index/core/base/embeddings/base.py"},
    {.name = "llama_index.core.SimpleDirectoryReader",
     .kind = KNOWN_CLASS,
     .source = LLAMA "readers/simple_directory_reader/"},
    {.name = "llama_index.core.SimpleDirectoryReader.load_data",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads all files of a directory",
     .instead = "await reader.aload_data(...)",
     .source = "llama_index/core/readers/file/base.py"},
    {.name = "llama_index.core.SimpleDirectoryReader.aload_data",
     COROUTINE,
     .source = "llama_index/core/readers/file/base.py"},

    // OpenAI's Agents SDK.
    {.name = "agents.run.Runner",
     .kind = KNOWN_ALIAS,
     .alias_of = "agents.Runner",
     .source = "agents/__init__.py"},
    {.name = "agents.Runner", .kind = KNOWN_CLASS, .source = AGENTS},
    {.name = "agents.Runner.run", COROUTINE, .source = AGENTS "#agents.run.Runner.run"},
    {.name = "agents.Runner.run_sync",
     RUNS_LOOP,
     .instead = "await Runner.run(...)",
     .source = AGENTS "#agents.run.Runner.run_sync"},

    // Pydantic AI.
    {.name = "pydantic_ai.agent.Agent",
     .kind = KNOWN_ALIAS,
     .alias_of = "pydantic_ai.Agent",
     .source = "pydantic_ai/__init__.py"},
    {.name = "pydantic_ai.Agent", .kind = KNOWN_CLASS, .source = PYDANTIC},
    {.name = "pydantic_ai.Agent.run", COROUTINE, .source = PYDANTIC},
    {.name = "pydantic_ai.Agent.{run_stream,iter}",
     .result = RESULT_ASYNC_CONTEXT,
     .source = PYDANTIC},
    {.name = "pydantic_ai.Agent.{run_sync,run_stream_sync}",
     RUNS_LOOP,
     .instead = "await agent.run(...) or agent.run_stream(...)",
     .source = PYDANTIC},
};

KNOWLEDGE_TABLE(agents)
