"""Where the regimes of a section and their parts begin.

Numbers alone decide nothing: regimes, parts and the items inside them are numbered in the same
styles, and a regime's title may follow the last item of the one above without a blank line. So
a regime is known by what follows: a title is followed by a preamble or a first part. The lines
are gone through once; at each that may be a first part one looks back for a title.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from .words import names_first_part, names_part

_MAX_PREAMBLE_LINES = 3
#: In these styles a number is a part's, unless it plainly goes on from an item.
_STYLES_OF_PARTS = ("chinese", "chapter")


@dataclass
class Cut:
    """A regime: index of its first line, how many lines its title has, indexes of its parts."""

    start: int
    title_lines: int
    parts: list[int] = field(default_factory=list)


def cut_regimes(prose):
    """The Cuts of a section's prose (list of Prose), in order; they cover all of its lines."""
    cutting = _Cutting(prose)
    for index, line in enumerate(prose):
        if line.number:
            cutting.take(index)
    end = cutting.cuts[0].start if cutting.cuts else len(prose)
    return [*_cut_by_titles(prose[:end]), *cutting.cuts]


def _cut_by_titles(prose):
    """Cuts of lines among which no first part was found: a regime for each title in sequence."""
    if not prose:
        return []
    number = prose[0].number
    if not number or not prose[0].reads_as_title:
        return [Cut(0, int(prose[0].reads_as_title))]
    starts = []
    for index, line in enumerate(prose):
        sequel = (number.style, number.value + len(starts))
        if line.number and line.number[:2] == sequel and line.reads_as_title:
            starts.append(index)
    return [Cut(start, 1) for start in starts]


class _Cutting:
    """The regimes found so far, and the judgement on the next numbered line.

    ``items`` holds the last number of each style among the items of the present part.
    """

    def __init__(self, prose):
        self.prose = prose
        self.cuts = []
        self.items = {}
        self.places = defaultdict(list)
        for index, line in enumerate(prose):
            if line.number:
                self.places[line.number.style].append(index)

    def take(self, index):
        """Take the next numbered line as a first part, as a further part, or as an item."""
        line = self.prose[index]
        title = self._title_before(index)
        if self._opens_regime(index, title):
            self._open_regime(index, title)
        elif self._opens_part(line.number):
            self.cuts[-1].parts.append(index)
        else:
            line.continues = self._goes_on_from_item(line.number)
            self.items[line.number.style] = line.number.value
            return
        self.items = {}

    def _opens_regime(self, index, title):
        """Whether a line is the first part of a regime, with a title above or (None) without.

        The usual headings of first parts (监督检查对象 …) say so themselves; others need a title.
        """
        number = self.prose[index].number
        if number.value != 1:
            return title is not None and self._starts_over(number, title)
        if names_first_part(number.rest):
            return title is not None or self._part_style in (None, number.style)
        if not self.cuts:
            return self._opens_first_regime(number, title)
        if title is None:
            return False
        if number.style in _STYLES_OF_PARTS and self._part_style != "chapter":
            return True
        return self._follows_next_title(index, title) and not self._parts_go_on_after(index)

    def _opens_first_regime(self, number, title):
        if title is None:
            return names_part(number.rest)
        above = self.prose[title].number
        return above is None or above.style != number.style

    def _starts_over(self, number, title):
        """Whether a usual part's number goes back under a new title: a first part is missing."""
        if not names_part(number.rest) or self._part_style not in (None, number.style):
            return False
        goes_back = not self.cuts or number.value <= self._last_part.value
        return goes_back and self._bears_next_number(title)

    def _follows_next_title(self, index, title):
        """Whether right above stands a title that bears the next regime's number."""
        if title != index - 1 or self.prose[title].continues:
            return False
        return self._bears_next_number(title)

    def _parts_go_on_after(self, index):
        """Whether the present regime's next part is still to come, so that nothing ends here."""
        places = self.places[self._part_style]
        later = bisect_right(places, index)
        if later == len(places):
            return False
        return self.prose[places[later]].number.value == self._last_part.value + 1

    def _open_regime(self, index, title):
        if title is None:
            self.cuts.append(Cut(index if self.cuts else 0, 0, [index]))
            return
        if self.cuts and self.cuts[-1].parts[-1] == title:
            self.cuts[-1].parts.pop()
        two_lines = title + 1 < index and self._completes_title(title + 1, index)
        self.cuts.append(Cut(title, 1 + two_lines, [index]))

    def _opens_part(self, number):
        """Whether a line is the next part of the present regime."""
        if not self.cuts or number.value == 1:
            return False
        is_item = self._goes_on_from_item(number)
        is_next = number.value == self._last_part.value + 1
        if number.style != self._part_style:
            return is_next and not is_item and names_part(number.rest)
        is_next = is_next or number.style in _STYLES_OF_PARTS
        return is_next and (not is_item or names_part(number.rest))

    def _goes_on_from_item(self, number):
        return self.items.get(number.style) == number.value - 1

    @property
    def _part_style(self):
        return self.prose[self.cuts[-1].parts[0]].number.style if self.cuts else None

    @property
    def _last_part(self):
        return self.prose[self.cuts[-1].parts[-1]].number

    def _title_before(self, index):
        """Index of the first line of the title above a first part (None if there is none)."""
        floor = self._floor()
        for i in range(index - 1, max(floor, index - 2 - _MAX_PREAMBLE_LINES) - 1, -1):
            if self._is_title(i, index):
                return i - 1 if i > floor and self._completes_title(i, index) else i
            if self.prose[i].number:
                return None
        return 0 if not self.cuts and index and self._is_title(0, index) else None

    def _floor(self):
        """The first line that may be a title: the one below the last part's heading, or that
        heading itself if only its number, fit for a title as well, made it a part."""
        if not self.cuts:
            return 0
        if self._part_style == "chapter":
            return self.cuts[-1].parts[-1] + 1
        first, last = self.cuts[-1].parts[0], self.cuts[-1].parts[-1]
        mistaken = last != first and self.prose[last].reads_as_title
        return last if mistaken and self._bears_next_number(last) else last + 1

    def _is_title(self, i, index):
        line = self.prose[i]
        if not line.reads_as_title:
            return False
        if line.number:
            return not self.cuts or not line.continues or self._bears_next_number(i)
        return line.after_blank or i in (0, index - 1) or self.prose[i - 1].ends_sentence

    def _completes_title(self, i, index):
        """Whether an unnumbered line right above a first part is the rest of a numbered title."""
        above, line = self.prose[i - 1], self.prose[i]
        if line.number or i != index - 1 or not line.reads_as_title:
            return False
        return above.reads_as_title and self._bears_next_number(i - 1)

    def _bears_next_number(self, i):
        """Whether a line bears the number that the next regime should bear."""
        number = self.prose[i].number
        last = self.prose[self.cuts[-1].start].number if self.cuts else None
        expected = (len(self.cuts) + 1, last.value + 1 if last else None)
        return number is not None and number.value in expected
