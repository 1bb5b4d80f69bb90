"""What a correction is about: an entry of a list, a department, or the whole site."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, When

from departments.models import Department, District, Edition, ListEntry, section_models
from departments.reading.contents import last_worded
from departments.reading.refusals import NotPublic
from departments.reading.timeline import timeline


@dataclass(frozen=True)
class Target:
    """``entry`` belongs to ``edition``, which is a list of ``department``; None from the right."""

    department: Department | None = None
    edition: Edition | None = None
    entry: ListEntry | None = None

    def frozen(self):
        """The fields of a correction that go on saying what it was about (dict)."""
        if self.department is None:
            return {}
        names = {"department": self.department, "department_name": self.department.name}
        if self.entry is None:
            return names
        return {
            "department": self.department,
            "department_name": self.edition.department_name,
            "section": self.entry.section_key,
            "code": self.entry.code,
            "heading": self.entry.heading,
            "edition_number": self.edition.number,
        }


def entry_target(slug, section, code, day=None):
    """The entry of this code in the list of a day, or in the last edition that had it.

    So that a form still counts when the list has changed while it was filled in. Raises NotPublic
    where no edition by that day has such an entry.
    """
    spans = timeline(slug, day)
    models = {model.section_key: model for model in section_models()}
    if section not in models:
        raise NotPublic("清单没有这一部分。")
    entry = last_worded(models[section], code, spans)
    if entry is None:
        raise NotPublic(f"这个部门的清单没有编码为 {code} 的条目。")
    return Target(entry.edition.department, entry.edition, entry)


def departments_beside(slug=""):
    """The departments with lists in force of the district that the named one belongs to.

    Without a name, or with an unknown one, of the configured or else the first district (a
    queryset, in the order of the lists).
    """
    listed = Department.objects.filter(editions__in=Edition.objects.in_force())
    by_choice = Case(
        When(departments__slug=slug, then=0),
        When(code=settings.SEARCH_DISTRICT, then=1),
        default=2,
    )
    districts = District.objects.filter(departments__in=listed).order_by(by_choice, "code")
    return listed.filter(district=districts.values("pk")[:1]).order_by("order", "pk")
