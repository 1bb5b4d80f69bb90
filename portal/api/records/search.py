"""The Search JSON (DESIGN), described field by field; ``portal.search.serialize`` makes it."""

from rest_framework import serializers
from rest_framework.serializers import Serializer

from portal.search.engine.answer import SECTION_TITLES

from .fields import choice, string

ROLES = {"lead": "牵头", "assisting": "配合"}
VERDICTS = {"clear": "有一个明确的部门", "candidates": "有几个可能的部门", "none": "各清单都不涉及"}


def score(meaning):
    return serializers.FloatField(help_text=meaning, min_value=0, initial=0.93)


class FoundDepartment(Serializer):
    called = "负责的部门"

    slug = string("地址名。", "minzheng")
    order = serializers.IntegerField(help_text="在本区县各部门中的次序。", initial=8)
    name = string("部门全称。", "衡阳市蒸湘区民政局")
    score = score("所占的把握，0 到 1。")
    role = choice("在共同管理的事项中的角色，不涉及时为空", ROLES, allow_null=True)
    why = serializers.ListField(child=serializers.CharField(), help_text="理由。")


class FoundEntry(Serializer):
    called = "有关的条目"

    code = string("条目编码。", "P-0003")
    section = choice("所在部分", SECTION_TITLES)
    department = string("部门的地址名。", "minzheng")
    title = string("条目名称。", "婚姻登记咨询")
    snippet = string("最相关的一行文字。", "解答结婚、离婚登记问题。")
    url = string("条目的网页（站内路径）。", "/departments/minzheng/services/P-0003/")
    source_lines = serializers.ListField(
        child=serializers.IntegerField(),
        allow_null=True,
        min_length=2,
        max_length=2,
        help_text="在来源文件中的首行和末行；没有来源文件时为空。",
    )
    score = score("与最相关条目相比的分值，0 到 1。")


class SearchRecord(Serializer):
    called = "检索的回答"

    query = string("所问的事。", "老人高龄补贴怎么领")
    understood = string("按什么来查，以“；”分开。", "老人高龄补贴；高龄津贴")
    answer = choice("有多大把握", VERDICTS)
    departments = FoundDepartment(many=True, help_text="由谁负责，最可能的在前。")
    entries = FoundEntry(many=True, help_text="出自哪些条目，最相关的在前。")
    took_ms = serializers.FloatField(help_text="查找用时，毫秒。", min_value=0, initial=2.1)
