// Language models: the clients of OpenAI, Anthropic, Groq, Ollama and Cohere, LiteLLM, Hugging
// Face, and LangChain on top of them. The first three are made by one generator: a client holds
// resources, which hold methods, and each has a twin with Async in front.
#include "knowledge/tables.h"

#define OPENAI    "https://github.com/openai/openai-python"
#define ANTHROPIC "https://github.com/anthropics/anthropic-sdk-python"
#define GROQ      "https://github.com/groq/groq-python"
#define OLLAMA    "https://github.com/ollama/ollama-python"
#define COHERE    "https://github.com/cohere-ai/cohere-python"
#define LITELLM   "https://docs.litellm.ai/docs/"
#define HUGGING   "https://huggingface.co/docs/huggingface_hub/package_reference/"
#define LANGCHAIN "https://reference.langchain.com/python/langchain_core/"

#define COROUTINE .result = RESULT_COROUTINE
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED, .because = "waits for the model",            \
  .instead = async_way

// clang-format off
// A resource `type` in the module `path` below `library`, its methods, and its twin.
#define RESOURCE(library, path, type, methods, async_client)                                       \
  {.name = library ".resources." path ".{" type ",Async" type "}",                                 \
   .kind = KNOWN_CLASS,                                                                            \
   .source = library "/resources"},                                                                \
  {.name = library ".resources." path "." type "." methods,                                        \
   ASKS(async_client),                                                                             \
   .source = library "/resources"},                                                                \
  {.name = library ".resources." path ".Async" type "." methods,                                   \
   COROUTINE,                                                                                      \
   .source = library "/resources"}

// The attribute of a holder is such a resource; the holder's twin holds the twin.
#define HOLDS(library, holder, async_holder, attribute, path, type)                                \
  {.name = library "." holder "." attribute,                                                       \
   .kind = KNOWN_ATTRIBUTE,                                                                        \
   .returns = library ".resources." path "." type,                                                 \
   .source = library "/resources"},                                                                \
  {.name = library "." async_holder "." attribute,                                                 \
   .kind = KNOWN_ATTRIBUTE,                                                                        \
   .returns = library ".resources." path ".Async" type,                                            \
   .source = library "/resources"}
// clang-format on

