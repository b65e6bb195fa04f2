import asyncio
import hashlib
import os


def hash_password(password: str) -> bytes:
    return hashlib.scrypt(password.encode(), salt=os.urandom(16), n=2**14, r=8, p=1)


async def register(password: str) -> bytes:
    return await asyncio.to_thread(hash_password, password)
