"""Regimes (监管制度) in prose: number, title, preamble and parts."""

from itertools import pairwise

from departments.sections import Holds

from .declared import entry_type, first_holding, make, row_type
from .irregularities import irregular
from .lines import printed
from .prose import read_prose
from .regime_cuts import cut_regimes
from .structure import Printed


def read_regimes(section, lines):
    """(the entries of a Section in its lines as tuple of ``entry_type``, list of Irregularity)."""
    prose = read_prose(lines)
    cuts = cut_regimes(prose)
    ends = [*(cut.start for cut in cuts[1:]), len(prose)]
    regimes, irregularities, before = [], [], None
    for cut, end in zip(cuts, ends, strict=bool(cuts)):
        regimes.append(_regime(section, prose, cut, end))
        irregularities += _title_faults(prose, cut, before)
        irregularities += _part_faults(prose, cut)
        before = prose[cut.start].number if cut.title_lines else None
    return tuple(regimes), irregularities


def _regime(section, prose, cut, end):
    title = prose[cut.start : cut.start + cut.title_lines]
    parts_from = cut.parts[0] if cut.parts else end
    number, text = _split_title(title)
    preamble = _printed(prose[cut.start + cut.title_lines : parts_from])
    texts = {Holds.NUMBER: number, Holds.NAME: text, Holds.TEXT: preamble}
    more = {
        "line": prose[cut.start].line.number,
        section.rows.name: tuple(_parts(section, prose, cut.parts, end)),
    }
    return _made(entry_type(section), section.columns, texts, more)


def _made(kind, columns, texts, more):
    """An entry or a row of texts by what the columns hold."""
    placed = {first_holding(columns, holds): text for holds, text in texts.items()}
    return make(kind, columns, placed, **more)


def _split_title(title):
    """(number, title) as printed; both '' where no title stands."""
    if not title or not title[0].number:
        return Printed(), _printed(title)
    numbers = [part.line.number for part in title]
    text = "\n".join([title[0].heading, *(part.line.text for part in title[1:])])
    return Printed(title[0].number.mark, numbers[:1]), Printed(text, numbers)


def _parts(section, prose, starts, end):
    for start, stop in pairwise([*starts, end]):
        heading = _printed(prose[start : start + 1])
        texts = {Holds.HEADING: heading, Holds.TEXT: _printed(prose[start + 1 : stop])}
        yield _made(row_type(section), section.rows.columns, texts, {"line": heading.line})


def _printed(prose):
    return printed(part.line for part in prose)


def _title_faults(prose, cut, before):
    first = prose[cut.start]
    line = first.line.number
    if not cut.title_lines:
        yield irregular("untitled-regime", line, "这项制度没有标题。")
    elif not first.number:
        yield irregular("unnumbered-regime", line, f"制度标题“{first.line.text}”没有编号。")
    elif before and first.number.value != before.value + 1:
        what = f"制度标题的编号“{first.number.mark}”接不上前一项的“{before.mark}”。"
        yield irregular("heading-number", line, what)
    if cut.title_lines > 1:
        yield irregular("title-over-two-lines", line, "制度标题分成两行。")


def _part_faults(prose, cut):
    for place, index in enumerate(cut.parts, start=1):
        line, number = prose[index].line, prose[index].number
        if (number.style, number.value) != (prose[cut.parts[0]].number.style, place):
            what = f"条目标题“{line.text[:40]}”的编号与前后条目不一致。"
            yield irregular("heading-number", line.number, what)
