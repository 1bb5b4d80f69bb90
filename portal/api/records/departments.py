"""Districts, departments and their editions as the API gives them."""

from rest_framework import serializers
from rest_framework.serializers import Serializer

from departments.models import declared_sections

from .entries import EditionOfEntry, edition_of_entry
from .fields import district_code, string
from .lists import DistrictRecord, ListEditionRecord


class DistrictSummary(Serializer):
    """Of a District with ``department_count``."""

    called = "区县概况"

    code = district_code()
    name = string("名称。", "衡阳市蒸湘区")
    department_count = serializers.IntegerField(
        help_text="有施行清单的部门数。", min_value=1, initial=19
    )
    departments = serializers.URLField(help_text="这些部门在本接口中的地址。")

    def to_representation(self, district):
        links = self.context["links"]
        return {
            "code": district.code,
            "name": district.name,
            "department_count": district.department_count,
            "departments": links.asking("api:departments", district=district.code),
        }


class Contact(Serializer):
    called = "联系方式"

    address = string("办公地址；未登记时为空。")
    phone = string("联系电话；未登记时为空。")
    office_hours = string("办公时间；未登记时为空。")
    website = string("网站；未登记时为空。")


class Counts(Serializer):
    called = "条目数"

    def get_fields(self):
        return {section.key: _count(section) for section in declared_sections()}


class DepartmentRecord(Serializer):
    """Of an Overview: the edition in force on a day, with its counts."""

    called = "部门"

    slug = string("地址名。", "minzheng")
    order = serializers.IntegerField(help_text="在本区县各部门中的次序。", initial=8)
    name = string("公布时的部门全称。", "衡阳市蒸湘区民政局")
    short_name = string("现在的简称。", "民政局")
    signboards = serializers.ListField(
        child=serializers.CharField(), help_text="公布时的加挂牌子。"
    )
    list_type = string("清单类型，如标题所写。", "责任清单", allow_null=True)
    district = DistrictRecord(help_text="区县。")
    edition = EditionOfEntry(help_text="施行的清单版本。")
    counts = Counts(help_text="清单各部分的条目数。")
    contact = Contact(help_text="联系方式。")
    url = serializers.URLField(help_text="部门的网页。")
    api = serializers.URLField(help_text="部门在本接口中的地址。")
    list = serializers.URLField(help_text="整份清单的地址。")
    editions = serializers.URLField(help_text="历次版本的地址。")

    def to_representation(self, overview):
        edition, department = overview.edition, overview.edition.department
        return {
            "slug": department.slug,
            "order": department.order,
            "name": edition.department_name,
            "short_name": department.short_name,
            "signboards": edition.signboards,
            "list_type": edition.list_type or None,
            "district": {"code": edition.district_code, "name": edition.district_name},
            "edition": edition_of_entry(edition),
            "counts": {one.key: one.count for one in overview.counts},
            "contact": {name: getattr(department, name) for name in Contact().fields},
            **self._addresses(department.slug),
        }

    def _addresses(self, slug):
        links = self.context["links"]
        return {
            "url": links.on_day("departments:department", slug),
            "api": links.on_day("api:department", slug),
            "list": links.on_day("api:list", slug),
            "editions": links.lasting("api:editions", slug),
        }


class EditionRecord(ListEditionRecord):
    """Of a Span."""

    called = "历次版本之一"

    title = string("清单标题。", "衡阳市蒸湘区民政局责任清单")
    name = string("公布时的部门全称。", "衡阳市蒸湘区民政局")
    url = serializers.URLField(help_text="这一版的网页。")
    api = serializers.URLField(help_text="这一版全文在本接口中的地址。")

    def to_representation(self, span):
        links, edition = self.context["links"], span.edition
        place = edition.department.slug, edition.number
        return {
            "number": edition.number,
            "effective_from": edition.effective_from.isoformat(),
            "effective_to": span.effective_to and span.effective_to.isoformat(),
            "digest": edition.digest,
            "previous_digest": edition.previous_digest or None,
            "title": edition.title,
            "name": edition.department_name,
            "url": links.lasting("departments:edition", *place),
            "api": links.lasting("api:edition", *place),
        }


def _count(section):
    absent = "" if section.always else "；没有时无此项"
    return serializers.IntegerField(
        help_text=f"{section.name}条目数{absent}。", required=section.always
    )
