"""Which files may go with an adjustment, known by their extension and by what is in them."""

import io
import struct
import zipfile
from dataclasses import dataclass

_PDF = b"%PDF-"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "application/vnd.openxmlformats-officedocument"
#: How macros are called in the two kinds of office documents.
_OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ZIP_MACROS = "vbaProject.bin"
#: In how many bytes at its beginning a PDF file must say that it is one, as those who read it ask.
_PDF_WITHIN = 1024
#: How many files a package may hold, and how many bytes they may have unpacked.
MOST_FILES = 5000
MOST_UNPACKED = 500 * 1024 * 1024
_ZIP_ENTRY = b"PK\x01\x02"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: Signs that no text has; a line may end in any way.
_NO_TEXT = set(range(32)) - {*b"\t\n\r\f"}


@dataclass(frozen=True)
class FileKind:
    """A kind of file: the media type under which it is given out, and how its bytes begin.

    ``parts`` are files that a package (a ZIP archive) of this kind has inside.
    """

    media_type: str
    beginning: bytes = b""
    parts: tuple[str, ...] = ()

    def fits(self, content):
        """Whether some bytes are of this kind."""
        if not self.beginning:
            return _is_text(content)
        if not _begins(content, self.beginning):
            return False
        return not self.parts or set(self.parts) <= _names_inside(content)


def _package(media_type, *parts):
    return FileKind(media_type, b"PK\x03\x04", parts)


#: The kinds that are taken, by extension.
KINDS = {
    "pdf": FileKind("application/pdf", _PDF),
    "ofd": _package("application/ofd", "OFD.xml"),
    "docx": _package(
        f"{_OFFICE}.wordprocessingml.document", "[Content_Types].xml", "word/document.xml"
    ),
    "xlsx": _package(f"{_OFFICE}.spreadsheetml.sheet", "[Content_Types].xml", "xl/workbook.xml"),
    "doc": FileKind("application/msword", _OLE),
    "xls": FileKind("application/vnd.ms-excel", _OLE),
    "wps": FileKind("application/octet-stream", _OLE),
    "et": FileKind("application/octet-stream", _OLE),
    "jpg": FileKind("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": FileKind("image/jpeg", b"\xff\xd8\xff"),
    "png": FileKind("image/png", b"\x89PNG\r\n\x1a\n"),
    "txt": FileKind("text/plain"),
    "csv": FileKind("text/csv"),
}


def has_macros(content):
    """Whether the bytes of an office document bring programs along."""
    if content.startswith(_OLE):
        return _OLE_MACROS in content
    return any(name.endswith(_ZIP_MACROS) for name in _names_inside(content))


def is_bomb(content):
    """Whether the bytes of a package would be too much unpacked, in files or in bytes."""
    if content.count(_ZIP_ENTRY) > MOST_FILES:
        return True
    return sum(one.file_size for one in _files_inside(content)) > MOST_UNPACKED


def _names_inside(content):
    return {one.filename for one in _files_inside(content)}


def _files_inside(content):
    """The files in a ZIP archive, which is not unpacked (list of ZipInfo; empty if it is none)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        return []


def _begins(content, beginning):
    """Whether bytes begin as they should: a PDF may have others before it, but no markup."""
    if beginning != _PDF:
        return content.startswith(beginning)
    before, found, _ = content[: _PDF_WITHIN + len(_PDF)].partition(_PDF)
    return bool(found) and b"<" not in before


def _is_text(content):
    if content.startswith(_UTF_16):
        return _decodes(content, "utf-16") and _NO_TEXT.isdisjoint(
            map(ord, content.decode("utf-16"))
        )
    if not content or not _NO_TEXT.isdisjoint(content):
        return False
    return any(_decodes(content, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(content, encoding):
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
