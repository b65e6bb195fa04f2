"""Re exports: lazy submodule set (suite.mail)."""

import smtplib


def notify(address: str) -> None:
    with _connect() as server:
        server.sendmail("robot@example.org", address, "done")


def _connect() -> smtplib.SMTP:
    return smtplib.SMTP("mail.example.org")
