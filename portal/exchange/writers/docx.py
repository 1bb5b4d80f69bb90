"""An edition as a Word document in the form of the printed list: title, sections, annexes.

Headings stand as printed; where the list has a section without entries its marker (无, ……) stands
in their place. Cells that are merged on paper are merged.
"""

from io import BytesIO

from django.utils.formats import date_format
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from departments.contents import sections
from departments.marks import with_mark
from departments.xml import storable

from .packages import repacked
from .word import add_paragraphs, add_table

#: The tables of the sections: titles of the columns and their widths in millimetres.
DUTIES = {"序号": 16, "主要职责": 72, "具体工作事项": 125, "备注": 32}
BOUNDARIES = {
    "序号": 14,
    "管理事项": 28,
    "相关部门": 28,
    "职责分工": 60,
    "相关依据": 75,
    "案例": 40,
}
SERVICES = {"序号": 16, "服务事项": 62, "主要工作内容": 120, "承办机构": 47}
MARGIN = Mm(26)


def to_docx(edition):
    """The edition as DOCX (bytes), the same whenever it is made."""
    document = _empty_document(edition)
    _title(document, edition)
    for section in sections(edition):
        _section(document, section)
    for annex in edition.annex_set.all():
        document.add_heading(storable(annex.heading), 1)
        add_paragraphs(document, annex.body)
    stream = BytesIO()
    document.save(stream)
    return repacked(with_mark(stream.getvalue(), edition))


def _empty_document(edition):
    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = MARGIN
    for style, size in (("Normal", 10.5), ("Title", 22), ("Heading 1", 16), ("Heading 2", 12)):
        _set_type(document.styles[style], size)
    _about(document.core_properties, edition)
    footer = f"{edition.label}，{_standing(edition)}，SHA-256 摘要 {edition.digest}"
    page.footer.paragraphs[0].text = footer
    return document


def _standing(edition):
    begins = f"{date_format(edition.effective_from)}起施行"
    if edition.is_cancelled:
        return f"原定{begins}，{date_format(edition.cancellation.cancelled_on)}已取消"
    return begins


def _set_type(style, size):
    family = "宋体" if style.name == "Normal" else "黑体"
    style.font.size, style.font.name = Pt(size), family
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), family)


def _about(properties, edition):
    properties.title = storable(edition.title.replace("\n", ""))[:255]  # as many as it may have
    properties.author = properties.last_modified_by = storable(edition.department_name)
    properties.created = properties.modified = edition.published_at
    properties.comments, properties.language = "", "zh-CN"


def _title(document, edition):
    for line in (edition.title or edition.department_name).split("\n"):
        document.add_heading(storable(line), 0).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _section(document, section):
    """The section's headings; its entries behind the first that does not say there are none."""
    above_entries = [heading for heading in section.headings if not heading.marker][:1]
    if section.entries and not above_entries:
        document.add_heading(section.title, 1)
        WRITERS[section.key](document, section.entries)
    for heading in section.headings:
        document.add_heading(storable(heading.text), 1)
        add_paragraphs(document, heading.marker)
        if section.entries and heading in above_entries:
            WRITERS[section.key](document, section.entries)


def _duties(document, duties):
    rows = [
        (_number(duty, item, place), _once(duty.text, place), *_texts(item, "text", "note"))
        for duty in duties
        for place, item in enumerate(duty.rows or [None])
    ]
    add_table(document, DUTIES, rows)


def _boundaries(document, matters):
    columns = ("name", "responsibility", "basis", "case")
    rows = [
        (
            _number(matter, party, place),
            _once(matter.matter, place),
            *(_or_merged(text, place) for text in _texts(party, *columns)),
        )
        for matter in matters
        for place, party in enumerate(matter.rows or [None])
    ]
    add_table(document, BOUNDARIES, rows)


def _supervision(document, regimes):
    for regime in regimes:
        document.add_heading(storable(regime.number + regime.title), 2)
        add_paragraphs(document, regime.preamble)
        for part in regime.rows:
            add_paragraphs(document, part.heading, bold=True)
            add_paragraphs(document, part.body)


def _services(document, services):
    rows = [
        (
            _number(service, item, place),
            _once(service.name, place),
            *_texts(item, "content", "handler"),
        )
        for service in services
        for place, item in enumerate(service.rows or [None])
    ]
    add_table(document, SERVICES, rows)


WRITERS = {
    "duties": _duties,
    "boundaries": _boundaries,
    "supervision": _supervision,
    "services": _services,
}


def _texts(row, *columns):
    """What a row has in some columns; nothing where an entry has no rows."""
    return [getattr(row, column, "") for column in columns]


def _once(text, place):
    """What an entry's cell has in one of its rows: its text, then None, merged with the above."""
    return None if place else text


def _or_merged(text, place):
    """A cell that is merged with the one above where it is empty, except in an entry's first row."""
    return text or _once("", place)


def _number(entry, row, place):
    """The number column: the entry's number, and a further one where a row below bears it."""
    numbers = [*([] if place else [entry.number]), *_texts(row, "number")]
    return _or_merged("\n".join(filter(None, numbers)), place)
