"""Routes in a list of a module of their own."""
from starlette.applications import Starlette

from routes import routes

app = Starlette(routes=routes)
