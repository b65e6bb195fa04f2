"""Chainlit calls sync callbacks from a coroutine."""
import chainlit as cl
import requests


def ask(question: str) -> str:
    return requests.post("https://model", question).text


@cl.on_chat_start
def start() -> None:
    cl.user_session.set("greeting", ask("hello"))  # expect: blocking-http


@cl.on_message
async def answer(message: cl.Message) -> None:
    text = await cl.make_async(ask)(message.content)  # silent: blocking
    await cl.Message(text).send()


def prepare() -> None:
    ask("warm up")  # silent: blocking
