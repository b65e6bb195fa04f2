"""Clouds and language models by their blocking clients."""

import asyncio
from functools import lru_cache

import aioboto3
import anthropic
import boto3
import botocore.session
import cohere
import docker
import git
import hvac
import litellm
import ollama
import openai
import stripe
from azure.data.tables import TableClient
from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient
from azure.storage.blob import BlobServiceClient
from github import Github
from google import genai
from google.cloud import bigquery, firestore, secretmanager, storage
from kubernetes import client as kube
from langchain_openai import ChatOpenAI
from openai import AsyncOpenAI, OpenAI
from slack_sdk import WebClient

s3 = boto3.client("s3")
table = boto3.resource("dynamodb").Table("orders")


@lru_cache
def bucket_client() -> storage.Client:
    return storage.Client()


class Archive:
    def __init__(self, bucket: str) -> None:
        self.bucket = bucket
        self.s3 = boto3.Session(region_name="eu-west-1").client("s3")

    async def get(self, key: str) -> bytes:
        body = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"]  # expect: blocking-cloud-sdk
        return body.read()  # expect: blocking-cloud-sdk

    async def put(self, key: str, path: str) -> None:
        self.s3.upload_file(path, self.bucket, key)  # expect: blocking-cloud-sdk
        s3.put_object(Bucket=self.bucket, Key=key, Body=b"")  # expect: blocking-cloud-sdk

    async def listing(self) -> list:
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)  # silent: blocking-cloud-sdk
        return [page for page in pages]  # expect: blocking-cloud-sdk

    async def wait(self, key: str) -> None:
        waiter = self.s3.get_waiter("object_exists")  # silent: blocking-cloud-sdk
        waiter.wait(Bucket=self.bucket, Key=key)  # expect: blocking-cloud-sdk

    async def link(self, key: str) -> str:
        return s3.generate_presigned_url("get_object", Params={"Key": key})  # silent: blocking-cloud-sdk

    async def get_async(self, key: str) -> None:
        async with aioboto3.Session().client("s3") as client:
            await client.get_object(Bucket=self.bucket, Key=key)  # silent: blocking-cloud-sdk


async def dynamo(key: dict) -> None:
    table.get_item(Key=key)  # expect: blocking-cloud-sdk
    table.put_item(Item=key)  # expect: blocking-cloud-sdk
    session = botocore.session.get_session()
    session.create_client("sqs").send_message(QueueUrl="q", MessageBody="m")  # expect: blocking-cloud-sdk, blocking-file-io
    await asyncio.to_thread(table.get_item, Key=key)  # silent: blocking-cloud-sdk


async def google(project: str) -> None:
    bucket = bucket_client().bucket("media")  # silent: blocking-cloud-sdk
    bucket.blob("a.txt").upload_from_string("a")  # expect: blocking-cloud-sdk
    bucket.get_blob("b.txt")  # expect: blocking-cloud-sdk
    job = bigquery.Client().query("select 1")  # expect: blocking-cloud-sdk
    job.result()  # expect: blocking-cloud-sdk
    firestore.Client().collection("users").document("1").get()  # expect: blocking-cloud-sdk
    secretmanager.SecretManagerServiceClient().access_secret_version(name=project)  # expect: blocking-cloud-sdk


async def azure(url: str) -> None:
    service = BlobServiceClient(url, credential=DefaultAzureCredential())
    blob = service.get_blob_client("media", "a.txt")  # silent: blocking-cloud-sdk
    blob.upload_blob(b"a")  # expect: blocking-cloud-sdk
    SecretClient(url, DefaultAzureCredential()).get_secret("key")  # expect: blocking-cloud-sdk
    rows = TableClient(url, "rows")
    rows.upsert_entity({})  # expect: blocking-cloud-sdk


class Assistant:
    client: OpenAI

    def __init__(self) -> None:
        self.client = OpenAI()
        self.fast = AsyncOpenAI()
        self.claude = anthropic.Anthropic()
        self.gemini = genai.Client()

    async def answer(self, text: str) -> str:
        reply = self.client.chat.completions.create(model="m", messages=[])  # expect: blocking-cloud-sdk
        self.client.embeddings.create(model="m", input=text)  # expect: blocking-cloud-sdk
        self.claude.messages.create(model="m", max_tokens=9, messages=[])  # expect: blocking-cloud-sdk
        self.gemini.models.generate_content(model="m", contents=text)  # expect: blocking-cloud-sdk
        await self.gemini.aio.models.generate_content(model="m", contents=text)  # silent: blocking-cloud-sdk
        await self.fast.chat.completions.create(model="m", messages=[])  # silent: blocking-cloud-sdk
        return reply.choices[0].message.content

    async def others(self, text: str) -> None:
        ollama.chat(model="m", messages=[])  # expect: blocking-cloud-sdk
        cohere.Client().chat(message=text)  # expect: blocking-cloud-sdk
        litellm.completion(model="m", messages=[])  # expect: blocking-cloud-sdk
        await litellm.acompletion(model="m", messages=[])  # silent: blocking-cloud-sdk
        ChatOpenAI().invoke(text)  # expect: blocking-cloud-sdk
        await ChatOpenAI().ainvoke(text)  # silent: blocking-cloud-sdk
        openai.OpenAI().models.list()  # expect: blocking-cloud-sdk


async def services(token: str) -> None:
    WebClient(token=token).chat_postMessage(channel="c", text="t")  # expect: blocking-cloud-sdk
    Github(token).get_repo("a/b")  # expect: blocking-cloud-sdk
    stripe.Customer.create(email="a@example.org")  # expect: blocking-cloud-sdk
    docker.from_env().containers.run("alpine", "true")  # expect: blocking-cloud-sdk, blocking-cloud-sdk
    kube.CoreV1Api().list_namespaced_pod("default")  # expect: blocking-cloud-sdk
    hvac.Client().secrets.kv.v2.read_secret_version("path")  # expect: blocking-cloud-sdk


async def repository(path: str) -> None:
    git.Repo.clone_from("https://git.example/a.git", path)  # expect: blocking-subprocess
