"""Signing in as people do, with a password and the code of an authenticator."""

import base64
import hmac
import struct
import time

from allauth.mfa.models import Authenticator
from django.urls import reverse

PASSWORD = "北京-a-long-pass-phrase"
SECRET = base64.b32encode(b"twenty bytes of key!").decode()


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def with_second_factor(user):
    """Give a user an authenticator of the SECRET, and one recovery code series (returns the user)."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"seed": "0123456789abcdef", "used_mask": 0},
    )
    return user


def recovery_codes(user):
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return codes.wrap().get_unused_codes()


def totp(secret=SECRET, steps=0):
    """The code that an authenticator shows now, or so many steps of 30 seconds later (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def wrong_code():
    """Six digits that are not shown around now."""
    shown = {totp(steps=steps) for steps in range(-3, 4)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in shown)


def type_password(client, username, password=PASSWORD, **extra):
    """What the server answers to a user name and a password."""
    return client.post(reverse("account_login"), {"login": username, "password": password}, **extra)


def type_code(client, code, **extra):
    return client.post(reverse("mfa_authenticate"), {"code": code}, **extra)


def is_signed_in(client):
    return client.get(reverse("account_overview")).status_code == 200
