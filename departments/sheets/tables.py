"""CSV files that a clerk loads: read whole and checked before anything is written."""

import csv
import io
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from .spreadsheets import unguarded

#: More than any list needs; a file beyond it is a mistake.
LARGEST = 20_000_000


class TableError(ValueError):
    """A file cannot be used at all; the text says why and is shown to users."""


@dataclass
class Report:
    """What loading a file did: counts, and (line, reason) of each row that was refused."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)


def read_table(path, columns):
    """Lines and rows of a CSV file in UTF-8 (list of (int, dict of str)). Raises TableError.

    Further columns than those asked for are left alone. An apostrophe in front, with which tables
    for spreadsheets guard against formulas, is taken off.
    """
    rows = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(rows, [])]
        if missing := [name for name in columns if name not in head]:
            raise TableError(f"{path}：第一行缺少列 {'、'.join(missing)}。")
        return [
            (rows.line_num, _named(head, row, f"{path}：第 {rows.line_num} 行"))
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise TableError(f"{path}：第 {rows.line_num} 行不是合格的 CSV（{error}）。") from error


def _named(head, row, place):
    if len(row) > len(head):
        raise TableError(
            f"{place}有 {len(row)} 格，表头只有 {len(head)} 列；文字中的逗号须用引号括起。"
        )
    return dict.fromkeys(head, "") | dict(zip(head, map(plain, row), strict=False))


def _text(path):
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TableError(f"读不了文件 {path}：{error.strerror}。") from error
    if len(content) > LARGEST:
        raise TableError(f"{path}：文件过大，请分开录入。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            f"{path}：不是 UTF-8 编码的文件（第 {error.start + 1} 个字节起读不通）。"
            "请在表格软件中另存为“CSV UTF-8”。"
        ) from error


def plain(cell):
    """A cell's text without blanks around it and without the apostrophe of ``harmless``."""
    return unguarded(cell.strip())


def fault(instance, exclude=()):
    """Why a model instance's fields cannot be saved as they are, as one sentence; '' if they can."""
    try:
        instance.clean_fields(exclude=exclude)
    except ValidationError as error:
        return "；".join(
            f"{instance._meta.get_field(name).verbose_name}：{'，'.join(messages)}".rstrip("。")
            for name, messages in error.message_dict.items()
        )
    values = (getattr(instance, field.attname) for field in instance._meta.concrete_fields)
    if not all(value.isprintable() for value in values if isinstance(value, str)):
        return "含有看不见的控制字符"
    return ""
