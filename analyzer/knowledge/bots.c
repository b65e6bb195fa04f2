// Chat bots: discord.py, python-telegram-bot, aiogram and NoneBot. What sends something is a
// coroutine, and is often left without its await.
#include "knowledge/tables.h"

#define DISCORD  "https://discordpy.readthedocs.io/en/stable/api.html"
#define COMMANDS "https://discordpy.readthedocs.io/en/stable/ext/commands/api.html"
#define TELEGRAM "https://docs.python-telegram-bot.org/en/stable/"
#define NONEBOT  "https://nonebot.dev/docs/"
#define AIOGRAM  "https://docs.aiogram.dev/en/latest/"

#define COROUTINE .result = RESULT_COROUTINE
#define ATTRIBUTE .kind = KNOWN_ATTRIBUTE
#define RUNS_LOOP                                                                                  \
  .effect = EFFECT_NESTED_LOOP, .tier = TIER_UNBOUNDED,                                            \
  .because = "runs an event loop until it stops"

#define HANDLER(place, keyword)                                                                    \
  { ROLE(ON_LOOP, place, keyword), ROLE(ASYNC_CALLED, place, keyword) }

static const KnowledgeEntry entries[] = {
    // discord.py.
    {.name = "discord.abc.Messageable", .kind = KNOWN_CLASS, .source = DISCORD "#messageable"},
    {.name = "discord.{TextChannel,VoiceChannel,StageChannel,Thread,DMChannel,GroupChannel,Member,"
             "User}",
     .kind = KNOWN_CLASS,
     .bases = "discord.abc.Messageable",
     .source = DISCORD "#discord-models"},
    {.name = "discord.{Client,Message,PartialMessage,Guild,Role,Interaction,InteractionResponse,"
             "Webhook,"
             "VoiceClient}",
     .kind = KNOWN_CLASS,
     .source = DISCORD},
    {.name = "discord.ext.commands.Context",
     .kind = KNOWN_CLASS,
     .bases = "discord.abc.Messageable",
     .source = COMMANDS "#context"},
    {.name = "discord.ext.commands.Bot",
     .kind = KNOWN_CLASS,
     .bases = "discord.Client",
     .roles = HANDLER(0, "command_prefix"),
     .source = COMMANDS "#bot"},
    {.name = "discord.abc.Messageable.{send,fetch_message}",
     COROUTINE,
     .returns = "discord.Message",
     .source = DISCORD "#discord.abc.Messageable.send"},
    {.name = "discord.ext.commands.Context.reply",
     COROUTINE,
     .returns = "discord.Message",
     .source = COMMANDS "#discord.ext.commands.Context.reply"},
    {.name = "discord.ext.commands.Context.{defer,invoke,reinvoke,send_help}",
     COROUTINE,
     .source = COMMANDS "#context"},
    {.name = "discord.ext.commands.Context.{message,author,channel,guild,bot,voice_client}",
     ATTRIBUTE,
     .source = COMMANDS "#context"},
    {.name = "discord.{Message,PartialMessage}.{add_reaction,clear_reaction,clear_reactions,"
             "create_thread,delete,edit,fetch,pin,publish,remove_reaction,reply,unpin}",
     COROUTINE,
     .source = DISCORD "#message"},
    {.name = "discord.Message.channel",
     ATTRIBUTE,
     .returns = "discord.abc.Messageable",
     .source = DISCORD "#discord.Message.channel"},
    {.name = "discord.Message.author",
     ATTRIBUTE,
     .returns = "discord.Member",
     .source = DISCORD "#discord.Message.author"},
    {.name = "discord.Message.guild",
     ATTRIBUTE,
     .returns = "discord.Guild",
     .source = DISCORD "#discord.Message.guild"},
    {.name =
         "discord.Member.{add_roles,ban,edit,kick,move_to,remove_roles,request_to_speak,timeout,"
         "unban,create_dm}",
     COROUTINE,
     .source = DISCORD "#member"},
    {.name = "discord.User.create_dm", COROUTINE, .source = DISCORD "#discord.User.create_dm"},
    {.name = "discord.TextChannel.{clone,create_invite,create_thread,create_webhook,delete,"
             "delete_messages,edit,purge,set_permissions,webhooks}",
     COROUTINE,
     .source = DISCORD "#textchannel"},
    {.name = "discord.Thread.{add_user,delete,delete_messages,edit,fetch_members,join,leave,purge,"
             "remove_user}",
     COROUTINE,
     .source = DISCORD "#thread"},
    {.name = "discord.VoiceChannel.{connect,delete,edit}",
     COROUTINE,
     .source = DISCORD "#voicechannel"},
    {.name = "discord.VoiceClient.{disconnect,move_to}",
     COROUTINE,
     .source = DISCORD "#voiceclient"},
    {.name = "discord.Role.{delete,edit,move}", COROUTINE, .source = DISCORD "#role"},
    {.name =
         "discord.Guild.{ban,unban,kick,chunk,create_category,create_custom_emoji,create_role,"
         "create_text_channel,create_voice_channel,edit,fetch_ban,fetch_channel,fetch_channels,"
         "fetch_emojis,fetch_member,fetch_role,fetch_roles,invites,leave,prune_members,webhooks}",
     COROUTINE,
     .source = DISCORD "#guild"},
    {.name =
         "discord.Interaction.{delete_original_response,edit_original_response,original_response}",
     COROUTINE,
     .source = "https://discordpy.readthedocs.io/en/stable/interactions/api.html"},
    {.name = "discord.Interaction.response",
     ATTRIBUTE,
     .returns = "discord.InteractionResponse",
     .source = "https://discordpy.readthedocs.io/en/stable/interactions/api.html"},
    {.name = "discord.Interaction.followup",
     ATTRIBUTE,
     .returns = "discord.Webhook",
     .source = "https://discordpy.readthedocs.io/en/stable/interactions/api.html"},
    {.name = "discord.InteractionResponse.{autocomplete,defer,edit_message,pong,send_message,send_"
             "modal}",
     COROUTINE,
     .source = "https://discordpy.readthedocs.io/en/stable/interactions/api.html"},
    {.name = "discord.Webhook.{delete,delete_message,edit,edit_message,fetch,fetch_message,send}",
     COROUTINE,
     .source = DISCORD "#webhook"},
    {.name =
         "discord.Client.{application_info,change_presence,close,connect,fetch_channel,fetch_guild,"
         "fetch_invite,fetch_user,fetch_webhook,login,setup_hook,start,wait_until_ready}",
     COROUTINE,
     .source = DISCORD "#client"},
    {.name = "discord.Client.wait_for",
     COROUTINE,
     .roles = {ROLE(ON_LOOP, KEYWORD_ONLY, "check")},
     .source = DISCORD "#discord.Client.wait_for"},
    {.name = "discord.ext.commands.Bot.{add_cog,get_context,invoke,load_extension,process_commands,"
             "reload_extension,remove_cog,unload_extension}",
     COROUTINE,
     .source = COMMANDS "#bot"},
    {.name = "discord.Client.run",
     RUNS_LOOP,
     .instead = "await client.start(token)",
     .source = DISCORD "#discord.Client.run"},
    {.name = "discord.{Client.event,ext.commands.Bot.listen,ext.commands.Cog.listener}",
     .decoration = DECORATION_KEEPS,
     .hands = "@discord.Client",
     .source = DISCORD "#discord.Client.event"},
    {.name = "discord.Client.{on_message,on_message_delete,on_message_edit}",
     COROUTINE,
     .hands = "discord.Message,discord.Message",
     .source = DISCORD "#discord.on_message"},
    {.name = "discord.Client.{on_member_join,on_member_remove,on_member_update,"
             "on_voice_state_update}",
     COROUTINE,
     .hands = "discord.Member",
     .source = DISCORD "#discord.on_member_join"},
    {.name = "discord.Client.{on_guild_join,on_guild_remove,on_guild_update}",
     COROUTINE,
     .hands = "discord.Guild",
     .source = DISCORD "#discord.on_guild_join"},
    {.name = "discord.Client.on_interaction",
     COROUTINE,
     .hands = "discord.Interaction",
     .source = DISCORD "#discord.on_interaction"},
    {.name = "discord.Client.{on_command,on_command_completion,on_command_error}",
     COROUTINE,
     .hands = "discord.ext.commands.Context",
     .source = COMMANDS "#discord.discord.ext.commands.on_command_error"},
    // Checks, prefixes and some hooks may be sync: discord.utils.maybe_coroutine calls them.
    {.name = "discord.ext.commands.Cog",
     .kind = KNOWN_CLASS,
     .loop_methods = "cog_check bot_check bot_check_once cog_load cog_unload interaction_check "
                     "cog_app_command_check",
     .source = COMMANDS "#cog"},
    {.name = "discord.ext.commands.check",
     .roles = HANDLER(0, "predicate"),
     .source = COMMANDS "#discord.ext.commands.check"},
    {.name = "discord.app_commands.check",
     .roles = HANDLER(0, "predicate"),
     .source = "https://discordpy.readthedocs.io/en/stable/interactions/api.html"},
    {.name = "discord.ext.commands.Bot.{check,check_once}",
     .decoration = DECORATION_ON_LOOP,
     .source = COMMANDS "#discord.ext.commands.Bot.check"},
    {.name = "discord.ext.commands.Bot.add_check",
     .roles = HANDLER(0, "func"),
     .source = COMMANDS "#discord.ext.commands.Bot.add_check"},
    {.name = "discord.ext.commands.{command,group,hybrid_command,hybrid_group,Bot.command,"
             "Bot.group,Bot.hybrid_command,Bot.hybrid_group,Bot.before_invoke,Bot.after_invoke}",
     .decoration = DECORATION_KEEPS,
     .hands = "discord.ext.commands.Context",
     .source = COMMANDS "#bot"},
    // The thread of the player calls `after`.
    {.name = "discord.VoiceClient.play",
     .roles = {ROLE(OFF_LOOP, KEYWORD_ONLY, "after")},
     .source = DISCORD "#discord.VoiceClient.play"},

    // python-telegram-bot. Before version 20 nothing was a coroutine function, says its wiki
    // (Transition-guide-to-Version-20.0); what is new in 20 has no `was_plain`.
    {.name = "telegram.{Bot,Update,Message,CallbackQuery,Chat,User}",
     .kind = KNOWN_CLASS,
     .source = TELEGRAM "telegram.html"},
    {.name = "telegram.Update.{message,edited_message,channel_post,effective_message}",
     ATTRIBUTE,
     .returns = "telegram.Message",
     .source = TELEGRAM "telegram.update.html"},
    {.name = "telegram.Update.callback_query",
     ATTRIBUTE,
     .returns = "telegram.CallbackQuery",
     .source = TELEGRAM "telegram.update.html"},
    {.name = "{telegram.Update.effective_chat,telegram.Message.chat}",
     ATTRIBUTE,
     .returns = "telegram.Chat",
     .source = TELEGRAM "telegram.update.html"},
    {.name = "telegram.Message.{reply_text,reply_html,reply_markdown,reply_markdown_v2,reply_photo,"
             "reply_document,reply_audio,reply_video,reply_voice,reply_animation,reply_sticker,"
             "reply_location,reply_media_group,reply_chat_action,edit_text,edit_caption,edit_media,"
             "edit_reply_markup,delete,copy,forward,pin,unpin}",
     COROUTINE,
     .was_plain = true,
     .source = TELEGRAM "telegram.message.html"},
    {.name = "telegram.CallbackQuery.{answer,edit_message_text,edit_message_caption,"
             "edit_message_media,edit_message_reply_markup,delete_message}",
     COROUTINE,
     .was_plain = true,
     .source = TELEGRAM "telegram.callbackquery.html"},
    {.name =
         "telegram.Chat.{send_message,send_photo,send_document,send_action,send_audio,send_video,"
         "get_member,get_administrators,ban_member,unban_member,leave}",
     COROUTINE,
     .was_plain = true,
     .source = TELEGRAM "telegram.chat.html"},
    {.name = "telegram.Bot.{send_message,send_photo,send_document,send_audio,send_video,send_voice,"
             "send_animation,send_sticker,send_location,send_media_group,send_chat_action,"
             "edit_message_text,edit_message_caption,edit_message_media,edit_message_reply_markup,"
             "delete_message,delete_messages,forward_message,copy_message,answer_callback_query,"
             "answer_inline_query,get_me,get_file,get_chat,get_chat_member,get_chat_administrators,"
             "ban_chat_member,unban_chat_member,restrict_chat_member,pin_chat_message,"
             "set_webhook,delete_webhook,get_updates,set_my_commands}",
     COROUTINE,
     .was_plain = true,
     .source = TELEGRAM "telegram.bot.html"},
    {.name = "telegram.Bot.{initialize,shutdown}",
     COROUTINE,
     .source = TELEGRAM "telegram.bot.html"},
    {.name = "telegram.ext.{Application,CallbackContext}",
     .kind = KNOWN_CLASS,
     .source = TELEGRAM "telegram.ext.html"},
    {.name = "{telegram.ext.Application.bot,telegram.ext.CallbackContext.bot}",
     ATTRIBUTE,
     .returns = "telegram.Bot",
     .source = TELEGRAM "telegram.ext.callbackcontext.html"},
    {.name = "telegram.ext.Application.{run_polling,run_webhook}",
     RUNS_LOOP,
     .instead = "await application.initialize() and start()",
     .source = TELEGRAM "telegram.ext.application.html"},
    {.name =
         "telegram.ext.Application.{initialize,start,stop,shutdown,process_update,process_error,"
         "update_persistence}",
     COROUTINE,
     .source = TELEGRAM "telegram.ext.application.html"},
    {.name = "telegram.ext.Application.create_task",
     .returns = "asyncio.Task",
     .roles = {ROLE(COROUTINE, 0, "coroutine")},
     .source = TELEGRAM "telegram.ext.application.html"},
    {.name = "telegram.ext.{CommandHandler,MessageHandler}",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(ASYNC_CALLED, 1, "callback")},
     .hands = "telegram.Update,telegram.ext.CallbackContext",
     .source = TELEGRAM "telegram.ext.handlers-tree.html"},
    {.name = "telegram.ext.{CallbackQueryHandler,ChatMemberHandler,InlineQueryHandler,"
             "PollAnswerHandler}",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(ASYNC_CALLED, 0, "callback")},
     .hands = "telegram.Update,telegram.ext.CallbackContext",
     .source = TELEGRAM "telegram.ext.handlers-tree.html"},
    {.name = "telegram.ext.Application.add_error_handler",
     .roles = {ROLE(ASYNC_CALLED, 0, "callback")},
     .hands = ",telegram.ext.CallbackContext",
     .source = TELEGRAM "telegram.ext.application.html"},
    {.name = "telegram.ext.ConversationHandler",
     .kind = KNOWN_CLASS,
     .source = TELEGRAM "telegram.ext.handlers-tree.html"},

    // Filters are sync, and asked on the loop for each update.
    {.name = "telegram.ext.filters.{BaseFilter,MessageFilter,UpdateFilter}",
     .kind = KNOWN_CLASS,
     .loop_methods = "filter check_update",
     .source = TELEGRAM "telegram.ext.filters.html"},
    {.name = "telegram.ext.BaseHandler",
     .kind = KNOWN_CLASS,
     .loop_methods = "check_update collect_additional_context",
     .source = TELEGRAM "telegram.ext.basehandler.html"},

    // aiogram: methods of a message make an object that sends when awaited. Sync handlers run in
    // threads.
    {.name = "aiogram.{Bot,Dispatcher,Router,types.Message,types.CallbackQuery}",
     .kind = KNOWN_CLASS,
     .source = AIOGRAM},
    {.name = "aiogram.types.Message.{answer,answer_animation,answer_audio,answer_document,"
             "answer_location,answer_media_group,answer_photo,answer_sticker,answer_video,"
             "answer_voice,reply,reply_document,reply_photo,reply_video,edit_text,edit_caption,"
             "edit_media,edit_reply_markup,delete,forward,copy_to,send_copy,pin,unpin,react}",
     COROUTINE,
     .source = AIOGRAM "api/types/message.html"},
    {.name = "aiogram.{Dispatcher,Router}.{message,edited_message,channel_post}",
     .decoration = DECORATION_KEEPS,
     .hands = "aiogram.types.Message",
     .source = AIOGRAM "dispatcher/router.html"},
    {.name = "aiogram.{Dispatcher,Router}.callback_query",
     .decoration = DECORATION_KEEPS,
     .hands = "aiogram.types.CallbackQuery",
     .source = AIOGRAM "dispatcher/router.html"},
    {.name = "aiogram.types.CallbackQuery.message",
     ATTRIBUTE,
     .returns = "aiogram.types.Message",
     .source = AIOGRAM "api/types/callback_query.html"},
    {.name = "aiogram.types.CallbackQuery.answer",
     COROUTINE,
     .source = AIOGRAM "api/types/callback_query.html"},
    {.name = "aiogram.Bot.{send_message,send_photo,send_document,send_audio,send_video,send_voice,"
             "send_animation,send_sticker,send_location,send_media_group,send_chat_action,"
             "edit_message_text,edit_message_caption,edit_message_media,edit_message_reply_markup,"
             "delete_message,delete_messages,forward_message,copy_message,answer_callback_query,"
             "get_me,get_file,get_chat,get_chat_member,get_chat_administrators,ban_chat_member,"
             "unban_chat_member,restrict_chat_member,pin_chat_message,set_webhook,delete_webhook,"
             "set_my_commands,download,download_file}",
     COROUTINE,
     .source = AIOGRAM "api/bot.html"},
    {.name = "aiogram.Dispatcher.{start_polling,stop_polling,feed_update}",
     COROUTINE,
     .source = AIOGRAM "dispatcher/dispatcher.html"},
    {.name = "aiogram.Dispatcher.run_polling",
     RUNS_LOOP,
     .instead = "await dispatcher.start_polling(bot)",
     .source = AIOGRAM "dispatcher/dispatcher.html"},

    // NoneBot: sync functions that it is given run in threads.
    {.name = "nonebot.get_driver",
     .returns = "nonebot.internal.driver.abstract.Driver",
     .source = NONEBOT "api/#get-driver"},
    {.name = "nonebot.{drivers.Driver,internal.driver.Driver}",
     .kind = KNOWN_ALIAS,
     .alias_of = "nonebot.internal.driver.abstract.Driver",
     .source = "nonebot/drivers/__init__.py"},
    {.name = "nonebot.internal.driver.abstract.Driver",
     .kind = KNOWN_CLASS,
     .source = NONEBOT "advanced/driver"},
    {.name = "nonebot.internal.driver.abstract.Driver.{on_startup,on_shutdown}",
     .decoration = DECORATION_OFF_LOOP,
     .is_beside_serving = true,
     .source = "nonebot/internal/driver/_lifespan.py: Lifespan._run_lifespan_func"},
    {.name = "nonebot.internal.driver.abstract.Driver.{on_bot_connect,on_bot_disconnect}",
     .decoration = DECORATION_OFF_LOOP,
     .source = "nonebot/dependencies/__init__.py: Dependent"},
    {.name = "nonebot.{matcher.Matcher,internal.matcher.Matcher}",
     .kind = KNOWN_ALIAS,
     .alias_of = "nonebot.internal.matcher.matcher.Matcher",
     .source = "nonebot/matcher.py"},
    {.name = "nonebot.internal.matcher.matcher.Matcher",
     .kind = KNOWN_CLASS,
     .source = NONEBOT "api/matcher#Matcher"},
    {.name = "nonebot.{on,on_metaevent,on_message,on_notice,on_request,on_startswith,on_endswith,"
             "on_fullmatch,on_keyword,on_command,on_shell_command,on_regex,on_type}",
     .returns = "nonebot.internal.matcher.matcher.Matcher",
     .source = NONEBOT "api/plugin/on"},
    {.name = "nonebot.internal.matcher.matcher.Matcher.{handle,receive,got}",
     .decoration = DECORATION_OFF_LOOP,
     .source = "nonebot/dependencies/__init__.py: Dependent"},
    {.name = "nonebot.internal.matcher.matcher.Matcher.{send,finish,pause,reject,reject_arg,"
             "reject_receive}",
     COROUTINE,
     .source = NONEBOT "api/matcher#Matcher-send"},
};

KNOWLEDGE_TABLE(bots)
