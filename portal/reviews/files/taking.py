"""What is taken of an upload: its kind, size and name are looked at, its bytes are kept."""

from dataclasses import dataclass

from django.conf import settings

from ..models import Attachment
from ..refusals import Incomplete
from . import kinds, vault
from .names import clean_name, extension_of


@dataclass(frozen=True)
class Taken:
    """An upload that may be kept: its name, its FileKind, its bytes and their SHA-256."""

    name: str
    kind: kinds.FileKind
    content: bytes
    sha256: str


def look_at(upload):
    """What was sent (a Django UploadedFile, None if nothing was) as a Taken. Raises Incomplete."""
    _check_size(upload)
    name, content = clean_name(upload.name), upload.read()
    return Taken(name, _checked_kind(name, content), content, vault.digest_of(content))


def keep(user, adjustment, taken, **values):
    """Keep what was taken with an adjustment (returns the Attachment, with ``values`` besides)."""
    # Before its row: a row without a file would be worse than a file without a row.
    vault.keep(taken.content)
    return Attachment.objects.create(
        adjustment=adjustment,
        name=taken.name,
        media_type=taken.kind.media_type,
        size=len(taken.content),
        sha256=taken.sha256,
        added_by=user,
        added_by_name=user.get_full_name(),
        **values,
    )


def _check_size(upload):
    if upload is None:
        raise Incomplete("请选择要附上的文件。")
    if not upload.size:
        raise Incomplete("这是一个空文件，请重新选择。")
    if upload.size > settings.ATTACHMENT_MB * 1024 * 1024:
        raise Incomplete(f"文件太大，每个附件不超过 {settings.ATTACHMENT_MB} MB。")


def _checked_kind(name, content):
    """The FileKind of some bytes under a name. Raises Incomplete if they are not to be taken."""
    extension = extension_of(name)
    kind = kinds.KINDS.get(extension)
    if kind is None:
        raise Incomplete(f"不能附上《{name}》：只收 {'、'.join(kinds.KINDS)} 文件。")
    if kinds.is_bomb(content):
        raise Incomplete(
            f"《{name}》里的文件太多，或者展开后太大：不超过 {kinds.MOST_FILES} 个文件、"
            f"展开后 {kinds.MOST_UNPACKED >> 20} MB。请另存为 PDF 文件或者分成几个再附上。"
        )
    if not kind.fits(content):
        raise Incomplete(f"《{name}》的内容不是 {extension} 文件，或者设有打开密码。")
    if kinds.has_macros(content):
        raise Incomplete(f"《{name}》含有宏，请另存为不含宏的文件。")
    return kind
