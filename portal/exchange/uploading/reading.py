"""An uploaded document read: Word documents in a process of their own, with limits."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace

from django.conf import settings

from departments.sheets.archives import UnfitArchive, check_archive
from departments.sheets.marks import Mark

from ..document import word
from ..readers import UnreadableDocument, read_content, read_text

#: Bytes of the largest upload.
LARGEST = 10 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_TEXT = "请在 Word 中另存为纯文本，编码选 UTF-8，再上传。"
_REASONS = {
    word.NUMBERED: f"文件用了自动编号，编号不是文字，读不到。{_AS_TEXT}",
    word.HIDDEN: f"文件有文本框或者嵌套的表格，其中的文字读不准。{_AS_TEXT}",
}


def read_upload(content):
    """Read a Word document or a text (Document, and its Mark or None). Raises UnreadableDocument."""
    if len(content) > LARGEST:
        limit = LARGEST // 1024 // 1024
        raise UnreadableDocument(f"文件超过 {limit} MB 的上限，请核对是否选错。")
    if content.startswith(_OLE):
        raise UnreadableDocument("这是旧版 Word 文件，或者设了密码。请另存为 .docx，再上传。")
    if not content.startswith(b"PK"):
        return read_content(content), None
    read = read_word(content)
    digest = hashlib.sha256(content).hexdigest()
    document = replace(read_text(read["text"]), encoding="docx", sha256=digest)
    return document, Mark(**read["mark"]) if read["mark"] else None


def read_word(content):
    """What the program that reads Word says of a document: ``text`` and ``mark`` (dict)."""
    try:
        check_archive(content)
        done = subprocess.run(
            [sys.executable, "-m", word.__name__],
            input=content,
            capture_output=True,
            cwd=settings.BASE_DIR,
            timeout=2 * word.SECONDS,
            check=False,
        )
    except UnfitArchive as error:
        raise UnreadableDocument(str(error)) from error
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(f"文件太复杂，读不完。{_AS_TEXT}") from error
    if done.returncode:
        broken = f"文件已经损坏，或者不是 Word 文件。{_AS_TEXT}"
        raise UnreadableDocument(_REASONS.get(done.returncode, broken))
    return json.loads(done.stdout)
