// Docker, Kubernetes, git, Vault, and the services that people pay, text and post with.
#include "knowledge/tables.h"

#define DOCKER     "https://docker-py.readthedocs.io/en/stable/"
#define KUBERNETES "https://github.com/kubernetes-client/python"
#define KUBE_AIO   "https://github.com/tomplus/kubernetes_asyncio"
#define GIT        "https://gitpython.readthedocs.io/en/stable/reference.html"
#define VAULT      "https://python-hvac.org/en/stable/"
#define STRIPE     "https://github.com/stripe/stripe-python"
#define SLACK      "https://docs.slack.dev/tools/python-slack-sdk/web/"
#define TWILIO     "https://www.twilio.com/docs/libraries/reference/twilio-python/"
#define GITHUB     "https://pygithub.readthedocs.io/en/stable/github.html"
#define TWEEPY     "https://docs.tweepy.org/en/stable/"

#define COROUTINE .result = RESULT_COROUTINE
#define ATTRIBUTE .kind = KNOWN_ATTRIBUTE
#define ASKS(whom, async_way)                                                                      \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED, .because = "waits for " whom,                \
  .instead = async_way, OR_A_THREAD
#define ASKS_DOCKER ASKS("the Docker daemon", "aiodocker, or await asyncio.to_thread(...)")
#define RUNS_GIT                                                                                   \
  .effect = EFFECT_SUBPROCESS, .tier = TIER_UNBOUNDED, .because = "runs git and waits for it"

// The API groups of Kubernetes, which have the same names in both packages.
#define KUBE_APIS                                                                                  \
  "{CoreV1Api,AppsV1Api,BatchV1Api,NetworkingV1Api,RbacAuthorizationV1Api,CustomObjectsApi,"       \
  "ApiextensionsV1Api,StorageV1Api,AutoscalingV1Api,PolicyV1Api,CoordinationV1Api,VersionApi}"
#define STRIPE_OBJECTS                                                                             \
  "{Account,Charge,Coupon,Customer,Dispute,Event,Invoice,InvoiceItem,PaymentIntent,"               \
  "PaymentMethod,Payout,Plan,Price,Product,PromotionCode,Refund,SetupIntent,Subscription,"         \
  "SubscriptionItem,TaxRate,Transfer,checkout.Session}"

