"""What the boundary matters of all lists say together: subjects, and the bodies that they name."""

from dataclasses import dataclass

from rest_framework.response import Response

from boundaries.map.shared import read_shared
from boundaries.models import Body, Subject
from boundaries.subjects.readings import read_subjects
from departments.models import Department, District
from departments.reading.refusals import NotPublic

from ..errors import Gone
from ..links import Links
from ..parameters import ON, PAGE, SIZE, SLUG_PATTERN, Parameter, text
from ..records.subjects import BodyRecord, SubjectRecord
from .base import ApiView, PagedView

SUBJECT = Parameter(
    "subject", "共管事项的地址名。", text(pattern=SLUG_PATTERN), "yanglaofuwu", "path"
)


@dataclass(frozen=True)
class NamedBody:
    """A body that lists name: which ones do, in how many matters (pairs, in order)."""

    body: Body
    district: District
    lists: list[tuple[Department, int]]


class Subjects(PagedView):
    operation = "subjects"
    tag = "职责边界"
    summary = "查共管事项"
    explanation = "一份或几份清单写到的同一件事，各方分工引自清单；哪些条目是同一件事，由本站整理、不属于清单内容。"
    parameters = [ON, PAGE, SIZE]
    record = SubjectRecord

    def rows(self):
        return [one for one in read_subjects(Subject.objects.shown(), self.day) if one.sides]


class OneSubject(ApiView):
    operation = "subject"
    tag = "职责边界"
    summary = "一个共管事项"
    explanation = "各份清单怎么写同一件事。已经并入另一件事的，回答 410，并说明并入哪里。"
    parameters = [SUBJECT, ON]
    record = SubjectRecord
    errors = (400, 404, 410)

    def get(self, request, subject):
        readings = read_subjects(Subject.objects.shown().filter(slug=subject), self.day)
        if not readings:
            self._refuse(subject)
        return Response(self.recorded(readings[0]))

    def _refuse(self, slug):
        """Raises Gone if the subject was merged into another, else NotPublic."""
        merged = Subject.objects.filter(slug=slug).select_related("merged_into").first()
        if merged is None or merged.merged_into is None:
            raise NotPublic("没有这个共管事项，或者它还没有得到确认。")
        where = Links(self.request, self.day).on_day("api:subject", merged.merged_into.slug)
        raise Gone(f"这件事已并入“{merged.merged_into}”。", where)


class Bodies(PagedView):
    operation = "bodies"
    tag = "职责边界"
    summary = "查清单写到的单位"
    explanation = "各份清单的职责边界写到的单位，写到得多的在前。同一单位的各种写法归在一起，由本站整理、不属于清单内容。"
    parameters = [ON, PAGE, SIZE]
    record = BodyRecord

    def rows(self):
        shared, districts = read_shared(self.day), District.objects.in_bulk()
        named = [
            NamedBody(body, districts[body.district_id], _lists_naming(shared, slug))
            for slug, body in shared.bodies.items()
        ]
        return sorted(named, key=lambda one: (-sum(n for _, n in one.lists), one.body.slug))


def _lists_naming(shared, slug):
    counts = {one: shared.count(pk, slug) for pk, one in shared.departments.items()}
    return [(department, count) for department, count in counts.items() if count]
