"""Which form an address is of: whose adjustment, and what in it."""

from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.urls import Resolver404, get_script_prefix, resolve

from ..drafts.rebase import PROSE
from ..models import HeldForm

#: The parts of the site, by namespace, whose forms are held.
HOLDING = ("admin", "reviews")
_WORKBENCH = "reviews_adjustment_"


@dataclass(frozen=True)
class FormAt:
    """A form and what it is about. ``part`` names one of the workbench, e.g. ``entry_add``."""

    address: str
    adjustment: int | None = None
    part: str = ""
    section: str = ""
    code: str = ""

    def place(self):
        """The same, as a HeldForm has it beside the address (dict)."""
        return {
            "adjustment_id": self.adjustment,
            "part": self.part,
            "section": self.section,
            "code": self.code,
        }


def form_at(address):
    """The FormAt of an address. Raises Http404 for one where no form of the staff is."""
    path, _, query = address.partition("?")
    try:
        match = resolve("/" + path.removeprefix(get_script_prefix()))
    except Resolver404:
        raise Http404("没有这个页面。") from None
    form = FormAt(address, *_place(match, QueryDict(query)))
    if match.namespace not in HOLDING or not address.isprintable() or not _fits(form):
        raise Http404("这里没有可以暂存的表单。")
    return form


def _place(match, query):
    """What an address is about: adjustment, part, section and code."""
    given = match.kwargs
    if not match.url_name.startswith(_WORKBENCH):
        return _adjustment(match), "", query.get("section", ""), query.get("code", "")
    part = match.url_name.removeprefix(_WORKBENCH)
    section = PROSE if part == "prose" else given.get("section", "")
    return given.get("pk"), part, section, given.get("code", "")


def _adjustment(match):
    """The key of the adjustment that an address of the desk is of; None for others."""
    is_one = match.namespace == "reviews" and match.route.startswith("review/<int:pk>/")
    return match.kwargs["pk"] if is_one else None


def _fits(form):
    """Whether a HeldForm has room for it."""
    names = ("address", "part", "section", "code")
    return all(
        len(getattr(form, name)) <= HeldForm._meta.get_field(name).max_length for name in names
    )
