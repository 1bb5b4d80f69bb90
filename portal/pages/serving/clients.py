"""Whom a request comes from, where proxies stand in front of the site."""

from django.conf import settings


def client_address(request):
    """The address of the client (str), as far as trusted proxies can tell it.

    Each of the PROXY_COUNT proxies appends to ``X-Forwarded-For`` whom it was asked by; what
    stands further left is the client's own claim and does not count. Read as Django REST framework
    reads it with NUM_PROXIES, so that every limit of the site means the same client.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR")
    if not settings.PROXY_COUNT or forwarded is None:
        return direct
    addresses = forwarded.split(",")
    return addresses[-min(settings.PROXY_COUNT, len(addresses))].strip()
