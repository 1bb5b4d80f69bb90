"""The lines of a section in prose, each with its number taken apart."""

from dataclasses import dataclass

from .lines import Line
from .numbering import Numbering, take_number
from .words import names_part

_MAX_NUMBERED_TITLE = 60
_MAX_BARE_TITLE = 40
_NO_TITLE_ENDS_IN = "。；;：:，,、！？"


@dataclass
class Prose:
    """A line; ``continues`` says that its number goes on from that of an item above."""

    line: Line
    number: Numbering | None
    after_blank: bool
    continues: bool = False

    @property
    def heading(self):
        """The text without its number."""
        return self.number.rest if self.number else self.line.text

    @property
    def ends_sentence(self):
        return self.line.text[-1] in "。；"

    @property
    def reads_as_title(self):
        """Whether it has a title's shape: short, no sentence, not the usual heading of a part."""
        text = self.heading
        limit = _MAX_NUMBERED_TITLE if self.number else _MAX_BARE_TITLE
        if not 1 < len(text) <= limit or text[-1] in _NO_TITLE_ENDS_IN or names_part(text):
            return False
        return "。" not in text and "；" not in text


def read_prose(lines):
    """The lines that are not blank (list of Prose)."""
    prose, after_blank = [], True
    for line in lines:
        if line.text:
            prose.append(Prose(line, take_number(line.text), after_blank))
        after_blank = not line.text
    return prose
