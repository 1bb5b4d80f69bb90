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

from departments.reading.contents import contents
from departments.sections import Holds, Layout
from departments.sheets.marks import with_mark
from departments.sheets.xml import storable
from departments.texts.record_texts import named_texts, running_columns

from .packages import repacked
from .printed import number_of, printed_table, with_groups
from .word import add_paragraphs, add_table

MARGIN = Mm(26)


def to_docx(edition):
    """The edition as DOCX (bytes), the same whenever it is made."""
    document = _empty_document(edition)
    _title(document, edition)
    printed = contents(edition)
    for section in printed.sections:
        _section(document, section)
        _notes(document, section.notes)
        _annexes(document, section.annexes)
    _annexes(document, printed.annexes)
    _notes(document, printed.notes)
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
        _entries(document, section)
    for heading in section.headings:
        document.add_heading(storable(heading.text), 1)
        add_paragraphs(document, heading.marker)
        if section.entries and heading in above_entries:
            _entries(document, section)


def _entries(document, section):
    declared = section.model.section
    if declared.layout is Layout.PROSE:
        _prose(document, declared, section.entries)
    else:
        add_table(document, *printed_table(declared, section.entries))


def _prose(document, section, entries):
    own = running_columns(section, section.columns)
    own = [one for one in own if one.holds is not Holds.NUMBER and one.field != section.heading]
    for group, entry in with_groups(entries):
        add_paragraphs(document, group, bold=True)
        document.add_heading(storable(number_of(section.columns, entry) + entry.heading), 2)
        _texts(document, own, entry)
        for row in entry.rows:
            _texts(document, running_columns(section, section.rows.columns), row)


def _texts(document, running, record):
    """A record's running text, and below it what else it says, with what that is called."""
    for column in running:
        bold = column.holds is Holds.HEADING
        add_paragraphs(document, getattr(record, column.field), bold=bold)
    for label, text in named_texts(record):
        add_paragraphs(document, f"{label}：{text}")


def _annexes(document, annexes):
    for annex in annexes:
        document.add_heading(storable(annex.heading), 1)
        add_paragraphs(document, annex.body)
        for place, table in enumerate(annex.tables):
            if place:  # two tables with nothing between them would be one
                document.add_paragraph()
            add_table(document, table["headings"], table["rows"])


def _notes(document, notes):
    for note in notes:
        add_paragraphs(document, note.text)