static const KnowledgeEntry entries[] = {
    // OpenAI.
    {.name = "openai.{Client,_client.OpenAI}",
     .kind = KNOWN_ALIAS,
     .alias_of = "openai.OpenAI",
     .source = "openai/__init__.py"},
    {.name = "openai.{AsyncClient,_client.AsyncOpenAI}",
     .kind = KNOWN_ALIAS,
     .alias_of = "openai.AsyncOpenAI",
     .source = "openai/__init__.py"},
    {.name = "openai.{OpenAI,AsyncOpenAI}", .kind = KNOWN_CLASS, .source = OPENAI},
    {.name = "openai.AzureOpenAI",
     .kind = KNOWN_CLASS,
     .bases = "openai.OpenAI",
     .source = OPENAI "#microsoft-azure-openai"},
    {.name = "openai.AsyncAzureOpenAI",
     .kind = KNOWN_CLASS,
     .bases = "openai.AsyncOpenAI",
     .source = OPENAI "#microsoft-azure-openai"},
    {.name = "openai.{OpenAI,AsyncOpenAI}.{with_options,copy}",
     .returns = "self",
     .source = OPENAI},
    {.name = "openai.AsyncOpenAI.close", COROUTINE, .source = OPENAI},
    // Of the client that the module makes.
    {.name = "openai.chat",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "openai.resources.chat.Chat",
     .source = "openai/_module_client.py"},
    {.name = "openai.embeddings",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "openai.resources.embeddings.Embeddings",
     .source = "openai/_module_client.py"},
    {.name = "openai.responses",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "openai.resources.responses.Responses",
     .source = "openai/_module_client.py"},
    {.name = "openai.completions",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "openai.resources.completions.Completions",
     .source = "openai/_module_client.py"},
    {.name = "openai.images",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "openai.resources.images.Images",
     .source = "openai/_module_client.py"},
    {.name = "openai.moderations",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "openai.resources.moderations.Moderations",
     .source = "openai/_module_client.py"},
    {.name = "openai.audio",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "openai.resources.audio.Audio",
     .source = "openai/_module_client.py"},
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "chat", "chat", "Chat"),
    HOLDS("openai", "resources.chat.Chat", "resources.chat.AsyncChat", "completions",
          "chat.completions", "Completions"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "responses", "responses", "Responses"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "completions", "completions", "Completions"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "embeddings", "embeddings", "Embeddings"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "images", "images", "Images"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "moderations", "moderations", "Moderations"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "models", "models", "Models"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "files", "files", "Files"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "batches", "batches", "Batches"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "vector_stores", "vector_stores", "VectorStores"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "audio", "audio", "Audio"),
    HOLDS("openai", "resources.audio.Audio", "resources.audio.AsyncAudio", "speech", "audio.speech",
          "Speech"),
    HOLDS("openai", "resources.audio.Audio", "resources.audio.AsyncAudio", "transcriptions",
          "audio.transcriptions", "Transcriptions"),
    HOLDS("openai", "OpenAI", "AsyncOpenAI", "beta", "beta", "Beta"),
    HOLDS("openai", "resources.beta.Beta", "resources.beta.AsyncBeta", "chat", "chat", "Chat"),
    HOLDS("openai", "resources.beta.Beta", "resources.beta.AsyncBeta", "threads", "beta.threads",
          "Threads"),
    HOLDS("openai", "resources.beta.Beta", "resources.beta.AsyncBeta", "assistants",
          "beta.assistants", "Assistants"),
    HOLDS("openai", "resources.beta.threads.Threads", "resources.beta.threads.AsyncThreads",
          "messages", "beta.threads.messages", "Messages"),
    HOLDS("openai", "resources.beta.threads.Threads", "resources.beta.threads.AsyncThreads", "runs",
          "beta.threads.runs", "Runs"),
    {.name = "openai.resources.{chat.Chat,chat.AsyncChat,audio.Audio,audio.AsyncAudio,beta.Beta,"
             "beta.AsyncBeta}",
     .kind = KNOWN_CLASS,
     .source = "openai/resources"},
    RESOURCE("openai", "chat.completions", "Completions", "{create,parse,retrieve,update,delete}",
             "openai.AsyncOpenAI"),
    RESOURCE("openai", "responses", "Responses", "{create,parse,retrieve,cancel,delete}",
             "openai.AsyncOpenAI"),
    {.name = "openai.resources.{chat.completions.Completions,responses.Responses}.stream",
     ASKS("openai.AsyncOpenAI"),
     .source = "openai/resources"},
    {.name = "openai.resources.{chat.completions.AsyncCompletions,responses.AsyncResponses}.stream",
     .result = RESULT_ASYNC_CONTEXT,
     .source = "openai/resources"},
    RESOURCE("openai", "completions", "Completions", "create", "openai.AsyncOpenAI"),
    RESOURCE("openai", "embeddings", "Embeddings", "create", "openai.AsyncOpenAI"),
    RESOURCE("openai", "images", "Images", "{generate,edit,create_variation}",
             "openai.AsyncOpenAI"),
    RESOURCE("openai", "moderations", "Moderations", "create", "openai.AsyncOpenAI"),
    RESOURCE("openai", "models", "Models", "{retrieve,delete}", "openai.AsyncOpenAI"),
    // The first page is asked for at once; the twin's lists are iterated over.
    {.name = "openai.resources.{models.Models,files.Files,batches.Batches}.list",
     ASKS("openai.AsyncOpenAI"),
     .source = "openai/resources"},
    RESOURCE("openai", "files", "Files", "{create,retrieve,content,delete,wait_for_processing}",
             "openai.AsyncOpenAI"),
    RESOURCE("openai", "batches", "Batches", "{create,retrieve,cancel}", "openai.AsyncOpenAI"),
    RESOURCE("openai", "vector_stores", "VectorStores", "{create,retrieve,update,delete}",
             "openai.AsyncOpenAI"),
    RESOURCE("openai", "audio.speech", "Speech", "create", "openai.AsyncOpenAI"),
    RESOURCE("openai", "audio.transcriptions", "Transcriptions", "create", "openai.AsyncOpenAI"),
    RESOURCE("openai", "beta.assistants", "Assistants", "{create,retrieve,update,delete}",
             "openai.AsyncOpenAI"),
    RESOURCE("openai", "beta.threads", "Threads",
             "{create,retrieve,update,delete,create_and_run,create_and_run_poll}",
             "openai.AsyncOpenAI"),
    RESOURCE("openai", "beta.threads.messages", "Messages", "{create,retrieve,update,delete}",
             "openai.AsyncOpenAI"),
    RESOURCE("openai", "beta.threads.runs", "Runs",
             "{create,retrieve,update,cancel,poll,create_and_poll,submit_tool_outputs,"
             "submit_tool_outputs_and_poll}",
             "openai.AsyncOpenAI"),

    // Anthropic.
    {.name = "anthropic.{Client,_client.Anthropic}",
     .kind = KNOWN_ALIAS,
     .alias_of = "anthropic.Anthropic",
     .source = "anthropic/__init__.py"},
    {.name = "anthropic.{AsyncClient,_client.AsyncAnthropic}",
     .kind = KNOWN_ALIAS,
     .alias_of = "anthropic.AsyncAnthropic",
     .source = "anthropic/__init__.py"},
    {.name = "anthropic.{Anthropic,AsyncAnthropic}", .kind = KNOWN_CLASS, .source = ANTHROPIC},
    {.name = "anthropic.{Anthropic,AsyncAnthropic}.{with_options,copy}",
     .returns = "self",
     .source = ANTHROPIC},
    {.name = "anthropic.AsyncAnthropic.close", COROUTINE, .source = ANTHROPIC},
    HOLDS("anthropic", "Anthropic", "AsyncAnthropic", "messages", "messages", "Messages"),
    HOLDS("anthropic", "Anthropic", "AsyncAnthropic", "models", "models", "Models"),
    HOLDS("anthropic", "resources.messages.Messages", "resources.messages.AsyncMessages", "batches",
          "messages.batches", "Batches"),
    HOLDS("anthropic", "Anthropic", "AsyncAnthropic", "beta", "beta", "Beta"),
    HOLDS("anthropic", "resources.beta.Beta", "resources.beta.AsyncBeta", "messages",
          "beta.messages", "Messages"),
    {.name = "anthropic.resources.beta.{Beta,AsyncBeta}",
     .kind = KNOWN_CLASS,
     .source = "anthropic/resources"},
    RESOURCE("anthropic", "messages", "Messages", "{create,count_tokens}",
             "anthropic.AsyncAnthropic"),
    RESOURCE("anthropic", "beta.messages", "Messages", "{create,count_tokens}",
             "anthropic.AsyncAnthropic"),
    {.name = "anthropic.resources.{messages,beta.messages}.Messages.stream",
     ASKS("anthropic.AsyncAnthropic"),
     .source = ANTHROPIC "#streaming-helpers"},
    {.name = "anthropic.resources.{messages,beta.messages}.AsyncMessages.stream",
     .result = RESULT_ASYNC_CONTEXT,
     .source = ANTHROPIC "#streaming-helpers"},
    RESOURCE("anthropic", "messages.batches", "Batches", "{create,retrieve,cancel,delete,results}",
             "anthropic.AsyncAnthropic"),
    RESOURCE("anthropic", "models", "Models", "retrieve", "anthropic.AsyncAnthropic"),

    // Groq.
    {.name = "groq.{Client,_client.Groq}",
     .kind = KNOWN_ALIAS,
     .alias_of = "groq.Groq",
     .source = "groq/__init__.py"},
    {.name = "groq.{AsyncClient,_client.AsyncGroq}",
     .kind = KNOWN_ALIAS,
     .alias_of = "groq.AsyncGroq",
     .source = "groq/__init__.py"},
    {.name = "groq.{Groq,AsyncGroq,resources.chat.Chat,resources.chat.AsyncChat}",
     .kind = KNOWN_CLASS,
     .source = GROQ},
    HOLDS("groq", "Groq", "AsyncGroq", "chat", "chat", "Chat"),
    HOLDS("groq", "resources.chat.Chat", "resources.chat.AsyncChat", "completions",
          "chat.completions", "Completions"),
    HOLDS("groq", "Groq", "AsyncGroq", "embeddings", "embeddings", "Embeddings"),
    RESOURCE("groq", "chat.completions", "Completions", "create", "groq.AsyncGroq"),
    RESOURCE("groq", "embeddings", "Embeddings", "create", "groq.AsyncGroq"),

    // Ollama and Cohere.
    {.name = "ollama._client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "ollama.Client",
     .source = "ollama/__init__.py"},
    {.name = "ollama._client.AsyncClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "ollama.AsyncClient",
     .source = "ollama/__init__.py"},
    {.name = "ollama.{Client,AsyncClient}", .kind = KNOWN_CLASS, .source = OLLAMA},
    {.name = "ollama.{chat,generate,embed,embeddings,create,pull,push,list,show,copy,delete,ps,"
             "Client.chat,Client.generate,Client.embed,Client.embeddings,Client.create,Client.pull,"
             "Client.push,Client.list,Client.show,Client.copy,Client.delete,Client.ps}",
     ASKS("ollama.AsyncClient"),
     .source = OLLAMA},
    {.name = "ollama.AsyncClient.{chat,generate,embed,embeddings,create,pull,push,list,show,copy,"
             "delete,"
             "ps}",
     COROUTINE,
     .source = OLLAMA},
    {.name = "cohere.{Client,ClientV2,AsyncClient,AsyncClientV2}",
     .kind = KNOWN_CLASS,
     .source = COHERE},
    {.name = "cohere.{Client,ClientV2}.{chat,embed,rerank,classify,generate,summarize,tokenize,"
             "detokenize}",
     ASKS("cohere.AsyncClientV2"),
     .source = COHERE},
    {.name = "cohere.{Client,ClientV2}.chat_stream",
     ASKS("cohere.AsyncClientV2"),
     .when = WHEN_ITERATED,
     .source = COHERE},
    {.name = "cohere.{AsyncClient,AsyncClientV2}.{chat,embed,rerank,classify,generate,summarize,"
             "tokenize,detokenize}",
     COROUTINE,
     .source = COHERE},

    // LiteLLM.
    {.name = "litellm.{completion,text_completion,embedding,image_generation,transcription,speech,"
             "moderation,rerank,responses}",
     ASKS("the function with an `a` in front: await litellm.acompletion(...)"),
     .unless = {IS_GIVEN(KEYWORD_ONLY, "mock_response")},
     .source = LITELLM "completion/input"},
    {.name = "litellm.{acompletion,atext_completion,aembedding,aimage_generation,atranscription,"
             "aspeech,"
             "amoderation,arerank,aresponses}",
     COROUTINE,
     .source = LITELLM "completion/stream"},

    // Hugging Face.
    {.name = "huggingface_hub.{InferenceClient,AsyncInferenceClient,HfApi}",
     .kind = KNOWN_CLASS,
     .source = HUGGING "inference_client"},
    {.name = "huggingface_hub.InferenceClient.{chat_completion,text_generation,feature_extraction,"
             "text_to_image,text_to_speech,summarization,translation,text_classification,"
             "image_classification,automatic_speech_recognition,question_answering}",
     ASKS("huggingface_hub.AsyncInferenceClient"),
     .source = HUGGING "inference_client"},
    {.name = "huggingface_hub.AsyncInferenceClient.{chat_completion,text_generation,"
             "feature_extraction,text_to_image,text_to_speech,summarization,translation,"
             "text_classification,image_classification,automatic_speech_recognition,"
             "question_answering}",
     COROUTINE,
     .source = HUGGING "inference_client"},
    {.name = "huggingface_hub.{hf_hub_download,snapshot_download,HfApi.hf_hub_download,"
             "HfApi.snapshot_download,HfApi.upload_file,HfApi.upload_folder,HfApi.model_info,"
             "HfApi.repo_info,HfApi.create_repo,HfApi.delete_repo,HfApi.create_commit,"
             "HfApi.list_repo_files,HfApi.file_exists,HfApi.repo_exists,HfApi.whoami}",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the Hugging Face Hub",
     .instead = "await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = HUGGING "file_download"},

    // LangChain.
    {.name = "langchain_core.language_models.{chat_models.BaseChatModel,llms.BaseLLM}",
     .kind = KNOWN_CLASS,
     .source = LANGCHAIN "language_models/"},
    {.name = "langchain_core.language_models.BaseChatModel",
     .kind = KNOWN_ALIAS,
     .alias_of = "langchain_core.language_models.chat_models.BaseChatModel",
     .source = "langchain_core/language_models/__init__.py"},
    {.name = "langchain_core.language_models.BaseLLM",
     .kind = KNOWN_ALIAS,
     .alias_of = "langchain_core.language_models.llms.BaseLLM",
     .source = "langchain_core/language_models/__init__.py"},
    {.name = "{langchain_openai.ChatOpenAI,langchain_openai.AzureChatOpenAI,"
             "langchain_anthropic.ChatAnthropic}",
     .kind = KNOWN_CLASS,
     .bases = "langchain_core.language_models.chat_models.BaseChatModel",
     .source = LANGCHAIN "language_models/"},
    {.name = "langchain.chat_models.init_chat_model",
     .returns = "langchain_core.language_models.chat_models.BaseChatModel",
     .source = "https://reference.langchain.com/python/langchain/models/"},
    {.name =
         "langchain_core.language_models.{chat_models.BaseChatModel,llms.BaseLLM}.{invoke,batch,"
         "generate,generate_prompt}",
     ASKS("await model.ainvoke(...) and kin"),
     .source = LANGCHAIN "language_models/"},
    {.name = "langchain_core.language_models.{chat_models.BaseChatModel,llms.BaseLLM}.{stream,"
             "batch_as_completed}",
     ASKS("async for over model.astream(...)"),
     .when = WHEN_ITERATED,
     .source = LANGCHAIN "language_models/"},
    {.name =
         "langchain_core.language_models.{chat_models.BaseChatModel,llms.BaseLLM}.{ainvoke,abatch,"
         "agenerate,agenerate_prompt}",
     COROUTINE,
     .source = LANGCHAIN "language_models/"},
    {.name = "langchain_core.language_models.{chat_models.BaseChatModel,llms.BaseLLM}.{astream,"
             "astream_events}",
     .result = RESULT_ASYNC_GENERATOR,
     .source = LANGCHAIN "language_models/"},
    // What is put together with `|` runs from its first part to its last, and one of them is a
    // model.
    {.name = "langchain_core.prompts.{ChatPromptTemplate,PromptTemplate}",
     .kind = KNOWN_CLASS,
     .source = LANGCHAIN "prompts/"},
    {.name = "langchain_core.prompts.{ChatPromptTemplate.from_messages,"
             "ChatPromptTemplate.from_template,PromptTemplate.from_template}",
     .returns = "self",
     .source = LANGCHAIN "prompts/"},
    {.name = "langchain_core.{prompts.ChatPromptTemplate,prompts.PromptTemplate,"
             "runnables.RunnableSequence,language_models.chat_models.BaseChatModel}.__or__",
     .returns = "langchain_core.runnables.RunnableSequence",
     .source = LANGCHAIN "runnables/"},
    {.name = "langchain_core.runnables.base.RunnableSequence",
     .kind = KNOWN_ALIAS,
     .alias_of = "langchain_core.runnables.RunnableSequence",
     .source = "langchain_core/runnables/__init__.py"},
    {.name = "langchain_core.runnables.RunnableSequence",
     .kind = KNOWN_CLASS,
     .source = LANGCHAIN "runnables/"},
    {.name = "langchain_core.runnables.RunnableSequence.{invoke,batch}",
     ASKS("the same method with an a in front, awaited"),
     .source = LANGCHAIN "runnables/"},
    {.name = "langchain_core.runnables.RunnableSequence.stream",
     ASKS("async for ... in chain.astream(...)"),
     .when = WHEN_ITERATED,
     .source = LANGCHAIN "runnables/"},
    {.name = "langchain_core.runnables.RunnableSequence.{ainvoke,abatch}",
     COROUTINE,
     .source = LANGCHAIN "runnables/"},
    {.name = "langchain_core.runnables.RunnableSequence.astream",
     .result = RESULT_ASYNC_GENERATOR,
     .source = LANGCHAIN "runnables/"},
    {.name = "langchain_core.embeddings.embeddings.Embeddings",
     .kind = KNOWN_ALIAS,
     .alias_of = "langchain_core.embeddings.Embeddings",
     .source = "langchain_core/embeddings/__init__.py"},
    {.name = "langchain_core.embeddings.Embeddings",
     .kind = KNOWN_CLASS,
     .source = "https://reference.langchain.com/python/langchain_core/embeddings/"},
    {.name = "langchain_openai.{OpenAIEmbeddings,AzureOpenAIEmbeddings}",
     .kind = KNOWN_CLASS,
     .bases = "langchain_core.embeddings.Embeddings",
     .source = "https://reference.langchain.com/python/langchain_core/embeddings/"},
    {.name = "langchain_core.embeddings.Embeddings.{embed_query,embed_documents}",
     ASKS("await embeddings.aembed_query(...) and its kin"),
     .source = "https://reference.langchain.com/python/langchain_core/embeddings/"},
    {.name = "langchain_core.embeddings.Embeddings.{aembed_query,aembed_documents}",
     COROUTINE,
     .source = "https://reference.langchain.com/python/langchain_core/embeddings/"},
    {.name = "langchain_core.vectorstores.base.VectorStore",
     .kind = KNOWN_ALIAS,
     .alias_of = "langchain_core.vectorstores.VectorStore",
     .source = "langchain_core/vectorstores/__init__.py"},
    {.name = "langchain_core.{vectorstores.VectorStore,retrievers.BaseRetriever}",
     .kind = KNOWN_CLASS,
     .source = LANGCHAIN "vectorstores/"},
    {.name = "langchain_core.vectorstores.VectorStore.{add_documents,add_texts,delete,search,"
             "similarity_search,similarity_search_with_score,similarity_search_by_vector,"
             "max_marginal_relevance_search}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the vector store",
     .instead = "the method with an `a` in front: await store.asimilarity_search(...)",
     .source = LANGCHAIN "vectorstores/"},
    {.name = "langchain_core.vectorstores.VectorStore.{aadd_documents,aadd_texts,adelete,asearch,"
             "asimilarity_search,asimilarity_search_with_score,asimilarity_search_by_vector,"
             "amax_marginal_relevance_search}",
     COROUTINE,
     .source = LANGCHAIN "vectorstores/"},
    {.name = "langchain_core.retrievers.BaseRetriever.invoke",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .works_in = "_get_relevant_documents",
     .because = "waits for the documents",
     .instead = "await retriever.ainvoke(...)",
     .source = "langchain_core/retrievers.py"},
    {.name = "langchain_core.retrievers.BaseRetriever.batch",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the documents",
     .instead = "await retriever.abatch(...)",
     .source = LANGCHAIN "retrievers/"},
    {.name = "langchain_core.retrievers.BaseRetriever.{ainvoke,abatch}",
     COROUTINE,
     .source = LANGCHAIN "retrievers/"},
    {.name = "langgraph.graph.StateGraph",
     .kind = KNOWN_ALIAS,
     .alias_of = "langgraph.graph.state.StateGraph",
     .source = "langgraph/graph/__init__.py"},
    {.name = "langgraph.graph.state.{StateGraph,CompiledStateGraph}",
     .kind = KNOWN_CLASS,
     .source = "https://reference.langchain.com/python/langgraph/graphs/"},
    {.name = "langgraph.graph.state.CompiledStateGraph.{invoke,batch,get_state,update_state}",
     ASKS("await graph.ainvoke(...) and kin"),
     .source = "https://reference.langchain.com/python/langgraph/graphs/"},
    {.name = "langgraph.graph.state.CompiledStateGraph.stream",
     ASKS("async for over graph.astream(...)"),
     .when = WHEN_ITERATED,
     .source = "https://reference.langchain.com/python/langgraph/graphs/"},
    {.name = "langgraph.graph.state.CompiledStateGraph.{ainvoke,abatch,aget_state,aupdate_state}",
     COROUTINE,
     .source = "https://reference.langchain.com/python/langgraph/graphs/"},
    {.name = "langgraph.graph.state.CompiledStateGraph.astream",
     .result = RESULT_ASYNC_GENERATOR,
     .source = "https://reference.langchain.com/python/langgraph/graphs/"},
    {.name = "langgraph.graph.state.StateGraph.compile",
     .returns = "langgraph.graph.state.CompiledStateGraph",
     .source = "https://reference.langchain.com/python/langgraph/graphs/"},
};

KNOWLEDGE_TABLE(llm)
