"""The routes as they were last confirmed, and their changes as a second person hears of them."""

from portal.accounts.confirmations import hearing, keys, standing
from portal.accounts.confirmations.facts import Fact
from portal.accounts.models import Office

from ..models import Kind, RouteSettings, RouteStage
from ..refusals import Incomplete


def confirmed(kind):
    """The stages of a kind of adjustment in order (list of RouteStage).

    While a change of the route waits for a second person it is the route before that change, whose
    stages are then not stored.
    """
    waiting = standing.waiting({(keys.route(kind), keys.STAGES)})
    if waiting:
        return _rebuilt(kind, waiting[0].before)
    return list(RouteStage.objects.filter(kind=kind).select_related("office").order_by("position"))


def settings_of(kinds):
    """The settings for an adjustment of several kinds (dict of name to bool): the stricter hold.

    So they do while a change of them waits for a second person.
    """
    kinds = set(kinds)
    unconfirmed = standing.waiting({(keys.route(kind), keys.SETTINGS) for kind in kinds})
    stored = RouteSettings.objects.filter(kind__in=kinds)
    is_whole = not unconfirmed and len(stored) == len(kinds)
    return {
        name: not is_whole or any(getattr(one, name) for one in stored)
        for name in ("separate_publisher", "separate_judges")
    }


def listen():
    """Hear the changes of routes and their settings from now on."""
    hearing.hear("reviews.routestage", hearing.of_rows(_stages))
    hearing.hear("reviews.routesettings", hearing.of_record(_settings))


def _rebuilt(kind, stages):
    offices = Office.objects.in_bulk([stage["office"] for stage in stages])
    if gone := [stage["office_name"] for stage in stages if stage["office"] not in offices]:
        raise Incomplete(
            f"审查流程的变更还没有确认，此前的流程中{'、'.join(gone)}已经删除。请先确认流程的变更。"
        )
    return [
        RouteStage(
            kind=kind,
            position=stage["position"],
            name=stage["name"],
            office=offices[stage["office"]],
            working_days=stage["working_days"],
        )
        for stage in stages
    ]


def _stages(row):
    """The route to which a stage belongs, as a whole."""
    route = RouteStage.objects.filter(kind=row.kind).select_related("office").order_by("position")
    shown = [
        {
            "position": one.position,
            "name": one.name,
            "office": one.office_id,
            "office_name": one.office.name,
            "working_days": one.working_days,
        }
        for one in route
    ]
    value = [{**one, "office_name": ""} for one in shown]
    return {(keys.route(row.kind), keys.STAGES): Fact(_name(row.kind), "审查环节", value, shown)}


def _settings(row):
    on = [
        str(RouteSettings._meta.get_field(name).verbose_name)
        for name in ("separate_publisher", "separate_judges")
        if getattr(row, name)
    ]
    shown = "、".join(on) or "都不要求"
    absent = "公布人没有审查过、各环节由不同的人审查"
    key = (keys.route(row.kind), keys.SETTINGS)
    return {key: Fact(_name(row.kind), "流程设置", shown, shown, absent=absent)}


def _name(kind):
    return f"“{Kind(kind).label}”的审查流程"
