"""A shop: calls of its own coroutines, through objects, helpers and other modules."""
import asyncio

import stock
from stock import Reservation, release as give_back


class Cart:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.lines: list[str] = []
        self.reservation = Reservation(owner)

    async def add(self, article: str) -> None:
        await stock.reserve(article)
        self.lines.append(article)

    async def clear(self) -> None:
        for line in self.lines:
            stock.release(line)  # expect: missing-await
        self.lines.clear()

    @classmethod
    async def load(cls, owner: str) -> "Cart":
        cart = cls(owner)
        cart.add("bag")  # expect: missing-await
        return cart

    def empty(self):
        return self.clear()

    async def checkout(self) -> None:
        self.reservation.extend(60)  # expect: missing-await
        self.empty()  # expect: missing-await
        await self.empty()  # silent: await
        super().__init__(self.owner)  # silent: await


class Wishlist(Cart):
    async def add(self, article: str) -> None:
        super().add(article)  # expect: missing-await
        self.lines.sort()  # silent: await


async def buy(article: str) -> None:
    cart = await Cart.load("ada")
    give_back("umbrella")  # expect: missing-await
    await cart.add(article)
    if article == "gift":
        stock.announce(article)  # expect: missing-await
    (await Cart.load("bob")).clear()  # expect: missing-await
    stock.audit(article)  # silent: await
    await asyncio.gather(cart.checkout(), stock.announce(article))  # silent: await


def cancel_order(cart: Cart) -> None:
    cart.clear()  # expect: missing-await


def close_shop(cart: Cart) -> None:
    asyncio.run(cart.clear())  # silent: await


NIGHTLY = {"stock": stock.recount, "orders": close_shop}


async def nightly(job: str) -> None:
    NIGHTLY["stock"]()  # expect: missing-await
    NIGHTLY[job]  # silent: await
    await NIGHTLY["stock"]()  # silent: await
