"""The workbench as a browser uses it: addresses, and forms sent as they stand on a page."""

from html.parser import HTMLParser

from django.urls import reverse
from django.utils.datastructures import MultiValueDict


def address(name, *parts):
    return reverse(f"admin:reviews_adjustment_{name}", args=parts)


def as_sent(response, **changes):
    """What a browser sends when the form of a page is saved (dict of lists).

    ``changes`` are values of fields, or lists of values where rows share a name.
    """
    reader = _FormReader()
    reader.feed(response.content.decode())
    fields = MultiValueDict()
    for name, text in reader.fields:
        fields.appendlist(name, _with_line_ends(text))
    for name, value in changes.items():
        fields.setlist(name, value if isinstance(value, list) else [value])
    return dict(fields.lists())


def _with_line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


class _FormReader(HTMLParser):
    """Reads the fields of the workbench's form, in their order."""

    def __init__(self):
        super().__init__()
        self.fields = []
        self._inside = self._template = False
        self._textarea = self._select = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") != "logout-form"
        self._template |= tag == "template"
        if not self._inside or self._template:
            return
        if tag == "textarea":
            self._textarea = [given["name"], ""]
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given.get("value") or ""))
        elif tag == "input" and given.get("name") and _is_sent(given):
            self.fields.append((given["name"], given.get("value") or ""))

    def handle_data(self, data):
        if self._textarea:
            self._textarea[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._textarea:
            name, text = self._textarea
            # A browser leaves out one line end at the beginning.
            self.fields.append((name, text.removeprefix("\n")))
            self._textarea = None
        self._select = None if tag == "select" else self._select
        self._inside &= tag != "form"
        self._template &= tag != "template"


def _is_sent(given):
    kind = given.get("type", "text")
    return kind not in ("submit", "button") and (
        kind not in ("radio", "checkbox") or "checked" in given
    )
