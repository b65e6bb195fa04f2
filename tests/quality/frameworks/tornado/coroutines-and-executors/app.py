"""Generator coroutines run on the loop; what run_on_executor decorates does not."""
import subprocess
from concurrent.futures import ThreadPoolExecutor

from tornado import gen
from tornado.concurrent import run_on_executor
from tornado.web import RequestHandler


class Build(RequestHandler):
    executor = ThreadPoolExecutor(2)

    @gen.coroutine
    def get(self):
        yield self.compile()
        self.finish(self.version())  # expect: blocking-subprocess

    @run_on_executor
    def compile(self) -> None:
        subprocess.run(["make"])  # silent: blocking

    def version(self) -> str:
        return subprocess.check_output(["git", "describe"], text=True)  # primitive: blocking


@gen.coroutine
def nightly():
    subprocess.run(["make", "clean"])  # expect: blocking-subprocess
    yield gen.sleep(1)
