"""The entries of all lists, section by section, and each one by itself."""

from rest_framework.response import Response

from departments.reading.contents import entries_of, last_worded
from departments.reading.refusals import NotPublic
from departments.reading.timeline import timeline

from ..errors import Gone
from ..links import Links
from ..parameters import ON, PAGE, SIZE, SLUG, asked_filters, code_of, filter_parameters
from .base import ApiView, PagedView


class OfSection:
    """What both views of a section share."""

    tag = "条目"
    section = None

    @property
    def record(self):
        return self.section.record


class Entries(OfSection, PagedView):
    """The entries in force of one section over all departments."""

    @property
    def operation(self):
        return self.section.key

    @property
    def summary(self):
        return f"查{self.section.name}"

    @property
    def explanation(self):
        return (
            f"各部门施行的清单中的{self.section.name}，可以筛选。按区县、部门和清单中的次序排列。"
        )

    @property
    def parameters(self):
        return [*filter_parameters(self.section.filterset), ON, PAGE, SIZE]

    def rows(self):
        in_force = self.section.model.objects.in_force(self.day)
        filters = asked_filters(self.section.filterset, self.request.query_params, in_force)
        return filters.entries().with_rows()


class Entry(OfSection, ApiView):
    """One entry of the edition in force."""

    errors = (400, 404, 410)

    @property
    def parameters(self):
        return [SLUG, code_of(self.section.model), ON]

    @property
    def operation(self):
        return f"{self.section.key}_entry"

    @property
    def summary(self):
        return f"一条{self.section.name}"

    @property
    def explanation(self):
        return "按部门和编码取一个条目。编码在部门内长期不变；条目已经取消时回答 410，并说明在哪一版中还能查到。"

    def get(self, request, slug, code):
        current, *earlier = timeline(slug, self.day)
        of_list = entries_of(current.edition, self.section.model)
        entry = of_list.prefetch_related(self.section.model.rows_name).filter(code=code).first()
        if entry is None:
            self._refuse(code, earlier)
        return Response(self.recorded(entry))

    def _refuse(self, code, earlier):
        """Raises Gone if the entry stands in an earlier edition, else NotPublic."""
        last = last_worded(self.section.model, code, earlier)
        if last is None:
            raise NotPublic(f"这份清单没有编码为 {code} 的条目。")
        edition = last.edition
        where = Links(self.request).lasting("api:edition", edition.department.slug, edition.number)
        raise Gone(f"条目 {code} 已不在清单中，最后见于{edition.label}。", where)
