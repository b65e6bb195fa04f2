import asyncio


async def greet(name: str) -> str:
    return f"Hello {name}"


def lambda_handler(event, context):
    greeting = greet(event["name"])
    try:
        greeting.send(None)
    except StopIteration as done:
        return {"statusCode": 200, "body": done.value}
    return {"statusCode": 504}
