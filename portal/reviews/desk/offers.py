"""Which steps the desk offers to a user now."""

from ..models import Step
from ..workflow.permits import Permit

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


class Offers(Permit):
    """What the desk offers to a user; the number of queries is fixed."""

    @property
    def steps(self):
        """The steps that would not be refused for want of a right or of the state (list of Step)."""
        return [step for step in OFFERED if self.refusal(step) is None]
