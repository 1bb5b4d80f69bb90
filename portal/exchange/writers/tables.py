"""Editions as tables: the lists themselves, one table for each section, the annexes, the notes.

Each table has a line for each row of its section, and the address name of its list and the number
of the edition in front. Together they hold what the list format holds.
"""

from dataclasses import dataclass

import tablib
from django.db.models import Value

from departments.models import Note, section_models
from departments.publishing.digests import edition_heads
from departments.sheets.resources import SECTION, resource_of

from .beside import annex_table, note_table

#: The columns of the table of lists, and where in the list format their values stand.
LIST_COLUMNS = {
    "地址名": ("department", "slug"),
    "版次": ("edition", "number"),
    "区划代码": ("district", "code"),
    "区县": ("district", "name"),
    "排序": ("department", "order"),
    "部门名称": ("department", "name"),
    "加挂牌子": ("department", "signboards"),
    "清单类型": ("department", "list_type"),
    "施行日期": ("edition", "effective_from"),
    "失效日期": ("edition", "effective_to"),
    "摘要": ("edition", "digest"),
    "上一版摘要": ("edition", "previous_digest"),
}
#: Columns that are there only where some edition has something to say in them.
RARE_COLUMNS = {"取消日期": ("edition", "cancelled")}
SECTIONS = {model.section_key: model for model in section_models()}
#: The tables by their names in addresses, in the order of a printed list.
TITLES = {
    "lists": "清单",
    **{key: model.section_title for key, model in SECTIONS.items()},
    "annexes": "附录",
    "notes": "附注",
}
#: Tables that are there only where some edition has something in them, with what they hold.
RARE = {key: model for key, model in SECTIONS.items() if not model.section.always} | {"notes": Note}
#: Columns for clerks alone: a department's short name may change, the edition's number says enough.
FOR_CLERKS = {"department", "edition"}


@dataclass(frozen=True)
class Table:
    """A table of some editions."""

    key: str
    data: tablib.Dataset

    @property
    def title(self):
        return TITLES[self.key]

    @property
    def is_there(self):
        """Whether files have it: a rare one only where it has lines."""
        return self.key not in RARE or self.data.height > 0


def all_tables(editions):
    """The tables of some editions, in the order of ``TITLES`` (list of Table)."""
    tables = (make_table(key, editions) for key in TITLES)
    return [table for table in tables if table.is_there]


def make_table(key, editions):
    """One table of some editions; their lines follow one another in the order of departments."""
    makers = {"lists": _lists, "annexes": annex_table, "notes": note_table}
    make = makers.get(key)
    return Table(key, make(editions) if make else _entries(SECTIONS[key], editions))


def tables_by_district(editions):
    """The titles of the tables of each district (dict of dicts by its key; one query)."""
    found = [
        model.objects.filter(edition__in=editions)
        .order_by()
        .values_list(Value(key), "edition__department__district")
        .distinct()
        for key, model in RARE.items()
    ]
    there = set(found[0].union(*found[1:]))
    return {
        district: {
            key: title
            for key, title in TITLES.items()
            if key not in RARE or (key, district) in there
        }
        for district in {edition.department.district_id for edition in editions}
    }


def stacked(tables):
    """Several tables as one: the first column says from which a line is (tablib.Dataset).

    What only the first table has stands in the last columns.
    """
    each = [title for table in [*tables[1:], tables[0]] for title in table.data.headers]
    titles = list(dict.fromkeys(each))
    stack = tablib.Dataset(headers=[SECTION, *titles])
    for table in tables:
        for line in table.data.dict:
            stack.append([table.title, *(line.get(title, "") for title in titles)])
    return stack


def _lists(editions):
    heads = edition_heads(editions)
    columns = LIST_COLUMNS | {
        title: (part, name)
        for title, (part, name) in RARE_COLUMNS.items()
        if any(name in head[part] for head in heads)
    }
    table = tablib.Dataset(headers=list(columns))
    for head in heads:
        table.append([_cell(head[part].get(name)) for part, name in columns.values()])
    return table


def _cell(value):
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else str(value)


def _entries(model, editions):
    resource = resource_of(model)()
    for name in FOR_CLERKS:
        del resource.fields[name]
    entries = model.objects.filter(edition__in=editions)
    return resource.export(
        entries.order_by("edition__department__order", "edition__department", "position")
    )
