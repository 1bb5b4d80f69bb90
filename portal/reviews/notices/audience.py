"""Whom an adjustment concerns: querysets of those who may see it and have something to do with it.

Nobody with a hand in an adjustment is among those who judge it or answer to it.
"""

from portal.accounts import rights
from portal.accounts.confirmations import standing
from portal.accounts.permissions import EDIT_LISTS, PUBLISH_LISTS, REVIEW_LISTS

from ..authority import separation
from ..models import Comment, State


def authors(adjustment):
    """Those who had a hand in an adjustment and still edit for its department (a queryset)."""
    own = adjustment.contributions.values("user")
    return rights.editors_of(adjustment.department).filter(pk__in=own)


def judges(stage):
    """Those who may decide a stage: of its office, and without a hand in the adjustment."""
    reviewers = _without_hand(stage.adjustment, rights.reviewers_of(stage.office))
    if stage.adjustment.separate_judges:
        reviewers = reviewers.exclude(pk__in=separation.approvers(stage.adjustment))
    return standing.confirmed(reviewers, REVIEW_LISTS, office_key=stage.office_id)


def answerers(opinion):
    """Those who may answer for a department that is asked."""
    editors = _without_hand(opinion.adjustment, rights.editors_of(opinion.department))
    return standing.confirmed(editors, EDIT_LISTS, department_key=opinion.department_id)


def publishers(adjustment):
    """Those who may publish what all stages approved: without a hand in it, or in its review."""
    found = _without_hand(adjustment, rights.publishers())
    if adjustment.separate_publisher:
        found = found.exclude(pk__in=separation.judges(adjustment))
    return standing.confirmed(found, PUBLISH_LISTS)


def whose_turn(adjustment):
    """Those who are to act on an adjustment under review; nobody where it is with its editors."""
    if adjustment.state == State.APPROVED:
        return publishers(adjustment)
    stage = adjustment.open_stage()
    return judges(stage) if stage else rights.reviewers().none()


def speakers(comment):
    """The reviewers who spoke in the conversation to which a remark belongs."""
    said = Comment.objects.filter(adjustment=comment.adjustment)
    begun = comment.answers_id or comment.pk
    talk = said.filter(pk=begun) | said.filter(answers=begun)
    return rights.reviewers().filter(pk__in=talk.values("by"))


def _without_hand(adjustment, users):
    """Those of some users who had no hand in an adjustment (a queryset)."""
    return users.exclude(pk__in=adjustment.contributions.values("user"))
