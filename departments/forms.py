import re

from django import forms

from .sections import Holds
from .texts.columns import section_titles

#: Lines that a field shows at least, by what its column holds; of other texts ``LINES``.
HEIGHTS = {Holds.NUMBER: 1, Holds.KIND: 1} | dict.fromkeys(
    (Holds.NAME, Holds.HEADING, Holds.HANDLER, Holds.PARTY), 2
)
LINES = 3


def height_of(column):
    """How many lines a field of a column shows at least."""
    return HEIGHTS.get(column.holds, LINES)


def place_field(label, *, required):
    """A field for the key of a section; where it may be empty: behind all of them."""
    choices = section_titles() if required else {"": "全表最后"} | section_titles()
    field = forms.ChoiceField(label=label, choices=choices.items(), required=required)
    field.holds = Holds.PLACE
    return field


class ListTextField(forms.CharField):
    r"""Text of a list as the importer keeps it: lines stripped, blank ones dropped, parted by \n.

    Browsers send \r\n; without this a page saved untouched would change every text of many lines.
    """

    def to_python(self, value):
        lines = re.split(r"\r\n|\r|\n", super().to_python(value))
        return "\n".join(filter(None, (line.strip() for line in lines)))
