"""Refusals whose text is written for the reader, who sees it on the error page."""

from django.core.exceptions import BadRequest
from django.http import Http404


class UnreadableDay(BadRequest):
    """The day asked for cannot be read."""


class NotPublic(Http404):
    """There is no such public page; the text says what is missing."""
