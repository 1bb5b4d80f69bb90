"""Uploaded files as sheets of text: ``read_sheets``."""

from ..faults import Unreadable
from .csv import read_csv
from .sheets import Cell, Sheet
from .xlsx import read_xlsx

__all__ = ["LARGEST", "Cell", "Sheet", "read_sheets"]

#: Bytes of the largest file that is read. The longest lists are some hundred kB.
LARGEST = 5 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"%PDF": "PDF 文件",
    b"{\\rtf": "RTF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"\x1f\x8b": "压缩文件",
    b"7z\xbc\xaf": "压缩文件",
    b"Rar!": "压缩文件",
}


def read_sheets(content):
    """The sheets of an XLSX or CSV file, told by its bytes (list of Sheet). Raises Unreadable."""
    if not content.strip():
        raise Unreadable("文件是空的，请重新导出。")
    if len(content) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST // 1024 // 1024} MB 的上限，请核对是否选错。")
    if content.startswith(b"PK"):
        return read_xlsx(content)
    _refuse_others(content)
    return [read_csv(content)]


def _refuse_others(content):
    if content.startswith(_OLE):
        raise Unreadable(
            "文件设了打开密码，读不了。请取消密码后再上传。"
            if _ENCRYPTED in content
            else "这是旧版 Office 文件（如 .xls、.doc），请在表格软件中另存为 .xlsx 再上传。"
        )
    for signature, kind in _OTHERS.items():
        if content.startswith(signature):
            raise Unreadable(f"这是{kind}，不是表格。请上传 CSV 或 XLSX 文件。")
