"""From what a reader found to draft editions: one department, one transaction."""

from collections import Counter
from dataclasses import asdict, dataclass

from django.db import transaction

from boundaries.models import BoundaryMatter, Party
from departments.canonical import edition_content, plain_content
from departments.codes import new_codes
from departments.models import (
    Annex,
    Department,
    DepartmentName,
    District,
    Edition,
    SectionHeading,
    SourceDocument,
)
from duties.models import Duty, WorkItem
from services.models import Service, ServiceItem
from supervision.models import Regime, RegimePart

from .matching import Wording, match_entries
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
#: What each section calls the text that names its entries.
HEADINGS = ("text", "matter", "title", "name")


@dataclass(frozen=True)
class Outcome:
    """What the import of one list did: ``new``, ``changed`` or ``unchanged``, and to what.

    ``published`` tells whether the import also put that edition in force.
    """

    department: Department
    edition: Edition
    status: str
    read: DepartmentList
    published: bool = False


def import_lists(document, name, district, finish=lambda outcome: outcome):
    """Write each list of a read document into a draft edition (yields an Outcome for each).

    ``name`` is the document's file name. A list that an edition of its department says already,
    draft or latest published, changes nothing. ``finish`` takes each Outcome within the
    department's transaction and returns what becomes of it: a published edition, for one.
    """
    times = Counter(read.name for read in document.lists)
    for read in document.lists:
        with transaction.atomic():
            # Two imports at once would both make what neither found.
            District.objects.select_for_update().get(pk=district.pk)
            shared = times[read.name] > 1
            outcome = finish(_import_list(read, document, name, district, shared))
        yield outcome


def _import_list(read, document, name, district, shared):
    department = find_department(read, district, shared)
    status = "changed"
    if department is None:
        department, status = _create_department(read, district, shared), "new"
    same, base = _editions_to_compare(department, read)
    if same:
        return Outcome(department, same, "unchanged", read)
    source, _ = SourceDocument.objects.get_or_create(
        sha256=document.sha256,
        defaults={
            "name": name,
            "encoding": document.encoding,
            "line_count": document.line_count,
        },
    )
    return Outcome(department, _write_draft(read, department, source, base), status, read)


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


def _editions_to_compare(department, read):
    """(edition that says the same or None, edition whose codes the new draft takes over or None)."""
    published = department.editions.last_uncancelled()
    drafts = list(department.editions.drafts().order_by("-pk"))
    content = read_content(read)
    for edition in [*drafts, *([published] if published else [])]:
        if edition_content(edition) == content:
            return edition, None
    return None, published or (drafts[0] if drafts else None)


def read_content(read):
    """What a read list says, in the form of ``departments.canonical.edition_content``."""
    whole = asdict(read)
    sections = {model.section_key: whole[model.section_key] for model, _, _ in SECTIONS}
    if read.annexes:
        sections["annexes"] = whole["annexes"]
    plain = plain_content(_without_lines(sections))
    return plain | {"title": read.title, "list_type": read.list_type or ""}


def _without_lines(value):
    if isinstance(value, dict):
        return {k: _without_lines(v) for k, v in value.items() if k != "line"}
    if isinstance(value, (list, tuple)):
        return [_without_lines(item) for item in value]
    return value


def _write_draft(read, department, source, base):
    edition = Edition.objects.create(
        department=department,
        title=read.title,
        list_type=read.list_type or "",
        source=source,
    )
    for model, row_model, link in SECTIONS:
        if entries := getattr(read, model.section_key):
            codes = _codes(model, entries, department, base)
            _write_section(edition, model, row_model, link, entries, codes)
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


def _codes(model, entries, department, base):
    old = list(model.objects.filter(edition=base).with_rows()) if base else []
    pairs = match_entries(
        [_wording(entry.to_record()) for entry in old],
        [_wording(_without_lines(asdict(entry))) for entry in entries],
    )
    fresh = iter(new_codes(department, model.code_prefix, pairs.count(None)))
    return [next(fresh) if i is None else old[i].code for i in pairs]


def _wording(record):
    """The Wording of an entry, stored or read: its texts in the order of their keys."""
    heading = next(record[name] for name in HEADINGS if name in record)
    return Wording(heading, "\n".join(_leaves(plain_content(record))))


def _leaves(value):
    if isinstance(value, dict):
        for key in sorted(value):
            if key != "number":
                yield from _leaves(value[key])
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


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
