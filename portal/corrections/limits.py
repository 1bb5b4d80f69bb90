"""What keeps a flood out: so many corrections a day from one client, and no text twice."""

import hashlib
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from departments.texts.folding import without_blanks

from .models import Correction, Sender

#: The same text about the same thing is taken once in so long a time.
SAME_TEXT_WITHIN = timedelta(days=30)


class Refused(Exception):
    """A correction or an answer is not taken; the text says why and what to do."""


class UsedTicket(Refused):
    """A form was sent again with another text."""


class TooMany(Refused):
    """A client has sent enough for today."""


def lock_sender(address):
    """The row that counts what a client has sent today; others of that client wait (a Sender)."""
    return Sender.objects.select_for_update().get_or_create(client=client_digest(address))[0]


def count_one(sender):
    """Count one more correction of a client. Raises TooMany where it has sent enough."""
    if sender.count >= settings.CORRECTIONS_PER_DAY:
        raise TooMany(
            f"从您的网络今天已经收到 {sender.count} 条意见，暂不能再收。"
            "请先把文字保存下来，明天再提交，或者直接与有关部门联系。"
        )
    sender.count += 1
    sender.save(update_fields=["count"])


def refuse_repeated(digest, target):
    """Refuse a text that is known already. Raises Refused."""
    known = Correction.objects.filter(
        text_digest=digest,
        received_at__gt=timezone.now() - SAME_TEXT_WITHIN,
        department=target.department,
        code=target.entry.code if target.entry else "",
    )
    if known.exists():
        raise Refused(
            "同样的意见不久前已经收到，正在办理，不必再次提交。如有补充，请写明补充的内容。"
        )


def text_digest(*texts):
    """By which a text is known again, whatever its blanks (64 hex digits)."""
    plain = "\n".join(without_blanks(text) for text in texts)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def client_digest(address):
    """A client's network without its address (64 hex digits); only this site can compute it."""
    return salted_hmac("corrections.client", _network(address), algorithm="sha256").hexdigest()


def _network(address):
    """An IPv4 address, or the /64 that one client of IPv6 has whole (str)."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    # A socket for both kinds writes 192.0.2.1 as ::ffff:192.0.2.1.
    return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
