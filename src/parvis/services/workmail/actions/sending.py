"""A letter goes to an office's mailbox: once taken, taken for good; refused for good, or tried again."""

from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.utils.translation import gettext as _

from parvis.services.dispatch.contracts import Consignment, Outcome, UndeliveredError
from parvis.services.reports.contracts import work_order
from parvis.services.workmail.queries import letter_of

# What SMTP (RFC 5321, 4.2.1) calls a permanent refusal.
FOR_GOOD = 500


def bring(sent: Consignment) -> str:
    """Send the letter; its number over there is its key. `UndeliveredError` says why not, and whether it may pass.

    Whoever dies between the server's yes and ours sends it again: the number of the letter is the same.
    """
    order = work_order(sent.report)
    if order is None:
        raise UndeliveredError(Outcome.REFUSED, _("The report is gone."))
    try:
        letter_of(sent, order).send()
    except SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise _undelivered(code, said) from refused
    except SMTPDataError as refused:
        raise _undelivered(refused.smtp_code, refused.smtp_error) from refused
    except (
        OSError
    ) as failed:  # smtplib's other errors are ours to mend: nobody there, wrong password, no sender
        raise UndeliveredError(Outcome.LATER, f"{type(failed).__name__}: {failed}") from failed
    return "" if sent.is_news else sent.key


def _undelivered(code: int, said: bytes | str) -> UndeliveredError:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return UndeliveredError(Outcome.REFUSED if code >= FOR_GOOD else Outcome.LATER, f"{code}: {words}")
