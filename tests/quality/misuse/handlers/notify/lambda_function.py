"""Notifies subscribers; the loop is run by hand."""
import asyncio


async def handle(event, context):  # silent: practice
    await asyncio.sleep(0.1)
    return {"sent": len(event)}


def lambda_handler(event, context):  # silent: practice
    return asyncio.run(handle(event, context))
