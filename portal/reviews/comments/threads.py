"""What was said of an adjustment, as its pages show it: conversations by place."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from ..models import Adjustment, Comment
from ..texts import LONGEST
from . import actions as comments
from .places import Place


@dataclass(frozen=True)
class Thread:
    """A conversation: the remark that began it and its answers, in order."""

    comment: Comment
    may_resolve: bool
    answers: list[Comment] = field(default_factory=list)

    @property
    def is_resolved(self):
        return self.comment.resolved_at is not None

    @property
    def place(self):
        """What it is about, with the field if it names one."""
        return Place(self.comment.section, self.comment.code, self.comment.field)

    @property
    def address(self):
        """Where the form of an answer is found."""
        return _address(self.comment.adjustment, self.place, answers=self.comment.pk)

    @property
    def field_label(self):
        """The field that it is about in Chinese; empty where it is about no one field."""
        return self.place.fields.get(self.comment.field, "")


@dataclass(frozen=True)
class PlaceTalk:
    """What was said of one place of an adjustment, and whether one may say more."""

    adjustment: Adjustment
    place: Place
    threads: list[Thread]
    may_comment: bool
    longest: int = LONGEST

    @property
    def anchor(self):
        """Its anchor on a page, e.g. ``talk-D-0007``."""
        return "-".join(filter(None, ["talk", self.place.code]))

    @property
    def address(self):
        """Where the form of a new remark is found."""
        return _address(self.adjustment, self.place)

    @property
    def unresolved(self):
        """The conversations that are still going on (list of Thread)."""
        return [thread for thread in self.threads if not thread.is_resolved]


@dataclass(frozen=True)
class Talk:
    """All that was said of an adjustment: ``places`` holds the threads by (section, code)."""

    adjustment: Adjustment
    may_comment: bool
    places: dict[tuple[str, str], list[Thread]]

    def at(self, section="", code=""):
        """What was said of a place (a PlaceTalk): of the whole, or of an entry."""
        threads = self.places.get((section, code), [])
        return PlaceTalk(self.adjustment, Place(section, code), threads, self.may_comment)

    def elsewhere(self, shown):
        """What was said of entries that are there no more (list of PlaceTalk).

        ``shown`` are the entries that are, as pairs of section and code.
        """
        return [self.at(*place) for place in self.places if place not in {("", ""), *shown}]

    @cached_property
    def unresolved(self):
        """The conversations that are still going on (list of Thread)."""
        return [one for threads in self.places.values() for one in threads if not one.is_resolved]

    @property
    def newest(self):
        """The primary key of the last comment, 0 if there is none: see ``comments.check_heard``."""
        said = [
            comment.pk
            for threads in self.places.values()
            for thread in threads
            for comment in (thread.comment, *thread.answers)
        ]
        return max(said, default=0)


def _address(adjustment, place, **what):
    query = {"section": place.section, "code": place.code} if place.section else {}
    page = reverse("reviews:comment", args=[adjustment.pk])
    return "?".join(filter(None, [page, urlencode(query | what)]))


def talk_of(adjustment, user):
    """All that was said of an adjustment, as a user sees it (Talk; a fixed number of queries)."""
    may_comment = comments.may_comment(user, adjustment)
    may_resolve = comments.resolver(user, adjustment) if may_comment else lambda comment: False
    begun, places = {}, {}
    for comment in adjustment.comments.select_related("resolved_by").order_by("pk"):
        comment.adjustment = adjustment
        if comment.answers_id:
            begun[comment.answers_id].answers.append(comment)
            continue
        begun[comment.pk] = Thread(comment, may_resolve(comment) and not comment.resolved_at)
        places.setdefault((comment.section, comment.code), []).append(begun[comment.pk])
    return Talk(adjustment, may_comment, places)
