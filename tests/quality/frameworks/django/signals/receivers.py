"""Receivers: asend() runs sync ones in a thread."""
import smtplib

from django.db.models.signals import post_save
from django.dispatch import Signal, receiver

ordered = Signal()


@receiver(post_save)
def mail(sender, instance, **kwargs) -> None:
    smtplib.SMTP("mail").sendmail("a", "b", "c")  # silent: blocking


@receiver(ordered)
async def mail_async(sender, **kwargs) -> None:
    smtplib.SMTP("mail")  # expect: blocking-network
