"""Names for districts and departments that a document brings: what to call them, where they live."""

import os
import re

from pypinyin import lazy_pinyin

from departments.models import Department

#: What a body's name ends in, and how its slug abbreviates that.
_ENDINGS = (("办公室", "办"), ("委员会", "委"), ("局", ""))
_LEVEL_END = re.compile(r"^.*[区县市旗州盟]")
_SLUG_LENGTH = 80


def district_name(names):
    """What bodies' full names share, up to its last 区, 县, 市 …: '衡阳市蒸湘区' ('' if nothing)."""
    shared = os.path.commonprefix(list(names))
    match = _LEVEL_END.match(shared)
    return match.group() if match else ""


def local_name(name, district):
    """A body's name without that of its district: '民政局'."""
    return name.removeprefix(district).removeprefix("人民政府") or name


def short_name(name, signboards, district, taken):
    """A name that tells the department from those in ``taken``: '农村工作办公室（水利农机局）'.

    Bodies with several lists are told apart by their signboards, and at last by a number.
    """
    short = local_name(name, district)
    if short in taken and signboards:
        # A signboard often names the last part of the district only.
        boards = "、".join(_without_any_tail(board, district) for board in signboards)
        short = f"{short}（{boards}）"
    return _free(short, taken, "{}（{}）")


def department_slug(name, signboards, district):
    """An address in plain letters, free at the time of asking: 'minzheng'."""
    taken = set(Department.objects.values_list("slug", flat=True))
    slug = _pinyin(local_name(name, district))
    if slug in taken and signboards:
        slug = f"{slug}-{_pinyin(_without_any_tail(signboards[0], district))}"[:_SLUG_LENGTH]
    return _free(slug, taken, "{}-{}")


def _pinyin(name):
    for ending, abbreviation in _ENDINGS:
        if name.endswith(ending) and name != ending:
            name = name.removesuffix(ending) + abbreviation
            break
    letters = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name)).lower())
    return letters[: _SLUG_LENGTH - 10] or "bumen"


def _without_any_tail(name, district):
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
