"""What tests are made of: departments, drafts with entries and rows, published editions.

Every argument has a readable default, so a test names only what it is about. Codes are given out
in order (the first duty of a department is ``D-0001``); a later edition of the same entry passes
its ``code``. Nothing here depends on the day on which the tests run.
"""

from dataclasses import dataclass
from datetime import date

from boundaries.models import BoundaryMatter, Party
from departments.models import (
    Annex,
    Department,
    DepartmentName,
    District,
    Edition,
    Note,
    Proof,
    SectionHeading,
    SourceDocument,
)
from departments.protection.triggers import maintenance
from departments.publishing.codes import new_codes
from departments.publishing.proofs import of_maintenance
from departments.publishing.publication import publish_edition
from duties.models import Duty, WorkItem
from portal.reviews.workflow.proofs import begun
from powers.models import Power, PowerItem
from services.models import Service, ServiceItem
from supervision.models import Regime, RegimePart


@dataclass(frozen=True)
class Kind:
    """A kind of entry and of its rows; ``link`` is how these name it, the texts what each says."""

    entry: type
    text: str
    row: type
    link: str
    row_text: str


DUTIES = Kind(Duty, "text", WorkItem, "duty", "text")
MATTERS = Kind(BoundaryMatter, "matter", Party, "matter", "name")
REGIMES = Kind(Regime, "title", RegimePart, "regime", "heading")
SERVICES = Kind(Service, "name", ServiceItem, "service", "content")
POWERS = Kind(Power, "name", PowerItem, "power", "sub_item")

FIRST_DAY = date(2024, 1, 1)
SECOND_DAY = date(2025, 1, 1)
FAR_FUTURE = date(2999, 1, 1)


def make_district(code="430408", name="衡阳市蒸湘区"):
    return District.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_department(
    slug="minzheng", short_name="民政局", *, district=None, signboards=(), order=None
):
    """A department; its full name is the district's name and its short name."""
    district = district or make_district()
    department = Department.objects.create(
        district=district,
        slug=slug,
        order=order or district.departments.count() + 1,
        name=f"{district.name}{short_name}",
        short_name=short_name,
    )
    for position, signboard in enumerate(signboards):
        DepartmentName.objects.create(
            department=department,
            kind=DepartmentName.Kind.SIGNBOARD,
            name=signboard,
            position=position,
        )
    return department


def make_source(name="清单.txt", sha256="0" * 64):
    return SourceDocument.objects.get_or_create(
        sha256=sha256, defaults={"name": name, "encoding": "utf-8", "line_count": 1000}
    )[0]


def make_draft(department=None, *, list_type="责任清单", source=None):
    """An empty draft edition."""
    department = department or make_department()
    return Edition.objects.create(
        department=department,
        title=f"{department.name}{list_type}",
        list_type=list_type,
        source=source,
    )


def make_edition(department=None, *, entries=1, rows=1, powers=False, effective_from=FIRST_DAY):
    """A published edition with so many entries in each section, of so many rows each."""
    draft = fill(make_draft(department), entries=entries, rows=rows, powers=powers)
    return publish(draft, effective_from)


def fill(draft, *, entries=1, rows=1, powers=False):
    """Give a draft so many entries in each section, of so many rows each (returns the draft).

    Of the section that not all places have there are none unless asked for.
    """
    sections = [
        (DUTIES, "负责第 {} 类社会救助", "审批救助对象 {}"),
        (MATTERS, "第 {} 类养老服务", "区卫生局 {}"),
        (REGIMES, "第 {} 类监管", "监督检查对象 {}"),
        (SERVICES, "第 {} 类咨询", "解答政策 {}"),
        *([(POWERS, "第 {} 类许可", "新办 {}")] if powers else []),
    ]
    for kind, entry, row in sections:
        numbers = range(1, entries + 1)
        places = [[row.format(f"{n}-{place}") for place in range(1, rows + 1)] for n in numbers]
        _add_all(kind, draft, map(entry.format, numbers), places)
    return draft


