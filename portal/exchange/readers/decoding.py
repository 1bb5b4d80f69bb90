"""From a file to text: what is too large, is no text, or is in an encoding that is not read."""

import re
import stat
from pathlib import Path

from charset_normalizer import from_bytes

from ..commands.reasons import reason
from .structure import UnreadableDocument

MAX_BYTES = 20 * 1024 * 1024

_SAMPLE = 64 * 1024
_FOREIGN_FILES = (
    (b"PK\x03\x04", "Word（docx）、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word（doc）或 Excel 文件"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"\x1f\x8b", "gzip 压缩文件"),
    (b"7z\xbc\xaf", "7z 压缩文件"),
    (b"Rar!", "RAR 压缩文件"),
)
_FOREIGN_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_EXPORT_AGAIN = "请在 Word 中另存为纯文本，编码选 UTF-8，再导入。"

#: A file is no text when more of it than this, and more than a few, are control characters
#: (of which ESC has its uses in text).
_BINARY_SHARE, _FEW = 0.002, 8
_TEXT_BYTES = bytes({9, 10, 13, 27, *range(32, 127), *range(128, 256)})

#: In simplified Chinese nearly all characters are punctuation or among the 3755 of GB 2312 level 1,
#: and a good part of them are these few.
_COMMON_SHARE = 0.9
_EVERYDAY_SHARE = 0.2
_EVERYDAY = frozenset(
    "的一是在不有和人中大为上国以要时用生到作地于出分对成会可主发年动同工能下产面方后多定行学法所民经进等"
    "部度理实加体制机业本性应开合事政社各重内公建设及管组指规负责任职督检查监门局区县市、，。；（）“”《》"
)
_FAMILIAR_NAMES = {"big5": "Big5", "big5hkscs": "Big5", "cp932": "Shift_JIS", "cp949": "EUC-KR"}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def read_bytes(path):
    """The bytes of a document, refused unless it is a file with something in it and not too large."""
    path = Path(path)
    try:
        _refuse_by_kind(path, path.stat())
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableDocument(f"找不到文件 {path}，请核对路径。") from None
    except ValueError:
        raise UnreadableDocument(f"打不开文件 {path}（路径无效），请核对路径。") from None
    except OSError as error:
        raise UnreadableDocument(
            f"打不开文件 {path}（{reason(error)}），请核对路径和权限。"
        ) from None
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(_too_large(path))
    return content


def _refuse_by_kind(path, found):
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableDocument(f"{path} 是目录，不是文件，请指明其中的清单文件。")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableDocument(f"{path} 不是普通文件，请指明清单文件。")
    if found.st_size == 0:
        raise UnreadableDocument(f"文件 {path} 是空的，请重新导出清单。")
    if found.st_size > MAX_BYTES:
        raise UnreadableDocument(_too_large(path))


def _too_large(path):
    limit = MAX_BYTES // 1024 // 1024
    return f"文件 {path} 超过 {limit} MB 的上限，请核对是否选错，或分成几个文件导入。"


def decode(content):
    """(text, name of its encoding): UTF-8 with or without a mark, or GB 18030."""
    _refuse_foreign(content)
    try:
        marked = content.startswith(b"\xef\xbb\xbf")
        return content.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged(content, "utf-8", error.start)
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        _refuse_damaged(content, "gb18030", error.start)
        text = None
    if text is None or not is_plausible(text):
        raise UnreadableDocument(
            f"文件的编码不是 UTF-8 或 GB18030（{_guess(content)}），读出来会是乱码。{_EXPORT_AGAIN}"
        )
    return text, "gb18030"


def _refuse_foreign(content):
    for signature, kind in _FOREIGN_FILES:
        if content.startswith(signature):
            raise UnreadableDocument(f"这不是清单的文本，而是 {kind}。{_EXPORT_AGAIN}")
    for mark, encoding in _FOREIGN_MARKS:
        if content.startswith(mark):
            raise UnreadableDocument(_foreign_encoding(encoding))
    sample = content[:_SAMPLE]
    if len(sample.translate(None, _TEXT_BYTES)) > max(len(sample) * _BINARY_SHARE, _FEW):
        _refuse_binary(sample)


def _refuse_binary(sample):
    """Control characters all over: UTF-16 without a mark, or no text at all."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if is_plausible(sample.decode(encoding, "ignore")):
            raise UnreadableDocument(_foreign_encoding(encoding.upper()))
    raise UnreadableDocument(f"这是二进制文件，不是文本。{_EXPORT_AGAIN}")


def _foreign_encoding(encoding):
    return f"文件的编码是 {encoding}，这里只读 UTF-8 和 GB18030。{_EXPORT_AGAIN}"


def _refuse_damaged(content, encoding, start):
    """Say so if, but for a few bytes, the file does read in an encoding."""
    if is_plausible(content.decode(encoding, "replace")):
        line = content.count(b"\n", 0, start) + 1
        raise UnreadableDocument(
            f"第{line}行有不合 {encoding.upper()} 编码的字节，文件可能损坏。{_EXPORT_AGAIN}"
        )


def is_plausible(text):
    """Whether a text reads like simplified Chinese, or like plain ASCII.

    Bytes of other encodings often decode too, but to characters that hardly anybody uses.
    """
    foreign = "".join(_NOT_ASCII.findall(text[:_SAMPLE]))
    leads = foreign.encode("gb2312", "ignore")[::2]
    common = sum(0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7 for lead in leads)
    everyday = sum(char in _EVERYDAY for char in foreign)
    return common >= len(foreign) * _COMMON_SHARE and everyday >= len(foreign) * _EVERYDAY_SHARE


def _guess(content):
    """What charset-normalizer takes the encoding for, in words."""
    chinese = ["gb18030", "gbk", "gb2312", "hz"]
    best = from_bytes(content[:_SAMPLE], cp_exclusion=chinese).best()
    return f"很可能是 {_FAMILIAR_NAMES.get(best.encoding, best.encoding)}" if best else "无法识别"
