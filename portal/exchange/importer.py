"""From what a reader found to draft editions: one department, one transaction."""

from collections import Counter
from dataclasses import asdict, dataclass

from django.db import transaction

from boundaries.models import BoundaryMatter, Party
from departments.canonical import edition_contents, plain_content
from departments.models import (
    Annex,
    Department,
    DepartmentName,
    District,
    Edition,
    Origin,
    SectionHeading,
    SourceDocument,
)
from departments.origins import guess_origin, marked_edition, note_origin
from departments.values import without
from duties.models import Duty, WorkItem
from portal.reviews import actions
from services.models import Service, ServiceItem
from supervision.models import Regime, RegimePart

from .coding import Codes
from .matching import Wording
from .naming import department_slug, short_name
from .readers.structure import DepartmentList

#: For each section: the entry model, the row model, the row's link to its entry.
SECTIONS = (
    (Duty, WorkItem, "duty"),
    (BoundaryMatter, Party, "matter"),
    (Regime, RegimePart, "regime"),
    (Service, ServiceItem, "service"),
)
#: Where a reader's field and the model's differ in name.
FIELD_NAMES = {"line": "source_line", "department": "name"}


@dataclass(frozen=True)
class Outcome:
    """What the import of one list did: ``new``, ``changed`` or ``unchanged``, and to what.

    ``published`` tells whether the import also put that edition in force, ``origin`` from which
    edition the text of a new draft comes.
    """

    department: Department
    edition: Edition
    status: str
    read: DepartmentList
    published: bool = False
    origin: Origin | None = None

    @property
    def is_earlier(self):
        """Whether the list is one that was published and followed by another."""
        later = self.department.editions.published().filter(number__gt=self.edition.number or 0)
        return self.edition.is_published and later.exists()


def import_lists(document, name, district, finish=lambda outcome: outcome, mark=None):
    """Write each list of a read document into a draft edition (yields an Outcome for each).

    ``name`` is the document's file name, ``mark`` what the file says of its edition. A list that an
    edition of its department says already, draft or published, changes nothing. ``finish`` takes
    each Outcome within the department's transaction and returns what becomes of it: a published
    edition, for one.
    """
    times = Counter(read.name for read in document.lists)
    for read in document.lists:
        with transaction.atomic():
            # Two imports at once would both make what neither found.
            District.objects.select_for_update().get(pk=district.pk)
            shared = times[read.name] > 1
            outcome = finish(_import_list(read, document, name, district, shared, mark))
        yield outcome


def _import_list(read, document, name, district, shared, mark):
    department = find_department(read, district, shared)
    status = "changed"
    if department is None:
        department, status = _create_department(read, district, shared), "new"
    content = read_content(read)
    if same := _saying(content, department):
        return Outcome(department, same, "unchanged", read)
    published = list(department.editions.published().order_by("number"))
    marked, remark = marked_edition(mark, department)
    guess = guess_origin(content, published, marked)
    source = _source(document, name)
    draft = _write_draft(read, department, source, _codes_to_keep(department, published, guess))
    origin = note_origin(draft, guess, remark)
    return Outcome(department, draft, status, read, origin=origin)


def _source(document, name):
    source, _ = SourceDocument.objects.get_or_create(
        sha256=document.sha256,
        defaults={
            "name": name,
            "encoding": document.encoding,
            "line_count": document.line_count,
        },
    )
    return source


def find_department(read, district, shared=False):
    """The department whose list this is (None if it is not known yet).

    Found by name; the lists of a body that has several (in the document if ``shared``) are told
    apart by their signboards. A body with one list may gain its first signboard or lose its last.
    """
    candidates = list(
        Department.objects.filter(district=district, name=read.name).prefetch_related("names")
    )
    for department in candidates:
        if set(department.signboards) == set(read.signboards):
            return department
    for department in candidates:
        if set(department.signboards) & set(read.signboards):
            return department
    if len(candidates) == 1 and not shared and not (candidates[0].signboards and read.signboards):
        return candidates[0]
    return None


def _create_department(read, district, shared):
    """A department for a list; ``shared``: its body publishes other lists too."""
    boards = read.signboards if shared else ()
    last = district.departments.order_by("order").last()
    department = Department.objects.create(
        district=district,
        slug=department_slug(read.name, boards, district.name),
        order=max(read.order, last.order + 1 if last else 1),
        name=read.name,
        short_name=short_name(read.name, boards, district),
    )
    DepartmentName.objects.bulk_create(
        DepartmentName(
            department=department,
            kind=DepartmentName.Kind.SIGNBOARD,
            name=signboard,
            position=position,
        )
        for position, signboard in enumerate(read.signboards)
    )
    return department


def _saying(content, department):
    """The edition of a department that says this already: a published one, else a draft (or None)."""
    published = department.editions.uncancelled().order_by("-number")
    editions = [*published, *actions.drafts_in_use(department).order_by("-pk")]
    said = zip(editions, edition_contents(editions), strict=True)
    return next((edition for edition, says in said if says == content), None)


def _codes_to_keep(department, published, guess):
    """Where the entries of a new draft get their codes from (Codes)."""
    if published:
        return Codes(department, guess.candidates, published[-1])
    return Codes(department, list(department.editions.drafts().order_by("-pk")[:1]))


def read_content(read):
    """What a read list says, in the form of ``departments.canonical.edition_content``."""
    whole = asdict(read)
    sections = {model.section_key: whole[model.section_key] for model, _, _ in SECTIONS}
    if read.annexes:
        sections["annexes"] = whole["annexes"]
    plain = plain_content(without(sections, ("line",)))
    return plain | {"title": read.title, "list_type": read.list_type or ""}


def _write_draft(read, department, source, codes):
    edition = Edition.objects.create(
        department=department,
        title=read.title,
        list_type=read.list_type or "",
        source=source,
    )
    for model, row_model, link in SECTIONS:
        if entries := getattr(read, model.section_key):
            found = codes.of(model, [_wording(entry) for entry in entries])
            _write_section(edition, model, row_model, link, entries, found)
    _write_prose(edition, read)
    return edition


def _write_section(edition, model, row_model, link, entries, codes):
    saved = model.objects.bulk_create(
        model(edition=edition, position=position, code=code, **_columns(model, entry, edition))
        for position, (entry, code) in enumerate(zip(entries, codes, strict=True), start=1)
    )
    row_model.objects.bulk_create(
        row_model(position=position, **{link: owner}, **_columns(row_model, row, edition))
        for owner, entry in zip(saved, entries, strict=True)
        for position, row in enumerate(getattr(entry, model.rows_name), start=1)
    )


def _columns(model, read, edition):
    fields = {field.name for field in model._meta.concrete_fields}
    named = {FIELD_NAMES.get(name, name): value for name, value in vars(read).items()}
    return {k: v for k, v in named.items() if k in fields} | {"source": edition.source}


def _wording(entry):
    return Wording.of(without(asdict(entry), ("line",)))


def _write_prose(edition, read):
    Annex.objects.bulk_create(
        Annex(edition=edition, position=position, **_columns(Annex, annex, edition))
        for position, annex in enumerate(read.annexes, start=1)
    )
    SectionHeading.objects.bulk_create(
        SectionHeading(
            edition=edition,
            position=position,
            section=heading.section,
            text=heading.text,
            marker=heading.marker,
            source=edition.source,
            source_line=heading.line,
        )
        for position, heading in enumerate(read.headings, start=1)
    )
