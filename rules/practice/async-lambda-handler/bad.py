import asyncio


async def greet(name: str) -> str:
    await asyncio.sleep(1)
    return f"Hello {name}"


async def lambda_handler(event, context):  # expect: async-lambda-handler
    return {"statusCode": 200, "body": await greet(event["name"])}
