"""Two editions compared, and the counts of many pairs."""

from ..models import section_models
from ..texts.columns import name_place
from .contents import BESIDE, load_contents
from .entries import EntryComparison, FieldComparison
from .matching import paired
from .result import Comparison, Group, counts
from .rows import match_rows
from .texts import TextComparison


def compare(old, new):
    """What distinguishes two editions (a Comparison; as many queries as ``load_contents`` takes).

    Either may be a draft, or None: an edition that says nothing. They may be of any departments,
    though codes mean the same within one only.
    """
    contents = load_contents([old, new])
    return compare_contents(
        *(contents[edition and edition.pk] for edition in (old, new)), old=old, new=new
    )


def compare_contents(one, other, *, old=None, new=None):
    """What distinguishes two Contents, of which the editions may be told (a Comparison).

    By this the draft of now is compared with what it was, when it is one edition.
    """
    beside = {name: _by_likeness(name, one, other) for name in BESIDE}
    groups = [*_sections(one, other), beside.pop("annexes")]
    return Comparison(old, new, _names(old, new), groups, list(beside.values()))


def summaries(pairs):
    """The counts of several pairs of editions, as of ``Comparison.counts`` (list of dict).

    No more queries for many pairs than for one.
    """
    pairs = list(pairs)
    contents = load_contents([edition for pair in pairs for edition in pair])
    return [_summary(*(contents[edition and edition.pk] for edition in pair)) for pair in pairs]


def summary(old, new):
    """The counts of two editions: see ``summaries``."""
    return summaries([(old, new)])[0]


def _summary(one, other):
    groups = [*_sections(one, other), _by_likeness("annexes", one, other)]
    return counts(entry for group in groups for entry in group.entries)


def _sections(one, other):
    return [
        Group(
            model.section_key,
            model.section_title,
            _by_code(model, one.entries[model.section_key], other.entries[model.section_key]),
        )
        for model in section_models()
    ]


def _by_code(model, old, new):
    """The entries of a section, paired by their codes, in one order."""
    codes, new_codes = list(old), list(new)
    places = {code: place for place, code in enumerate(codes)}
    partners = [places.get(code) for code in new_codes]
    pairs = paired(list(old.values()), list(new.values()), partners, codes)
    coded = (
        (pair, new_codes[pair.new_place - 1] if pair.new else codes[pair.old_place - 1])
        for pair in pairs
    )
    return [EntryComparison(model, pair, code, code) for pair, code in coded]


def _by_likeness(name, one, other):
    """Records without codes, which Contents have under a name, paired as rows are (a Group)."""
    model, sides = BESIDE[name], (getattr(one, name), getattr(other, name))
    pieces = ([wording.pieces for wording in side] for side in sides)
    pairs = paired(*sides, match_rows(*pieces, name_place(model)))
    entries = [
        EntryComparison(model, pair, f"{name}-{number}") for number, pair in enumerate(pairs, 1)
    ]
    return Group(name, str(model._meta.verbose_name), entries)


def _names(old, new):
    """The names of two editions (list of FieldComparison); none to compare where one is missing."""
    if old is None or new is None:
        return []
    one, other = _names_of(old), _names_of(new)
    return [FieldComparison(label, TextComparison(one[label], other[label])) for label in one]


def _names_of(edition):
    frozen = edition if edition.is_published else None
    department = edition.department
    return {
        "清单标题": edition.title,
        "清单类型": edition.list_type,
        "部门名称": frozen.department_name if frozen else department.name,
        "加挂牌子": "、".join(frozen.signboards if frozen else department.signboards),
    }
