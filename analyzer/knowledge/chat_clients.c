// Clients of chats and forums, and a browser, that are asynchronous, beside those that wait.
#include "knowledge/tables.h"

#define TELETHON  "https://docs.telethon.dev/en/stable/modules/client.html"
#define PYROGRAM  "https://docs.pyrogram.org/api/client"
#define PYPPETEER "https://miyakogi.github.io/pyppeteer/reference.html"
#define PRAW      "https://praw.readthedocs.io/en/stable/code_overview/reddit_instance.html"
#define TELEBOT   "https://pytba.readthedocs.io/en/latest/"

#define COROUTINE .result = RESULT_COROUTINE
#define EXCHANGES(async_way)                                                                       \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer",       \
  .instead = async_way, OR_A_THREAD

static const KnowledgeEntry entries[] = {
    {.name = "telethon.client.telegramclient.TelegramClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "telethon.TelegramClient",
     .source = "telethon/__init__.py"},
    {.name = "telethon.TelegramClient", .kind = KNOWN_CLASS, .source = TELETHON},
    {.name = "telethon.TelegramClient.{__call__,catch_up,connect,delete_dialog,delete_messages,"
             "download_file,download_media,download_profile_photo,edit_2fa,edit_admin,edit_folder,"
             "edit_message,edit_permissions,forward_messages,get_admin_log,get_dialogs,get_drafts,"
             "get_entity,get_input_entity,get_me,get_messages,get_participants,get_peer_id,"
             "get_permissions,get_profile_photos,get_stats,inline_query,is_bot,"
             "is_user_authorized,kick_participant,log_out,pin_message,qr_login,"
             "send_code_request,send_file,send_message,send_read_acknowledge,sign_in,"
             "unpin_message,upload_file}",
     COROUTINE,
     .source = TELETHON},
    {.name = "telethon.TelegramClient.on",
     .decoration = DECORATION_KEEPS,
     .hands = "telethon.events.common.EventCommon",
     .source = TELETHON},
    // What events of any kind have, is of one kind.
    {.name = "telethon.events.common.EventCommon",
     .kind = KNOWN_CLASS,
     .source = "telethon/events/common.py"},
    {.name = "telethon.events.common.EventCommon.{answer,delete,download_media,edit,forward_to,"
             "get_chat,get_message,get_reply_message,get_sender,mark_read,pin,reply,respond}",
     COROUTINE,
     .source = "telethon/events, telethon/tl/custom/message.py"},
    {.name = "telethon.events.common.EventCommon.client",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "telethon.TelegramClient",
     .source = "telethon/events/common.py"},

    {.name = "pyrogram.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "pyrogram.Client",
     .source = "pyrogram/__init__.py"},
    {.name = "pyrogram.Client", .kind = KNOWN_CLASS, .source = PYROGRAM},
    {.name = "pyrogram.Client.{answer_callback_query,answer_inline_query,ban_chat_member,connect,"
             "copy_message,create_channel,create_group,delete_messages,disconnect,download_media,"
             "edit_message_caption,edit_message_media,edit_message_reply_markup,edit_message_text,"
             "export_session_string,forward_messages,get_chat,get_chat_member,"
             "get_chat_members_count,get_contacts,get_dialogs_count,get_me,get_messages,get_users,"
             "invoke,join_chat,leave_chat,log_out,pin_chat_message,promote_chat_member,"
             "read_chat_history,resolve_peer,restart,restrict_chat_member,send_animation,"
             "send_audio,send_chat_action,send_code,send_contact,send_document,send_location,"
             "send_media_group,send_message,send_photo,send_poll,send_reaction,send_sticker,"
             "send_video,send_voice,set_bot_commands,sign_in,start,stop,unban_chat_member,"
             "unpin_chat_message}",
     COROUTINE,
     .source = PYROGRAM},

    {.name = "pyrogram.Client.{on_message,on_edited_message}",
     .decoration = DECORATION_KEEPS,
     .hands = "pyrogram.Client,pyrogram.types.Message",
     .source = "pyrogram/methods/decorators/on_message.py"},
    {.name = "pyrogram.Client.on_callback_query",
     .decoration = DECORATION_KEEPS,
     .hands = "pyrogram.Client,pyrogram.types.CallbackQuery",
     .source = "pyrogram/methods/decorators/on_callback_query.py"},
    {.name = "pyrogram.types.{Message,CallbackQuery}",
     .kind = KNOWN_CLASS,
     .source = "pyrogram/types/messages_and_media/message.py"},
    {.name = "pyrogram.types.Message.{click,copy,delete,download,edit,edit_caption,edit_media,"
             "edit_reply_markup,edit_text,forward,get_media_group,pin,react,reply,reply_animation,"
             "reply_audio,reply_chat_action,reply_document,reply_location,reply_media_group,"
             "reply_photo,reply_poll,reply_sticker,reply_text,reply_video,reply_voice,unpin}",
     COROUTINE,
     .source = "pyrogram/types/messages_and_media/message.py"},
    {.name = "pyrogram.types.CallbackQuery.{answer,edit_message_caption,edit_message_media,"
             "edit_message_reply_markup,edit_message_text}",
     COROUTINE,
     .source = "pyrogram/types/bots_and_keyboards/callback_query.py"},
    {.name = "pyrogram.types.CallbackQuery.message",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "pyrogram.types.Message",
     .source = "pyrogram/types/bots_and_keyboards/callback_query.py"},

    {.name = "pyppeteer.{launch,connect}",
     COROUTINE,
     .returns = "pyppeteer.browser.Browser",
     .source = PYPPETEER "#launcher"},
    {.name = "pyppeteer.{browser.Browser,page.Page}", .kind = KNOWN_CLASS, .source = PYPPETEER},
    {.name = "pyppeteer.browser.Browser.newPage",
     COROUTINE,
     .returns = "pyppeteer.page.Page",
     .source = PYPPETEER "#browser-class"},
    {.name = "pyppeteer.browser.Browser.{close,disconnect,pages,userAgent,version}",
     COROUTINE,
     .source = PYPPETEER "#browser-class"},
    {.name = "pyppeteer.page.Page.{addScriptTag,addStyleTag,authenticate,bringToFront,click,close,"
             "content,cookies,deleteCookie,emulate,evaluate,evaluateHandle,evaluateOnNewDocument,"
             "exposeFunction,focus,goBack,goForward,goto,hover,metrics,pdf,plainText,"
             "querySelector,querySelectorAll,querySelectorAllEval,querySelectorEval,reload,"
             "screenshot,select,setContent,setCookie,setExtraHTTPHeaders,setRequestInterception,"
             "setUserAgent,setViewport,tap,title,type,waitForNavigation,xpath}",
     COROUTINE,
     .source = PYPPETEER "#page-class"},

    {.name = "praw.Reddit", .kind = KNOWN_CLASS, .source = PRAW},
    {.name = "praw.Reddit.{get,post,put,patch,delete,request,username_available}",
     EXCHANGES("asyncpraw.Reddit"),
     .source = PRAW},
    {.name = "asyncpraw.Reddit",
     .kind = KNOWN_CLASS,
     .source = "https://asyncpraw.readthedocs.io/en/stable/code_overview/reddit_instance.html"},
    {.name = "asyncpraw.Reddit.{get,post,put,patch,delete,request,username_available,close}",
     COROUTINE,
     .source = "https://asyncpraw.readthedocs.io/en/stable/code_overview/reddit_instance.html"},

    {.name = "telebot.{TeleBot,async_telebot.AsyncTeleBot}",
     .kind = KNOWN_CLASS,
     .source = TELEBOT "sync_version/index.html"},
    {.name = "telebot.TeleBot.{answer_callback_query,ban_chat_member,copy_message,"
             "create_chat_invite_link,delete_message,delete_webhook,download_file,"
             "edit_message_caption,edit_message_media,edit_message_reply_markup,edit_message_text,"
             "forward_message,get_chat,get_chat_administrators,get_chat_member,get_file,get_me,"
             "get_updates,infinity_polling,leave_chat,pin_chat_message,polling,"
             "restrict_chat_member,send_animation,send_audio,send_chat_action,send_contact,"
             "send_document,send_invoice,send_location,send_media_group,send_message,send_photo,"
             "send_poll,send_sticker,send_video,send_voice,set_my_commands,set_webhook,"
             "unban_chat_member}",
     EXCHANGES("telebot.async_telebot.AsyncTeleBot"),
     .source = TELEBOT "sync_version/index.html"},
    {.name = "telebot.async_telebot.AsyncTeleBot.{answer_callback_query,ban_chat_member,"
             "copy_message,create_chat_invite_link,delete_message,delete_webhook,download_file,"
             "edit_message_caption,edit_message_media,edit_message_reply_markup,edit_message_text,"
             "forward_message,get_chat,get_chat_administrators,get_chat_member,get_file,get_me,"
             "get_updates,infinity_polling,leave_chat,pin_chat_message,polling,"
             "restrict_chat_member,send_animation,send_audio,send_chat_action,send_contact,"
             "send_document,send_invoice,send_location,send_media_group,send_message,send_photo,"
             "send_poll,send_sticker,send_video,send_voice,set_my_commands,set_webhook,"
             "unban_chat_member,close_session}",
     COROUTINE,
     .source = TELEBOT "async_version/index.html"},
};

KNOWLEDGE_TABLE(chat_clients)
