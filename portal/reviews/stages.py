"""The stages that an adjustment passes: laid out from the route of its kind, opened one by one."""

from django.utils import timezone

from . import notices, routes, workdays
from .models import Stage
from .refusals import Incomplete

#: Working days from the last approval to the publication, as provincial rules on such lists have it.
PUBLISHED_WITHIN = 3


def lay_out(adjustment):
    """Freeze the route as it is for the round that begins, and open its first stage."""
    route = routes.confirmed(adjustment.kind)
    stages = Stage.objects.bulk_create(
        Stage(
            adjustment=adjustment,
            round=adjustment.round,
            position=position,
            name=one.name,
            office=one.office,
            working_days=one.working_days,
        )
        for position, one in enumerate(route, start=1)
    )
    if not stages:
        raise Incomplete(f"“{adjustment.get_kind_display()}”还没有设定审查流程，请联系管理员。")
    open_stage(stages[0])


def open_stage(stage):
    """It is now the turn of a stage's office: its deadline runs."""
    stage.opened_on = timezone.localdate()
    stage.due_on = workdays.after(stage.opened_on, stage.working_days)
    stage.save(update_fields=["opened_on", "due_on"])
    notices.opened(stage)
