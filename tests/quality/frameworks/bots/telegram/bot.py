"""python-telegram-bot: callbacks are coroutine functions; filters are asked on the loop."""
import asyncio

import requests
from telegram import Message, Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters


def forecast(city: str) -> str:
    return requests.get(f"https://weather/{city}").text


class Known(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return requests.get("https://users").ok  # expect: blocking-http


class Settings:
    def filter(self, message: Message) -> bool:
        return requests.get("https://users").ok  # silent: blocking


async def weather(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(forecast("Oslo"))  # expect: blocking-http
    await update.message.reply_text(await asyncio.to_thread(forecast, "Oslo"))  # silent: blocking


app = Application.builder().token("t").build()
app.add_handler(CommandHandler("weather", weather))
app.add_handler(MessageHandler(Known(), weather))
