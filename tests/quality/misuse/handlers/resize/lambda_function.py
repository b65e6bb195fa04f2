"""Resizes what was uploaded."""
import asyncio


async def fetch(key):
    await asyncio.sleep(0.1)
    return key.encode()


async def lambda_handler(event, context):  # expect: async-lambda-handler
    pages = [await fetch(record["key"]) for record in event["Records"]]
    return {"count": len(pages)}