def publish(draft, effective_from=FIRST_DAY):
    """Publish a draft (returns the published Edition).

    As a first edition where that may be, else in a maintenance: for a review there are people in
    ``tests.reviewing``.
    """
    department = draft.department
    if not (department.editions.published().exists() or begun(department.district_id)):
        return publish_edition(draft, effective_from, first_proof())
    with maintenance("试验所需的版本", "试验") as record:
        return publish_edition(draft, effective_from, of_maintenance(record))


def first_proof():
    return Proof(kind=Proof.Kind.FIRST, content={"by": "试验"})


def add_duty(edition, text="负责城乡居民最低生活保障工作", items=("受理低保申请",), **fields):
    """A duty with work items, each a text or a dict of fields."""
    return _add(DUTIES, edition, {"text": text, **fields}, items)


def add_matter(edition, matter="社会养老服务体系建设", parties=("区民政局", "区卫生局"), **fields):
    """A boundary matter with parties, each a name or a dict of fields."""
    return _add(MATTERS, edition, {"matter": matter, **fields}, parties)


def add_regime(edition, title="对社会团体的监管", parts=("一、监督检查对象",), **fields):
    """A regime with parts, each a heading or a dict of fields."""
    return _add(REGIMES, edition, {"title": title, **fields}, parts)


def add_service(edition, name="婚姻登记咨询", items=("解答婚姻登记问题",), **fields):
    """A public service with items, each a text or a dict of fields."""
    return _add(SERVICES, edition, {"name": name, **fields}, items)


def add_power(edition, name="公共场所卫生许可", items=("新办",), **fields):
    """A power with sub-items, each a text or a dict of fields."""
    return _add(POWERS, edition, {"name": name, **fields}, items)


def add_annex(
    edition,
    heading="责任追究机制",
    body="对不履行职责的，依法追究责任。",
    position=1,
    **fields,
):
    return Annex.objects.create(
        edition=edition, position=position, heading=heading, body=body, **fields
    )


def add_note(edition, text="注：本清单由各部门负责解释。", position=1, **fields):
    """A line that is printed beside the tables of a list."""
    return Note.objects.create(edition=edition, position=position, text=text, **fields)


def extra(heading="联系电话", text="0734-8888001"):
    """A column that a place prints beside those of a section."""
    return {"heading": heading, "text": text}


def add_heading(edition, section="services", text="四、公共服务事项", marker="", position=1):
    """A section's heading as printed, with what stands there in place of entries."""
    return SectionHeading.objects.create(
        edition=edition, position=position, section=section, text=text, marker=marker
    )


def _add(kind, edition, fields, rows):
    (entry,) = _numbered(kind, edition, [fields])
    entry.save(force_insert=True)
    _add_rows(kind, [entry], [rows])
    return entry


def _add_all(kind, edition, texts, rows):
    """Add an entry for each text with so many rows, in few queries; nobody is told of each."""
    entries = _numbered(kind, edition, [{kind.text: text} for text in texts])
    _add_rows(kind, kind.entry.objects.bulk_create(entries), rows)


def _numbered(kind, edition, several):
    """Entries that follow upon those of an edition, from the fields of each (list, not stored)."""
    place = kind.entry.objects.filter(edition=edition).count()
    uncoded = sum("code" not in fields for fields in several)
    codes = iter(new_codes(edition.department, kind.entry.code_prefix, uncoded))
    return [
        kind.entry(
            edition=edition,
            source=edition.source,
            **{"position": n, "number": str(n)} | fields,
            **{} if "code" in fields else {"code": next(codes)},
        )
        for n, fields in enumerate(several, place + 1)
    ]


def _add_rows(kind, entries, rows):
    """Give each entry its rows, each a text or a dict of fields."""
    kind.row.objects.bulk_create(
        kind.row(**{kind.link: entry, "source": entry.source, "position": n} | _fields(kind, row))
        for entry, its in zip(entries, rows, strict=True)
        for n, row in enumerate(its, 1)
    )


def _fields(kind, row):
    return {kind.row_text: row} if isinstance(row, str) else row
