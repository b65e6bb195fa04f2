import asyncio
import time


async def tick(queue):
	if queue:
		time.sleep(1)
		asyncio.create_task(tick(queue))
	while True:
		try:
			await queue.get()
		except asyncio.CancelledError:
			print(1)
