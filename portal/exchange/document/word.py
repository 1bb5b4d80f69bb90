"""A Word document as text: a line for each paragraph, and cells as the readers know them.

A cell begins with a tab, a row ends with an empty line. Run as a program it reads the document from
its input and writes the text as JSON; it takes no more memory and time than it is given.
"""

import json
import resource
import sys
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from departments.sheets.marks import mark_of
from departments.texts.folding import without_blanks

#: Bytes of memory and seconds of work.
MEMORY, SECONDS = 1024 * 1024 * 1024, 20
#: With these the program ends when it cannot read a document to the letter.
NUMBERED, HIDDEN = 3, 4

_TEXT_BOX = qn("w:txbxContent")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " "}


class Numbered(Exception):
    """Numbers that Word makes are no text of the document."""


class Hidden(Exception):
    """There is text elsewhere than in paragraphs and cells."""


def text_of(content):
    """The text of a document (bytes of DOCX). Raises Numbered, Hidden, and whatever docx raises."""
    document = Document(BytesIO(content))
    body = document.element.body
    styles = _numbered_styles(document)
    if any(_is_numbered(each, styles) for each in body.iter(qn("w:p"))):
        raise Numbered
    text = "\n".join(_blocks(body))
    if next(body.iter(_TEXT_BOX), None) is not None or _letters(text) != _letters(_said(body)):
        raise Hidden
    return text


def _numbered_styles(document):
    """The styles whose paragraphs Word numbers (set of their ids)."""
    styles = document.styles.element.iter(qn("w:style"))
    return {one.get(qn("w:styleId")) for one in styles if _has_numbers(one)}


def _is_numbered(paragraph, styles):
    named = paragraph.style in styles
    return (named or _has_numbers(paragraph)) and bool(_said(paragraph).strip())


def _has_numbers(element):
    ids = [each.get(qn("w:val")) for each in element.iter(qn("w:numId"))]
    return any(each != "0" for each in ids)


def _blocks(parent):
    """The lines of the paragraphs and tables in an element, also of those in wrappers (yields str)."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield _paragraph(child)
        elif child.tag == qn("w:tbl"):
            yield from _table(child)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child)


def _table(table):
    for row in table.iter(qn("w:tr")):
        for cell in row.iter(qn("w:tc")):
            first, *others = list(_blocks(cell)) or [""]
            yield f"\t{first}"
            yield from others
        yield ""


def _paragraph(paragraph):
    pieces = (
        each.text or "" if each.tag == qn("w:t") else _BREAKS.get(each.tag, "")
        for each in paragraph.iter(qn("w:t"), *_BREAKS)
        if each.getparent().tag == qn("w:r")
    )
    return "".join(pieces)


def _said(element):
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def _letters(text):
    return len(without_blanks(text))


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    content = sys.stdin.buffer.read()
    try:
        text = text_of(content)
    except Numbered:
        sys.exit(NUMBERED)
    except Hidden:
        sys.exit(HIDDEN)
    mark = mark_of(content)
    print(json.dumps({"text": text, "mark": mark and vars(mark)}))


if __name__ == "__main__":
    main()
