"""Subjects and bodies: how the boundary matters of several lists are read together.

This is interpretation. It stands beside the lists, and quotes them.
"""

from rest_framework import serializers
from rest_framework.serializers import Serializer

from boundaries.matters.parts import ROLES
from boundaries.models import Body

from .fields import choice, district_code, string


class BodyNamed(Serializer):
    called = "单位"

    slug = string("地址名。", "minzheng")
    name = string("名称。", "民政局")
    kind = choice("类别", dict(Body.Kind.choices))

    def to_representation(self, body):
        return {"slug": body.slug, "name": str(body), "kind": str(body.kind)}


class ListNaming(Serializer):
    called = "写到这个单位的清单"

    department = string("公布清单的部门的地址名。", "weisheng")
    matters = serializers.IntegerField(help_text="其中写到这个单位的管理事项数。", min_value=1)


class BodyRecord(BodyNamed):
    """Of a NamedBody."""

    called = "清单写到的单位"

    district = district_code()
    department = string("本站有它的清单时，部门的地址名；没有时为空。", allow_null=True)
    note = string("说明，可空。")
    lists = ListNaming(many=True, help_text="哪些部门的清单写到它。")
    matters = serializers.URLField(help_text="写到它的管理事项在本接口中的地址。")
    url = serializers.URLField(help_text="单位的网页。")

    def to_representation(self, named):
        links, body = self.context["links"], named.body
        return super().to_representation(body) | {
            "district": named.district.code,
            "department": body.department.slug if body.department else None,
            "note": body.note,
            "lists": [
                {"department": department.slug, "matters": count}
                for department, count in named.lists
            ],
            "matters": links.asking("api:boundaries", body=body.slug),
            "url": links.on_day("boundaries:body", body.slug),
        }


class PartRecord(Serializer):
    called = "一方的职责分工"

    name = string("清单中的写法。", "区民政局")
    bodies = serializers.ListField(
        child=serializers.CharField(), help_text="指哪些单位（地址名）；不能确定时为空列表。"
    )
    role = choice(
        "按清单用词得出的角色，清单没有写明时为空",
        {role: name for role, name in ROLES.items() if role},
        allow_null=True,
    )
    responsibility = string("职责分工；与上一行共用时是那一行的文字。")

    def to_representation(self, part):
        return {
            "name": part.party.name,
            "bodies": [body.slug for body in part.bodies],
            "role": part.role or None,
            "responsibility": part.responsibility,
        }


class SideRecord(Serializer):
    called = "共管事项的一方"

    department = string("公布清单的部门的地址名。", "minzheng")
    code = string("条目编码。", "B-0001")
    matter = string("管理事项。", "社会养老服务体系建设")
    parts = PartRecord(many=True, help_text="各方的职责分工，依清单顺序。")
    url = serializers.URLField(help_text="条目的网页。")
    api = serializers.URLField(help_text="条目在本接口中的地址。")

    def to_representation(self, side):
        links, place = self.context["links"], (side.department.slug, side.matter.code)
        return {
            "department": side.department.slug,
            "code": side.matter.code,
            "matter": side.matter.matter,
            "parts": PartRecord(side.parts, many=True).data,
            "url": links.on_day("boundaries:entry", *place),
            "api": links.on_day("api:boundaries-entry", *place),
        }


class SubjectRecord(Serializer):
    """Of a Reading."""

    called = "共管事项"

    slug = string("地址名。", "yanglaofuwu")
    title = string("名称。", "养老服务")
    summary = string("说明，可空。")
    district = district_code()
    sides = SideRecord(many=True, help_text="写到这件事的各份清单。")
    bodies = BodyNamed(many=True, help_text="各份清单写到的单位。")
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="被写到、自己的清单却没有列出这件事的部门。"
    )
    url = serializers.URLField(help_text="共管事项的网页。")
    api = serializers.URLField(help_text="共管事项在本接口中的地址。")

    def to_representation(self, reading):
        links, subject = self.context["links"], reading.subject
        return {
            "slug": subject.slug,
            "title": subject.title,
            "summary": subject.summary,
            "district": subject.district.code,
            "sides": SideRecord(reading.sides, many=True, context=self.context).data,
            "bodies": BodyNamed(reading.bodies, many=True).data,
            "missing": [one.body.slug for one in reading.missing],
            "url": links.on_day("boundaries:subject", subject.slug),
            "api": links.on_day("api:subject", subject.slug),
        }
