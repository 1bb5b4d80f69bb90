"""Which steps a user may take now. The actions decide; this says beforehand what they will say."""

from functools import cached_property

from portal.accounts import rights

from ..locking import check_state
from ..models import State, Step
from ..models.kinds import JUDGING
from ..refusals import NotAllowed, Refusal

#: The steps that have a page of their own, in the order in which they are offered.
OFFERED = (
    Step.APPROVE,
    Step.RETURN,
    Step.FORWARD,
    Step.SPLIT,
    Step.OVERRIDE,
    Step.REJECT,
    Step.SUBMIT,
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
        try:
            self._check_right(step)
            check_state(self.adjustment, step)
        except Refusal as refusal:
            return refusal
        return None

    def _check_right(self, step):
        if step in JUDGING:
            allowed, sentence = self._may_judge, self._why_not_judge
        else:
            allowed = self._may_draft
            sentence = f"只有{self.adjustment.department}的编辑可以{step.label}这份调整申请。"
        if not allowed:
            raise NotAllowed(sentence)

    @cached_property
    def _may_draft(self):
        if not rights.edits(self.user, self.adjustment.department):
            return False
        return not self.adjustment.decisions.filter(by=self.user, step__in=JUDGING).exists()

    @cached_property
    def _stage(self):
        return self.adjustment.open_stage()

    @cached_property
    def _is_own(self):
        return self.adjustment.contributions.filter(user=self.user).exists()

    @cached_property
    def _may_judge(self):
        if self._is_own:
            return False
        if self._stage:
            return rights.reviews_for(self.user, self._stage.office)
        if self.adjustment.state == State.APPROVED:
            return rights.publishes(self.user)
        return rights.reviews(self.user) or rights.publishes(self.user)

    @property
    def _why_not_judge(self):
        if self._is_own:
            return "您参与拟订了这份调整申请，不能由您审查或者公布。"
        if self._stage:
            return f"这个环节由{self._stage.office}办理，您不在其中。"
        return "只有审查和公布的人员可以办理这一步。"
