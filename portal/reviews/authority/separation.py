"""Who may not be one person, and who may not decide as yet: beside ``conditions``, within actions.

Author and judge are always two. That the publisher did not judge, and that nobody judges two stages,
are settings of the route, kept on the adjustment as it was submitted. Nobody judges, answers or
publishes by what no second person has confirmed (``portal.accounts.confirmations``).
"""

from functools import reduce
from operator import or_

from django.db.models import F, Q

from portal.accounts import rights
from portal.accounts.confirmations import setup, standing
from portal.accounts.confirmations.people import People
from portal.accounts.permissions import EDIT_LISTS, REVIEW_LISTS

from ..drafts.amendment import kinds_of
from ..models import Adjustment, Decision, Stage, State, Step
from ..models.kinds import JUDGING
from ..refusals import NotAllowed
from . import routes

#: From a stage to those in which it was decided: itself, or that of the whole from which its
#: entries were split, which may have been a part of another.
_DECIDED_IN = ("pk", "passed_with", "passed_with__passed_with")


def keep_settings(adjustment):
    """Put down the settings of the route as they are now (unsaved), for all kinds that it is of."""
    for name, holds in routes.settings_of(kinds_of(adjustment)).items():
        setattr(adjustment, name, holds)


def route_settings_of(adjustment):
    """The settings that an adjustment was submitted under (dict of name to bool), for its proof."""
    return {
        "separate_publisher": adjustment.separate_publisher,
        "separate_judges": adjustment.separate_judges,
    }


def check_judge(user, adjustment, stage):
    """Refuse whoever may not decide at a stage, or, where none is open, send back as publisher."""
    if stage is None:
        check_publisher(user)
        return
    _require_nothing_waits(standing.of_reviewer(user, stage.office))
    _require_nothing_waits(standing.of_names(adjustment.department))
    if adjustment.separate_judges and user.pk in approvers(adjustment):
        raise NotAllowed(
            "您已经通过这份申请的另一个环节，这一环节须由另一人审查（流程设置：各环节由不同的人审查）。"
        )


def check_publisher(user):
    """Refuse whoever publishes by what nobody has confirmed."""
    _require_nothing_waits(standing.of_publisher(user))


def check_publication(user, adjustment):
    """Refuse a publication under unconfirmed names, or by somebody who judged it."""
    _require_nothing_waits(standing.of_names(adjustment.department))
    if adjustment.separate_publisher and user.pk in judges(adjustment):
        raise NotAllowed("您审查过这份调整申请，须由另一人公布（流程设置：公布人没有审查过）。")


def check_answerer(user, department):
    """Refuse whoever answers for a department by what nobody has confirmed."""
    _require_nothing_waits(standing.of_editor(user, department))


def approvers(adjustment):
    """Those who passed a stage in the round under way, also before a split (set of keys)."""
    return set(_approvals(adjustment).values_list("by", flat=True))


def judges(adjustment):
    """Those who decided at a stage in any round, also before a split (set of keys)."""
    own = adjustment.decisions.filter(step__in=JUDGING, stage__isnull=False)
    return set(own.values_list("by", flat=True)) | approvers(adjustment)


def offices_to_judge_for(user):
    """The offices for which a user may decide now (offices, or a queryset of them)."""
    offices = rights.own_offices(user)
    if not setup.is_wanted():
        return offices
    people = People()
    return [one for one in offices if people.is_confirmed(user, REVIEW_LISTS, office_key=one.pk)]


def departments_to_answer_for(user):
    """The departments for which a user may answer now (departments, or a queryset of them)."""
    departments = rights.edited_departments(user)
    if not setup.is_wanted():
        return departments
    people = People()
    return [
        one for one in departments if people.is_confirmed(user, EDIT_LISTS, department_key=one.pk)
    ]


def what_waits(user, adjustment):
    """Why somebody whose turn it is may not decide as yet (str); "" for all others."""
    if not setup.is_wanted():
        return ""
    stage = adjustment.open_stage()
    if stage and rights.reviews_for(user, stage.office):
        return standing.of_reviewer(user, stage.office) or standing.of_names(adjustment.department)
    if adjustment.state == State.APPROVED and rights.publishes(user):
        return standing.of_publisher(user) or standing.of_names(adjustment.department)
    return ""


def judgeable_by(user):
    """The open stages at which a user may decide now (a queryset of Stage)."""
    open_to = Stage.objects.open().filter(
        office__in=offices_to_judge_for(user),
        adjustment__in=Adjustment.objects.without_hand_of(user),
    )
    passed = _passed_by(user).values("adjustment")
    return open_to.exclude(adjustment__separate_judges=True, adjustment__in=passed)


def publishable_by(user):
    """What all stages approved and a user may publish (a queryset of Adjustment)."""
    approved = Adjustment.objects.without_hand_of(user).filter(state=State.APPROVED)
    if not rights.publishes(user) or standing.of_publisher(user):
        return approved.none()
    return approved.exclude(separate_publisher=True, pk__in=judged_by(user).values("pk"))


def judged_by(user):
    """What a user decided about at a stage in any round, also before a split (Adjustments)."""
    own = Decision.objects.filter(by=user, step__in=JUDGING, stage__isnull=False)
    judged = Q(pk__in=own.values("adjustment")) | Q(pk__in=_passed_by(user).values("adjustment"))
    return Adjustment.objects.filter(judged)


def _approvals(adjustment):
    """The decisions by which stages of the round under way were passed (a queryset)."""
    stages = adjustment.stages.filter(round=adjustment.round).order_by()
    decided = (Q(stage__in=stages.values(path)) for path in _DECIDED_IN)
    return Decision.objects.filter(reduce(or_, decided), step=Step.APPROVE)


def _passed_by(user):
    """The stages of rounds under way that a user passed, also before a split (a queryset)."""
    own = Decision.objects.filter(by=user, step=Step.APPROVE, stage__isnull=False).values("stage")
    passed = (Q(**{f"{path}__in": own}) for path in _DECIDED_IN)
    return Stage.objects.filter(reduce(or_, passed), round=F("adjustment__round")).order_by()


def _require_nothing_waits(sentence):
    if sentence:
        raise NotAllowed(sentence)
