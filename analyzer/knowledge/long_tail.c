// Libraries of which a program has one at most: archives, shells, stores, training, sound, and
// clients that are older than asyncio.
#include "knowledge/tables.h"

#define PYCURL  "http://pycurl.io/docs/latest/curlobject.html#pycurl.Curl.perform"
#define SUDS    "https://suds.readthedocs.io/en/latest/"
#define JSONRPC "https://github.com/tcalmant/jsonrpclib#client-usage"
#define SH      "https://sh.readthedocs.io/en/latest/"
#define PY7ZR   "https://py7zr.readthedocs.io/en/stable/api.html"
#define RARFILE "https://rarfile.readthedocs.io/api.html"
#define PYHIVE  "https://github.com/dropbox/PyHive#db-api"
#define ETCD    "https://python-etcd3.readthedocs.io/en/latest/usage.html"
#define WEASY   "https://doc.courtbouillon.org/weasyprint/stable/api_reference.html"
#define PALM    "https://ai.google.dev/api/python/google/generativeai/GenerativeModel"
#define ZEEP    "https://docs.python-zeep.org/en/master/client.html#the-asyncclient"
#define SOUND   "https://python-sounddevice.readthedocs.io/en/latest/api/convenience-functions.html"
#define SKLEARN "https://scikit-learn.org/stable/api/"

#define COROUTINE .result = RESULT_COROUTINE
#define THREAD    "await asyncio.to_thread(...)"
#define EXCHANGES(async_way)                                                                       \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer",       \
  .instead = async_way, OR_A_THREAD
#define UNPACKS                                                                                    \
  .effect = EFFECT_TREE_IO, .tier = TIER_BULK, .because = "works through the whole archive"
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for the database server",   \
  .instead = async_way, OR_A_THREAD
#define ASKS_MODEL(async_way)                                                                      \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer", .instead = async_way, OR_A_THREAD
#define PLAYS                                                                                      \
  .effect = EFFECT_FILE_IO, .tier = TIER_UNBOUNDED,                                                \
  .because = "waits until the sound has been played or recorded", .instead = THREAD, OR_A_THREAD
#define PREDICTS .effect = EFFECT_CPU, .tier = TIER_BULK, .because = "runs the model"
#define TRAINS   .effect = EFFECT_CPU, .tier = TIER_BULK, .because = "trains a model"

