"""Whatever comes in: a document whose account balances, or one sentence that says why not."""

import contextlib
import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exchange.readers import UnreadableDocument, read_document, read_text
from portal.exchange.readers.declared import sections
from tests.portal.exchange.documents import LISTS
from tests.portal.exchange.readers.documents import HEADERS, HEADINGS

FEW = settings(max_examples=40)


def check_outcome(text):
    """Read a text: its account must balance, unless it is refused; nothing else may come of it."""
    try:
        read = read_text(text)
    except UnreadableDocument:
        return
    assert (read.characters_lost, read.unbalanced_lines) == (0, ())
    assert read.characters_placed == len("".join(text.split()))


#: Lines as such documents have them, in any order.
LINES = st.one_of(
    st.sampled_from(["", "", "\t", "\t", " \t", "无", "......", "云溪县民政局", "责任清单"]),
    st.sampled_from(
        ["云溪县司法局责任清单", "（云溪县旅游局）", "五、责任追究机制", "第一章 总则"]
    ),
    st.sampled_from(list(HEADINGS.values())),
    st.sampled_from([f"\t{word}" for header in HEADERS.values() for word in header]),
    st.sampled_from(
        ["\t1", "\t12", "\t县公安局", "\t负责监督。", "\t《殡葬管理条例》", " \t养老服务"]
    ),
    st.builds(
        "{}{}".format,
        st.sampled_from(["一、", "二、", "（一）", "（2） ", "1、", "3.", "①", ""]),
        st.sampled_from(
            ["监督检查对象", "监督检查内容", "主要内容", "公墓监管", "责令整改；", "依法。"]
        ),
    ),
    st.text(max_size=20),
)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    check_outcome(text)


@given(st.lists(LINES, max_size=40))
def test_any_order_of_lines_is_read_or_refused(lines):
    check_outcome("\n".join(lines))


@given(st.lists(LINES, max_size=40))
def test_below_a_title_and_a_heading_no_character_is_lost(lines):
    check_outcome("\n".join(["云溪县民政局", "一、部门职责", *lines]))


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, head, tail):
    path = tmp_path_factory.getbasetemp() / "bytes.txt"
    path.write_bytes(head + "云溪县民政局\n一、部门职责\n".encode("gb18030") + tail)
    with contextlib.suppress(UnreadableDocument):
        read_document(path)


@pytest.fixture(scope="module")
def real():
    """The text of each list of the district's document."""
    lines = LISTS.read_text(encoding="utf-8").split("\n")
    return [lines[read.first_line - 1 : read.last_line] for read in read_document(LISTS).lists]


def contents(lists):
    """What lists say, without the lines where they say it."""
    return [_without_places(dataclasses.asdict(read)) for read in lists]


def _without_places(value):
    if isinstance(value, dict):
        places = ("line", "first_line", "last_line", "order", "irregularities")
        return {k: _without_places(v) for k, v in value.items() if k not in places}
    if isinstance(value, (list, tuple)):
        return [_without_places(item) for item in value]
    return value


@FEW
@given(st.data())
def test_without_one_of_its_lines_a_list_still_balances(real, data):
    lines = data.draw(st.sampled_from(real))
    place = data.draw(st.integers(0, len(lines) - 1))
    check_outcome("\n".join(lines[:place] + lines[place + 1 :]))


@FEW
@given(st.data())
def test_with_two_of_its_lines_exchanged_a_list_still_balances(real, data):
    lines = list(data.draw(st.sampled_from(real)))
    one = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1))
    lines[one], lines[other] = lines[other], lines[one]
    check_outcome("\n".join(lines))


@FEW
@given(st.data())
def test_more_blank_lines_change_nothing(real, data):
    lines = data.draw(st.sampled_from(real))
    spaced = "\n".join(line if line.strip(" ") else "\n" + line for line in lines)
    assert contents(read_text(spaced).lists) == contents(read_text("\n".join(lines)).lists)


@FEW
@given(st.data())
def test_another_district_is_read_alike(real, data):
    lines = data.draw(st.sampled_from(real))
    name = data.draw(st.sampled_from(["云溪县", "沙洲市江北区", "白马旗"]))
    read = contents(read_text("\n".join(lines)).lists)
    renamed = read_text("\n".join(lines).replace("衡阳市蒸湘区", name)).lists
    assert contents(renamed) == _renamed(read, "衡阳市蒸湘区", name)


def _renamed(value, old, new):
    if isinstance(value, dict):
        return {k: _renamed(v, old, new) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    return value.replace(old, new) if isinstance(value, str) else value


@FEW
@given(st.data())
def test_lists_are_read_alike_in_any_company(real, data):
    chosen = data.draw(st.permutations(real).map(lambda lists: lists[:4]))
    together = read_text("\n\n".join("\n".join(lines) for lines in chosen)).lists
    alone = [read_text("\n".join(lines)).lists[0] for lines in chosen]
    assert contents(together) == contents(alone)


@FEW
@given(st.data())
def test_other_numbers_at_section_headings_change_nothing_but_the_headings(real, data):
    lines = list(data.draw(st.sampled_from(real)))
    mark = data.draw(st.sampled_from(["5、 ", "（四）", "十、", "第一部分 "]))
    read = read_text("\n".join(lines)).lists[0]
    for heading in read.headings:
        lines[heading.line - 1] = mark + sections()[heading.section].title
    other = read_text("\n".join(lines)).lists[0]
    assert other.entries == read.entries
