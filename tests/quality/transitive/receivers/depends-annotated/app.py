"""FastAPI hands in what the dependency returns."""
from typing import Annotated

from fastapi import Depends, FastAPI

from database import Database, get_database, get_settings

app = FastAPI()


@app.get("/users")
async def users(database: Annotated[Database, Depends(get_database)]):
    return database.all("users")  # expect: blocking-database


@app.get("/orders")
async def orders(database=Depends(get_database)):
    return database.all("orders")  # expect: blocking-database


@app.get("/name")
async def name(settings=Depends(get_settings)):
    return settings.title()  # silent: blocking
