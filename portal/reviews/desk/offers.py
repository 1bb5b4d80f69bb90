"""Which steps a user may take now. The actions decide; this says beforehand what they will say."""

from functools import cached_property

from portal.accounts import rights

from ..conditions import ONLY_THE_PUBLISHER, check_editor, check_not_own, require
from ..locking import check_state
from ..models import State, Step
from ..models.kinds import JUDGING
from ..refusals import Refusal
from ..separation import check_judge, check_publisher

#: The steps that have a page of their own, in the order in which they are offered.
OFFERED = (
    Step.APPROVE,
    Step.RETURN,
    Step.FORWARD,
    Step.SPLIT,
    Step.OVERRIDE,
    Step.REJECT,
    Step.SUBMIT,
    Step.RECALL,
    Step.WITHDRAW,
)


class Offers:
    """What a user may do with an adjustment; the number of queries is fixed."""

    def __init__(self, user, adjustment):
        self.user, self.adjustment = user, adjustment

    @cached_property
    def steps(self):
        """The steps that would not be refused for want of a right or of the state (list of Step)."""
        return [step for step in OFFERED if self.refusal(step) is None]

    def refusal(self, step):
        """Why a step would be refused (Refusal; None if it would not)."""
        part = self._judging if step in JUDGING else self._drafting
        return part or _refusal(check_state, self.adjustment, step) or self._ending(step)

    @cached_property
    def _drafting(self):
        return _refusal(check_editor, self.user, self.adjustment)

    @cached_property
    def _judging(self):
        return _refusal(check_not_own, self.user, self.adjustment) or _refusal(self._check_turn)

    def _ending(self, step):
        """What is approved goes back by the publisher alone."""
        if step not in JUDGING or self.adjustment.state != State.APPROVED:
            return None
        publishes = rights.publishes(self.user)
        return _refusal(require, publishes, ONLY_THE_PUBLISHER) or _refusal(
            check_publisher, self.user
        )

    def _check_turn(self):
        stage = self.adjustment.open_stage()
        if stage:
            its_turn = rights.reviews_for(self.user, stage.office)
            require(its_turn, f"这个环节由{stage.office}办理，您不在其中。")
            check_judge(self.user, self.adjustment, stage)
        else:
            handles = rights.reviews(self.user) or rights.publishes(self.user)
            require(handles, "只有审查和公布的人员可以办理这一步。")


def _refusal(check, *arguments):
    """What a check raises (Refusal; None if it passes)."""
    try:
        check(*arguments)
    except Refusal as refusal:
        return refusal
    return None
