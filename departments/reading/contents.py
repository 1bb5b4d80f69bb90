"""What an edition contains, as pages show it: counts by section, and all in its printed place."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Value
from django.urls import reverse

from ..models import Annex, Edition, ListEntry, Note, SectionHeading, section_models


@dataclass(frozen=True)
class SectionCount:
    """How many entries a section has."""

    model: type[ListEntry]
    count: int

    @property
    def key(self):
        return self.model.section_key

    @property
    def name(self):
        """The section's short name, e.g. 职责边界."""
        return self.model.section.name

    @property
    def address(self):
        """The page of this section over all departments."""
        return reverse(f"{self.key}:index")


@dataclass(frozen=True)
class Overview:
    """An edition with the counts of the sections that it has."""

    edition: Edition
    counts: list[SectionCount]


@dataclass(frozen=True)
class Section:
    """A section of an edition, with all its entries and rows, and what is printed below it."""

    model: type[ListEntry]
    entries: list[ListEntry]
    headings: list[SectionHeading]
    notes: list[Note] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)

    @property
    def key(self):
        return self.model.section_key

    @property
    def title(self):
        """The title with the section's place, e.g. 一、部门职责 (printed numbers are unreliable)."""
        place = "一二三四五六七八九十"[self.model.section.order - 1]
        return f"{place}、{self.model.section_title}"

    @property
    def template(self):
        """The templates that render the entries, the section's own first."""
        return list_templates(self.model)

    @property
    def absence(self):
        """Why there are no entries, as far as the document says it (one sentence)."""
        markers = [heading.marker for heading in self.headings if heading.marker]
        if markers:
            return f"公布的清单在这一部分只写有“{markers[0]}”。"
        if self.headings:
            return "公布的清单有这一部分的标题，没有内容。"
        return "公布的清单没有这一部分。"


@dataclass(frozen=True)
class Contents:
    """An edition as it is printed: its sections, then the annexes and notes at its end."""

    sections: list[Section]
    annexes: list[Annex]
    notes: list[Note]

    @property
    def titles(self):
        """The titles of the sections in words, e.g. 部门职责、职责边界和公共服务事项."""
        *others, last = [one.model.section_title for one in self.sections]
        return f"{'、'.join(others)}和{last}" if others else last


def list_templates(model):
    """Names of the templates of a section's entries in a list: its own, or else that of all."""
    return (f"{model.section_key}/_list.html", "departments/_list.html")


def lists_in_force(on=None):
    """The editions in force on a day (default today), in the order of their departments."""
    return (
        Edition.objects.in_force(on)
        .select_related("department__district")
        .order_by("department__district__code", "department__order", "department__pk")
    )


def overviews(editions):
    """Each of some editions with its counts (list of Overview; one query)."""
    editions = list(editions)
    found = _counts(editions)
    return [
        Overview(
            edition,
            [
                SectionCount(model, count)
                for model in section_models()
                if (count := found.get((model.section_key, edition.pk), 0)) or model.section.always
            ],
        )
        for edition in editions
    ]


def by_district(listed):
    """Overviews in the order of their districts, those of one with counts of the same sections.

    A list of lists: an edition has 0 of a section that only others of its district have.
    """
    groups = groupby(listed, key=lambda overview: overview.edition.department.district)
    return [_aligned(list(group)) for _, group in groups]


def totals(listed):
    """The counts of several overviews, added up by section (list of SectionCount)."""
    added = {}
    for overview in listed:
        for one in overview.counts:
            added[one.model] = added.get(one.model, 0) + one.count
    return [SectionCount(model, added[model]) for model in section_models() if model in added]


def sections_in_use():
    """The declarations of the sections that every list has or some list in force (list)."""
    return [
        model.section
        for model in section_models()
        if model.section.always or model.objects.in_force().exists()
    ]


def sections(edition):
    """The sections of an edition with entries and rows, in the order of a printed list."""
    return contents(edition).sections


def contents(edition):
    """All that an edition prints, each in its place (Contents)."""
    headings = list(edition.sectionheading_set.all())
    each = [
        Section(
            model,
            list(entries_of(edition, model).prefetch_related(model.rows_name)),
            [one for one in headings if one.section == model.section_key],
        )
        for model in section_models()
    ]
    # One that not every list has stands where this list prints anything of it, be it 无.
    found = [one for one in each if one.entries or one.headings or one.model.section.always]
    ending = Contents(found, [], [])
    below = {section.key: section for section in found}
    for annex in edition.annex_set.all():
        below.get(annex.after, ending).annexes.append(annex)
    for note in edition.note_set.all():
        below.get(note.after, ending).notes.append(note)
    return ending


def entries_of(edition, model):
    """The entries of one section of an edition; each knows this very edition (a queryset)."""
    accessor = model._meta.get_field("edition").remote_field.get_accessor_name()
    return getattr(edition, accessor).all()


def last_worded(model, code, spans):
    """The entry with a code in the latest edition of some spans that has it (None in none of them).

    It knows the very edition of its span.
    """
    editions = {span.edition.pk: span.edition for span in spans}
    worded = model.objects.filter(edition__in=editions, code=code)
    entry = worded.order_by("-edition__number").first()
    if entry:
        entry.edition = editions[entry.edition_id]
    return entry


def codes_in_force(on=None):
    """(department key, code) of every entry in force on a day (set; one query)."""
    found = [
        model.objects.in_force(on).order_by().values_list("edition__department", "code")
        for model in section_models()
    ]
    return set(found[0].union(*found[1:]))


def entries_named(names, on=None):
    """The entries in force of these (department key, code), with rows (dict by the same).

    What is not in force is left out. Two queries for each section, whatever is asked for.
    """
    names = set(names)
    departments = {department for department, _ in names}
    codes = {code for _, code in names}
    return {
        name: entry
        for model in section_models()
        for entry in model.objects.in_force(on)
        .filter(edition__department__in=departments, code__in=codes)
        .with_rows()
        if (name := (entry.edition.department_id, entry.code)) in names
    }


def _counts(editions):
    """How many entries some editions have of each section (dict by its key and the edition's)."""
    counted = [
        model.objects.filter(edition__in=editions)
        .order_by()
        .values_list(Value(model.section_key), "edition")
        .annotate(Count("pk"))
        for model in section_models()
    ]
    rows = counted[0].union(*counted[1:], all=True)
    return {(section, edition): count for section, edition, count in rows}


def _aligned(listed):
    models = [one.model for one in totals(listed)]
    return [Overview(one.edition, _counts_of(one, models)) for one in listed]


def _counts_of(overview, models):
    counts = {one.model: one for one in overview.counts}
    return [counts.get(model, SectionCount(model, 0)) for model in models]
