"""The zip archives that Office files are, looked over before anything in them is parsed."""

from io import BytesIO
from zipfile import ZipFile

#: Members, unpacked bytes, and times by which one member may grow.
MOST_MEMBERS, MOST_BYTES, MOST_GROWTH = 500, 30 * 1024 * 1024, 150
#: Small members may grow as they like.
SMALL = 1024 * 1024

_ENCRYPTED_FLAG = 1


class UnfitArchive(ValueError):
    """An archive that is not to be parsed; the text says why and is shown to users."""


def check_archive(content):
    """Look at the directory of an archive (bytes). Raises UnfitArchive.

    A directory may lie about sizes, but no member is read beyond what it says there.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except Exception as error:  # zipfile has several of its own, and struct's
        raise UnfitArchive("文件已经损坏，请在 Office 软件中打开核对，另存后再上传。") from error
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise UnfitArchive("文件设了密码，读不了。请取消密码后再上传。")
    grown = any(
        member.file_size > SMALL and member.file_size > MOST_GROWTH * member.compress_size
        for member in members
    )
    unpacked = sum(member.file_size for member in members)
    if grown or unpacked > MOST_BYTES or len(members) > MOST_MEMBERS:
        raise UnfitArchive("文件展开后过大，不是正常的清单。请把内容复制到新的文件再上传。")
