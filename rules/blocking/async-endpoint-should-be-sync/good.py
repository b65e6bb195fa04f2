import time

from fastapi import FastAPI

app = FastAPI()


def render() -> str:
    time.sleep(0.25)
    return "ready"


@app.get("/report")
def report() -> str:
    return render()
