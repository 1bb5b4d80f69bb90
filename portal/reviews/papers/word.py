"""A paper as a Word document, in the type and measures of official documents (GB/T 9704)."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from departments.sheets.xml import storable

#: The page: A4, its margins, and what they leave for the text.
WIDTH, HEIGHT = Mm(210), Mm(297)
TOP, RIGHT, BOTTOM, LEFT = Mm(37), Mm(26), Mm(35), Mm(28)
TEXT_WIDTH = WIDTH - LEFT - RIGHT
#: The family and size of each style: 二号 title, 三号 headings, 小四 text, 五号 tables.
STYLES = {
    "Normal": ("仿宋", 14),
    "Title": ("宋体", 22),
    "Heading 1": ("黑体", 16),
    "Heading 2": ("楷体", 14),
}
IN_TABLES = Pt(10.5)
#: What stands in where a machine lacks a family.
INSTEAD = {"仿宋": "仿宋_GB2312", "宋体": "SimSun", "黑体": "SimHei", "楷体": "楷体_GB2312"}
LABELS = 24  # per cent of the width, for the labels of facts


def to_docx(paper):
    """A Paper as DOCX (bytes)."""
    document = _empty_document(paper.title)
    document.add_heading(storable(paper.title), 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add(document, paper.number).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in paper.blocks:
        WRITERS[block.kind](document, block)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _empty_document(title):
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = WIDTH, HEIGHT
    page.top_margin, page.right_margin = TOP, RIGHT
    page.bottom_margin, page.left_margin = BOTTOM, LEFT
    for name, (family, size) in STYLES.items():
        _set_type(document.styles[name], family, size)
    _name_substitutes(document)
    _number_pages(page.footer.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.author = storable(title)[:255], ""  # as many as it may have
    properties.comments, properties.language = "", "zh-CN"
    return document


def _set_type(style, family, size):
    style.font.size, style.font.name = Pt(size), "Times New Roman"
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_after = Pt(6)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), family)
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _name_substitutes(document):
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for family, other in INSTEAD.items():
        font, substitute = OxmlElement("w:font"), OxmlElement("w:altName")
        font.set(qn("w:name"), family)
        substitute.set(qn("w:val"), other)
        font.append(substitute)
        table.append(font)
    changed = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
    part._blob = changed  # noqa: SLF001 (python-docx writes no table of fonts itself)


def _number_pages(footer):
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    number.append(footer.add_run("1")._r)  # until the program that opens it has counted
    footer._p.append(number)
    footer.add_run(" —")


def _heading(document, block):
    document.add_heading(storable(block.text), block.level)


def _paragraph(document, block):
    _add(document, block.text, bold=block.strong)


def _closing(document, block):
    for line in block.lines:
        _add(document, line).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _facts(document, block):
    table = _table(document, [LABELS, 100 - LABELS])
    for label, text in block.pairs:
        cells = table.add_row().cells
        _fill(cells[0], label, bold=True)
        _fill(cells[1], text)


def _rows(document, block):
    table = _table(document, block.columns.values())
    head = table.add_row()
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, title in zip(head.cells, block.columns, strict=True):
        _fill(cell, title, bold=True)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell, text)


def _table(document, shares):
    """An empty table whose columns have these shares of the width, in per cent."""
    shares = list(shares)
    table = document.add_table(0, len(shares), "Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = TEXT_WIDTH * share // 100
    return table


def _fill(cell, text, *, bold=False):
    first, *further = storable(text).split("\n")
    for paragraph in (cell.paragraphs[0], *(cell.add_paragraph() for _ in further)):
        paragraph.paragraph_format.space_after = Pt(0)
    for paragraph, line in zip(cell.paragraphs, [first, *further], strict=True):
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold or None, IN_TABLES


def _add(document, text, *, bold=False):
    """A paragraph for each line of a text (returns the last)."""
    for line in storable(text).split("\n"):
        paragraph = document.add_paragraph()
        paragraph.add_run(line).bold = bold or None
    return paragraph


WRITERS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "closing": _closing,
    "facts": _facts,
    "table": _rows,
}
