"""The first MCP SDK calls sync tools on the loop."""
import subprocess

from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP("files")


@mcp.tool()
def grep(pattern: str) -> str:
    return subprocess.check_output(["grep", "-r", pattern], text=True)  # expect: blocking-subprocess


@mcp.resource("file://{name}")
def read(name: str) -> str:
    with open(name) as file:
        return file.read()  # expect: blocking-file-io


@mcp.tool()
async def build(ctx: Context) -> str:
    subprocess.run(["make"])  # expect: blocking-subprocess
    return "built"


def clean() -> None:
    subprocess.run(["make", "clean"])  # silent: blocking
