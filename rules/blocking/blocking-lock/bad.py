import json
import queue
import threading
from concurrent.futures import Future
from pathlib import Path

lock = threading.Lock()
jobs: queue.Queue[str] = queue.Queue()


def count_up(counts: dict[str, int], name: str) -> None:
    with lock:
        counts[name] += 1


def save(counts: dict[str, int]) -> None:
    with lock:
        Path("counts.json").write_text(json.dumps(counts))


async def work(counts: dict[str, int], saved: Future) -> None:
    name = jobs.get()  # expect: blocking-lock
    count_up(counts, name)  # expect: blocking-lock "count_up"
    saved.result()  # expect: blocking-lock
