"""How bodies are called in the lists: printed cells taken apart, names with and without district."""

import re

from departments.texts.folding import without_blanks

_REMARK = re.compile(r"[（(][^（()）]*[)）]")
_SEPARATOR = re.compile(r"[、，,；;/]|(?:\s*\n\s*)(?=[区县市省])")
_MARKS = " \t\r\n\u3000\u00a0:：。．.·*"


def split(printed):
    """The names in a printed cell, without blanks and bracketed remarks (list of str).

    '区财政局、区国税分局' has two names, '区卫生局\\n区计生局' too; '区工商\\n分局' is one that the narrow
    cell broke. '区人社局（就业局）：' is 区人社局: the brackets name its unit or its role.
    """
    names = (plain(part) for part in _SEPARATOR.split(_without_remarks(printed)))
    return [name for name in names if name]


def plain(text):
    """A name without blanks within and marks around it."""
    return without_blanks(text).strip(_MARKS)


def _without_remarks(text):
    while (shorter := _REMARK.sub("", text)) != text:
        text = shorter
    return text


def local_names(name, district_name):
    """A body's name as printed and without its district: '衡阳市蒸湘区民政局', '民政局'.

    Signboards often name the last part of the district only (蒸湘区农业局).
    """
    yield name
    for start in range(len(district_name)):
        if name.startswith(district_name[start:]):
            local = name.removeprefix(district_name[start:])
            yield local
            if local.startswith("人民政府"):
                yield local.removeprefix("人民政府")
            return


def official_names(departments):
    """(department, its printed names) for each department.

    Where one body publishes several lists, its own name means the one with most signboards; the
    other ones go by theirs.
    """
    boards = {one.pk: len(one.signboards) for one in departments}
    most = {}
    for one in departments:
        most[one.name] = max(boards[one.pk], most.get(one.name, 0))
    for one in departments:
        own = [one.name] if boards[one.pk] == most[one.name] else []
        yield one, own + [name.name for name in one.names.all()]


def abbreviates(short, name):
    """Whether a name could be short for another: same first and last sign, the rest in order.

    人社局 for 人力资源和社会保障局, 农办 for 农村工作办公室.
    """
    ends = {short[-1:], f"{short[-1:]}公室"}
    if len(short) < 2 or short[0] != name[:1] or not any(name.endswith(end) for end in ends):
        return False
    rest = iter(name)
    return all(sign in rest for sign in short)
