import hashlib
import os


def hash_password(password: str) -> bytes:
    return hashlib.scrypt(password.encode(), salt=os.urandom(16), n=2**14, r=8, p=5)


async def register(password: str) -> bytes:
    return hash_password(password)  # expect: blocking-cpu "hash_password"


async def verify(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)  # expect: blocking-cpu
