"""What cannot be read is refused with one sentence that says what is wrong, where, what to do."""

import os
import re

import pytest

from portal.exchange.readers import UnreadableDocument, decoding, lines, read_document, read_text
from tests.portal.exchange.readers.documents import document, row, table

TEXT = document(table("duties", row("1", "拟订民政规划。", "起草规划草案，报县政府批准。", "")))
TRADITIONAL = (
    "雲溪縣民政局\n一、部門職責\n\n擬訂民政規劃，報縣政府批准後組織實施，並負責監督檢查。\n"
)
JAPANESE = "雲渓県の行政改革に関する基本方針について、次のとおり定める。\n担当部署の職責。\n"
KOREAN = "서울특별시 강남구 보건소의 업무분장은 다음과 같다. 직원의 책임과 권한을 정한다.\n"


def refusal(path):
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith("。")
    return message


@pytest.fixture
def written(tmp_path):
    """Writes bytes to a file and returns its path."""

    def write(content):
        path = tmp_path / "清单.txt"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_utf8_and_gb18030_are_read_whatever_the_line_ends(written, encoding, end):
    read = read_document(written(TEXT.replace("\n", end).encode(encoding)))
    assert read.encoding == encoding
    assert read.lists == read_text(TEXT).lists


def test_lines_are_numbered_as_an_editor_does():
    assert read_text(TEXT).line_count == TEXT.count("\n")
    assert read_text(TEXT + "附注").line_count == TEXT.count("\n") + 1
    read = read_text(TEXT.replace("起草规划草案", "起草\u2028规划\u2029草案"))
    assert read.line_count == TEXT.count("\n")


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (TEXT, "utf-16", "UTF-16"),
        (TEXT, "utf-16-le", "UTF-16-LE"),
        (TEXT, "utf-16-be", "UTF-16-BE"),
        (TEXT, "utf-32", "UTF-32"),
        (TRADITIONAL, "big5", "Big5"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (JAPANESE, "euc_jp", "euc_j"),
        (KOREAN, "euc_kr", "EUC-KR"),
    ],
)
def test_another_encoding_is_named(written, text, encoding, named):
    assert named in refusal(written(text.encode(encoding)))


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"PK\x03\x04" + bytes(100), "Word（docx）"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧版 Word（doc）"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 20, "二进制文件"),
    ],
)
def test_a_file_of_another_kind_is_named(written, content, named):
    assert named in refusal(written(content))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_is_located(written, encoding):
    content = bytearray((TEXT * 20).encode(encoding))
    place = content.index("起草".encode(encoding))
    content[place + 1] = 0xFF
    assert "第12行有不合" in refusal(written(bytes(content)))


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert "找不到文件" in refusal(tmp_path / "没有.txt")


def test_an_empty_file_is_said_to_be_empty(written):
    assert "是空的" in refusal(written(b""))


def test_a_file_of_blanks_is_said_to_hold_no_text(written):
    assert "没有文字" in refusal(written(" \n\t\n\u3000\n".encode()))


def test_a_directory_is_no_document(tmp_path):
    assert "是目录" in refusal(tmp_path)


def test_a_device_is_no_document():
    assert "不是普通文件" in refusal("/dev/zero")


def test_a_path_that_no_file_can_have_is_refused():
    assert "打不开" in refusal("清单\0.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_refused(written):
    path = written(TEXT.encode())
    path.chmod(0)
    assert "打不开" in refusal(path)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(written):
    path = written(b"")
    os.truncate(path, 200 * 1024 * 1024)
    assert "超过 20 MB 的上限" in refusal(path)


def test_a_file_that_grows_while_it_is_read_is_refused(written, monkeypatch):
    path = written(TEXT.encode())
    monkeypatch.setattr(decoding, "_refuse_by_kind", lambda path, found: None)
    monkeypatch.setattr(decoding, "MAX_BYTES", 100)
    assert "的上限" in refusal(path)


@pytest.mark.parametrize("code", [0x00, 0x0B, 0x0C, 0x1B, 0x7F, 0x85])
def test_a_control_character_is_located_and_named(written, code):
    text = TEXT.replace("起草规划", f"起草{chr(code)}规划")
    assert f"第12行第4个字符是控制字符 U+{code:04X}" in refusal(written(text.encode()))


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(UnreadableDocument, match=r"U\+D800"):
        read_text(TEXT + "\ud800")


def test_a_line_of_a_million_characters_is_refused(written):
    text = TEXT.replace("起草", "起" * 1_000_000)
    message = refusal(written(text.encode()))
    assert re.search(rf"第12行有 10000\d\d 个字符，超过 {lines.MAX_LINE_LENGTH}", message)


def test_too_many_lines_are_refused(written):
    assert "行的上限" in refusal(written(TEXT.encode() + b"\n" * lines.MAX_LINES + b"1"))


def test_a_text_that_is_no_list_is_refused(written):
    assert "没有找到清单的标题" in refusal(written("今天天气很好。\n".encode()))


def test_sections_without_a_title_above_are_refused():
    second = document(table("duties", row("1", "普法。", "", "")), title="云溪县司法局")
    with pytest.raises(UnreadableDocument, match="第1行起的部分之上没有清单标题"):
        read_text(TEXT.split("\n", 2)[2] + "\n\n" + second)


def test_the_refusal_names_the_file(written):
    path = written("今天天气很好。\n".encode())
    assert str(path) in refusal(path)