static const KnowledgeEntry entries[] = {
    {.name = "pycurl.Curl", .kind = KNOWN_CLASS, .source = PYCURL},
    {.name = "pycurl.Curl.{perform,perform_rb,perform_rs}",
     EXCHANGES("an async client such as httpx.AsyncClient"),
     .source = PYCURL},
    {.name = "suds.client.Client",
     .kind = KNOWN_CLASS,
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "loads the description of the service",
     .instead = THREAD,
     OR_A_THREAD,
     .source = SUDS},
    {.name = "suds.client.Client.service",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "suds.client.ServiceSelector",
     .source = SUDS},
    {.name = "suds.client.ServiceSelector", .kind = KNOWN_CLASS, .source = "suds/client.py"},
    {.name = "suds.client.ServiceSelector.*",
     EXCHANGES("zeep.AsyncClient"),
     .source = "suds/client.py: ServiceSelector.__getattr__"},
    {.name = "zeep.AsyncClient",
     .kind = KNOWN_CLASS,
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "loads the description of the service with a client that waits",
     .instead = "one client made at start-up, or in a thread",
     .source = ZEEP},
    {.name = "jsonrpclib.{Server,ServerProxy}", .kind = KNOWN_CLASS, .source = JSONRPC},
    {.name = "jsonrpclib.{Server,ServerProxy}.*",
     EXCHANGES("an async client such as httpx.AsyncClient"),
     .source = JSONRPC},

    // Any program, by its name.
    {.name = "sh.*",
     .effect = EFFECT_SUBPROCESS,
     .tier = TIER_UNBOUNDED,
     .because = "runs the program of that name and waits",
     .unless = {IS_GIVEN(KEYWORD_ONLY, "_async"), IS_GIVEN(KEYWORD_ONLY, "_bg"),
                IS_GIVEN(KEYWORD_ONLY, "_iter")},
     .instead = "the same with _async=True, awaited",
     .source = SH "sections/asynchronous_execution.html"},
    {.name = "sh.{bake,glob,pushd}", .source = "sh/__init__.py"},
    {.name = "sh.{ErrorReturnCode,SignalException,CommandNotFound,TimeoutException,"
             "DoneReadingForever,NotYetReadyToRead,ForkException,RunningCommand}",
     .kind = KNOWN_CLASS,
     .source = "sh/__init__.py"},
    {.name = "sh.Command", .kind = KNOWN_CLASS, .source = SH "sections/command_class.html"},
    {.name = "sh.Command.__call__",
     .effect = EFFECT_SUBPROCESS,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_GIVEN(KEYWORD_ONLY, "_async"), IS_GIVEN(KEYWORD_ONLY, "_bg"),
                IS_GIVEN(KEYWORD_ONLY, "_iter")},
     .instead = "the same with _async=True, awaited",
     .source = SH "sections/asynchronous_execution.html"},

    // Archives.
    {.name = "{py7zr.SevenZipFile,rarfile.RarFile}", .kind = KNOWN_CLASS, .source = PY7ZR},
    {.name = "py7zr.SevenZipFile.{extractall,extract,writeall,write,test,testzip}",
     UNPACKS,
     .source = PY7ZR "#py7zr.SevenZipFile"},
    {.name = "py7zr.{unpack_7zarchive,pack_7zarchive}",
     UNPACKS,
     .source = "py7zr/py7zr.py: unpack_7zarchive"},
    {.name = "rarfile.RarFile.{extractall,extract,read,testrar}",
     UNPACKS,
     .source = RARFILE "#rarfile.RarFile"},

    // Databases.
    {.name = "pyhive.hive.connect",
     ASKS(THREAD),
     .returns = "pyhive.hive.Connection",
     .source = "PyHive 0.7.0, pyhive/hive.py: connect"},
    {.name = "pyhive.hive.Connection",
     .kind = KNOWN_CLASS,
     ASKS(THREAD),
     .source = "PyHive 0.7.0, pyhive/hive.py: OpenSession"},
    {.name = "pyhive.hive.Connection.close",
     ASKS(THREAD),
     .source = "PyHive 0.7.0, pyhive/hive.py: CloseSession"},
    // These connect when a cursor asks something.
    {.name = "pyhive.presto.connect",
     .returns = "pyhive.presto.Connection",
     .source = "PyHive 0.7.0, pyhive/presto.py: connect"},
    {.name = "pyhive.trino.connect",
     .returns = "pyhive.trino.Connection",
     .source = "PyHive 0.7.0, pyhive/trino.py: connect"},
    {.name = "pyhive.{presto,trino}.Connection",
     .kind = KNOWN_CLASS,
     .source = "PyHive 0.7.0, pyhive/presto.py: class Connection"},
    {.name = "pyhive.{hive,presto,trino}.Connection.cursor",
     .returns = "pyhive.common.DBAPICursor",
     .source = PYHIVE},
    {.name = "pyhive.common.DBAPICursor", .kind = KNOWN_CLASS, .source = PYHIVE},
    {.name = "pyhive.common.DBAPICursor.{execute,executemany,fetchone,fetchmany,fetchall,__iter__}",
     ASKS(THREAD),
     .source = PYHIVE},
    {.name = "etcd3.client", .returns = "etcd3.Etcd3Client", .source = ETCD},
    {.name = "etcd3.Etcd3Client", .kind = KNOWN_CLASS, .source = ETCD},
    {.name = "etcd3.Etcd3Client.{get,put,replace,delete,delete_prefix,status,"
             "transaction,lease,revoke_lease,refresh_lease,get_lease_info,watch_once,"
             "compact,defragment}",
     ASKS(THREAD),
     .source = ETCD},

    // Documents, sound, training.
    {.name = "weasyprint.HTML", .kind = KNOWN_CLASS, .source = WEASY},
    {.name = "weasyprint.HTML.{render,write_pdf}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "lays out the whole document",
     .source = WEASY "#weasyprint.HTML.write_pdf"},
    {.name = "sounddevice.wait", PLAYS, .source = SOUND "#sounddevice.wait"},
    {.name = "sounddevice.play",
     PLAYS,
     .only_if = IS_CHOSEN(3, "blocking"),
     .source = SOUND "#sounddevice.play"},
    {.name = "sounddevice.rec",
     PLAYS,
     .only_if = IS_CHOSEN(6, "blocking"),
     .source = SOUND "#sounddevice.rec"},
    {.name = "sounddevice.playrec",
     PLAYS,
     .only_if = IS_CHOSEN(7, "blocking"),
     .source = SOUND "#sounddevice.playrec"},
    {.name = "sklearn.linear_model.{LinearRegression,LogisticRegression,Ridge,Lasso,ElasticNet,"
             "SGDClassifier,SGDRegressor}",
     .kind = KNOWN_CLASS,
     .source = SKLEARN "sklearn.linear_model.html"},
    {.name = "sklearn.linear_model.{LinearRegression,LogisticRegression,Ridge,Lasso,ElasticNet,"
             "SGDClassifier,SGDRegressor}.fit",
     TRAINS,
     .source = SKLEARN "sklearn.linear_model.html"},
    {.name = "sklearn.ensemble.{RandomForestClassifier,RandomForestRegressor,"
             "GradientBoostingClassifier,GradientBoostingRegressor,IsolationForest}",
     .kind = KNOWN_CLASS,
     .source = SKLEARN "sklearn.ensemble.html"},
    {.name = "sklearn.ensemble.{RandomForestClassifier,RandomForestRegressor,"
             "GradientBoostingClassifier,GradientBoostingRegressor,IsolationForest}.fit",
     TRAINS,
     .source = SKLEARN "sklearn.ensemble.html"},
    {.name = "sklearn.ensemble.{RandomForestClassifier,RandomForestRegressor,"
             "GradientBoostingClassifier,GradientBoostingRegressor,IsolationForest}.predict",
     PREDICTS,
     .source = SKLEARN "sklearn.ensemble.html"},
    {.name = "sklearn.{ensemble.RandomForestClassifier,ensemble.GradientBoostingClassifier,"
             "svm.SVC}.predict_proba",
     PREDICTS,
     .source = SKLEARN "sklearn.ensemble.html"},
    {.name = "sklearn.svm.{SVC,SVR}.predict", PREDICTS, .source = SKLEARN "sklearn.svm.html"},
    {.name = "sklearn.cluster.{KMeans,DBSCAN}.fit_predict",
     TRAINS,
     .source = SKLEARN "sklearn.cluster.html"},
    {.name = "sklearn.{cluster.KMeans,cluster.DBSCAN,svm.SVC,svm.SVR,"
             "model_selection.GridSearchCV}",
     .kind = KNOWN_CLASS,
     .source = SKLEARN},
    {.name = "sklearn.{cluster.KMeans,cluster.DBSCAN,svm.SVC,svm.SVR,"
             "model_selection.GridSearchCV}.fit",
     TRAINS,
     .source = SKLEARN},
    {.name = "sklearn.model_selection.cross_val_score",
     TRAINS,
     .source = SKLEARN "sklearn.model_selection.html"},

    // Language models.
    {.name = "google.generativeai.GenerativeModel", .kind = KNOWN_CLASS, .source = PALM},
    {.name = "google.generativeai.GenerativeModel.{generate_content,count_tokens}",
     ASKS_MODEL("the same method with _async"),
     .source = PALM},
    {.name = "google.generativeai.GenerativeModel.{generate_content_async,count_tokens_async}",
     COROUTINE,
     .source = PALM},
    {.name = "wget.download",
     EXCHANGES("an async client such as httpx.AsyncClient"),
     .source = "wget.py: download"},
};

KNOWLEDGE_TABLE(long_tail)
