"""Periodic work: look into the mailbox, where the city has one."""

import logging

from django.conf import settings

from parvis.kernel.jobs.work import every
from parvis.services.letterbox.actions.fetching import MailboxError, fetch

log = logging.getLogger(__name__)


@every("* * * * *", "letterbox.fetch")
def look_into_the_mailbox() -> None:
    """What cannot be reached now is fetched in a minute."""
    if settings.MAIL_IN_BOX:
        try:
            fetch(settings.MAIL_IN_BOX)
        except MailboxError as failed:
            log.warning("%s", failed)
