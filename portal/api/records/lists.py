"""The list format ``responsibility-list/1`` (DESIGN, List JSON), described field by field.

What the records hold is made by ``to_record`` and ``edition_document``; the fields here say what
that is, for the OpenAPI document.
"""

from functools import cache

from rest_framework import serializers
from rest_framework.serializers import Serializer

from departments.models import rows_of, section_models
from departments.publishing.digests import FORMAT

from .fields import district_code, line, sha256, string


class ExtraRecord(Serializer):
    called = "另列"

    heading = string("列名，照清单原样。", "联系电话")
    text = string("这一列的文字。", "0734-8881234")


class AnnexTableRecord(Serializer):
    called = "附录中的表"

    headings = serializers.ListField(child=serializers.CharField(), help_text="表头，一格一项。")
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="表头以下的各行，各与表头同宽。",
    )


class AnnexRecord(Serializer):
    called = "附录"

    heading = string("标题。", "责任追究机制")
    body = string("正文，段落之间以换行分开。")
    source_line = line()
    after = string("排在哪一部分之后（部分的键）；排在最后的无此项。", "services", required=False)
    tables = AnnexTableRecord(many=True, required=False, help_text="正文之后的表；没有时无此项。")


class NoteRecord(Serializer):
    called = "附注"

    text = string("文字，如“注：……”、落款、日期。", "注：本清单自公布之日起施行。")
    after = string("排在哪一部分之后（部分的键）；排在最后的无此项。", "duties", required=False)
    source_line = line()


class DistrictRecord(Serializer):
    called = "区县"

    code = district_code()
    name = string("公布时的区县名称。", "衡阳市蒸湘区")


class ListDepartmentRecord(Serializer):
    called = "清单的部门"

    slug = string("地址名。", "minzheng")
    order = serializers.IntegerField(help_text="在本区县各部门中的次序。")
    name = string("公布时的部门全称。", "衡阳市蒸湘区民政局")
    signboards = serializers.ListField(
        child=serializers.CharField(), help_text="公布时的加挂牌子。"
    )
    list_type = string("清单类型，如标题所写。", "责任清单", allow_null=True)


class ListEditionRecord(Serializer):
    called = "清单的版本"

    number = serializers.IntegerField(help_text="版次。", min_value=1)
    effective_from = serializers.DateField(help_text="施行日期。")
    effective_to = serializers.DateField(
        help_text="被下一版取代的日期；现行或未被取代时为空。", allow_null=True
    )
    cancelled = serializers.DateField(
        help_text="施行以前被取消的日期；没有取消的无此项。不计入摘要。", required=False
    )
    digest = sha256("本版摘要：规范 JSON 的 SHA-256。")
    previous_digest = sha256("上一版摘要；第 1 版为空。", allow_null=True)


class ListHead(Serializer):
    """What a list says before its sections."""

    format = serializers.ChoiceField([FORMAT], help_text="格式名称。")
    district = DistrictRecord(help_text="区县。")
    department = ListDepartmentRecord(help_text="部门。")
    edition = ListEditionRecord(help_text="清单版本。")


def list_record():
    """The serializer class of a whole list."""
    return _list_record(tuple((model, model.section) for model in section_models()))


def entry_record(model):
    """The serializer class of an entry of a section, with the columns that it declares."""
    return _entry_record(model, model.section)


@cache
def _list_record(declared):
    sections = {
        section.key: entry_record(model)(
            many=True,
            required=section.always,
            help_text=f"{section.title}{'' if section.always else '；没有时无此项'}。",
        )
        for model, section in declared
    }
    beside = {
        "annexes": AnnexRecord(
            many=True, required=False, help_text="各部分以外的附录；没有附录时无此项。"
        ),
        "notes": NoteRecord(many=True, required=False, help_text="附注；没有附注时无此项。"),
    }
    return type("ListRecord", (ListHead,), {"called": "一份清单"} | sections | beside)


@cache
def _entry_record(model, section):
    # Serializers keep the order in which their fields are made.
    fields = (
        {"code": string("条目编码，在本部门内长期不变。", f"{section.prefix}-0001")}
        | _columns(section.columns)
        | {"group": string("条目上方的分组行；没有时无此项。", "一、社会事务", required=False)}
        | _beside()
        | {section.rows.name: _rows(model, section)}
    )
    return type(f"{model.__name__}Record", (Serializer,), {"called": section.entry_label} | fields)


def _rows(model, section):
    fields = _columns(section.rows.columns) | _beside()
    name = f"{rows_of(model).related_model.__name__}Record"
    record = type(name, (Serializer,), {"called": section.rows.label} | fields)
    return record(many=True, help_text=f"{section.rows.label}，依清单顺序。")


def _columns(columns):
    """The fields of some columns, by their keys in the list format (dict)."""
    return {
        one.json_key: string(
            one.meaning if one.always else f"{one.meaning}没有时无此项。",
            one.example,
            required=one.always,
        )
        for one in columns
    }


def _beside():
    """What every entry and row may have, and the line that it stands in (dict)."""
    extras = ExtraRecord(
        many=True, required=False, help_text="清单在各列以外另有的列；没有时无此项。"
    )
    return {"extras": extras, "source_line": line()}
