"""Files of all kinds: read rightly, or refused with a sentence, never with a traceback."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart

from departments.sheets.spreadsheets import harmless, unguarded
from duties.models import Duty
from portal.reviews.importing import steps
from portal.reviews.importing.faults import Unreadable
from portal.reviews.importing.files import LARGEST, archives, read_sheets
from portal.reviews.importing.files.sheets import MOST_COLUMNS, MOST_ROWS
from portal.reviews.importing.sections import Section
from portal.reviews.refusals import Refusal
from tests.portal.reviews.importing.files import csv_file, duty, saved, xlsx_file

WORKBOOK = xlsx_file(duty("D-0001"), duty(text="=1", place="2"))
TABLE = csv_file(duty("D-0001"), duty(text='"甲"\n', place="2"))
many = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def refusal(content):
    with pytest.raises(Unreadable) as caught:
        read_sheets(content)
    return str(caught.value)


def cells(content):
    (sheet,) = read_sheets(content)
    return [(number, [cell.text for cell in row]) for number, row in sheet.rows]


def workbook_with(member, content):
    """The workbook with one member of its archive replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != member:
                new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
        new.writestr(member, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def sheet_with(xml):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return workbook_with(
        "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}">{xml}</worksheet>'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_csv_is_read_in_the_encodings_of_spreadsheets(encoding):
    content = csv_file(duty("D-0001", text="负责“低保”审批，龘"), encoding=encoding)
    assert cells(content)[1] == (2, ["D-0001", "", "1", "负责“低保”审批，龘", "", "编制预案"])


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("utf-16", "编码是 UTF-16"),
        ("utf-16-le", "不是 UTF-8 或 GB18030"),
        ("big5", "不是 UTF-8 或 GB18030"),
        ("utf-32", "编码是 UTF-16"),
    ],
)
def test_other_encodings_are_refused(encoding, sentence):
    headings = ["編號", "編碼", "行"] if encoding == "big5" else ["编码", "行"]
    assert sentence in refusal(csv_file(["甲"], headings=headings, encoding=encoding))


def test_a_damaged_byte_is_found_in_its_line():
    assert "第 3 行有损坏的字节" in refusal(
        csv_file(duty(text="甲"), duty(text="乙")).replace("乙".encode(), b"\xe4\xb9")
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "'=1", "''", "'", "'引", "'2024", "+86", "＝1", "\t甲", "@甲", "一'二"]
)
def test_the_apostrophe_of_our_own_csv_is_taken_off_and_no_other(text):
    assert unguarded(harmless(text)) == text


