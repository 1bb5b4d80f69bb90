"""Where lists and sections begin, and what their titles say."""

import pytest

from portal.exchange.readers import UnreadableDocument, read_text
from portal.exchange.readers.irregularities import RESOLUTIONS
from portal.exchange.readers.structure import IRREGULARITIES
from tests.portal.exchange.readers.documents import HEADERS, document, kinds, prose, row, table
from tests.portal.exchange.readers.documents import read_list as read_sections

DUTIES = table("duties", row("1", "拟订规划。", "起草。", ""))
SERVICES = table("services", row("1", "婚姻登记", "办理登记", "登记处"))
REGIMES = prose("（一）公墓监管", "一、监督检查对象", "全县公墓。")


def titled(title):
    return read_sections(DUTIES, title=title)


@pytest.mark.parametrize(
    ("title", "name", "signboards", "list_type"),
    [
        ("云溪县民政局", "云溪县民政局", (), None),
        ("云溪县民政局责任清单", "云溪县民政局", (), "责任清单"),
        ("云溪县民政局权力清单", "云溪县民政局", (), "权力清单"),
        ("云溪县民政局权力清单和责任清单", "云溪县民政局", (), "权力清单和责任清单"),
        (
            "云溪县发展和改革局（云溪县粮食局、云溪县物价局）责任清单",
            "云溪县发展和改革局",
            ("云溪县粮食局", "云溪县物价局"),
            "责任清单",
        ),
        ("云溪县民政局（加挂云溪县老龄委牌子）", "云溪县民政局", ("云溪县老龄委",), None),
        ("云溪县民政局（试行）责任清单", "云溪县民政局", (), "责任清单"),
    ],
)
def test_a_title_says_name_signboards_and_kind_of_list(title, name, signboards, list_type):
    read = titled(title)
    assert (read.title, read.name, read.signboards, read.list_type) == (
        title,
        name,
        signboards,
        list_type,
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_title_may_stand_on_two_lines(gap):
    read = titled(f"云溪县经济贸易局{gap}（云溪县旅游局）责任清单")
    assert read.title == "云溪县经济贸易局\n（云溪县旅游局）责任清单"
    assert (read.name, read.signboards) == ("云溪县经济贸易局", ("云溪县旅游局",))
    assert kinds(read) == ["title-over-two-lines"]


def test_a_list_begins_at_the_title_above_its_first_section():
    read = read_text(document(DUTIES, SERVICES) + "\n\n" + document(DUTIES, title="云溪县司法局"))
    assert [each.name for each in read.lists] == ["云溪县民政局", "云溪县司法局"]
    assert [(each.first_line, each.last_line) for each in read.lists] == [(1, 28), (29, 41)]


def test_a_title_may_follow_prose_without_a_blank_line():
    text = document(DUTIES, REGIMES.rstrip()) + "\n" + document(DUTIES, title="云溪县司法局")
    lists = read_text(text).lists
    assert [each.name for each in lists] == ["云溪县民政局", "云溪县司法局"]
    assert lists[0].entries["supervision"][0].parts[0].body == "全县公墓。"


def test_a_body_named_above_a_later_section_begins_no_list():
    case = "民政局牵头，下列单位配合\n云溪县婚姻登记处"
    matters = table("boundaries", row("1", "婚姻登记", "县民政局", "牵头。", "", case))
    read = read_text(document(DUTIES, matters + REGIMES))
    assert len(read.lists) == 1
    assert read.lists[0].entries["boundaries"][0].parties[0].case == case


def test_text_above_the_first_title_is_the_preface():
    read = read_text("云溪县部门责任清单汇编\n目录\n\n" + document(DUTIES))
    assert [piece.text for piece in read.preface] == ["云溪县部门责任清单汇编", "目录"]
    assert read.characters_lost == 0


@pytest.mark.parametrize(
    "heading", ["部门职责", "1、 部门职责", "（一）部门职责", "三、部门职责：", "一、部门主要职责"]
)
def test_a_section_goes_by_its_name_whatever_its_number(heading):
    read = read_sections(DUTIES.replace("一、部门职责", heading))
    assert read.states["duties"] == "present"
    assert (read.headings[0].section, read.headings[0].text) == ("duties", heading)


@pytest.mark.parametrize("heading", ["三、事中事后监督管理制度", "三、事中、事后监管制度"])
def test_sections_have_variant_names(heading):
    read = read_sections(REGIMES.replace("三、事中事后监管制度", heading))
    assert read.states["supervision"] == "present"


@pytest.mark.parametrize("marker", ["无", "......", "……", "（无）", "暂无。"])
def test_a_section_may_be_empty(marker):
    read = read_sections(DUTIES, f"二、与相关部门的职责边界\n\n{marker}\n", prose(marker))
    assert (read.states["boundaries"], read.states["supervision"]) == ("empty", "empty")
    assert read.states["services"] == "absent"
    assert [heading.marker for heading in read.headings] == ["", marker, marker]
    assert [piece.text for piece in read.other_text][1:] == [marker, marker]


def test_a_section_headed_twice_is_read_where_one_of_the_two_is_empty():
    read = read_sections(DUTIES, SERVICES, "四、公共服务事项\n......\n")
    assert len(read.entries["services"]) == 1
    assert [heading.line for heading in read.headings] == [3, 16, 29]
    assert "section-headed-twice" in kinds(read)


def test_a_section_headed_twice_with_rows_in_both_is_refused():
    with pytest.raises(UnreadableDocument, match="第16行和第29行都是“公共服务事项”部分"):
        read_text(document(DUTIES, SERVICES, SERVICES))


def test_a_section_without_a_heading_is_known_by_its_header():
    read = read_sections(DUTIES, row(*HEADERS["services"]) + "\n" + row("1", "婚姻", "登记", "处"))
    assert (len(read.entries["duties"]), len(read.entries["services"])) == (1, 1)
    assert kinds(read) == ["missing-heading"]


def test_regimes_without_a_heading_are_known_by_their_first_part():
    read = read_sections(DUTIES, "\n".join(REGIMES.split("\n")[2:]))
    assert (len(read.entries["duties"]), len(read.entries["supervision"])) == (1, 1)
    assert read.entries["supervision"][0].title == "公墓监管"


def test_a_section_beyond_the_four_is_kept_as_an_annex():
    read = read_sections(DUTIES, SERVICES, "五、责任追究机制\n\n对失职的，\n\n依法追究。\n")
    annex = read.annexes[0]
    assert (annex.heading, annex.body, annex.line) == (
        "五、责任追究机制",
        "对失职的，\n依法追究。",
        29,
    )


def test_each_kind_of_irregularity_has_a_name_and_a_resolution():
    assert IRREGULARITIES.keys() == RESOLUTIONS.keys()
