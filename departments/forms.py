import re

from django import forms


class ListTextField(forms.CharField):
    r"""Text of a list as the importer keeps it: lines stripped, blank ones dropped, parted by \n.

    Browsers send \r\n; without this a page saved untouched would change every text of many lines.
    """

    def to_python(self, value):
        lines = re.split(r"\r\n|\r|\n", super().to_python(value))
        return "\n".join(filter(None, (line.strip() for line in lines)))
