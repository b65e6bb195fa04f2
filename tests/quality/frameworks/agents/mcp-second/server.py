"""The second one gives them to a thread."""
import subprocess

from mcp.server.mcpserver import MCPServer

server = MCPServer("files")


@server.tool()
def grep(pattern: str) -> str:
    return subprocess.check_output(["grep", "-r", pattern], text=True)  # silent: blocking


@server.tool()
async def build() -> str:  # expect: async-endpoint-should-be-sync
    subprocess.run(["make"])  # expect: blocking-subprocess
    return "built"
