"""What a request came to, kept so that it can be shown to whoever sends the same again."""

import json
from datetime import timedelta

from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

#: After so long whoever sends a form again knows of the first time, and is told what this is.
SOON = timedelta(seconds=10)
SENT_BEFORE = "这张表单先前已经提交过，现在显示的是那一次的结果，没有再办一次。"


def result_of(request, response):
    """What to keep of a response (dict); None of one that is not to be shown again.

    Shown again are redirects, with the messages that wait for the next page, and pages. Refusals
    and faults are not: what they are about may be sent again. Nor are files.
    """
    if response.status_code >= 400 or response.streaming:
        return None
    if not response.has_header("Location") and not _is_page(response):
        return None
    # The messages of this request alone: reading the storage would mix in those of earlier ones.
    waiting = get_messages(request)._queued_messages  # noqa: SLF001
    return {
        "status": response.status_code,
        "location": response.get("Location", ""),
        "page": response.text,
        "messages": json.dumps(waiting, cls=MessageEncoder),
    }


def show(request, key):
    """The response that the first request got, its messages with it."""
    storage = get_messages(request)
    # Read, but still to be shown: who goes through the storage marks them as shown.
    waiting = list(storage._loaded_messages)  # noqa: SLF001
    for message in json.loads(key.messages, cls=MessageDecoder):
        if message not in waiting:
            storage.add(message.level, message.message, message.extra_tags)
    if key.claimed_at < timezone.now() - SOON:
        messages.info(request, SENT_BEFORE)
    if key.location:
        return HttpResponseRedirect(key.location, status=key.status)
    return HttpResponse(key.page, status=key.status)


def _is_page(response):
    return response.get("Content-Type", "").startswith("text/html")
