// Django: the ORM asks the database when a query set is consumed, and beside each method that does
// there is an async one with an `a` in front. On a running event loop Django refuses the sync ones.
#include "knowledge/tables.h"

#define SIGNALS   "https://docs.djangoproject.com/en/stable/topics/signals/"
#define QUERYSETS "https://docs.djangoproject.com/en/stable/ref/models/querysets/"
#define MODELS    "https://docs.djangoproject.com/en/stable/ref/models/instances/"
#define SETTLED   "https://docs.djangoproject.com/en/stable/topics/db/transactions/"
#define SQL       "https://docs.djangoproject.com/en/stable/topics/db/sql/"
#define CACHE     "https://docs.djangoproject.com/en/stable/topics/cache/"
#define MAIL      "https://docs.djangoproject.com/en/stable/topics/email/"
#define AUTH      "https://docs.djangoproject.com/en/stable/topics/auth/default/"
#define PASSWORDS "https://docs.djangoproject.com/en/stable/topics/auth/passwords/"
#define ASYNC     "https://docs.djangoproject.com/en/stable/topics/async/"
#define TEMPLATES "https://docs.djangoproject.com/en/stable/topics/templates/"
#define STORAGE   "https://docs.djangoproject.com/en/stable/ref/files/storage/"
#define RELATED   "https://docs.djangoproject.com/en/stable/ref/models/relations/"
#define SESSIONS  "https://docs.djangoproject.com/en/stable/topics/http/sessions/"
#define CHANNELS  "https://channels.readthedocs.io/en/stable/topics/"

#define COROUTINE .result = RESULT_COROUTINE
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for the database",          \
  .instead = async_way
#define A_METHOD "the method with an `a` in front, as in await queryset.aget(...)"
#define IN_ASYNC "await sync_to_async(...)"

// Methods of query sets, which managers have too.
#define READS "{count,exists,aggregate,in_bulk,contains,explain,bulk_create,bulk_update,update}"
#define A_READS                                                                                    \
  "{acount,aexists,aaggregate,ain_bulk,acontains,aexplain,abulk_create,abulk_update,aupdate}"
#define REFINES                                                                                    \
  "{all,filter,exclude,complex_filter,order_by,reverse,distinct,none,annotate,alias,defer,only,"   \
  "extra,using,union,intersection,difference,select_related,prefetch_related,select_for_update}"

