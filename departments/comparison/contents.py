"""What editions say, loaded for comparing: plain texts, in a fixed number of queries."""

from dataclasses import dataclass, field

from ..models import Annex, Note, SectionHeading, rows_of, section_models
from ..texts.columns import columns_of, extras_pairs, fields_of, shown, table_text

#: What an edition says beside its entries: where Contents have it, and the model.
BESIDE = {"annexes": Annex, "notes": Note, "headings": SectionHeading}


@dataclass(frozen=True)
class Wording:
    """What a record says: its texts in the order of ``columns_of``, and the wordings of its rows.

    ``extras`` are its further columns, or the tables of an annex: pairs of heading and text.
    """

    texts: tuple[str, ...]
    rows: tuple["Wording", ...] = ()
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def pieces(self):
        """All texts of the record itself (tuple of str), by which records are paired."""
        return (*self.texts, *(text for pair in self.extras for text in pair))


@dataclass
class Contents:
    """What an edition says. Entries are by section and code, in the order of the list."""

    entries: dict[str, dict[str, Wording]]
    annexes: list[Wording] = field(default_factory=list)
    notes: list[Wording] = field(default_factory=list)
    headings: list[Wording] = field(default_factory=list)


def load_contents(editions):
    """What some editions say, by primary key (dict of Contents; two queries a section, and three more).

    None is among the keys: an edition that says nothing.
    """
    ids = {edition.pk for edition in editions if edition}
    found = {
        pk: Contents({model.section_key: {} for model in section_models()}) for pk in {*ids, None}
    }
    for model in section_models():
        names = ("edition_id", "pk", "code", "extras", *fields_of(model))
        entries = list(_of_editions(model, ids).values_list(*names))
        # Not all places have every section: what is not there has no rows to ask for.
        rows = _rows(model, "edition__in", ids) if entries else {}
        for edition, pk, code, extras, *texts in entries:
            wording = _wording(texts, extras, rows.get(pk, ()))
            found[edition].entries[model.section_key][code] = wording
    for name, model in BESIDE.items():
        for record in _of_editions(model, ids):
            getattr(found[record.edition_id], name).append(worded_part(record))
    return found


def load_wordings(model, code, editions):
    """What one entry says in some editions, by the edition's primary key (dict; two queries)."""
    entries = _of_editions(model, {edition.pk for edition in editions}).filter(code=code)
    names = ("edition_id", "pk", "extras", *fields_of(model))
    found = {
        pk: (edition, texts, extras) for edition, pk, extras, *texts in entries.values_list(*names)
    }
    rows = _rows(model, "pk__in", list(found))
    return {
        edition: _wording(texts, extras, rows.get(pk, ()))
        for pk, (edition, texts, extras) in found.items()
    }


def worded_part(record):
    """What an annex, a note or a heading says (Wording)."""
    texts = [shown(column, getattr(record, column.field)) for column in columns_of(type(record))]
    tables = enumerate(getattr(record, "tables", ()), start=1)
    return Wording(tuple(texts), (), tuple((f"表格 {n}", table_text(one)) for n, one in tables))


def _wording(texts, extras, rows=()):
    return Wording(tuple(texts), tuple(rows), extras_pairs(extras))


def _of_editions(model, ids):
    return model.objects.filter(edition__in=ids).order_by("edition", "position")


def _rows(model, condition, values):
    """The rows of entries of a section, by entry (dict of lists of Wording).

    ``condition`` is a lookup from the entry, e.g. ``edition__in``, for which ``values`` stand.
    """
    relation = rows_of(model)
    rows, link = relation.related_model, relation.field.name
    found = {}
    query = rows.objects.filter(**{f"{link}__{condition}": values}).order_by(link, "position")
    names = (f"{link}_id", "extras", *fields_of(rows))
    for owner, extras, *texts in query.values_list(*names):
        found.setdefault(owner, []).append(_wording(texts, extras))
    return found