static const KnowledgeEntry entries[] = {
    // Docker.
    {.name = "docker.client.DockerClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "docker.DockerClient",
     .source = "docker/__init__.py"},
    {.name = "docker.DockerClient", .kind = KNOWN_CLASS, .source = DOCKER "client.html"},
    {.name = "{docker.from_env,docker.DockerClient.from_env}",
     ASKS_DOCKER,
     .returns = "docker.DockerClient",
     .source = DOCKER "client.html#docker.client.from_env"},
    {.name = "docker.api.client.APIClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "docker.APIClient",
     .source = "docker/__init__.py"},
    {.name = "docker.APIClient", .kind = KNOWN_CLASS, .source = DOCKER "api.html"},
    {.name = "docker.DockerClient.api",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "docker.APIClient",
     .source = DOCKER "client.html"},
    {.name = "docker.APIClient.{attach,build,commit,containers,create_container,create_network,"
             "create_service,create_volume,df,diff,exec_create,exec_inspect,exec_start,export,"
             "get_archive,get_image,history,images,import_image,info,inspect_container,"
             "inspect_image,inspect_network,inspect_volume,kill,load_image,login,logs,networks,"
             "pause,ping,prune_containers,prune_images,pull,push,put_archive,remove_container,"
             "remove_image,remove_network,remove_volume,rename,restart,search,services,start,"
             "stats,stop,tag,top,unpause,update_container,version,volumes,wait}",
     ASKS("the Docker daemon", "aiodocker"),
     .source = DOCKER "api.html"},
    {.name = "docker.APIClient.events",
     ASKS("the next event of the Docker daemon", "aiodocker"),
     .when = WHEN_ITERATED,
     .source = DOCKER "api.html"},
    {.name = "docker.DockerClient.{ping,info,version,df,login}",
     ASKS_DOCKER,
     .source = DOCKER "client.html"},
    {.name = "docker.DockerClient.events",
     ASKS_DOCKER,
     .when = WHEN_ITERATED,
     .source = DOCKER "client.html"},
    {.name = "docker.DockerClient.containers",
     ATTRIBUTE,
     .returns = "docker.models.containers.ContainerCollection",
     .source = DOCKER "containers.html"},
    {.name = "docker.DockerClient.images",
     ATTRIBUTE,
     .returns = "docker.models.images.ImageCollection",
     .source = DOCKER "images.html"},
    {.name = "docker.DockerClient.networks",
     ATTRIBUTE,
     .returns = "docker.models.networks.NetworkCollection",
     .source = DOCKER "networks.html"},
    {.name = "docker.DockerClient.volumes",
     ATTRIBUTE,
     .returns = "docker.models.volumes.VolumeCollection",
     .source = DOCKER "volumes.html"},
    {.name = "docker.models.{containers.ContainerCollection,containers.Container,"
             "images.ImageCollection,networks.NetworkCollection,volumes.VolumeCollection}",
     .kind = KNOWN_CLASS,
     .source = DOCKER "containers.html"},
    {.name = "docker.models.containers.ContainerCollection.{create,get,run}",
     ASKS_DOCKER,
     .returns = "docker.models.containers.Container",
     .source = DOCKER "containers.html"},
    {.name = "docker.models.containers.ContainerCollection.list",
     ASKS_DOCKER,
     .returns = "builtins.list",
     .elements = "docker.models.containers.Container",
     .source = DOCKER "containers.html"},
    {.name = "docker.models.containers.ContainerCollection.prune",
     ASKS_DOCKER,
     .source = DOCKER "containers.html"},
    {.name =
         "docker.models.containers.Container.{attach,commit,diff,exec_run,export,get_archive,kill,"
         "logs,pause,put_archive,reload,remove,rename,resize,restart,start,stats,stop,top,unpause,"
         "update,wait}",
     ASKS_DOCKER,
     .source = DOCKER "containers.html"},
    {.name =
         "docker.models.images.ImageCollection.{build,get,list,load,prune,pull,push,remove,search}",
     ASKS_DOCKER,
     .source = DOCKER "images.html"},
    {.name = "docker.models.{networks.NetworkCollection,volumes.VolumeCollection}.{create,get,list,"
             "prune}",
     ASKS_DOCKER,
     .source = DOCKER "networks.html"},

    // Kubernetes.
    {.name = "{kubernetes,kubernetes_asyncio}.client." KUBE_APIS,
     .kind = KNOWN_CLASS,
     .source = KUBERNETES},
    {.name = "kubernetes.client." KUBE_APIS ".*",
     ASKS("the API server", "kubernetes_asyncio, or await asyncio.to_thread(...)"),
     .unless = {IS_GIVEN(KEYWORD_ONLY, "async_req")},
     .source = KUBERNETES},
    {.name = "{kubernetes,kubernetes_asyncio}.client." KUBE_APIS ".api_client",
     ATTRIBUTE,
     .source = KUBERNETES},
    {.name = "kubernetes_asyncio.client." KUBE_APIS ".*", COROUTINE, .source = KUBE_AIO},
    {.name = "{kubernetes,kubernetes_asyncio}.watch.Watch",
     .kind = KNOWN_CLASS,
     .source = KUBERNETES},
    {.name = "kubernetes.watch.Watch.stream",
     ASKS("the next event of the API server", "kubernetes_asyncio.watch.Watch"),
     .when = WHEN_ITERATED,
     .source = KUBERNETES},
    {.name = "kubernetes.stream.stream",
     ASKS("the API server", "kubernetes_asyncio, or await asyncio.to_thread(...)"),
     .source = KUBERNETES},
    {.name = "kubernetes.config.load_incluster_config",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads the token and the certificate of the pod",
     .source = "kubernetes/config/incluster_config.py"},
    {.name = "kubernetes.config.{load_kube_config,load_config,new_client_from_config}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads the configuration, and may ask for a token",
     .instead = "await kubernetes_asyncio.config.load_kube_config()",
     OR_A_THREAD,
     .source = KUBERNETES},
    {.name = "kubernetes_asyncio.config.{load_kube_config,load_config}",
     COROUTINE,
     .source = KUBE_AIO},

    // git.
    {.name = "git.repo.Repo",
     .kind = KNOWN_ALIAS,
     .alias_of = "git.Repo",
     .source = "git/__init__.py"},
    {.name = "git.{Repo,Git,Remote,IndexFile}", .kind = KNOWN_CLASS, .source = GIT},
    {.name = "git.Repo.{clone,clone_from,init}", RUNS_GIT, .returns = "git.Repo", .source = GIT},
    {.name = "git.Repo.{archive,blame,is_dirty,merge_base,is_ancestor,submodule_update,create_tag,"
             "delete_head,ignored,create_remote}",
     RUNS_GIT,
     .source = GIT},
    {.name = "git.Repo.{iter_commits,blame_incremental}",
     RUNS_GIT,
     .when = WHEN_ITERATED,
     .source = GIT},
    {.name = "git.Repo.untracked_files", ATTRIBUTE, RUNS_GIT, .when = WHEN_READ, .source = GIT},
    {.name = "git.Repo.git", ATTRIBUTE, .returns = "git.Git", .source = GIT},
    {.name = "git.Repo.index", ATTRIBUTE, .returns = "git.IndexFile", .source = GIT},
    {.name = "git.Repo.remotes.{origin,upstream}",
     ATTRIBUTE,
     .returns = "git.Remote",
     .source = "git/util.py: IterableList.__getattr__"},
    {.name = "git.Repo.remotes.__getitem__",
     .returns = "git.Remote",
     .source = "git/util.py: IterableList.__getitem__"},
    {.name = "git.Repo.remotes",
     ATTRIBUTE,
     .returns = "git.Repo.remotes",
     .elements = "git.Remote",
     .source = GIT "#git.repo.base.Repo.remotes"},
    {.name = "git.Repo.remote",
     .returns = "git.Remote",
     .source = GIT "#git.repo.base.Repo.remote"},
    {.name = "git.IndexFile.{commit,add,remove,move,checkout,reset,write,write_tree}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads and writes objects and the index of the repository",
     .source = "git/index/base.py: IndexFile"},
    {.name = "git.Git.*", RUNS_GIT, .source = GIT "#module-git.cmd"},
    {.name =
         "git.Git.{environment,update_environment,custom_environment,set_persistent_git_options,"
         "clear_cache,transform_kwarg,transform_kwargs,polish_url,is_cygwin,"
         "check_unsafe_protocols,check_unsafe_options}",
     .source = GIT "#module-git.cmd"},
    {.name = "git.Remote.{fetch,pull,push,update}", RUNS_GIT, .source = GIT "#module-git.remote"},

    // Vault.
    {.name = "hvac.{Client,api.secrets_engines.SecretsEngines,api.secrets_engines.kv.Kv,"
             "api.secrets_engines.kv_v1.KvV1,api.secrets_engines.kv_v2.KvV2}",
     .kind = KNOWN_CLASS,
     .source = VAULT},
    {.name = "hvac.Client.{read,write,write_data,list,delete,login,is_authenticated,lookup_token,"
             "renew_token,revoke_token}",
     ASKS("Vault", NULL),
     .source = VAULT},
    {.name = "hvac.Client.secrets",
     ATTRIBUTE,
     .returns = "hvac.api.secrets_engines.SecretsEngines",
     .source = VAULT "usage/secrets_engines/index.html"},
    {.name = "hvac.api.secrets_engines.SecretsEngines.kv",
     ATTRIBUTE,
     .returns = "hvac.api.secrets_engines.kv.Kv",
     .source = VAULT "usage/secrets_engines/kv.html"},
    {.name = "hvac.api.secrets_engines.kv.Kv.v1",
     ATTRIBUTE,
     .returns = "hvac.api.secrets_engines.kv_v1.KvV1",
     .source = VAULT "usage/secrets_engines/kv_v1.html"},
    {.name = "hvac.api.secrets_engines.kv.Kv.v2",
     ATTRIBUTE,
     .returns = "hvac.api.secrets_engines.kv_v2.KvV2",
     .source = VAULT "usage/secrets_engines/kv_v2.html"},
    {.name = "hvac.api.secrets_engines.{kv_v1.KvV1.read_secret,kv_v1.KvV1.list_secrets,"
             "kv_v1.KvV1.create_or_update_secret,kv_v1.KvV1.delete_secret,"
             "kv_v2.KvV2.read_secret_version,kv_v2.KvV2.read_secret,kv_v2.KvV2.list_secrets,"
             "kv_v2.KvV2.read_secret_metadata,kv_v2.KvV2.create_or_update_secret,"
             "kv_v2.KvV2.patch,kv_v2.KvV2.delete_latest_version_of_secret,"
             "kv_v2.KvV2.delete_metadata_and_all_versions}",
     ASKS("Vault", NULL),
     .source = VAULT "usage/secrets_engines/kv.html"},

    // Stripe.
    {.name = "stripe." STRIPE_OBJECTS, .kind = KNOWN_CLASS, .source = STRIPE},
    {.name = "stripe.billing_portal.Session", .kind = KNOWN_CLASS, .source = STRIPE},
    {.name = "stripe." STRIPE_OBJECTS ".{retrieve,list}",
     ASKS("Stripe", "the method with _async behind it"),
     .source = STRIPE "#async"},
    {.name = "stripe." STRIPE_OBJECTS ".{retrieve_async,list_async}",
     COROUTINE,
     .source = STRIPE "#async"},
    {.name =
         "stripe.{Customer,PaymentIntent,Subscription,Price,Product,Refund,Charge,Invoice,Coupon,"
         "PaymentMethod,SetupIntent,checkout.Session,billing_portal.Session}.create",
     ASKS("Stripe", "the method with _async behind it"),
     .source = STRIPE "#async"},
    {.name =
         "stripe.{Customer,PaymentIntent,Subscription,Price,Product,Refund,Charge,Invoice,Coupon,"
         "PaymentMethod,SetupIntent,checkout.Session,billing_portal.Session}.create_async",
     COROUTINE,
     .source = STRIPE "#async"},
    {.name = "stripe.{Customer,PaymentIntent,Subscription,Price,Product,Charge,Invoice,"
             "PaymentMethod}.modify",
     ASKS("Stripe", "the method with _async behind it"),
     .source = STRIPE "#async"},
    {.name = "stripe.{Customer,PaymentIntent,Subscription,Price,Product,Charge,Invoice,"
             "PaymentMethod}.modify_async",
     COROUTINE,
     .source = STRIPE "#async"},

    // Messages to people.
    {.name = "{slack_sdk.WebClient,slack_sdk.web.async_client.AsyncWebClient}",
     .kind = KNOWN_CLASS,
     .source = SLACK},
    {.name = "slack_sdk.web.WebClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "slack_sdk.WebClient",
     .source = "slack_sdk/__init__.py"},
    {.name = "slack_sdk.web.client.WebClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "slack_sdk.WebClient",
     .source = "slack_sdk/__init__.py"},
    {.name = "slack_sdk.WebClient.*",
     ASKS("Slack", "slack_sdk.web.async_client.AsyncWebClient"),
     .source = SLACK},
    {.name = "slack_sdk.web.async_client.AsyncWebClient.*", COROUTINE, .source = SLACK},
    {.name =
         "{slack_sdk.WebClient,slack_sdk.web.async_client.AsyncWebClient}.{logger,token,base_url,"
         "headers,timeout}",
     ATTRIBUTE,
     .source = SLACK},
    {.name = "slack_sdk.webhook.{WebhookClient,client.WebhookClient}",
     .kind = KNOWN_ALIAS,
     .alias_of = "slack_sdk.WebhookClient",
     .source = "slack_sdk/webhook/__init__.py"},
    {.name = "{slack_sdk.WebhookClient,slack_sdk.webhook.async_client.AsyncWebhookClient}",
     .kind = KNOWN_CLASS,
     .source = "https://docs.slack.dev/tools/python-slack-sdk/webhook/"},
    {.name = "slack_sdk.WebhookClient.{send,send_dict}",
     ASKS("Slack", "slack_sdk.webhook.async_client.AsyncWebhookClient"),
     .source = "https://docs.slack.dev/tools/python-slack-sdk/webhook/"},
    {.name = "slack_sdk.webhook.async_client.AsyncWebhookClient.{send,send_dict}",
     COROUTINE,
     .source = "https://docs.slack.dev/tools/python-slack-sdk/webhook/"},
    {.name = "twilio.rest.{Client,api.v2010.account.message.MessageList,"
             "api.v2010.account.call.CallList}",
     .kind = KNOWN_CLASS,
     .source = TWILIO},
    {.name = "twilio.rest.Client.messages",
     ATTRIBUTE,
     .returns = "twilio.rest.api.v2010.account.message.MessageList",
     .source = TWILIO},
    {.name = "twilio.rest.Client.calls",
     ATTRIBUTE,
     .returns = "twilio.rest.api.v2010.account.call.CallList",
     .source = TWILIO},
    {.name = "twilio.rest.api.v2010.account.{message.MessageList,call.CallList}.{create,list,page}",
     ASKS("Twilio", "create_async(...) with twilio.http.async_http_client.AsyncTwilioHttpClient"),
     .source = TWILIO},
    {.name = "twilio.rest.api.v2010.account.{message.MessageList,call.CallList}.{create_async,"
             "list_async,page_async}",
     COROUTINE,
     .source = TWILIO},

    // GitHub and Twitter.
    {.name = "github.MainClass.Github",
     .kind = KNOWN_ALIAS,
     .alias_of = "github.Github",
     .source = "github/__init__.py"},
    {.name = "github.{Github,Repository.Repository}", .kind = KNOWN_CLASS, .source = GITHUB},
    {.name = "github.Github.get_repo",
     ASKS("GitHub", NULL),
     .unless = {IS_GIVEN(1, "lazy")},
     .returns = "github.Repository.Repository",
     .source = GITHUB},
    {.name = "github.Github.{get_organization,get_gist,get_license,get_rate_limit,render_markdown}",
     ASKS("GitHub", NULL),
     .source = GITHUB},
    {.name =
         "github.Repository.Repository.{create_file,update_file,delete_file,create_fork,"
         "create_git_blob,create_git_commit,create_git_ref,create_git_release,create_git_tag,"
         "create_git_tree,create_issue,create_label,create_pull,create_secret,get_branch,"
         "get_collaborator_permission,get_commit,get_contents,get_git_ref,get_git_tree,get_issue,"
         "get_latest_release,get_pull,get_readme,get_release,get_workflow,get_workflow_run,merge,"
         "compare,edit,delete}",
     ASKS("GitHub", NULL),
     .source = "https://pygithub.readthedocs.io/en/stable/github_objects/Repository.html"},
    {.name = "tweepy.{Client,API}", .kind = KNOWN_CLASS, .source = TWEEPY "client.html"},
    {.name = "tweepy.{Client,API}.*",
     ASKS("the service", "tweepy.asynchronous.AsyncClient"),
     .source = TWEEPY "client.html"},
};

KNOWLEDGE_TABLE(services)
