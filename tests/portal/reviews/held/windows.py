"""Windows in which a form is open, as ``static/held.js`` speaks for them."""

from django.contrib.auth import get_user
from django.urls import reverse


def _send(client, form, page, around, typed=()):
    fields = {"held-at": form, "held-page": page, "held-user": get_user(client).pk}
    sent = dict(typed) | fields | {f"held-{name}": text for name, text in around.items()}
    return client.post(reverse("reviews:typed_keep"), sent)


def open_form(client, form, page="window"):
    """A form is open, and nothing typed in it (returns the response)."""
    return _send(client, form, page, {"idle": "1"})


def keep(client, form, page="window", around=None, **typed):
    """Something is typed in a form (returns the response); ``around`` are further ``held-`` fields."""
    return _send(client, form, page, around or {}, typed)


def asked(client, *forms):
    """What is held of some forms (list of dict)."""
    return client.get(reverse("reviews:typed_ask"), {"at": forms}).json()["held"]
