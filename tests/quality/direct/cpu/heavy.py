"""Work that computes for long where the loop should turn."""

import asyncio
import hashlib
import io
import zlib
from concurrent.futures import ProcessPoolExecutor

import bcrypt
import cv2
import numpy
import onnxruntime
import openpyxl
import pandas
import rsa
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric import rsa as rsa_keys
from matplotlib.figure import Figure
from passlib.context import CryptContext
from PIL import Image
from pypdf import PdfReader
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, pipeline
from werkzeug.security import check_password_hash, generate_password_hash

context = CryptContext(schemes=["bcrypt"])
hasher = PasswordHasher()
workers = ProcessPoolExecutor()


class Accounts:
    def __init__(self) -> None:
        self.hasher = hasher

    async def register(self, password: str) -> bytes:
        context.hash(password)  # expect: blocking-cpu
        self.hasher.hash(password)  # expect: blocking-cpu
        generate_password_hash(password)  # expect: blocking-cpu
        return bcrypt.hashpw(password.encode(), bcrypt.gensalt())  # expect: blocking-cpu

    async def login(self, password: str, stored: str) -> bool:
        if not context.verify(password, stored):  # expect: blocking-cpu
            return False
        check_password_hash(stored, password)  # expect: blocking-cpu
        bcrypt.checkpw(password.encode(), stored.encode())  # expect: blocking-cpu
        return self.hasher.verify(stored, password)  # expect: blocking-cpu

    async def login_in_thread(self, password: str, stored: str) -> bool:
        return await asyncio.to_thread(context.verify, password, stored)  # silent: blocking-cpu

    async def derive(self, password: bytes, salt: bytes) -> bytes:
        hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)  # expect: blocking-cpu
        hashlib.sha256(password).hexdigest()  # silent: blocking-cpu
        return hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)  # expect: blocking-cpu


async def pictures(data: bytes) -> None:
    image = Image.open(io.BytesIO(data))  # silent: blocking-cpu
    image.thumbnail((64, 64))  # expect: blocking-cpu
    small = image.resize((32, 32))  # expect: blocking-cpu
    small.convert("L").rotate(90)  # expect: blocking-cpu, blocking-cpu
    pixels = numpy.frombuffer(data, dtype="uint8")  # silent: blocking-cpu
    cv2.imdecode(pixels, cv2.IMREAD_COLOR)  # expect: blocking-cpu
    cv2.GaussianBlur(pixels, (5, 5), 0)  # expect: blocking-cpu


async def tables(frame: pandas.DataFrame, other: pandas.DataFrame) -> None:
    frame.merge(other)  # expect: blocking-cpu
    frame.apply(len)  # expect: blocking-cpu
    frame.shape  # silent: blocking-cpu
    numpy.linalg.svd(frame)  # expect: blocking-cpu
    openpyxl.load_workbook("prices.xlsx")  # expect: blocking-cpu


async def models(texts: list[str]) -> None:
    encoder = SentenceTransformer("all-MiniLM")  # expect: blocking-file-io
    encoder.encode(texts)  # expect: blocking-cpu
    classify = pipeline("sentiment-analysis")  # expect: blocking-file-io
    classify(texts)  # expect: blocking-cpu
    model = AutoModelForCausalLM.from_pretrained("gpt2")  # expect: blocking-file-io
    model.generate()  # expect: blocking-cpu
    session = onnxruntime.InferenceSession("model.onnx")  # expect: blocking-file-io
    session.run(None, {})  # expect: blocking-cpu


async def documents(path: str, figure: Figure) -> None:
    reader = PdfReader(path)  # expect: blocking-file-io
    for page in reader.pages:
        page.extract_text()  # expect: blocking-cpu
    figure.savefig("plot.png")  # expect: blocking-cpu


async def keys() -> None:
    rsa.newkeys(2048)  # expect: blocking-cpu
    rsa_keys.generate_private_key(65537, 4096)  # expect: blocking-cpu


async def in_processes(data: bytes) -> None:
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(workers, zlib.compress, data)  # silent: blocking-cpu
    await loop.run_in_executor(workers, bcrypt.checkpw, data, data)  # silent: blocking-cpu