static const KnowledgeEntry entries[] = {
    {.name = "django.db.models.{query,manager,base}",
     .kind = KNOWN_ALIAS,
     .alias_of = "django.db.models",
     .source = "django/db/models/__init__.py"},

    // Query sets, managers, models.
    {.name = "django.db.models.{Manager,Model}", .kind = KNOWN_CLASS, .source = QUERYSETS},
    {.name = "django.db.models.QuerySet",
     .kind = KNOWN_CLASS,
     .elements = "parameter",
     .source = QUERYSETS},
    {.name = "django.db.models.Model.{objects,_default_manager,_base_manager}",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "django.db.models.Manager",
     .parameter = "self",
     .source = "https://docs.djangoproject.com/en/stable/ref/models/class/"},
    {.name = "django.db.models.{QuerySet,Manager}.{get,first,last,earliest,latest,create}",
     ASKS(A_METHOD),
     .returns = "parameter",
     .source = QUERYSETS},
    {.name = "django.db.models.{QuerySet,Manager}.{get_or_create,update_or_create}",
     ASKS(A_METHOD),
     .returns = "parameter,",
     .source = QUERYSETS},
    {.name = "django.db.models.{QuerySet,Manager}." READS, ASKS(A_METHOD), .source = QUERYSETS},
    {.name = "django.db.models.QuerySet.delete",
     ASKS("await queryset.adelete()"),
     .source = QUERYSETS},
    {.name = "django.db.models.QuerySet.{__iter__,__len__,__bool__}",
     ASKS("async for, or a list made by [item async for item in queryset]"),
     .source = QUERYSETS "#when-querysets-are-evaluated"},
    // A slice with a step evaluates as well, which is left out.
    {.name = "django.db.models.QuerySet.__getitem__",
     ASKS("await queryset.afirst(), or async for over a slice"),
     .returns = "parameter",
     .slices_later = true,
     .source = QUERYSETS "#when-querysets-are-evaluated"},
    {.name = "django.db.models.{QuerySet,Manager}.iterator",
     ASKS("async for over queryset.aiterator()"),
     .when = WHEN_ITERATED,
     .elements = "parameter",
     .source = QUERYSETS "#iterator"},
    {.name = "django.db.models.{QuerySet,Manager}.{values,values_list,dates,datetimes}",
     .returns = "django.db.models.QuerySet",
     .source = QUERYSETS "#values"},
    {.name = "django.db.models.{QuerySet,Manager}." REFINES,
     .returns = "django.db.models.QuerySet",
     .parameter = "parameter",
     .source = QUERYSETS "#methods-that-return-new-querysets"},
    {.name = "django.db.models.Manager.{get_queryset,db_manager}",
     .returns = "django.db.models.QuerySet",
     .parameter = "parameter",
     .source = "https://docs.djangoproject.com/en/stable/topics/db/managers/"},
    {.name = "django.db.models.{QuerySet,Manager}.{aget,afirst,alast,aearliest,alatest,acreate}",
     COROUTINE,
     .returns = "parameter",
     .source = QUERYSETS},
    {.name = "django.db.models.{QuerySet,Manager}.{aget_or_create,aupdate_or_create}",
     COROUTINE,
     .returns = "parameter,",
     .source = QUERYSETS},
    {.name = "django.db.models.{QuerySet,Manager}." A_READS, COROUTINE, .source = QUERYSETS},
    {.name = "django.db.models.QuerySet.adelete", COROUTINE, .source = QUERYSETS "#delete"},
    {.name = "django.db.models.{QuerySet,Manager}.aiterator",
     .result = RESULT_ASYNC_GENERATOR,
     .source = QUERYSETS "#iterator"},
    {.name = "django.db.models.Model.{save,delete,refresh_from_db}",
     ASKS("await instance.asave(), adelete() or arefresh_from_db()"),
     .source = MODELS "#saving-objects"},
    {.name = "django.db.models.Model.{asave,adelete,arefresh_from_db}",
     COROUTINE,
     .source = MODELS "#saving-objects"},
    {.name = "django.shortcuts.{get_object_or_404,get_list_or_404}",
     ASKS("await aget_object_or_404(...) or aget_list_or_404(...)"),
     .source = "https://docs.djangoproject.com/en/stable/topics/http/shortcuts/"},
    {.name = "django.shortcuts.{aget_object_or_404,aget_list_or_404}",
     COROUTINE,
     .source = "https://docs.djangoproject.com/en/stable/topics/http/shortcuts/"},

    {.name = "django.core.management.call_command",
     ASKS(IN_ASYNC),
     .source = "https://docs.djangoproject.com/en/stable/ref/django-admin/"
               "#django.core.management.call_command"},
    // What a field of many is read as: a manager of what is related.
    {.name = "django.db.models.fields.related.ManyToManyField",
     .kind = KNOWN_ALIAS,
     .alias_of = "django.db.models.ManyToManyField",
     .source = "django/db/models/__init__.py"},
    {.name = "django.db.models.ManyToManyField",
     .kind = KNOWN_CLASS,
     .bases = "django.db.models.Manager",
     .source = RELATED},
    {.name = "django.db.models.ManyToManyField.{add,remove,set,clear}",
     ASKS("the method with an `a` in front, as in await book.tags.aadd(...)"),
     .source = RELATED "#django.db.models.fields.related.RelatedManager"},
    {.name = "django.db.models.ManyToManyField.{aadd,aremove,aset,aclear}",
     COROUTINE,
     .source = RELATED "#django.db.models.fields.related.RelatedManager"},

    // Sessions: read from where they are kept when they are first looked into.
    {.name = "django.http.request.HttpRequest",
     .kind = KNOWN_ALIAS,
     .alias_of = "django.http.HttpRequest",
     .source = "django/http/__init__.py"},
    {.name = "django.http.HttpRequest",
     .kind = KNOWN_CLASS,
     .source = "https://docs.djangoproject.com/en/stable/ref/request-response/"},
    {.name = "django.http.HttpRequest.session",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "django.contrib.sessions.backends.base.SessionBase",
     .source = SESSIONS},
    {.name = "django.contrib.sessions.backends.base.SessionBase",
     .kind = KNOWN_CLASS,
     .source = SESSIONS},
    {.name = "django.contrib.sessions.backends.base.SessionBase.{__getitem__,__setitem__,"
             "__delitem__,__contains__,get,pop,setdefault,update,has_key,keys,values,items,flush,"
             "cycle_key,save,load,exists,create,delete}",
     ASKS("await request.session.aget(...) and kin"),
     .source = "django/contrib/sessions/backends/base.py: SessionBase._get_session"},
    {.name = "django.contrib.sessions.backends.base.SessionBase.{aget,aset,apop,asetdefault,"
             "aupdate,ahas_key,akeys,avalues,aitems,aflush,acycle_key,asave,aload,aexists,acreate,"
             "adelete}",
     COROUTINE,
     .source = SESSIONS},

    // Transactions and plain SQL.
    {.name = "django.db.transaction.atomic",
     .returns = "django.db.transaction.Atomic",
     .decoration = DECORATION_KEEPS,
     .source = SETTLED "#django.db.transaction.atomic"},
    {.name = "django.db.transaction.Atomic",
     .kind = KNOWN_CLASS,
     .source = SETTLED "#django.db.transaction.atomic"},
    {.name = "django.db.transaction.Atomic.{__enter__,__exit__}",
     ASKS("a sync function with the whole transaction, under sync_to_async"),
     .source = SETTLED "#django.db.transaction.atomic"},
    {.name =
         "django.db.transaction.{commit,rollback,savepoint,savepoint_commit,savepoint_rollback}",
     ASKS("a sync function with the whole transaction, under sync_to_async"),
     .source = SETTLED "#low-level-apis"},
    {.name = "django.db.transaction.on_commit",
     .roles = {ROLE(STORED, 0, "func")},
     .source = SETTLED "#django.db.transaction.on_commit"},
    {.name = "django.db.connection",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "django.db.backends.base.base.BaseDatabaseWrapper",
     .source = SQL "#executing-custom-sql-directly"},
    {.name = "django.db.backends.base.base.BaseDatabaseWrapper",
     .kind = KNOWN_CLASS,
     .source = SQL "#executing-custom-sql-directly"},
    {.name = "django.db.backends.base.base.BaseDatabaseWrapper.cursor",
     ASKS(IN_ASYNC),
     .returns = "django.db.backends.utils.CursorWrapper",
     .source = SQL "#connections-and-cursors"},
    {.name = "django.db.backends.base.base.BaseDatabaseWrapper.{connect,ensure_connection,commit,"
             "rollback}",
     ASKS(IN_ASYNC),
     .source = "django/db/backends/base/base.py"},
    {.name = "django.db.backends.utils.CursorWrapper",
     .kind = KNOWN_CLASS,
     .source = SQL "#connections-and-cursors"},
    {.name = "django.db.backends.utils.CursorWrapper.{execute,executemany,callproc}",
     ASKS(IN_ASYNC),
     .source = SQL "#connections-and-cursors"},

    // Caches: files, a database or a server, seldom only memory.
    {.name = "django.core.cache.cache",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "django.core.cache.backends.base.BaseCache",
     .source = CACHE "#accessing-the-cache"},
    {.name = "django.core.cache.caches",
     .kind = KNOWN_ATTRIBUTE,
     .elements = "django.core.cache.backends.base.BaseCache",
     .source = CACHE "#accessing-the-cache"},
    {.name = "django.core.cache.backends.base.BaseCache", .kind = KNOWN_CLASS, .source = CACHE},
    {.name = "django.core.cache.backends.base.BaseCache.{get,set,add,get_or_set,get_many,set_many,"
             "delete,delete_many,clear,touch,incr,decr,has_key,__contains__}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the cache server",
     .instead = "await cache.aget(...) and kin",
     .source = CACHE "#the-low-level-cache-api"},
    {.name = "django.core.cache.backends.base.BaseCache.{aget,aset,aadd,aget_or_set,aget_many,"
             "aset_many,adelete,adelete_many,aclear,atouch,aincr,adecr,ahas_key}",
     COROUTINE,
     .source = CACHE "#asynchronous-support"},

    // Mail.
    {.name = "django.core.mail.{send_mail,send_mass_mail,mail_admins,mail_managers}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "talks to the mail server",
     .source = MAIL "#send-mail"},
    {.name = "django.core.mail.EmailMessage", .kind = KNOWN_CLASS, .source = MAIL},
    {.name = "django.core.mail.EmailMultiAlternatives",
     .kind = KNOWN_CLASS,
     .bases = "django.core.mail.EmailMessage",
     .source = MAIL "#emailmultialternatives-objects"},
    {.name = "django.core.mail.EmailMessage.send",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "talks to the mail server",
     .source = MAIL "#emailmessage-objects"},

    // Users and passwords.
    {.name = "django.contrib.auth.{authenticate,login,logout}",
     ASKS("await aauthenticate(...), alogin(...) or alogout(...)"),
     .source = AUTH "#authenticating-users"},
    {.name = "django.contrib.auth.{aauthenticate,alogin,alogout}",
     COROUTINE,
     .source = AUTH "#authenticating-users"},
    {.name = "django.contrib.auth.hashers.{make_password,check_password}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "hashes a password, which is slow on purpose",
     .source = PASSWORDS "#module-django.contrib.auth.hashers"},
    {.name = "django.contrib.auth.hashers.acheck_password",
     COROUTINE,
     .source = PASSWORDS "#module-django.contrib.auth.hashers"},
    {.name = "django.contrib.auth.base_user.AbstractBaseUser",
     .kind = KNOWN_CLASS,
     .bases = "django.db.models.Model",
     .source = "https://docs.djangoproject.com/en/stable/topics/auth/customizing/"},
    {.name = "django.contrib.auth.models.{AbstractUser,User}",
     .kind = KNOWN_CLASS,
     .bases = "django.contrib.auth.base_user.AbstractBaseUser",
     .source = "https://docs.djangoproject.com/en/stable/ref/contrib/auth/"},
    {.name = "django.contrib.auth.models.UserManager",
     .kind = KNOWN_CLASS,
     .bases = "django.db.models.Manager",
     .source = "https://docs.djangoproject.com/en/stable/ref/contrib/auth/#manager-methods"},
    {.name = "django.contrib.auth.models.User.objects",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "django.contrib.auth.models.UserManager",
     .source = "https://docs.djangoproject.com/en/stable/ref/contrib/auth/#manager-methods"},
    {.name = "django.contrib.auth.models.UserManager.{create_user,create_superuser}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "hashes the password and waits for the database",
     .instead = "the method with an `a` in front",
     .source = "https://docs.djangoproject.com/en/stable/ref/contrib/auth/#manager-methods"},
    {.name = "django.contrib.auth.models.UserManager.{acreate_user,acreate_superuser}",
     COROUTINE,
     .source = "https://docs.djangoproject.com/en/stable/ref/contrib/auth/#manager-methods"},
    {.name = "django.contrib.auth.models.AbstractBaseUser",
     .kind = KNOWN_ALIAS,
     .alias_of = "django.contrib.auth.base_user.AbstractBaseUser",
     .source = "django/contrib/auth/models.py"},
    {.name = "django.contrib.auth.base_user.AbstractBaseUser.{set_password,check_password}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "hashes a password, which is slow on purpose",
     .source = PASSWORDS},
    {.name = "django.contrib.auth.base_user.AbstractBaseUser.acheck_password",
     COROUTINE,
     .source = PASSWORDS},

    // Files and templates.
    {.name = "django.core.files.storage.default_storage",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "django.core.files.storage.Storage",
     .source = STORAGE},
    {.name = "django.core.files.storage.{Storage,FileSystemStorage}",
     .kind = KNOWN_CLASS,
     .source = STORAGE},
    {.name =
         "django.core.files.storage.{Storage,FileSystemStorage}.{open,save,delete,exists,listdir,"
         "size}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "works on files, or on the network behind the storage",
     .source = STORAGE},
    {.name = "django.template.loader.{get_template,select_template,render_to_string}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads templates that are not cached from disk",
     .source = TEMPLATES "#django.template.loader.get_template"},

    // Between sync and async.
    {.name = "asgiref.sync.iscoroutinefunction",
     .asks_kind = ASKS_ASYNC,
     .source = "https://github.com/django/asgiref/blob/main/asgiref/sync.py"},
    {.name = "asgiref.sync.sync_to_async",
     .roles = {ROLE(OFF_LOOP, 0, "func")},
     .decoration = DECORATION_OFFLOADS,
     .source = ASYNC "#sync-to-async"},
    {.name = "asgiref.sync.async_to_sync",
     .returns = "asgiref.sync.AsyncToSync",
     .roles = {ROLE(ASYNC_CALLED, 0, "awaitable")},
     .source = ASYNC "#async-to-sync"},
    {.name = "asgiref.sync.AsyncToSync",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(ASYNC_CALLED, 0, "awaitable")},
     .source = ASYNC "#async-to-sync"},
    {.name = "asgiref.sync.AsyncToSync.__call__",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "waits for an event loop to run the coroutine",
     .instead = "await of the async function itself",
     .source = ASYNC "#async-to-sync"},
    {.name = "channels.db.database_sync_to_async",
     .roles = {ROLE(OFF_LOOP, 0, "func")},
     .decoration = DECORATION_OFFLOADS,
     .source = CHANNELS "databases.html"},

    // Decorators that keep the view what it is.
    {.name =
         "{django.views.decorators.csrf.csrf_exempt,django.views.decorators.csrf.csrf_protect,"
         "django.views.decorators.csrf.ensure_csrf_cookie,"
         "django.views.decorators.http.require_http_methods,"
         "django.views.decorators.http.require_GET,django.views.decorators.http.require_POST,"
         "django.views.decorators.http.require_safe,django.views.decorators.cache.cache_control,"
         "django.views.decorators.cache.never_cache,"
         "django.contrib.auth.decorators.login_required,"
         "django.contrib.auth.decorators.permission_required,"
         "django.contrib.auth.decorators.user_passes_test}",
     .decoration = DECORATION_KEEPS,
     .source = ASYNC "#decorators"},
    {.name = "django.utils.functional.cached_property",
     .kind = KNOWN_CLASS,
     .decoration = DECORATION_CACHED_PROPERTY,
     .source = "https://docs.djangoproject.com/en/stable/ref/utils/"},

    // Signals: send calls sync receivers one after the other, asend has a thread call them.
    {.name = "django.dispatch.dispatcher.{Signal,receiver}",
     .kind = KNOWN_ALIAS,
     .alias_of = "django.dispatch.*",
     .source = "django/dispatch/__init__.py"},
    {.name = "django.dispatch.Signal",
     .kind = KNOWN_CLASS,
     .kept_by = "connect receiver",
     .source = SIGNALS},
    {.name = "django.dispatch.Signal.connect",
     .roles = {ROLE(KEPT, 0, "receiver")},
     .kept_perhaps_if = IS_CHOSEN(1, "sender"),
     .source = SIGNALS "#django.dispatch.Signal.connect"},
    {.name = "django.dispatch.receiver",
     .decoration = DECORATION_KEEPS,
     .keeps_below = true,
     .roles = {ROLE(KEEPER, 0, "signal")},
     .kept_perhaps_if = IS_CHOSEN(KEYWORD_ONLY, "sender"),
     .source = SIGNALS "#django.dispatch.receiver"},
    {.name = "django.dispatch.Signal.{send,send_robust}",
     .calls_kept = true,
     .source = "django/dispatch/dispatcher.py: Signal.send"},
    {.name = "django.dispatch.Signal.{asend,asend_robust}",
     .result = RESULT_COROUTINE,
     .source = SIGNALS "#django.dispatch.Signal.asend"},

    // Channels.
    {.name = "channels.layers.get_channel_layer",
     .returns = "channels.layers.BaseChannelLayer",
     .source = CHANNELS "channel_layers.html"},
    {.name = "channels.layers.BaseChannelLayer",
     .kind = KNOWN_CLASS,
     .source = CHANNELS "channel_layers.html"},
    {.name = "channels.layers.BaseChannelLayer.{send,receive,new_channel,flush,group_add,"
             "group_discard,group_send}",
     COROUTINE,
     .source = CHANNELS "channel_layers.html"},
    {.name = "channels.generic.websocket.AsyncWebsocketConsumer",
     .kind = KNOWN_CLASS,
     .source = CHANNELS "consumers.html"},
    {.name = "channels.generic.websocket.AsyncJsonWebsocketConsumer",
     .kind = KNOWN_CLASS,
     .bases = "channels.generic.websocket.AsyncWebsocketConsumer",
     .source = CHANNELS "consumers.html"},
    {.name = "channels.generic.websocket.AsyncWebsocketConsumer.{accept,send,close}",
     COROUTINE,
     .source = CHANNELS "consumers.html"},
    {.name = "channels.generic.websocket.AsyncJsonWebsocketConsumer.send_json",
     COROUTINE,
     .source = CHANNELS "consumers.html"},
    {.name = "channels.generic.websocket.{AsyncWebsocketConsumer,AsyncJsonWebsocketConsumer}."
             "channel_layer",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "channels.layers.BaseChannelLayer",
     .source = CHANNELS "channel_layers.html"},
};

KNOWLEDGE_TABLE(django)
