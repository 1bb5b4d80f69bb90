"""The parameters of addresses, each written down once: to be checked and to be described.

A program that mistypes a filter must not get everything: an unknown, empty or doubled parameter is
refused.
"""

import re
from dataclasses import dataclass

from django import forms

from boundaries.filters import BodyFilter
from departments.pages.filters import LONGEST_CHOICE, MOST_VALUES
from departments.reading.days import read_day

from .errors import BadParameters

#: How many rows a page has, and has at most; the last number that a page may be asked for by.
PAGE_SIZE, LARGEST_PAGE, LAST_PAGE = 50, 200, 1_000_000
SLUG_PATTERN = "^[-a-zA-Z0-9_]+$"
#: Text without the character that no database keeps.
WORDING = r"^[^\u0000]+$"


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address; ``schema`` is its OpenAPI schema, an array if it may repeat."""

    name: str
    description: str
    schema: dict
    example: object = None
    location: str = "query"
    required: bool = False
    may_be_empty: bool = False

    @property
    def repeats(self):
        return self.schema["type"] == "array"


def text(**more):
    return {"type": "string", **more}


def number(**more):
    return {"type": "integer", "minimum": 1, **more}


ON = Parameter("on", "某一天施行的清单，如 2026-11-23；默认今天。", text(format="date"))
PAGE = Parameter("page", "第几页，从 1 起。", number(maximum=LAST_PAGE, default=1))
SIZE = Parameter(
    "page_size",
    f"每页多少条，默认 {PAGE_SIZE}，最多 {LARGEST_PAGE}。",
    number(maximum=LARGEST_PAGE, default=PAGE_SIZE),
)
SLUG = Parameter("slug", "部门的地址名。", text(pattern=SLUG_PATTERN), "minzheng", "path")
EDITION = Parameter("number", "版次。", number(), 1, "path")


def code_of(model):
    """The code of an entry of a section model (a Parameter)."""
    example = f"{model.code_prefix}-0001"
    return Parameter("code", "条目编码。", text(pattern=SLUG_PATTERN), example, "path")


def filter_parameters(filterset_class):
    """The filters of a filter set (list of Parameter)."""
    return [_of_filter(name, one) for name, one in filterset_class.base_filters.items()]


def _of_filter(name, one):
    field, label = one.field, one.label
    if isinstance(field, forms.ModelMultipleChoiceField):
        return _repeated(name, f"{label}的地址名", text(pattern=SLUG_PATTERN))
    if isinstance(field, forms.ModelChoiceField):
        code = text(pattern="^[0-9]{6}$")
        return Parameter(name, f"{label}的行政区划代码，如 430408。", code)
    if isinstance(field, forms.MultipleChoiceField) and field.choices:
        meanings = "，".join(f"{value} {label}" for value, label in field.choices)
        values = [value for value, _ in field.choices]
        return _repeated(name, f"{label}：{meanings}", text(enum=values))
    if isinstance(one, BodyFilter):
        return _repeated(name, f"{label}的地址名，见 bodies", text(pattern=SLUG_PATTERN))
    if isinstance(field, forms.MultipleChoiceField):
        printed = text(pattern=WORDING, maxLength=LONGEST_CHOICE)
        return _repeated(name, f"{label}，与清单原文完全一致", printed)
    wording = text(pattern=WORDING, maxLength=field.max_length)
    return Parameter(name, f"{label}：须含有其中每一个词，词以空格分开。", wording, "民政")


def _repeated(name, meaning, schema):
    description = f"{meaning}。可以重复，最多 {MOST_VALUES} 个，符合其一即可。"
    several = {"type": "array", "maxItems": MOST_VALUES, "items": schema}
    return Parameter(name, description, several)


def check(params, parameters):
    """Raises BadParameters for names that are unknown, said twice, empty or not text."""
    known = {one.name: one for one in parameters if one.location == "query"}
    problems = {name: _problem(known, name, values) for name, values in params.lists()}
    if found := {name[:60]: [problem] for name, problem in problems.items() if problem}:
        raise BadParameters(found)


def _problem(known, name, values):
    if name not in known:
        return f"这里没有这个参数，可用的有：{'、'.join(known) or '无'}。"
    if len(values) > 1 and not known[name].repeats:
        return "只能写一次。"
    if "" in values and not known[name].may_be_empty:
        return "没有写值；不需要这个条件时，请去掉这个参数。"
    if any("\x00" in value for value in values):
        return "含有不能识别的字符。"
    return ""


def asked_day(params):
    """The day of ``on`` (a date), None for today. Raises UnreadableDay."""
    return read_day(params["on"]) if "on" in params else None


def asked_number(params, parameter):
    """A parameter that is a number, or its default (int). Raises BadParameters."""
    schema, written = parameter.schema, params.get(parameter.name)
    if written is None:
        return schema["default"]
    # int() refuses texts that are too long.
    value = int(written) if re.fullmatch("[1-9][0-9]{0,8}", written) else 0
    if 1 <= value <= schema["maximum"]:
        return value
    span = f"1 到 {schema['maximum']} 之间的整数"
    raise BadParameters({parameter.name: [f"“{written[:20]}”不能用，请写 {span}。"]})


def asked_filters(filterset_class, params, queryset):
    """The filters of an address over some rows (a filter set). Raises BadParameters."""
    filterset = filterset_class(params, queryset)
    if not filterset.is_valid():
        raise BadParameters(filterset.errors)
    return filterset
