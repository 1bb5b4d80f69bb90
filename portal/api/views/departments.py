"""Districts, departments, their lists and editions."""

from django.db.models import Count
from rest_framework.response import Response

from departments.models import District, Edition
from departments.publishing.digests import edition_document
from departments.reading.contents import lists_in_force, overviews
from departments.reading.timeline import public_span, timeline

from ..filters import DepartmentFilterSet
from ..parameters import EDITION, ON, PAGE, SIZE, SLUG, asked_filters, filter_parameters
from ..records.departments import DepartmentRecord, DistrictSummary, EditionRecord
from ..records.lists import list_record
from .base import ApiView, PagedView


class Districts(PagedView):
    operation = "districts"
    tag = "部门与清单"
    summary = "查区县"
    explanation = "有施行清单的区县。"
    parameters = [ON, PAGE, SIZE]
    record = DistrictSummary

    def rows(self):
        in_force = Edition.objects.in_force(self.day)
        listed = District.objects.filter(departments__editions__in=in_force)
        counted = listed.annotate(department_count=Count("departments", distinct=True))
        return counted.order_by("code")


class Departments(PagedView):
    operation = "departments"
    tag = "部门与清单"
    summary = "查部门"
    explanation = "有施行清单的部门，按区县和次序排列。"
    parameters = [*filter_parameters(DepartmentFilterSet), ON, PAGE, SIZE]
    record = DepartmentRecord

    def rows(self):
        lists = lists_in_force(self.day)
        return asked_filters(DepartmentFilterSet, self.request.query_params, lists).qs

    def shown(self, editions):
        return overviews(editions)


class Department(ApiView):
    operation = "department"
    tag = "部门与清单"
    summary = "一个部门"
    explanation = "部门的名称、联系方式、清单版本和条目数。"
    parameters = [SLUG, ON]
    record = DepartmentRecord

    def get(self, request, slug):
        edition = timeline(slug, self.day)[0].edition
        return Response(self.recorded(overviews([edition])[0]))


class List(ApiView):
    operation = "list"
    tag = "部门与清单"
    summary = "一个部门的清单"
    explanation = "部门施行的整份清单，与网页上 list.json 的内容相同。"
    parameters = [SLUG, ON]

    @property
    def record(self):
        return list_record()

    def get(self, request, slug):
        return Response(edition_document(timeline(slug, self.day)[0].edition))


class Editions(PagedView):
    operation = "editions"
    tag = "部门与清单"
    summary = "一个部门的历次版本"
    explanation = "已经施行的各版清单，最新的在前。各版的摘要前后相连，可以核对。"
    parameters = [SLUG, PAGE, SIZE]
    record = EditionRecord

    def rows(self, slug):
        return timeline(slug)


class EditionList(ApiView):
    operation = "edition"
    tag = "部门与清单"
    summary = "一版清单"
    explanation = "某一版清单的全文，不论是否仍在施行；公布之后不再改变。"
    parameters = [SLUG, EDITION]

    @property
    def record(self):
        return list_record()

    def get(self, request, slug, number):
        return Response(edition_document(public_span(slug, number).edition))
