"""What a text of a list may be, wherever it is typed or comes from a file."""

from django.core.exceptions import ValidationError

from departments.sheets.xml import storable

#: More characters than any text of a list needs.
LONGEST = 50_000


def visible_only(text):
    """Raise ValidationError if a text holds characters that no document can hold."""
    if storable(text) != text:
        raise ValidationError("含有看不见的控制字符，请删去后重新输入。")
