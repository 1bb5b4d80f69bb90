"""Editions as tables: the lists themselves, one table for each section, the annexes.

Each table has a line for each row of its section, and the address name of its list and the number
of the edition in front. Together they hold what the list format holds.
"""

from dataclasses import dataclass

import tablib

from boundaries.resources import BoundaryMatterResource
from departments.canonical import edition_heads
from departments.resources import AnnexResource
from duties.resources import DutyResource
from services.resources import ServiceResource
from supervision.resources import RegimeResource

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
RESOURCES = {
    "duties": DutyResource,
    "boundaries": BoundaryMatterResource,
    "supervision": RegimeResource,
    "services": ServiceResource,
    "annexes": AnnexResource,
}
#: The tables by their names in addresses, in the order of a printed list.
TITLES = {
    "lists": "清单",
    **{
        key: resource.model.section_title for key, resource in RESOURCES.items() if key != "annexes"
    },
    "annexes": "附录",
}
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


def all_tables(editions):
    """The tables of some editions, in the order of ``TITLES`` (list of Table)."""
    return [make_table(key, editions) for key in TITLES]


def make_table(key, editions):
    """One table of some editions; their lines follow one another in the order of departments."""
    return Table(key, _lists(editions) if key == "lists" else _records(RESOURCES[key](), editions))


def stacked(tables):
    """Several tables as one: the first column says from which a line is (tablib.Dataset).

    What only the first table has stands in the last columns.
    """
    each = [title for table in [*tables[1:], tables[0]] for title in table.data.headers]
    titles = list(dict.fromkeys(each))
    stack = tablib.Dataset(headers=["部分", *titles])
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


def _records(resource, editions):
    records = resource.model.objects.filter(edition__in=editions).order_by(
        "edition__department__order", "edition__department", "position"
    )
    columns = [name for name in resource.get_export_order() if name not in FOR_CLERKS]
    return resource.export(records, export_fields=columns)
