"""The zip archives that XLSX files are, looked over before anything in them is parsed."""

from io import BytesIO
from zipfile import ZipFile

from departments.sheets.archives import UnfitArchive, check_archive

from ..faults import Unreadable

#: Tags and attributes over all members, which take the time and the memory of a parser: at most a
#: few seconds and 400 MB. A list of 3,000 rows has so many.
MOST_MARKS = 400_000
BROKEN = "文件已经损坏，或者不是 XLSX 表格。请在表格软件中打开核对，另存为 XLSX 再上传。"


def check_workbook(content):
    """Refuse a workbook that is encrypted or would take too much to read. Raises Unreadable."""
    try:
        check_archive(content)
        with ZipFile(BytesIO(content)) as archive:
            marks = sum(_marks(archive.read(member)) for member in archive.infolist())
    except UnfitArchive as error:
        raise Unreadable(str(error)) from error
    except Exception as error:  # zipfile, zlib, bz2 and lzma each have errors of their own
        raise Unreadable(BROKEN) from error
    if marks > MOST_MARKS:
        raise Unreadable("表格中的内容太多，不是正常的清单。请把内容复制到新的工作簿再上传。")


def _marks(content):
    return content.count(b"<") + content.count(b"=")
