"""Sync nodes, tools and runnables are given to an executor when the graph runs asynchronously."""
import time

from langchain_core.runnables import RunnableLambda
from langchain_core.tools import tool
from langgraph.graph import StateGraph


@tool
def search(query: str) -> str:
    """Searches the archive."""
    time.sleep(1)  # silent: blocking
    return query


def plan(state: dict) -> dict:
    time.sleep(1)  # silent: blocking
    return state


def choose(state: dict) -> str:
    time.sleep(1)  # silent: blocking
    return "plan"


async def act(state: dict) -> dict:
    time.sleep(1)  # expect: blocking-sleep
    return state


graph = StateGraph(dict)
graph.add_node("plan", plan)
graph.add_node("act", act)
graph.add_conditional_edges("plan", choose)
chain = RunnableLambda(plan) | RunnableLambda(act)
