"""Functions as values: signal own (mail)."""

import smtplib

from signals import user_created


@user_created.connect
def welcome(address: str) -> None:
    smtplib.SMTP("mail.example").sendmail("we@example.org", address, "welcome")
