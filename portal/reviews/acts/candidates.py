"""What may be published, and what stands in the way of each."""

from dataclasses import dataclass

from django.db.models import F, Max, Q

from departments.models import Edition
from portal.accounts.confirmations import standing

from ..authority import separation
from ..deadlines import Calendar, Deadline
from ..drafts.amendment import counts_of
from ..models import Adjustment, State
from ..refusals import Conflict
from ..workflow import asking


@dataclass(frozen=True)
class Candidate:
    """An adjustment for publication. ``obstacles`` are sentences that say why it may not be yet;
    ``counts`` how many entries it adds, removes, changes and moves.
    """

    adjustment: Adjustment
    obstacles: list[str]
    counts: dict[str, int]
    deadline: Deadline | None
    is_chosen: bool

    @property
    def value(self):
        """The adjustment as it was seen, as a form carries it: see ``forms.ChosenField``."""
        return f"{self.adjustment.pk}-{self.adjustment.version}"


def candidates(user, chosen):
    """All that is approved, and what was chosen all the same (list of Candidate).

    ``chosen`` maps keys of adjustments to the version that the user saw, None for the present one.
    """
    adjustments = list(
        Adjustment.objects.visible_to(user)
        .filter(Q(state=State.APPROVED) | Q(pk__in=chosen))
        .annotate(passed=Max("stages__passed_at", filter=Q(stages__round=F("round"))))
        .select_related("department__district", "base", "draft")
        .order_by("department__order", "pk")
    )
    obstacles = _Obstacles(user, adjustments, chosen)
    counted = counts_of(adjustments)
    calendar = Calendar()
    return [
        Candidate(
            one, obstacles.of(one), counts, calendar.publication(one.passed), one.pk in chosen
        )
        for one, counts in zip(adjustments, counted, strict=True)
    ]


class _Obstacles:
    """Why adjustments may not be published yet: all that their actions will check."""

    def __init__(self, user, adjustments, chosen):
        departments = {one.department_id for one in adjustments}
        editions = Edition.objects.uncancelled().filter(department__in=departments)
        self._latest = dict(editions.order_by("number").values_list("department", "pk"))
        self._own = _among(adjustments, Adjustment.objects.with_hand_of(user))
        self._standing = standing.of_publisher(user)
        judged = separation.judged_by(user).filter(separate_publisher=True)
        self._judged = _among(adjustments, judged)
        self._chosen = chosen

    def of(self, adjustment):
        """What stands in the way of one (list of str)."""
        if adjustment.state != State.APPROVED:
            state = adjustment.get_state_display()
            return [f"它的状态是“{state}”，不能公布。"]
        found = {
            "您打开页面之后，它有新的变动，请看过卷宗再选。": self._has_changed(adjustment),
            "您参与拟订了这份申请，不能由您公布。": adjustment.pk in self._own,
            "您审查过这份申请，须由另一人公布。": adjustment.pk in self._judged,
            f"{adjustment.department}的清单已有新版本，须先在新版本上核对草稿。": adjustment.base_id
            != self._latest.get(adjustment.department_id),
        }
        return [
            *filter(None, [self._standing, standing.of_names(adjustment.department)]),
            *(sentence for sentence, stands in found.items() if stands),
            *self._confirmation(adjustment),
        ]

    def _has_changed(self, adjustment):
        return self._chosen.get(adjustment.pk) not in (None, adjustment.version)

    def _confirmation(self, adjustment):
        try:
            asking.check_confirmed(adjustment)
        except Conflict as conflict:
            return [str(conflict)]
        return []


def _among(adjustments, found):
    """Which of some adjustments are in a queryset (set of primary keys)."""
    keys = [one.pk for one in adjustments]
    return set(found.filter(pk__in=keys).values_list("pk", flat=True))
