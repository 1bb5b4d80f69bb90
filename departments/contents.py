"""What an edition contains, as pages show it: counts by section, and sections with their entries."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count
from django.urls import reverse

from .models import Edition, ListEntry, SectionHeading, section_models


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
        return apps.get_app_config(self.model._meta.app_label).verbose_name

    @property
    def address(self):
        """The page of this section over all departments."""
        return reverse(f"{self.key}:index")


@dataclass(frozen=True)
class Overview:
    """An edition with the counts of its four sections."""

    edition: Edition
    counts: list[SectionCount]


@dataclass(frozen=True)
class Section:
    """One of the four sections of an edition, with all its entries and rows."""

    model: type[ListEntry]
    entries: list[ListEntry]
    headings: list[SectionHeading]

    @property
    def key(self):
        return self.model.section_key

    @property
    def title(self):
        """The title with the section's place, e.g. 一、部门职责 (printed numbers are unreliable)."""
        return f"{'一二三四'[self.model.section.order - 1]}、{self.model.section_title}"

    @property
    def template(self):
        """The template that renders the entries."""
        return f"{self.key}/_list.html"

    @property
    def absence(self):
        """Why there are no entries, as far as the document says it (one sentence)."""
        markers = [heading.marker for heading in self.headings if heading.marker]
        if markers:
            return f"公布的清单在这一部分只写有“{markers[0]}”。"
        if self.headings:
            return "公布的清单有这一部分的标题，没有内容。"
        return "公布的清单没有这一部分。"


def lists_in_force(on=None):
    """The editions in force on a day (default today), in the order of their departments."""
    return (
        Edition.objects.in_force(on)
        .select_related("department__district")
        .order_by("department__district__code", "department__order", "department__pk")
    )


def overviews(editions):
    """Each of some editions with its counts (list of Overview)."""
    editions = list(editions)
    counted = [(model, _count_by_edition(model, editions)) for model in section_models()]
    return [
        Overview(
            edition, [SectionCount(model, found.get(edition.pk, 0)) for model, found in counted]
        )
        for edition in editions
    ]


def totals(listed):
    """The counts of several overviews, added up by section (list of SectionCount)."""
    by_section = zip(*(overview.counts for overview in listed), strict=True)
    return [
        SectionCount(counts[0].model, sum(one.count for one in counts)) for counts in by_section
    ]


def sections(edition):
    """The four sections of an edition with entries and rows, in the order of a printed list."""
    headings = list(edition.sectionheading_set.all())
    return [
        Section(
            model,
            list(entries_of(edition, model).prefetch_related(model.rows_name)),
            [heading for heading in headings if heading.section == model.section_key],
        )
        for model in section_models()
    ]


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


def _count_by_edition(model, editions):
    entries = model.objects.filter(edition__in=editions).order_by()
    return dict(entries.values_list("edition").annotate(Count("pk")))
