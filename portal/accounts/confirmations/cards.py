"""Changes as the page shows them: a card for each subject, open ones first."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from .. import rights
from . import keys
from .actions import waits_for_owner
from .models import Change
from .people import People


@dataclass
class Card:
    """The changes of one subject that wait, and what the reader may do with them."""

    changes: list[Change]
    people: People
    reader: object

    @property
    def subject(self):
        return self.changes[0].subject

    @property
    def name(self):
        return self.changes[-1].subject_name

    @property
    def seen(self):
        """The key of the last change on the card."""
        return self.changes[-1].pk

    @cached_property
    def open(self):
        return [change for change in self.changes if not hasattr(change, "verdict")]

    @cached_property
    def is_own_to_answer(self):
        return any(self.reader in self.people.who_confirm(change) for change in self.open)

    @cached_property
    def confirmers(self):
        """Who may confirm any of them (list of User)."""
        found = (user for change in self.open for user in self.people.who_confirm(change))
        return list(dict.fromkeys(found))

    @cached_property
    def waits_for_owner(self):
        return any(waits_for_owner(change) for change in self.open)


def cards(user):
    """The cards of all that waits and that a user may read of (list of Card)."""
    rows = visible_to(user).waiting().select_related("verdict", "user").order_by("pk")
    found, people = {}, People()
    for change in rows:
        found.setdefault(change.subject, []).append(change)
    made = [Card(changes, people, user) for changes in found.values()]
    return sorted(made, key=lambda card: (not card.is_own_to_answer, not card.open, card.seen))


def visible_to(user):
    """The changes that a user may read of: all, for those who read the log; else one's own."""
    if rights.reads_audit(user):
        return Change.objects.all()
    own = Q(user=user)
    for department in rights.edited_departments(user):
        own |= Q(subject=keys.department(department.pk))
    return Change.objects.filter(own)


def count_open(user):
    """How many subjects have changes that nobody has answered (int)."""
    return visible_to(user).open().order_by().values("subject").distinct().count()
