"""Mail that nobody waits for."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)
# One thread of its own in each process, which ends only when all are sent or refused.
MAILER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_later(message: EmailMessage, *, user: int | None) -> None:
    """Send after the answer: how long it takes would tell which addresses are known.

    What the server does not take is logged; the person asks again.
    """

    def tell_failure(sending: "Future[int]") -> None:
        if error := sending.exception():
            facts = {"user": user, "reason": type(error).__name__}
            logger.error("mail_not_sent", extra=facts)

    MAILER.submit(message.send).add_done_callback(tell_failure)
