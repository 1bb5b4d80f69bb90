"""The mark that an exported Office file carries: which edition it was made from.

It stands among the custom properties of the file, which Word, Excel, WPS and LibreOffice keep when
they save it.
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

#: The names of the properties, by the fields of a Mark.
PROPERTIES = {
    "digest": "清单版本摘要",
    "department": "清单部门地址名",
    "number": "清单版次",
}
_PART = "docProps/custom.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST = 200
#: Where a package says which parts it has, the end of that place, and what is added before it.
_MENTIONS = {
    "[Content_Types].xml": (
        b"</Types>",
        f'<Override PartName="/{_PART}" ContentType="application/'
        'vnd.openxmlformats-officedocument.custom-properties+xml"/>',
    ),
    "_rels/.rels": (
        b"</Relationships>",
        f'<Relationship Id="rIdListEdition" Type="{_OFFICE}/relationships/custom-properties"'
        f' Target="{_PART}"/>',
    ),
}


@dataclass(frozen=True)
class Mark:
    """What a file says of itself: the digest of an edition, its department's slug, its number."""

    digest: str
    department: str = ""
    number: str = ""

    @classmethod
    def of(cls, edition):
        return cls(edition.digest, edition.department.slug, str(edition.number))


def with_mark(package, edition):
    """An Office file (bytes) with the mark of a published edition."""
    stream = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, _mentioning(member.filename, old.read(member)), ZIP_DEFLATED)
        new.writestr(_PART, _properties(Mark.of(edition)))
    return stream.getvalue()


def mark_of(package):
    """The mark of an Office file (bytes; a Mark, None where it has none that can be read)."""
    try:
        with ZipFile(BytesIO(package)) as archive:
            root = fromstring(archive.read(_PART))
    except (KeyError, BadZipFile, ParseError, DefusedXmlException):
        return None
    said = {one.get("name"): "".join(one.itertext()).strip()[:_LONGEST] for one in root}
    found = {name: said[title] for name, title in PROPERTIES.items() if said.get(title)}
    return Mark(**found) if "digest" in found else None


def _mentioning(name, content):
    if name not in _MENTIONS:
        return content
    end, mention = _MENTIONS[name]
    before, _, after = content.rpartition(end)
    return before + mention.encode() + end + after


def _properties(mark):
    """The part that holds custom properties (ECMA-376, part 1, 22.3)."""
    listed = "".join(
        f'<property fmtid="{_FORMAT}" pid="{pid}" name="{title}">'
        f"<vt:lpwstr>{getattr(mark, name)}</vt:lpwstr></property>"
        for pid, (name, title) in enumerate(PROPERTIES.items(), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{listed}</Properties>"
    )
