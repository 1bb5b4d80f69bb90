"""What a user may do with an adjustment as it stands: one rule for each step.

The actions ask it under the lock of the adjustment, and the pages beforehand, so that none offers
what the other refuses. What a step wants besides (reasons, a number, a text as it was sealed)
stands in ``conditions`` and is said when the step is taken.
"""

from functools import cached_property

from portal.accounts import rights

from ..authority.separation import check_judge, check_publication, check_publisher
from ..models import State, Step
from ..models.kinds import JUDGING
from ..refusals import refusal_of
from .cancelling import check_scheduled
from .conditions import ONLY_THE_PUBLISHER, check_editor, check_not_own, require
from .locking import check_state


class Permit:
    """What a user may do with an adjustment; what all steps rest on is read once."""

    def __init__(self, user, adjustment):
        self.user, self.adjustment = user, adjustment

    def check(self, step):
        """Raise the Refusal of a step, if there is one."""
        if refusal := self.refusal(step):
            raise refusal

    def refusal(self, step):
        """Why a step would be refused for want of a right or of the state (Refusal; or None)."""
        part = self._part_in(step)
        return part or refusal_of(check_state, self.adjustment, step) or self._ending(step)

    @cached_property
    def stage(self):
        """The stage whose office is to decide now; None where none is."""
        return self.adjustment.open_stage()

    def _part_in(self, step):
        if step in (Step.PUBLISH, Step.CANCEL):
            return self._publishing
        return self._judging if step in JUDGING else self._drafting

    def _ending(self, step):
        if step == Step.PUBLISH:
            return refusal_of(check_publication, self.user, self.adjustment)
        if step == Step.CANCEL:
            return refusal_of(check_scheduled, self.adjustment)
        return self._sending_back if step in JUDGING else None

    @cached_property
    def _drafting(self):
        return refusal_of(check_editor, self.user, self.adjustment)

    @cached_property
    def _judging(self):
        return self._own or refusal_of(self._check_turn)

    @cached_property
    def _publishing(self):
        publishes = rights.publishes(self.user)
        return (
            refusal_of(require, publishes, "您没有公布清单的权限。")
            or self._own
            or refusal_of(check_publisher, self.user)
        )

    @cached_property
    def _own(self):
        return refusal_of(check_not_own, self.user, self.adjustment)

    @cached_property
    def _sending_back(self):
        """What is approved goes back by the publisher alone."""
        if self.adjustment.state != State.APPROVED:
            return None
        publishes = rights.publishes(self.user)
        return refusal_of(require, publishes, ONLY_THE_PUBLISHER) or refusal_of(
            check_publisher, self.user
        )

    def _check_turn(self):
        if self.stage:
            its_turn = rights.reviews_for(self.user, self.stage.office)
            require(its_turn, f"这个环节由{self.stage.office}办理，您不在其中。")
            check_judge(self.user, self.adjustment, self.stage)
        else:
            handles = rights.reviews(self.user) or rights.publishes(self.user)
            require(handles, "只有审查和公布的人员可以办理这一步。")
