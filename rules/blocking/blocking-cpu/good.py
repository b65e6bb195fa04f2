import asyncio
import hashlib
import os


def hash_password(password: str) -> bytes:
    return hashlib.scrypt(password.encode(), salt=os.urandom(16), n=2**14, r=8, p=5)


def check_password(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


async def register(password: str) -> bytes:
    return await asyncio.to_thread(hash_password, password)


async def verify(password: str, salt: bytes) -> bytes:
    return await asyncio.to_thread(check_password, password, salt)
