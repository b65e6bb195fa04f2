"""Resolvers run on the loop where the schema is executed asynchronously."""
import asyncio
import sqlite3

import strawberry
from ariadne import MutationType, QueryType

query = QueryType()
mutation = MutationType()


def names() -> list[str]:
    rows = sqlite3.connect("a.db").execute("select name from a")  # primitive: blocking
    return [row[0] for row in rows]


@strawberry.type
class Query:
    @strawberry.field
    def users(self) -> list[str]:
        return names()  # expect: blocking-database

    @strawberry.field
    async def groups(self) -> list[str]:
        return await asyncio.to_thread(names)  # silent: blocking


@query.field("users")
def resolve_users(_, info) -> list[str]:
    return names()  # expect: blocking-database


@mutation.field("rename")
async def rename(_, info, name: str) -> bool:
    return name in names()  # expect: blocking-database


def check() -> bool:
    return bool(names())  # silent: blocking
