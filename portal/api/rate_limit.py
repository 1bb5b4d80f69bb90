"""So many requests from one address of the net in each second, minute, hour or day (API_RATE)."""

import hashlib
from math import ceil
from time import time

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle


def seconds_to_wait(request):
    """Count a request; how long its sender has to wait before it is heard (0: not at all).

    Behind proxies the sender is whom they name (PROXY_COUNT).
    """
    if not settings.API_RATE:
        return 0
    most, span = settings.API_RATE
    window, passed = divmod(time(), span)
    key = f"api-rate:{window:.0f}:{_sender(request)}"
    cache.add(key, 0, span)
    try:
        count = cache.incr(key)
    except ValueError:
        # The cache has dropped the counter this moment, to make room for others.
        return 0
    return ceil(span - passed) if count > most else 0


def _sender(request):
    """Who asks, as a name that every cache takes, whatever a proxy says."""
    return hashlib.sha256(BaseThrottle().get_ident(request).encode()).hexdigest()
