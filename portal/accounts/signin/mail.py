"""Mail that must not make an answer slower: how long an answer takes would tell who has an account."""

import logging
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)
_postbox = ThreadPoolExecutor(max_workers=1)


def post(message):
    """Send a message (EmailMessage) behind the answer (returns a Future)."""
    return _postbox.submit(deliver, message)


def deliver(message):
    try:
        message.send()
    except OSError as error:
        # Whoever asked is told the same in any case, so it is said here.
        log.error("邮件没有发出：%s", error)
