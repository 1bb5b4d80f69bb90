"""Uploads for tests: one of each kind that is taken, as small as it can be."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64


def package(*names):
    """The bytes of a ZIP archive with empty files of these names."""
    return package_of(dict.fromkeys(names, ""))


def package_of(files):
    """The bytes of a ZIP archive with these files (dict of name to text)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


#: By extension, bytes that are of this kind.
CONTENTS = {
    "pdf": b"%PDF-1.7\n%%EOF\n",
    "ofd": package("OFD.xml"),
    "docx": package("[Content_Types].xml", "word/document.xml"),
    "xlsx": package("[Content_Types].xml", "xl/workbook.xml"),
    **dict.fromkeys(("doc", "xls", "wps", "et"), OLE),
    **dict.fromkeys(("jpg", "jpeg"), b"\xff\xd8\xff\xe0\0\x10JFIF"),
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "txt": "衡阳市蒸湘区\r\n".encode("gb18030"),
    "csv": "编码,名称\n".encode("utf-8-sig"),
}


def upload(name="会议纪要.pdf", content=CONTENTS["pdf"]):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)
