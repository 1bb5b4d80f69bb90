"""From what a reader found to draft editions: one department, one transaction."""

from collections import Counter
from dataclasses import asdict, dataclass

from django.db import transaction

from departments.models import (
    Annex,
    Department,
    DepartmentName,
    District,
    Edition,
    Origin,
    SectionHeading,
    SourceDocument,
    rows_of,
    section_models,
)
from departments.publishing.digests import edition_contents, plain_content
from departments.publishing.origins import guess_origin, marked_edition, note_origin
from departments.texts.values import without
from portal.reviews.workflow import actions

from .coding import Codes
from .matching import Wording
from .naming import department_slug, short_name
from .readers.structure import DepartmentList


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
    """What a read list says, in the form of ``departments.publishing.digests.edition_content``."""
    whole = asdict(read)
    sections = {
        model.section_key: whole["entries"][model.section_key]
        for model in section_models()
        if model.section.always or read.entries[model.section_key]
    }
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
    for model in section_models():
        if entries := read.entries[model.section_key]:
            found = codes.of(model, [_wording(model.section, entry) for entry in entries])
            _write_section(edition, model, entries, found)
    _write_prose(edition, read)
    return edition


def _write_section(edition, model, entries, codes):
    section, rows = model.section, rows_of(model)
    saved = model.objects.bulk_create(
        model(
            edition=edition,
            position=position,
            code=code,
            **_texts(section.columns, entry),
            **_place(entry, edition),
        )
        for position, (entry, code) in enumerate(zip(entries, codes, strict=True), start=1)
    )
    rows.related_model.objects.bulk_create(
        rows.related_model(
            position=position,
            **{rows.field.name: owner},
            **_texts(section.rows.columns, row),
            **_place(row, edition),
        )
        for owner, entry in zip(saved, entries, strict=True)
        for position, row in enumerate(getattr(entry, section.rows.name), start=1)
    )


def _texts(columns, read):
    return {column.field: getattr(read, column.json_key) for column in columns}


def _place(read, edition):
    return {"source": edition.source, "source_line": read.line}


def _wording(section, entry):
    return Wording.of(section, without(asdict(entry), ("line",)))


def _write_prose(edition, read):
    Annex.objects.bulk_create(
        Annex(
            edition=edition,
            position=position,
            heading=annex.heading,
            body=annex.body,
            **_place(annex, edition),
        )
        for position, annex in enumerate(read.annexes, start=1)
    )
    SectionHeading.objects.bulk_create(
        SectionHeading(
            edition=edition,
            position=position,
            section=heading.section,
            text=heading.text,
            marker=heading.marker,
            **_place(heading, edition),
        )
        for position, heading in enumerate(read.headings, start=1)
    )
