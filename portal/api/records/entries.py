"""An entry as the API gives it: its record in the list format, and beside it where it stands."""

from functools import cache

from rest_framework import serializers
from rest_framework.serializers import Serializer

from .fields import district_code, sha256, string
from .lists import entry_record


class DepartmentOfEntry(Serializer):
    called = "条目的部门"

    slug = string("地址名。", "minzheng")
    name = string("公布时的部门全称。", "衡阳市蒸湘区民政局")
    short_name = string("现在的简称。", "民政局")
    district = district_code()


class EditionOfEntry(Serializer):
    called = "条目的版本"

    number = serializers.IntegerField(help_text="版次。", min_value=1)
    effective_from = serializers.DateField(help_text="施行日期。")
    digest = sha256("本版摘要。")


class EntryRecord(Serializer):
    """Takes ``links`` (Links) from its context."""

    department = DepartmentOfEntry(help_text="公布这一条目的部门。")
    edition = EditionOfEntry(help_text="这一条目所在的清单版本。")
    url = serializers.URLField(help_text="条目的网页。")
    api = serializers.URLField(help_text="条目在本接口中的地址。")

    def to_representation(self, entry):
        links, slug = self.context["links"], entry.edition.department.slug
        return entry.to_record() | {
            "department": department_of_entry(entry.edition),
            "edition": edition_of_entry(entry.edition),
            "url": links.on_day(f"{entry.section_key}:entry", slug, entry.code),
            "api": links.on_day(f"api:{entry.section_key}-entry", slug, entry.code),
        }


def standing_entry(model):
    """The serializer class of an entry of a section with where it stands."""
    return _standing_entry(model, entry_record(model))


@cache
def _standing_entry(model, record):
    return type(f"{model.__name__}Entry", (record, EntryRecord), {"called": f"{record.called}条目"})


def department_of_entry(edition):
    return {
        "slug": edition.department.slug,
        "name": edition.department_name,
        "short_name": edition.department.short_name,
        "district": edition.district_code,
    }


def edition_of_entry(edition):
    return {
        "number": edition.number,
        "effective_from": edition.effective_from.isoformat(),
        "digest": edition.digest,
    }
