"""Nothing is annotated: what the constructor is called with says what the attribute is."""
from backend import DiskBackend
from service import Service

service = Service(DiskBackend("data"))


async def main():
    await service.handle("a")
