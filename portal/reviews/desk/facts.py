"""What the dossier and its checks know of an adjustment, read once in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from boundaries.directory.bodies import Directory
from departments.comparison import compare
from departments.models import Edition
from departments.publishing.digests import record_digest

from ..comments import threads
from ..deadlines import Calendar
from ..drafts.amendment import amendment_of, kinds_of
from ..drafts.origins import origin_of
from ..models import Adjustment, State, Step
from ..models.kinds import ENDED
from ..opinions.status import standing_of
from ..workflow import conditions

#: The steps after which an adjustment is with its editors again, or ends against their will.
SENDING_BACK = (Step.RETURN, Step.SPLIT, Step.REBASE, Step.REJECT)


@dataclass
class Facts:
    """An adjustment as a user sees it."""

    adjustment: Adjustment
    user: object

    @cached_property
    def calendar(self):
        return Calendar()

    @cached_property
    def amendment(self):
        """What the application changes (Comparison)."""
        return amendment_of(self.adjustment)

    @cached_property
    def kinds(self):
        """The kinds of adjustment that the application is (set of Kind)."""
        return kinds_of(self.adjustment, self.amendment)

    def against_in_force(self):
        """The draft against the edition in force, whatever it was drawn up from (Comparison)."""
        if self.in_force == self.adjustment.base:
            return self.amendment
        if self.in_force:
            self.in_force.department = self.adjustment.department
        return compare(self.in_force, self.adjustment.draft)

    @cached_property
    def latest(self):
        """The last published edition of the department, in force or scheduled (None without)."""
        return conditions.latest_edition(self.adjustment.department)

    @cached_property
    def in_force(self):
        """The department's edition in force today (None without)."""
        return Edition.objects.in_force().filter(department=self.adjustment.department).first()

    @cached_property
    def stages(self):
        """The stages of the round under way (list of Stage)."""
        return list(self.adjustment.current_stages())

    @cached_property
    def decisions(self):
        """All decisions, of all rounds (list of Decision)."""
        return list(self.adjustment.decisions.select_related("stage"))

    @property
    def sent_back(self):
        """The decision by which it was returned or rejected, if that is where it stands (or None)."""
        if self.adjustment.state not in (State.RETURNED, State.REJECTED):
            return None
        back = [one for one in self.decisions if one.step in SENDING_BACK]
        return back[-1] if back else None

    @cached_property
    def all_clashes(self):
        """The places at which the draft and a newer edition met, decided or not (list of Clash)."""
        return list(self.adjustment.clashes.all())

    @property
    def clashes(self):
        """The clashes that nobody has decided (list of Clash)."""
        return [clash for clash in self.all_clashes if not clash.choice]

    @property
    def origin(self):
        """From which edition the draft's text comes (Origin; None: from its base)."""
        return origin_of(self.adjustment)

    @cached_property
    def rivals(self):
        """The department's other adjustments that have not ended (list of Adjustment)."""
        others = Adjustment.objects.open().filter(department=self.adjustment.department)
        return list(others.visible_to(self.user).exclude(pk=self.adjustment.pk))

    @cached_property
    def standing(self):
        return standing_of(self.adjustment)

    @cached_property
    def talk(self):
        return threads.talk_of(self.adjustment, self.user)

    @cached_property
    def directory(self):
        return Directory.for_district(self.adjustment.department.district)

    @cached_property
    def is_as_sealed(self):
        """Whether the draft is what was submitted, or the edition what was published, to the letter."""
        draft = self.adjustment.draft
        sealed = draft.record_digest if draft.is_published else self.adjustment.sealed_digest
        return record_digest(draft) == sealed

    @property
    def has_ended(self):
        return self.adjustment.state in ENDED
