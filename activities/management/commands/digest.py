"""./dev digest: mail everybody what is due; run once a day."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from activities.digest import claim, give_up, message_to, waiting
from salespeople.models import Salesperson


class Command(BaseCommand):
    help = "Mails every salesperson who wants it what is overdue, due today and within a week; once a day at most."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SENDS_MAIL:
            self.stdout.write("No e-mail server is configured: set EMAIL_URL. Nothing was sent.")
            return
        day, sent, failed = localdate(), 0, 0
        for seller in waiting(on=day):
            message = message_to(seller, on=day, site=settings.SITE_URL)
            if message and seller.user and claim(seller.user, on=day):
                if self._is_sent(message, seller):
                    sent += 1
                else:
                    failed += 1
                    give_up(seller.user)
        self.stdout.write(f"{sent} sent, {failed} failed.")
        if failed:
            raise CommandError("Not everybody was told; run it again when the reason is mended.")

    def _is_sent(self, message: EmailMultiAlternatives, seller: Salesperson) -> bool:
        """One address that fails keeps nobody else from getting his mail."""
        try:
            message.send()
        except (SMTPException, OSError, ValueError) as error:
            self.stderr.write(f"{seller.code} {', '.join(message.to)}: {error}")
            return False
        return True
