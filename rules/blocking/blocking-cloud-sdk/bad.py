import boto3

storage = boto3.client("s3")


def save(key: str, body: bytes) -> None:
    storage.put_object(Bucket="reports", Key=key, Body=body)


async def publish(body: bytes) -> None:
    save("today", body)  # expect: blocking-cloud-sdk "save"
    storage.delete_object(Bucket="reports", Key="old")  # expect: blocking-cloud-sdk
