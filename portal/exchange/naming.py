"""Names for districts and departments that a document brings: what to call them, where they live."""

import os
import re

from pypinyin import lazy_pinyin

from departments.models import Department

#: What a body's name ends in, and how its slug abbreviates that.
_ENDINGS = (("办公室", "办"), ("委员会", "委"), ("局", ""))
#: 衡阳市 and 蒸湘区, one after the other; not the 市 of 城市管理局 or 市场监督管理局.
_DIVISIONS = re.compile(r"(?:[^区县旗市盟]+?(?:自治州|[区县旗])|[^区县旗市盟]{2,}[市盟])+")
#: Names and addresses are cut to these lengths, which leave room for a number behind.
_NAME_LENGTH = _SLUG_LENGTH = 70


def district_name(names):
    """The divisions that bodies' full names have in common: '衡阳市蒸湘区' ('' if none)."""
    match = _DIVISIONS.match(os.path.commonprefix(list(names)))
    return match.group() if match else ""


def local_name(name, district):
    """A body's name without that of its district: '民政局'."""
    return name.removeprefix(district).removeprefix("人民政府") or name


def short_name(name, signboards, district):
    """What pages call a department, free in its district: '农村工作办公室（水利农机局）'.

    ``signboards`` are given where a body publishes several lists, to tell them apart.
    """
    short = local_name(name, district.name)
    if signboards:
        boards = "、".join(_without_any_tail(board, district.name) for board in signboards)
        distinct = f"{short}（{boards}）"
        short = distinct if len(distinct) <= _NAME_LENGTH else short
    taken = set(district.departments.values_list("short_name", flat=True))
    return _free(short, taken, "{}（{}）")


def department_slug(name, signboards, district):
    """An address in plain letters, free everywhere: 'minzheng'.

    ``district`` is the district's name, ``signboards`` as for :func:`short_name`.
    """
    slug = _pinyin(local_name(name, district))
    if signboards:
        slug = f"{slug}-{_pinyin(_without_any_tail(signboards[0], district))}"
        slug = slug[:_SLUG_LENGTH].rstrip("-")
    return _free(slug, set(Department.objects.values_list("slug", flat=True)), "{}-{}")


def _pinyin(name):
    for ending, abbreviation in _ENDINGS:
        if name.endswith(ending) and name != ending:
            name = name.removesuffix(ending) + abbreviation
            break
    letters = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name)).lower())
    return letters[:_SLUG_LENGTH] or "bumen"


def _without_any_tail(name, district):
    # A signboard often names the last part of its district only: 蒸湘区农业局 in 衡阳市蒸湘区.
    for start in range(len(district)):
        if name.startswith(district[start:]):
            return name.removeprefix(district[start:])
    return name


def _free(name, taken, numbered):
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = numbered.format(name, count)
    return candidate
