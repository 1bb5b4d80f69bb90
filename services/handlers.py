"""The units that handle services (承办机构), as the lists name them."""

from dataclasses import dataclass

from departments.models import Department
from departments.texts.folding import half_width, without_blanks

from .models import Service


@dataclass(frozen=True)
class Handler:
    """A unit with its services; ``name`` as first printed, empty where the list names none."""

    name: str
    services: list[Service]


@dataclass(frozen=True)
class Group:
    """A department with the units that handle its services, those unnamed last."""

    department: Department
    handlers: list[Handler]


def by_department(on=None):
    """The handlers of the services in force on a day (list of Group; two queries)."""
    services = Service.objects.in_force(on).with_rows()
    found = {}
    for service in services.order_by(
        "edition__department__district__code", "edition__department__order", "position"
    ):
        found.setdefault(service.edition.department, []).append(service)
    return [Group(department, _handlers(services)) for department, services in found.items()]


def plain(name):
    """A name by which its spellings are told to be one: without spaces, in half width (str)."""
    return half_width(without_blanks(name))


def _handlers(services):
    by_name = {}
    for service in services:
        for printed in dict.fromkeys(item.handler for item in service.rows) or [""]:
            name, handled = by_name.setdefault(plain(printed), (without_blanks(printed), []))
            if service not in handled:
                handled.append(service)
    named = [Handler(*one) for key, one in by_name.items() if key]
    return [*named, *(Handler(*one) for key, one in by_name.items() if not key)]
