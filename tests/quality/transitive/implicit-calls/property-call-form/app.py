"""Implicit calls: property call form."""

import sqlite3


class Account:
    def _get_balance(self) -> int:
        return sqlite3.connect("bank.db").execute("select balance from account").fetchone()[0]

    def _set_balance(self, value: int) -> None:
        sqlite3.connect("bank.db").execute("update account set balance = ?", (value,))

    balance = property(_get_balance, _set_balance)


async def pay(account: Account, amount: int) -> None:
    rest = account.balance - amount  # expect: blocking-database
    account.balance = rest  # expect: blocking-database
