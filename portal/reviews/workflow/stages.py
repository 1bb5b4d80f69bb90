"""The stages that an adjustment passes: laid out from the routes of its kinds, opened one by one."""

from django.utils import timezone

from ..authority import routes
from ..deadlines import Calendar
from ..drafts.amendment import kinds_of
from ..models import Kind, Stage
from ..notices import occasions as notices
from ..refusals import Incomplete


def route_of(kinds):
    """The stages that adjustments of some kinds pass together (list of RouteStage).

    All that any of the kinds passes, once, as late and with as much time as any has it: what is
    both a change and an addition is approved by whoever approves additions. Raises Incomplete for
    a kind without stages.
    """
    found = {}
    stages = [stage for kind in sorted(kinds) for stage in routes.confirmed(kind)]
    if absent := [kind.label for kind in sorted(kinds - {Kind(one.kind) for one in stages})]:
        names = "".join(f"“{one}”" for one in absent)
        raise Incomplete(f"{names}还没有设定审查流程，请联系管理员。")
    for one in sorted(stages, key=lambda stage: (stage.position, stage.pk or 0)):
        same = found.get((one.office_id, one.name), one)
        one.working_days = max(one.working_days, same.working_days)
        found[one.office_id, one.name] = one
    return sorted(found.values(), key=lambda one: one.position)


def lay_out(adjustment):
    """Freeze the route as it is for the round that begins, and open its first stage."""
    stages = Stage.objects.bulk_create(
        Stage(
            adjustment=adjustment,
            round=adjustment.round,
            position=position,
            name=one.name,
            office=one.office,
            working_days=one.working_days,
        )
        for position, one in enumerate(route_of(kinds_of(adjustment)), start=1)
    )
    open_stage(stages[0])


def open_stage(stage):
    """It is now the turn of a stage's office: its deadline runs."""
    stage.opened_on = timezone.localdate()
    stage.due_on = Calendar().after(stage.opened_on, stage.working_days)
    stage.save(update_fields=["opened_on", "due_on"])
    notices.opened(stage)
