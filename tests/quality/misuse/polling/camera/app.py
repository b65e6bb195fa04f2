"""A camera that warms up, records and is switched off, all of it told by flags."""
import asyncio
import logging

logger = logging.getLogger(__name__)


class Camera:
    def __init__(self, device):
        self.device = device
        self.lens_open = False
        self.frames_left = 0
        self.mode = "idle"
        self.fault = None

    def on_lens(self, state):
        self.lens_open = state == "open"

    def on_mode(self, mode):
        self.mode = mode

    def on_fault(self, code):
        self.fault = code

    async def shoot(self):
        self.device.open_lens()
        while not self.lens_open:
            await asyncio.sleep(0.05)  # expect: async-busy-wait
        return self.device.grab()

    async def record(self, count):
        self.frames_left = count
        self.device.start()
        while self.mode == "recording" and self.fault is None:
            await asyncio.sleep(0.2)  # expect: async-busy-wait
        return self.frames_left

    async def countdown(self, seconds):
        while seconds > 0:
            seconds -= 1
            await asyncio.sleep(1)  # silent: practice

    async def watch_device(self):
        while self.device.temperature() < 60:
            await asyncio.sleep(5)  # silent: practice

    async def blink(self):
        while self.mode == "recording":
            self.device.led.toggle()
            await asyncio.sleep(0.5)  # silent: practice

    async def wait_for_upload(self, job):
        while (await job.status()) != "done":
            await asyncio.sleep(2)  # silent: practice
