"""Who may confirm: those whose own right does not wait for anybody."""

from functools import cached_property

from .. import rights
from ..models import Membership
from ..permissions import ADMINISTER, PUBLISH_LISTS, REVIEW_LISTS
from . import keys
from .models import Change


class People:
    """Who administers, publishes and reviews, confirmed in it; read in a fixed number of queries."""

    @cached_property
    def waiting(self):
        """What nobody may decide by (set of (subject, aspect))."""
        waiting = Change.objects.waiting().filter(grants=True)
        return set(waiting.values_list("subject", "aspect"))

    def is_confirmed(self, user, held, **place):
        """Whether nothing waits on which a user's right rests (see ``keys.of_right``)."""
        return self.waiting.isdisjoint(keys.of_right(user.pk, held, **place))

    @cached_property
    def administrators(self):
        return self._confirmed(rights.administrators(), ADMINISTER)

    @cached_property
    def publishers(self):
        return self._confirmed(rights.publishers(), PUBLISH_LISTS)

    @cached_property
    def reviewers(self):
        """Those who may decide for an office (list of User)."""
        return list(dict.fromkeys(user for user, _ in self._memberships()))

    @cached_property
    def heads(self):
        """The heads of offices (list of pairs of User and the office's key)."""
        return [
            (user, member.office_id)
            for user, member in self._memberships()
            if member.is_head
            and self.is_confirmed(user, REVIEW_LISTS, office_key=member.office_id, as_head=True)
        ]

    def confirmers(self, change, offices):
        """Who may confirm a change that concerns some offices (keys): a list of User.

        Never who made it, nor whom it favours, nor who has just changed the keys of that account and
        could be sitting there. Of the circles the first counts in which there is
        somebody. What came from the command line is confirmed by administrators last: those who
        reach the server are mostly they.
        """
        heads = [user for user, office in self.heads if office in offices]
        circles = [[*self.administrators, *heads], self.publishers, self.reviewers]
        if change.by_command:
            circles = [[*heads, *self.publishers], self.reviewers, self.administrators]
        barred = {change.by_id, change.user_id} | self.holders_of_keys.get(change.subject, set())
        for circle in circles:
            found = [user for user in circle if user.pk not in barred]
            if found:
                return list(dict.fromkeys(found))
        return []

    @cached_property
    def holders_of_keys(self):
        """Who made the changes that wait of an account's keys (dict of subject to set of keys)."""
        changed = Change.objects.waiting().filter(aspect__in=keys.CREDENTIALS)
        found = {}
        for subject, maker in changed.values_list("subject", "by"):
            found.setdefault(subject, set()).add(maker)
        return found

    @cached_property
    def offices_of_users(self):
        """The offices that each user belongs to (dict of keys to set of keys)."""
        found = {}
        for user, office in Membership.objects.filter(office__isnull=False).values_list(
            "user", "office"
        ):
            found.setdefault(user, set()).add(office)
        return found

    def offices(self, change):
        """The offices that a change concerns (set of keys)."""
        own = {change.office_id} if change.office_id else set()
        of_route = {
            stage["office"]
            for stages in (change.before, change.after)
            if isinstance(stages, list)
            for stage in stages
        }
        return own | of_route | self.offices_of_users.get(change.user_id, set())

    def who_confirm(self, change):
        """Who may confirm a change (list of User)."""
        return self.confirmers(change, self.offices(change))

    def _confirmed(self, users, held):
        return [user for user in users.distinct() if self.is_confirmed(user, held)]

    @cached_property
    def _reviewing(self):
        reviewers = rights.reviewers().filter(memberships__office__isnull=False)
        return {user.pk: user for user in reviewers.distinct()}

    def _memberships(self):
        """The memberships of offices in which users may decide (list of pairs)."""
        rows = Membership.objects.filter(office__isnull=False).order_by("pk")
        pairs = [(self._reviewing.get(row.user_id), row) for row in rows]
        return [
            (user, row)
            for user, row in pairs
            if user and self.is_confirmed(user, REVIEW_LISTS, office_key=row.office_id)
        ]
