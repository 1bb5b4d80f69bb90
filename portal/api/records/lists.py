"""The list format ``responsibility-list/1`` (DESIGN, List JSON), described field by field.

What the records hold is made by ``to_record`` and ``edition_document``; the fields here say what
that is, for the OpenAPI document.
"""

from rest_framework import serializers
from rest_framework.serializers import Serializer

from departments.canonical import FORMAT

DIGEST = "^[0-9a-f]{64}$"


def string(meaning, example="", **more):
    """A text; an example becomes the field's ``initial``, which the OpenAPI document shows."""
    return serializers.CharField(help_text=meaning, initial=example, **more)


def choice(meaning, values, **more):
    """One of some values (dict of what they mean)."""
    meanings = "，".join(f"{value} {title}" for value, title in values.items())
    return serializers.ChoiceField(
        list(values.items()), help_text=f"{meaning}：{meanings}。", **more
    )


def district_code():
    return serializers.RegexField("^[0-9]{6}$", help_text="行政区划代码。", initial="430408")


def line():
    return serializers.IntegerField(
        help_text="在来源文件中的行号；没有来源文件时为空。", allow_null=True, min_value=1
    )


def sha256(meaning, **more):
    return serializers.RegexField(DIGEST, help_text=meaning, **more)


class WorkItemRecord(Serializer):
    called = "具体工作事项"

    number = string("序号，照清单原样，可空。")
    text = string("具体工作事项。", "受理、审核城乡居民最低生活保障申请。")
    note = string("备注。")
    source_line = line()


class DutyRecord(Serializer):
    called = "主要职责"

    code = string("条目编码，在本部门内长期不变。", "D-0007")
    number = string("序号，照清单原样，可空。", "7")
    text = string("主要职责。", "负责城乡居民最低生活保障工作。")
    source_line = line()
    items = WorkItemRecord(many=True, help_text="具体工作事项，依清单顺序。")


class PartyRecord(Serializer):
    called = "相关部门"

    number = string("序号；清单没有写时无此项。", required=False)
    department = string("相关部门，照清单原样。", "区民政局")
    responsibility = string("职责分工。", "牵头做好养老机构管理。")
    basis = string("相关依据；与上一行合并的单元格为空。", "《中华人民共和国老年人权益保障法》")
    case = string("案例；与上一行合并的单元格为空。")
    source_line = line()


class BoundaryMatterRecord(Serializer):
    called = "管理事项"

    code = string("条目编码，在本部门内长期不变。", "B-0001")
    number = string("序号，照清单原样，可空。", "1")
    matter = string("管理事项。", "社会养老服务体系建设")
    source_line = line()
    parties = PartyRecord(many=True, help_text="相关部门及其职责分工，依清单顺序。")


class RegimePartRecord(Serializer):
    called = "制度条目"

    heading = string("标题。", "一、监督检查对象")
    body = string("正文，段落之间以换行分开。", "在本区登记的社会团体。")
    source_line = line()


class RegimeRecord(Serializer):
    called = "监管制度"

    code = string("条目编码，在本部门内长期不变。", "S-0001")
    number = string("序号，照清单原样，可空。", "（一）")
    title = string("制度名称。", "社会团体监督检查制度")
    preamble = string("引言。")
    source_line = line()
    parts = RegimePartRecord(many=True, help_text="制度条目，依清单顺序。")


class ServiceItemRecord(Serializer):
    called = "主要工作内容"

    number = string("序号；清单没有写时无此项。", required=False)
    content = string("主要工作内容。", "解答结婚、离婚登记问题。")
    handler = string("承办机构。", "婚姻登记处")
    source_line = line()


class ServiceRecord(Serializer):
    called = "公共服务事项"

    code = string("条目编码，在本部门内长期不变。", "P-0001")
    number = string("序号，照清单原样，可空。", "1")
    name = string("服务事项。", "婚姻登记咨询")
    source_line = line()
    items = ServiceItemRecord(many=True, help_text="主要工作内容及承办机构，依清单顺序。")


class AnnexRecord(Serializer):
    called = "附录"

    heading = string("标题。", "责任追究机制")
    body = string("正文，段落之间以换行分开。")
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


class ListRecord(Serializer):
    called = "一份清单"

    format = serializers.ChoiceField([FORMAT], help_text="格式名称。")
    district = DistrictRecord(help_text="区县。")
    department = ListDepartmentRecord(help_text="部门。")
    edition = ListEditionRecord(help_text="清单版本。")
    duties = DutyRecord(many=True, help_text="一、部门职责。")
    boundaries = BoundaryMatterRecord(many=True, help_text="二、与相关部门的职责边界。")
    supervision = RegimeRecord(many=True, help_text="三、事中事后监管制度。")
    services = ServiceRecord(many=True, help_text="四、公共服务事项。")
    annexes = AnnexRecord(
        many=True, required=False, help_text="四个部分以外的附录；没有附录时无此项。"
    )
