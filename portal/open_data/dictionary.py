"""The data dictionary: what each field of each format means. Tests hold it to what is written."""

from departments.models import declared_sections
from departments.sections import Holds
from departments.texts.columns import ENTRY_MARK, GROUP, ROW_MARK

from .dictionary_fields import COMPUTED, GIVEN, PRINTED, Field, Part, line
from .fixed_parts import ANNEXES, HEADS, LISTS, NOTES

PLACE = Field(
    "",
    "行",
    "整数，可空",
    COMPUTED,
    "这一行在条目中的次序，从 1 起；条目没有行时为空。JSON 中由排列次序表示。",
)


def parts():
    """The parts of the list format, then what the heads say (list of Part)."""
    return [LISTS, *map(_section, declared_sections()), ANNEXES, NOTES, HEADS]


def _section(section):
    entry = f"{section.key}[]"
    row = f"{entry}.{section.rows.name}[]"
    number = [one for one in section.columns if one.holds is Holds.NUMBER]
    others = [one for one in section.columns if one.holds is not Holds.NUMBER]
    code = f"条目的长期编码，如 {section.prefix}-0001；历次版本不变，不重复使用。"
    return Part(
        section.key,
        section.title,
        section.meaning,
        [
            Field(f"{entry}.code", "编码", "文字", GIVEN, code),
            *(_column(entry, one) for one in number),
            PLACE,
            *(_column(entry, one) for one in others),
            *(_column(row, one) for one in section.rows.columns),
            _group(entry),
            *_extras(entry, "条目", ENTRY_MARK),
            *_extras(row, "行", ROW_MARK),
            line(entry),
            _row_line(row),
        ],
    )


def _column(path, column):
    type = "文字" if column.always else "文字，可缺"
    field = f"{path}.{column.json_key}"
    return Field(field, column.table_heading, type, PRINTED, column.meaning)


def _group(path):
    meaning = "条目上方的分组行，如“一、社会事务”。都没有分组的，表格没有这一列。"
    return Field(f"{path}.group", GROUP.table_heading, "文字，可缺", PRINTED, meaning)


def _extras(path, of, mark):
    """The further columns of entries or rows: in tables each is a column with its own heading."""
    heading = (
        f"{of}另列的列名：上述各列以外，清单原文另有的列。表格中每个列名一列，排在上述各列之后；"
        f"列名另有所指的，前面加“{mark}”。"
    )
    return [
        Field(f"{path}.extras[].heading", "", "文字，可缺", PRINTED, heading),
        Field(f"{path}.extras[].text", "", "文字，可缺", PRINTED, f"{of}在这一另列中的文字。"),
    ]


def _row_line(path):
    return line(path)._replace(column="行的来源行", meaning="这一行在来源文件中的行号。")
