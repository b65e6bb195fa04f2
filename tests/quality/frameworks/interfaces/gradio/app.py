"""Gradio gives sync functions to threads."""
import time

import gradio as gr


def answer(text: str) -> str:
    time.sleep(3)  # silent: blocking
    return text


async def answer_async(text: str) -> str:
    time.sleep(3)  # expect: blocking-sleep
    return text


with gr.Blocks() as demo:
    box = gr.Textbox()
    box.submit(answer, box, box)
    box.change(answer_async, box, box)

demo.launch()
