"""Caches, documents, search and graphs."""

import asyncio
from functools import cached_property

import redis
import redis.asyncio
from cassandra.cluster import Cluster
from django.core.cache import cache
from elasticsearch import AsyncElasticsearch, Elasticsearch
from neo4j import AsyncGraphDatabase, GraphDatabase
from opensearchpy import OpenSearch
from pymemcache.client.base import Client as Memcache
from pymongo import AsyncMongoClient, MongoClient
from qdrant_client import QdrantClient

mongo = MongoClient("mongodb://db")


class Cache:
    def __init__(self, url: str) -> None:
        self.redis = redis.Redis.from_url(url)
        self.fast = redis.asyncio.from_url(url)

    async def get(self, key: str) -> bytes | None:
        return self.redis.get(key)  # expect: blocking-database

    async def get_fast(self, key: str) -> bytes | None:
        return await self.fast.get(key)  # silent: blocking-database

    async def fill(self, values: dict) -> None:
        pipe = self.redis.pipeline()
        for key, value in values.items():
            pipe.set(key, value)  # silent: blocking-database
        pipe.execute()  # expect: blocking-database
        self.redis.hset("all", mapping=values)  # expect: blocking-database

    async def listen(self) -> None:
        pubsub = self.redis.pubsub()
        pubsub.subscribe("news")  # expect: blocking-database
        for message in pubsub.listen():  # expect: blocking-database
            print(message)

    async def locked(self) -> None:
        lock = self.redis.lock("name")
        lock.acquire()  # expect: blocking-database
        lock.acquire(blocking=False)  # expect: blocking-database
        lock.release()  # expect: blocking-database

    @cached_property
    def other(self) -> redis.StrictRedis:
        return redis.StrictRedis(host="other")

    async def scan(self) -> list:
        keys = self.other.scan_iter("user:*")  # silent: blocking-database
        return list(keys)  # expect: blocking-database


async def one_liner(url: str) -> None:
    redis.Redis.from_url(url).pipeline().execute()  # expect: blocking-database
    redis.Redis().incr("hits")  # expect: blocking-database
    async with redis.asyncio.Redis() as client:
        await client.incr("hits")  # silent: blocking-database


async def documents() -> None:
    users = mongo["shop"]["users"]  # silent: blocking-database
    users.insert_one({"name": "x"})  # expect: blocking-database
    users.find_one({"name": "x"})  # expect: blocking-database
    cursor = users.find({})  # silent: blocking-database
    for user in cursor:  # expect: blocking-database
        print(user)
    mongo.shop.orders.count_documents({})  # expect: blocking-database
    mongo.get_database("shop").users.update_many({}, {})  # expect: blocking-database
    mongo.admin.command("ping")  # expect: blocking-database
    quick = AsyncMongoClient("mongodb://db")
    await quick.shop.users.find_one({})  # silent: blocking-database


async def search(query: dict) -> None:
    engine = Elasticsearch("http://search")  # silent: blocking-database
    engine.search(index="a", query=query)  # expect: blocking-database
    engine.index(index="a", document={})  # expect: blocking-database
    OpenSearch(["http://search"]).search(body=query)  # expect: blocking-database
    await AsyncElasticsearch("http://search").search(query=query)  # silent: blocking-database
    vectors = QdrantClient("http://vectors")  # silent: blocking-database
    vectors.query_points("texts", query=[0.1])  # expect: blocking-database


async def graphs(uri: str) -> None:
    with GraphDatabase.driver(uri) as driver:
        driver.execute_query("match (n) return n")  # expect: blocking-database
        with driver.session() as session:  # expect: blocking-database
            session.run("match (n) return n")  # expect: blocking-database
    async with AsyncGraphDatabase.driver(uri) as driver:
        await driver.execute_query("match (n) return n")  # silent: blocking-database


async def wide_columns() -> None:
    session = Cluster(["db"]).connect("shop")  # expect: blocking-database
    session.execute("select * from users")  # expect: blocking-database
    session.execute_async("select * from users")  # silent: blocking-database


async def caches(memcache: Memcache) -> None:
    memcache.get("key")  # expect: blocking-database
    memcache.set("key", "value")  # expect: blocking-database
    cache.get("key")  # expect: blocking-database
    cache.set("key", "value", 30)  # expect: blocking-database
    await cache.aget("key")  # silent: blocking-database
    await asyncio.to_thread(memcache.delete, "key")  # silent: blocking-database
