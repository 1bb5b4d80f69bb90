"""The zip archives that XLSX files are, looked over before anything in them is parsed."""

from io import BytesIO
from zipfile import ZipFile

from ..faults import Unreadable

#: Members, unpacked bytes, and times by which one member may grow.
MOST_MEMBERS, MOST_BYTES, MOST_GROWTH = 500, 30 * 1024 * 1024, 150
#: Tags and attributes over all members, which take the time and the memory of a parser: at most a few
#: seconds and 400 MB. A list of 3,000 rows has so many.
MOST_MARKS = 400_000
#: Small members may grow as they like.
SMALL = 1024 * 1024

_ENCRYPTED_FLAG = 1
BROKEN = "文件已经损坏，或者不是 XLSX 表格。请在表格软件中打开核对，另存为 XLSX 再上传。"
_TOO_MUCH = "文件展开后过大，不是正常的清单表格。请把内容复制到新的工作簿再上传。"


def check_archive(content):
    """Refuse an archive that is encrypted or would unpack to too much. Raises Unreadable."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check_directory(members)
            # The directory may lie about sizes, but no member is read beyond what it says.
            if sum(_marks(archive.read(member)) for member in members) > MOST_MARKS:
                raise Unreadable(_TOO_MUCH)
    except Unreadable:
        raise
    except Exception as error:  # zipfile, zlib, bz2 and lzma each have errors of their own
        raise Unreadable(BROKEN) from error


def _marks(content):
    return content.count(b"<") + content.count(b"=")


def _check_directory(members):
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise Unreadable("文件设了密码，读不了。请取消密码后再上传。")
    grown = any(
        member.file_size > SMALL and member.file_size > MOST_GROWTH * member.compress_size
        for member in members
    )
    unpacked = sum(member.file_size for member in members)
    if grown or unpacked > MOST_BYTES or len(members) > MOST_MEMBERS:
        raise Unreadable(_TOO_MUCH)
