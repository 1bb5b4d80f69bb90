"""What a place prints beside the columns of a section, as it is kept: its shape, checked."""

from django.core.exceptions import ValidationError


def validate_extras(value):
    """Further columns of a record: a list of {"heading", "text"}, no heading twice."""
    if not isinstance(value, list) or not all(map(_is_extra, value)):
        raise ValidationError("另列须是由列名和文字组成的列表。")
    headings = [one["heading"] for one in value]
    if len({*headings}) < len(headings):
        raise ValidationError("另列的列名不能重复。")


def validate_tables(value):
    """Tables of an annex: a list of {"headings": [text], "rows": [[text]]}, each row as wide."""
    if not isinstance(value, list) or not all(map(_is_table, value)):
        raise ValidationError("表格须由一行列名和同样宽的若干行文字组成。")


def _is_extra(value):
    return (
        isinstance(value, dict)
        and value.keys() == {"heading", "text"}
        and all(isinstance(text, str) for text in value.values())
        and bool(value["heading"].strip())
    )


def _is_table(value):
    return (
        isinstance(value, dict)
        and value.keys() == {"headings", "rows"}
        and _are_texts(value["headings"])
        and isinstance(value["rows"], list)
        and all(_are_texts(row) and len(row) == len(value["headings"]) for row in value["rows"])
    )


def _are_texts(value):
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
