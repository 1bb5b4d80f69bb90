"""What the data dictionary says of a field: where it stands, what it holds, where it comes from."""

from typing import NamedTuple

from portal.exchange.writers.beside import AFTER

#: Where a value comes from.
PRINTED = "清单原文"
GIVEN = "本站编列"
SOURCE = "来源文件"
COMPUTED = "计算得出"
PUBLISHED = "公布时记录"


class Field(NamedTuple):
    """A field of the list format and the column of the tables that holds the same."""

    path: str
    column: str
    type: str
    source: str
    meaning: str


class Part(NamedTuple):
    """A part of the list format, and the table that holds it (a key of ``tables.TITLES``)."""

    key: str
    title: str
    meaning: str
    fields: list[Field]


def line(path):
    meaning = "这段文字在来源文件中的行号，从 1 起；后台直接录入的没有。"
    return Field(f"{path}.source_line", "来源行", "整数，可空", SOURCE, meaning)


def after(path):
    meaning = "排在哪一部分之后；表格中写部分的名称。没有这一项的排在最后。"
    return Field(f"{path}.after", AFTER, "文字，可缺", PRINTED, meaning)
