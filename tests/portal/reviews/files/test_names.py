"""What an uploaded file is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reviews.files.names import LONGEST, clean_name, extension_of


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("关于低保标准的通知（2026年）.pdf", "关于低保标准的通知（2026年）.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\文件\\会议纪要.docx", "会议纪要.docx"),
        ("第一行\r\nSet-Cookie: a=b.pdf", "第一行Set-Cookie_ a=b.pdf"),
        ("明细\u202efdp.exe", "明细fdp.exe"),
        ('引"号<b>.pdf', "引_号_b_.pdf"),
        ("空\u200b白 .pdf ", "空白.pdf"),
        ("..pdf", "附件.pdf"),
        ("/", "附件"),
        ("", "附件"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_keeps_what_people_read_and_nothing_else(name, clean):
    assert clean_name(name) == clean


def test_a_long_name_keeps_its_extension():
    clean = clean_name("长" * 300 + ".docx")
    assert len(clean) == LONGEST
    assert clean.endswith("长.docx")


@given(st.text() | st.text(alphabet="./\\ a\u202e\n\x00。"))
def test_whatever_it_is_called_the_name_is_plain(name):
    clean = clean_name(name)
    assert 0 < len(clean) <= LONGEST
    assert clean.isprintable()
    assert not set(clean) & set('/\\<>:"|?*')
    assert not clean.startswith(".")
    assert clean == clean.strip()
    assert clean_name(clean) == clean


@pytest.mark.parametrize(
    ("name", "extension"), [("a.PDF", "pdf"), ("a.pdf.exe", "exe"), ("pdf", ""), ("a.", "")]
)
def test_the_extension_is_what_stands_last(name, extension):
    assert extension_of(name) == extension
