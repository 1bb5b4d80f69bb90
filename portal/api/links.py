"""Absolute addresses in answers, which lead to the same day as the one asked for."""

from django.urls import get_script_prefix
from django.utils.http import urlencode

from departments.pages.addresses import address
from departments.reading.days import day_query


class Links:
    """``day`` is the day that an answer speaks of (a date), None for today."""

    def __init__(self, request, day=None):
        self._host = f"{request.scheme}://{request.get_host()}"
        self._day = day

    @property
    def site(self):
        """The address beneath which all others lie, without a slash at its end."""
        return self._host + get_script_prefix().rstrip("/")

    def lasting(self, name, *parts):
        """The address of a named page that is the same on every day."""
        return self._host + address(name, *parts)

    def on_day(self, name, *parts):
        """The address of a named page as of the day."""
        return self.lasting(name, *parts) + day_query(self._day)

    def asking(self, name, **query):
        """The address of a named page with parameters, as of the day."""
        day = {"on": self._day.isoformat()} if self._day else {}
        return f"{self.lasting(name)}?{urlencode(query | day)}"