def test_an_apostrophe_that_guards_nothing_is_a_part_of_the_text():
    assert unguarded("'2024") == "'2024"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (b"  \n\n ", "文件是空的"),
        (b"%PDF-1.7", "这是PDF 文件"),
        (b"\x89PNG\r\n", "这是图片"),
        (b"Rar!\x1a", "这是压缩文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office 文件"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "设了打开密码",
        ),
        (b"PK\x03\x04" + bytes(100), "已经损坏"),
        (WORKBOOK[: len(WORKBOOK) // 2], "已经损坏"),
        (workbook_with("xl/workbook.xml", "<a>"), "已经损坏"),
        ('编码,行\n"甲'.encode(), "第 2 行读不通"),
        (f"编码,行\n{'长' * 200_000}".encode(), "第 2 行读不通"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    assert sentence in refusal(content)


def test_an_archive_of_something_else_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "已经损坏，或者不是 XLSX 表格" in refusal(stream.getvalue())


def test_an_encrypted_archive_is_told():
    content = bytearray(WORKBOOK)
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "设了密码" in refusal(bytes(content))


def test_too_large_a_file_is_refused():
    assert "超过 5 MB" in refusal(b"a" * (LARGEST + 1))


def test_too_many_rows_or_columns_are_refused():
    assert f"第 {MOST_ROWS} 行之后" in refusal(csv_file(*[["甲"]] * MOST_ROWS))
    assert f"超过 {MOST_COLUMNS} 格" in refusal(csv_file(["甲"] * (MOST_COLUMNS + 1)))
    assert len(cells(csv_file(*[["甲"]] * (MOST_ROWS - 1)))) == MOST_ROWS


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (workbook_with("xl/media/a.bin", bytes(20 * 1024 * 1024)), "展开后过大"),
        (workbook_with("xl/a.xml", "<a/>" * archives.MOST_MARKS), "展开后过大"),
        (workbook_with("xl/a.xml", "<" * archives.MOST_MARKS), "内容太多"),
        (workbook_with("xl/a.xml", f"<a {'b=' * archives.MOST_MARKS}/>"), "内容太多"),
    ],
    ids=["bytes", "text", "tags", "attributes"],
)
def test_a_zip_bomb_is_refused_before_it_is_parsed(content, sentence, monkeypatch):
    monkeypatch.setattr("portal.reviews.importing.files.xlsx.load_workbook", pytest.fail)
    assert len(content) < LARGEST
    assert sentence in refusal(content)


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr("departments.sheets.archives.MOST_MEMBERS", 5)
    assert "展开后过大" in refusal(WORKBOOK)


def test_an_entity_bomb_is_refused():
    bomb = '<!DOCTYPE a [<!ENTITY a "甲"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert "已经损坏" in refusal(workbook_with("xl/worksheets/sheet1.xml", bomb))


@pytest.mark.parametrize(
    "xml",
    [
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row></sheetData>',
        '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<sheetData/><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
    ],
    ids=["dimension", "merged", "hyperlink"],
)
def test_what_a_sheet_claims_makes_no_cells(xml):
    (sheet,) = read_sheets(sheet_with(xml))
    assert len(sheet.rows) <= 1


def test_a_row_beyond_the_last_one_of_any_sheet_is_refused():
    row = '<row r="{}"><c r="A{}"><v>1</v></c></row>'
    far = "".join(row.format(n, n) for n in (1, 10**12))
    assert "已经损坏" in refusal(sheet_with(f"<sheetData>{far}</sheetData>"))
    near = "".join(row.format(n, n) for n in (1, MOST_ROWS + 1))
    assert "行之后还有内容" in refusal(sheet_with(f"<sheetData>{near}</sheetData>"))


def test_carriage_returns_that_a_spreadsheet_escapes_are_line_ends():
    assert cells(xlsx_file(["甲_x000D_\n乙"]))[1] == (2, ["甲\r\n乙"])


def test_a_sheet_without_cells_and_one_with_a_chart_alone_are_empty():
    book = Workbook()
    book.create_chartsheet("图").add_chart(BarChart())
    assert [sheet.rows for sheet in read_sheets(saved(book))] == [[]]


@many
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused(content, beginning):
    read_or_refused(beginning + content)


@many
@given(st.data(), st.sampled_from([WORKBOOK, TABLE]))
def test_a_mutated_file_is_read_or_refused(data, whole):
    content = bytearray(
        whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole
    )
    for _ in range(data.draw(st.integers(1, 8)) if content else 0):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(content))


@many
@given(st.data())
def test_a_workbook_with_mutated_members_is_read_or_refused(data):
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as archive:
        name = data.draw(st.sampled_from(archive.namelist()))
        member = bytearray(archive.read(name))
    for _ in range(data.draw(st.integers(1, 5))):
        member[data.draw(st.integers(0, len(member) - 1))] = data.draw(st.integers(32, 126))
    read_or_refused(workbook_with(name, bytes(member)))


def read_or_refused(content):
    """A file becomes tables, or a Refusal with a sentence; anything else fails the test."""
    sentence = ""
    try:
        steps.check(content, [Section(Duty)])
    except Refusal as refusal:
        sentence = str(refusal)
    assert sentence.endswith("。") or not sentence
