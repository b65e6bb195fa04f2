import time

from fastapi import FastAPI

app = FastAPI()


def render() -> str:
    time.sleep(0.25)
    return "ready"


@app.get("/report")
async def report() -> str:  # expect: async-endpoint-should-be-sync
    return render()  # expect: blocking-sleep
