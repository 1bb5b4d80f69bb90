"""The filters of the queue. Their values stand in the address, as on the public pages."""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from departments.models import Department
from departments.pages.filters import (
    ConditionFilter,
    DepartmentFilter,
    DistrictFilter,
    EntryFilterSet,
)
from portal.accounts import rights
from portal.accounts.models import Office

from ..models import Adjustment, Kind, Opinion, Stage, State
from ..models.adjustments import hand_of
from ..models.kinds import ENDED


def listed(adjustments):
    """Adjustments with what the queue shows of the stage that is open: its office and its deadline.

    The most urgent come first, then what was opened last.
    """
    stage = Stage.objects.open().filter(adjustment=OuterRef("pk"))
    # Within a case: of a bare subquery Django counts the facets in a query around this one, in which
    # what they ask of an adjustment itself has no meaning.
    open_stage = {
        name: Case(When(state=State.SUBMITTED, then=Subquery(stage.values(path)[:1])))
        for name, path in {
            "stage_name": "name",
            "at_office": "office",
            "office_name": "office__name",
            "due_on": "due_on",
        }.items()
    }
    return adjustments.annotate(**open_stage).order_by(
        F("due_on").asc(nulls_last=True), "-opened_at", "-pk"
    )


class AskedDepartmentFilter(DepartmentFilter):
    path = "department"

    def __init__(self):
        super().__init__()
        # A department that compiles its first list has none that is published.
        self.queryset = Department.objects.all()


class AskedDistrictFilter(DistrictFilter):
    path = "department__district"


def _choices(field, choices):
    return {value: (label, Q(**{field: value})) for value, label in choices.choices}


def _states():
    """Where an adjustment stands: the states, and apart from them what was cancelled."""
    # By key: each state is counted under its own name, and "draft" is one of them.
    found = Adjustment.objects.filter(draft__cancellation__isnull=False)
    cancelled = Q(pk__in=found.values("pk"))
    states = _choices("state", State)
    label, published = states[State.PUBLISHED]
    states[State.PUBLISHED] = label, published & ~cancelled
    return states | {"cancelled": ("已取消施行", cancelled)}


class QueueFilterSet(EntryFilterSet):
    """The filters over the adjustments that a user may see (``queryset``, as of ``listed``)."""

    searched = (
        "reasons",
        "basis",
        "follow_on",
        "department__name",
        "department__short_name",
        "opened_by__display_name",
        "act__decision_number",
    )

    class Meta(EntryFilterSet.Meta):
        model = Adjustment

    district = AskedDistrictFilter()
    state = ConditionFilter(_states(), label="状态")
    kind = ConditionFilter(_choices("kind", Kind), label="调整类型")
    department = AskedDepartmentFilter()

    def __init__(self, data, queryset, user, calendar):
        super().__init__(data, queryset)
        self.filters |= {
            "office": ConditionFilter(_offices(), label="正在办理的机构"),
            "due": ConditionFilter(_due(calendar), label="期限", exclusive=True),
            "own": ConditionFilter(_own(user), label="与我有关"),
        }


def _offices():
    return {str(one.pk): (one.name, Q(at_office=one.pk)) for one in Office.objects.all()}


def _due(calendar):
    open_now = ~Q(state__in=ENDED)
    return {
        "overdue": ("已逾期", Q(due_on__lt=calendar.today)),
        "near": ("快到期", Q(due_on__range=(calendar.today, calendar.near()))),
        "open": ("未办结", open_now),
        "ended": ("已办结", ~open_now),
    }


def _own(user):
    departments = rights.edited_departments(user)
    asked = Opinion.objects.filter(adjustment=OuterRef("pk"), department__in=departments)
    return {
        "mine": ("我参与拟订的", hand_of(user)),
        "department": ("我的部门的", Q(department__in=departments)),
        "asked": ("征求我的部门意见的", Exists(asked)),
        "office": ("在我的机构办理的", Q(at_office__in=rights.own_offices(user))),
    }
