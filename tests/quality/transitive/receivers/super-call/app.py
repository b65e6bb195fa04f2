"""super() reaches the next class, also through a class between."""
import time


class Base:
    def close(self):
        time.sleep(0.5)  # primitive: blocking

    def reset(self):
        return None


class Middle(Base):
    def reset(self):
        return super().reset()


class Last(Middle):
    def close(self):
        super().close()

    async def stop(self):
        self.close()  # expect: blocking-sleep

    async def stop_base(self):
        super().close()  # expect: blocking-sleep

    async def again(self):
        super().reset()  # silent: blocking
